"""Our own reviews: what they promise about words, order and distance."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter

import numpy as np
import pytest
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline

from reference.datasets.reviews import FAMILIES, Reviews, lexicon, reviews, tokens
from reference.ground.errors import DataError
from reference.ground.places import CHECKOUT

TURNING = {"not", "isn't", "doesn't", "no", "far", "hardly", "never", "nobody"}
"""Words that turn what follows into its opposite."""


def _of(family: str, count: int = 1000, seed: int = 0) -> Reviews:
    return reviews(count, np.random.default_rng(seed), families=[family])


def _reached(family: str, widths: tuple[int, int]) -> float:
    """Accuracy of logistic regression on counts of so many words in a row, on reviews it has not seen."""
    training, test = _of(family, 2000, 1), _of(family, 1000, 2)
    model = make_pipeline(
        CountVectorizer(tokenizer=tokens, token_pattern=None, ngram_range=widths), LogisticRegression(max_iter=1000)
    )
    return float(model.fit(training.texts, training.recommended).score(test.texts, test.recommended))


def test_the_same_seed_writes_the_same_reviews() -> None:
    first, again, other = (reviews(50, np.random.default_rng(seed)) for seed in (3, 3, 4))
    assert first.texts == again.texts
    assert np.array_equal(first.recommended, again.recommended)
    assert first.texts != other.texts


def test_the_same_seed_writes_the_same_reviews_in_every_process() -> None:
    imports = "from numpy.random import default_rng; from reference.datasets.reviews import reviews"
    program = f"{imports}; print(reviews(9, default_rng(0)))"
    written = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": hash_seed},
            cwd=CHECKOUT,
            capture_output=True,
            check=True,
        ).stdout
        for hash_seed in "123"
    }
    assert len(written) == 1


@pytest.mark.parametrize("family", FAMILIES)
def test_a_review_has_5_to_60_words_of_some_hundred(family: str) -> None:
    lengths = [len(tokens(text)) for text in _of(family).texts]
    assert min(lengths) >= 5
    assert max(lengths) <= 60
    vocabulary = Counter(word for text in _of(family).texts for word in tokens(text))
    assert len(vocabulary) < 400


def test_a_clause_that_is_denied_keeps_its_adjective_within_five_words() -> None:
    adjectives = {adjective for part in lexicon.PARTS for adjective in part.good + part.bad}
    for text in _of("negation").texts:
        words = tokens(text)
        turned = [i for i, word in enumerate(words) if word in TURNING]
        assert len(turned) == 1, text
        assert adjectives & set(words[turned[0] : turned[0] + 5]), text


@pytest.mark.parametrize("family", FAMILIES)
def test_half_recommend_and_stars_agree(family: str) -> None:
    data = _of(family, 101)
    assert data.recommended.sum() in (50, 51)
    assert data.stars is not None
    assert np.array_equal(data.stars >= 4, data.recommended == 1)


def test_families_take_turns_and_one_can_come_twice() -> None:
    data = reviews(300, np.random.default_rng(0), families=["plain", "long", "plain"])
    assert Counter(data.families) == {"plain": 200, "long": 100}


def test_the_share_that_recommends_is_the_one_asked_for() -> None:
    data = reviews(1000, np.random.default_rng(0), share=0.82)
    assert data.recommended.mean() == pytest.approx(0.82)
    assert len(reviews(0, np.random.default_rng(0))) == 0


def test_words_tell_in_plain_reviews_alone() -> None:
    assert (
        _reached("plain", (1, 1)) > 0.95
    )  # 0.99 and more; a coin's accuracy on 1,000 reviews is 0.5, give or take 0.05
    for family in ("negation", "contrast", "denial", "long"):
        assert 0.4 < _reached(family, (1, 1)) < 0.6, family


def test_five_words_in_a_row_do_not_tell_in_long_reviews() -> None:
    assert 0.4 < _reached("long", (1, 5)) < 0.6


def test_no_window_of_six_words_sees_what_is_denied_in_a_long_review() -> None:
    adjectives = set(lexicon.WHOLE_GOOD + lexicon.WHOLE_BAD)
    for text in _of("long").texts:
        words = tokens(text)
        judged, turned = (
            [place for place, word in enumerate(words) if word in chosen] for chosen in (adjectives, TURNING)
        )
        assert len(judged) == 2
        assert all(abs(a - b) >= 6 for a in judged for b in turned), text


def test_an_unknown_family_is_a_sentence() -> None:
    with pytest.raises(DataError, match="sarcasm"):
        reviews(3, np.random.default_rng(0), families=["sarcasm"])


def test_words_keep_inner_apostrophes() -> None:
    assert tokens("It ISN’T dull, 'really'!") == ["it", "isn't", "dull", "really"]
