"""Oracles of ex09: NumPy's arrays, derivatives from the table, steps in plain loops, TensorBoard's own event reader.

The functions whose gradients are asked for ship with the worker and arrive here by name and numbers.
"""

from __future__ import annotations

import math
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]

VALUES: dict[str, Callable[..., Any]] = {
    "cubic": lambda x, a, b, c: np.sum(a * x**3 + b * x**2 + c * x),
    "sine": lambda x, frequency: np.sum(np.sin(frequency * x)),
    "product": lambda x: np.prod(x),
    "constant": lambda _x, value: np.asarray(value),
    "affine": lambda x, slope, offset: slope * x + offset,
    "share": lambda x: x / len(x),
    "row_products": lambda x: np.sum(np.prod(np.atleast_1d(x), axis=-1)),
    "row_sums": lambda x, power: np.sum(x**power, axis=-1),
}
GRADIENTS: dict[str, Callable[..., Array]] = {
    "cubic": lambda x, a, b, c: 3 * a * x**2 + 2 * b * x + c,
    "sine": lambda x, frequency: frequency * np.cos(frequency * x),
    "product": lambda x: np.reshape(
        [math.prod(np.delete(x, i).tolist()) for i in range(x.size)],
        x.shape,
    ),
    "row_products": lambda x: _of_row_products(np.atleast_1d(x)).reshape(x.shape),
    "constant": lambda x, _value: np.zeros(x.shape),
}


def _of_row_products(x: Array) -> Array:
    """Return, for each number, the product of the others of its row."""
    others = [np.prod(np.delete(x, column, axis=-1), axis=-1) for column in range(x.shape[-1])]
    return np.stack(others, axis=-1)


def rank_and_shape(value: Any) -> tuple[int, tuple[int, ...]]:
    """Number of axes and their lengths."""
    return np.ndim(value), np.shape(value)


def as_tensor(nested: Any) -> Array:
    """The array that NumPy makes; ValueError for a ragged list."""
    return np.asarray(nested)


def gradient_of(f: Any, x: Any) -> Array:
    """The derivative of a function of the worker's catalogue, in closed form."""
    return np.asarray(GRADIENTS[f.name](np.asarray(x, dtype=float), *f.numbers))


def value_of(f: Any, x: Any) -> Array:
    """What a function of the worker's catalogue gives."""
    return np.asarray(VALUES[f.name](np.asarray(x, dtype=float), *f.numbers))


def fit_line(x: Any, y: Any, steps: int, learning_rate: float) -> tuple[float, float]:
    """Slope and intercept after so many steps, point by point."""
    points = list(zip(np.asarray(x, dtype=float).tolist(), np.asarray(y, dtype=float).tolist(), strict=True))
    slope = intercept = 0.0
    for _ in range(steps):
        errors = [slope * a + intercept - b for a, b in points]
        d_slope = sum(2 * error * a for error, (a, _) in zip(errors, points, strict=True)) / len(points)
        d_intercept = sum(2 * error for error in errors) / len(points)
        slope, intercept = slope - learning_rate * d_slope, intercept - learning_rate * d_intercept
    return slope, intercept


def write_graph(f: Any, example: Any, log_dir: Any) -> None:
    """Return nothing: what counts is the file, which `shown_graphs` reads."""


@dataclass(frozen=True)
class ShownGraph:
    """A graph, or a function inside one, that TensorBoard finds in an event file."""

    nodes: list[Any]
    """Its operations as TensorFlow's NodeDef: name, op, input, attr."""

    @property
    def operations(self) -> set[str]:
        """The kinds of operation in it."""
        return {node.op for node in self.nodes}

    @property
    def computes(self) -> bool:
        """Whether an operation on floats hands its result to another.

        A recording also holds what TensorFlow does for itself, and each operation that Python ran alone.
        """
        names = {node.name for node in self.nodes if _is_operation(node)}
        return any(source_of(each) in names for node in self.nodes if node.name in names for each in node.input)

    def input_shapes(self) -> list[tuple[int | None, ...]]:
        """The shapes of its float inputs, where they are known; None is an axis of any length."""
        found = []
        for node in self.nodes:
            if node.op == "Placeholder" and _is_float(node.attr["dtype"].type):
                shapes = [node.attr["shape"].shape]
            elif node.op == "_Arg" and _is_float(node.attr["T"].type):
                shapes = list(node.attr["_output_shapes"].list.shape)
            else:
                continue
            found += [
                tuple(None if axis.size < 0 else int(axis.size) for axis in shape.dim)
                for shape in shapes
                if not shape.unknown_rank
            ]
        return found


def shown_graphs(files: dict[str, Array]) -> list[ShownGraph]:
    """Return the graphs that TensorBoard shows of a folder (relative path to content)."""
    from tensorboard.compat.proto.config_pb2 import RunMetadata  # type: ignore[import-untyped]
    from tensorboard.compat.proto.graph_pb2 import GraphDef  # type: ignore[import-untyped]

    graphs = []
    for name in event_files(files):
        for event in _events(files[name]):
            if event.graph_def:
                graphs.append(GraphDef.FromString(event.graph_def))
            for value in event.summary.value:
                if value.metadata.plugin_data.plugin_name in ("graph_run_metadata", "graph_run_metadata_graph"):
                    recorded = RunMetadata.FromString(value.tensor.string_val[0])
                    graphs += [each.pre_optimization_graph for each in recorded.function_graphs]
    return [
        ShownGraph(list(nodes))
        for graph in graphs
        for nodes in (graph.node, *(function.node_def for function in graph.library.function))
    ]


def event_files(files: dict[str, Array]) -> list[str]:
    """Return the names that TensorBoard looks into: it goes by a part of the name, in subfolders too."""
    return [name for name in files if "tfevents" in name.rpartition("/")[2]]


def _events(content: Array) -> list[Any]:
    """Read an event file with TensorBoard's reader that does without TensorFlow; a broken one ends where it breaks."""
    from tensorboard.compat.proto.event_pb2 import Event  # type: ignore[import-untyped]
    from tensorboard.compat.tensorflow_stub import errors  # type: ignore[import-untyped]
    from tensorboard.compat.tensorflow_stub.pywrap_tensorflow import PyRecordReader_New  # type: ignore[import-untyped]

    events = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "events")
        path.write_bytes(np.asarray(content, dtype=np.uint8).tobytes())
        reader = PyRecordReader_New(str(path))
        try:
            while True:
                reader.GetNext()
                events.append(Event.FromString(reader.record()))
        except (errors.OutOfRangeError, errors.DataLossError):
            reader.file_handle.close()
    return events


def source_of(name: str) -> str:
    """Return the node that an input comes from: "mul:0" and "^mul" come from "mul"."""
    return name.removeprefix("^").partition(":")[0]


def _is_operation(node: Any) -> bool:
    """Tell whether a node works on floats; arguments, results and constants only hold them."""
    holds = node.op.startswith("_") or node.op in ("Placeholder", "Identity")
    return not holds and _is_float(node.attr["T"].type)


def _is_float(dtype: int) -> bool:
    from tensorboard.compat.proto.types_pb2 import DT_DOUBLE, DT_FLOAT  # type: ignore[import-untyped]

    return dtype in (DT_FLOAT, DT_DOUBLE)
