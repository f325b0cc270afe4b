"""Oracles of ex13: a copy of the network that is listened to layer by layer, TensorFlow's tape, and slow loops.

The answers build graphs with more outputs; here every layer's `call` is replaced by one that writes down what goes in
and what comes out, and the scores before a softmax are computed by hand from what the last layer is given.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from weakref import WeakKeyDictionary

import matplotlib
import numpy as np
from skimage import transform

Tensor = Any


def feature_maps(model: Any, image: np.ndarray, layer_names: list[str]) -> dict[str, np.ndarray]:
    """What the named layers pass on for one image, in that order."""
    outputs, _ = _listen(model, _batch(image))
    return {name: np.asarray(outputs[name])[0] for name in layer_names}


def tile_maps(maps: np.ndarray, columns: int) -> np.ndarray:
    """The grid, pixel by pixel."""
    height, width, channels = np.shape(maps)
    rows = (channels + columns - 1) // columns
    grid = np.zeros((rows * height, columns * width))
    for y, x in np.ndindex(grid.shape):
        channel = (y // height) * columns + x // width
        if channel < channels:
            grid[y, x] = _stretched(np.asarray(maps, dtype=float)[:, :, channel])[y % height, x % width]
    return grid


def filters_as_images(model: Any, layer_name: str) -> np.ndarray:
    """Each filter of a Conv2D layer, stretched to 0..1 over all its weights."""
    kernel = np.asarray(model.get_layer(layer_name).get_weights()[0], dtype=float)
    return _single(np.array([_stretched(kernel[:, :, :, number]) for number in range(kernel.shape[3])]))


def class_activation_map(model: Any, image: np.ndarray, class_index: int, layer_name: str) -> np.ndarray:
    """Grad-CAM; scikit-image makes it as large as the image (bilinear, centres of pixels on centres)."""
    heat = evidence(model, image, class_index, layer_name)
    resize: Any = transform.resize
    heat = resize(heat, np.shape(image)[:2], order=1, mode="edge", anti_aliasing=False)
    largest = heat.max()
    return _single(heat / largest if largest > 0 else heat)


def evidence(model: Any, image: np.ndarray, class_index: int, layer_name: str) -> np.ndarray:
    """Grad-CAM of the size of the layer's maps, not divided: place by place, map by map."""
    maps, gradients = gradient(model, image, class_index, layer_name)
    weights = [gradients[:, :, channel].mean() for channel in range(maps.shape[2])]
    heat = np.zeros(maps.shape[:2])
    for y, x in np.ndindex(heat.shape):
        heat[y, x] = max(0.0, sum(weight * value for weight, value in zip(weights, maps[y, x], strict=True)))
    return heat


def gradient(model: Any, image: np.ndarray, class_index: int, layer_name: str) -> tuple[np.ndarray, np.ndarray]:
    """A layer's maps, and the gradient of the class's score before a softmax with respect to them."""
    import tensorflow as tf

    pixels = tf.constant(_batch(image))
    with tf.GradientTape() as tape:
        tape.watch(pixels)
        outputs, scores = _listen(model, pixels)
        score = scores[0, class_index]
    maps = outputs[layer_name]
    return np.asarray(maps, dtype=float)[0], np.asarray(tape.gradient(score, maps), dtype=float)[0]


def overlay(image: np.ndarray, heatmap: np.ndarray, alpha: float) -> np.ndarray:
    """One right way of many: the mean of image and colours, weighted by alpha."""
    colours = matplotlib.colormaps["turbo"](np.asarray(heatmap, dtype=float))[:, :, :3]
    return (1 - alpha) * np.asarray(image) + alpha * colours


def saliency(model: Any, image: np.ndarray, class_index: int) -> np.ndarray:
    """The size of the score's gradient at each pixel, largest over the channels."""
    return saliencies(model, image, class_index)[0]


def saliencies(model: Any, image: np.ndarray, class_index: int) -> list[np.ndarray]:
    """All that may be meant by it: the largest size over the channels, their sum, their length."""
    import tensorflow as tf

    pixels = tf.constant(_batch(image))
    with tf.GradientTape() as tape:
        tape.watch(pixels)
        _, scores = _listen(model, pixels)
        score = scores[0, class_index]
    size = np.abs(np.asarray(tape.gradient(score, pixels), dtype=float)[0])
    return [_single(each) for each in (size.max(axis=2), size.sum(axis=2), np.sqrt((size**2).sum(axis=2)))]


def scores(model: Any, image: np.ndarray) -> np.ndarray:
    """What a network gives its classes for one image, before a softmax."""
    return np.asarray(_listen(model, _batch(image))[1])[0]


def _listen(model: Any, pixels: Tensor) -> tuple[dict[str, Tensor], Tensor]:
    """Send pixels through a copy of a network; return what each layer passed on, and the scores before a softmax."""
    form = model.to_json()
    listener = _listeners.get(model)
    if listener is None or listener.form != form:  # to build one takes longer than all that is asked of it
        listener = _listeners[model] = _Listener(form)
    return listener.listen(model.get_weights(), pixels)


class _Listener:
    """A copy of a network whose layers write down what they are given and what they pass on."""

    def __init__(self, form: str) -> None:
        import keras

        self.form = form
        self._copy = keras.models.model_from_json(form)
        self._given: dict[str, Tensor] = {}
        self._passed_on: dict[str, Tensor] = {}
        for layer in _layers(self._copy):
            self._listen_to(layer)

    def listen(self, weights: list[np.ndarray], pixels: Tensor) -> tuple[dict[str, Tensor], Tensor]:
        self._given.clear()
        self._passed_on.clear()
        self._copy.set_weights(weights)
        result, last = self._copy(pixels), self._copy.layers[-1]
        passed_on, given = dict(self._passed_on), self._given[last.name]
        if last.get_weights():
            return passed_on, given @ last.kernel + last.bias
        softmax = getattr(getattr(last, "activation", None), "__name__", "") == "softmax"
        return passed_on, given if softmax else result

    def _listen_to(self, layer: Any) -> None:
        compute = layer.call

        def call(inputs: Tensor, *args: Any, **kwargs: Any) -> Tensor:
            self._given[layer.name] = inputs
            self._passed_on[layer.name] = compute(inputs, *args, **kwargs)
            return self._passed_on[layer.name]

        layer.call = call


_listeners: WeakKeyDictionary[Any, _Listener] = WeakKeyDictionary()


def _layers(model: Any) -> Iterator[Any]:
    """Yield every layer but the inputs, those of models inside too."""
    for layer in model.layers:
        if hasattr(layer, "layers"):
            yield from _layers(layer)
        elif type(layer).__name__ != "InputLayer":
            yield layer


def _batch(image: np.ndarray) -> np.ndarray:
    return np.asarray(image, dtype=np.float32)[np.newaxis]


def _single(values: np.ndarray) -> np.ndarray:
    """Round to what a network computes in, so that results are compared at its precision."""
    return values.astype(np.float32)


def _stretched(values: np.ndarray) -> np.ndarray:
    """Values from 0 to 1; zeros where all are the same."""
    span = values.max() - values.min()
    return (values - values.min()) / span if span > 0 else np.zeros_like(values)


def up_to_a_factor(got: np.ndarray, want: np.ndarray) -> np.ndarray:
    """Scale what is right to what was given; where that has no size, as it is."""
    factor = got.max() / want.max() if want.any() else 1.0
    scaled: np.ndarray = want * factor if np.isfinite(factor) and factor > 0 else want
    return scaled
