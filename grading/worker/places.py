"""Where a line of a student's code stands: in a module, or in a cell of a notebook."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from typing import NamedTuple


class Cell(NamedTuple):
    """Where a notebook's cell begins in the module's text."""

    line: int
    """Its first line, from 1."""
    number: int
    """Which cell of the notebook it is."""


def place(file: str, cells: Sequence[Cell], line: int) -> str:
    """Write where a line of the module's text stands: "ex02_softmax.py, line 7", "answer.ipynb, cell 3, line 2"."""
    return f"{file}, {inside(cells, line)}"


def inside(cells: Sequence[Cell], line: int) -> str:
    """Write where a line stands in its file: "line 7" of a module, "cell 3, line 2" of a notebook."""
    position = bisect.bisect_right([cell.line for cell in cells], line) - 1
    if position < 0:
        return f"line {line}"
    cell = cells[position]
    return f"cell {cell.number}, line {line - cell.line + 1}"
