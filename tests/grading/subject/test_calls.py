"""What a call says of its report, and a source of its name."""

from __future__ import annotations

import dataclasses
import inspect
from typing import Any

import numpy as np
import pytest

from grading.subject.calls import Binding, Call, LoadedSource
from grading.subject.placed import Placed
from grading.subject.reports import Missing, Raised, Unsendable, Value, Warned
from grading.worker.places import Cell

WARNED = [Warned("UserWarning", "careful")]
RETURNED = Value(3, 6.0, "float64", 17, WARNED, ["#0"])
RAISED = Raised(3, ["KeyError", "LookupError", "object"], "'x'", [], warnings=WARNED, changed=["scores"])


def call(report: Any = None) -> Call:
    """Return a call with a report."""
    return Call("double", (3.0,), {}, report)


def test_a_call_that_returned_says_what_came_back() -> None:
    told = call(RETURNED)
    assert (told.value, told.type_name, told.steps, told.raised) == (6.0, "float64", 17, None)
    assert told.changed == ["#0"]
    assert told.warnings == [("UserWarning", "careful")]


def test_a_call_that_raised_says_what_and_has_no_value() -> None:
    told = call(RAISED)
    assert told.raised == ("KeyError", "'x'")
    assert (told.value, told.type_name, told.steps) == (None, "", 0)
    assert told.changed == ["scores"]
    assert told.warnings == [("UserWarning", "careful")]


@pytest.mark.parametrize("report", [None, Missing(3, ["shout"]), Unsendable(3, "a set may not cross")])
def test_a_call_of_which_nothing_came_says_nothing(report: Any) -> None:
    told = call(report)
    assert (told.value, told.raised, told.type_name, told.steps) == (None, None, "", 0)
    assert (told.changed, told.warnings) == ([], [])


def test_steps_that_were_not_counted_are_none() -> None:
    assert call(Value(3, 6.0)).steps == 0


def test_a_source_is_named_by_what_it_was_handed_in_as() -> None:
    module = LoadedSource("ex91", "ex91_small", b"")
    assert module.file == "ex91_small.py"
    assert dataclasses.replace(module, cells=(Cell(1, 1),)).file == "ex91_small.ipynb"
    assert dataclasses.replace(module, is_notebook=True).file == "ex91_small.ipynb", "it may hold no code at all"


def test_a_source_says_where_a_line_stands() -> None:
    module = LoadedSource("ex91", "ex91_small", b"")
    assert module.place(7) == "ex91_small.py, line 7"
    notebook = dataclasses.replace(module, cells=(Cell(1, 1), Cell(6, 3)))
    assert notebook.place(7) == "ex91_small.ipynb, cell 3, line 2"


def test_a_source_that_was_checked_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        LoadedSource("ex91", "ex91_small", b"").data = b"other"  # type: ignore[misc]


def test_all_bindings_are_called_in_the_same_way() -> None:
    options = inspect.signature(Binding.call).parameters
    assert {name: (p.kind.name, p.default) for name, p in options.items() if p.default is not p.empty} == {
        "how": ("KEYWORD_ONLY", "plainly"),
        "probe": ("KEYWORD_ONLY", False),
    }
    assert isinstance(inspect.getattr_static(Binding, "told"), property)


def test_a_model_of_a_tests_own_says_how_large_it_is_and_is_no_object_of_the_students() -> None:
    placed = Placed("Sequential", "{}", [np.zeros((3, 5)), np.zeros(5)])
    assert placed.size == 20
    assert (placed.number, placed.type_name) == (0, "Sequential")
