"""How fast the model answer explains an image: against the library with its defaults, in the same run.

Run `python benchmarks/lime_speed.py`. A fruit of 100 x 100 pixels and the network of exercise 12 (its weights do not
matter to the time), 1,000 samples each way. The ways take turns, three times each; the middle time counts. It prints
wall time, which other processes disturb, and processor time, and fails where a limit is missed.

- `explain_instance` as it comes: batches of 10, `quickshift`, the five most probable classes, a progress bar (sent to
  nowhere here).
- `explain_with_lime`: the same library, asked in batches, with the superpixels of task 1.
- `explain_image`: our own.
"""

from __future__ import annotations

import contextlib
import gc
import io
import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
sys.path.insert(0, str(Path(__file__).parents[1]))

import numpy as np
from lime import lime_image

from reference.datasets.images import rendered_fruits
from solutions.ex12_fruit_cnn import build_fruit_cnn
from solutions.ex20_lime import explain_image, explain_with_lime

SIZE, CLASSES, SAMPLES = 100, 16, 1000
SECONDS = 3.0
"""For one explanation by the model answer, at most."""
FASTER = 5
"""Times faster than the library with its defaults, at least."""
ROUNDS = 3
Predict = Callable[[np.ndarray], np.ndarray]


def defaults(predict: Predict, image: np.ndarray) -> Any:
    """Explain by the library as it comes."""
    with contextlib.redirect_stderr(io.StringIO()):
        return lime_image.LimeImageExplainer(random_state=0).explain_instance(image, predict)


def library(predict: Predict, image: np.ndarray) -> Any:
    """Explain by the library, asked well."""
    return explain_with_lime(predict, image, n_samples=SAMPLES)


def own(predict: Predict, image: np.ndarray) -> Any:
    """Explain by the model answer."""
    return explain_image(predict, image, n_samples=SAMPLES, rng=np.random.default_rng(0))


WAYS = {"lime, explain_instance as it comes": defaults, "explain_with_lime": library, "explain_image": own}


def timed(way: Callable[..., Any], predict: Predict, image: np.ndarray) -> tuple[float, float]:
    """Wall seconds and processor seconds."""
    gc.collect()
    wall, processor = time.perf_counter(), time.process_time()
    way(predict, image)
    return time.perf_counter() - wall, time.process_time() - processor


def main() -> int:
    """Measure all ways and print a table; return 1 where a limit is missed."""
    image = rendered_fruits(SIZE, 1, 0, seed=3, classes=["Banana"]).train_images[0].astype(float)
    model = build_fruit_cnn((SIZE, SIZE, 3), CLASSES)
    calls: list[int] = []

    def predict(images: np.ndarray) -> np.ndarray:
        calls.append(len(images))
        answers: np.ndarray = model.predict(images, verbose=0)
        return answers

    predict(image[None])  # the first call traces the graph
    for size in (10, 50, 250):
        predict(np.repeat(image[None], size, axis=0))
    measured: dict[str, list[tuple[float, float]]] = {name: [] for name in WAYS}
    asked: dict[str, int] = {}
    for _ in range(ROUNDS):
        for name, way in WAYS.items():
            calls.clear()
            measured[name].append(timed(way, predict, image))
            asked[name] = len(calls)
    print(f"{'one explanation, 1,000 samples':<38}{'calls':>7}{'wall s':>9}{'cpu s':>9}{'ratio':>8}")
    slowest = statistics.median(wall for wall, _ in measured["lime, explain_instance as it comes"])
    for name, rounds in measured.items():
        wall, processor = (statistics.median(times) for times in zip(*rounds, strict=True))
        print(f"{name:<38}{asked[name]:>7}{wall:>9.2f}{processor:>9.2f}{slowest / wall:>8.1f}")
    ours = statistics.median(wall for wall, _ in measured["explain_image"])
    fine = ours <= SECONDS and slowest / ours >= FASTER
    print(
        f"explain_image: {ours:.2f} s, at most {SECONDS:g}; {slowest / ours:.1f} times faster than the library as it "
        f"comes, at least {FASTER}: {'held' if fine else 'NOT HELD'}"
    )
    return 0 if fine else 1


if __name__ == "__main__":
    raise SystemExit(main())
