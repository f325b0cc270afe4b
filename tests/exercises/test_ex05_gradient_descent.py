"""Graded tests of ex05."""

import itertools
from typing import Any

import numpy as np
import pytest
from hypothesis import strategies as st

from reference.ex05_gradient_descent import oracle
from reference.ex05_gradient_descent.calibration import digits_accuracy
from reference.kit.author import Draw, Expect, ForAll, Subject
from reference.kit.course import Course

SAYS = {name: words.says for name, words in Course.here().exercise("ex05_gradient_descent").words.items()}
INSTEAD_OF_ZERO = 1.0, 0.5, 0.3, 0.2, 0.1, 0.05, 0.03, 0.02, 0.01, 0.005, 0.003, 0.002, 0.001, 1e-4
"""Learning rates that somebody may take where none was given."""
WITHOUT_AXES = "tuple index out of range", "unsized object", "0-d array", "too many indices", "dimension 0", "zero-dim"
"""What errors say where an axis is asked of an array that has none."""
IN_FLOAT32 = 1e-5
"""Lets a velocity be kept in float32, also where the old one and the pull nearly cancel each other."""
STEPS_ALIKE = 1e-4
"""Stands between the errors of float32 and difference quotients over some steps (1e-6) and a wrong step (1e-2)."""


def dealt(expect: Expect, got: Any) -> list[Any]:
    """Return batches as arrays of whole numbers, once they are such."""
    batches = [np.asarray(batch) for batch in expect.sequence(got, of="batches")]
    for number, batch in enumerate(batches):
        expect.unless(batch.ndim == 1 and batch.size and batch.dtype.kind == "f", "indices-as-floats")
        whole = batch.ndim == 1 and (batch.dtype.kind in "iu" or not batch.size)
        expect.that(whole, f"returned no list of indices as batch {number}: each batch is an array of whole numbers")
    return batches


@pytest.mark.task("minibatches", points=0.5)
def test_every_index_comes_once(subject: Subject, expect: Expect, draw: Draw) -> None:
    n, size = int(draw.integers(11, 17)), int(draw.integers(3, 6))
    batches = dealt(expect, subject.minibatches(n, size, np.random.default_rng(draw.integers(2**32))))
    sizes = [len(batch) for batch in batches]
    expect.unless(sizes == [size], "first-batch-alone")
    expect.unless(sizes == [min(size, n - start) for start in range(n)], "batches-begun-at-every-image")
    dealt_out = np.sort(np.concatenate(batches))
    expect.unless(np.array_equal(dealt_out, np.arange(1, n + 1)), "indices-from-one")
    counts = np.bincount(np.concatenate(batches), minlength=n)
    expect.that(len(counts) == n, f"returned the index {len(counts) - 1}; they are 0 to {n - 1}")
    afresh = 0 in counts and sizes == [min(size, n - start) for start in range(0, n, size)]
    expect.unless(afresh, "drawn-with-replacement", f"It returned {[batch.tolist() for batch in batches]}")
    for index in np.flatnonzero(counts != 1)[:1]:
        expect.fail(f"returned index {index} {counts[index]} times; each of 0 to {n - 1} comes once an epoch")


@pytest.mark.task("minibatches", points=0.5)
def test_sizes_for_any_n_and_batch_size(subject: Subject, expect: Expect, draw: Draw, for_all: ForAll) -> None:
    seed, size = int(draw.integers(2**32)), int(draw.integers(3, 6))
    for n in (6 * size + 1, 6 * size):
        batches = dealt(expect, subject.minibatches(n, size, np.random.default_rng(seed)))
        sizes, even = [len(batch) for batch in batches], [len(part) for part in np.array_split(np.arange(n), 7)]
        wanted = [min(size, n - start) for start in range(0, n, size)]
        more = f"It returned batches of sizes {sizes}; expected {wanted}"
        expect.unless(sizes == [size] * (n // size) and n % size, "last-batch-dropped", more)
        expect.unless(sorted(sizes) == sorted(even), "batches-evened-out", more)
        expect.unless(len(sizes) == size, "batch-size-batches", more)
        expect.unless(sizes == [size] * 6 + [0], "empty-batch-at-the-end", more)
        expect.unless(n % size and sizes == [size] * 7, "last-batch-filled-up", more)
        expect.unless(n % size and sizes == [size] * 6 + [n - 6], "rest-begun-at-the-count", more)

    @for_all(n=st.integers(1, 30), size=st.integers(1, 12))
    def _(n: int, size: int) -> None:
        batches = dealt(expect, subject.minibatches(n, size, np.random.default_rng(seed)))
        sizes = [len(batch) for batch in batches]
        wanted = [min(size, n - start) for start in range(0, n, size)]
        expect.that(sizes == wanted, f"returned batches of sizes {sizes}; expected {wanted}")


@pytest.mark.task("minibatches", points=0.5)
def test_images_of_a_batch_are_mixed(subject: Subject, expect: Expect, draw: Draw) -> None:
    n = int(draw.integers(50, 70))
    batches = dealt(expect, subject.minibatches(n, 11, np.random.default_rng(draw.integers(2**32))))
    expect.that(len(batches) >= 4, f"returned {len(batches)} batches of 11 for {n} images")
    expect.unless(np.array_equal(np.concatenate(batches), np.arange(n)), "nothing-shuffled")
    mixed_inside = np.array_equal(np.concatenate([np.sort(batch) for batch in batches]), np.arange(n))
    expect.unless(mixed_inside, "shuffled-inside-batches", f"Its first batch is {batches[0].tolist()}")
    in_place = sorted(sorted(batch.tolist()) for batch in batches)
    expect.unless(list(itertools.chain(*in_place)) == list(range(n)), "whole-batches-shuffled")
    for number, batch in enumerate(batches[:4]):
        expect.that(len(batch) > 1, f"dealt {len(batch)} images into batch {number}; a batch holds 11")
        # 11 random indices of 50 are neighbours once in a thousand million draws
        expect.that(
            np.ptp(batch) > 10,
            f"dealt neighbours, {min(batch)} to {max(batch)}, into batch {number}: shuffle the images before you deal",
        )


@pytest.mark.task("minibatches", points=0.5)
def test_chance_comes_from_rng(subject: Subject, expect: Expect, draw: Draw) -> None:
    n, seed, other = int(draw.integers(50, 70)), *draw.choice(2**32, size=2, replace=False)
    first = np.concatenate(dealt(expect, subject.minibatches(n, 7, np.random.default_rng(seed))))
    again = np.concatenate(dealt(expect, subject.minibatches(n, 7, np.random.default_rng(seed))))
    expect.unless(not np.array_equal(first, again), "dealt-from-elsewhere")
    another = np.concatenate(dealt(expect, subject.minibatches(n, 7, np.random.default_rng(other))))
    expect.that(
        not np.array_equal(first, another),
        "gave the same order for another rng: take the order from rng, so that each epoch gets a new one",
        diagnosis="nothing-shuffled" if np.array_equal(first, np.arange(n)) else "seed-of-its-own",
    )


def arrays(draw: Draw, *shapes: int | tuple[int, ...]) -> list[np.ndarray]:
    """Draw arrays with one decimal."""
    return [draw.normal(scale=2, size=shape).round(1) for shape in shapes]


@pytest.mark.task("sgd_step", points=0.5)
def test_a_step_against_the_gradient(subject: Subject, expect: Expect, draw: Draw) -> None:
    shapes = (2, 3), (3,)
    parameters, gradients, rate = arrays(draw, *shapes), arrays(draw, *shapes), float(draw.integers(2, 9)) / 10
    got = subject.sgd_step(parameters, gradients, rate)
    expect.unless(expect.alike(got, [rate * gradient for gradient in gradients]), "strides-alone")
    expect.close(
        got, oracle.sgd_step(parameters, gradients, rate), why="The gradient points uphill, by the rate you go"
    )
    got = subject.sgd_step(parameters, gradients, 0.0)
    if not expect.alike(got, parameters):
        instead = [oracle.sgd_step(parameters, gradients, other) for other in INSTEAD_OF_ZERO]
        expect.unless(any(expect.alike(got, moved) for moved in instead), "rate-of-zero-replaced")
    expect.close(got, parameters, why="A stride of no length stays where it is")


@pytest.mark.task("sgd_step", points=0.5)
def test_steps_of_any_number_of_parameters(subject: Subject, expect: Expect, draw: Draw) -> None:
    for count in (2, 1, 5, 0):
        shapes = [tuple(draw.integers(1, 4, size=1 + i % 3).tolist()) for i in range(count)]
        parameters, gradients = arrays(draw, *shapes), arrays(draw, *shapes)
        try:
            got = subject.sgd_step(parameters, gradients, 0.3)
        except Exception as error:  # of whichever kind, here or there
            two = count != 2 and "values to unpack (expected 2" in str(error)
            expect.unless(two, "first-two-only", f"It raised {str(error).partition(' raised ')[2]}")
            raise
        expect.close(got, oracle.sgd_step(parameters, gradients, 0.3))
    parameters, gradients = ([each.astype(np.float32) for each in arrays(draw, 3, (2, 1))] for _ in range(2))
    expect.close(subject.sgd_step(parameters, gradients, 0.3), oracle.sgd_step(parameters, gradients, 0.3))


@pytest.mark.task("sgd_step", points=0.5)
def test_whole_numbers_move_by_fractions(subject: Subject, expect: Expect, draw: Draw) -> None:
    parameters = [draw.integers(-5, 6, size=4), draw.integers(-5, 6, size=(2, 1))]
    gradients = [draw.integers(1, 6, size=4), draw.integers(1, 6, size=(2, 1))]
    expect.close(subject.sgd_step(parameters, gradients, 0.25), oracle.sgd_step(parameters, gradients, 0.25))
    number, slope = ([np.array(draw.integers(-9, 10) / 4)] for _ in range(2))  # without axes
    try:
        got = subject.sgd_step(number, slope, 0.25)
    except Exception as error:  # of whichever kind, here or there
        asked = any(words in str(error) for words in WITHOUT_AXES)
        expect.unless(asked, "an-axis-asked-for", f"It raised {str(error).partition(' raised ')[2]}")
        raise
    expect.close(got, oracle.sgd_step(number, slope, 0.25))


@pytest.mark.task("momentum_step", points=0.5)
def test_velocity_is_kept_and_pulled(subject: Subject, expect: Expect, draw: Draw) -> None:
    shapes = (2, 3), (3,)
    state = arrays(draw, *shapes), arrays(draw, *shapes), arrays(draw, *shapes)
    rate, momentum = float(draw.integers(2, 9)) / 10, float(draw.choice([0.3, 0.5, 0.7]))
    got = subject.momentum_step(*state, rate, momentum=momentum)
    wanted = oracle.momentum_step(*state, rate, momentum)
    expect.close(got, wanted, rtol=IN_FLOAT32, why="Parameters at [0], velocity at [1]")
    got, wanted = subject.momentum_step(*state, 0.0, momentum=momentum), oracle.momentum_step(*state, 0.0, momentum)
    if not expect.alike(got, wanted, rtol=IN_FLOAT32):
        instead = [oracle.momentum_step(*state, other, momentum) for other in INSTEAD_OF_ZERO]
        expect.unless(any(expect.alike(got, moved) for moved in instead), "pulled-at-a-rate-of-zero")
    expect.close(got, wanted, rtol=IN_FLOAT32, why="At a rate of 0, no slope pulls")


@pytest.mark.task("momentum_step", points=0.25)
def test_momentum_of_all_forms(subject: Subject, expect: Expect, draw: Draw) -> None:
    # Odd numbers by quarters: no whole number is left of them.
    whole = [[2 * draw.integers(-3, 3, size=size) + 1 for size in (4, (2, 1))] for _ in range(3)]
    single = [[each.astype(np.float32) for each in list_of_arrays] for list_of_arrays in whole]
    nothing: list[list[np.ndarray]] = [[], [], []]
    for parameters, gradients, velocity in (whole, single, [each[:1] for each in whole], nothing):
        for momentum in (0.25, 0.0):
            expect.close(
                subject.momentum_step(parameters, gradients, velocity, 0.5, momentum=momentum),
                oracle.momentum_step(parameters, gradients, velocity, 0.5, momentum),
            )
    parameters, gradients, velocity = ([np.array(draw.integers(-9, 10) / 4)] for _ in range(3))  # without axes
    try:
        got = subject.momentum_step(parameters, gradients, velocity, 0.5, momentum=0.25)
    except Exception as error:  # of whichever kind, here or there
        asked = any(words in str(error) for words in WITHOUT_AXES)
        more = f"It raised {str(error).partition(' raised ')[2]}"
        expect.unless(asked, "an-axis-of-the-velocity-asked-for", more)
        raise
    wanted = oracle.momentum_step(parameters, gradients, velocity, 0.5, 0.25)
    # NumPy gives what it puts into Fortran order an axis, so that one of length 1 is right as well
    expect.close([list(map(np.ravel, part)) for part in got], [list(map(np.ravel, part)) for part in wanted])


@pytest.mark.task("momentum_step", points=0.25)
def test_nine_tenths_of_the_velocity_are_kept_by_default(subject: Subject, expect: Expect, draw: Draw) -> None:
    parameters, gradients, velocity = arrays(draw, 5), arrays(draw, 5), arrays(draw, 5)
    got = subject.momentum_step(parameters, gradients, velocity, 0.3)
    expect.close(got, oracle.momentum_step(parameters, gradients, velocity, 0.3, 0.9), rtol=IN_FLOAT32)


def dimensions(parts: Any) -> list[int]:
    """Return how many axes each array of a list or tuple has, -1 for what is none; nothing for what is no list."""
    return [getattr(part, "ndim", -1) for part in parts] if type(parts) in (list, tuple) else []


class Trained:
    """What a call of train_mlp returned, once it has the right form."""

    def __init__(self, subject: Subject, expect: Expect, x: Any, labels: Any, **settings: Any) -> None:
        got = subject.train_mlp(x, labels, **settings)
        in_one_row = [2, 1, 2, 1]
        expect.unless(dimensions(got)[:4] == in_one_row, "layers-in-one-row")
        parts = expect.sequence(got, 2, of="results", why="They are the layers and the history")
        expect.unless(dimensions(parts[0]) == in_one_row, "layers-in-one-row")
        expect.unless([*map(dimensions, parts)] == [[2, 1], [2, 1]], "history-left-out")
        layers = expect.sequence(parts[0], 2, of="layers", why="Each layer is a pair (weights, bias)")
        hidden, classes, occur = settings["hidden"], int(np.max(labels)) + 1, len(np.unique(labels))
        self.layers = []
        for layer, (inputs, outputs) in zip(layers, [(np.shape(x)[1], hidden), (hidden, classes)], strict=True):
            weights, bias = expect.sequence(layer, 2, of="arrays in a layer", why="A layer is a pair (weights, bias)")
            counted = outputs == classes != occur and np.shape(bias) == (occur,)
            expect.unless(counted, "classes-that-occur-counted")
            weights, bias = expect.array(weights, (inputs, outputs)), expect.array(bias, (outputs,))
            self.layers.append((weights, bias))
        self.history = parts[1]

    def moved_from(self, start: Any) -> list[tuple[bool, bool]]:
        """Return for the arrays of each layer whether a number in them differs from `start`'s."""
        return [
            (bool(np.any(a != c)), bool(np.any(b != d)))
            for (a, b), (c, d) in zip(self.layers, start.layers, strict=True)
        ]

    def agrees_with(self, layers: Any) -> bool:
        """Tell whether all weights and biases are those of `layers`."""
        pairs = zip(itertools.chain(*self.layers), itertools.chain(*layers), strict=True)
        return all(np.allclose(one, other, rtol=STEPS_ALIKE, atol=STEPS_ALIKE) for one, other in pairs)


def start_of(subject: Subject, expect: Expect, x: Any, labels: Any, **settings: Any) -> Trained:
    """Return the untrained network: strides of length zero stay where it began."""
    return Trained(subject, expect, x, labels, **{**settings, "learning_rate": 0.0, "rng": again(settings["rng"])})


def again(rng: np.random.Generator) -> np.random.Generator:
    """Return a generator of equal state."""
    copy = np.random.default_rng()
    copy.bit_generator.state = rng.bit_generator.state
    return copy


def images(draw: Draw, n: int, features: int, classes: int) -> tuple[np.ndarray, np.ndarray]:
    """Draw images without a black one, and labels among which every class occurs."""
    return draw.uniform(0.1, 1, size=(n, features)).round(1), draw.permutation(np.arange(n) % classes)


def state(draw: Draw) -> np.random.Generator:
    """Draw a generator to pass on."""
    return np.random.default_rng(int(draw.integers(2**32)))


@pytest.mark.task("train_mlp", points=0.25)
def test_shapes_of_the_layers(subject: Subject, expect: Expect, draw: Draw) -> None:
    x, labels = images(draw, 11, 5, 3)
    Trained(subject, expect, x, labels, hidden=7, epochs=2, learning_rate=0.1, batch_size=4, rng=state(draw))


@pytest.mark.task("train_mlp", points=0.25)
def test_training_on_all_forms(subject: Subject, expect: Expect, draw: Draw) -> None:
    # Of classes 0 to 3, class 1 does not occur.
    x, labels = draw.integers(0, 2, size=(5, 3)) | np.array([1, 0, 0]), draw.permutation([0, 0, 2, 3, 3])
    forms = (x, labels), ((x / 2).tolist(), labels.tolist()), ((x / 2).astype(np.float32), labels), (x[:1], labels[:1])
    for given, right in ((x, np.arange(5) % 4), *forms):
        settings = {"hidden": 4, "epochs": 1, "learning_rate": 0.5, "batch_size": 5, "rng": state(draw)}
        try:
            start = start_of(subject, expect, given, right, **settings)
        except Exception as error:  # where all classes occur, the same call came to an end
            beyond = right is labels and "index 3 is out of bounds" in str(error)
            expect.unless(beyond, "classes-that-occur-counted", f"It raised {str(error).partition(' raised ')[2]}")
            raise
        trained = Trained(subject, expect, given, right, **settings)
        batch = [np.arange(len(right))]
        wanted = oracle.descend(np.asarray(given, dtype=float), np.asarray(right), start.layers, 0.5, batch)
        expect.that(
            trained.agrees_with(wanted),
            "is wrong after one step with a batch of all images: lists, whole numbers, float32 and a single image "
            "are learned from like all others",
        )


@pytest.mark.task("train_mlp", points=0.5)
def test_one_batch_of_all_is_one_step(subject: Subject, expect: Expect, draw: Draw) -> None:
    x, labels = images(draw, 7, 3, 4)
    rate, size = 0.5, int(draw.integers(10, 15))
    settings = {"hidden": 5, "epochs": 1, "learning_rate": rate, "batch_size": size, "rng": state(draw)}
    start = start_of(subject, expect, x, labels, **settings)
    trained = Trained(subject, expect, x, labels, **settings)
    wanted = oracle.descend(x, labels, start.layers, rate, [np.arange(7)])
    has_moved = any(map(any, trained.moved_from(start)))
    expect.unless(np.size(trained.history) == 0 and not has_moved, "an-epoch-too-few")
    past_the_bend = trained.agrees_with(without_the_bend(x, labels, start.layers, rate))
    expect.unless(past_the_bend and not trained.agrees_with(wanted), "relu-forgotten-on-the-way-back")
    scaled = oracle.descend(x / 255, labels, start.layers, rate, [np.arange(7)])
    expect.unless(trained.agrees_with(scaled) and not trained.agrees_with(wanted), "pixels-scaled-again")
    (h, p), kept = hidden_and_probabilities(x, start.layers), wanted[1][0]
    delta = (p - np.eye(4)[labels]) @ kept.T * (h > 0) / 7
    (weights, bias), last = start.layers[0], wanted[1]
    ahead = [(weights - rate * x.T @ delta, bias - rate * delta.sum(axis=0)), last]
    expect.unless(trained.agrees_with(ahead) and not trained.agrees_with(wanted), "last-layer-moved-first")
    name_the_wrong_step(expect, start.layers, trained, wanted, len(x) / size)
    name_the_mixed_labels(expect, x, labels, start.layers, trained, wanted, rate)
    for place, got, want in zip(("first", "last"), trained.layers, wanted, strict=True):
        for what, one, other in zip(("weights", "bias"), got, want, strict=True):
            why = (
                f"This is the {what} of the {place} layer after one step: one batch held all images, so it is a step "
                "of the learning rate against the gradient"
            )
            expect.close(one, other, rtol=STEPS_ALIKE, why=why)


def without_the_bend(x: np.ndarray, labels: np.ndarray, layers: Any, rate: float) -> Any:
    """Return the layers after a step whose way back goes past the ReLU."""
    (moved, moved_bias), last = oracle.descend(x, labels, layers, rate, [np.arange(len(x))])
    hidden, probabilities = hidden_and_probabilities(x, layers)
    back = probabilities - np.eye(len(layers[1][1]))[labels]
    past = back @ layers[1][0].T * (hidden == 0) / len(x)
    return [(moved - rate * x.T @ past, moved_bias - rate * past.sum(axis=0)), last]


def hidden_and_probabilities(x: np.ndarray, layers: Any) -> tuple[np.ndarray, np.ndarray]:
    """Return what the hidden units give and the probabilities, image by image."""
    hidden = np.maximum(x @ layers[0][0] + layers[0][1], 0)
    exponentials = np.exp(hidden @ layers[1][0] + layers[1][1])
    return hidden, exponentials / exponentials.sum(axis=1, keepdims=True)


def name_the_mixed_labels(
    expect: Expect, x: np.ndarray, labels: np.ndarray, start: Any, trained: Any, wanted: Any, rate: float
) -> None:
    """Fail if the last layer has learned from all images, with their labels in another order."""
    if trained.agrees_with(wanted):
        return
    hidden, probabilities = hidden_and_probabilities(x, start)
    orders = np.eye(len(start[1][1]))[labels][list(itertools.permutations(range(len(x))))]
    moved = start[1][0] - rate * np.einsum("ih,oic->ohc", hidden, probabilities - orders) / len(x)
    got = trained.layers[1][0]
    mixed = np.isclose(got, moved, atol=STEPS_ALIKE).all(axis=(1, 2)).any()
    expect.unless(mixed and not np.allclose(got, wanted[1][0], atol=STEPS_ALIKE), "labels-left-unshuffled")


def name_the_wrong_step(expect: Expect, start: Any, trained: Any, wanted: Any, share: float) -> None:
    """Fail with the misconception's own words where the step is a known multiple, or in some arrays none."""
    factors = {
        "new-parameters-thrown-away": (0, 0, 0, 0),
        "slope-turned-round": (-1, -1, -1, -1),
        "sum-over-the-batch": (7, 7, 7, 7),
        "divided-by-batch-size": (share, share, share, share),
        "only-the-last-layer-learns": (0, 0, 1, 1),
        "biases-stay": (1, 0, 1, 0),
        "bias-slopes-averaged": (1, 1 / 7, 1, 1 / 7),
    }
    if trained.agrees_with(wanted):
        return
    for name, factor in factors.items():
        pairs = zip(itertools.chain(*start), itertools.chain(*wanted), factor, strict=True)
        moved = [old + times * (new - old) for old, new, times in pairs]
        expect.that(not trained.agrees_with([moved[:2], moved[2:]]), SAYS[name], diagnosis=name)


@pytest.mark.task("train_mlp", points=0.5)
def test_second_step_goes_on_from_the_first(subject: Subject, expect: Expect, draw: Draw) -> None:
    x, labels = images(draw, 7, 3, 4)
    rate, everything = 0.5, np.arange(7)
    settings = {"hidden": 5, "epochs": 2, "learning_rate": rate, "batch_size": 7, "rng": state(draw)}
    start = start_of(subject, expect, x, labels, **settings)
    trained = Trained(subject, expect, x, labels, **settings)
    once = oracle.descend(x, labels, start.layers, rate, [everything])
    twice = oracle.descend(x, labels, once, rate, [everything])
    expect.unless(np.size(trained.history) == 2 and trained.agrees_with(once), "starts-anew-each-epoch")
    expect.that(
        oracle.goes_on(start.layers, once, twice, trained.layers, STEPS_ALIKE),
        "is wrong after two epochs with a batch of all images: the second step goes on from where the first one "
        "arrived, against the gradient there, biases included",
    )


@pytest.mark.task("train_mlp", points=0.5)
def test_every_layer_learns(subject: Subject, expect: Expect, draw: Draw) -> None:
    x, labels = images(draw, 13, 5, 3)
    settings = {"hidden": 17, "epochs": 3, "learning_rate": 0.2, "batch_size": 4, "rng": state(draw)}
    start = start_of(subject, expect, x, labels, **settings)
    first, last = Trained(subject, expect, x, labels, **settings).moved_from(start)
    nothing, head = "new-parameters-thrown-away", "only-the-last-layer-learns"
    expect.that(any(first + last), SAYS[nothing], diagnosis=nothing)
    expect.unless(not first[0] and not np.any(start.layers[0][0]), "starts-from-zero")
    expect.that(first[0], SAYS[head], diagnosis=head)
    expect.that(last[0], "left the weights of the last layer where they started: every layer learns")


@pytest.mark.task("train_mlp", points=0.5)
def test_every_image_is_learned_from(subject: Subject, expect: Expect, draw: Draw) -> None:
    # Each image lights a pixel of its own, so that it alone moves that pixel's weights. Of 41, the last batch holds 13:
    # who leaves it out leaves some image out twice, but for one draw in 500; who takes one of three batches, 13 to 27.
    n = 41
    labels = draw.permutation(np.arange(n) % 3)
    for size in (n, 14):
        settings = {"hidden": 37, "epochs": 2, "learning_rate": 0.2, "batch_size": size, "rng": state(draw)}
        start = start_of(subject, expect, np.eye(n), labels, **settings)
        trained = Trained(subject, expect, np.eye(n), labels, **settings)
        left = np.flatnonzero(np.all(trained.layers[0][0] == start.layers[0][0], axis=1))
        expect.unless(size < n and 0 < left.size < 10, "last-batch-left-out")
        expect.unless(size < n and 13 <= left.size <= 27, "one-batch-an-epoch")
        expect.that(
            not left.size,
            f"learned nothing from {left.size} of {n} images, the first of them image {left[:1]}: "
            "an epoch goes through all batches",
        )


@pytest.mark.task("train_mlp", points=0.5)
def test_batches_are_shuffled(subject: Subject, expect: Expect, draw: Draw) -> None:
    x, labels = images(draw, 3, 2, 3)
    epochs, rate = 9, 0.5  # six orders of three images: the same one nine times by chance once in 1.7 million runs
    settings: dict[str, Any] = {"hidden": 2, "epochs": epochs, "learning_rate": rate, "batch_size": 1}

    def always_in(order: tuple[int, ...], start: Any, trained: Any) -> bool:
        batches = [np.array([i]) for i in order] * epochs
        return bool(trained.agrees_with(oracle.descend(x, labels, start.layers, rate, batches)))

    def run() -> tuple[Trained, Trained]:
        settings["rng"] = state(draw)
        return start_of(subject, expect, x, labels, **settings), Trained(subject, expect, x, labels, **settings)

    start, trained = run()
    in_order, *mixed = itertools.permutations(range(3))
    expect.unless(any(always_in(order, start, trained) for order in mixed), "shuffled-once")
    if always_in(in_order, start, trained):  # by chance too, where images are shuffled once; not four times in a row
        expect.unless(all(always_in(in_order, *run()) for _ in range(3)), "batches-in-order")
        expect.unless(True, "shuffled-once")


@pytest.mark.task("train_mlp", points=0.5)
def test_hidden_units_start_different(subject: Subject, expect: Expect, draw: Draw) -> None:
    x, labels = images(draw, 11, 5, 3)
    settings = {"hidden": 7, "epochs": 1, "batch_size": 4, "rng": state(draw)}
    weights = start_of(subject, expect, x, labels, **settings).layers[0][0]
    name = "starts-from-zero"
    expect.that(np.any(weights), SAYS[name], diagnosis=name)
    expect.that(
        len(np.unique(weights, axis=1).T) == 7,
        "starts with the same weights in several hidden units: they get the same gradient and stay the same for ever",
    )


@pytest.mark.task("train_mlp", points=0.5)
def test_chance_of_training_comes_from_rng(subject: Subject, expect: Expect, draw: Draw) -> None:
    x, labels = images(draw, 11, 5, 3)
    settings: dict[str, Any] = {"hidden": 7, "epochs": 2, "learning_rate": 0.2, "batch_size": 4, "rng": state(draw)}
    first = Trained(subject, expect, x, labels, **settings)
    second = Trained(subject, expect, x, labels, **{**settings, "rng": again(settings["rng"])})
    name = "chance-from-elsewhere"
    expect.that(not any(map(any, second.moved_from(first))), SAYS[name], diagnosis=name)
    start = start_of(subject, expect, x, labels, **settings)
    other = start_of(subject, expect, x, labels, **{**settings, "rng": state(draw)})
    name = "weights-from-a-seed-of-its-own"
    drawn = np.ptp(start.layers[0][0]) > 0
    expect.that(
        other.moved_from(start)[0][0],
        SAYS[name] if drawn else "starts from the same weights for every rng: draw them from it",
        diagnosis=name if drawn else None,
    )


@pytest.mark.task("train_mlp", points=0.5)
def test_history_is_one_mean_loss_an_epoch(subject: Subject, expect: Expect, draw: Draw) -> None:
    epochs, batches = 3, 6
    x, labels = images(draw, 2 * batches - 1, 3, 4)
    start = start_of(subject, expect, x, labels, hidden=7, epochs=epochs, batch_size=2, rng=state(draw))
    loss = oracle.loss(x, labels, start.layers)
    single = np.array([oracle.loss(x[[i]], labels[[i]], start.layers) for i in range(len(x))])
    history = expect.sequence(start.history, of="losses")
    expect.unless(len(history) == epochs * batches, "a-loss-for-each-batch")

    def is_made_of(losses: Any) -> bool:
        return len(history) == epochs and all(np.isclose(each, losses, rtol=1e-5).any() for each in np.ravel(history))

    if not is_made_of(loss):
        sums = (len(x) * loss - single) / 2 + single  # of the batches' means, by the image that has one to itself
        expect.unless(is_made_of(sums), "sum-of-the-losses")
        expect.unless(is_made_of(len(x) * loss / batches), "losses-of-a-batch-added-up")
        expect.unless(is_made_of(sums / batches), "mean-of-the-batches")
        expect.unless(is_made_of(2 * sums / len(x)), "every-batch-weighed-as-full")
        pairs = map(list, itertools.combinations(range(len(x)), 2))
        if is_made_of([*single, *(oracle.loss(x[two], labels[two], start.layers) for two in pairs)]):
            name_the_batch(subject, expect, labels, hidden=7, epochs=1, batch_size=2, rng=state(draw))
    expect.sequence(start.history, epochs, of="losses", why="The history has one number an epoch")
    expect.close(
        np.array(history),
        np.full(epochs, loss),
        rtol=1e-5,  # between float32, also where it comes as Python's float, and the loss of another batch
        why="This is the history: at a learning rate of 0 each epoch has the mean loss of the first weights",
    )
    settings = {"hidden": 7, "epochs": 2, "learning_rate": 0.5, "batch_size": len(x), "rng": state(draw)}
    start = start_of(subject, expect, x, labels, **settings)
    moved = oracle.descend(x, labels, start.layers, 0.5, [np.arange(len(x))])
    first, second = (oracle.loss(x, labels, layers) for layers in (start.layers, moved))
    history = expect.sequence(Trained(subject, expect, x, labels, **settings).history, 2, of="losses")
    expect.that(
        any(expect.alike(np.float64(history[0]), loss, rtol=STEPS_ALIKE) for loss in (first, second)),
        f"begins its history with {history[0]:.6g}; one batch held all images, and their mean loss was {first:.6g} "
        f"before its step and {second:.6g} after it",
    )
    expect_the_loss_of_two_batches(subject, expect, *images(draw, 3, 5, 3), hidden=7, rng=state(draw))


def expect_the_loss_of_two_batches(subject: Subject, expect: Expect, x: Any, labels: Any, **settings: Any) -> None:
    """Expect of an epoch of two batches, of two images and one, the mean loss of its images."""
    settings |= {"epochs": 1, "learning_rate": 0.5, "batch_size": 2}
    start = start_of(subject, expect, x, labels, **settings)
    trained = Trained(subject, expect, x, labels, **settings)
    noted = np.float64(expect.sequence(trained.history, 1, of="losses")[0])
    before, behind = (oracle.loss(x, labels, layers) for layers in (start.layers, trained.layers))
    made: list[tuple[Any, ...]] = []
    for batches, between in oracle.ways_in_two_batches(x, labels, start.layers, trained.layers, 0.5, STEPS_ALIKE):
        weights = [len(batch) for batch in batches]
        met, learned = (
            [oracle.loss(x[batch], labels[batch], there) for batch, there in zip(batches, at, strict=True)]
            for at in ((start.layers, between), (between, trained.layers))
        )
        in_all, after = np.average(met, weights=weights), np.average(learned, weights=weights)
        made.append((in_all, after, before, np.mean(met), 2 * np.sum(met) / 3))
    is_noted = [[expect.alike(noted, loss, rtol=1e-5) for loss in losses] for losses in zip(*made, strict=True)]
    # whoever asks all images once the epoch is over has a loss of theirs as well; no order fits where steps are wrong
    if made and not any(is_noted[0]) and not expect.alike(noted, behind, rtol=1e-5):
        names = "losses-after-the-step", "losses-before-the-epoch", "mean-of-the-batches", "every-batch-weighed-as-full"
        for name, is_it in zip(names, is_noted[1:], strict=True):
            expect.unless(any(is_it), name)
        expect.fail(
            f"has {noted:.6g} in its history for an epoch of two batches; the mean loss of its images was "
            f"{made[0][0]:.6g}, each taken as it was met, before the step of its batch"
        )


def name_the_batch(subject: Subject, expect: Expect, labels: np.ndarray, **settings: Any) -> None:
    """Say of losses that are those of one batch each whether an epoch has no other: each image has its own pixel."""
    x = np.eye(len(labels))
    start = start_of(subject, expect, x, labels, **settings)
    trained = Trained(subject, expect, x, labels, learning_rate=0.5, **settings)
    learned_from = np.any(trained.layers[0][0] != start.layers[0][0], axis=1)
    expect.unless(learned_from.sum() <= settings["batch_size"], "one-batch-an-epoch")
    expect.unless(True, "loss-of-the-last-batch")


@pytest.mark.task("train_mlp", points=1)
def test_digits_are_told_apart(subject: Subject, expect: Expect, draw: Draw) -> None:
    x, labels = images(draw, 5, 3, 2)  # what is returned must have the right form before it is judged
    Trained(subject, expect, x, labels, hidden=2, epochs=1, learning_rate=0.1, batch_size=2, rng=state(draw))
    accuracy = digits_accuracy(subject, draw)
    expect.reaches(accuracy, "ex05.digits", why="Does the loss in your history fall, and to what?")
