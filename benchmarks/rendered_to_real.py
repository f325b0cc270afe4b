"""What a network that has only ever seen rendered fruits makes of real ones.

Run `python benchmarks/rendered_to_real.py --fruits FOLDER` with a folder in the layout of Fruits-360 (or set
KATA_FRUITS). It trains a small convolutional network on rendered fruits, tests it on the folder's Test images, and
prints accuracy, accuracy without the raspberry (blue in Fruits-360) and the confusion matrix. It takes a few minutes.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
sys.path.insert(0, str(Path(__file__).parents[1]))

import keras
import numpy as np

from reference.datasets.images import FRUITS_VARIABLE, ImageSet, fruit_folder, rendered_fruits

SIZE = 32
TRAIN_PER_CLASS = 250
EPOCHS = 18
CHANCE = 1 / 16
AIM = 0.60
"""Ten times chance: what the renderer was made to reach."""
APART = "Raspberry"


def network(classes: int) -> keras.Model:
    """Three blocks of convolutions; it changes colours, sides and sizes of its training images at random."""
    block = []
    for filters in (32, 64, 96):
        block += [
            keras.layers.Conv2D(filters, 3, padding="same", use_bias=False),
            keras.layers.BatchNormalization(),
            keras.layers.ReLU(),
            keras.layers.MaxPooling2D(),
            keras.layers.Dropout(0.2),
        ]
    return keras.Sequential(
        [
            keras.layers.Input((SIZE, SIZE, 3)),
            keras.layers.RandomFlip("horizontal"),
            keras.layers.RandomBrightness(0.12, value_range=(0, 1)),
            keras.layers.RandomContrast(0.15, value_range=(0, 1)),
            *block,
            keras.layers.GlobalAveragePooling2D(),
            keras.layers.Dropout(0.3),
            keras.layers.Dense(classes, activation="softmax"),
        ]
    )


def trained(data: ImageSet, seed: int, epochs: int) -> keras.Model:
    """The network, trained on the rendered images, with a line for each epoch."""
    keras.utils.set_random_seed(seed)
    model = network(len(data.class_names))
    steps = epochs * -(-len(data.train_images) // 64)
    model.compile(
        keras.optimizers.Adam(keras.optimizers.schedules.CosineDecay(3e-3, steps)),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
    model.fit(data.train_images, data.train_labels, batch_size=64, epochs=epochs, verbose=2)
    return model


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
    if sys.stderr.isatty() or done == total:
        print(f"\rrendered {done} of {total}", end="" if done < total else "\n", file=sys.stderr)


def main() -> int:
    """Train, test, print."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("--fruits", default=os.environ.get(FRUITS_VARIABLE), help="a folder like Fruits-360")
    options.add_argument("--seed", type=int, default=0)
    options.add_argument("--epochs", type=int, default=EPOCHS)
    options.add_argument("--train-per-class", type=int, default=TRAIN_PER_CLASS)
    chosen = options.parse_args()
    if not chosen.fruits:
        print(f"Name a folder of real fruits: --fruits FOLDER, or {FRUITS_VARIABLE}=FOLDER.")
        return 2
    data = rendered_fruits(SIZE, chosen.train_per_class, 40, chosen.seed, progress=progress)
    real = fruit_folder(chosen.fruits, SIZE, classes=data.class_names)
    started = time.perf_counter()
    model = trained(data, chosen.seed, chosen.epochs)
    seconds = time.perf_counter() - started
    own = model.predict(data.test_images, verbose=0).argmax(axis=1)
    predicted = model.predict(real.test_images, verbose=0).argmax(axis=1)
    right = predicted == real.test_labels
    others = real.test_labels != data.class_names.index(APART)
    show(confusion(real.test_labels, predicted, len(data.class_names)), data.class_names)
    print(
        f"trained on {len(data.train_images)} rendered images of {SIZE} x {SIZE} in {seconds:.0f} s, seed {chosen.seed}"
    )
    print(f"rendered test images         {np.mean(own == data.test_labels):.3f}")
    print(f"real test images             {right.mean():.3f}   (chance {CHANCE:.3f}, aim {AIM:.2f})")
    print(f"real, without {APART:14s} {right[others].mean():.3f}")
    return 0 if right.mean() >= AIM else 1


if __name__ == "__main__":
    raise SystemExit(main())
