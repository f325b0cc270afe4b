"""What a test is told of each report of a binding; a stand-in reports here whatever a worker may."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from grading.errors import NotAttemptedError, SubjectError, Wrong
from grading.results import Remark
from grading.subject import Subject
from grading.subject.calls import LoadedSource
from grading.subject.placed import Placed
from grading.subject.reports import Bad, Failed, Frame, Missing, OfCall, Raised, Unsendable, Value
from grading.worker.places import Cell
from grading.worker.wire import Handle
from reference.kit.exercise import Exercise
from tests.grading.small import MODULE

MODULE_SOURCE = LoadedSource("ex91", MODULE, b"")
NOTEBOOK = LoadedSource("ex91", MODULE, b"", None, (Cell(1, 2), Cell(5, 3)))


class Reporting:
    """A binding that reports what was laid ready, and notes what it was asked."""

    told = None

    def __init__(self, *reports: OfCall, source: LoadedSource = MODULE_SOURCE) -> None:
        self.noted: list[Remark] = []
        self.kept: dict[str, Any] = {}
        self.source, self.reports = source, list(reports)
        self.asked: list[tuple[Any, ...]] = []
        self.forgotten = 0

    def call(self, *asked: Any, how: str = "plainly", probe: bool = False) -> OfCall:
        """Report the next one."""
        self.asked.append((*asked, how, probe))
        return self.reports.pop(0)

    def forget(self) -> None:
        """Note it."""
        self.forgotten += 1

    def tried(self, *_: Any, **__: Any) -> Any:
        """Nothing is tried."""
        return []

    def take_output(self) -> str:
        """Nothing is printed."""
        return ""

    def close(self) -> None:
        """Nothing runs."""


def subject(exercise: Exercise, *reports: OfCall, source: LoadedSource = MODULE_SOURCE) -> tuple[Subject, Reporting]:
    """Return a subject whose binding reports these."""
    binding = Reporting(*reports, source=source)
    return Subject(binding, exercise), binding


def value(what: Any, **fields: Any) -> Value:
    """Return the report of a value."""
    return Value(0, what, **fields)


def told(exercise: Exercise, report: OfCall, source: LoadedSource = MODULE_SOURCE) -> SubjectError:
    """Return what is raised for a report about `double(3)`."""
    asking, _ = subject(exercise, report, source=source)
    with pytest.raises(SubjectError) as caught:
        asking.double(3)
    assert asking.calls[-1].report is report
    return caught.value


def wrong(exercise: Exercise, report: OfCall) -> Wrong:
    """Return how a report about `double(3, x=4)` is wrong."""
    asking, _ = subject(exercise, report)
    with pytest.raises(Wrong) as caught:
        asking.double(3, x=4)
    return caught.value


# Calls


def test_a_call_is_asked_with_its_arguments_and_steps_where_they_are_wanted(exercise: Exercise) -> None:
    asking, binding = subject(exercise, value(6), value(7, steps=12), value(8))
    assert asking.double(3, x=4) == 6
    assert asking.steps("double", 3) == 12
    with pytest.raises(Wrong, match=r"double\(3\) switched off what counts its steps"):
        asking.steps("double", 3)
    assert binding.asked == [
        ("double", (3,), {"x": 4}, "plainly", False),
        ("double", (3,), {}, "counted", False),
        ("double", (3,), {}, "counted", False),
    ]


def test_a_test_that_is_over_lets_go_of_all(exercise: Exercise) -> None:
    asking, binding = subject(exercise, value(6))
    asking.double(3)
    asking.forget()
    assert (asking.calls, binding.forgotten) == ([], 1)


@pytest.mark.parametrize("name", ["_", "_secret", "__len__"])
def test_no_private_name_is_a_function(exercise: Exercise, name: str) -> None:
    asking, binding = subject(exercise)
    with pytest.raises(AttributeError, match=name):
        getattr(asking, name)
    assert binding.asked == []


# Reports


@pytest.mark.parametrize(("outcome", "kind"), [("error", SubjectError), ("not attempted", NotAttemptedError)])
def test_a_module_that_cannot_be_run_is_the_whole_files_problem(
    exercise: Exercise, outcome: Any, kind: type[SubjectError]
) -> None:
    error = told(exercise, Bad(0, outcome, "it is empty"))
    assert (type(error), str(error), error.reason, error.call) == (kind, "it is empty", "whole file", None)


def test_what_cannot_cross_cannot_be_compared(exercise: Exercise) -> None:
    error = wrong(exercise, Unsendable(0, "a set may not cross"))
    assert str(error) == "double(3, x=4) returned something that cannot be compared: a set may not cross"
    assert error.diagnosis is None


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        (["#0"], "x"),
        (["x"], "x"),
        (["#0", "other"], "x, other"),
        (["#1"], "number 2"),
    ],
)
def test_changed_arguments_are_named(exercise: Exercise, changed: list[str], words: str) -> None:
    error = wrong(exercise, value(6, changed=changed))
    assert str(error).startswith(f"double(3, x=4) changed its argument {words} in place. Whoever called you")
    assert error.diagnosis == "changes-its-argument"
    assert error.call is not None
    assert error.call.function == "double"


def test_an_error_goes_before_what_was_changed(exercise: Exercise) -> None:
    assert "raised ValueError" in str(told(exercise, Raised(0, ["ValueError"], "no", [], changed=["#0"])))


FRAMES = [Frame(2, "double", "return inner(x)"), Frame(6, "inner", "raise KeyError")]


@pytest.mark.parametrize(
    ("text", "frames", "message"),
    [
        ("k", FRAMES, "double(3) raised KeyError: k (ex91_small.py, line 6: `raise KeyError`)"),
        ("", FRAMES, "double(3) raised KeyError (ex91_small.py, line 6: `raise KeyError`)"),
        ("k", FRAMES[:1], "double(3) raised KeyError: k (ex91_small.py, line 2: `return inner(x)`)"),
        ("k", [], "double(3) raised KeyError: k"),
    ],
)
def test_an_exception_is_told_with_the_line_it_came_from(
    exercise: Exercise, text: str, frames: list[Frame], message: str
) -> None:
    error = told(exercise, Raised(0, ["KeyError", "LookupError"], text, frames))
    assert str(error) == message
    assert (error.types, error.text, error.reason) == (("KeyError", "LookupError"), text, "own")
    assert error.call is not None
    lines = [f"ex91_small.py, line {f.line}, in {f.function}: {f.code}" for f in reversed(frames)]
    assert error.trace == "\n".join(lines)


def test_a_place_in_a_notebook_is_a_cell(exercise: Exercise) -> None:
    error = told(exercise, Raised(0, ["KeyError"], "k", FRAMES[1:]), NOTEBOOK)
    assert str(error) == "double(3) raised KeyError: k (ex91_small.ipynb, cell 3, line 2: `raise KeyError`)"


@pytest.mark.parametrize("text", ["", "later"])
def test_what_is_not_written_yet_was_not_attempted(exercise: Exercise, text: str) -> None:
    error = told(exercise, Raised(0, ["NotImplementedError", "RuntimeError"], text, FRAMES))
    assert type(error) is NotAttemptedError
    assert str(error) == (text or "double: not written yet")
    assert (error.types, error.text) == (("NotImplementedError", "RuntimeError"), text)


@pytest.mark.parametrize(
    ("functions", "hint"),
    [
        ([], "Was it deleted or renamed?"),
        (["shout"], "Was it deleted or renamed?"),
        (["duoble"], "It has duoble: was it renamed?"),
        (["dbl_double", "doubled", "trouble"], "It has doubled: was it renamed?"),
    ],
)
def test_a_function_that_is_not_there_is_told_with_the_nearest(
    exercise: Exercise, functions: list[str], hint: str
) -> None:
    error = told(exercise, Missing(0, functions))
    assert str(error) == f"ex91_small.py has no function double. {hint}"
    assert (type(error), error.reason) == (SubjectError, "own")


def test_a_function_whose_cell_failed_is_told_with_its_cell(exercise: Exercise) -> None:
    failed = [
        Failed(1, "raised KeyError: 'k'", ["shout"], False),
        Failed(6, "raised NameError: np", ["other", "double"], False),
        Failed(5, "ended itself", ["double"], True),
    ]
    error = told(exercise, Missing(0, ["duoble"], failed), NOTEBOOK)
    assert str(error) == (
        "ex91_small.ipynb has no function double, because its cell failed: "
        "ex91_small.ipynb, cell 3, line 2 raised NameError: np"
    )


# Probes


def probed(exercise: Exercise, report: OfCall, name: str = "set_weights") -> BaseException:
    """Return what is raised where a probe is reported so, after three calls, of what the second one gave."""
    model, other = Handle(1, "Sequential"), Handle(1, "Sequential")
    asking, binding = subject(exercise, value(other), value(model), value(7), report)
    asking.double(1)
    asked = asking.double(2)
    asking.shout("a")
    with pytest.raises((SubjectError, Wrong)) as caught:
        getattr(asking.probes, name)(asked, 5, x=6)
    assert binding.asked[-1] == (name, (model, 5), {"x": 6}, "plainly", True)
    assert len(asking.calls) == 3
    return caught.value


def test_what_a_probe_finds_wrong_is_a_fault_of_the_call_that_gave_the_object(exercise: Exercise) -> None:
    error = probed(exercise, Raised(0, ["ProbeError", "Exception"], "gave no model", []))
    assert isinstance(error, Wrong)
    assert str(error) == "double(2) gave no model"
    assert error.call is not None
    assert error.call.args == (2,)


@pytest.mark.parametrize(
    ("report", "what"),
    [
        (Raised(0, ["KeyError", "Exception"], "'k'", []), "KeyError: 'k'"),
        (Raised(0, ["ZeroDivisionError"], "by 0", []), "ZeroDivisionError: by 0"),
        (Unsendable(0, "a set may not cross"), "a set may not cross"),
        (Missing(0), ""),
    ],
)
def test_an_object_that_cannot_be_asked_is_told(exercise: Exercise, report: OfCall, what: str) -> None:
    error = probed(exercise, report)
    assert isinstance(error, SubjectError)
    assert str(error) == f"what double(2) returned cannot be asked to set weights: {what}"
    assert (error.types, error.text, error.call) == ((), what, None)


@pytest.mark.parametrize(
    ("report", "kind", "reason"),
    [
        (Bad(0, "not attempted", "it is empty"), NotAttemptedError, "whole file"),
        (Bad(0, "error", "it is empty"), SubjectError, "whole file"),
    ],
)
def test_a_module_that_cannot_be_run_is_told_by_a_probe_too(
    exercise: Exercise, report: OfCall, kind: type[SubjectError], reason: str
) -> None:
    error = probed(exercise, report)
    assert isinstance(error, SubjectError)
    assert (type(error), error.reason) == (kind, reason)


def test_a_probe_gives_what_it_reports(exercise: Exercise) -> None:
    asking, _ = subject(exercise, value({"kind": "Sequential"}))
    assert asking.probes.describe(Handle(1, "Sequential")) == {"kind": "Sequential"}
    assert asking.calls == []


def test_a_probe_of_nothing_names_the_newest_call(exercise: Exercise) -> None:
    nothing = Raised(0, ["ProbeError"], "gave nothing", [])
    asking, _ = subject(exercise, nothing, value(None), nothing)
    with pytest.raises(Wrong, match=r"^the module\(\) gave nothing$"):
        asking.probes.describe()
    asking.double(3)
    with pytest.raises(Wrong, match=r"^double\(3\) gave nothing$"):
        asking.probes.describe()


# Models of the test's own


class Model:
    """A model of the test's."""

    def to_json(self) -> str:
        """Return its architecture."""
        return "an architecture"

    def get_weights(self) -> list[np.ndarray]:
        """Return its weights."""
        return [np.zeros((2, 3)), np.zeros(3)]


def placing(exercise: Exercise, reports: int = 9) -> tuple[Subject, Handle, Reporting]:
    """Return a subject beside whose code a model stands."""
    handle = Handle(1, "Model")
    asking, binding = subject(exercise, value(handle), *[value(0)] * reports)
    assert asking.place(Model()) is handle
    return asking, handle, binding


def stands_for_the_model(asking: Subject) -> bool:
    """Tell whether the newest call is noted with the test's own model; there is nothing between."""
    call = asking.calls[-1]
    (given,) = (*call.args, *call.kwargs.values())
    assert isinstance(given, Placed) or type(given) is Handle
    return isinstance(given, Placed)


def test_a_model_is_built_beside_the_code_and_noted_as_it_was(exercise: Exercise) -> None:
    asking, handle, binding = placing(exercise)
    name, (architecture, weights), *_ = binding.asked[0]
    assert (name, architecture, [weight.shape for weight in weights]) == ("build", "an architecture", [(2, 3), (3,)])
    asking.double(handle)
    assert binding.asked[-1][1] == (handle,), "the student's code is given the handle"
    placed = asking.calls[-1].args[0]
    assert (placed.type_name, placed.size) == ("Model", 9)


@pytest.mark.parametrize("by_name", [False, True])
def test_only_the_first_call_is_noted_with_it(exercise: Exercise, by_name: bool) -> None:
    asking, handle, _ = placing(exercise)
    for stands in (True, False, False):
        asking.double(x=handle) if by_name else asking.double(handle)
        assert stands_for_the_model(asking) is stands


def test_a_call_that_is_given_something_else_changes_nothing(exercise: Exercise) -> None:
    asking, handle, _ = placing(exercise)
    asking.double(3, x=Handle(1, "Model"))
    asking.double(handle)
    assert stands_for_the_model(asking)


@pytest.mark.parametrize(
    ("probe", "stands"), [("set_weights", False), ("fit_batch", False), ("call", False), ("predict", True)]
)
def test_after_a_probe_that_changes_it_nobody_knows_what_it_is(exercise: Exercise, probe: str, stands: bool) -> None:
    asking, handle, _ = placing(exercise)
    getattr(asking.probes, probe)(handle)
    asking.double(handle)
    assert stands_for_the_model(asking) is stands


def test_of_two_models_each_is_noted_as_itself(exercise: Exercise) -> None:
    one, other = Handle(1, "Model"), Handle(2, "Model")
    asking, _ = subject(exercise, value(one), value(other), *[value(0)] * 3)
    asking.place(Model())
    asking.place(Model())
    asking.double(other)
    assert stands_for_the_model(asking)
    asking.double(one)
    assert stands_for_the_model(asking)
    asking.double(other)
    assert not stands_for_the_model(asking)


def test_models_of_a_test_that_is_over_are_forgotten(exercise: Exercise) -> None:
    asking, handle, _ = placing(exercise)
    asking.forget()
    asking.double(handle)
    assert not stands_for_the_model(asking)
