"""What an exercise offers to try out: one's own functions on one's own photograph or sentence.

An exercise that can be tried has a module `trial` with a function `run(own, given)`. `own` holds the student's
functions, of this exercise and of those it builds on; `given` is what was brought. Networks are trained once and kept.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Given = np.ndarray | str
"""A photograph as pixels, uint8 (H, W, 3), or a sentence."""


class Own(Protocol):
    """A student's own work, as far as it has passed."""

    def subject(self, exercise: str) -> Any:
        """Return the functions of an exercise, as the fixture `subject` has them; None where it has not passed."""

    def network(self, exercise: str) -> Any:
        """Return the model that `learn(subject)` of the exercise's module `trial` gives, trained once and kept."""

    def trial(self, exercise: str) -> Any:
        """Return the module `trial` of another exercise, on whose network this one builds."""

    def planted(self, exercise: str, model: Any, owner: str) -> Any:
        """Return a copy of a model of `owner`'s that stands beside the functions of `exercise`."""


@dataclass(frozen=True)
class Tried:
    """What came of it."""

    said: Sequence[str]
    """Lines for the terminal."""
    figure: Figure | None = None
    words: Sequence[tuple[str, float]] = field(default=())
    """The words of a sentence in their order, each with how much it spoke for the answer (above 0) or against it."""


class Untried(Exception):  # noqa: N818 -- a sentence for a person, not a fault of the program
    """It cannot be tried; the message says why and what to do."""


Run = Callable[[Own, Given], Tried]
