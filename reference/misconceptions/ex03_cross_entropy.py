"""Wrong ways of ex03."""

from __future__ import annotations

import numpy as np

from reference.catalogue import misconception


def _check(labels, n_rows, n_classes):
    labels = np.asarray(labels)
    if len(labels) != n_rows:
        raise ValueError(f"{len(labels)} labels for {n_rows} rows")
    for position, label in enumerate(labels):
        if not 0 <= label < n_classes:
            raise ValueError(f"label {label} at position {position}")
    return labels


def _picked(probabilities, labels):
    probabilities = np.asarray(probabilities)
    labels = _check(labels, len(probabilities), probabilities.shape[1])
    return probabilities[np.arange(len(labels)), labels]


def _softmax(scores, axis=1):
    scores = np.asarray(scores, dtype=float)
    exponentials = np.exp(scores - scores.max(axis=axis, keepdims=True))
    return exponentials / exponentials.sum(axis=axis, keepdims=True)


def _clipped_loss(probabilities, labels):
    return -np.log(np.maximum(_picked(probabilities, labels), 1e-12)).mean()


@misconception(
    "one_hot",
    rejected_by="test_each_label_becomes_a_row",
    says="put the classes down the rows: each image wants a row of its own, with a column for each class.",
)
def classes_down_the_rows(labels, n_classes):
    return np.eye(n_classes)[_check(labels, len(labels), n_classes)].T


@misconception(
    "one_hot",
    rejected_by="test_each_label_becomes_a_row",
    says="counted the classes from one: label 0 is the first column. Where did its one go?",
)
def classes_counted_from_one(labels, n_classes):
    return np.eye(n_classes)[_check(labels, len(labels), n_classes) - 1]


@misconception(
    "one_hot",
    rejected_by="test_each_label_becomes_a_row",
    says="marked all labels in one and the same row: which image had which of them?",
)
def all_labels_in_one_row(labels, n_classes):
    row = np.zeros(n_classes)
    row[_check(labels, len(labels), n_classes)] = 1
    return row


@misconception(
    "one_hot",
    rejected_by="test_each_label_becomes_a_row",
    says="filled whole columns: `rows[:, labels]` takes every row with every label. Which index goes with which?",
)
def whole_columns_of_ones(labels, n_classes):
    rows = np.zeros((len(labels), n_classes))
    rows[:, _check(labels, len(labels), n_classes)] = 1
    return rows


@misconception(
    "one_hot",
    rejected_by="test_a_class_that_does_not_occur_keeps_its_column",
    says="made as many columns as this batch needs: a class that does not occur today may occur in the next batch, "
    "and `n_classes` says how many there are.",
)
def columns_up_to_the_largest_label(labels, n_classes):
    labels = _check(labels, len(labels), n_classes)
    return np.eye(int(labels.max()) + 1)[labels]


@misconception(
    "one_hot",
    rejected_by="test_a_class_that_does_not_occur_keeps_its_column",
    says="numbered anew the classes that occur: now column 1 means one class in this batch and another in the next.",
)
def columns_for_the_labels_that_occur(labels, n_classes):
    labels = _check(labels, len(labels), n_classes)
    return (labels[:, None] == np.unique(labels)).astype(float)


@misconception(
    "one_hot",
    rejected_by="test_one_hot_takes_a_list",
    says="is written for arrays alone: `labels < 0` fails for a list. `np.asarray` takes both, and costs nothing.",
)
def comparison_with_a_list(labels, n_classes):
    if np.any(labels < 0) or np.any(labels >= n_classes):
        _check(labels, len(labels), n_classes)
    return np.eye(n_classes)[labels]


@misconception(
    "one_hot",
    rejected_by="test_a_negative_label_is_an_error",
    says="took a negative label for a class: NumPy's index -1 is the last one, so that it went by unseen. "
    "Who looks at the labels before they index anything?",
)
def negative_labels_count_from_the_end(labels, n_classes):
    return np.eye(n_classes)[np.asarray(labels)]


@misconception(
    "one_hot",
    rejected_by="test_a_label_beyond_the_classes_is_an_error",
    says="left it to NumPy to find a label that is too large: its IndexError speaks of sizes and axes, and not of "
    "the label somebody has to mend. (With C classes the largest label is C - 1.)",
)
def too_large_labels_left_to_numpy(labels, n_classes):
    labels = np.asarray(labels)
    if (labels < 0).any() or (labels > n_classes).any():
        raise ValueError("bad label")
    return np.eye(n_classes)[labels]


@misconception(
    "one_hot",
    rejected_by="test_one_hot_names_the_first_bad_label",
    says="refused the labels without saying which one is bad: in a file of 10,000, where is somebody to look?",
    recognised=False,
)
def refusal_without_a_place(labels, n_classes):
    labels = np.asarray(labels)
    if (labels < 0).any() or (labels >= n_classes).any():
        raise ValueError("bad label")
    return np.eye(n_classes)[labels]


@misconception(
    "cross_entropy",
    rejected_by="test_loss_is_the_mean_of_the_negative_logarithms",
    says="added the losses up: a batch twice as large then costs twice as much, and the steps of training grow with "
    "it. What takes the size out?",
)
def sum_over_the_batch(probabilities, labels):
    return -np.log(np.maximum(_picked(probabilities, labels), 1e-12)).sum()


@misconception(
    "cross_entropy",
    rejected_by="test_loss_is_the_mean_of_the_negative_logarithms",
    says="took the mean over images times classes: the zeros of the one-hot rows count as losses there. How many "
    "losses does a batch have?",
)
def mean_over_every_entry(probabilities, labels):
    return -np.log(np.maximum(_picked(probabilities, labels), 1e-12)).sum() / np.size(probabilities)


@misconception(
    "cross_entropy",
    rejected_by="test_loss_is_the_mean_of_the_negative_logarithms",
    says="is negative: the logarithm of a probability is at most 0, and a loss is what one pays. The sign is missing.",
)
def without_the_sign(probabilities, labels):
    return np.log(np.maximum(_picked(probabilities, labels), 1e-12)).mean()


@misconception(
    "cross_entropy",
    rejected_by="test_loss_is_the_mean_of_the_negative_logarithms",
    says="took the logarithm to base 2, which gives bits; the field's is the natural one, `np.log`.",
)
def loss_in_bits(probabilities, labels):
    return _clipped_loss(probabilities, labels) / np.log(2)


@misconception(
    "cross_entropy",
    rejected_by="test_loss_is_the_mean_of_the_negative_logarithms",
    says="took the logarithm to base 10; the field's is the natural one, `np.log`.",
)
def loss_to_base_ten(probabilities, labels):
    return _clipped_loss(probabilities, labels) / np.log(10)


@misconception(
    "cross_entropy",
    rejected_by="test_loss_is_the_mean_of_the_negative_logarithms",
    says="took the mean first and the logarithm after: one confident mistake then drowns in the batch. In which "
    "order does each image pay for itself?",
)
def logarithm_of_the_mean(probabilities, labels):
    return -np.log(np.maximum(_picked(probabilities, labels).mean(), 1e-12))


@misconception(
    "cross_entropy",
    rejected_by="test_loss_is_the_mean_of_the_negative_logarithms",
    says="left the logarithm out: with 1 - p, calling the truth impossible costs no more than 1.",
)
def without_the_logarithm(probabilities, labels):
    return 1 - _picked(probabilities, labels).mean()


@misconception(
    "cross_entropy",
    rejected_by="test_loss_is_the_mean_of_the_negative_logarithms",
    says="charged each image for its largest probability: that is what the network believes. What is true stands in "
    "`labels`.",
)
def loss_of_the_predicted_class(probabilities, labels):
    _picked(probabilities, labels)
    return -np.log(np.maximum(np.max(probabilities, axis=1), 1e-12)).mean()


@misconception(
    "cross_entropy",
    rejected_by="test_loss_is_the_mean_of_the_negative_logarithms",
    says="took every image with every label: `probabilities[:, labels]` has B columns for each of B rows. Which two "
    "indices give one number a row?",
)
def every_image_with_every_label(probabilities, labels):
    _picked(probabilities, labels)
    return -np.log(np.maximum(np.asarray(probabilities)[:, labels], 1e-12)).mean()


@misconception(
    "cross_entropy",
    rejected_by="test_loss_is_the_mean_of_the_negative_logarithms",
    says="charged the wrong classes too, with -log(1 - p): that is a yes-or-no loss for each class. Here one class "
    "is right, and what the others got is already what it did not get.",
)
def binary_loss_for_every_class(probabilities, labels):
    right = np.maximum(_picked(probabilities, labels), 1e-12)
    rest = np.maximum(1 - np.asarray(probabilities, dtype=float), 1e-12)
    rest[np.arange(len(right)), labels] = 1
    return -(np.log(right) + np.log(rest).sum(axis=1)).mean()


@misconception(
    "cross_entropy",
    rejected_by="test_a_tiny_probability_costs_exactly_its_logarithm",
    says="added a small number inside the logarithm, so that small probabilities cost less than they should. A "
    "floor (`np.maximum`) leaves what lies above it alone.",
)
def small_number_added_inside_the_logarithm(probabilities, labels):
    return -np.log(_picked(probabilities, labels) + 1e-12).mean()


@misconception(
    "cross_entropy",
    rejected_by="test_a_tiny_probability_costs_exactly_its_logarithm",
    says="put the floor at 1e-7: everything below costs 16.1, and a network that is still getting worse is not told "
    "so. 1e-12 is a probability like any other.",
)
def floor_too_high(probabilities, labels):
    return -np.log(np.maximum(_picked(probabilities, labels), 1e-7)).mean()


@misconception(
    "cross_entropy",
    rejected_by="test_probability_zero_costs_a_finite_loss",
    says="took the logarithm of 0: one infinite loss, and every weight is nan after the next step. What can stand "
    "under the probability?",
)
def logarithm_of_zero(probabilities, labels):
    return -np.log(_picked(probabilities, labels)).mean()


@misconception(
    "cross_entropy",
    rejected_by="test_probability_zero_costs_a_finite_loss",
    says="changed its argument",
    recognised_as="changes-its-argument",
)
def floor_put_into_the_argument(probabilities, labels):
    probabilities = np.asarray(probabilities)
    probabilities[probabilities < 1e-12] = 1e-12
    return -np.log(_picked(probabilities, labels)).mean()


@misconception(
    "cross_entropy",
    rejected_by="test_wrong_classes_of_probability_zero_cost_nothing",
    says="multiplied a zero of the one-hot row by log(0): 0 times infinity is nan, not 0. Either the floor comes "
    "before the logarithm, or the right entry is picked and nothing is multiplied.",
)
def zero_times_infinity(probabilities, labels):
    probabilities = np.asarray(probabilities)
    rows = np.eye(probabilities.shape[1])[_check(labels, len(probabilities), probabilities.shape[1])]
    return -(rows * np.log(probabilities)).sum(axis=1).mean()


@misconception(
    "cross_entropy",
    rejected_by="test_cross_entropy_takes_lists",
    says="is written for arrays alone: `probabilities[rows, labels]` fails for a list. `np.asarray` takes both, and costs nothing.",
)
def two_indices_into_a_list(probabilities, labels):
    labels = _check(labels, len(probabilities), len(probabilities[0]))
    return -np.log(np.maximum(probabilities[np.arange(len(labels)), labels], 1e-12)).mean()


@misconception(
    "cross_entropy",
    rejected_by="test_cross_entropy_checks_its_labels",
    says="indexed with a label that is no class: NumPy takes -1 for the last column and says nothing, and of a label "
    "that is too large it speaks in axes and sizes. Who looks at the labels first?",
)
def unchecked_labels(probabilities, labels):
    probabilities = np.asarray(probabilities)
    if len(labels) != len(probabilities):
        raise ValueError("not as many labels as rows")
    return -np.log(np.maximum(probabilities[np.arange(len(labels)), labels], 1e-12)).mean()


@misconception(
    "cross_entropy",
    rejected_by="test_cross_entropy_wants_one_label_for_each_row",
    says="went as far as there were labels and left the other images out: `np.arange(len(labels))` fits whatever "
    "comes. Compare the two lengths.",
)
def as_many_rows_as_labels(probabilities, labels):
    return _clipped_loss(np.asarray(probabilities)[: len(labels)], labels)


@misconception(
    "cross_entropy",
    rejected_by="test_cross_entropy_wants_one_label_for_each_row",
    says="used a single label for every image: broadcasting stretches an array of one to any length. Compare the two "
    "lengths.",
)
def one_label_for_all_images(probabilities, labels):
    if len(labels) == 1:
        labels = np.repeat(labels, len(probabilities))
    return _clipped_loss(probabilities, labels)


@misconception(
    "cross_entropy_from_scores",
    rejected_by="test_scores_cost_what_their_softmax_costs",
    says="took the scores for probabilities: they may be negative, and do not sum to one. The softmax is missing.",
)
def scores_taken_for_probabilities(scores, labels):
    return _clipped_loss(scores, labels)


@misconception(
    "cross_entropy_from_scores",
    rejected_by="test_scores_cost_what_their_softmax_costs",
    says="took the softmax twice: a softmax of probabilities is nearly flat, and the loss hardly ever falls. In a "
    "framework: a last layer with softmax and `from_logits=True`.",
)
def softmax_twice(scores, labels):
    return _clipped_loss(_softmax(_softmax(scores)), labels)


@misconception(
    "cross_entropy_from_scores",
    rejected_by="test_scores_cost_what_their_softmax_costs",
    says="let the images of the batch compete: the softmax went down the columns (axis 0). Which axis holds the classes?",
)
def softmax_down_the_batch(scores, labels):
    return _clipped_loss(_softmax(scores, axis=0), labels)


@misconception(
    "cross_entropy_from_scores",
    rejected_by="test_scores_cost_what_their_softmax_costs",
    says="charged only the distance to the best score: where two classes are level that is 0, but a coin's throw "
    "costs 0.69. The logarithm of the sum of exponentials is more than the maximum.",
)
def distance_to_the_best_score(scores, labels):
    return (np.max(scores, axis=1) - _picked(scores, labels)).mean()


@misconception(
    "cross_entropy_from_scores",
    rejected_by="test_scores_cost_what_their_softmax_costs",
    says="added the losses up: the loss of a batch is the mean.",
)
def sum_over_the_scored_batch(scores, labels):
    return (np.logaddexp.reduce(np.asarray(scores), axis=1) - _picked(scores, labels)).sum()


@misconception(
    "cross_entropy_from_scores",
    rejected_by="test_large_scores_do_not_overflow",
    says="overflowed in the sum of exponentials: exp(710) is more than a float can hold. What may be subtracted from "
    "all scores of a row?",
)
def sum_of_exponentials_overflows(scores, labels):
    return (np.log(np.exp(np.asarray(scores)).sum(axis=1)) - _picked(scores, labels)).mean()


@misconception(
    "cross_entropy_from_scores",
    rejected_by="test_large_scores_do_not_overflow",
    says="subtracted the largest score of the whole batch: in a row far below it every exponential is 0, and so is "
    "their sum. Which maximum belongs to a row?",
)
def shifted_by_the_largest_of_all(scores, labels):
    shifted = np.asarray(scores) - np.max(scores)
    return (np.log(np.exp(shifted).sum(axis=1)) - _picked(shifted, labels)).mean()


@misconception(
    "cross_entropy_from_scores",
    rejected_by="test_a_gap_of_ten_thousand_costs_ten_thousand",
    says="went through the probability, which is 0 in a float, and came to rest on the floor: a gap of 30 and one of "
    "10,000 cost the same, and training has nothing to follow. The exponential and the logarithm cancel on paper.",
)
def softmax_and_floor(scores, labels):
    return _clipped_loss(_softmax(scores), labels)


@misconception(
    "cross_entropy_from_scores",
    rejected_by="test_a_gap_of_ten_thousand_costs_ten_thousand",
    says="took the logarithm of a probability that is 0 in a float. The exponential and the logarithm cancel on "
    "paper: let them.",
)
def softmax_and_logarithm_of_zero(scores, labels):
    return -np.log(_picked(_softmax(scores), labels)).mean()


@misconception(
    "cross_entropy_from_scores",
    rejected_by="test_loss_from_scores_takes_lists",
    says="is written for arrays alone: `scores.max(...)` fails for a list. `np.asarray` takes both, and costs nothing.",
)
def a_list_has_no_max(scores, labels):
    shifted = scores - scores.max(axis=1, keepdims=True)
    return (np.log(np.exp(shifted).sum(axis=1)) - _picked(shifted, labels)).mean()


@misconception(
    "cross_entropy_from_scores",
    rejected_by="test_loss_from_scores_checks_its_labels",
    says="indexed with a label that is no class: NumPy takes -1 for the last column and says nothing, and of a label "
    "that is too large it speaks in axes and sizes. Who looks at the labels first?",
)
def unchecked_labels_of_scores(scores, labels):
    scores = np.asarray(scores)
    if len(labels) != len(scores):
        raise ValueError("not as many labels as rows")
    return (np.logaddexp.reduce(scores, axis=1) - scores[np.arange(len(labels)), labels]).mean()


@misconception(
    "cross_entropy_from_scores",
    rejected_by="test_loss_from_scores_wants_one_label_for_each_row",
    says="compared one label's score with every row: broadcasting stretches an array of one to any length. Compare "
    "the two lengths.",
)
def one_label_for_all_scores(scores, labels):
    scores = np.asarray(scores)
    right = _picked(scores[: len(labels)], labels)
    return (np.logaddexp.reduce(scores, axis=1) - right).mean()


@misconception(
    "binary_cross_entropy",
    rejected_by="test_each_answer_pays_for_what_was_true",
    says="charged only the images whose answer is yes: whoever always says yes then pays nothing. What does a no cost?",
)
def only_yes_costs(probabilities, labels):
    return -(_yes_or_no(probabilities, labels) * np.log(np.maximum(probabilities, 1e-12))).mean()


@misconception(
    "binary_cross_entropy",
    rejected_by="test_each_answer_pays_for_what_was_true",
    says="turned yes and no round: p is the probability of label 1.",
)
def yes_and_no_turned_round(probabilities, labels):
    return _binary_loss(1 - np.asarray(probabilities), labels)


@misconception(
    "binary_cross_entropy",
    rejected_by="test_each_answer_pays_for_what_was_true",
    says="counted mistakes: 0.51 and 0.99 are then the same answer, and no small step of a weight changes anything.",
)
def share_of_mistakes(probabilities, labels):
    return ((np.asarray(probabilities) >= 0.5) != _yes_or_no(probabilities, labels)).mean()


@misconception(
    "binary_cross_entropy",
    rejected_by="test_each_answer_pays_for_what_was_true",
    says="charged every image for a yes: where the answer is no, the network gave 1 - p to the truth.",
)
def every_answer_taken_for_yes(probabilities, labels):
    _yes_or_no(probabilities, labels)
    return -np.log(np.maximum(probabilities, 1e-12)).mean()


@misconception(
    "binary_cross_entropy",
    rejected_by="test_both_ends_are_exact",
    says="put the floor at 1e-7: everything below costs 16.1, and a network that is still getting worse is not told so.",
)
def binary_floor_too_high(probabilities, labels):
    return _binary_loss(np.clip(probabilities, 1e-7, 1 - 1e-7), labels)


@misconception(
    "binary_cross_entropy",
    rejected_by="test_both_ends_are_exact",
    says="added a small number inside both logarithms, so that small probabilities cost less than they should. A "
    "floor (`np.maximum`) leaves what lies above it alone.",
)
def small_number_added_at_both_ends(probabilities, labels):
    labels, p = _yes_or_no(probabilities, labels), np.asarray(probabilities)
    return -(labels * np.log(p + 1e-12) + (1 - labels) * np.log(1 - p + 1e-12)).mean()


@misconception(
    "binary_cross_entropy",
    rejected_by="test_sure_and_wrong_costs_a_finite_loss",
    says="took the logarithm of 0, or multiplied it by 0, which is nan. What can stand under a probability?",
)
def binary_logarithm_of_zero(probabilities, labels):
    labels, p = _yes_or_no(probabilities, labels), np.asarray(probabilities)
    return -(labels * np.log(p) + (1 - labels) * np.log(1 - p)).mean()


@misconception(
    "binary_cross_entropy",
    rejected_by="test_sure_and_wrong_costs_a_finite_loss",
    says="put a floor under p and forgot the other end: 1 - p is a probability as well, and it may be 0.",
)
def floor_at_one_end(probabilities, labels):
    p = np.maximum(probabilities, 1e-12)
    return -np.log(np.where(_yes_or_no(probabilities, labels) == 1, p, 1 - p)).mean()


FLOAT32_HAS_NO_SUCH_CEILING = (
    "has no floor in float32, which rounds 1 - 1e-12 to 1, so that 1 - p is 0 all the same. Put the floor under what "
    "the right answer was given, after the subtraction."
)


@misconception(
    "binary_cross_entropy",
    rejected_by="test_float32_has_a_floor_at_both_ends",
    says=FLOAT32_HAS_NO_SUCH_CEILING,
)
def ceiling_that_rounds_to_one(probabilities, labels):
    p = np.clip(probabilities, 1e-12, 1 - 1e-12)
    labels = _yes_or_no(probabilities, labels)
    return -(labels * np.log(p) + (1 - labels) * np.log(1 - p)).mean()


@misconception(
    "binary_cross_entropy",
    rejected_by="test_float32_has_a_floor_at_both_ends",
    says=FLOAT32_HAS_NO_SUCH_CEILING,
)
def ceiling_that_rounds_to_one_before_the_choice(probabilities, labels):
    p = np.clip(probabilities, 1e-12, 1 - 1e-12)
    return -np.log(np.where(_yes_or_no(probabilities, labels) == 1, p, 1 - p)).mean()


@misconception(
    "binary_cross_entropy",
    rejected_by="test_binary_loss_takes_lists",
    says="is written for arrays alone: `1 - p` fails for a list. `np.asarray` takes both, and costs nothing.",
)
def one_minus_a_list(probabilities, labels):
    right = np.where(_yes_or_no(probabilities, labels) == 1, probabilities, 1 - probabilities)
    return -np.log(np.maximum(right, 1e-12)).mean()


@misconception(
    "binary_cross_entropy",
    rejected_by="test_binary_loss_checks_its_labels",
    says="gave a loss for a label that is neither 0 nor 1: the formula takes any number, and a loss can even become "
    "negative by it.",
)
def formula_takes_any_label(probabilities, labels):
    p, labels = np.asarray(probabilities), np.asarray(labels)
    if len(labels) != len(p):
        raise ValueError("not as many labels as probabilities")
    no, yes = np.log(np.maximum(1 - p, 1e-12)), np.log(np.maximum(p, 1e-12))
    return -(labels * yes + (1 - labels) * no).mean()


@misconception(
    "binary_cross_entropy",
    rejected_by="test_binary_loss_checks_its_labels",
    says="took every label that is not 1 for a no: the -1 of an unlabelled image as well.",
)
def whatever_is_not_one_is_no(probabilities, labels):
    p, labels = np.asarray(probabilities), np.asarray(labels)
    if len(labels) != len(p):
        raise ValueError("not as many labels as probabilities")
    return -np.log(np.maximum(np.where(labels == 1, p, 1 - p), 1e-12)).mean()


@misconception(
    "binary_cross_entropy",
    rejected_by="test_binary_loss_wants_one_label_for_each_probability",
    says="used a single label for every image: broadcasting stretches an array of one to any length. Compare the two "
    "lengths.",
)
def one_answer_for_all_images(probabilities, labels):
    if len(labels) == 1:
        labels = np.repeat(labels, len(probabilities))
    return _binary_loss(probabilities, labels)


def _yes_or_no(probabilities, labels):
    return _check(labels, len(probabilities), 2)


def _binary_loss(probabilities, labels):
    p = np.asarray(probabilities)
    labels = _yes_or_no(p, labels)
    return -np.log(np.maximum(np.where(labels == 1, p, 1 - p), 1e-12)).mean()
