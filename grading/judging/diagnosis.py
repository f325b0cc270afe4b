"""Recognises a misconception: runs the catalogued wrong ways on the same arguments, and on those of other calls.

Each way runs on copies: of arrays, and of models that a test placed beside the student's code.
"""

from __future__ import annotations

import contextlib
import functools
import io
import time
import warnings
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

import numpy as np

from grading.errors import Called
from grading.judging.comparison import agree
from grading.judging.general import is_general, recognise
from grading.judging.mistake import Mistake
from grading.judging.other_arguments import Again
from grading.judging.telling_errors import is_of_arrays_alone, of_error
from grading.subject.placed import Placed
from grading.worker.student import text_of
from grading.worker.wire import TensorFunction, copied
from reference.kit.catalogue import Variant
from reference.kit.exercise import Exercise

NETWORK = 1e-3, 1e-6
"""Relative and absolute tolerance where a model takes part. Sums over 90,000 pixels leave 1e-5 in float32, behind a
softmax 3e-3 of a probability of 1e-20, where nobody looks; two ways that differ do so by 1e-2."""
EXACT = None, 0.0
"""Tolerances where none does: those of the numbers' own precision."""
LOOSE = 1e-3
"""Relative tolerance between right ways, some of which compute in float32."""
LARGEST_MODEL = 2_000_000
"""Numbers of a model's weights that are still copied for every wrong way: 20 ms each; VGG16 has 15 million."""
MODEL_SECONDS = 10.0
"""Of the processor; then no further way is tried on a model. Ways that train take a second, others some ms."""


@dataclass
class Patience:
    """What a run of an exercise may still take for naming mistakes where wrong ways train, and which it has named."""

    left: float = np.inf
    """Seconds of the processor."""
    named: list[str] = field(default_factory=list)
    """Misconceptions: after those that a test was written for, what was made once is looked for first."""
    _told: dict[tuple[str, str, int], tuple[Called, bool]] = field(default_factory=dict)

    def once(self, question: str, variant: Variant, call: Called, answer: Callable[[], bool]) -> bool:
        """Return the answer to a question about a misconception and a call, which is found out once in a run."""
        key = question, variant.id, id(call)
        if key not in self._told:
            self._told[key] = call, answer()  # as long as the call is kept, its id is no other's
        return self._told[key][1]


def diagnose(
    exercise: Exercise, call: Called, test: str, others: Iterable[Called] = (), patience: Patience | None = None
) -> Variant | Mistake | None:
    """Return the misconception that gives what `call` gave, where the oracle gives something else.

    The exercise's own go first, then those that are the same in every exercise.

    One call is no proof: two mistakes may give the same once. So it must also give what `others`, calls of the same
    task, gave; what it cannot be asked about does not count. Where several do, the one that `test` was written to
    reject goes first. Where objects that stay with the student's code take part, only an error's own words are: such
    objects cannot be compared, and running the wrong ways would change them. A model that the test placed is no such
    object: every way is given a copy of it.
    """
    beside = [other for other in others if other is not call and other.function == call.function and is_data(other)]
    patience = patience or Patience()
    for variant in _candidates(exercise, call, test, patience):
        if all(
            patience.once("explains", variant, other, functools.partial(_explains, exercise, variant, other))
            for other in beside
        ):
            patience.named.append(variant.id)
            return variant
    ask = functools.partial(_right, exercise)
    if not is_data(call) or any(map(_models, [call, *beside])):
        return of_error(call, [], ask)
    # what trains is not run with other arguments
    again = None if exercise.is_heavy else Again.of(exercise.oracle(call.function), ask)
    return recognise(call, beside, ask, again, functools.partial(_is_certain, exercise))


def is_what_one_gave(exercise: Exercise, call: Called, diagnosis: str, patience: Patience) -> bool:
    """Tell whether a misconception that goes by `diagnosis` gives what `call` gave, or it is a general one."""
    return is_general(diagnosis) or any(
        variant.recognised_as == diagnosis for variant in _candidates(exercise, call, "", patience)
    )


def is_data(call: Called) -> bool:
    """Tell whether the catalogue's functions can be asked about a call: all in it is plain data, or stands for it."""
    return all(_is_plain(value) for value in (*call.args, *call.kwargs.values(), call.value))


def can_be_tried(call: Called) -> bool:
    """Tell whether a call can be made again on other code: nothing that stays elsewhere takes part, and no model."""
    return is_data(call) and not _models(call)


def only_answer(exercise: Exercise, call: Called) -> tuple[str, Any] | None:
    """Return the one right outcome of a call; None where there are several, or nobody knows."""
    return _right(exercise, call) if _is_certain(exercise, call) else None


def is_right(exercise: Exercise, call: Called) -> bool:
    """Tell whether a call gave what the oracle gives."""
    right = _right(exercise, call) if is_data(call) else None
    return right is not None and _same(_reported(call), right, EXACT)


def _candidates(exercise: Exercise, call: Called, test: str, patience: Patience) -> Iterator[Variant]:
    """Yield the misconceptions that give what this one call gave."""
    if not is_data(call):
        return
    models = _models(call)
    if sum(model.size for model in models) > LARGEST_MODEL or (exercise.is_heavy and patience.left <= 0):
        return
    begin, within = time.process_time(), NETWORK if models else EXACT
    end = begin + min(MODEL_SECONDS if models else np.inf, patience.left if exercise.is_heavy else np.inf)
    right, got = functools.cache(lambda: _right(exercise, call)), _reported(call)  # the oracle may train, too

    def gives_it(variant: Variant) -> bool:
        wrong = _outcome(variant.function, call)
        if wrong is None or not _same(wrong, got, within):
            return False
        known = right()
        return known is None or not _same(wrong, known, within)

    try:
        for variant in sorted(
            exercise.misconceptions, key=lambda v: (v.rejected_by != test, v.id not in patience.named)
        ):
            if variant.task != call.function:
                continue
            if time.process_time() > end:
                return
            if patience.once("gives", variant, call, functools.partial(gives_it, variant)):
                yield variant
    finally:
        patience.left -= time.process_time() - begin


def _explains(exercise: Exercise, variant: Variant, call: Called) -> bool:
    """Tell whether a misconception gives what another call gave, as far as that call can tell.

    A call that has several right answers says nothing, nor does one with a list where the code is written for arrays
    alone, which is another mistake.
    """
    return is_of_arrays_alone(call) or _would_give(exercise, variant, call) or not _is_certain(exercise, call)


def _would_give(exercise: Exercise, variant: Variant, call: Called) -> bool:
    """Tell whether a misconception gives what a call gave.

    An error that is due and does not come is another mistake: it says nothing about this one.
    """
    within = NETWORK if _models(call) else EXACT
    right = _outcome(exercise.oracle(call.function), call)
    if right is not None and right[0] == "raised":
        return True
    wrong, got = _outcome(variant.function, call), _reported(call)
    if wrong is None or wrong[0] != got[0]:
        return wrong is None
    return wrong[1][0] == got[1][0] if wrong[0] == "raised" else agree(wrong[1], got[1], *within)


def _right(exercise: Exercise, call: Called) -> tuple[str, Any] | None:
    return _outcome(exercise.oracle(call.function), call)


def _is_certain(exercise: Exercise, call: Called) -> bool:
    """Tell whether a call has one right answer: whether all right ways that answer it agree with the oracle.

    Ways that may train for a while are not asked, nor is anybody where chance takes part: all answer differently then.
    """
    if exercise.is_heavy or any(
        isinstance(value, np.random.Generator) for value in (*call.args, *call.kwargs.values())
    ):
        return True
    right = _right(exercise, call)
    if right is None or right[0] == "raised":
        return True
    ways = [way.function for way in exercise.other_ways if way.task == call.function]
    given = [outcome for way in ways if (outcome := _outcome(way, call)) is not None]
    return all(kind == "raised" or agree(value, right[1], LOOSE) for kind, value in given)


def _models(call: Called) -> list[Placed]:
    return [value for value in (*call.args, *call.kwargs.values()) if isinstance(value, Placed)]


def _is_plain(value: Any) -> bool:
    """Tell whether a value is plain data, a test's own function or model, not an object that stays elsewhere."""
    if isinstance(value, list | tuple):
        return all(_is_plain(item) for item in value)
    if isinstance(value, dict):
        return all(_is_plain(item) for item in value.values())
    homes = {kind.__module__.partition(".")[0] for kind in type(value).__mro__}
    return homes <= {"builtins", "numpy", "functools", "tests"} or isinstance(value, Placed | TensorFunction | PurePath)


def _fresh(value: Any) -> Any:
    """Return what a wrong way is given for what is no plain data."""
    return value.built() if isinstance(value, Placed) else value


def _reported(call: Called) -> tuple[str, Any]:
    return ("raised", call.raised) if call.raised is not None else ("value", call.value)


def _outcome(function: Callable[..., Any] | None, call: Called) -> tuple[str, Any] | None:
    """Return ("value", result) or ("raised", name of the error); None where it cannot be run."""
    if function is None:
        return None
    try:
        args, kwargs = copied(call.args, _fresh), copied(call.kwargs, _fresh)
        with warnings.catch_warnings(), np.errstate(all="ignore"), contextlib.redirect_stdout(io.StringIO()):
            warnings.simplefilter("ignore")
            return "value", function(*args, **kwargs)
    except Exception as error:  # noqa: BLE001 -- a wrong way may fail in any way
        return "raised", (type(error).__name__, text_of(error))


def _same(one: tuple[str, Any], other: tuple[str, Any], within: tuple[float | None, float]) -> bool:
    if one[0] != other[0]:
        return False
    return one[1] == other[1] if one[0] == "raised" else agree(one[1], other[1], *within)
