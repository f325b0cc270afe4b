"""What stays with the student's code: handles, probes, folders and TensorFlow functions, alike on both bindings."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from grading.errors import SubjectCrashError, SubjectError, Wrong
from grading.judging.expect import Expect
from grading.subject import IsolatedBinding, LoadedSource, LocalBinding, Sandbox, Subject
from grading.subject.sandbox import Bubblewrap, bubblewrap_problem
from grading.subject.workers import prepare
from grading.worker.student import text_of
from reference.kit.course import Course

EXERCISE = Course.here().exercise("ex09")
"""Whose functions stand beside the code."""
BESIDE = EXERCISE.beside.read_bytes()
LIBRARIES = ["tensorflow", "keras", "numpy", "matplotlib"]
CODE = """
import os
import weakref
import keras
import matplotlib
matplotlib.use("agg")
import matplotlib.pyplot as plt
import numpy as np
import tensorflow as tf

def build(units):
    return keras.Sequential([keras.Input((4,)), keras.layers.Dense(units, activation="relu"), keras.layers.Dense(3)])

WATCHED = []

def watched():
    model = build(2)
    WATCHED.append(weakref.ref(model))
    return model

def alive():
    return sum(each() is not None for each in WATCHED)

WAYS = []

class Watchful(keras.layers.Layer):
    def call(self, x):
        WAYS.append(tf.executing_eagerly())
        return x

def watchful():
    model = keras.Sequential([keras.Input((4,)), Watchful(), keras.layers.Dense(1)])
    model.compile("sgd", "mse")
    return model

def ways():
    seen = list(WAYS)
    WAYS.clear()
    return seen

def compiled(model):
    model.compile(keras.optimizers.SGD(0.1), "mse")
    return model

def same(one, other):
    return one is other

def gradient(f, x):
    x = tf.convert_to_tensor(x)
    with tf.GradientTape() as tape:
        tape.watch(x)
        value = f(x)
    return tape.gradient(value, x, unconnected_gradients="zero")

def tensors():
    return {"constant": tf.constant([1, 2]), "variable": tf.Variable(1.5), "list": [tf.zeros((2, 1))]}

def names(folder):
    return sorted(os.listdir(folder))

def write(folder):
    with open(os.path.join(folder, "new.txt"), "w", encoding="utf-8") as file:
        file.write("new")

def overwrite(folder):
    with open(os.path.join(folder, "a.txt"), "w", encoding="utf-8") as file:
        file.write("forged")

def dataset(n):
    return tf.data.Dataset.range(n).batch(2).repeat()

def figure():
    drawn, axes = plt.subplots(1, 2)
    axes[0].imshow(np.eye(3))
    axes[1].plot([1, 2], label="loss")
    axes[1].legend()
    axes[1].set_title("curve")
    return drawn

def liar(units):
    class Liar(keras.Sequential):
        def call(self, inputs, **options):
            return tf.fill((len(inputs), 3), 7.0)
    return Liar([keras.Input((4,)), keras.layers.Dense(units), keras.layers.Dense(3)])

def liar_with_a_loss_of_its_own(units):
    model = build(units)
    model.compile(keras.optimizers.SGD(0.1), lambda y, p: tf.reduce_mean((y - p) ** 2))
    model.call = lambda inputs, **options: tf.fill((len(inputs), 3), 7.0)
    return model

def model_with_a_predict_of_its_own(units):
    model = build(units)
    model.predict = lambda inputs, **options: np.full((len(inputs), 3), 7.0)
    return model

def leave_something_behind():
    open("/tmp/left", "w").close()

def what_is_here():
    others = [name for name in os.listdir("/proc") if name.isdigit() and name != str(os.getpid())]
    states = []
    for name in others:
        with open(f"/proc/{name}/stat", encoding="utf-8") as file:
            states.append(file.read().rpartition(")")[2].split()[0])
    return [os.path.exists("/tmp/left"), len(states)]

def read_the_server():
    found = []
    for name in os.listdir("/proc"):
        if name.isdigit() and name != str(os.getpid()):
            try:
                os.listdir(f"/proc/{name}/fd")
                found.append(name)
            except OSError:
                pass
    return len(found)

def run(model, x):
    return model(x)

def multiply(a, b):
    return tf.matmul(a, b)

def nothing():
    pass

def end():
    os._exit(3)
"""


@pytest.fixture(scope="module", params=["local", "isolated"])
def binding(request: pytest.FixtureRequest) -> Iterator[Any]:
    """A module with Keras code on each binding in turn."""
    pytest.importorskip("tensorflow")
    source = LoadedSource("ex99", "ex99_keras", CODE.encode())
    if request.param == "local":
        binding: Any = LocalBinding(source, LIBRARIES, BESIDE)
    else:
        box = Sandbox.available()
        prepare([box], LIBRARIES)
        binding = IsolatedBinding(source, LIBRARIES, box, beside=BESIDE, call_seconds=120, budget_seconds=600)
    yield binding
    binding.close()


@pytest.fixture
def subject(binding: Any) -> Subject:
    """The module's functions."""
    return Subject(binding, EXERCISE)


def test_a_model_stays_where_it_was_made_and_comes_back_as_the_same(subject: Subject) -> None:
    model = subject.build(2)
    assert subject.same(model, model) is True
    assert subject.same(model, subject.build(2)) is False


def test_a_model_is_described(subject: Subject) -> None:
    described = subject.probes.describe(subject.compiled(subject.build(2)))
    assert (described["parameters"], described["trainable_parameters"]) == (19, 19)
    assert [layer["kinds"][0] for layer in described["layers"]] == ["Dense", "Dense"]
    assert [layer["activation"] for layer in described["layers"]] == ["relu", "linear"]
    assert described["inputs"][0]["shape"] == [None, 4]
    assert described["outputs"][0]["shape"] == [None, 3]
    assert (described["loss"], described["optimizer"], described["compiled"]) == ("mse", "SGD", True)
    assert described["learning_rate"] == pytest.approx(0.1)


def test_predictions_follow_from_weights(subject: Subject) -> None:
    model = subject.build(5)
    x = np.random.default_rng(1).normal(size=(7, 4)).astype(np.float32)
    w1, b1, w2, b2 = (weight["value"] for weight in subject.probes.weights(model))
    expected = np.maximum(x @ w1 + b1, 0) @ w2 + b2
    np.testing.assert_allclose(Expect(subject, EXERCISE, "test").predictions(model, x), expected, atol=1e-5)


def test_predictions_that_do_not_follow_from_the_weights_are_found_out(subject: Subject) -> None:
    x = np.zeros((3, 4), dtype=np.float32)
    model = subject.liar(2)
    assert subject.probes.predict(model, x).max() == 7.0
    expect = Expect(subject, EXERCISE, "test")
    try:
        expect.predictions(model, x)
    except Wrong as wrong:
        assert "do not follow from its weights" in str(wrong)  # noqa: PT017 -- a class of one's own may be refused


def test_a_loss_of_ones_own_is_no_excuse_for_a_lie(subject: Subject) -> None:
    x = np.zeros((3, 4), dtype=np.float32)
    model = subject.liar_with_a_loss_of_its_own(2)
    assert subject.probes.predict(model, x).max() == 7.0
    with pytest.raises(Wrong, match="do not follow from its weights"):
        Expect(subject, EXERCISE, "test").predictions(model, x)


def test_a_predict_of_ones_own_is_what_predicts(subject: Subject) -> None:
    model = subject.model_with_a_predict_of_its_own(2)
    assert subject.probes.predict(model, np.zeros((3, 4), dtype=np.float32)).tolist() == [[7.0] * 3] * 3


def test_many_inputs_are_predicted_in_their_order(subject: Subject) -> None:
    model = subject.build(2)
    x = np.random.default_rng(5).normal(size=(70_000, 4)).astype(np.float32)  # more than go through at once
    w1, b1, w2, b2 = (weight["value"] for weight in subject.probes.weights(model))
    got = subject.probes.predict(model, x)
    np.testing.assert_allclose(got, np.maximum(x @ w1 + b1, 0) @ w2 + b2, atol=1e-5)


def test_a_batch_is_trained_on(subject: Subject) -> None:
    model = subject.compiled(subject.build(2))
    x, y = np.ones((5, 4), dtype=np.float32), np.ones((5, 3), dtype=np.float32)
    first = subject.probes.fit_batch(model, x, y)
    assert subject.probes.fit_batch(model, x, y) < first


def test_objects_live_until_the_test_that_had_them_is_over(subject: Subject) -> None:
    subject.watched()
    assert subject.alive() == 1
    subject.forget()
    assert subject.alive() == 0


def test_batches_are_trained_on_without_a_graph_of_them(subject: Subject) -> None:
    """To trace one takes longer than to train on a small batch; it was done anew for each from the second on."""
    model = subject.watchful()
    x, y = np.ones((2, 4), dtype=np.float32), np.zeros((2, 1), dtype=np.float32)
    subject.ways()
    for _ in range(3):
        subject.probes.fit_batch(model, x, y)
        subject.probes.evaluate(model, x, y)
    assert subject.ways() == [True] * 6


def test_a_batch_is_looked_at_and_not_learned_from(subject: Subject) -> None:
    model = subject.compiled(subject.build(2))
    x, y = np.ones((5, 4), dtype=np.float32), np.ones((5, 3), dtype=np.float32)
    first = subject.probes.evaluate(model, x, y)
    assert "loss" in first
    assert subject.probes.evaluate(model, x, y) == first


def test_a_batch_s_loss_is_its_own_whatever_was_trained_on_before(subject: Subject) -> None:
    """Before Keras 3.13 it was the mean over all batches since the model was compiled."""
    model = subject.compiled(subject.build(2))
    x, y = np.ones((5, 4), dtype=np.float32), np.ones((5, 3), dtype=np.float32)
    subject.probes.fit_batch(model, x, 100 * y)
    once = subject.probes.evaluate(model, x, y)["loss"]
    assert once < 1000
    assert subject.probes.fit_batch(model, x, y) == pytest.approx(once, rel=1e-5)


def test_a_model_of_the_test_s_is_placed(subject: Subject) -> None:
    import keras

    ours = keras.Sequential([keras.Input((3,)), keras.layers.Dense(2)])
    x = np.random.default_rng(2).normal(size=(4, 3)).astype(np.float32)
    placed = subject.place(ours)
    np.testing.assert_allclose(subject.probes.predict(placed, x), ours.predict(x, verbose=0), atol=1e-6)


def test_tensors_and_variables_arrive_as_arrays(subject: Subject) -> None:
    got = subject.tensors()
    assert got["constant"].tolist() == [1, 2]
    assert got["variable"] == 1.5
    assert got["list"][0].shape == (2, 1)


def test_a_function_beside_the_code_is_traced_where_it_runs(subject: Subject) -> None:
    cubic = subject.functions.cubic(1.0, 0.0, 2.0)
    assert subject.gradient(cubic, np.array([1.0, 2.0])).tolist() == [5.0, 14.0]
    before = subject.probes.traces(cubic)
    subject.gradient(cubic, np.array([1.0]))
    assert subject.probes.traces(cubic) == before + 1


def test_a_folder_crosses_with_its_files_and_what_is_written_comes_back(subject: Subject, tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "a.txt").write_text("a", encoding="utf-8")
    (tmp_path / "deep" / "b.txt").write_text("b", encoding="utf-8")
    assert subject.names(tmp_path) == ["a.txt", "deep"]
    subject.write(tmp_path)
    files = subject.probes.files(tmp_path)
    assert {name: content.tobytes() for name, content in files.items()} == {
        "a.txt": b"a",
        "deep/b.txt": b"b",
        "new.txt": b"new",
    }
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "deep"], "the test's own folder is untouched"


def test_a_dataset_that_repeats_for_ever_is_cut(subject: Subject) -> None:
    dataset = subject.dataset(3)
    assert [batch.tolist() for batch in subject.probes.take(dataset, 3)] == [[0, 1], [2], [0, 1]]
    assert subject.probes.spec(dataset) == [{"name": "None", "shape": [None], "dtype": "int64"}]


def test_a_figure_is_seen(subject: Subject) -> None:
    seen = subject.probes.picture(subject.figure())
    assert seen["png"].tobytes().startswith(b"\x89PNG")
    assert seen["axes"][0]["images"][0].shape == (3, 3)
    assert seen["axes"][1]["title"] == "curve"
    assert seen["axes"][1]["legend"] == ["loss"]


def test_the_wrong_kind_of_object_is_a_failure_of_the_call_that_gave_it(subject: Subject, tmp_path: Path) -> None:
    for probe, wanted in (
        ("describe", "a Keras model"),
        ("take", "a tf.data.Dataset"),
        ("picture", "a Matplotlib Figure"),
    ):
        with pytest.raises(Wrong, match=f"returned a list; expected {wanted}"):
            getattr(subject.probes, probe)(subject.names(tmp_path))


def test_inputs_that_do_not_fit_are_told(subject: Subject) -> None:
    with pytest.raises(SubjectError, match="cannot be asked to predict"):
        subject.probes.predict(subject.build(2), np.zeros((2, 9), dtype=np.float32))


def test_an_error_of_keras_is_told_without_its_decoration(subject: Subject) -> None:
    model = subject.build(2)
    with pytest.raises(SubjectError) as caught:
        subject.run(model, np.zeros((2, 9), dtype=np.float32))
    text = str(caught.value)
    assert "incompatible" in text
    assert not [word for word in ("\x1b", "Arguments received", "tf.Tensor", "Exception encountered") if word in text]


def test_an_error_of_tensorflow_is_told_without_the_name_of_a_node(subject: Subject) -> None:
    with pytest.raises(SubjectError) as caught:
        subject.multiply(np.zeros((2, 3)), np.zeros((2, 3)))
    text = str(caught.value)
    assert "Matrix size-incompatible" in text
    assert not [word for word in ("function_node", "[Op:", "__wrapped__") if word in text]


def test_nothing_is_no_model(subject: Subject) -> None:
    with pytest.raises(Wrong, match=r"returned None \(is the `return` missing\?\); expected a Keras model"):
        subject.probes.describe(subject.nothing())


class TestForkServer:
    """One server, one child after the other, nothing shared between them."""

    @pytest.fixture
    def box(self) -> Sandbox:
        """The sandbox."""
        pytest.importorskip("tensorflow")
        problem = bubblewrap_problem()
        if problem:
            pytest.skip(problem)
        box = Bubblewrap(slot=1)  # the other tests hold a child of the first one
        prepare([box], LIBRARIES)
        return box

    def module(self, box: Sandbox) -> tuple[IsolatedBinding, Subject]:
        """A child of the server with the module in it."""
        source = LoadedSource("ex99", "ex99_keras", CODE.encode())
        binding = IsolatedBinding(source, LIBRARIES, box, beside=BESIDE, call_seconds=60, budget_seconds=300)
        return binding, Subject(binding, EXERCISE)

    def test_a_child_finds_nothing_of_the_one_before(self, box: Sandbox) -> None:
        binding, subject = self.module(box)
        alone = subject.what_is_here()
        subject.leave_something_behind()
        assert subject.what_is_here() == [True, alone[1]]
        binding.close()
        binding, subject = self.module(box)
        assert subject.what_is_here() == alone
        binding.close()

    def test_a_child_cannot_reach_into_the_server(self, box: Sandbox) -> None:
        binding, subject = self.module(box)
        assert subject.read_the_server() == 0
        binding.close()

    def test_a_child_that_ends_is_a_crash_and_the_next_one_works(self, box: Sandbox) -> None:
        binding, subject = self.module(box)
        with pytest.raises(SubjectCrashError, match="exit code 3"):
            subject.end()
        prepare([box], LIBRARIES)
        assert subject.same(1, 1) is True
        binding.close()


def test_an_error_s_text_does_not_hold_whole_arrays() -> None:
    pixels = np.linspace(0, 1, 36).reshape(3, 4, 3)
    assert text_of(ValueError(f"bad shape for {pixels} named 'x'")) == "bad shape for [[...]] named 'x'"
    assert text_of(ValueError("[[1, 2], [3, 4]] is no image")) == "[[1, 2], [3, 4]] is no image"
