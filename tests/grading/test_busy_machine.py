"""The machine's load decides nothing: right answers pass beside sixteen busy loops, and what never ends still ends."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from grading.marking.job import Job
from grading.marking.suite import run_suite
from grading.marking.warm import warm
from grading.subject import LoadedSource, Sandbox
from grading.subject.clock import CAN_TELL
from reference.kit.exercise import Exercise
from tests.crowd import crowd as sixteen_busy_processes

CALL_SECONDS = 1.5
"""The model answer's slowest call takes 0.01 s of processor time."""
LINUX = pytest.mark.skipif(not CAN_TELL, reason="only Linux says how long threads waited for a core")


@pytest.fixture
def softmax(softmax: Exercise) -> Exercise:
    return softmax.hurried(CALL_SECONDS)


@pytest.fixture
def crowd() -> Iterator[None]:
    """Sixteen processes that want a core each."""
    with sixteen_busy_processes():
        yield


@pytest.fixture(params=["local", "isolated"])
def sandbox(request: pytest.FixtureRequest) -> Sandbox | None:
    return None if request.param == "local" else Sandbox.available()


def with_first_line(exercise: Exercise, line: str) -> LoadedSource:
    """Return the model answer whose first task begins with a line of its own."""
    text = exercise.solution.read_text(encoding="utf-8").replace("### BEGIN SOLUTION", line, 1)
    return LoadedSource(exercise.id, exercise.module, text.encode())


@LINUX
@pytest.mark.usefixtures("crowd")
def test_a_model_answer_and_a_stub_are_marked_as_on_an_idle_machine(softmax: Exercise, sandbox: Sandbox | None) -> None:
    warm(softmax)
    source = LoadedSource(softmax.id, softmax.module, softmax.solution.read_bytes())
    assert run_suite(Job(softmax, source, "1", sandbox)).result.points == 10
    stub = LoadedSource(softmax.id, softmax.module, softmax.stub.read_bytes())
    assert {test.outcome for test in run_suite(Job(softmax, stub, "1", sandbox)).result.tests} == {"not attempted"}


@LINUX
@pytest.mark.usefixtures("crowd")
def test_what_computes_for_less_than_its_limit_is_no_timeout_however_long_it_waits(
    softmax: Exercise, sandbox: Sandbox | None
) -> None:
    """A quarter of a second of processor time takes more than two on this machine, where one and a half are allowed."""
    work = (
        "begin = __import__('time').process_time()\n    while __import__('time').process_time() - begin < 0.25: pass\n"
    )
    warm(softmax)
    result = run_suite(Job(softmax, with_first_line(softmax, work), "1", sandbox, ("predict_classes",))).result
    assert {test.outcome for test in result.tests} == {"pass"}


@pytest.mark.parametrize("line", ["while True: pass", "__import__('time').sleep(10_000)"], ids=["loop", "sleep"])
def test_what_never_ends_is_ended(softmax: Exercise, sandbox: Sandbox | None, line: str) -> None:
    warm(softmax)
    result = run_suite(Job(softmax, with_first_line(softmax, line), "1", sandbox, ("softmax",))).result
    assert {test.outcome for test in result.tests} == {"timeout"}
    assert [test.reason for test in result.tests] == ["own", *["not run"] * (len(result.tests) - 1)]


@LINUX
@pytest.mark.usefixtures("crowd")
def test_what_never_ends_is_ended_on_a_busy_machine_too(softmax: Exercise, sandbox: Sandbox | None) -> None:
    hurried = softmax.hurried(0.5)
    warm(hurried)
    result = run_suite(Job(hurried, with_first_line(hurried, "while True: pass"), "1", sandbox, ("softmax",))).result
    outcomes = {test.outcome for test in result.tests}
    assert outcomes in ({"timeout"}, {"not marked"})  # the latter where the tests themselves run in a crowd


def test_loading_counts_and_is_paid_from_the_same_budget(softmax: Exercise) -> None:
    """A module that sleeps at its top, and crashes in each call, is loaded again and again until its time is spent."""
    hurried = softmax.hurried(1.0)
    text = hurried.solution.read_text(encoding="utf-8")
    text = "import os, time\ntime.sleep(0.8)\n" + text.replace("### BEGIN SOLUTION", "os._exit(3)")
    result = run_suite(
        Job(hurried, LoadedSource("ex02", hurried.module, text.encode()), "1", Sandbox.available())
    ).result
    assert result.points == 0


@pytest.mark.parametrize("sandbox", ["isolated"], indirect=True)
def test_a_slow_import_is_paid_from_the_budget_of_the_exercise(softmax: Exercise, sandbox: Sandbox) -> None:
    from grading.subject.isolated import IsolatedBinding

    source = LoadedSource("ex02", "ex02_softmax", b"import time\ntime.sleep(1)\ndef f(): return 1\n")
    binding = IsolatedBinding(source, ["numpy"], sandbox, call_seconds=5, budget_seconds=10)
    try:
        binding.call("f", (), {})
        assert binding.spent > 0.9
    finally:
        binding.close()
