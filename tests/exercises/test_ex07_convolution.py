"""Graded tests of ex07."""

from typing import Any

import numpy as np
import pytest
from hypothesis import strategies as st

from reference.ex07_convolution import oracle
from reference.kit.author import Draw, Expect, ForAll, Subject

FAR_MORE = 3
"""Between kernels without a direction (a Laplacian, a diagonal), which answer both lines alike, and Prewitt, Sobel and
line kernels, which do not answer to the other line at all."""
MANY = 4001
"""Images, rows, columns or channels in the counted calls: a loop over them takes a step a turn at the least."""
WORK = 8
"""Times the model answer's steps. Vectorised answers take from 0.1 times as many (a loop over the taps) to 4.5 times (a
loop over the taps with an optimised einsum); a loop over images, pixels or channels 15.7 times at the leanest."""


def few(draw: Draw, *shape: int) -> np.ndarray:
    """Draw numbers that can be read, in steps of 0.25, of both signs: sums of their products are exact."""
    return draw.integers(-30, 31, size=shape) / 4


def compare(expect: Expect, got: Any, want: Any, *, why: str = "") -> None:
    """Compare feature maps (B, h, w, F) or (h, w, F); show a single one as the table it is."""
    got = expect.array(got, want.shape, why=why)
    height, width = want.shape[-3:-1]
    if want.size == height * width:
        got, want = got.reshape(height, width), want.reshape(height, width)
    expect.close(got, want, why=why)


# output_size

# A search ends with a smallest case, where many mistakes give the same: a case that tells them apart goes before it.


@pytest.mark.task("output_size", points=0.5)
def test_places_inside_the_image_are_counted(subject: Subject, expect: Expect, for_all: ForAll) -> None:
    expect.equal(subject.output_size(9, 4), oracle.output_size(9, 4))

    @for_all(size=st.integers(1, 30), kernel=st.integers(1, 7))
    def check(size: int, kernel: int) -> None:
        size += kernel - 1
        expect.equal(subject.output_size(size, kernel), oracle.output_size(size, kernel))


@pytest.mark.task("output_size", points=0.5)
def test_a_rest_too_short_for_a_step_is_left_out(subject: Subject, expect: Expect, for_all: ForAll) -> None:
    expect.equal(subject.output_size(12, 4, 3), oracle.output_size(12, 4, 3))

    @for_all(size=st.integers(1, 30), kernel=st.integers(1, 7), stride=st.integers(1, 5))
    def check(size: int, kernel: int, stride: int) -> None:
        size += kernel - 1
        expect.equal(subject.output_size(size, kernel, stride), oracle.output_size(size, kernel, stride))


@pytest.mark.task("output_size", points=0.5)
def test_same_has_a_place_for_every_stride_begun(subject: Subject, expect: Expect, for_all: ForAll) -> None:
    want = oracle.output_size(11, 7, 3, "same")
    expect.equal(subject.output_size(11, 7, stride=3, padding="same"), want)

    @for_all(size=st.integers(1, 30), kernel=st.integers(1, 7), stride=st.integers(1, 5))
    def check(size: int, kernel: int, stride: int) -> None:
        want = oracle.output_size(size, kernel, stride, "same")
        expect.equal(subject.output_size(size, kernel, stride=stride, padding="same"), want)


@pytest.mark.task("output_size", points=0.5)
def test_padding_by_a_number_grows_both_sides(subject: Subject, expect: Expect, for_all: ForAll) -> None:
    expect.equal(subject.output_size(12, 4, 3, 2), oracle.output_size(12, 4, 3, 2))

    @for_all(size=st.integers(1, 30), kernel=st.integers(1, 7), stride=st.integers(1, 3), padding=st.integers(0, 3))
    def check(size: int, kernel: int, stride: int, padding: int) -> None:
        size += kernel - 1
        want = oracle.output_size(size, kernel, stride, padding)
        expect.equal(subject.output_size(size, kernel, stride, padding), want)


# pad_images


@pytest.mark.task("pad_images", points=0.5)
def test_frame_is_black_and_the_image_in_its_middle(subject: Subject, expect: Expect, draw: Draw) -> None:
    image = few(draw, 1, 2, 3, 1)
    compare(expect, subject.pad_images(image, 1), oracle.pad_images(image, 1))


@pytest.mark.task("pad_images", points=0.5)
def test_every_image_and_channel_gets_its_frame(subject: Subject, expect: Expect, draw: Draw) -> None:
    images = few(draw, 2, 5, 7, 3)
    for amount in (2, 0):
        why = "Height and width grow, the number of images and of channels stays"
        compare(expect, subject.pad_images(images, amount), oracle.pad_images(images, amount), why=why)
    for given in ((10 * images[:1]).astype(int), images.tolist(), images.astype(np.float32)):
        compare(expect, subject.pad_images(given, 1), oracle.pad_images(given, 1))


# edge_kernels


def line(draw: Draw, way: str) -> np.ndarray:
    """Draw a picture of one line on a plain background, brighter or darker than it."""
    picture = np.full((9, 9), draw.uniform(0.4, 0.6))
    picture[:, draw.integers(3, 6)] = draw.choice([0.0, 1.0])
    return picture if way == "vertical" else picture.T


def edge_kernel(subject: Subject, expect: Expect, way: str) -> np.ndarray:
    """Return one of the two kernels; fail unless both are there and of the right shape."""
    kernels = subject.edge_kernels()
    if type(kernels) is not dict or set(kernels) != {"vertical", "horizontal"}:
        expect.fail('must return a dict with the keys "vertical" and "horizontal"')
    return expect.array(kernels[way], (3, 3))


def cancels(kernel: np.ndarray) -> bool:
    """Tell whether a kernel's numbers add up to 0."""
    return bool(abs(kernel.sum()) < 1e-6 * max(1, np.abs(kernel).max()))


@pytest.mark.task("edge_kernels", points=0.5)
def test_a_plain_wall_has_no_edges(subject: Subject, expect: Expect, draw: Draw) -> None:
    wall = round(draw.uniform(0.3, 1), 1)
    for way in ("vertical", "horizontal"):
        kernel = edge_kernel(subject, expect, way)
        answer = wall * kernel.sum()
        expect.that(
            cancels(kernel),
            f"gave a {way} kernel that answers {answer:.3g} to a plain wall of brightness {wall}; expected 0. "
            "What must its nine numbers add up to?",
            diagnosis="edge-kernels-that-do-not-cancel",
        )
        expect.that(np.any(kernel), f"gave a {way} kernel of nothing but zeros, which answers to nothing")


def answers(subject: Subject, expect: Expect, draw: Draw, way: str, other: str) -> None:
    """Fail unless the kernel for lines of one way answers far more to them than to lines of the other way."""
    kernel, lines = edge_kernel(subject, expect, way), [line(draw, each) for each in (way, other)]
    own, others = (np.abs(oracle.convolve_one(each, kernel)).max() for each in lines)
    question = f"along a {other} line it must cancel"
    diagnosis: str | None = "edge-kernels-without-direction" if cancels(kernel) else "edge-kernels-that-do-not-cancel"
    if others > FAR_MORE * own:
        second = edge_kernel(subject, expect, other)
        first, rest = (np.abs(oracle.convolve_one(each, second)).max() for each in lines)
        question, diagnosis = f"does it look for {other} lines?", None
        if first > FAR_MORE * rest:
            question, diagnosis = "are the two swapped?", "edge-kernels-swapped"
        elif rest > FAR_MORE * first:
            question, diagnosis = f"do both look for {other} lines?", "edge-kernels-of-the-same-way"
    expect.that(
        own > FAR_MORE * others,
        f"gave a {way} kernel that answers {own:.2f} to a {way} line and {others:.2f} to a {other} one: {question}",
        diagnosis=diagnosis,
    )


@pytest.mark.task("edge_kernels", points=0.5)
def test_vertical_kernel_finds_vertical_lines(subject: Subject, expect: Expect, draw: Draw) -> None:
    answers(subject, expect, draw, "vertical", "horizontal")


@pytest.mark.task("edge_kernels", points=0.5)
def test_horizontal_kernel_finds_horizontal_lines(subject: Subject, expect: Expect, draw: Draw) -> None:
    answers(subject, expect, draw, "horizontal", "vertical")


# convolve_one


@pytest.mark.task("convolve_one", points=0.5)
def test_each_place_is_window_times_kernel_added_up(subject: Subject, expect: Expect, draw: Draw) -> None:
    image, kernel = few(draw, 3, 4), few(draw, 2, 2)
    expect.close(subject.convolve_one(image, kernel), oracle.convolve_one(image, kernel))


@pytest.mark.task("convolve_one", points=0.25)
def test_tall_kernel_on_a_wide_image(subject: Subject, expect: Expect, draw: Draw) -> None:
    for shape in ((3, 1), (3, 2)):
        image, kernel = few(draw, 6, 7), few(draw, *shape)
        expect.close(subject.convolve_one(image, kernel), oracle.convolve_one(image, kernel))


@pytest.mark.task("convolve_one", points=0.25)
def test_kernel_is_not_turned_round(subject: Subject, expect: Expect, draw: Draw) -> None:
    image, kernel = few(draw, 3, 4), np.array([[0.0, 0.0], [0.0, 1.0]])
    why = "This kernel picks the lower right pixel of each window"
    expect.close(subject.convolve_one(image, kernel), oracle.convolve_one(image, kernel), why=why)


@pytest.mark.task("convolve_one", points=0.25)
def test_list_of_whole_numbers_is_an_image_too(subject: Subject, expect: Expect, draw: Draw) -> None:
    image, kernel = draw.integers(0, 256, size=(3, 4)), few(draw, 2, 3) + 0.125
    whole = draw.integers(1, 4, size=(2, 3))
    for given, weights in (
        (image.tolist(), kernel),
        (image, kernel.tolist()),
        (image / 8, whole),
        ((image / 8).astype(np.float32), whole.astype(np.float32) / 4),
        (image[:1], kernel[:1]),
    ):
        expect.close(subject.convolve_one(given, weights), oracle.convolve_one(given, weights))


# convolve_channels


@pytest.mark.task("convolve_channels", points=0.25)
def test_channels_of_an_image_add_up(subject: Subject, expect: Expect, draw: Draw) -> None:
    given = few(draw, 3, 4, 3), few(draw, 2, 2, 3, 1), np.zeros(1)
    compare(expect, subject.convolve_channels(*given), oracle.convolve_channels(*given))


@pytest.mark.task("convolve_channels", points=0.5)
def test_each_filter_makes_one_map(subject: Subject, expect: Expect, draw: Draw) -> None:
    for image, kernels in (((3, 4, 2), (2, 2, 2, 3)), ((7, 11, 3), (3, 2, 3, 5))):
        given = few(draw, *image), few(draw, *kernels), np.zeros(kernels[3])
        compare(expect, subject.convolve_channels(*given), oracle.convolve_channels(*given))


@pytest.mark.task("convolve_channels", points=0.25)
def test_a_filters_bias_lies_on_its_whole_map(subject: Subject, expect: Expect, draw: Draw) -> None:
    given = few(draw, 5, 7, 3), few(draw, 3, 2, 3, 5), draw.permutation(5) + 1.5
    compare(expect, subject.convolve_channels(*given), oracle.convolve_channels(*given))


@pytest.mark.task("convolve_channels", points=0.25)
def test_image_and_filters_of_any_numbers(subject: Subject, expect: Expect, draw: Draw) -> None:
    image, kernels = draw.integers(0, 256, size=(3, 4, 2)), few(draw, 2, 2, 2, 1) + 0.125
    whole, bias, single = draw.integers(1, 4, size=(2, 2, 2, 1)), np.array([0.5]), np.float32
    for given in (
        (image.tolist(), kernels, [0.5]),
        (image, kernels.tolist(), bias),
        (image / 8, whole, np.array([2])),
        (image, whole, bias),
        ((image / 8).astype(single), (whole / 4).astype(single), bias.astype(single)),
        (image[:1], kernels[:1], bias),
    ):
        compare(expect, subject.convolve_channels(*given), oracle.convolve_channels(*given))


# conv2d


@pytest.mark.task("conv2d", points=0.25)
def test_channels_add_up_to_one_map(subject: Subject, expect: Expect, draw: Draw) -> None:
    images, kernels, bias = few(draw, 1, 3, 4, 3), few(draw, 2, 2, 3, 1), np.zeros(1)
    compare(expect, subject.conv2d(images, kernels, bias), oracle.conv2d(images, kernels, bias))


@pytest.mark.task("conv2d", points=0.25)
def test_every_filter_makes_a_map_of_every_image(subject: Subject, expect: Expect, draw: Draw) -> None:
    images, kernels, bias = few(draw, 3, 7, 11, 3), few(draw, 3, 2, 3, 5), np.zeros(5)
    compare(expect, subject.conv2d(images, kernels, bias), oracle.conv2d(images, kernels, bias))


@pytest.mark.task("conv2d", points=0.25)
def test_each_map_gets_its_own_bias(subject: Subject, expect: Expect, draw: Draw) -> None:
    images, kernels, bias = few(draw, 2, 5, 7, 3), few(draw, 3, 2, 3, 5), draw.permutation(5) + 1.5
    compare(expect, subject.conv2d(images, kernels, bias), oracle.conv2d(images, kernels, bias))


@pytest.mark.task("conv2d", points=0.25)
def test_lists_of_whole_numbers_are_images_too(subject: Subject, expect: Expect, draw: Draw) -> None:
    images, kernels = draw.integers(0, 256, size=(1, 3, 4, 2)), few(draw, 2, 2, 2, 1) + 0.125
    whole, bias, single = draw.integers(1, 4, size=(2, 2, 2, 1)), np.array([0.5]), np.float32
    for given in (
        (images.tolist(), kernels, [0.5]),
        (images, kernels.tolist(), bias),
        (images / 8, whole, np.array([2])),
        (images, whole, bias),
        ((images / 8).astype(single), (whole / 4).astype(single), bias.astype(single)),
    ):
        compare(expect, subject.conv2d(*given), oracle.conv2d(*given))


@pytest.mark.task("conv2d", points=0.25)
def test_stride_skips_places_along_both_axes(subject: Subject, expect: Expect, draw: Draw) -> None:
    images, kernels, bias = few(draw, 1, 7, 11, 2), few(draw, 3, 2, 2, 1), few(draw, 1)
    for stride in (2, 3):
        want = oracle.conv2d(images, kernels, bias, stride)
        compare(expect, subject.conv2d(images, kernels, bias, stride=stride), want)


@pytest.mark.task("conv2d", points=0.25)
def test_same_keeps_the_size(subject: Subject, expect: Expect, draw: Draw) -> None:
    images, kernels, bias = few(draw, 1, 3, 7, 2), few(draw, 3, 5, 2, 1), few(draw, 1)
    want = oracle.conv2d(images, kernels, bias, padding="same")
    compare(expect, subject.conv2d(images, kernels, bias, padding="same"), want, why="The fake pixels are black")


@pytest.mark.task("conv2d", points=0.25)
def test_odd_fake_pixel_goes_right_and_below(subject: Subject, expect: Expect, draw: Draw) -> None:
    why = 'The fake pixels are uneven in number here; with "same" TensorFlow puts the odd one to the right and below'
    for stride, image, kernel in ((1, (3, 5), (2, 4)), (2, (4, 6), (3, 3)), (3, (7, 10), (4, 3))):
        images, kernels, bias = few(draw, 1, *image, 2), few(draw, *kernel, 2, 1), few(draw, 1)
        want = oracle.conv2d(images, kernels, bias, stride, "same")
        compare(expect, subject.conv2d(images, kernels, bias, stride=stride, padding="same"), want, why=why)


@pytest.mark.task("conv2d", points=0.25)
def test_steps_as_wide_as_the_kernel_need_no_fake_pixels(subject: Subject, expect: Expect, draw: Draw) -> None:
    for stride, image, kernel in ((3, (6, 9), (3, 2)), (4, (6, 9), (1, 2)), (1, (3, 4), (1, 1))):
        images, kernels, bias = few(draw, 1, *image, 2), few(draw, *kernel, 2, 1), few(draw, 1)
        want = oracle.conv2d(images, kernels, bias, stride, "same")
        compare(expect, subject.conv2d(images, kernels, bias, stride=stride, padding="same"), want)


LOOPS = {
    "images": ("image", (MANY, 3, 4, 1), (2, 1, 1, 1)),
    "rows": ("pixel", (1, MANY, 3, 2), (2, 1, 2, 3)),
    "columns": ("pixel", (1, 3, MANY, 2), (2, 1, 2, 3)),
    "channels": ("channel", (1, 3, 4, MANY), (2, 1, MANY, 1)),
}
"""What is long in a counted call, what a loop over it takes one at a time, and the shapes of images and kernels."""


@pytest.mark.task("conv2d", points=1)
def test_more_pixels_are_no_more_work_for_python(subject: Subject, expect: Expect, model: Any, draw: Draw) -> None:
    found = []
    for what, (one, image, kernel) in LOOPS.items():
        given = few(draw, *image), few(draw, *kernel), few(draw, kernel[3])
        compare(expect, subject.conv2d(*given), oracle.conv2d(*given))
        steps, least = subject.steps("conv2d", *given), model.steps("conv2d", *given)
        if steps > WORK * least:
            found.append((what, one, given, steps, least))
    if not found:
        return
    what, _, given, steps, least = found[0]
    subject.conv2d(*given)  # a message names the newest call
    ones = {one for _, one, *_ in found}
    expect.fail(
        f"loops over the {' and the '.join(what for what, *_ in found)}: for {MANY:,} {what} Python executes {steps:,} "
        f"lines and calls, and {least:,} are enough. Which array holds all windows of all images at once?",
        diagnosis=f"conv2d-one-{ones.pop()}-at-a-time" if len(ones) == 1 else "conv2d-in-nested-loops",
    )


# conv2d_backward


@pytest.mark.task("conv2d_backward", points=0.5)
def test_bias_gets_what_flows_to_its_whole_map(subject: Subject, expect: Expect, draw: Draw) -> None:
    given = few(draw, 3, 2, 3, 2), few(draw, 3, 3, 5, 2), few(draw, 2, 3, 2, 2)
    gradients = expect.sequence(subject.conv2d_backward(*given), 3, of="gradients")
    expect.close(gradients[2], oracle.conv2d_backward(*given)[2], why="Shown: d_bias, one number for each filter")


@pytest.mark.task("conv2d_backward", points=0.75)
def test_kernel_gets_what_flows_to_every_place(subject: Subject, expect: Expect, draw: Draw) -> None:
    given = few(draw, 2, 3, 5, 3), few(draw, 2, 5, 7, 2), few(draw, 3, 3, 2, 3)
    gradients = expect.sequence(subject.conv2d_backward(*given), 3, of="gradients")
    expect.close(gradients[1], oracle.conv2d_backward(*given)[1], why="Compared: d_kernels")


@pytest.mark.task("conv2d_backward", points=0.75)
def test_pixel_gets_the_shares_of_all_its_windows(subject: Subject, expect: Expect, draw: Draw) -> None:
    given = few(draw, 2, 3, 5, 3), few(draw, 2, 5, 7, 2), few(draw, 3, 3, 2, 3)
    gradients = expect.sequence(subject.conv2d_backward(*given), 3, of="gradients")
    expect.close(gradients[0], oracle.conv2d_backward(*given)[0], why="Compared: d_images")


@pytest.mark.task("conv2d_backward", points=0.25)
def test_gradients_of_all_forms(subject: Subject, expect: Expect, draw: Draw) -> None:
    upstream, images, kernels = (
        (2 * draw.integers(-9, 9, size=shape) + 1) / 8 for shape in ((3, 2, 4, 1), (3, 3, 5, 2), (2, 2, 2, 1))
    )
    whole = [(8 * each).astype(int) for each in (upstream, images, kernels)]
    for given in (
        (upstream, whole[1], whole[2]),
        (whole[0], images, kernels),
        [each.tolist() for each in (upstream, images, kernels)],
        [each.astype(np.float32) for each in (upstream, images, kernels)],
        (upstream[:1], images[:1], kernels),
        (upstream[:, :1], images[:, :1], kernels[:1]),
    ):
        expect.close(subject.conv2d_backward(*given), oracle.conv2d_backward(*given))


@pytest.mark.task("conv2d_backward", points=0.75)
def test_gradients_with_stride_and_fake_pixels(subject: Subject, expect: Expect, draw: Draw) -> None:
    cases = (((3, 4), 2, "valid"), ((3, 6), 1, "same"), ((4, 3), 2, "same"), ((2, 1), 3, "same"))
    for kernel, stride, padding in cases:
        maps = [oracle.output_size(n, k, stride, padding) for n, k in zip((7, 8), kernel, strict=True)]
        given = few(draw, 2, *maps, 3), few(draw, 2, 7, 8, 2), few(draw, *kernel, 2, 3)
        want = oracle.conv2d_backward(*given, stride, padding)
        expect.close(subject.conv2d_backward(*given, stride=stride, padding=padding), want)
