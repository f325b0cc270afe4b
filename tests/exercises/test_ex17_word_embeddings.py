"""Graded tests of ex17: in made-up words, so that nobody knows what they mean."""

from typing import Any

import numpy as np
import pytest

from reference.ex17_word_embeddings import cases, oracle
from reference.ex17_word_embeddings.calibration import planted_neighbours
from reference.kit.author import Draw, Expect, Subject

ALIKE = 0.45
"""Between the least cosine of all pairs of words with negatives (at most 0.1) and without (at least 0.6)."""
GROWN = 1.0
"""Between the shortest vector after one epoch (at most 0.3) and after forty (at least 1.6, without negatives 2.6)."""
SIDE_BY_SIDE = 0.7
"""Between the cosine of two words that meet (at most 0.5) and where both their vectors are one, or added (0.9)."""
SUMMED = ("both-vectors-added-up", "one-table-for-both")
HELD_SHORT = 1.3
"""Between the longest of all vectors in one table, or without a sigmoid (1.1), and of added ones (2.6)."""
REACHED = 2.05
"""Between the longest vector where steps are divided by the number of negatives (1.5) and where they are not (2.6)."""
LARGE, ENDLESS = 10.0, 1000.0
"""Above the longest vector of sound ways (4.2), and of contexts that never learn (9, all alike); a sign makes 16 to
1e70 of it."""
TOGETHER = 0.1
"""Between the cosines of two words that meet and of two strangers, added up, where one negative of ten counts
(at most -0.1), and where all do (at least 0.27)."""
STILL_SHORT = 0.4
"""Between the longest vector where each epoch begins anew (at most 0.1) and where it does not (at least 2.2)."""
OF_ITS_OWN = 5.0
"""Between the directions that words share whose negatives stay the same (at most 4.2) and are drawn anew (5.7)."""

COSINES = 1e-4
"""Relative: above what float32 leaves of a cosine of 0.01 (1e-5), the least that is drawn; two differ by 0.01."""


# cooccurrence


@pytest.mark.task("cooccurrence", points=0.25)
def test_words_beside_each_other_are_counted_in_both_directions(subject: Subject, expect: Expect, draw: Draw) -> None:
    vocabulary = cases.words(draw, 3)
    first, second, third = vocabulary
    # Every two meet, some twice in one direction; nobody stands beside itself.
    documents = [[first, second, first, second, third], [third, first]]
    expect.close(
        subject.cooccurrence(documents, vocabulary, 1),
        oracle.cooccurrence(documents, vocabulary, 1),
        why="Row and column in the order of the vocabulary",
    )


@pytest.mark.task("cooccurrence", points=0.25)
def test_window_reaches_as_far_as_asked(subject: Subject, expect: Expect, draw: Draw) -> None:
    vocabulary = cases.words(draw, 5)
    # A text of five words, with windows from a neighbour to beyond its ends; every distance up to four occurs.
    documents = [[str(word) for word in draw.permutation(vocabulary)], cases.text(draw, vocabulary, 7)]
    for window in (2, 3, 11):
        got = subject.cooccurrence(documents, vocabulary, window=window)
        expect.close(got, oracle.cooccurrence(documents, vocabulary, window))


@pytest.mark.task("cooccurrence", points=0.25)
def test_documents_do_not_flow_into_each_other(subject: Subject, expect: Expect, draw: Draw) -> None:
    vocabulary = cases.words(draw, 5)
    one, two, three, four, five = vocabulary
    documents = [[one, two], [], [three], [four, five, one]]
    for window in (1, 2):
        expect.close(
            subject.cooccurrence(documents, vocabulary, window),
            oracle.cooccurrence(documents, vocabulary, window),
            why="Each document stands alone; one of these is empty and one has a single word",
        )


@pytest.mark.task("cooccurrence", points=0.25)
def test_unknown_words_keep_their_place(subject: Subject, expect: Expect, draw: Draw) -> None:
    one, two, three, stranger, other = cases.words(draw, 5)
    vocabulary = [one, two, three]
    documents = [[one, stranger, two, three], [other, two, other, other, one], [stranger]]
    for window in (1, 2):
        expect.close(
            subject.cooccurrence(documents, vocabulary, window),
            oracle.cooccurrence(documents, vocabulary, window),
            why=f"{stranger!r} and {other!r} are not in the vocabulary, but stand where they stand",
        )


@pytest.mark.task("cooccurrence", points=0.25)
def test_a_word_may_meet_itself(subject: Subject, expect: Expect, draw: Draw) -> None:
    one, two = cases.words(draw, 2)
    documents = [[one, one, two, one], [two]]
    for vocabulary in ([two, one], [one]):
        expect.close(
            subject.cooccurrence(documents, vocabulary, 2),
            oracle.cooccurrence(documents, vocabulary, 2),
            why="Two places with the same word meet in both directions, which adds 2; no place meets itself",
        )


@pytest.mark.task("cooccurrence", points=0.25)
def test_little_or_nothing_to_count(subject: Subject, expect: Expect, draw: Draw) -> None:
    one, two, three = cases.words(draw, 3)
    for documents, vocabulary in (([[one, two, one]], [two, one]), ([], [three, one]), ([[one, two]], [three])):
        expect.close(
            subject.cooccurrence(documents, vocabulary, 1),
            oracle.cooccurrence(documents, vocabulary, 1),
            why="Row and column for each word of the vocabulary, whatever was counted",
        )


# ppmi


@pytest.mark.task("ppmi", points=0.5)
def test_more_often_than_by_chance(subject: Subject, expect: Expect, draw: Draw) -> None:
    # Of the counts on the diagonal one is a little above chance and one far above; the others are below.
    counts = np.array([[50, 1], [1, 5]]) + draw.integers(0, 3, size=(2, 1)) * np.eye(2, dtype=int)
    expect.close(subject.ppmi(counts), oracle.ppmi(counts), why="The natural logarithm of n_ij n / (n_i n_j), or 0")


@pytest.mark.task("ppmi", points=0.5)
def test_pairs_never_seen_are_zero(subject: Subject, expect: Expect, draw: Draw) -> None:
    counts = cases.table(draw, 4, 4)
    counts = counts + counts.T
    counts[1, 2] = counts[2, 1] = 0
    got = subject.ppmi(counts)
    expect.close(got, oracle.ppmi(counts), why="0 for those who never met")
    expect.unless(any("log" in text for _, text in subject.calls[-1].warnings), "logarithm-of-zero-taken")
    expect.no_warning()


@pytest.mark.task("ppmi", points=0.25)
def test_rows_and_columns_have_sums_of_their_own(subject: Subject, expect: Expect, draw: Draw) -> None:
    counts = cases.table(draw, 3, 5)
    # The first one has sums below 1, where a forgotten total does not make everything 0.
    for each in (counts.astype(np.float32) / 256, counts, counts.tolist()):
        got, want = subject.ppmi(each), oracle.ppmi(each)
        expect.unless(not expect.alike(got, want) and oracle.is_a_little_off(got, want), "small-number-added")
        expect.close(got, want, why="The table need not be symmetric")


@pytest.mark.task("ppmi", points=0.25)
def test_words_that_met_nobody(subject: Subject, expect: Expect, draw: Draw) -> None:
    counts = cases.table(draw, 4, 4).astype(float)
    counts[2], counts[:, 2] = 0, 0
    for each in (counts, counts * [[1], [0], [0], [1]], counts[3:, 3:] + 1):
        expect.close(subject.ppmi(each), oracle.ppmi(each), why="An empty row or column has 0 everywhere")
        expect.no_warning(why="An empty row divides 0 by 0")
    of_nothing = subject.ppmi(np.zeros((2, 3), dtype=int))
    expect.close(of_nothing, np.zeros((2, 3)), why="Where nothing was counted, everything is 0")


# embed


def same_products(subject: Subject, expect: Expect, matrix: Any, dimensions: int, why: str = "") -> None:
    """Compare embeddings by the dot products between words, which do not hang on signs."""
    got = subject.embed(matrix, dimensions)
    shape = (len(matrix), dimensions)
    wrong = oracle.mistaken_embeddings(np.asarray(matrix), dimensions)
    if isinstance(got, np.ndarray) and got.shape != shape and got.dtype.kind == "f":
        for name, vectors in wrong.items():
            if got.shape == vectors.shape:
                expect.unless(expect.alike(oracle.magnitudes(got), oracle.magnitudes(vectors)), name)
    got = expect.array(got, shape, why="There is a row for each word, as long as asked")
    found, want = oracle.products(got).astype(got.dtype), oracle.products(oracle.embed(np.asarray(matrix), dimensions))
    if not expect.alike(found, want):
        for name, vectors in wrong.items():
            expect.unless(expect.alike(found, oracle.products(vectors)), name, "The signs of a column do not count.")
    expect.close(found, want, why=f"Compared: the dot products between all words. {why}".strip())


@pytest.mark.task("embed", points=0.5)
def test_directions_weigh_by_the_root_of_their_singular_value(subject: Subject, expect: Expect, draw: Draw) -> None:
    matrix = cases.graded(draw, 5, 5)
    for dimensions in (1, 3):
        same_products(subject, expect, matrix, dimensions)


@pytest.mark.task("embed", points=0.25)
def test_table_that_is_not_square(subject: Subject, expect: Expect, draw: Draw) -> None:
    for rows, columns in ((4, 7), (7, 4)):
        same_products(subject, expect, cases.graded(draw, rows, columns), 2, "There is a vector for each row")
    same_products(subject, expect, cases.graded(draw, 5, 3), 3, "All directions may be asked for")
    met_nobody = draw.permutation(np.diag([4.0, 1.0, 0.0, 0.0]))[:, :3]  # the singular values are 4, 1 and 0, exactly
    same_products(subject, expect, met_nobody, 3, "Two words met nobody, and have a vector of zeros")


@pytest.mark.task("embed", points=0.25)
def test_table_of_whole_numbers_or_float32(subject: Subject, expect: Expect, draw: Draw) -> None:
    whole = draw.integers(1, 9, size=(3, 4))  # all positive: one direction stands out
    for matrix in (whole, whole.tolist(), whole[:1], cases.graded(draw, 4, 4).astype(np.float32)):
        same_products(subject, expect, matrix, 1)


# skip_gram_pairs


def pairs_of(subject: Subject, expect: Expect, tokens: list[str], window: int) -> list[Any]:
    """Return the pairs of a text once they have the right form, sorted."""
    got = expect.sequence(subject.skip_gram_pairs(tokens, window), of="pairs")
    places = [pair for pair in got if type(pair) in (tuple, list) and set(map(type, pair)) == {int}]
    expect.unless(len(places) == len(got) > 0, "positions-instead-of-words")
    for pair in got:
        right = type(pair) in (tuple, list) and len(pair) == 2 and all(type(word) is str for word in pair)
        expect.that(right, f"returned {pair!r} among its pairs; expected pairs of words (centre, context)")
    return sorted(tuple(pair) for pair in got)


def same_pairs(subject: Subject, expect: Expect, tokens: list[str], *windows: int) -> None:
    """Compare pairs without regard to their order; a mistake is named where it explains those of all windows."""
    given = [pairs_of(subject, expect, tokens, window) for window in windows]
    for name in oracle.mistaken_pairs(tokens, 1):
        wrong = [sorted(oracle.mistaken_pairs(tokens, window)[name]) for window in windows]
        right = sorted(oracle.skip_gram_pairs(tokens, windows[-1]))
        expect.unless(given == wrong and right != wrong[-1] != [], name)
    for window in reversed(windows):
        want, ordered = oracle.skip_gram_pairs(tokens, window), pairs_of(subject, expect, tokens, window)
        for pair in [*ordered, *want]:
            there, wanted = ordered.count(pair), want.count(pair)
            expect.that(there == wanted, f"lists the pair {pair} {there}x; expected {wanted}x")


@pytest.mark.task("skip_gram_pairs", points=0.5)
def test_each_word_is_paired_with_its_neighbours(subject: Subject, expect: Expect, draw: Draw) -> None:
    tokens = cases.words(draw, 7)
    same_pairs(subject, expect, tokens, 1, 2, 3)


@pytest.mark.task("skip_gram_pairs", points=0.25)
def test_pairs_of_words_that_occur_again(subject: Subject, expect: Expect, draw: Draw) -> None:
    one, two, three = cases.words(draw, 3)
    same_pairs(subject, expect, [one, two, one, one, three, two], 2)


@pytest.mark.task("skip_gram_pairs", points=0.25)
def test_pairs_of_short_texts(subject: Subject, expect: Expect, draw: Draw) -> None:
    tokens = cases.words(draw, 3)
    for length in (3, 2, 1, 0):
        same_pairs(subject, expect, tokens[:length], 5, 2)


# train_skip_gram


def trained(subject: Subject, expect: Expect, documents: list[list[str]], vocabulary: list[str], **more: Any) -> Any:
    """Train on a few texts and return the vectors, once they have the right form."""
    settings = {"dimensions": 5, "window": 1, "negatives": 2, "epochs": 3, "learning_rate": 0.3, **more}
    got = subject.train_skip_gram(documents, vocabulary, **settings)
    shape = (len(vocabulary), settings["dimensions"])
    expect.unless(isinstance(got, np.ndarray) and got.shape == shape[::-1], "vectors-as-columns")
    vectors = expect.array(got, shape, why="Each word of the vocabulary has a row, as long as `dimensions` says")
    expect.that(np.isfinite(vectors).all(), "returned numbers that are not finite")
    expect.unless(settings["learning_rate"] and not np.any(vectors), "starts-at-zero")
    return vectors


@pytest.mark.task("train_skip_gram", points=0.25)
def test_every_word_gets_a_vector_and_learns(subject: Subject, expect: Expect, draw: Draw) -> None:
    documents, vocabulary = cases.few_texts(draw)
    seed = int(draw.integers(2**32))
    start = trained(subject, expect, documents[:1], vocabulary, learning_rate=0.0, rng=cases.state(seed))
    end = trained(subject, expect, documents[:1], vocabulary, rng=cases.state(seed))
    expect.that(np.any(start), "gives zeros where the learning rate is 0: then the first vectors come back as drawn")
    moved = np.any(start != end, axis=1)
    expect.unless(not moved.any(), "words-never-learn")
    expect.unless(set(np.array(vocabulary)[~moved]) == {documents[0][-1]}, "last-word-never-learns")
    expect.that(moved.all(), f"left {int((~moved).sum())} of 4 words where they started; all of them have neighbours")


@pytest.mark.task("train_skip_gram", points=0.25)
def test_chance_comes_from_rng(subject: Subject, expect: Expect, draw: Draw) -> None:
    documents, vocabulary = cases.few_texts(draw)
    first, second = (int(seed) for seed in draw.choice(2**32, size=2, replace=False))
    once = trained(subject, expect, documents, vocabulary, rng=cases.state(first))
    start = trained(subject, expect, documents, vocabulary, learning_rate=0.0, rng=cases.state(first))
    expect.unless(np.array_equal(start, once), "words-never-learn")
    again = trained(subject, expect, documents, vocabulary, rng=cases.state(first))
    expect.unless(np.any(once != again), "negatives-from-another-generator")
    other = trained(subject, expect, documents, vocabulary, rng=cases.state(second))
    expect.unless(np.array_equal(once, other), "training-with-a-seed-of-its-own")


@pytest.mark.task("train_skip_gram", points=0.5)
def test_only_words_of_one_window_and_document_learn(subject: Subject, expect: Expect, draw: Draw) -> None:
    """A vector moves where its word is the centre of a pair; who is must hang on window, documents and places."""
    one, two, far, away, alone, lonely, gap, end, stranger = cases.words(draw, 9)
    vocabulary = [str(word) for word in draw.permutation([one, two, far, away, alone, lonely, gap, end])]
    # With a window of 1 only `one` and `two` meet; `far` and `away` with 2, `gap` and `end` with 3.
    documents = [
        [one, two, one],
        [far, stranger, away],
        [],
        [alone],
        [lonely],
        [stranger, gap, stranger, stranger, end],
    ]
    seed = int(draw.integers(2**32))
    beside = [[one, two, far, away, gap, end]]
    still, near, again, wide = (
        trained(subject, expect, beside, vocabulary, window=window, learning_rate=rate, rng=cases.state(seed))
        for window, rate in ((1, 0.0), (1, 0.3), (1, 0.3), (3, 0.3))
    )
    # Words in no pair keep their first vectors, which are not 0 unless these are the contexts.
    expect.unless(np.any(near) and not np.any(still), "contexts-returned")
    learns, steady = not np.array_equal(still, near), np.array_equal(near, again)
    expect.unless(learns and np.array_equal(near, wide), "a-window-of-its-own", "It gave the same vectors for 1 and 3.")
    for window in (1, 3):
        start = trained(subject, expect, documents, vocabulary, window=window, learning_rate=0.0, rng=cases.state(seed))
        got = trained(subject, expect, documents, vocabulary, window=window, rng=cases.state(seed))
        moved = {word for word, row in zip(vocabulary, np.any(start != got, axis=1), strict=True) if row}
        wanted = oracle.centres(documents, vocabulary, window)
        if moved == wanted:
            continue
        known = [[word for word in document if word in vocabulary] for document in documents]
        joined = [[word for document in documents for word in document]]
        squeezed, crossing = (oracle.centres(texts, vocabulary, window) for texts in (known, joined))
        # Whose chance does not come from `rng` may have looked too far as well.
        expect.unless(moved == squeezed and steady, "unknown-words-squeezed-out-of-training")
        expect.unless(moved == crossing, "training-crosses-documents")
        first = oracle.centres(documents[:1], vocabulary, window)
        expect.unless(learns and steady and moved == first, "one-document-only")
        others = [width for width in (1, 2, 3) if oracle.centres(documents, vocabulary, width) == moved]
        expect.unless(bool(others), "a-window-of-its-own", f"It was asked for {window}, and took {others}.")
        wrong = sorted(moved ^ wanted)[0]
        if learns and steady and moved > wanted:  # by its own steps, or by those of a context in the same table?
            sentences, words = cases.company(draw)
            long = {"dimensions": 7, "negatives": 10, "epochs": 100, "learning_rate": 0.1, "rng": cases.state(seed)}
            met, _ = cases.met_and_strangers(trained(subject, expect, sentences, words, **long))
            # Once more, for it is the last call that is shown.
            trained(subject, expect, documents, vocabulary, window=window, rng=cases.state(seed))
            expect.unless(met < SIDE_BY_SIDE, "drawn-words-as-centres", f"{wrong!r} is in no pair.")
        expect.fail(
            f"moved the vector of {wrong!r}, which is in no pair: words of other documents and words farther away "
            "than `window` are no neighbours"
            if wrong in moved
            else f"did not move the vector of {wrong!r}, which has a neighbour"
        )


@pytest.mark.task("train_skip_gram", points=0.25)
def test_negatives_and_epochs_count(subject: Subject, expect: Expect, draw: Draw) -> None:
    documents, vocabulary = cases.few_texts(draw)
    seed = int(draw.integers(2**32))
    for first, second in ((1, 2), (2, 5)):
        start = trained(
            subject, expect, documents, vocabulary, learning_rate=0.0, negatives=first, rng=cases.state(seed)
        )
        one = trained(subject, expect, documents, vocabulary, negatives=first, rng=cases.state(seed))
        other = trained(subject, expect, documents, vocabulary, negatives=second, rng=cases.state(seed))
        expect.unless(np.array_equal(start, one), "words-never-learn")
        expect.unless(np.array_equal(one, other), "always-five-negatives")
    # Contexts may begin at 0: who works in batches moves no word before the second one.
    start, short, long = (
        trained(subject, expect, documents * 20, vocabulary, **how, rng=cases.state(seed))
        for how in ({"learning_rate": 0.0}, {"epochs": 1}, {"epochs": 4})
    )
    expect.unless(np.array_equal(start, short), "one-epoch-too-few")
    expect.unless(np.array_equal(short, long), "one-epoch-only")
    texts, known = cases.couples(draw)
    # One pair many times over: whose steps within a batch overwrite each other learns from few of them (0.8 at most;
    # sound ways reach 1.2), but as well as all from one pair in many epochs.
    couple = {"dimensions": 13, "negatives": 1, "learning_rate": 0.04, "rng": cases.state(seed)}
    repeated = trained(subject, expect, [known[:2]] * 32, known[:2], epochs=20, **couple)
    directions, alike, longest = [], [], 0.0
    for seed in draw.choice(2**32, size=4, replace=False):
        settings = {"dimensions": 13, "negatives": 1, "rng": cases.state(int(seed))}
        many = trained(subject, expect, texts, known, epochs=100, **settings)
        longest = np.linalg.norm(many, axis=1).max()
        if longest < STILL_SHORT:
            whole = trained(subject, expect, texts * 100, known, epochs=1, **settings)
            expect.unless(np.linalg.norm(whole, axis=1).max() > GROWN, "begins-anew-each-epoch")
        directions.append(cases.directions_taken(many))
        alike.append(cases.alike_in_couples(many))
    if longest > REACHED and np.linalg.norm(repeated, axis=1).max() < GROWN:
        often = trained(subject, expect, [known[:2]], known[:2], epochs=640, **couple)
        expect.unless(np.linalg.norm(often, axis=1).max() > GROWN, "steps-of-a-batch-overwritten")
    # Vectors of another length, or all on a line, come of other mistakes.
    few = 2 < np.mean(directions) < OF_ITS_OWN and GROWN < longest < 5 and np.mean(alike) < SIDE_BY_SIDE
    expect.unless(few and np.mean(np.linalg.norm(many, axis=1) > STILL_SHORT) > 0.6, "negatives-drawn-once")


@pytest.mark.task("train_skip_gram", points=0.25)
def test_words_do_not_all_become_alike(subject: Subject, expect: Expect, draw: Draw) -> None:
    texts, known = cases.company(draw)
    seed = int(draw.integers(2**32))
    long = {"dimensions": 7, "negatives": 10, "epochs": 100, "learning_rate": 0.1}
    of_topics = trained(subject, expect, texts, known, **long, rng=cases.state(seed))
    longest, (met, strangers) = np.linalg.norm(of_topics, axis=1).max(), cases.met_and_strangers(of_topics)
    expect.unless(longest > ENDLESS or (longest > LARGE and met < 0.5), "steps-turned-round")
    # Two topics that share one word; without negatives every cosine ends above 0.9.
    one, two, three, four, common = vocabulary = cases.words(draw, 5)
    documents = [[one, common, two], [three, common, four]] * 20
    settings = {"dimensions": 7, "window": 2, "epochs": 40, "learning_rate": 0.1}
    start = trained(subject, expect, documents, vocabulary, **{**settings, "learning_rate": 0.0}, rng=cases.state(seed))
    got = trained(subject, expect, documents, vocabulary, **settings, rng=cases.state(seed))
    expect.unless(np.array_equal(start, got), "words-never-learn")
    lengths = np.linalg.norm(got, axis=1, keepdims=True)
    cosines = oracle.products(got / np.where(lengths == 0, 1, lengths))
    measured = f"The smallest cosine of any two is {cosines.min():.3f}."
    expect.unless(cosines.min() > ALIKE and lengths.min() > GROWN, "no-negatives", measured)
    expect.that(
        cosines.min() <= ALIKE, f"gave vectors that all point one way: does it go through all epochs? {measured}"
    )
    lengths = np.linalg.norm(of_topics, axis=1)
    expect.unless(np.ptp(lengths) < 1e-4 * longest, "words-of-one-length")
    expect.unless(met > SIDE_BY_SIDE and strangers < -0.3, SUMMED[bool(longest < HELD_SHORT)])
    expect.unless(longest < HELD_SHORT and max(abs(met), abs(strangers)) < 0.1, "no-sigmoid")
    few = lengths.min() > 0.8 and REACHED / 1.5 < longest < LARGE / 2 and met + strangers < TOGETHER
    expect.unless(few and met < 0.3, "negatives-do-too-little")
    measured = f"No vector came out longer than {longest:.2f}; sound ways reach 2.6."
    expect.unless(longest <= REACHED, "learns-too-little", measured)


@pytest.mark.task("train_skip_gram", points=1)
def test_planted_neighbours_are_found(subject: Subject, expect: Expect, draw: Draw) -> None:
    documents, vocabulary = cases.few_texts(draw)  # what is returned must have the right form before it is judged
    trained(subject, expect, documents, vocabulary, rng=cases.state(1))
    expect.reaches(
        planted_neighbours(subject, draw),
        "ex17.neighbours",
        why="Counted are the words whose neighbour in meaning is nearer than all others by a cosine of 0.25. "
        "Do both kinds of vectors learn, by the full step for each pair, and does each pair get negatives of its own, "
        "anew each time?",
    )


# nearest_words


@pytest.mark.task("nearest_words", points=0.5)
def test_most_similar_word_comes_first(subject: Subject, expect: Expect, draw: Draw) -> None:
    vocabulary, vectors = cases.words(draw, 6), cases.vectors(draw, 6, 3)
    for word in vocabulary[::5]:
        for k in (5, 2):
            expect.close(
                subject.nearest_words(vectors, vocabulary, word, k),
                oracle.nearest_words(vectors, vocabulary, word, k),
                rtol=COSINES,
                why="Pairs (word, cosine), best first",
            )


@pytest.mark.task("nearest_words", points=0.25)
def test_equal_words_and_words_without_a_vector(subject: Subject, expect: Expect, draw: Draw) -> None:
    vocabulary, vectors = cases.words(draw, 7), cases.ties(draw)
    for row, k in ((3, 2), (5, 11), (2, 11), (3, 11)):  # a vector of zeros is not the nearest to itself
        got = subject.nearest_words(vectors, vocabulary, vocabulary[row], k)
        expect.close(
            oracle.settled(got, vocabulary),
            oracle.nearest_words(vectors, vocabulary, vocabulary[row], k),
            rtol=COSINES,
            why="Equal ones come in the order of the vocabulary, and a vector of zeros is similar to nothing: 0",
        )
        expect.no_warning(why="A vector of zeros has no length to divide by")


@pytest.mark.task("nearest_words", points=0.25)
def test_unknown_word_is_an_error(subject: Subject, expect: Expect, draw: Draw) -> None:
    *vocabulary, unknown = cases.words(draw, 4)
    vectors = draw.integers(1, 9, size=(3, 2)) * [[1, 1], [-2, 1], [1, -3]]
    for each in (vectors, vectors.tolist(), vectors.astype(np.float32)):
        expect.close(
            subject.nearest_words(each, vocabulary, vocabulary[0], 1),
            oracle.nearest_words(each, vocabulary, vocabulary[0], 1),
            rtol=COSINES,
        )
    expect.equal(subject.nearest_words(vectors[:1], vocabulary[:1], vocabulary[0], 1), [], why="There is no other word")
    for count in (3, 0):
        with expect.raises(ValueError, mentions=(unknown,), why="The word is not in the vocabulary"):
            subject.nearest_words(vectors[:count], vocabulary[:count], unknown, 1)


# analogy


@pytest.mark.task("analogy", points=0.5)
def test_step_from_a_to_b_is_taken_from_c(subject: Subject, expect: Expect, draw: Draw) -> None:
    vocabulary = cases.words(draw, 7)
    vectors, rows = cases.analogy(draw)
    a, b, c = (vocabulary[row] for row in rows)
    why = f"The words nearest to {b} - {a} + {c}, as (word, cosine)"
    for k in (3, 11):
        want = oracle.analogy(vectors, vocabulary, a, b, c, k)
        expect.close(subject.analogy(vectors, vocabulary, a, b, c, k=k), want, rtol=COSINES, why=why)
    expect.close(
        subject.analogy(vectors, vocabulary, a, b, c),
        oracle.analogy(vectors, vocabulary, a, b, c),
        rtol=COSINES,
        why=f"{why}; one where `k` is not given",
    )


@pytest.mark.task("analogy", points=0.25)
def test_analogies_with_ties_zeros_and_unknown_words(subject: Subject, expect: Expect, draw: Draw) -> None:
    *vocabulary, unknown = cases.words(draw, 8)
    vectors, (a, b, c) = cases.ties(draw), (vocabulary[row] for row in (0, 2, 1))
    for each in (vectors, vectors.tolist(), vectors.astype(int), vectors.astype(np.float32)):
        got = subject.analogy(each, vocabulary, a, a, c, k=11)
        want = oracle.analogy(each, vocabulary, a, a, c, 11)
        expect.close(oracle.settled(got, vocabulary), want, rtol=COSINES, why="The step from a word to itself is none")
        expect.no_warning(why="A vector of zeros has no length to divide by")
    for three in ((unknown, b, c), (a, unknown, c), (a, b, unknown)):
        with expect.raises(ValueError, mentions=(unknown,), why="One of the three is not in the vocabulary"):
            subject.analogy(vectors, vocabulary, *three)


# project_2d


def same_map(subject: Subject, expect: Expect, vectors: Any) -> None:
    """Compare maps, each axis turned as the student's runs."""
    got, mistakes = subject.project_2d(vectors), oracle.mistaken_maps(vectors)
    axes, down, more = (
        mistakes.pop(name) for name in ("axes-instead-of-coordinates", "map-lying-down", "map-of-more-axes")
    )
    if isinstance(got, np.ndarray) and got.shape == axes.shape != (len(vectors), 2) and got.dtype.kind == "f":
        expect.unless(expect.alike(np.abs(got), np.abs(axes), rtol=1e-6), "axes-instead-of-coordinates")
    if isinstance(got, np.ndarray) and got.shape != (len(vectors), 2) and got.dtype.kind == "f" and got.ndim == 2:
        expect.unless(expect.alike(got, oracle.turned(down.T, got.T).T, rtol=1e-6), "map-lying-down")
        more = oracle.turned(more[:, : got.shape[1]], got)
        expect.unless(got.shape[1] > 2 and expect.alike(got, more, rtol=1e-6), "map-of-more-axes")
    got = expect.array(got, (len(vectors), 2), why="Each word gets two coordinates")
    expect.unless(expect.alike(got, np.asarray(vectors)[:, :2]), "map-of-the-first-two-numbers")
    want = oracle.turned(oracle.project_2d(vectors), got)
    rtol = None if got.dtype == np.float32 else 1e-6  # a way by dot products keeps half the digits of what is 0
    if not expect.alike(got, want, rtol=rtol):
        for name, points in mistakes.items():
            expect.unless(expect.alike(got, oracle.turned(points, got), rtol=rtol), name)
        expect.unless(not np.any(got.min(axis=0)) and bool((got.max(axis=0) == 1).all()), "map-stretched-to-one")
    expect.close(got, want, rtol=rtol, why="Compared up to the sign of each axis")


@pytest.mark.task("project_2d", points=0.5)
def test_axes_of_largest_spread(subject: Subject, expect: Expect, draw: Draw) -> None:
    same_map(subject, expect, cases.cloud(draw, 11, 5))


@pytest.mark.task("project_2d", points=0.25)
def test_maps_of_few_words(subject: Subject, expect: Expect, draw: Draw) -> None:
    whole = (10 * cases.cloud(draw, 7, 3)).round().astype(int)
    few = [cases.cloud(draw, count, 2) for count in (3, 2)]
    line = np.outer([0, 1, 2], draw.permutation([3, 0, 0])) + 4  # along the second axis there is nothing, exactly
    # Those of two dimensions last: there the smallest spread is the second largest.
    for vectors in (whole, whole.tolist(), cases.cloud(draw, 5, 7).astype(np.float32), line, *few):
        same_map(subject, expect, vectors)
