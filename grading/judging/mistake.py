"""A mistake that is the same in every exercise: its name, its words, and when it is known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from grading.errors import Called
from reference.kit.catalogue import general_words

Outcome = tuple[str, Any]
"""("value", what came back) or ("raised", (class of the error, its message))."""
Ask = Callable[[Called], Outcome | None]
"""Gives what is right for a call; None where nobody knows."""
Spoil = Callable[[Any, Called], Any]
"""Gives what a mistake makes of what is right for a call. Raises `Unlike` where it cannot be made there."""


FEW = 4
"""Results that come in a tuple, where each has a meaning of its own; arguments of a function that are told apart."""


class Unlike(Exception):  # noqa: N818 -- no error: the mistake has no form here
    """The mistake cannot be made with this result."""


@dataclass(frozen=True)
class Mistake:
    """A mistake with a name, and what is said to whoever made it."""

    id: str
    fields: dict[str, Any] = field(default_factory=dict)
    """What fills the places in its words."""

    fewest: int = 0
    """Wrong numbers from which it is known, where it makes other numbers of the right ones: few may be chance."""

    @property
    def recognised_as(self) -> str:
        """The diagnosis that a student is given."""
        return self.id

    @property
    def says(self) -> str:
        """What is said; it follows the call."""
        return general_words()[self.id].format(**self.fields)
