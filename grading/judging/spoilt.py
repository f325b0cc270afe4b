"""What mistakes of every exercise make of a right answer."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from grading.errors import Called
from grading.judging.mistake import FEW, Mistake, Spoil, Unlike


def _numbers(change: Callable[[Any], Any]) -> Spoil:
    """Return what changes all numbers of an answer."""

    def spoil(right: Any, _call: Called) -> Any:
        return each_number(change, right)

    return spoil


def each_number(change: Callable[[Any], Any], right: Any) -> Any:
    """Return an answer with all its numbers changed, in whatever they stand. Raises `Unlike` where there are others."""
    if isinstance(right, list | tuple):
        return type(right)(each_number(change, item) for item in right)
    if isinstance(right, dict):
        return {key: each_number(change, item) for key, item in right.items()}
    if isinstance(right, str):
        return right
    numbers = np.asarray(right)
    if numbers.dtype.kind not in "biuf":
        raise Unlike
    return change(numbers.astype(float))


def _array(change: Callable[[np.ndarray], Any], least: int = 1, most: int = 9) -> Spoil:
    """Return what changes an answer that is one array of so many axes."""

    def spoil(right: Any, _call: Called) -> Any:
        if not isinstance(right, np.ndarray) or not least <= right.ndim <= most:
            raise Unlike
        return change(right)

    return spoil


def cut(right: np.ndarray) -> np.ndarray:
    """Return numbers without what stands behind their points."""
    with np.errstate(all="ignore"):
        return np.asarray(np.trunc(right))


def _cut_where(whole: int, part: int | None = None) -> Spoil:
    """Cut off what stands behind the point where argument `whole` holds whole numbers; `part` of a tuple alone."""

    def spoil(right: Any, call: Called) -> Any:
        if len(call.args) <= whole or not _is_whole(call.args[whole]):
            return right
        if part is None:
            return each_number(cut, right)
        if not isinstance(right, tuple) or part >= len(right):
            raise Unlike
        return tuple(each_number(cut, item) if i == part else item for i, item in enumerate(right))

    return spoil


def _is_whole(value: Any) -> bool:
    if isinstance(value, list | tuple):
        return bool(value) and all(map(_is_whole, value))
    return np.asarray(value).dtype.kind in "iub"


def _exchanged(order: tuple[int, ...]) -> Spoil:
    def spoil(right: Any, _call: Called) -> Any:
        if not isinstance(right, tuple) or len(right) != len(order):
            raise Unlike
        return tuple(right[i] for i in order)

    return spoil


def _alone(place: int) -> Spoil:
    def spoil(right: Any, _call: Called) -> Any:
        if not isinstance(right, tuple) or not 1 < len(right) <= FEW or place >= len(right):
            raise Unlike
        return right[place]

    return spoil


def _by_rows(power: int) -> Spoil:
    """Multiply or divide by the number of rows of the first argument."""

    def spoil(right: Any, call: Called) -> Any:
        if not call.args or not isinstance(call.args[0], np.ndarray | list) or np.ndim(call.args[0]) == 0:
            raise Unlike
        rows = len(call.args[0])
        if not rows:
            raise Unlike
        return each_number(lambda numbers: numbers * float(rows) ** power, right)

    return spoil


def _first_row(right: np.ndarray) -> np.ndarray:
    rest = np.zeros_like(right)
    rest[:1] = right[:1]
    return rest


def _first_entry(right: Any, _call: Called) -> Any:
    if isinstance(right, list) and right:
        return right[:1]
    raise Unlike


def _row(place: int) -> Callable[[np.ndarray], Any]:
    def change(right: np.ndarray) -> Any:
        if not len(right):
            raise Unlike
        return right[place]

    return change


def _with_axis(place: int) -> Callable[[np.ndarray], np.ndarray]:
    def change(right: np.ndarray) -> np.ndarray:
        if place > right.ndim:
            raise Unlike
        return np.expand_dims(right, place)

    return change


def _as_list(right: np.ndarray) -> Any:
    return right.tolist()


def _back_to_front(right: Any, _call: Called) -> Any:
    if not isinstance(right, list):
        raise Unlike
    return right[::-1]


def _reduced(reduce: Callable[..., Any], axis: int, kept: bool) -> Callable[[np.ndarray], Any]:
    def change(right: np.ndarray) -> Any:
        if axis >= right.ndim:
            raise Unlike
        return reduce(right, axis=axis, keepdims=kept)

    return change


def _mean(right: np.ndarray, **along: Any) -> Any:
    """Average numbers. Raises `Unlike` where there are none."""
    if not right.size:
        raise Unlike
    return np.mean(right, **along)


def _listed(right: Any, _call: Called) -> Any:
    """Return lists in the place of all arrays of a tuple."""
    if not isinstance(right, tuple) or not any(isinstance(item, np.ndarray) for item in right):
        raise Unlike
    return tuple(item.tolist() if isinstance(item, np.ndarray) else item for item in right)


SURE = ("keeps-whole-numbers", "rounds-its-result", "negatives-cut-off", "signs-lost")
"""Mistakes that give numbers which hardly come about in another way."""


def _of_numbers(name: str, **fields: Any) -> Mistake:
    return Mistake(name, fields, fewest=2 if name in SURE else 3)


SPOILT: tuple[tuple[Mistake, Spoil], ...] = (
    (Mistake("returns-a-list"), _array(_as_list)),
    (Mistake("returns-a-list"), _array(list, 2)),
    (Mistake("returns-a-list"), _listed),
    *((_of_numbers("keeps-whole-numbers"), _cut_where(place)) for place in range(FEW)),
    *((_of_numbers("keeps-whole-numbers"), _cut_where(i, part)) for i in range(FEW) for part in range(FEW)),
    (_of_numbers("cuts-to-whole-numbers"), _numbers(cut)),
    *(
        (_of_numbers("rounds-its-result", digits=digits), _numbers(functools.partial(np.round, decimals=digits)))
        for digits in range(5)
    ),
    (_of_numbers("opposite-sign"), _numbers(np.negative)),
    (Mistake("rows-for-columns"), _array(np.transpose, 2, 2)),
    (Mistake("flattened"), _array(np.ravel, 2)),
    *((Mistake("axis-too-many"), _array(_with_axis(place), 0)) for place in range(FEW)),
    *((Mistake("axis-too-many"), _numbers(_with_axis(place))) for place in range(1)),
    (Mistake("axis-missing"), _array(np.squeeze, 2)),
    *(
        (Mistake("results-exchanged"), _exchanged(order))
        for count in range(2, FEW + 1)
        for order in list(itertools.permutations(range(count)))[1:]
    ),
    *((Mistake("one-result-alone"), _alone(place)) for place in range(FEW)),
    (Mistake("first-row-alone"), _array(_first_row)),
    (Mistake("first-row-alone"), _array(lambda right: right[:1])),
    (Mistake("first-row-alone"), _array(_row(0))),
    (Mistake("first-row-alone"), _first_entry),
    (Mistake("last-row-alone"), _array(_row(-1))),
    (_of_numbers("sum-for-mean"), _by_rows(1)),
    (_of_numbers("mean-for-sum"), _by_rows(-1)),
    *(
        (_of_numbers("off-by-a-factor", factor=words), _numbers(functools.partial(np.multiply, factor)))
        for factor, words in ((100, "100 times"), (2, "twice"), (0.5, "half"), (10, "10 times"), (0.1, "a tenth of"))
    ),
    (_of_numbers("off-by-one", way="larger"), _numbers(functools.partial(np.add, 1))),
    (_of_numbers("off-by-one", way="smaller"), _numbers(functools.partial(np.add, -1))),
    (_of_numbers("negatives-cut-off"), _numbers(functools.partial(np.maximum, 0))),
    (_of_numbers("signs-lost"), _numbers(np.abs)),
    (Mistake("turned-back-to-front"), _array(lambda right: right[::-1])),
    (Mistake("turned-back-to-front"), _array(lambda right: right[:, ::-1], 2)),
    (Mistake("turned-back-to-front"), _back_to_front),
    *(
        (Mistake("reduced-too-far", {"what": what, "where": f"axis {axis}"}), _array(_reduced(reduce, axis, kept), 2))
        for reduce, what in ((np.sum, "added up"), (_mean, "averaged"))
        for axis in range(FEW)
        for kept in (False, True)
    ),
    *(
        (Mistake("reduced-too-far", {"what": what, "where": "all axes"}), _array(reduce))
        for reduce, what in ((np.sum, "added up"), (_mean, "averaged"))
    ),
    *(
        (Mistake("axes-exchanged", {"order": order}), _array(functools.partial(np.transpose, axes=order), axes, axes))
        for axes in (3, 4)
        for order in list(itertools.permutations(range(axes)))[1:]
    ),
)
"""Mistakes and what they make of a right answer; of two that give the same the first is named."""


def _in_parts(spoil: Spoil, places: tuple[int, ...]) -> Spoil:
    """Return what spoils some results of a tuple alone."""

    def spoil_parts(right: Any, call: Called) -> Any:
        if not isinstance(right, tuple) or not max(places) < len(right) <= FEW:
            raise Unlike
        return tuple(spoil(part, call) if place in places else part for place, part in enumerate(right))

    return spoil_parts


IN_PARTS = tuple(
    (mistake, _in_parts(spoil, places))
    for count in (1, 2)
    for places in itertools.combinations(range(FEW), count)
    for mistake, spoil in SPOILT
)
"""The same in one or two results of several."""


def among_others(call: Called, right: Any) -> Iterator[tuple[Mistake, Spoil]]:
    """Yield the mistake of returning the right answer among others."""
    if not isinstance(call.value, list | tuple) or isinstance(right, list | tuple | dict):
        return
    for place in {0, len(call.value) - 1} if call.value else ():
        yield Mistake("right-among-others"), functools.partial(_given_with_others, place == 0)


def _given_with_others(is_first: bool, right: Any, call: Called) -> Any:
    if not isinstance(call.value, list | tuple) or not call.value:
        raise Unlike
    others = list(call.value)
    others[0 if is_first else -1] = right
    return type(call.value)(others)
