"""Hostile submissions, in families: what each tries, and what must come of it. All of them gain nothing.

Each is a module for ex02 (or for ex09, beside TensorFlow) none of whose functions is right. What one finds out about
the grader it prints with the word `LOOT` before it; `test_zoo` looks for that in every record and report.
"""

from tests.grading.zoo.animal import LOOT, Animal
from tests.grading.zoo.keras import KERAS_ZOO
from tests.grading.zoo.numpy import ZOO

__all__ = ["KERAS_ZOO", "LOOT", "ZOO", "Animal"]
