"""What `expect` says of a model follows from the facts that are reported of it; a stand-in reports them here.

`test_models_are_asked.py` has Keras itself, `test_confirmed_predictions.py` predictions.
"""

from __future__ import annotations

from typing import Any, cast

import numpy as np
import pytest

from grading.errors import SubjectError, Wrong
from grading.judging import expect_model
from grading.judging.expect import Expect
from grading.subject import Subject
from grading.subject.calls import Call
from grading.subject.reports import Value
from grading.subject.second import Second
from reference.kit.exercise import Exercise

MODEL = object()
FACTS: dict[str, Any] = {
    "kind": "Sequential",
    "inputs": [{"name": "image", "shape": [None, 4, 5]}],
    "outputs": [{"name": "keras_tensor_3", "shape": [None, 3]}],
    "output_names": ["answer"],
    "layers": [
        {"kinds": ["Dense", "Layer"]},
        {"kinds": ["Sequential"], "layers": [{"kinds": ["Conv2D"]}, {"kinds": ["Dense", "Layer"]}]},
    ],
    "parameters": 1019,
    "trainable_parameters": 19,
    "compiled": True,
    "loss": "sparse_categorical_crossentropy",
    "optimizer": "SGD",
    "learning_rate": 0.1,
}
RIGHT: dict[str, Any] = {
    "kind": "Sequential",
    "inputs": (4, 5),
    "outputs": (3,),
    "weights": [(3,), (2, 3)],
    "layers": {"Dense": 2, "Conv2D": 1, "LSTM": 0},
    "parameters": 1019,
    "trainable_parameters": 19,
    "compiled": True,
    "loss": "SparseCategoricalCrossentropy",
    "optimizer": "sgd",
    "learning_rate": 0.1,
}


class Asked:
    """A subject with one call that gave a model, and what its probes report."""

    def __init__(self, **facts: Any) -> None:
        self.calls = [Call("build", (), {}, Value(0, MODEL)), Call("other", (), {}, Value(0, 1))]
        self.facts = {**FACTS, **facts}
        self.values = {"a/hidden/kernel": np.zeros((2, 3)), "a/hidden/bias": np.zeros(3)}
        self.answers = np.array([[0.1, 0.9], [2.0, -1.0], [0.0, 0.0]])
        self.remarks: list[tuple[str, str]] = []

    def remark(self, kind: str, text: str) -> None:
        """Note it."""
        self.remarks.append((kind, text))

    @property
    def probes(self) -> Asked:
        """What may be asked."""
        return self

    def describe(self, model: object) -> dict[str, Any]:
        """Report the facts."""
        assert model is MODEL
        return self.facts

    def weights(self, model: object) -> list[dict[str, Any]]:
        """Report the weights."""
        assert model is MODEL
        return [{"path": path, "value": value} for path, value in self.values.items()]

    def predict(self, model: object, inputs: np.ndarray) -> np.ndarray:
        """Report the row of answers with each input's number."""
        assert model is MODEL
        return self.answers[np.asarray(inputs)]

    def config(self, _model: object) -> str:
        """Report no architecture."""
        raise SubjectError("none")


class Here:
    """Stands in for what builds networks anew."""

    def __init__(self, answers: Any) -> None:
        self.answers = answers

    def predicted(self, architecture: str, values: list[Any], inputs: Any) -> np.ndarray | None:
        """Return what it was made with."""
        assert (architecture, values, len(inputs)) == ("its architecture", [MODEL], 3)
        return None if self.answers is None else np.asarray(self.answers)


def about(exercise: Exercise, asked: Asked, here: Here | None = None) -> Expect:
    """Return the expectations about a stand-in."""
    return Expect(cast(Subject, asked), exercise, "test_double", second=cast(Second, here))


def said(check: Any, *args: Any, **options: Any) -> str:
    """Return what a check says when it fails."""
    with pytest.raises(Wrong) as caught:
        check(*args, **options)
    return str(caught.value)


def test_a_model_of_the_facts_that_are_asked_for_passes(exercise: Exercise) -> None:
    about(exercise, Asked()).model(MODEL, **RIGHT)
    about(exercise, Asked()).model(MODEL)


@pytest.mark.parametrize(
    ("fact", "wanted", "message"),
    [
        ("kind", "Functional", "is a Sequential model; expected a Functional one"),
        ("kind", "Alone", "is a Sequential model; expected a Alone one"),
        ("inputs", (4, 6), "takes inputs of shape (batch, 4, 5); expected (batch, 4, 6)"),
        ("inputs", (4, 4), "takes inputs of shape (batch, 4, 5); expected (batch, 4, 4)"),
        ("inputs", (5, 5), "takes inputs of shape (batch, 4, 5); expected (batch, 5, 5)"),
        ("inputs", (4,), "takes inputs of shape (batch, 4, 5); expected (batch, 4)"),
        ("inputs", (4, 5, 1), "takes inputs of shape (batch, 4, 5); expected (batch, 4, 5, 1)"),
        ("inputs", {"image": (4, 6)}, 'has the inputs "image" (batch, 4, 5); expected "image" (batch, 4, 6)'),
        ("inputs", {"zoom": (4, 5)}, 'has the inputs "image" (batch, 4, 5); expected "zoom" (batch, 4, 5)'),
        ("inputs", {"a": (4, 5)}, 'has the inputs "image" (batch, 4, 5); expected "a" (batch, 4, 5)'),
        ("inputs", {}, 'has the inputs "image" (batch, 4, 5); expected none'),
        ("outputs", (2,), "gives outputs of shape (batch, 3); expected (batch, 2)"),
        ("outputs", {"answer": (4,)}, 'has the outputs "answer" (batch, 3); expected "answer" (batch, 4)'),
        ("weights", [(4, 3), (3,)], "has weights of the shapes (2, 3), (3,); expected (4, 3), (3,)"),
        ("weights", [(1, 3), (3,)], "has weights of the shapes (2, 3), (3,); expected (1, 3), (3,)"),
        ("weights", [], "has weights of the shapes (2, 3), (3,); expected none"),
        ("layers", {"Dense": 1}, "has 2 Dense layers; expected 1"),
        ("layers", {"Dense": 3}, "has 2 Dense layers; expected 3"),
        ("layers", {"Conv2D": 0}, "has 1 Conv2D layer; expected 0"),
        ("parameters", 1018, "has 1,019 parameters; expected 1,018"),
        ("parameters", 2020, "has 1,019 parameters; expected 2,020"),
        ("trainable_parameters", 3, "has 19 trainable parameters; expected 3"),
        ("trainable_parameters", 1019, "has 19 trainable parameters; expected 1,019"),
        ("compiled", False, "has been compiled"),
        ("loss", "mse", "has the loss 'sparse_categorical_crossentropy'; expected 'mse'"),
        ("loss", "zero", "has the loss 'sparse_categorical_crossentropy'; expected 'zero'"),
        ("optimizer", "Adam", "has the optimizer SGD; expected Adam"),
        ("optimizer", "Zero", "has the optimizer SGD; expected Zero"),
        ("learning_rate", 0.01, "has the learning rate 0.1; asked for was 0.01"),
        ("learning_rate", 0.10002, "has the learning rate 0.1; asked for was 0.10002"),
        ("learning_rate", 1.0, "has the learning rate 0.1; asked for was 1"),
    ],
)
def test_each_fact_that_differs_is_told(exercise: Exercise, fact: str, wanted: Any, message: str) -> None:
    asked: dict[str, Any] = {fact: wanted}
    check = about(exercise, Asked()).model
    assert said(check, MODEL, **asked, why="Look again") == f"build() {message}. Look again"


@pytest.mark.parametrize(
    ("facts", "wanted", "message"),
    [
        ({"compiled": False}, {"compiled": True}, "is not compiled"),
        ({"parameters": None}, {"parameters": 5}, "has no parameters; expected 5"),
        ({"learning_rate": None}, {"learning_rate": 0.1}, "has the learning rate none; asked for was 0.1"),
        ({"loss": None}, {"loss": "mse"}, "has the loss None; expected 'mse'"),
        ({"optimizer": None}, {"optimizer": "Adam"}, "has the optimizer None; expected Adam"),
        (
            {"inputs": [{"name": "a", "shape": [None, 1]}, {"name": "b", "shape": [None, 2]}]},
            {"inputs": (1,)},
            "has 2 inputs; expected one",
        ),
        ({"inputs": [{"name": "a", "shape": [None, None, 5]}]}, {"inputs": (4, 6)}, "(batch, None, 5); expected"),
    ],
)
def test_facts_that_are_not_there_are_told(
    exercise: Exercise, facts: dict[str, Any], wanted: dict[str, Any], message: str
) -> None:
    assert message in said(about(exercise, Asked(**facts)).model, MODEL, **wanted)


@pytest.mark.parametrize(
    ("facts", "wanted"),
    [
        ({"inputs": []}, {"inputs": (9,)}),
        ({"outputs": []}, {"outputs": (9,)}),
        ({"inputs": [{"name": "a", "shape": None}]}, {"inputs": (4, 5)}),
        ({"inputs": [{"name": "a", "shape": [None, None, 5]}]}, {"inputs": (4, 5)}),
        ({"inputs": [{"name": "a", "shape": [None, None, None]}]}, {"inputs": (4, 5)}),
        ({"compiled": False, "loss": None, "optimizer": None, "learning_rate": None}, {"compiled": False}),
        ({"learning_rate": 0.1000001}, {"learning_rate": 0.1}),
        (
            {"inputs": [{"name": "b", "shape": [None, 1]}, {"name": "a", "shape": [None, 2]}]},
            {"inputs": {"a": (2,), "b": (1,)}},
        ),
        ({"layers": []}, {"layers": {"Dense": 0}}),
    ],
)
def test_what_fits_or_is_not_known_passes(exercise: Exercise, facts: dict[str, Any], wanted: dict[str, Any]) -> None:
    about(exercise, Asked(**facts)).model(MODEL, **wanted)


def test_one_of_several_inputs_of_another_shape_is_told(exercise: Exercise) -> None:
    two = Asked(inputs=[{"name": "a", "shape": [None, 1]}, {"name": "b", "shape": [None, 2]}])
    for wanted in ({"a": (1,), "b": (3,)}, {"a": (3,), "b": (2,)}, {"a": (1,)}, {"a": (1,), "b": (2,), "c": (1,)}):
        assert 'has the inputs "a" (batch, 1), "b" (batch, 2)' in said(about(exercise, two).model, MODEL, inputs=wanted)


def test_shapes_that_a_known_mistake_gives_are_named(exercise: Exercise) -> None:
    expect = about(exercise, Asked())
    with pytest.raises(Wrong) as caught:
        expect.model(MODEL, weights=[(4,)], mistakes={"squared": [(3,), (2, 3)]})
    assert str(caught.value) == (
        "build() squared its argument. What is twice three?\nIt has weights of the shapes (2, 3), (3,); expected (4,)"
    )
    assert caught.value.diagnosis == "squared"
    for other in ([(9,)], [(1,), (2, 3)]):
        with pytest.raises(Wrong, match=r"^build\(\) has weights") as caught:
            expect.model(MODEL, weights=[(4,)], mistakes={"squared": other})
        assert caught.value.diagnosis is None
    expect.model(MODEL, weights=[(2, 3), (3,)], mistakes={"squared": [(9,)]})


def test_a_mistake_that_nobody_knows_is_a_fault_of_the_test(exercise: Exercise) -> None:
    with pytest.raises(LookupError, match="nonsense"):
        about(exercise, Asked()).model(MODEL, mistakes={"nonsense": [(9,)]})


# Predictions


def predictions(monkeypatch: pytest.MonkeyPatch, exercise: Exercise, here: Any) -> np.ndarray:
    """Return what a model is said to predict where the one that is built anew predicts `here`."""
    monkeypatch.setattr(expect_model, "described", lambda _config, _weights, model: ("its architecture", [model]))
    return about(exercise, Asked(), Here(here)).predictions(MODEL, np.arange(3))


OFF = Asked().answers * 1.005 + 0.0005


@pytest.mark.parametrize("here", [Asked().answers, OFF, OFF.tolist()])
def test_predictions_that_follow_from_the_weights_are_given(
    monkeypatch: pytest.MonkeyPatch, exercise: Exercise, here: Any
) -> None:
    assert np.array_equal(predictions(monkeypatch, exercise, here), Asked().answers)


@pytest.mark.parametrize(
    "here",
    [
        Asked().answers + 0.005,
        Asked().answers * 1.02,
        Asked().answers[:, :1],
        np.concatenate([Asked().answers, [[0.0, 0.0]]]),
        Asked().answers.reshape(3, 2, 1),
        np.zeros((3, 2)),
    ],
)
def test_predictions_that_do_not_follow_are_wrong(
    monkeypatch: pytest.MonkeyPatch, exercise: Exercise, here: Any
) -> None:
    with pytest.raises(Wrong, match=r"^build\(\) gave a model whose predictions do not follow from its weights$"):
        predictions(monkeypatch, exercise, here)


def test_a_model_that_cannot_be_built_anew_is_taken_at_its_word(exercise: Exercise) -> None:
    asked = Asked()
    assert about(exercise, asked).predictions(MODEL, np.array([2, 0])).tolist() == [[0, 0], [0.1, 0.9]]
    ((kind, text),) = asked.remarks
    assert (kind, "A network of build has parts of the student's own" in text) == ("unconfirmed", True)


def test_a_model_that_takes_more_than_it_may_is_taken_at_its_word(
    monkeypatch: pytest.MonkeyPatch, exercise: Exercise
) -> None:
    asked = Asked()
    monkeypatch.setattr(expect_model, "described", lambda _config, _weights, model: ("its architecture", [model]))
    about(exercise, asked, Here(None)).predictions(MODEL, np.arange(3))
    assert [kind for kind, _ in asked.remarks] == ["unconfirmed"]


def test_a_model_that_answers_by_the_place_is_wrong_whatever_is_built(exercise: Exercise) -> None:
    sly = Asked()
    sly.predict = lambda _model, inputs: np.eye(4)[np.arange(len(inputs)) % 4]  # type: ignore[method-assign, assignment]
    with pytest.raises(Wrong, match=r"^build\(\) gave a model that answers the same input differently"):
        about(exercise, sly).predictions(MODEL, np.arange(40))


# Weights


def test_weights_go_by_layer_and_name_and_those_that_moved_are_found_to_the_bit(exercise: Exercise) -> None:
    asked = Asked()
    expect = about(exercise, asked)
    before = expect.weights(MODEL)
    assert list(before) == ["hidden/kernel", "hidden/bias"]
    assert expect.shapes(MODEL) == [(2, 3), (3,)]
    assert expect.moved(before, MODEL) == []
    asked.values["a/hidden/bias"] = np.nextafter(np.zeros(3), 1)
    assert expect.moved(before, MODEL) == ["hidden/bias"]
    assert expect.weights() == {}


# Histories


def history(exercise: Exercise, got: Any, epochs: int | None, *names: str) -> dict[str, list[float]]:
    """Return the series of a history that passes."""
    return {name: values.tolist() for name, values in about(exercise, Asked()).history(got, epochs, *names).items()}


def test_a_history_has_a_number_an_epoch(exercise: Exercise) -> None:
    got = {"loss": [2.0, 1.0], "val_loss": (3, 4), "other": [1.0]}
    assert history(exercise, got, 2, "loss", "val_loss") == {"loss": [2, 1], "val_loss": [3, 4]}
    assert history(exercise, got, None, "loss", "other") == {"loss": [2, 1], "other": [1]}
    assert history(exercise, {"loss": np.array([1, 2])}, 2, "loss") == {"loss": [1, 2]}
    assert history(exercise, {}, 2) == {}


def test_accuracy_goes_by_any_of_its_names_and_validation_apart(exercise: Exercise) -> None:
    got = {"val_sparse_categorical_accuracy": [0.3], "acc": [0.5], "loss": [9.0]}
    assert history(exercise, got, 1, "accuracy", "val_accuracy") == {"accuracy": [0.5], "val_accuracy": [0.3]}
    assert history(exercise, {"my_acc": [0.1], "accuracy": [0.2]}, 1, "accuracy") == {"accuracy": [0.2]}
    assert history(exercise, {"first_acc": [0.1], "second_acc": [0.2]}, 1, "accuracy") == {"accuracy": [0.1]}


@pytest.mark.parametrize(
    ("got", "epochs", "name", "message"),
    [
        ([1.0], 1, "loss", "returned a list; expected the history, a dict of lists"),
        ({"acc": [1.0]}, 1, "loss", "returned a history without 'loss': it has 'acc'"),
        ({"loss": [1.0]}, 1, "accuracy", "returned a history without 'accuracy': it has 'loss'"),
        ({"val_acc": [1.0], "a": []}, 1, "accuracy", "returned a history without 'accuracy': it has 'val_acc', 'a'"),
        ({"acc": [1.0]}, 1, "val_accuracy", "returned a history without 'val_accuracy': it has 'acc'"),
        ({}, 1, "loss", "returned a history without 'loss': it has nothing"),
        ({"loss": [1.0, 2.0]}, 1, "loss", "has 2 numbers for 'loss' in its history; expected 1."),
        ({"loss": [1.0]}, 2, "loss", "has 1 number for 'loss' in its history; expected 2."),
        ({"loss": []}, 2, "loss", "has 0 numbers for 'loss' in its history; expected 2."),
        ({"loss": 1.0}, None, "loss", "has a float for 'loss' in its history; expected a list of numbers."),
        ({"loss": 1.0}, 1, "loss", "has a float for 'loss' in its history; expected 1."),
        ({"loss": np.array(1.0)}, None, "loss", "has an array of shape () and dtype float64 for 'loss'"),
        ({"loss": np.ones((1, 1))}, 1, "loss", "has an array of shape (1, 1) and dtype float64 for 'loss'"),
        ({"loss": [[1.0]]}, 1, "loss", "has a list for 'loss'"),
        ({"loss": {0: 1.0}}, 1, "loss", "has a dict for 'loss'"),
    ],
)
def test_a_history_of_another_form_is_told(
    exercise: Exercise, got: Any, epochs: int | None, name: str, message: str
) -> None:
    text = said(about(exercise, Asked()).history, got, epochs, name)
    assert text.startswith(f"other() {message}")
    assert message.startswith("returned") or text.endswith("There is one number an epoch")
