"""Graded tests of ex01."""

from typing import Any

import numpy as np
import pytest

from reference.ex01_neuron import oracle
from reference.kit.author import Draw, Expect, Subject

CORNERS = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
GATES = {
    "xor-turned-round": [[1, 0, 0, 1]],
    "xor-as-or": [[0, 1, 1, 1]],
    "xor-as-and": [[0, 0, 0, 1]],
    "xor-as-nand": [[1, 1, 1, 0]],
    "xor-as-nor": [[1, 0, 0, 0]],
    "xor-for-one-of-the-two": [[0, 1, 0, 0], [0, 0, 1, 0]],
    "xor-for-all-but-one-of-the-two": [[1, 0, 1, 1], [1, 1, 0, 1]],
    "xor-of-one-input": [[0, 0, 1, 1], [0, 1, 0, 1], [1, 1, 0, 0], [1, 0, 1, 0]],
    "xor-that-never-fires": [[0, 0, 0, 0]],
    "xor-that-always-fires": [[1, 1, 1, 1]],
}
"""What a network that does not compute XOR answers for the four corners, by the misconception's id."""


@pytest.mark.task("linear", points=0.5)
def test_weighted_sum_plus_bias(subject: Subject, expect: Expect, draw: Draw) -> None:
    # Square, so that a product turned round gives numbers too, and the message can say which way it went.
    x, weights, bias = distinct(draw, (2, 2)), distinct(draw, (2, 2)), distinct(draw, (2,))
    expect.close(
        subject.linear(x, weights, bias),
        oracle.linear(x, weights, bias),
        why="Row i, column k: sample i times the weights of neuron k, plus the bias of neuron k",
    )


@pytest.mark.task("linear", points=0.25)
def test_rows_columns_and_neurons_fit(subject: Subject, expect: Expect, draw: Draw) -> None:
    x, weights, bias = mixed(draw, (2, 3)), mixed(draw, (3, 5)), mixed(draw, (5,))
    expect.close(
        subject.linear(x, weights, bias), oracle.linear(x, weights, bias), why="2 samples, 3 inputs each, 5 neurons"
    )


@pytest.mark.task("linear", points=0.25)
def test_sums_of_all_forms(subject: Subject, expect: Expect, draw: Draw) -> None:
    samples, weights, bias = distinct(draw, (3, 2)), eighths(draw, (2, 3)), eighths(draw, (3,))
    whole = distinct(draw, (2, 3))
    for x in (samples, samples[:1]):
        expect.close(
            subject.linear(x, weights, bias),
            oracle.linear(x, weights, bias),
            why="Whole numbers in x do not make whole sums, and a batch of one sample is a batch",
        )
    for x, w, b in (
        (samples.tolist(), weights.tolist(), bias.tolist()),
        [each.astype(np.float32) for each in (samples, weights, bias)],
        (samples[:, :1], weights[:1, :1], bias[:1]),
        # Whole numbers in two of the three: a sum that takes the type of one of them, or of a product, is cut.
        (weights.T, whole, whole[0]),
        (samples, whole, bias),
    ):
        expect.close(subject.linear(x, w, b), oracle.linear(x, w, b))


@pytest.mark.task("step", points=0.5)
def test_step_is_zero_below_and_one_above(subject: Subject, expect: Expect, draw: Draw) -> None:
    z = draw.permutation([0.5, -0.5, *mixed(draw, (4,))]).reshape(2, 3)
    expect.close(subject.step(z), oracle.step(z))


@pytest.mark.task("step", points=0.25)
def test_zero_is_on_the_upper_step(subject: Subject, expect: Expect, draw: Draw) -> None:
    z = draw.permutation([-0.1, 0.0, 0.1, float(draw.integers(2, 100)), -float(draw.integers(2, 100))])
    expect.close(subject.step(z), oracle.step(z), why="At exactly 0 the sum has reached the edge: 1")
    near = 10.0 ** -draw.integers(9, 13) * np.array([-1, 1, 0])
    expect.close(subject.step(near), oracle.step(near), why="However little below 0 is below it")


@pytest.mark.task("step", points=0.25)
def test_steps_of_all_forms(subject: Subject, expect: Expect, draw: Draw) -> None:
    for z in forms(draw):
        expect.close(subject.step(z), oracle.step(z))


@pytest.mark.task("sigmoid", points=0.25)
def test_sigmoid_squeezes_into_0_and_1(subject: Subject, expect: Expect, draw: Draw) -> None:
    z = mixed(draw, (2, 3))
    expect.close(subject.sigmoid(z), oracle.sigmoid(z))


@pytest.mark.task("sigmoid", points=0.25)
def test_sigmoid_of_whole_numbers(subject: Subject, expect: Expect, draw: Draw) -> None:
    z = draw.permutation([-2, -1, 0, 1, int(draw.integers(2, 6))])
    expect.close(subject.sigmoid(z), oracle.sigmoid(z), why="Whole numbers in, but the result lies between 0 and 1")


@pytest.mark.task("sigmoid", points=0.25)
def test_sigmoid_far_left_does_not_overflow(subject: Subject, expect: Expect, draw: Draw) -> None:
    z = np.array([-float(draw.integers(800, 1200)), -1.0, 0.0])
    expect.close(subject.sigmoid(z), oracle.sigmoid(z))
    expect.that(
        not warned(subject),
        "gave the right numbers with a warning: the exponential of a large number overflowed on the way. "
        "exp(-|z|) never does: can you write the fraction with it?",
        diagnosis="sigmoid-overflows",
    )


@pytest.mark.task("sigmoid", points=0.25)
def test_sigmoid_far_right_does_not_overflow(subject: Subject, expect: Expect, draw: Draw) -> None:
    z = np.array([0.0, 1.0, float(draw.integers(800, 1200))])
    expect.close(subject.sigmoid(z), oracle.sigmoid(z))
    if warned(subject):
        subject.sigmoid(-z)
        both = warned(subject)
        subject.sigmoid(z)
        expect.that(
            not both,
            "gave the right numbers with a warning: a form of the fraction that is good on the left was computed on "
            "the right too. `np.where` chooses between two finished arrays and keeps neither from overflowing.",
            diagnosis="sigmoid-takes-both-branches",
        )
        expect.unless(not both, "sigmoid-overflows-on-the-right")


@pytest.mark.task("sigmoid", points=0.25)
def test_both_ends_in_one_array(subject: Subject, expect: Expect, draw: Draw) -> None:
    # Who is right at either end, but not where both stand in one array, chooses a form for the whole array.
    ends = float(draw.integers(1000, 1200)) * np.array([-1, 1])
    left, right = np.array([ends[0], -1.5, -0.5]), np.array([ends[1], 0.0, 2.0])
    for z in (left, right, draw.permutation([*left, *right]), draw.permutation(ends)):
        got = subject.sigmoid(z)
        wrong = warned(subject) or not expect.alike(got, oracle.sigmoid(z))
        expect.unless(wrong and z is not left and z is not right, "sigmoid-one-form-for-the-whole-array")
        expect.close(got, oracle.sigmoid(z))
        expect.no_warning(why="exp(-|z|) never overflows")


@pytest.mark.task("sigmoid", points=0.25)
def test_sigmoid_of_all_forms(subject: Subject, expect: Expect, draw: Draw) -> None:
    for z in forms(draw):
        expect.close(subject.sigmoid(z), oracle.sigmoid(z))
    far = draw.permutation([-1000.0, -15.0, 0.0, 1.0, 1000.0])
    expect.close(subject.sigmoid(far), oracle.sigmoid(far))
    expect.no_warning(why="exp(-|z|) never overflows")
    single = far.astype(np.float32)
    got = subject.sigmoid(single)
    wrong = warned(subject) or not expect.alike(got, oracle.sigmoid(single))
    expect.unless(wrong, "sigmoid-overflows-in-float32")


@pytest.mark.task("relu", points=0.5)
def test_relu_cuts_off_the_negative(subject: Subject, expect: Expect, draw: Draw) -> None:
    z = mixed(draw, (2, 3))
    expect.close(subject.relu(z), oracle.relu(z))


@pytest.mark.task("relu", points=0.25)
def test_relu_has_no_upper_limit(subject: Subject, expect: Expect, draw: Draw) -> None:
    z = draw.integers(2, 1000, size=5) * draw.permutation([1000, 1, 1, -1, 0])
    got = subject.relu(z)
    limited = {"relu-with-an-upper-limit": np.clip(z, 0, max(2, np.max(expect.array(got, z.shape))))}
    expect.close(got, oracle.relu(z), why="Positive numbers stay as they are", mistakes=limited)


@pytest.mark.task("relu", points=0.25)
def test_relu_of_all_forms(subject: Subject, expect: Expect, draw: Draw) -> None:
    # A result that takes the type of what it computes first is right for one of these two, whole numbers for neither.
    for z in (np.array([0.75, -0.5, 0.25]), np.array([-0.5, 0.25, 0.75]), *forms(draw)):
        expect.close(subject.relu(z), oracle.relu(z))


@pytest.mark.task("leaky_relu", points=0.5)
def test_leaky_relu_lets_a_little_through(subject: Subject, expect: Expect, draw: Draw) -> None:
    z = mixed(draw, (2, 3))
    got = subject.leaky_relu(z)
    share = float((expect.array(got, z.shape)[z < 0] / z[z < 0])[0])
    other = {"leaky-relu-with-a-tenth": oracle.leaky_relu(z, share)} if 0 < share < 0.9 else {}
    expect.close(got, oracle.leaky_relu(z), why="A hundredth of what is negative", mistakes=other)


@pytest.mark.task("leaky_relu", points=0.25)
def test_the_slope_is_the_callers(subject: Subject, expect: Expect, draw: Draw) -> None:
    z = draw.permutation([0.1, -0.1, *mixed(draw, (4,))]).reshape(2, 3)
    for slope in (draw.integers(2, 9) / 10, 0.0, 1.0):
        expect.close(subject.leaky_relu(z, slope=slope), oracle.leaky_relu(z, slope))


@pytest.mark.task("leaky_relu", points=0.25)
def test_leaky_relu_of_all_forms(subject: Subject, expect: Expect, draw: Draw) -> None:
    # A result that takes the type of what it computes first is right for one of these two, one like z for neither.
    for z in (np.array([-7, 3]), np.array([3, -7, -1]), *forms(draw)):
        expect.close(subject.leaky_relu(z), oracle.leaky_relu(z), why="A hundredth of a whole number is none")


@pytest.mark.task("perceptron", points=0.5)
def test_perceptron_parts_the_samples(subject: Subject, expect: Expect, draw: Draw) -> None:
    # Around -9 to 9 times the sum of the weights, parted at 6 of them: the sign of the bias shows, and so does its
    # absence. No sum is near 0, where rounding could decide.
    weights = draw.integers(1, 6, size=3)
    x = draw.permutation([-9, -3, 3, 4, 9])[:, None] + draw.integers(-1, 2, size=(5, 3))
    bias = 0.5 - 6.0 * weights.sum()
    expect.close(subject.perceptron(x, weights, bias), oracle.perceptron(x, weights, bias), why="One answer a sample")


@pytest.mark.task("perceptron", points=0.25)
def test_the_line_itself_counts_as_one(subject: Subject, expect: Expect, draw: Draw) -> None:
    weights = draw.integers(1, 5, size=2) * draw.permutation([1, -1])
    along = np.array([-weights[1], weights[0]])
    start = draw.integers(-3, 4, size=2)
    x = draw.permutation([start, start + along, start - along, start + weights, start - weights])
    bias = -float(start @ weights)
    expect.close(
        subject.perceptron(x, weights, bias),
        oracle.perceptron(x, weights, bias),
        why="Three of these five lie on the line, and the line belongs to the side of the ones",
    )


@pytest.mark.task("perceptron", points=0.25)
def test_perceptron_of_all_forms(subject: Subject, expect: Expect, draw: Draw) -> None:
    # Sums of a quarter on either side of the line, and others further off.
    weights, bias = draw.permutation([-1.5, 0.5, 2.0]), float(draw.integers(-2, 3))
    x = draw.integers(-4, 5, size=(6, 3)) / 2
    x[:, weights == 0.5] = np.array([[0.5], [-0.5], [0.5], [-0.5], [7], [-7]])
    x[:4, weights == 2.0] = ((1.5 * x[:, weights == -1.5] - bias) / 2)[:4]
    x = draw.permutation(x)
    for samples, each in (
        (x.tolist(), weights.tolist()),
        (x.astype(np.float32), weights.astype(np.float32)),
        (x[:1], weights),
        (x[:, :1], weights[:1]),
    ):
        expect.close(
            subject.perceptron(samples, each, bias),
            oracle.perceptron(samples, each, bias),
            why="A sum just above 0 is on the side of the ones, one just below is not",
        )


@pytest.mark.task("mlp_forward", points=0.5)
def test_each_activation_by_its_name(subject: Subject, expect: Expect, draw: Draw) -> None:
    # Whole numbers, so that a sum of 0 is exactly 0 for "step": the first neuron has one, the second a negative sum.
    x, weights = draw.permutation([[-2, 1], [0, 2], [3, 1]]), draw.permutation([[1, -1], [1, 2]])
    bias = np.array([1, draw.integers(-1, 1)])
    for activation in ("linear", "step", "sigmoid", "tanh", "relu"):
        layers = [(weights, bias, activation)]
        expect.close(subject.mlp_forward(x, layers), oracle.mlp_forward(x, layers))


@pytest.mark.task("mlp_forward", points=0.5)
def test_each_layer_is_given_what_the_last_one_said(subject: Subject, expect: Expect, draw: Draw) -> None:
    # Small numbers: far out, tanh and sigmoid say 1 to everything.
    x = mixed(draw, (3, 2), largest=1.0)
    names = draw.permutation(["tanh", "sigmoid"]).tolist()
    layers = [(mixed(draw, (2, 2), largest=1.0), mixed(draw, (2,), largest=1.0), name) for name in names]
    expect.close(
        subject.mlp_forward(x, layers),
        oracle.mlp_forward(x, layers),
        rtol=1e-4,  # between activations that compute in float32 and a layer that is given something else
        why="Layer after layer: weighted sum, then activation",
    )


@pytest.mark.task("mlp_forward", points=0.25)
def test_layers_of_other_widths(subject: Subject, expect: Expect, draw: Draw) -> None:
    x = draw.integers(-3, 4, size=(5, 2))
    layers = [
        (mixed(draw, (2, 3)), mixed(draw, (3,)), "relu"),
        (mixed(draw, (3, 7)), mixed(draw, (7,)), "sigmoid"),
        (mixed(draw, (7, 1)), mixed(draw, (1,)), "linear"),
    ]
    expect.close(
        subject.mlp_forward(x, layers),
        oracle.mlp_forward(x, layers),
        rtol=1e-4,  # between a sigmoid that computes in float32 and a wrong layer
        why="From 2 inputs to 3, then 7, then 1 neuron",
    )


@pytest.mark.task("mlp_forward", points=0.5)
def test_linear_layers_are_one_layer(subject: Subject, expect: Expect, draw: Draw) -> None:
    x, first, second = mixed(draw, (5, 2)), mixed(draw, (2, 3)), mixed(draw, (3, 2))
    bias, other = mixed(draw, (3,)), mixed(draw, (2,))
    expect.close(
        subject.mlp_forward(x, [(first, bias, "linear"), (second, other, "linear")]),
        oracle.linear(x, first @ second, bias @ second + other),
        why="Two linear layers are one: their weights multiplied. Depth without a bend adds nothing",
    )


@pytest.mark.task("mlp_forward", points=0.25)
def test_networks_of_all_forms(subject: Subject, expect: Expect, draw: Draw) -> None:
    # Sums of odd eighths, none of them 0, where rounding could decide.
    x = draw.permutation([[-2, 1], [0, 2], [3, 1], [1, -1]])
    hidden = (draw.permutation([[1, -1, 2], [1, 2, -1]]), np.array([0.125, -0.375, 0.625]), "step")
    last = (eighths(draw, (3, 2)), eighths(draw, (2,)), str(draw.choice(["tanh", "sigmoid"])))
    for samples, kind in ((x.tolist(), list), (x.astype(np.float32), np.float32), (x[:1], float)):
        layers: list[Any] = [
            (w.tolist(), b.tolist(), name) if kind is list else (w.astype(kind), b.astype(kind), name)
            for w, b, name in (hidden, last)
        ]
        expect.close(
            subject.mlp_forward(samples, layers),
            oracle.mlp_forward(samples, layers),
            rtol=1e-4,  # between activations that compute in float32 and a layer that is given something else
        )


@pytest.mark.task("xor_network", points=1.5)
def test_network_computes_xor(subject: Subject, expect: Expect) -> None:
    layers = usable(expect, subject.xor_network())
    xor = [0, 1, 1, 0]

    def answers_of(network: Any) -> list[int]:
        return [int(output > 0.5) for output in oracle.mlp_forward(CORNERS, network)[:, 0]]

    answers = answers_of(layers)
    problem = f"answers {answers} for (0, 0), (0, 1), (1, 0), (1, 1); XOR is {xor}"
    if answers != xor and len(layers) == 1:
        expect.fail(
            f"{problem}. It has one layer, and one layer draws one straight line: lay a ruler between the ones and the "
            "zeros. How many lines does it take?",
            diagnosis="xor-by-one-layer",
        )
    if answers != xor and all(activation == "linear" for _, _, activation in layers[:-1]):
        expect.fail(
            f"{problem}. There is no bend between its layers: weighted sums of weighted sums are one weighted sum, "
            "which draws one line. What does a hidden neuron need?",
            diagnosis="xor-without-a-bend",
        )
    problem = f"{problem}. Send the four points through it by hand, layer by layer."
    curves = {name for _, _, name in layers} & {"sigmoid", "tanh"}
    for mistake, mended in (
        ("xor-on-its-edges", [(w, b - 1e-9 * (name == "step"), name) for w, b, name in layers]),
        ("xor-with-neurons-in-rows", [(w.T if len(set(w.shape)) == 1 else w, b, name) for w, b, name in layers]),
        ("xor-with-thresholds-for-biases", [(w, -b, name) for w, b, name in layers]),
        ("xor-too-soft", [(100 * w, 100 * b, name) for w, b, name in layers] if curves else layers),
    ):
        expect.unless(answers != xor and answers_of(mended) == xor, mistake, f"It {problem}")
    zero, *ones, both = oracle.mlp_forward(CORNERS, layers)[:, 0]
    expect.unless(answers != xor and min(ones) > max(zero, both) + 1e-6, "xor-parted-elsewhere", f"It {problem}")
    for mistake, gates in GATES.items():
        expect.unless(answers in gates, mistake, f"It {problem}")
    expect.that(answers == xor, problem)


def mixed(draw: Draw, shape: tuple[int, ...], largest: float = 3.0) -> np.ndarray:
    """Return numbers of one decimal, half of them negative, in any order, none 0."""
    numbers = draw.integers(1, round(10 * largest) + 1, size=shape) / 10
    return numbers * draw.permutation(np.resize([1, -1], numbers.size)).reshape(shape)


def distinct(draw: Draw, shape: tuple[int, ...]) -> np.ndarray:
    """Return whole numbers other than 0, no two the same."""
    return draw.permutation([-5, -4, -3, -2, 2, 3, 4, 5])[: np.prod(shape)].reshape(shape)


def eighths(draw: Draw, shape: tuple[int, ...]) -> np.ndarray:
    """Return odd multiples of 1/8, which float32 holds exactly, no whole numbers and none 0, of either sign."""
    return (2 * draw.integers(-12, 12, size=shape) + 1) / 8


def forms(draw: Draw) -> list[Any]:
    """Return numbers below, at and above 0 as lists, whole numbers, float32, a single entry, and of other ranks."""
    whole = draw.permutation([-7, -1, 0, 1, 3])
    mixed_signs = draw.permutation([-2.5, -0.125, 0.0, 0.125, 1.0, 6.5])
    return [
        mixed_signs.tolist(),
        mixed_signs.reshape(2, 3).tolist(),
        whole,
        mixed_signs.astype(np.float32),
        draw.choice([-0.5, 0.5], size=1),
        mixed_signs.reshape(3, 1, 2),
    ]


def warned(subject: Subject) -> bool:
    """Tell whether the newest call gave a RuntimeWarning."""
    return any(category == "RuntimeWarning" for category, _ in subject.calls[-1].warnings)


def usable(expect: Expect, layers: Any) -> Any:
    """Fail unless `layers` is a network of two inputs and one output; return it as arrays."""
    layers = expect.sequence(layers, of="layers")
    expect.that(len(layers) > 0, "returned no layers")
    network, width = [], 2
    for number, layer in enumerate(layers):
        expect.that(
            type(layer) in (list, tuple) and len(layer) == 3,
            f"has a layer at [{number}] that is no triple (weights, bias, activation)",
        )
        weights, bias, activation = layer
        expect.that(
            type(activation) is str and activation in oracle.ACTIVATIONS,
            f"names an activation at [{number}] that `mlp_forward` does not know; it knows "
            f"{', '.join(oracle.ACTIVATIONS)}",
        )
        try:
            weights = np.asarray(weights, dtype=float)
            weights = weights[:, None] if weights.ndim == 1 else weights
            bias = np.broadcast_to(np.asarray(bias, dtype=float).ravel(), weights.shape[1:])
        except (TypeError, ValueError):
            expect.fail(
                f"has weights and bias at [{number}] that do not fit: expected numbers of shapes (D, K) and (K,)"
            )
        expect.that(
            weights.ndim == 2 and len(weights) == width,
            f"has weights of shape {weights.shape} at [{number}]; that layer is given {width} numbers a sample, "
            f"so expected ({width}, number of neurons)",
        )
        network.append((weights, bias, activation))
        width = weights.shape[1]
    expect.that(width == 1, f"ends with {width} outputs; expected one")
    return network
