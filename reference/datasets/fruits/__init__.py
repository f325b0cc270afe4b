"""The workshop's 16 fruits, each a function from a random generator to a scene.

Colours and forms are set by eye, after Fruits-360. A colour of its own does not tell a fruit: the citrus fruits share
their oranges, apricot and peach their yellow and red, lemons and limes may be green or yellow, and some individuals are
of another variety (yellow plums, black avocados, raspberries red or, as in Fruits-360, blue and purple).

To add a fruit, write such a function and enter it in `FRUITS`.
"""

from collections.abc import Callable

import numpy as np

from reference.datasets.fruits.berries import kiwi, pomegranate, raspberry, strawberry
from reference.datasets.fruits.citrus import clementine, lemon, lime, mandarine, orange
from reference.datasets.fruits.stone import apricot, peach, plum
from reference.datasets.fruits.tropical import avocado, banana, coconut, pineapple
from reference.datasets.scene import Scene

FRUITS: dict[str, Callable[[np.random.Generator], Scene]] = {
    "Apricot": apricot,
    "Avocado": avocado,
    "Banana": banana,
    "Clementine": clementine,
    "Cocos": coconut,
    "Kiwi": kiwi,
    "Lemon": lemon,
    "Limes": lime,
    "Mandarine": mandarine,
    "Orange": orange,
    "Peach": peach,
    "Pineapple": pineapple,
    "Plum": plum,
    "Pomegranate": pomegranate,
    "Raspberry": raspberry,
    "Strawberry": strawberry,
}
"""In the workshop's order, under the names of the workshop's folders."""

__all__ = ["FRUITS"]
