"""Wrong ways of ex02."""

from __future__ import annotations

import numpy as np

from reference.catalogue import misconception


@misconception(
    "softmax",
    rejected_by="test_each_row_sums_to_one",
    says="has columns that sum to one: it normalised over the batch (axis 0). Which axis holds the classes?",
)
def softmax_over_the_batch(scores, axis=-1):
    scores = np.asarray(scores, dtype=float)
    exponentials = np.exp(scores - scores.max(axis=0, keepdims=True))
    return exponentials / exponentials.sum(axis=0, keepdims=True)


@misconception(
    "softmax",
    rejected_by="test_each_row_sums_to_one",
    says="sums to one over the whole array: each image needs a sum of its own. What does `keepdims` do for you?",
)
def softmax_over_everything(scores, axis=-1):
    exponentials = np.exp(np.asarray(scores, dtype=float) - np.max(scores))
    return exponentials / exponentials.sum()


@misconception(
    "softmax",
    rejected_by="test_large_scores_do_not_overflow",
    says="overflowed: exp(710) is more than a float can hold. What may be subtracted from all scores of a row?",
)
def softmax_without_shift(scores, axis=-1):
    exponentials = np.exp(np.asarray(scores, dtype=float))
    return exponentials / exponentials.sum(axis=axis, keepdims=True)


@misconception(
    "softmax",
    rejected_by="test_rows_far_apart_keep_their_own_maximum",
    says="lost a row: it subtracted the largest score of the whole array, so that small rows vanish. "
    "Which maximum belongs to a row?",
)
def softmax_shifted_by_the_largest_of_all(scores, axis=-1):
    exponentials = np.exp(np.asarray(scores, dtype=float) - np.max(scores))
    return exponentials / exponentials.sum(axis=axis, keepdims=True)


@misconception(
    "softmax",
    rejected_by="test_slide_example",
    says="divided the scores by their sum and left the exponential out: what happens to a negative score?",
)
def softmax_without_exponential(scores, axis=-1):
    scores = np.asarray(scores, dtype=float)
    return scores / scores.sum(axis=axis, keepdims=True)


@misconception(
    "softmax",
    rejected_by="test_slide_example",
    says="treats each score alone, which is the sigmoid: the classes do not compete, and the sum is not one.",
)
def softmax_as_sigmoid(scores, axis=-1):
    return 1 / (1 + np.exp(-np.asarray(scores, dtype=float)))


@misconception(
    "softmax",
    rejected_by="test_other_axis",
    says="ignored `axis`: it always takes the last one.",
)
def softmax_ignores_axis(scores, axis=-1):
    scores = np.asarray(scores, dtype=float)
    exponentials = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return exponentials / exponentials.sum(axis=-1, keepdims=True)


@misconception(
    "softmax",
    rejected_by="test_whole_numbers_are_scores_too",
    says="kept the whole numbers' type, so that every probability was cut to 0 or 1.",
)
def softmax_in_whole_numbers(scores, axis=-1):
    scores = np.asarray(scores)
    result = np.empty_like(scores)
    exponentials = np.exp(scores - scores.max(axis=axis, keepdims=True))
    result[...] = exponentials / exponentials.sum(axis=axis, keepdims=True)
    return result


@misconception(
    "softmax",
    rejected_by="test_nothing_but_minus_infinity_is_an_error",
    says="gave nan for a row in which every class is ruled out: say so with a ValueError instead.",
)
def softmax_of_nothing_is_nan(scores, axis=-1):
    scores = np.asarray(scores, dtype=float)
    exponentials = np.exp(scores - scores.max(axis=axis, keepdims=True))
    return exponentials / exponentials.sum(axis=axis, keepdims=True)


@misconception(
    "softmax",
    rejected_by="test_each_row_sums_to_one",
    says="changed its argument",
    recognised_as="changes-its-argument",
)
def softmax_in_place(scores, axis=-1):
    scores = np.asarray(scores)
    scores -= scores.max(axis=axis, keepdims=True)
    exponentials = np.exp(scores)
    return exponentials / exponentials.sum(axis=axis, keepdims=True)


@misconception(
    "log_softmax",
    rejected_by="test_log_of_a_tiny_probability",
    says="took the logarithm of the finished softmax: a probability of exp(-1000) is 0 in a float, and its logarithm "
    "-inf. The exponential and the logarithm cancel on paper: let them.",
)
def log_of_softmax(scores, axis=-1):
    scores = np.asarray(scores, dtype=float)
    exponentials = np.exp(scores - scores.max(axis=axis, keepdims=True))
    return np.log(exponentials / exponentials.sum(axis=axis, keepdims=True))


@misconception(
    "log_softmax",
    rejected_by="test_log_of_a_tiny_probability",
    says="added a small number inside the logarithm to avoid -inf: that bends every small probability to the same value.",
)
def log_of_softmax_plus_epsilon(scores, axis=-1):
    scores = np.asarray(scores, dtype=float)
    exponentials = np.exp(scores - scores.max(axis=axis, keepdims=True))
    return np.log(exponentials / exponentials.sum(axis=axis, keepdims=True) + 1e-12)


@misconception(
    "log_softmax",
    rejected_by="test_log_softmax_is_the_logarithm",
    says="forgot to put the exponential back in the sum: the logarithm stands over the sum of exp(scores).",
)
def log_of_the_sum_of_scores(scores, axis=-1):
    scores = np.asarray(scores, dtype=float)
    shifted = scores - scores.max(axis=axis, keepdims=True)
    return shifted - np.log(np.abs(shifted).sum(axis=axis, keepdims=True))


@misconception(
    "log_softmax",
    rejected_by="test_log_softmax_is_the_logarithm",
    says="took a logarithm to base 2 or 10; the field's is the natural one, `np.log`.",
)
def log_softmax_to_base_ten(scores, axis=-1):
    scores = np.asarray(scores, dtype=float)
    shifted = scores - scores.max(axis=axis, keepdims=True)
    return (shifted - np.log(np.exp(shifted).sum(axis=axis, keepdims=True))) / np.log(10)


@misconception(
    "log_softmax",
    rejected_by="test_log_softmax_of_large_scores",
    says="overflowed in the sum of exponentials: subtract the largest score of the row first.",
)
def log_softmax_without_shift(scores, axis=-1):
    scores = np.asarray(scores, dtype=float)
    return scores - np.log(np.exp(scores).sum(axis=axis, keepdims=True))


@misconception(
    "predict_classes",
    rejected_by="test_best_class_first",
    says="begins with the least probable class: `argsort` sorts upwards.",
)
def worst_class_first(scores, class_names):
    probabilities = _softmax(scores)
    return [(class_names[i], float(probabilities[i])) for i in np.argsort(probabilities)]


@misconception(
    "predict_classes",
    rejected_by="test_best_class_first",
    says="sorted the probabilities but left the names where they were: each name must travel with its number.",
)
def names_left_behind(scores, class_names):
    probabilities = np.sort(_softmax(scores))[::-1]
    return [(name, float(p)) for name, p in zip(class_names, probabilities, strict=True)]


@misconception(
    "predict_classes",
    rejected_by="test_best_class_first",
    says="gave the scores; people asked for probabilities.",
)
def scores_instead_of_probabilities(scores, class_names):
    scores = np.asarray(scores, dtype=float)
    return [(class_names[i], float(scores[i])) for i in np.argsort(-scores, kind="stable")]


@misconception(
    "predict_classes",
    rejected_by="test_equal_classes_keep_their_order",
    says="turned equal classes round: reversing a sorted list reverses ties too. Sort the negated probabilities, stably.",
)
def ties_turned_round(scores, class_names):
    probabilities = _softmax(scores)
    return [(class_names[i], float(probabilities[i])) for i in np.argsort(probabilities, kind="stable")[::-1]]


@misconception(
    "predict_classes",
    rejected_by="test_best_class_first",
    says="gave only the winner: the runners-up tell how sure it was.",
)
def only_the_winner(scores, class_names):
    probabilities = _softmax(scores)
    return [(class_names[int(probabilities.argmax())], float(probabilities.max()))]


def _softmax(scores):
    scores = np.asarray(scores, dtype=float)
    exponentials = np.exp(scores - scores.max())
    return exponentials / exponentials.sum()
