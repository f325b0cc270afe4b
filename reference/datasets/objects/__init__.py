"""Things that are no fruits, each a function from a random generator to a scene: what a backbone is pretrained on."""

from collections.abc import Callable

import numpy as np

from reference.datasets.scene import Scene

OBJECTS: dict[str, Callable[[np.random.Generator], Scene]] = {}

__all__ = ["OBJECTS"]
