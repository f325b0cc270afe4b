"""Graded tests of ex20: explanations are judged by what every right one fulfils, on models whose reasons are known.

Masks are random and segments are the student's own. So a test looks at what `predict` was asked, reads the masks from
it, and knows what a right surrogate of these masks says.
"""

from typing import Any

import numpy as np
import pytest

from reference.ex20_lime import cases, oracle
from reference.kit.author import Draw, Expect, Subject

NEAR_TRUTH = 0.05
"""Of the largest coefficient, for 1,000 samples: the ridge takes 0.01 away; explaining another class is off by 0.5."""
ROUGHLY_TRUE = 0.2
"""The same for 200 samples, of which the ridge takes 0.05."""
AGREE = 0.9
"""Correlation of two explanations; those of two seeds reach 0.99, those of two classes stay below 0.8."""
ROUGHLY_AGREE = 0.75
"""The same where chance has more to say, for texts of which words are left out and 300 samples: 0.86 in 400 runs."""
CALLS = 25
"""Of predict, for 1,000 questions."""
SEEN = 0.06
"""Of a colour's 0..1: what a mark changes at least. Half transparent ones change 0.2, an antialiased border nothing."""
SINGLE = 1e-4
"""Relative: above what float32 leaves of a fit (1e-6). A Python float no longer shows how precise it was."""
SAME = 1e-6
"""How far two explanations that are one may lie apart: the last digits hang on the order of a sum."""


# superpixels


@pytest.mark.task("superpixels", points=0.25)
def test_every_pixel_has_a_segment_and_no_number_is_left_out(subject: Subject, expect: Expect, draw: Draw) -> None:
    halves = np.repeat(draw.uniform(0.2, 0.8, size=(1, 2, 3)), [11, 20], axis=1).repeat(24, axis=0)
    for image in (cases.coloured(draw, 24, 31), cases.blocks(draw)[0], halves):
        for n_segments in (int(draw.integers(5, 12)), 40):
            segments_of(expect, subject.superpixels(image, n_segments), image)
    narrow = cases.coloured(draw, 3, 90)
    for image in (narrow, narrow.swapaxes(0, 1)):
        segments_of(expect, subject.superpixels(image, 16), image)
        about_as_many(expect, subject.superpixels(image, 16), image, 16)


@pytest.mark.task("superpixels", points=0.25)
def test_there_are_about_as_many_segments_as_asked(subject: Subject, expect: Expect, draw: Draw) -> None:
    coloured, plain = cases.coloured(draw, 31, 41), cases.plain(draw, 29, 37)
    asked = int(draw.integers(8, 15)), int(draw.integers(25, 35)), 60
    few = segments_of(expect, subject.superpixels(coloured, asked[0]), coloured)
    expect.unless(few.max() + 1 == asked[0] ** 2, "as-many-along-each-side")
    many = [segments_of(expect, subject.superpixels(coloured, n), coloured) for n in asked[1:]][-1]
    expect.unless(few.any() and np.array_equal(few, many), "number-asked-for-is-ignored")
    cuts = [segments_of(expect, subject.superpixels(plain, n), plain) for n in asked]
    expect.unless(not np.any(cuts), "plain-image-becomes-one-segment")
    for image in (coloured, plain):
        for n_segments in asked:
            about_as_many(expect, subject.superpixels(image, n_segments), image, n_segments)
    about_as_many(expect, subject.superpixels(coloured.astype(np.float32), asked[0]), coloured, asked[0])
    two_colours = (cases.noise(draw, 10, 17) > 0.5).astype(int).tolist()
    about_as_many(expect, subject.superpixels(two_colours, 5), np.array(two_colours), 5)
    large = cases.coloured(draw, 96, 110)
    cut = subject.superpixels(large, 600)
    segments_of(expect, cut, large)
    about_as_many(expect, cut, large, 600)


@pytest.mark.task("superpixels", points=0.25)
def test_noise_does_not_swallow_the_segments(subject: Subject, expect: Expect, draw: Draw) -> None:
    image = cases.noise(draw, 31, 41)
    for n_segments in (int(draw.integers(10, 20)), 50):
        about_as_many(expect, subject.superpixels(image, n_segments), image, n_segments)


# perturb


@pytest.mark.task("perturb", points=0.25)
def test_first_mask_is_the_original(subject: Subject, expect: Expect, draw: Draw) -> None:
    sizes = (11, 5), (7, 1), (int(draw.integers(13, 30)), 19)
    drawn = [masks_of(expect, subject.perturb(*size, cases.generator(draw)), *size) for size in sizes]
    expect.unless(not any(masks[0].any() for masks in drawn), "original-is-all-zeros")
    if not drawn[-1][0].all():
        expect.unless(all(masks[-1].all() for masks in drawn), "original-comes-last")
        is_column = all(masks[:, 0].all() for masks in drawn)  # of ones
        expect.unless(0 < drawn[-1][0].mean() < 1 and not is_column, "without-the-original")
    for masks in drawn:
        expect.that(
            masks[0].all(),
            f"begins with the mask {masks[0].astype(int).tolist()}; the first one must be all ones, the original",
        )


@pytest.mark.task("perturb", points=0.25)
def test_coins_are_fair_and_fall_independently(subject: Subject, expect: Expect, draw: Draw) -> None:
    # A hundred of 128 masks all differ once in 10^20. Asked for more than there are, who wants other ones never ends.
    hundred = masks_of(expect, subject.perturb(7, 101, cases.generator(draw)), 7, 101)[1:]
    expect.unless(len(np.unique(hundred, axis=0)) == 100, "repeated-mask-thrown-again")
    # 10,000 coins miss their half by 0.005, and a correlation is off by 0.01. Six times that: one in 10^8 a figure.
    masks = masks_of(expect, subject.perturb(7, 10_001, cases.generator(draw)), 7, 10_001)[1:]
    share, stay = masks.mean(axis=0), masks.sum(axis=1)
    expect.unless(not masks.any(), "no-coin-shows-one")
    expect.unless(masks.all(), "no-coin-shows-zero")
    expect.unless(np.ptp(masks[0]) > 0 and not np.ptp(masks, axis=0).any(), "one-mask-for-all")
    expect.unless(np.ptp(masks[:, 0]) > 0 and not np.ptp(masks, axis=1).any(), "one-coin-a-row")
    expect.unless((stay == 6).all(), "one-piece-at-a-time")
    expect.unless((stay == 3).all() or (stay == 4).all(), "half-of-each-row")
    expect.unless(share[0] == 1 and np.abs(share[1:] - 0.5).max() < 0.03, "first-piece-always-stays")
    expect.unless(share[-1] == 1 and np.abs(share[:-1] - 0.5).max() < 0.03, "last-piece-always-stays")
    expect.unless(share.min() > 0.55 and share.max() < 1, "unfair-coins")
    expect.unless(share.max() < 0.45, "most-pieces-go")
    worst = int(np.abs(share - 0.5).argmax())
    expect.that(
        abs(share[worst] - 0.5) < 0.03,
        f"keeps piece {worst} in {share[worst]:.1%} of all samples but the first; a fair coin keeps it in half of them",
    )
    together = np.corrcoef(masks.T) - np.eye(7)
    one, other = np.unravel_index(np.abs(together).argmax(), together.shape)
    expect.that(
        np.abs(together).max() < 0.06,
        f"throws coins that hang together: pieces {one} and {other} have a correlation of {together[one, other]:.2f}; "
        "each piece of each sample needs a coin of its own",
    )
    repeated = np.mean((masks[1:] == masks[:-1]).all(axis=1))
    expect.that(repeated < 0.02, f"repeats the same mask in {repeated:.0%} of the rows; each row is thrown anew")
    # With few pieces, what becomes of a row of zeros weighs. 4,000 rows miss a share by 0.008; six times that.
    pairs = masks_of(expect, subject.perturb(2, 4001, cases.generator(draw)), 2, 4001)[1:]
    shares, again, turned = cases.of_pairs(pairs)
    expect.unless(shares["[0, 0]"] == 0, "empty-mask-thrown-again")
    expect.unless(shares["[1, 1]"] == 0, "full-mask-thrown-again")
    expect.unless(again == 0 and turned < 0.45, "repeated-mask-thrown-again")
    for row, often in shares.items():
        expect.that(abs(often - 0.25) < 0.05, f"gives the row {row} in {often:.1%} of the samples; expected a quarter")
    problem = f"repeats the row before in {again:.1%} of the samples; with two pieces, chance does so in a quarter"
    expect.that(abs(again - 0.25) < 0.05, problem)
    single = masks_of(expect, subject.perturb(1, 4001, cases.generator(draw)), 1, 4001)
    expect.that(single[0].all(), "does not begin with the original, where there is one piece")
    often = single[1:].mean()
    expect.that(abs(often - 0.5) < 0.05, f"keeps the only piece in {often:.1%} of the samples; expected a half")


@pytest.mark.task("perturb", points=0.25)
def test_masks_follow_the_generator(subject: Subject, expect: Expect, draw: Draw) -> None:
    state = int(draw.integers(2**31))

    def masks(number: int) -> np.ndarray:
        return masks_of(expect, subject.perturb(13, 29, np.random.default_rng(number)), 13, 29)

    expect.unless(not np.array_equal(masks(state), masks(state)), "masks-from-another-generator")
    one, other = masks(state), masks(state + 1)
    expect.unless(not one[1:].any(), "no-coin-shows-one")
    expect.unless(one[1:].all(), "no-coin-shows-zero")
    expect.unless(np.array_equal(one, other), "masks-with-a-seed-of-their-own")
    are_ones = [masks[0].all() and masks[-1].all() for masks in (one, other)]  # by chance one pair in 10^7
    expect.unless(all(are_ones) and not one[1:-1].all(), "last-row-never-thrown")


# masked_images


@pytest.mark.task("masked_images", points=0.25)
def test_ones_stay_and_zeros_are_filled(subject: Subject, expect: Expect, draw: Draw) -> None:
    image, segments = cases.few(draw, 2, 3, 1), draw.permutation([0, 0, 1, 1, 2, 2]).reshape(2, 3)
    masks = np.vstack([draw.permutation([0, 1, 1]), draw.permutation([0, 0, 1])])
    expect.close(subject.masked_images(image, segments, masks), oracle.masked_images(image, segments, masks))
    masks = np.vstack([masks, [1, 1, 1], [0, 0, 0], masks[:1]])
    fill = round(float(draw.uniform(0.2, 0.8)), 1)
    for image in (cases.few(draw, 2, 3, 1), cases.few(draw, 2, 3, 4)):
        want = oracle.masked_images(image, segments, masks, fill)
        expect.close(subject.masked_images(image, segments, masks, fill=fill), want, why=f"Filled with {fill}")
    row, numbers = cases.few(draw, 1, 4, 3), draw.permutation([[0, 1, 1, 2]])
    want = oracle.masked_images(row, numbers, masks[:1], fill)
    expect.close(subject.masked_images(row, numbers, masks[:1], fill), want, why="One row of pixels, and one mask")


@pytest.mark.task("masked_images", points=0.25)
def test_fill_may_be_a_colour(subject: Subject, expect: Expect, draw: Draw) -> None:
    image, segments, masks = cases.some_masks(draw)
    colour = (draw.permutation(9)[:3] / 10 + 0.1).round(1)
    for fill in (tuple(colour.tolist()), colour[::-1].tolist(), colour):
        want = oracle.masked_images(image, segments, masks, fill)
        expect.close(subject.masked_images(image, segments, masks, fill), want, why="One number for each channel")


@pytest.mark.task("masked_images", points=0.25)
def test_fill_may_be_each_segments_own_mean(subject: Subject, expect: Expect, draw: Draw) -> None:
    image, segments, masks = cases.some_masks(draw)
    want = oracle.masked_images(image, segments, masks, "mean")
    expect.close(
        subject.masked_images(image, segments, masks, "mean"), want, why="Compared: each segment's mean colour"
    )


@pytest.mark.task("masked_images", points=0.25)
def test_whole_numbers_lists_and_floats_of_any_size(subject: Subject, expect: Expect, draw: Draw) -> None:
    image, segments, masks = cases.some_masks(draw)
    whole = draw.integers(0, 256, size=image.shape)
    for pixels, mask, fill in (
        (whole.astype(np.uint8), masks.astype(bool), "mean"),
        (whole, masks.astype(float), 0.5),
        (whole.tolist(), masks.tolist(), (0.5, 7, 300)),
        (image.astype(np.float32), masks, "mean"),
    ):
        where = segments.tolist() if isinstance(pixels, list) else segments
        want = oracle.masked_images(pixels, where, mask, fill)
        expect.close(subject.masked_images(pixels, where, mask, fill), want, why=f"The filling is {fill}")


# proximity


@pytest.mark.task("proximity", points=0.25)
def test_weight_falls_with_the_distance(subject: Subject, expect: Expect, draw: Draw) -> None:
    masks = cases.few_ones(draw, [3, 5, 1, 2, 4])  # the original is not the first
    expect.close(subject.proximity(masks), oracle.proximity(masks))
    for width in (0.5, 0.1, round(float(draw.uniform(0.6, 2)), 1)):
        masks = cases.few_ones(draw, draw.permutation(7) + 1)
        for given in (masks, masks.tolist(), masks.astype(bool), masks.astype(np.float32)):
            expect.close(subject.proximity(given, width), oracle.proximity(masks, width), why=f"The width is {width}")
    expect.close(subject.proximity([[1]], width=0.5), oracle.proximity([[1]], 0.5))


@pytest.mark.task("proximity", points=0.25)
def test_a_mask_of_zeros_is_as_far_as_it_gets(subject: Subject, expect: Expect, draw: Draw) -> None:
    width = round(float(draw.uniform(0.5, 2)), 1)
    for masks in (cases.few_ones(draw, [2, 0, 5, 0]), np.array([[1], [0]])):
        expect.close(
            subject.proximity(masks, width=width),
            oracle.proximity(masks, width),
            why="A row of zeros has the distance 1",
        )
        expect.no_warning(why="A row of zeros has no length to divide by", diagnosis="empty-mask-is-nan")


# fit_surrogate


@pytest.mark.task("fit_surrogate", points=0.25)
def test_coefficients_of_a_straight_line_come_back(subject: Subject, expect: Expect, draw: Draw) -> None:
    masks, weights = cases.samples(draw, 53, 4)
    line = draw.permutation([-0.3, -0.1, 0.2, 0.4])
    predictions = masks @ line + round(float(draw.uniform(0.3, 0.6)), 1)
    for alpha in (1e-6, 2.0):
        got = subject.fit_surrogate(masks.tolist(), predictions.tolist(), weights.tolist(), alpha=alpha)
        coefficients, _ = fit_of(expect, got, 4)
        want = oracle.fit_surrogate(masks, predictions, weights, alpha=alpha)[0]
        expect.close(coefficients, want, why=f"The line has {line.tolist()}, and alpha is {alpha}")


@pytest.mark.task("fit_surrogate", points=0.25)
def test_samples_count_by_their_weight(subject: Subject, expect: Expect, draw: Draw) -> None:
    for single, whole in ((False, False), (True, False), (False, True)):
        masks, weights = cases.samples(draw, 61, 5)
        predictions = draw.uniform(size=61)
        if whole:
            weights = draw.permutation(np.arange(61) % 7 + 1)
        if single:
            single_precision: Any = [part.astype(np.float32) for part in (masks, predictions, weights)]
            masks, predictions, weights = single_precision
        got = subject.fit_surrogate(masks, predictions, weights)
        want = oracle.fit_surrogate(masks, predictions, weights)[0]
        expect.close(
            fit_of(expect, got, 5)[0],
            want,
            rtol=1e-4 if single else None,
            why="What weighs more must be met more closely",
        )


@pytest.mark.task("fit_surrogate", points=0.25)
def test_nothing_pulls_the_intercept(subject: Subject, expect: Expect, draw: Draw) -> None:
    masks, weights = cases.samples(draw, 47, 5)
    predictions = 3 + draw.integers(2, size=47)  # yes and no, as whole numbers
    got = subject.fit_surrogate(masks, predictions, weights, alpha=3.0)
    want = oracle.fit_surrogate(masks, predictions, weights, alpha=3.0)[0]
    expect.close(fit_of(expect, got, 5)[0], want, why="All predictions are 3 or more, and the intercept takes that")


@pytest.mark.task("fit_surrogate", points=0.25)
def test_r2_is_weighted_too(subject: Subject, expect: Expect, draw: Draw) -> None:
    for k in (None, 2):
        masks, weights = cases.samples(draw, 43, 5)
        predictions = masks @ draw.permutation([-0.3, 0.1, 0.2, -0.1, 0.4]) + draw.normal(scale=0.2, size=43)
        got = subject.fit_surrogate(masks, predictions, weights, k)
        want = oracle.fit_surrogate(masks, predictions, weights, k)
        expect.close(fit_of(expect, got, 5)[1], want[1], rtol=SINGLE, why="Compared: R^2, the second result")


@pytest.mark.task("fit_surrogate", points=0.25)
def test_the_k_largest_are_kept_and_fitted_again(subject: Subject, expect: Expect, draw: Draw) -> None:
    for k, alpha in ((3, 1.0), (1, 4.0), (7, 1.0), (9, 1.0)):
        masks, weights = cases.samples(draw, 67, 7)
        masks[:, 6] = masks[:, draw.integers(6)] ^ (draw.random(67) < 0.2)  # two that stand in for one another
        line = draw.permutation([-0.9, 0.8, -0.5, 0.3, -0.2, 0.1, 0.05])
        predictions = masks @ line + draw.normal(scale=0.02, size=67)
        got = subject.fit_surrogate(masks, predictions, weights, k=k, alpha=alpha)
        want = oracle.fit_surrogate(masks, predictions, weights, k, alpha)[0]
        whole = oracle.fit_surrogate(masks, predictions, weights, None, alpha)[0]
        mistakes = {"not-fitted-again": np.where(want != 0, whole, 0), "k-is-ignored": whole}
        why = f"The {k} largest in magnitude have a share of their own"
        expect.close(fit_of(expect, got, 7)[0], want, why=why, mistakes=mistakes)


@pytest.mark.task("fit_surrogate", points=0.25)
def test_nothing_to_explain_is_no_nan(subject: Subject, expect: Expect, draw: Draw) -> None:
    masks, weights = cases.samples(draw, 31, 3)
    for predictions in (np.zeros(31), np.ones(31)):
        coefficients, r2 = fit_of(expect, subject.fit_surrogate(masks, predictions, weights, k=2), 3)
        why = f"The model says {predictions[0]:g} whatever is left out"
        expect.close(coefficients, np.zeros(3), why=why)
        expect.unless(not np.isfinite(r2), "nan-where-nothing-changes", f"It returned R^2 = {r2}. {why}")
    predictions = masks @ [0.3, -0.2, 0.1] + 0.4
    want = oracle.fit_surrogate(masks, predictions, weights, k=2)
    expect.close(fit_of(expect, subject.fit_surrogate(masks, predictions, weights, k=2), 3)[0], want[0])


# explain_image


@pytest.mark.task("explain_image", points=0.25)
def test_evidence_of_a_linear_black_box_comes_back(subject: Subject, expect: Expect, draw: Draw) -> None:
    box, evidence = cases.linear_box(draw)
    wanted = int(draw.integers(cases.CLASSES))
    got = subject.explain_image(
        box, box.image, wanted, n_segments=20, n_samples=1000, k=None, rng=cases.generator(draw)
    )
    segments, coefficients = explanation_of(expect, got, box)
    r2 = float(got[2])
    masks = cases.masks_seen(box, segments)[0]
    answers = box.answers(box.stayed.astype(float))
    truth = cases.by_segment(segments, evidence[wanted])
    mistakes = {
        "negative-evidence-thrown-away": np.maximum(truth, 0),
        "signs-turned-round": -truth,
        "evidence-without-its-signs": np.abs(truth),
        "answers-made-yes-or-no": oracle.fit_surrogate(
            masks, answers.argmax(axis=1) == wanted, oracle.proximity(masks)
        )[0],
    }
    why = "The model adds up what each pixel has to say: a segment's coefficient is the sum over its pixels"
    expect.close(coefficients, truth, rtol=NEAR_TRUTH, why=why, mistakes=mistakes)
    expect.that(r2 >= 0.99, f"has an R^2 of {r2:.4f}; this model is a straight line: expected 0.99 or more")


@pytest.mark.task("explain_image", points=0.25)
def test_planted_region_ranks_first(subject: Subject, expect: Expect, draw: Draw) -> None:
    box, region = cases.planted_box(draw)
    explanation_of(expect, subject.explain_image(box, box.image), box)  # by itself it draws what it likes
    got = subject.explain_image(box, box.image, rng=cases.generator(draw))
    segments, coefficients = explanation_of(expect, got, box)
    overlap = cases.by_segment(segments, region)
    largest = coefficients.max()
    tied = np.flatnonzero(coefficients >= largest - 1e-6 * abs(largest))  # rounding would decide which is the first
    first = int(tied[overlap[tied].argmin()])
    expect.that(
        overlap[first] >= 0.8 * overlap.max(),
        f"ranks segment {first} first, which holds {overlap[first]:.0f} pixels of the region that decides; "
        f"segment {overlap.argmax()} holds {overlap.max():.0f}",
    )


@pytest.mark.task("explain_image", points=0.25)
def test_the_class_that_is_asked_for_is_explained(subject: Subject, expect: Expect, draw: Draw) -> None:
    box, evidence = cases.linear_box(draw)
    best = box.best
    for wanted in (3 - best, 0, None):
        box.calls.clear()
        got = subject.explain_image(box, box.image, wanted, 10, 200, None, cases.generator(draw))
        segments, coefficients = explanation_of(expect, got, box)
        expect.unless(len(coefficients) > 20, "as-many-segments-as-always")  # of 10, at most twice as many are made
        truths = [cases.by_segment(segments, each) for each in evidence]
        of_a_class(expect, coefficients, truths, wanted, best)
    many = cases.among_many(box)
    got = subject.explain_image(many, many.image, 3 - best, 10, 200, None, cases.generator(draw))
    segments, coefficients = explanation_of(expect, got, many)
    truth = cases.FEW * cases.by_segment(segments, evidence[3 - best])
    expect.close(coefficients, truth, rtol=ROUGHLY_TRUE, why=f"Class {3 - best} is the least probable of {cases.MANY}")


@pytest.mark.task("explain_image", points=0.25)
def test_two_seeds_agree_and_one_seed_gives_one_answer(subject: Subject, expect: Expect, draw: Draw) -> None:
    box, _ = cases.planted_box(draw)
    state = int(draw.integers(2**31))

    def heat(number: int) -> np.ndarray:
        box.calls.clear()
        got = subject.explain_image(box, box.image, rng=np.random.default_rng(number))
        segments, coefficients = explanation_of(expect, got, box)
        return coefficients[segments]

    one, again, other = heat(state), heat(state), heat(state + 1)
    expect.unless(not expect.alike(one, again, rtol=SAME), "explained-by-another-generator")
    expect.unless(expect.alike(one, other, rtol=SAME), "explained-with-a-seed-of-its-own")
    same_first = one[other == other.max()].max() >= AGREE * one.max()  # two may be as large
    correlation = oracle.correlated(one, other)
    expect.that(
        same_first and correlation >= AGREE,
        f"gives two explanations for two seeds: a correlation of {correlation:.2f}, and "
        f"{'the same' if same_first else 'another'} segment first; expected {AGREE} or more and the same",
    )


@pytest.mark.task("explain_image", points=0.25)
def test_predict_is_asked_in_batches(subject: Subject, expect: Expect, draw: Draw) -> None:
    box, _ = cases.linear_box(draw)
    single = box.image.astype(np.float32)
    explanation_of(expect, subject.explain_image(box, single, rng=cases.generator(draw)), box)
    in_batches(expect, box, 1000, "one-image-a-call")
    n_samples = int(draw.choice([211, 223, 227, 229]))  # no equal parts
    box, _ = cases.linear_box(draw)
    got = subject.explain_image(box, box.image.tolist(), n_samples=n_samples, rng=cases.generator(draw))
    explanation_of(expect, got, box)
    in_batches(expect, box, n_samples, "one-image-a-call")
    box = cases.box_of_whole_numbers(draw)
    got = subject.explain_image(box, box.image.astype(int), n_samples=40, rng=cases.generator(draw))
    explanation_of(expect, got, box)


@pytest.mark.task("explain_image", points=0.25)
def test_near_images_count_more_than_far_ones(subject: Subject, expect: Expect, draw: Draw) -> None:
    box = cases.near_box(draw)
    got = subject.explain_image(box, box.image, n_segments=10, k=None, rng=cases.generator(draw))
    segments, coefficients = explanation_of(expect, got, box)
    certain = box.answers(box.stayed.astype(float))[:, box.best]
    near_counts_more(expect, coefficients, cases.masks_seen(box, segments)[0], certain, "all-images-alike")


@pytest.mark.task("explain_image", points=0.25)
def test_k_segments_are_kept_for_and_against(subject: Subject, expect: Expect, draw: Draw) -> None:
    box, evidence = cases.linear_box(draw)
    wanted = int(draw.integers(cases.CLASSES))
    for k in (None, 3):
        options = {} if k is None else {"k": k}
        box.calls.clear()
        got = subject.explain_image(box, box.image, wanted, rng=cases.generator(draw), **options)
        segments, coefficients = explanation_of(expect, got, box)
        expect.unless(len(coefficients) > (k or 10) and coefficients.all(), "every-segment-explained")
        of_the_largest(expect, coefficients, cases.by_segment(segments, evidence[wanted]), k or 10)
        masks, certain = cases.masks_seen(box, segments)[0], box.answers(box.stayed.astype(float))[:, wanted]
        once = oracle.is_fitted_once(coefficients, masks[-1000:], certain[-1000:], k or 10)
        expect.unless(once, "segments-not-fitted-again")


# explain_text


@pytest.mark.task("explain_text", points=0.25)
def test_words_of_a_linear_black_box_get_their_evidence(subject: Subject, expect: Expect, draw: Draw) -> None:
    words = cases.some_words(draw, 9)
    box, evidence = cases.linear_reader(draw, words)
    wanted = int(draw.integers(cases.CLASSES))
    got = subject.explain_text(
        box, cases.sentence(draw, words), wanted, n_samples=1000, k=None, rng=cases.generator(draw)
    )
    coefficients = words_of(expect, got, box, words)
    values = list(coefficients.values())
    orders = {
        "words-largest-by-sign-first": sorted(values, reverse=True) == values,
        "words-smallest-first": sorted(values, key=abs) == values,
        "words-in-the-order-of-the-text": list(coefficients) == words,
        "words-by-the-alphabet": list(coefficients) == sorted(words),
    }
    listed = ", ".join(f"{word} {value:.3f}" for word, value in coefficients.items())
    expect.that(
        sorted(values, key=abs, reverse=True) == values,
        f"lists {listed}: the largest come first, whether they speak for the class or against it",
        mistakes=orders,
    )
    found, why = np.array([coefficients[word] for word in words]), f"The words are {', '.join(words)}"
    expect.close(found, evidence[wanted], rtol=2 * NEAR_TRUTH, why=why)


@pytest.mark.task("explain_text", points=0.25)
def test_a_word_leaves_with_all_its_places(subject: Subject, expect: Expect, draw: Draw) -> None:
    words = cases.some_words(draw, 6)
    twice, thrice = words[:2]
    tokens = [*words, twice, thrice.upper(), thrice.capitalize()]
    tokens = [tokens[int(number)] for number in draw.permutation(9)]
    box, _ = cases.linear_reader(draw, words)
    got = subject.explain_text(box, ", ".join(tokens), n_samples=100, k=None, rng=cases.generator(draw))
    # Words of one spelling are one piece to whoever tells letter cases apart, and several to whoever counts places.
    words_of(expect, got, box, words, twice="letter-case-makes-two-words")
    lower = [word.lower() for word in tokens]
    there = [[word.lower() for word in oracle.words(text)] for text in box.texts]
    for text, left in zip(box.texts, there, strict=True):
        for word in (twice, thrice):
            mistake = "left-out-only-once" if word == twice and max(map(len, there)) == len(lower) else None
            expect.that(
                left.count(word) in (0, lower.count(word)),
                f"asked predict about {text!r}, in which {word!r} stands {left.count(word)} of {lower.count(word)} "
                "times: when a word is left out, all its places go",
                diagnosis="each-word-said-once" if oracle.says_each_once(there, lower) else mistake,
            )


@pytest.mark.task("explain_text", points=0.25)
def test_the_rest_keeps_its_order(subject: Subject, expect: Expect, draw: Draw) -> None:
    inner, outer = cases.INSIDE_OTHERS[int(draw.integers(len(cases.INSIDE_OTHERS)))]
    words = [*cases.some_words(draw, 5), inner, outer]
    words = [words[int(number)] for number in draw.permutation(7)]
    while words == sorted(words):
        words = [words[int(number)] for number in draw.permutation(7)]
    tokens = [*words, words[0]]
    box, _ = cases.linear_reader(draw, words)
    written = cases.sentence(draw, tokens)
    for original in (written, written.lower()):  # whatever the letter cases, one word stands inside another
        box.calls.clear()
        words_of(
            expect, subject.explain_text(box, original, n_samples=60, k=None, rng=cases.generator(draw)), box, words
        )
        expect.unless(box.texts[0].lower() == "".join(tokens), "words-run-together", f"It gave {box.texts[0]!r}")
        for text in box.texts:
            there = [word.lower() for word in oracle.words(text)]
            strange = [word for word in there if word not in words]
            expect.that(
                not strange,
                f"asked predict about {text!r}: {', '.join(map(repr, strange))} stands nowhere in {original!r}",
                diagnosis="words-cut-out-of-words" if set(strange) <= oracle.cut_out(words) else None,
            )
            right = [word for word in tokens if word in there]
            mistake = "rest-in-another-order" if sorted(there) == sorted(right) else None
            expect.that(
                there == right,
                f"asked predict about {text!r}; of {original!r} that should have left {' '.join(right)!r}",
                diagnosis="each-word-said-once" if oracle.says_each_once([there], tokens) else mistake,
            )
            expect.unless(
                text != original and text != " ".join(text.split()),
                "gaps-left-open",
                f"It asked predict about {text!r}",
            )
            added = [
                sign for sign in text if not sign.isalnum() and sign != " " and text.count(sign) > original.count(sign)
            ]
            expect.unless(added, "marks-between-the-words", f"It asked predict about {text!r}")


@pytest.mark.task("explain_text", points=0.25)
def test_a_text_is_explained_for_the_class_asked_for(subject: Subject, expect: Expect, draw: Draw) -> None:
    words = cases.some_words(draw, 7)
    box, evidence = cases.linear_reader(draw, words)
    best = box.best
    for wanted in (3 - best, 0, None):
        got = subject.explain_text(box, cases.sentence(draw, words), wanted, 200, None, cases.generator(draw))
        coefficients = words_of(expect, got, box, words)
        of_a_class(expect, np.array([coefficients[word] for word in words]), list(evidence), wanted, best, "words-")


@pytest.mark.task("explain_text", points=0.25)
def test_k_words_are_kept_for_and_against(subject: Subject, expect: Expect, draw: Draw) -> None:
    words = cases.some_words(draw, 11)
    box, evidence = cases.linear_reader(draw, words)
    wanted = int(draw.integers(cases.CLASSES))
    for k in (None, 3):
        options = {} if k is None else {"k": k}
        got = subject.explain_text(box, cases.sentence(draw, words), wanted, rng=cases.generator(draw), **options)
        coefficients = words_of(expect, got, box, words, count=None)
        values = np.array([coefficients.get(word, 0.0) for word in words])
        of_the_largest(expect, values, evidence[wanted], k or 6, "only-words-that-speak-for")
        masks = np.array([box.there(text) for text in box.texts[-500:]], dtype=float)
        once = oracle.is_fitted_once(values, masks, box.answers(masks)[:, wanted], k or 6)
        expect.unless(once, "words-not-fitted-again")
    few = words[:4]
    got = subject.explain_text(box, cases.sentence(draw, few), wanted, rng=cases.generator(draw))
    words_of(expect, got, box, few)
    for some, k in ((words, 3), (few, 6)):
        box = cases.unmoved_reader(some)
        got = subject.explain_text(box, cases.sentence(draw, some), wanted, 60, k, cases.generator(draw))
        expect.unless(isinstance(got, list | tuple) and not got, "words-that-say-nothing-left-out")
        words_of(expect, got, box, some, k)


@pytest.mark.task("explain_text", points=0.25)
def test_texts_are_asked_about_in_batches(subject: Subject, expect: Expect, draw: Draw) -> None:
    words = cases.some_words(draw, 8)
    for n_samples in (None, 1000, int(draw.choice([113, 127]))):
        box, _ = cases.linear_reader(draw, words)
        options = {} if n_samples is None else {"n_samples": n_samples}
        got = subject.explain_text(box, cases.sentence(draw, words), rng=cases.generator(draw), **options)
        words_of(expect, got, box, words, 6)
        in_batches(expect, box, n_samples or 500, "one-text-a-call")


@pytest.mark.task("explain_text", points=0.25)
def test_what_is_a_word(subject: Subject, expect: Expect, draw: Draw) -> None:
    one, two, three = cases.some_words(draw, 3)
    year = str(draw.integers(2, 100))
    for text, words in (
        (f"{one.upper()}: don't {two}! It's {year} ({three}).", [one, "don't", two, "it's", year, three]),
        (f"'{one}' {two}-{three}; Größe {year}, Œuvre \"été\"", [one, two, three, "größe", year, "œuvre", "été"]),
        (f"...{one}_{two}?", [one, two]),
        (f"On {one}, don {two}; don't {three} {year}.", ["on", one, "don", two, "don't", three, year]),
    ):
        box, _ = cases.linear_reader(draw, words)
        words_of(expect, subject.explain_text(box, text, k=None, rng=cases.generator(draw)), box, words)
        cut = sorted({left for asked in box.texts for left in oracle.words(asked.lower())} - set(words))
        expect.unless(cut == ["t"], "cut-at-the-apostrophe")
        by_letters = "words-cut-out-of-words" if set(cut) <= oracle.cut_out(words) else None
        strange = f"asked predict about {', '.join(map(repr, cut))}, which stands nowhere in {text!r}"
        expect.that(not cut, strange, diagnosis=by_letters)
    for text in ("", " ... -- !"):
        expect.equal(subject.explain_text(box, text), [], why="There is no word in it, so there is nothing to explain")


@pytest.mark.task("explain_text", points=0.25)
def test_near_texts_count_more_and_seeds_agree(subject: Subject, expect: Expect, draw: Draw) -> None:
    words = cases.some_words(draw, 9)
    text = cases.sentence(draw, words)
    state = int(draw.integers(2**31))

    def explained(number: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        box = cases.near_reader(np.random.default_rng(state), words)
        got = subject.explain_text(box, text, n_samples=1000, k=None, rng=np.random.default_rng(number))
        coefficients = words_of(expect, got, box, words)
        masks = np.array([box.there(one) for one in box.texts], dtype=float)
        return np.array([coefficients[word] for word in words]), masks, box.answers(masks)[:, box.best]

    one, masks, certain = explained(state)
    near_counts_more(expect, one, masks, certain, "all-texts-alike")
    again, *_ = explained(state)
    other, *_ = explained(state + 1)
    expect.unless(not expect.alike(one, again, rtol=SAME), "words-drawn-from-another-generator")
    expect.unless(expect.alike(one, other, rtol=SAME), "words-drawn-with-a-seed-of-their-own")
    correlation = oracle.correlated(one, other)
    problem = f"explains otherwise for another seed: a correlation of {correlation:.2f}; expected "
    expect.that(correlation >= ROUGHLY_AGREE, f"{problem}{ROUGHLY_AGREE} or more")


# explain_with_lime


@pytest.mark.task("explain_with_lime", points=0.25)
def test_coefficients_stand_at_their_segments_number(subject: Subject, expect: Expect, draw: Draw) -> None:
    box, evidence, _ = cases.block_box(draw)
    best = box.best
    for wanted in (3 - best, 0, None):
        box.calls.clear()
        segments, coefficients = explanation_of(expect, subject.explain_with_lime(box, box.image, wanted, 250), box, 2)
        truths = [cases.by_segment(segments, each) for each in evidence]
        chosen = truths[best if wanted is None else wanted]
        kept = coefficients != 0
        is_part = kept.any() and not kept.all() and oracle.correlated(coefficients[kept], chosen[kept]) > AGREE
        expect.unless(is_part and coefficients.min() < 0, "library-keeps-few")
        if oracle.correlated(coefficients, chosen) < AGREE:
            expect.unless((np.diff(np.abs(coefficients)) <= 0).all(), "coefficients-largest-first")
            upwards = np.sort(chosen)
            by_value = max(oracle.correlated(order, coefficients) for order in (upwards, upwards[::-1]))
            expect.unless(by_value > 0.98 and np.ptp(np.sign(np.diff(coefficients))) < 2, "library-sorted-by-value")
            for_it = np.maximum(chosen, 0)
            expect.unless(oracle.correlated(coefficients, for_it) > 0.98, "library-shows-what-speaks-for")
        of_a_class(expect, coefficients, truths, wanted, best, "library-")
    many = cases.among_many(box)
    try:
        got = subject.explain_with_lime(many, many.image, 3 - best, 250)
    except Exception as error:  # of three classes it found the same one
        expect.unless("KeyError" in getattr(error, "types", ()), "library-explains-the-first-five")
        raise
    segments, coefficients = explanation_of(expect, got, many, 2)
    expect.unless(np.abs(coefficients).max() < cases.NOTHING, "library-explains-the-first-five")
    truth = cases.FEW * cases.by_segment(segments, evidence[3 - best])
    expect.close(coefficients, truth, rtol=ROUGHLY_TRUE, why=f"Class {3 - best} is the least probable of {cases.MANY}")


@pytest.mark.task("explain_with_lime", points=0.25)
def test_the_library_is_silent(subject: Subject, expect: Expect, draw: Draw) -> None:
    box, _, _ = cases.block_box(draw)
    subject.probes.call(subject.functions.listen())
    try:
        got = subject.explain_with_lime(box, box.image, n_samples=30)
    finally:
        printed = subject.probes.call(subject.functions.heard())
    explanation_of(expect, got, box, 2)
    shown = " ".join(printed.split())[:60]
    expect.unless("it/s" in printed or "/30" in printed, "progress-bar-printed", f"It printed {shown!r}")
    expect.that(not printed, f"printed {shown!r}; expected nothing")


@pytest.mark.task("explain_with_lime", points=0.25)
def test_the_library_asks_in_batches(subject: Subject, expect: Expect, draw: Draw) -> None:
    box, _ = cases.linear_box(draw)
    explanation_of(expect, subject.explain_with_lime(box, box.image), box, 2)
    in_batches(expect, box, 1000, "ten-images-a-call")
    box, _, _ = cases.block_box(draw)
    n_samples = int(draw.integers(211, 230))
    explanation_of(expect, subject.explain_with_lime(box, box.image.tolist(), n_samples=n_samples), box, 2)
    in_batches(expect, box, n_samples, "ten-images-a-call")


@pytest.mark.task("explain_with_lime", points=0.25)
def test_the_seed_decides(subject: Subject, expect: Expect, draw: Draw) -> None:
    box, _, _ = cases.block_box(draw)
    seed = int(draw.integers(100))

    def heat(**seeds: int) -> np.ndarray:
        box.calls.clear()
        image = box.image.astype(np.float32)
        segments, coefficients = explanation_of(expect, subject.explain_with_lime(box, image, 1, 40, **seeds), box, 2)
        return coefficients[segments]

    expect.unless(not expect.alike(heat(seed=seed), heat(seed=seed), rtol=SAME), "library-without-its-seed")
    expect.unless(expect.alike(heat(seed=seed), heat(seed=seed + 1), rtol=SAME), "library-with-one-seed-for-all")
    expect.that(expect.alike(heat(), heat(seed=0), rtol=SAME), "gives something else without a seed than for 0")


@pytest.mark.task("explain_with_lime", points=0.25)
def test_own_explanation_and_the_librarys_agree(subject: Subject, expect: Expect, draw: Draw) -> None:
    box, evidence, number = cases.block_box(draw)
    wanted = int(draw.integers(cases.CLASSES))
    own = explanation_of(
        expect, subject.explain_image(box, box.image, wanted, 30, 300, None, cases.generator(draw)), box
    )
    box.calls.clear()
    library = explanation_of(expect, subject.explain_with_lime(box, box.image, wanted, 300), box, 2)
    ours, theirs = (
        cases.by_segment(number, (coefficients / np.bincount(segments.ravel()))[segments])
        for segments, coefficients in (own[:2], library)
    )
    truth = cases.by_segment(number, evidence[wanted])
    correlation, own_and_truth, librarys_and_truth = (
        oracle.correlated(one, other) for one, other in ((ours, theirs), (ours, truth), (theirs, truth))
    )
    expect.that(
        min(correlation, own_and_truth, librarys_and_truth) >= ROUGHLY_AGREE,
        "gives the twelve blocks of this image another ranking than explain_image: a correlation of "
        f"{correlation:.2f}; with the truth, {own_and_truth:.2f} for explain_image and "
        f"{librarys_and_truth:.2f} for this one",
    )


# draw_explanation


@pytest.mark.task("draw_explanation", points=0.25)
def test_for_and_against_have_colours_over_the_image(subject: Subject, expect: Expect, draw: Draw) -> None:
    image, segments = cases.to_draw(draw)
    marked = draw.permutation(9)[:4]
    coefficients = np.zeros(9)
    coefficients[marked] = draw.permutation([0.4, 0.3, -0.35, -0.45])
    figure = subject.draw_explanation(image, segments, coefficients)
    before = subject.probes.picture(figure)["png"]
    subject.draw_explanation(cases.another(image), segments, -coefficients)
    changed = cases.is_another_picture(before, subject.probes.picture(figure)["png"])
    expect.unless(changed, "one-figure-for-all-calls")
    panels = panels_of(subject, expect, image, segments)
    one, other = (
        tint_of(subject, expect, panels, subject.draw_explanation(image, segments, values), values)
        for values in (coefficients, -coefficients)
    )
    apart = np.abs(one - other).max(axis=1)[marked]
    expect.unless(apart.max() < SEEN / 2, "one-colour-for-both")
    expect.that(apart.min() > SEEN, "has nearly the same colour for what speaks for the class and what speaks against")
    signs = 0.4 * np.sign(coefficients)  # whoever shades by size shades them all alike
    mixed, above, below = (
        tint_of(subject, expect, panels, subject.draw_explanation(image, segments, values), values)
        for values in (signs, np.abs(signs), -np.abs(signs))
    )
    expect.unless(cases.is_of_what_is_there(signs, mixed, above, below, SEEN), "colours-of-what-is-there")


@pytest.mark.task("draw_explanation", points=0.25)
def test_the_k_largest_are_marked_and_no_others(subject: Subject, expect: Expect, draw: Draw) -> None:
    image, segments = cases.to_draw(draw)
    coefficients = draw.permutation([0.9, -0.8, 0.7, -0.6, 0.5, -0.3, 0.25, -0.2, 0.0])
    panels = panels_of(subject, expect, image, segments)
    alone = np.where(coefficients > 0.8, coefficients, 0)
    for values, options in ((coefficients, {"k": 3}), (coefficients, {}), (alone, {"k": 3})):
        figure = subject.draw_explanation(image, segments, values, **options)
        tint_of(subject, expect, panels, figure, values, **options)
    figure = subject.draw_explanation(image.tolist(), segments.tolist(), coefficients.tolist(), k=2)
    tint_of(subject, expect, panels, figure, coefficients, 2)
    whole, single = (10 * coefficients).round().astype(int), coefficients.astype(np.float32)
    figure = subject.draw_explanation(image.astype(np.float32), segments, whole, k=4)
    tint_of(subject, expect, panels, figure, whole, 4)
    tint_of(subject, expect, panels, subject.draw_explanation(image, segments, single, k=1), single, 1)
    tied = draw.permutation([0.9, -0.7, 0.5, 0.5, 0.5, 0.3, -0.2, 0.1, 0.0])
    figure = subject.draw_explanation(image, segments, tied, k=4)  # any two of the three that are equal
    tint = panels.tint(cases.shown(subject.probes.picture(figure)["png"]), np.flatnonzero(np.abs(tied) >= 0.5).tolist())
    if tint is None:
        expect.fail("changes the image where no segment is marked: there it must be seen as it is")
    sizes = sorted(np.abs(tied[np.abs(tint).max(axis=1) > SEEN]).tolist(), reverse=True)
    problem = f"marks segments of the sizes {sizes}; expected [0.9, 0.7, 0.5, 0.5]: k in all, where some are equal too"
    expect.that(sizes == [0.9, 0.7, 0.5, 0.5], problem, mistakes=oracle.mistaken_ties(tied, 4, sizes))


# what the tests share


def none_of(expect: Expect, mistakes: dict[str, bool]) -> None:
    """Fail if one of them was made."""
    for name, made in mistakes.items():
        expect.unless(made, name)


def segments_of(expect: Expect, got: Any, image: np.ndarray) -> np.ndarray:
    """The number of each pixel's segment: whole numbers 0..n-1 without a gap, in the image's shape."""
    none_of(expect, oracle.mistaken_segments(got, image))
    array = expect.array(got, image.shape[:2], why="One number a pixel")
    problem = f"returned numbers of dtype {array.dtype}; expected whole numbers, which serve as indices"
    expect.that(array.dtype.kind in "iu", problem)
    numbers = np.unique(array)
    given, right = f"{len(numbers)} segments with the numbers {cases.shortened(numbers)}", f"0 to {len(numbers) - 1}"
    problem = f"returned {given}; expected {right}, since a segment's number is its column in the masks"
    from_one = {"numbered-from-one": np.array_equal(numbers, np.arange(len(numbers)) + 1)}
    expect.that(np.array_equal(numbers, np.arange(len(numbers))), problem, mistakes=from_one)
    return array.astype(int)


def about_as_many(expect: Expect, got: Any, image: np.ndarray, n_segments: int) -> None:
    """Fail unless there are between half and twice as many segments as asked."""
    count = len(np.unique(expect.array(got, image.shape[:2], why="One number a pixel")))
    expect.that(
        n_segments / 2 <= count <= 2 * n_segments,
        f"makes {count} segment{'s' * (count != 1)}; expected between half and twice the {n_segments} asked for",
    )


def masks_of(expect: Expect, got: Any, n_features: int, n_samples: int) -> np.ndarray:
    """Masks of 0 and 1, one row a sample."""
    none_of(expect, oracle.mistaken_masks(got, n_features, n_samples))
    masks = expect.array(got, (n_samples, n_features), why="One row a sample, one column a piece")
    other = masks[(masks != 0) & (masks != 1)]
    expect.that(other.size == 0, f"has {other[:1]} in its masks; expected 0 and 1")
    return masks.astype(float)


def fit_of(expect: Expect, got: Any, n: int) -> tuple[np.ndarray, Any]:
    """The coefficients of a surrogate, one a piece, and R^2."""
    coefficients, r2 = expect.sequence(got, 2, of="results", why="The coefficients and R^2")
    is_number = isinstance(coefficients, float | np.ndarray | np.generic) and np.ndim(coefficients) == 0
    expect.unless(is_number and isinstance(r2, np.ndarray) and r2.shape == (n,), "r2-before-the-coefficients")
    return expect.array(coefficients, (n,), why="One coefficient a piece"), r2


def explanation_of(expect: Expect, got: Any, box: cases.Sees, results: int = 3) -> tuple[np.ndarray, np.ndarray]:
    """Segments and coefficients, where predict was asked about images in which whole segments are left out."""
    what = "The segments, the coefficients and R^2" if results == 3 else "The segments and the coefficients"
    numbers, coefficients, *r2 = expect.sequence(got, results, why=what)
    expect.that(not box.problem, box.problem)
    none_of(expect, oracle.mistaken_results(numbers, coefficients, box.image))
    segments = segments_of(expect, numbers, box.image)
    n = int(segments.max()) + 1
    coefficients = expect.array(coefficients, (n,), why=f"There are {n} segments, and one coefficient for each")
    expect.that(np.isfinite(coefficients).all(), "returned coefficients that are not finite")
    stayed = box.stayed.mean()
    expect.unless(box.is_bright and stayed < 0.1, "asked-in-255")
    expect.that(stayed > 0.1, "asked predict about images whose pixels are not the image's, even where they stay")
    off = cases.masks_seen(box, segments)[1].max()
    expect.that(off < 0.34, "asked predict about images in which parts of a segment are left out and parts stay")
    for value in r2:
        expect.number(value, why="The third result is R^2")
    return segments, coefficients


def words_of(
    expect: Expect, got: Any, box: cases.Reads, words: list[str], count: int | None = 99, twice: str | None = None
) -> dict[str, float]:
    """Coefficients by word in lower case, in the order given; `words` are the distinct ones, in lower case.

    There must be `count` of them, or as many as words; None: however many. `twice` is the mistake that leads to a word
    in two letter cases, where only one can.
    """
    expect.that(not box.problem, box.problem)
    none_of(expect, oracle.mistaken_pairs(got))
    pairs = expect.sequence(got, of="pairs")
    are_pairs = all(type(pair) in (list, tuple) and len(pair) == 2 and type(pair[0]) is str for pair in pairs)
    expect.that(are_pairs, "returned something that is no list of pairs (word, coefficient)")
    names, lower = [name for name, _ in pairs], [name.lower() for name, _ in pairs]
    strange = [name for name in names if name.lower() not in words]
    problem = f"found {', '.join(map(repr, strange))}; the words are {', '.join(map(repr, words))}"
    expect.that(not strange, problem, mistakes=oracle.mistaken_words(strange, words))
    again = sorted({name for name in names if lower.count(name.lower()) > 1})
    mistake = "each-place-a-piece" if len(set(names)) < len(names) else twice
    expect.that(not again, f"gives {', '.join(again)} as several words; they are one", diagnosis=mistake)
    wanted = len(names) if count is None else min(count, len(words))
    digits = {"digits-are-no-words": "".join(set(words) - set(lower)).isdigit()}
    expect.that(len(names) == wanted, f"returned {len(names)} words; expected {wanted}", mistakes=digits)
    return {word.lower(): expect.number(value, why=f"The coefficient of {word!r}") for word, value in pairs}


def of_a_class(
    expect: Expect, coefficients: np.ndarray, truths: list[np.ndarray], wanted: int | None, best: int, kind: str = ""
) -> None:
    """Fail unless the coefficients are those of the class that was asked for, roughly."""
    asked_for = "no class, so the most probable one" if wanted is None else f"class {wanted}"
    why = f"Asked for was {asked_for}; class {best} is the most probable in the original"
    truth, mistakes = truths[best if wanted is None else wanted], oracle.mistaken_classes(truths, wanted, best, kind)
    expect.close(coefficients, truth, rtol=ROUGHLY_TRUE, why=why, mistakes=mistakes)


def of_the_largest(
    expect: Expect, coefficients: np.ndarray, truth: np.ndarray, k: int, thrown: str = "negative-evidence-thrown-away"
) -> None:
    """Fail unless k coefficients are not 0, those of the largest in magnitude, for and against."""
    kept, largest, k = coefficients != 0, truth[np.argsort(-np.abs(truth))[:k]], min(k, len(truth))
    only_for = kept.sum() > 1 and not (coefficients < 0).any() and (truth[kept] > 0).all()
    expect.unless(only_for and (largest < 0).any(), thrown)
    expect.that(kept.sum() == k, f"gives {kept.sum()} a coefficient that is not 0; expected {k}")
    least, most = np.abs(truth[kept]).min(), np.abs(truth[~kept]).max(initial=0)
    expect.that(
        least > 0.8 * most,
        f"keeps one whose evidence is {least:.4f} and leaves out one of {most:.4f}: the largest in magnitude are kept",
    )
    expect.that((np.sign(coefficients[kept]) == np.sign(truth[kept])).all(), "has coefficients of the wrong sign")


def in_batches(expect: Expect, box: cases.Box, n_samples: int, slow: str) -> None:
    """Fail unless predict was asked about `n_samples` (one more for the class), in few calls."""
    asked, calls = box.asked, len(box.calls)
    rounds = {"ten-images-a-call": 9.5 < asked / calls <= 10}.get(slow, asked <= 1.01 * calls)
    expect.unless(calls > CALLS and rounds, slow, f"It called predict {calls} times for {asked} samples")
    expect.that(calls <= CALLS, f"called predict {calls} times for {asked} samples; at most {CALLS} calls are enough")
    expect.unless(box.drops_the_rest(n_samples), "last-batch-forgotten", f"It asked about {asked} of {n_samples}")
    expect.that(n_samples <= asked <= n_samples + 1, f"asked predict about {asked} samples; n_samples is {n_samples}")


def near_counts_more(
    expect: Expect, coefficients: np.ndarray, masks: np.ndarray, certain: np.ndarray, alike: str
) -> None:
    """Fail unless the coefficients are much nearer to a fit by proximity than to one in which all count alike."""
    to_near, to_far, apart = oracle.near_and_far(coefficients, masks, certain)
    expect.unless(to_far < 0.1 * apart, alike)
    problem = f"is {to_near:.3f} away from the surrogate that weighs samples by their proximity, and {to_far:.3f} from "
    expect.that(to_near < 0.3 * apart, f"{problem}the one in which all count alike")


def panels_of(subject: Subject, expect: Expect, image: np.ndarray, segments: np.ndarray) -> cases.Panels:
    """Where a student's figure shows the image: where another image gives other pixels."""
    one, other = (
        cases.shown(subject.probes.picture(subject.draw_explanation(pixels, segments, np.eye(9)[4]))["png"])
        for pixels in (image, cases.another(image))
    )
    panels = cases.Panels(image, segments, cases.panels(one, other))
    problem = "does not show the image: another image with the same explanation gives the same picture"
    expect.that(panels.places, problem)
    problem = "shows another image: where no segment is marked it must be as it is"
    expect.that(panels.tint(one, [4], least=4) is not None, problem, mistakes=panels.mistaken(one, 4))
    return panels


def tint_of(
    subject: Subject, expect: Expect, panels: cases.Panels, figure: Any, values: np.ndarray, k: int = 5
) -> np.ndarray:
    """How far the colours of each segment's halves are from the image's, (9, 6), where the right ones are marked."""
    wanted = sorted(oracle.draw_explanation(panels.image, panels.segments, values, k))
    picture = cases.shown(subject.probes.picture(figure)["png"])
    tint = panels.tint(picture, wanted)
    if tint is None:
        expect.fail("changes the image where no segment is marked: there it must be seen as it is")
    marked = np.flatnonzero(np.abs(tint).max(axis=1) > SEEN).tolist()
    mistakes = {name: marked == wrong for name, wrong in oracle.mistaken_marks(values, k).items()}
    expect.unless(wanted and not marked and panels.are_lined(picture), "only-borders-drawn")
    mistakes["zero-is-marked"] = len(marked) == k and set(wanted) < set(marked)
    seen = f"the segments {cases.shortened(marked)}" if marked else "no segment"
    problem = f"marks {seen}; of {values.tolist()} the largest in magnitude stand at {cases.shortened(wanted)}"
    expect.that(marked == wanted, problem, mistakes=mistakes)
    return tint
