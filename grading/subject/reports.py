"""What a worker reports, decoded in this one place: whatever a hostile worker answers is one of these, or refused.

The worker has no library for this and sends plain dicts (`grading.worker.student.call`); `kind` says which it is.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec

from grading.worker.wire import WireError

TEXT_LIMIT = 4_000
"""Characters of a text; the worker keeps to half of that."""
ENTRIES_LIMIT = 500
"""Of a list, such as the names of a module's functions."""
AS_IT_CAME = ("value", "args", "kwargs", "came")


class Warned(msgspec.Struct, frozen=True, array_like=True):
    """A warning that a call gave."""

    category: str
    text: str


class Frame(msgspec.Struct, frozen=True, array_like=True):
    """A line of the student's file that an exception came through."""

    line: int
    function: str
    code: str


class Ready(msgspec.Struct, frozen=True, tag_field="kind", tag="ready"):
    """Python and NumPy are loaded; nothing of the student's has run yet."""

    id: int


class Failed(msgspec.Struct, frozen=True, array_like=True):
    """A cell of a notebook, or a statement of a module, that did not come to its end."""

    line: int
    """Where, as a line of the module's text."""
    what: str
    """Such as "raised NameError: name 'x' is not defined"."""
    names: list[str]
    """What it would have defined, and now nobody has."""
    is_an_end: bool
    """Whether it ended itself, with `exit()`."""


class Loaded(msgspec.Struct, frozen=True, tag_field="kind", tag="loaded"):
    """The module has run to its end."""

    id: int
    functions: list[str]
    """What it defines."""
    failed: list[Failed] = []
    """Cells that did not come to their end; the others have run."""
    refused: list[str] = []
    """A sentence for each import that its top level got nothing for."""
    calls: dict[str, list[str]] = {}
    """By function at its top level, which others of these it names."""


class Bad(msgspec.Struct, frozen=True, tag_field="kind", tag="bad"):
    """The module cannot be run; the text is for the student."""

    id: int
    outcome: Literal["error", "not attempted"]
    text: str


class Value(msgspec.Struct, frozen=True, tag_field="kind", tag="value"):
    """A call returned."""

    id: int
    value: Any
    type: str = ""
    """Name of the value's type before it crossed: a tensor arrives as an array, but was an "EagerTensor"."""
    steps: int | None = None
    """Lines and calls that Python executed, where they were counted."""
    warnings: list[Warned] = []
    changed: list[str] = []
    """Arguments that the call changed in place: by name, or "#0" by position."""


class Raised(msgspec.Struct, frozen=True, tag_field="kind", tag="raised"):
    """A call raised."""

    id: int
    types: Annotated[list[str], msgspec.Meta(min_length=1)]
    """The exception's class and its ancestors."""
    text: str
    frames: list[Frame]
    warnings: list[Warned] = []
    changed: list[str] = []


class Missing(msgspec.Struct, frozen=True, tag_field="kind", tag="missing"):
    """The module has no such function."""

    id: int
    functions: list[str] = []
    """Those that it has."""
    failed: list[Failed] = []
    """Cells that may have defined it and failed."""


class Unsendable(msgspec.Struct, frozen=True, tag_field="kind", tag="unsendable"):
    """A call returned what cannot cross."""

    id: int
    text: str


class Tried(msgspec.Struct, frozen=True, tag_field="kind", tag="tried"):
    """What changed versions of a function gave, as far as there was time: for each what came of each call."""

    id: int
    came: list[list[list[Any]]]


class CalledBack(msgspec.Struct, frozen=True, tag_field="kind", tag="callback"):
    """The student's code calls a function of the test's."""

    number: int
    args: Any
    kwargs: dict[str, Any]

    def __post_init__(self) -> None:
        """Hold to the exact type."""
        if type(self.args) is not tuple:
            raise TypeError("arguments are a tuple")


OfCall = Value | Raised | Missing | Unsendable | Bad
"""What a call led to; the module itself is why where it is Bad, or Raised while loading."""
OfLoading = Loaded | Raised | Bad
Message = Ready | Loaded | Value | Raised | Missing | Unsendable | Bad | Tried | CalledBack
"""Whatever a worker sends."""


def decoded(message: dict[str, Any]) -> Message:
    """Return what a worker's message says. Raises WireError where it has none of these forms.

    All but what a call returned, or hands to a function of the test's, is cut here: it is shown to people and kept.
    """
    try:
        crossed = {name: value if name in AS_IT_CAME else _cut(value) for name, value in message.items()}
        report: Message = msgspec.convert(crossed, Message)
    except (msgspec.ValidationError, RecursionError):
        raise WireError("an answer of unknown form") from None
    return report


def of_call(report: Message) -> OfCall:
    """Return the report if a call can lead to it. Raises WireError."""
    if isinstance(report, Value | Raised | Missing | Unsendable | Bad):
        return report
    raise WireError("an answer of another kind than was asked for")


def of_loading(report: Message) -> OfLoading:
    """Return the report if loading can lead to it. Raises WireError."""
    if isinstance(report, Loaded | Bad):
        return report
    raise WireError("an answer of another kind than was asked for")


def _cut(value: Any) -> Any:
    """Return a value with long texts and lists cut off, however deep."""
    if isinstance(value, str):
        return value[:TEXT_LIMIT]
    if isinstance(value, list):
        return [_cut(entry) for entry in value[:ENTRIES_LIMIT]]
    return value
