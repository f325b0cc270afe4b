"""The oracles of ex20 against the library `lime` and scikit-learn; the black boxes are what they are said to be."""

from typing import Any
from unittest import mock

import numpy as np
import pytest
from lime import lime_image
from lime.lime_base import LimeBase
from sklearn.linear_model import Ridge

from reference.ex20_lime import beside, cases, oracle


@pytest.fixture
def rng() -> np.random.Generator:
    return np.random.default_rng(20)


def samples(rng: np.random.Generator, rows: int, columns: int) -> np.ndarray:
    masks = rng.integers(2, size=(rows, columns))
    masks[0], masks[1] = 1, 0
    return masks


def test_proximity_is_the_librarys(rng: np.random.Generator) -> None:
    masks = samples(rng, 23, 11)
    seen: list[Any] = []

    def kernel(distances: np.ndarray) -> np.ndarray:
        seen.append(np.sqrt(np.exp(-(distances**2) / 0.3**2)))
        return seen[-1]

    explainer = lime_image.LimeImageExplainer(random_state=0)
    explainer.base = LimeBase(kernel)
    with mock.patch.object(explainer, "data_labels", return_value=(masks, rng.random((23, 2)))):
        explainer.explain_instance(rng.random((4, 4, 3)), None, segmentation_fn=lambda _: np.arange(16).reshape(4, 4))
    np.testing.assert_allclose(oracle.proximity(masks, 0.3), seen[0], rtol=1e-9)


@pytest.mark.parametrize("alpha", [0.01, 1.0, 7.0])
def test_surrogate_is_scikit_learns_ridge(rng: np.random.Generator, alpha: float) -> None:
    masks, weights = samples(rng, 47, 5), rng.uniform(0.1, 1, 47)
    predictions = masks @ rng.normal(size=5) + rng.normal(size=47) + 3
    ridge = Ridge(alpha).fit(masks, predictions, weights)
    coefficients, r2 = oracle.fit_surrogate(masks, predictions, weights, alpha=alpha)
    np.testing.assert_allclose(coefficients, ridge.coef_, rtol=1e-7)
    assert r2 == pytest.approx(ridge.score(masks, predictions, weights))


def test_surrogate_of_k_is_the_librarys_after_the_choice(rng: np.random.Generator) -> None:
    masks, weights = samples(rng, 61, 9), rng.uniform(0.1, 1, 61)
    answers = (masks @ rng.normal(size=9) + rng.normal(size=61))[:, None]
    coefficients, r2 = oracle.fit_surrogate(masks, answers[:, 0], weights, 4)
    base = LimeBase(lambda _: weights)
    _, pairs, score, _ = base.explain_instance_with_data(masks, answers, None, 0, 4, "highest_weights")
    assert {segment for segment, _ in pairs} == set(np.flatnonzero(coefficients))
    np.testing.assert_allclose([coefficients[segment] for segment, _ in pairs], [value for _, value in pairs])
    assert r2 == pytest.approx(score)


def test_masked_images_are_the_librarys(rng: np.random.Generator) -> None:
    image, segments = rng.random((6, 8, 3)), oracle.superpixels(np.zeros((6, 8, 3)), 6)
    given: list[np.ndarray] = []

    def predict(images: np.ndarray) -> np.ndarray:
        given.append(images)
        return rng.random((len(images), 2))

    explainer = lime_image.LimeImageExplainer(random_state=0)
    filled = oracle.masked_images(image, segments, np.zeros((1, 6), dtype=int), "mean")[0]
    with mock.patch.object(lime_image, "tqdm", iter):
        masks, _ = explainer.data_labels(image, filled, segments, predict, 20)
    np.testing.assert_allclose(oracle.masked_images(image, segments, masks, "mean"), np.concatenate(given))


@pytest.mark.parametrize("n_segments", [2, 7, 20, 50])
def test_grid_has_about_as_many_segments_without_a_gap(n_segments: int) -> None:
    for height, width in ((31, 41), (48, 64), (100, 17)):
        grid = oracle.superpixels(np.zeros((height, width, 3)), n_segments)
        numbers = np.unique(grid)
        np.testing.assert_array_equal(numbers, np.arange(len(numbers)))
        assert n_segments / 2 <= len(numbers) <= 2 * n_segments


def test_linear_boxes_are_probabilities_with_class_zero_in_the_middle(rng: np.random.Generator) -> None:
    for _ in range(20):
        box, evidence = cases.linear_box(rng)
        stayed = rng.integers(2, size=(50, box.pieces)).astype(float)
        answers = box.answers(np.vstack([np.ones(box.pieces), np.zeros(box.pieces), stayed]))
        np.testing.assert_allclose(answers.sum(axis=1), 1)
        assert answers.min() > 0
        totals = evidence.sum(axis=(1, 2))
        assert list(np.argsort(answers[0])) == list(np.argsort(totals))
        assert np.argsort(totals)[1] == 0


def test_own_explanation_finds_the_evidence_of_a_linear_box(rng: np.random.Generator) -> None:
    box, evidence = cases.linear_box(rng)
    segments, coefficients, r2 = oracle.explain_image(box, box.image, 0, 20, k=None, rng=rng)
    truth = np.bincount(segments.ravel(), evidence[0].ravel())
    np.testing.assert_allclose(coefficients, truth, atol=0.05 * np.abs(truth).max())
    assert r2 > 0.99


def test_library_finds_the_evidence_of_blocks(rng: np.random.Generator) -> None:
    box, evidence, _ = cases.block_box(rng)
    segments, coefficients = oracle.explain_with_lime(box, box.image, 2, 250)
    truth = np.bincount(segments.ravel(), evidence[2].ravel())
    np.testing.assert_allclose(coefficients, truth, atol=0.2 * np.abs(truth).max())


def test_own_explanation_finds_the_words(rng: np.random.Generator) -> None:
    words = cases.some_words(rng, 8)
    box, evidence = cases.linear_reader(rng, words)
    found = dict(oracle.explain_text(box, cases.sentence(rng, words), 1, 1000, None, rng))
    np.testing.assert_allclose([found[word] for word in words], evidence[1], atol=0.1 * np.abs(evidence[1]).max())


def test_a_black_box_sees_what_stayed_however_holes_are_filled(rng: np.random.Generator) -> None:
    for fill in (0.0, 1.0, 0.5, "mean"):
        box, _ = cases.linear_box(rng)
        segments = oracle.superpixels(box.image, 12)
        masks = samples(rng, 9, int(segments.max()) + 1)
        box(oracle.masked_images(box.image, segments, masks, fill).astype(np.float32))
        seen, off = cases.masks_seen(box, segments)
        np.testing.assert_array_equal(seen, masks)
        assert off.max() < 0.01


@pytest.mark.parametrize("question", [np.zeros((24, 31, 3)), np.zeros((2, 31, 24, 3)), "text", None])
def test_a_black_box_says_what_is_wrong_with_a_question(rng: np.random.Generator, question: Any) -> None:
    box, _ = cases.linear_box(rng)
    assert box(question).ndim == 2
    assert "it takes a batch of images" in box.problem
    reader, _ = cases.linear_reader(rng, ["plum"])
    assert reader(question).ndim == 2
    assert "it takes a list of texts" in reader.problem


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Not bad -- at all!", ["Not", "bad", "at", "all"]),
        ("don't 'sweet' it’s rock'n'roll", ["don't", "sweet", "it’s", "rock'n'roll"]),
        ("Größe_7, well-made; 3.5", ["Größe", "7", "well", "made", "3", "5"]),
        ("...", []),
        ("", []),
    ],
)
def test_words_of_a_text(text: str, words: list[str]) -> None:
    assert oracle.words(text) == words


def test_what_is_printed_is_heard_and_streams_come_back(capsys: pytest.CaptureFixture[str]) -> None:
    import sys

    before = sys.stdout, sys.stderr
    beside.listen()()
    print("one")  # noqa: T201
    print("two", file=sys.stderr)  # noqa: T201
    assert beside.heard()() == "one\ntwo\n"
    assert (sys.stdout, sys.stderr) == before
    assert capsys.readouterr() == ("", "")


def test_a_panel_is_found_though_borders_are_drawn_over_it(rng: np.random.Generator) -> None:
    image, segments = cases.to_draw(rng)
    canvas = np.ones((300, 400, 3))
    lines = (np.diff(segments, axis=0, prepend=segments[:1]) != 0) | (
        np.diff(segments, axis=1, prepend=segments[:, :1]) != 0
    )
    pictures = []
    for pixels in (image, cases.another(image)):
        pixels = np.where(lines[..., None], 1.0, 0.5 + 0.5 * pixels)
        pictures.append(canvas.copy())
        pictures[-1][50:230, 70:310] = pixels
    (place,) = cases.panels(*pictures)
    assert (place[0].start, place[0].stop, place[1].start, place[1].stop) == (50, 230, 70, 310)
    seen = cases.halves_of(pictures[0], place, segments)
    factor, offset = cases.paler(cases.halves_of(image, (slice(None), slice(None)), segments), seen)
    assert factor == pytest.approx(0.5)
    np.testing.assert_allclose(offset, 0.5)


def test_no_tint_hides_in_both_halves_of_a_segment(rng: np.random.Generator) -> None:
    whole = slice(None), slice(None)
    for _ in range(20):
        image, segments = cases.to_draw(rng)
        halves = cases.halves_of(image, whole, segments).reshape(9, 2, 3)
        assert np.abs(halves[:, 0] - halves[:, 1]).min() > 0.29
        tints = halves[:, 0]  # just the colour of one half
        marked = (image + tints[segments]) / 2
        tint = cases.Panels(image, segments, [whole]).tint(np.where((segments == 3)[..., None], marked, image), [3])
        assert tint is not None
        assert np.flatnonzero(np.abs(tint).max(axis=1) > 0.1).tolist() == [3]


def test_marks_of_known_mistakes() -> None:
    coefficients = np.array([0.2, -0.9, 0.0, 0.5, -0.1])
    assert oracle.mistaken_marks(coefficients, 2) == {
        "smallest-marked": [2, 4],
        "largest-by-sign": [0, 3],
        "against-is-not-drawn": [3],
        "all-segments-marked": [0, 1, 3, 4],
        "first-segments-marked": [0, 1],
        "k-on-each-side": [0, 1, 3, 4],
        "one-mark-too-few": [1],
    }
    assert "all-segments-marked" not in oracle.mistaken_marks(coefficients, 4)


def test_classes_of_known_mistakes() -> None:
    truths = [np.array([1.0]), np.array([2.0]), np.array([3.0])]
    named = [oracle.mistaken_classes(truths, wanted, 2, "words-") for wanted in (None, 1, 0, 2)]
    assert named == [
        {"words-first-class-for-none": 1.0, "words-most-probable-of-all-samples": 2.0},
        {"words-always-the-most-probable": 3.0},
        {"words-class-zero-taken-for-none": 3.0},
        {},
    ]


@pytest.mark.parametrize(
    ("strange", "shows"),
    [(["plum,"], (True, False)), (["don"], (False, True)), (["don", "plum,"], (True, False)), (["kiwi"], (False,) * 2)],
)
def test_words_of_known_mistakes(strange: list[str], shows: tuple[bool, bool]) -> None:
    known = oracle.mistaken_words(strange, ["don't", "plum"])
    assert (known["punctuation-sticks-to-words"], known["apostrophes-part-words"]) == shows


def test_what_is_left_of_words_and_of_repeated_ones() -> None:
    assert oracle.cut_out(["pear", "appear"]) == {"pear", "ap"}
    assert oracle.says_each_once([["a", "b"]], ["a", "b", "a"])
    assert not oracle.says_each_once([["a", "b", "a"]], ["a", "b", "a"])
