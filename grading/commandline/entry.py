"""Where `kata` begins: it starts itself anew in the clean environment, before anything else is imported."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import NoReturn

from grading.environment import start_anew


def main() -> NoReturn:
    """Run `kata` with the words of the command line."""
    if "_KATA_COMPLETE" not in os.environ:  # a shell asks how a word goes on: it waits, and no verdict is made
        start_anew("grading.commandline.entry", sys.argv[1:], Path(__file__).resolve().parents[2])
    sys.argv[0] = "kata"
    from grading.commandline.app import main as run

    run()
