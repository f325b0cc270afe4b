"""Graded tests of ex11: a model is judged by its weights' shapes and by what it computes with weights given to it."""

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from reference.ex11_keras_apis import cases, oracle
from reference.ex11_keras_apis.cases import numbers
from reference.kit.author import Draw, Expect, Subject

SLIPS = {
    "no-relu-inside": ("linear", "softmax"),
    "sigmoid-inside": ("sigmoid", "softmax"),
    "no-softmax-at-the-end": ("relu", "linear"),
    "sigmoid-at-the-end": ("relu", "sigmoid"),
    "softmax-twice": ("relu", "softmax of softmax"),
    "relu-before-the-softmax": ("relu", "softmax of relu"),
    "softmax-over-the-batch": ("relu", "softmax over the batch"),
}
"""Wrong activations in the hidden layers and at the end of a perceptron."""

CODE_SLIPS = {
    "code-without-relu": ("relu", "linear"),
    "code-as-probabilities": ("relu", "softmax"),
    "no-relu-inside": ("linear", "linear"),
}
"""Wrong activations of the layers that make a code."""

OTHERS_INSIDE = ("tanh", "elu", "leaky relu", "leakier relu", "gelu", "silu", "selu", "softplus", "softmax", "relu6")
"""Activations that are none of the above and no ReLU either."""
NO_CEILING = "However large a number is, a ReLU leaves it as it is"
OTHERS = (
    *(("another-activation-inside", other, "softmax") for other in OTHERS_INSIDE),
    *(("another-activation-at-the-end", "relu", other) for other in ("relu", "tanh", "log softmax")),
)
"""Other activations, neither ReLU nor softmax; where no number is below 0, a leaky ReLU does what a ReLU does."""

TWICE = tuple([name, name] for name in ("sparsecategoricalcrossentropy", "binarycrossentropy"))
"""One loss given to each of two outputs."""

WEIGHTED = (
    *((1, tenths / 10) for tenths in range(1, 10)),
    *((tenths / 10, 1 - tenths / 10) for tenths in range(1, 10)),
)
WEIGHTED += (*((more, 1) for more in (0.5, 2, 3, 5, 10)), *((1, more) for more in (2, 3, 5, 10)))
"""Weights that a student may give to the losses of class and ripe."""

WITHIN = 1e-4
"""How far two answers of one network may lie apart: float32 leaves 1e-6, the slips differ by 1e-2 and more."""
CHANGES = 1e-5
"""What counts as another answer: float32 leaves 1e-7 where nothing changes, a connected input changes 1e-3."""
STEPS = 25
"""Training steps on one batch: in 60 trials each, RMSprop at 1e-4 lowered a loss by 0.005 at least, Adam by 0.09."""

Pair = np.ndarray | tuple[np.ndarray, np.ndarray]
"""Images for two inputs of a network."""


@pytest.mark.task("sequential_mlp", points=0.5)
def test_each_width_becomes_a_layer(subject: Subject, expect: Expect, draw: Draw) -> None:
    features, hidden, n_classes = cases.sizes(draw)
    before: list[oracle.Shape] = []
    for widths in (hidden, hidden[:1], [*hidden, 11], [features, features]):
        model = subject.sequential_mlp((features,), widths, n_classes)
        cases.has_none_of_before(expect, model, before, [*widths, n_classes])
        has_shapes_of_a_perceptron(subject, expect, model, (features,), widths, n_classes)
        before = oracle.sequential_mlp((features,), widths, n_classes)


@pytest.mark.task("sequential_mlp", points=0.25)
def test_without_hidden_layers_the_classes_follow_the_input(subject: Subject, expect: Expect, draw: Draw) -> None:
    features, _, n_classes = cases.sizes(draw)
    model = cases.without_hidden_layers(expect, subject.sequential_mlp, features, n_classes)
    has_shapes_of_a_perceptron(subject, expect, model, (features,), [], n_classes)


@pytest.mark.task("sequential_mlp", points=0.5)
def test_an_image_becomes_one_row_first(subject: Subject, expect: Expect, draw: Draw) -> None:
    image, hidden, n_classes = cases.image_shape(draw), *cases.sizes(draw)[1:]
    for shape in (image, image[:2]):  # a grey image may have no axis for its colours
        model = subject.sequential_mlp(shape, hidden, n_classes)
        has_shapes_of_a_perceptron(subject, expect, model, shape, hidden, n_classes)


@pytest.mark.task("sequential_mlp", points=0.75)
def test_relu_inside_and_softmax_at_the_end(subject: Subject, expect: Expect, draw: Draw) -> None:
    features, hidden, n_classes = cases.sizes(draw)
    for widths, classes in ((hidden, n_classes), ([*hidden[:1], 2], 2)):
        model = subject.sequential_mlp((features,), widths, classes)
        has_shapes_of_a_perceptron(subject, expect, model, (features,), widths, classes)
        wanted = oracle.sequential_mlp((features,), widths, classes)
        computes_a_perceptron(subject, expect, draw, model, wanted)
        got, want, capped = cases.asked_loudly(subject, draw, model, expect.shapes(model), wanted)
        why = NO_CEILING if expect.alike(got, capped, rtol=WITHIN) else ""
        expect.close(got, want, rtol=WITHIN, why=why, mistakes={"another-activation-inside": capped})


@pytest.mark.task("sequential_mlp", points=0.25)
def test_is_a_sequential_model(subject: Subject, expect: Expect, draw: Draw) -> None:
    features, hidden, n_classes = cases.sizes(draw)
    described = subject.probes.describe(subject.sequential_mlp((features,), hidden, n_classes))
    # A class of the student's own goes by its own name; a line shows no layer for its input, and knows what it takes.
    is_graph = any("InputLayer" in layer["kinds"] for layer in described["layers"])
    expect.unless(is_graph, "functional-instead-of-sequential")
    is_line = described["kind"] == "Sequential" or described["inputs"]
    expect.that(is_line, "is a model of a class of your own; here a list of layers is enough: use `keras.Sequential`")


@pytest.mark.task("sequential_mlp", points=0.25)
def test_is_left_uncompiled(subject: Subject, expect: Expect, draw: Draw) -> None:
    features, hidden, n_classes = cases.sizes(draw)
    first, second = (subject.sequential_mlp((features,), hidden, n_classes) for _ in range(2))
    expect.unless(subject.probes.describe(first)["compiled"], "compiled-already")
    expect.unless(cases.are_one(subject, first, second), "one-model-for-all-calls")


@pytest.mark.task("functional_mlp", points=0.5)
def test_layers_are_connected(subject: Subject, expect: Expect, draw: Draw) -> None:
    features, hidden, n_classes = cases.sizes(draw)
    before: list[oracle.Shape] = []
    for widths in (hidden, hidden[:1], [*hidden, 11], [features, features]):
        model = subject.functional_mlp((features,), widths, n_classes)
        cases.has_none_of_before(expect, model, before, [*widths, n_classes])
        has_shapes_of_a_perceptron(subject, expect, model, (features,), widths, n_classes)
        before = oracle.functional_mlp((features,), widths, n_classes)


@pytest.mark.task("functional_mlp", points=0.25)
def test_without_hidden_layers_the_graph_is_one_layer(subject: Subject, expect: Expect, draw: Draw) -> None:
    features, _, n_classes = cases.sizes(draw)
    model = cases.without_hidden_layers(expect, subject.functional_mlp, features, n_classes)
    has_shapes_of_a_perceptron(subject, expect, model, (features,), [], n_classes)


@pytest.mark.task("functional_mlp", points=0.25)
def test_an_image_becomes_one_row_in_the_graph_too(subject: Subject, expect: Expect, draw: Draw) -> None:
    image, hidden, n_classes = cases.image_shape(draw), *cases.sizes(draw)[1:]
    for shape in (image, image[:2]):
        model = subject.functional_mlp(shape, hidden, n_classes)
        has_shapes_of_a_perceptron(subject, expect, model, shape, hidden, n_classes)


@pytest.mark.task("functional_mlp", points=0.75)
def test_graph_computes_what_the_formula_says(subject: Subject, expect: Expect, draw: Draw) -> None:
    features, hidden, n_classes = cases.sizes(draw)
    for widths, classes in ((hidden, n_classes), ([*hidden[:1], 2], 2)):
        model = subject.functional_mlp((features,), widths, classes)
        has_shapes_of_a_perceptron(subject, expect, model, (features,), widths, classes)
        wanted = oracle.functional_mlp((features,), widths, classes)
        computes_a_perceptron(subject, expect, draw, model, wanted)
        got, want, capped = cases.asked_loudly(subject, draw, model, expect.shapes(model), wanted)
        why = NO_CEILING if expect.alike(got, capped, rtol=WITHIN) else ""
        expect.close(got, want, rtol=WITHIN, why=why, mistakes={"another-activation-inside": capped})


@pytest.mark.task("functional_mlp", points=0.5)
def test_same_weights_give_the_same_predictions(subject: Subject, expect: Expect, draw: Draw) -> None:
    shape, hidden, n_classes = cases.coloured_shape(draw), *cases.sizes(draw)[1:]
    line = subject.sequential_mlp(shape, hidden, n_classes)
    graph = subject.functional_mlp(shape, hidden, n_classes)
    has_shapes_of_a_perceptron(subject, expect, graph, shape, hidden, n_classes)
    expect.model(graph, weights=expect.shapes(line), why="These are the shapes that sequential_mlp has")
    by_shape = {weight["value"].shape: weight["value"] for weight in subject.probes.weights(line)}
    subject.probes.set_weights(graph, [by_shape[shape] for shape in expect.shapes(graph)])
    images = draw.normal(scale=3, size=(2, *shape))  # large, since the weights of a new model are small
    got, want = subject.probes.predict(graph, images), subject.probes.predict(line, images)
    weights = cases.in_order(by_shape, math.prod(shape))
    right, mistakes = oracle.forward(images, weights), oracle.mistaken(images, weights, SLIPS)
    others = *cases.slipped(images, weights), *cases.read_otherwise(images, weights)
    mistakes |= {name: other for name, other in others if expect.alike(got, other, rtol=WITHIN)}
    if expect.alike(got, right, rtol=WITHIN):
        expect.that(
            expect.alike(want, right, rtol=WITHIN),
            f"is right and sequential_mlp is not: with the same weights that gives {numbers(want)} instead of "
            f"{numbers(right)}. The two must agree, so mend it first",
        )
    why = "This is what sequential_mlp predicts with the same weights"
    expect.close(got, want, rtol=WITHIN, why=why, mistakes=mistakes)


@pytest.mark.task("functional_mlp", points=0.25)
def test_is_drawn_as_a_graph(subject: Subject, expect: Expect, draw: Draw) -> None:
    features, hidden, n_classes = cases.sizes(draw)
    first, second = (subject.functional_mlp((features,), hidden, n_classes) for _ in range(2))
    described = subject.probes.describe(first)
    # A class derived from Sequential is one too: it knows what it takes, and shows no layer for its input.
    is_graph = any("InputLayer" in layer["kinds"] for layer in described["layers"])
    is_line = described["kind"] == "Sequential" or (described["inputs"] and not is_graph)
    expect.unless(is_line, "sequential-again")
    expect.unless(described["compiled"], "compiled-already")
    expect.unless(cases.are_one(subject, first, second), "one-model-for-all-calls")


@pytest.mark.task("two_inputs_two_outputs", points=0.5)
def test_inputs_and_outputs_go_by_name(subject: Subject, expect: Expect, draw: Draw) -> None:
    shape, n_words, n_classes = cases.fruit_sizes(draw)
    model = subject.two_inputs_two_outputs(shape, n_words, n_classes)
    described = subject.probes.describe(model)
    taken, names = sorted(tensor["name"] for tensor in described["inputs"]), described["output_names"]
    problem = f"It has the inputs {', '.join(taken) or 'none'}; expected image and words"
    expect.unless(len(taken) == 1, "an-input-left-out", problem)
    expect.unless(taken != ["image", "words"], "inputs-without-names", problem)
    shapes = {tensor["name"]: tensor["shape"][1:] for tensor in described["inputs"]}
    expect.unless(shapes == {"words": list(shape), "image": [n_words]}, "names-of-the-inputs-exchanged")
    expect.unless(shapes["image"] == [shape[1], shape[0], shape[2]], "height-and-width-exchanged")
    one_side = [[side, side, shape[2]] for side in shape[:2]]
    expect.unless(shapes["image"] in one_side, "one-side-for-both", f"It takes images of the shape {shapes['image']}")
    expect.model(model, inputs={"image": shape, "words": (n_words,)})
    problem = f'It has {", ".join(map(repr, names))}; expected "class" and "ripe"'
    expect.unless(len(names) == 1, "one-output", problem)
    expect.unless(sorted(names) != ["class", "ripe"], "outputs-without-names", problem)


@pytest.mark.task("two_inputs_two_outputs", points=0.25)
def test_class_is_a_row_of_probabilities(subject: Subject, expect: Expect, draw: Draw) -> None:
    shape, n_words, n_classes = cases.fruit_sizes(draw)
    for classes in (n_classes, 2):
        model = subject.two_inputs_two_outputs(shape, n_words, classes)
        subject.probes.set_weights(model, cases.positive(draw, expect.shapes(model)))
        image, words = cases.fruit_data(draw, 3, shape, n_words)
        units = [tensor["shape"][-1] for tensor in subject.probes.describe(model)["outputs"]]
        expect.unless(classes == 2 and units == [1, 1], "one-sigmoid-for-two-classes")
        fruit = answers(subject, expect, model, image, words, classes)["class"]
        steady = cases.is_steady(subject, model, {"image": image, "words": words})
        expect.unless(not steady, "dropout-never-off")
        right = bool(np.all(fruit >= 0)) and np.allclose(fruit.sum(axis=1), 1, atol=WITHIN)
        scores = bool(np.any(fruit < 0) or np.any(fruit > 1))
        expect.unless(scores, "class-without-softmax", f"It gave {numbers(fruit)}")
        alone = bool(np.all(fruit > 0.5))  # every score is above 1
        expect.unless(alone, "classes-judged-alone", f"It gave {numbers(fruit)}")
        expect.that(right, f"gives for the class {numbers(fruit)}; each row must hold probabilities that sum to 1")


@pytest.mark.task("two_inputs_two_outputs", points=0.5)
def test_ripe_is_a_probability(subject: Subject, expect: Expect, draw: Draw) -> None:
    shape, n_words, n_classes = cases.fruit_sizes(draw)
    model = subject.two_inputs_two_outputs(shape, n_words, n_classes)
    weights, fruits = cases.positive(draw, expect.shapes(model)), cases.fruit_data(draw, 5, shape, n_words)
    for sign in (-1, 1):  # of what leads into the one unit: a score, and what squeezes it into -1..1, show below 0
        signed = [sign * weight if weight.shape[-1] == 1 else weight for weight in weights]
        subject.probes.set_weights(model, signed)
        ripe = answers(subject, expect, model, *fruits, n_classes)["ripe"]
        scores = bool(np.any(~((ripe >= 0) & (ripe <= 1))))  # not a number is no probability either
        expect.unless(scores, "ripe-without-sigmoid", f"It gave {numbers(ripe)}; a probability lies between 0 and 1")
    expect.unless(np.all(ripe == 1), "softmax-over-one-unit")
    expect.that(np.ptp(ripe) > CHANGES, f"gives ripe {ripe[0]:.3g} for every input: it must follow from what is seen")


@pytest.mark.task("two_inputs_two_outputs", points=0.5)
def test_both_outputs_follow_from_both_inputs(subject: Subject, expect: Expect, draw: Draw) -> None:
    shape, n_words, n_classes = cases.fruit_sizes(draw)
    model = subject.two_inputs_two_outputs(shape, n_words, n_classes)
    image, words = cases.fruit_data(draw, 3, shape, n_words)
    batch = (  # as they are; other images; other counts; the same counts of other words
        np.concatenate([image, image * 0.2, image, image]),
        np.concatenate([words, words, cases.fruit_data(draw, 3, shape, n_words)[1] + 5, np.roll(words, 1, axis=1)]),
    )
    moved: dict[str, list[bool]] = {}
    for weights in cases.positive, cases.of_either_sign, cases.of_either_sign:  # a deep network hides much from one
        subject.probes.set_weights(model, weights(draw, expect.shapes(model)))
        for name, answer in answers(subject, expect, model, *batch, n_classes).items():
            first, *others = answer.reshape(4, 3, -1)
            moves = [float(np.abs(other - first).max()) > CHANGES for other in others]
            moved[name] = [any(pair) for pair in zip(moves, moved.get(name, moves), strict=True)]
    by_the_image, by_the_words = [True, False, False], [False, True, True]
    apart = sorted(moved.values()) == [by_the_words, by_the_image]
    expect.unless(apart, "two-models-side-by-side")
    for name, (by_image, by_words, by_other_words) in moved.items():
        problem = f'"{name}" is the same whatever the {"words" if by_image else "image"}'
        expect.unless(by_image != (by_words or by_other_words), "an-output-from-one-branch", problem)
        expect.that(by_image, f'gives the same answer "{name}" whatever the image: that input does not reach it')
        expect.that(by_words, f'gives the same answer "{name}" whatever the words: that input does not reach it')
        expect.unless(not by_other_words, "counts-read-as-words")


@pytest.mark.task("two_inputs_two_outputs", points=0.75)
def test_loss_is_the_sum_of_two_cross_entropies(subject: Subject, expect: Expect, draw: Draw) -> None:
    shape, n_words, n_classes = cases.fruit_sizes(draw)
    model = subject.two_inputs_two_outputs(shape, n_words, n_classes)
    is_ready_to_train(subject, expect, model)
    # With all weights 0 a model knows nothing, whatever its layers are.
    subject.probes.set_weights(model, [np.zeros(shape, np.float32) for shape in expect.shapes(model)])
    image, words = cases.fruit_data(draw, 6, shape, n_words)
    targets = {"class": draw.integers(n_classes, size=6), "ripe": draw.permutation([0.0, 0.0, 0.0, 1.0, 1.0, 1.0])}
    got = subject.probes.fit_batch(model, {"image": image, "words": words}, targets)
    costs = oracle.two_inputs_two_outputs(shape, n_words, n_classes)
    problem = (
        f"has a loss of {got:.3f} when all its weights are 0 and it knows nothing; expected {sum(costs.values()):.3f}: "
        f"ln {n_classes} = {costs['class']:.3f} for the class and ln 2 = {costs['ripe']:.3f} for ripe"
    )
    slips = {"ripe-without-a-loss": 0.0, "squared-error-for-ripe": 0.25, "absolute-error-for-ripe": 0.5}
    for name, cost in slips.items():
        expect.unless(expect.alike(got, costs["class"] + cost, rtol=WITHIN), name, f"It {problem}")
    shares = [costs["class"] * one + costs["ripe"] * other for one, other in WEIGHTED]
    expect.unless(any(expect.alike(got, share, rtol=WITHIN) for share in shares), "losses-weighted", f"It {problem}")
    added_up = [costs["class"] * one + costs["ripe"] * other for one, other in ((6, 6), (6, 1), (1, 6))]
    of_the_batch = any(expect.alike(got, one, rtol=WITHIN) for one in added_up)
    expect.unless(of_the_batch, "losses-summed-over-the-batch", f"It {problem}")
    expect.that(expect.alike(got, sum(costs.values()), rtol=WITHIN), problem)
    # A penalty on weights or on what layers give is 0 where they are, and softened labels cost the same at even odds.
    subject.probes.set_weights(model, cases.undecided(expect.shapes(model)))
    targets["ripe"] = draw.permutation([0.0, 1.0, 1.0, 1.0, 1.0, 1.0])
    seen = answers(subject, expect, model, image, words, n_classes)
    if all(np.all((answer > 0) & (answer < 1)) for answer in seen.values()):  # whether they are is asked elsewhere
        want = sum(oracle.cross_entropies(targets, n_classes, seen).values())
        got = subject.probes.evaluate(model, {"image": image, "words": words}, targets)["loss"]
        problem = f"has a loss of {got:.4f} where the two cross-entropies of its answers sum to {want:.4f}"
        expect.unless(got > want * (1 + WITHIN), "more-than-the-two-losses", f"It {problem}")
        expect.that(expect.alike(got, want, rtol=WITHIN), problem)


@pytest.mark.task("two_inputs_two_outputs", points=0.5)
def test_training_teaches_both_outputs(subject: Subject, expect: Expect, draw: Draw) -> None:
    shape, n_words, n_classes = cases.fruit_sizes(draw)
    model = subject.two_inputs_two_outputs(shape, n_words, n_classes)
    is_ready_to_train(subject, expect, model)
    image, words = cases.fruit_data(draw, 2 * n_classes, shape, n_words)
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
    expect.unless(after == before, "nothing-changes-in-training")
    for name in ("class", "ripe"):
        expect.that(
            after[name] < before[name],
            f'was trained on one batch {STEPS} times, and its cross-entropy of "{name}" went from {before[name]:.3f} '
            f"to {after[name]:.3f}: it must fall",
        )


@pytest.mark.task("shared_layers", points=0.5)
def test_two_inputs_give_two_codes(subject: Subject, expect: Expect, draw: Draw) -> None:
    features, hidden, _ = cases.sizes(draw)
    before: list[oracle.Shape] = []
    for widths in (hidden, hidden[:1], [*hidden, 11]):
        model = subject.shared_layers((features,), widths)
        expect.unless(subject.probes.describe(model)["compiled"], "compiled-already")
        cases.has_none_of_before(expect, model, before, widths)
        pair = draw.normal(size=(2, 2, features))
        codes(subject, expect, model, pair, widths)
        subject.probes.set_weights(model, cases.positive(draw, expect.shapes(model)))
        expect.unless(not cases.is_steady(subject, model, list(np.abs(pair))), "dropout-never-off")
        before = oracle.shared_layers((features,), widths)


@pytest.mark.task("shared_layers", points=0.5)
def test_there_is_one_set_of_weights(subject: Subject, expect: Expect, draw: Draw) -> None:
    image, (features, hidden, _) = cases.image_shape(draw), cases.sizes(draw)
    row = (features,)
    for shape, widths in ((image, hidden), (image[:2], hidden), (row, hidden[:1]), (row, [features, features])):
        model = subject.shared_layers(shape, widths)
        expect.unless(subject.probes.describe(model)["parameters"] is None, "input-shape-left-out")
        wanted = oracle.shared_layers(shape, widths)
        twice = "a-tower-for-each-input"
        if sorted(expect.shapes(model)) == sorted(2 * wanted):
            one, other = draw.uniform(size=(2, 3, *shape))
            there, back = subject.probes.predict(model, [one, other]), subject.probes.predict(model, [other, one])
            if expect.alike(list(there), list(back)[::-1], rtol=WITHIN):
                twice = "weights-copied-instead-of-shared"
        flat = "flattens-three-axes-alone" if shape == image[:2] else "photos-not-flattened"
        mistakes = {
            twice: 2 * wanted,
            "last-layer-not-shared": wanted + wanted[-2:],
            "only-the-first-layer-shared": wanted + wanted[2:],
            flat: oracle.shared_layers(shape[-1:], widths),
            "equal-widths-made-one": oracle.shared_layers(shape, [*dict.fromkeys(widths)]),
            "first-and-last-width-alone": oracle.shared_layers(shape, [widths[0], widths[-1]]),
            "a-first-and-a-last-layer-always": oracle.shared_layers(shape, [*widths[:1], *widths[1:-1], *widths[-1:]]),
        }
        expect.model(model, weights=wanted, mistakes=mistakes)


@pytest.mark.task("shared_layers", points=0.5)
def test_swapped_inputs_swap_codes(subject: Subject, expect: Expect, draw: Draw) -> None:
    features, hidden, _ = cases.sizes(draw)
    model = subject.shared_layers((features,), hidden)
    # Of each its own number: towers that only look alike no longer do.
    subject.probes.set_weights(model, cases.positive(draw, expect.shapes(model)))
    one, other = draw.uniform(size=(2, 2, features))
    first, second = codes(subject, expect, model, (one, other), hidden)
    expect.unless(expect.alike(first, second, rtol=WITHIN), "first-code-twice")
    swapped = codes(subject, expect, model, (other, one), hidden)
    why = "The inputs were swapped, so the codes must be"
    expect.close(swapped[0], second, rtol=WITHIN, why=why)
    expect.close(swapped[1], first, rtol=WITHIN, why=why)


@pytest.mark.task("shared_layers", points=0.5)
def test_codes_follow_from_dense_layers_with_relu(subject: Subject, expect: Expect, draw: Draw) -> None:
    shape, hidden = cases.image_shape(draw), cases.sizes(draw)[1]
    model = subject.shared_layers(shape, hidden)
    got, wanted = expect.shapes(model), oracle.shared_layers(shape, hidden)
    expect.that(set(got) == set(wanted), f"has weights of the shapes {got}; expected {wanted}, shared")
    weights, pair = cases.codes_apart(draw, shape, wanted)
    subject.probes.set_weights(model, [weights[shape] for shape in got])
    ordered = list(weights.values())
    rights = [oracle.forward(images, ordered, last="relu") for images in pair]
    given = codes(subject, expect, model, pair, hidden)
    exchanged = all(expect.alike(code, want, rtol=WITHIN) for code, want in zip(given, rights[::-1], strict=True))
    expect.unless(exchanged, "codes-exchanged")
    for images, code, want in zip(pair, given, rights, strict=True):
        inside = [(other, last) for other in OTHERS_INSIDE for last in (other, "relu")]
        slips = [("another-activation-inside", *each) for each in inside]
        slips.append(("code-as-probabilities", "relu", "softmax of relu"))
        right = expect.alike(code, want, rtol=WITHIN)  # where all numbers are large, some are a ReLU
        for name, *activations in slips if not right else ():
            other = oracle.forward(images, ordered, *activations)
            expect.unless(expect.alike(code, other, rtol=WITHIN), name)
        why = "This is what Dense layers with ReLU make of these weights"
        mistakes: dict[str, Any] = {}
        for name, other in (
            *oracle.mistaken(images, ordered, CODE_SLIPS).items(),
            *cases.slipped(images, ordered, "relu"),
        ):
            mistakes |= {} if mistakes or not expect.alike(code, other, rtol=WITHIN) else {name: other}
        expect.close(code, want, rtol=WITHIN, why=why, mistakes=mistakes)


def has_shapes_of_a_perceptron(
    subject: Subject, expect: Expect, model: Any, input_shape: oracle.Shape, hidden: list[int], n_classes: int
) -> None:
    """Fail unless the model takes what it should and its weights have a perceptron's shapes, in whatever order."""
    described = subject.probes.describe(model)
    expect.unless(described["parameters"] is None, "input-shape-left-out")
    taken = [tensor["shape"] for tensor in described["inputs"]]
    expect.unless(len(input_shape) > 1 and taken == [[None, math.prod(input_shape)]], "expects-flat-rows")
    mistakes = oracle.mistaken_shapes(input_shape, hidden, n_classes)
    every_pixel = sorted(expect.shapes(model)) == sorted(mistakes["image-not-flattened"])
    one_row = [tensor["shape"] for tensor in described["outputs"]] == [[None, n_classes]]
    expect.unless(every_pixel and one_row and len(input_shape) > 1, "image-averaged")
    expect.model(model, weights=oracle.sequential_mlp(input_shape, hidden, n_classes), mistakes=mistakes)


def computes_a_perceptron(subject: Subject, expect: Expect, draw: Draw, model: Any, wanted: list[oracle.Shape]) -> None:
    """Fail unless the model, with weights given to it, predicts what the formula does; equal shapes get equal ones."""
    weights, x = cases.scores_apart(draw, wanted, SLIPS)
    subject.probes.set_weights(model, [weights[shape] for shape in expect.shapes(model)])
    expect.unless(not cases.is_steady(subject, model, x), "dropout-never-off")
    ordered = [weights[shape] for shape in wanted]
    why, mistakes = "Its weights were set by the test; this is what they give", oracle.mistaken(x, ordered, SLIPS)
    want, got = oracle.forward(x, ordered), subject.probes.predict(model, x)
    mistakes |= {name: other for name, other in cases.slipped(x, ordered) if expect.alike(got, other, rtol=WITHIN)}
    for name, *others in OTHERS if not expect.alike(got, want, rtol=WITHIN) else ():
        expect.unless(expect.alike(got, oracle.forward(x, ordered, *others), rtol=WITHIN), name)
    expect.close(got, want, rtol=WITHIN, why=why, mistakes=mistakes)


def answers(
    subject: Subject, expect: Expect, model: Any, image: np.ndarray, words: np.ndarray, n_classes: int
) -> dict[str, np.ndarray]:
    """What the model gives as "class", (B, n_classes), and "ripe", (B,); outputs without names are told by width."""
    cases.takes_names(subject, expect, model)
    got = subject.probes.predict(model, {"image": image, "words": words})
    names = subject.probes.describe(model)["output_names"]
    expect.unless(isinstance(got, np.ndarray) and len(names) == 1, "one-output")
    if type(got) in (list, tuple) and len(got) == 2:
        if sorted(names) != ["class", "ripe"]:
            names = ["class", "ripe"] if got[0].shape[1:] == (n_classes,) else ["ripe", "class"]
        got = dict(zip(names, got, strict=True))
    expect.that(type(got) is dict and sorted(got) == ["class", "ripe"], 'does not give two outputs, "class" and "ripe"')
    count, shapes = len(image), {name: answer.shape for name, answer in got.items()}
    expect.unless(shapes["ripe"] == (count, 2), "two-units-for-ripe")
    expect.unless(shapes["class"] == (count, n_classes + 1), "a-fruit-too-many")
    problem = f"gives outputs of the shapes {shapes} for {count} inputs; expected {(count, n_classes)} and {(count, 1)}"
    expect.that(shapes["class"] == (count, n_classes) and shapes["ripe"] in ((count, 1), (count,)), problem)
    return {"class": got["class"], "ripe": got["ripe"].ravel()}


def is_ready_to_train(subject: Subject, expect: Expect, model: Any) -> None:
    """Fail for a loss with which no batch can be trained, before Keras says so at length."""
    cases.takes_names(subject, expect, model)
    described = subject.probes.describe(model)
    loss, outputs = described["loss"], described["output_names"]
    expect.unless(len(outputs) == 1, "one-output")
    expect.unless(not described["compiled"], "compile-forgotten")
    expect.unless(isinstance(loss, str), "one-loss-for-both")
    given = [str(name) for name in (loss.values() if isinstance(loss, dict) else loss) if name is not None]
    known = [name.replace("_", "").lower() for name in given]
    expect.unless("categoricalcrossentropy" in known, "loss-for-one-hot-labels")
    expect.unless(known in TWICE, "one-loss-for-both")
    by_output = loss if isinstance(loss, dict) else dict(zip(outputs, loss, strict=False))
    exchanged = "binary" in str(by_output.get("class")).lower() and "categorical" in str(by_output.get("ripe")).lower()
    widths = {name: tensor["shape"][-1] for name, tensor in zip(outputs, described["outputs"], strict=False)}
    expect.unless(exchanged and widths.get("class") != 1, "losses-exchanged")
    expect.unless(len(given) == 1 and "categorical" in given[0].lower(), "ripe-without-a-loss")
    problem = f"has outputs called {', '.join(map(repr, outputs))}: labels given by name do not find them"
    expect.that(sorted(outputs) == ["class", "ripe"], problem)


def codes(subject: Subject, expect: Expect, model: Any, pair: Pair, hidden: list[int]) -> Sequence[np.ndarray]:
    """What the model gives for two inputs: two arrays of the code's shape."""
    shapes = expect.shapes(model)
    expect.unless(len(subject.probes.describe(model)["inputs"]) == 1, "one-input-for-both")
    expect.unless((2 * math.prod(pair[0].shape[1:]), hidden[0]) in shapes, "inputs-joined-first")
    got, count, width = subject.probes.predict(model, list(pair)), len(pair[0]), hidden[-1]
    alone = got.shape if isinstance(got, np.ndarray) else ()
    expect.unless(alone in ((count, 2 * width), (2, count, width), (count, 2, width)), "codes-joined")
    expect.unless(alone == (count, width), "one-code-for-two")
    expect.that(type(got) in (list, tuple) and len(got) == 2, "does not give two outputs for two inputs")
    as_given = (count, math.prod(pair[1].shape[1:]))
    expect.unless([code.shape for code in got] == [(count, width), as_given], "layers-used-up")
    problem = f"gives codes of the shapes {[code.shape for code in got]} for {count} inputs; expected {(count, width)}"
    expect.that(all(code.shape == (count, width) for code in got), problem)
    return list(got)
