"""Mistakes that are the same in every exercise: the right answer spoilt in a known way, and errors of a known cause.

None is guessed. A spoilt answer is computed from the oracle's for each call of the task, and named where it is what
came back every time; an error is named where its own words leave no other cause. What is said of them stands in
`reference/kit/general.toml`.
"""

from __future__ import annotations

import functools
import inspect
import itertools
import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from grading.errors import Called
from grading.judging.comparison import agree
from grading.subject.calls import Call
from grading.subject.reports import Raised
from reference.kit.catalogue import general_words

Outcome = tuple[str, Any]
"""("value", what came back) or ("raised", (class of the error, its message))."""
Ask = Callable[[Called], Outcome | None]
"""Gives what is right for a call; None where nobody knows."""
Spoil = Callable[[Any, Called], Any]
"""Gives what a mistake makes of what is right for a call. Raises `Unlike` where it cannot be made there."""

LARGEST = 50_000
"""Numbers of a result that is still spoilt in every way: 20 ms in all."""
FEW = 4
"""Results that come in a tuple, where each has a meaning of its own; arguments of a function that are told apart."""


@dataclass(frozen=True)
class Again:
    """Whoever may be asked what is right for other arguments."""

    ask: Ask
    places: Mapping[str, int]
    """The function's parameters, in their order."""
    defaults: Mapping[str, Any]

    @classmethod
    def of(cls, function: Callable[..., Any] | None, ask: Ask) -> Again | None:
        """Return what asks a trusted function again; None where there is none."""
        if function is None:
            return None
        parameters = inspect.signature(function).parameters.values()
        plain = [each for each in parameters if each.kind is each.POSITIONAL_OR_KEYWORD]
        defaults = {each.name: each.default for each in plain if each.default is not each.empty}
        return cls(ask, {each.name: place for place, each in enumerate(plain)}, defaults)


class Unlike(Exception):  # noqa: N818 -- no error: the mistake has no form here
    """The mistake cannot be made with this result."""


@dataclass(frozen=True)
class Mistake:
    """A mistake with a name, and what is said to whoever made it."""

    id: str
    fields: dict[str, Any] = field(default_factory=dict)
    """What fills the places in its words."""

    fewest: int = 0
    """Wrong numbers from which it is known, where it makes other numbers of the right ones: few may be chance."""

    @property
    def recognised_as(self) -> str:
        """The diagnosis that a student is given."""
        return self.id

    @property
    def says(self) -> str:
        """What is said; it follows the call."""
        return general_words()[self.id].format(**self.fields)


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
        return _of_error(call, others, ask)
    right = ask(call)
    if right is None or right[0] != "value" or _size(right[1]) > LARGEST or agree(right[1], call.value):
        return None
    if call.value is None:
        return Mistake("returns-nothing")
    known: list[tuple[Called, Any]] | None = None
    parts = IN_PARTS if isinstance(right[1], tuple) else ()
    for mistake, spoil in itertools.chain(SPOILT, parts, _of_arguments(call, again), _among(call, right[1])):
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
        return agree(spoil(right, call), right) and not agree(_each(_cut, right), right)
    except (Unlike, TypeError, ValueError):
        return False


def _tells(mistake: Mistake, spoil: Spoil, seen: list[tuple[Called, Any]]) -> bool:
    """Tell whether what a mistake made of some calls is more than chance.

    It is where other numbers than the right ones came of it, and not the same everywhere: whoever answers 0 or 1 to
    everything has not made it.
    """
    numbers: list[Any] = []
    wrong = 0
    for call, right in seen:
        if call.raised is None:
            spoilt, wanted = _flat(spoil(right, call)), _flat(right)
            numbers += spoilt
            wrong += sum(one != two for one, two in itertools.zip_longest(spoilt, wanted))
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


def _numbers(change: Callable[[Any], Any]) -> Spoil:
    """Return what changes all numbers of an answer."""

    def spoil(right: Any, _call: Called) -> Any:
        return _each(change, right)

    return spoil


def _each(change: Callable[[Any], Any], right: Any) -> Any:
    if isinstance(right, list | tuple):
        return type(right)(_each(change, item) for item in right)
    if isinstance(right, dict):
        return {key: _each(change, item) for key, item in right.items()}
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


def _cut(right: np.ndarray) -> np.ndarray:
    with np.errstate(all="ignore"):
        return np.asarray(np.trunc(right))


def _cut_where(whole: int, part: int | None = None) -> Spoil:
    """Cut off what stands behind the point where argument `whole` holds whole numbers; `part` of a tuple alone."""

    def spoil(right: Any, call: Called) -> Any:
        if len(call.args) <= whole or not _is_whole(call.args[whole]):
            return right
        if part is None:
            return _each(_cut, right)
        if not isinstance(right, tuple) or part >= len(right):
            raise Unlike
        return tuple(_each(_cut, item) if i == part else item for i, item in enumerate(right))

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
        return _each(lambda numbers: numbers * float(rows) ** power, right)

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
    (_of_numbers("cuts-to-whole-numbers"), _numbers(_cut)),
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
    (Mistake("turned-back-to-front"), _back_to_front),
    *(
        (Mistake("reduced-too-far", {"what": what, "where": f"axis {axis}"}), _array(_reduced(reduce, axis, kept), 2))
        for reduce, what in ((np.sum, "added up"), (np.mean, "averaged"))
        for axis in range(FEW)
        for kept in (False, True)
    ),
    *(
        (Mistake("reduced-too-far", {"what": what, "where": "all axes"}), _array(reduce))
        for reduce, what in ((np.sum, "added up"), (np.mean, "averaged"))
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


@dataclass
class _Other:
    """A call with other arguments, to ask what is right for."""

    function: str
    args: tuple[Any, ...]
    kwargs: dict[str, Any]
    value: Any = None
    raised: tuple[str, str] | None = None


def _of_arguments(call: Called, again: Again | None) -> Iterator[tuple[Mistake, Spoil]]:
    """Yield the mistakes of not looking at an argument, and of another default, as long as there is time."""
    if again is None:
        return
    end = time.process_time() + AGAIN_SECONDS
    for name, default in again.defaults.items():
        if _has(again, name, call):
            mistake = Mistake("ignores-an-argument", {"name": name})
            yield mistake, _asked(functools.partial(_without, again, name), again)
        elif default is None or isinstance(default, int | float):
            for value in DEFAULTS:
                if value != default and time.process_time() < end:
                    mistake = Mistake("another-default", {"name": name, "value": value, "default": default})
                    yield mistake, _asked(functools.partial(_with, again, name, value), again)


AGAIN_SECONDS = 0.2
"""Of the processor, for asking what is right with other defaults: most oracles take a millisecond."""
DEFAULTS = (0, 1, -1, 2, 0.1, 0.5, 0.01, 0.001, 0.9, 0.99)
"""What stands in the place of another default."""


def _has(again: Again, name: str, call: Called) -> bool:
    return name in call.kwargs or len(call.args) > again.places[name]


def _without(again: Again, name: str, call: Called) -> Called:
    """Return a call without one argument; those behind it go by their names."""
    place = again.places[name]
    behind = dict(zip(list(again.places)[place:], call.args[place:], strict=False))
    given = {**call.kwargs, **behind}
    return _Other(call.function, call.args[:place], {key: value for key, value in given.items() if key != name})


def _with(again: Again, name: str, value: Any, call: Called) -> Called:
    return call if _has(again, name, call) else _Other(call.function, call.args, {**call.kwargs, name: value})


def _among(call: Called, right: Any) -> Iterator[tuple[Mistake, Spoil]]:
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


def _asked(change: Callable[[Called], Called], again: Again) -> Spoil:
    """Return what is right for a call with other arguments."""

    def spoil(_right: Any, call: Called) -> Any:
        outcome = again.ask(change(call))
        if outcome is None or outcome[0] != "value":
            raise Unlike
        return outcome[1]

    return spoil


NO_LIST = re.compile(
    r"'list' object has no attribute '(?P<wanted>\w+)'"
    r"|unsupported operand type\(s\) for (?P<operator>\S+?)=?: (?:'list' and|'\w+' and 'list')"
    r"|bad operand type for (?P<sign>unary \S+|abs\(\)): 'list'"
    r"|'(?P<order>\S+)' not supported between instances of (?:'list' and|'\w+' and 'list')"
    r"|list indices must be integers or slices, not (?P<index>tuple|ndarray|\S*int\d*)"
    r"|can't multiply sequence by non-int of type '(?P<times>[\w.]+)'"
    r"|'bool' object has no attribute '(?P<compared>\w+)'|Calling nonzero on 0d arrays(?P<none>)"
    r"|only integer scalar arrays can be converted to a scalar index(?P<rows>)"
)
"""What Python says where something is asked of a list that only an array can do."""

ERRORS = {
    "one-answer-for-an-array": re.compile(r"The truth value of an array with more than one element is ambiguous"),
    "one-number-for-an-array": re.compile(
        r"only (?:0-dimensional|length-1|size-1) arrays can be converted to Python scalars"
    ),
    "floats-into-whole-numbers": re.compile(
        r"Cannot cast ufunc '\w+' output from dtype\('float(?:32|64)'\) to dtype\('u?int\d+'\)"
        r"|cannot convert float (?:infinity|NaN) to integer"
    ),
    "lost-an-axis": re.compile(
        r"operands could not be broadcast together with shapes \((?P<one>[\d,]+)\) \((?P<other>[\d,]+)\)"
    ),
    "no-such-axis": re.compile(r"axis (?P<axis>-?\d+) is out of bounds for array of dimension (?P<axes>\d+)"),
    "works-on-none": re.compile(
        r"'NoneType' object (?:is not|has no|does not)|unsupported operand type\(s\) for .*'NoneType'"
        r"|(?:object of type|argument of type) 'NoneType'"
    ),
}
"""Errors whose words name their cause."""


REDUCED = re.compile(r"\b(?:sum|max|min|mean|std|var|amax|amin|median|average|prod|reduce|norm)\(")
"""What takes an axis away, in a line of code."""


def _of_error(call: Called, others: list[Called], ask: Ask) -> Mistake | None:
    """Return the mistake that an error's own words name."""
    text = call.raised[1] if call.raised else ""
    if NO_LIST.search(text):
        return _arrays_alone(call, others, ask)
    for name, pattern in ERRORS.items():
        match = pattern.search(text)
        if match and (fields := _fields(name, match, _line(call))) is not None:
            return Mistake(name, fields)
    return None


def _arrays_alone(call: Called, others: list[Called], ask: Ask) -> Mistake | None:
    """Return the mistake of a call that was given a list, where those without one came to an end."""
    if not _has_list(call):
        return None
    without = [other for other in others if not _has_list(other)]
    failed = [other for other in without if other.raised is not None and (ask(other) or ("value", None))[0] == "value"]
    return Mistake("written-for-arrays-alone") if len(without) > len(failed) == 0 else None


def _has_list(call: Called) -> bool:
    return any(map(_holds_list, (*call.args, *call.kwargs.values())))


def _holds_list(value: Any) -> bool:
    """Tell whether a value is a list of numbers, nested or not, where an array could stand, or holds such in tuples."""
    if isinstance(value, tuple):
        return any(map(_holds_list, value))
    if not isinstance(value, list) or not value:
        return False
    if all(isinstance(item, tuple) for item in value):
        return any(map(_holds_list, value))
    return all(isinstance(item, int | float | np.generic) or _holds_list(item) for item in value)


def _line(call: Called) -> str:
    """Return the line of the student's file that raised; "" where nobody knows it."""
    report = call.report if isinstance(call, Call) else None
    return report.frames[-1].code if isinstance(report, Raised) and report.frames else ""


def _fields(name: str, match: re.Match[str], line: str) -> dict[str, Any] | None:
    """Return what fills the words about an error; None where it has another cause."""
    if name == "no-such-axis":
        return {"axis": match["axis"], "axes": "1 axis" if match["axes"] == "1" else f"{match['axes']} axes"}
    if name == "lost-an-axis":
        if not REDUCED.search(line) or ("keepdims" in line and line.count("keepdims") >= len(REDUCED.findall(line))):
            return None
        one, other = (tuple(map(int, filter(None, match[side].split(",")))) for side in ("one", "other"))
        if len(one) < len(other):
            one, other = other, one
        for axis in range(len(one)):
            if len(one) == len(other) + 1 and one[:axis] + one[axis + 1 :] == other:
                kept = (*one[:axis], 1, *one[axis + 1 :])
                return {"whole": one, "reduced": other, "kept": kept}
        return None
    return {}


def is_general(diagnosis: str) -> bool:
    """Tell whether a diagnosis is one of these."""
    return diagnosis in general_words()
