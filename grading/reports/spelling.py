"""How names are compared: accents and capitals do not count."""

from __future__ import annotations

import unicodedata

_STROKES = str.maketrans("\u0141\u0142\u00d8\u00f8\u0110\u0111", "LlOoDd")
"""Letters with a stroke, which Unicode does not take apart into letter and accent."""


def alphabetical(name: str) -> str:
    """Return what a name is sorted by, so that Émile stands beside Emil."""
    letters = unicodedata.normalize("NFKD", name.translate(_STROKES))
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).casefold()
