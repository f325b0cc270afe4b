"""What the model answer of exercise 12 makes of real fruits when it has only ever seen rendered ones.

Run `python benchmarks/rendered_to_real.py --fruits FOLDER` with a folder in the layout of Fruits-360 (or set
KATA_FRUITS). With three seeds, each of other fruits and another training, it trains the model answer on rendered
fruits, tests it on the folder's Test images, and prints accuracy, accuracy without the raspberry (blue in Fruits-360)
and the confusion matrix over the three. It takes a few minutes.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
sys.path.insert(0, str(Path(__file__).parents[1]))

import numpy as np

from reference.datasets.images import FRUITS_VARIABLE, ImageSet, fruit_folder, rendered_fruits
from solutions import ex12_fruit_cnn as kata

SIZE = 32
TRAIN_PER_CLASS, VALIDATION_PER_CLASS, TEST_PER_CLASS = 250, 10, 40
EPOCHS, LEARNING_RATE = 18, 2e-3
SEEDS = 3
CHANCE = 1 / 16
AIM = 0.80
"""At every seed. 0.90 to 0.94 were reached when the clementine had got its own colour, 0.87 to 0.90 before."""
APART = "Raspberry"


def answers(data: ImageSet, images: list[np.ndarray], seed: int, epochs: int) -> list[np.ndarray]:
    """The class that the model answer, trained on the rendered images of `data`, gives each image of some sets."""
    held_out = VALIDATION_PER_CLASS * len(data.class_names)
    model = kata.build_fruit_cnn(data.train_images.shape[1:], len(data.class_names))
    model = kata.compile_model(model, LEARNING_RATE)
    validation = data.train_images[:held_out], data.train_labels[:held_out]
    kata.train(model, data.train_images[held_out:], data.train_labels[held_out:], validation, epochs, seed)
    return [model.predict(part, batch_size=256, verbose=0).argmax(axis=1) for part in images]


def confusion(labels: np.ndarray, predicted: np.ndarray, classes: int) -> np.ndarray:
    """How often each class (row) was taken for each (column)."""
    table = np.zeros((classes, classes), dtype=np.int64)
    np.add.at(table, (labels, predicted), 1)
    return table


def show(table: np.ndarray, names: tuple[str, ...]) -> None:
    """Print a confusion matrix."""
    print(f"{'real, taken for':16s}" + "".join(f"{name[:5]:>6s}" for name in names) + "  right")
    for name, row in zip(names, table, strict=True):
        cells = "".join(f"{count:6d}" if count else "     ." for count in row)
        print(f"{name:16s}{cells}  {row[names.index(name)] / max(row.sum(), 1):.2f}")


def progress(done: int, total: int) -> None:
    """A line that counts."""
    if sys.stderr.isatty():
        print(f"\rrendered {done} of {total}", end="" if done < total else "\r" + " " * 40 + "\r", file=sys.stderr)


def main() -> int:
    """Train, test, print."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("--fruits", default=os.environ.get(FRUITS_VARIABLE), help="a folder like Fruits-360")
    options.add_argument("--seeds", type=int, default=SEEDS, help="how many")
    options.add_argument("--epochs", type=int, default=EPOCHS)
    options.add_argument("--train-per-class", type=int, default=TRAIN_PER_CLASS)
    chosen = options.parse_args()
    if not chosen.fruits:
        print(f"Name a folder of real fruits: --fruits FOLDER, or {FRUITS_VARIABLE}=FOLDER.")
        return 2
    table = np.zeros((16, 16), dtype=np.int64)
    reached = []
    print(f"{'seed':>4s}{'rendered':>10s}{'real':>8s}{'without ' + APART:>20s}{'training':>10s}")
    for seed in range(chosen.seeds):
        train = chosen.train_per_class + VALIDATION_PER_CLASS
        data = rendered_fruits(SIZE, train, TEST_PER_CLASS, seed, progress=progress)
        real = fruit_folder(chosen.fruits, SIZE, classes=data.class_names)
        started = time.perf_counter()
        own, predicted = answers(data, [data.test_images, real.test_images], seed, chosen.epochs)
        seconds = time.perf_counter() - started
        right = predicted == real.test_labels
        others = right[real.test_labels != data.class_names.index(APART)]
        own_share = np.mean(own == data.test_labels)
        print(f"{seed:4d}{own_share:10.3f}{right.mean():8.3f}{others.mean():20.3f}{seconds:8.0f} s", flush=True)
        reached.append(float(right.mean()))
        table += confusion(real.test_labels, predicted, len(data.class_names))
    show(table, data.class_names)
    worst = min(reached)
    print(f"trained on {chosen.train_per_class} rendered images of {SIZE} x {SIZE} a class, {chosen.epochs} epochs")
    print(f"real test images: mean {np.mean(reached):.3f}, worst {worst:.3f} (chance {CHANCE:.3f}, aim {AIM:.2f})")
    return 0 if worst >= AIM else 1


if __name__ == "__main__":
    raise SystemExit(main())
