"""The order of the project's own tests, and what of them runs on one worker.

First come those that share what takes long to make, so that no worker is left alone with one at the end; each such
group runs on one worker. Last come those that run TensorFlow in their own process, a group for each file: a process in
which TensorFlow has run an operation cannot be forked any more, and the proofs fork for every suite.
"""

from __future__ import annotations

import functools
import gc
import re
from pathlib import Path

import pytest

IMPORTS = re.compile(r"^import (?:keras|tensorflow)\b", re.MULTILINE)
WORDS = ("tensorflow", "keras", "backbone")
"""In tests of what is trusted, which import them within tests, or use oracles that do."""
GROUP = "xdist_group"


def pytest_configure(config: pytest.Config) -> None:
    """Have pytest-xdist hand tests out in their order, instead of the largest group first."""
    if hasattr(config.option, "loadscopereorder"):
        config.option.loadscopereorder = False


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Move groups to the front, and tests that run TensorFlow to the end, a group for each file."""
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
        return 2
    return 0 if item.get_closest_marker(GROUP) else 1


@functools.cache
def _runs_tensorflow(path: Path) -> bool:
    text = path.read_text(encoding="utf-8")
    match path.parent.name:
        case "exercises":  # others run them in children
            return False
        case "reference":
            return any(word in text for word in WORDS)
    return bool(IMPORTS.search(text))
