"""Mistakes that are the same in every exercise: the right answer spoilt in a known way, and errors of a known cause.

None is guessed. A spoilt answer is computed from the oracle's for each call of the task, and named where it is what
came back every time; an error is named where its own words leave no other cause. What is said of them stands in
`reference/kit/general.toml`.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

from grading.errors import Called
from grading.judging.comparison import agree
from grading.judging.mistake import Ask, Mistake, Spoil, Unlike
from grading.judging.other_arguments import Again, of_arguments
from grading.judging.spoilt import IN_PARTS, SPOILT, among_others, cut, each_number
from grading.judging.telling_errors import of_error
from reference.kit.catalogue import general_words

FRACTION = 1.5
"""What a number with a fraction counts, of which seven digits agree, where a whole number counts 1."""
LARGEST = 50_000
"""Numbers of a result that is still spoilt in every way: 20 ms in all."""


def recognise(
    call: Called, beside: Iterable[Called], ask: Ask, again: Again | None, is_certain: Callable[[Called], bool]
) -> Mistake | None:
    """Return the general mistake that `call` shows and that the other calls of its task, `beside`, do not contradict.

    A call for which an error is due says nothing, nor does one for which nobody knows what is right, or which may be
    answered in several ways: where it is not certain. `again` is asked about calls with other
    arguments.
    """
    others = list(beside)
    if call.raised is not None:
        return of_error(call, others, ask)
    right = ask(call)
    if right is None or right[0] != "value" or _size(right[1]) > LARGEST or agree(right[1], call.value):
        return None
    if call.value is None:
        return Mistake("returns-nothing")
    known: list[tuple[Called, Any]] | None = None
    parts = IN_PARTS if isinstance(right[1], tuple) else ()
    for mistake, spoil in itertools.chain(SPOILT, parts, of_arguments(call, again), among_others(call, right[1])):
        if not _gives(spoil, right[1], call):
            continue
        if known is None:  # the oracle is asked about other calls where there is something to ask
            due = [(other, ask(other)) for other in others if is_certain(other)]
            known = [(other, value[1]) for other, value in due if value and value[0] == "value"]
        if mistake.id == "keeps-whole-numbers" and not any(_is_spared(spoil, value, other) for other, value in known):
            continue
        seen = [(call, right[1]), *known]
        if all(_gives(spoil, value, other) for other, value in known) and _tells(mistake, spoil, seen):
            return mistake
    return None


def _gives(spoil: Spoil, right: Any, call: Called) -> bool:
    """Tell whether a call gave its right answer spoilt so, or could not give it at all."""
    if call.raised is not None:
        return True
    try:
        return agree(spoil(right, call), call.value)
    except (Unlike, TypeError, ValueError):
        return False


def _is_spared(spoil: Spoil, right: Any, call: Called) -> bool:
    """Tell whether a mistake leaves the fractions of an answer as they are."""
    try:
        return agree(spoil(right, call), right) and not agree(each_number(cut, right), right)
    except (Unlike, TypeError, ValueError):
        return False


def _tells(mistake: Mistake, spoil: Spoil, seen: list[tuple[Called, Any]]) -> bool:
    """Tell whether what a mistake made of some calls is more than chance.

    It is where other numbers than the right ones came of it, and not the same everywhere: whoever answers 0 or 1 to
    everything has not made it.
    """
    numbers: list[Any] = []
    wrong = 0.0
    for call, right in seen:
        if call.raised is None:
            spoilt, wanted = _flat(spoil(right, call)), _flat(right)
            numbers += spoilt
            differ = [one for one, two in itertools.zip_longest(spoilt, wanted) if one != two]
            wrong += sum(FRACTION if isinstance(one, float) and not one.is_integer() else 1 for one in differ)
    return wrong >= mistake.fewest and len(set(numbers)) > 1


def _flat(value: Any) -> list[Any]:
    """Return all numbers and texts of an answer in a row."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple):
        return [number for item in value for number in _flat(item)]
    return list(np.ravel(value).tolist())


def _size(value: Any) -> int:
    if isinstance(value, list | tuple):
        return sum(map(_size, value))
    if isinstance(value, dict):
        return sum(map(_size, value.values()))
    return int(np.size(value)) if isinstance(value, np.ndarray) else 1


def is_general(diagnosis: str) -> bool:
    """Tell whether a diagnosis is one of these."""
    return diagnosis in general_words()
