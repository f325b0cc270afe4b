"""Graded tests of ex11: a model is judged by its weights' shapes and by what it computes with weights given to it."""

import math

import numpy as np
import pytest

from reference.ex11_keras_apis import oracle
from reference.kit.course import Course

SAYS = {v.recognised_as: v.says for v in reversed(Course.here().exercise("ex11_keras_apis").misconceptions)}
"""What is said of a recognised mistake."""

SLIPS = {
    "no-relu-inside": ("linear", "softmax"),
    "sigmoid-inside": ("sigmoid", "softmax"),
    "no-softmax-at-the-end": ("relu", "linear"),
    "sigmoid-at-the-end": ("relu", "sigmoid"),
    "softmax-twice": ("relu", "softmax of softmax"),
    "relu-before-the-softmax": ("relu", "softmax of relu"),
}
"""Wrong activations in the hidden layers and at the end of a perceptron."""

CODE_SLIPS = {
    "code-without-relu": ("relu", "linear"),
    "code-as-probabilities": ("relu", "softmax"),
    "no-relu-inside": ("linear", "linear"),
}
"""Wrong activations of the layers that make a code."""

WITHIN = 1e-4
"""How far two answers of one network may lie apart: float32 leaves 1e-6, the slips differ by 1e-2 and more."""
CHANGES = 1e-5
"""What counts as another answer: float32 leaves 1e-7 where nothing changes, a connected input changes 1e-3."""
STEPS = 25
"""Training steps on one batch: in 60 trials each, RMSprop at 1e-4 lowered a loss by 0.005 at least, Adam by 0.09."""


@pytest.mark.task("sequential_mlp", points=0.5)
def test_each_width_becomes_a_layer(subject, expect, draw):
    features, hidden, n_classes = sizes(draw)
    model = subject.sequential_mlp((features,), hidden, n_classes)
    has_shapes_of_a_perceptron(subject, expect, model, (features,), hidden, n_classes)


@pytest.mark.task("sequential_mlp", points=0.25)
def test_without_hidden_layers_the_classes_follow_the_input(subject, expect, draw):
    features, _, n_classes = sizes(draw)
    model = subject.sequential_mlp((features,), [], n_classes)
    has_shapes_of_a_perceptron(subject, expect, model, (features,), [], n_classes)


@pytest.mark.task("sequential_mlp", points=0.5)
def test_an_image_becomes_one_row_first(subject, expect, draw):
    shape, hidden, n_classes = image_shape(draw), *sizes(draw)[1:]
    model = subject.sequential_mlp(shape, hidden, n_classes)
    has_shapes_of_a_perceptron(subject, expect, model, shape, hidden, n_classes)


@pytest.mark.task("sequential_mlp", points=0.75)
def test_relu_inside_and_softmax_at_the_end(subject, expect, draw):
    features, hidden, n_classes = sizes(draw)
    model = subject.sequential_mlp((features,), hidden, n_classes)
    has_shapes_of_a_perceptron(subject, expect, model, (features,), hidden, n_classes)
    computes_a_perceptron(subject, expect, draw, model, (features,))


@pytest.mark.task("sequential_mlp", points=0.25)
def test_is_a_sequential_model(subject, expect, draw):
    features, hidden, n_classes = sizes(draw)
    kind = subject.probes.describe(subject.sequential_mlp((features,), hidden, n_classes))["kind"]
    must(expect, kind != "Functional", "functional-instead-of-sequential")


@pytest.mark.task("sequential_mlp", points=0.25)
def test_is_left_uncompiled(subject, expect, draw):
    features, hidden, n_classes = sizes(draw)
    described = subject.probes.describe(subject.sequential_mlp((features,), hidden, n_classes))
    must(expect, not described["compiled"], "compiled-already")


@pytest.mark.task("functional_mlp", points=0.5)
def test_layers_are_connected(subject, expect, draw):
    features, hidden, n_classes = sizes(draw)
    model = subject.functional_mlp((features,), hidden, n_classes)
    has_shapes_of_a_perceptron(subject, expect, model, (features,), hidden, n_classes)


@pytest.mark.task("functional_mlp", points=0.25)
def test_without_hidden_layers_the_graph_is_one_layer(subject, expect, draw):
    features, _, n_classes = sizes(draw)
    model = subject.functional_mlp((features,), [], n_classes)
    has_shapes_of_a_perceptron(subject, expect, model, (features,), [], n_classes)


@pytest.mark.task("functional_mlp", points=0.25)
def test_an_image_becomes_one_row_in_the_graph_too(subject, expect, draw):
    shape, hidden, n_classes = image_shape(draw), *sizes(draw)[1:]
    model = subject.functional_mlp(shape, hidden, n_classes)
    has_shapes_of_a_perceptron(subject, expect, model, shape, hidden, n_classes)


@pytest.mark.task("functional_mlp", points=0.75)
def test_graph_computes_what_the_formula_says(subject, expect, draw):
    features, hidden, n_classes = sizes(draw)
    model = subject.functional_mlp((features,), hidden, n_classes)
    has_shapes_of_a_perceptron(subject, expect, model, (features,), hidden, n_classes)
    computes_a_perceptron(subject, expect, draw, model, (features,))


@pytest.mark.task("functional_mlp", points=0.5)
def test_same_weights_give_the_same_predictions(subject, expect, draw):
    shape, hidden, n_classes = image_shape(draw), *sizes(draw)[1:]
    line = subject.sequential_mlp(shape, hidden, n_classes)
    graph = subject.functional_mlp(shape, hidden, n_classes)
    has_shapes_of_a_perceptron(subject, expect, graph, shape, hidden, n_classes)
    expect.that(
        sorted(shapes_of(subject, line)) == sorted(shapes_of(subject, graph)),
        "cannot take over the weights of sequential_mlp: those have the shapes "
        f"{in_words(shapes_of(subject, line))}, and its own, which are right, {in_words(shapes_of(subject, graph))}",
    )
    by_shape = {each["value"].shape: each["value"] for each in subject.probes.weights(line)}
    subject.probes.set_weights(graph, [by_shape[shape] for shape in shapes_of(subject, graph)])
    images = draw.normal(scale=3, size=(2, *shape))  # large, since the weights of a new model are small
    got, want = subject.probes.predict(graph, images), subject.probes.predict(line, images)
    weights = in_order(by_shape, math.prod(shape))
    slips(expect, got, want, images, weights, SLIPS)
    right = oracle.forward(images, weights)
    expect.that(
        close(want, right) or not close(got, right),
        f"is right and sequential_mlp is not: with the same weights that gives {numbers(want)} instead of "
        f"{numbers(right)}. The two must agree, so mend it first",
    )
    expect.close(got, want, rtol=WITHIN, why="This is what sequential_mlp predicts with the same weights")


@pytest.mark.task("functional_mlp", points=0.25)
def test_is_drawn_as_a_graph(subject, expect, draw):
    features, hidden, n_classes = sizes(draw)
    kind = subject.probes.describe(subject.functional_mlp((features,), hidden, n_classes))["kind"]
    must(expect, kind != "Sequential", "sequential-again")


@pytest.mark.task("two_inputs_two_outputs", points=0.5)
def test_inputs_and_outputs_go_by_name(subject, expect, draw):
    shape, n_words, n_classes = fruit_sizes(draw)
    model = subject.two_inputs_two_outputs(shape, n_words, n_classes)
    described = subject.probes.describe(model)
    inputs = {each["name"]: each["shape"] for each in described["inputs"]}
    wanted = {"image": [None, *shape], "words": [None, n_words]}
    problem = f"has the inputs {listed(inputs)}; expected {listed(wanted)}"
    must(expect, sorted(inputs) == sorted(wanted), "inputs-without-names", f"It {problem}")
    expect.that(all(fits(inputs[name], wanted[name]) for name in wanted), problem)
    names = described["output_names"]
    must(
        expect,
        sorted(names) == ["class", "ripe"],
        "outputs-without-names",
        f'It has {", ".join(map(repr, names))}; expected "class" and "ripe"',
    )


@pytest.mark.task("two_inputs_two_outputs", points=0.25)
def test_class_is_a_row_of_probabilities(subject, expect, draw):
    shape, n_words, n_classes = fruit_sizes(draw)
    model = subject.two_inputs_two_outputs(shape, n_words, n_classes)
    give_positive_weights(subject, draw, model)
    fruit = answers(subject, expect, model, *fruit_data(draw, 3, shape, n_words), n_classes)["class"]
    right = bool(np.all(fruit >= 0)) and np.allclose(fruit.sum(axis=1), 1, atol=WITHIN)
    scores = bool(np.any(fruit < 0) or np.any(fruit > 1))
    must(expect, not scores, "class-without-softmax", f"It gave {numbers(fruit)}")
    expect.that(right, f"gives for the class {numbers(fruit)}; each row must hold probabilities that sum to 1")


@pytest.mark.task("two_inputs_two_outputs", points=0.5)
def test_ripe_is_a_probability(subject, expect, draw):
    shape, n_words, n_classes = fruit_sizes(draw)
    model = subject.two_inputs_two_outputs(shape, n_words, n_classes)
    give_positive_weights(subject, draw, model)
    ripe = answers(subject, expect, model, *fruit_data(draw, 5, shape, n_words), n_classes)["ripe"]
    is_in_range = bool(np.all((ripe >= 0) & (ripe <= 1)))
    must(expect, is_in_range, "ripe-without-sigmoid", f"It gave {numbers(ripe)}; a probability lies between 0 and 1")
    must(expect, not np.all(ripe == 1), "softmax-over-one-unit")
    expect.that(np.ptp(ripe) > CHANGES, f"gives ripe {ripe[0]:.3g} for every input: it must follow from what is seen")


@pytest.mark.task("two_inputs_two_outputs", points=0.5)
def test_both_outputs_follow_from_both_inputs(subject, expect, draw):
    shape, n_words, n_classes = fruit_sizes(draw)
    model = subject.two_inputs_two_outputs(shape, n_words, n_classes)
    give_positive_weights(subject, draw, model)
    image, words = fruit_data(draw, 3, shape, n_words)
    batch = (  # as they are; other images; other counts; the same counts of other words
        np.concatenate([image, image * 0.2, image, image]),
        np.concatenate([words, words, fruit_data(draw, 3, shape, n_words)[1] + 5, np.roll(words, 1, axis=1)]),
    )
    given = answers(subject, expect, model, *batch, n_classes)
    moved = {}
    for name, answer in given.items():
        first, *others = answer.reshape(4, 3, -1)
        moved[name] = [float(np.abs(other - first).max()) > CHANGES for other in others]
    apart = moved == {"class": [True, False, False], "ripe": [False, True, True]}
    must(expect, not apart, "two-models-side-by-side")
    for name, (by_image, by_words, by_other_words) in moved.items():
        expect.that(by_image, f'gives the same answer "{name}" whatever the image: that input does not reach it')
        expect.that(by_words, f'gives the same answer "{name}" whatever the words: that input does not reach it')
        must(expect, by_other_words, "counts-read-as-words")


@pytest.mark.task("two_inputs_two_outputs", points=0.75)
def test_loss_is_the_sum_of_two_cross_entropies(subject, expect, draw):
    shape, n_words, n_classes = fruit_sizes(draw)
    model = subject.two_inputs_two_outputs(shape, n_words, n_classes)
    is_ready_to_train(subject, expect, model)
    # With all weights 0 a model knows nothing, whatever its layers are.
    subject.probes.set_weights(model, [np.zeros(shape, np.float32) for shape in shapes_of(subject, model)])
    image, words = fruit_data(draw, 6, shape, n_words)
    targets = {"class": draw.integers(n_classes, size=6), "ripe": draw.permutation([0.0, 0.0, 0.0, 1.0, 1.0, 1.0])}
    got = subject.probes.fit_batch(model, {"image": image, "words": words}, targets)
    costs = oracle.two_inputs_two_outputs(shape, n_words, n_classes)
    problem = (
        f"has a loss of {got:.3f} when all its weights are 0 and it knows nothing; expected {sum(costs.values()):.3f}: "
        f"ln {n_classes} = {costs['class']:.3f} for the class and ln 2 = {costs['ripe']:.3f} for ripe"
    )
    squared = costs["class"] + 0.25
    must(expect, not close(got, squared), "squared-error-for-ripe", f"It {problem}")
    expect.that(close(got, sum(costs.values())), problem)


@pytest.mark.task("two_inputs_two_outputs", points=0.5)
def test_training_teaches_both_outputs(subject, expect, draw):
    shape, n_words, n_classes = fruit_sizes(draw)
    model = subject.two_inputs_two_outputs(shape, n_words, n_classes)
    is_ready_to_train(subject, expect, model)
    image, words = fruit_data(draw, 2 * n_classes, shape, n_words)
    labels = {"class": np.tile(np.arange(n_classes), 2), "ripe": np.repeat([0.0, 1.0], n_classes)}
    # What is to be learned is plain to see: each fruit has a word of its own, ripe ones are bright.
    words[np.arange(2 * n_classes), labels["class"]] += 4
    image[labels["ripe"] == 0] *= 0.1
    first = answers(subject, expect, model, image, words, n_classes)
    is_probable = all(np.all((answer >= 0) & (answer <= 1)) for answer in first.values())
    expect.that(is_probable, "gives answers below 0 or above 1, which are no probabilities")
    before = oracle.cross_entropies(labels, n_classes, first)
    for _ in range(STEPS):
        subject.probes.fit_batch(model, {"image": image, "words": words}, labels)
    after = oracle.cross_entropies(labels, n_classes, answers(subject, expect, model, image, words, n_classes))
    for name in ("class", "ripe"):
        expect.that(
            after[name] < before[name],
            f'was trained on one batch {STEPS} times, and its cross-entropy of "{name}" went from {before[name]:.3f} '
            f"to {after[name]:.3f}: it must fall",
        )


@pytest.mark.task("shared_layers", points=0.5)
def test_two_inputs_give_two_codes(subject, expect, draw):
    features, hidden, _ = sizes(draw)
    model = subject.shared_layers((features,), hidden)
    codes(subject, expect, model, *draw.normal(size=(2, 2, features)), hidden)


@pytest.mark.task("shared_layers", points=0.5)
def test_there_is_one_set_of_weights(subject, expect, draw):
    shape, hidden = image_shape(draw), sizes(draw)[1]
    model = subject.shared_layers(shape, hidden)
    got, wanted = shapes_of(subject, model), oracle.shared_layers(shape, hidden)
    problem = f"has weights of the shapes {in_words(got)}; expected {in_words(wanted)}"
    if sorted(got) == sorted(2 * wanted):
        one, other = draw.uniform(size=(2, 3, *shape))
        there, back = subject.probes.predict(model, [one, other]), subject.probes.predict(model, [other, one])
        copied = close(there[0], back[1]) and close(there[1], back[0])
        must(expect, False, "weights-copied-instead-of-shared" if copied else "a-tower-for-each-input", f"It {problem}")
    first_shared = sorted(got) == sorted(wanted + wanted[2:])
    must(expect, not first_shared, "only-the-first-layer-shared", f"It {problem}")
    expect.that(sorted(got) == sorted(wanted), problem)


@pytest.mark.task("shared_layers", points=0.5)
def test_swapped_inputs_swap_codes(subject, expect, draw):
    features, hidden, _ = sizes(draw)
    model = subject.shared_layers((features,), hidden)
    give_positive_weights(subject, draw, model)  # of each its own number: towers that only look alike no longer do
    one, other = draw.uniform(size=(2, 2, features))
    first, second = codes(subject, expect, model, one, other, hidden)
    must(expect, not close(first, second), "first-code-twice")
    swapped = codes(subject, expect, model, other, one, hidden)
    why = "The inputs were swapped, so the codes must be"
    expect.close(swapped[0], second, rtol=WITHIN, why=why)
    expect.close(swapped[1], first, rtol=WITHIN, why=why)


@pytest.mark.task("shared_layers", points=0.5)
def test_codes_follow_from_dense_layers_with_relu(subject, expect, draw):
    shape, hidden = image_shape(draw), sizes(draw)[1]
    model = subject.shared_layers(shape, hidden)
    wanted = oracle.shared_layers(shape, hidden)
    got = shapes_of(subject, model)
    expect.that(
        set(got) == set(wanted), f"has weights of the shapes {in_words(got)}; expected {in_words(wanted)}, shared"
    )
    weights = {shape: planted(draw, shape) for shape in wanted}
    subject.probes.set_weights(model, [weights[shape] for shape in got])
    pair = draw.uniform(size=(2, 2, *shape))
    for images, code in zip(pair, codes(subject, expect, model, *pair, hidden), strict=True):
        want = oracle.forward(images, list(weights.values()), last="relu")
        slips(expect, code, want, images, list(weights.values()), CODE_SLIPS)
        expect.close(code, want, rtol=WITHIN, why="This is what Dense layers with ReLU make of these weights")


def sizes(draw):
    """Features, widths of two hidden layers, classes: all different."""
    features, *hidden, n_classes = map(int, draw.permutation([3, 4, 5, 7]))
    return features, hidden, n_classes


def image_shape(draw):
    """Height, width, channels: all different, and different from every width."""
    return (*map(int, draw.permutation([2, 6])), 3) if draw.integers(2) else (2, 3, 1)


def fruit_sizes(draw):
    """Shape of an image, length of the vocabulary, classes."""
    return (*map(int, draw.permutation([5, 6])), 3), int(draw.choice([11, 13])), int(draw.choice([3, 4]))


def fruit_data(draw, count, shape, n_words):
    """Images in [0, 1] and word counts from 0 to 3, among them both."""
    words = draw.integers(4, size=(count, n_words))
    words[:, :2] = [0, 3]
    return draw.uniform(size=(count, *shape)), words


def planted(draw, shape):
    """Weights at which ReLUs cut about half and a softmax is far from even."""
    return draw.normal(size=shape) * (1.5 / math.sqrt(shape[0]) if len(shape) > 1 else 1)


def give_positive_weights(subject, draw, model):
    """Give a model weights at which no ReLU is shut, no sigmoid saturated and every score above 1.

    Then what is connected shows, and so does a missing softmax or sigmoid.
    """
    weights = [draw.uniform(0.5, 1.5, size=shape) / math.prod(shape[:-1]) for shape in shapes_of(subject, model)]
    subject.probes.set_weights(model, weights)


def shapes_of(subject, model):
    return [each["value"].shape for each in subject.probes.weights(model)]


def close(got, want):
    return np.shape(got) == np.shape(want) and np.allclose(got, want, rtol=WITHIN, atol=WITHIN)


def must(expect, condition, slip, more=""):
    """Fail with what is said of a recognised mistake."""
    expect.that(condition, SAYS[slip] + (f"\n{more}" if more else ""), diagnosis=slip)


def slips(expect, got, want, x, weights, known):
    """Fail if `got` is what a perceptron with these weights and the wrong activations gives."""
    for slip, (inside, last) in known.items():
        wrong = oracle.forward(x, weights, inside, last)
        must(
            expect,
            close(got, want) or not close(got, wrong),
            slip,
            f"With given weights it returned {numbers(got)}; expected {numbers(want)}",
        )


def has_shapes_of_a_perceptron(subject, expect, model, input_shape, hidden, n_classes):
    """Fail unless the model takes what it should and its weights have a perceptron's shapes, in whatever order."""
    described = subject.probes.describe(model)
    must(expect, described["parameters"], "input-shape-left-out")
    taken = [each["shape"] for each in described["inputs"]]
    is_flat = len(input_shape) > 1 and taken == [[None, math.prod(input_shape)]]
    must(expect, not is_flat, "expects-flat-rows")
    got, wanted = shapes_of(subject, model), oracle.sequential_mlp(input_shape, hidden, n_classes)
    if sorted(got) == sorted(wanted):
        return
    for slip, (start, widths) in {
        "image-not-flattened": (input_shape[-1:], [*hidden, n_classes]),
        "results-thrown-away": (input_shape, [n_classes]),
        "every-layer-called-on-the-input": (input_shape, [*hidden[-1:], n_classes]),
        "only-the-first-width": (input_shape, [*hidden[:1], n_classes]),
        "output-as-wide-as-the-last-hidden-layer": (input_shape, [*hidden, *hidden[-1:]]),
    }.items():
        must(
            expect,
            sorted(got) != sorted(oracle.dense_shapes(start, widths)),
            slip,
            f"It has weights of the shapes {in_words(got)}; expected {in_words(wanted)}",
        )
    expect.fail(f"has weights of the shapes {in_words(got)}; expected {in_words(wanted)}")


def computes_a_perceptron(subject, expect, draw, model, input_shape):
    """Fail unless the model, with weights given to it, predicts what the formula does."""
    got = shapes_of(subject, model)
    weights = {shape: planted(draw, shape) for shape in got}
    subject.probes.set_weights(model, [weights[shape] for shape in got])
    ordered = in_order(weights, math.prod(input_shape))
    x = draw.normal(size=(2, *input_shape)).round(1)
    predicted, want = subject.probes.predict(model, x), oracle.forward(x, ordered)
    slips(expect, predicted, want, x, ordered, SLIPS)
    expect.close(predicted, want, rtol=WITHIN, why="Its weights were set by the test; this is what they give")


def in_order(weights, size):
    """Kernels and biases in the order in which they follow each other; all sizes are different."""
    found = []
    while kernel := next((shape for shape in weights if len(shape) == 2 and shape[0] == size), None):
        size = kernel[1]
        found += [weights[kernel], weights[(size,)]]
    return found


def answers(subject, expect, model, image, words, n_classes):
    """What the model gives as "class", (B, n_classes), and "ripe", (B,); outputs without names are told by width."""
    described = subject.probes.describe(model)
    takes_names(expect, described)
    got, names = subject.probes.predict(model, {"image": image, "words": words}), described["output_names"]
    if type(got) in (list, tuple) and len(got) == 2:
        if sorted(names) != ["class", "ripe"]:
            names = ["class", "ripe"] if got[0].shape[1:] == (n_classes,) else ["ripe", "class"]
        got = dict(zip(names, got, strict=True))
    expect.that(type(got) is dict and sorted(got) == ["class", "ripe"], 'does not give two outputs, "class" and "ripe"')
    count = len(image)
    expect.that(
        got["class"].shape == (count, n_classes),
        f'gives "class" in the shape {got["class"].shape} for {count} inputs; expected ({count}, {n_classes})',
    )
    must(expect, got["ripe"].shape != (count, 2), "two-units-for-ripe")
    expect.that(
        got["ripe"].shape in ((count, 1), (count,)),
        f'gives "ripe" in the shape {got["ripe"].shape} for {count} inputs; expected ({count}, 1)',
    )
    return {"class": got["class"], "ripe": got["ripe"].ravel()}


def takes_names(expect, described):
    """Fail for a model to which inputs cannot be given by name."""
    names = sorted(each["name"] for each in described["inputs"])
    must(expect, names in (["image", "words"], []), "inputs-without-names")


def is_ready_to_train(subject, expect, model):
    """Fail for a loss with which no batch can be trained, before Keras says so at length."""
    described = subject.probes.describe(model)
    takes_names(expect, described)
    must(expect, described["compiled"], "compile-forgotten")
    loss = described["loss"]
    must(expect, not isinstance(loss, str), "one-loss-for-both")
    names = list(loss.values()) if isinstance(loss, dict) else list(loss)
    one_hot = [str(name).replace("_", "").lower() == "categoricalcrossentropy" for name in names]
    must(expect, not any(one_hot), "loss-for-one-hot-labels")
    given = [name for name in names if name is not None]
    must(expect, not (len(given) == 1 and "categorical" in str(given[0]).lower()), "ripe-without-a-loss")
    expect.that(
        sorted(described["output_names"]) == ["class", "ripe"],
        f"has outputs called {', '.join(map(repr, described['output_names']))}: labels given by name do not find them",
    )


def codes(subject, expect, model, first, second, hidden):
    """What the model gives for two inputs: two arrays of the code's shape."""
    got = subject.probes.predict(model, [first, second])
    joined = isinstance(got, np.ndarray) and got.shape == (len(first), 2 * hidden[-1])
    must(expect, not joined, "codes-joined")
    expect.that(type(got) in (list, tuple) and len(got) == 2, "does not give two outputs for two inputs")
    for code in got:
        expect.that(
            code.shape == (len(first), hidden[-1]),
            f"gives a code of the shape {code.shape} for {len(first)} inputs; expected ({len(first)}, {hidden[-1]})",
        )
    return got


def in_words(shapes):
    return ", ".join(map(str, shapes)) or "none"


def fits(shape, wanted):
    """Tell whether an input's shape is the wanted one; None takes any size."""
    return len(shape) == len(wanted) and all(one in (None, other) for one, other in zip(shape, wanted, strict=True))


def listed(inputs):
    return ", ".join(f'"{name}" {tuple(shape)}' for name, shape in inputs.items()) or "none"


def numbers(array):
    """An array with two decimals, as nested lists."""
    return str(np.round(np.asarray(array, dtype=float), 2).tolist())
