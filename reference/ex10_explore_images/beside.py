"""What runs next to a student's code in exercise 10: it empties a folder, and seeds TensorFlow.

Each public function makes one from numbers; a test asks for it by name: `subject.functions.emptied()`.
What the student is given counts in `traces` how often Python ran it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any


def emptied() -> Callable[..., Any]:
    """Deletes the files of a folder that was sent: no TensorFlow, but it too must run where the folder lies.

    A dataset that has kept what it decoded gives the same afterwards.
    """
    return _empty


def seeded(number: int) -> Callable[..., Any]:
    """Gives TensorFlow a seed, or takes it away where the number is negative.

    Where there is one, what a dataset's `map` draws begins anew with each pass, and is the same in all of them.
    """
    import tensorflow as tf

    return lambda: tf.random.set_seed(number if number >= 0 else None)


def _empty(folder: str) -> None:
    if not Path(folder).name.startswith("folder-"):
        raise ValueError(f"{folder} is no folder that was sent")
    for path in Path(folder).rglob("*"):
        if path.is_file():
            path.chmod(0o644)  # Windows deletes nothing that is read-only
            path.unlink()
