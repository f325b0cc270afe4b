"""What `expect` asks of Keras models, datasets and histories; each message says what is and what should be."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from grading.errors import Wrong
from grading.judging import diagnosis
from grading.judging.expect import Expect
from grading.subject import LoadedSource, LocalBinding, Subject
from grading.subject.placed import Placed
from grading.subject.reports import Raised, Value
from reference.kit.course import Course

EXERCISE = Course.here().exercise("ex13")
"""Whose wrong ways run on models."""
MISTAKE = next(iter(EXERCISE.words))
CODE = """
import keras
import numpy as np
import tensorflow as tf

def build(units):
    model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(units, name="hidden"), keras.layers.Dense(3)])
    model.compile(keras.optimizers.SGD(0.1), "sparse_categorical_crossentropy")
    return model

def two_inputs():
    one, other = keras.Input((4,), name="one"), keras.Input((2, 5), name="other")
    both = keras.layers.Concatenate()([one, keras.layers.Flatten()(other)])
    return keras.Model([one, other], keras.layers.Dense(3, name="answer")(both))

def dataset(n, labels=True):
    images = np.zeros((n, 2))
    return tf.data.Dataset.from_tensor_slices((images, np.arange(n)) if labels else images).batch(4)

def endless():
    return dataset(5).repeat()

def history(**values):
    return values

def feature_maps(model, image, layer_names):
    for layer in model.layers:
        layer.set_weights([weight + 1 for weight in layer.get_weights()])
    return []

def filters_as_images(model, layer_name):
    kernel = model.get_layer(layer_name).get_weights()[0]
    return kernel.reshape(kernel.shape[::-1])

def saliency(model, image, class_index):
    raise ValueError("not today")
"""


@pytest.fixture(scope="module")
def binding() -> LocalBinding:
    """A module with models."""
    pytest.importorskip("tensorflow")
    return LocalBinding(LoadedSource("ex13", "ex13_see_what_it_sees", CODE.encode()), ["keras", "numpy", "tensorflow"])


@pytest.fixture
def subject(binding: LocalBinding) -> Subject:
    """Its functions."""
    return Subject(binding, EXERCISE)


@pytest.fixture
def expect(subject: Subject) -> Expect:
    """What judges them."""
    return Expect(subject, EXERCISE, "test")


def filters() -> Any:
    """Build a model of the test's own with a convolution of four filters."""
    import keras

    model = keras.Sequential([keras.Input((5, 7, 1)), keras.layers.Conv2D(4, (2, 3), name="filters")])
    model.compile(keras.optimizers.SGD(0.1), "mse")
    model.set_weights([np.arange(24.0).reshape(2, 3, 1, 4), np.zeros(4)])
    return model


def told(check: Any, *args: Any, **kwargs: Any) -> str:
    """Return what a check says."""
    with pytest.raises(Wrong) as caught:
        check(*args, **kwargs)
    return str(caught.value)


RIGHT: dict[str, Any] = {
    "kind": "Sequential",
    "inputs": (4,),
    "outputs": (3,),
    "weights": [(3,), (4, 2), (2,), (2, 3)],
    "layers": {"Dense": 2, "Conv2D": 0},
    "parameters": 19,
    "trainable_parameters": 19,
    "compiled": True,
    "loss": "SparseCategoricalCrossentropy",
    "optimizer": "SGD",
    "learning_rate": 0.1,
}


def test_a_model_of_the_facts_that_are_asked_for_passes(subject: Subject, expect: Expect) -> None:
    expect.model(subject.build(2), **RIGHT)


@pytest.mark.parametrize(
    ("fact", "wanted", "message"),
    [
        ("kind", "Functional", "is a Sequential model; expected a Functional one"),
        ("inputs", (5,), "takes inputs of shape (batch, 4); expected (batch, 5)"),
        ("inputs", (4, 1), "takes inputs of shape (batch, 4); expected (batch, 4, 1)"),
        ("outputs", (2,), "gives outputs of shape (batch, 3); expected (batch, 2)"),
        ("weights", [(4, 3), (3,)], "has weights of the shapes (4, 2), (2,), (2, 3), (3,); expected (4, 3), (3,)"),
        ("layers", {"Dense": 1}, "has 2 Dense layers; expected 1"),
        ("parameters", 1019, "has 19 parameters; expected 1,019"),
        ("trainable_parameters", 3, "has 19 trainable parameters; expected 3"),
        ("compiled", False, "has been compiled"),
        ("loss", "mse", "has the loss 'sparse_categorical_crossentropy'; expected 'mse'"),
        ("optimizer", "Adam", "has the optimizer SGD; expected Adam"),
        ("learning_rate", 0.01, "has the learning rate 0.1; asked for was 0.01"),
    ],
)
def test_each_fact_that_differs_is_told(subject: Subject, expect: Expect, fact: str, wanted: Any, message: str) -> None:
    asked: dict[str, Any] = {fact: wanted}
    assert told(expect.model, subject.build(2), **asked, why="Look again") == f"build(2) {message}. Look again"


def test_inputs_go_by_name_where_there_are_several(subject: Subject, expect: Expect) -> None:
    model = subject.two_inputs()
    expect.model(model, inputs={"other": (2, 5), "one": (4,)}, outputs={"answer": (3,)})
    wanted = told(expect.model, model, inputs={"one": (4,), "other": (2, 6)})
    assert 'has the inputs "one" (batch, 4), "other" (batch, 2, 5); expected' in wanted
    assert "has 2 inputs; expected one" in told(expect.model, model, inputs=(4,))


def test_shapes_that_a_known_mistake_gives_are_named(subject: Subject, expect: Expect) -> None:
    mistakes = {MISTAKE: expect.shapes(subject.build(2))}
    message = told(expect.model, subject.build(2), weights=[(4, 3), (3,)], mistakes=mistakes)
    assert message.startswith(f"build(2) {EXERCISE.words[MISTAKE].says}\nIt has weights of the shapes")


def test_weights_that_moved_are_found_to_the_bit(subject: Subject, expect: Expect) -> None:
    model = subject.build(2)
    before = expect.weights(model)
    assert expect.moved(before, model) == []
    values = list(before.values())
    subject.probes.set_weights(model, [values[0], np.nextafter(values[1], 1, dtype=np.float32), *values[2:]])
    assert expect.moved(before, model) == ["hidden/bias"]


def test_a_pass_over_a_dataset_is_pairs_of_arrays(subject: Subject, expect: Expect) -> None:
    assert [len(images) for images, _ in expect.batches(subject.dataset(6), 6)] == [4, 2]
    assert "does not give batches of two arrays" in told(expect.batches, subject.dataset(6, labels=False), 6)


def test_a_dataset_without_end_and_an_empty_one_are_told(subject: Subject, expect: Expect) -> None:
    assert "gives more than its 5 examples in a pass: it gives some of them again. Does it repeat?" in told(
        expect.batches, subject.endless(), 5
    )
    assert "gives no example at all" in told(expect.batches, subject.dataset(0), 5)


def test_a_history_has_a_number_an_epoch(subject: Subject, expect: Expect) -> None:
    got = subject.history(loss=[2.0, 1.0], val_acc=[0.1, 0.2])
    values = expect.history(got, 2, "loss", "val_accuracy")
    assert {name: series.tolist() for name, series in values.items()} == {"loss": [2, 1], "val_accuracy": [0.1, 0.2]}
    assert "has 2 numbers for 'loss' in its history; expected 3" in told(expect.history, got, 3, "loss")
    assert "without 'accuracy': it has 'loss', 'val_acc'" in told(expect.history, got, 2, "accuracy")
    assert "returned a Sequential; expected the history, a dict of lists" in told(expect.history, subject.build(2), 2)


def test_a_wrong_way_runs_on_a_copy_of_the_placed_model(subject: Subject, expect: Expect) -> None:
    model = filters()
    got = subject.filters_as_images(subject.place(model), "filters")
    before = [weight.copy() for weight in model.get_weights()]
    with pytest.raises(Wrong) as caught:
        expect.close(got, np.zeros((4, 2, 3, 1)))
    assert caught.value.diagnosis is None  # the code above is no catalogued way
    assert all(np.array_equal(a, b) for a, b in zip(model.get_weights(), before, strict=True))


def wrong_way() -> Any:
    """Return a catalogued wrong way that asks a model."""
    return next(v for v in EXERCISE.misconceptions if v.id == "filters-scaled-together")


def test_a_mistake_with_a_placed_model_is_recognised(subject: Subject, expect: Expect) -> None:
    model = filters()
    subject.filters_as_images(subject.place(model), "filters")
    got = wrong_way().function(model, "filters")
    call = subject.calls[-1]
    call.report = Value(0, got)
    with pytest.raises(Wrong) as caught:
        expect.close(got, np.zeros((4, 2, 3, 1)))
    assert caught.value.diagnosis == "filters-scaled-together"
    assert str(caught.value).startswith("filters_as_images(a Sequential object, 'filters') scaled all filters together")


def test_only_the_first_call_is_known_to_be_given_the_tests_own_model(subject: Subject, expect: Expect) -> None:
    placed = subject.place(filters())
    subject.feature_maps(placed, np.zeros((5, 7, 1)), ["filters"])  # may have changed it
    got = subject.filters_as_images(placed, "filters")
    assert not isinstance(subject.calls[-1].args[0], Placed)
    assert diagnosis.diagnose(EXERCISE, subject.calls[-1], "test") is None
    assert got.shape == (4, 1, 3, 2)


def test_an_errors_own_words_are_told_where_a_model_is_given(subject: Subject) -> None:
    placed = subject.place(filters())
    subject.filters_as_images(placed, "filters")
    call = subject.calls[-1]
    assert isinstance(call.args[0], Placed)
    untrained = "You must call `compile()` before using the model."
    call.report = Raised(0, ["ValueError"], untrained, [])
    assert getattr(diagnosis.diagnose(EXERCISE, call, "test"), "id", "") == "not-compiled-yet"
    subject.filters_as_images(placed, "filters")
    call = subject.calls[-1]
    assert not isinstance(call.args[0], Placed)  # an object that stays with the student's code by now
    call.report = Raised(0, ["ValueError"], untrained, [])
    assert getattr(diagnosis.diagnose(EXERCISE, call, "test"), "id", "") == "not-compiled-yet"


def test_a_model_that_a_test_has_changed_is_not_its_own_any_more(subject: Subject) -> None:
    placed = subject.place(filters())
    subject.probes.set_weights(placed, [np.zeros((2, 3, 1, 4)), np.zeros(4)])
    subject.filters_as_images(placed, "filters")
    assert not isinstance(subject.calls[-1].args[0], Placed)


def test_a_copy_has_weights_loss_and_rate_and_is_another_model(subject: Subject) -> None:
    model = filters()
    model.layers[0].trainable = False
    subject.filters_as_images(subject.place(model), layer_name="filters")
    first, second = (subject.calls[-1].args[0].built() for _ in range(2))
    assert first is not second
    assert np.array_equal(first.get_weights()[0], model.get_weights()[0])
    assert first.loss == "mse"
    assert float(first.optimizer.learning_rate) == pytest.approx(0.1)
    assert not first.layers[0].trainable


def test_a_model_too_large_to_copy_is_not_tried(subject: Subject, monkeypatch: pytest.MonkeyPatch) -> None:
    model = filters()
    subject.filters_as_images(subject.place(model), "filters")
    call = subject.calls[-1]
    call.report = Value(0, wrong_way().function(model, "filters"))
    assert diagnosis.diagnose(EXERCISE, call, "test") is not None
    monkeypatch.setattr(diagnosis, "LARGEST_MODEL", 27)
    assert diagnosis.diagnose(EXERCISE, call, "test") is None


def test_ways_end_when_their_time_is_over(subject: Subject, monkeypatch: pytest.MonkeyPatch) -> None:
    model = filters()
    subject.filters_as_images(subject.place(model), "filters")
    call = subject.calls[-1]
    call.report = Value(0, wrong_way().function(model, "filters"))
    monkeypatch.setattr(diagnosis, "MODEL_SECONDS", -1.0)
    assert diagnosis.diagnose(EXERCISE, call, "test") is None


def test_a_run_looks_for_mistakes_for_so_long_and_for_those_it_has_named_first(subject: Subject) -> None:
    model = filters()
    subject.filters_as_images(subject.place(model), "filters")
    call = subject.calls[-1]
    call.report = Value(0, wrong_way().function(model, "filters"))
    assert diagnosis.diagnose(EXERCISE, call, "test", (), diagnosis.Patience(0.0)) is None
    patience = diagnosis.Patience(60.0)
    known = diagnosis.diagnose(EXERCISE, call, "test", (), patience)
    assert patience.named == [known.id]  # type: ignore[union-attr]
    first = patience.left
    assert first < 60.0
    diagnosis.diagnose(EXERCISE, call, "test", (), patience)
    assert 0 < first - patience.left < 60.0 - first


def test_numbers_of_a_network_are_compared_at_its_precision(subject: Subject) -> None:
    model = filters()
    subject.filters_as_images(subject.place(model), "filters")
    call = subject.calls[-1]
    call.report = Value(0, wrong_way().function(model, "filters").astype(float) * (1 + 3e-4))
    assert diagnosis.diagnose(EXERCISE, call, "test") is not None


def test_a_known_mistake_fails_where_a_test_judges_loosely(subject: Subject, expect: Expect) -> None:
    model = filters()
    subject.filters_as_images(subject.place(model), "filters")
    got = wrong_way().function(model, "filters")
    call = subject.calls[-1]
    call.report = Value(0, got)
    assert "scaled all filters together" in told(expect.no_known_mistake, got, np.zeros((4, 2, 3, 1)))
    expect.no_known_mistake(got, got)
    other = got + 0.25
    call.report = Value(0, other)
    expect.no_known_mistake(other, got)


def test_probabilities_that_nobody_sees_need_not_agree(subject: Subject) -> None:
    model = filters()
    subject.filters_as_images(subject.place(model), "filters")
    call = subject.calls[-1]
    right = wrong_way().function(model, "filters").astype(float)
    call.report = Value(0, right + 1e-7)
    assert diagnosis.diagnose(EXERCISE, call, "test") is not None
    call.report = Value(0, right + 1e-2)
    assert diagnosis.diagnose(EXERCISE, call, "test") is None
