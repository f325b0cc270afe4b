"""What a training leaves behind in a network of one number a word, of which every text can be read off."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from reference.kit.author import Expect, Subject
from reference.kit.chance import mistake_of_seed

Drawn = np.random.Generator
Pair = tuple[np.ndarray, np.ndarray]

OFTEN = 8
"""Times that each of 19 words is said: several batches, whatever their size."""
SMALL = 5e-4
"""The most that a word's number moves in a step too small: 0.001 with Adam at its usual rate, 0.003 with RMSprop.
Plain SGD moves it by 0.0004."""
ALIKE = 0.02
"""How far apart, as a share, the words' numbers are after one step of such an optimizer: all move equally far."""


@dataclass(frozen=True)
class Traces:
    """Sentences of one word each, said several times, a word for each sentence."""

    training: Pair
    """Sequences, (13, 4), and labels."""
    validation: Pair
    """The same, (6, 4), of words that no training sentence has."""
    n_words: int


def traces(draw: Drawn) -> Traces:
    """Draw sentences; both labels occur in each part, and no label's sentences stand together."""
    numbers = draw.permutation(np.arange(2, 21))
    labels = np.concatenate([draw.permutation(np.arange(13) % 2), draw.permutation(np.arange(6) % 2)])
    rows = np.repeat(numbers[:, np.newaxis], 4, axis=1)
    return Traces((rows[:13], labels[:13]), (rows[13:], labels[13:]), 21)


def said_often(draw: Drawn) -> Pair:
    """Draw sentences, (152, 4), of one word each, every word as often, and labels that hang on the word alone."""
    words = np.tile(draw.permutation(np.arange(2, 21)), OFTEN)
    return np.repeat(words[:, np.newaxis], 4, axis=1), words % 2


def word_network(n_words: int, length: int) -> Any:
    """A network that sums one number a word, not compiled: it knows nothing yet, and answers 0.5."""
    import keras

    layers = [keras.layers.Embedding(n_words, 1), keras.layers.GlobalAveragePooling1D()]
    model = keras.Sequential([keras.Input((length,)), *layers, keras.layers.Dense(1, activation="sigmoid")])
    model.set_weights([np.zeros((n_words, 1)), np.ones((1, 1)), np.zeros(1)])
    return model


def trained(
    subject: Subject, expect: Expect, draw: Drawn, data: Traces, validation: Pair, epochs: int
) -> tuple[np.ndarray, dict[str, Any]]:
    """Let the student's code train a network that knows nothing; return its word table and the history."""
    model = subject.place(word_network(data.n_words, 4))
    seed = int(draw.integers(1000))
    try:
        history = subject.eagerly("train", model, *data.training, validation, epochs=epochs, rng_seed=seed)
    except Exception:  # with some losses Keras fails, and says so at length
        has_a_loss_for_one_answer(subject, expect, model)
        raise
    has_a_loss_for_one_answer(subject, expect, model)
    expect.unless(history is None, "nothing-returned")
    expect.unless("History" in (type(history).__name__, getattr(history, "type_name", "")), "history-object")
    expect.history(history, None)
    return subject.probes.weights(model)[0]["value"][:, 0], history


def has_a_loss_for_one_answer(subject: Subject, expect: Expect, model: Any) -> None:
    """Fail for a network that was compiled with a loss for many classes."""
    loss = str(subject.probes.describe(model)["loss"]).replace("_", "").lower()
    expect.unless(loss in ("categoricalcrossentropy", "sparsecategoricalcrossentropy"), "loss-for-many-classes")


def uses_the_seed(subject: Subject, expect: Expect, draw: Drawn) -> None:
    """Fail for a training in which chance decides, or a seed of its own, and the seed that is given does not."""
    sequences, labels = said_often(draw)

    def learned(seed: int, places: np.ndarray) -> np.ndarray:
        model = subject.place(word_network(21, 4))
        pair = sequences[:6], labels[:6]
        subject.eagerly("train", model, sequences[places], labels[places], pair, epochs=1, rng_seed=seed)
        table = np.asarray(subject.probes.weights(model)[0]["value"])
        expect.unless(not table.any(), "trains-another-network")
        return table

    seed = int(draw.integers(1, 1000))
    mistake = mistake_of_seed(subject, learned, seed, len(labels))
    if mistake:
        expect.unless(mistake, mistake)


def takes_sound_steps(subject: Subject, expect: Expect, draw: Drawn) -> None:
    """Fail for a training that learns nothing, or the other labels, in steps too small, or in one step an epoch."""
    data = traces(draw)
    table, _ = trained(subject, expect, draw, data, data.validation, 1)
    is_learned(expect, table, data)
    expect.unless(np.abs(table).max() < SMALL, "steps-too-small")
    many = Traces(said_often(draw), data.validation, data.n_words)
    moved = np.abs(trained(subject, expect, draw, many, many.validation, 1)[0][2:])
    expect.unless(moved.max() < (1 + ALIKE) * moved.min(), "one-step-an-epoch")


def is_learned(expect: Expect, table: np.ndarray, data: Traces) -> None:
    """Fail where nothing of what was trained on has come into the word table, or all of it with the other label."""
    moved = table[data.training[0][:, 0]]
    expect.unless(not moved.any(), "trains-another-network")
    expect.unless(np.all((moved < 0) == (data.training[1] == 1)) and moved.all(), "labels-turned-round")
