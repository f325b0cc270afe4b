"""When two results are the same: shapes equal, numbers close at the coarser's precision."""

from __future__ import annotations

from typing import Any

import numpy as np

SINGLE = 1e-4
"""Relative tolerance where either side is float32: sums of a few hundred terms lose two of its seven digits."""
DOUBLE = 1e-7
"""Relative tolerance for float64: nine digits are lost before an answer counts as wrong."""

ROUNDING = 1e-14
"""What a few additions of numbers near 1 leave where the result should be 0."""


def tolerance(*values: Any) -> float:
    """Return the relative tolerance for comparing these: that of the coarsest float among them."""
    dtypes = [np.asarray(value).dtype for value in values]
    return SINGLE if any(d.kind in "fc" and d.itemsize < 8 * (1 + (d.kind == "c")) for d in dtypes) else DOUBLE


def mismatch(got: np.ndarray, want: np.ndarray, rtol: float | None = None) -> np.ndarray:
    """Return where two arrays of one shape differ, as booleans.

    The absolute tolerance is the relative one times the size of a typical wanted number, at most 1, and never less
    than what rounding leaves of a sum that cancels to 0.
    """
    rtol = rtol if rtol is not None else tolerance(got, want)
    finite = np.abs(want[np.isfinite(want)]) if want.dtype.kind in "fc" else np.abs(want.astype(float))
    scale = min(1.0, float(finite.max())) if finite.size else 1.0
    with np.errstate(all="ignore"):
        return ~np.asarray(np.isclose(got, want, rtol=rtol, atol=max(rtol * scale, ROUNDING), equal_nan=True))


def agree(one: Any, other: Any, rtol: float | None = None, atol: float = 0.0) -> bool:
    """Tell whether two results are the same: numbers close, containers element by element.

    `rtol` is for numbers that no longer show how precise they are: those of a network, made Python floats. Numbers
    that lie no further apart than `atol` are close anyway.
    """
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(agree(one[key], other[key], rtol, atol) for key in one)
    if isinstance(one, str) or isinstance(other, str) or one is None or other is None:
        return type(one) is type(other) and bool(one == other)
    if _is_container(one) and _is_container(other):
        return len(one) == len(other) and all(agree(a, b, rtol, atol) for a, b in zip(one, other, strict=True))
    if _is_container(one) or _is_container(other):
        return False
    try:
        left, right = np.asarray(one), np.asarray(other)
        if left.shape != right.shape or "O" in (left.dtype.kind, right.dtype.kind):
            return False
        return bool(np.all(~mismatch(left, right, rtol) | np.isclose(left, right, rtol=0, atol=atol)))
    except (TypeError, ValueError):
        return False


def _is_container(value: Any) -> bool:
    return isinstance(value, list | tuple)
