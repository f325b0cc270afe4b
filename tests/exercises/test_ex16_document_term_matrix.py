"""Graded tests of ex16."""

from typing import Any

import numpy as np
import pytest

from reference.ex16_document_term_matrix import cases, oracle
from reference.ex16_document_term_matrix.calibration import reviews_accuracy
from reference.kit.author import Draw, Expect, Subject

# tokenize


@pytest.mark.task("tokenize", points=0.5)
def test_words_come_in_lower_case_and_without_other_signs(subject: Subject, expect: Expect, draw: Draw) -> None:
    text = cases.mixed(draw, cases.plain_words(draw))
    expect.equal(subject.tokenize(text), oracle.tokenize(text), why="Letters and digits make words, also single ones")
    for nothing in ("", " ?! - "):
        expect.equal(subject.tokenize(nothing), [], why="Where there is no letter and no digit, there is no word")


@pytest.mark.task("tokenize", points=0.25)
def test_hyphens_and_underscores_part_words(subject: Subject, expect: Expect, draw: Draw) -> None:
    text = cases.joined_words(draw)
    expect.equal(subject.tokenize(text), oracle.tokenize(text), why="Only apostrophes join")


@pytest.mark.task("tokenize", points=0.5)
def test_apostrophes_inside_belong_to_the_word(subject: Subject, expect: Expect, draw: Draw) -> None:
    for text in (cases.with_apostrophes(draw), *cases.apostrophes_elsewhere(draw)):
        expect.equal(
            subject.tokenize(text),
            oracle.tokenize(text),
            why="Single ones join letters and digits; those at a word's ends are quotation marks",
        )


@pytest.mark.task("tokenize", points=0.25)
def test_all_apostrophes_become_straight(subject: Subject, expect: Expect, draw: Draw) -> None:
    for text in (cases.with_curly_apostrophes(draw), cases.curly_apostrophes_in_a_row(draw)):
        expect.equal(
            subject.tokenize(text), oracle.tokenize(text), why="U+2018, U+2019 and U+02BC are apostrophes like U+0027"
        )


@pytest.mark.task("tokenize", points=0.25)
def test_letters_of_all_alphabets_are_letters(subject: Subject, expect: Expect, draw: Draw) -> None:
    text = cases.foreign(draw)
    expect.equal(subject.tokenize(text), oracle.tokenize(text), why="They stay what they are, in lower case")


@pytest.mark.task("tokenize", points=0.25)
def test_letters_written_in_two_ways_are_equal(subject: Subject, expect: Expect, draw: Draw) -> None:
    text = cases.foreign(draw, "NFD")
    expect.equal(
        subject.tokenize(text),
        oracle.tokenize(text),
        why="In this text marks stand behind their letters, as in 'u' and U+0308; NFC makes one character of both",
    )


# build_vocabulary


@pytest.mark.task("build_vocabulary", points=0.5)
def test_most_frequent_words_come_first(subject: Subject, expect: Expect, draw: Draw) -> None:
    documents = cases.frequent(draw)
    expect.equal(
        subject.build_vocabulary(documents),
        oracle.build_vocabulary(documents),
        why="Counted is how often a word occurs in all documents together",
    )


@pytest.mark.task("build_vocabulary", points=0.25)
def test_equally_frequent_words_come_by_alphabet(subject: Subject, expect: Expect, draw: Draw) -> None:
    documents = cases.even(draw)
    for limit in (None, 3):
        got = subject.build_vocabulary(documents, max_words=limit)
        expect.equal(
            got, oracle.build_vocabulary(documents, limit), why="Also where the limit parts equally frequent ones"
        )


@pytest.mark.task("build_vocabulary", points=0.25)
def test_no_more_words_than_asked(subject: Subject, expect: Expect, draw: Draw) -> None:
    documents = cases.frequent(draw)
    for limit in (3, 1, None, 11):
        got = subject.build_vocabulary(documents, max_words=limit)
        expect.equal(got, oracle.build_vocabulary(documents, limit), why="The most frequent ones, up to `max_words`")
    many = [" ".join(map(str, draw.permutation(12_000)))]
    count = len(subject.build_vocabulary(many))
    expect.that(count == 12_000, f"gave {count:,} of 12,000 different words: `max_words=None` means all")


@pytest.mark.task("build_vocabulary", points=0.5)
def test_stop_words_go_before_the_cut(subject: Subject, expect: Expect, draw: Draw) -> None:
    drawn = cases.stopped(draw)
    for stop_words in (drawn.stop_words, tuple(drawn.stop_words[:2])):
        for limit in (2, None):
            expect.equal(
                subject.build_vocabulary(drawn.documents, max_words=limit, stop_words=stop_words),
                oracle.build_vocabulary(drawn.documents, limit, stop_words),
                why="A stop word is one in any letter case and beside any sign, and takes no place from others",
            )


@pytest.mark.task("build_vocabulary", points=0.25)
def test_little_or_nothing_to_list(subject: Subject, expect: Expect, draw: Draw) -> None:
    (text,) = cases.frequent(draw)[:1]
    got, nothing = (subject.build_vocabulary(documents) for documents in ([text], []))
    expect.unless(cases.are_left_over(nothing, oracle.tokenize(text)), "words-of-earlier-calls")
    expect.equal(got, oracle.build_vocabulary([text]))
    expect.equal(subject.build_vocabulary(["", text, " ... "]), oracle.build_vocabulary([text]))
    everything = oracle.tokenize(text)
    for stop_words in ([], everything[:1]):
        got = subject.build_vocabulary([text], stop_words=stop_words)
        expect.equal(got, oracle.build_vocabulary([text], None, stop_words))
    expect.equal(subject.build_vocabulary([text], stop_words=everything), [], why="All words are stop words")
    expect.equal(subject.build_vocabulary([]), [], why="Where there is no document, there is no word")


# document_term_matrix


@pytest.mark.task("document_term_matrix", points=0.5)
def test_words_are_counted(subject: Subject, expect: Expect, draw: Draw) -> None:
    documents = cases.frequent(draw)
    vocabulary = oracle.build_vocabulary(documents)
    for texts in (documents, [" ".join([vocabulary[1]] * 300)]):
        expect.close(
            subject.document_term_matrix(texts, vocabulary),
            oracle.document_term_matrix(texts, vocabulary),
            why="A row for each document, a column for each word of the vocabulary, in its order",
        )


@pytest.mark.task("document_term_matrix", points=0.25)
def test_unseen_words_and_empty_documents(subject: Subject, expect: Expect, draw: Draw) -> None:
    documents = cases.frequent(draw)
    vocabulary = oracle.build_vocabulary(documents)[1:3]
    documents.insert(int(draw.integers(3)), "")
    documents.append("?! ...")
    expect.close(
        subject.document_term_matrix(documents, vocabulary),
        oracle.document_term_matrix(documents, vocabulary),
        why="Words without a column are passed over, and an empty document keeps its row",
    )


@pytest.mark.task("document_term_matrix", points=0.25)
def test_words_within_words_do_not_count(subject: Subject, expect: Expect, draw: Draw) -> None:
    one, two = (str(word) for word in draw.choice(["plum", "fig", "apple"], size=2, replace=False))
    documents = [f"Pine{one}s, un{two}, {one.upper()}! The {two}s: {one}'s. DON\u2019T {one}-{two}; don't"]
    for vocabulary in ([one, two, "don't"], ["don't", "the", one], [two]):
        expect.close(
            subject.document_term_matrix(documents, vocabulary),
            oracle.document_term_matrix(documents, vocabulary),
            why=f"{one!r} does not occur in {'Pine' + one + 's'!r}: words are what `tokenize` says",
        )


@pytest.mark.task("document_term_matrix", points=0.25)
def test_shapes_where_there_is_nothing(subject: Subject, expect: Expect, draw: Draw) -> None:
    (text,) = cases.frequent(draw)[:1]
    known = oracle.build_vocabulary([text])
    for documents, vocabulary in (([text], known), ([text, ""], []), ([], known)):
        expect.close(
            subject.document_term_matrix(documents, vocabulary),
            oracle.document_term_matrix(documents, vocabulary),
            why=f"{len(documents)} documents and {len(vocabulary)} words make that shape",
        )


# tf_idf


@pytest.mark.task("tf_idf", points=0.5)
def test_rare_words_weigh_more(subject: Subject, expect: Expect, draw: Draw) -> None:
    counts = cases.counts(draw, 4, 5)
    expect.close(subject.tf_idf(counts), oracle.tf_idf(counts), why="Counts times idf, rows of length 1")


@pytest.mark.task("tf_idf", points=0.5)
def test_weights_of_many_documents(subject: Subject, expect: Expect, draw: Draw) -> None:
    for documents, words in ((11, 5), (3, 13)):
        counts = cases.counts(draw, documents, words)
        expect.close(subject.tf_idf(counts), oracle.tf_idf(counts), why=f"{documents} documents, {words} words")


@pytest.mark.task("tf_idf", points=0.25)
def test_empty_rows_stay_zero(subject: Subject, expect: Expect, draw: Draw) -> None:
    counts = cases.counts(draw, 5, 4)
    counts[draw.permutation(5)[:2]] = 0
    expect.close(subject.tf_idf(counts), oracle.tf_idf(counts), why="An empty document counts as one, and stays zero")
    expect.no_warning(why="An empty row has no length to divide by", diagnosis="empty-rows-become-nan")


@pytest.mark.task("tf_idf", points=0.25)
def test_words_that_occur_nowhere(subject: Subject, expect: Expect, draw: Draw) -> None:
    counts = cases.counts(draw, 4, 5)
    counts[:, draw.permutation(5)[:2]] = 0
    counts[0] += 1 - (counts.sum(axis=0) == 0)
    expect.close(subject.tf_idf(counts), oracle.tf_idf(counts), why="The vocabulary may be from other documents")
    expect.no_warning(why="A word that occurs nowhere divides by 0")


@pytest.mark.task("tf_idf", points=0.25)
def test_weights_of_lists_and_single_documents(subject: Subject, expect: Expect, draw: Draw) -> None:
    counts = cases.counts(draw, 3, 5)
    for each in (counts.tolist(), counts.astype(np.float32), counts[:1], counts[:1, :1] + 1, counts.astype(float)):
        expect.close(subject.tf_idf(each), oracle.tf_idf(each))


# most_similar


def same_rows(subject: Subject, expect: Expect, matrix: Any, row: int, k: int, why: str) -> None:
    """Compare numbers of rows, in a list or an array."""
    got = subject.most_similar(matrix, row, k)
    shown = f"{why}. That is row {row} of {np.asarray(matrix).tolist()}"
    listed = np.array(got, dtype=int) if type(got) in (list, tuple) and all(map(is_whole, got)) else got
    want = oracle.most_similar(matrix, row, k)
    if type(got) in (list, tuple) and not expect.alike(listed, want):
        expect.equal(got, want.tolist(), why=shown)
    expect.close(listed, want, why=shown)


def is_rows(got: Any) -> bool:
    """Tell whether a result is an array, list or tuple of whole numbers."""
    if isinstance(got, np.ndarray):
        return got.ndim == 1 and got.dtype.kind in "iu"
    return type(got) in (list, tuple) and all(map(is_whole, got))


def is_whole(number: Any) -> bool:
    return isinstance(number, int | np.integer) and not isinstance(number, bool)


@pytest.mark.task("most_similar", points=0.5)
def test_most_similar_rows_come_first(subject: Subject, expect: Expect, draw: Draw) -> None:
    matrix = cases.directions(draw, 5, 5)
    for row, k in ((0, 5), (3, 2), (4, 1)):
        same_rows(subject, expect, matrix, row, k, "By the cosine of the angle, without the row itself")


@pytest.mark.task("most_similar", points=0.25)
def test_equal_rows_and_rows_of_zeros(subject: Subject, expect: Expect, draw: Draw) -> None:
    matrix = cases.ties(draw)
    for row in (5, 2, 3):
        same_rows(
            subject, expect, matrix, row, 11, "Equal ones in the order of the matrix; zeros are similar to nothing"
        )
        expect.no_warning(why="A row of zeros has no length to divide by")
    one, other, third = draw.integers(1, 9, size=3)
    square = np.array([[one, 0], [0, other], [0, 0], [third, 2 * third]])
    same_rows(subject, expect, square, 0, 3, "A row of zeros is as similar as one at right angles")


@pytest.mark.task("most_similar", points=0.25)
def test_what_differs_by_rounding_is_equal(subject: Subject, expect: Expect, draw: Draw) -> None:
    (short, shortest), close = cases.short_multiples(draw), cases.nearly_alike(draw)
    # Who orders what is clear and puts the shortest of equals last adds something to the lengths.
    got, clear = subject.most_similar(short, 6, 6), subject.most_similar(close, 0, 5)
    is_last = is_rows(got) and len(got) == 6 and got[-1] == shortest
    is_clear = expect.alike(clear, oracle.most_similar(close, 0, 5))
    expect.unless(is_last and is_clear, "lengths-made-longer")
    matrix = cases.multiples(draw)
    # Multiples by powers of 2 are equally similar to the last digit: who orders those right, but not all multiples,
    # lets rounding decide.
    exact = cases.doubled(draw)
    orders = [
        (subject.most_similar(each, 7, 14), oracle.most_similar(each, 7, 14).tolist()) for each in (exact, matrix)
    ]
    (first, right), (got, want) = [(np.ravel(got).tolist() if is_rows(got) else None, want) for got, want in orders]
    expect.unless(first == right and got is not None and got != want == sorted(got), "ties-left-to-rounding")
    for each, row, k in ((short, 6, 6), (matrix, 7, 14)):
        same_rows(subject, expect, each, row, k, "All other rows are multiples of one: equally similar to it")
    same_rows(subject, expect, close, 0, 5, "From the fourth decimal on, similarities differ by more than rounding")


@pytest.mark.task("most_similar", points=0.25)
def test_similar_rows_of_lists_and_single_rows(subject: Subject, expect: Expect, draw: Draw) -> None:
    matrix = cases.directions(draw, 4, 3)
    for each in (matrix.tolist(), matrix.astype(np.float32), (10 * matrix).astype(int)):
        same_rows(subject, expect, each, 1, 2, "The two most similar ones")
    same_rows(subject, expect, matrix[:1], 0, 3, "There is no other row")


# logistic_baseline

NEAR = 0.05
"""Between what float32, or a start at other small numbers, changes in a probability (0.01), and another answer."""
SHARE_NEAR = 0.06
"""What too few steps, small batches or a penalty on large weights change in a share is at most half of it."""
MANY_NEAR = 0.15
"""Steps one document at a time miss a share of many by at most 0.11, sums that jump to and fro by 0.18 and more."""
ASKED = np.array([[0, 0, 0], [1, 0, 0], [0, 1, 0], [0, 0, 1], [2, 0, 0], [1, 1, 0], [1, 0, 2]])


def probabilities(subject: Subject, expect: Expect, training: Any, labels: Any, others: Any) -> np.ndarray:
    """Train, and return the probabilities once they are such."""
    got = subject.logistic_baseline(training, labels, others)
    count = len(others)
    shape = got.shape if isinstance(got, np.ndarray) else None
    expect.unless(count > 2 and shape == (count, 2), "both-probabilities")
    expect.unless(shape == (len(training),) != (count,), "answers-for-the-training-part")
    answers = expect.array(got, (count,), why="There is one probability for each test document")
    inside = np.isfinite(answers).all() and (answers >= 0).all() and (answers <= 1).all()
    overflows = any("overflow" in text for _, text in subject.calls[-1].warnings)
    expect.unless(not inside and overflows, "exponential-that-overflows")
    expect.that(inside, "returned numbers outside 0..1: a sigmoid makes a probability of the sum")
    return answers.astype(float)


@pytest.mark.task("logistic_baseline", points=0.25)
def test_words_speak_for_the_class_they_stand_in(subject: Subject, expect: Expect, draw: Draw) -> None:
    training, labels = cases.overlapping(draw)
    _, one, other, *_ = answers = probabilities(subject, expect, training, labels, ASKED)
    expect.unless(np.allclose(answers, 0.5, atol=1e-9), "never-trained")
    expect.unless(one < 0.4 and other > 0.6, "probability-of-class-zero", f"It gave {one:.2f} and {other:.2f}.")
    classes = np.isin(answers, [0, 1]).all() and np.ptp(answers) > 0 and answers[1] == answers[6]
    expect.unless(classes, "classes-instead-of-probabilities")
    held_back = cases.is_held_back(training, labels, oracle.log_odds(answers))
    begun = 0.5 < one <= 0.6 and 0.4 <= other < 0.5
    expect.unless(held_back and begun, "weights-held-back", f"It gave {one:.2f} and {other:.2f}.")
    expect.unless(begun, "training-hardly-begun", f"It gave {one:.2f} and {other:.2f}, nearly as at the start.")
    expect.that(
        one > 0.6 and other < 0.4,
        f"gave {one:.2f} for a document with one word that stands in 12 of 16 documents of class 1 and in 4 of 16 of "
        f"class 0, and {other:.2f} for the opposite. More than 0.6 and less than 0.4 are little asked: does it take "
        "enough steps, and against the gradient?",
    )
    training, labels = cases.shares(draw)
    one, other = probabilities(subject, expect, training, labels, np.array([[2, 0, 0], [0, 2, 0]]))
    expect.unless(abs(one - 0.4) < 0.02 and other < 0.01, "labels-of-minus-one-and-one")
    off = max(abs(one - 0.75), abs(other - 0.25)) >= SHARE_NEAR
    expect.unless(held_back and off, "weights-held-back", f"It gave {one:.2f} and {other:.2f}, and not 0.75 and 0.25.")
    expect.that(
        abs(one - 0.75) < SHARE_NEAR and abs(other - 0.25) < SHARE_NEAR,
        f"gave {one:.2f} and {other:.2f} for two documents. Of 16 like the first 12 are of class 1, of 16 like the "
        "second 4: where the loss falls no more, a probability is such a share, here 0.75 and 0.25. Does it take "
        "enough steps, none too large, and does the answer come from the same sigmoid as the training?",
    )
    training, labels = cases.shares(draw, 10)
    one, other = probabilities(subject, expect, training, labels, np.array([[2, 0, 0], [0, 2, 0]]))
    too_long = not (0.5 <= one <= 0.75 + MANY_NEAR and 0.25 - MANY_NEAR <= other <= 0.5)
    expect.unless(too_long, "gradients-summed", f"It gave {one:.2f} and {other:.2f}, and not 0.75 and 0.25.")
    expect.that(
        abs(one - 0.75) < MANY_NEAR and abs(other - 0.25) < MANY_NEAR,
        f"gave {one:.2f} and {other:.2f} where each of the documents from before occurs ten times: that changes "
        "neither 0.75 nor 0.25. Is the gradient a mean, divided by the number of documents once?",
    )


@pytest.mark.task("logistic_baseline", points=0.25)
def test_words_are_weighed_together(subject: Subject, expect: Expect, draw: Draw) -> None:
    training, labels = cases.together(draw)
    first, both, _ = probabilities(subject, expect, training, labels, np.array([[1, 0, 0], [1, 1, 0], [0, 0, 1]]))
    expect.that(
        both < first - 0.005,
        f"gave {first:.2f} for a document with the first word alone, of which 15 of 16 are of class 1, and {both:.2f} "
        "for one with both words, of which 16 of 32 are: each step must start from what the model says by then, of "
        "all words together",
    )


@pytest.mark.task("logistic_baseline", points=0.25)
def test_bias_knows_which_class_is_more_frequent(subject: Subject, expect: Expect, draw: Draw) -> None:
    given = []
    for ones, zeros in draw.permutation([[3, 1], [1, 3]]):
        training, labels = cases.overlapping(draw, int(ones), int(zeros))
        given.append((ones, zeros, probabilities(subject, expect, training, labels, ASKED)))
    # A bias that was trained by whole steps may come back to 0 once.
    nothing_said = all(answers[0] == 0.5 and np.ptp(answers) > 0.1 for _, _, answers in given)
    expect.unless(nothing_said, "no-bias")
    for ones, zeros, answers in given:
        share = ones / (ones + zeros)
        expect.that(
            (answers[0] - 0.5) * (share - 0.5) > 0 and abs(answers[0] - 0.5) > 0.05 and np.ptp(answers) > NEAR,
            f"gave {answers.round(2).tolist()}, the first of them for a document without any word; {share:.0%} of the "
            "training documents are of class 1. What does the bias say, and what do the words?",
        )


@pytest.mark.task("logistic_baseline", points=0.25)
def test_an_answer_hangs_on_its_own_document(subject: Subject, expect: Expect, draw: Draw) -> None:
    training, labels = cases.overlapping(draw)
    alone = probabilities(subject, expect, training, labels, ASKED)
    beside = np.vstack([[[9000, 0, 7000]], ASKED[::-1], [[0, 8000, 0]]])
    again = probabilities(subject, expect, training, labels, beside)[1:-1][::-1]
    given = f"{alone.round(2).tolist()}, and for the same documents beside longer ones {again.round(2).tolist()}"
    spread = np.ptp(alone) > 2 * NEAR
    hangs = spread and not np.allclose(alone, again, atol=NEAR)
    expect.unless(hangs, "scaled-by-the-test-part", f"It gave {given}.")
    expect.that(spread, f"gave {given}: there is nearly no difference between them. What do the words say?")


@pytest.mark.task("logistic_baseline", points=0.25)
def test_each_word_more_adds_the_same_weight(subject: Subject, expect: Expect, draw: Draw) -> None:
    training, labels = cases.overlapping(draw)
    answers = probabilities(subject, expect, training, labels, ASKED)
    nothing, one, other, third, twice, both, mixed = oracle.log_odds(answers)
    wrong = np.array([twice - 2 * one + nothing, both - one - other + nothing, mixed - one - 2 * third + 2 * nothing])
    expect.that(
        np.abs(wrong).max() < NEAR and abs(one - nothing) > NEAR,
        f"gave {answers.round(3).tolist()} for {ASKED.tolist()}. In logistic regression on counts a word adds its "
        "weight as often as it occurs, whatever else is in the document, and a sigmoid follows",
    )


@pytest.mark.task("logistic_baseline", points=0.25)
def test_long_documents_do_not_overflow(subject: Subject, expect: Expect, draw: Draw) -> None:
    training, labels = cases.overlapping(draw)
    long = draw.integers(3000, 9000, size=(2, 1)) * np.array([[1, 0, 0], [0, 1, 0]])
    got = probabilities(subject, expect, training, labels, np.vstack([long, long // 2]))
    expect.unless(any("overflow" in text for _, text in subject.calls[-1].warnings), "exponential-that-overflows")
    expect.no_warning()
    expect.that(
        np.allclose(got, [1, 0, 1, 0], atol=1e-3),
        f"gave {got.tolist()} where one word occurs thousands of times, which is as sure as can be: 1, 0, 1 and 0",
    )


@pytest.mark.task("logistic_baseline", points=0.25)
def test_counts_in_all_forms(subject: Subject, expect: Expect, draw: Draw) -> None:
    training, labels = cases.overlapping(draw)
    want = probabilities(subject, expect, training, labels, ASKED)
    forms = ((training.astype(kind), ASKED.astype(kind)) for kind in (np.float32, float))
    for counts, asked in [(training.tolist(), ASKED.tolist()), *forms]:
        got = probabilities(subject, expect, counts, labels.tolist(), asked)
        expect.that(
            np.allclose(got, want, atol=NEAR) and np.ptp(got) > 2 * NEAR,
            f"gave {got.round(2).tolist()}; as arrays of whole numbers the same counts gave {want.round(2).tolist()}",
        )
    (single,) = probabilities(subject, expect, training, labels, ASKED[1:2])
    expect.that(abs(single - want[1]) < NEAR, f"gave {single:.2f} for a document alone, and {want[1]:.2f} among others")


@pytest.mark.task("logistic_baseline", points=0.25)
def test_reviews_are_told_apart(subject: Subject, expect: Expect, draw: Draw) -> None:
    probabilities(subject, expect, *cases.overlapping(draw), ASKED)  # the right form before it is judged
    expect.reaches(
        reviews_accuracy(subject, draw),
        "ex16.reviews",
        why="Does the loss still fall when you stop?",
    )
