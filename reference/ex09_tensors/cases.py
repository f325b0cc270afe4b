"""What ex09 is tested on: numbers that can be read, batches, points about a line."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import numpy as np

from reference.ex09_tensors import oracle
from reference.kit.author import Expect, Subject

Drawn = np.random.Generator

SINGLE = 1e-4
"""Stands between what float32 leaves after some steps of a descent (1e-6) and what a step moves (1e-2)."""


def one_decimal(draw: Drawn, size: Any = (), scale: float = 1.0) -> Any:
    """Draw numbers with one decimal: an array, or a number where no size is given."""
    return np.round(draw.normal(scale=scale, size=size), 1)


def batch(draw: Drawn, size: int, *rest: int) -> np.ndarray:
    """Draw a batch as float32."""
    drawn: np.ndarray = one_decimal(draw, (size, *rest)).astype(np.float32)
    return drawn


def points(draw: Drawn, n: int = 5) -> tuple[np.ndarray, np.ndarray]:
    """Draw points about a line, their places in a random order."""
    x = draw.permutation(np.linspace(-2, 2, n)).round(1)
    slope, intercept = draw.choice([-3, -2, 2, 3]) + draw.uniform(), draw.choice([-2, -1, 1, 2]) + draw.uniform(0, 0.5)
    return x + 0.5, (slope * x + intercept + draw.normal(scale=0.3, size=n)).round(1)


def cubic(subject: Subject, draw: Drawn) -> Any:
    """Draw a function of three terms."""
    return subject.functions.cubic(*(float(n) for n in draw.choice([-3, -2, -1, 1, 2, 3], size=3)))


def two_cubics(subject: Subject, draw: Drawn) -> list[Any]:
    """Draw two functions of three terms whose gradients differ by 6 or more in one term."""
    a, b, c = (float(n) for n in draw.choice([-3, -2, -1, 1, 2, 3], size=3))
    return [subject.functions.cubic(a, b, slope) for slope in (c, c + 6)]


def affine(subject: Subject, draw: Drawn) -> Any:
    """Draw a function that gives as many numbers as it is given."""
    return subject.functions.affine(float(np.round(draw.uniform(1, 3), 2)), float(np.round(draw.uniform(1, 3), 2)))


def tensor_of(subject: Subject, expect: Expect, nested: Any) -> Any:
    """Ask for a tensor; what is none, or cannot be one for the type that was named, is told so."""
    try:
        got = subject.as_tensor(nested)
    except Exception as error:
        text, types = getattr(error, "text", ""), getattr(error, "types", ())
        of_whole_numbers = re.search(r"to EagerTensor of dtype u?int", text)
        expect.unless(of_whole_numbers and _holds_whole_numbers(nested), "one-number-decides-the-type")
        expect.unless(of_whole_numbers, "whole-numbers-demanded")
        # what TensorFlow says where shapes do not fit, or a line that raises on purpose
        meant = "InvalidArgumentError" in types or re.match(r".*: (raise|assert)\b", getattr(error, "trace", ""))
        wrong = meant and "ValueError" not in types and _is_ragged(nested)
        expect.unless(wrong, "another-error-for-a-ragged-list", f"It raised {', '.join(types[:1])}: {text}")
        raise
    expect.unless(subject.calls[-1].type_name == "RaggedTensor", "a-ragged-tensor")
    expect.unless(type(got) is list and any(isinstance(item, np.ndarray) for item in got), "a-list-of-tensors")
    return got


def _holds_whole_numbers(nested: Any) -> bool:
    """Tell whether a number of a nested list is whole."""
    return any(map(_holds_whole_numbers, nested)) if isinstance(nested, list) else isinstance(nested, int)


def _is_ragged(nested: Any) -> bool:
    try:
        oracle.as_tensor(nested)
    except ValueError:
        return True
    return False


def wrong_gradients(f: Any, x: Any, right: np.ndarray) -> dict[str, Any]:
    """What known mistakes give for a gradient, by the misconception's id."""
    alone = [oracle.gradient_of(f, number) for number in np.ravel(x)]
    return {
        "value-of-the-function": oracle.value_of(f, x),
        "downhill": -right,
        "cut-to-length-one": right / (np.linalg.norm(right) or 1),
        "each-number-alone": np.reshape(alone, np.shape(x)),
        "f-given-a-flat-copy": np.reshape(oracle.gradient_of(f, np.ravel(x)), np.shape(x)),
    }


def line(subject: Subject, expect: Expect, x: Any, y: Any, steps: int, rate: float) -> Any:
    """Ask for a line; a tape asked twice, a loop that never ran and a line that goes on from the last are told."""
    try:
        got = subject.fit_line(x, y, steps, rate)
    except Exception as error:
        expect.unless("non-persistent GradientTape" in getattr(error, "text", ""), "tape-asked-for-each-weight")
        absent = {"UnboundLocalError", "IndexError"} & set(getattr(error, "types", ()))
        at_the_end = re.match(r".*: return\b", getattr(error, "trace", ""))
        expect.unless(not steps and absent and at_the_end, "no-line-without-a-step")
        raise
    first = _numbers(got)
    if steps and first is not None and not expect.alike(first, _moved(np.zeros(2), x, y, steps, rate), rtol=SINGLE):
        again = _numbers(subject.fit_line(x, y, steps, rate))
        goes_on = again is not None and expect.alike(again, _moved(first, x, y, steps, rate), rtol=SINGLE)
        expect.unless(goes_on and not expect.alike(again, first, rtol=SINGLE), "goes-on-from-the-last-call")
    return got


def stops_on_the_way(expect: Expect, got: Any, x: np.ndarray, y: np.ndarray, steps: int, rate: float) -> bool:
    """Tell whether a line is one of the way, and not the one after `steps`; not after the first step either."""
    numbers, place, found = _numbers(got), _moved(np.zeros(2), x, y, 1, rate), False
    for _ in range(steps - 2):
        place = _moved(place, x, y, 1, rate)
        found = found or (numbers is not None and expect.alike(numbers, place, rtol=SINGLE))
    return found and not expect.alike(numbers, _moved(place, x, y, 1, rate), rtol=SINGLE)


def _numbers(got: Any) -> np.ndarray | None:
    """Return slope and intercept in one array; None where they are none, or have left the range of numbers."""
    try:
        numbers = np.asarray(got, dtype=float)
    except (TypeError, ValueError):
        return None
    return numbers if numbers.shape == (2,) and np.all(np.abs(numbers) < 1e9) else None


def _moved(line: np.ndarray, x: Any, y: Any, steps: int, rate: float) -> np.ndarray:
    """Return a line after so many more steps: what it leaves of y is walked to from 0."""
    x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    return line + oracle.fit_line(x, y - line[0] * x - line[1], steps, rate)


def answer_of(subject: Subject, expect: Expect, graph: Any, x: np.ndarray) -> Any:
    """Call what `traced` returned; where it is no function, takes other tensors or gives nothing, that is told."""
    expect.unless(isinstance(graph, np.ndarray), "called-at-once")
    try:
        got = subject.probes.call(graph, x)
    except Exception as error:
        expect.unless("Can not cast TensorSpec(" in getattr(error, "text", ""), "matrices-only")
        raise
    expect.unless(got is None, "nothing-comes-back")
    is_another = isinstance(got, np.ndarray) and got.dtype != x.dtype
    expect.unless(is_another, "matrices-only", "f was given numbers of another type than float32")
    return got


def write(subject: Subject, expect: Expect, f: Any, example: Any, folder: Path) -> None:
    """Have a graph written; who has none to hand over is told so."""
    try:
        subject.write_graph(f, example, folder)
    except Exception as error:
        what = getattr(error, "text", "")
        expect.unless("is not tf.Graph" in what, "function-for-a-graph")
        without = re.search(r"object has no attribute '(?:get_concrete_function|graph)'", what)
        expect.unless(without, "f-asked-for-its-graph")
        as_it_came = re.search(
            r"Expected u?int\d+, but got .* of type 'float'|EagerTensor of dtype u?int|type\(s\) for .*'list'", what
        )
        expect.unless(as_it_came, "example-as-it-came")
        made = "FileExistsError" in getattr(error, "types", ())
        expect.unless(made, "folder-made-anew")
        raise


def holds_a_recording(files: dict[str, np.ndarray]) -> bool:
    """Tell whether a recording was exported into an event file, with operations in it or without."""
    return any(b"graph_run_metadata" in files[name].tobytes() for name in oracle.event_files(files))


def gradient(subject: Subject, expect: Expect, f: Any, x: Any, *, earlier: Any = None) -> Any:
    """Ask for a gradient; None where the tape gave None, also if the call ended at it or made an array of it.

    A tape that was asked twice is told, and so is the gradient of the function that was asked about `earlier`.
    """
    try:
        got = subject.gradient_of(f, x)
    except Exception as error:
        if "NoneType" in getattr(error, "text", ""):
            return None
        expect.unless("non-persistent GradientTape" in getattr(error, "text", ""), "tape-asked-twice")
        raise
    holds_objects = isinstance(got, np.ndarray) and got.dtype.kind == "O"
    if holds_objects or getattr(got, "type_name", "") == "ndarray":  # a handle, where it is apart
        return None
    is_old = earlier is not None and expect.alike(got, oracle.gradient_of(earlier, x), rtol=SINGLE)
    expect.unless(is_old, "gradient-of-an-earlier-function")
    return got
