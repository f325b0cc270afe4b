"""What ex11 is tested on: sizes that can be told apart, fruits with words, weights at which activations show."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from reference.ex11_keras_apis.oracle import ACTIVATIONS, Shape, dense_shapes, forward, mistaken
from reference.kit.author import Expect, Subject

Drawn = np.random.Generator


def sizes(draw: Drawn) -> tuple[int, list[int], int]:
    """Features, widths of three hidden layers, classes: all different, and none next to another.

    So no two mistakes look alike, such as a layer that was lost and a class too few.
    """
    features, *hidden, n_classes = map(int, draw.permutation([3, 5, 7, 9, 13]))
    return features, hidden, n_classes


def image_shape(draw: Drawn) -> Shape:
    """Height, width, channels: all different, and different from every width."""
    return (*map(int, draw.permutation([2, 6])), 3) if draw.integers(2) else (2, 3, 1)


def coloured_shape(draw: Drawn) -> Shape:
    """Height, width, channels: none of them 1, so that pixels read in another order show."""
    return (*map(int, draw.permutation([2, 6])), 3)


def fruit_sizes(draw: Drawn) -> tuple[Shape, int, int]:
    """Shape of an image, length of the vocabulary, classes: not 4, as ln 4 is just twice ln 2."""
    return (*map(int, draw.permutation([5, 6])), 3), int(draw.choice([11, 13])), int(draw.choice([3, 5]))


def fruit_data(draw: Drawn, count: int, shape: Shape, n_words: int) -> tuple[np.ndarray, np.ndarray]:
    """Images in [0, 1] and word counts from 0 to 3, among them both."""
    words = draw.integers(4, size=(count, n_words))
    words[:, :2] = [0, 3]
    return draw.uniform(size=(count, *shape)), words


def planted(draw: Drawn, shapes: list[Shape]) -> dict[Shape, np.ndarray]:
    """Weights at which ReLUs cut about half and a softmax is far from even, by their shapes."""
    scales = [1.5 / math.sqrt(shape[0]) if len(shape) > 1 else 1 for shape in shapes]
    return {shape: draw.normal(size=shape) * scale for shape, scale in zip(shapes, scales, strict=True)}


def codes_apart(draw: Drawn, shape: Shape, shapes: list[Shape]) -> tuple[dict[Shape, np.ndarray], np.ndarray]:
    """Weights by their shapes and two batches of images, whose codes no ReLU makes equal by cutting both to zeros."""
    while True:
        weights, pair = planted(draw, shapes), 20 * draw.uniform(size=(2, 2, *shape))
        ordered = list(weights.values())
        codes = [forward(images, ordered, last="relu") for images in pair]
        if are_apart(codes) and all(are_apart(with_some_relus(images, ordered, "relu")) for images in pair):
            return weights, pair


def scores_apart(
    draw: Drawn, shapes: list[Shape], slips: dict[str, tuple[str, str]]
) -> tuple[dict[Shape, np.ndarray], np.ndarray]:
    """Weights by their shapes, equal where shapes are, and two inputs to a perceptron: each of its ReLUs shows.

    So do the slips, which are wrong activations inside and at the end.
    """
    while True:
        weights, x = planted(draw, shapes), draw.normal(size=(2, shapes[0][0])).round(1)
        ordered = [weights[shape] for shape in shapes]
        right = forward(x, ordered)
        wrong = dict(slipped(x, ordered)) | mistaken(x, ordered, slips)
        others = [[right, other] for other in wrong.values()]
        if all(map(are_apart, [right, with_some_relus(x, ordered, "softmax"), *others])):
            return weights, x


def are_apart(answers: Any) -> bool:
    """Tell whether any two answers differ by more than a hundredth of their largest number: less, and both may pass."""
    pairs = itertools.combinations(map(np.asarray, answers), 2)
    return all(np.abs(one - other).max() > 0.01 * max(np.abs(one).max(), np.abs(other).max()) for one, other in pairs)


def through(x: np.ndarray, weights: list[np.ndarray], activations: tuple[str, ...]) -> np.ndarray:
    """What Dense layers with these weights make of a batch, each with an activation of its own."""
    z = np.asarray(x, dtype=float).reshape(len(x), -1)
    for kernel, bias, name in zip(weights[::2], weights[1::2], activations, strict=True):
        z = ACTIVATIONS[name](z @ kernel + bias)
    return z


def with_some_relus(x: np.ndarray, weights: list[np.ndarray], last: str) -> list[np.ndarray]:
    """What is made of a batch with each choice of the ReLUs: with all of them, then with fewer, then with none."""
    layers, end = (len(weights) // 2, ()) if last == "relu" else (len(weights) // 2 - 1, (last,))
    return [through(x, weights, (*inner, *end)) for inner in itertools.product(("relu", "linear"), repeat=layers)]


def slipped(x: np.ndarray, weights: list[np.ndarray], last: str = "softmax") -> Iterator[tuple[str, np.ndarray]]:
    """What other slips make of a batch than an activation that is wrong throughout, with the mistake's name."""
    yield "inputs-scaled", forward(x / 255, weights, last=last)
    yield "inputs-cut-to-whole-numbers", forward(np.trunc(x), weights, last=last)
    for some in with_some_relus(x, weights, last)[1:-1]:
        yield "relu-left-out-somewhere", some
    widths, positive_part = [len(bias) for bias in weights[1::2]], np.maximum(x, 0)
    if last == "softmax":
        yield "relu-before-the-layer", forward(positive_part, weights)
        yield "relu-before-the-layer", through(positive_part, weights, (*["relu"] * (len(widths) - 2), "linear", last))
    if last == "softmax" and widths[-1] in widths[:-1]:
        ends = tuple("softmax" if width == widths[-1] else "relu" for width in widths)
        yield "hidden-layer-taken-for-the-output", through(x, weights, ends)


def read_otherwise(images: np.ndarray, weights: list[np.ndarray]) -> Iterator[tuple[str, np.ndarray]]:
    """What is made of images whose pixels and colours are read in another order, with the mistake's name."""
    for order in list(itertools.permutations((1, 2, 3)))[1:]:
        yield "pixels-in-another-order", forward(np.transpose(images, (0, *order)), weights)


def asked_loudly(
    subject: Subject, draw: Drawn, model: Any, shapes: list[Shape], wanted: list[Shape]
) -> tuple[Any, np.ndarray, np.ndarray]:
    """Ask a perceptron where its hidden layers, but not its scores, are much larger than 6: a ReLU may have a ceiling.

    Return what it gives for five inputs, what is right, and what such a ceiling makes of it.
    """
    while True:
        weights, x = planted(draw, wanted), draw.normal(scale=10, size=(5, wanted[0][0]))
        weights = {shape: weight / 10 if shape == wanted[-2] else weight for shape, weight in weights.items()}
        ordered = [weights[shape] for shape in wanted]
        right, capped = forward(x, ordered), forward(x, ordered, "relu6")
        if are_apart([right, capped]):
            break
    subject.probes.set_weights(model, [weights[shape] for shape in shapes])
    return subject.probes.predict(model, x), right, capped


def is_steady(subject: Subject, model: Any, inputs: Any) -> bool:
    """Tell whether a network gives the same for the same inputs, each of which is asked of it twenty times.

    It is called, too: `predict` switches off what was built in as in training.
    """

    def given(ask: Callable[..., Any]) -> np.ndarray:
        got = ask(model, many)
        parts = got.values() if isinstance(got, dict) else got if isinstance(got, list | tuple) else [got]
        return np.concatenate([np.ravel(np.asarray(part)) for part in parts])

    if isinstance(inputs, dict):
        many: Any = {name: np.repeat(array, 20, axis=0) for name, array in inputs.items()}
    else:
        many = (
            [np.repeat(array, 20, axis=0) for array in inputs] if isinstance(inputs, list) else np.repeat(inputs, 20, 0)
        )
    asks: list[Callable[..., Any]] = [subject.probes.predict, subject.probes.predict]
    if "BaseImagePreprocessingLayer" not in str(subject.probes.describe(model)["layers"]):
        asks.append(subject.probes.call)  # what turns or flips images is on unless told otherwise
    first, *others = map(given, asks)
    return all(np.allclose(other, first, rtol=1e-4, atol=1e-6, equal_nan=True) for other in others)


def without_hidden_layers(expect: Expect, build: Callable[..., Any], features: int, n_classes: int) -> Any:
    """Ask for a perceptron without hidden layers; who cannot do without one, or makes one, is told so."""
    build((features,), [n_classes + 2], n_classes)  # who fails here fails for another reason
    try:
        model = build((features,), [], n_classes)
    except Exception as error:
        ended = set(getattr(error, "types", ())) & {"IndexError", "UnboundLocalError"}
        problem = f"It raised {', '.join(sorted(ended))}: {getattr(error, 'text', '')[:300]}"
        expect.unless(ended, "cannot-do-without-hidden-layers", problem)
        raise
    shapes = sorted(expect.shapes(model))
    more = [sorted(dense_shapes((features,), [shape[0], n_classes])) for shape in shapes if len(shape) == 1]
    expect.unless(shapes in more, "hidden-layer-unasked-for", f"It has weights of the shapes {shapes}")
    return model


def has_none_of_before(expect: Expect, model: Any, before: list[Shape], widths: list[int]) -> None:
    """Fail where a model has the weights of the model before it, or those with its own behind them."""
    size = before[-1][:1] if before else ()
    left_over = [sorted(before), sorted([*before, *dense_shapes(size, widths)])] if before else []
    expect.unless(sorted(expect.shapes(model)) in left_over, "model-of-an-earlier-call")


def takes_names(subject: Subject, expect: Expect, model: Any) -> None:
    """Fail for a model to which inputs cannot be given by name; a subclassed one does not know what it takes."""
    described = subject.probes.describe(model)
    names = sorted(tensor["name"] for tensor in described["inputs"])
    expect.unless(names in (["image"], ["words"]), "an-input-left-out")
    expect.unless(names not in (["image", "words"], []), "inputs-without-names")
    axes = {tensor["name"]: len(tensor["shape"]) for tensor in described["inputs"]}
    expect.unless(axes.get("words") == 4 and axes["image"] == 2, "names-of-the-inputs-exchanged")


def are_one(subject: Subject, first: Any, second: Any) -> bool:
    """Tell whether what is done to the weights of the second model happens to those of the first."""
    before = [weight["value"] for weight in subject.probes.weights(first)]
    moved = [weight["value"] + 0.1 for weight in subject.probes.weights(second)]
    subject.probes.set_weights(second, moved)
    after = [weight["value"] for weight in subject.probes.weights(first)]
    return not all(map(np.array_equal, before, after))


def undecided(shapes: list[Shape]) -> list[np.ndarray]:
    """Weights far from 0 at which all classes have one score, and all fruits the score 1 for ripe."""
    return [
        np.full(shape, shape[-1:] != (1,) or len(shape) == 1) / math.sqrt(math.prod(shape[:-1])) for shape in shapes
    ]


def positive(draw: Drawn, shapes: list[Shape]) -> list[np.ndarray]:
    """Weights at which no ReLU is shut, no sigmoid saturated and every score above 1.

    Then what is connected shows, and so does a missing softmax or sigmoid.
    """
    return [draw.uniform(0.5, 1.5, size=shape) / math.prod(shape[:-1]) for shape in shapes]


def of_either_sign(draw: Drawn, shapes: list[Shape]) -> list[np.ndarray]:
    """Weights of both signs, beside biases and scales above 0: what is connected shows behind a normalisation too."""
    return [
        draw.uniform(0.5, 1.5, size=shape)
        if len(shape) < 2
        else draw.normal(scale=math.sqrt(2 / math.prod(shape[:-1])), size=shape)
        for shape in shapes
    ]


def in_order(weights: dict[Shape, np.ndarray], size: int) -> list[np.ndarray]:
    """Kernels and biases in the order in which they follow each other on inputs of `size`; all sizes are different."""
    ordered = []
    while kernel := next((shape for shape in weights if len(shape) == 2 and shape[0] == size), None):
        size = kernel[1]
        ordered += [weights[kernel], weights[(size,)]]
    return ordered


def numbers(array: np.ndarray) -> str:
    """An array with two decimals, as nested lists."""
    return str(np.round(np.asarray(array, dtype=float), 2).tolist())
