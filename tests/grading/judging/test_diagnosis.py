"""A misconception is named where it gives what came back and the right way gives something else; nowhere else."""

from __future__ import annotations

import contextlib
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from grading.errors import Called, SubjectError
from grading.judging import diagnosis
from grading.judging.diagnosis import (
    Patience,
    _is_certain,
    can_be_tried,
    diagnose,
    is_data,
    is_right,
    is_what_one_gave,
    only_answer,
)
from grading.subject.calls import Call
from grading.subject.placed import Placed
from grading.subject.reports import Raised, Value
from grading.worker.wire import Handle
from reference.kit.course import Course
from reference.kit.exercise import Exercise
from tests.grading.small import ORACLE, SETTINGS, local, small_exercise

SQUARED = "def double(x):\n    return x * x\n"

TWO_WAYS = '''
"""Two wrong ways that cannot be told apart at 2, one that raises, and one that fails on what it is given."""

from reference.kit.catalogue import misconception


@misconception
def squared(x):
    return x * x


@misconception
def plus_three(x):
    return x + 3


@misconception
def no_negatives(x):
    if x < 0:
        raise ValueError("negative")
    return x + 3


@misconception
def prints(x):
    print("never seen")
    x[0] = 7
    return x
'''

WORDS = "".join(
    f'[{name}]\ntask = "double"\nrejected_by = "{test}"\nsays = "is wrong"\n'
    for name, test in (
        ("squared", "test_double"),
        ("plus-three", "test_three"),
        ("no-negatives", "test_negative"),
        ("prints", "test_prints"),
    )
)


@pytest.fixture
def several(tmp_path: Path) -> Iterator[Exercise]:
    """The small exercise with several wrong ways of one task."""
    yield small_exercise(tmp_path, wrong=TWO_WAYS, words=WORDS)
    Course.here().attach()


def recognised(exercise: Exercise, code: str, *args: Any, task: str = "double", test: str = "test_double") -> str:
    """Return the id of what is recognised in a call of a student's function; "" for nothing."""
    subject = local(exercise, code)
    with contextlib.suppress(SubjectError):
        getattr(subject, task)(*args)
    variant = diagnose(exercise, subject.calls[-1], test)
    return variant.id if variant else ""


def test_the_wrong_way_that_gives_the_same_is_recognised(exercise: Exercise) -> None:
    assert recognised(exercise, SQUARED, 3) == "squared"
    assert recognised(exercise, SQUARED, np.array([3.0, 4.0])) == "squared"


def test_another_wrong_value_is_not_recognised(exercise: Exercise) -> None:
    assert recognised(exercise, "def double(x):\n    return x * x + 1\n", 3) == ""


def test_nothing_is_recognised_where_the_right_way_gives_the_same(exercise: Exercise) -> None:
    assert recognised(exercise, SQUARED, 2) == ""
    assert recognised(exercise, SQUARED, np.array([0, 2])) == ""


def test_the_wrong_ways_of_other_tasks_are_not_tried(exercise: Exercise) -> None:
    code = "def shout(text):\n    return text.lower()\n\ndef double(x):\n    return x.lower()\n"
    assert recognised(exercise, code, "Who", task="shout") == "whispered"
    assert recognised(exercise, code, "Who", task="double") == ""
    assert recognised(exercise, "def shout(text):\n    return text * text\n", 3, task="shout") == ""


def test_a_wrong_way_gets_arguments_of_its_own(several: Exercise) -> None:
    sent = np.array([1, 2])
    assert recognised(several, "import numpy as np\n\ndef double(x):\n    return np.array([7, 2])\n", sent) == "prints"
    assert sent.tolist() == [1, 2]


def test_what_a_wrong_way_prints_is_not_seen(several: Exercise, capsys: pytest.CaptureFixture[str]) -> None:
    recognised(several, "def double(x):\n    return [7, 2]\n", [1, 2])
    assert "never seen" not in capsys.readouterr().out


def test_of_two_that_give_the_same_the_one_that_the_test_rejects_goes_first(several: Exercise) -> None:
    code = "def double(x):\n    return x + 3\n"
    assert recognised(several, code, 5, test="test_three") == "plus-three"
    assert recognised(several, code, 5, test="test_negative") == "no-negatives"
    assert recognised(several, code, 5, test="test_of_nobody") == "plus-three"


def test_the_same_error_with_the_same_words_is_recognised(several: Exercise) -> None:
    raising = "def double(x):\n    raise {}\n"
    assert recognised(several, raising.format("ValueError('negative')"), -1) == "no-negatives"
    assert recognised(several, raising.format("ValueError('positive')"), -1) == ""
    assert recognised(several, raising.format("TypeError('negative')"), -1) == ""


def test_an_error_is_not_the_value_of_a_wrong_way(several: Exercise) -> None:
    assert recognised(several, "def double(x):\n    raise ValueError('4')\n", 1) == ""


def test_a_task_without_an_oracle_has_its_wrong_ways_recognised(tmp_path: Path) -> None:
    without = small_exercise(tmp_path, oracle=ORACLE.replace("def double", "def triple"))
    try:
        assert recognised(without, SQUARED, 2) == "squared"
    finally:
        Course.here().attach()


def test_a_function_of_the_tests_own_may_be_an_argument(tmp_path: Path) -> None:
    calls = ORACLE.replace("return x + x", "return 2 * x(1)")
    wrong = "from reference.kit.catalogue import misconception\n\n\n@misconception\ndef once(f):\n    return f(1)\n"
    words = '[once]\ntask = "double"\nrejected_by = "test_double"\nsays = "is too small"\n'
    calling = small_exercise(tmp_path, oracle=calls, wrong=wrong, words=words)
    try:
        assert recognised(calling, "def double(f):\n    return f(1)\n", lambda x: x + 2) == "once"
    finally:
        Course.here().attach()


def test_the_wrong_ways_are_not_run_on_objects_of_the_students(exercise: Exercise) -> None:
    code = (
        "class Loud:\n    heard = 0\n    def lower(self):\n        self.heard += 1\n        return 'a'\n\n"
        "def double(x):\n    return Loud()\n\ndef shout(text):\n    return text.heard\n"
    )
    subject = local(exercise, code)
    loud = subject.double(1)
    assert subject.shout(loud) == 0
    assert diagnose(exercise, subject.calls[-1], "test_shout") is None
    assert subject.shout(loud) == 0


def test_objects_that_stay_with_the_students_code_are_not_compared(exercise: Exercise) -> None:
    code = "import fractions\n\ndef double(x):\n    return [fractions.Fraction(1, 2)]\n"
    assert recognised(exercise, code, 3) == ""
    assert recognised(exercise, "import decimal\n\ndef double(x):\n    return {'a': decimal.Decimal(9)}\n", 3) == ""


class Model(Placed):
    """A model of so many numbers, which is the number 3, or another one, once it is built."""

    def __init__(self, size: int, number: float = 3.0) -> None:
        super().__init__("Sequential", "", [np.broadcast_to(0.0, (size,))])
        self._number = number

    def built(self) -> Any:
        """Return what stands for the model."""
        return self._number


def on_a_model(exercise: Exercise, size: int, value: float, number: float = 3.0) -> str:
    """Return what is recognised where a student's function gave `value` for a model of this size."""
    variant = diagnose(exercise, Call("double", (Model(size, number),), {}, Value(0, value)), "test_double")
    return variant.id if variant else ""


def test_a_wrong_way_is_given_a_fresh_copy_of_a_model_that_was_placed(exercise: Exercise) -> None:
    assert on_a_model(exercise, 10, 9.0) == "squared"
    assert on_a_model(exercise, 10, 6.0) == ""


def test_what_models_give_is_compared_at_single_precision(exercise: Exercise) -> None:
    assert on_a_model(exercise, 10, 9.0001) == "squared"
    assert on_a_model(exercise, 10, 9.02) == ""


def test_what_a_network_gives_within_a_millionth_of_0_is_the_same(exercise: Exercise) -> None:
    assert on_a_model(exercise, 10, 5e-7, number=1e-4) == "squared"
    assert on_a_model(exercise, 10, 5e-6, number=1e-4) == ""


def test_a_number_is_compared_at_its_own_precision(exercise: Exercise) -> None:
    assert recognised(exercise, "def double(x):\n    return x * x + 1e-4\n", 3.0) == ""


def test_wrong_ways_are_not_tried_on_a_model_of_many_numbers(exercise: Exercise) -> None:
    assert on_a_model(exercise, 2_000_000, 9.0) == "squared"
    assert on_a_model(exercise, 2_000_001, 9.0) == ""


@pytest.mark.parametrize(("now", "name"), [(100.0, "squared"), (110.0, "squared"), (111.0, "")])
def test_wrong_ways_on_a_model_have_ten_seconds_of_the_processor(
    exercise: Exercise, monkeypatch: pytest.MonkeyPatch, now: float, name: str
) -> None:
    clock = iter([100.0])
    monkeypatch.setattr(time, "process_time", lambda: next(clock, now))
    assert on_a_model(exercise, 10, 9.0) == name


# Other calls of the run


def gave(value: Any, *args: Any, task: str = "double", **kwargs: Any) -> Call:
    """Return a call of a student's function that gave a value."""
    return Call(task, args, kwargs, Value(0, value))


def failed_with(kind: str, text: str, *args: Any) -> Call:
    """Return a call of a student's function that raised."""
    return Call("double", args, {}, Raised(0, [kind, "Exception"], text, []))


def named(exercise: Exercise, call: Call, *others: Call, test: str = "test_double") -> str:
    """Return the id of what explains a call and the others; "" for nothing."""
    variant = diagnose(exercise, call, test, others)
    return variant.id if variant else ""


@pytest.mark.parametrize("value", [8, 7, -16, None, [16], "16"])
def test_a_mistake_that_gives_something_else_elsewhere_is_not_named(exercise: Exercise, value: Any) -> None:
    assert named(exercise, gave(9, 3), gave(16, 4)) == "squared"
    assert named(exercise, gave(9, 3), gave(16, 4), gave(value, 4)) == ""
    assert named(exercise, gave(9, 3), gave(value, 4), gave(16, 4)) == ""


def test_of_two_that_give_the_same_the_one_that_explains_the_other_calls_is_named(several: Exercise) -> None:
    first = gave(4, 1)
    assert named(several, first, gave(8, 5), test="test_negative") == "no-negatives"
    assert named(several, first, gave(0, -3), test="test_negative") == "plus-three"
    assert named(several, first, gave(8, 5), gave(9, 3), test="test_negative") == ""


@pytest.mark.parametrize("task", ["aloud", "double_of_all", "shout"])
def test_calls_of_other_tasks_do_not_count(exercise: Exercise, task: str) -> None:
    assert named(exercise, gave(9, 3), gave(7, 4, task=task)) == "squared"


def test_calls_that_nobody_can_be_asked_about_do_not_count(exercise: Exercise) -> None:
    loud = Handle(3, "Loud")
    for other in (gave(loud, 4), gave(7, loud), gave(7, x=loud), gave([loud], 4), gave(7, {"a": loud})):
        assert not is_data(other)
        assert named(exercise, gave(9, 3), other) == "squared"


def test_an_error_that_was_due_and_did_not_come_does_not_count(several: Exercise) -> None:
    unheard_of = gave(5, [1])  # the right way gives [1, 1], adding 3 raises
    assert named(several, gave(4, 1), unheard_of, test="test_three") == ""
    due = gave(5, {})  # the right way cannot add two dicts
    assert named(several, gave(4, 1), due, test="test_three") == "plus-three"


def test_an_error_of_the_same_kind_is_explained_whatever_it_says(several: Exercise) -> None:
    asked = {"test": "test_negative"}
    assert named(several, gave(4, 1), failed_with("ValueError", "below zero", -5), **asked) == "no-negatives"
    for kind in ("TypeError", "ZeroDivisionError"):
        assert named(several, gave(4, 1), failed_with(kind, "negative", -5), **asked) == ""


def test_a_value_is_no_explanation_of_an_error(several: Exercise) -> None:
    assert named(several, gave(4, 1), failed_with("8", "8", 5), test="test_three") == ""
    assert named(several, gave(4, 1), gave(("ValueError", "negative"), -5), test="test_negative") == ""


def test_without_an_oracle_other_calls_count_as_well(tmp_path: Path) -> None:
    without = small_exercise(tmp_path, oracle=ORACLE.replace("def double", "def triple"))
    try:
        assert named(without, gave(9, 3), gave(16, 4)) == "squared"
        assert named(without, gave(9, 3), gave(8, 4)) == ""
    finally:
        Course.here().attach()


@pytest.mark.parametrize("by_name", [False, True])
def test_calls_with_models_count_at_the_precision_of_a_network(exercise: Exercise, by_name: bool) -> None:
    def on(value: float) -> Call:
        return gave(value, x=Model(10)) if by_name else gave(value, Model(10))

    assert named(exercise, gave(16, 4), on(9.0001)) == "squared"
    assert named(exercise, gave(16, 4), on(9.02)) == ""
    assert named(exercise, gave(16, 4), gave(9.0001, 3.0)) == ""
    assert named(exercise, gave(9.0, x=3.0) if by_name else gave(9.0, 3.0), on(9.0001)) == "squared"


NO_ADDING = "unsupported operand type(s) for *: 'float' and 'list'"


def test_a_list_that_code_for_arrays_alone_does_not_take_contradicts_nothing(several: Exercise) -> None:
    of_a_list = failed_with("TypeError", NO_ADDING, [3.0, 4.0])
    assert named(several, gave(9, 3), gave(16, 4), of_a_list) == "squared"
    for other in (
        failed_with("TypeError", NO_ADDING, 4),
        failed_with("ValueError", "no such thing", [3.0, 4.0]),
        gave([3.0, 4.0, 3.0, 4.0], [3.0, 4.0]),
    ):
        assert named(several, gave(9, 3), gave(16, 4), other) == ""


def test_general_mistakes_are_not_looked_for_where_a_model_takes_part(exercise: Exercise) -> None:
    assert named(exercise, gave(None, 3.0)) == "returns-nothing"
    assert named(exercise, gave(None, Model(10))) == ""
    assert named(exercise, gave(None, 3.0), gave(None, Model(10))) == ""


# What one gave


def test_what_one_gave_is_told_by_its_name_alone(exercise: Exercise) -> None:
    assert is_what_one_gave(exercise, gave(9, 3), "squared", Patience())
    for name in ("cubed", "tripled", "", "squared-twice"):
        assert not is_what_one_gave(exercise, gave(9, 3), name, Patience())


def test_a_right_value_or_another_one_is_none_that_a_mistake_gave(exercise: Exercise) -> None:
    for call in (gave(4, 2), gave(6, 3), gave(10, 3), gave(Handle(0, "Loud"), 3)):
        assert not is_what_one_gave(exercise, call, "squared", Patience())


def test_any_of_several_that_gave_it_will_do(several: Exercise) -> None:
    assert is_what_one_gave(several, gave(4, 1), "plus-three", Patience())
    assert is_what_one_gave(several, gave(4, 1), "no-negatives", Patience())
    assert not is_what_one_gave(several, gave(4, 1), "squared", Patience())


# Calls with several right answers


def twice(x: Any, rng: Any = None) -> Any:
    """Be right."""
    del rng
    return 2.0 * x


def another(factor: float) -> Callable[..., Any]:
    """Return a right way that answers otherwise by this factor."""
    return lambda x, rng=None: factor * twice(x, rng)


def fails(x: Any) -> Any:
    """Answer nothing."""
    raise ValueError(x)


def certain(
    *ways: Callable[..., Any] | None,
    task: str = "double",
    heavy: bool = False,
    oracle: Callable[..., Any] | None = twice,
    call: Call | None = None,
) -> bool:
    """Tell whether a call of `double` is certain where these are right ways of `task`."""
    variants = [SimpleNamespace(task=task, function=way) for way in ways]
    known: Any = SimpleNamespace(is_heavy=heavy, other_ways=variants, oracle=lambda _name: oracle)
    return _is_certain(known, call or Call("double", (3.0,), {}, Value(0, 6.0)))


def test_a_call_has_one_right_answer_where_all_right_ways_agree() -> None:
    assert certain()
    assert certain(twice, another(1 + 1e-4))
    assert not certain(twice, another(1.01))
    assert not certain(another(1.01), twice)
    assert all(certain(another(1.01), task=task) for task in ("shout", "add"))


def test_who_gives_no_answer_is_no_other_right_way() -> None:
    assert certain(fails, None)
    assert not certain(fails, None, another(2.0))
    assert certain(another(2.0), oracle=fails)
    assert certain(another(2.0), oracle=None)


def test_chance_and_training_are_not_asked_about() -> None:
    assert certain(another(2.0), heavy=True)
    rng = np.random.default_rng(1)
    assert certain(another(2.0), call=Call("double", (3.0, rng), {}, Value(0, 6.0)))
    assert certain(another(2.0), call=Call("double", (3.0,), {"rng": rng}, Value(0, 6.0)))
    assert not certain(another(2.0), call=Call("double", (3.0,), {"rng": None}, Value(0, 6.0)))


def test_a_general_mistake_is_named_of_plain_data_alone(several: Exercise) -> None:
    for value, known in ((None, "returns-nothing"), (Handle(1, "Model"), "")):
        call = Call("double", (3.0,), {}, Value(0, value))
        assert getattr(diagnose(several, call, "test_double"), "id", "") == known


# What one call tells alone


def test_a_call_is_right_where_it_gave_what_the_right_way_gives(exercise: Exercise) -> None:
    assert is_right(exercise, gave(6.0, 3.0))
    for call in (gave(9.0, 3.0), gave("TypeError", {}), gave(Handle(1, "Loud"), 3.0), gave(6.0, 3.0, task="unknown")):
        assert not is_right(exercise, call)
    assert not is_right(exercise, failed_with("ValueError", "no", 3.0))


def test_a_call_can_be_tried_where_all_in_it_is_data_and_no_model(exercise: Exercise) -> None:
    assert can_be_tried(gave(6.0, 3.0))
    for call in (gave(Handle(1, "Loud"), 3.0), gave(6.0, Handle(1, "Loud")), gave(6.0, Model(3))):
        assert not can_be_tried(call)


def test_an_answer_is_the_only_one_where_all_right_ways_give_it() -> None:
    call = gave(0.0, 3.0)
    for ways, answer in (([], ("value", 6.0)), ([twice], ("value", 6.0)), ([another(2.0)], None)):
        variants = [SimpleNamespace(task="double", function=way) for way in ways]
        known: Any = SimpleNamespace(is_heavy=False, other_ways=variants, oracle=lambda _name: twice)
        assert only_answer(known, call) == answer


# Exercises that train


HEAVY = SETTINGS.replace('["numpy"]', '["numpy", "tensorflow"]')
MORE = ORACLE.replace("def double(x):\n    return x + x", "def double(x, more=0.0):\n    return x + x + more")


@pytest.mark.parametrize(("settings", "name"), [(SETTINGS, "ignores-an-argument"), (HEAVY, "")])
def test_what_trains_is_not_asked_about_other_arguments(tmp_path: Path, settings: str, name: str) -> None:
    x = np.array([1.5, -2.25, 3.75])
    exercise = small_exercise(tmp_path, oracle=MORE, settings=settings)
    try:
        assert named(exercise, gave(2 * x, x, 0.5)) == name
    finally:
        Course.here().attach()


@pytest.fixture
def training(tmp_path: Path) -> Iterator[Exercise]:
    """The small exercise as one that trains, with several wrong ways of one task."""
    yield small_exercise(tmp_path, wrong=TWO_WAYS, words=WORDS, settings=HEAVY)
    Course.here().attach()


def looked_for(exercise: Exercise, monkeypatch: pytest.MonkeyPatch, patience: Patience, *clock: float) -> str:
    """Return what is named of 9 for 3 while the processor's clock shows these."""
    shown = iter(clock)
    monkeypatch.setattr(diagnosis, "time", SimpleNamespace(process_time=lambda: next(shown, clock[-1])))
    found = diagnose(exercise, gave(9, 3), "test_double", patience=patience)
    return getattr(found, "id", "")


@pytest.mark.parametrize(
    ("left", "clock", "name", "after"),
    [
        (5.0, (100.0, 103.0), "squared", 2.0),
        (5.0, (100.0, 105.0), "squared", 0.0),
        (5.0, (100.0, 106.0), "", -1.0),
        (0.5, (100.0, 100.25), "squared", 0.25),
        (0.0, (100.0, 100.0), "", 0.0),
        (-1.0, (100.0, 100.0), "", -1.0),
    ],
)
def test_where_wrong_ways_train_they_have_the_time_that_is_left_of_the_run(
    training: Exercise, monkeypatch: pytest.MonkeyPatch, left: float, clock: tuple[float, ...], name: str, after: float
) -> None:
    patience = Patience(left)
    assert looked_for(training, monkeypatch, patience, *clock) == name
    assert patience.left == after


def test_where_nothing_trains_wrong_ways_are_tried_whatever_is_left(
    several: Exercise, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert looked_for(several, monkeypatch, Patience(-1.0), 100.0, 900.0) == "squared"


def test_each_wrong_way_is_asked_about_each_call_once_in_a_run(
    several: Exercise, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, asked = diagnosis._outcome, []

    def counted(function: Any, call: Called) -> Any:
        asked.append((function, id(call)))
        return real(function, call)

    wrong = [variant.function for variant in several.misconceptions]
    monkeypatch.setattr(diagnosis, "_outcome", counted)
    call, others, patience = gave(9, 3), [gave(16, 4), gave(25, 5)], Patience()
    names = {getattr(diagnose(several, call, "test_double", others, patience), "id", "") for _ in range(3)}
    assert names == {"squared"}
    assert max(Counter(pair for pair in asked if pair[0] in wrong).values()) == 1
    assert getattr(diagnose(several, gave(5, 2), "test_double", (), patience), "id", "") == "plus-three"


def test_what_was_named_once_is_looked_for_first_after_what_the_test_was_written_for(several: Exercise) -> None:
    def named(test: str, patience: Patience) -> str:
        return getattr(diagnose(several, gave(8, 5), test, patience=patience), "id", "")

    assert named("test_double", Patience()) == "plus-three"
    patience = Patience()
    assert [named(test, patience) for test in ("test_negative", "test_double", "test_three", "test_double")] == [
        "no-negatives",
        "no-negatives",
        "plus-three",
        "plus-three",
    ]
    assert patience.named == ["no-negatives", "no-negatives", "plus-three", "plus-three"]
