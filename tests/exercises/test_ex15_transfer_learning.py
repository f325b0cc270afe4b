"""Graded tests of ex15: what is trained is seen by comparing weights before and after, to the last bit."""

import math
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
import pytest

from reference.ex12_fruit_cnn.cases import other_ranges
from reference.ex15_transfer_learning import cases, oracle
from reference.ex15_transfer_learning.calibration import few_accuracy
from reference.ex15_transfer_learning.traces import (
    Dots,
    are_learned_with_their_labels,
    tell,
    trained_on_one_image,
    uses_the_seed,
)
from reference.kit.author import Draw, Expect, Subject

WITHIN = 1e-4
"""How far two answers of one network may lie apart: float32 leaves 1e-6, the slips differ by 1e-2 and more."""


@pytest.mark.task("freeze", points=0.5)
def test_without_keep_last_every_layer_is_shut(subject: Subject, expect: Expect, draw: Draw) -> None:
    none = "open: where keep_last is 0, no layer is trained"
    for ours in cases.small_base(draw), cases.shut_around_open(draw):
        base = subject.place(ours)
        subject.freeze(base)
        left = cases.open_weights(subject, base)
        tell(expect, left and cases.mistake_of_freeze(subject, partial(subject.freeze, base)))
        inside = {name.split("/")[0] for name in left} == set(cases.OPEN_INSIDE)
        expect.unless(inside and not ours.trainable, "whole-switched-off")
        expect.that(not left, f"left {in_words(left)} {none}")
        expect.unless(cases.open_layers(subject, base), "switches-of-the-weights")


@pytest.mark.task("freeze", points=0.5)
def test_all_but_the_last_layers_are_shut(subject: Subject, expect: Expect, draw: Draw) -> None:
    ours = cases.small_base(draw)
    base = subject.place(ours)
    keep_last = int(draw.integers(3, 5))
    subject.freeze(base, keep_last)
    opened(subject, expect, base, ours, keep_last)


@pytest.mark.task("freeze", points=0.5)
def test_layers_that_were_shut_are_opened(subject: Subject, expect: Expect, draw: Draw) -> None:
    ours = cases.small_base(draw, shut=True)
    base = subject.place(ours)
    keep_last = int(draw.integers(3, 5))
    subject.freeze(base, keep_last=keep_last)
    opened(subject, expect, base, ours, keep_last)


@pytest.mark.task("freeze", points=0.25)
def test_same_model_comes_back(subject: Subject, expect: Expect, draw: Draw) -> None:
    base = subject.place(cases.small_base(draw))
    trained_before = subject.probes.describe(base)["trainable_parameters"]
    got = subject.freeze(base, 2)
    described = subject.probes.describe(got)
    changed = [draw.normal(size=w["value"].shape) for w in subject.probes.weights(base)]
    subject.probes.set_weights(base, changed)
    now = [w["value"] for w in subject.probes.weights(got)]
    same = len(now) == len(changed) and all(map(np.allclose, now, changed))
    expect.unless(described["name"] == "base" and not same, "a-copy-comes-back")
    expect.that(described["name"] == "base", "returned another model than the one that it was given")
    few = described["trainable_parameters"] < trained_before
    expect.that(few, "returned the model as it was: all of its layers are still trained")


@pytest.mark.task("build_transfer_model", points=0.5)
def test_head_is_flatten_dense_dropout_dense(subject: Subject, expect: Expect, draw: Draw) -> None:
    ours = cases.small_base(draw)
    hidden, n_classes = map(int, draw.permutation([5, 7]))
    model = subject.build_transfer_model(subject.place(ours), n_classes, hidden, 0.25)
    has_head(subject, expect, model, ours, n_classes, hidden)


@pytest.mark.task("build_transfer_model", points=0.75)
def test_predictions_follow_from_base_and_head(subject: Subject, expect: Expect, draw: Draw) -> None:
    for n_classes in 5, 2:
        ours = cases.small_base(draw)
        base = subject.place(ours)
        model = subject.build_transfer_model(base, n_classes, 7, 0.25)
        expect.unless(n_classes == 2 and (7, 1) in expect.shapes(model), "one-unit-for-two-classes")
        has_head(subject, expect, model, ours, n_classes, 7)
        weights = cases.head_weights(draw, oracle.build_transfer_model(ours, n_classes, 7, 0.25))
        cases.give_head(subject, model, ours, weights)
        images = draw.uniform(size=(2, *cases.SHAPE)).astype(np.float32)
        many = np.repeat(images, 20, axis=0)
        asked = np.asarray(subject.probes.call(model, many))  # `predict` would switch dropout off
        for answers in asked, subject.probes.predict(model, many):  # not one that is a function
            expect.unless(np.ptp(answers[:20], axis=0).max() > WITHIN, "dropout-always-on")
        features, darker = subject.probes.predict(base, images), subject.probes.predict(base, images / 255)
        mistakes = {slip: oracle.head(features, weights, slip) for slip in list(oracle.SLIPS)[1:]}
        mistakes["pixels-divided-in-the-model"] = oracle.head(darker, weights)
        got, want = subject.probes.predict(model, images), oracle.head(features, weights)
        why = "This is what the base's maps and the weights of the head give"
        expect.close(got, want, rtol=WITHIN, why=why, mistakes=mistakes)
        if not expect.alike(asked, np.repeat(want, 20, axis=0), rtol=WITHIN):
            moving = np.asarray(subject.probes.call(subject.functions.as_in_training(), base, many))
            expect.unless(expect.alike(asked, oracle.head(moving, weights), rtol=WITHIN), "base-in-training-mode")
            expect.fail("answers otherwise where it is only called, model(images), than where it predicts")


@pytest.mark.task("build_transfer_model", points=0.5)
def test_base_itself_is_inside(subject: Subject, expect: Expect, draw: Draw) -> None:
    ours = cases.small_base(draw)
    base = subject.place(ours)
    model = subject.build_transfer_model(base, 5, 7, 0.25)
    has_head(subject, expect, model, ours, 5, 7)
    expect.model(model, outputs=(5,))
    images = draw.uniform(size=(2, *cases.SHAPE)).astype(np.float32)
    before = subject.probes.predict(model, images)
    others = cases.small_base(draw).get_weights()
    subject.probes.set_weights(base, others)
    expect.unless(np.array_equal(before, subject.probes.predict(model, images)), "copy-of-the-base")
    ours = cases.with_a_skip(draw)
    base = subject.place(ours)
    weights = cases.head_weights(draw, oracle.build_transfer_model(ours, 5, 7, 0.25))
    try:
        model = subject.build_transfer_model(base, 5, 7, 0.25)
        cases.give_head(subject, model, ours, weights)
        got = subject.probes.predict(model, images)
    except Exception as error:  # a map comes alone where several were to meet
        is_alone = "merge layer" in str(error) or "symbolic KerasTensor" in str(error)
        expect.unless(is_alone, "base-taken-for-a-row", "It was given a base in which they do")
        raise
    want = oracle.head(subject.probes.predict(base, images), weights)
    expect.close(got, want, rtol=WITHIN, why="Maps go two ways inside the base, and meet again")


@pytest.mark.task("build_transfer_model", points=0.5)
def test_dropout_leaves_out_hidden_units(subject: Subject, expect: Expect, draw: Draw) -> None:
    ours = cases.small_base(draw)
    image = draw.uniform(size=cases.SHAPE).astype(np.float32)
    rates, shares = draw.permutation([0.2, 0.75]).tolist(), []
    for dropout in rates:
        model = subject.build_transfer_model(subject.place(ours), 13, 11, dropout)
        has_head(subject, expect, model, ours, 13, 11)
        # Each hidden unit adds its value to the score of its own class: the answer shows what dropout made of it.
        shapes = oracle.build_transfer_model(ours, 13, 11, dropout)
        cases.give_head(subject, model, ours, cases.head_weights(draw, shapes, planted=True))
        as_in_training = subject.functions.as_in_training()
        answer = np.asarray(subject.probes.call(as_in_training, model, np.stack([image] * 40)), dtype=float)
        unseen = "gives no probabilities, which add up to 1 for each image, and so hides what its dropout leaves out"
        expect.that(np.allclose(answer.sum(axis=1), 1, atol=WITHIN), unseen)
        scores = np.log(answer[:, :11] / answer[:, 11:12])
        alike = np.ptp(scores, axis=1).max() <= WITHIN
        expect.unless(alike and np.ptp(scores) > 10 * WITHIN, "dropout-before-the-hidden-layer")
        expect.unless(alike, "dropout-forgotten")
        left_out = np.abs(scores) < WITHIN
        # all hidden units are alike, and so are all images: what is not left out has one value
        expect.unless(np.ptp(scores[~left_out]) > 10 * WITHIN, "dropout-twice")
        shares.append(float(np.mean(left_out)))
    # 440 units: the share strays by 0.024 (one standard deviation) at most; the rates lie 0.55 apart
    expect.unless(np.abs(np.add(shares, rates) - 1).max() < 0.125, "share-that-is-kept")
    expect.unless(abs(shares[0] - shares[1]) < 0.125, "dropout-fixed")
    for share, dropout in zip(shares, rates, strict=True):
        problem = f"left out {share:.0%} of the hidden units in training; expected {dropout:.0%}"
        expect.that(abs(share - dropout) < 0.125, problem)


@pytest.mark.task("build_transfer_model", points=0.25)
def test_nothing_is_frozen_yet(subject: Subject, expect: Expect, draw: Draw) -> None:
    ours = cases.small_base(draw)
    model = subject.build_transfer_model(subject.place(ours), 5, 7, 0.25)
    has_head(subject, expect, model, ours, 5, 7)
    trained = [w["path"] for w in subject.probes.weights(model) if w["trainable"]]
    expect.unless(len(trained) != 14, "base-frozen-while-building")


@pytest.mark.task("build_transfer_model", points=0.5)
def test_vgg16_with_the_workshop_head(subject: Subject, expect: Expect) -> None:
    base = subject.probes.call(subject.functions.vgg16(75, 75))
    subject.freeze(base, keep_last=4)
    model, why = subject.build_transfer_model(base, 16, 519, 0.5), "On VGG16 at 75 x 75 with its last 4 layers open"
    parameters, trainable = oracle.VGG16_PARAMETERS, oracle.VGG16_TRAINABLE
    expect.model(model, parameters=parameters, trainable_parameters=trainable, why=f"{why}, as in the workshop")


@pytest.mark.parametrize("nested", [True, False], ids=["nested", "shared"])
@pytest.mark.task("train_head", points=0.25)
def test_base_stays_as_it_was_to_the_bit(subject: Subject, expect: Expect, draw: Draw, nested: bool) -> None:
    run = cases.Run(subject, draw, cases.small_base(draw), nested)
    run.train_head()
    moved = run.moved()
    tell(expect, moved and run.stayed())
    expect.unless(len(moved) == 14, "base-left-open")
    expect.unless(moved and all(map(cases.is_norm, moved)), "normalisation-adapts")
    expect.unless("third/kernel" in moved and "first/kernel" not in moved, "tuned-from-the-start")
    expect.that(not moved, f"moved {in_words(moved)} of the base: only the head is trained")
    head_has_moved(expect, run)


@pytest.mark.task("train_head", points=0.25)
def test_layers_that_were_open_in_a_shut_base_are_shut(subject: Subject, expect: Expect, draw: Draw) -> None:
    for nested in True, False:  # a switch of the whole may do something as that of a layer, and nothing beside them
        run = cases.Run(subject, draw, cases.shut_around_open(draw), nested)
        trained_on_one_image(expect, run, run.train_head)
        moved = run.moved()
        expect.unless(moved and all(map(cases.is_norm, moved)), "normalisation-adapts")
        inside = {path.split("/")[0] for path in moved} == set(cases.OPEN_INSIDE)
        expect.unless(inside, "switch-of-the-whole-base")
        expect.unless("third/kernel" in moved and "first/kernel" not in moved, "tuned-from-the-start")
        expect.that(not moved, f"moved {in_words(moved)} of the base: only the head is trained")
        head_has_moved(expect, run)


@pytest.mark.task("train_head", points=0.25)
def test_head_learns(subject: Subject, expect: Expect, draw: Draw) -> None:
    run = cases.Run(subject, draw, cases.small_base(draw))
    run.watch_another_class()
    run.train_head(epochs=4)
    head_has_moved(expect, run)
    expect.unless(run.learned_what_is_watched(), "learns-from-the-validation-images")
    before, after = run.cost_before, run.cost(run.training)
    expect.that(
        after < before,
        f"was trained on 12 images, and the cross-entropy of their labels went from {before:.3f} to {after:.3f}: "
        "it must fall",
    )


@pytest.mark.task("train_head", points=0.25)
def test_every_image_is_learned_with_its_label(subject: Subject, expect: Expect, draw: Draw) -> None:
    run = Dots(subject, draw)
    run.train_head()
    are_learned_with_their_labels(expect, run)


@pytest.mark.task("train_head", points=0.25)
def test_seed_settles_what_is_random(subject: Subject, expect: Expect, draw: Draw) -> None:
    run = cases.Run(subject, draw, cases.small_base(draw))
    uses_the_seed(subject, expect, run, run.train_head)


@pytest.mark.task("train_head", points=0.25)
def test_head_is_trained_at_the_given_rate(subject: Subject, expect: Expect, draw: Draw) -> None:
    run = cases.Run(subject, draw, cases.small_base(draw))
    rate = float(draw.choice([0.002, 0.004, 0.02]))
    is_trained_at(expect, run, rate, run.train_head)


@pytest.mark.task("train_head", points=0.25)
def test_history_of_the_head(subject: Subject, expect: Expect, draw: Draw) -> None:
    run = cases.Run(subject, draw, cases.small_base(draw))
    run.training = cases.pictures(draw, 5)
    is_history(expect, run, run.train_head(epochs=3, learning_rate=0.0), 3)


@pytest.mark.parametrize("nested", [True, False], ids=["nested", "shared"])
@pytest.mark.task("fine_tune", points=0.25)
def test_last_four_layers_are_trained_and_no_other(subject: Subject, expect: Expect, draw: Draw, nested: bool) -> None:
    run = cases.Run(subject, draw, cases.small_base(draw, shut=True), nested)
    run.fine_tune()
    only_the_last_have_moved(expect, run, 4)


@pytest.mark.task("fine_tune", points=0.25)
def test_last_layers_says_how_many(subject: Subject, expect: Expect, draw: Draw) -> None:
    run = cases.Run(subject, draw, cases.shut_around_open(draw))
    run.fine_tune(last_layers=3)  # the first of them is a normalisation: one more would be seen
    only_the_last_have_moved(expect, run, 3)


@pytest.mark.task("fine_tune", points=0.25)
def test_statistics_of_batch_normalisation_stand_still(subject: Subject, expect: Expect, draw: Draw) -> None:
    run = cases.Run(subject, draw, cases.small_base(draw, shut=True))
    run.fine_tune()
    moved = [path for path in run.moved() if "moving_" in path]
    expect.unless(moved, "normalisation-opened-too")
    tell(expect, not run.moved() and run.stayed())


@pytest.mark.task("fine_tune", points=0.25)
def test_model_is_compiled_again(subject: Subject, expect: Expect, draw: Draw) -> None:
    run = cases.Run(
        subject, draw, cases.small_base(draw)
    )  # open: its optimizer knows all weights, and will not complain
    run.fit_batch()
    rate = float(draw.choice([0.001, 0.002, 0.004]))
    is_trained_at(expect, run, rate, run.fine_tune)
    only_the_last_have_moved(expect, run, 4)


@pytest.mark.task("fine_tune", points=0.25)
def test_head_goes_on_learning(subject: Subject, expect: Expect, draw: Draw) -> None:
    run = cases.Run(subject, draw, cases.small_base(draw, shut=True))
    run.watch_another_class()
    run.fine_tune()
    head_has_moved(expect, run)
    expect.unless(run.learned_what_is_watched(), "learns-from-the-validation-images")


@pytest.mark.task("fine_tune", points=0.25)
def test_every_image_is_learned_further_with_its_label(subject: Subject, expect: Expect, draw: Draw) -> None:
    run = Dots(subject, draw)
    run.fine_tune(last_layers=1)
    are_learned_with_their_labels(expect, run)


@pytest.mark.task("fine_tune", points=0.25)
def test_seed_settles_what_is_random_here_too(subject: Subject, expect: Expect, draw: Draw) -> None:
    run = cases.Run(subject, draw, cases.small_base(draw, shut=True))
    uses_the_seed(subject, expect, run, run.fine_tune)


@pytest.mark.task("fine_tune", points=0.25)
def test_history_of_fine_tuning(subject: Subject, expect: Expect, draw: Draw) -> None:
    run = cases.Run(subject, draw, cases.small_base(draw, shut=True))
    is_history(expect, run, trained_on_one_image(expect, run, run.fine_tune, epochs=2, learning_rate=0.0), 2)


@pytest.mark.task("fine_tune", points=1)
def test_twelve_images_of_a_class_suffice(subject: Subject, expect: Expect, draw: Draw) -> None:
    accuracy = few_accuracy(subject, draw, expect.predictions)
    expect.reaches(accuracy, "ex15.few", why="Is the base the pretrained one, frozen first and opened gently?")


def opened(subject: Subject, expect: Expect, base: Any, ours: Any, keep_last: int) -> None:
    """Fail unless exactly the weights of the last layers are open."""
    got, want = cases.open_weights(subject, base), oracle.freeze(ours, keep_last)
    again = partial(subject.freeze, base, keep_last=keep_last)
    tell(expect, sorted(got) != sorted(want) and cases.mistake_of_freeze(subject, again))
    problem = f"left {in_words(got)} open; the last {keep_last} layers hold {in_words(want)}"
    expect.that(sorted(got) == sorted(want), problem)


def has_head(subject: Subject, expect: Expect, model: Any, ours: Any, n_classes: int, hidden: int) -> None:
    """Fail unless the weights beside the base's have the shapes of the workshop's head."""
    head, want = expect.shapes(model), oracle.build_transfer_model(ours, n_classes, hidden, 0.0)
    inside = [tuple(weight.shape) for weight in ours.weights]
    expect.unless(inside[0] not in head and len(head) == len(want), "base-left-out")
    for shape in inside:
        expect.that(shape in head, f"has no weights of shape {shape}, which the base has: is the base in the model?")
        head.remove(shape)
    if (ours.output_shape[-1], hidden) in head:
        expect.unless((want[0][0] // ours.output_shape[-1] * hidden, n_classes) in head, "flattened-too-late")
        gives = [len(tensor["shape"] or ()) for tensor in subject.probes.describe(model)["outputs"]]
        expect.unless(gives == [4], "not-flattened")
        expect.unless((hidden, n_classes) in head and gives == [2], "pooled-instead-of-flattened")
    expect.unless(sorted(head) == sorted([(want[0][0], n_classes), (n_classes,)]), "hidden-layer-left-out")
    exchanged = oracle.build_transfer_model(ours, hidden, n_classes, 0.0)
    expect.unless(hidden != n_classes and sorted(head) == sorted(exchanged), "sizes-exchanged")
    within = math.prod(ours.layers[-2].output.shape[1:])
    expect.unless((within, hidden) in head and within != want[0][0], "base-cut-short")
    problem = f"has a head with weights of the shapes {head}; expected {want}"
    expect.that(sorted(head) == sorted(want), problem)


def head_has_moved(expect: Expect, run: cases.Run) -> None:
    """Fail unless training moved all weights of the head."""
    moved = run.moved(head=True)
    tell(expect, run.stayed())
    stayed = [name for name in run.before if cases.is_head(name) and name not in moved]
    expect.unless(stayed == ["hidden/kernel", "hidden/bias"], "hidden-layer-shut")
    expect.that(not stayed, f"left {in_words(stayed)} of the head where they were: the whole head is trained")


def only_the_last_have_moved(expect: Expect, run: cases.Run, count: int) -> None:
    """Fail unless the last layers of the base moved, and nothing before them; of BatchNormalization either way."""
    moved, last = run.moved(), oracle.freeze(run.ours, count)
    tell(expect, not moved and (run.stayed() or run.mistake() or "switch-that-does-nothing"))
    first = [name for name in moved if name not in last and "moving_" not in name]
    stayed = [name for name in last if not cases.is_norm(name) and name not in moved]
    tell(expect, (first or stayed) and run.mistake())
    those = f"belong to the last {count} layers of the base"
    expect.that(not first, f"trained {in_words(first)}, which do not {those}")
    expect.that(not stayed, f"left {in_words(stayed)} where they were, which {those}")


def is_trained_at(expect: Expect, run: cases.Run, rate: float, train: Callable[..., Any]) -> None:
    """Fail unless the head stays at a rate of 0 and takes small steps at this one, whatever is compiled for that.

    Which model is compiled is free: the head alone may be, and be trained on what the base once said.
    """
    train(learning_rate=0.0)
    step = run.longest_step()
    # the first step of Adam moves a weight by its rate, whatever the gradient
    expect.unless(np.isclose(step, cases.RATE_BEFORE, rtol=0.2), "not-compiled-again")
    expect.unless(np.isclose(step, 1e-3, rtol=0.2), "rate-of-keras")
    # an average of weights that stay is rounded, by 5e-7; the least rate that is in use is 1e-5
    expect.unless(step > 4e-6, "rate-of-its-own", f"It moved a weight by {step:.2g}.")
    train(learning_rate=rate)
    step = run.longest_step()
    # stands between 20 (an epoch of steps of one image each, and RMSprop's long first ones) and 100
    problem = f"moved a weight by {step:.2g} in an epoch of 12 images, at a learning rate of {rate}"
    expect.that(step <= 40 * rate, problem)
    tell(expect, step == 0 and run.stayed())
    expect.unless(run.is_at_a_tenth(rate), "a-tenth-of-the-rate")


def is_history(expect: Expect, run: cases.Run, got: Any, epochs: int) -> None:
    """Fail unless this is the history of a training at a rate of 0, which leaves a model what it was."""
    expect.unless("History" in repr(got), "history-as-an-object")
    tell(expect, run.mistake_of_epochs(epochs))
    values = expect.history(got, epochs, "loss", "val_loss", "accuracy", "val_accuracy")["val_loss"]
    want, watched = run.cost(run.validation), run.cost(run.training)
    if not expect.alike(got["loss"][-1], watched, rtol=WITHIN):  # as it is where mirrored copies were added
        changed = [run.cost((images, run.training[1])) for images in other_ranges(run.training[0])]
        elsewhere = any(expect.alike(got["loss"][-1], each, rtol=WITHIN) for each in changed)
        expect.unless(elsewhere, "pixels-changed-on-the-way")
    if not np.any(np.isclose(values, want, rtol=1e-3)):  # any of them: weights may be averaged or set back
        expect.unless(expect.alike(values[-1], watched, rtol=WITHIN), "watches-the-training-images")
        parts = [run.cost((run.training[0][at:], run.training[1][at:])) for at in range(1, len(run.training[1]))]
        split = any(expect.alike(values[-1], part, rtol=WITHIN) for part in parts)
        expect.unless(split, "part-of-the-training-images")
        problem = f"gives {values[-1]:.4f} as the last 'val_loss'; on the validation images the model has"
        expect.fail(f"{problem} {want:.4f}")


def in_words(names: list[str]) -> str:
    return ", ".join(names) or "nothing"
