"""Where an alarm may raise: not in what the garbage collector calls, since whatever is raised there goes no further."""

from __future__ import annotations

import gc
from types import FrameType

AGAIN_SECONDS = 0.02
"""Until an alarm that must not raise yet rings once more."""


def reaches(frame: FrameType | None) -> bool:
    """Tell whether what is raised in a frame that was interrupted reaches the code that runs."""
    swallowing = {getattr(callback, "__code__", None) for callback in gc.callbacks}
    while frame is not None:
        if frame.f_code in swallowing:
            return False
        frame = frame.f_back
    return True
