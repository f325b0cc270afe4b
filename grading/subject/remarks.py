"""What loading a student's code showed that no test tells: cells that failed, imports that lead nowhere."""

from __future__ import annotations

from grading.results import Remark
from grading.subject.calls import LoadedSource
from grading.subject.reports import Failed, Loaded


def remarks(source: LoadedSource, told: Loaded | None) -> list[Remark]:
    """Return a remark for each cell that failed and for each import that was refused at the top."""
    if told is None:
        return []
    cells = [
        Remark("failed cell", f"A cell of the notebook failed, the others ran: {failed(source, cell)}", [source.file])
        for cell in told.failed
        if not cell.is_an_end
    ]
    imports = [
        Remark("import", f"{sentence}. It costs nothing where no function uses it.", [source.file])
        for sentence in told.refused
    ]
    return cells + imports


def failed(source: LoadedSource, cell: Failed) -> str:
    """Write where a cell failed and how, unless what is said names the place itself."""
    return cell.what if cell.what.startswith(f"{source.file}, ") else f"{source.place(cell.line)} {cell.what}"
