"""What is imported before suites are forked, so that each starts at once."""

from __future__ import annotations

import ast
import contextlib
import functools
import gc
import importlib
import importlib.util
import os
from pathlib import Path

from grading.errors import NotMarkedError
from grading.marking.processes import silent
from reference.kit.exercise import Exercise


def warm(exercise: Exercise) -> None:
    """Import what the exercise's suite needs, so that children forked from here start at once."""
    import pytest  # noqa: F401
    import pytest_timeout  # noqa: F401

    import grading.judging.plugin  # noqa: F401

    if exercise.is_heavy:
        os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
        with silent():  # what it says at import goes past every setting
            importlib.import_module("keras")  # before any operation runs, so that children may be forked
        keep_keras_defaults()
    exercise.load()
    for name in imports(exercise.suite):
        importlib.import_module(name)
    gc.freeze()  # children look for garbage in what is their own alone, and share the memory of the rest


def keep_keras_defaults() -> None:
    """Undo what a `keras.json` or the shell had set. Raises NotMarkedError where Keras runs on another backend."""
    import keras

    backend = keras.config.backend()
    if backend != "tensorflow":
        raise NotMarkedError(f"Keras runs on {backend} here, and the exercises need TensorFlow: unset KERAS_BACKEND")
    keras.config.set_image_data_format("channels_last")
    keras.config.set_floatx("float32")
    keras.config.set_epsilon(1e-7)


@functools.cache
def imports(suite: Path) -> tuple[str, ...]:
    """Names of the modules that a suite imports or imports from, and of the one behind its fixture `for_all`."""
    text = suite.read_text(encoding="utf-8")
    names = ["reference.kit.strategies"] if "for_all" in text else []
    for node in ast.parse(text).body:
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.append(node.module)
            names += [name for alias in node.names if _is_module(name := f"{node.module}.{alias.name}")]
    return tuple(names)


def _is_module(name: str) -> bool:
    """Tell whether a name that is imported from a package is a module of it."""
    with contextlib.suppress(ImportError):
        return importlib.util.find_spec(name) is not None
    return False
