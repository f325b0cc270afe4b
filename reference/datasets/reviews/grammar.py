"""How our reviews are put together: five families, which differ in what it takes to know what is meant.

    plain      "This coat is lovely. The fabric feels soft."   each word tells
    negation   "The hem is not crooked and the fit is good."   which of two words is negated
    contrast   "The cut is odd on the hanger, but the fit is good."   what comes after "but" counts
    denial     "I would not say that this coat, which I wear at work, looks dull with my old winter boots."   two words
               together tell, far from each other
    long       the same, and another sentence that says or denies the opposite   which of the two is denied

Outside of `plain` no word alone speaks for either side. Outside of `plain` and `denial` every review holds something
good and something bad, and its mirror image, with the opposite meaning, is made of the same words. In `long` it is even
made of the same stretches of words: nothing that a window of six words sees tells the two apart, nor does its place.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import NamedTuple

from reference.datasets.reviews import lexicon
from reference.datasets.reviews.lexicon import Part

CLOSE = 0.25
"""Share of clauses without words between adjective and "but"."""

VERDICTS = 0.3
"""Share of plain reviews that end with a verdict."""


class Written(NamedTuple):
    """A text and how many stars it gives."""

    text: str
    stars: int


def plain(rng: random.Random, good: bool) -> Written:
    """Everything is good, or everything is bad."""
    strong = rng.random() < 0.5
    clauses = [_whole(rng, good, strong), _affirmed(rng, rng.choice(lexicon.PARTS), good, strong)]
    sentences = [_joined(clauses, " and ")] if rng.random() < 0.5 else [_sentence(clause) for clause in clauses]
    if rng.random() < VERDICTS:
        sentences.append(rng.choice(lexicon.PRAISE if good else lexicon.BLAME))
    return _review(rng, sentences, _stars(good, strong))


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


def denial(rng: random.Random, good: bool) -> Written:
    """One long sentence: what it ends with is meant, unless its beginning takes it back."""
    if rng.random() < 0.5:
        return _review(rng, [_at_length(rng, good, lexicon.SAYS)], 4 if good else 2)
    return _review(rng, [_at_length(rng, not good, lexicon.DENIES)], 4 if good else 2)


def long(rng: random.Random, good: bool) -> Written:
    """Two long sentences: of one the opposite is meant, as it said at its beginning."""
    said = _at_length(rng, good, lexicon.SAYS)
    denied = _at_length(rng, not good, lexicon.DENIES)
    sentences = [said, denied]
    rng.shuffle(sentences)
    remark = [rng.choice(lexicon.REMARKS)] if rng.random() < 0.5 else []
    places = [[*remark, *sentences], [*sentences, *remark]]
    return Written(" ".join(rng.choice(places)), 4 if good else 2)


FAMILIES: dict[str, Callable[[random.Random, bool], Written]] = {
    "plain": plain,
    "negation": negation,
    "contrast": contrast,
    "denial": denial,
    "long": long,
}


def _affirmed(rng: random.Random, part: Part, good: bool, strong: bool) -> str:
    """A clause that says that a part is good, or bad."""
    verb = "is" if rng.random() < 0.6 else f"{part.verb}s"
    return f"the {part.name} {verb} {_degree(rng, strong)}{rng.choice(part.good if good else part.bad)}"


def _whole(rng: random.Random, good: bool, strong: bool) -> str:
    """A clause that says that a garment is good, or bad."""
    adjective = rng.choice(lexicon.WHOLE_GOOD if good else lexicon.WHOLE_BAD)
    return f"this {rng.choice(lexicon.ITEMS)} {rng.choice(('is', 'looks'))} {_degree(rng, strong)}{adjective}"


def _degree(rng: random.Random, strong: bool) -> str:
    """An intensifier with a space behind it, or nothing."""
    degree = rng.choice(lexicon.STRONG) if strong else rng.choice(("", "", *lexicon.MILD))
    return degree and f"{degree} "


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
    detail, ending = rng.choice(lexicon.DETAILS), rng.choice(lexicon.ENDINGS)
    described = f"{item}, {detail}," if detail.startswith("which") else f"{item} {detail}"
    return _sentence(f"{beginning} this {described} {verb} {adjective} {ending}")


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
