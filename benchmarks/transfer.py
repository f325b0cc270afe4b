"""Eight images of each fruit: what a pretrained base makes of them, and what the same network makes of them alone.

Run `python benchmarks/transfer.py`. It trains on rendered fruits and, where `--fruits FOLDER` or KATA_FRUITS names a
folder in the layout of Fruits-360, on real ones: with our backbone, from scratch, and with any backbone given by
`--backbone FILE.keras` (a model without its top; `--pixels` says what it wants). It prints a table of accuracies on
test images and fails where transfer does not beat the network from scratch.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
sys.path.insert(0, str(Path(__file__).parents[1]))

import keras
import numpy as np

from reference import backbone
from reference.datasets.images import FRUITS_VARIABLE, ImageSet, fruit_folder, rendered_fruits
from solutions.ex15_transfer_learning import build_transfer_model, fine_tune, train_head

POOL, TEST = 24, 20
HIDDEN, DROPOUT, LAST = 256, 0.3, 4
HEAD_EPOCHS, TUNED_EPOCHS, SCRATCH_EPOCHS = 20, 10, 40
WATCHED = 16
"""Test images whose accuracy is looked at in every epoch; nothing is decided by it."""
PIXELS: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "caffe": lambda pixels: pixels[..., ::-1] - np.array([103.939, 116.779, 123.68], dtype=np.float32),
    "minus-one-to-one": lambda pixels: pixels / 127.5 - 1,
    "zero-to-one": lambda pixels: pixels / 255,
    "as-they-are": lambda pixels: pixels,
}
"""What backbones want of pixels in 0..255."""
Work = tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]


def few(data: ImageSet, per_class: int, seed: int) -> Work:
    """So many training images of each class, drawn from the set, and all its test images."""
    rng = np.random.default_rng(seed)
    of_class = [np.flatnonzero(data.train_labels == label) for label in range(len(data.class_names))]
    chosen = np.concatenate([rng.permutation(places)[:per_class] for places in of_class])
    return data.train_images[chosen], data.train_labels[chosen], data.test_images, data.test_labels


def transfer(
    load: Callable[[], keras.Model], prepare: Callable[[np.ndarray], np.ndarray], works: list[Work], seed: int
) -> list[float]:
    """Accuracy after the head, and after fine-tuning."""
    images, labels, tests, truth = works[seed]
    base = load()
    keras.utils.set_random_seed(seed)
    model = build_transfer_model(base, int(truth.max()) + 1, HIDDEN, DROPOUT)
    given, tests = (prepare(255 * images), labels), prepare(255 * tests)
    watched = tests[:WATCHED], truth[:WATCHED]
    train_head(model, base, *given, watched, HEAD_EPOCHS, 1e-3, seed)
    head = accuracy(model, tests, truth)
    fine_tune(model, base, LAST, *given, watched, TUNED_EPOCHS, 3e-4, seed)
    return [head, accuracy(model, tests, truth)]


def from_scratch(works: list[Work], seed: int) -> list[float]:
    """Accuracy of our network with random weights, all of it trained."""
    images, labels, tests, truth = works[seed]
    keras.utils.set_random_seed(seed)
    base = backbone.without_top(None)
    model = build_transfer_model(base, int(truth.max()) + 1, HIDDEN, DROPOUT)
    given, tests = (backbone.prepare(255 * images), labels), backbone.prepare(255 * tests)
    fine_tune(model, base, len(base.layers), *given, (tests[:WATCHED], truth[:WATCHED]), SCRATCH_EPOCHS, 1e-3, seed)
    return [accuracy(model, tests, truth)]


def accuracy(model: keras.Model, tests: np.ndarray, truth: np.ndarray) -> float:
    """Share of images that are named rightly."""
    return float(np.mean(model.predict(tests, verbose=0).argmax(axis=1) == truth))


def row(title: str, values: list[float], seconds: float) -> float:
    """Print a line of the table and return the mean."""
    print(
        f"{title:44s}{np.mean(values):7.3f}{min(values):7.3f}{max(values):7.3f}{seconds / len(values):8.0f} s",
        flush=True,
    )
    return float(np.mean(values))


def rows(title: str, names: list[str], run: Callable[[int], list[float]], seeds: int) -> list[float]:
    """Run with several seeds, print a line for each name and return the means."""
    started = time.perf_counter()
    accuracies = np.array([run(seed) for seed in range(seeds)])
    seconds = time.perf_counter() - started
    return [row(f"{title}, {name}", list(accuracies[:, i]), seconds) for i, name in enumerate(names)]


def main() -> int:
    """Train, test, print."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("--fruits", default=os.environ.get(FRUITS_VARIABLE), help="a folder like Fruits-360")
    options.add_argument("--backbone", type=Path, help="a .keras file: a model without its top")
    options.add_argument("--pixels", choices=PIXELS, default="caffe", help="what that model wants")
    options.add_argument("--per-class", type=int, default=8)
    options.add_argument("--seeds", type=int, default=3)
    chosen = options.parse_args()

    def sets(size: int | tuple[int, int]) -> dict[str, ImageSet]:
        data = {"rendered": rendered_fruits(size, POOL, TEST)}
        if chosen.fruits:
            data["real"] = fruit_folder(chosen.fruits, size, POOL, TEST)
        return data

    print(f"{chosen.per_class} images of each fruit, {chosen.seeds} seeds".ljust(44) + "   mean    min    max    a run")
    beaten, stages = True, ["head", "fine-tuned"]
    small, scratch = sets(backbone.SIZE), {}
    for name, data in small.items():
        works = [few(data, chosen.per_class, seed) for seed in range(chosen.seeds)]
        [scratch[name]] = rows(name, ["from scratch"], partial(from_scratch, works), chosen.seeds)
        ours = rows(
            f"{name}, {backbone.NAME}",
            stages,
            partial(transfer, backbone.without_top, backbone.prepare, works),
            chosen.seeds,
        )
        beaten &= ours[-1] > scratch[name]
    if chosen.backbone:
        load = partial(keras.models.load_model, chosen.backbone)
        height, width = load().input_shape[1:3]
        for name, data in sets((height, width)).items():
            works = [few(data, chosen.per_class, seed) for seed in range(chosen.seeds)]
            given = rows(
                f"{name}, {chosen.backbone.stem}",
                stages,
                partial(transfer, load, PIXELS[chosen.pixels], works),
                chosen.seeds,
            )
            beaten &= given[-1] > scratch[name]
    return 0 if beaten else 1


if __name__ == "__main__":
    sys.exit(main())
