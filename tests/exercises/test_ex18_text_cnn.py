"""Graded tests of ex18. One trains on reviews; all others work on a handful of words."""

from typing import Any

import numpy as np
import pytest

from reference.ex18_text_cnn import cases, oracle
from reference.ex18_text_cnn.calibration import reviews_accuracy
from reference.ex18_text_cnn.networks import are_new_and_not_compiled
from reference.ex18_text_cnn.traces import is_learned, takes_sound_steps, traces, trained, uses_the_seed
from reference.kit.author import Draw, Expect, Subject

SIDES = (("pre", "post"), ("post", "post"), ("pre", "pre"), ("post", "pre"))
"""Where sequences are filled up, and where they are cut."""
MISTAKEN_SIDES = {
    "always-filled-up-in-front": [("pre", cut) for _, cut in SIDES],
    "always-filled-up-behind": [("post", cut) for _, cut in SIDES],
    "always-cut-in-front": [(filled, "pre") for filled, _ in SIDES],
    "always-cut-behind": [(filled, "post") for filled, _ in SIDES],
    "filled-up-on-the-other-side": [("post" if filled == "pre" else "pre", cut) for filled, cut in SIDES],
    "cut-on-the-other-side": [(filled, "post" if cut == "pre" else "pre") for filled, cut in SIDES],
    "cut-where-it-is-filled-up": [(filled, filled) for filled, _ in SIDES],
    "padding-and-truncating-exchanged": [(cut, filled) for filled, cut in SIDES],
}
"""Which sides are taken by those who misunderstand what is asked for."""
MOVED = 1e-4
"""Stands between what float32 leaves of one answer asked twice (1e-6) and another answer (1e-2 and more)."""
SIGMOID_OF_ONE = 0.7311
"""The most that a sigmoid makes of a probability; the least is 0.5. Scores of 8 or -8 become 0.9997 and 0.0003."""


@pytest.mark.task("encode", points=0.5)
def test_each_word_becomes_its_number(subject: Subject, expect: Expect, draw: Draw) -> None:
    known = cases.vocabulary(draw)
    documents = cases.documents(draw, known)
    encoded(expect, subject.encode(documents, known), oracle.encode(documents, known))


@pytest.mark.task("encode", points=0.5)
def test_unknown_words_keep_their_place(subject: Subject, expect: Expect, draw: Draw) -> None:
    known = cases.vocabulary(draw)
    documents = cases.with_unknown_words(draw, known)
    encoded(expect, subject.encode(documents, known), oracle.encode(documents, known))
    turned = [word.capitalize() for word in known]
    documents = [[known[0], turned[1], known[2]], [turned[0]]]
    for words in (known, turned):
        got, want = subject.encode(documents, words), oracle.encode(documents, words)
        low = [[word.lower() for word in each] for each in documents]
        alike = [oracle.encode(low, each) for each in (words, [word.lower() for word in words])]
        encoded(expect, got, want, letter_case_ignored=alike)


@pytest.mark.task("encode", points=0.25)
def test_unknown_words_get_the_number_asked_for(subject: Subject, expect: Expect, draw: Draw) -> None:
    known = cases.vocabulary(draw)
    documents = cases.with_unknown_words(draw, known)
    oov = int(draw.integers(50, 90))
    encoded(expect, subject.encode(documents, known, oov=oov), oracle.encode(documents, known, oov))


@pytest.mark.task("encode", points=0.25)
def test_documents_may_be_empty(subject: Subject, expect: Expect, draw: Draw) -> None:
    known = cases.vocabulary(draw)
    for lengths in ((0, 3, 0, 1), (0,), (2,)):
        documents = cases.documents(draw, known, (1, *lengths))[1:]
        encoded(expect, subject.encode(documents, known), oracle.encode(documents, known))
    encoded(expect, subject.encode([], known), [])
    documents = cases.documents(draw, known)
    for few in (known[:1], known[-1:]):
        encoded(expect, subject.encode(documents, few), oracle.encode(documents, few))


@pytest.mark.task("pad_sequences", points=0.5)
def test_short_ones_are_filled_up_in_front(subject: Subject, expect: Expect, draw: Draw) -> None:
    sequences = cases.sequences(draw, (3, 1, 4))
    rows = subject.pad_sequences(sequences, 5)
    expect.close(rows, oracle.pad_sequences(sequences, 5))
    expect.unless(rows.dtype.kind == "f", "rows-of-floats")


@pytest.mark.task("pad_sequences", points=0.5)
def test_long_ones_lose_their_beginning(subject: Subject, expect: Expect, draw: Draw) -> None:
    sequences = cases.sequences(draw, (6, 2, 7))
    expect.close(subject.pad_sequences(sequences, 4), oracle.pad_sequences(sequences, 4))


@pytest.mark.task("pad_sequences", points=0.5)
def test_the_other_side_when_asked(subject: Subject, expect: Expect, draw: Draw) -> None:
    sequences = [cases.sequences(draw, (2, 7, 5, 3)) for _ in SIDES]
    got = [subject.pad_sequences(each, 5, *sides) for each, sides in zip(sequences, SIDES, strict=True)]
    want = [oracle.pad_sequences(each, 5, *sides) for each, sides in zip(sequences, SIDES, strict=True)]
    for mistake, taken in MISTAKEN_SIDES.items():
        wrong = [oracle.pad_sequences(each, 5, *sides) for each, sides in zip(sequences, taken, strict=True)]
        expect.unless(all(map(expect.alike, got, wrong)), mistake)
    for one, other in zip(got, want, strict=True):
        expect.close(one, other)


@pytest.mark.task("pad_sequences", points=0.25)
def test_filled_up_with_the_value_asked_for(subject: Subject, expect: Expect, draw: Draw) -> None:
    for value in (int(draw.integers(100, 999)), -1):
        sequences = cases.sequences(draw, (2, 5, 1))
        sequences[0][0] = 0  # a number of the sequence like any other
        want = oracle.pad_sequences(sequences, 3, value=value)
        expect.close(subject.pad_sequences(sequences, 3, value=value), want)


@pytest.mark.task("pad_sequences", points=0.25)
def test_empty_sequences_and_full_ones(subject: Subject, expect: Expect, draw: Draw) -> None:
    for length, lengths in ((4, (0, 4, 2)), (1, (3, 0, 1)), (3, (0,))):
        for side in ("pre", "post"):
            sequences = cases.sequences(draw, lengths)
            arrays = [np.array(sequence, dtype=np.int64) for sequence in sequences]
            want = oracle.pad_sequences(sequences, length, side, side)
            expect.close(subject.pad_sequences(sequences, length, side, side), want)
            expect.close(subject.pad_sequences(arrays, length, side, side), want)
    none = "There is no sequence, so there is no row; a row would be as long as asked"
    expect.close(subject.pad_sequences([], 5), oracle.pad_sequences([], 5), why=none)


@pytest.mark.task("conv1d", points=0.75)
def test_each_window_is_weighed_and_summed(subject: Subject, expect: Expect, draw: Draw) -> None:
    for words, (width, dimensions, filters) in ((5, (2, 2, 1)), (7, (3, 2, 5))):
        sequence, kernel = cases.tenths(draw, words, dimensions), cases.tenths(draw, width, dimensions, filters)
        got, want = subject.conv1d(sequence, kernel), oracle.conv1d(sequence, kernel)
        if isinstance(got, np.ndarray) and got.shape == (words, filters) and got.any(axis=1).all():
            inside = any(expect.alike(got[first : first + len(want)], want) for first in range(width))
            expect.unless(inside, "as-many-places-as-words")
        expect.close(got, want)


@pytest.mark.task("conv1d", points=0.25)
def test_a_window_of_one_word_and_one_of_all(subject: Subject, expect: Expect, draw: Draw) -> None:
    for words, width in ((4, 1), (5, 5), (1, 1)):
        sequence, kernel = cases.tenths(draw, words, 3), cases.tenths(draw, width, 3, 2)
        expect.close(subject.conv1d(sequence, kernel), oracle.conv1d(sequence, kernel))


@pytest.mark.task("conv1d", points=0.5)
def test_whole_numbers_are_numbers(subject: Subject, expect: Expect, draw: Draw) -> None:
    whole, kernel = draw.integers(-9, 10, size=(6, 3)), cases.tenths(draw, 2, 3, 4)
    expect.close(subject.conv1d(whole, kernel), oracle.conv1d(whole, kernel))
    expect.close(subject.conv1d(whole.tolist(), kernel.tolist()), oracle.conv1d(whole, kernel))
    counts = draw.integers(-9, 10, size=(2, 3, 4))
    expect.close(subject.conv1d(whole, counts), oracle.conv1d(whole, counts))
    single = whole.astype(np.float32) / 8, kernel.astype(np.float32)
    expect.close(subject.conv1d(*single), oracle.conv1d(*single))


@pytest.mark.task("build_text_cnn", points=0.5)
def test_each_text_gets_a_probability(subject: Subject, expect: Expect, draw: Draw) -> None:
    model = built(subject, expect, 41, 13, 5, 11, 2)
    texts = draw.integers(0, 41, size=(7, 13))
    texts[0, 0], texts[1, 1] = 40, 0
    values = cases.told_apart(subject, draw, model, 41)
    answers = np.asarray(subject.probes.predict(model, texts), dtype=float)
    expect.unless(answers.ndim == 3, "an-answer-for-each-place")
    expect.unless(answers.shape == (7, 2), "two-units")
    expect.unless(answers.shape == (7, 11), "a-unit-for-each-filter")
    expect.that(answers.shape == (7, 1), f"answers 7 texts with shape {answers.shape}; expected (7, 1)")
    expect.unless(np.all(answers == 1), "softmax-over-one-unit")
    again, called = (np.asarray(ask(model, texts)) for ask in (subject.probes.predict, subject.probes.call))
    noise = np.abs([again - answers, called - answers]).max()  # `predict` switches off what was called in training mode
    expect.unless(noise > MOVED, "dropout-while-it-is-asked")
    expect.predictions(model, texts)
    louder: list[np.ndarray] = []
    for loud in (8, -8):  # of scores like these, some are far below 0 or far above 1
        subject.probes.set_weights(model, [v * loud if v.ndim > 1 and v.shape[-1] == 1 else v for v in values])
        louder.append(np.asarray(subject.probes.predict(model, texts)))
    expect.unless(np.min(louder) < 0 or np.max(louder) > 1, "scores-instead-of-a-probability")
    squeezed = np.min(louder) >= 0.5 and 0.5 + MOVED < np.max(louder) < SIGMOID_OF_ONE
    expect.unless(squeezed, "sigmoid-twice")
    never_no = abs(np.min(louder) - 0.5) < MOVED < np.max(louder) - 0.5
    expect.unless(never_no, "relu-before-the-sigmoid")


@pytest.mark.task("build_text_cnn", points=0.75)
def test_named_sizes_are_built_in(subject: Subject, expect: Expect, draw: Draw) -> None:
    n_words = int(draw.integers(50, 90))
    for length, dimensions, filters, width in ((19, 7, 11, 3), (23, 5, 13, 4)):
        model = built(subject, expect, n_words, length, dimensions, filters, width)
        # axes of one are left out: a filter over words may be one over an image
        shapes = {tuple(size for size in shape if size != 1) for shape in expect.shapes(model)}
        expect.unless((3, 50, 250) in shapes, "always-the-workshops-sizes")
        expect.unless((filters, dimensions, width) in shapes, "filters-and-width-exchanged")
        table, kernel = (n_words, dimensions), (width, dimensions, filters)
        expect.unless(table in shapes and (width, length, filters) in shapes, "slides-over-the-dimensions")
        if table not in shapes:
            expect.unless((n_words - 1, dimensions) in shapes, "no-row-for-the-last-word")
            expect.unless((n_words + 1, dimensions) in shapes, "rows-for-padding-once-more")
            expect.unless((length, dimensions) in shapes, "a-row-for-each-place")
            expect.unless((n_words, filters) in shapes, "dimensions-and-filters-exchanged")
            expect.unless((n_words, length) in shapes, "vectors-as-long-as-a-text")
            expect.unless((width, filters) in shapes, "no-vectors")  # a filter of one number a word
        for what, shape in (("table of vectors", table), ("set of filters", kernel)):
            expect.that(shape in shapes, f"has no {what} of shape {shape}: its weights are {sorted(shapes)}")


@pytest.mark.task("build_text_cnn", points=0.5)
def test_order_of_words_matters(subject: Subject, expect: Expect, draw: Draw) -> None:
    model = built(subject, expect, 47, 11, 5, 23, 3)
    cases.told_apart(subject, draw, model, 47)
    texts = draw.integers(2, 47, size=(19, 11))
    answers, turned = (np.asarray(subject.probes.predict(model, x)) for x in (texts, texts[:, ::-1]))
    expect.that(np.ptp(answers) > MOVED, "answers all texts alike")
    expect.unless(np.abs(answers - turned).max() < MOVED, "a-bag-of-words")


@pytest.mark.task("build_text_cnn", points=0.25)
def test_it_is_new_and_not_compiled(subject: Subject, expect: Expect, draw: Draw) -> None:
    first, second = (built(subject, expect, 31, 12, 3, 5, 2) for _ in range(2))
    are_new_and_not_compiled(subject, expect, first, second)


@pytest.mark.task("train", points=0.25)
def test_history_has_a_number_for_each_epoch(subject: Subject, expect: Expect, draw: Draw) -> None:
    data, epochs = traces(draw), int(draw.integers(2, 4))
    _, history = trained(subject, expect, draw, data, data.validation, epochs)
    expect.unless(not any(name.startswith("val_") for name in history), "nobody-watches")
    expect.unless(all(np.size(values) == 1 for values in history.values()), "always-one-epoch")
    expect.history(history, epochs, "loss", "val_loss")


@pytest.mark.task("train", points=0.25)
def test_validation_is_measured_on_the_pair_given(subject: Subject, expect: Expect, draw: Draw) -> None:
    data = traces(draw)
    sequences, labels = data.training
    # the same texts with the other labels: what helps with the ones harms with the others
    table, history = trained(subject, expect, draw, data, (sequences, 1 - labels), 3)
    is_learned(expect, table, data)
    figures = expect.history(history, None, "loss", "val_loss")
    expect.that(all(map(np.size, figures.values())), "has no numbers in its history")
    expect.that(all(np.isfinite(values[-1]) for values in figures.values()), "has figures that are no numbers")
    expect.unless(figures["val_loss"][-1] <= figures["loss"][-1], "watched-on-the-training-texts")


@pytest.mark.task("train", points=0.25)
def test_validation_texts_are_not_learned_from(subject: Subject, expect: Expect, draw: Draw) -> None:
    data = traces(draw)
    table, _ = trained(subject, expect, draw, data, data.validation, 2)
    is_learned(expect, table, data)
    expect.unless(table[data.validation[0][:, 0]], "learns-from-the-validation-texts")


@pytest.mark.task("train", points=0.5)
def test_every_text_is_learned_with_its_label(subject: Subject, expect: Expect, draw: Draw) -> None:
    data = traces(draw)
    table, _ = trained(subject, expect, draw, data, data.validation, 1)
    is_learned(expect, table, data)
    moved = table[data.training[0][:, 0]]
    left = np.flatnonzero(moved == 0)
    split = left.size > 0 and np.array_equal(left, np.arange(left[0], len(moved)))
    expect.unless(split, "split-once-more")
    expect.that(not left.size, f"learned nothing from {left.size} of {len(moved)} texts, the first of them {left[:1]}")
    # a text's own word learns to speak for its label
    expect.unless(np.any((moved > 0) != (data.training[1] == 1)), "labels-left-behind")


@pytest.mark.task("train", points=0.25)
def test_seed_settles_what_is_random(subject: Subject, expect: Expect, draw: Draw) -> None:
    uses_the_seed(subject, expect, draw)


@pytest.mark.task("train", points=1)
def test_reviews_are_understood(subject: Subject, expect: Expect, draw: Draw) -> None:
    try:
        accuracy = reviews_accuracy(subject, draw, expect.predictions)
        expect.reaches(accuracy, "ex18.reviews", why="How do loss and val_loss go on in your history?")
    except Exception:
        takes_sound_steps(subject, expect, draw)  # what is wrong with a step explains more than what came of it
        raise


@pytest.mark.task("diagnose_count_matrix_mistake", points=0.25)
def test_counts_and_numbers_of_words_are_told_apart(subject: Subject, expect: Expect, draw: Draw) -> None:
    both = cases.matrices(draw)
    expect.equal(subject.diagnose_count_matrix_mistake(both.counts[:100]), True)
    expect.equal(subject.diagnose_count_matrix_mistake(both.counts[:50].tolist()), True)
    texts = both.without_padding(12, 13)
    for each in (texts, np.tile(texts, 10)):
        expect.equal(subject.diagnose_count_matrix_mistake(each), False)
    for side in ("pre", "post"):
        padded = oracle.pad_sequences(both.sequences, max(map(len, both.sequences)), side, side)
        expect.equal(subject.diagnose_count_matrix_mistake(padded), False)


@pytest.mark.task("diagnose_count_matrix_mistake", points=0.125)
def test_short_texts_have_many_zeros_too(subject: Subject, expect: Expect, draw: Draw) -> None:
    both = cases.matrices(draw)
    expect.equal(subject.diagnose_count_matrix_mistake(both.without_padding(30, 11)), False)
    for length in (30, 130):
        padded = oracle.pad_sequences([*both.sequences, []], length)
        expect.equal(subject.diagnose_count_matrix_mistake(padded), False)
        expect.equal(subject.diagnose_count_matrix_mistake(padded.astype(np.float32)), False)
    for counts in (both.counts.astype(float), np.minimum(both.counts, 1)):
        expect.equal(subject.diagnose_count_matrix_mistake(counts), True)


@pytest.mark.task("diagnose_count_matrix_mistake", points=0.125)
def test_neither_sizes_of_numbers_nor_single_rows_tell(subject: Subject, expect: Expect, draw: Draw) -> None:
    both = cases.matrices(draw)
    long = oracle.pad_sequences(both.sequences[:30], 1500, "post")
    why = "Of texts that are padded to a great length most is padding"
    expect.equal(subject.diagnose_count_matrix_mistake(long), False, why=why)
    some = oracle.pad_sequences([[], *both.sequences[:30], []], 40)
    expect.equal(subject.diagnose_count_matrix_mistake(some), False, why="Two of the texts have no word")
    nothing, everything = np.zeros_like(both.counts[:1]), both.counts.sum(axis=0, keepdims=True)
    for place, row in ((50, nothing), (0, nothing), (0, everything)):
        counts = np.insert(both.counts, place, row, axis=0)
        why = f"Row {place} has {'no word' if row is nothing else 'every word'} of the vocabulary"
        expect.equal(subject.diagnose_count_matrix_mistake(counts), True, why=why)
    few = [[number if number < 9 else 1 for number in sequence] for sequence in both.sequences]
    why = "The vocabulary is small: most words are unknown, number 1"
    expect.equal(subject.diagnose_count_matrix_mistake(oracle.pad_sequences(few, 40, "post")), False, why=why)


def encoded(
    expect: Expect, got: Any, want: list[list[int]], letter_case_ignored: list[list[list[int]]] | None = None
) -> None:
    """Fail unless there is a list of whole numbers for each document; arrays and tuples are lists, too."""
    rows = [row.tolist() if isinstance(row, np.ndarray) else row for row in expect.sequence(got, of="documents")]
    numbers = [list(row) if isinstance(row, tuple) else row for row in rows]
    expect.unless(cases.has_floats(numbers), "numbers-as-floats")
    expect.unless(numbers != want and numbers in (letter_case_ignored or []), "letter-case-ignored")
    expect.equal(numbers, want)


def built(subject: Subject, expect: Expect, n_words: int, length: int, *sizes: int) -> Any:
    """Return a student's network for texts of this length, once it takes them."""
    model = subject.build_text_cnn(n_words, length, *sizes)
    expect.model(model, inputs=(length,))
    subject.probes.predict(model, np.zeros((1, length), dtype=int))  # a subclassed model has no weights before
    return model
