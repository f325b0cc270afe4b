"""The order of the project's own tests: those that run TensorFlow in their own process come last, on one worker.

A process in which TensorFlow has run an operation cannot be forked any more, and the proofs fork for every suite.
"""

from __future__ import annotations

import functools
from pathlib import Path

import pytest

WORDS = ("tensorflow", "keras", "backbone")
FORKING = ("meta", "exercises")
"""Rooms whose tests run what they test in children, or are run by those."""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Move tests that run TensorFlow to the end and keep them together."""
    for item in items:
        if _runs_tensorflow(item.path):
            item.add_marker(pytest.mark.xdist_group("tensorflow"))
    items.sort(key=lambda item: _runs_tensorflow(item.path))


@functools.cache
def _runs_tensorflow(path: Path) -> bool:
    if path.parent.name in FORKING or path.name == "test_without_tensorflow.py":
        return False
    text = path.read_text(encoding="utf-8")
    return any(word in text for word in WORDS)
