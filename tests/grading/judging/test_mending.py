"""Which calls changes are tried on, how many at once, and what counts as right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from grading.errors import Called
from grading.judging import mending
from grading.judging.mending import _came_right, _is, mended, one_change
from grading.judging.mistake import Mistake, Outcome
from grading.subject.calls import Call, LoadedSource
from grading.subject.reports import Raised, Value
from grading.worker.trying import Came
from reference.kit.course import Course
from reference.kit.exercise import Exercise
from tests.grading.small import small_exercise

LONG = (
    "def f(x):\n    a0 = 0\n" + "\n".join(f"    a{i} = x + a{i - 1} * {i}.5" for i in range(1, 60)) + "\n    return a59"
)
SHORT = "def f(x):\n    return x - 3"
Asked = list[tuple[list[str], list[Called]]]


def gave(given: Any, value: Any) -> Call:
    return Call("f", (given,), {}, Value(0, value))


def raised(given: Any, kind: str) -> Call:
    return Call("f", (given,), {}, Raised(0, [kind], "no", []))


def right(call: Called) -> Outcome:
    """What is right: the same again; an error for a negative number."""
    given = call.args[0]
    return ("raised", ("ValueError", "negative")) if np.size(given) == 1 and given < 0 else ("value", given)


def seen(
    calls: Sequence[Call],
    text: str = SHORT,
    answer: Callable[[str, Called], Came] = lambda _text, _call: ["nothing"],
    ask: Callable[[Called], Outcome | None] = right,
    most: int = 10_000,
) -> tuple[Mistake | None, Asked]:
    """Return what comes of calls, and what was tried on which of them; `most` versions at once come to an end."""
    asked: Asked = []

    def attempt(texts: Sequence[str], given: Sequence[Called]) -> list[list[Came]]:
        asked.append((list(texts), list(given)))
        return [[answer(text, call) for call in given] for text in texts][:most]

    found = mended(LoadedSource("ex91", "ex91_small", text.encode()), "f", set(), calls, ask, attempt)
    return found, asked


def like(text: str, call: Called) -> Came:
    """Every version is right."""
    return ["value", call.args[0]]


def test_changes_are_tried_a_hundred_and_fifty_at_once_on_the_smallest_call_that_went_wrong() -> None:
    large, small, fine = gave(np.ones(5), 0), gave(np.ones(2), 0), gave(1, 1)
    found, asked = seen([large, small, fine], LONG)
    assert found is None
    assert [len(texts) for texts, _ in asked] == [150, 150, 150, 50]
    assert all(calls == [small] for _, calls in asked)


def test_where_nothing_is_to_come_back_nothing_is_tried() -> None:
    calls = [raised(1, "KeyError"), raised(2, "KeyError")]
    found, asked = seen(calls, ask=lambda _call: ("value", None), answer=lambda *_: ["value", None])
    assert (found, asked) == (None, [])
    _, asked = seen(calls, ask=lambda call: ("value", call.args[0] - 1 or None))
    assert asked


def test_where_time_ran_out_no_more_are_tried() -> None:
    _, asked = seen([gave(1, 0), gave(2, 0)], LONG, most=149)
    assert len(asked) == 1


def test_twelve_that_fit_are_tried_on_all_others() -> None:
    first, second, third = gave(1, 0), gave(np.ones(2), 0), gave(5, 5)
    _, asked = seen([second, third, first], LONG, like)
    assert [len(texts) for texts, _ in asked] == [150, 12]
    assert asked[1][1] == [second, third]


def test_what_fits_only_the_first_call_is_left_and_the_next_ones_are_tried() -> None:
    first, second = gave(1, 0), gave(np.ones(2), 0)
    _, asked = seen([first, second], LONG, lambda _, call: ["value", call.args[0]] if call is first else ["nothing"])
    assert [len(texts) for texts, _ in asked] == [150, 12, 150, 12, 150, 12, 50, 12]


def test_twelve_calls_that_went_wrong_and_twenty_four_in_all_from_everywhere() -> None:
    wrong = [gave(number, 0) for number in range(1, 31)]
    fine = [gave(number, number) for number in range(100, 130)]
    _, asked = seen([*fine, *wrong], answer=like)
    assert asked[0][1] == [wrong[0]]
    tried = asked[1][1]
    assert tried[:12] == wrong[1:13]
    assert tried[12:] == fine[::3]
    few = [gave(1, 0), *fine[:10]]
    assert seen(few, answer=like)[1][1][1] == fine[:10]
    for count, every in ((24, 1), (25, 2)):
        assert seen([gave(1, 0), *fine[:count]], answer=like)[1][1][1] == fine[:count:every]


def test_calls_with_too_many_numbers_are_left_out() -> None:
    exact, more, nested = (np.ones(20_000), np.ones(20_001), [{"a": [np.ones(20_000), 1]}])
    small, whole = gave(1, 0), Call("f", (np.ones(19_999), 1), {}, Value(0, 0))
    _, asked = seen([small, gave(exact, 0), gave(more, 0), gave(nested, 0), whole], answer=like)
    assert [call.args[0] is exact for call in asked[1][1]] == [True, False]


def test_calls_that_nobody_can_judge_are_left_out() -> None:
    odd = gave(7, 0)
    _, asked = seen([gave(1, 0), odd, gave(2, 0)], answer=like, ask=lambda call: None if call is odd else right(call))
    assert odd not in asked[1][1]


def test_errors_that_are_due_wait_until_nothing_else_is_wrong() -> None:
    value, due, fine = gave(1, 0), gave(-1, 0), raised(-2, "ValueError")
    assert seen([value, due, fine], answer=like)[1][0][1] == [value]
    _, asked = seen([due, fine, gave(3, 3)], answer=lambda *_: ["raised", "ValueError"])
    assert asked[0][1] == [due]
    assert seen([fine, gave(3, 3)], answer=like) == (None, [])


@pytest.mark.parametrize("extra", [[], [["value", 2]] * 2])
def test_an_answer_for_too_few_or_too_many_calls_is_none(extra: list[Came]) -> None:
    def attempt(texts: Sequence[str], given: Sequence[Called]) -> list[list[Came]]:
        first = given[0].args[0] == 1
        return [[["value", 1]] if first else extra for _ in texts]

    source = LoadedSource("ex91", "ex91_small", SHORT.encode())
    assert mended(source, "f", set(), [gave(1, 0), gave(2, 0)], right, attempt) is None


def test_fewer_answers_than_changes_that_fit_are_looked_at_all_the_same() -> None:
    def attempt(texts: Sequence[str], given: Sequence[Called]) -> list[list[Came]]:
        answers = [[["value", call.args[0]] for call in given] for _ in texts]
        return answers if given[0].args[0] == 1 else answers[:1]

    source = LoadedSource("ex91", "ex91_small", SHORT.encode())
    assert mended(source, "f", set(), [gave(1, 0), gave(2, 0)], right, attempt) is not None


def test_what_is_answered_beyond_what_was_asked_changes_nothing() -> None:
    rounds: list[int] = []

    def attempt(texts: Sequence[str], _given: Sequence[Called]) -> list[list[Came]]:
        rounds.append(len(texts))
        return [[["nothing"], ["value", 1]]] * (len(texts) + 1)

    source = LoadedSource("ex91", "ex91_small", LONG.encode())
    assert mended(source, "f", set(), [gave(1, 0), gave(2, 0)], right, attempt) is None
    assert rounds == [150, 150, 150, 50]


@pytest.mark.parametrize("many", [1, 40])
def test_wrong_answers_for_fewer_or_more_changes_than_fit_are_none(many: int) -> None:
    def attempt(texts: Sequence[str], given: Sequence[Called]) -> list[list[Came]]:
        return [[["value", 1]] for _ in texts] if given[0].args[0] == 1 else [[["value", 1]]] * many

    source = LoadedSource("ex91", "ex91_small", SHORT.encode())
    assert mended(source, "f", set(), [gave(1, 0), gave(2, 0)], right, attempt) is None


ARRAY = np.array([1.0, 2.0])


@pytest.mark.parametrize(
    ("got", "wanted", "same"),
    [
        (("value", ARRAY), ("value", ARRAY.copy()), True),
        (("value", ARRAY.tolist()), ("value", ARRAY), False),
        (("value", ARRAY), ("value", ARRAY.tolist()), False),
        (("value", (ARRAY, 1)), ("value", (ARRAY, 1)), True),
        (("value", 2.0), ("value", 3.0), False),
        (("value", 2.0), ("value", np.array(2.0)), False),
        (("value", np.array(2.0)), ("value", 2.0), False),
        (("value", ("ValueError", "a")), ("raised", ("ValueError", "a")), False),
        (("raised", ("ValueError", "a")), ("raised", ("ValueError", "b")), True),
        (("raised", ("KeyError", "a")), ("raised", ("ValueError", "a")), False),
        (("raised", ("ZeroDivisionError", "a")), ("raised", ("ValueError", "a")), False),
        (("raised", ("ValueError", "a")), ("value", 1), False),
        (("value", 1), ("raised", ("ValueError", "a")), False),
    ],
)
def test_what_is_the_same(got: Outcome, wanted: Outcome, same: bool) -> None:
    assert _is(got, wanted) is same
    came = [got[0], got[1][0] if got[0] == "raised" else got[1]]
    assert _came_right(came, wanted) is same
    assert not _came_right([*came, None], wanted)
    assert not _came_right(came[:1], wanted)


def test_an_array_is_no_name_of_an_error() -> None:
    assert _came_right(["raised", ARRAY], ("raised", ("ValueError", "a"))) is False


class Binding:
    """Notes how long a trial may take."""

    def __init__(self, problem: Exception | None = None) -> None:
        self.source, self.problem = LoadedSource("ex91", "ex91_small", b"def double(x):\n    return x - 3"), problem
        self.seconds: list[float] = []

    def tried(self, _function: str, texts: Sequence[str], calls: Sequence[Called], seconds: float) -> list[list[Came]]:
        """Every version doubles."""
        self.seconds.append(seconds)
        if self.problem is not None:
            raise self.problem
        return [[["value", call.args[0] * 2] for call in calls] for _ in texts]


@pytest.fixture
def exercise(tmp_path: Any) -> Any:
    """A small exercise with an oracle."""
    yield small_exercise(tmp_path)
    Course.here().attach()


def test_half_a_second_is_given_and_a_fault_of_ours_names_nothing(exercise: Exercise) -> None:
    calls = [Call("double", (number,), {}, Value(0, number - 3)) for number in (4, 5, 6)]
    binding = Binding()
    assert one_change(binding, exercise, "double", calls) is not None  # type: ignore[arg-type]
    assert binding.seconds == [0.5, 0.5]
    assert one_change(Binding(RuntimeError("ours")), exercise, "double", calls) is None  # type: ignore[arg-type]
    other = Call("double", (object(),), {}, Value(0, 3))
    assert one_change(Binding(), exercise, "double", [*calls, other]) is not None  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "known"),
    [((), 4), ((1e9,), 4), ((2.0,), 2), ((0.0,), 0)],
    ids=["5 s for itself", "5 s at most", "2 s that are left", "nothing left"],
)
def test_what_is_right_is_asked_for_a_while(
    exercise: Exercise, monkeypatch: pytest.MonkeyPatch, given: tuple[float, ...], known: int
) -> None:
    """An oracle that trains takes 1.25 s of the processor for each answer."""
    clock, asked = [100.0], []

    def trains(_exercise: Exercise, call: Called) -> Outcome:
        clock[0] += 1.25
        asked.append(call.args[0])
        return "value", call.args[0] * 2

    monkeypatch.setattr(mending, "only_answer", trains)
    monkeypatch.setattr(mending, "time", SimpleNamespace(process_time=lambda: clock[0]))
    calls = [Call("double", (number,), {}, Value(0, number - 3)) for number in range(4, 12)]
    one_change(Binding(), exercise, "double", calls, *given)  # type: ignore[arg-type]
    assert asked == [*range(4, 12)][:known]


def test_small_calls_are_asked_about_and_tried_before_large_ones(exercise: Exercise) -> None:
    asked: list[int] = []

    def ask(call: Called) -> Outcome:
        asked.append(int(np.size(call.args[0])))
        return right(call)

    seen([gave(np.ones(9), 0), gave(np.ones(3), 0), gave(np.ones(6), 0)], ask=ask)
    assert asked == [3, 6, 9]
