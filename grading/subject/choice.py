"""Which binding runs a source: in this process, or in a sandboxed worker."""

from __future__ import annotations

from grading.subject.calls import Binding, LoadedSource
from grading.subject.isolated import TOP_SHARE, IsolatedBinding
from grading.subject.local import LocalBinding
from grading.subject.sandbox import Sandbox
from reference.kit.exercise import Exercise


def bind(source: LoadedSource, exercise: Exercise, sandbox: Sandbox | None, chance: int = 0) -> Binding:
    """Return a binding with the exercise's libraries and limits; the local one where there is no sandbox.

    `chance` seeds what the student's code draws from the libraries' global generators.
    """
    libraries = list(exercise.libraries)
    beside = exercise.beside.read_bytes() if exercise.beside.is_file() else b""
    if sandbox is None:
        return LocalBinding(source, libraries, beside, top_seconds=exercise.call_seconds * TOP_SHARE, chance=chance)
    return IsolatedBinding(
        source,
        libraries,
        sandbox,
        beside=beside,
        chance=chance,
        call_seconds=exercise.call_seconds,
        budget_seconds=exercise.budget_seconds,
    )
