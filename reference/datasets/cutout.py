"""Cuts the fruit out of a photograph and lays it on white, as the fruits of the course lie."""

from __future__ import annotations

import numpy as np
from PIL import Image
from scipy import ndimage
from skimage.color import rgb2lab
from skimage.filters import threshold_otsu

SIDE = 256
"""Pixels of the longer side on which the fruit is looked for."""
EDGE = 0.03
"""Width of the frame whose colour is taken for the background's, as a share of the shorter side."""
SMALLEST, LARGEST = 0.01, 0.97
"""Shares of the photograph between which a piece is taken for the fruit."""
MARGIN = 0.02
"""Of white around the fruit, as a share of its longer side: the fruits of the course touch the edge nearly."""


def cut_out(pixels: np.ndarray) -> tuple[np.ndarray, bool]:
    """Return the fruit of a photograph on white, and whether one was found.

    The background is what has the colour of the photograph's edge: the distance of each pixel to it in Lab, where equal
    distances look equal, is parted in two by Otsu's threshold, and the largest piece beyond it is the fruit. Where
    there is none, the whole photograph is laid on white.

    Args:
        pixels: uint8 (H, W, 3).

    Returns:
        Uint8 (S, S, 3), S the longer side of the fruit and a little white around it, and whether a fruit was found.
    """
    height, width = pixels.shape[:2]
    mask = _fruit(pixels)
    if mask is None:
        return _on_white(pixels, np.ones((height, width))), False
    large = np.asarray(
        Image.fromarray((255 * mask).astype(np.uint8)).resize((width, height), Image.Resampling.BILINEAR)
    )
    rows, columns = np.flatnonzero((large > 127).any(axis=1)), np.flatnonzero((large > 127).any(axis=0))
    box = slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1)
    return _on_white(pixels[box], large[box] / 255.0), True


def _fruit(pixels: np.ndarray) -> np.ndarray | None:
    """Return where the fruit is, as booleans of the small photograph; None where there is none."""
    height, width = pixels.shape[:2]
    scale = SIDE / max(height, width)
    size = max(1, round(width * scale)), max(1, round(height * scale))
    small = np.asarray(Image.fromarray(pixels).resize(size, Image.Resampling.BOX))
    lab = ndimage.gaussian_filter(rgb2lab(small / 255.0), (1, 1, 0))
    frame = max(1, round(EDGE * min(small.shape[:2])))
    is_edge = np.ones(small.shape[:2], dtype=bool)
    is_edge[frame:-frame, frame:-frame] = False
    distance = np.linalg.norm(lab - np.median(lab[is_edge], axis=0), axis=2)
    if np.ptp(distance) < 1e-6:
        return None
    beyond = distance > float(threshold_otsu(distance))  # type: ignore[no-untyped-call]
    pieces, count = ndimage.label(ndimage.binary_opening(beyond, iterations=2))
    if not count:
        return None
    sizes = ndimage.sum_labels(np.ones_like(pieces), pieces, np.arange(1, count + 1))
    mask: np.ndarray = ndimage.binary_fill_holes(pieces == 1 + int(np.argmax(sizes)))
    return mask if SMALLEST <= mask.mean() <= LARGEST else None


def _on_white(pixels: np.ndarray, share: np.ndarray) -> np.ndarray:
    """Lay pixels on a white square, as far as `share` (0..1) says."""
    height, width = pixels.shape[:2]
    side = round(max(height, width) * (1 + 2 * MARGIN))
    canvas = np.full((side, side, 3), 255, dtype=np.uint8)
    top, left = (side - height) // 2, (side - width) // 2
    mixed = share[..., np.newaxis] * pixels + (1 - share[..., np.newaxis]) * 255
    canvas[top : top + height, left : left + width] = np.round(mixed).astype(np.uint8)
    return canvas
