"""What a test may ask of an object that stays with the student's code: a short list, the same on both bindings."""

from __future__ import annotations

import contextlib
import io
import itertools
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from .chance import settle_chance
from .objects import content_of
from .room import room

BATCHES_LIMIT = 10_000
"""Batches that are taken of a dataset at most: one that repeats for ever would fill the memory."""
NUMBERS_AT_ONCE = 2**18
"""Of inputs that go through a model together: 218 images of 20 x 20 pixels, 1 MB."""
PREDICTS = ("predict", "predict_step", "make_predict_function")
"""Methods of a Keras model that decide what `predict` gives."""
ROOM_TO_BUILD = 2**29
"""Bytes beyond four times its weights, for building a student's network anew."""
ROOM_TO_PREDICT = 2**31
"""Bytes for asking it."""


class ProbeError(Exception):
    """The object is not what is asked of; the message follows the call that gave it."""


def predict(model: Any, inputs: Any) -> Any:
    """What a Keras model gives for `inputs` (an array, or a list or dict of arrays), as arrays.

    It goes through the model as it is, since `predict` would first trace a graph, which takes long; a model that
    predicts in a way of its own does so.
    """
    import keras

    model = _model(model)
    if any(name in vars(model) or getattr(type(model), name) is not getattr(keras.Model, name) for name in PREDICTS):
        return model.predict(inputs, verbose=0)
    arrays = keras.tree.flatten(inputs)
    count = len(arrays[0])
    size = max(1, NUMBERS_AT_ONCE * count // max(1, sum(np.size(array) for array in arrays)))
    batches = [
        model(keras.tree.map_structure(lambda array, at=at: array[at : at + size], inputs), training=False)
        for at in range(0, max(1, count), size)
    ]
    return keras.tree.map_structure(lambda *parts: np.concatenate([np.asarray(part) for part in parts]), *batches)


def describe(model: Any) -> dict[str, Any]:
    """Layers, shapes, parameters, trainable flags, loss and optimizer of a Keras model."""
    model = _model(model)
    optimizer, loss = getattr(model, "optimizer", None), getattr(model, "loss", None)
    return {
        "kind": type(model).__name__,
        "name": model.name,
        "inputs": [_tensor(tensor) for tensor in getattr(model, "inputs", None) or []],
        "outputs": [_tensor(tensor) for tensor in getattr(model, "outputs", None) or []],
        "output_names": [str(name) for name in getattr(model, "output_names", None) or []],
        "layers": [_layer(layer) for layer in model.layers],
        "parameters": int(model.count_params()) if model.built else None,
        "trainable_parameters": sum(int(np.prod(w.shape)) for w in model.trainable_weights),
        "compiled": bool(getattr(model, "compiled", False)),
        "loss": _names(loss),
        "optimizer": type(optimizer).__name__ if optimizer is not None else None,
        "learning_rate": float(np.asarray(optimizer.learning_rate)) if optimizer is not None else None,
    }


def build(architecture: str, values: list[np.ndarray]) -> Any:
    """A Keras model of this architecture (as `config` gives it) with these weights: a test's model, for the student."""
    import keras

    model = keras.models.model_from_json(architecture)
    model.set_weights(values)
    return model


def predicted_anew(architecture: str, values: list[np.ndarray], inputs: Any) -> Any:
    """What a network of this architecture with these weights predicts, in bounded memory: a student's, built anew."""
    import keras  # noqa: F401 -- it and TensorFlow take more addresses than any network

    with room(ROOM_TO_BUILD + 4 * sum(np.asarray(value).nbytes for value in values)):
        model = build(architecture, values)
    with room(ROOM_TO_PREDICT):
        return predict(model, inputs)


def config(model: Any) -> str:
    """A Keras model's architecture as JSON, from which it can be built anew."""
    return str(_model(model).to_json())


def weights(model: Any) -> list[dict[str, Any]]:
    """Every weight of a Keras model: path, whether it is trained, value."""
    model = _model(model)
    trained = {id(w) for w in model.trainable_weights}
    return [{"path": w.path, "trainable": id(w) in trained, "value": np.asarray(w)} for w in model.weights]


def set_weights(model: Any, values: list[np.ndarray]) -> None:
    """Give a Keras model these weights, in the order of `weights`."""
    _model(model).set_weights(values)


def fit_batch(model: Any, inputs: Any, targets: Any) -> float:
    """Train a compiled Keras model on one batch and return its loss."""
    with _eagerly(model):
        return float(np.asarray(model.train_on_batch(inputs, targets, return_dict=True)["loss"]))


def evaluate(model: Any, inputs: Any, targets: Any) -> dict[str, float]:
    """Loss and metrics of a compiled Keras model on one batch, by name; it learns nothing from it."""
    with _eagerly(model):
        figures = model.test_on_batch(inputs, targets, return_dict=True)
    return {str(name): float(np.asarray(value)) for name, value in figures.items()}


def spec(dataset: Any) -> list[dict[str, Any]]:
    """Shape and dtype of what a `tf.data.Dataset` gives, part by part; None is a size that varies."""
    import tensorflow as tf

    return [_tensor(part) for part in tf.nest.flatten(_dataset(dataset).element_spec)]


def take(dataset: Any, batches: int = BATCHES_LIMIT) -> list[Any]:
    """Go once through a `tf.data.Dataset`, at most so many batches, and return them as arrays."""
    count = min(batches, BATCHES_LIMIT)
    return list(itertools.islice(_dataset(dataset).as_numpy_iterator(), count))


def picture(figure: Any, dpi: int = 60) -> dict[str, Any]:
    """A Matplotlib figure as PNG (uint8), and what stands in each of its axes."""
    if not hasattr(figure, "savefig"):
        raise ProbeError(f"returned {_article(figure)}; expected a Matplotlib Figure")
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", dpi=dpi)
    return {
        "png": np.frombuffer(buffer.getvalue(), dtype=np.uint8),
        "axes": [_axes(axes) for axes in figure.axes],
        "texts": [text.get_text() for text in figure.texts],
    }


def call(function: Any, *args: Any) -> Any:
    """Call what the student returned."""
    if not callable(function):
        raise ProbeError(f"returned {_article(function)}; expected a function")
    return function(*args)


def traces(function: Any) -> int:
    """How often Python has run a function of the catalogue."""
    return int(function.traces)


def location(folder: str) -> str:
    """Where a folder that was sent lies for the student's code."""
    return folder


def files(folder: str) -> dict[str, np.ndarray]:
    """The files of a folder that was sent, with what the student's code wrote into it."""
    return content_of(folder)


def settle(number: int) -> None:
    """Seed what the student's code draws from the libraries' global generators."""
    settle_chance(number)


PROBES: dict[str, Callable[..., Any]] = {
    probe.__name__: probe
    for probe in (
        predict,
        describe,
        build,
        predicted_anew,
        config,
        weights,
        set_weights,
        fit_batch,
        evaluate,
        spec,
        take,
        picture,
        call,
        traces,
        location,
        files,
        settle,
    )
}


def _model(value: Any) -> Any:
    import keras

    if not isinstance(value, keras.Model):
        raise ProbeError(f"returned {_article(value)}; expected a Keras model")
    return value


@contextlib.contextmanager
def _eagerly(value: Any) -> Iterator[None]:
    """Have a Keras model work step by step: one batch is done long before a graph of it is traced."""
    model = _model(value)
    as_compiled = model.run_eagerly
    model.run_eagerly = True
    model.train_function = model.test_function = None  # else one that was made before is taken, and traced
    model.reset_metrics()  # before Keras 3.13 the figures would be means over every batch since the model was compiled
    try:
        yield
    finally:
        model.run_eagerly = as_compiled
        model.train_function = model.test_function = None


def _dataset(value: Any) -> Any:
    import tensorflow as tf

    if not isinstance(value, tf.data.Dataset):
        raise ProbeError(f"returned {_article(value)}; expected a tf.data.Dataset")
    return value


def _layer(layer: Any) -> dict[str, Any]:
    """Describe a layer; one that holds layers is described with them."""
    described = {
        "kinds": [kind.__name__ for kind in type(layer).__mro__],
        "name": layer.name,
        "trainable": bool(layer.trainable),
        "parameters": int(layer.count_params()) if layer.built else 0,
        "trainable_parameters": sum(int(np.prod(w.shape)) for w in layer.trainable_weights),
        "activation": getattr(getattr(layer, "activation", None), "__name__", None),
        "output_shape": _shape(getattr(layer, "output", None)) if getattr(layer, "_inbound_nodes", None) else None,
    }
    if hasattr(layer, "layers"):
        described["layers"] = [_layer(inner) for inner in layer.layers]
    return described


def _tensor(tensor: Any) -> dict[str, Any]:
    return {"name": str(getattr(tensor, "name", "")), "shape": _shape(tensor), "dtype": _dtype(tensor)}


def _shape(tensor: Any) -> list[int | None] | None:
    shape = getattr(tensor, "shape", None)
    return None if shape is None else [None if n is None else int(n) for n in shape]


def _dtype(tensor: Any) -> str:
    dtype = getattr(tensor, "dtype", "")
    return str(getattr(dtype, "name", dtype))


def _names(loss: Any) -> Any:
    """Name a loss, or each of several."""
    if isinstance(loss, dict):
        return {str(key): _names(value) for key, value in loss.items()}
    if isinstance(loss, list | tuple):
        return [_names(entry) for entry in loss]
    if loss is None or isinstance(loss, str):
        return loss
    return getattr(loss, "__name__", None) or type(loss).__name__


def _axes(axes: Any) -> dict[str, Any]:
    legend = axes.get_legend()
    return {
        "title": axes.get_title() or axes.get_title(loc="left") or axes.get_title(loc="right"),
        "xlabel": axes.get_xlabel(),
        "ylabel": axes.get_ylabel(),
        "images": [np.asarray(image.get_array()) for image in axes.get_images()],
        "lines": [np.asarray(line.get_xydata(), dtype=float) for line in axes.get_lines()],
        "patches": len(axes.patches),
        "texts": [text.get_text() for text in axes.texts],
        "legend": [text.get_text() for text in legend.get_texts()] if legend else [],
        "visible": bool(axes.axison),
    }


def _article(value: Any) -> str:
    name = type(value).__name__
    return "None (is the `return` missing?)" if value is None else f"{'an' if name[0] in 'AEIOUaeiou' else 'a'} {name}"
