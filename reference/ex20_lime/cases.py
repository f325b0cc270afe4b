"""What ex20 is tested on: images and texts, and black boxes whose reasons are known.

A black box of an image knows the original and sees which pixels of it are still there, however a hole was filled. What
it was asked is reduced at once to the pixels that stayed, so that thousands of images need no room.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from PIL import Image
from scipy.ndimage import zoom

from reference.ex20_lime import oracle

Drawn = np.random.Generator

SMALL = (24, 31)
"""Height and width of most images."""
STAYED = 1e-5
"""How far a colour may be from the original's: float32 leaves 1e-7. That a filling comes as near in all three channels
of a pixel has a chance below 1e-9."""
CLASSES = 3
MANY = 21
"""Classes of the largest box: more than anybody names in `top_labels` who means a few."""
FEW = 0.1
"""Of the certainty, what three of those many classes share: each of them has 0.033, and each other one 0.05."""
NOTHING = 1e-6
"""Above the coefficients of a class that says the same of all images, which are 1e-17; others are near 0.001."""


@dataclass(eq=False)
class Box:
    """A black box that notes what it is asked."""

    answers: Callable[[np.ndarray], np.ndarray]
    """Turns what stayed, one row a sample, into probabilities."""
    calls: list[Any] = field(default_factory=list)
    """What was asked, call by call: of images the pixels that stayed, of texts the texts. None where it was neither."""
    misused: str = ""
    """What was wrong with a question."""
    __name__ = "predict"

    @property
    def problem(self) -> str:
        """What was wrong with the questions, or that there was none; "" where they were right."""
        return self.misused or ("" if self.asked else "never called predict")

    @property
    def asked(self) -> int:
        """How many questions there were in all calls."""
        return sum(len(call) for call in self.calls if call is not None)

    def drops_the_rest(self, n_samples: int) -> bool:
        """Tell whether it was asked in equal batches and not about what these leave over of `n_samples`."""
        sizes = [len(call) for call in self.calls if call is not None]
        size = max(sizes, default=0)
        left = n_samples - sizes.count(size) * size
        return (
            set(sizes) <= {1, size} and sizes.count(1) < 2 and self.asked < n_samples and left < max(size, len(sizes))
        )

    @property
    def pieces(self) -> int:
        """How many pixels or words it knows."""
        raise NotImplementedError

    @property
    def best(self) -> int:
        """The class that is most probable in the original."""
        return int(self.answers(np.ones((1, self.pieces)))[0].argmax())


@dataclass(eq=False)
class Sees(Box):
    """A black box of images."""

    image: np.ndarray = field(default_factory=lambda: np.zeros((1, 1, 3)))
    is_bright: bool = False
    """Whether it was asked about pixels in 0..255."""

    def __call__(self, *images: Any, **named: Any) -> np.ndarray:
        """Give a row of probabilities for each image."""
        batch = _array((*images, *named.values()))
        if batch is None or batch.ndim != 4 or batch.shape[1:] != self.image.shape:
            shape = "something else" if batch is None else f"an array of shape {batch.shape}"
            self.misused = (
                f"gave predict {shape}; it takes a batch of images, (B, {', '.join(map(str, self.image.shape))})"
            )
            self.calls.append(None)
            return np.full((1 if batch is None or not batch.ndim else len(batch), CLASSES), 1 / CLASSES)
        stayed = (np.abs(batch - self.image) < STAYED).all(axis=-1).reshape(len(batch), -1)
        self.calls.append(stayed)
        self.is_bright = self.is_bright or (batch.size > 0 and batch.max() > 2)
        return self.answers(stayed.astype(float))

    @property
    def pieces(self) -> int:
        """How many pixels there are."""
        return self.image[..., 0].size

    @property
    def stayed(self) -> np.ndarray:
        """Which pixels stayed in each image that was asked about, (images, H * W)."""
        return np.concatenate([call for call in self.calls if call is not None] or [np.zeros((0, self.pieces))])


@dataclass(eq=False)
class Reads(Box):
    """A black box of texts; it sees which words are there, in any letter case."""

    words: Sequence[str] = ()

    def __call__(self, *texts: Any, **named: Any) -> np.ndarray:
        """Give a row of probabilities for each text."""
        given = [*texts, *named.values()]
        if len(given) != 1 or type(given[0]) not in (list, tuple) or not all(type(text) is str for text in given[0]):
            kind = "one text" if given and type(given[0]) is str else "something else"
            self.misused = f"gave predict {kind}; it takes a list of texts"
            self.calls.append(None)
            return np.full((1, CLASSES), 1 / CLASSES)
        self.calls.append(list(given[0]))
        return self.answers(np.array([self.there(text) for text in given[0]], dtype=float).reshape(len(given[0]), -1))

    @property
    def pieces(self) -> int:
        """How many words it knows."""
        return len(self.words)

    def there(self, text: str) -> list[bool]:
        """Which of the words a text has."""
        present = {word.lower() for word in oracle.words(text)}
        return [word in present for word in self.words]

    @property
    def texts(self) -> list[str]:
        """All texts that were asked about."""
        return [text for call in self.calls if call is not None for text in call]


def generator(draw: Drawn) -> np.random.Generator:
    """A generator for the student's function, of a drawn state."""
    return np.random.default_rng(int(draw.integers(2**31)))


def few(draw: Drawn, *shape: int) -> np.ndarray:
    """Pixels that can be read, none of them 0."""
    return draw.integers(1, 10, size=shape) / 10


def some_masks(draw: Drawn) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """An image of 3 x 5 pixels, its segments (of 1, 5 and 9 pixels) and five masks."""
    segments = draw.permutation(np.repeat(draw.permutation(3), [1, 5, 9])).reshape(3, 5)
    masks = np.array([[1, 1, 1], [0, 0, 0], draw.permutation([0, 1, 1]), draw.permutation([0, 0, 1]), [1, 1, 1]])
    return draw.permutation(45).reshape(3, 5, 3) / 50 + 0.01, segments, masks


def few_ones(draw: Drawn, ones: Sequence[int] | np.ndarray) -> np.ndarray:
    """Masks of five or seven pieces with so many ones, in drawn places."""
    width = max(5, *ones)
    return np.array([draw.permutation(np.arange(width) < count) for count in ones]).astype(int)


def samples(draw: Drawn, rows: int, columns: int) -> tuple[np.ndarray, np.ndarray]:
    """Masks with the original first, and weights between 0.1 and 1 that differ widely."""
    masks = draw.integers(2, size=(rows, columns))
    masks[0] = 1
    return masks, draw.permutation(np.geomspace(0.1, 1, rows)).round(3)


def evidence_for(draw: Drawn, n: int) -> np.ndarray:
    """Draw evidence of n pieces, (classes, n), for and against; a piece gives one class what it takes from another.

    Where all pieces are there, class 1 or 2 is the most probable, and class 0 comes second.
    """
    while True:
        steps = 1 + draw.permutation(2 * n).reshape(2, n) / n  # no two of a class are equally large
        two = steps * draw.choice([-1, 1], size=(2, n))
        two *= 0.1 / np.abs(two).sum(axis=1, keepdims=True)
        evidence = np.vstack([two, -two.sum(axis=0)])[draw.permutation(CLASSES)]
        totals = evidence.sum(axis=1)
        first, second, last = np.argsort(-totals)
        apart = min(totals[first] - totals[second], totals[second] - totals[last])
        if second == 0 and apart > 0.01 and (n < 4 or _is_mixed(evidence)):
            return evidence


def _is_mixed(evidence: np.ndarray) -> bool:
    """Whether each class has pieces for it and pieces against it, strong ones."""
    strong = 0.6 * np.abs(evidence).max(axis=1)
    return bool((evidence.max(axis=1) > strong).all() and (-evidence.min(axis=1) > strong).all())


def linear(evidence: np.ndarray) -> Callable[[np.ndarray], np.ndarray]:
    """Probabilities that are linear in what stayed.

    Where half is left, the order of the classes is the reverse of where all is there.
    """
    start = 1 / CLASSES - 0.75 * evidence.sum(axis=1)
    return lambda stayed: start + stayed @ evidence.T


def one_against_two(draw: Drawn, certain: Callable[[np.ndarray], np.ndarray]) -> Callable[[np.ndarray], np.ndarray]:
    """Probabilities of which one is `certain` and the others share the rest; which one is drawn."""
    order = draw.permutation(CLASSES)

    def answers(stayed: np.ndarray) -> np.ndarray:
        one = certain(stayed)
        return np.column_stack([one, 0.4 * (1 - one), 0.6 * (1 - one)])[:, order]

    return answers


def noise(draw: Drawn, *size: int) -> np.ndarray:
    """Draw an image in which every pixel has its own colour, far from black and white."""
    return draw.uniform(0.15, 0.85, size=(*size, 3))


def coloured(draw: Drawn, height: int, width: int) -> np.ndarray:
    """Draw an image of soft patches of colour."""
    coarse = draw.uniform(0.1, 0.9, size=(4, 5, 3))
    soft = zoom(coarse, (height / 4, width / 5, 1), order=1, grid_mode=True, mode="nearest")
    return np.clip(soft + draw.normal(scale=0.02, size=(height, width, 3)), 0.02, 0.98)


def blocks(draw: Drawn) -> tuple[np.ndarray, np.ndarray]:
    """Draw an image of twelve blocks in strong colours, and the block of each pixel.

    Any way to cut an image finds them, `quickshift` with the library's own settings too.
    """
    number = np.kron(np.arange(12).reshape(3, 4), np.ones((16, 16))).astype(int)
    colours = draw.permutation(np.array(list(np.ndindex(3, 3, 3))) * 0.4 + 0.1)[:12]
    return np.clip(colours[number] + draw.normal(scale=0.02, size=(*number.shape, 3)), 0.02, 0.98), number


def plain(draw: Drawn, height: int, width: int) -> np.ndarray:
    """Draw an image of one colour."""
    return np.tile(draw.uniform(0.2, 0.8, size=3), (height, width, 1))


def linear_box(draw: Drawn) -> tuple[Sees, np.ndarray]:
    """Draw a black box that is linear in whatever segments, and the evidence of each pixel, (classes, H, W).

    Class 0 is not the one that most samples are taken for, so that two mistakes give two answers.
    """
    image, of_three, of_four = coloured(draw, *SMALL), _chequered(3), _chequered(4)
    while True:
        box, evidence = _of_pieces(draw, image, of_four)
        stayed = np.vstack([(draw.random((200, 16)) < 0.5)[:, number.ravel()] for number in (of_three, of_four)])
        wins = np.bincount(box.answers(stayed.astype(float)).argmax(axis=1), minlength=CLASSES)
        if wins[0] < 0.6 * wins.max():
            return box, evidence


def box_of_whole_numbers(draw: Drawn) -> Sees:
    """Draw a black box of an image with nothing but 0 and 1 in its channels, no pixel of it black or white."""
    colours = np.array([[0, 0, 1], [0, 1, 0], [1, 0, 0], [0, 1, 1], [1, 0, 1], [1, 1, 0]], dtype=float)
    image = colours[draw.integers(len(colours), size=SMALL)]
    return _of_pieces(draw, image, _chequered(4))[0]


def _chequered(n: int) -> np.ndarray:
    """Return the number of each pixel's field, of n * n."""
    rows, columns = (np.arange(length) * n // length for length in SMALL)
    return rows[:, None] * n + columns


def block_box(draw: Drawn) -> tuple[Sees, np.ndarray, np.ndarray]:
    """Draw a black box that is linear in the blocks of a larger image, its evidence, and the block of each pixel."""
    image, number = blocks(draw)
    return *_of_pieces(draw, image, number), number


def among_many(box: Sees) -> Sees:
    """Return a black box of the same image in which the classes of this one are the least probable ones of many."""
    rest = (1 - FEW) / (MANY - CLASSES)

    def answers(stayed: np.ndarray) -> np.ndarray:
        return np.hstack([FEW * box.answers(stayed), np.full((len(stayed), MANY - CLASSES), rest)])

    return Sees(answers, image=box.image)


def of_pairs(masks: np.ndarray) -> tuple[dict[str, float], float, float]:
    """Return how often each row of two pieces occurs, how often the row before comes again, and how often turned."""
    shares = {str([a, b]): float(np.mean((masks == (a, b)).all(axis=1))) for a, b in np.ndindex(2, 2)}
    again, turned = (np.mean(same.all(axis=1)) for same in (masks[1:] == masks[:-1], masks[1:] != masks[:-1]))
    return shares, float(again), float(turned)


def _of_pieces(draw: Drawn, image: np.ndarray, number: np.ndarray) -> tuple[Sees, np.ndarray]:
    """Share the evidence of each piece out over its pixels."""
    evidence = (evidence_for(draw, int(number.max()) + 1) / np.bincount(number.ravel()))[:, number]
    return Sees(linear(evidence.reshape(CLASSES, -1)), image=image), evidence


def planted_box(draw: Drawn) -> tuple[Sees, np.ndarray]:
    """Draw a black box for which one region makes a class the most probable, and that region: (H, W), 0 and 1.

    Half of the region is a quarter of the evidence. Any other pixel has a little to say, for and against.
    """
    height, width = SMALL
    region = np.zeros(SMALL)
    top, left = int(draw.integers(2, height - 9)), int(draw.integers(2, width - 10))
    region[top : top + 7, left : left + 8] = 1
    image = coloured(draw, *SMALL)
    image[region > 0] = draw.permutation([0.15, 0.15, 0.85]) + draw.uniform(-0.05, 0.05, size=(56, 3))
    little = np.where(region > 0, 0, draw.normal(size=SMALL)).ravel()
    little *= 0.1 / np.abs(little).sum()

    def certain(stayed: np.ndarray) -> np.ndarray:
        share = stayed @ region.ravel() / region.sum()
        return 0.2 + 0.6 * share**2 + stayed @ little

    return Sees(one_against_two(draw, certain), image=image), region


def near_box(draw: Drawn) -> Sees:
    """Draw a black box that changes its mind: the left half decides while most of an image is there, else the right."""
    left = np.zeros(SMALL)
    left[:, : SMALL[1] // 2] = 1

    def certain(stayed: np.ndarray) -> np.ndarray:
        one, other = (stayed @ half.ravel() / half.sum() for half in (left, 1 - left))
        return 0.2 + 0.6 * np.where(stayed.mean(axis=1) > 0.6, one, other)

    return Sees(one_against_two(draw, certain), image=coloured(draw, *SMALL))


def masks_seen(box: Sees, segments: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the masks behind what a black box was asked, and how far each image is from one of whole segments."""
    ones = np.eye(int(segments.max()) + 1)[segments.ravel()]
    share = box.stayed @ ones / ones.sum(axis=0)
    masks = np.rint(share)
    return masks, np.abs(share - masks).max(axis=1, initial=0)


def by_segment(segments: np.ndarray, values: np.ndarray) -> np.ndarray:
    """Return the sum of `values`, one a pixel, over each segment: its evidence where those are the pixels'."""
    return np.bincount(segments.ravel(), values.ravel())


LEXICON = (
    *("apple", "banana", "basket", "better", "bitter", "cheap", "colour", "counter", "crisp", "dear", "fresh", "fruit"),
    *("good", "juice", "lovely", "mango", "market", "medlar", "never", "orange", "peach", "yellow", "plum", "cherry"),
    *("ripe", "salad", "season", "shop", "shiny", "small", "sour", "stone", "sugar", "summer", "sweet", "taste"),
)
INSIDE_OTHERS = (("art", "party"), ("in", "skin"), ("on", "melon"), ("pear", "appear"), ("ice", "price"))
"""Words that stand inside one another."""
SEPARATORS = (" ", " ", " ", ", ", "; ", ": ", " - ", "... ", "! ")


def sentence(draw: Drawn, words: Sequence[str]) -> str:
    """Write words as a text: with punctuation, and some of them in other letter cases."""
    styles: list[Callable[[str], str]] = [str, str.capitalize, str.upper, str]
    styled = [styles[int(draw.integers(len(styles)))](word) for word in words]
    between = [SEPARATORS[int(number)] for number in draw.integers(len(SEPARATORS), size=len(words) - 1)]
    return "".join(word + gap for word, gap in zip(styled, [*between, "."], strict=True))


def some_words(draw: Drawn, n: int) -> list[str]:
    """Draw n distinct words."""
    return [LEXICON[int(number)] for number in draw.permutation(len(LEXICON))[:n]]


def linear_reader(draw: Drawn, words: Sequence[str]) -> tuple[Reads, np.ndarray]:
    """Draw a black box that is linear in these words, and their evidence, (classes, words)."""
    evidence = evidence_for(draw, len(words))
    return Reads(linear(evidence), words=words), evidence


def unmoved_reader(words: Sequence[str]) -> Reads:
    """Return a black box that says the same of every text, in numbers without a rounding."""
    return Reads(lambda stayed: np.tile([0.25, 0.5, 0.25], (len(stayed), 1)), words=words)


def near_reader(draw: Drawn, words: Sequence[str]) -> Reads:
    """Draw a black box that changes its mind: half of the words decides while most are there, else the other half."""
    half = len(words) // 2
    shares = [draw.permutation(n) + 0.5 for n in (half, len(words) - half)]

    def certain(stayed: np.ndarray) -> np.ndarray:
        parts = stayed[:, :half], stayed[:, half:]
        one, other = (part @ share / share.sum() for part, share in zip(parts, shares, strict=True))
        return 0.2 + 0.6 * np.where(stayed.mean(axis=1) > 0.6, one, other)

    return Reads(one_against_two(draw, certain), words=words)


BLOCKS = (3, 3)
BLOCK = (60, 80)
"""Height and width of a segment that is drawn: large, so that lines along the borders stay thin."""
LINE = 4
"""Pixels of a picture that a line along a border takes at most; between two panels there are more."""
AS_IT_IS = 0.03
"""What a figure may change of a colour in 0..1 by chance: eight bits a channel and the scaling change 0.01."""
PALEST = 0.3
"""Of the image's contrast, what must be left of it."""


def to_draw(draw: Drawn) -> tuple[np.ndarray, np.ndarray]:
    """Draw an image of nine blocks with two colours each, and its segments; their numbers are mixed.

    The left half of a block has another colour than the right one, so that no tint hides in both.
    """
    number = np.kron(draw.permutation(9).reshape(BLOCKS), np.ones(BLOCK)).astype(int)
    left = draw.permutation(np.linspace(0.2, 0.8, 27)).reshape(9, 3)
    right = np.where(left < 0.5, left + 0.3, left - 0.3)
    is_left = np.arange(number.shape[1]) % BLOCK[1] < BLOCK[1] // 2
    return np.where(is_left[:, np.newaxis], left[number], right[number]), number


@dataclass(frozen=True, eq=False)
class Panels:
    """Where figures of one layout show an image of nine blocks; there may be several such places, or none."""

    image: np.ndarray
    segments: np.ndarray
    places: list[tuple[slice, slice]]

    def tint(self, picture: np.ndarray, marked: Sequence[int], least: int = 1) -> np.ndarray | None:
        """How far the colours of each segment's halves are from the image's, (9, 6), in the panel that shows most.

        A figure may show the image paler: what it makes of colours is told by the segments that should not be `marked`.
        None where no panel shows the image.
        """
        colours = halves_of(self.image, (slice(None), slice(None)), self.segments)
        rest = np.flatnonzero(~np.isin(np.arange(18) // 2, marked))
        seen = [halves_of(picture, place, self.segments) for place in self.places]
        found = [away.reshape(9, 6) for each in seen if (away := tint(each, colours, rest, least)) is not None]
        return max(found, key=lambda each: np.abs(each).max(), default=None)

    def mistaken(self, picture: np.ndarray, marked: int) -> dict[str, bool]:
        """Which known mistakes show another image where one segment is marked, by the misconception's id."""
        own = [self.image[self.segments == marked][number] for number in (0, BLOCK[1] // 2)]
        return {"rest-is-hidden": any(is_alone(picture[place], own[0] - own[1]) for place in self.places)}

    def are_lined(self, picture: np.ndarray) -> bool:
        """Whether something is drawn into a panel: a few pixels lighter or darker than any of an image `to_draw`."""
        for panel in (picture[place] for place in self.places):
            height, width = (length // 50 for length in panel.shape[:2])
            inner = panel[height:-height, width:-width]
            if np.mean((np.abs(inner - 0.5) > 0.35).any(axis=-1)) > 0.003:
                return True
        return False


def shown(png: np.ndarray) -> np.ndarray:
    """A picture's pixels in 0..1, (rows, columns, 3)."""
    return np.asarray(Image.open(io.BytesIO(png.tobytes())).convert("RGB"), dtype=float) / 255


def panels(one: np.ndarray, other: np.ndarray) -> list[tuple[slice, slice]]:
    """Where two pictures of one layout show images that differ in nearly every pixel: a figure may have several."""
    if one.shape != other.shape:
        return []
    differs = np.abs(one - other).max(axis=2) > 0.02
    return [
        (rows, columns)
        for rows in _runs(differs.mean(axis=1) > 0.05)
        for columns in _runs(differs[rows].mean(axis=0) > 0.3)
        if differs[rows, columns].mean() > 0.6
    ]


def is_another_picture(before: np.ndarray, after: np.ndarray) -> bool:
    """Tell whether a figure, drawn again, shows something else: a layout that moves by a pixel changes 3 in 100."""
    one, other = shown(before), shown(after)
    return one.shape != other.shape or float(np.mean(np.abs(one - other).max(axis=2) > 0.1)) > 0.1


def is_of_what_is_there(
    signs: np.ndarray, mixed: np.ndarray, above: np.ndarray, below: np.ndarray, seen: float
) -> bool:
    """Tell whether a colour means another sign where only one sign is drawn; tints of three figures are compared.

    In `above` and `below` the same segments have but one sign: their tints must differ, and each segment of `mixed`
    must be nearer to the one of its own sign.
    """
    marked = np.flatnonzero(signs)
    apart = np.abs(above - below).max(axis=1)[marked]
    to_above, to_below = (np.abs(mixed - alone).max(axis=1)[marked] for alone in (above, below))
    nearer = np.where(signs[marked] > 0, to_above < to_below, to_below < to_above)
    return bool(apart.min() < seen or not nearer.all())


def another(image: np.ndarray) -> np.ndarray:
    """An image whose colours all differ from those of this one."""
    return np.where(image < 0.5, image + 0.4, image - 0.4)


def halves_of(picture: np.ndarray, place: tuple[slice, slice], segments: np.ndarray) -> np.ndarray:
    """The two colours of each segment as a panel shows them, (18, 3): the medians of the halves' inner parts."""
    panel = picture[place]
    colours = np.zeros((segments.max() + 1, 2, 3))
    for row, column in np.ndindex(*BLOCKS):
        top, bottom = (int(len(panel) * (row + share) / BLOCKS[0]) for share in (0.25, 0.75))
        segment = segments[row * BLOCK[0], column * BLOCK[1]]
        for half, shares in enumerate([(0.15, 0.4), (0.6, 0.85)]):
            left, right = (int(panel.shape[1] * (column + share) / BLOCKS[1]) for share in shares)
            colours[segment, half] = np.median(panel[top:bottom, left:right].reshape(-1, 3), axis=0)
    return colours.reshape(-1, 3)


def tint(seen: np.ndarray, colours: np.ndarray, rest: np.ndarray, least: int = 1) -> np.ndarray | None:
    """How far the colours that are seen are from the image's, (18, 3); None where the image is another.

    Where fewer than `least` segments look as in the image, it may be shown paler: the halves of the `rest`, which
    should not be marked, then say how.
    """
    if np.sum(np.abs(seen - colours).max(axis=1) < AS_IT_IS) >= 2 * least:
        return seen - colours
    factor, offset = paler(colours[rest], seen[rest])
    away: np.ndarray = seen - factor * colours - offset
    return away if factor > PALEST and np.abs(away[rest]).max() < AS_IT_IS else None


def is_alone(panel: np.ndarray, apart: np.ndarray) -> bool:
    """Tell whether one segment fills a panel: two plain halves, `apart` as far as its own or by a share of it."""
    height, width = panel.shape[:2]
    halves = [
        panel[height // 6 : -height // 6, int(width * left) : int(width * right)].reshape(-1, 3)
        for left, right in ((0.1, 0.4), (0.6, 0.9))
    ]
    one, other = (np.median(half, axis=0) for half in halves)
    share = float((one - other) @ apart / (apart @ apart))
    away = [*(halves[0] - one), *(halves[1] - other), one - other - share * apart]
    return bool(share > PALEST / 2 and np.mean(np.abs(away).max(axis=1) < AS_IT_IS) > 0.95)


def paler(colours: np.ndarray, seen: np.ndarray) -> tuple[float, np.ndarray]:
    """How colours became what is seen: by one factor for all, and one colour that was added."""
    centred = colours - colours.mean(axis=0)
    factor = float((centred * seen).sum() / (centred**2).sum())
    return factor, seen.mean(axis=0) - factor * colours.mean(axis=0)


def _runs(wanted: np.ndarray) -> list[slice]:
    """Stretches of True that are longer than a line."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], wanted.astype(int), [0]]))).tolist()
    stretches: list[list[int]] = []
    for begin, end in zip(edges[::2], edges[1::2], strict=True):
        if stretches and begin - stretches[-1][1] <= LINE:
            stretches[-1][1] = end
        else:
            stretches.append([begin, end])
    return [slice(begin, end) for begin, end in stretches if end - begin > 20]


def _array(given: Sequence[Any]) -> np.ndarray | None:
    try:
        return np.asarray(given[0], dtype=float) if len(given) == 1 else None
    except (TypeError, ValueError):
        return None


def shortened(numbers: Any) -> str:
    """Numbers in words, the middle left out where they are many."""
    listed = list(map(str, numbers))
    return ", ".join(listed if len(listed) <= 12 else [*listed[:6], "...", *listed[-5:]])
