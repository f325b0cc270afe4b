"""A guard before a binding: what did not come back once is not called again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from grading.errors import Called, ClosedError, Why
from grading.subject.calls import Binding, How
from grading.subject.reports import Loaded, OfCall
from grading.worker.trying import Came


class Guard:
    """A binding that refuses to call closed functions and announces what it calls."""

    def __init__(self, binding: Binding, closed: dict[str, Why], on_call: Callable[[str], None]) -> None:
        self.source, self.noted, self.kept = binding.source, binding.noted, binding.kept
        self._binding, self._closed, self._on_call = binding, closed, on_call

    @property
    def told(self) -> Loaded | None:
        """What loading the source showed."""
        return self._binding.told

    def call(
        self,
        function: str,
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
        *,
        how: How = "plainly",
        probe: bool = False,
    ) -> OfCall:
        """Call a function or a probe; see `Binding`. Raises ClosedError."""
        if not probe:
            if function in self._closed:
                raise ClosedError(self._closed[function])
            self._on_call(function)
        return self._binding.call(function, args, kwargs, how=how, probe=probe)

    def tried(self, function: str, texts: Sequence[str], calls: Sequence[Called], seconds: float) -> list[list[Came]]:
        """Try versions of a function; see `Binding`. A closed function is not tried."""
        return [] if function in self._closed else self._binding.tried(function, texts, calls, seconds)

    def take_output(self) -> str:
        """Return what the source has printed apart from this process."""
        return self._binding.take_output()

    def forget(self) -> None:
        """Let go of the objects that stayed with the source."""
        self._binding.forget()

    def close(self) -> None:
        """Let go of whatever runs."""
        self._binding.close()
