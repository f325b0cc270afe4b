"""What a test sees of the student's code through `subject`, and what is said where it sees nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from grading.errors import NotAttemptedError, SubjectError, Wrong
from grading.subject import Subject
from reference.kit.course import Course
from reference.kit.exercise import Exercise
from tests.grading.small import local, small_exercise


def test_a_function_gives_what_it_returns(exercise: Exercise) -> None:
    assert local(exercise).double(3) == 6
    assert local(exercise, "def double(x, *, more=0):\n    return x + more\n").double(3, more=4) == 7


def test_calls_are_noted_with_their_arguments_and_values(exercise: Exercise) -> None:
    subject = local(exercise)
    subject.double(3)
    subject.shout(text="a")
    assert [(c.function, c.args, c.kwargs, c.value) for c in subject.calls] == [
        ("double", (3,), {}, 6),
        ("shout", (), {"text": "a"}, "A"),
    ]


def test_a_function_that_is_not_there_is_named_with_the_one_that_was_meant(exercise: Exercise) -> None:
    subject = local(exercise, "def duoble(x):\n    return 2 * x\n")
    with pytest.raises(SubjectError, match=r"has no function double. It has duoble: was it renamed\?"):
        subject.double(1)


def test_an_untouched_stub_was_not_attempted(exercise: Exercise) -> None:
    subject = local(exercise, "def double(x):\n    raise NotImplementedError('double: not written yet')\n")
    with pytest.raises(NotAttemptedError, match="double: not written yet"):
        subject.double(1)


def test_an_exception_is_told_with_its_line_and_its_family(exercise: Exercise) -> None:
    subject = local(exercise, "def double(x):\n    return inner(x)\n\ndef inner(x):\n    raise KeyError('k')\n")
    with pytest.raises(
        SubjectError, match=r"^double\(1\) raised KeyError: 'k' \(ex91_small.py, line 5: `raise"
    ) as caught:
        subject.double(1)
    assert caught.value.types[:2] == ("KeyError", "LookupError")
    assert caught.value.trace.splitlines() == [
        "ex91_small.py, line 5, in inner: raise KeyError('k')",
        "ex91_small.py, line 2, in double: return inner(x)",
    ]


def test_what_a_failed_line_would_have_made_is_missing_because_of_it(exercise: Exercise) -> None:
    text = "BASE = 1 / 0\n@missing\ndef double(x):\n    return 2 * x\ndef shout(x):\n    return BASE + x\n"
    said = (
        r"^ex91_small.py has no function double, because what makes it failed: ex91_small.py, line 2 raised NameError"
    )
    with pytest.raises(SubjectError, match=said):
        local(exercise, text).double(1)
    said = (
        r"^shout\(1\) raised NameError: name 'BASE' is not defined \(ex91_small.py, line 6: `return BASE \+ x`\). "
        r"BASE is missing because of what went wrong before: ex91_small.py, line 1 raised ZeroDivisionError"
    )
    with pytest.raises(SubjectError, match=said):
        local(exercise, text).shout(1)
    with pytest.raises(SubjectError, match=r"name \'missing\' is not defined \(ex91_small.py, line 2: [^)]*\)$"):
        local(exercise, "def double(x):\n    return missing\n").double(1)


@pytest.mark.parametrize(
    ("code", "argument"),
    [
        ("x += 1", np.zeros(3)),
        ("x[0] = 1", np.zeros(3)),
        ("x.append(1)", [1]),
        ("x['a'] = 2", {"a": 1}),
        ("x[0][0] = 2", [np.zeros(2)]),
        ("x['a'].append(1)", {"a": []}),
        ("x.sort()", np.array([2, 1])),
    ],
)
def test_a_changed_argument_is_wrong(exercise: Exercise, code: str, argument: Any) -> None:
    subject = local(exercise, f"def double(x):\n    {code}\n    return 1\n")
    with pytest.raises(Wrong, match="changed its argument x in place") as caught:
        subject.double(argument)
    assert caught.value.diagnosis == "changes-its-argument"


def test_the_tests_own_argument_stays_as_it_was(exercise: Exercise) -> None:
    mine = np.zeros(3)
    with pytest.raises(Wrong):
        local(exercise, "def double(x):\n    x += 1\n    return x\n").double(mine)
    assert mine.tolist() == [0, 0, 0]


def test_an_argument_that_is_only_read_is_not_changed(exercise: Exercise) -> None:
    assert local(exercise, "def double(x):\n    x = x + 1\n    return x\n").double(np.zeros(2)).tolist() == [1, 1]


def test_private_names_are_not_called(exercise: Exercise) -> None:
    with pytest.raises(AttributeError):
        local(exercise)._secret  # noqa: B018


def test_the_steps_of_a_loop_grow_with_it_and_those_of_an_expression_do_not(exercise: Exercise) -> None:
    code = (
        "def double(x):\n    for _ in range(len(x)):\n        pass\n    return x\n\ndef shout(x):\n    return 2 * x\n"
    )
    subject = local(exercise, code)
    short, long = np.zeros(10), np.zeros(100)
    assert subject.steps("double", long) > 5 * subject.steps("double", short) > 0
    assert subject.steps("shout", long) == subject.steps("shout", short)


def test_a_callback_of_the_tests_is_called_with_copies(exercise: Exercise) -> None:
    seen: list[Any] = []

    def note(x: Any) -> int:
        seen.append(x)
        return 5

    code = "import numpy as np\n\ndef double(f):\n    x = np.zeros(2)\n    y = f(x)\n    x += 9\n    return y\n"
    assert local(exercise, code).double(note) == 5
    assert seen[0].tolist() == [0, 0]


def test_what_a_callback_raises_is_the_tests_own(exercise: Exercise) -> None:
    def fail(_x: Any) -> None:
        raise Wrong("asked for the wrong thing")

    code = "def double(f):\n    try:\n        return f(1)\n    except BaseException:\n        return 2\n"
    with pytest.raises(Wrong, match="asked for the wrong thing"):
        local(exercise, code).double(fail)


def test_nothing_is_left_of_a_test_that_is_over(exercise: Exercise) -> None:
    subject = local(exercise)
    subject.double(1)
    subject.forget()
    assert subject.calls == []


def test_only_the_probes_of_the_list_can_be_asked(exercise: Exercise) -> None:
    with pytest.raises(AttributeError):
        local(exercise).probes.no_such_probe  # noqa: B018


def test_a_probe_of_what_is_not_asked_of_is_the_calls_fault(exercise: Exercise) -> None:
    subject = local(exercise)
    value = subject.double(3)
    with pytest.raises(Wrong, match=r"^double\(3\) returned an int; expected a function"):
        subject.probes.call(value)


def test_a_probe_names_the_call_that_gave_its_object_also_when_another_followed(exercise: Exercise) -> None:
    subject = local(exercise)
    first = subject.double(3)
    subject.shout("a")
    with pytest.raises(Wrong, match=r"^double\(3\) returned an int; expected a function"):
        subject.probes.call(first, 1)


def test_a_probe_of_what_no_call_gave_names_the_newest(exercise: Exercise) -> None:
    subject = local(exercise)
    with pytest.raises(Wrong, match=r"^the module\(\) returned an int"):
        subject.probes.call(5)
    subject.double(3)
    subject.shout("a")
    with pytest.raises(Wrong, match=r"^shout\('a'\) returned an int"):
        subject.probes.call(5)


@pytest.mark.parametrize("error", ["KeyError('k')", "ValueError('k')"])
def test_what_an_object_raises_when_it_is_asked_is_told(exercise: Exercise, error: str) -> None:
    subject = local(exercise, f"def double(x):\n    def f():\n        raise {error}\n    return f\n")
    kind = error.partition("(")[0]
    with pytest.raises(SubjectError, match=rf"^what double\(1\) returned cannot be asked to call: {kind}: '?k"):
        subject.probes.call(subject.double(1))


def test_what_an_object_gives_that_may_not_cross_is_told(exercise: Exercise) -> None:
    code = "def nested(depth):\n    return [nested(depth - 1)] if depth else []\n\n"
    subject = local(exercise, code + "def double(x):\n    return lambda: nested(99)\n")
    with pytest.raises(SubjectError, match=r"cannot be asked to call: nested more than"):
        subject.probes.call(subject.double(1))


@pytest.mark.parametrize(("code", "kind"), [("", NotAttemptedError), ("def f(:\n", SubjectError)])
def test_a_file_that_cannot_be_run_is_told_by_the_first_call_or_probe(
    exercise: Exercise, code: str, kind: type[SubjectError]
) -> None:
    asked: list[Callable[[Subject], Any]] = [lambda subject: subject.double(1), lambda subject: subject.probes.call(1)]
    for ask in asked:
        with pytest.raises(SubjectError, match=r"^ex91_small.py is ") as caught:
            ask(local(exercise, code))
        assert type(caught.value) is kind


def test_a_stub_without_words_is_named(exercise: Exercise) -> None:
    with pytest.raises(NotAttemptedError, match=r"^double: not written yet$"):
        local(exercise, "def double(x):\n    raise NotImplementedError\n").double(1)
    with pytest.raises(NotAttemptedError, match=r"^later$"):
        local(exercise, "def double(x):\n    raise NotImplementedError('later')\n").double(1)


@pytest.mark.parametrize("error", ["OSError", "KeyError"])
def test_another_error_is_no_stub(exercise: Exercise, error: str) -> None:
    with pytest.raises(SubjectError) as caught:
        local(exercise, f"def double(x):\n    raise {error}\n").double(1)
    assert type(caught.value) is SubjectError


def test_steps_are_counted_where_they_are_asked_for_alone(exercise: Exercise) -> None:
    subject = local(exercise)
    subject.double(1)
    assert getattr(subject.calls[-1].report, "steps", None) is None
    assert subject.steps("double", 1) > 0


def test_only_the_functions_beside_the_code_can_be_handed_over(tmp_path: Path) -> None:
    beside = small_exercise(tmp_path, beside="def cubic(a):\n    return lambda x: a * x**3\n")
    function = local(beside).functions.cubic(2.0)
    assert (function.name, function.numbers) == ("cubic", (2.0,))
    with pytest.raises(AttributeError):
        local(beside).functions.quartic  # noqa: B018
    Course.here().attach()
