"""Graded tests of ex14. ImageNet's weights are never needed, and VGG16, of 550 MB, is never built."""

import contextlib
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from reference import backbone
from reference.ex14_pretrained import cases, oracle
from reference.ex14_pretrained.cases import FRUITS
from reference.kit.author import Draw, Expect, Subject

NAMES = tuple(oracle.SIZES)
FEATURES = 2048
"""Of ResNet50 and of Xception, before their last layer."""
WITHIN = 1e-3
"""Stands between other orders of float32's sums, in nine layers or in resizing, and other weights or pixels."""


@pytest.mark.filterwarnings("ignore:__array__:DeprecationWarning")  # Keras writes a file
@pytest.mark.task("load_pretrained", points=1)
def test_fruitbowl_has_the_weights_of_the_file(subject: Subject, expect: Expect, draw: Draw, tmp_path: Path) -> None:
    right = backbone.build(None)
    right.set_weights([w + draw.normal(scale=0.05, size=w.shape) for w in right.get_weights()])
    right.save_weights(tmp_path / "drawn.weights.h5")
    model = cases.loaded(subject, expect, f"{subject.probes.location(tmp_path)}/drawn.weights.h5")
    inputs = draw.uniform(size=(3, backbone.SIZE, backbone.SIZE, 3)).astype(np.float32)
    answers_alike(subject, expect, model, right, inputs, "The file says how it must answer")


@pytest.mark.task("load_pretrained", points=0.5)
def test_fruitbowl_as_it_ships(subject: Subject, expect: Expect, draw: Draw, tmp_path: Path) -> None:
    shutil.copy(backbone.WEIGHTS, tmp_path)
    model = cases.loaded(subject, expect, f"{subject.probes.location(tmp_path)}/{backbone.WEIGHTS.name}")
    images, names = cases.things(draw, 3)
    inputs = oracle.prepare(images, backbone.NAME)
    answers_alike(subject, expect, model, backbone.build(), inputs, f"The images show: {', '.join(names)}")


@pytest.mark.task("load_pretrained", points=0.5)
def test_without_a_file_fruitbowl_is_random(subject: Subject, expect: Expect, draw: Draw) -> None:
    inputs = draw.uniform(size=(2, backbone.SIZE, backbone.SIZE, 3)).astype(np.float32)
    models = [without_a_file(subject, expect) for _ in range(2)]
    first, second = (subject.probes.predict(model, inputs) for model in models)
    expect.that(
        first.shape == (2, len(backbone.CLASS_NAMES)),
        f"gives {first.shape} for two images; expected {(2, len(backbone.CLASS_NAMES))}: a probability for each class",
    )
    expect.unless(cases.are_one(subject, models[0], models[1], inputs), "one-network-for-all-calls")
    expect.that(
        not np.array_equal(first, second),
        "gives the same answers each time: without a file, the weights are drawn anew",
    )


@pytest.mark.task("load_pretrained", points=0.5)
def test_network_of_keras_applications_comes_with_its_top(subject: Subject, expect: Expect, draw: Draw) -> None:
    again = draw.choice(["Xception", "InceptionV3"])
    for name in draw.permutation(list(oracle.PARAMETERS)).tolist():  # each is built in a second or two
        model, size = cases.without_weights(subject, expect, name), oracle.SIZES[name]
        facts = subject.probes.describe(model)
        parameters, why = oracle.PARAMETERS[name], f"{name} was asked for, as it was published"
        swapped = facts["parameters"] in oracle.PARAMETERS.values() and facts["parameters"] != parameters
        expect.unless(swapped, "another-network-of-the-table", f"{why}, with {parameters:,} parameters")
        sibling = cases.SIBLINGS.get(facts["parameters"])
        expect.unless(sibling, "a-sibling-of-the-network", f"It has as many parameters as {sibling}")
        given, takes = ([tensor["shape"] for tensor in facts[side]] for side in ("outputs", "inputs"))
        problem = f"It gives shape {given[0]}. Where are the 1,000 classes?"
        expect.unless(len(given[0]) != 2 or given[0][-1] == FEATURES, "network-without-its-top", problem)
        sides = {side for shape in takes if len(shape) == 4 for side in shape[1:3]} - {size, None}
        problem = f"It takes {', '.join(map(str, sides))} pixels a side; {name} was trained on {size}"
        expect.unless(sides, "inputs-of-another-size", problem)
        expect.model(model, inputs=(size, size, 3), outputs=(1000,), parameters=parameters, why=why)
        cases.ends_in_a_softmax(subject, expect, draw, model, size)
        if name == again:
            cases.built_anew(subject, expect, draw, model, name)


@pytest.mark.task("load_pretrained", points=0.25)
def test_missing_file_is_an_error(subject: Subject, expect: Expect, draw: Draw, tmp_path: Path) -> None:
    for name in (backbone.NAME, str(draw.choice(list(oracle.PARAMETERS)))):
        path = f"{subject.probes.location(tmp_path)}/{draw.integers(1000)}.weights.h5"
        with expect.raises(ValueError, OSError, why="Who asks for weights must not be given random ones"):
            subject.load_pretrained(name, path)
            expect.unless(True, "missing-file-forgiven")
    expect.model(without_a_file(subject, expect))  # who always raises has shown nothing


@pytest.mark.task("load_pretrained", points=0.25)
def test_unknown_name_lists_the_known_ones(subject: Subject, expect: Expect, draw: Draw) -> None:
    nobody_knows = str(draw.choice(["VGG17", "ResNet", "Exception", "Inception", "gong", "fruitbasket"]))
    for name in (nobody_knows, *draw.permutation(cases.OTHERS).tolist()):
        with expect.raises(ValueError, why="Which names are known?") as caught:
            cases.refused(subject, expect, name)
        absent = [known for known in NAMES if known not in caught.text]
        problem = f"Its message {caught.text!r} does not mention {', '.join(absent)}"
        expect.unless(absent, "known-names-kept-secret", problem)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.task("prepare", points=0.4)
def test_pixels_are_what_the_network_was_trained_on(subject: Subject, expect: Expect, draw: Draw, name: str) -> None:
    images = cases.noise(draw, 2, oracle.SIZES[name])
    if name == "InceptionV3":  # whether it alone is taken for another one
        with contextlib.suppress(Exception):
            subject.prepare(images, "Xception")
    expect.close(cases.prepared(subject, expect, images, name), oracle.prepare(images, name))


@pytest.mark.task("prepare", points=0.5)
def test_one_image_stays_one_image(subject: Subject, expect: Expect, draw: Draw) -> None:
    earlier: list[np.ndarray] = []
    for name in NAMES:
        image = cases.plain(draw, 13, 7)
        got, want = subject.prepare(image, name), oracle.prepare(image, name)
        expect.unless(getattr(got, "shape", ())[:1] == (13,), "one-image-taken-for-a-batch")
        cases.not_of_an_earlier_call(expect, got, want, earlier, "photo-of-an-earlier-call")
        expect.close(got, want, rtol=WITHIN, why="One image in, one image out")
        batch = np.stack([cases.plain(draw, 11, 17) for _ in range(3)])
        got, want = subject.prepare(batch, name), oracle.prepare(batch, name)
        cases.not_of_an_earlier_call(expect, got, want, earlier, "photo-of-an-earlier-call")
        expect.close(got, want, rtol=WITHIN, why="A batch in, a batch out")
        got, want = subject.prepare(batch[1:2], name), oracle.prepare(batch[1:2], name)
        expect.unless(np.shape(got) == want.shape[1:], "batch-of-one-taken-apart", f"It is of shape {np.shape(got)}")
        expect.close(got, want, rtol=WITHIN, why="A batch of one in, a batch of one out")
        for photo in cases.twins(draw, oracle.SIZES[name]):
            got, want = subject.prepare(photo, name), oracle.prepare(photo, name)
            cases.not_of_an_earlier_call(expect, got, want, earlier, "photo-of-an-earlier-call")
            expect.close(got, want, rtol=WITHIN)
        for what, photos in cases.hardly_any_light(draw):
            got, want = subject.prepare(photos, name), oracle.prepare(photos, name)
            off = WITHIN * max(1, np.abs(want).max())  # of 255 as of 1: what should be 0 may be 1e-7
            right = np.allclose(expect.array(got, want.shape), want, rtol=0, atol=off)
            expect.unless(not right, "guessed-from-the-pixels", f"It was given {what}")


@pytest.mark.task("prepare", points=0.5)
def test_whole_image_is_squeezed_into_the_square(subject: Subject, expect: Expect, draw: Draw) -> None:
    for name in draw.permutation(NAMES).tolist():
        image, middles = cases.stripes(draw, oracle.SIZES[name])
        why = (
            "The image has three stripes, one after the other: all must be there, equally wide. These are their middles"
        )
        got = expect.array(subject.prepare(image, name), (oracle.SIZES[name], oracle.SIZES[name], 3))
        right, black = (oracle.prepare(each, name)[7, middles] for each in (image, np.zeros_like(image)))
        bars = expect.alike(got[7, middles], black) and expect.alike(got[len(got) // 2, middles], right)
        expect.unless(bars and not expect.alike(right, black), "black-bars")
        expect.close(got[7, middles], right, rtol=WITHIN, why=why)
        upright = image.transpose(1, 0, 2).copy()
        got = expect.array(subject.prepare(upright, name), (oracle.SIZES[name], oracle.SIZES[name], 3))
        expect.close(got[middles, 7], oracle.prepare(upright, name)[middles, 7], rtol=WITHIN, why=why)


@pytest.mark.task("prepare", points=0.5)
def test_result_is_float32(subject: Subject, expect: Expect, draw: Draw) -> None:
    for name in (backbone.NAME, *NAMES[:-1]):
        got = expect.array(subject.prepare(cases.plain(draw, 5, 6), name))
        expect.unless(got.dtype == np.float64, "twice-the-memory")
        expect.that(got.dtype == np.float32, f"is {got.dtype}; networks compute in float32")


@pytest.mark.task("top_predictions", points=0.25)
def test_best_class_comes_first(subject: Subject, expect: Expect, draw: Draw) -> None:
    shares, fruits = cases.probabilities(draw, len(FRUITS)), cases.in_some_order(draw)
    got, want = subject.top_predictions(shares, fruits), oracle.top_predictions(shares, fruits)
    cases.not_jumbled(expect, got, want)
    expect.close(got, want, why="The three largest, each with its name")
    names, possible = cases.namesakes(draw)
    shares = np.zeros(4)
    shares[possible] = draw.permutation([0.4, 0.6])
    got, want = subject.top_predictions(shares, names), oracle.top_predictions(shares, names)
    cases.one_each(expect, got, want, "less-likely-ones-left-out", "one-class-for-a-name")
    expect.close(got, want, why="Classes may have the same name; each has a probability of its own")
    first, second, third = (int(i) for i in draw.permutation(len(FRUITS))[:3])
    alike = np.zeros(len(FRUITS))
    alike[[first, second, third]] = 0.4, 0.4, 0.2
    pairs = expect.sequence(subject.top_predictions(alike, FRUITS), 3, of="pairs")
    best, wanted = ", ".join(sorted(str(pair[0]) for pair in pairs[:2])), sorted((FRUITS[first], FRUITS[second]))
    problem = f"begins with {best}; {' and '.join(wanted)} have 0.4 each, in either order"
    expect.unless(best != ", ".join(wanted), "names-found-by-their-numbers", f"It {problem}")


@pytest.mark.task("top_predictions", points=0.25)
def test_probabilities_may_be_a_list_or_of_one_class(subject: Subject, expect: Expect, draw: Draw) -> None:
    small = (draw.permutation(2) + 1) * [1e-5, 3e-7]
    shares = draw.permutation([*small, *cases.probabilities(draw, 5) * (1 - small.sum())])
    for form in (shares.tolist(), shares.astype(np.float32)):
        got, pairs = subject.top_predictions(form, FRUITS, 7), zip(FRUITS, np.asarray(form).tolist(), strict=True)
        by_text = sorted(pairs, key=lambda pair: str(pair[1]), reverse=True)
        expect.unless(expect.alike(got, by_text), "sorted-as-text")
        expect.close(got, oracle.top_predictions(form, FRUITS, 7))
    certain = np.eye(len(FRUITS), dtype=int)[draw.integers(len(FRUITS))]
    expect.close(subject.top_predictions(certain, FRUITS, 1), oracle.top_predictions(certain, FRUITS, 1))
    expect.close(best_of_few(subject, expect, np.ones(1)), [(FRUITS[0], 1.0)])


@pytest.mark.task("top_predictions", points=0.5)
def test_k_says_how_many(subject: Subject, expect: Expect, draw: Draw) -> None:
    shares, fruits = cases.probabilities(draw, len(FRUITS)), cases.in_some_order(draw)
    for k in (1, int(draw.integers(4, 7)), 2):
        got, three = subject.top_predictions(shares, fruits, k), oracle.top_predictions(shares, fruits, 3)
        expect.unless(expect.alike(got, three), "always-three", f"It was asked for {k}")
        want = oracle.top_predictions(shares, fruits, k)
        cases.not_jumbled(expect, got, want)
        expect.close(got, want)
    k, names = int(draw.integers(500, 900)), [f"class {i}" for i in range(1000)]
    shares = cases.probabilities(draw, len(names))  # so many that no part of them is sorted by accident
    got, want = subject.top_predictions(shares, names, k), oracle.top_predictions(shares, names, k)
    cases.not_jumbled(expect, got, want)
    expect.close(got, want, why="All of them in their order")


@pytest.mark.task("top_predictions", points=0.5)
def test_fewer_classes_than_k(subject: Subject, expect: Expect, draw: Draw) -> None:
    shares = cases.probabilities(draw, 2)
    subject.top_predictions(cases.probabilities(draw, len(FRUITS)), FRUITS)  # what comes to an end here, and not below
    seven, fruits, k = cases.probabilities(draw, len(FRUITS)), cases.in_some_order(draw), int(draw.integers(8, 20))
    got, want = best_of_few(subject, expect, seven, fruits, k), oracle.top_predictions(seven, fruits, k)
    as_they_came = expect.alike(got, list(zip(fruits, seven.tolist(), strict=True))) and not expect.alike(got, want)
    expect.unless(as_they_came, "unsorted-where-there-are-fewer")
    expect.close(got, want)
    expect.close(best_of_few(subject, expect, shares), oracle.top_predictions(shares, FRUITS[:2]))


@pytest.mark.task("classify", points=0.5)
def test_thing_that_fruitbowl_has_learned(subject: Subject, expect: Expect, draw: Draw) -> None:
    images, names = cases.things(draw, 2)
    right, classes = backbone.build(), list(backbone.CLASS_NAMES)
    earlier: list[Any] = []
    for image, name in zip(images, names, strict=True):
        got = subject.classify(subject.place(right), backbone.NAME, image, classes)
        want = oracle.classify(right, backbone.NAME, image, classes)
        cases.not_of_an_earlier_call(expect, got, want, earlier, "guesses-of-an-earlier-call")
        expect.close(got, want, rtol=WITHIN, why=f"The image shows: {name}")


@pytest.mark.task("classify", points=0.5)
@pytest.mark.parametrize("family", [("VGG16", "ResNet50"), ("Xception", "InceptionV3")], ids=["mean", "range"])
def test_each_network_sees_the_pixels_it_was_trained_on(
    subject: Subject, expect: Expect, draw: Draw, family: tuple[str, str]
) -> None:
    name = str(draw.choice(family))
    right = cases.planted(draw, name)
    image = cases.plain(draw, 19, 23)
    got = subject.classify(subject.place(right), name, image, FRUITS)
    why = "The model has this network's input and seven classes of its own"
    expect.close(got, oracle.classify(right, name, image, FRUITS), rtol=WITHIN, why=why)


@pytest.mark.task("classify", points=0.25)
def test_network_is_asked_not_trained(subject: Subject, expect: Expect, draw: Draw) -> None:
    right = cases.planted(draw, backbone.NAME, thinned=True)
    image = cases.plain(draw, 19, 23)
    placed = [subject.place(right) for _ in range(2)]
    before = cases.state(subject, placed[0])
    got, again = (subject.classify(each, backbone.NAME, image, FRUITS) for each in placed)
    strange = repr(again) != repr(got) and not expect.alike(again, got, rtol=WITHIN)
    expect.unless(strange, "classified-in-training", "Asked again, it gave another")
    want = oracle.classify(right, backbone.NAME, image, FRUITS)
    expect.close(got, want, rtol=WITHIN, why="Compared: a network in use, not in training")
    cases.is_as_before(subject, expect, placed[0], before)
    other = image + np.uint8(128)  # of another colour: it begins at 0 again behind 255
    earlier, want = [got], oracle.classify(right, backbone.NAME, other, FRUITS)
    got = subject.classify(placed[0], backbone.NAME, other, FRUITS)
    cases.not_of_an_earlier_call(expect, got, want, earlier, "guesses-of-an-earlier-call")
    expect.close(got, want, rtol=WITHIN, why="The same network is asked of another image")


@pytest.mark.task("classify", points=0.25)
def test_classes_stay_in_the_models_order(subject: Subject, expect: Expect, draw: Draw) -> None:
    image, names = cases.noise(draw, 1, backbone.SIZE)[0], [str(name) for name in draw.permutation(FRUITS)]
    for classes in (names, names[::-1], names[:1]):
        right = cases.planted(draw, backbone.NAME, len(classes))
        got = subject.classify(subject.place(right), backbone.NAME, image, classes)
        want = oracle.classify(right, backbone.NAME, image, classes)
        expect.close(got, want, rtol=WITHIN, why="Class i of the model has the name class_names[i]")
    alike, possible = cases.namesakes(draw)
    right = cases.planted(draw, backbone.NAME, 4, possible=possible)
    got = subject.classify(subject.place(right), backbone.NAME, image, alike)
    want = oracle.classify(right, backbone.NAME, image, alike)
    cases.one_each(expect, got, want, "less-likely-guesses-left-out", "one-guess-for-a-name")
    expect.close(got, want, rtol=WITHIN, why="Classes may have the same name; each has a probability of its own")


def best_of_few(subject: Subject, expect: Expect, shares: np.ndarray, names: list[str] = FRUITS, *k: int) -> Any:
    """Ask for more than there are, three if no k is given; who comes to the end of the list is told so."""
    try:
        return subject.top_predictions(shares, names[: len(shares)], *k)
    except Exception as error:
        what = getattr(error, "text", "")
        ended = set(getattr(error, "types", ())) & {"IndexError", "ValueError", "InvalidArgumentError"}
        expect.unless(ended, "more-than-there-are", f"It raised {', '.join(sorted(ended))}: {what[:300]}")
        raise


def without_a_file(subject: Subject, expect: Expect) -> Any:
    """Ask for a fruitbowl with random weights; who looks for a file all the same is told so."""
    try:
        return subject.load_pretrained(backbone.NAME, None)
    except Exception as error:
        what = getattr(error, "text", "")
        expect.unless("None" in what, "nothing-loaded-as-a-file", f"It raised an error: {what[:300]}")
        raise


def answers_alike(subject: Subject, expect: Expect, model: Any, right: Any, inputs: np.ndarray, why: str) -> None:
    """Fail unless the student's model answers as the right one does."""
    got, want = subject.probes.predict(model, inputs), np.asarray(right(inputs, training=False))
    kernels = {weight.tobytes() for weight in expect.weights(model).values() if weight.ndim > 1}
    strangers = kernels.isdisjoint(weight.tobytes() for weight in right.get_weights())
    expect.unless(np.shape(got) == want.shape and strangers, "weights-left-random")
    expect.close(got, want, rtol=WITHIN, why=why)
