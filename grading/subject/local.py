"""The local binding: the student's module in this process, for their own runs. Prints show, a debugger works."""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from pathlib import PurePath
from typing import Any

import msgspec

from grading.errors import Called
from grading.results import Remark
from grading.subject.calls import Callback, How, LoadedSource
from grading.subject.reports import Loaded, Missing, OfCall, Unsendable, Value, decoded, of_call
from grading.worker import loading, student, trying
from grading.worker.chance import settle_chance
from grading.worker.loop import functions
from grading.worker.objects import Folders, Functions, content_of, plain
from grading.worker.probes import PROBES
from grading.worker.trying import Came
from grading.worker.wire import TensorFunction, WireError, copied


class LocalBinding:
    """Loads the module at the first call. Values are copied as if they crossed, so that both bindings agree."""

    def __init__(
        self, source: LoadedSource, allowed: list[str], beside: bytes = b"", top_seconds: float = 0.0, chance: int = 0
    ) -> None:
        self.source = source
        self._allowed, self._top_seconds, self._chance = allowed, top_seconds, chance
        self.noted: list[Remark] = []
        self.kept: dict[str, Any] = {}
        self._module: Any = None
        self.told: Loaded | None = None
        self._lines: dict[str, int] = {}
        self._problem: OfCall | None = None
        self._file = str(source.path) if source.path else source.file
        self._error: BaseException | None = None
        self._folders, self._functions = Folders(), Functions(beside)
        self._kept: dict[int, Any] = {}

    def call(
        self,
        function: str,
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
        *,
        how: How = "plainly",
        probe: bool = False,
    ) -> OfCall:
        """Call a function of the module; see `Binding`."""
        if self._module is None and self._problem is None:
            self._load()
        if self._problem is not None:
            return self._problem
        target = PROBES.get(function) if probe else getattr(self._module, function, None)
        if not callable(target):
            return Missing(0, self.told.functions, self.told.failed) if self.told else Missing(0)
        sent_args, sent_kwargs = copied(args, self._crossing), copied(kwargs, self._crossing)
        self._error = None
        told = student.call(target, sent_args, sent_kwargs, how=how, lines=self._lines)
        if self._error is not None:
            raise self._error
        report = of_call(decoded({"id": 0, **told}))
        if not isinstance(report, Value):
            return report
        try:
            return msgspec.structs.replace(report, value=copied(report.value, self._keep, plain))
        except WireError as problem:
            return Unsendable(0, str(problem))

    def tried(self, function: str, texts: Sequence[str], calls: Sequence[Called], seconds: float) -> list[list[Came]]:
        """See `Binding`."""
        if self._module is None:
            return []
        given = [(call.args, call.kwargs) for call in calls]
        return trying.tried(vars(self._module), function, texts, given, seconds, self._crossing)

    def take_output(self) -> str:
        """Nothing: it is printed by this process itself."""
        return ""

    def forget(self) -> None:
        """See `Binding`."""
        if self._kept:
            self._kept.clear()
            gc.collect()  # networks hold themselves in circles

    def close(self) -> None:
        """Nothing runs apart from this process; folders that were sent are deleted."""
        self._folders.remove()

    def _load(self) -> None:
        settle_chance(self._chance)
        try:
            program = loading.examine(self.source.data, self.source.file, self._allowed, self.source.cells)
            self._lines = program.lines
            self._module = program.run(self.source.module, self._file, self._top_seconds)
            told = {"id": 0, "kind": "loaded", "functions": functions(self._module), **program.told}
            self.told = msgspec.convert(told, Loaded)
        except loading.BadModuleError as problem:
            self._problem = of_call(decoded({"id": 0, "kind": "bad", "outcome": problem.outcome, "text": str(problem)}))

    def _crossing(self, value: Any) -> Any:
        """Return what the student's code is given for what is no plain data; a handle's object goes as it is."""
        if id(value) in self._kept:
            return value
        if isinstance(value, PurePath):
            return self._folders.place(str(value), content_of(str(value)))
        if isinstance(value, TensorFunction):
            return self._functions.get(value)
        return self._callback(value) if callable(value) else value

    def _keep(self, value: Any) -> Any:
        """Note an object that the student's code returned: it is a handle's, whatever it is."""
        self._kept[id(value)] = value
        return value

    def _callback(self, function: Callback) -> Callable[..., Any]:
        def call_back(*args: Any, **kwargs: Any) -> Any:
            try:
                return copied(function(*copied(args, plain=plain), **copied(kwargs, plain=plain)))
            except BaseException as error:
                self._error = error
                raise

        return call_back
