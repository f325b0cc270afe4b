"""The oracles of ex17 against scikit-learn and SciPy, its drawn cases against what they promise."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse.linalg import svds
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.metrics import mutual_info_score

from reference.ex17_word_embeddings import cases, oracle


@pytest.fixture
def rng() -> np.random.Generator:
    return np.random.default_rng(17)


def test_a_window_of_one_counts_scikit_learns_bigrams(rng: np.random.Generator) -> None:
    vocabulary = cases.words(rng, 5)
    documents = [cases.text(rng, vocabulary, 19), cases.text(rng, vocabulary, 7)]
    vectoriser = CountVectorizer(ngram_range=(2, 2), tokenizer=str.split, token_pattern=None)
    totals = vectoriser.fit_transform([" ".join(document) for document in documents]).toarray().sum(axis=0)
    theirs = np.zeros((5, 5))
    for name, number in zip(vectoriser.get_feature_names_out(), totals, strict=True):
        one, other = (vocabulary.index(word) for word in name.split())
        theirs[one, other] += number
        theirs[other, one] += number
    np.testing.assert_array_equal(oracle.cooccurrence(documents, vocabulary, 1), theirs)


def test_pairs_are_what_the_counts_count(rng: np.random.Generator) -> None:
    vocabulary = cases.words(rng, 4)
    tokens = cases.text(rng, vocabulary, 13)
    counts = np.zeros((4, 4))
    for centre, context in oracle.skip_gram_pairs(tokens, 3):
        counts[vocabulary.index(centre), vocabulary.index(context)] += 1
    np.testing.assert_array_equal(oracle.cooccurrence([tokens], vocabulary, 3), counts)


def test_ppmi_adds_up_to_scikit_learns_mutual_information() -> None:
    counts = np.array([[7, 0, 0], [0, 3, 2], [0, 1, 8.0]])
    shares = counts / counts.sum()
    positive = oracle.ppmi(counts)
    of_the_rest = np.log(shares[1, 2] / (shares[1].sum() * shares[:, 2].sum())) * shares[1, 2]
    of_the_rest += np.log(shares[2, 1] / (shares[2].sum() * shares[:, 1].sum())) * shares[2, 1]
    theirs = mutual_info_score(None, None, contingency=counts)
    assert (shares * positive).sum() + of_the_rest == pytest.approx(theirs, rel=1e-12)


def test_embedding_is_that_of_sparse_svd(rng: np.random.Generator) -> None:
    matrix = cases.graded(rng, 7, 5)
    left, values, _ = svds(matrix, k=3)
    np.testing.assert_allclose(
        oracle.products(oracle.embed(matrix, 3)), oracle.products(left * np.sqrt(values)), atol=1e-10
    )


def test_map_keeps_the_distances_of_what_lies_in_a_plane(rng: np.random.Generator) -> None:
    plane, _ = np.linalg.qr(rng.normal(size=(5, 2)))
    points = rng.normal(size=(7, 2)) * [3, 1]
    mapped = oracle.project_2d(points @ plane.T + 4)
    np.testing.assert_allclose(
        np.linalg.norm(mapped[:, None] - mapped, axis=2), np.linalg.norm(points[:, None] - points, axis=2), atol=1e-10
    )


def test_nearest_words_and_analogies(rng: np.random.Generator) -> None:
    words = ["man", "king", "woman", "queen", "gong"]
    vectors = [[1.0, 0.0], [1.0, 4.0], [3.0, 0.0], [3.0, 4.0], [0.0, 0.0]]
    (first, one), (second, other) = oracle.nearest_words(np.array(vectors), words, "man", 2)
    assert (first, second) == ("woman", "queen")
    assert (one, other) == pytest.approx((1, 0.6))
    assert oracle.nearest_words(np.array(vectors), words, "gong", 9) == [(word, 0.0) for word in words[:4]]
    ((found, cosine),) = oracle.analogy(np.array(vectors), words, "man", "king", "woman")
    assert found == "queen"
    assert cosine == pytest.approx(1)
    with pytest.raises(ValueError, match="duke"):
        oracle.analogy(np.array(vectors), words, "man", "duke", "woman")


@pytest.mark.parametrize("seed", range(5))
def test_drawn_vectors_have_no_close_calls(seed: int) -> None:
    rng = np.random.default_rng(seed)
    vectors = cases.vectors(rng, 6, 3)
    directions = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    for row, cosines in enumerate(directions @ directions.T):
        others = np.sort(np.delete(cosines, row))
        assert np.diff(others).min() > cases.CLEAR
        assert others[0] < 0


@pytest.mark.parametrize("seed", range(5))
def test_ties_are_exact_however_they_are_computed(seed: int) -> None:
    vectors = cases.ties(np.random.default_rng(seed))
    for dtype in (np.float32, np.float64):
        lengths = np.linalg.norm(vectors.astype(dtype), axis=1, keepdims=True)
        lengths[3] = 1
        directions = vectors.astype(dtype) / lengths
        cosines = directions @ directions.T
        assert set(cosines.ravel().tolist()) <= {-1, -0.5, 0, 0.5, 1}
        assert cosines[5, 1] == cosines[0, 2] == cosines[2, 6] == 1


def test_planted_words_never_meet_and_keep_the_same_company(rng: np.random.Generator) -> None:
    language = cases.language(rng)
    counts = oracle.cooccurrence(language.documents[:200], language.vocabulary, 5)
    planted = language.groups.ravel()
    assert not counts[np.ix_(planted, planted)].any()
    for one, other in language.groups:
        company = [set(np.flatnonzero(counts[row]).tolist()) for row in (one, other)]
        assert company[0] == company[1]
    common = np.flatnonzero((counts[planted] > 0).all(axis=0))
    assert len(common) == cases.EVERYWHERE


def test_neighbours_are_found_by_a_clear_margin_only() -> None:
    groups = np.array([[0, 1], [2, 3]])
    apart = np.array([[1.0, 0], [1, 0.1], [0, 1], [0.1, 1]])
    assert cases.neighbours_found(apart, groups) == 1
    assert cases.neighbours_found(apart + 9, groups) == 0  # nearest still, but by a hair
    assert cases.neighbours_found(apart[[0, 2, 1, 3]], groups) == 0
    assert cases.neighbours_found(np.zeros((4, 2)), groups) == 0
    assert cases.neighbours_found(np.full((4, 2), np.nan), groups) == 0
