"""The fixture `subject`: `subject.softmax(scores)` calls the student's function through a binding."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable
from functools import partial
from typing import Any

from grading import wording
from grading.errors import NotAttemptedError, SubjectError, Wrong
from grading.results import Remark, RemarkKind
from grading.subject.calls import Binding, Call, How, LoadedSource
from grading.subject.placed import Placed
from grading.subject.remarks import failed
from grading.subject.reports import Bad, Loaded, Missing, Raised, Unsendable, Value
from grading.worker.probes import PROBES
from grading.worker.wire import TensorFunction
from reference.kit.exercise import Exercise

CHANGE = ("set_weights", "fit_batch", "call")
"""Probes after which an object may not be what it was."""


class Probes:
    """The probes as attributes. What a probe finds wrong is told as a fault of the call that gave the object."""

    def __init__(self, subject: Subject) -> None:
        self._subject = subject

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name not in PROBES:
            raise AttributeError(name)
        return partial(self._subject._probe, name)


class Catalogue:
    """The functions that are made beside the student's code, as attributes."""

    def __init__(self, names: frozenset[str]) -> None:
        self._names = names

    def __getattr__(self, name: str) -> Callable[..., TensorFunction]:
        if name not in self._names:
            raise AttributeError(name)
        return partial(TensorFunction, name)


class Subject:
    """The student's functions as attributes. Every call is noted in `calls`, the newest last."""

    def __init__(self, binding: Binding, exercise: Exercise) -> None:
        self._binding = binding
        self._exercise = exercise
        self.calls: list[Call] = []
        self._placed: list[tuple[Any, Placed]] = []

    def __getattr__(self, function: str) -> Callable[..., Any]:
        if function.startswith("_"):
            raise AttributeError(function)
        return partial(self._call, function)

    @property
    def probes(self) -> Probes:
        """What may be asked of an object that stays with the student's code: `subject.probes.describe(model)`."""
        return Probes(self)

    def place(self, model: Any) -> Any:
        """Put a copy of a Keras model of the test's beside the student's code and return its handle.

        The first call that is given the handle is noted with the model as it is now, so that a mistake can be
        recognised on this side: wrong ways run on fresh copies of it. Afterwards nobody knows what became of it.
        """
        architecture, weights = model.to_json(), model.get_weights()
        placed = self.probes.build(architecture, weights)
        self._placed.append((placed, Placed(type(model).__name__, architecture, weights)))
        return placed

    @property
    def functions(self) -> Catalogue:
        """Functions to hand over, of the exercise's `beside`: `subject.functions.cubic(1.0, 2.0, 0.0)`."""
        return Catalogue(self._exercise.functions_beside)

    def steps(self, function: str, *args: Any, **kwargs: Any) -> int:
        """Return how many lines and calls Python executes for a call: what loops cost, whatever the machine."""
        self._call(function, *args, _how="counted", **kwargs)
        call = self.calls[-1]
        if not isinstance(call.report, Value) or call.report.steps is None:
            raise Wrong(
                f"{wording.call(call)} switched off what counts its steps, or took them in a thread or a process of "
                "its own, so that nobody knows how many",
                call=call,
            )
        return call.report.steps

    def eagerly(self, function: str, *args: Any, **kwargs: Any) -> Any:
        """Call a function while TensorFlow runs step by step: few steps are done before a graph of them is traced."""
        return self._call(function, *args, _how="eagerly", **kwargs)

    def remark(self, kind: RemarkKind, text: str) -> None:
        """Note what neither points nor outcomes say, for the record."""
        self._binding.noted.append(Remark(kind, text, [self._binding.source.file]))

    def keep(self, **values: Any) -> None:
        """Leave what this test has seen, or an object that was trained, for the picture of the student's work."""
        self._binding.kept.update(values)

    @property
    def kept(self) -> dict[str, Any]:
        """What the exercise's tests left for its picture; empty where none has run before."""
        return self._binding.kept

    def forget(self) -> None:
        """Let go of all calls and of the objects that they gave: the test is over.

        Once something was left for the picture, the objects stay until the run is over.
        """
        self.calls.clear()
        self._placed.clear()
        if not self.kept:
            self._binding.forget()

    def _call(self, function: str, *args: Any, _how: How = "plainly", **kwargs: Any) -> Any:
        call = Call(function, tuple(map(self._noted, args)), {name: self._noted(kwargs[name]) for name in kwargs})
        self._let_go(*args, *kwargs.values())
        self.calls.append(call)
        call.report = self._binding.call(function, args, kwargs, how=_how)
        self._raise_if_bad(call)
        return call.value

    def _probe(self, name: str, *args: Any, **kwargs: Any) -> Any:
        if name in CHANGE:
            self._let_go(*args)
        report = self._binding.call(name, args, kwargs, probe=True)
        if isinstance(report, Value):
            return report.value
        if isinstance(report, Bad):
            self._raise_if_bad(Call(name, args, kwargs, report))  # a test may place a model before its first call
        call = next((call for call in reversed(self.calls) if args and call.value is args[0]), self._newest())
        if isinstance(report, Raised) and report.types[0] == "ProbeError":
            raise Wrong(f"{wording.call(call)} {report.text}", call=call)
        if isinstance(report, Raised):
            what = f"{report.types[0]}: {report.text}"
        else:
            what = report.text if isinstance(report, Unsendable) else ""
        raise SubjectError(
            f"what {wording.call(call)} returned cannot be asked to {name.replace('_', ' ')}: {what}",
            types=(),
            text=what,
        )

    def _noted(self, value: Any) -> Any:
        """Return what stands for a value in a noted call: for a placed model the test's own."""
        return next((ours for placed, ours in self._placed if placed is value), value)

    def _let_go(self, *values: Any) -> None:
        """Forget which models of the test's these are: whoever is given them may change them."""
        self._placed = [pair for pair in self._placed if not any(pair[0] is value for value in values)]

    def _newest(self) -> Call:
        return self.calls[-1] if self.calls else Call("the module", (), {})

    def _raise_if_bad(self, call: Call) -> None:
        report, source = call.report, self._binding.source
        match report:
            case Bad(outcome=outcome, text=text):
                kind = NotAttemptedError if outcome == "not attempted" else SubjectError
                raise kind(text, reason="whole file")
            case Missing():
                raise SubjectError(missing(call.function, source, report))
            case Unsendable(text=text):
                raise Wrong(f"{wording.call(call)} returned something that cannot be compared: {text}")
            case Raised():
                raise raised(call, report, source, self._binding.told)
        if call.changed:
            parameters = self._exercise.oracle(call.function)
            names = ", ".join(wording.argument(name, parameters) for name in call.changed)
            raise Wrong(
                f"{wording.call(call)} changed its argument {names} in place. "
                "Whoever called you still needs it: work on a copy, or write an expression that makes a new array.",
                diagnosis="changes-its-argument",
                call=call,
            )


def raised(call: Call, report: Raised, source: LoadedSource, told: Loaded | None = None) -> SubjectError:
    """Describe an exception of the student's code, the last line first."""
    types, text, frames = tuple(report.types), report.text, report.frames
    if types[0] == "NotImplementedError":
        return NotAttemptedError(text or f"{call.function}: not written yet", types=types, text=text)
    where = ""
    if frames:
        where = f" ({source.place(frames[-1].line)}: `{frames[-1].code}`)"
    what = types[0] + (f": {text}" if text else "")
    trace = "\n".join(f"{source.place(f.line)}, in {f.function}: {f.code}" for f in reversed(frames))
    what += where + (_never_made(text, source, told) if types[0] == "NameError" else "")
    return SubjectError(f"{wording.call(call)} raised {what}", types=types, text=text, trace=trace, call=call)


def _never_made(text: str, source: LoadedSource, told: Loaded | None) -> str:
    """Say of a name that is not defined where it would have been."""
    names = re.findall(r"^name '(\w+)' is not defined", text)
    parts = [part for part in told.failed if set(names) & set(part.names)] if told else []
    return f". {names[0]} is missing because of what went wrong before: {failed(source, parts[0])}" if parts else ""


def missing(function: str, source: LoadedSource, report: Missing) -> str:
    """Say that a function is not there, and why: what makes it failed, or another one may have been meant."""
    part = next((part for part in report.failed if {function, "*"} & set(part.names)), None)
    if part is not None:
        makes_it = "its cell" if source.cells else "what makes it"
        return f"{source.file} has no function {function}, because {makes_it} failed: {failed(source, part)}"
    near = difflib.get_close_matches(function, report.functions, n=1)
    hint = f" It has {near[0]}: was it renamed?" if near else " Was it deleted or renamed?"
    return f"{source.file} has no function {function}.{hint}"
