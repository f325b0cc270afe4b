"""The chance that a student's code draws of its own: the same in every run of one seed."""

from __future__ import annotations

import random
import sys

import numpy as np


def settle_chance(number: int) -> None:
    """Seed the global generators of Python, NumPy and, where it is loaded, Keras with a number in 0..2^32 - 1."""
    random.seed(number)
    np.random.seed(number)  # noqa: NPY002 -- it is the student's code that may use it
    keras = sys.modules.get("keras")
    if keras is not None:
        keras.utils.set_random_seed(number)
