"""The code of a notebook that was handed in."""

from __future__ import annotations

import warnings

from grading.errors import SubmissionError

CHECK_TAG = "kata-check"
"""Marks the cells that run the kata; they are no part of the answer."""


def code_of(data: bytes, name: str) -> bytes:
    """Return the code cells of a notebook as one module, without magics and check cells. Raises SubmissionError."""
    import nbformat

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            notebook = nbformat.reads(data.decode("utf-8"), as_version=4)
        cells = [(cell.cell_type, str(cell.source), cell.metadata.get("tags", [])) for cell in notebook.cells]
    except Exception as problem:  # noqa: BLE001 -- whatever nbformat makes of a damaged file
        reason = str(problem).splitlines()[0] if str(problem) else type(problem).__name__
        raise SubmissionError("error", f"{name} cannot be read as a notebook: {reason[:200]}") from None
    code = [source for kind, source, tags in cells if kind == "code" and CHECK_TAG not in tags]
    return "\n\n\n".join(_without_magics(source) for source in code).encode("utf-8")


def _without_magics(source: str) -> str:
    """Comment out what only a notebook understands: %magic and !command."""
    if source.lstrip().startswith("%%"):
        return "\n".join(f"# {line}" for line in source.splitlines())
    lines = [f"# {line}" if line.lstrip().startswith(("%", "!")) else line for line in source.splitlines()]
    return "\n".join(lines)
