"""How our reviews are put together: four families, which differ in what it takes to know what is meant.

    plain      "The fabric is soft. I love it."   each word tells
    negation   "The hem is not crooked and the fit is good."   which word is negated, a few words further on
    contrast   "The cut is odd on the hanger, but the fit is good."   what comes after "but" counts
    long       "I would not say that this coat, which I bought for a wedding, looks dull with my old brown winter
               boots. I do think that ..."   what was denied ten words ago

Outside of `plain` every review holds something good and something bad, and its mirror image, with the opposite meaning,
is made of the same words: counts of words say nothing about it. In `long` the mirror image even has the same stretches
of words: nothing that a window of six words can see tells the two apart, and nor does their place.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import NamedTuple

from reference.datasets.reviews import lexicon
from reference.datasets.reviews.lexicon import Part

CLOSE = 0.25
"""Share of clauses without words between adjective and "but"."""


class Written(NamedTuple):
    """A text and how many stars it gives."""

    text: str
    stars: int


def plain(rng: random.Random, good: bool) -> Written:
    """Everything is good, or everything is bad."""
    strong = rng.random() < 0.5
    first, second = rng.sample(lexicon.PARTS, 2)
    clauses = [_affirmed(rng, part, good, strong) for part in (first, second)]
    verdict = rng.choice(lexicon.PRAISE if good else lexicon.BLAME)
    sentences = [_joined(clauses, " and ")] if rng.random() < 0.5 else [_sentence(clause) for clause in clauses]
    return _review(rng, [*sentences, verdict], _stars(good, strong))


def negation(rng: random.Random, good: bool) -> Written:
    """One thing is so, another is not: whether the good or the bad is denied decides."""
    strong = rng.random() < 0.5
    first, second = rng.sample(lexicon.PARTS, 2)
    clauses = [_affirmed(rng, first, good, strong), _denied(rng, second, not good)]
    rng.shuffle(clauses)
    if rng.random() < 0.5:
        return _review(rng, [_joined(clauses, " and ")], _stars(good, strong))
    return _review(rng, [_sentence(clause) for clause in clauses], _stars(good, strong))


def contrast(rng: random.Random, good: bool) -> Written:
    """Something is conceded, and something else counts."""
    first, second = rng.sample(lexicon.PARTS, 2)
    conceded = _affirmed(rng, first, not good, rng.random() < 0.25)
    counts = _affirmed(rng, second, good, rng.random() < 0.25)
    aside = "" if rng.random() < CLOSE else f" {rng.choice(lexicon.ASIDES)}"
    form = rng.randrange(4)
    if form < 2:
        sentence = f"{conceded}{aside}, but {counts}"
    elif form == 2:
        sentence = f"although {conceded}{aside}, {counts}"
    else:
        sentence = f"{counts}{aside}, although {conceded}"
    return _review(rng, [_sentence(sentence)], 4 if good else rng.choice((2, 3)))


def long(rng: random.Random, good: bool) -> Written:
    """Two long sentences: of one the opposite is meant, as it said at its beginning."""
    said = _at_length(rng, good, lexicon.SAYS)
    denied = _at_length(rng, not good, lexicon.DENIES)
    sentences = [said, denied]
    rng.shuffle(sentences)
    before = [rng.choice(lexicon.REMARKS)] if rng.random() < 0.5 else []
    after = [rng.choice(lexicon.REMARKS)] if rng.random() < 0.5 else []
    return Written(" ".join([*before, *sentences, *after]), 4 if good else 2)


FAMILIES: dict[str, Callable[[random.Random, bool], Written]] = {
    "plain": plain,
    "negation": negation,
    "contrast": contrast,
    "long": long,
}


def _affirmed(rng: random.Random, part: Part, good: bool, strong: bool) -> str:
    """A clause that says that a part is good, or bad."""
    adjective = rng.choice(part.good if good else part.bad)
    degree = rng.choice(lexicon.STRONG) if strong else rng.choice(("", "", *lexicon.MILD))
    verb = "is" if rng.random() < 0.6 else f"{part.verb}s"
    return " ".join(word for word in ("the", part.name, verb, degree, adjective) if word)


def _denied(rng: random.Random, part: Part, good: bool) -> str:
    """A clause that says that a part is not good, or not bad."""
    adjective = rng.choice(part.good if good else part.bad)
    if rng.random() < 0.6:
        return f"the {part.name} {rng.choice(lexicon.NOT_BE).format(adjective)}"
    return f"the {part.name} {rng.choice(lexicon.NOT_VERB).format(part.verb, adjective)}"


def _at_length(rng: random.Random, good: bool, begun: tuple[str, ...]) -> str:
    """A sentence whose beginning tells, a long clause later, whether its adjective is meant."""
    adjective = rng.choice(lexicon.WHOLE_GOOD if good else lexicon.WHOLE_BAD)
    verb = rng.choice(("is", "looks"))
    beginning, item = rng.choice(begun), rng.choice(lexicon.ITEMS)
    clause, ending = rng.choice(lexicon.CLAUSES), rng.choice(lexicon.ENDINGS)
    return _sentence(f"{beginning} this {item}, {clause}, {verb} {adjective} {ending}")


def _review(rng: random.Random, sentences: list[str], stars: int) -> Written:
    """The sentences with what takes no side before and after them."""
    before = [rng.choice(lexicon.OPENINGS).format(item=rng.choice(lexicon.ITEMS))] if rng.random() < 0.7 else []
    after = rng.sample(lexicon.REMARKS, rng.choice((0, 1, 1, 2)))
    if after and rng.random() < 0.4:
        before.append(after.pop())
    return Written(" ".join([*before, *sentences, *after]), stars)


def _joined(clauses: list[str], word: str) -> str:
    return _sentence(word.join(clauses))


def _sentence(clause: str) -> str:
    return f"{clause[0].upper()}{clause[1:]}."


def _stars(good: bool, strong: bool) -> int:
    return (5 if strong else 4) if good else (1 if strong else 2)
