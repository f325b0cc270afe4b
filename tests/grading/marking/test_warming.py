"""What is loaded before suites are forked, and how Keras is set then; Keras is a stand-in here."""

from __future__ import annotations

import gc
import importlib
import os
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from grading.errors import NotMarkedError
from grading.marking import warm as module
from grading.marking.warm import imports, keep_keras_defaults, warm


class Config:
    """Keras's settings."""

    def __init__(self, backend: str) -> None:
        self.set: dict[str, Any] = {}
        self.backend = lambda: backend

    def __getattr__(self, name: str) -> Any:
        if not name.startswith("set_"):
            raise AttributeError(name)
        return lambda value: self.set.update({name: value})


@pytest.mark.parametrize("backend", ["jax", "torch", "a backend", "tensorflow2", "zig"])
def test_keras_on_another_backend_is_no_fault_of_the_students(backend: str, monkeypatch: pytest.MonkeyPatch) -> None:
    config = Config(backend)
    monkeypatch.setitem(sys.modules, "keras", SimpleNamespace(config=config))
    with pytest.raises(NotMarkedError, match=f"^Keras runs on {backend} here.*unset KERAS_BACKEND$"):
        keep_keras_defaults()
    assert config.set == {}


def test_what_a_shell_or_a_file_had_set_is_undone(monkeypatch: pytest.MonkeyPatch) -> None:
    config = Config("tensorflow")
    monkeypatch.setitem(sys.modules, "keras", SimpleNamespace(config=config))
    keep_keras_defaults()
    assert config.set == {
        "set_image_data_format": "channels_last",
        "set_floatx": "float32",
        "set_epsilon": pytest.approx(1e-7, rel=1e-9),
    }


SUITE = """
from __future__ import annotations
import json, os.path
import numpy as np
from xml import dom, nothing_there
from math import pi
from . import beside

def test_double():
    import tomllib
"""


def suite(folder: Path, text: str = SUITE) -> Path:
    """Write a suite."""
    path = folder / "test_ex91_small.py"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_suites_imports_are_modules_and_what_may_be_one(tmp_path: Path) -> None:
    assert imports(suite(tmp_path)) == ("__future__", "json", "os.path", "numpy", "xml", "xml.dom", "math")


def test_a_suite_that_asks_for_all_needs_the_strategies(tmp_path: Path) -> None:
    assert imports(suite(tmp_path, "def test_double(for_all): pass\n")) == ("reference.kit.strategies",)


def test_a_suite_is_read_once(tmp_path: Path) -> None:
    path = suite(tmp_path)
    assert imports(path) is imports(path)


@pytest.mark.parametrize("heavy", [True, False])
def test_what_a_suite_needs_is_loaded_and_keras_where_it_is_heavy(
    heavy: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    did: list[str] = []
    exercise: Any = SimpleNamespace(is_heavy=heavy, suite=suite(tmp_path), load=lambda: did.append("exercise"))
    monkeypatch.setattr(importlib, "import_module", did.append)
    monkeypatch.setattr(module, "keep_keras_defaults", lambda: did.append("defaults"))
    monkeypatch.setattr(gc, "freeze", lambda: did.append("freeze"))
    monkeypatch.setenv("TF_CPP_MIN_LOG_LEVEL", "0")
    monkeypatch.delenv("TF_CPP_MIN_LOG_LEVEL")
    warm(exercise)
    first = ["keras", "defaults"] if heavy else []
    assert did == [*first, "exercise", *imports(exercise.suite), "freeze"]
    assert os.environ.get("TF_CPP_MIN_LOG_LEVEL") == ("3" if heavy else None)
