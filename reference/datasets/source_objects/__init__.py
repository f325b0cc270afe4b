"""Things that are no fruits, each a function from a random generator to a scene: what a backbone is pretrained on.

They are drawn with the same language as the fruits, so that what tells them apart (outlines, textures, parts, light)
is of use for fruits too. Most come in any colour: a network must look at the form.
"""

from collections.abc import Callable

import numpy as np

from reference.datasets.scene import Scene
from reference.datasets.source_objects.manufactured import (
    ball,
    biscuit,
    bottle_cap,
    button,
    die,
    doughnut,
    gear,
    marble,
    necklace,
    pencil,
)
from reference.datasets.source_objects.natural import (
    acorn,
    beetle,
    caterpillar,
    chestnut,
    egg,
    leaf,
    mushroom,
    pebble,
    shell,
    starfish,
)

SOURCE_OBJECTS: dict[str, Callable[[np.random.Generator], Scene]] = {
    "Acorn": acorn,
    "Ball": ball,
    "Beetle": beetle,
    "Biscuit": biscuit,
    "Bottle cap": bottle_cap,
    "Button": button,
    "Caterpillar": caterpillar,
    "Chestnut": chestnut,
    "Die": die,
    "Doughnut": doughnut,
    "Egg": egg,
    "Gear": gear,
    "Leaf": leaf,
    "Marble": marble,
    "Mushroom": mushroom,
    "Necklace": necklace,
    "Pebble": pebble,
    "Pencil": pencil,
    "Shell": shell,
    "Starfish": starfish,
}
"""20 classes, by name."""

__all__ = ["SOURCE_OBJECTS"]
