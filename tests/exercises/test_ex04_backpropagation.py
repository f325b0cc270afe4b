"""Graded tests of ex04."""

import numpy as np
import pytest

from reference.ex04_backpropagation import oracle
from reference.kit.author import Draw, Expect, Subject

Layers = list[tuple[np.ndarray, np.ndarray]]
"""Weights and bias of each layer."""

SINGLE = 1e-4
"""Relative tolerance for a whole network: between float32 in one of its blocks, 1e-5, and a mistake, 1e-2 and more.

The result may be float64 all the same, so that its type does not tell.
"""
IN_ORDER = "They come as (loss, [(d_weights, d_bias), (d_weights, d_bias)]), first layer first"


@pytest.mark.task("dense_backward", points=1)
def test_each_weight_gathers_from_every_image(subject: Subject, expect: Expect, draw: Draw) -> None:
    upstream, x, weights = (draw.normal(size=shape).round(1) for shape in ((2, 5), (2, 3), (3, 5)))
    expect.close(
        subject.dense_backward(upstream, x, weights),
        oracle.dense_backward(upstream, x, weights),
        why="In order: d_x, d_weights, d_bias",
    )


@pytest.mark.task("dense_backward", points=0.5)
def test_square_layer_tells_rows_from_columns(subject: Subject, expect: Expect, draw: Draw) -> None:
    upstream, x, weights = (draw.normal(size=(2, 2)).round(1) for _ in range(3))
    expect.close(
        subject.dense_backward(upstream, x, weights),
        oracle.dense_backward(upstream, x, weights),
        why="Here every shape fits, so only thinking tells which matrix is turned round",
    )


@pytest.mark.task("dense_backward", points=0.5)
def test_one_unit_is_a_layer_too(subject: Subject, expect: Expect, draw: Draw) -> None:
    upstream, x, weights = (draw.normal(size=shape).round(1) for shape in ((5, 1), (5, 3), (3, 1)))
    upstream += 0.05  # five of these never add up to 0, of which no rounding could be told from another
    expect.close(subject.dense_backward(upstream, x, weights), oracle.dense_backward(upstream, x, weights))


@pytest.mark.task("dense_backward", points=0.25)
def test_dense_backward_takes_lists(subject: Subject, expect: Expect, draw: Draw) -> None:
    upstream, x, weights = (draw.integers(-3, 4, size=shape).tolist() for shape in ((3, 2), (3, 5), (5, 2)))
    expect.close(subject.dense_backward(upstream, x, weights), oracle.dense_backward(upstream, x, weights))


@pytest.mark.task("dense_backward", points=0.25)
def test_dense_backward_of_all_forms(subject: Subject, expect: Expect, draw: Draw) -> None:
    # Odd eighths: in none of the sums is a 0, of which no rounding could be told from another.
    upstream, x, weights = ((2 * draw.integers(-9, 9, size=shape) + 1) / 8 for shape in ((3, 1), (3, 5), (5, 1)))
    whole = draw.integers(1, 4, size=(3, 5))
    for u, inputs, w in (
        (upstream, whole, weights),
        (upstream, x, whole[:1].T),
        (whole[:, :1], x, weights),
        [each.astype(np.float32) for each in (upstream, x, weights)],
        (upstream[:1], x[:1], weights),
        (upstream, x[:, :1], weights[:1]),
    ):
        expect.close(
            subject.dense_backward(u, inputs, w),
            oracle.dense_backward(u, inputs, w),
            why="Whole numbers in one of the three do not make whole gradients",
        )


@pytest.mark.task("relu_backward", points=0.5)
def test_upstream_passes_where_z_was_positive(subject: Subject, expect: Expect, draw: Draw) -> None:
    upstream, z = draw.normal(size=(2, 3, 5)).round(1) + 0.05  # never 0
    expect.close(subject.relu_backward(upstream, z), oracle.relu_backward(upstream, z))


@pytest.mark.task("relu_backward", points=0.25)
def test_nothing_passes_at_zero(subject: Subject, expect: Expect, draw: Draw) -> None:
    upstream = draw.uniform(1, 5, size=4).round(1)
    z = draw.permutation([0.0, 10.0 ** -draw.integers(9, 13), -1.5, 2.5])
    expect.close(subject.relu_backward(upstream, z), oracle.relu_backward(upstream, z), why="The slope at 0 is 0")


@pytest.mark.task("relu_backward", points=0.25)
def test_relu_backward_takes_lists_and_images(subject: Subject, expect: Expect, draw: Draw) -> None:
    upstream, z = (2 * draw.integers(-3, 3, size=(2, 2, 3, 3)) + 1).tolist()  # odd, so never 0
    expect.close(subject.relu_backward(upstream, z), oracle.relu_backward(upstream, z))
    halves, whole = np.array([1.5, -2.5, 0.5]), draw.permutation([-2, 1, 3])
    single = halves.astype(np.float32), whole.astype(np.float32)
    # One of whole and -whole begins with a number that does not pass: a type may not hang on the first result.
    for u, inputs in ((halves, whole), (halves, -whole), (whole, halves), single, (halves[:1], whole[:1])):
        expect.close(
            subject.relu_backward(u, inputs),
            oracle.relu_backward(u, inputs),
            why="Whole numbers in z do not make a whole gradient",
        )


@pytest.mark.task("softmax_cross_entropy_backward", points=0.5)
def test_slide_example(subject: Subject, expect: Expect, draw: Draw) -> None:
    scores, label = np.array([[2.0, 1.0, 0.1]]), int(draw.integers(3))
    expect.close(
        subject.softmax_cross_entropy_backward(scores, [label]),
        oracle.softmax_cross_entropy_backward(scores, [label]),
        why=f"The slide's probabilities are about 0.7, 0.2 and 0.1, and the right class is number {label}",
    )


@pytest.mark.task("softmax_cross_entropy_backward", points=0.5)
def test_advice_is_shared_by_the_batch(subject: Subject, expect: Expect, draw: Draw) -> None:
    scores = draw.normal(scale=2, size=(5, 3)).round(1)
    labels = draw.permutation([0, 0, 1, 2, 2])
    expect.close(
        subject.softmax_cross_entropy_backward(scores, labels), oracle.softmax_cross_entropy_backward(scores, labels)
    )


@pytest.mark.task("softmax_cross_entropy_backward", points=0.25)
def test_advice_of_all_forms(subject: Subject, expect: Expect, draw: Draw) -> None:
    whole, labels = draw.integers(-3, 4, size=(5, 3)), draw.integers(3, size=5)
    for scores, right in (
        (whole, labels.tolist()),
        (whole[:1], np.array([0])),  # what is made as wide as the largest label is too narrow
        ((whole / 4).tolist(), labels),
        ((whole / 4).astype(np.float32), labels),
    ):
        expect.close(
            subject.softmax_cross_entropy_backward(scores, right), oracle.softmax_cross_entropy_backward(scores, right)
        )


@pytest.mark.task("softmax_cross_entropy_backward", points=0.5)
def test_large_scores_do_not_overflow(subject: Subject, expect: Expect, draw: Draw) -> None:
    labels = draw.integers(3, size=2)
    large = draw.integers(-3, 4, size=(2, 3)) + np.array([[1e4], [-1e4]])
    ends = np.array([draw.permutation([1e4, 9999.0, -1e4]) for _ in range(2)])
    for scores in (large, large - large.max(), ends, ends.astype(np.float32)):
        expect.close(
            subject.softmax_cross_entropy_backward(scores, labels),
            oracle.softmax_cross_entropy_backward(scores, labels),
            why="Adding one number to all scores of a row changes nothing",
        )
        expect.no_warning(why="Subtract the row's maximum before the exponential")


class Wave:
    """A smooth function for `numerical_gradient`, with its true gradient, that notes what it is given.

    f(x) = sin(sum(factors * x)) + sum(x ** 3). The sine ties the numbers of x to each other.
    """

    said = "f(x) is sin(sum(a * x)) + sum(x ** 3) with the same a throughout"

    def __init__(self, draw: Draw, shape: int | tuple[int, ...]) -> None:
        self.factors = draw.uniform(0.5, 1.5, size=shape) * draw.choice([-1, 1], size=shape)
        self.given: list[np.ndarray] = []

    def __call__(self, x: np.ndarray) -> float:
        self.given.append(np.array(x, dtype=float))
        x = np.resize(self.given[-1], self.factors.shape)  # what has another shape is not refused here but told later
        return float(np.sin((self.factors * x).sum()) + (x**3).sum())

    def gradient(self, x: np.ndarray) -> np.ndarray:
        return self.factors * np.cos((self.factors * x).sum()) + 3 * np.square(x)


@pytest.mark.task("numerical_gradient", points=0.75)
def test_slopes_of_a_smooth_function(subject: Subject, expect: Expect, draw: Draw) -> None:
    x, wave = draw.permutation([0.0, -0.7, 0.4, 1.0, -0.2, 0.9]).reshape(2, 3), Wave(draw, (2, 3))
    expect.close(
        subject.numerical_gradient(wave, x),
        wave.gradient(x),
        rtol=1e-6,  # between rounding, 1e-16 / 1e-6 and a few times that, and any wrong formula, 1e-2 and more
        why=wave.said,
    )


@pytest.mark.task("numerical_gradient", points=0.5)
def test_error_shrinks_with_the_square_of_the_step(subject: Subject, expect: Expect, draw: Draw) -> None:
    x, wave = draw.uniform(-1, 1, size=(3, 2)).round(1), Wave(draw, (3, 2))
    expect.close(
        subject.numerical_gradient(wave, x, epsilon=1e-3),
        wave.gradient(x),
        rtol=1e-5,  # between the square of the step, 1e-6 times a few, and the step, 1e-3 times a few
        why=f"With steps to both sides the error is about epsilon squared. {wave.said}",
    )


@pytest.mark.task("numerical_gradient", points=0.25)
def test_epsilon_is_the_step(subject: Subject, expect: Expect, draw: Draw) -> None:
    x, wave = draw.uniform(-1, 1, size=5).round(1), Wave(draw, 5)
    epsilon = round(draw.uniform(0.1, 0.3), 2)
    expect.array(subject.numerical_gradient(wave, x, epsilon=epsilon), x.shape)
    farthest = max((np.abs(np.resize(each, 5) - x).max() for each in wave.given), default=0.0)
    expect.that(
        0.49 * epsilon
        < farthest
        < 2.01 * epsilon,  # half steps to either side are central differences, four points too
        f"asked f for values up to {farthest:.6g} away from x; the step is epsilon, {epsilon:g}",
    )


@pytest.mark.task("numerical_gradient", points=0.25)
def test_f_gets_arrays_of_the_shape_of_x(subject: Subject, expect: Expect, draw: Draw) -> None:
    x, wave = draw.uniform(-1, 1, size=(2, 3, 2)).round(1), Wave(draw, (2, 3, 2))
    got = subject.numerical_gradient(wave, x)
    shapes = {each.shape for each in wave.given}
    expect.close(got, wave.gradient(x), rtol=1e-6, why=wave.said)  # as above
    expect.that(
        shapes == {x.shape},
        f"gave f arrays of shape {' and '.join(map(str, sorted(shapes - {x.shape})))}; x has shape {x.shape}, "
        "and a real f multiplies matrices: it would fail",
        diagnosis="f-of-a-flat-x" if shapes == {(x.size,)} else None,
    )


@pytest.mark.task("numerical_gradient", points=0.25)
def test_float32_can_take_a_small_step(subject: Subject, expect: Expect, draw: Draw) -> None:
    single, wave = (draw.integers(-8, 9, size=(3, 2)) / 8).astype(np.float32), Wave(draw, (3, 2))
    expect.close(
        subject.numerical_gradient(wave, single),
        wave.gradient(single.astype(float)),
        rtol=1e-4,  # between f's own rounding, and steps of 1e-6 among numbers that lie 6e-8 apart, 3e-2
        why=f"In float32 numbers near 1 lie 6e-8 apart: too far for a step of 1e-6. {wave.said}",
    )
    one, curve = single[0, :1].astype(float), Wave(draw, 1)
    expect.close(subject.numerical_gradient(curve, one), curve.gradient(one), rtol=1e-6, why=curve.said)


@pytest.mark.task("numerical_gradient", points=0.25)
def test_whole_numbers_can_take_a_small_step(subject: Subject, expect: Expect, draw: Draw) -> None:
    x, wave = draw.integers(-2, 3, size=(2, 2)), Wave(draw, (2, 2))
    want = wave.gradient(x)
    expect.close(subject.numerical_gradient(wave, x), want, rtol=1e-6, why=wave.said)  # as above
    expect.close(subject.numerical_gradient(wave, x.tolist()), want, rtol=1e-6, why=wave.said)


def network(draw: Draw, images: int, features: int, hidden: int, classes: int) -> tuple[np.ndarray, np.ndarray, Layers]:
    """Draw a batch, labels and two layers, rounded so that messages can show them.

    The scores stay small, so that no gradient drowns in the rounding of float32. What goes into the ReLU is a
    multiple of 0.01 plus 0.005: never so near to 0 that the order of a sum would decide its sign.
    """
    x = draw.normal(size=(images, features)).round(1)
    weights_1, bias_1, weights_2, bias_2 = (
        draw.uniform(-1, 1, size=size).round(1) for size in ((features, hidden), hidden, (hidden, classes), classes)
    )
    return x, draw.integers(classes, size=images), [(weights_1, bias_1 + 0.005), (weights_2, bias_2)]


def in_eighths(numbers: np.ndarray) -> np.ndarray:
    """Give numbers in float32 whose products and sums are exact: only the softmax is rounded."""
    return np.round(8 * numbers).astype(np.float32) / np.float32(8)


@pytest.mark.task("mlp_loss_and_gradients", points=0.5)
def test_loss_of_the_network(subject: Subject, expect: Expect, draw: Draw) -> None:
    x, labels, layers = network(draw, images=5, features=2, hidden=7, classes=3)
    got = subject.mlp_loss_and_gradients(x, labels, layers)
    loss, _ = expect.sequence(got, 2, of="results, loss and gradients")
    want, _ = oracle.mlp_loss_and_gradients(x, labels, layers)
    expect.close(loss, want, rtol=SINGLE, why="The first result is the loss")


@pytest.mark.task("mlp_loss_and_gradients", points=1)
def test_gradients_of_all_layers(subject: Subject, expect: Expect, draw: Draw) -> None:
    x, labels, layers = network(draw, images=7, features=2, hidden=3, classes=5)
    got, again = (subject.mlp_loss_and_gradients(x, labels, layers) for _ in range(2))
    expect.unless(expect.alike(got, got) and not expect.alike(again, got), "gradients-kept-between-calls")
    expect.close(
        got,
        oracle.mlp_loss_and_gradients(x, labels, layers),
        rtol=SINGLE,
        why=IN_ORDER,
    )


@pytest.mark.task("mlp_loss_and_gradients", points=0.25)
def test_a_neuron_at_zero_gets_no_gradient(subject: Subject, expect: Expect, draw: Draw) -> None:
    x, labels, layers = network(draw, images=3, features=2, hidden=5, classes=2)
    silent = draw.integers(5)
    layers[0][0][:, silent] = layers[0][1][silent] = 0
    layers[1][0][silent] = draw.permutation([0.5, -0.8])  # equal weights into both classes would get no gradient either
    expect.close(
        subject.mlp_loss_and_gradients(x, labels, layers),
        oracle.mlp_loss_and_gradients(x, labels, layers),
        rtol=SINGLE,
        why=f"All weights into neuron {silent} are 0, so it sits at the corner of its ReLU, where the slope is 0",
    )


@pytest.mark.task("mlp_loss_and_gradients", points=0.25)
def test_large_scores_cost_what_they_say(subject: Subject, expect: Expect, draw: Draw) -> None:
    x, labels, layers = network(draw, images=3, features=2, hidden=5, classes=2)
    layers[1][1][:] = draw.permutation([-1e4, 1e4])
    labels[0], labels[1] = 0, 1
    level = [layers[0], (layers[1][0], layers[1][1][:1].repeat(2))]  # without a gap: only what overflows shows it
    got = subject.mlp_loss_and_gradients(x, labels, level)
    expect.close(
        expect.sequence(got, 2, of="results, loss and gradients")[0],
        oracle.mlp_loss_and_gradients(x, labels, level)[0],
        rtol=1e-2,  # between float32, in which numbers near 1e4 lie 1e-3 apart, and what is no number
        why="Adding one number to all scores of a row changes nothing",
    )
    got = subject.mlp_loss_and_gradients(x, labels, layers)
    loss, _ = expect.sequence(got, 2, of="results, loss and gradients")
    wrong = (labels == layers[1][1].argmin()).sum() / 3
    is_number = type(loss) not in (list, tuple) and expect.alike(loss, loss)  # a list is the gradients, put first
    expect.unless(is_number and 8 < np.ravel(loss)[0] / wrong < 750, "loss-plus-epsilon")
    expect.close(
        got,
        oracle.mlp_loss_and_gradients(x, labels, layers),
        rtol=SINGLE,
        why="A score gap of 2e4 costs about 2e4",
    )
    expect.no_warning(why="Subtract the row's maximum before the exponential")


@pytest.mark.task("mlp_loss_and_gradients", points=0.25)
def test_networks_of_all_forms(subject: Subject, expect: Expect, draw: Draw) -> None:
    x, labels, layers = network(draw, images=3, features=2, hidden=5, classes=3)
    single: Layers = [(in_eighths(weights), in_eighths(bias)) for weights, bias in layers]
    single[0][1][:] += np.float32(1 / 128)  # never 0 in front of the ReLU
    for batch, right, net in ((x[:1], labels[:1], layers), (in_eighths(x), labels, single)):
        expect.close(
            subject.mlp_loss_and_gradients(batch, right, net),
            oracle.mlp_loss_and_gradients(batch, right, net),
            rtol=SINGLE,
            why=IN_ORDER,
        )


@pytest.mark.task("mlp_loss_and_gradients", points=0.25)
def test_network_takes_lists(subject: Subject, expect: Expect, draw: Draw) -> None:
    x, labels, layers = network(draw, images=3, features=5, hidden=2, classes=3)
    x, labels = draw.integers(-2, 3, size=x.shape).tolist(), labels.tolist()
    nested = [[weights.tolist(), bias.tolist()] for weights, bias in layers]
    expect.close(
        subject.mlp_loss_and_gradients(x, labels, nested),
        oracle.mlp_loss_and_gradients(x, labels, layers),
        rtol=SINGLE,
        why=IN_ORDER,
    )
