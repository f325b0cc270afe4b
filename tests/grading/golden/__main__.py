"""`python -m tests.grading.golden [NAME ...]`: run cases, show what is different in their records, and write them."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from rich.console import Console

from reference.ground.files import write_atomically
from tests.grading.golden.cases import case_names, difference, record_path, run_cases


def main(names: list[str]) -> int:
    """Write the records of the cases that are named, of all where none is."""
    console = Console(highlight=False, markup=False, soft_wrap=True)
    unknown = sorted(set(names) - set(case_names()))
    if unknown:
        console.print(f"there is no case {', '.join(unknown)}; there are {', '.join(case_names())}")
        return 2
    with tempfile.TemporaryDirectory() as place:
        records = run_cases(names or case_names(), Path(place))
    for name, record in sorted(records.items()):
        different = difference(name, record)
        console.print(f"{name}: {'written' if different else 'as it was'}")
        if different:
            console.print(different)
            write_atomically(record_path(name), record)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
