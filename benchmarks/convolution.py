"""How fast the model answer's conv2d is: against TensorFlow's, and against the naive loop.

Run `python benchmarks/convolution.py`. It takes half a minute and prints a table of medians and two ratios.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
sys.path.insert(0, str(Path(__file__).parents[1]))

import numpy as np
import tensorflow as tf

from solutions.ex07_convolution import conv2d

IMAGES, KERNELS = (32, 28, 28, 16), (3, 3, 16, 32)
"""A batch of small images on their way through a layer in the middle of a network."""
ROUNDS, CALLS = 21, 15
"""The two fast ways take turns, so that whatever else the machine does meets both, but not call by call: each keeps its
threads awake for a moment, which would stand in the other's way. Of a round's calls the best counts, of the rounds the
median."""
NAIVE_REPETITIONS = 3
"""The loop takes seconds."""
SLOWER_THAN_TENSORFLOW = 3
"""Times TensorFlow's time at most. A NumPy answer copies every pixel into its nine windows, which costs as much as the
product itself: 2 is usual. One whose product does not reach BLAS (a plain einsum) takes 30 times as long."""
FASTER_THAN_LOOP = 100
"""Times at least: between a loop over images and pixels that takes all filters at once, 60, and no such loop, 1,500."""


def naive(images: np.ndarray, kernels: np.ndarray, bias: np.ndarray) -> np.ndarray:
    """Go from place to place, filter by filter, as one would with pencil and paper."""
    kh, kw, _, filters = kernels.shape
    batch, height, width, _ = images.shape
    maps = np.zeros((batch, height - kh + 1, width - kw + 1, filters), images.dtype)
    for b, y, x, f in np.ndindex(*maps.shape):
        maps[b, y, x, f] = np.sum(images[b, y : y + kh, x : x + kw] * kernels[:, :, :, f]) + bias[f]
    return maps


def seconds(way: Callable[[], np.ndarray]) -> float:
    """Time one call."""
    begin = time.perf_counter()
    way()
    return time.perf_counter() - begin


def best(way: Callable[[], np.ndarray]) -> float:
    """Time a round of calls and return the shortest."""
    return min(seconds(way) for _ in range(CALLS))


def main() -> int:
    """Print the table; return 1 where a ratio misses its limit."""
    rng = np.random.default_rng(0)
    images, kernels, bias = (rng.normal(size=shape).astype(np.float32) for shape in (IMAGES, KERNELS, KERNELS[3:]))
    tensors = tf.constant(images), tf.constant(kernels)

    def ours() -> np.ndarray:
        return conv2d(images, kernels, bias)

    def theirs() -> np.ndarray:
        maps: np.ndarray = tf.nn.conv2d(*tensors, strides=1, padding="VALID").numpy()
        return maps

    assert ours().dtype == np.float32
    np.testing.assert_allclose(ours(), theirs() + bias, atol=1e-3)
    np.testing.assert_allclose(ours()[:1], naive(images[:1], kernels, bias), atol=1e-3)

    rounds = [(best(ours), best(theirs)) for _ in range(ROUNDS)]
    model, peer = (statistics.median(times) for times in zip(*rounds, strict=True))
    loop = statistics.median(seconds(lambda: naive(images, kernels, bias)) for _ in range(NAIVE_REPETITIONS))

    slower, faster = model / peer, loop / model
    print(f"conv2d of {IMAGES} by {KERNELS}, float32, valid; NumPy {np.__version__}, TensorFlow {tf.__version__}")
    print(f"{'way':<20}{'median':>12}{'repetitions':>13}")
    for name, median, repetitions in (
        ("model answer", model, f"{ROUNDS} x {CALLS}"),
        ("tf.nn.conv2d", peer, f"{ROUNDS} x {CALLS}"),
        ("naive loop", loop, f"{NAIVE_REPETITIONS}"),
    ):
        print(f"{name:<20}{1000 * median:>9.2f} ms{repetitions:>13}")
    print(f"{'ratio':<32}{'measured':>9}{'limit':>16}")
    print(f"{'model answer / tf.nn.conv2d':<32}{slower:>9.2f}{f'at most {SLOWER_THAN_TENSORFLOW}':>16}")
    print(f"{'naive loop / model answer':<32}{faster:>9.0f}{f'at least {FASTER_THAN_LOOP}':>16}")
    return int(slower > SLOWER_THAN_TENSORFLOW or faster < FASTER_THAN_LOOP)


if __name__ == "__main__":
    raise SystemExit(main())
