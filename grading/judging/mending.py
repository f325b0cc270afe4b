"""Finds the one change to a student's function that makes all its answers right: there is the mistake.

Where no known mistake explains what came back, single changes to the student's own code are tried, beside it and
behind the same walls, on the calls that the tests have made. What makes every one of them right names the place, and
by its kind the mistake. Where another, as likely, of another kind and in another line, would do as well, nobody knows
which was meant, and nothing is said. No mark hangs on it.
"""

from __future__ import annotations

import functools
import itertools
import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np

from grading.errors import Called
from grading.judging.comparison import agree
from grading.judging.diagnosis import can_be_tried, only_answer
from grading.judging.edits import Edit, edits
from grading.judging.mistake import Ask, Mistake, Outcome
from grading.subject.calls import Binding, LoadedSource
from grading.worker.trying import Came
from reference.kit.exercise import Exercise

Try = Callable[[Sequence[str], Sequence[Called]], list[list[Came]]]
"""Gives what versions of the function give for calls."""

SECONDS = 0.5
"""Of the processor for the changes that are tried at once: most take a thousandth of a second."""
TOGETHER = 150
"""Changes that are tried at once."""
CALLS = 24
"""Calls that a change is tried on; those that went wrong first."""
FITTING = 12
"""Changes that make the first call right and are tried on all others."""
LARGEST = 20_000
"""Numbers of the arguments of a call that is tried on."""
ASKING_SECONDS = 5.0
"""Of the processor for what is right: an oracle that trains answers a few calls, and no change to such code is tried
anyway."""
FEWEST = 2
"""Calls with an answer that must be known: one can be made right by chance."""


def one_change(
    binding: Binding, exercise: Exercise, function: str, calls: Iterable[Called], seconds: float = ASKING_SECONDS
) -> Mistake | None:
    """Return the mistake that one change to a student's function takes back, tried where its `calls` were made.

    What is right for these is asked for so many seconds of the processor.
    """
    tasks = {task.name for task in exercise.tasks} - {function}

    def attempt(texts: Sequence[str], given: Sequence[Called]) -> list[list[Came]]:
        return binding.tried(function, texts, given, SECONDS)

    try:
        known = [call for call in calls if can_be_tried(call)]
        ask = _for_a_while(functools.partial(only_answer, exercise), min(seconds, ASKING_SECONDS))
        return mended(binding.source, function, tasks, known, ask, attempt)
    except Exception:  # noqa: BLE001 -- a message may lose a sentence by it, never a result
        return None


def _for_a_while(ask: Ask, seconds: float) -> Ask:
    """Return what asks until so many seconds of the processor are over, and knows nothing after them."""
    end = time.process_time() + seconds

    def asked(call: Called) -> Outcome | None:
        return ask(call) if time.process_time() < end else None

    return asked


def mended(
    source: LoadedSource, function: str, tasks: set[str], calls: Sequence[Called], ask: Ask, attempt: Try
) -> Mistake | None:
    """Return the mistake that one change to `function` takes back; None where no single change makes all right.

    `calls` are those that the tests have made, with what came of them; `ask` gives what is right for each, None where
    it may be answered in several ways. Calls that should have ended in an error say something only where there is
    no other: an error that is due and does not come is a mistake of its own.
    """
    small = sorted((call for call in calls if _size(call) <= LARGEST), key=_size)
    known = [(call, right) for call in small if (right := ask(call)) is not None]
    wrong = [(call, right) for call, right in known if not _is(_outcome(call), right)]
    of_value = [(call, right) for call, right in wrong if right[0] == "value"]
    asked = of_value or wrong
    if not asked or len(known) < FEWEST or all(right[1] is None for _, right in known):
        return None  # where nothing is to come back, whatever keeps the code from failing would do
    first = asked[0]
    fine = [pair for pair in known if _is(_outcome(pair[0]), pair[1])]
    rest = asked[1 : 1 + CALLS // 2]
    rest += _spread(fine, CALLS - len(rest))
    changes = edits(source, function, tasks)
    while some := list(itertools.islice(changes, TOGETHER)):
        all_came = attempt([one.text for one in some], [first[0]])
        fitting = [one for one, came in zip(some, all_came, strict=False) if came and _came_right(came[0], first[1])]
        found = _right_for_all(fitting[:FITTING], rest, attempt)
        if found:
            likeliest = found[0]
            if any(_would_do_as_well(other, likeliest) for other in found):
                return None
            return Mistake(likeliest.kind, _words_of(likeliest, source))
        if len(all_came) < len(some):
            return None  # there was no time for more
    return None


def _would_do_as_well(other: Edit, likeliest: Edit) -> bool:
    """Tell whether another change, as likely as the first, is of another kind and in another place."""
    return other.rank == likeliest.rank and other.kind != likeliest.kind and other.line != likeliest.line


def _words_of(change: Edit, source: LoadedSource) -> dict[str, str]:
    """Return what fills the words about a change; lines are told as a student knows them."""
    other = {"line": source.place(int(change.fields["line"]))} if "line" in change.fields else {}
    return {**change.fields, **other, "place": source.place(change.line), "code": change.code}


def _right_for_all(fitting: list[Edit], calls: list[tuple[Called, Outcome]], attempt: Try) -> list[Edit]:
    """Return the changes that make all calls right."""
    if not fitting:
        return []
    all_came = attempt([one.text for one in fitting], [call for call, _ in calls])
    return [
        change
        for change, came in zip(fitting, all_came, strict=False)
        if len(came) == len(calls)
        and all(_came_right(*pair) for pair in zip(came, (right for _, right in calls), strict=True))
    ]


def _spread(pairs: list[tuple[Called, Outcome]], count: int) -> list[tuple[Called, Outcome]]:
    """Return so many at most, from all over the list."""
    step = max(1, -(-len(pairs) // max(count, 1)))
    return pairs[::step]


def _outcome(call: Called) -> Outcome:
    return ("raised", call.raised) if call.raised is not None else ("value", call.value)


def _is(got: Outcome, right: Outcome) -> bool:
    if got[0] != right[0]:
        return False
    return got[1][0] == right[1][0] if got[0] == "raised" else _same(got[1], right[1])


def _same(got: Any, right: Any) -> bool:
    """Tell whether results agree in numbers, and in whether they are arrays."""
    return isinstance(got, np.ndarray) == isinstance(right, np.ndarray) and agree(got, right)


def _came_right(came: Came, right: Outcome) -> bool:
    """Tell whether what a changed version gave is right; whatever a worker sends may be anything."""
    if len(came) != 2 or type(came[0]) is not str or came[0] != right[0]:
        return False
    if came[0] == "raised":
        return type(came[1]) is str and came[1] == right[1][0]
    return _same(came[1], right[1])


def _size(call: Called) -> int:
    return _count((*call.args, *call.kwargs.values()))


def _count(value: Any) -> int:
    if isinstance(value, dict):
        return sum(map(_count, value.values()))
    if isinstance(value, list | tuple):
        return sum(map(_count, value))
    return int(np.size(value)) if isinstance(value, np.ndarray) else 1
