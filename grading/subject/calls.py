"""What bindings and tests share: a source to run, a call with its report, and the ways a call ends badly."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, Protocol

from grading.errors import Called
from grading.results import Remark
from grading.subject.reports import Loaded, OfCall, Raised, Value
from grading.worker.places import Cell, place
from grading.worker.trying import Came


@dataclass(frozen=True)
class LoadedSource:
    """A module's bytes, read once: what is checked is what is run."""

    exercise_id: str
    module: str
    data: bytes
    path: Path | None = None
    """Where it lies, for tracebacks and debuggers of local runs; None where it came from elsewhere."""
    cells: tuple[Cell, ...] = ()
    """Where the cells of a notebook begin in `data`; none of a module."""
    unread: tuple[int, ...] = ()
    """Numbers of a notebook's cells whose magic is not known to run Python, though they define functions."""
    in_text: tuple[str, ...] = ()
    """Names of functions that are defined in a notebook's cells of text, which are not run."""
    is_notebook: bool = False
    """Whether it was handed in as a notebook, which may hold no code at all."""

    @property
    def file(self) -> str:
        """The file's name, as messages show it."""
        return f"{self.module}.ipynb" if self.cells or self.is_notebook else f"{self.module}.py"

    def place(self, line: int) -> str:
        """Write where a line of `data` stands: "ex02_softmax.py, line 7", "ex02_softmax.ipynb, cell 3, line 2"."""
        return place(self.file, self.cells, line)


@dataclass
class Call:
    """One call of the subject: what was sent and what came back. The arguments are the test's own."""

    function: str
    args: tuple[Any, ...]
    kwargs: dict[str, Any]
    report: OfCall | None = None
    """What came of it; None until something has."""

    @property
    def value(self) -> Any:
        """What the function returned; None where it did not return."""
        return self.report.value if isinstance(self.report, Value) else None

    @property
    def raised(self) -> tuple[str, str] | None:
        """Class and message of the exception it raised; None where it raised none."""
        return (self.report.types[0], self.report.text) if isinstance(self.report, Raised) else None

    @property
    def changed(self) -> list[str]:
        """Arguments that it changed in place, where it came to an end."""
        return self.report.changed if isinstance(self.report, Value | Raised) else []

    @property
    def steps(self) -> int:
        """Lines and calls that Python executed; 0 where they were not counted."""
        return self.report.steps or 0 if isinstance(self.report, Value) else 0

    @property
    def type_name(self) -> str:
        """What the function returned before it crossed: a tensor arrives as an array, but was an "EagerTensor"."""
        return self.report.type if isinstance(self.report, Value) else ""

    @property
    def warnings(self) -> list[tuple[str, str]]:
        """Category and text of each warning the call gave."""
        warned = self.report.warnings if isinstance(self.report, Value | Raised) else []
        return [(warning.category, warning.text) for warning in warned]


How = Literal["plainly", "counted", "eagerly"]
"""As it is; with its steps counted; or with TensorFlow running step by step, without a graph."""


class Binding(Protocol):
    """Runs one source. A call gives a report, or raises one of the errors below."""

    source: LoadedSource
    noted: list[Remark]
    """What tests remarked about it."""
    kept: dict[str, Any]
    """What tests left for the picture of the student's work, by name."""

    @property
    def told(self) -> Loaded | None:
        """What loading the source showed; None where it was not loaded."""

    def call(
        self,
        function: str,
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
        *,
        how: How = "plainly",
        probe: bool = False,
    ) -> OfCall:
        """Call a function of the source, or a probe of that name, and report."""

    def tried(self, function: str, texts: Sequence[str], calls: Sequence[Called], seconds: float) -> list[list[Came]]:
        """Return what versions of a function, which stands in each of `texts`, give for calls that were made.

        Within `seconds` of processor time; later ones are left out. Empty where nothing can be tried. What the source
        prints meanwhile is lost.
        """

    def take_output(self) -> str:
        """Return what the source has printed apart from this process since this was last asked."""

    def forget(self) -> None:
        """Let go of the objects that stayed with the source; called when the test that had them is over."""

    def close(self) -> None:
        """Let go of whatever runs."""


Callback = Callable[..., Any]
