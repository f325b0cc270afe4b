"""What a record is known by: the files that decide its points."""

from __future__ import annotations

import importlib
import inspect
from pathlib import Path

import pytest

from grading.curriculum import Exercise, exercises
from grading.expect import Expect
from grading.places import ROOT
from grading.records import _deciding_files
from grading.suite import imports


@pytest.mark.parametrize("of", exercises(), ids=lambda each: each.id)
def test_whatever_a_suite_takes_from_the_reference_decides(of: Exercise) -> None:
    deciding = set(_deciding_files([of]))
    assert of.suite in deciding
    for name in imports(of.suite):
        file = ROOT.joinpath(*name.split(".")).with_suffix(".py")
        if name.startswith("reference.") and file.is_file():
            assert file in deciding


def test_whatever_an_expectation_calls_decides() -> None:
    deciding = set(_deciding_files([]))
    module = inspect.getmodule(Expect)
    assert module is not None
    used = {getattr(value, "__module__", None) for value in vars(module).values()}
    for name in sorted(str(each) for each in used if str(each).startswith(("grading.", "reference."))):
        assert Path(str(importlib.import_module(name).__file__)) in deciding, name
