"""Graded tests of ex15: what is trained is seen by comparing weights before and after, to the last bit."""

import numpy as np
import pytest

from reference.ex15_transfer_learning import oracle
from reference.ex15_transfer_learning.calibration import few_accuracy
from reference.kit.course import Course

SAYS = {v.recognised_as: v.says for v in reversed(Course.here().exercise("ex15_transfer_learning").misconceptions)}
"""What is said of a recognised mistake."""

SHAPE = (12, 11, 3)
"""Of the small base's images; its maps are (3, 2, 6)."""
CLASSES = 3
RATE_BEFORE = 0.03125
"""The rate of a model that has been compiled before: no rate that a test asks for."""
WITHIN = 1e-4
"""How far two answers of one network may lie apart: float32 leaves 1e-6, the slips differ by 1e-2 and more."""


@pytest.mark.task("freeze", points=0.5)
def test_without_keep_last_every_layer_is_shut(subject, expect, draw):
    base = subject.place(small_base(draw))
    subject.freeze(base)
    found = open_weights(subject, base)
    must(expect, len(found) < 10, "minus-zero")
    expect.that(not found, f"left {in_words(found)} open: where keep_last is 0, no layer is trained")


@pytest.mark.task("freeze", points=0.5)
def test_all_but_the_last_layers_are_shut(subject, expect, draw):
    ours = small_base(draw)
    base = subject.place(ours)
    keep_last = int(draw.integers(3, 5))
    subject.freeze(base, keep_last)
    opened(expect, open_weights(subject, base), ours, keep_last)


@pytest.mark.task("freeze", points=0.5)
def test_layers_that_were_shut_are_opened(subject, expect, draw):
    ours = small_base(draw, shut=True)
    base = subject.place(ours)
    keep_last = int(draw.integers(3, 5))
    subject.freeze(base, keep_last=keep_last)
    opened(expect, open_weights(subject, base), ours, keep_last)


@pytest.mark.task("freeze", points=0.25)
def test_same_model_comes_back(subject, expect, draw):
    base = subject.place(small_base(draw))
    got = subject.freeze(base, 2)
    described = subject.probes.describe(got)
    changed = [draw.normal(size=w["value"].shape) for w in subject.probes.weights(base)]
    subject.probes.set_weights(base, changed)
    now = [w["value"] for w in subject.probes.weights(got)]
    expect.that(
        described["name"] == "base" and all(np.allclose(a, b) for a, b in zip(now, changed, strict=True)),
        "returned a copy: set the switches of the model that you are given, and return it",
    )


@pytest.mark.task("build_transfer_model", points=0.5)
def test_head_is_flatten_dense_dropout_dense(subject, expect, draw):
    ours = small_base(draw)
    hidden, n_classes = map(int, draw.permutation([5, 7]))
    model = subject.build_transfer_model(subject.place(ours), n_classes, hidden, 0.25)
    has_head(subject, expect, model, ours, n_classes, hidden)


@pytest.mark.task("build_transfer_model", points=0.75)
def test_predictions_follow_from_base_and_head(subject, expect, draw):
    ours = small_base(draw)
    base = subject.place(ours)
    model = subject.build_transfer_model(base, 5, 7, 0.25)
    has_head(subject, expect, model, ours, 5, 7)
    weights = give_head(subject, draw, model, ours, 5, 7)
    images = draw.uniform(size=(2, *SHAPE)).astype(np.float32)
    features = subject.probes.predict(base, images)
    got, want = subject.probes.predict(model, images), oracle.head(features, weights)
    for slip in list(oracle.SLIPS)[1:]:
        must(expect, close(got, want) or not close(got, oracle.head(features, weights, slip)), slip)
    scaled = oracle.head(subject.probes.predict(base, images / 255), weights)
    must(expect, close(got, want) or not close(got, scaled), "pixels-divided-in-the-model")
    expect.close(got, want, rtol=WITHIN, why="This is what the base's maps and the weights of the head give")


@pytest.mark.task("build_transfer_model", points=0.5)
def test_base_itself_is_inside(subject, expect, draw):
    base = subject.place(small_base(draw))
    model = subject.build_transfer_model(base, 5, 7, 0.25)
    images = draw.uniform(size=(2, *SHAPE)).astype(np.float32)
    before = subject.probes.predict(model, images)
    others = small_base(draw).get_weights()
    subject.probes.set_weights(base, others)
    must(expect, not np.array_equal(before, subject.probes.predict(model, images)), "copy-of-the-base")


@pytest.mark.task("build_transfer_model", points=0.5)
def test_dropout_leaves_out_hidden_units(subject, expect, draw):
    ours = small_base(draw)
    dropout = float(draw.choice([0.2, 0.5, 0.75]))
    model = subject.build_transfer_model(subject.place(ours), 13, 11, dropout)
    has_head(subject, expect, model, ours, 13, 11)
    # Each hidden unit is 1 and adds its value to the score of its own class: the answer shows what dropout made of it.
    give_head(subject, draw, model, ours, 13, 11, planted=True)
    images = draw.uniform(size=(40, *SHAPE)).astype(np.float32)
    answer = np.asarray(subject.probes.call(subject.functions.as_in_training(), model, images), dtype=float)
    scores = np.log(answer[:, :11] / answer[:, 11:12])
    must(expect, np.ptp(scores) > WITHIN, "dropout-forgotten")
    share = float(np.mean(np.abs(scores) < WITHIN))
    # 440 units: the share strays by 0.024 (one standard deviation) at most; the rates lie 0.25 apart
    expect.that(
        abs(share - dropout) < 0.125,
        f"left out {share:.0%} of the hidden units in training; expected {dropout:.0%}",
    )


@pytest.mark.task("build_transfer_model", points=0.25)
def test_nothing_is_frozen_yet(subject, expect, draw):
    ours = small_base(draw)
    model = subject.build_transfer_model(subject.place(ours), 5, 7, 0.25)
    has_head(subject, expect, model, ours, 5, 7)
    trained = [w["path"] for w in subject.probes.weights(model) if w["trainable"]]
    must(expect, len(trained) == 14, "base-frozen-while-building")


@pytest.mark.task("build_transfer_model", points=0.5)
def test_vgg16_with_the_workshop_head(subject, expect):
    base = subject.probes.call(subject.functions.vgg16(75, 75))
    subject.freeze(base, keep_last=4)
    described = subject.probes.describe(subject.build_transfer_model(base, 16, 519, 0.5))
    got = described["parameters"], described["trainable_parameters"]
    want = oracle.VGG16_PARAMETERS, oracle.VGG16_TRAINABLE
    expect.that(
        got == want,
        "on VGG16 at 75 x 75 with its last 4 layers open has {:,} parameters, {:,} of them trainable; ".format(*got)
        + "the workshop had {:,} and {:,}".format(*want),
    )


@pytest.mark.parametrize("nested", [True, False], ids=["nested", "shared"])
@pytest.mark.task("train_head", points=0.25)
def test_base_stays_as_it_was_to_the_bit(subject, expect, draw, nested):
    run = Run(subject, draw, small_base(draw), nested)
    run.train_head()
    moved = run.moved_in_base()
    must(expect, len(moved) < 14, "base-left-open")
    must(expect, not moved or not all("norm" in path for path in moved), "normalisation-adapts")
    expect.that(not moved, f"moved {in_words(moved)} of the base: only the head is trained")


@pytest.mark.task("train_head", points=0.5)
def test_layers_that_were_open_in_a_shut_base_are_shut(subject, expect, draw):
    ours = small_base(draw)
    ours.trainable = False
    for layer in ours.layers[-4:]:
        layer.trainable = True
    run = Run(subject, draw, ours)
    run.train_head()
    moved = run.moved_in_base()
    must(expect, not moved or len(moved) == 14, "switch-of-the-whole-base")
    expect.that(not moved, f"moved {in_words(moved)} of the base: only the head is trained")


@pytest.mark.task("train_head", points=0.25)
def test_head_learns(subject, expect, draw):
    run = Run(subject, draw, small_base(draw))
    run.train_head(epochs=4)
    run.head_must_have_moved(expect)
    before, after = run.cost_before, run.cost()
    expect.that(
        after < before,
        f"was trained on 12 images, and the cross-entropy of their labels went from {before:.3f} to {after:.3f}: "
        "it must fall",
    )


@pytest.mark.task("train_head", points=0.25)
def test_head_is_trained_at_the_given_rate(subject, expect, draw):
    run = Run(subject, draw, small_base(draw))
    rate = float(draw.choice([0.002, 0.004, 0.02]))
    run.train_head(learning_rate=rate)
    run.rate_must_be(expect, rate)


@pytest.mark.task("train_head", points=0.5)
def test_history_of_the_head(subject, expect, draw):
    run = Run(subject, draw, small_base(draw))
    run.history_must_be_right(expect, run.train_head(epochs=3), 3)


@pytest.mark.parametrize("nested", [True, False], ids=["nested", "shared"])
@pytest.mark.task("fine_tune", points=0.25)
def test_last_four_layers_are_trained_and_no_other(subject, expect, draw, nested):
    run = Run(subject, draw, small_base(draw, shut=True), nested)
    run.fine_tune()
    run.only_the_last_must_have_moved(expect, 4)


@pytest.mark.task("fine_tune", points=0.25)
def test_last_layers_says_how_many(subject, expect, draw):
    run = Run(subject, draw, small_base(draw))
    count = int(draw.choice([2, 6]))
    run.fine_tune(last_layers=count)
    run.only_the_last_must_have_moved(expect, count)


@pytest.mark.task("fine_tune", points=0.5)
def test_statistics_of_batch_normalisation_stand_still(subject, expect, draw):
    run = Run(subject, draw, small_base(draw, shut=True))
    run.fine_tune()
    moved = [path for path in run.moved_in_base() if "moving_" in path]
    must(expect, not moved, "normalisation-opened-too")


@pytest.mark.task("fine_tune", points=0.5)
def test_model_is_compiled_again(subject, expect, draw):
    run = Run(subject, draw, small_base(draw))  # open: its optimizer knows all weights, and will not complain
    run.fit_batch()
    rate = float(draw.choice([0.001, 0.002, 0.004]))
    run.fine_tune(learning_rate=rate)
    run.rate_must_be(expect, rate)
    run.only_the_last_must_have_moved(expect, 4)


@pytest.mark.task("fine_tune", points=0.25)
def test_head_goes_on_learning(subject, expect, draw):
    run = Run(subject, draw, small_base(draw, shut=True))
    run.fine_tune()
    run.head_must_have_moved(expect)


@pytest.mark.task("fine_tune", points=0.25)
def test_history_of_fine_tuning(subject, expect, draw):
    run = Run(subject, draw, small_base(draw, shut=True))
    run.history_must_be_right(expect, run.fine_tune(epochs=2), 2)


@pytest.mark.task("fine_tune", points=1)
def test_eight_images_of_a_class_suffice(subject, expect, draw):
    accuracy = few_accuracy(subject, draw, expect.predictions)
    expect.reaches(accuracy, "ex15.few", why="Is the base the pretrained one, frozen first and opened gently?")


class Run:
    """A base and a compiled model around it beside the student's code, and what training did to their weights."""

    def __init__(self, subject, draw, ours, nested=True):
        self.subject, self.ours = subject, ours
        self.base = subject.place(ours)
        self.model = subject.probes.call(subject.functions.with_head(CLASSES, nested, RATE_BEFORE), self.base)
        values = [
            draw.normal(scale=0.5, size=w["value"].shape) if is_head(w["path"]) else w["value"]
            for w in subject.probes.weights(self.model)
        ]
        subject.probes.set_weights(self.model, values)
        self.images, self.labels = pictures(draw, 12)
        self.validation = pictures(draw, 5)
        self.seed = int(draw.integers(2**31))
        self.note()

    def note(self):
        """Remember the weights as they are now."""
        self.before = self.weights()
        self.cost_before = self.cost()

    def weights(self):
        """All weights by their path."""
        both = [*self.subject.probes.weights(self.base), *self.subject.probes.weights(self.model)]
        return {short(w["path"]): w["value"] for w in both}

    def fit_batch(self):
        """Train one batch as the model was compiled: from now on it has a training step."""
        self.subject.probes.fit_batch(self.model, self.images, self.labels)
        self.note()

    def train_head(self, epochs=1, learning_rate=0.01):
        return self.subject.train_head(
            self.model, self.base, self.images, self.labels, self.validation, epochs, learning_rate, self.seed
        )

    def fine_tune(self, last_layers=4, epochs=1, learning_rate=0.01):
        return self.subject.fine_tune(
            self.model, self.base, last_layers, self.images, self.labels, self.validation, epochs, learning_rate,
            self.seed,
        )  # fmt: skip

    def moved(self):
        """Paths of the weights that are not what they were, to the bit."""
        now = self.weights()
        return [path for path, value in self.before.items() if not np.array_equal(value, now[path])]

    def moved_in_base(self):
        return [path for path in self.moved() if not is_head(path)]

    def cost(self):
        return oracle.cross_entropy(self.subject.probes.predict(self.model, self.images), self.labels)

    def head_must_have_moved(self, expect):
        stayed = [path for path in self.before if is_head(path) and path not in self.moved()]
        must(expect, len(stayed) < 4, "nothing-is-trained")
        expect.that(not stayed, f"left {in_words(stayed)} of the head where they were: the whole head is trained")

    def only_the_last_must_have_moved(self, expect, count):
        """Fail unless the last layers of the base moved, and nothing before them; of BatchNormalization either way."""
        moved = self.moved_in_base()
        last = [short(path) for path in oracle.fine_tune(None, self.ours, count, *[None] * 6)]
        head = any(map(is_head, self.moved()))
        must(expect, moved or not head, "switch-that-does-nothing")
        must(expect, moved, "nothing-is-trained")
        first = [path for path in moved if path not in last and "moving_" not in path]
        must(expect, "first/kernel" not in first or count > 5, "whole-base-opened")
        expect.that(not first, f"trained {in_words(first)}, which do not belong to the last {count} layers of the base")
        stayed = [path for path in last if "norm" not in path and path not in moved]
        expect.that(
            not stayed, f"left {in_words(stayed)} where they were, which belong to the last {count} layers of the base"
        )

    def rate_must_be(self, expect, rate):
        got = self.subject.probes.describe(self.model)["learning_rate"]
        must(expect, got is None or not np.isclose(got, RATE_BEFORE), "not-compiled-again")
        must(expect, got is None or np.isclose(got, rate) or not np.isclose(got, 1e-3), "rate-of-keras")
        expect.that(
            got is not None and np.isclose(got, rate), f"trained with the learning rate {got}; it was given {rate}"
        )

    def history_must_be_right(self, expect, got, epochs):
        if type(got) is not dict:
            must(expect, "History" not in repr(got), "history-as-an-object")
            expect.fail("returned no dict: the history holds a list of numbers for each measure")
        for name in ("loss", "val_loss"):
            expect.that(name in got, f"returned a dict without {name!r}: it has {', '.join(map(repr, got))}")
        for what in ("", "val_"):
            expect.that(
                any(key.startswith(what) and "acc" in key for key in got),
                f"returned a dict without '{what}accuracy': it has {', '.join(map(repr, got))}",
            )
        for name, values in got.items():
            expect.sequence(values, epochs, of=f"numbers for {name!r}", why="The history has one number an epoch")
        images, labels = self.validation
        want = oracle.cross_entropy(self.subject.probes.predict(self.model, images), labels)
        values = np.array(got["val_loss"], dtype=float)
        must(expect, close(values[-1], want) or not close(values[-1], self.cost()), "watches-the-training-images")
        # any epoch's: training may go back to the weights of the best
        expect.that(
            np.any(np.isclose(values, want, rtol=1e-3)),
            f"gives {values[-1]:.4f} as the last 'val_loss'; on the validation images the model has {want:.4f}",
        )


def small_base(draw, shut=False):
    """Two normalised convolutions, a third, a pooling: seven layers, the last four with normalisation among them."""
    import keras

    layers = keras.layers
    inputs = keras.Input(SHAPE, name="images")
    x = layers.Conv2D(4, 3, activation="tanh", name="first")(inputs)
    x = layers.BatchNormalization(name="norm_a")(x)
    x = layers.Conv2D(5, 3, activation="tanh", name="second")(x)
    x = layers.BatchNormalization(name="norm_b")(x)
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


def pictures(draw, count):
    """Images, and labels among which every class occurs."""
    return draw.uniform(size=(count, *SHAPE)).astype(np.float32), draw.permutation(np.arange(count) % CLASSES)


def open_weights(subject, base):
    """Paths of the base's weights that are trained in a model around it, whatever the base says of itself."""
    around = subject.probes.call(subject.functions.with_head(CLASSES, True, RATE_BEFORE), base)
    return [short(w["path"]) for w in subject.probes.weights(around) if w["trainable"] and not is_head(w["path"])]


def opened(expect, got, ours, keep_last):
    """Fail unless exactly the weights of the last layers are open."""
    want = [short(path) for path in oracle.freeze(ours, keep_last)]
    first = [short(w.path) for layer in ours.layers[:keep_last] for w in layer.weights if "moving_" not in w.path]
    with_weights = [layer for layer in ours.layers if layer.weights][-keep_last:]
    counted = [short(w.path) for layer in with_weights for w in layer.weights if "moving_" not in w.path]
    must(expect, got, "only-ever-shut")
    must(expect, sorted(got) != sorted(first), "first-instead-of-last")
    must(expect, sorted(got) != sorted(counted), "only-layers-with-weights-counted")
    expect.that(
        sorted(got) == sorted(want), f"left {in_words(got)} open; the last {keep_last} layers hold {in_words(want)}"
    )


def has_head(subject, expect, model, ours, n_classes, hidden):
    """Fail unless the weights beside the base's have the shapes of the workshop's head."""
    got = [w["value"].shape for w in subject.probes.weights(model)]
    for weight in ours.weights:
        expect.that(
            tuple(weight.shape) in got,
            f"has no weights of shape {tuple(weight.shape)}, which the base has: is the base in the model?",
        )
        got.remove(tuple(weight.shape))
    want = oracle.build_transfer_model(ours, n_classes, hidden, 0.0)
    channels = ours.output_shape[-1]
    must(expect, (channels, hidden) not in got, "pooled-instead-of-flattened")
    must(expect, sorted(got) != sorted([(want[0][0], n_classes), (n_classes,)]), "hidden-layer-left-out")
    expect.that(sorted(got) == sorted(want), f"has a head with weights of the shapes {got}; expected {want}")


def give_head(subject, draw, model, ours, n_classes, hidden, planted=False):
    """Give the head weights, and return them in order: drawn ones, or such that each unit is 1 and has its class."""
    shapes = oracle.build_transfer_model(ours, n_classes, hidden, 0.0)
    drawn = [draw.normal(scale=1 / np.sqrt(shapes[0][0]), size=shapes[0])]
    drawn += [draw.normal(size=shape) for shape in shapes[1:]]
    if planted:
        drawn = [np.zeros(shapes[0]), np.ones(shapes[1]), np.eye(*shapes[2]), np.zeros(shapes[3])]
    left = dict(zip(shapes, drawn, strict=True))
    inside = {short(w.path) for w in ours.weights}
    weights = subject.probes.weights(model)
    values = [w["value"] if short(w["path"]) in inside else left[w["value"].shape] for w in weights]
    subject.probes.set_weights(model, values)
    return drawn


def short(path):
    """Layer and weight, whatever stands before them."""
    return "/".join(path.split("/")[-2:])


def is_head(path):
    return short(path).startswith(("hidden/", "classes/"))


def in_words(paths):
    return ", ".join(paths) if paths else "nothing"


def close(got, want):
    return np.shape(got) == np.shape(want) and np.allclose(got, want, rtol=WITHIN, atol=WITHIN)


def must(expect, condition, slip):
    """Fail with what is said of a recognised mistake."""
    expect.that(condition, SAYS[slip], diagnosis=slip)
