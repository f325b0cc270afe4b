"""What a test sees of the student's code through `subject`, and what is said where it sees nothing."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from grading.errors import NotAttemptedError, SubjectError, Wrong
from reference.kit.course import Exercise
from tests.grading.small import local


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
    with pytest.raises(SubjectError, match=r"^double\(1\) raised KeyError: 'k' \(ex91_small.py, line 5") as caught:
        subject.double(1)
    assert caught.value.types[:2] == ("KeyError", "LookupError")
    assert caught.value.trace.splitlines() == [
        "ex91_small.py, line 5, in inner: raise KeyError('k')",
        "ex91_small.py, line 2, in double: return inner(x)",
    ]


def test_an_exception_at_loading_says_that_the_file_could_not_be_loaded(exercise: Exercise) -> None:
    with pytest.raises(SubjectError, match=r"^ex91_small.py could not be loaded: it raised ZeroDivisionError"):
        local(exercise, "1 / 0\n").double(1)


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
