"""What a test needs of the machine: where it is missing, the test is skipped, and the report says so."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable
from typing import Any

import pytest

from reference.kit.exercise import Exercise

tensorflow = pytest.mark.skipif(
    importlib.util.find_spec("tensorflow") is None, reason="needs TensorFlow, which is not installed"
)


def as_parameters(exercises: Iterable[Exercise]) -> list[Any]:
    """Return the exercises as a test's parameters, those that need TensorFlow marked so."""
    return [pytest.param(one, id=one.id, marks=[tensorflow] if one.is_heavy else []) for one in exercises]
