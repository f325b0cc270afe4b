"""The isolated binding: a worker process that holds the student's module; only frames of plain data pass."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
import numpy as np

from grading.errors import (
    Called,
    GoneError,
    LateError,
    NotMarkedError,
    SubjectCrashError,
    SubjectTimeoutError,
    TooMuchError,
)
from grading.results import Remark
from grading.subject.calls import How, LoadedSource
from grading.subject.clock import Allowance, Usage
from grading.subject.reports import Bad, Loaded, Missing, OfCall, Raised, Ready, Tried, Unsendable, of_call, of_loading
from grading.subject.sandbox import Sandbox
from grading.subject.workers import Worker, start_worker
from grading.worker.trying import Came
from grading.worker.wire import WireError

TOP_SHARE = 0.3
"""Of the time for loading that the top level may compute: the rest is for starting and for waiting."""
START_SECONDS = 60
"""For starting a worker: 0.3 s on an idle machine; what it waits for a core does not count."""
OURS = ("build",)
"""Probes that run nothing of the student's."""
TRIES_LONGER = 4
"""Times the seconds of a trial after which it is given up: a version may sleep, which takes no processor time."""
BRIEF = 0.05
"""Seconds below which it is not read at once how long a call waited for a core."""


class IsolatedBinding:
    """A worker process, started ahead of its first call and anew after one that did not come back."""

    def __init__(
        self,
        source: LoadedSource,
        allowed: list[str],
        sandbox: Sandbox,
        *,
        beside: bytes = b"",
        chance: int = 0,
        call_seconds: float,
        budget_seconds: float,
        load_seconds: float | None = None,
    ) -> None:
        self.source = source
        self._allowed, self._sandbox, self._beside, self._chance = allowed, sandbox, beside, chance
        self._call_seconds = call_seconds
        self._load_seconds = load_seconds if load_seconds is not None else call_seconds
        self._budget_seconds = budget_seconds
        self.noted: list[Remark] = []
        self.kept: dict[str, Any] = {}
        self._spent = 0.0
        self._printed = ""
        self._unread = 0.0
        self._usage = Usage()
        self._worker: Worker | None = None
        self._problem: Raised | Bad | None = None
        self.told: Loaded | None = None
        self._loaded = False
        self._next_id = 0
        self.start()

    def start(self) -> None:
        """Start a worker and hand it the source; its answer is awaited at the first call."""
        self._worker = start_worker(self._sandbox, self._allowed, int(self._budget_seconds) + START_SECONDS)
        self._usage = self._worker.meter.read()
        self._unread = 0.0
        self._loaded = False
        self._next_id += 1
        self._worker.pipes.post(
            {
                "do": "load",
                "id": self._next_id,
                "name": self.source.module,
                "file": self.source.file,
                "top_seconds": self._load_seconds * TOP_SHARE,
                "cells": [list(cell) for cell in self.source.cells],
                "source": np.frombuffer(self.source.data, dtype=np.uint8),
                "allowed": self._allowed,
                "beside": np.frombuffer(self._beside, dtype=np.uint8),
                "chance": self._chance,
            }
        )

    def call(
        self,
        function: str,
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
        *,
        how: How = "plainly",
        probe: bool = False,
    ) -> OfCall:
        """Call a function in the worker; see `Binding`."""
        if self._problem is None and not self._loaded and self._spent >= self._budget_seconds:
            raise self._nothing_left(function)  # a worker that loads the module anew would have no time for it
        worker = self._ready()
        if isinstance(worker, Raised | Bad):
            return worker
        self._next_id += 1
        request = {
            "do": "probe" if probe else "call",
            "id": self._next_id,
            "function": function,
            "args": args,
            "kwargs": kwargs,
        }
        limit = min(self._call_seconds, self._left_of_budget(worker))
        if limit <= 0:
            raise self._nothing_left(function)
        allowance = Allowance(limit, worker.meter.read, before=self._usage)
        try:
            worker.pipes.post({**request, "how": how})
            report = of_call(worker.pipes.await_report(self._next_id, allowance))
        except LateError:
            self._kill()
            raise SubjectTimeoutError(
                f"{function} did not come back within {limit:.3g} s: does a loop never end?"
            ) from None
        except GoneError as gone:
            self._kill()
            if probe and function in OURS:
                raise NotMarkedError(
                    f"the worker for {self.source.file} ended ({gone}) while none of its functions was called"
                ) from None
            raise SubjectCrashError(f"{function} ended the Python interpreter ({gone})") from None
        except TooMuchError as much:
            self._kill()
            raise SubjectCrashError(f"{function} was ended: {much}") from None
        except WireError as problem:
            self._kill()
            return Unsendable(self._next_id, str(problem))
        except BaseException:  # a callback of the test raised: the worker still waits for its answer
            self._kill()
            raise
        finally:
            self._spend(allowance, worker)
        if isinstance(report, Missing) and self.told is not None:
            return msgspec.structs.replace(report, functions=self.told.functions, failed=self.told.failed)
        return report

    def tried(self, function: str, texts: Sequence[str], calls: Sequence[Called], seconds: float) -> list[list[Came]]:
        """See `Binding`. Costs nothing of the exercise's budget, and no mark, whatever comes of it."""
        worker = self._worker
        if worker is None or not self._loaded or not texts:
            return []
        self._next_id += 1
        given = [(call.args, call.kwargs) for call in calls]
        request = {"do": "try", "function": function, "texts": list(texts), "calls": given, "seconds": seconds}
        allowance = Allowance(TRIES_LONGER * seconds, worker.meter.read, before=worker.meter.read())
        try:
            worker.pipes.post({"id": self._next_id, **request})
            report = worker.pipes.await_report(self._next_id, allowance)
        except (LateError, GoneError, TooMuchError, WireError, NotMarkedError):
            self._kill()
            return []
        except BaseException:  # a callback of the test raised: the worker still waits for its answer
            self._kill()
            raise
        return report.came if isinstance(report, Tried) else []

    def forget(self) -> None:
        """See `Binding`."""
        if self._worker is not None and self._loaded:
            self._worker.pipes.post({"do": "forget"})

    def close(self) -> None:
        """End the worker and all it started; the next call starts another."""
        if self._worker is not None:
            self._worker.release()
            self._worker, self._loaded = None, False

    def _kill(self) -> None:
        self._loaded = False
        if self._worker is not None:
            self._printed += self._worker.pipes.take_output()
            self._worker.kill()
            self._worker = None

    def take_output(self) -> str:
        """See `Binding`: the first 64 KB of it."""
        printed, self._printed = self._printed, ""
        return printed + (self._worker.pipes.take_output() if self._worker is not None else "")

    @property
    def spent(self) -> float:
        """Seconds of the exercise's budget that loadings and calls have had so far."""
        return self._spent

    def _ready(self) -> Worker | Raised | Bad:
        """Return a worker that holds the module, or the report that says why there is none.

        Raises NotMarkedError where Python itself did not start: nothing of the student's has run by then.
        """
        if self._problem is not None:
            return self._problem
        if self._worker is None:
            self.start()
        worker = self._worker
        assert worker is not None  # noqa: S101 -- start() has set it
        if self._loaded:
            return worker
        self._await_start(worker)
        self._usage = worker.meter.read()  # what it waited until here was ours
        file = self.source.file
        limit = min(self._load_seconds, self._left_of_budget(worker))
        allowance = Allowance(limit, worker.meter.read, before=self._usage)
        try:
            report = of_loading(worker.pipes.await_report(self._next_id, allowance))
        except LateError:
            self._kill()
            raise SubjectTimeoutError(
                f"{file} did not finish loading within {limit:.3g} s: does a loop outside the functions never end?",
                reason="whole file",
            ) from None
        except GoneError as gone:
            self._kill()
            raise SubjectCrashError(
                f"{file} ended the Python interpreter while it was loaded ({gone})", reason="whole file"
            ) from None
        except (WireError, TooMuchError) as problem:
            self._kill()
            raise SubjectCrashError(f"{file} did not load: {problem}", reason="whole file") from None
        finally:
            self._spend(allowance, worker)
        if isinstance(report, Loaded):
            self._loaded, self.told = True, report
            return worker
        self._problem = report
        return report

    def _nothing_left(self, function: str) -> SubjectTimeoutError:
        return SubjectTimeoutError(f"{function} was not called: the exercise's {self._budget_seconds:g} s are spent")

    def _spend(self, allowance: Allowance, worker: Worker) -> None:
        """Take what a call or a loading had off the exercise's budget.

        After a brief one nothing is read: what many of them waited is given back once the budget seems to be spent.
        """
        if allowance.elapsed < BRIEF:
            self._spent += allowance.elapsed
            self._unread += allowance.elapsed
            return
        self._spent += allowance.charged()
        self._usage, self._unread = worker.meter.read(), 0.0

    def _left_of_budget(self, worker: Worker) -> float:
        """Return the seconds that are left for all calls and loadings to come."""
        if self._spent >= self._budget_seconds and self._unread:
            usage = worker.meter.read()
            self._spent -= min(self._unread, max(0.0, usage.waited - self._usage.waited))
            self._usage, self._unread = usage, 0.0
        return self._budget_seconds - self._spent

    def _await_start(self, worker: Worker) -> None:
        """Wait until Python and NumPy are loaded. Raises NotMarkedError."""
        try:
            if isinstance(
                worker.pipes.await_report(0, Allowance(START_SECONDS, worker.meter.read, before=self._usage)), Ready
            ):
                return
            problem = "it answered before it was asked"
        except LateError:
            problem = f"it was not ready within {START_SECONDS} s"
        except (GoneError, WireError) as error:
            problem = str(error)
        self._kill()
        raise NotMarkedError(f"the worker for {self.source.file} did not start: {problem}")
