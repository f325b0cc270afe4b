"""How fast the fruits are rendered and loaded, and what naive classifiers reach on them.

Run `python benchmarks/fruits.py`. It renders what the suites of exercises 12 and 15 need into a folder of its own, so
that nothing comes from the cache, and prints a table of seconds and one of accuracies. It takes about a minute.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
import warnings
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.neighbors import NearestCentroid
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from reference import backbone
from reference.datasets.colours import WHITE, mean_colours
from reference.datasets.images import ImageSet, rendered_fruits
from reference.ex12_fruit_cnn.calibration import SIZE, TEST, TRAIN, VALIDATION
from reference.ex15_transfer_learning import calibration as ex15

RENDERED = {
    "ex12": (SIZE, TRAIN + VALIDATION, TEST),
    "ex15": (backbone.SIZE, ex15.POOL, ex15.WATCHED + ex15.TEST),
}
"""Pixels of a side, images of a class to train on and to test on."""
RENDER_SECONDS = 15.0
"""At most for each: a student waits that long once. ex12 takes 11 s on two slow cores."""
LOAD_SECONDS = 1.0
"""At most; a tenth is usual."""
BINS = 8
"""Of each colour channel of the histogram."""


def histograms(images: np.ndarray) -> np.ndarray:
    """How often each colour occurs on each fruit, (images, 8 x 8 x 8): colour without any form."""
    places = np.minimum((images * BINS).astype(int), BINS - 1) @ np.array([BINS * BINS, BINS, 1])
    result = np.zeros((len(images), BINS**3))
    for row, image, seen in zip(result, places, images.min(axis=3) < WHITE, strict=True):
        row[:] = np.bincount(image[seen], minlength=BINS**3) / max(seen.sum(), 1)
    return np.sqrt(result)


def accuracies(data: ImageSet) -> dict[str, float]:
    """What naive ways reach on the test images."""
    ways = {
        "mean colour, nearest": (mean_colours, make_pipeline(StandardScaler(), NearestCentroid())),
        "colour histogram": (histograms, LogisticRegression(C=30, max_iter=400)),
        "linear on pixels": (lambda images: images.reshape(len(images), -1), LogisticRegression(C=0.02, max_iter=150)),
    }
    result = {"always one class": 1 / len(data.class_names)}
    for name, (features, model) in ways.items():
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a fit that is stopped early is early stopping here
            model.fit(features(data.train_images), data.train_labels)
        result[name] = float(model.score(features(data.test_images), data.test_labels))
    return result


def processor_seconds() -> float:
    """What this process and its helpers have used of the processors."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def progress(done: int, total: int) -> None:
    """A line that counts."""
    if sys.stderr.isatty():
        print(f"\rrendered {done} of {total}", end="" if done < total else "\r" + " " * 40 + "\r", file=sys.stderr)


def main() -> int:
    """Measure and print."""
    seconds: list[tuple[float, float]] = []
    sets: dict[str, ImageSet] = {}
    with tempfile.TemporaryDirectory() as folder:
        print(f"{'':6s}{'16 x (train + test)':>24s}{'render s':>10s}{'processor s':>13s}{'load s':>8s}")
        for name, (size, train, test) in RENDERED.items():
            started, before = time.perf_counter(), processor_seconds()
            rendered_fruits(size, train, test, cache=folder, progress=progress)
            rendering, burnt = time.perf_counter() - started, processor_seconds() - before
            started = time.perf_counter()
            sets[name] = rendered_fruits(size, train, test, cache=folder)
            loading = time.perf_counter() - started
            seconds.append((rendering, loading))
            counts = f"({train} + {test}), {size} x {size}"
            print(f"{name:6s}{counts:>24s}{rendering:10.1f}{burnt:13.1f}{loading:8.2f}")
    held = all(rendering <= RENDER_SECONDS and loading <= LOAD_SECONDS for rendering, loading in seconds)
    print(f"at most {RENDER_SECONDS:.0f} and {LOAD_SECONDS:.0f} s: {'held' if held else 'NOT HELD'}")
    print("\nnaive way               test accuracy, 20 x 20")
    for name, accuracy in accuracies(sets["ex12"]).items():
        print(f"{name:24s}{accuracy:10.3f}")
    return 0 if held else 1


if __name__ == "__main__":
    raise SystemExit(main())
