"""A student's own page: what they tried on photographs and sentences of theirs, and why it came out so."""

from __future__ import annotations

import base64
import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from grading.reports.html import render

STRENGTHS = 4
"""Steps from faint to strong in which a word is coloured."""


class Kept(msgspec.Struct, frozen=True):
    """One trial, as it is kept."""

    exercise: str
    given: str
    said: list[str]
    words: list[tuple[str, float]] = []


@dataclass(frozen=True)
class Word:
    """A word of a sentence, and the name of its colour."""

    text: str
    style: str
    """ "for-1" to "for-4", "against-1" to "against-4"; "" for a word that does not matter."""


def coloured(words: Sequence[tuple[str, float]]) -> list[Word]:
    """Return words with their colours: the strongest of all has the strongest, in whichever direction."""
    most = max((abs(weight) for _, weight in words), default=0.0)
    return [Word(text, _style(weight / most if most else 0.0)) for text, weight in words]


def _style(share: float) -> str:
    step = round(STRENGTHS * abs(share))
    return f"{'for' if share > 0 else 'against'}-{step}" if step else ""


def in_signs(words: Sequence[tuple[str, float]]) -> str:
    """Return words as plain text: what speaks for the answer as `+word`, what speaks strongly for it as `++word`."""
    parts = []
    for word in coloured(words):
        sign = "+" if word.style.startswith("for") else "-"
        parts.append(sign * (2 if word.style.endswith(("3", "4")) else 1) * bool(word.style) + word.text)
    return " ".join(parts)


def page(folder: Path, titles: Mapping[str, str]) -> str:
    """Return the page of all trials that are kept in `folder`, in the order of the exercises."""
    trials = []
    for exercise, title in titles.items():
        try:
            kept = msgspec.json.decode((folder / f"{exercise}.json").read_bytes(), type=Kept)
        except (OSError, ValueError):
            continue
        picture = ""
        with contextlib.suppress(OSError):
            picture = f"data:image/png;base64,{base64.b64encode((folder / f'{exercise}.png').read_bytes()).decode()}"
        trials.append((kept, title, picture, coloured(kept.words)))
    signs = {kept.exercise: in_signs(kept.words) for kept, *_ in trials}
    return render("yours.html", trials=trials, signs=signs)
