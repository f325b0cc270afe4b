"""The local binding gives the reports that the isolated one gives, from a module in this process."""

from __future__ import annotations

import gc
import random
import sys
import weakref
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from grading.subject.calls import Call, LoadedSource
from grading.subject.local import LocalBinding
from grading.subject.reports import Bad, Loaded, Missing, Raised, Unsendable, Value
from grading.worker.loading import Program
from grading.worker.wire import TensorFunction

BESIDE = b"def scaled(factor):\n    return lambda x: factor * x\n"


def binding(code: str, path: Path | None = None, **more: Any) -> LocalBinding:
    """Return the binding of a module's text."""
    return LocalBinding(LoadedSource("ex91", "ex91_small", code.encode(), path), ["numpy"], **more)


def test_what_a_call_gives_is_told_under_the_number_nought() -> None:
    calls = binding("def double(x):\n    return 2 * x\n")
    told: Loaded | None = calls.told
    assert told is None
    assert calls.call("double", (3,), {}) == Value(0, 6, "int")
    assert calls.told is not None
    assert (calls.told.id, calls.told.functions) == (0, ["double"])
    assert calls.call(function="double", args=(4,), kwargs={}) == Value(0, 8, "int")


def test_a_module_is_loaded_once_and_only_when_it_is_called() -> None:
    calls = binding("COUNT = []\n\ndef count():\n    COUNT.append(1)\n    return len(COUNT)\n")
    assert calls.tried("count", ["def count():\n    return 7"], [Call("count", (), {})], 1.0) == []
    given = [calls.call("count", (), {}) for _ in range(2)]
    assert given == [Value(0, 1, "int"), Value(0, 2, "int")]
    assert calls.tried("count", ["def count():\n    return 7"], [Call("count", (), {})], 1.0) == [[["value", 7]]]


def test_a_function_that_is_not_there_or_no_function_is_missing() -> None:
    calls = binding("here = 1\n\ndef double(x):\n    return 2 * x\n")
    for name in ("twice", "here", "files"):
        assert calls.call(name, (), {}) == Missing(0, ["double"], [])


def test_a_probe_is_ours_and_asked_for_by_name(tmp_path: Path) -> None:
    calls = binding("def location(folder):\n    return 'elsewhere'\n\ndef double(x):\n    return 2 * x\n")
    assert calls.call("location", ("here",), {}, probe=True) == Value(0, "here", "str")
    assert calls.call("location", ("here",), {}) == Value(0, "elsewhere", "str")
    assert calls.call("double", (), {}, probe=True) == Missing(0, ["double", "location"], [])


def test_steps_are_counted_where_they_are_asked_for() -> None:
    calls = binding("def double(x):\n    return 2 * x\n")
    first, second = calls.call("double", (1,), {}), calls.call("double", (1,), {}, how="counted")
    assert isinstance(first, Value)
    assert isinstance(second, Value)
    assert first.steps is None
    assert second.steps


def test_what_a_call_raises_is_told() -> None:
    report = binding("def double(x):\n    return missing\n").call("double", (1,), {})
    assert isinstance(report, Raised)
    assert (report.id, report.types[0]) == (0, "NameError")
    assert report.frames[0].line == 2


def test_what_cannot_cross_is_told_and_not_given() -> None:
    deep = "def deep():\n    x = []\n    for _ in range(40):\n        x = [x]\n    return x\n"
    assert binding(deep).call("deep", (), {}) == Unsendable(0, "nested more than 32 deep")


@pytest.mark.parametrize(("code", "outcome"), [("def double(:\n", "error"), ("", "not attempted")])
def test_a_module_that_may_not_run_stays_so(code: str, outcome: str) -> None:
    calls = binding(code)
    report = calls.call("double", (1,), {})
    assert isinstance(report, Bad)
    assert (report.id, report.outcome) == (0, outcome)
    assert calls.call("double", (1,), {}) == report
    assert calls.told is None


@pytest.mark.parametrize(("code", "is_an_end"), [("1 / 0", False), ("raise SystemExit(3)", True)])
def test_a_line_that_fails_costs_nothing_that_stands_above_or_below(code: str, is_an_end: bool) -> None:
    calls = binding(f"def double(x):\n    return 2 * x\n{code}\ndef more(x):\n    return double(x) + 1\n")
    assert (calls.call("double", (2,), {}), calls.call("more", (2,), {})) == (Value(0, 4, "int"), Value(0, 5, "int"))
    assert calls.told is not None
    assert [(part.line, part.names, part.is_an_end) for part in calls.told.failed] == [(3, [], is_an_end)]


def test_what_a_line_that_failed_would_have_made_is_told() -> None:
    calls = binding("a, b = 1 / 0, 2\n\n@missing\ndef double(x):\n    return 2 * x\n")
    report = calls.call("double", (2,), {})
    assert isinstance(report, Missing)
    assert [(part.line, part.names) for part in report.failed] == [(1, ["a", "b"]), (3, ["double"])]
    assert report.failed[0].what == "raised ZeroDivisionError: division by zero: `a, b = 1 / 0, 2`"


def test_a_traceback_names_the_file_where_it_lies(tmp_path: Path) -> None:
    code = "def where():\n    return __file__\n"
    assert binding(code, tmp_path / "ex91_small.py").call("where", (), {}) == Value(
        0, str(tmp_path / "ex91_small.py"), "str"
    )
    assert binding(code).call("where", (), {}) == Value(0, "ex91_small.py", "str")


def test_the_chance_of_a_students_code_is_settled() -> None:
    code = "import random\nDRAWN = random.random()\n\ndef drawn():\n    return DRAWN\n"
    both: list[tuple[dict[str, Any], int]] = [({}, 0), ({"chance": 5}, 5)]
    for given, number in both:
        assert binding(code, **given).call("drawn", (), {}) == Value(0, random.Random(number).random(), "float")


def test_cells_have_no_limit_unless_one_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[float] = []
    run = Program.run

    def noted(program: Program, name: str, file: str, top_seconds: float) -> Any:
        seen.append(top_seconds)
        return run(program, name, file, top_seconds)

    monkeypatch.setattr(Program, "run", noted)
    binding("x = 1\n").call("double", (), {})
    binding("x = 1\n", top_seconds=3.0).call("double", (), {})
    assert seen == [0.0, 3.0]


def test_what_the_code_returns_goes_back_to_it_as_it_is_until_it_is_forgotten() -> None:
    calls = binding(
        "class Net:\n    pass\n\ndef made():\n    return Net()\n\ndef same(net, other):\n    return net is other\n"
    )
    report = calls.call("made", (), {})
    assert isinstance(report, Value)
    net = report.value
    assert type(net).__name__ == "Net"
    assert calls.call("same", (net, net), {}) == Value(0, True, "bool")
    gone = weakref.ref(net)
    net.circle = net
    del net, report
    assert gone() is not None
    gc.disable()
    try:
        calls.forget()
        assert gone() is None, "networks hold themselves in circles"
    finally:
        gc.enable()


def test_a_function_that_the_code_returned_goes_back_as_it_is() -> None:
    calls = binding("def made():\n    return len\n\ndef same(function):\n    return function is len\n")
    report = calls.call("made", (), {})
    assert isinstance(report, Value)
    assert calls.call("same", (report.value,), {}) == Value(0, True, "bool")


def test_a_folder_is_copied_for_the_code_and_deleted_afterwards(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("1", encoding="utf-8")
    calls = binding("import os\n\ndef where(folder):\n    return [folder, os.listdir(folder)]\n")
    report = calls.call("where", (tmp_path,), {})
    assert isinstance(report, Value)
    place, names = report.value
    assert names == ["one.txt"]
    assert place != str(tmp_path)
    calls.close()
    assert not Path(place).exists()


def test_functions_beside_the_code_are_made_for_it() -> None:
    calls = binding("def apply(function, x):\n    return function(x)\n", beside=BESIDE)
    assert calls.call("apply", (TensorFunction("scaled", 3.0), 2.0), {}) == Value(0, 6.0, "float")


def test_a_function_of_the_tests_is_given_copies_and_its_result_is_copied() -> None:
    ours, seen = np.arange(3.0), []

    def noted(x: np.ndarray) -> np.ndarray:
        seen.append(x)
        return ours

    calls = binding("def change(function, x):\n    y = function(x)\n    x += 1\n    y += 1\n    return y\n")
    report = calls.call("change", (noted, np.zeros(2)), {})
    assert isinstance(report, Value)
    assert report.value.tolist() == [1, 2, 3]
    assert ours.tolist() == [0, 1, 2]
    assert seen[0].tolist() == [0, 0]


def test_what_a_function_of_the_tests_raises_is_the_tests_own_whatever_the_code_makes_of_it() -> None:
    calls = binding(
        "def swallow(function):\n    try:\n        function()\n    except BaseException:\n        return 1\n"
    )

    class ThatOneError(BaseException):
        pass

    def refuse() -> None:
        raise ThatOneError

    with pytest.raises(ThatOneError):
        calls.call("swallow", (refuse,), {})
    assert isinstance(calls.call("swallow", (int,), {}), Value), "the next call has nothing of it"


def test_the_module_is_left_where_a_debugger_finds_it() -> None:
    binding("def double(x):\n    return 2 * x\n").call("double", (1,), {})
    assert sys.modules["ex91_small"].double(2) == 4
    assert binding("").take_output() == ""
