"""The oracles of ex09 against TensorFlow, NumPy and TensorBoard's own accumulator."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from grading.worker.objects import content_of
from grading.worker.wire import TensorFunction
from reference.ex09_tensors import beside, oracle

NUMBERS = {"cubic": (1.5, -2.0, 0.5), "sine": (1.3,), "constant": (4.0,), "affine": (2.0, 0.5)}
"""What the functions that take numbers are made with; the others take none."""
X = np.random.default_rng(9).normal(size=(2, 3))


@pytest.mark.parametrize("name", list(oracle.GRADIENTS))
def test_gradients_are_those_of_tensorflow(name: str) -> None:
    tf = pytest.importorskip("tensorflow")
    f, x = getattr(beside, name)(*NUMBERS.get(name, ())), tf.constant(X)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = f(x)
    wanted = TensorFunction(name, *NUMBERS.get(name, ()))
    np.testing.assert_allclose(
        oracle.gradient_of(wanted, X), tape.gradient(y, x, unconnected_gradients="zero"), rtol=1e-6
    )
    np.testing.assert_allclose(oracle.value_of(wanted, X), y, rtol=1e-6)


@pytest.mark.parametrize(("name", "numbers"), [("affine", (2.0, 0.5)), ("row_sums", (2.0,))])
def test_values_are_those_of_tensorflow(name: str, numbers: tuple[float, ...]) -> None:
    pytest.importorskip("tensorflow")
    np.testing.assert_allclose(
        oracle.value_of(TensorFunction(name, *numbers), X), getattr(beside, name)(*numbers)(X), rtol=1e-6
    )


def test_tensors_are_those_of_tensorflow() -> None:
    tf = pytest.importorskip("tensorflow")
    cases: tuple[Any, ...] = (3, [1, 2], [[1, 2.5]], [[[1], [2]], [[3], [4]]], [[], []])
    for nested in cases:
        tensor = tf.constant(nested)
        np.testing.assert_allclose(oracle.as_tensor(nested), tensor)
        assert oracle.rank_and_shape(nested) == (tensor.ndim, tuple(tensor.shape))
    for ragged in ([[1], [2, 3]], [1, [2]]):
        with pytest.raises(ValueError, match="inhomogeneous"):
            oracle.as_tensor(ragged)


def test_a_line_is_the_one_that_keras_and_the_formula_give() -> None:
    keras = pytest.importorskip("keras")
    x, y = X[0], X[1]
    slope, intercept = (keras.Variable(0.0, dtype="float64") for _ in range(2))
    optimizer = keras.optimizers.SGD(learning_rate=0.1)
    for _ in range(4):
        error = slope.numpy() * x + intercept.numpy() - y
        optimizer.apply([2 * np.mean(error * x), 2 * np.mean(error)], [slope, intercept])
    np.testing.assert_allclose(oracle.fit_line(x, y, 4, 0.1), (slope.numpy(), intercept.numpy()), rtol=1e-6)
    np.testing.assert_allclose(oracle.fit_line(x, y, 3000, 0.1), np.polyfit(x, y, 1), rtol=1e-6)


@pytest.mark.parametrize("form", ["graph", "recording"])
def test_a_graph_is_read_as_tensorboard_reads_it(form: str, tmp_path: Path) -> None:
    tf = pytest.importorskip("tensorflow")
    from tensorboard.backend.event_processing.event_accumulator import EventAccumulator  # type: ignore[import-untyped]

    f, x = tf.function(beside.sine(2.0)), tf.zeros((2, 3))
    with tf.summary.create_file_writer(str(tmp_path)).as_default():
        if form == "graph":
            tf.summary.graph(f.get_concrete_function(x).graph)
        else:
            tf.summary.trace_on(graph=True)
            f(x)
            tf.summary.trace_export(name="f", step=0)
    seen = EventAccumulator(str(tmp_path)).Reload()
    assert seen.Tags()["graph"] is (form == "graph")
    (graph,) = [each for each in oracle.shown_graphs(content_of(str(tmp_path))) if each.computes]
    assert {"Mul", "Sin", "Sum"} <= graph.operations
    assert set(graph.input_shapes()) == {(2, 3)}


def test_operations_that_python_ran_alone_are_no_graph(tmp_path: Path) -> None:
    tf = pytest.importorskip("tensorflow")
    tf.summary.trace_on(graph=True)
    beside.cubic(2.0, 3.0, 5.0)(tf.zeros((7, 3)))
    with tf.summary.create_file_writer(str(tmp_path)).as_default():
        tf.summary.trace_export(name="f", step=0)
    assert not any(graph.computes for graph in oracle.shown_graphs(content_of(str(tmp_path))))


def test_a_file_that_breaks_off_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    tf = pytest.importorskip("tensorflow")
    with tf.summary.create_file_writer(str(tmp_path)).as_default():
        tf.summary.graph(tf.function(beside.sine(2.0)).get_concrete_function(tf.zeros(3)).graph)
    ((name, content),) = content_of(str(tmp_path)).items()
    assert oracle.shown_graphs({name: content[:-200]}) == []
    assert oracle.shown_graphs({"graph.pbtxt": content}) == []


def test_the_model_answer_takes_slopes_that_come_row_by_row() -> None:
    tf = pytest.importorskip("tensorflow")
    from solutions.ex09_tensors import gradient_of

    slopes = gradient_of(lambda x: tf.reduce_sum(tf.gather(x, [0, 2, 2]) ** 2), np.array([3.0, 5.0, 7.0]))
    np.testing.assert_allclose(slopes, [6.0, 0.0, 28.0])
