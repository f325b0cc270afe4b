"""What bindings and tests share: a source to run, a call with its report, and the ways a call ends badly."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

Report = dict[str, Any]
"""What a call led to: `kind` is value, raised, missing, unsendable or bad; see `grading.worker.student.call`."""


@dataclass(frozen=True)
class LoadedSource:
    """A module's bytes, read once: what is checked is what is run."""

    exercise_id: str
    module: str
    data: bytes
    path: Path | None = None
    """Where it lies, for tracebacks and debuggers of local runs; None where it came from elsewhere."""

    @property
    def file(self) -> str:
        """The file's name, as messages show it."""
        return f"{self.module}.py"


@dataclass
class Call:
    """One call of the subject: what was sent and what came back. The arguments are the test's own."""

    function: str
    args: tuple[Any, ...]
    kwargs: dict[str, Any]
    report: Report = field(default_factory=dict)

    @property
    def value(self) -> Any:
        """What the function returned; None where it did not return."""
        return self.report.get("value")

    @property
    def type_name(self) -> str:
        """What the function returned before it crossed: a tensor arrives as an array, but was an "EagerTensor"."""
        return str(self.report.get("type", ""))

    @property
    def warnings(self) -> list[tuple[str, str]]:
        """Category and text of each warning the call gave."""
        return [(category, text) for category, text in self.report.get("warnings", [])]


class Binding(Protocol):
    """Runs one source. A call gives a report, or raises one of the errors below."""

    source: LoadedSource

    def call(
        self,
        function: str,
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
        *,
        count_steps: bool = False,
        probe: bool = False,
    ) -> Report:
        """Call a function of the source, or a probe of that name, and report."""

    def forget(self) -> None:
        """Let go of the objects that stayed with the source; called when the test that had them is over."""

    def close(self) -> None:
        """Let go of whatever runs."""


Callback = Callable[..., Any]
