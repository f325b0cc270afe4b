"""A Keras model of a test's own that stands beside the student's code, and what is needed to build it again here."""

from __future__ import annotations

from typing import Any

import numpy as np

from grading.worker.wire import Handle


class Placed(Handle):
    """A test's own model as it was when it was placed: plain data, from which a fresh copy can be built at any time.

    In a noted call it stands where the student's code was given the model.
    """

    def __init__(self, type_name: str, architecture: str, weights: list[np.ndarray]) -> None:
        super().__init__(0, type_name)
        self._architecture = architecture
        self._weights = weights

    @property
    def size(self) -> int:
        """How many numbers its weights hold."""
        return sum(weight.size for weight in self._weights)

    def built(self) -> Any:
        """Return a fresh model with the architecture, the weights, the open layers and the loss that it had."""
        import keras

        model = keras.models.model_from_json(self._architecture)
        model.set_weights(self._weights)
        return model
