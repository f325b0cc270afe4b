"""What ex14 is tested on: images that each way of resizing treats alike, and a network that sees mean colours."""

from __future__ import annotations

import contextlib
from typing import Any

import numpy as np

from reference import backbone
from reference.datasets.images import rendered_source_objects
from reference.ex14_pretrained.oracle import SIZES
from reference.kit.author import Expect, Subject

Drawn = np.random.Generator

FELL_OVER = {"AttributeError", "KeyError", "IndexError", "TypeError", "NameError"}
"""What ends a function that goes on with a name that nobody knows."""

OTHERS = ["MobileNet", "MobileNetV2", "ResNet50V2"]
"""Networks that `keras.applications` has, and this exercise does not; each is built in seconds."""

SIBLINGS = {
    25_613_800: "ResNet50V2",
    44_707_176: "ResNet101",
    44_675_560: "ResNet101V2",
    60_419_944: "ResNet152",
    60_380_648: "ResNet152V2",
    55_873_736: "InceptionResNetV2",
}
"""Networks whose names begin or end like one of the table's, by their parameters as Keras's documentation has them."""

FRUITS = ["Apricot", "Banana", "Cocos", "Kiwi", "Lemon", "Plum", "Raspberry"]


def things(draw: Drawn, n: int) -> tuple[np.ndarray, list[str]]:
    """Images (uint8) of n kinds of things that fruitbowl has learned, and what they show."""
    names = [str(name) for name in draw.choice(backbone.CLASS_NAMES, size=n, replace=False)]
    seed = int(draw.integers(2**32))
    made = rendered_source_objects(backbone.SIZE, 1, 0, seed, names, cache=False, processes=1)
    return np.rint(255 * made.train_images).astype(np.uint8), names


def noise(draw: Drawn, n: int, size: int) -> np.ndarray:
    """Images of this size, each pixel drawn."""
    return draw.integers(0, 256, size=(n, size, size, 3), dtype=np.uint8)


def plain(draw: Drawn, height: int, width: int) -> np.ndarray:
    """An image of one colour: however it is resized, it stays that."""
    return np.broadcast_to(draw.integers(0, 256, size=3, dtype=np.uint8), (height, width, 3)).copy()


def twins(draw: Drawn, size: int) -> list[np.ndarray]:
    """Two photos of this size that are as one in shape, sums, extremes and margins: the rows within are exchanged."""
    first = noise(draw, 1, size)[0]
    second = first.copy()
    second[5:-5] = first[5:-5][::-1]
    return [first, second]


def hardly_any_light(draw: Drawn) -> list[tuple[str, np.ndarray]]:
    """Photos, each of one colour, that somebody may take for something else than photos, and what they are."""
    black, white = (np.full((9, 4, 3), value, dtype=np.uint8) for value in (0, 255))
    dark = black + draw.permutation([0, 1, 1]).astype(np.uint8)
    return [
        ("a dark photo, whose pixels are 0 and 1", dark),
        ("a white photo", white),
        ("a batch of a dark and a black photo", np.stack([dark, black])),
        ("a black photo", black),
        ("a batch of a black photo, a white one and one of a colour", np.stack([black, white, plain(draw, 9, 4)])),
    ]


def stripes(draw: Drawn, size: int) -> tuple[np.ndarray, np.ndarray]:
    """A long image of three stripes, and where their middles are once it is `size` pixels wide.

    There, every way of resizing gives the stripe's own colour: even the widest kernel reaches 5 pixels of the result,
    and to the next stripe it is 8.
    """
    colours = draw.integers(0, 256, size=(1, 3, 3), dtype=np.uint8)
    return np.tile(colours.repeat(40, axis=1), (11, 1, 1)), size * np.array([1, 3, 5]) // 6


def probabilities(draw: Drawn, n: int) -> np.ndarray:
    """Probabilities of n classes, no two alike."""
    shares = draw.permutation(n) + draw.uniform(0.2, 0.8, size=n)
    normed: np.ndarray = shares / shares.sum()
    return normed


def in_some_order(draw: Drawn) -> list[str]:
    """The fruits as no alphabet has them."""
    names = [str(name) for name in draw.permutation(FRUITS)]
    return names if names != sorted(names) else names[::-1]


def namesakes(draw: Drawn) -> tuple[list[str], np.ndarray]:
    """The names of four classes, of which two and two are called alike, and what is probable at all: one of the two.

    The others have the probability 0.
    """
    names = [str(name) for name in draw.permutation(2 * draw.choice(FRUITS, size=2, replace=False).tolist())]
    return names, np.array([name == names[0] for name in names])


def one_each(expect: Expect, got: Any, want: list[tuple[str, float]], left_out: str, merged: str) -> None:
    """Name it where, of three guesses among namesakes, that of probability 0 is missing, or two are taken for one.

    It is known that of other classes three came, the right ones.
    """
    expect.unless(expect.alike(got, want[:2], rtol=1e-3), left_out, "Where three are asked for, it gave two")
    pairs, name = expect.sequence(got, of="pairs"), want[0][0]
    lost = not expect.alike([pair for pair in pairs if pair[0] == name], want[:2], rtol=1e-3)
    rest_is_right = expect.alike([pair for pair in pairs if pair[0] != name], want[2:], rtol=1e-3)
    expect.unless(lost and rest_is_right, merged, f"Two of the classes have the name {name}")


def planted(
    draw: Drawn, name: str, classes: int = len(FRUITS), *, thinned: bool = False, possible: np.ndarray | None = None
) -> Any:
    """A model with the input of this network that tells classes by the mean colour it is given.

    Where it is `thinned`, it has BatchNormalization and Dropout, which do nothing as long as it is not trained; its
    last layer is shut, and it is compiled. What is not `possible` it gives the probability 0.
    """
    import keras

    size = SIZES[name]
    model = keras.Sequential([keras.Input((size, size, 3)), keras.layers.GlobalAveragePooling2D()])
    if thinned:
        as_it_comes = [np.ones(3), np.zeros(3), np.zeros(3), np.full(3, 0.999)]  # 0.001 is added to the variance
        model.add(keras.layers.BatchNormalization())
        model.layers[-1].set_weights(as_it_comes)
        model.add(keras.layers.Dropout(0.5))
    model.add(keras.layers.Dense(classes, activation="softmax"))
    # Of the pixels: so no class has it all, even if they are left in 0..255.
    spread = 100 if name in ("VGG16", "ResNet50") else 20
    kernel, biases = draw.normal(size=(3, classes)) / spread, draw.normal(size=classes)
    model.layers[-1].set_weights([kernel, biases if possible is None else np.where(possible, biases, -1000)])
    if thinned:
        model.layers[-1].trainable = False
        model.compile(keras.optimizers.SGD(float(draw.uniform(0.1, 0.2))), loss="mse")
    return model


def loaded(subject: Subject, expect: Expect, path: str) -> Any:
    """Ask for a fruitbowl with the weights of a file; who takes them for a whole model is told so."""
    try:
        return subject.load_pretrained(backbone.NAME, path)
    except Exception as error:
        as_model = "model config" in getattr(error, "text", "") or "file format" in getattr(error, "text", "")
        expect.unless(as_model, "weights-taken-for-a-model")
        raise


def prepared(subject: Subject, expect: Expect, images: np.ndarray, name: str) -> Any:
    """Ask for prepared images; who ends in an error on a batch, and not on its first image, is told so."""
    try:
        return subject.prepare(images, name)
    except Exception:
        takes_one = False
        with contextlib.suppress(Exception):
            subject.prepare(images[0], name)
            takes_one = True
        with contextlib.suppress(Exception):
            subject.prepare(images, name)  # a message shows the newest call
        expect.unless(takes_one, "batch-taken-for-one-image")
        raise


def refused(subject: Subject, expect: Expect, name: str) -> None:
    """Ask for a network that nobody knows; an answer, or an error of another kind than ValueError, is named."""
    try:
        model = subject.load_pretrained(name, None)
    except Exception as error:
        what, types = getattr(error, "text", ""), getattr(error, "types", ())
        explains = types and "ValueError" not in types and all(known in what for known in SIZES)
        expect.unless(explains, "another-kind-of-error", f"It raised {', '.join(types[:1])}: {what[:300]}")
        over = FELL_OVER & set(types)
        expect.unless(over, "unknown-name-falls-through", f"It raised {', '.join(sorted(over))}: {what[:300]}")
        raise
    expect.unless(model is None, "none-for-an-unknown-name")
    built = subject.calls[-1].type_name in ("Functional", "Sequential", "Model")
    expect.unless(built, "any-network-of-keras" if name in OTHERS else "another-network-for-an-unknown-name")


def ends_in_a_softmax(subject: Subject, expect: Expect, draw: Drawn, model: Any, size: int) -> None:
    """Fail unless a large network gives probabilities; it is asked only where its layers do not tell."""
    found, layers = 0, list(subject.probes.describe(model)["layers"])
    while layers:
        layer = layers.pop()
        layers += layer.get("layers", [])
        found += layer["activation"] == "softmax" or "Softmax" in layer["kinds"]
    expect.unless(found > 1, "softmax-behind-a-softmax")
    if not found:
        total = float(np.sum(subject.probes.predict(model, draw.uniform(size=(1, size, size, 3)).astype(np.float32))))
        expect.unless(not abs(total - 1) < 1e-2, "scores-for-probabilities", f"For an image, they sum to {total:.4g}")


def are_one(subject: Subject, first: Any, second: Any, inputs: np.ndarray) -> bool:
    """Tell whether what is done to the second network happens to the first: they are one object, or share weights."""
    before = subject.probes.predict(first, inputs)
    subject.probes.set_weights(second, [1.5 * w["value"] + 0.1 for w in subject.probes.weights(second)])
    return not np.array_equal(before, subject.probes.predict(first, inputs))


def without_weights(subject: Subject, expect: Expect, name: str) -> Any:
    """Ask for a network without weights; say so where somebody else's were to be fetched."""
    try:
        return subject.load_pretrained(name, None)
    except Exception as error:
        asked = "wanted to fetch weights that somebody has trained: asked for None, it gives a network with random ones"
        expect.that("URL fetch failure" not in str(error), f"{asked}. What is the default of `weights` in Keras?")
        raise


def built_anew(subject: Subject, expect: Expect, draw: Drawn, model: Any, name: str) -> None:
    """Fail if a second call gives the network of the first one; its answers tell where the names of layers do not."""
    another = subject.load_pretrained(name, None)
    first, second = ([layer["name"] for layer in subject.probes.describe(each)["layers"]] for each in (model, another))
    if first == second:  # Keras counts: two of its networks have names of their own
        image = draw.uniform(size=(1, SIZES[name], SIZES[name], 3)).astype(np.float32)
        answers = [subject.probes.predict(each, image) for each in (model, another)]
        expect.unless(np.array_equal(*answers), "one-network-for-all-calls")


def not_of_an_earlier_call(expect: Expect, got: Any, want: Any, earlier: list[Any], mistake: str) -> None:
    """Fail with this mistake where what came back is what an earlier call gave, rightly then; then take it to those."""
    seen = any(expect.alike(got, other) for other in earlier)
    expect.unless(seen and not expect.alike(got, want, rtol=1e-3), mistake)
    earlier.append(got)


def not_jumbled(expect: Expect, got: Any, want: list[tuple[str, float]]) -> None:
    """Name it where all guesses are right, and stand neither in their order nor in the opposite one."""
    places = {name: i for i, (name, _) in enumerate(want)}
    pairs = list(got) if isinstance(got, list | tuple) else []
    known = all(isinstance(pair, list | tuple) and len(pair) == 2 and str(pair[0]) in places for pair in pairs)
    ordered = sorted(pairs, key=lambda pair: places[str(pair[0])]) if known else []
    jumbled = expect.alike(ordered, want) and pairs not in (ordered, ordered[::-1])
    expect.unless(jumbled, "best-in-no-order")


def state(subject: Subject, model: Any) -> dict[str, Any]:
    """What a model of a test's is like: which layers are open, how it is compiled, and all the rest."""
    facts, weights = subject.probes.describe(model), subject.probes.weights(model)
    return {
        "open": [layer["trainable"] for layer in facts["layers"]] + [each["trainable"] for each in weights],
        "compiled": [facts[part] for part in ("compiled", "loss", "optimizer", "learning_rate")],
        "config": subject.probes.config(model),
        "weights": [each["value"].tobytes() for each in weights],
    }


def is_as_before(subject: Subject, expect: Expect, model: Any, before: dict[str, Any]) -> None:
    """Fail unless a model is as it was before it was asked."""
    now = state(subject, model)
    expect.unless(now["open"] != before["open"], "layers-left-shut")
    expect.unless(now["compiled"] != before["compiled"], "compiled-by-who-only-asks")
    expect.unless(now != before, "network-left-changed")
