"""What ex13 is tested on: small networks and images, drawn or planted so that what they see is known."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from reference.ex13_see_what_it_sees import oracle
from reference.kit.author import Expect, Subject

Drawn = np.random.Generator
Size = tuple[int, int, int]
Open = tuple[int | None, int | None, int]
"""A size of which some is left open."""

SMALL: Size = (3, 5, 2)
"""Height, width and channels, all different."""


def few(draw: Drawn, *shape: int) -> np.ndarray:
    """Draw pixels that can be read: 0 to 1, one decimal."""
    return draw.integers(0, 11, size=shape) / 10


def forms(draw: Drawn, *shape: int) -> list[Any]:
    """Draw pixels as they may come too: a list, whole numbers, float32."""
    return [few(draw, *shape).tolist(), draw.integers(0, 2, size=shape), few(draw, *shape).astype(np.float32)]


def more_below(maps: np.ndarray, columns: int, got: Any) -> bool:
    """Tell whether each map of a grid of full rows was divided by its span and one number more."""
    want, spans = oracle.tile_maps(maps, columns), np.ptp(maps, axis=(0, 1)).reshape(-1, columns)
    if np.shape(got) != want.shape or not np.all(np.asarray(got)[want > 0] > 0):
        return False
    below = np.kron(spans, np.ones(maps.shape[:2]))[want > 0] * (want[want > 0] / np.asarray(got)[want > 0] - 1)
    return bool(below.min() > 1e-9 and below.max() < 0.1 and np.ptp(below) < 1e-3 * below.max())


def built(model: Any, draw: Drawn) -> Any:
    """Give a network drawn weights; what it spreads by (a variance, a scale) stays above 0."""
    model.set_weights(
        [draw.uniform(0.2, 0.8, w.shape) if w.ndim == 1 else _normal(draw, w) for w in model.get_weights()]
    )
    return model


def line(draw: Drawn, *layers: Any, size: Open = SMALL) -> Any:
    """Build a network of layers in a row, with drawn weights."""
    import keras

    return built(keras.Sequential([keras.Input(size), *layers]), draw)


def copy(model: Any) -> Any:
    """Copy a network with its weights, for a way that may change it."""
    import keras

    copied = keras.models.clone_model(model)
    copied.set_weights(model.get_weights())
    return copied


def two_paths(draw: Drawn) -> Any:
    """Build a network in which what "first" and "second" pass on is added in "sum"."""
    from keras import Input, Model, layers

    pixels = Input(SMALL)
    first = layers.Conv2D(2, 3, padding="same", activation="relu", name="first")(pixels)
    second = layers.Conv2D(2, 3, padding="same", name="second")(first)
    return built(Model(pixels, layers.Add(name="sum")([first, second])), draw)


def nested(draw: Drawn) -> Any:
    """Build a network whose first part is a network of its own, "base" with the layer "maps", as in transfer."""
    from keras import Input, Model, Sequential, layers

    base = Sequential(
        [
            Input(SMALL),
            layers.Conv2D(3, 3, padding="same", activation="relu", name="inner"),
            layers.Conv2D(4, 3, padding="same", activation="relu", name="maps"),
        ],
        name="base",
    )
    pixels = Input(SMALL)
    hidden = layers.Rescaling(2.0, offset=-0.5, name="rescale")(pixels)
    hidden = layers.Flatten()(base(hidden))
    return built(Model(pixels, layers.Dense(3, activation="softmax")(hidden)), draw)


def filters_of(draw: Drawn, kernel: np.ndarray) -> Any:
    """Build a network with a convolution called "filters" of this kernel, (height, width, channels, filters).

    A second one, "more", has no biases, as before a BatchNormalization.
    """
    from keras import layers

    height, width, channels, filters = kernel.shape
    first, more = (filters, (height, width)), (2, 2)
    convolutions = layers.Conv2D(*first, name="filters"), layers.Conv2D(*more, use_bias=False, name="more")
    model = line(draw, *convolutions, size=(5, 7, channels))
    model.get_layer("filters").set_weights([kernel, draw.normal(size=filters)])
    return model


def classifier(
    draw: Drawn, ending: str = "softmax", size: Size = SMALL, filters: int = 4, stride: int = 1, then: Any = ()
) -> Any:
    """Build a convolution called "maps", what `then` follows, and a head for three classes.

    The head's `ending` is "softmax", "activation" or "scores".
    """
    from keras import layers

    end = {
        "softmax": [layers.Dense(3, activation="softmax")],
        "activation": [layers.Dense(3), layers.Activation("softmax")],
        "scores": [layers.Dense(3)],
    }
    maps = layers.Conv2D(filters, 3, strides=stride, padding="same", activation="relu", name="maps")
    return line(draw, maps, *then, layers.Flatten(), *end[ending], size=size)


def with_evidence(draw: Drawn, model: Any, size: Size = SMALL, whole: bool = False) -> tuple[np.ndarray, int]:
    """Draw weights, an image and a class until many of its places, but not all, hold evidence for the class.

    Pixels are 0 or 1, as whole numbers, where `whole` is asked for.
    """
    while True:
        built(model, draw)
        image = draw.integers(0, 2, size=size) if whole else few(draw, *size)
        class_index = int(draw.integers(3))
        heat = oracle.evidence(model, image, class_index, "maps")
        if 0.3 < (heat > 0.05 * heat.max()).mean() < 1 and heat.max() > 0.05:
            return image, class_index


def in_turn(
    subject: Subject, draw: Drawn, model: Any, image: np.ndarray, class_index: int
) -> Iterator[tuple[Any, str]]:
    """Yield networks beside the student's code, and what is said of each; `model` has the weights of the newest.

    The same network comes twice, with other weights, and then another one of the same name.
    """
    placed = subject.place(model)
    yield placed, "This network was not asked about before"
    for again in (True, False):
        built(model, draw)
        while not oracle.evidence(model, image, class_index, "maps").max() > 0.05:
            built(model, draw)
        if again:
            subject.probes.set_weights(placed, model.get_weights())
            yield placed, "This network was asked about before, and has learned since"
        else:
            yield subject.place(model), "Another network of the same name was asked about before"


def each_is_asked_anew(
    subject: Subject, expect: Expect, draw: Drawn, ask: Callable[..., Any], right: Callable[..., Any], name: str
) -> None:
    """Fail unless what is asked of networks in turn is right for each; what was right for a former one has a name."""
    model = classifier(draw)
    image, class_index = with_evidence(draw, model)
    former: list[Any] = []
    for placed, why in in_turn(subject, draw, model, image, class_index):
        got, want = ask(placed, image, class_index), right(model, image, class_index)
        expect.unless(any(expect.alike(got, each, rtol=1e-3) for each in former), name, why)
        expect.close(got, want, why=why)
        former.append(want)


def sure(model: Any, image: np.ndarray, class_index: int) -> None:
    """Scale the last weights until a probability is 1 to the last digit, or not the largest."""
    scores = oracle.scores(model, image)
    gap = np.abs(scores - scores[class_index])
    *rest, kernel, bias = model.get_weights()
    factor = 500 / max(np.sort(gap)[1], 1e-3)
    model.set_weights([*rest, kernel * factor, bias * factor])


def softmax(scores: np.ndarray) -> np.ndarray:
    """What the same network would give with a softmax at its end."""
    powers: np.ndarray = np.exp(scores - scores.max())
    return powers / powers.sum()


def silent(model: Any) -> Any:
    """Give a classifier filters that answer to no image: the scores are its last biases."""
    weights = model.get_weights()
    weights[1] = np.full_like(weights[1], -99.0)
    model.set_weights(weights)
    return model


def case_of_the_mark(draw: Drawn) -> tuple[tuple[int, int], int, np.ndarray, Any]:
    """Draw place, class, image and a network that tells the class by the mark in that place alone."""
    mark = draw.permutation(np.repeat([-1.0, 1.0], 14)[:27]).reshape(3, 3, 3)
    place, class_index = (int(draw.integers(5, 21)), int(draw.integers(5, 29))), int(draw.integers(3))
    return place, class_index, _marked(draw, mark, place), _detective(draw, mark, class_index)


def _marked(draw: Drawn, mark: np.ndarray, place: tuple[int, int]) -> np.ndarray:
    """Draw an image of soft noise with the mark in its place."""
    image = draw.uniform(0.4, 0.6, size=(29, 37, 3))
    y, x = place
    image[y : y + 3, x : x + 3] = 0.5 + 0.5 * mark
    return image


def _detective(draw: Drawn, mark: np.ndarray, class_index: int) -> Any:
    """Build a network whose class follows from the mark alone: one filter is the mark, three look for anything else.

    To the mark the filter answers about 0.5, to noise or to a mark half seen less than the 0.4 that are subtracted.
    """
    from keras import layers

    model = line(
        draw,
        layers.Conv2D(4, 3, padding="same", activation="relu", name="marks"),
        layers.MaxPooling2D(2, name="pooled"),
        layers.GlobalAveragePooling2D(),
        layers.Dense(3, activation="softmax"),
        size=(29, 37, 3),
    )
    kernel, bias, _, _ = model.get_weights()
    place = draw.integers(4)
    kernel[..., place], bias[place] = mark / 27, -0.4
    head = draw.uniform(0.2, 0.6, size=(4, 3))
    head[:, class_index], head[place] = 0.0, 0.0
    head[place, class_index] = 60000.0  # the mean over 252 places, of which one answers, is small
    model.set_weights([kernel, bias, head, np.zeros(3)])
    return model


def _normal(draw: Drawn, weight: np.ndarray) -> np.ndarray:
    return draw.normal(scale=1.5 / np.sqrt(weight[..., 0].size), size=weight.shape)
