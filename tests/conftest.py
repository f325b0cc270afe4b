"""The order of the project's own tests, and what of them runs on one worker.

First come those that share what takes long to make, so that no worker is left alone with one at the end; each such
group runs on one worker. Then come the others, at their end those that may import TensorFlow: a process that has it is
so large that a fork of it takes ten times as long. Last come those that run TensorFlow in their own process, a group
for each file: once it has run an operation, its process cannot be forked any more.
"""

from __future__ import annotations

import functools
import gc
import re
from pathlib import Path

import pytest

from tests import needs

IMPORTS = re.compile(r"^import (?:keras|tensorflow)\b", re.MULTILINE)
WORDS = ("tensorflow", "keras", "backbone")
"""In tests of what is trusted, which import them within tests, or use oracles that do."""
PROOFS = "meta"


def pytest_configure(config: pytest.Config) -> None:
    """Have pytest-xdist hand tests out in their order, instead of the largest group first."""
    if hasattr(config.option, "loadscopereorder"):
        config.option.loadscopereorder = False


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Sort the tests as said above, and make a group of each file whose tests run TensorFlow."""
    for item in items:
        if _runs_tensorflow(item.path):
            item.add_marker(pytest.mark.xdist_group(item.path.stem))
    items.sort(key=_turn)


def pytest_collection_finish() -> None:
    """Look for garbage in what the tests make alone: thousands of collected ones are none."""
    gc.collect()
    gc.freeze()


def _turn(item: pytest.Item) -> int:
    if _runs_tensorflow(item.path):
        return 3
    if item.path.parent.name == PROOFS or needs.tensorflow.mark in item.iter_markers("skipif"):
        return 2
    return 0 if item.get_closest_marker("xdist_group") else 1


@functools.cache
def _runs_tensorflow(path: Path) -> bool:
    text = path.read_text(encoding="utf-8")
    match path.parent.name:
        case "exercises":  # others run them in children
            return False
        case "reference":
            return any(word in text for word in WORDS)
    return bool(IMPORTS.search(text))
