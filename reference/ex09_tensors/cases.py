"""What ex09 is tested on: numbers that can be read, batches, points about a line."""

from __future__ import annotations

from typing import Any

import numpy as np

from reference.kit.author import Subject

Drawn = np.random.Generator


def one_decimal(draw: Drawn, size: Any = (), scale: float = 1.0) -> Any:
    """Draw numbers with one decimal: an array, or a number where no size is given."""
    return np.round(draw.normal(scale=scale, size=size), 1)


def batch(draw: Drawn, size: int, *rest: int) -> np.ndarray:
    """Draw a batch as float32."""
    drawn: np.ndarray = one_decimal(draw, (size, *rest)).astype(np.float32)
    return drawn


def points(draw: Drawn, n: int = 5) -> tuple[np.ndarray, np.ndarray]:
    """Draw points about a line, their places in a random order."""
    x = draw.permutation(np.linspace(-2, 2, n)).round(1)
    slope, intercept = draw.choice([-3, -2, 2, 3]) + draw.uniform(), draw.choice([-2, -1, 1, 2]) + draw.uniform(0, 0.5)
    return x + 0.5, (slope * x + intercept + draw.normal(scale=0.3, size=n)).round(1)


def cubic(subject: Subject, draw: Drawn) -> Any:
    """Draw a function of three terms."""
    return subject.functions.cubic(*(float(n) for n in draw.choice([-3, -2, -1, 1, 2, 3], size=3)))


def affine(subject: Subject, draw: Drawn) -> Any:
    """Draw a function that gives as many numbers as it is given."""
    return subject.functions.affine(float(np.round(draw.uniform(1, 3), 2)), float(np.round(draw.uniform(1, 3), 2)))
