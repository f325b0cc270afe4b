"""Graded tests of ex08."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from reference.ex08_pooling import oracle
from reference.kit.author import Draw, Expect, Subject


def one_image(draw: Draw, height: int, width: int) -> np.ndarray:
    """Return a batch of one grey image of numbers that all differ, in steps of 0.25: their sums are exact."""
    return (draw.permutation(height * width).reshape(1, height, width, 1) + draw.integers(1, 9)) / 4


def some_images(draw: Draw, *shape: int) -> np.ndarray:
    """Return images of numbers that all differ, negative ones too."""
    return (draw.permutation(int(np.prod(shape))).reshape(shape) - draw.integers(3, 20)) / 4


def close_as_rows(
    expect: Expect,
    got: Any,
    want: Any,
    image: np.ndarray,
    why: str = "",
    mistakes: Callable[[np.ndarray], dict[str, np.ndarray]] = lambda _got: {},
) -> None:
    """Compare results of one grey image and show all three as rows of numbers.

    `mistakes` returns what known mistakes would have given, by their ids, for rows that came back.
    """
    got = expect.array(got, want.shape, why=why)[0, :, :, 0]
    shown = f"That is for the image {np.asarray(image)[0, :, :, 0].tolist()}"
    expect.close(got, want[0, :, :, 0], why=f"{why}. {shown}" if why else shown, mistakes=mistakes(got))


@pytest.mark.task("max_pool2d", points=1)
def test_each_window_gives_its_largest(subject: Subject, expect: Expect, draw: Draw) -> None:
    image = one_image(draw, 4, 6)
    close_as_rows(expect, subject.max_pool2d(image, 2), oracle.max_pool2d(image, 2), image)


@pytest.mark.task("max_pool2d", points=0.5)
def test_channels_and_images_are_pooled_apart(subject: Subject, expect: Expect, draw: Draw) -> None:
    images = some_images(draw, 3, 4, 6, 2)
    expect.close(subject.max_pool2d(images, 2), oracle.max_pool2d(images, 2))


@pytest.mark.task("max_pool2d", points=0.75)
def test_stride_is_not_the_size(subject: Subject, expect: Expect, draw: Draw) -> None:
    images = some_images(draw, 2, 7, 11, 3)
    for size, stride in ((3, 2), (2, 3)):
        expect.close(subject.max_pool2d(images, size, stride), oracle.max_pool2d(images, size, stride))


@pytest.mark.task("max_pool2d", points=0.5)
def test_windows_that_do_not_fit_are_left_out(subject: Subject, expect: Expect, draw: Draw) -> None:
    image = one_image(draw, 5, 7)
    for window in ((2,), (3,), (2, 3)):
        close_as_rows(
            expect,
            subject.max_pool2d(image, *window),
            oracle.max_pool2d(image, *window),
            image,
            why='"valid" counts whole windows only',
        )


@pytest.mark.task("max_pool2d", points=0.75)
def test_same_padding_reaches_the_border(subject: Subject, expect: Expect, draw: Draw) -> None:
    image = one_image(draw, 5, 8)
    for size, stride in ((2, None), (3, None), (3, 2), (2, 3)):
        close_as_rows(
            expect,
            subject.max_pool2d(image, size, stride, padding="same"),
            oracle.max_pool2d(image, size, stride, padding="same"),
            image,
            why="Windows hang over the border evenly, or one pixel more at the bottom and the right",
        )


@pytest.mark.task("max_pool2d", points=0.75)
def test_a_fake_pixel_never_wins(subject: Subject, expect: Expect, draw: Draw) -> None:
    image = one_image(draw, 3, 5)
    for negative in (image - 10, (image - 10) * 1e30):
        want = oracle.max_pool2d(negative, 2, padding="same")

        def with_its_own_number(got: np.ndarray, rows: np.ndarray = want[0, :, :, 0]) -> dict[str, np.ndarray]:
            padded = rows.copy()
            for border in (np.s_[-1], np.s_[:, -1]):
                padded[border] = np.maximum(padded[border], got.max())
            return {"max-pool-padded-with-minus-one": padded} if got.max() < 0 else {}

        close_as_rows(
            expect,
            subject.max_pool2d(negative, 2, padding="same"),
            want,
            negative,
            why="Only numbers of the image can be its largest",
            mistakes=with_its_own_number,
        )


@pytest.mark.task("max_pool2d", points=0.25)
def test_lists_of_whole_numbers(subject: Subject, expect: Expect, draw: Draw) -> None:
    whole = draw.integers(-9, 10, size=(1, 3, 5, 1))
    for image in (whole.tolist(), whole - 20, (whole / 4 - 3).astype(np.float32), whole[:, :1, :1]):
        want = oracle.max_pool2d(image, 2, padding="same")
        close_as_rows(expect, subject.max_pool2d(image, 2, padding="same"), want, np.asarray(image))


@pytest.mark.task("average_pool2d", points=0.75)
def test_each_window_gives_its_mean(subject: Subject, expect: Expect, draw: Draw) -> None:
    image = one_image(draw, 4, 6)
    close_as_rows(expect, subject.average_pool2d(image, 2), oracle.average_pool2d(image, 2), image)


@pytest.mark.task("average_pool2d", points=0.5)
def test_means_of_windows_that_overlap(subject: Subject, expect: Expect, draw: Draw) -> None:
    images = some_images(draw, 3, 6, 11, 2)
    expect.close(subject.average_pool2d(images, 3, 2), oracle.average_pool2d(images, 3, 2))


@pytest.mark.task("average_pool2d", points=0.75)
def test_padding_does_not_count(subject: Subject, expect: Expect, draw: Draw) -> None:
    image = one_image(draw, 5, 7)
    windows: list[dict[str, Any]] = [{"size": 2, "stride": None}, {"size": 3, "stride": 2}, {"size": 3}]
    for window in windows:
        close_as_rows(
            expect,
            subject.average_pool2d(image, **window, padding="same"),
            oracle.average_pool2d(image, **window, padding="same"),
            image,
            why="Each window gives the mean of its real pixels",
        )


@pytest.mark.task("average_pool2d", points=0.25)
def test_black_pixels_count(subject: Subject, expect: Expect, draw: Draw) -> None:
    image = one_image(draw, 4, 6)
    image.flat[draw.permutation(24)[:5]] = 0
    want = oracle.average_pool2d(image, 2, padding="same")
    close_as_rows(
        expect, subject.average_pool2d(image, 2, padding="same"), want, image, why="A pixel that is 0 is a real one"
    )


@pytest.mark.task("average_pool2d", points=0.5)
def test_means_of_bytes_are_no_bytes(subject: Subject, expect: Expect, draw: Draw) -> None:
    image = 255 - draw.permutation(24).reshape(1, 4, 6, 1).astype(np.uint8)
    close_as_rows(expect, subject.average_pool2d(image, 2), oracle.average_pool2d(image, 2), image)
    whole = image.astype(int) - 128
    for each in (whole, whole.tolist(), whole.astype(np.float32) / 4):
        for padding in ("valid", "same"):
            want = oracle.average_pool2d(each, 3, 2, padding=padding)
            close_as_rows(expect, subject.average_pool2d(each, 3, 2, padding=padding), want, np.asarray(each))


@pytest.mark.task("global_average_pool", points=0.75)
def test_a_map_becomes_its_mean(subject: Subject, expect: Expect, draw: Draw) -> None:
    images = some_images(draw, 2, 3, 5, 7)
    expect.close(subject.global_average_pool(images), oracle.global_average_pool(images))


@pytest.mark.task("global_average_pool", points=0.5)
def test_images_of_any_size_give_one_length(subject: Subject, expect: Expect, draw: Draw) -> None:
    for height, width in ((1, 1), (5, 3), (2, 7)):
        images = some_images(draw, 2, height, width, 3).tolist()
        expect.close(
            subject.global_average_pool(images),
            oracle.global_average_pool(images),
            why=f"Maps of {height} x {width} give a number for each image and channel, as all others do",
        )
    whole = 255 - draw.permutation(45).reshape(3, 3, 5, 1).astype(np.uint8)
    for each in (whole, whole[:1].astype(int), whole.astype(np.float32) / 4):
        expect.close(subject.global_average_pool(each), oracle.global_average_pool(each))


def drawn_network(draw: Draw) -> dict[str, Any]:
    """Return arguments of parameter_counts, all different, so that none can stand for another."""
    height, width = draw.permutation([17, 19, 23, 29])[:2]
    channels, kernel_size = draw.permutation([2, 5, 7])[:2]
    hidden, filters = draw.permutation([11, 13, 31, 37])[:2]
    shape = (int(height), int(width), int(channels))
    return {"input_shape": shape, "hidden": int(hidden), "filters": int(filters), "kernel_size": int(kernel_size)}


@pytest.mark.task("parameter_counts", points=0.5)
def test_parameters_of_the_dense_layer(subject: Subject, expect: Expect, draw: Draw) -> None:
    network = drawn_network(draw)
    got = expect.sequence(subject.parameter_counts(**network), 2, of="counts")
    expect.equal(got[0], oracle.parameter_counts(**network)[0], why="First comes the dense layer")


@pytest.mark.task("parameter_counts", points=0.5)
def test_parameters_of_the_convolution(subject: Subject, expect: Expect, draw: Draw) -> None:
    network = drawn_network(draw)
    got = expect.sequence(subject.parameter_counts(**network), 2, of="counts")
    expect.equal(got[1], oracle.parameter_counts(**network)[1], why="Second comes the convolution")


@pytest.mark.task("parameter_counts", points=0.5)
def test_filters_do_not_grow_with_the_image(subject: Subject, expect: Expect, draw: Draw) -> None:
    network = drawn_network(draw)
    height, width, channels = network["input_shape"]
    for factor in (1, 2):
        network["input_shape"] = (factor * height, factor * width, channels)
        got = expect.sequence(subject.parameter_counts(**network), 2, of="counts")
        expect.equal(
            got[1], oracle.parameter_counts(**network)[1], why="A filter is as large in a large image as in a small one"
        )
        expect.equal(got[0], oracle.parameter_counts(**network)[0], why="The dense layer has a weight for every number")


def drawn_upstream(draw: Draw, shape: tuple[int, ...]) -> np.ndarray:
    """Return gradients that all differ, none of them 0."""
    return (draw.permutation(int(np.prod(shape))).reshape(shape) + 1) / 10


@pytest.mark.task("max_pool2d_backward", points=1)
def test_the_largest_pixel_gets_the_gradient(subject: Subject, expect: Expect, draw: Draw) -> None:
    image, upstream = one_image(draw, 5, 4), drawn_upstream(draw, (1, 2, 2, 1))
    close_as_rows(
        expect,
        subject.max_pool2d_backward(upstream, image, 2),
        oracle.max_pool2d_backward(upstream, image, 2),
        image,
        why=f"The gradients sent back are {upstream[0, :, :, 0].tolist()}",
    )
    even, sent = np.full((1, 4, 6, 1), 0.5), drawn_upstream(draw, (1, 2, 3, 1))
    got = expect.array(subject.max_pool2d_backward(sent, even, 2), even.shape)
    expect.unless(np.allclose(got, sent.repeat(2, axis=1).repeat(2, axis=2)), "gradient-for-every-largest")
    expect.that(
        np.allclose(got.reshape(2, 2, 3, 2).sum(axis=(1, 3)), sent[0, :, :, 0]),
        "did not share out what each window was sent: where several pixels are the largest, one may get all of it, or "
        "they share it",
    )


@pytest.mark.task("max_pool2d_backward", points=0.5)
def test_a_pixel_that_wins_twice_gets_both(subject: Subject, expect: Expect, draw: Draw) -> None:
    images, upstream = some_images(draw, 2, 5, 7, 3), drawn_upstream(draw, (2, 3, 5, 3))
    expect.close(
        subject.max_pool2d_backward(upstream, images, 3, 1), oracle.max_pool2d_backward(upstream, images, 3, 1)
    )


@pytest.mark.task("max_pool2d_backward", points=0.5)
def test_gradient_with_padding(subject: Subject, expect: Expect, draw: Draw) -> None:
    image, upstream = -1 - draw.permutation(20).reshape(1, 4, 5, 1), 10 * drawn_upstream(draw, (1, 2, 2, 1)) + 0.5
    close_as_rows(
        expect,
        subject.max_pool2d_backward(upstream, image, 3, padding="same"),
        oracle.max_pool2d_backward(upstream, image, 3, padding="same"),
        image,
        why=f"The gradients sent back are {upstream[0, :, :, 0].tolist()}",
    )
    far, sent = (image * 1e30).astype(np.float32), upstream.astype(np.float32)
    rising, whole = np.sort(image, axis=None).reshape(image.shape) / 2, (10 * upstream).astype(int)
    for each, back in ((image.tolist(), upstream.tolist()), (far, sent), (rising, whole)):
        expect.close(
            subject.max_pool2d_backward(back, each, 3, padding="same"),
            oracle.max_pool2d_backward(back, each, 3, padding="same"),
        )
