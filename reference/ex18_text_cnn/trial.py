"""`kata try ex18 SENTENCE`: a sentence through a network of the student's own functions, and the words that decided."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import numpy as np

from reference.datasets.reviews import reviews, tokens
from reference.kit.trial import Given, Own, Tried, Untried

TRAIN, VALIDATION = 4000, 300
"""Reviews of all families."""
PHRASES = 2000
"""Sentences of the phrases below, so that the network has also read what people write of their own accord."""
GOOD = (
    *("i wear it every day", "i would buy it again", "it fits like a glove", "i love it", "it looks great on me"),
    *("it washes well", "it still looks like new", "everybody asks where i got it", "it is worth every penny"),
    *("i ordered a second one", "it is so comfortable", "it was a bargain", "i am very happy with it", "perfect fit"),
    *("not bad at all", "it is not bad", "i do not regret it", "i was not disappointed", "it does not itch at all"),
    *("it is good", "it is nice", "it is not cheap but good"),
)
BAD = (
    *("it fell apart", "it fell apart after one wash", "it shrank in the wash", "the colour faded", "i sent it back"),
    *("it itches", "it never fits", "the zip broke", "the seams came undone", "it looks cheap", "i hate it"),
    *("it lost a button", "it was torn when it came", "it is a waste of money", "i returned it", "terrible quality"),
    *(
        "i do not like it",
        "not good at all",
        "it is not worth the money",
        "i would not buy it again",
        "it does not fit",
    ),
)
PRAISED = ("lovely", "beautiful", "great", "nice", "wonderful", "soft", "pretty", "good", "excellent")
BLAMED = ("cheap", "ugly", "thin", "boring", "stiff", "awful", "poor", "bad", "strange")
THINGS = ("fabric", "colour", "cut", "dress", "shirt", "pattern", "sweater", "material", "skirt", "jacket", "style")
LENGTH = 60
"""Words: the longest review."""
DIMENSIONS, FILTERS, KERNEL_SIZE, EPOCHS = 32, 64, 5, 8
SAMPLES = 400
"""Sentences with gaps that the network is asked about for an explanation."""


def learn(subject: Any) -> Any:
    """Return a network of the student's functions that has learned reviews of clothes."""
    texts, labels = training()
    watched = reviews(VALIDATION, np.random.default_rng(1))
    model = subject.build_text_cnn(len(vocabulary()) + 2, LENGTH, DIMENSIONS, FILTERS, KERNEL_SIZE)
    validation = _rows(subject, list(watched.texts)), watched.recommended
    subject.train(model, _rows(subject, texts), labels, validation, epochs=EPOCHS, rng_seed=0)
    return model


@functools.cache
def training() -> tuple[list[str], np.ndarray]:
    """Return the texts that the network learns from, and whether each recommends."""
    rng = np.random.default_rng(0)
    written = reviews(TRAIN, rng)
    more = [_of_phrases(rng, bool(number % 2)) for number in range(PHRASES)]
    order = rng.permutation(TRAIN + PHRASES)
    texts = [*written.texts, *more]
    labels = np.concatenate([written.recommended, np.arange(PHRASES) % 2])
    return [texts[place] for place in order], labels[order]


def _of_phrases(rng: np.random.Generator, good: bool) -> str:
    """Write a sentence of its own accord: a phrase alone, after praise or blame of its kind, or after a "but"."""
    phrase = str(rng.choice(GOOD if good else BAD))
    same = f"{rng.choice(PRAISED if good else BLAMED)} {rng.choice(THINGS)}"
    other = f"{rng.choice(BLAMED if good else PRAISED)} {rng.choice(THINGS)}"
    forms = (
        phrase,
        same,
        f"{same}, {phrase}",
        f"{same} and {phrase}",
        f"{other}, but {phrase}",
        f"{other} but {phrase}",
    )
    opening = str(rng.choice(("", "", "the ", "what a ", "very ")))
    return opening + forms[int(rng.integers(len(forms)))]


@functools.cache
def vocabulary() -> list[str]:
    """Return the words of what the network learns from."""
    return sorted({word for text in training()[0] for word in tokens(text)})


def run(own: Own, given: Given) -> Tried:
    """Say how surely a sentence recommends, and which words decided."""
    if not isinstance(given, str):
        raise Untried('ex18 reads sentences: say one in quotation marks, such as "lovely fabric, but it fell apart"')
    said = tokens(given)
    if not said:
        raise Untried("there is no word in this sentence that a network could read")
    subject, known = own.subject("ex18"), set(vocabulary())
    ask = reader(own)
    share = float(ask([given])[0, 1])
    lines = [f"{'recommended' if share > 0.5 else 'not recommended'}: it is {max(share, 1 - share):.0%} sure"]
    unknown = [word for word in dict.fromkeys(said) if word not in known]
    if unknown:
        lines.append(f"It has never read: {', '.join(unknown)}. It has learned from reviews of clothes alone.")
    words = explained(own, ask, given) if subject is not None else []
    if words:
        lines.append("Words that spoke for this answer have a +, words against it a -; two of them spoke loudly.")
    else:
        lines.append("Once ex20 has passed, you see here which words decided.")
    return Tried(lines, words=words)


def reader(own: Own) -> Callable[[list[str]], np.ndarray]:
    """Return what a LIME asks: texts in, probabilities of "not recommended" and "recommended" out."""
    subject, model = own.subject("ex18"), own.network("ex18")

    def ask(texts: list[str]) -> np.ndarray:
        share = np.asarray(subject.probes.predict(model, _rows(subject, list(texts))), dtype=float).reshape(-1)
        return np.stack([1 - share, share], axis=1)

    return ask


def explained(own: Own, ask: Callable[[list[str]], np.ndarray], text: str) -> list[tuple[str, float]]:
    """Return the words of a text, each with how much it spoke for the answer, by the student's own LIME."""
    lime = own.subject("ex20")
    if lime is None:
        return []
    found = lime.explain_text(ask, text, n_samples=SAMPLES, k=None, rng=np.random.default_rng(0))
    weights = {str(word).casefold(): float(weight) for word, weight in found}
    return [(word, weights.get(_bare(word), 0.0)) for word in text.split()]


def _bare(word: str) -> str:
    inner = tokens(word)
    return inner[0].casefold() if inner else ""


def _rows(subject: Any, texts: list[str]) -> np.ndarray:
    return np.asarray(subject.pad_sequences(subject.encode([tokens(text) for text in texts], vocabulary()), LENGTH))
