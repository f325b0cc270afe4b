"""Graded tests of ex19. One trains on reviews; all others work on a handful of words."""

from typing import Any

import numpy as np
import pytest

from reference.ex18_text_cnn.networks import are_new_and_not_compiled
from reference.ex18_text_cnn.traces import is_learned, takes_sound_steps, traces, trained, uses_the_seed
from reference.ex19_lstm import cases, oracle
from reference.ex19_lstm.calibration import memory_accuracy
from reference.kit.author import Draw, Expect, Subject

WITHIN = 1e-5
"""Of Keras's LSTM; what a slip changes is larger than 1e-3."""
SINGLE = 1e-3
"""The same where scores in the thousands have been added up in single precision, and cancel."""
MOVED = 1e-4
"""Stands between what float32 leaves of one answer asked twice (1e-6) and another answer (1e-2 and more)."""
SIGMOID_OF_ONE = 0.7311
"""The most that a sigmoid makes of a probability; the least is 0.5. Of loud scores it makes nearly 0 and nearly 1."""


@pytest.mark.task("lstm_cell", points=0.75)
def test_one_word_is_read(subject: Subject, expect: Expect, draw: Draw) -> None:
    for batch, dimensions, units in ((1, 2, 1), (2, 5, 3)):
        given = *cases.state(draw, batch, dimensions, units), *cases.weights(draw, dimensions, units)
        expect.close(subject.lstm_cell(*given), oracle.lstm_cell(*given), rtol=WITHIN)


@pytest.mark.task("lstm_cell", points=0.5)
def test_thousands_do_not_overflow(subject: Subject, expect: Expect, draw: Draw) -> None:
    for dtype, within in ((np.float64, WITHIN), (np.float32, SINGLE)):
        x, h, c = cases.state(draw, 4, 3, 2)
        x = np.array([[1000, -1000, 1000], [-1000, -1000, -1000], [1000, 1000, 1000], x[3]])
        weights = cases.weights(draw, 3, 2)
        weights[0][:, ::2] = np.abs(weights[0][:, ::2]) + 0.5  # all of one sign: the sums are large
        given = [value.astype(dtype) for value in (x, h, c, *weights)]
        got, want = subject.lstm_cell(*given), oracle.lstm_cell(*given)
        infinite = any("overflow" in text and "exp" in text for _, text in subject.calls[-1].warnings)
        expect.unless(infinite and expect.alike(got, want, rtol=within), "sigmoid-that-overflows")
        expect.no_warning(why="Scores of a thousand are large, but a gate that is fully open or shut is no trouble")
        expect.close(got, want, rtol=within)


@pytest.mark.task("lstm_cell", points=0.5)
def test_lists_and_whole_numbers_are_numbers(subject: Subject, expect: Expect, draw: Draw) -> None:
    x, h, c = draw.integers(-2, 3, size=(2, 3)), draw.integers(-1, 2, size=(2, 2)), draw.integers(-2, 3, size=(2, 2))
    c[0, 0] = 2
    weights = cases.weights(draw, 3, 2)
    want = oracle.lstm_cell(x, h, c, *weights)
    expect.close(subject.lstm_cell(x, h, c, *weights), want, rtol=WITHIN)
    as_lists = [value.tolist() for value in (x, h, c, *weights)]
    expect.close(subject.lstm_cell(*as_lists), want, rtol=WITHIN)
    single, whole = x[:, :1], cases.whole_weights(draw, 1, 2)
    expect.close(subject.lstm_cell(single, h, c, *whole), oracle.lstm_cell(single, h, c, *whole), rtol=WITHIN)


@pytest.mark.task("lstm_forward", points=0.75)
def test_states_follow_the_words(subject: Subject, expect: Expect, draw: Draw) -> None:
    for batch, length, dimensions, units in ((3, 4, 2, 5), (2, 5, 3, 1)):
        given = cases.texts(draw, batch, length, dimensions), *cases.weights(draw, dimensions, units)
        expect.close(subject.lstm_forward(*given), oracle.lstm_forward(*given), rtol=WITHIN)


@pytest.mark.task("lstm_forward", points=0.75)
def test_masked_places_are_not_read(subject: Subject, expect: Expect, draw: Draw) -> None:
    given = cases.texts(draw, 6, 7, 3), *cases.weights(draw, 3, 2)
    mask = cases.masks(draw)
    why = f"The mask is {mask.astype(int).tolist()}"
    expect.close(subject.lstm_forward(*given, mask), oracle.lstm_forward(*given, mask), rtol=WITHIN, why=why)


@pytest.mark.task("lstm_forward", points=0.25)
def test_one_word_and_one_text(subject: Subject, expect: Expect, draw: Draw) -> None:
    for batch, length in ((3, 1), (1, 4), (1, 1)):
        given = cases.texts(draw, batch, length, 2), *cases.weights(draw, 2, 3)
        mask = np.ones((batch, length), dtype=bool)
        want = oracle.lstm_forward(*given)
        got = [subject.lstm_forward(*given, *masks) for masks in ((), (), (None,), (mask,))]
        right = [expect.alike(each, want, rtol=WITHIN) for each in got]
        expect.unless(right[0] and not right[1], "state-kept-between-calls")
        for each in got:
            expect.close(each, want, rtol=WITHIN)


@pytest.mark.task("lstm_forward", points=0.5)
def test_lists_whole_numbers_and_thousands(subject: Subject, expect: Expect, draw: Draw) -> None:
    words, weights = draw.integers(-2, 3, size=(2, 5, 3)), cases.weights(draw, 3, 2)
    words[0, 2] = 0  # a word of zeros is read like any other
    mask = np.array([[False, True, True, False, True], [True, True, True, True, False]])
    want = oracle.lstm_forward(words, *weights, mask)
    as_lists = [value.tolist() for value in (words, *weights, mask)]
    expect.close(subject.lstm_forward(*as_lists), want, rtol=WITHIN)
    expect.close(subject.lstm_forward(words, *weights, mask=mask), want, rtol=WITHIN)
    flat, whole = words[:, :, :1], cases.whole_weights(draw, 1, 2)
    expect.close(subject.lstm_forward(flat, *whole), oracle.lstm_forward(flat, *whole), rtol=WITHIN)
    single = [value.astype(np.float32) for value in (1000 * np.sign(words), *weights)]
    got = subject.lstm_forward(*single)
    expect.no_warning(why="Words in the thousands open and shut gates fully, and no more")
    expect.close(got, oracle.lstm_forward(*single), rtol=SINGLE)


@pytest.mark.task("build_lstm", points=0.5)
def test_each_text_gets_a_probability(subject: Subject, expect: Expect, draw: Draw) -> None:
    model = subject.build_lstm(41, 13, 5, 3)
    gives_probabilities(subject, expect, draw, model, "an-answer-after-each-word")


@pytest.mark.task("build_lstm", points=0.75)
def test_named_sizes_are_built_in(subject: Subject, expect: Expect, draw: Draw) -> None:
    n_words = int(draw.integers(50, 90))
    for length, dimensions, units in ((19, 7, 11), (23, 5, 3)):
        model = subject.build_lstm(n_words, length, dimensions, units)
        shapes, layers = shapes_of(subject, expect, model, length), subject.probes.describe(model)["layers"]
        expect.unless((128, 512) in shapes, "always-the-workshops-sizes")
        expect.unless(
            (n_words, units) in shapes and (units, 4 * dimensions) in shapes, "units-and-dimensions-exchanged"
        )
        has_a_row_for_each_word(expect, shapes, n_words, dimensions)
        # Inside a wrapper, as for both directions, a layer shows by its weights alone.
        memory = is_gated(shapes, 4)
        plain = not memory and {(dimensions, units), (units, units)} <= shapes
        expect.unless(has_layer(layers, "SimpleRNN") or plain, "plain-recurrent-layer")
        expect.unless(has_layer(layers, "GRU") or (not memory and is_gated(shapes, 3)), "gated-recurrent-units")
        expect.unless(not memory, "nothing-recurrent")
        kernel, recurrent_kernel = (dimensions, 4 * units), (units, 4 * units)
        has_weights(expect, shapes, kernel, recurrent_kernel)


@pytest.mark.task("build_lstm", points=0.25)
def test_it_is_new_and_not_compiled(subject: Subject, expect: Expect, draw: Draw) -> None:
    first, second = subject.build_lstm(31, 12, 3, 5), subject.build_lstm(31, 12, 3, 5)
    are_new_and_not_compiled(subject, expect, first, second)


@pytest.mark.task("build_cnn_lstm", points=0.25)
def test_each_text_gets_one_probability_here_too(subject: Subject, expect: Expect, draw: Draw) -> None:
    model = subject.build_cnn_lstm(41, 13, 5, 7, 3, 2, 3)
    gives_probabilities(subject, expect, draw, model, "an-answer-after-each-window")


@pytest.mark.task("build_cnn_lstm", points=0.75)
def test_filters_come_first_and_then_the_memory(subject: Subject, expect: Expect, draw: Draw) -> None:
    n_words = int(draw.integers(50, 90))
    for length, dimensions, filters, width, pool, units in ((23, 7, 11, 3, 2, 5), (29, 5, 13, 4, 3, 2)):
        model = subject.build_cnn_lstm(n_words, length, dimensions, filters, width, pool, units)
        shapes = shapes_of(subject, expect, model, length)
        expect.unless((filters, dimensions, width) in shapes, "filters-and-width-exchanged")
        exchanged = (width, dimensions, filters) not in shapes and (pool, dimensions, filters) in shapes
        expect.unless(exchanged, "width-and-pool-exchanged")
        expect.unless(
            (width, dimensions, units) in shapes and (units, 4 * filters) in shapes, "filters-and-units-exchanged"
        )
        expect.unless(
            (dimensions, 4 * units) in shapes and (width, units, filters) in shapes, "reads-before-it-convolves"
        )
        has_a_row_for_each_word(expect, shapes, n_words, dimensions)
        expect.unless(not any(len(shape) == 3 for shape in shapes), "no-filters")
        memory = is_gated(shapes, 4)
        gated = has_layer(subject.probes.describe(model)["layers"], "GRU")
        expect.unless(gated or (not memory and is_gated(shapes, 3)), "gated-units-behind-the-filters")
        expect.unless(not memory, "nothing-recurrent-behind-the-filters")
        has_weights(expect, shapes, (width, dimensions, filters), (filters, 4 * units), (units, 4 * units))
        averages = has_layer(subject.probes.describe(model)["layers"], "AveragePooling1D")
        expect.unless(averages, "averages-of-the-places")


@pytest.mark.task("build_cnn_lstm", points=0.25)
def test_some_places_become_one(subject: Subject, expect: Expect, draw: Draw) -> None:
    for length, width, pool in ((25, 4, 3), (29, 3, 5)):
        model = subject.build_cnn_lstm(31, length, 5, 7, width, pool, 2)
        shapes = shapes_of(subject, expect, model, length)
        expect.unless((width, 5, 7) not in shapes and (pool, 5, 7) in shapes, "width-and-pool-exchanged")
        layers = subject.probes.describe(model)["layers"]
        pooled_vectors = any(tuple(layer["output_shape"] or ())[1:] == (length // pool, 5) for layer in layers)
        expect.unless(pooled_vectors, "pools-before-it-convolves")
        places = [layer["output_shape"][1] for layer in layers if len(layer["output_shape"] or ()) == 3]
        if length not in places:
            continue  # a subclassed model does not tell
        kept = length - width + 1
        after = places[places.index(kept if kept in places else length) :]
        whole = {kept // pool, length // pool}
        if not whole & set(after):
            expect.unless(len(set(after)) == 1 and not has_layer(layers, "Pooling1D"), "nothing-pooled")
            expect.unless({kept - pool + 1, length - pool + 1} & set(after[-1:]), "pools-place-by-place")
            expect.unless({kept // 2, length // 2} & set(after), "pools-two-places")
            rest_too = has_layer(layers, "Pooling1D") and {-(-kept // pool), -(-length // pool)} & set(after)
            expect.unless(rest_too, "pools-what-is-left-too")
            expect.fail(f"has {after} places in its layers; {kept} places pooled by {pool} are {kept // pool}")


@pytest.mark.task("build_cnn_lstm", points=0.25)
def test_it_too_is_new_and_not_compiled(subject: Subject, expect: Expect, draw: Draw) -> None:
    first, second = (subject.build_cnn_lstm(31, 12, 3, 7, 4, 2, 5) for _ in range(2))
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


@pytest.mark.task("train", points=1.5)
def test_what_was_denied_ten_words_ago_is_remembered(subject: Subject, expect: Expect, draw: Draw) -> None:
    try:
        accuracy = memory_accuracy(subject, draw, expect.predictions)
        why = (
            "In your history, when does the loss leave 0.69? Smaller batches get there sooner; where it never does, "
            "a calmer rate helps: 0.001, which is Adam's own, or twice as much"
        )
        expect.reaches(accuracy, "ex19.memory", why=why)
    except Exception:
        takes_sound_steps(subject, expect, draw)  # what is wrong with a step explains more than what came of it
        raise


def gives_probabilities(subject: Subject, expect: Expect, draw: Draw, model: Any, sequences: str) -> None:
    """Fail unless a student's network of 41 words and 3 units gives one probability for each of seven texts of 13.

    It is given weights that tell texts apart; `sequences` is the mistake of who gives more than one answer a text.
    """
    texts = draw.integers(0, 41, size=(7, 13))
    texts[0, 0], texts[1, 1] = 40, 0
    expect.model(model, inputs=(13,))
    subject.probes.predict(model, texts[:1])  # a subclassed model has no weights before
    values, heard = cases.told_apart(subject, draw, model, 41), []
    for times in (8, -8, 1):
        subject.probes.set_weights(model, [v * times if v.ndim > 1 and v.shape[-1] == 1 else v for v in values])
        heard.append(np.asarray(subject.probes.predict(model, texts), dtype=float))
    answers, loud = heard[-1], np.stack(heard[:2])
    expect.unless(answers.ndim == 3, sequences)
    expect.unless(answers.shape == (7, 3), "the-state-for-an-answer")
    expect.that(answers.shape == (7, 1), f"answers 7 texts with shape {answers.shape}; expected (7, 1)")
    expect.unless((loud < 0) | (loud > 1), "scores-instead-of-a-probability")
    expect.unless(loud.min() >= 0.5 and 0.5 + MOVED < loud.max() < SIGMOID_OF_ONE, "sigmoid-twice")
    expect.unless(abs(loud.min() - 0.5) < MOVED < loud.max() - 0.5, "relu-before-the-sigmoid")
    expect.unless(np.all(answers == 1), "softmax-over-one-unit")
    expect.that(np.ptp(answers) > 0, "answers all texts alike")
    again, called = (np.asarray(ask(model, texts)) for ask in (subject.probes.predict, subject.probes.call))
    noise = np.abs([again - answers, called - answers]).max()  # `predict` switches off what was called in training mode
    expect.unless(noise > MOVED, "dropout-while-it-is-asked")
    expect.predictions(model, texts)


def shapes_of(subject: Subject, expect: Expect, model: Any, length: int) -> set[tuple[int, ...]]:
    """Return the shapes of the weights of a student's network that takes texts of this length."""
    expect.model(model, inputs=(length,))
    subject.probes.predict(model, np.zeros((1, length), dtype=int))  # a subclassed model has no weights before
    return {weight["value"].shape for weight in subject.probes.weights(model)}


def has_a_row_for_each_word(expect: Expect, shapes: set[tuple[int, ...]], n_words: int, dimensions: int) -> None:
    """Fail unless one of the shapes is that of the table of word vectors."""
    if (n_words, dimensions) not in shapes:
        expect.unless((n_words - 1, dimensions) in shapes, "no-row-for-the-last-word")
        expect.unless((n_words + 1, dimensions) in shapes, "rows-for-padding-once-more")
        has_weights(expect, shapes, (n_words, dimensions))


def has_weights(expect: Expect, shapes: set[tuple[int, ...]], *wanted: tuple[int, ...]) -> None:
    """Fail unless each of the wanted shapes is there."""
    for shape in wanted:
        expect.that(shape in shapes, f"has no weights of shape {shape}: it has {sorted(shapes)}")


def is_gated(shapes: set[tuple[int, ...]], parts: int) -> bool:
    """Tell whether one of the shapes is that of a recurrent kernel for so many gates and notes: (U, parts x U)."""
    return any(len(shape) == 2 and shape[1] == parts * shape[0] for shape in shapes)


def has_layer(layers: list[dict[str, Any]], kind: str) -> bool:
    """Tell whether a layer's class, or one that it comes from, has this in its name."""
    return any(kind in name for layer in layers for name in layer["kinds"])
