"""What loading a student's code showed that no test tells: parts that failed, imports that lead nowhere."""

from __future__ import annotations

from grading.results import Remark, RemarkKind
from grading.subject.calls import LoadedSource
from grading.subject.reports import Failed, Loaded


def remarks(source: LoadedSource, told: Loaded | None) -> list[Remark]:
    """Return a remark for each cell or line that failed and for each import that was refused at the top."""
    if told is None:
        return []
    kind: RemarkKind
    if source.cells:
        kind, what = "failed cell", "A cell of the notebook failed, the others ran"
    else:
        kind, what = "failed line", "A line outside all functions failed, the others ran"
    parts = [
        Remark(kind, f"{what}: {failed(source, part)}", [source.file]) for part in told.failed if not part.is_an_end
    ]
    imports = [
        Remark("import", f"{sentence}. It costs nothing where no function uses it.", [source.file])
        for sentence in told.refused
    ]
    return parts + imports


def failed(source: LoadedSource, part: Failed) -> str:
    """Write where a cell or a line failed and how, unless what is said names the place itself."""
    return part.what if part.what.startswith(f"{source.file}, ") else f"{source.place(part.line)} {part.what}"
