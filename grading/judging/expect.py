"""The fixture `expect`: compares a student's result with what is right, and says what is wrong in words."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NoReturn

import numpy as np

from grading import wording
from grading.errors import NotAttemptedError, Said, SubjectError, Wrong
from grading.judging.comparison import mismatch
from grading.judging.diagnosis import Patience, diagnose
from grading.judging.expect_dataset import AboutDatasets
from grading.subject.calls import Call
from grading.subject.proxy import Subject
from grading.subject.second import Second
from grading.worker.wire import Handle
from reference.kit.catalogue import Variant, recognised_as
from reference.kit.exercise import Exercise


class Caught:
    """What `expect.raises` saw: the exception's own message, for `expect.mentions`."""

    text = ""


class Expect(AboutDatasets):
    """Assertions whose messages name the call, what came back, what was expected and, if known, the mistake."""

    def __init__(
        self,
        subject: Subject,
        exercise: Exercise,
        test: str,
        patience: Patience | None = None,
        second: Second | None = None,
    ) -> None:
        super().__init__(subject, second or Second(exercise, None))
        self._patience = patience
        self._test = test
        self._exercise = exercise
        self.figure: float | None = None
        """What the test measured, such as an accuracy."""

    def close(
        self,
        got: Any,
        want: Any,
        *,
        rtol: float | None = None,
        why: str = "",
        mistakes: Mapping[str, Any] | None = None,
    ) -> None:
        """Fail unless `got` has the shape and, at the coarser's precision, the numbers of `want`.

        `want` is an array, a number, or a list, tuple or dict of such. `why` is added to the message: what the
        right value follows from, or a question that leads there. `mistakes` says what known mistakes would have
        given, by the misconception's id: where `got` is that, it is named. Raises LookupError for an unknown id.
        """
        call = self._call_that_gave(got)
        known = {name: self._catalogued(name) for name in mistakes or {}}
        problem = self._difference(got, want, rtol)
        if not problem:
            return
        for name, wrong in (mistakes or {}).items():
            if not self._difference(got, wrong, rtol):
                says, diagnosis = known[name]
                self._fail(call, problem, why, diagnosis, says)
        self._fail(call, problem, why)

    def alike(self, got: Any, want: Any, *, rtol: float | None = None) -> bool:
        """Tell whether `close` would pass."""
        return not self._difference(got, want, rtol)

    def no_known_mistake(self, got: Any, want: Any) -> None:
        """Fail if `got` is what a misconception gives for the call's arguments, and `want` is something else.

        For a test that goes on to judge loosely, since there are many right ways: none of the known wrong ones passes.
        """
        problem = self._difference(got, want, None)
        call = self._call_that_gave(got)
        known = diagnose(self._exercise, call, self._test, self._subject.calls) if problem and call else None
        if call is not None and isinstance(known, Variant) and known.recognised_as:
            self._fail(call, problem, "", known.recognised_as, known.says)

    def equal(self, got: Any, want: Any, *, why: str = "") -> None:
        """Fail unless `got` is exactly `want`: whole numbers, texts, names, and lists or tuples of such."""
        call = self._call_that_gave(got)
        if type(want) is tuple and type(got) is list:
            got = tuple(got)
        if isinstance(got, Handle) or got is None or not _plainly_equal(got, want):
            returned, expected = wording.apart(got, want)
            self._fail(call, f"returned {returned}; expected {expected}", why)

    def array(self, got: Any, shape: tuple[int, ...] | None = None, *, why: str = "") -> np.ndarray:
        """Fail unless `got` is an array of numbers (of `shape`); return it, so that a test can go on with it."""
        call = self._call_that_gave(got)
        problem = self._not_an_array(got, shape)
        if problem:
            self._fail(call, problem, why)
        return np.asarray(got)

    def number(self, got: Any, *, why: str = "") -> float:
        """Fail unless `got` is one finite number; return it as a float."""
        call = self._call_that_gave(got)
        if not _is_number(got):
            self._fail(call, f"returned {wording.kind(got)}; expected one number", why)
        if not np.isfinite(float(got)):
            self._fail(call, f"returned {wording.number(float(got))}; expected a finite number", why)
        return float(got)

    def sequence(self, got: Any, length: int | None = None, *, of: str = "results", why: str = "") -> list[Any]:
        """Fail unless `got` is a list or tuple (with `length` entries); return it as a list."""
        call = self._call_that_gave(got)
        if type(got) not in (list, tuple) and not (isinstance(got, np.ndarray) and got.ndim):
            self._fail(call, f"returned {wording.kind(got)}; expected a list of {of}", why)
        if length is not None and len(got) != length:
            self._fail(call, f"returned {len(got)} {of}; expected {length}", why)
        return list(got)

    def that(
        self,
        condition: Any,
        message: str,
        *,
        diagnosis: str | None = None,
        mistakes: Mapping[str, Any] | None = None,
    ) -> None:
        """Fail with `message` unless `condition`. The message follows the newest call: "softmax(...) " + message.

        `diagnosis` is the id of a misconception, where only it can have led here. `mistakes` says of several whether
        they show in what came back: one that does so alone is the diagnosis. Raises LookupError for an id there that
        is unknown.
        """
        named = {name: self._catalogued(name)[1] for name in mistakes or {}}
        if not (bool(np.all(condition)) if isinstance(condition, np.ndarray) else bool(condition)):
            show = [named[name] for name, shows in (mistakes or {}).items() if shows]
            self._fail(self._newest(), message, "", diagnosis or (show[0] if len(show) == 1 else None))

    def unless(self, wrong: Any, misconception: str, more: str = "") -> None:
        """Fail if `wrong`, with what the catalogue says of this misconception, and `more` on a line of its own.

        Raises LookupError, whether or not anything is wrong, where the exercise's catalogue has no such misconception.
        """
        says, diagnosis = self._catalogued(misconception)
        if bool(np.any(wrong)) if isinstance(wrong, np.ndarray) else bool(wrong):
            self._raise(self._newest(), says + (f"\n{more}" if more else ""), diagnosis)

    def wrong_ways(self, *names: str) -> dict[str, Callable[..., Any]]:
        """Return wrong ways of the catalogue by id, for a test that runs them on something that only it has.

        A students' copy has no code of them: then there are none. Raises KeyError for an unknown id.
        """
        known = {wrong.id: wrong.function for wrong in self._exercise.misconceptions}
        return {name: known[name] for name in names} if known else {}

    def fail(self, message: str, *, diagnosis: str | None = None) -> NoReturn:
        """Fail with `message`, which follows the newest call."""
        self._fail(self._newest(), message, "", diagnosis)

    def no_warning(self, *, why: str = "", diagnosis: str | None = None) -> None:
        """Fail if the newest call gave a RuntimeWarning: a task that promises stability may not overflow on the way."""
        call = self._newest()
        for category, text in call.warnings if call else []:
            if category == "RuntimeWarning":
                self._fail(
                    call, f"gave the warning {text!r}: a number on the way left the range of floats", why, diagnosis
                )

    @contextlib.contextmanager
    def raises(self, *types: type[Exception], mentions: tuple[Any, ...] = (), why: str = "") -> Iterator[Caught]:
        """Fail unless the call inside raises one of `types` and its message contains every one of `mentions`."""
        wanted = " or ".join(kind.__name__ for kind in types)
        caught = Caught()
        before = len(self._subject.calls)
        try:
            yield caught
        except NotAttemptedError:
            raise
        except SubjectError as error:
            if not error.types:
                raise
            if not {kind.__name__ for kind in types} & set(error.types):
                error.args = (_sentences(f"{error.args[0]}; expected {_article(wanted)}", why),)
                raise
            caught.text = error.text
        else:
            if len(self._subject.calls) == before:
                raise RuntimeError("expect.raises saw no call of the subject")
            call = self._newest()
            got = wording.value(call.value) if call else ""
            self._fail(call, f"returned {got}; expected {_article(wanted)}", why)
        absent = [str(word) for word in mentions if str(word) not in caught.text]
        if absent:
            self._fail(
                self._newest(),
                f"raised the right error, but its message {caught.text!r} does not mention {' and '.join(absent)}",
                why,
            )

    def measured(self, value: float) -> float:
        """Record what the test measured, such as an accuracy, and return it."""
        self.figure = float(value)
        return self.figure

    def reaches(self, got: float, threshold: str, *, why: str = "", diagnosis: str | None = None) -> None:
        """Record the accuracy `got` and fail unless it reaches the calibrated `threshold`, such as "ex05.digits"."""
        known = self._exercise.thresholds[threshold]
        if not self.measured(got) >= known.needed:  # nan reaches nothing
            message = f"What was trained did not learn enough. Accuracy: {known.explain(got)}"
            raise Wrong(_sentences(message, why), diagnosis=diagnosis, call=self._newest())

    def _newest(self) -> Call | None:
        return self._subject.calls[-1] if self._subject.calls else None

    def _call_that_gave(self, got: Any) -> Call | None:
        """Return the newest call that returned this very object, else the newest one."""
        for call in reversed(self._subject.calls):
            if call.value is got:
                return call
        return self._newest()

    def _fail(
        self, call: Call | None, problem: str, why: str, diagnosis: str | None = None, mistake: str = ""
    ) -> NoReturn:
        """Fail with a problem of a call.

        `mistake` is what is said of the known mistake `diagnosis`; where there is no `diagnosis`, one is looked for.
        """
        if call is None:
            raise Wrong(_sentences(problem, why), diagnosis=diagnosis)
        said = Said(call, wording.call(call), problem, why)
        by_value = bool(mistake) or diagnosis is None
        if diagnosis is None and not mistake:
            known = diagnose(self._exercise, call, self._test, self._subject.calls, self._patience)
            if known is not None:
                diagnosis, mistake = known.recognised_as or None, known.says
        raise Wrong(said.message(mistake), diagnosis=diagnosis, call=call, said=said if by_value else None)

    def _raise(self, call: Call | None, problem: str, diagnosis: str | None) -> NoReturn:
        raise Wrong(f"{wording.call(call)} {problem}" if call else problem, diagnosis=diagnosis, call=call)

    def _catalogued(self, misconception: str) -> tuple[str, str | None]:
        """Return what is said of a misconception and the diagnosis it goes by. Raises LookupError for an unknown one.

        The more general name of several is known too; said is then what the first of them says.
        """
        words = self._exercise.words
        for name, known in words.items():
            if misconception in (name, known.goes_by) and (name == misconception or misconception not in words):
                return known.says, recognised_as(name, known) or None
        raise LookupError(f"{self._exercise.words_file} says nothing of {misconception!r}")

    def _difference(self, got: Any, want: Any, rtol: float | None) -> str:
        """Say how `got` differs from `want`; "" where it does not. A nested place is written [0]['name']."""
        if isinstance(want, dict):
            if type(got) is not dict:
                return f"returned {wording.kind(got)}; expected a dict with the keys {', '.join(map(repr, want))}"
            if set(got) != set(want):
                return f"returned the keys {sorted(map(str, got))}; expected {sorted(map(str, want))}"
            pairs = [(f"[{key!r}]", got[key], want[key]) for key in want]
        elif isinstance(want, list | tuple):
            if type(got) not in (list, tuple):
                return f"returned {wording.kind(got)}; expected a {type(want).__name__} of {wording.entries(len(want))}"
            if len(got) != len(want):
                here, right = wording.entries(len(got)), wording.entries(len(want))
                return f"returned a {type(got).__name__} of {here}; expected {right}"
            pairs = [(f"[{i}]", a, b) for i, (a, b) in enumerate(zip(got, want, strict=True))]
        else:
            return self._array_difference(got, np.asarray(want), rtol)
        for where, one, other in pairs:
            if isinstance(other, str):
                problem = "" if one == other else f"returned {wording.value(one)}; expected {other!r}"
            else:
                problem = self._difference(one, other, rtol)
            if problem:
                nested = problem.startswith("at [")
                return f"at {where}{problem.removeprefix('at ')}" if nested else f"at {where}: {problem}"
        return ""

    def _array_difference(self, got: Any, want: np.ndarray, rtol: float | None) -> str:
        problem = self._not_an_array(got, want.shape)
        if problem:
            return problem
        array = np.asarray(got)
        wrong = mismatch(array, want, rtol)
        if not wrong.any():
            return ""
        if want.size <= wording.SMALL_ARRAY:
            returned, expected = wording.apart(array, want)
            return f"returned {returned}; expected {expected}"
        first = tuple(int(i) for i in np.argwhere(wrong)[0])
        place = ", ".join(map(str, first))
        gave, expected = wording.apart(array[first], want[first])
        return (
            f"is wrong in {int(wrong.sum())} of {wrong.size} places, first at [{place}]: "
            f"it gave {gave}, expected {expected}"
        )

    def _not_an_array(self, got: Any, shape: tuple[int, ...] | None) -> str:
        """Say why `got` is no array of numbers of this shape; "" where it is one."""
        if got is None:
            return "returned None: is the `return` missing?"
        if shape == () and _is_number(got):
            return ""
        if not isinstance(got, np.ndarray | np.generic):
            expected = "one number" if shape == () else "a NumPy array" + (f" of shape {shape}" if shape else "")
            return f"returned {wording.kind(got)}; expected {expected}"
        if got.dtype.kind not in "biufc":
            return f"returned {'texts' if got.dtype.kind in 'US' else 'objects'} of dtype {got.dtype}; expected numbers"
        if got.dtype.kind == "c" or (got.dtype.kind == "f" and got.dtype.itemsize < 4):
            return f"returned numbers of dtype {got.dtype}; expected float32 or float64"
        if shape is not None and got.shape != shape:
            return f"returned an array of shape {got.shape}; expected shape {shape}"
        return ""


def _sentences(first: str, second: str) -> str:
    """Join two sentences; the first gets a full stop where it has no end of its own."""
    return first + ("" if first.endswith(("?", ".", "!")) else ".") * bool(second) + (f" {second}" if second else "")


def _article(word: str) -> str:
    return f"{'an' if word[0] in 'AEIOUaeiou' else 'a'} {word}"


def _is_number(value: Any) -> bool:
    return type(value) in (bool, int, float) or (
        isinstance(value, np.ndarray | np.generic) and value.ndim == 0 and value.dtype.kind in "biuf"
    )


def _plainly_equal(got: Any, want: Any) -> bool:
    if isinstance(want, list | tuple):
        return (
            type(got) in (list, tuple)
            and len(got) == len(want)
            and all(_plainly_equal(a, b) for a, b in zip(got, want, strict=True))
        )
    if isinstance(want, str):
        return type(got) is str and got == want
    if isinstance(want, bool | int | float):
        return _is_number(got) and float(got) == float(want)
    return type(got) is type(want) and bool(got == want)
