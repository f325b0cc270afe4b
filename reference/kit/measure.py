"""What an accuracy threshold rests on: how accuracy is measured, and what must stay below it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

Accuracy = Callable[[Any, np.random.Generator], float]
"""Trains through the functions of a subject and returns the accuracy on data it never saw, in 0..1."""
Baseline = Callable[[np.random.Generator], float]
"""The accuracy that a naive way reaches on the same data, in 0..1."""


@dataclass(frozen=True)
class Measure:
    """One threshold's measure. The graded test calls `accuracy` too, so that both measure the same."""

    name: str
    """Exercise and data: "ex05.digits"."""
    accuracy: Accuracy
    baselines: dict[str, Baseline]
    """Naive ways by a name that a student understands: "always the most frequent class"."""
    broken: tuple[str, ...] = field(default=())
    """Ids of misconceptions that train, but must not reach the threshold."""
    sound: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Other right ways that must reach it, by a name that a student understands: the ids of the exercise's
    `other_ways` that make one up, each in the place of its task, where the model answer's stays otherwise."""
