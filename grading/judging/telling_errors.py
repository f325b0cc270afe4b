"""Errors whose own words, or whose line of code, name the mistake."""

from __future__ import annotations

import re
from typing import Any

import numpy as np

from grading.errors import Called
from grading.judging.mistake import Ask, Mistake
from grading.judging.telling_keras import of_keras
from grading.subject.calls import Call
from grading.subject.reports import Raised

NO_LIST = re.compile(
    r"'list' object has no attribute '(?P<wanted>\w+)'"
    r"|unsupported operand type\(s\) for (?P<operator>\S+?)=?: (?:'list' and|'\w+' and 'list')"
    r"|bad operand type for (?P<sign>unary \S+|abs\(\)): 'list'"
    r"|'(?P<order>\S+)' not supported between instances of (?:'list' and|'\w+' and 'list')"
    r"|list indices must be integers or slices, not (?P<index>tuple|ndarray|NoneType|\S*int\d*)"
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
    ),
    "lost-an-axis": re.compile(
        r"operands could not be broadcast together with shapes \((?P<one>[\d,]+)\) \((?P<other>[\d,]+)\)"
    ),
    "a-number-for-a-row": re.compile(r"'(?:numpy\.)?float(?:32|64)?' (?:object is not iterable|has no len\(\))"),
    "rows-of-several-lengths": re.compile(r"The requested array has an inhomogeneous shape"),
    "no-range-made": re.compile(r"'int' object is not iterable"),
    "no-such-axis": re.compile(r"axis (?P<axis>-?\d+) is out of bounds for array of dimension (?P<axes>\d+)"),
    "works-on-none": re.compile(
        r"'NoneType' object (?:is not|has no|does not|cannot be)|unsupported operand type\(s\) for .*'NoneType'"
        r"|(?:object of type|argument of type) 'NoneType'"
    ),
}
"""Errors whose words name their cause."""


COUNTED = re.compile(r"\bfor\b.*\bin (?:len\(|[\w.]+\.shape\[)")
"""What goes through a number of rows as if it were the rows, in a line of code."""
REDUCED = re.compile(r"\b(?:sum|max|min|mean|std|var|amax|amin|median|average|prod|reduce|norm)\(")
"""What takes an axis away, in a line of code."""


def of_error(call: Called, others: list[Called], ask: Ask) -> Mistake | None:
    """Return the mistake that an error's own words name."""
    text = call.raised[1] if call.raised else ""
    if NO_LIST.search(text):
        return _arrays_alone(call, others, ask)
    for name, pattern in ERRORS.items():
        match = pattern.search(text)
        if match and (fields := _fields(name, match, _line(call))) is not None:
            return Mistake(name, fields)
    return of_keras(text)


def is_of_arrays_alone(call: Called) -> bool:
    """Tell whether a call with a list ended as it does in code that is written for arrays alone."""
    return call.raised is not None and NO_LIST.search(call.raised[1]) is not None and _has_list(call)


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
    if name == "no-range-made":
        return {} if COUNTED.search(line) else None
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
