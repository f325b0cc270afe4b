"""Graded tests of ex12. One trains on fruits; all others work on a handful of tiny images."""

import numpy as np
import pytest

from reference.ex12_fruit_cnn import oracle
from reference.ex12_fruit_cnn.calibration import fruits_accuracy
from reference.kit.course import Course

SAYS = {each.id: each.says for each in Course.here().exercise("ex12_fruit_cnn").misconceptions}
FRUITS = ["Plum", "Banana", "Raspberry", "Apricot", "Lemon", "Cocos", "Kiwi"]


def told(expect, right, name):
    """Fail with a misconception's own words unless `right`."""
    expect.that(right, SAYS[name], diagnosis=name)


def alike(one, other, rtol=1e-3):
    """Tell whether two numbers that went through float32 are the same; 1e-3 stands between that and another loss."""
    return np.shape(one) == np.shape(other) and np.allclose(one, other, rtol=rtol, atol=1e-5)


def noise(draw, count, shape):
    """Draw images without any fruit on them."""
    return draw.uniform(size=(count, *shape)).astype(np.float32)


def built(subject, expect, input_shape, n_classes):
    """Return a student's network for images of this shape, once it takes them."""
    model = subject.build_fruit_cnn(input_shape, n_classes)
    expect.that(model is not None, "returned None: is the `return` missing?")
    inputs = subject.probes.describe(model)["inputs"]
    if inputs:  # a subclassed model need not know what it takes
        got, want = inputs[0]["shape"], [None, *input_shape]
        told(expect, got == want or input_shape == (20, 20, 3) or got != [None, 20, 20, 3], "always-the-same-images")
        expect.that(
            len(got) == 4 and all(a in (None, b) for a, b in zip(got, want, strict=True)),
            f"takes inputs of shape {got}; expected {want}",
        )
    return model


def answers_of(subject, expect, model, images, n_classes):
    """Return a student's network's answers, once there is one for each image and class."""
    answers = np.asarray(subject.probes.predict(model, images))
    told(expect, answers.shape != (len(images), 16) or n_classes == 16, "always-sixteen-classes")
    want = (len(images), n_classes)
    expect.that(answers.shape == want, f"answers {len(images)} images with shape {answers.shape}; expected {want}")
    return answers.astype(float)


def scaled(subject, model, factor):
    """Multiply everything a network can learn by `factor`: an untrained network becomes sure of its answers."""
    weights = subject.probes.weights(model)
    subject.probes.set_weights(model, [w["value"] * (factor if w["trainable"] else 1) for w in weights])


@pytest.mark.task("build_fruit_cnn", points=0.5)
def test_each_image_gets_probabilities(subject, expect, draw):
    shape, classes = (13, 11, 3), 5
    model = built(subject, expect, shape, classes)
    answers = answers_of(subject, expect, model, noise(draw, 7, shape), classes)
    sums = answers.sum(axis=1)
    told(expect, np.all((answers >= 0) & (answers <= 1)), "scores-instead-of-probabilities")
    told(expect, np.allclose(sums, 1, atol=1e-3), "a-sigmoid-for-each-class")


@pytest.mark.task("build_fruit_cnn", points=0.5)
def test_sizes_follow_the_arguments(subject, expect, draw):
    for shape, classes in (((9, 14, 1), 3), ((17, 10, 3), int(draw.integers(17, 30)))):
        model = built(subject, expect, shape, classes)
        answers_of(subject, expect, model, noise(draw, 2, shape), classes)


@pytest.mark.task("build_fruit_cnn", points=0.5)
def test_it_holds_a_convolution(subject, expect, draw):
    shape = (12, 10, 3)
    model = built(subject, expect, shape, 4)
    answers_of(subject, expect, model, noise(draw, 2, shape), 4)  # a subclassed model has no weights before
    kernels = [w["value"].shape for w in subject.probes.weights(model) if w["value"].ndim == 4]
    told(expect, kernels, "no-convolution")
    expect.that(
        any(max(kernel[:2]) > 1 for kernel in kernels),
        f"has only kernels of 1 x 1 pixel, {kernels}: such a window sees no neighbours, and no shape",
    )


@pytest.mark.task("build_fruit_cnn", points=0.5)
def test_it_is_more_than_a_linear_model(subject, expect, draw):
    shape, classes = (10, 12, 3), 4
    model = built(subject, expect, shape, classes)
    a, b = draw.normal(size=(2, 11, *shape)).astype(np.float32)
    answers = [answers_of(subject, expect, model, images, classes) for images in (a, b, a + b, 0 * a)]
    scores = np.log(np.maximum(answers, 1e-30))
    scores -= scores.mean(axis=2, keepdims=True)  # softmax forgets what is added to all scores of an image
    # 1e-3 stands between float32's rounding (1e-5) and the gentlest of non-linearities (0.01)
    told(expect, not oracle.is_additive(scores, 1e-3), "no-non-linearity")


@pytest.mark.task("build_fruit_cnn", points=0.5)
def test_it_can_be_sure(subject, expect, draw):
    shape, classes = (11, 9, 3), 5
    model = built(subject, expect, shape, classes)
    images = noise(draw, 13, shape)
    answers_of(subject, expect, model, images, classes)
    scaled(subject, model, 8)
    surest = float(np.nanmax(answers_of(subject, expect, model, images, classes)))
    # a softmax of probabilities cannot give more; with weights eight times as large, one softmax gives 1.0
    most = np.e / (np.e + classes - 1)
    told(expect, surest > most + 1e-3, "softmax-twice")


def planted(subject, draw, shape=(3, 2, 1), classes=4, rate=None):
    """Place a network of the test's beside the student's code; return its handle, kernel and bias."""
    kernel = draw.normal(size=(int(np.prod(shape)), classes)).astype(np.float32)
    bias = draw.normal(size=classes).astype(np.float32)
    return subject.place(oracle.pixel_network(shape, kernel, bias, rate)), kernel, bias


def compiled(subject, expect, draw, rate, classes=4):
    """Let the student's code compile a planted network; return what came back, kernel and bias."""
    placed, kernel, bias = planted(subject, draw, classes=classes)
    model = subject.compile_model(placed, rate)
    told(expect, model is not None, "what-compile-returns")
    told(expect, subject.probes.describe(model)["compiled"], "not-compiled")
    return model, kernel, bias


@pytest.mark.task("compile_model", points=0.25)
def test_model_comes_back_ready_to_train(subject, expect, draw):
    model, kernel, bias = compiled(subject, expect, draw, 0.001)
    images = noise(draw, 3, (3, 2, 1))
    expect.that(
        alike(subject.probes.predict(model, images), oracle.probabilities(images, kernel, bias)),
        "returned a model that answers differently: compiling leaves the weights as they are",
    )


@pytest.mark.task("compile_model", points=0.5)
def test_learning_rate_is_the_one_asked_for(subject, expect, draw):
    for rate in (float(draw.integers(2, 9)) / 1e4, float(draw.integers(2, 9)) / 100):
        model, *_ = compiled(subject, expect, draw, rate)
        got = subject.probes.describe(model)["learning_rate"]
        expect.that(
            alike(got, rate, 1e-4),
            f"{SAYS['rate-of-the-default']} Its rate is {got:.4g}, asked for was {rate:.4g}.",
            diagnosis="rate-of-the-default",
        )


@pytest.mark.task("compile_model", points=0.75)
def test_loss_is_the_cross_entropy_of_whole_number_labels(subject, expect, draw):
    model, kernel, bias = compiled(subject, expect, draw, 0.001)
    images, labels = noise(draw, 8, (3, 2, 1)), draw.permutation(np.arange(8) % 4)
    loss_name = subject.probes.describe(model)["loss"]
    told(expect, loss_name not in ("categorical_crossentropy", "CategoricalCrossentropy"), "loss-for-one-hot-labels")
    told(expect, loss_name not in ("mse", "mean_squared_error", "MeanSquaredError"), "squared-error")
    answers = oracle.probabilities(images, kernel, bias)
    loss = subject.probes.fit_batch(model, images, labels)
    want = oracle.cross_entropy(answers, labels)
    expect.that(alike(loss, want), f"has a loss of {loss:.4g} for a batch whose mean cross-entropy is {want:.4g}")


@pytest.mark.task("compile_model", points=0.5)
def test_accuracy_is_measured(subject, expect, draw):
    model, *_ = compiled(subject, expect, draw, 0.001)
    images, labels = noise(draw, 8, (3, 2, 1)), draw.permutation(np.arange(8) % 4)
    figures = subject.probes.evaluate(model, images, labels)
    told(expect, any("acc" in name for name in figures), "no-accuracy")


def dots(draw, pixels, side, classes):
    """Draw images with one lit pixel each, another for each image, and labels among which every class occurs."""
    images = np.zeros((len(pixels), *side, 1), dtype=np.float32)
    images.reshape(len(pixels), -1)[np.arange(len(pixels)), pixels] = 1
    return images, draw.permutation(np.arange(len(pixels)) % classes)


class Trained:
    """What a call of train did to a planted network whose weights tell each image's traces apart."""

    def __init__(self, subject, expect, draw, rate, epochs=1):
        side, classes = (5, 4), 3
        pixels = draw.permutation(20)
        self.own, self.others = pixels[:13], pixels[13:]
        self.images, self.labels = dots(draw, self.own, side, classes)
        self.validation = dots(draw, self.others, side, classes)
        self.kernel = draw.normal(size=(20, classes)).astype(np.float32)
        self.bias = draw.normal(size=classes).astype(np.float32)
        model = subject.place(oracle.pixel_network((*side, 1), self.kernel, self.bias, rate))
        seed = int(draw.integers(1000))
        self.history = subject.train(model, self.images, self.labels, self.validation, epochs=epochs, rng_seed=seed)
        name = getattr(self.history, "type_name", type(self.history).__name__)  # a handle knows what it stands for
        told(expect, self.history is not None, "nothing-returned")
        told(expect, name != "History", "history-object")
        expect.that(isinstance(self.history, dict), f"returned a {name}; expected the history, a dict of lists")
        self.moved = subject.probes.weights(model)[0]["value"] - self.kernel

    def figures(self, expect, name):
        """Return one list of the history, once it is there."""
        expect.that(name in self.history, f"has no {name!r} in its history, only {sorted(self.history)}")
        return np.asarray(self.history[name], dtype=float)

    def loss_on(self, images, labels):
        """Return the loss of the network that it started from."""
        return oracle.cross_entropy(oracle.probabilities(images, self.kernel, self.bias), labels)


@pytest.mark.task("train", points=0.5)
def test_history_has_a_number_for_each_epoch(subject, expect, draw):
    epochs = int(draw.integers(2, 4))
    trained = Trained(subject, expect, draw, rate=0.1, epochs=epochs)
    watched = any(name.startswith("val_") for name in trained.history)
    told(expect, watched, "nobody-watches")
    lengths = [len(trained.figures(expect, name)) for name in ("loss", "accuracy", "val_loss", "val_accuracy")]
    told(expect, lengths != [1] * 4, "always-one-epoch")
    expect.that(lengths == [epochs] * 4, f"has lists of {lengths} numbers in its history; expected {epochs} in each")


@pytest.mark.task("train", points=0.5)
def test_validation_is_measured_on_the_pair_given(subject, expect, draw):
    trained = Trained(subject, expect, draw, rate=0.0)  # at a rate of 0 the network stays what it is
    told(expect, not trained.moved.any(), "compiled-anew")
    told(expect, any(name.startswith("val_") for name in trained.history), "nobody-watches")
    (got,) = trained.figures(expect, "val_loss")[-1:]
    images, labels = trained.images, trained.labels
    want = trained.loss_on(*trained.validation)
    right = alike(got, want)  # once in a while another loss is the same
    told(expect, right or not alike(got, trained.loss_on(images, labels)), "watched-on-the-training-images")
    split = any(alike(got, trained.loss_on(images[-n:], labels[-n:])) for n in range(1, 7))
    told(expect, right or not split, "split-once-more")
    expect.that(right, f"has a val_loss of {got:.4g}; on the validation images the loss is {want:.4g}")


@pytest.mark.task("train", points=0.5)
def test_validation_images_are_not_learned_from(subject, expect, draw):
    trained = Trained(subject, expect, draw, rate=0.1, epochs=2)
    # a pixel that is dark on every training image gives its weights no gradient
    told(expect, not trained.moved[trained.others].any(), "learns-from-the-validation-images")


@pytest.mark.task("train", points=0.5)
def test_every_image_is_learned_with_its_label(subject, expect, draw):
    trained = Trained(subject, expect, draw, rate=0.1)
    moved = trained.moved[trained.own]
    expect.that(moved.any(), "left the model's weights where they were: `fit` trains the model that it belongs to")
    left = np.flatnonzero(~moved.any(axis=1))
    split = left.size and np.array_equal(left, np.arange(left[0], len(moved)))
    told(expect, not split, "split-once-more")
    expect.that(
        not left.size, f"learned nothing from {left.size} of {len(moved)} images, the first of them image {left[:1]}"
    )
    # a step raises the score of the image's label and lowers all others
    told(expect, np.array_equal(moved.argmax(axis=1), trained.labels), "labels-left-behind")


@pytest.mark.task("train", points=2)
def test_fruits_are_told_apart(subject, expect, draw):
    try:
        accuracy = fruits_accuracy(subject, draw, expect.predictions)
        expect.reaches(accuracy, "ex12.fruits", why="How do loss and val_loss go on in your history?")
    except Exception:
        every_step_has_the_right_form(subject, expect, draw)  # or else that explains more than what came of it
        raise


def every_step_has_the_right_form(subject, expect, draw):
    """Fail with what is wrong with a step by itself."""
    built(subject, expect, (20, 20, 3), 16)
    compiled(subject, expect, draw, 0.001)
    Trained(subject, expect, draw, rate=0.1)


class Classified:
    """A planted network, an image, and what the student's code says is on it."""

    def __init__(self, subject, expect, draw, shape, names):
        placed, kernel, bias = planted(subject, draw, shape, len(names), rate=0.1)
        image = draw.uniform(size=shape).round(2)
        self.names = names
        self.answers = oracle.probabilities(image[np.newaxis], kernel, bias)[0]
        self.answers_in_the_dark = oracle.probabilities(image[np.newaxis] / 255, kernel, bias)[0]
        got = subject.classify_image(placed, image, names)
        self.name, self.probability = self._pair(expect, got)

    def _pair(self, expect, got):
        told(expect, type(got) is not str, "only-the-name")
        name, probability = expect.sequence(got, 2, of="results", why="They are the name and its probability")
        told(expect, type(name) is str or type(probability) is not str, "probability-first")
        told(expect, type(name) is str, "number-of-the-class")
        told(expect, np.ndim(probability) == 0 or np.size(probability) == 1, "probabilities-of-all-classes")
        return name, float(np.reshape(probability, ()))

    def is_right_for(self, answers, factor=1.0):
        """Tell whether name and probability are those of these answers."""
        name, probability = oracle.named(answers, self.names)
        return self.name == name and alike(self.probability, factor * probability)

    def judge(self, expect):
        """Fail with what went wrong."""
        told(expect, not self.is_right_for(self.answers, 100), "percent")
        told(expect, self.is_right_for(self.answers) or not self.is_right_for(self.answers_in_the_dark), "dark-image")
        again = np.exp(self.answers) / np.exp(self.answers).sum()
        told(expect, self.is_right_for(self.answers) or not self.is_right_for(again), "softmax-on-probabilities")
        name, probability = oracle.named(self.answers, self.names)
        in_order = sorted(self.names)[int(self.answers.argmax())]
        told(
            expect,
            self.name == name or (self.name, alike(self.probability, probability)) != (in_order, True),
            "names-sorted",
        )
        expect.that(
            self.is_right_for(self.answers),
            f"returned ({self.name!r}, {self.probability:.4g}); expected ({name!r}, {probability:.4g}): the "
            f"model answers {[round(float(each), 3) for each in self.answers]}",
        )


@pytest.mark.task("classify_image", points=0.75)
def test_most_probable_class_has_a_name_and_a_number(subject, expect, draw):
    for count in (3, 5):
        names = list(draw.permutation(FRUITS)[:count])
        Classified(subject, expect, draw, (3, 2, 1), [str(name) for name in names]).judge(expect)


@pytest.mark.task("classify_image", points=0.25)
def test_names_stay_in_the_order_of_the_outputs(subject, expect, draw):
    names = ["Banana", "Plum", "Raspberry", "Apricot", "Lemon"]  # none where sorting would put it
    Classified(subject, expect, draw, (2, 4, 3), names).judge(expect)


@pytest.mark.task("classify_image", points=0.5)
def test_images_of_any_size_that_the_model_takes(subject, expect, draw):
    for shape in ((11, 7, 3), (5, 8, 1)):
        Classified(subject, expect, draw, shape, FRUITS).judge(expect)
