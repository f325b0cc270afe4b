"""The words of our reviews: clothes, what can be said of them, and sentences that say nothing either way.

What is good or bad of a part fits that part, so that a review reads like one. All adjectives go with "very" and "not at
all". Sentences that take no side hold none of the words that do.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Part:
    """A part of a garment, what is good and what is bad of it, and how one notices."""

    name: str
    good: tuple[str, ...]
    bad: tuple[str, ...]
    verb: str
    """Beside "be": "look" or "feel"."""


ITEMS = ("dress", "blouse", "skirt", "jacket", "cardigan", "shirt", "coat", "sweater", "top")

PARTS = (
    Part("fabric", ("soft", "smooth", "light", "lovely"), ("scratchy", "stiff", "rough", "cheap"), "feel"),
    Part("colour", ("lovely", "pretty", "rich", "elegant"), ("dull", "ugly", "faded", "drab"), "look"),
    Part("fit", ("flattering", "comfortable", "pleasant", "good"), ("awkward", "odd", "unflattering", "bad"), "feel"),
    Part("cut", ("elegant", "flattering", "clever", "good"), ("clumsy", "odd", "shapeless", "boxy"), "look"),
    Part("pattern", ("pretty", "charming", "cheerful", "lovely"), ("ugly", "garish", "dull", "gloomy"), "look"),
    Part("lining", ("soft", "smooth", "neat", "pleasant"), ("itchy", "scratchy", "sticky", "rough"), "feel"),
    Part("collar", ("neat", "pretty", "soft", "elegant"), ("itchy", "stiff", "crooked", "clumsy"), "look"),
    Part("stitching", ("neat", "tidy", "sturdy", "good"), ("sloppy", "crooked", "flimsy", "bad"), "look"),
    Part("waist", ("comfortable", "flattering", "neat", "pleasant"), ("awkward", "shapeless", "boxy", "odd"), "feel"),
    Part("hem", ("neat", "tidy", "pretty", "charming"), ("crooked", "sloppy", "uneven", "clumsy"), "look"),
    Part("belt", ("sturdy", "elegant", "pretty", "soft"), ("flimsy", "cheap", "ugly", "stiff"), "look"),
    Part("sleeve", ("comfortable", "charming", "soft", "clever"), ("itchy", "uneven", "awkward", "shapeless"), "feel"),
)

WHOLE_GOOD = ("lovely", "elegant", "pretty", "comfortable", "charming", "flattering", "good", "cheerful")
"""What is good of a garment as a whole."""
WHOLE_BAD = ("dull", "ugly", "shapeless", "clumsy", "unflattering", "cheap", "bad", "gloomy")

STRONG = ("really", "very", "so", "truly")
"""Intensifiers that make a good review better and a bad one worse."""
MILD = ("quite", "rather")

NOT_BE = (
    *("is not {}", "isn't {}", "is not at all {}", "isn't at all {}", "is not really {}", "is not the least bit {}"),
    *("is by no means {}", "is far from {}", "is hardly {}", "is never {}"),
)
"""How one says that a part is not something, at most four words before the adjective."""
NOT_VERB = ("does not {0} {1}", "doesn't {0} {1}", "does not {0} at all {1}", "never {0}s {1}", "hardly {0}s {1}")

ASIDES = (
    *("in the daylight", "from a distance", "on the hanger", "in the photo", "at first sight", "when it is ironed"),
    *("under a lamp", "in the mirror", "with the right shoes", "when I stand still"),
)
"""What comes between an adjective and the next clause."""

SAYS = ("I would say that", "I do think that", "I am sure that", "it is true that", "everyone says that")
"""What makes a sentence so ..."""
DENIES = (
    "I would not say that",
    "I do not think that",
    "I am not sure that",
    "it is not true that",
    "nobody says that",
)
"""... and what turns it into its opposite, many words before the adjective."""
DETAILS = (
    *("of mine", "of my sister", "in my size", "from the city", "with the wooden buttons"),
    *("which I bought for a wedding", "which I wear at work", "which I washed by hand"),
)
"""Two words and more: with what stands beside them they are wider than the window of a text CNN."""
ENDINGS = (
    *("with my old winter boots", "next to the other ones", "on a long working day", "after a week of travel"),
    *("under the lamps at work", "beside all my other clothes"),
)
"""Five words each, for the same reason."""

OPENINGS = (
    *("I ordered this {item} for a party.", "I bought this {item} a month ago.", "This {item} came on a Monday."),
    *("I saw this {item} in a window.", "My mother gave me this {item}.", "I took this {item} in my usual size."),
    *("I had waited for this {item} since spring.", "This {item} is my second one.", "Here is my {item} at last."),
)
REMARKS = (
    *("I wear a small.", "It came with a spare button.", "I wore it to the office.", "I washed it by hand once."),
    *("My friend has it in blue.", "The buttons are made of wood.", "It has two pockets.", "I am a tall person."),
    *("I paid with a voucher.", "The parcel was left next door.", "There is a zip at the side.", "I walk to work."),
)

PRAISE = ("I love it.", "I would buy it again.", "I wear it all the time.", "It was worth the wait.", "What a find!")
BLAME = ("I sent it back.", "What a pity.", "I want my money back.", "It was a waste.", "It stays in the cupboard.")
