"""A small language for pictures of one object on white: shape, peel, marks, light.

A scene is a few parts. A part is a shape (`Body`, `Balls`, a tube) with a peel, and a peel is a colour with marks.
A mark covers the surface to a degree (a gradient, a blush, spots, seeds, pores), tints what it covers and raises or
sinks it. `draw` turns the object, frames it tightly, lights it softly and returns an image.

Everything is measured in the object's own space: its axis (where a fruit has its stalk) is z, its radius is about 1.
Everything random is drawn from a generator that is passed in, so a seed says all about a picture. A scene holds no
pixels: the same scene can be drawn at any size.
"""

from reference.datasets.scene.balls import Balls, on_spiral, tube
from reference.datasets.scene.body import Body, Dent, Furrow, lumps
from reference.datasets.scene.draw import draw
from reference.datasets.scene.light import Light, studio
from reference.datasets.scene.marks import (
    Colour,
    Mark,
    bands,
    both,
    clouds,
    crest,
    distances,
    everywhere,
    fade,
    lines,
    local,
    outside,
    pits,
    rim,
    spots,
    step,
    stripes,
    toward,
)
from reference.datasets.scene.noise import Noise
from reference.datasets.scene.parts import Part, Peel, Scene
from reference.datasets.scene.pose import lying, on_motor, turned
from reference.datasets.scene.vary import between, direction, near

__all__ = [
    "Balls",
    "Body",
    "Colour",
    "Dent",
    "Furrow",
    "Light",
    "Mark",
    "Noise",
    "Part",
    "Peel",
    "Scene",
    "bands",
    "between",
    "both",
    "clouds",
    "crest",
    "direction",
    "distances",
    "draw",
    "everywhere",
    "fade",
    "lines",
    "local",
    "lumps",
    "lying",
    "near",
    "on_motor",
    "on_spiral",
    "outside",
    "pits",
    "rim",
    "spots",
    "step",
    "stripes",
    "studio",
    "toward",
    "tube",
    "turned",
]
