"""The student's own work on an exercise: its module or its notebook, whichever was worked on; of both the newer."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from grading.authoring.build import derived
from grading.authoring.worked import was_worked_on
from grading.commandline import show
from grading.errors import SubmissionError
from grading.subject.calls import LoadedSource
from grading.subject.handed_in import read_source
from reference.kit.exercise import Exercise


@dataclass(frozen=True)
class Own:
    """What stands for a student's work on an exercise."""

    path: Path
    source: LoadedSource | SubmissionError
    other: Path | None = None
    """The file that was worked on, too, and is older."""

    @property
    def data(self) -> bytes:
        """The code, without what a notebook's cells have shown."""
        return self.source.data if isinstance(self.source, LoadedSource) else str(self.source).encode()

    @property
    def said(self) -> str:
        """Say which file is meant where that is no matter of course."""
        if self.other is not None:
            return f"You have worked on {show.relative(self.path)} and {show.relative(self.other)}: the first is newer."
        return f"From {show.relative(self.path)}:" if self.path.suffix == ".ipynb" else ""


def own(exercise: Exercise) -> Own:
    """Return the file of an exercise that was worked on; the module where neither was."""
    files = [own_file(path, exercise) for path in (exercise.stub, exercise.notebook) if path.exists()]
    worked = [file for file in files if _was_worked_on(exercise, file)]
    worked.sort(key=lambda file: file.path.stat().st_mtime_ns, reverse=True)
    if len(worked) == 2:
        return Own(worked[0].path, worked[0].source, worked[1].path)
    return (worked or files or [own_file(exercise.stub, exercise)])[0]


def own_source(exercise: Exercise) -> LoadedSource:
    """Return the source of a student's own work. Raises SubmissionError."""
    source = own(exercise).source
    if isinstance(source, SubmissionError):
        raise source
    return source


def contents(exercise: Exercise) -> tuple[bytes | None, ...]:
    """Return what the exercise's module and notebook hold."""
    return tuple(_bytes(path) for path in (exercise.stub, exercise.notebook))


def own_file(path: Path, exercise: Exercise) -> Own:
    """Return one file as a student's work on an exercise."""
    try:
        return Own(path, read_source(path, exercise))
    except SubmissionError as problem:
        return Own(path, problem)


def _was_worked_on(exercise: Exercise, file: Own) -> bool:
    """Tell whether a file has other code for a task than the stub; one that cannot be read, whether it was changed."""
    if isinstance(file.source, LoadedSource):
        return was_worked_on(exercise, file.source.data)
    return any(derived_file.path == file.path and derived_file.is_stale for derived_file in derived(exercise))


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None
