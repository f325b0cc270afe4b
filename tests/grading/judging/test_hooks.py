"""What the plugin's hooks make of a test, asked one by one with stand-ins for pytest's items and configuration."""

from __future__ import annotations

import signal
import sys
import types
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from grading.errors import (
    Called,
    ClosedError,
    MachineBusyError,
    NotAttemptedError,
    NotMarkedError,
    Said,
    SubjectCrashError,
    SubjectError,
    SubjectTimeoutError,
    SubmissionError,
    Why,
    Wrong,
)
from grading.judging import plugin
from grading.judging.diagnosis import Patience
from grading.judging.plugin import MENDED_FUNCTIONS, RUN, TEST, GradedTest, OutOfTimeError, Run
from grading.judging.telling_keras import of_keras
from grading.results import Remark, TestResult
from grading.subject import LoadedSource, Sandbox
from grading.subject.calls import Call
from grading.subject.reports import Loaded, Raised, Value
from grading.subject.sandbox import Bare
from reference.ground.errors import SandboxMissingError, UserError
from reference.kit.course import Course
from reference.kit.exercise import Exercise
from tests.grading.small import MODULE, source


class Config:
    """A configuration with options and a run."""

    def __init__(self, run: Run | None = None, **options: Any) -> None:
        self.stash, self.options = pytest.Stash(), options
        self.lines: list[str] = []
        self.plugins = {"timeout"}
        if run is not None:
            self.stash[RUN] = run

    @property
    def pluginmanager(self) -> Config:
        """What knows the plugins."""
        return self

    def hasplugin(self, name: str) -> bool:
        """Tell whether a plugin is there."""
        return name in self.plugins

    def addinivalue_line(self, _name: str, line: str) -> None:
        """Note a marker."""
        self.lines.append(line)

    def getoption(self, name: str, default: Any = None) -> Any:
        """Return an option."""
        return self.options.get(name, default)


class Item:
    """A test of pytest's."""

    def __init__(self, run: Run, name: str = "test_double", graded: GradedTest | None = None, **options: Any) -> None:
        self.config, self.stash, self.name = Config(run, **options), pytest.Stash(), name
        self.nodeid, self.path, self.marks = name, Path("nowhere.py"), [pytest.mark.task("double", points=2).mark]
        self.added: list[Any] = []
        if graded is not None:
            self.stash[TEST] = graded

    def get_closest_marker(self, name: str) -> Any:
        """Return a marker of this name."""
        return next((mark for mark in self.marks if mark.name == name), None)

    def add_marker(self, mark: Any) -> None:
        """Note a marker."""
        self.added.append(mark.mark)


class Subject:
    """A subject that was asked something."""

    def __init__(self, *calls: Call) -> None:
        self.calls = list(calls)


@pytest.fixture
def heard() -> list[Any]:
    """What a run tells."""
    return []


@pytest.fixture
def run(exercise: Exercise, heard: list[Any]) -> Run:
    """A run of the small exercise that is listened to."""
    return Run(
        lambda _exercise: source(""),
        course=exercise.course,
        on_start=heard.append,
        on_result=lambda result, printed: heard.append((result, printed)),
        on_revised=heard.append,
        on_collected=heard.append,
    )


@pytest.fixture
def graded(exercise: Exercise) -> GradedTest:
    """A test of `double`, worth two points."""
    return GradedTest(exercise, "double", 2.0)


def gave(value: Any, *args: Any, task: str = "double") -> Call:
    """Return a call that gave a value."""
    return Call(task, args, {}, Value(0, value))


def asked(graded: GradedTest, *calls: Call) -> GradedTest:
    """Have a test make calls."""
    graded.subject = Subject(*calls)  # type: ignore[assignment]
    return graded


def judged(run: Run, graded: GradedTest, error: BaseException) -> GradedTest:
    """Return what is noted of a test that raised."""
    plugin._judge(Item(run, graded=graded), graded, error)  # type: ignore[arg-type]
    return graded


def reported(item: Item, call: Any) -> Any:
    """Return pytest's report of a test, as the plugin has changed it."""
    manager = pytest.PytestPluginManager()

    class Inner:
        @pytest.hookimpl
        def pytest_runtest_makereport(self) -> Any:
            return types.SimpleNamespace(longrepr="pytest's own", capstdout="printed", outcome="failed")

    manager.register(Inner())
    manager.register(plugin)
    return manager.hook.pytest_runtest_makereport(item=item, call=call)


def ended(when: str, error: BaseException | None = None) -> Any:
    """Return how a phase of a test ended."""
    return types.SimpleNamespace(when=when, excinfo=error and types.SimpleNamespace(value=error))


# What a test raised


@pytest.mark.parametrize(
    ("error", "outcome", "reason"),
    [
        (Wrong("is wrong"), "fail", "own"),
        (AssertionError("is wrong"), "fail", "own"),
        (SubmissionError("error", "is wrong"), "error", "whole file"),
        (SubmissionError("not attempted", "is wrong"), "not attempted", "whole file"),
        (SubjectTimeoutError("is wrong"), "timeout", "own"),
        (SubjectCrashError("is wrong", reason="whole file"), "crash", "whole file"),
        (ClosedError(("crash", "is wrong")), "crash", "not run"),
        (ClosedError(("timeout", "is wrong")), "timeout", "not run"),
        (NotMarkedError("is wrong"), "not marked", "own"),
        (MachineBusyError("is wrong"), "not marked", "busy"),
        (SubjectError("is wrong"), "error", "own"),
        (SubjectError("is wrong", reason="whole file"), "error", "whole file"),
        (NotAttemptedError("is wrong"), "not attempted", "own"),
    ],
)
def test_what_was_raised_becomes_outcome_reason_and_message(
    run: Run, graded: GradedTest, error: BaseException, outcome: str, reason: str
) -> None:
    judged(run, graded, error)
    assert (graded.outcome, graded.reason, graded.message) == (outcome, reason, "is wrong")
    assert graded.diagnosis is None
    assert graded.said is None


@pytest.mark.parametrize("error", [TypeError("odd"), KeyboardInterrupt("odd"), pytest.skip.Exception("odd")])
def test_whatever_else_was_raised_says_that_it_could_not_be_checked(
    run: Run, graded: GradedTest, error: BaseException
) -> None:
    judged(run, graded, error)
    assert (graded.outcome, graded.reason) == ("fail", "unchecked")
    assert graded.message == f"what double returned could not be checked: {type(error).__name__}: odd"


def test_a_wrong_answer_keeps_its_diagnosis_and_the_parts_of_its_message(run: Run, graded: GradedTest) -> None:
    said = Said(gave(9, 3), "double(3)", "returned 9")
    judged(run, graded, Wrong("told", diagnosis="squared", said=said))
    assert (graded.outcome, graded.diagnosis, graded.said) == ("fail", "squared", said)


def raised(kind: str, text: str, *args: Any) -> Call:
    """Return a call that raised."""
    return Call("double", args, {}, Raised(0, [kind], text, []))


def test_an_error_of_a_call_is_told_with_its_lines_where_there_are_several(run: Run, graded: GradedTest) -> None:
    error = SubjectError("double(3) raised KeyError", call=raised("KeyError", "k", 3), trace="line 5\nline 2")
    judged(run, graded, error)
    assert graded.message == "double(3) raised KeyError\nline 5\nline 2"
    assert graded.said is not None
    assert graded.said.problem == "raised KeyError"
    error = SubjectError("double(3) raised KeyError", call=raised("KeyError", "k", 3), trace="line 5")
    assert judged(run, graded, error).message == "double(3) raised KeyError"


def test_an_error_without_a_call_is_told_with_its_lines(run: Run, graded: GradedTest) -> None:
    assert judged(run, graded, SubjectError("it raised", trace="one\ntwo")).message == "it raised\none\ntwo"
    assert judged(run, graded, SubjectError("it raised", trace="one")).message == "it raised"


WRONG = '"""Wrong."""\nfrom reference.kit.catalogue import misconception\n\n\n' + "\n\n".join(
    f"@misconception\ndef {name}(x):\n    return [][9]\n" for name in ("looks_past", "nameless")
)


@pytest.mark.parametrize(("recognised", "diagnosis"), [("true", "looks-past"), ("false", None)])
def test_a_known_mistake_behind_an_error_is_named_unless_it_has_no_name(
    run: Run, exercise: Exercise, recognised: str, diagnosis: str | None
) -> None:
    (exercise.folder / "misconceptions.py").write_text(WRONG, encoding="utf-8")
    words = 'task = "double"\nrejected_by = "test_double"\nsays = "looks past the end."\n'
    exercise.words_file.write_text(
        f'[looks-past]\n{words}recognised = {recognised}\n[nameless]\ntask = "shout"\nrejected_by = "x"\nsays = "x"\n',
        encoding="utf-8",
    )
    graded = GradedTest(Course(exercise.course.root).exercise("ex91"), "double", 1.0)
    call = raised("IndexError", "list index out of range", 3)
    judged(run, asked(graded, call), SubjectError("double(3) raised IndexError", call=call))
    assert graded.diagnosis == diagnosis
    assert graded.message == "double(3) looks past the end.\nIt raised IndexError"
    other = gave(6, 4)
    judged(run, asked(graded, other, call), SubjectError("double(3) raised IndexError", call=call))
    assert (graded.diagnosis, graded.message) == (None, "double(3) raised IndexError")


def test_a_test_without_a_subject_that_raised_at_a_call_is_judged_too(run: Run, graded: GradedTest) -> None:
    judged(run, graded, SubjectError("double(3) raised E", call=raised("E", "e", 3)))
    assert (graded.outcome, graded.message) == ("error", "double(3) raised E")


def test_what_keras_says_where_a_test_asks_a_model_is_told_in_a_sentence(run: Run, graded: GradedTest) -> None:
    told = "what double(1) returned cannot be asked to evaluate: ValueError: "
    text = "Could not interpret loss identifier: categorical_crosentropy"
    judged(run, asked(graded, gave(1)), SubjectError(told + text, text=f"ValueError: {text}"))
    known = of_keras(text)
    assert known is not None
    assert graded.diagnosis == known.recognised_as == "unknown-to-keras"
    assert graded.message == f"double {known.says}\n{told}{text}"
    judged(run, graded, SubjectError(told + "ValueError: odd", text="ValueError: odd"))
    assert graded.message == told + "ValueError: odd"


def test_a_test_out_of_time_names_what_it_had_called_last(run: Run, graded: GradedTest) -> None:
    told = "did not come back within 1 s: does a loop never end?"
    judged(run, graded, OutOfTimeError())
    assert (graded.outcome, graded.reason, graded.message) == ("timeout", "own", f"double {told}")
    calls = [gave(1, task=task) for task in ("first", "second", "shout")]
    assert judged(run, asked(graded, *calls), OutOfTimeError()).message == f"shout {told}"
    assert judged(run, asked(graded), OutOfTimeError()).message == f"double {told}"


# What is closed


@pytest.mark.parametrize("error", [OutOfTimeError(), SubjectTimeoutError("late"), SubjectCrashError("gone")])
def test_what_did_not_come_back_is_closed(run: Run, graded: GradedTest, error: BaseException) -> None:
    judged(run, asked(graded, gave(1, task="shout")), error)
    assert run.closed == {"shout": (graded.outcome, "not run: shout did not come back in an earlier test")}


@pytest.mark.parametrize(
    "error",
    [ClosedError(("crash", "closed")), Wrong("w"), SubjectError("e"), TypeError(), NotMarkedError("n")],
)
def test_nothing_else_closes_a_function(run: Run, graded: GradedTest, error: BaseException) -> None:
    judged(run, asked(graded, gave(1, task="shout")), error)
    assert run.closed == {}


def test_the_second_function_that_does_not_come_back_closes_all_of_the_exercise() -> None:
    exercise = Course.here().exercise("ex02")
    first, second, third = (task.name for task in exercise.tasks[:3])
    closed: dict[str, Why] = {}
    plugin.close(closed, exercise, "helper", "crash")
    plugin.close(closed, exercise, first, "crash")
    assert set(closed) == {"helper", first}
    plugin.close(closed, exercise, second, "timeout")
    others = {task.name for task in exercise.tasks} - {first, second}
    assert third in others
    assert {closed[name] for name in others} == {closed[second]}
    assert closed[first][0] == "crash"
    plugin.close(closed, exercise, third, "crash")
    assert closed[third] == ("crash", f"not run: {third} did not come back in an earlier test")


# A second look at what was named


def looked_again(run: Run, graded: GradedTest, *calls: Called) -> tuple[str, str | None]:
    """Return message and diagnosis after all calls of the run are known."""
    run.evidence[graded.exercise.id].note(calls)
    plugin._look_again(graded, "test_double", run.evidence[graded.exercise.id], Patience())
    return graded.message, graded.diagnosis


SAID = Said(gave(9, 3), "double(3)", "returned 9; expected 6")
SQUARED = "double(3) squared its argument. What is twice three?\nIt returned 9; expected 6"


def named(graded: GradedTest, diagnosis: str | None, message: str = "as it was") -> GradedTest:
    """Have a test have named a mistake."""
    graded.said, graded.diagnosis, graded.message = SAID, diagnosis, message
    return graded


def test_a_name_that_all_calls_bear_out_stays_with_its_message(run: Run, graded: GradedTest) -> None:
    assert looked_again(run, named(graded, "squared"), SAID.call, gave(16, 4)) == ("as it was", "squared")


def test_a_name_that_another_call_contradicts_is_taken_away(run: Run, graded: GradedTest) -> None:
    assert looked_again(run, named(graded, "squared"), SAID.call, gave(8, 4)) == (
        "double(3) returned 9; expected 6",
        None,
    )


def test_a_mistake_that_only_all_calls_show_is_named(run: Run, graded: GradedTest) -> None:
    assert looked_again(run, named(graded, None), SAID.call, gave(16, 4)) == (SQUARED, "squared")


def test_what_is_said_of_none_is_said_anew(run: Run, graded: GradedTest) -> None:
    assert looked_again(run, named(graded, None), SAID.call, gave(8, 4)) == ("double(3) returned 9; expected 6", None)


@pytest.mark.parametrize("own", ["another", "zeroed"])
def test_a_name_that_the_call_does_not_bear_out_is_the_tests_own(run: Run, graded: GradedTest, own: str) -> None:
    assert looked_again(run, named(graded, own), SAID.call, gave(16, 4)) == ("as it was", own)


def test_a_test_that_said_nothing_of_a_call_stays(run: Run, graded: GradedTest) -> None:
    graded.diagnosis = "squared"
    assert looked_again(run, graded, gave(8, 4)) == ("", "squared")


def test_evidence_of_other_tasks_does_not_count(run: Run, graded: GradedTest) -> None:
    assert looked_again(run, named(graded, "squared"), gave(8, 4, task="shout")) == ("as it was", "squared")


def looked_through(run: Run, *items: Item) -> None:
    """End a session of these tests."""
    session: Any = types.SimpleNamespace(config=Config(run), items=list(items))
    plugin.pytest_sessionfinish(session)


def test_a_run_tells_of_what_it_revised_alone(run: Run, exercise: Exercise, heard: list[Any]) -> None:
    other, plain, right, wrong, late = (GradedTest(exercise, "double", 2.0) for _ in range(5))
    items = [
        Item(run, "test_not_graded"),
        Item(run, "test_plain", plain),
        Item(run, "test_right", named(right, "squared", SQUARED)),
        Item(run, "test_wrong", named(wrong, "squared", SQUARED)),
        Item(run, "test_own", named(other, "another")),
        Item(run, "test_late", named(late, None, "double(3) returned 9; expected 6")),
    ]
    plain.message = "as it was"
    run.evidence[exercise.id].note([SAID.call, gave(16, 4)])
    looked_through(run, *items)
    assert [result.id for result in heard] == ["test_late"]
    assert (heard[0].message, heard[0].diagnosis) == (SQUARED, "squared")
    heard.clear()
    run.evidence[exercise.id].note([gave(8, 4)])
    looked_through(run, *items)
    assert [result.id for result in heard] == ["test_right", "test_wrong", "test_late"]
    assert {result.diagnosis for result in heard} == {None}
    assert (plain.message, other.message) == ("as it was", "as it was")
    assert {result.points for result in heard} == {0.0}


def test_a_new_message_under_the_same_name_is_told_too(run: Run, graded: GradedTest, heard: list[Any]) -> None:
    run.evidence[graded.exercise.id].note([gave(8, 4)])
    looked_through(run, Item(run, graded=named(graded, None, "zzz")))
    looked_through(run, Item(run, graded=named(graded, None, "aaa")))
    assert [result.message for result in heard] == ["double(3) returned 9; expected 6"] * 2


class Trying:
    """A binding that answers every trial with the same numbers, twice of what was given."""

    def __init__(self, text: str) -> None:
        self.source, self.asked = LoadedSource("ex91", "ex91_small", text.encode()), 0

    def tried(self, _function: str, texts: Any, calls: Any, _seconds: float) -> Any:
        """Answer as if every version were right."""
        self.asked += 1
        return [[["value", call.args[0] * 2] for call in calls] for _ in texts]

    def close(self) -> None:
        """Nothing runs."""


@pytest.fixture
def trying(run: Run, exercise: Exercise) -> Trying:
    binding = Trying("def double(x):\n    return x - 2\n\n\ndef shout(text):\n    return text\n")
    run.bindings[exercise.id] = binding  # type: ignore[assignment]
    return binding


def test_one_change_that_makes_all_right_is_named_where_nothing_else_is(
    run: Run, graded: GradedTest, heard: list[Any], trying: Trying
) -> None:
    wrong = gave(1, 3)
    graded.said, graded.message = Said(wrong, "double(3)", "returned 1; expected 6"), "double(3) returned 1; expected 6"
    run.evidence[graded.exercise.id].note([wrong, gave(2, 4), gave(-9, -7)])
    looked_through(run, Item(run, graded=graded))
    assert heard[0].diagnosis == "sides-exchanged"
    assert heard[0].message == (
        "double(3) goes wrong in ex91_small.py, line 2: `x - 2` has its two sides exchanged.\nIt returned 1; expected 6"
    )


def test_a_message_without_parts_is_told_the_place_on_a_line_of_its_own(
    run: Run, graded: GradedTest, heard: list[Any], trying: Trying
) -> None:
    graded.call, graded.message = gave(1, 3), "double(3) is too small"
    run.evidence[graded.exercise.id].note([graded.call, gave(2, 4), gave(-9, -7)])
    looked_through(run, Item(run, graded=graded))
    assert heard[0].message.startswith("double(3) is too small\ndouble goes wrong in ")


def test_a_call_that_was_right_and_a_test_with_a_name_are_told_no_place(
    run: Run, graded: GradedTest, heard: list[Any], trying: Trying
) -> None:
    graded.call, graded.message = gave(6, 3), "double(3) took too long"
    run.evidence[graded.exercise.id].note([graded.call, gave(2, 4), gave(-9, -7)])
    looked_through(run, Item(run, graded=graded))
    named(graded, "another")
    looked_through(run, Item(run, graded=graded))
    assert heard == []


@pytest.mark.parametrize(("left", "seconds"), [(7.5, 7.5), (1.5, 1.5), (1.0, 1.0), (0.25, 1.0), (-3.0, 1.0)])
def test_what_is_left_for_naming_goes_to_the_one_change_and_a_second_in_any_case(
    run: Run, graded: GradedTest, trying: Trying, monkeypatch: pytest.MonkeyPatch, left: float, seconds: float
) -> None:
    given: list[float] = []
    monkeypatch.setattr(plugin, "one_change", lambda *words: given.append(words[-1]))
    graded.call = gave(1, 3)
    run.patience[graded.exercise.id] = Patience(left)
    looked_through(run, Item(run, graded=graded))
    assert given == [seconds]


def test_each_function_is_tried_once_and_three_of_an_exercise_at_most(
    run: Run, exercise: Exercise, trying: Trying
) -> None:
    tests = []
    for _ in range(3):
        graded = GradedTest(exercise, "double", 2.0)
        graded.call = gave(1, 3)
        tests.append(Item(run, graded=graded))
    run.evidence[exercise.id].note([gave(1, 3), gave(2, 4)])
    looked_through(run, *tests)
    assert trying.asked == 2  # all changes on one call, those that fit on the others
    changes: dict[tuple[str, str], Any] = {(exercise.id, f"f{number}"): None for number in range(MENDED_FUNCTIONS)}
    trying.asked = 0
    plugin._mend(GradedTest(exercise, "double", 2.0, call=gave(1, 3)), run, changes)
    assert trying.asked == 0
    del changes[exercise.id, "double"]
    changes[exercise.id, "another"] = None
    plugin._mend(GradedTest(exercise, "double", 2.0, call=gave(1, 3)), run, changes)
    assert trying.asked == 0, "nor is one tried once there are more than three"


def test_what_was_tried_in_other_exercises_does_not_count(run: Run, exercise: Exercise, trying: Trying) -> None:
    run.evidence[exercise.id].note([gave(1, 3), gave(2, 4)])
    others: dict[tuple[str, str], Any] = {
        (name, f"f{number}"): None for name in ("ex01", "ex99") for number in range(MENDED_FUNCTIONS)
    }
    plugin._mend(GradedTest(exercise, "double", 2.0, call=gave(1, 3)), run, others)
    assert trying.asked == 2


@pytest.mark.parametrize(("left", "diagnosis"), [(0.5, "squared"), (0.0, None), (-1.0, None)])
def test_a_second_look_is_taken_while_there_is_time_for_it(
    run: Run, graded: GradedTest, left: float, diagnosis: str | None
) -> None:
    run.patience[graded.exercise.id] = Patience(left)
    run.evidence[graded.exercise.id].note([SAID.call, gave(16, 4)])
    looked_through(run, Item(run, graded=named(graded, None)))
    assert graded.diagnosis == diagnosis


# Results


@pytest.mark.parametrize("outcome", ["fail", "error", "timeout", "crash", "not attempted", "not marked"])
def test_only_a_pass_has_points_and_no_message(run: Run, graded: GradedTest, outcome: Any) -> None:
    graded.outcome, graded.message, graded.seconds, graded.diagnosis = outcome, "told", 1.5, "squared"
    result = plugin._result(Item(run, graded=graded))  # type: ignore[arg-type]
    assert result == TestResult("test_double", "double", 0.0, 2.0, outcome, "told", "squared", None, 1.5)
    graded.outcome, graded.diagnosis = "pass", None
    graded.expect = types.SimpleNamespace(figure=0.25)  # type: ignore[assignment]
    result = plugin._result(Item(run, graded=graded))  # type: ignore[arg-type]
    assert result == TestResult("test_double", "double", 2.0, 2.0, "pass", "", None, 0.25, 1.5)


def test_a_test_that_has_not_ended_was_not_attempted(run: Run, graded: GradedTest) -> None:
    result = plugin._result(Item(run, graded=graded))  # type: ignore[arg-type]
    assert (result.outcome, result.points, result.seconds) == ("not attempted", 0, 0)


@pytest.mark.parametrize("name", ["test_one", "test_one[3]", "test_one[a[b]"])
def test_a_tests_name_is_known_without_its_parameters(run: Run, name: str) -> None:
    assert plugin.name_of(Item(run, name)) == "test_one"  # type: ignore[arg-type]


def test_a_test_that_called_without_raising_has_passed(run: Run, graded: GradedTest) -> None:
    report = reported(Item(run, graded=graded), ended("call"))
    assert (graded.outcome, graded.printed, report.longrepr) == ("pass", "printed", "pytest's own")


@pytest.mark.parametrize("when", ["setup", "teardown", "alone"])
def test_what_is_before_and_after_the_call_is_no_pass(run: Run, graded: GradedTest, when: str) -> None:
    reported(Item(run, graded=graded), ended(when))
    assert graded.outcome is None


def test_a_pass_does_not_make_up_for_what_was_noted_before(run: Run, graded: GradedTest) -> None:
    graded.outcome = "fail"
    reported(Item(run, graded=graded), ended("call"))
    assert graded.outcome == "fail"


@pytest.mark.parametrize("when", ["setup", "call", "teardown"])
def test_what_is_raised_in_any_phase_is_judged_and_told_in_short(run: Run, graded: GradedTest, when: str) -> None:
    graded.outcome = "pass" if when == "teardown" else None
    assert reported(Item(run, graded=graded), ended(when, Wrong("w"))).longrepr == "fail: w"
    judged: str | None = graded.outcome
    assert judged == "fail"
    assert reported(Item(run, graded=graded, fulltrace=True), ended(when, Wrong("w"))).longrepr == "pytest's own"


def test_a_test_that_is_not_graded_is_pytests_own(run: Run) -> None:
    assert reported(Item(run), ended("call", Wrong("w"))).longrepr == "pytest's own"


def followed(item: Item, seen: Callable[[], None]) -> Any:
    """Run the protocol of a test."""
    manager = pytest.PytestPluginManager()

    class Inner:
        @pytest.hookimpl
        def pytest_runtest_protocol(self) -> Any:
            seen()
            return "pytest's own"

    manager.register(Inner())
    manager.register(plugin)
    return manager.hook.pytest_runtest_protocol(item=item, nextitem=None)


def test_a_graded_test_is_announced_and_its_result_told_at_the_end(
    run: Run, graded: GradedTest, heard: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Run, "printed", lambda _run: "elsewhere")
    clock = iter([10.0, 12.5])
    monkeypatch.setattr(plugin, "time", types.SimpleNamespace(perf_counter=lambda: next(clock)))
    graded.printed, before = "here, ", []
    assert followed(Item(run, graded=graded), lambda: before.extend(heard)) == "pytest's own"
    assert before == ["test_double"]
    started, (result, printed) = heard
    assert (started, result.id, result.seconds, printed) == ("test_double", "test_double", 2.5, "here, elsewhere")


def test_a_test_that_is_not_graded_is_not_announced(run: Run, heard: list[Any]) -> None:
    assert followed(Item(run), lambda: None) == "pytest's own"
    assert heard == []


def test_the_result_of_a_test_that_breaks_off_is_told(run: Run, graded: GradedTest, heard: list[Any]) -> None:
    def enough() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        followed(Item(run, graded=graded), enough)
    assert heard[-1][0].outcome == "not attempted"


def test_graded_tests_alone_are_collected(run: Run, graded: GradedTest, heard: list[Any]) -> None:
    session: Any = types.SimpleNamespace(config=Config(run), items=[Item(run, "other"), Item(run, graded=graded)])
    plugin.pytest_collection_finish(session)
    assert [[result.id for result in results] for results in heard] == [["test_double"]]


# The plugin and its options


def test_the_plugin_is_taken_where_pytest_timeout_is_missing() -> None:
    manager = pytest.PytestPluginManager()
    manager.register(plugin)
    manager.check_pending()


def configured(**options: Any) -> Config:
    """Return a configuration after the plugin has seen its options."""
    given = {"--subject": "solutions", "--isolated": False, "--kata-seed": "7", **options}
    config = Config(**given)
    plugin.pytest_configure(config)  # type: ignore[arg-type]
    return config


def test_a_run_is_made_of_the_options() -> None:
    run = configured().stash[RUN]
    exercise = Course.here().exercise("ex02")
    assert run.sources(exercise).data == exercise.solution.read_bytes()
    assert (run.seed, run.sandbox) == ("7", None)


def test_an_isolated_run_has_a_sandbox(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Sandbox, "best", Bare)
    assert configured(**{"--isolated": True}).stash[RUN].sandbox == Bare()


def test_options_that_lead_nowhere_end_pytest_with_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def none_here() -> Sandbox:
        raise SandboxMissingError("no wall")

    monkeypatch.setattr(Sandbox, "best", none_here)
    with pytest.raises(pytest.UsageError, match="--isolated: no wall"):
        configured(**{"--isolated": True})
    with pytest.raises(pytest.UsageError, match="--subject nowhere: there is no file or folder"):
        configured(**{"--subject": "nowhere"})


def test_a_run_that_was_handed_over_stays_and_its_course_names_the_markers(run: Run) -> None:
    config = Config(run)
    plugin.pytest_configure(config)  # type: ignore[arg-type]
    assert config.stash[RUN] is run
    names = [line.partition(":")[0] for line in config.lines]
    assert names == ["task(name, points)", "ex91", "double", "shout"]
    assert len(configured().lines) > 20


def test_workers_end_with_the_session(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    ended: list[Run] = []
    monkeypatch.setattr(Run, "close", lambda run: ended.append(run))
    plugin.pytest_unconfigure(Config(run))  # type: ignore[arg-type]
    plugin.pytest_unconfigure(Config())  # type: ignore[arg-type]
    assert ended == [run]


@pytest.fixture
def _marks(request: pytest.FixtureRequest) -> None:
    """Have the marks of the small exercise known."""
    for name in ("ex91", "double"):
        request.config.addinivalue_line("markers", f"{name}: of the small exercise")


def collected(run: Run, exercise: Exercise, **options: Any) -> Item:
    """Return a test of the small exercise after it was collected."""
    item = Item(run, **options)
    item.path = exercise.suite
    plugin.pytest_collection_modifyitems(item.config, [item])  # type: ignore[arg-type, list-item]
    return item


@pytest.mark.usefixtures("_marks")
def test_a_graded_test_is_worth_what_it_says_and_has_the_time_of_a_call(run: Run, exercise: Exercise) -> None:
    item = collected(run, exercise)
    graded = item.stash[TEST]
    assert (graded.exercise.id, graded.task, graded.points) == ("ex91", "double", 2.0)
    assert [(mark.name, mark.args) for mark in item.added] == [("ex91", ()), ("double", ()), ("timeout", (1.0,))]


@pytest.mark.usefixtures("_marks")
@pytest.mark.parametrize(("plugins", "timed"), [({"pytest_timeout"}, True), ({"timeout"}, True), (set(), False)])
def test_a_time_limit_is_set_where_something_keeps_it(
    run: Run, exercise: Exercise, plugins: set[str], timed: bool
) -> None:
    item = Item(run)
    item.path, item.config.plugins = exercise.suite, plugins
    plugin.pytest_collection_modifyitems(item.config, [item])  # type: ignore[arg-type, list-item]
    assert ("timeout" in {mark.name for mark in item.added}) == timed


@pytest.mark.usefixtures("_marks")
def test_an_isolated_test_has_no_time_limit_beside_those_of_its_calls(exercise: Exercise) -> None:
    run = Run(lambda _exercise: source(""), course=exercise.course, sandbox=Bare())
    assert "timeout" not in {mark.name for mark in collected(run, exercise).added}


def test_tests_in_other_folders_are_not_graded(run: Run, exercise: Exercise) -> None:
    for folder in (exercise.suite.parent.parent, exercise.suite.parent / "inner", Path("/aaa"), Path("/zzz")):
        item = Item(run)
        item.path = folder / exercise.suite.name
        plugin.pytest_collection_modifyitems(item.config, [item])  # type: ignore[arg-type, list-item]
        assert TEST not in item.stash


@pytest.mark.usefixtures("_marks")
def test_graded_tests_are_found_among_others(run: Run, exercise: Exercise) -> None:
    other, item = Item(run), Item(run)
    item.path = exercise.suite
    plugin.pytest_collection_modifyitems(item.config, [other, item])  # type: ignore[arg-type, list-item]
    assert TEST in item.stash


@pytest.mark.parametrize(
    "name", ["pytest_collection_modifyitems", "pytest_timeout_set_timer", "pytest_timeout_cancel_timer"]
)
def test_the_plugin_comes_before_others_that_were_registered_later(name: str) -> None:
    later = types.SimpleNamespace(**{name: pytest.hookimpl(optionalhook=True)(lambda: None)})
    manager = pytest.PytestPluginManager()
    manager.register(plugin)
    manager.register(later)
    assert getattr(manager.hook, name).get_hookimpls()[-1].plugin is plugin, "the last one is called first"


def test_a_suite_of_no_exercise_and_a_test_of_no_task_end_pytest(run: Run, exercise: Exercise) -> None:
    item = Item(run)
    item.path = exercise.suite.with_name("test_ex77_nothing.py")
    with pytest.raises(pytest.UsageError, match=r"^test_ex77_nothing.py: "):
        plugin.pytest_collection_modifyitems(item.config, [item])  # type: ignore[arg-type, list-item]
    item.path, item.marks = exercise.suite, []
    with pytest.raises(pytest.UsageError, match="test_double names no task"):
        plugin.pytest_collection_modifyitems(item.config, [item])  # type: ignore[arg-type, list-item]


# Bindings


class Binding:
    """A binding that has printed and was closed."""

    source = source("x = 1")

    def __init__(self, printed: str, told: Loaded | None = None) -> None:
        self.printed, self.told, self.is_closed = printed, told, False
        self.noted = [Remark("unconfirmed", printed, [])]

    def take_output(self) -> str:
        """Return what was printed."""
        return self.printed

    def close(self) -> None:
        """Note it."""
        self.is_closed = True


def test_what_all_bindings_printed_and_told_is_the_runs(run: Run) -> None:
    told = Loaded(0, [], [], ["scipy may not be imported"])
    one, other = Binding("a", told), Binding("b")
    run.bindings.update({"ex91": one, "ex92": other})  # type: ignore[dict-item]
    assert run.printed() == "ab"
    sentence = "scipy may not be imported. It costs nothing where no function uses it."
    noted = [Remark("unconfirmed", printed, []) for printed in "ab"]
    assert run.remarks() == [Remark("import", sentence, [f"{MODULE}.py"]), *noted]
    run.close()
    assert one.is_closed
    assert other.is_closed


def test_a_binding_is_made_at_its_first_use_and_announces_calls(exercise: Exercise) -> None:
    made: list[str] = []
    called: list[str] = []

    def sources(wanted: Exercise) -> Any:
        made.append(wanted.id)
        return source("def double(x):\n    return 2 * x\n")

    run = Run(sources, course=exercise.course, on_call=called.append)
    assert made == []
    assert run.binding(exercise) is run.binding(exercise)
    run.binding(exercise).call("double", (3,), {})
    assert (made, called) == (["ex91"], ["double"])
    run.closed["double"] = "crash", "closed"
    with pytest.raises(ClosedError, match="closed"):
        run.binding(exercise).call("double", (3,), {})


def test_a_source_that_cannot_be_taken_is_told_at_its_first_use(exercise: Exercise) -> None:
    def sources(_wanted: Exercise) -> Any:
        raise UserError("none")

    run = Run(sources, course=exercise.course)
    with pytest.raises(UserError, match="none"):
        run.binding(exercise)
    assert run.bindings == {}


# Fixtures of suites


@pytest.fixture
def draw() -> Any:
    """What draws the limit that it is given."""
    return types.SimpleNamespace(integers=lambda limit: limit)


def test_a_search_begins_with_a_seed_of_32_bits(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    seeds: list[int] = []
    monkeypatch.setattr("reference.kit.strategies.search", seeds.append)
    request.getfixturevalue("for_all")
    assert seeds == [4_294_967_296]


def test_the_model_answer_can_be_asked_by_a_suite(request: pytest.FixtureRequest, graded: GradedTest) -> None:
    request.node.stash[TEST] = graded
    try:
        model = request.getfixturevalue("model")
    finally:
        del request.node.stash[TEST]
    assert model.double(3) == 6


# Timers


@pytest.fixture
def timers(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What is set of timers and handlers, none of which is."""
    heard: list[Any] = []
    monkeypatch.setattr(signal, "setitimer", lambda _which, seconds: heard.append(seconds))
    monkeypatch.setattr(signal, "signal", lambda _number, handler: heard.append(handler))
    return heard


def set_timer(item: Item, seconds: float) -> bool | None:
    """Have a time limit set."""
    return plugin.pytest_timeout_set_timer(item, types.SimpleNamespace(timeout=seconds))  # type: ignore[arg-type]


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such timers")
def test_a_graded_test_is_looked_at_until_it_has_had_its_time(
    run: Run, graded: GradedTest, timers: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    left = iter([0.5, 0.01, 0.0])

    class Allowance:
        def __init__(self, seconds: float, read: Any, *, before: Any) -> None:
            assert seconds in {3.0, graded.exercise.budget_seconds}
            assert read().ran >= before.ran

        def left(self) -> float:
            return next(left)

    monkeypatch.setattr(plugin, "Allowance", Allowance)
    assert set_timer(Item(run, graded=graded), 3.0) is True
    look, first = timers
    assert first == 3.0
    look(signal.SIGALRM, None)
    look(signal.SIGALRM, None)
    assert timers[2:] == [0.5, 0.05]
    with pytest.raises(OutOfTimeError):
        look(signal.SIGALRM, None)
    assert timers[2:] == [0.5, 0.05]


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such timers")
@pytest.mark.parametrize(
    ("made", "over"),
    [
        pytest.param([0], 1, id="before the first call"),
        pytest.param([1], 1, id="in the first call"),
        pytest.param([2, 2], 2, id="in the second"),
        pytest.param([5, 6, 6], 3, id="in the sixth"),
        pytest.param([2, 3, 4, 5, 6, 7], 6, id="in many, for as long as the exercise may take"),
    ],
)
def test_each_call_of_a_test_has_the_time_of_one(
    run: Run, graded: GradedTest, timers: list[Any], monkeypatch: pytest.MonkeyPatch, made: list[int], over: int
) -> None:
    now = [0.0]

    class Allowance:
        def __init__(self, seconds: float, _read: Any, **_: Any) -> None:
            self.end = now[0] + seconds

        def left(self) -> float:
            return self.end - now[0]

    monkeypatch.setattr(plugin, "Allowance", Allowance)
    seconds = graded.exercise.call_seconds
    assert graded.exercise.budget_seconds == 6 * seconds
    set_timer(Item(run, graded=graded), seconds)
    look = timers[0]
    for number, calls in enumerate(made, 1):
        now[0] += seconds
        asked(graded, *map(gave, range(calls)))
        if number == over:
            with pytest.raises(OutOfTimeError):
                look(signal.SIGALRM, None)
        else:
            look(signal.SIGALRM, None)
    assert timers[1:] == [seconds] * over


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such timers")
def test_the_timer_of_a_graded_test_is_taken_away(run: Run, graded: GradedTest, timers: list[Any]) -> None:
    assert plugin.pytest_timeout_cancel_timer(Item(run, graded=graded)) is True  # type: ignore[arg-type]
    assert timers == [0, signal.SIG_DFL]


def test_other_tests_have_pytests_own_timer(run: Run, graded: GradedTest, timers: list[Any]) -> None:
    assert set_timer(Item(run), 3.0) is None
    assert plugin.pytest_timeout_cancel_timer(Item(run)) is None  # type: ignore[arg-type]
    assert timers == []


def test_where_there_are_no_timers_pytest_does_what_it_can(
    run: Run, graded: GradedTest, timers: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(signal, "setitimer")
    assert set_timer(Item(run, graded=graded), 3.0) is None
    assert plugin.pytest_timeout_cancel_timer(Item(run, graded=graded)) is None  # type: ignore[arg-type]
    assert timers == []
