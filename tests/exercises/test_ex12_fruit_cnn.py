"""Graded tests of ex12. One trains on fruits; all others work on a handful of tiny images."""

import math
from typing import Any

import numpy as np
import pytest

from reference.ex12_fruit_cnn import cases, oracle
from reference.ex12_fruit_cnn.calibration import fruits_accuracy
from reference.kit.author import Draw, Expect, Subject
from reference.kit.chance import mistake_of_seed

WITHIN = 1e-3
"""Stands between what float32 leaves of a loss or an answer and another loss."""
EXACTLY = 1e-5
"""What float32 leaves of a loss: where several are tried, one of them would come close by chance."""
MANY = 150
"""Images of which several batches are made, whatever their size."""
Shape = tuple[int, ...]
Compiled = tuple[Any, np.ndarray, np.ndarray]


@pytest.mark.task("build_fruit_cnn", points=0.5)
def test_each_image_gets_probabilities(subject: Subject, expect: Expect, draw: Draw) -> None:
    shape, classes = (13, 11, 3), 5
    model = built(subject, expect, shape, classes)
    expect.unless(subject.probes.describe(model)["compiled"], "compiled-already")
    images = cases.noise(draw, 7, shape)
    answers, again = (answers_of(subject, expect, model, images, classes) for _ in range(2))
    called = np.asarray(subject.probes.call(model, images))  # `predict` switches off what was called in training mode
    facts = subject.probes.describe(model)
    if "BaseImagePreprocessingLayer" in str(facts["layers"]):  # what turns or flips images is on unless told otherwise
        called = answers
    expect.unless(not np.allclose(answers, [again, called], atol=WITHIN), "dropout-never-off")
    ends = facts["layers"][-1]["kinds"] if facts["kind"] in ("Sequential", "Functional") else []
    expect.unless("Dropout" in ends, "dropout-behind-the-softmax")
    in_range = (answers >= 0) & (answers <= 1)
    one_each = np.allclose(answers.sum(axis=1), 1, atol=1e-3)
    cut_off = not one_each and np.any(answers == 0) and np.all(answers >= 0)  # no sigmoid is 0 before it is trained
    expect.unless(cut_off, "relu-at-the-end")
    expect.unless(~in_range, "scores-instead-of-probabilities")
    expect.unless(not one_each and np.allclose(answers.sum(axis=0), 1, atol=1e-3), "softmax-over-the-batch")
    expect.unless(not one_each, "a-sigmoid-for-each-class")


@pytest.mark.task("build_fruit_cnn", points=0.5)
def test_sizes_follow_the_arguments(subject: Subject, expect: Expect, draw: Draw) -> None:
    of_one = []
    for shape, classes in (((8, 14, 1), 3), ((9, 8, 3), 2), ((17, 8, 3), int(draw.integers(17, 30)))):
        model = built(subject, expect, shape, classes)
        answers = answers_of(subject, expect, model, cases.noise(draw, 3, shape), classes)
        of_one.append(np.allclose(answers.sum(axis=1), 1, atol=1e-3))
        only_of_two = classes == 2 and of_one == [True, False]
        expect.unless(only_of_two and np.all((answers > 0) & (answers < 1)), "a-sigmoid-for-each-of-two")
        expect.that(not only_of_two, "gives two classes numbers that do not sum to 1 for each image")


@pytest.mark.task("build_fruit_cnn", points=0.5)
def test_it_holds_a_convolution(subject: Subject, expect: Expect, draw: Draw) -> None:
    shape = (12, 10, 3)
    model = built(subject, expect, shape, 4)
    answers_of(subject, expect, model, cases.noise(draw, 2, shape), 4)  # a subclassed model has no weights before
    kernels = [w["value"].shape for w in subject.probes.weights(model) if w["value"].ndim == 4]
    expect.unless(not kernels, "no-convolution")
    expect.unless(all(max(kernel[:2]) == 1 for kernel in kernels), "kernels-of-one-pixel", f"Its kernels: {kernels}")


@pytest.mark.task("build_fruit_cnn", points=0.5)
def test_it_is_more_than_a_linear_model(subject: Subject, expect: Expect, draw: Draw) -> None:
    shape, classes = (10, 12, 3), 4
    model = built(subject, expect, shape, classes)
    a, b = draw.normal(size=(2, 11, *shape)).astype(np.float32)
    answers = [answers_of(subject, expect, model, images, classes) for images in (a, b, a + b, 0 * a)]
    scores = np.log(np.maximum(answers, 1e-30))
    scores -= scores.mean(axis=2, keepdims=True)  # softmax forgets what is added to all scores of an image
    # 1e-3 stands between float32's rounding (1e-5) and the gentlest of non-linearities (0.01)
    is_linear = oracle.is_additive(scores, 1e-3)
    expect.unless(is_linear and np.min(answers) < 0, "scores-instead-of-probabilities")
    expect.unless(is_linear, "no-non-linearity")


@pytest.mark.task("build_fruit_cnn", points=0.5)
def test_it_can_be_sure(subject: Subject, expect: Expect, draw: Draw) -> None:
    shape, classes = (11, 9, 3), 5
    model = built(subject, expect, shape, classes)
    images = cases.noise(draw, 13, shape)
    before = answers_of(subject, expect, model, images, classes)
    weights = subject.probes.weights(model)  # all that is learned eight times as large: it becomes sure
    expect.unless(not any(w["trainable"] for w in weights), "nothing-to-learn")
    subject.probes.set_weights(model, [w["value"] * (8 if w["trainable"] else 1) for w in weights])
    answers = answers_of(subject, expect, model, images, classes)
    surest = float(np.nanmax(answers))
    # a softmax of probabilities cannot give more; with weights eight times as large, one softmax gives 1.0
    most = math.e / (math.e + classes - 1)
    is_unsure = np.isnan(surest) or surest <= most + 1e-3
    expect.unless(is_unsure and np.nanmin(answers) < 0, "scores-instead-of-probabilities")
    expect.unless(is_unsure, "softmax-twice")
    sums = [np.allclose(each.sum(axis=1), 1, atol=1e-3) for each in (before, answers)]
    expect.unless(sums == [True, False], "normalised-behind-the-softmax")
    learned = [w["value"] for w in subject.probes.weights(model) if w["trainable"]]
    another = subject.build_fruit_cnn(shape, classes)
    subject.probes.predict(another, images)  # a subclassed model has no weights before
    anew = [w["value"] for w in subject.probes.weights(another) if w["trainable"]]
    kept = any(np.any(one) and np.array_equal(one, other) for one in learned for other in anew)
    expect.unless(kept, "the-network-of-last-time")


@pytest.mark.task("compile_model", points=0.25)
def test_model_comes_back_ready_to_train(subject: Subject, expect: Expect, draw: Draw) -> None:
    model, kernel, bias = compiled(subject, expect, draw, 0.001)
    images = cases.noise(draw, 3, (3, 2, 1))
    same = expect.alike(subject.probes.predict(model, images), oracle.probabilities(images, kernel, bias), rtol=WITHIN)
    expect.unless(not same, "other-weights")
    learns = subject.probes.describe(model)["trainable_parameters"] > 0
    expect.unless(not learns, "frozen-before-it-learns")
    given = subject.place(oracle.pixel_network((3, 2, 1), kernel, bias, hidden=True))
    subject.compile_model(given, 0.001)
    expect.unless(not subject.probes.describe(given)["compiled"], "compiles-a-copy")


@pytest.mark.task("compile_model", points=0.5)
def test_learning_rate_is_the_one_asked_for(subject: Subject, expect: Expect, draw: Draw) -> None:
    asked = np.array([float(draw.integers(2, 9)) / 1e4, float(draw.integers(2, 9)) / 100])
    models = [compiled(subject, expect, draw, float(rate))[0] for rate in asked]
    got = np.array([subject.probes.describe(model)["learning_rate"] for model in models])
    problem = "; ".join(f"asked for {rate:.4g}, it has {its:.4g}" for rate, its in zip(asked, got, strict=True))
    expect.unless(expect.alike(got[0], got[1], rtol=1e-4), "rate-of-the-default", problem)
    times = got / asked
    is_right = expect.alike(times, np.ones(2), rtol=1e-4)
    expect.unless(not is_right and expect.alike(times[0], times[1], rtol=1e-4), "rate-times-a-number", problem)
    expect.that(is_right, f"has another rate than asked for: {problem}")
    network = oracle.pixel_network((3, 2, 1), *cases.pixel_weights(draw), 2.0, loss="mean_squared_error")
    facts = subject.probes.describe(subject.compile_model(subject.place(network), float(asked[0])))
    is_old = expect.alike(facts["learning_rate"], 2.0, rtol=1e-4)
    problem = f"It came with the loss {facts['loss']} and a rate of 2, and has {facts['learning_rate']:.4g}"
    expect.unless(is_old or "square" in str(facts["loss"]), "compiled-once-and-for-all", problem)


@pytest.mark.task("compile_model", points=0.75)
def test_loss_is_the_cross_entropy_of_whole_number_labels(subject: Subject, expect: Expect, draw: Draw) -> None:
    for classes in (4, 2):
        model, kernel, bias = compiled(subject, expect, draw, 0.001, classes)
        images, labels = cases.noise(draw, 9, (3, 2, 1)), cases.labels(draw, 9, classes)
        cases.figures_of(subject, expect, model, images, labels)
        answers = oracle.probabilities(images, kernel, bias)
        loss = subject.probes.fit_batch(model, images, labels)
        want = oracle.cross_entropy(answers, labels)
        right = expect.alike(loss, want, rtol=WITHIN)
        problem = f"has a loss of {loss:.4g} for a batch whose mean cross-entropy is {want:.4g}"
        for mistake, losses in oracle.other_cross_entropies(answers, labels).items():
            shows = not right and any(expect.alike(loss, each, rtol=EXACTLY) for each in losses)
            expect.unless(shows, mistake, f"It {problem}")
        expect.that(right, problem)


@pytest.mark.task("compile_model", points=0.5)
def test_accuracy_is_measured(subject: Subject, expect: Expect, draw: Draw) -> None:
    model, *_ = compiled(subject, expect, draw, 0.001)
    images = cases.noise(draw, 23, (3, 2, 1))
    order = np.asarray(subject.probes.predict(model, images)).argsort(axis=1)
    labels = np.where(draw.permutation(23) < 4, order[:, -2], order[:, -1])
    figures = cases.figures_of(subject, expect, model, images, labels)
    got = [value for name, value in figures.items() if "acc" in name]
    expect.unless(not got, "no-accuracy")
    counted = any(expect.alike(value, 19 / 23, rtol=WITHIN) for value in got)
    problem = f"It measures {got[0]:.4g} where 19 of 23 images have their largest probability at the right class"
    expect.unless(not counted, "accuracy-of-another-kind", problem)


@pytest.mark.task("train", points=0.25)
def test_history_has_a_number_for_each_epoch(subject: Subject, expect: Expect, draw: Draw) -> None:
    epochs = 3
    _, history, _ = trained(subject, expect, draw, rate=0.1, epochs=epochs)
    expect.unless(not any(name.startswith("val_") for name in history), "nobody-watches")
    expect.unless(all(np.size(values) == 1 for values in history.values()), "always-one-epoch")
    count, watched = (np.size(history.get(name, ())) for name in ("loss", "val_loss"))
    expect.unless(count == epochs + 1, "an-epoch-too-many")
    expect.unless(count == epochs - 1, "an-epoch-too-few")
    expect.unless(count == epochs and watched == 1, "watched-at-the-end-alone")
    expect.history(history, epochs, "loss", "accuracy", "val_loss", "val_accuracy")
    for epochs, metric in ((2, "accuracy"), (1, cases.OTHER_METRIC)):
        dots, history, moved = trained(subject, expect, draw, 0.01, epochs, single=True, metric=metric)
        expect.unless(metric == cases.OTHER_METRIC and "loss" in history and metric not in history, "names-of-its-own")
        expect.history(history, epochs, "loss", metric, "val_loss", f"val_{metric}")
        # whatever the batches are, a single image makes one step an epoch
        answer = oracle.probabilities(dots.training[0][:1], *dots.weights)[0]
        step = 0.01 * np.abs(answer - np.eye(3)[dots.training[1][0]]).sum()
        steps = np.abs(moved[dots.own[0]]).sum() / step
        alone = np.all(np.abs(np.delete(moved, dots.own[0], axis=0)) < 1e-6)  # else pixels were changed, or added
        too_many = alone and epochs + 0.5 < steps < 5 * epochs
        expect.unless(too_many, "more-often-than-asked", f"Of {epochs} epochs came about {steps:.1f} steps")


@pytest.mark.task("train", points=0.5)
def test_validation_is_measured_on_the_pair_given(subject: Subject, expect: Expect, draw: Draw) -> None:
    dots, history, moved = trained(subject, expect, draw, rate=0.0)  # at a rate of 0 the network stays what it is
    expect.unless(moved, "compiled-anew")
    expect.unless(history and not any(name.startswith("val_") for name in history), "nobody-watches")
    got = expect.history(history, None, "val_loss")["val_loss"][-1]

    def loss_on(images: np.ndarray, labels: np.ndarray) -> float:
        return oracle.cross_entropy(oracle.probabilities(images, *dots.weights), labels)

    for name, (images, labels) in (("loss", dots.training), ("val_loss", dots.validation)):
        right, *wrong = (loss_on(each, labels) for each in (images, *cases.other_ranges(images)))
        changed = any(expect.alike(history.get(name), [loss], rtol=EXACTLY) for loss in wrong)
        is_right = expect.alike(history.get(name), [right], rtol=WITHIN)
        expect.unless(changed and not is_right, "pixels-changed-on-the-way")
    (images, labels), want = dots.training, loss_on(*dots.validation)
    if expect.alike(got, want, rtol=WITHIN):  # once in a while another loss is the same
        return
    watched, splits = loss_on(*dots.training), [loss_on(images[-n:], labels[-n:]) for n in range(1, 7)]
    expect.unless(expect.alike(got, watched, rtol=EXACTLY), "watched-on-the-training-images")
    expect.unless(any(expect.alike(got, loss, rtol=EXACTLY) for loss in splits), "split-once-more")
    expect.fail(f"has a val_loss of {got:.4g}; on the validation images the loss is {want:.4g}")


@pytest.mark.task("train", points=0.5)
def test_validation_images_are_not_learned_from(subject: Subject, expect: Expect, draw: Draw) -> None:
    dots, history, moved = trained(subject, expect, draw, rate=0.5, epochs=2)
    expect.unless(cases.dark_pixels_count(dots, moved), "pixels-changed-on-the-way")
    expect.unless(cases.learned_elsewhere(dots, moved), "images-changed-in-training")
    # a pixel that is dark on every training image gives its weights no gradient; an average of weights is rounded
    expect.unless(~(np.abs(moved[dots.others]) <= 1e-5), "learns-from-the-validation-images")
    (images, labels), (kernel, bias) = dots.validation, dots.weights
    before, after = (  # an image has one lit pixel: whatever moves that pixel's weights moves the bias as well
        oracle.cross_entropy(oracle.probabilities(images, kernel + step, bias + step.sum(axis=0)), labels)
        for step in (0 * moved, moved)
    )
    watched = expect.history(history, None, "val_loss")["val_loss"]
    is_last = any(expect.alike(loss, after, rtol=1e-4) for loss in watched)  # or the best, for who goes back to it
    is_first = any(expect.alike(loss, before, rtol=EXACTLY) for loss in watched)
    expect.unless(is_first and not is_last, "watched-before-the-epoch")
    problem = f"has val_losses of {watched.tolist()}; after the last epoch the network has {after:.4g}"
    expect.that(is_last, problem)


@pytest.mark.task("train", points=0.5)
def test_every_image_is_learned_with_its_label(subject: Subject, expect: Expect, draw: Draw) -> None:
    dots, history, every_pixel = trained(subject, expect, draw, rate=0.1)
    (images, labels), (kernel, bias), moved = dots.training, dots.weights, every_pixel[dots.own]
    has_moved(expect, moved)
    expect.unless(cases.dark_pixels_count(dots, every_pixel), "pixels-changed-on-the-way")
    expect.unless(cases.learned_elsewhere(dots, every_pixel), "images-changed-in-training")
    left = np.flatnonzero(~moved.any(axis=1))
    if left.size:
        # an image has one lit pixel: whatever moves that pixel's weights moves the bias as well
        answers = oracle.probabilities(images[left], kernel + every_pixel, bias + every_pixel.sum(axis=0))
        watched = oracle.cross_entropy(answers, labels[left])
        split = expect.alike(history.get("val_loss"), [watched], rtol=WITHIN)
        expect.unless(split, "split-once-more")
    problem = f"learned nothing from {left.size} of {len(moved)} images, the first of them image {left[:1]}"
    expect.that(not left.size, problem)
    # a step raises the score of the image's label and lowers all others
    expect.unless(not np.array_equal(moved.argmax(axis=1), labels), "labels-left-behind")


@pytest.mark.task("train", points=0.25)
def test_seed_settles_what_is_random(subject: Subject, expect: Expect, draw: Draw) -> None:
    images, labels = cases.noise(draw, MANY, (5, 4, 1)), cases.labels(draw, MANY, 3)
    kernel, bias = cases.pixel_weights(draw, (5, 4, 1), 3)

    def moved(seed: int, places: np.ndarray) -> np.ndarray:
        model = subject.place(oracle.pixel_network((5, 4, 1), kernel, bias, 2.0))
        given = images[places], labels[places], (images[:9], labels[:9])
        subject.eagerly("train", model, *given, epochs=1, rng_seed=seed)
        steps = subject.probes.weights(model)[0]["value"] - kernel
        has_moved(expect, steps)
        return steps

    mistake = mistake_of_seed(subject, moved, int(draw.integers(100, 1000)), MANY)
    if mistake:
        expect.unless(mistake, mistake)


@pytest.mark.task("train", points=2)
def test_fruits_are_told_apart(subject: Subject, expect: Expect, draw: Draw) -> None:
    try:
        accuracy = fruits_accuracy(subject, draw, expect.predictions)
        expect.reaches(accuracy, "ex12.fruits", why="How do loss and val_loss go on in your history?")
    except Exception:
        # what is wrong with a step by itself explains more than what came of it
        built(subject, expect, (20, 20, 3), 16)
        compiled(subject, expect, draw, 0.001)
        trained(subject, expect, draw, rate=0.1)
        raise


@pytest.mark.task("classify_image", points=0.5)
def test_most_probable_class_has_a_name_and_a_number(subject: Subject, expect: Expect, draw: Draw) -> None:
    for count in (7, 5, 2):
        names = list(draw.permutation(cases.FRUITS)[:count])
        is_classified(subject, expect, draw, (3, 2, 1), [str(name) for name in names])
    is_classified(subject, expect, draw, (3, 2, 1), cases.FRUITS, times=0.2)  # no class has one half


@pytest.mark.task("classify_image", points=0.25)
def test_names_stay_in_the_order_of_the_outputs(subject: Subject, expect: Expect, draw: Draw) -> None:
    names = ["Banana", "Plum", "Raspberry", "Apricot", "Lemon"]  # none where sorting would put it
    is_classified(subject, expect, draw, (2, 4, 3), names)


@pytest.mark.task("classify_image", points=0.25)
def test_network_is_asked_not_trained(subject: Subject, expect: Expect, draw: Draw) -> None:
    shape, names = (3, 2, 1), cases.FRUITS[:4]
    kernel, bias = cases.pixel_weights(draw, shape, len(names))
    image = cases.image(draw, shape)
    network = oracle.pixel_network(shape, kernel, bias, thinned=True)
    got = [subject.classify_image(subject.place(network), image, names) for _ in range(3)]
    wanted = oracle.named(oracle.probabilities(image[np.newaxis], kernel, bias)[0], names)
    strange = any(repr(each) != repr(got[0]) and not expect.alike(each, got[0], rtol=WITHIN) for each in got[1:])
    expect.unless(strange, "classified-in-training", "Asked again, it gave another answer")
    expect.close(got[-1], wanted, rtol=WITHIN, why="Compared: a network in use, not in training")


@pytest.mark.task("classify_image", points=0.25)
def test_image_may_be_a_list_or_of_whole_numbers(subject: Subject, expect: Expect, draw: Draw) -> None:
    shape = (3, 2, 1)
    drawn = cases.image(draw, shape)
    for image in (drawn.tolist(), draw.integers(0, 2, size=shape), drawn.astype(np.float32)):
        is_classified(subject, expect, draw, shape, cases.FRUITS[:4], image)
    is_classified(subject, expect, draw, (1, 4, 1), cases.FRUITS[:1])


@pytest.mark.task("classify_image", points=0.25)
def test_images_of_any_size_that_the_model_takes(subject: Subject, expect: Expect, draw: Draw) -> None:
    for shape in ((11, 7, 3), (5, 8, 1)):
        is_classified(subject, expect, draw, shape, cases.FRUITS)
    dark = 0.4 * cases.image(draw, (5, 8, 1)) + 0.1
    is_classified(subject, expect, draw, (5, 8, 1), cases.FRUITS, dark)


def built(subject: Subject, expect: Expect, input_shape: Shape, n_classes: int) -> Any:
    """Return a student's network for images of this shape, once it takes them."""
    model = subject.build_fruit_cnn(input_shape, n_classes)
    taken = [tensor["shape"] for tensor in subject.probes.describe(model)["inputs"]]
    for mistake in cases.mistakes_of_shape(taken, input_shape):
        expect.unless(True, mistake)
    expect.model(model, inputs=input_shape)
    return model


def answers_of(subject: Subject, expect: Expect, model: Any, images: np.ndarray, n_classes: int) -> np.ndarray:
    """Return a student's network's answers, once there is one for each image and class."""
    answers, want = np.asarray(subject.probes.predict(model, images)), (len(images), n_classes)
    expect.unless(answers.shape == (len(images), 16) and n_classes != 16, "always-sixteen-classes")
    expect.unless(answers.shape == (len(images), 1), "one-unit-for-all-classes")
    expect.unless(answers.ndim == 4 and answers.shape[-1] == n_classes, "answers-for-each-place")
    expect.unless(answers.shape == (len(images), n_classes + 1), "a-class-too-many")
    expect.that(answers.shape == want, f"answers {len(images)} images with shape {answers.shape}; expected {want}")
    return answers.astype(float)


def compiled(subject: Subject, expect: Expect, draw: Draw, rate: float, classes: int = 4) -> Compiled:
    """Let the student's code compile a planted network; return what came back, kernel and bias."""
    kernel, bias = cases.pixel_weights(draw, classes=classes)
    network = oracle.pixel_network((3, 2, 1), kernel, bias, hidden=classes > 2)
    model = subject.compile_model(subject.place(network), rate)
    expect.unless(model is None, "what-compile-returns")
    expect.unless(not subject.probes.describe(model)["compiled"], "not-compiled")
    return model, kernel, bias


def trained(
    subject: Subject, expect: Expect, draw: Draw, rate: float, epochs: int = 1, single: bool = False, metric: str = ""
) -> tuple[cases.Dots, dict[str, Any], np.ndarray]:
    """Let the student's code train a planted network; return the dots, the history, and how its kernel moved.

    Where a `single` dot is asked for, there is no other to train on, and its pixels are whole numbers.
    """
    dots = cases.dots(draw)
    model = subject.place(oracle.pixel_network((5, 4, 1), *dots.weights, rate, metric=metric))
    seed = int(draw.integers(1000))
    images, labels = dots.training
    if single:
        images, labels = images[:1].astype(int), labels[:1]
    history = subject.eagerly("train", model, images, labels, dots.validation, epochs=epochs, rng_seed=seed)
    expect.unless(history is None, "nothing-returned")
    kinds = {type(history).__name__, getattr(history, "type_name", "")}
    expect.unless(kinds & {"Sequential", "Functional"}, "trained-model-returned")
    expect.unless("History" in kinds, "history-object")
    expect.history(history, None)
    moved = subject.probes.weights(model)[0]["value"] - dots.weights[0]
    # what a step adds to one class's weight of a pixel it takes from the others'
    drawn = np.median(np.abs(moved.sum(axis=1))) > 0.01
    as_compiled = drawn and expect.alike(subject.probes.describe(model)["learning_rate"], rate, rtol=1e-4)
    expect.unless(as_compiled, "weights-drawn-anew")
    return dots, history, moved


def has_moved(expect: Expect, steps: np.ndarray) -> None:
    """Fail where a training left all weights where they were."""
    expect.that(steps.any(), "left the model's weights where they were: `fit` trains the model that it belongs to")


def is_classified(
    subject: Subject, expect: Expect, draw: Draw, shape: Shape, names: list[str], image: Any = None, times: float = 1
) -> None:
    """Fail unless an image, drawn where none is given, gets the name and the probability of a planted network."""
    kernel, bias = (times * each for each in cases.pixel_weights(draw, shape, len(names)))
    image = cases.image(draw, shape) if image is None else image
    network = oracle.pixel_network(shape, kernel, bias, 0.1)
    got = subject.classify_image(subject.place(network), image, names)
    name, probability = expect.sequence(got, 2, of="results", why="They are the name and its probability")
    if isinstance(probability, list | np.ndarray) and np.size(probability) == 1:
        probability = np.reshape(probability, ())  # one number in a list is one number
    expect.unless(isinstance(probability, dict) or np.ndim(probability) > 0, "probabilities-of-all-classes")
    expect.unless(isinstance(probability, str) and str(name) in names, "probability-as-text")
    answers = oracle.probabilities(np.asarray(image)[np.newaxis], kernel, bias)[0]
    why = f"The model answers {answers.round(3).tolist()}"
    best, most = oracle.named(answers, names)
    unnamed = str(name) not in [*names, *map(str, range(len(names)))] and most <= 0.5
    expect.unless(unnamed and expect.alike(probability, most, rtol=WITHIN), "only-above-one-half", why)
    in_percent = expect.alike((name, probability), (best, 100 * most), rtol=0.03)  # in whole ones, too
    expect.unless(in_percent, "percent", why)
    rounded = [(best, each) for each in cases.roundings(most)]
    is_rounded = any(expect.alike((name, probability), each, rtol=1e-6) for each in rounded)
    expect.unless(is_rounded, "rounded-probability", why)
    expect.close((name, probability), (best, most), rtol=WITHIN, why=why)
