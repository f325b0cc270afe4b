"""The oracles of ex16 against plain loops, the model answer against scikit-learn, its drawn cases and its reviews."""

from __future__ import annotations

import math
import unicodedata

import numpy as np
import pytest
from sklearn.feature_extraction.text import TfidfTransformer

from reference.ex16_document_term_matrix import cases, oracle
from reference.ex16_document_term_matrix.calibration import counted_reviews
from solutions import ex16_document_term_matrix as lesson


@pytest.fixture
def rng() -> np.random.Generator:
    return np.random.default_rng(16)


def words_sign_by_sign(text: str) -> list[str]:
    """Cut a text into words by looking at every sign and its neighbours."""
    signs = ["'" if sign in "\u2018\u2019\u02bc" else sign for sign in unicodedata.normalize("NFC", text).lower()]
    words, word = [], ""
    for before, sign, after in zip([" ", *signs], signs, [*signs[1:], " "], strict=False):
        if sign.isalnum() or (sign == "'" and before.isalnum() and after.isalnum()):
            word += sign
        elif word:
            words.append(word)
            word = ""
    return [*words, word] if word else words


@pytest.mark.parametrize("seed", range(5))
def test_words_are_those_of_a_walk_through_the_text(seed: int) -> None:
    rng = np.random.default_rng(seed)
    texts = [
        cases.mixed(rng, cases.plain_words(rng)),
        cases.joined_words(rng),
        cases.with_apostrophes(rng),
        cases.with_curly_apostrophes(rng),
        cases.foreign(rng),
        cases.foreign(rng, "NFD"),
        *cases.stopped(rng).documents,
    ]
    for text in texts:
        assert oracle.tokenize(text) == words_sign_by_sign(text)
        assert oracle.tokenize(text) != text.split()


def test_both_forms_of_a_letter_give_one_word(rng: np.random.Generator) -> None:
    text = cases.foreign(rng)
    decomposed = unicodedata.normalize("NFD", text)
    assert text != decomposed
    assert oracle.tokenize(text) == oracle.tokenize(decomposed)


def test_tf_idf_is_that_of_plain_sums(rng: np.random.Generator) -> None:
    counts = cases.counts(rng, 5, 4)
    counts[2] = 0
    weights = oracle.tf_idf(counts)
    for i, row in enumerate(counts.tolist()):
        there = [sum(1 for other in counts.tolist() if other[j]) for j in range(4)]
        raw = [number * (math.log(6 / (1 + d)) + 1) for number, d in zip(row, there, strict=True)]
        length = math.sqrt(math.fsum(number**2 for number in raw)) or 1
        np.testing.assert_allclose(weights[i], np.array(raw) / length, rtol=1e-12)


@pytest.mark.parametrize("shape", [(4, 5), (11, 5), (3, 13), (200, 97)])
def test_the_model_answer_is_scikit_learns_tf_idf_to_twelve_digits(
    rng: np.random.Generator, shape: tuple[int, int]
) -> None:
    counts = cases.counts(rng, *shape)
    counts[1] = 0
    theirs = TfidfTransformer().fit_transform(counts.astype(float)).toarray()
    np.testing.assert_allclose(lesson.tf_idf(counts), theirs, rtol=1e-12, atol=1e-14)


def test_vocabulary_is_by_frequency_and_then_by_alphabet(rng: np.random.Generator) -> None:
    documents = cases.frequent(rng)
    words = [word for document in documents for word in words_sign_by_sign(document)]
    listed = oracle.build_vocabulary(documents)
    assert [words.count(word) for word in listed] == [5, 4, 3, 2, 1]
    assert listed != sorted(listed)
    even = oracle.build_vocabulary(cases.even(rng))
    assert even == sorted(even)
    assert even[-1] == "öl"


def test_stop_words_would_take_all_places(rng: np.random.Generator) -> None:
    drawn = cases.stopped(rng)
    without = oracle.build_vocabulary(drawn.documents)
    assert set(without[:2]) <= set(drawn.stop_words)
    assert not set(oracle.build_vocabulary(drawn.documents, 2, drawn.stop_words)) & set(drawn.stop_words)


@pytest.mark.parametrize("seed", range(5))
def test_multiples_are_equally_similar_but_for_rounding(seed: int) -> None:
    matrix = cases.multiples(np.random.default_rng(seed)).astype(float)
    lengths = np.linalg.norm(matrix, axis=1)
    cosines = np.delete(matrix @ matrix[7] / (lengths * lengths[7]), 7)
    assert np.ptp(cosines) < 1e-14
    assert oracle.most_similar(matrix, 7, 14).tolist() == [*range(7), *range(8, 15)]


@pytest.mark.parametrize("seed", range(5))
def test_ties_are_exact_however_they_are_computed(seed: int) -> None:
    matrix = cases.ties(np.random.default_rng(seed))
    for dtype in (np.float32, np.float64):
        lengths = np.linalg.norm(matrix.astype(dtype), axis=1, keepdims=True)
        lengths[3] = 1
        directions = matrix.astype(dtype) / lengths
        assert set((directions @ directions.T).ravel().tolist()) <= {-1, -0.5, 0, 0.5, 1}


def test_more_and_more_alike(rng: np.random.Generator) -> None:
    assert oracle.most_similar(cases.nearly_alike(rng), 0, 9).tolist() == [5, 4, 3, 2, 1]


def test_overlapping_classes_have_the_odds_they_promise(rng: np.random.Generator) -> None:
    counts, labels = cases.overlapping(rng, 3, 1)
    assert labels.mean() == 0.75
    for word, of_ones, of_zeros in ((0, 0.75, 0.25), (1, 0.25, 0.75)):
        assert counts[labels == 1, word].mean() == of_ones
        assert counts[labels == 0, word].mean() == of_zeros
    answers = oracle.logistic_baseline(counts, labels, counts)
    assert answers.mean() == pytest.approx(0.75, abs=1e-3)  # with a bias, the mean answer is the share of the class


def test_reviews_are_counted_by_the_training_part_alone(rng: np.random.Generator) -> None:
    training, labels, test, truth = counted_reviews(rng)
    assert training.shape[1] == test.shape[1]
    assert training.sum(axis=0).min() >= 1
    assert labels.mean() == pytest.approx(0.5, abs=0.1)
    assert truth.mean() == pytest.approx(0.5, abs=0.1)
