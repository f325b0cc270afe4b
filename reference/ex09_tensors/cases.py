"""What ex09 is tested on: numbers that can be read, batches, points about a line."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import numpy as np

from reference.kit.author import Expect, Subject

Drawn = np.random.Generator


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


def affine(subject: Subject, draw: Drawn) -> Any:
    """Draw a function that gives as many numbers as it is given."""
    return subject.functions.affine(float(np.round(draw.uniform(1, 3), 2)), float(np.round(draw.uniform(1, 3), 2)))


def tensor_of(subject: Subject, expect: Expect, nested: Any) -> Any:
    """Ask for a tensor; what is none, or cannot be one for the type that was named, is told so."""
    try:
        got = subject.as_tensor(nested)
    except Exception as error:
        of_whole_numbers = re.search(r"to EagerTensor of dtype u?int", getattr(error, "text", ""))
        expect.unless(of_whole_numbers, "whole-numbers-demanded")
        raise
    expect.unless(subject.calls[-1].type_name == "RaggedTensor", "a-ragged-tensor")
    expect.unless(type(got) is list and any(isinstance(item, np.ndarray) for item in got), "a-list-of-tensors")
    return got


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
        raise


def gradient(subject: Subject, f: Any, x: Any) -> Any:
    """Ask for a gradient; None where the tape gave None, also if the call ended at it or made an array of it."""
    try:
        got = subject.gradient_of(f, x)
    except Exception as error:
        if "NoneType" in getattr(error, "text", ""):
            return None
        raise
    holds_objects = isinstance(got, np.ndarray) and got.dtype.kind == "O"
    return None if holds_objects or getattr(got, "type_name", "") == "ndarray" else got  # a handle, where it is apart
