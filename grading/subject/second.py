"""A worker that never sees the student's code: it builds their networks anew and asks them, behind the same walls.

What a network asks for is the student's choice, so none is built in the process that marks. Where there are no walls,
as in a student's own check, it is built in this process, in bounded memory and time.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from grading.errors import BrokenCallError
from grading.subject.calls import LoadedSource
from grading.subject.clock import Allowance
from grading.subject.deadline import within
from grading.subject.isolated import IsolatedBinding
from grading.subject.reports import Value
from grading.subject.sandbox import Sandbox
from grading.worker.probes import predicted_anew
from reference.kit.exercise import Exercise

SECONDS = 30.0
"""For building a network and asking it; a small one takes a hundredth of that."""
RUN_SECONDS = 10 * SECONDS
"""For all networks of an exercise."""

SOURCE = b"pass"
"""What its worker holds in the place of a student's module."""


class Second:
    """Builds networks anew: in a worker of its own that is started with the first of them."""

    def __init__(self, exercise: Exercise, sandbox: Sandbox | None) -> None:
        self._exercise = exercise
        self._sandbox = None if sandbox is None else sandbox.second()
        self._binding: IsolatedBinding | None = None

    def predicted(self, architecture: str, values: list[np.ndarray], inputs: Any) -> np.ndarray | None:
        """Return what a network predicts; None where it cannot be built, or takes more than it may.

        Raises NotMarkedError where the worker does not start.
        """
        try:
            if self._sandbox is None:
                with within(Allowance(SECONDS)):
                    return np.asarray(predicted_anew(architecture, values, inputs))
            report = self._worker().call(predicted_anew.__name__, (architecture, values, inputs), {}, probe=True)
        except (Exception, BrokenCallError):  # noqa: BLE001 -- Keras and TensorFlow have many words for what fails
            return None
        return np.asarray(report.value) if isinstance(report, Value) else None

    def close(self) -> None:
        """End the worker."""
        if self._binding is not None:
            self._binding.close()
            self._binding = None

    def _worker(self) -> IsolatedBinding:
        if self._binding is None:
            assert self._sandbox is not None  # noqa: S101 -- asked by `predicted` alone
            self._binding = IsolatedBinding(
                LoadedSource(self._exercise.id, "second", SOURCE),
                list(self._exercise.libraries),
                self._sandbox,
                call_seconds=SECONDS,
                budget_seconds=RUN_SECONDS,
            )
        return self._binding
