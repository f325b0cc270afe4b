"""What ex15 is tested on: a small base whose layers can be told apart, images with labels, weights for a head."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import Any

import numpy as np

from reference.ex15_transfer_learning import oracle
from reference.kit.author import Subject

Drawn = np.random.Generator

SHAPE = (12, 11, 3)
"""Of the small base's images; its maps are (3, 2, 6)."""
CLASSES = 3
OPEN_INSIDE = ("first", "norm_a", "second")
NORMS = ("norm_a", "centred")
"""Layers of the small base that normalise batches; of the second, the name does not say so."""
RATE_BEFORE = 0.03125
"""The rate of a model that has been compiled before: no rate that a test asks for."""


FREEZES = {
    "minus-zero": ("abcde", "", "cde", "cde", "cde"),
    "only-ever-shut": ("", "", "cde", "", ""),
    "whole-opened-first": ("", "", "cde", "", "cde|abcde"),
    "only-ever-opened": ("abcde", "abcde", "abcde", "cde", "cde"),
    "normalisation-left-shut": ("", "", "ce", "ce", "ce"),
    "all-shut": ("", "", "", "", ""),
    "first-instead-of-last": ("", "ab", "abcde", "abcde", "abcde"),
    "only-layers-with-weights-counted": ("", "de", "abcde|e", "abcde|e", "abcde|e"),
    "one-layer-too-few": ("", "", "de", "de", "de"),
    "one-layer-too-many": ("", "", "bcde", "bcde", "bcde"),
    "input-layer-not-counted": ("", "", "cde", "cde", "bcde"),
    "switches-exchanged": ("abcde", "abcde", "ab", "ab", "ab"),
    "always-the-last-four": ("e", "e", "e", "e", "e"),
    "return-inside-the-loop": ("bcde", "bcde", "bcde", "", ""),
}
"""Layers of `stack` that a wrong `freeze` leaves open where the last 0, 2 and 6 are asked for, and 6 again where all
were shut before, one by one or as a whole. Right is nothing, nothing, and "cde" three times. "|" stands between two
ways."""
TUNES: dict[tuple[str, ...], str] = {
    ("fst", "fst", "fst", "fst", "fst"): "whole-base-opened",
    ("t", "st", "fst", "fst", "fst"): "opened-and-none-shut",
    ("t", "st", "fst", "t", "fst"): "switch-of-the-whole-base",
    ("st", "fst", "fst", "st", "st"): "normalisation-not-counted",
    ("st", "fst", "", "st", "st"): "normalisation-not-counted",
    ("t", "t", "st", "t", "t"): "one-layer-too-few-tuned",
    ("st", "st", "fst", "st", "st"): "one-layer-too-many-tuned",
    ("f", "fs", "fst", "f", "f"): "first-layers-tuned",
    ("st", "st", "st", "st", "st"): "always-four",
    ("", "", "t", "", ""): "counted-from-the-end-of-the-model",
}
"""Convolutions of the small base that a wrong `fine_tune` trains, by their first letters: where the last 3, 4 and 6
layers are asked for of a base whose layers were shut one by one, 3 of one that was open, and 3 of one that was shut
with open layers inside. Right is "t", "st", "fst", "t" and "t"."""


def small_base(draw: Drawn, shut: bool = False) -> Any:
    """Two normalised convolutions, a third, a pooling: seven layers, the last four with normalisation among them."""
    import keras

    layers = keras.layers
    inputs = keras.Input(SHAPE, name="images")
    x = layers.Conv2D(4, 3, activation="tanh", name="first")(inputs)
    x = layers.BatchNormalization(name="norm_a")(x)
    x = layers.Conv2D(5, 3, activation="tanh", name="second")(x)
    x = layers.BatchNormalization(name="centred")(x)
    x = layers.Conv2D(6, 3, activation="tanh", name="third")(x)
    base = keras.Model(inputs, layers.MaxPooling2D(2, name="pool")(x), name="base")
    base.set_weights(
        [
            draw.uniform(0.5, 1.5, size=w.shape)
            if "variance" in w.path or "gamma" in w.path
            else draw.normal(scale=0.4, size=w.shape)
            for w in base.weights
        ]
    )
    for layer in base.layers if shut else []:
        layer.trainable = False  # one by one: the base itself still counts as trainable
    return base


def with_a_skip(draw: Drawn) -> Any:
    """A base in which maps go two ways and meet again."""
    from keras import Input, Model, layers

    inputs = Input(SHAPE, name="images")
    x = layers.Conv2D(4, 3, activation="tanh", name="first")(inputs)
    further = layers.Conv2D(4, 3, padding="same", activation="tanh", name="second")(x)
    base = Model(inputs, layers.MaxPooling2D(2, name="pool")(layers.Add(name="meet")([x, further])), name="base")
    base.set_weights([draw.normal(scale=0.4, size=w.shape) for w in base.weights])
    return base


def shut_around_open(draw: Drawn) -> Any:
    """A small base whose own switch stands on False, with three layers inside that are open: see `OPEN_INSIDE`."""
    base = small_base(draw)
    base.trainable = False
    for layer in base.layers:
        layer.trainable = layer.name in OPEN_INSIDE
    return base


def is_norm(path: str) -> bool:
    """Tell whether a weight of the small base belongs to a BatchNormalization, by its path."""
    return path.split("/")[0] in NORMS


def stack(shut: str) -> Any:
    """Five layers with weights, "a" to "e", and three without behind them: ways of counting differ here.

    It may be shut, in "each" layer by itself or as a "whole".
    """
    from keras import Input, Model, Sequential, layers

    five = [layers.BatchNormalization(name=n) if n in "bd" else layers.Conv2D(2, 1, name=n) for n in "abcde"]
    behind = [layers.Activation("relu", name=f"relu_{place}") for place in range(3)]
    model = Sequential([Input((2, 2, 2)), *five, *behind], name="stack")
    for layer in model.layers if shut == "each" else []:
        layer.trainable = False
    if shut == "whole":
        model = Model(model.inputs[0], model.outputs[0])  # a Sequential loses its own switch on the way
        model.trainable = False
    return model


def numbers_in(history: Any) -> int | None:
    """How many numbers a history has for each name; None for what is no history, or has various."""
    lists = list(history.values()) if type(history) is dict else [None]
    counts = {len(values) if isinstance(values, list | tuple) else None for values in lists}
    return 0 if not counts else counts.pop() if len(counts) == 1 else None


def pictures(draw: Drawn, count: int) -> tuple[np.ndarray, np.ndarray]:
    """Images, and labels among which every class occurs."""
    return draw.uniform(size=(count, *SHAPE)).astype(np.float32), draw.permutation(np.arange(count) % CLASSES)


def head_weights(draw: Drawn, shapes: list[tuple[int, ...]], planted: bool = False) -> list[np.ndarray]:
    """Weights for a head: drawn ones, or such that all hidden units are alike, each with a class of its own."""
    if planted:
        small = np.repeat(draw.uniform(0.01, 0.02, size=(shapes[0][0], 1)), shapes[0][1], axis=1)
        return [small, np.ones(shapes[1]), np.eye(shapes[2][0], shapes[2][1]), np.zeros(shapes[3])]
    first = draw.normal(scale=1 / np.sqrt(shapes[0][0]), size=shapes[0])
    return [first, *(draw.normal(size=shape) for shape in shapes[1:])]


def is_head(path: str) -> bool:
    """Tell whether a weight is one of the head's, by its path."""
    return path.split("/")[-2] in ("hidden", "classes")


def give_head(subject: Subject, model: Any, ours: Any, weights: list[np.ndarray]) -> None:
    """Give the head of a model around a copy of `ours` these weights, whatever its layers are called."""
    inside = {oracle.short(weight.path) for weight in ours.weights}
    by_shape = {weight.shape: weight for weight in weights}
    now = subject.probes.weights(model)
    values = [w["value"] if oracle.short(w["path"]) in inside else by_shape[w["value"].shape] for w in now]
    subject.probes.set_weights(model, values)


def open_weights(subject: Subject, base: Any) -> list[str]:
    """Names of the base's weights that are trained in a model around it, whatever the base says of itself."""
    around = subject.probes.call(subject.functions.with_head(CLASSES, True, RATE_BEFORE), base)
    paths = [weight["path"] for weight in subject.probes.weights(around) if weight["trainable"]]
    return [oracle.short(path) for path in paths if not is_head(path)]


def mistake_of_freeze(subject: Subject, again: Callable[[], Any]) -> str:
    """The wrong way that explains what a wrong `freeze` does to other models; "" where none does.

    The call that went wrong is made again at the end: what is said is about the newest.
    """
    left, switched = [], []
    for keep_last, shut in ((0, ""), (2, ""), (6, ""), (6, "each"), (6, "whole")):
        base = subject.place(stack(shut))
        subject.freeze(base, keep_last)
        left.append("".join(sorted({name[0] for name in open_weights(subject, base)})))
        switched.append(open_layers(subject, base))
    again()
    if switched[0] and not left[0]:
        return "switches-of-the-weights"
    fits = (all(map(_is_one_of, left, opened)) for opened in FREEZES.values())
    return next((name for name, fit in zip(FREEZES, fits, strict=True) if fit), "")


def open_layers(subject: Subject, base: Any) -> list[str]:
    """Names of the layers with weights whose own switch stands on True."""
    layers = subject.probes.describe(base)["layers"]
    return [layer["name"] for layer in layers if layer["parameters"] and layer["trainable"]]


def _is_one_of(got: str, ways: str) -> bool:
    return got in ways.split("|")


class Run:
    """A base and a compiled model around it beside the student's code, and what training does to their weights."""

    def __init__(self, subject: Subject, draw: Drawn, ours: Any, nested: bool = True) -> None:
        self.subject, self.draw, self.ours = subject, draw, ours
        base = subject.place(ours)
        self.model = subject.probes.call(subject.functions.with_head(CLASSES, nested, RATE_BEFORE), base)
        self.both = self.model, base
        sizes = [(weight["path"], weight["value"]) for weight in subject.probes.weights(self.model)]
        self.values = [draw.normal(scale=0.5, size=v.shape) if is_head(path) else v for path, v in sizes]
        subject.probes.set_weights(self.model, self.values)
        self.training, self.validation = pictures(draw, 12), pictures(draw, 5)
        self.train: Callable[..., Any] = self.train_head
        self.history: Any = None
        self.seed = int(draw.integers(2**31))
        self.note()

    def note(self) -> None:
        """Remember the weights, and what the model costs with them."""
        self.before, self.cost_before = self.weights(), self.cost(self.training)

    def start_again(self, seed: int, training: tuple[np.ndarray, np.ndarray]) -> None:
        """Give the model the weights that it had at the beginning, another seed and other images."""
        self.subject.probes.set_weights(self.model, self.values)
        self.seed, self.training = seed, training

    def fit_batch(self) -> None:
        """Train one batch as the model was compiled: from now on it has a training step."""
        self.subject.probes.fit_batch(self.model, *self.training)
        self.note()

    def train_head(self, epochs: int = 1, learning_rate: float = 0.01) -> Any:
        """Have the student's code train the head."""
        self.train, given = self.train_head, (*self.both, *self.training, self.validation)
        self.history = self.subject.eagerly("train_head", *given, epochs, learning_rate, self.seed)
        return self.history

    def fine_tune(self, last_layers: int = 4, epochs: int = 1, learning_rate: float = 0.01) -> Any:
        """Have the student's code train the last layers too."""
        self.train, given = self.fine_tune, (*self.both, last_layers, *self.training, self.validation)
        self.history = self.subject.eagerly("fine_tune", *given, epochs, learning_rate, self.seed)
        return self.history

    def watch_another_class(self) -> None:
        """Have a class that none of the images to train on shows, and all of those to watch: 1."""
        self.training = self.training[0], self.training[1] // 2 * 2
        images, labels = pictures(self.draw, 60)
        self.validation = images, np.ones_like(labels)
        self.note()

    def learned_what_is_watched(self) -> bool:
        """Tell whether class 1 became likelier: each image of another class makes it less likely."""
        return bool(self.weights()["classes/bias"][1] > self.before["classes/bias"][1])

    def mistake(self) -> str:
        """The wrong way that explains which layers a wrong `fine_tune` trains; "" where none does."""
        shut, usual = small_base(self.draw, shut=True), small_base(self.draw)
        around, trained = shut_around_open(self.draw), []
        for ours, numbers in ((shut, (3, 4, 6)), (usual, (3,)), (around, (3,))):
            other = Run(self.subject, self.draw, ours, nested=False)
            for last_layers in numbers:
                other.note()
                other.fine_tune(last_layers)
                trained.append("".join(sorted({path[0] for path in other.moved() if not is_norm(path)})))
        return TUNES.get(tuple(trained), "")

    def stayed(self) -> str:
        """The wrong way that explains why the newest training has moved no weight of the head; "" where one moved."""
        if self.moved(head=True):
            return ""
        if self.moved():
            return "base-instead-of-the-head" if self.train == self.train_head else "head-is-shut"
        return self._mistake_of_no_epoch() or "nothing-is-trained"

    def mistake_of_epochs(self, epochs: int) -> str:
        """The wrong way that explains why a history of so many epochs has one number for each name; "" elsewhere."""
        train = self.train
        if epochs == 1 or numbers_in(self.history) != 1:
            return ""
        moved = []
        for count in (1, epochs):
            self.start_again(self.seed, self.training)
            train(epochs=count, learning_rate=0.01)
            moved.append(self.steps())
        once, often = moved
        return "epochs-ignored" if np.allclose(once, often, rtol=1e-3, atol=1e-6) else "history-of-the-last-epoch"

    def keeps_accounts(self) -> bool:
        """Tell whether a training hangs on the one before it, where weights, image and seed are the same."""
        moved, image = [], self.training[0][:1]
        for label in (0, 1, 0):
            self.start_again(self.seed, (image, np.array([label])))
            self.train()
            moved.append(self.steps())
        return not np.allclose(moved[0], moved[2], rtol=1e-3, atol=1e-6)

    def needs_all_classes(self) -> bool:
        """Tell whether training fails where the images show one class alone, and not where they show all."""
        images, labels = pictures(self.draw, 12)
        return self._can_train(images, labels) and not self._can_train(images, 0 * labels)

    def _can_train(self, images: np.ndarray, labels: np.ndarray) -> bool:
        self.training = images, labels
        with contextlib.suppress(Exception):  # whatever the student's code raises
            self.train()
            return True
        return False

    def _mistake_of_no_epoch(self) -> str:
        """The wrong way that explains an empty history: fewer epochs than asked for, the first time or the second."""
        if numbers_in(self.history) != 0:
            return ""
        other = Run(self.subject, self.draw, small_base(self.draw))
        train = other.train_head if self.train == self.train_head else other.fine_tune
        first, second = numbers_in(train(epochs=3)), numbers_in(train(epochs=4))
        if first == 3 and second in (1, 2, 3):
            return "epochs-taken-off"
        return "one-epoch-too-few" if (first, second) == (2, 3) else ""

    def weights(self) -> dict[str, np.ndarray]:
        """All weights by layer and name, such as "hidden/kernel"."""
        both = [weight for model in self.both for weight in self.subject.probes.weights(model)]
        return {oracle.short(weight["path"]): weight["value"] for weight in both}

    def moved(self, head: bool = False) -> list[str]:
        """Names of the weights of the base, or of the head, that are not what they were, to the bit."""
        now = self.weights()
        changed = [name for name, value in self.before.items() if not np.array_equal(value, now[name])]
        return [name for name in changed if is_head(name) == head]

    def steps(self) -> np.ndarray:
        """How far each weight of the head has moved."""
        now = self.weights()
        return np.concatenate([np.abs(now[name] - self.before[name]).ravel() for name in now if is_head(name)])

    def longest_step(self) -> float:
        """How far the weight of the head that moved most has moved."""
        return float(self.steps().max())

    def is_at_a_tenth(self, rate: float) -> bool:
        """Tell whether the model's own optimizer has a tenth of this rate and made one step of Adam with that.

        Such a step moves all weights alike. Neither an average of the weights nor a rate that falls does both.
        """
        has = self.subject.probes.describe(self.model)["learning_rate"] or 0.0
        return bool(np.allclose([has, *np.quantile(self.steps(), [0.5, 1])], rate / 10, rtol=0.05))

    def cost(self, part: tuple[np.ndarray, np.ndarray]) -> float:
        """The cross-entropy of these labels as the model is now."""
        return oracle.cross_entropy(self.subject.probes.predict(self.model, part[0]), part[1])
