"""Versions of a student's function are tried beside it, and leave nothing behind: no mark, no output, no worker."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from grading.subject import IsolatedBinding, LoadedSource, LocalBinding, Sandbox
from grading.subject.calls import Binding, Call

TEXT = b"""
import numpy as np

STATE = [0]


def double(x):
    print("heard")
    STATE[0] += 1
    return x * 3


def tell():
    return STATE[0]
"""
GIVEN = np.array([1.5, 2.0])


@pytest.fixture(params=["local", "isolated"])
def binding(request: pytest.FixtureRequest) -> Iterator[Binding]:
    source = LoadedSource("ex91", "ex91_small", TEXT)
    chosen: Binding = (
        LocalBinding(source, ["numpy"])
        if request.param == "local"
        else IsolatedBinding(source, ["numpy"], Sandbox.available(), call_seconds=5, budget_seconds=20)
    )
    yield chosen
    chosen.close()


def version(body: str) -> str:
    return f"def double(x):\n    {body}"


def call() -> Call:
    return Call("double", (GIVEN,), {})


def test_each_version_gets_the_arguments_as_they_were(binding: Binding) -> None:
    binding.call("double", (GIVEN,), {})
    texts = [
        version("x *= 2; return x"),
        version("return x * 2"),
        version("return missing"),
        version("return lambda: 1"),
    ]
    first, second, third, fourth = binding.tried("double", texts, [call(), call()], 2.0)
    for came in (*first, *second):
        assert came[0] == "value"
        np.testing.assert_array_equal(came[1], GIVEN * 2)
    assert third == [["raised", "NameError"]] * 2
    assert fourth == [["nothing"]] * 2
    np.testing.assert_array_equal(GIVEN, [1.5, 2.0])


def test_nothing_is_tried_before_the_module_was_loaded(binding: Binding) -> None:
    assert binding.tried("double", [version("return x")], [call()], 1.0) == []


def test_a_version_that_is_no_python_gives_nothing(binding: Binding) -> None:
    binding.call("double", (GIVEN,), {})
    assert binding.tried("double", ["def double(x:"], [call()], 1.0) == [[["nothing"]]]


def test_an_endless_version_ends_and_the_next_one_is_tried(binding: Binding) -> None:
    binding.call("double", (GIVEN,), {})
    texts = [version("while True: pass"), version("return x")]
    came = binding.tried("double", texts, [call()], 3.0)
    assert came[0] == [["nothing"]]
    assert came[1][0][0] == "value"


def test_time_is_up_after_so_many_seconds_of_the_processor(binding: Binding) -> None:
    binding.call("double", (GIVEN,), {})
    texts = [version(f"while True: x = {number}") for number in range(50)]
    assert 1 <= len(binding.tried("double", texts, [call()], 0.3)) <= 3


def test_what_a_version_prints_is_lost_and_the_module_is_the_same(
    binding: Binding, capfd: pytest.CaptureFixture[str]
) -> None:
    binding.call("double", (GIVEN,), {})
    binding.take_output()
    capfd.readouterr()
    binding.tried("double", [version("print('tried'); return x")], [call()], 1.0)
    assert "tried" not in binding.take_output() + capfd.readouterr().out
    report = binding.call("double", (GIVEN,), {})
    np.testing.assert_array_equal(report.value, GIVEN * 3)  # type: ignore[union-attr]


def test_trials_cost_nothing_of_the_budget() -> None:
    source = LoadedSource("ex91", "ex91_small", TEXT)
    binding = IsolatedBinding(source, ["numpy"], Sandbox.available(), call_seconds=5, budget_seconds=20)
    try:
        binding.call("double", (GIVEN,), {})
        spent = binding.spent
        assert binding.tried("double", [version("return x"), version("while True: pass")], [call()], 1.0)
        assert binding.spent == spent
    finally:
        binding.close()


@pytest.mark.parametrize("body", ["import os; os._exit(3)", "import time; time.sleep(60)", "os.close(1); os.close(4)"])
def test_a_version_that_ends_or_stops_the_worker_costs_no_later_call(body: str) -> None:
    source = LoadedSource("ex91", "ex91_small", b"import os\n" + TEXT)
    binding = IsolatedBinding(source, ["numpy"], Sandbox.available(), call_seconds=5, budget_seconds=20)
    try:
        binding.call("double", (GIVEN,), {})
        spent = binding.spent
        binding.tried("double", [version(body)], [call()], 0.2)
        assert binding.spent == spent
        report = binding.call("double", (GIVEN,), {})
        np.testing.assert_array_equal(report.value, GIVEN * 3)  # type: ignore[union-attr]
    finally:
        binding.close()


def test_a_version_takes_a_gigabyte_at_most_and_the_limit_is_as_it_was(binding: Binding) -> None:
    binding.call("tell", (), {})
    versions = [version(f"return np.empty({megabytes} * 2**17).size / 2**17") for megabytes in (1280, 768)]
    for _ in range(2):
        over, within = binding.tried("double", versions, [call()], 5.0)
        assert over[0][0] == "raised"
        assert over[0][1].endswith("MemoryError")
        assert within == [["value", 768.0]]
    resource = pytest.importorskip("resource")
    if isinstance(binding, LocalBinding):
        limits = resource.getrlimit(resource.RLIMIT_AS)
        binding.tried("double", versions, [call()], 5.0)
        assert resource.getrlimit(resource.RLIMIT_AS) == limits
