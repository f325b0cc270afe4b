"""What `expect` says about datasets: one pass over a `tf.data.Dataset`, as batches of images and labels."""

from __future__ import annotations

from typing import Any

import numpy as np

from grading.judging.expect_model import AboutModels


class AboutDatasets(AboutModels):
    """The part of `Expect` that goes through a dataset; a message follows the call that gave it."""

    def batches(self, dataset: Any, count: int) -> list[tuple[np.ndarray, np.ndarray]]:
        """Return the batches of one pass over a student's `tf.data.Dataset`, as pairs of arrays of equal length.

        Fail unless the pass gives such pairs, and together at least one and at most `count` examples.
        """
        batches: list[tuple[np.ndarray, np.ndarray]] = self._subject.probes.take(dataset, count + 1)
        call = self._call_that_gave(dataset)
        if not all(type(batch) is tuple and len(batch) == 2 and all(map(_is_batch, batch)) for batch in batches):
            self._fail(call, "does not give batches of two arrays, images and labels", "")
        for images, labels in batches:
            if len(images) != len(labels):
                shapes = f"arrays of the shapes {images.shape} and {labels.shape}"
                self._fail(call, f"gives {shapes}; expected batches, with as many labels as images", "")
        given = sum(len(images) for images, _ in batches)
        if not given:
            self._fail(call, "gives no example at all", "")
        if given > count:
            again = ": it gives some of them again. Does it repeat?" if _has_twins(batches) else ""
            self._fail(call, f"gives more than its {count} examples in a pass{again}", "")
        return batches


def _is_batch(value: Any) -> bool:
    return type(value) is np.ndarray and value.ndim > 0


def _has_twins(batches: list[tuple[np.ndarray, np.ndarray]]) -> bool:
    """Tell whether two examples are the same to the bit, image and label."""
    pairs = [pair for images, labels in batches for pair in zip(images, labels, strict=True)]
    return len({(image.tobytes(), label.tobytes()) for image, label in pairs}) < len(pairs)
