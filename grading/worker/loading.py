"""Examines a student's code before it runs, and runs it: a module statement by statement, a notebook cell by cell."""

from __future__ import annotations
import __future__

import ast
import builtins
import linecache
import re
import signal
import sys
import time
import types
import warnings
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from types import FrameType
from typing import Any, NoReturn

from .imports import Imports, RefusedImportError
from .interrupting import AGAIN_SECONDS, reaches
from .places import Cell, inside
from .shell import display, get_ipython

SOURCE_LIMIT = 200_000
"""Bytes of a module. A long answer has 20,000; parsing 2 MB of hostile text would take 1.2 GB."""
FAILURES_LIMIT, NAMES_LIMIT = 100, 50
"""Cells and statements that failed, and names of each, that are told."""
FUNCTIONS_LIMIT = 200
"""Functions of which it is told whom they call."""
FUTURES = sum(getattr(__future__, name).compiler_flag for name in __future__.all_feature_names)


GRACE_SECONDS = 0.2
"""Of processor time for each part after those before it have used up theirs: a definition takes a thousandth."""


class SlowPartError(BaseException):
    """A part took too much processor time. No Exception, so that it does not catch it by the way."""


class BadModuleError(Exception):
    """A module that cannot be run; `outcome` is what its tests get, the message is for the student."""

    def __init__(self, outcome: str, message: str) -> None:
        super().__init__(message)
        self.outcome = outcome


@dataclass(frozen=True)
class Failure:
    """A cell or a statement that did not come to its end."""

    line: int
    """Where, as a line of the module's text."""
    what: str
    """Such as "raised NameError: name 'x' is not defined"."""
    names: list[str]
    """What it would have defined, and now nobody has."""
    is_an_end: bool = False
    """Whether it ended itself, with `exit()`: nothing is wrong with that."""


@dataclass(frozen=True)
class Part:
    """What is compiled and run in one go: a statement at the top of a module, or a cell."""

    above: int
    """How many lines of the module's text stand above the first that `tree` counts."""
    text: str
    """What `tree` counts the lines of."""
    tree: ast.Module | None
    """None where it is not valid Python, which `failure` then tells."""
    failure: Failure | None = None


@dataclass
class Program:
    """A student's code that may run, and what came of running it."""

    parts: list[Part]
    imports: Imports
    cells: Sequence[Cell]
    failures: list[Failure] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)
    """For each file that a traceback may name, how many lines of the module's text stand above it."""

    @property
    def told(self) -> dict[str, Any]:
        """What the other side is told of a module that was loaded."""
        return {
            "failed": [[f.line, f.what, f.names, f.is_an_end] for f in self.failures[:FAILURES_LIMIT]],
            "refused": list(self.imports.refused)[:FAILURES_LIMIT],
            "calls": _calls(part.tree for part in self.parts if part.tree is not None),
        }

    def run(self, name: str, file: str, seconds: float = 0.0) -> types.ModuleType:
        """Run the code, which tracebacks call `file`, and return its module.

        Where a part raises, ends itself or cannot do without a library that is not allowed, the next one goes on. All
        may take `seconds` of processor time together, 0 for no limit; one that trains for minutes is left, so that it
        costs no other.
        """
        module = types.ModuleType(name)
        module.__file__ = file
        scope = module.__dict__
        scope["__builtins__"] = self._builtins()
        scope.update(get_ipython=get_ipython, display=display)  # a notebook that was saved as a script has them, too
        sys.modules[name] = module
        self.imports.prepare((part.above, part.tree) for part in self.parts if part.tree is not None)
        futures, left = 0, seconds
        for part, call_it in zip(self.parts, self._names(file), strict=True):
            if call_it not in self.lines:  # a module has many parts in its one file
                self.lines[call_it] = part.above
                linecache.cache[call_it] = (len(part.text), None, part.text.splitlines(keepends=True), call_it)
            if part.tree is None:
                continue
            try:
                code = compile(part.tree, call_it, "exec", flags=futures, dont_inherit=True)
                futures |= code.co_flags & FUTURES
                with Stopwatch(max(left, GRACE_SECONDS) if left else 0.0) as watch:
                    exec(code, scope)  # noqa: S102 -- running the answer is the point
            except (Exception, SystemExit, SlowPartError) as error:  # noqa: BLE001 -- a student's code may do anything
                self.failures.append(self._failure(part, error))
            left = max(left - watch.seconds, GRACE_SECONDS) if left else 0.0
        self.imports.loading = False
        self.failures += [part.failure for part in self.parts if part.failure is not None]
        self.failures = [_still_missing(failure, scope) for failure in self.failures]
        return module

    def _names(self, file: str) -> list[str]:
        return [f"{file}, cell {cell.number}" for cell in self.cells] or [file] * len(self.parts)

    def _builtins(self) -> dict[str, Any]:
        """Python's builtins but for those that need a keyboard, or a library that is not allowed."""
        own = dict(vars(builtins))
        own["__import__"] = self.imports.import_for(
            lambda code, line: line + self.lines.get(code.co_filename, 0)  # what is made with exec counts from 1
        )
        own.update(exit=leave, quit=leave, input=ask, help=display)  # help() shows, and here nobody looks
        return own

    def _failure(self, part: Part, error: BaseException) -> Failure:
        from .student import raised

        report = raised(error, self.lines)
        line, code = part.above + 1, ""
        if report["frames"]:
            line, _, code = report["frames"][0]
        what = report["types"][0] + (f": {report['text']}" if report["text"] else "")
        if isinstance(error, RefusedImportError):
            said = report["text"]
        elif isinstance(error, SlowPartError):
            said = "was still computing when the time was over, and was left there"
        else:
            said = f"raised {what}" + (f": `{code}`" if code else "")
        return Failure(line, said, _defined(part.tree), isinstance(error, SystemExit))


class Stopwatch:
    """Measures the processor time of a part, and raises in it when its time is over, where the system can."""

    def __init__(self, seconds: float) -> None:
        self._limit = seconds if hasattr(signal, "setitimer") else 0.0
        self.seconds = 0.0

    def __enter__(self) -> Stopwatch:
        self._begin = time.process_time()
        if self._limit:
            try:
                self._former = signal.signal(signal.SIGPROF, self._ring)
            except ValueError:  # not the main thread
                self._limit = 0.0
            else:
                # again and again: what is raised in a `__del__` goes no further
                signal.setitimer(signal.ITIMER_PROF, self._limit, AGAIN_SECONDS)
        return self

    def __exit__(self, *_: object) -> None:
        if self._limit:
            signal.setitimer(signal.ITIMER_PROF, 0.0)
            signal.signal(signal.SIGPROF, self._former)
        self.seconds = time.process_time() - self._begin

    def _ring(self, _signal: int, frame: FrameType | None) -> None:
        if reaches(frame) and frame is not None and frame.f_code is not self.__exit__.__code__:
            raise SlowPartError


def leave(code: object = None) -> NoReturn:
    """End the program, or the cell of a notebook."""
    raise SystemExit(code)


def ask(*_: object) -> NoReturn:
    """Stand in for `input`."""
    raise EOFError("input() waits for somebody to type, and while tests run nobody does: take values as arguments")


def examine(source: bytes, file: str, allowed: list[str], cells: Sequence[Cell] = ()) -> Program:
    """Return code that may run: UTF-8, not too long, valid Python but for single cells of a notebook.

    The standard library is always allowed. Raises BadModuleError with one sentence that says what and where.
    """
    if not source.strip():
        raise BadModuleError("not attempted", f"{file} is empty: nothing was handed in")
    if len(source) > SOURCE_LIMIT:
        raise BadModuleError(
            "error", f"{file} has {len(source):,} bytes, the limit is {SOURCE_LIMIT:,}: is data pasted into it?"
        )
    try:
        text = source.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = source[: problem.start].count(b"\n") + 1
        raise BadModuleError(
            "error", f"{file} is not UTF-8 (line {line}, byte {problem.start}): save it again with encoding UTF-8"
        ) from None
    if not cells and "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise BadModuleError("error", f"{file} is not valid Python: line {line}: a zero byte, which is no text")
    imports = Imports(file, cells, allowed)
    if cells:
        return Program([_cell(first, part) for first, part in split(text, cells)], imports, cells)
    try:
        tree = _parsed(text, file)
    except SyntaxError as problem:
        shown = (problem.text or "").strip()[:200]
        raise BadModuleError(
            "error", f"{file} is not valid Python: line {problem.lineno}: {problem.msg}: `{shown}`"
        ) from None
    except (ValueError, RecursionError, MemoryError) as problem:
        raise BadModuleError("error", f"{file} cannot be read as Python: {problem or 'nested too deep'}") from None
    if not tree.body:
        raise BadModuleError("not attempted", f"{file} holds comments alone: nothing was handed in")
    return Program([Part(0, text, ast.Module([node], [])) for node in tree.body], imports, ())


def load(text: str, name: str, file: str) -> types.ModuleType:
    """Run a module of ours beside the student's code and return it."""
    module = types.ModuleType(name)
    module.__file__ = file
    sys.modules[name] = module
    exec(compile(text, file, "exec"), module.__dict__)  # noqa: S102
    return module


def split(text: str, cells: Sequence[Cell]) -> list[tuple[int, str]]:
    """Return a module's text in parts, each with its first line: the cells of a notebook, or the whole."""
    if not cells:
        return [(1, text)]
    lines = text.split("\n")
    ends = [*(cell.line for cell in cells[1:]), len(lines) + 1]
    return [
        (cell.line, "\n".join(lines[cell.line - 1 : end - 1]) + "\n") for cell, end in zip(cells, ends, strict=True)
    ]


def _cell(first: int, text: str) -> Part:
    try:
        return Part(first - 1, text, _parsed(text, "<cell>"))
    except SyntaxError as problem:
        shown = (problem.text or "").strip()[:200]
        line, what = first - 1 + (problem.lineno or 1), f"is not valid Python: {problem.msg}: `{shown}`"
    except (ValueError, RecursionError, MemoryError) as problem:
        line, what = first, f"cannot be read as Python: {problem or 'nested too deep'}"
    return Part(first - 1, text, None, Failure(line, what, re.findall(r"^(?:async )?def\s+(\w+)", text, re.MULTILINE)))


def _parsed(text: str, file: str) -> ast.Module:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return ast.parse(text, file)


def _calls(trees: Iterable[ast.Module]) -> dict[str, list[str]]:
    """Return for each function at the top which others of them it names."""
    found = [node for tree in trees for node in tree.body if isinstance(node, ast.FunctionDef)][:FUNCTIONS_LIMIT]
    known = {node.name for node in found}
    return {
        node.name: sorted({inner.id for inner in ast.walk(node) if isinstance(inner, ast.Name)} & known - {node.name})
        for node in found
    }


def _defined(tree: ast.Module | None) -> list[str]:
    """Return the names that a cell's top level binds."""
    names: list[str] = []
    for node in tree.body if tree is not None else []:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            names.append(node.name)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            names += [(alias.asname or alias.name).partition(".")[0] for alias in node.names]
        else:
            inner = (n for n in ast.walk(node) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store))
            names += [name.id for name in inner]
    return names


def _still_missing(failure: Failure, scope: dict[str, Any]) -> Failure:
    names = [name for name in dict.fromkeys(failure.names) if name not in scope][:NAMES_LIMIT]
    return Failure(failure.line, failure.what, names, failure.is_an_end)


def where(cells: Sequence[Cell], failure: Failure) -> str:
    """Write where a cell failed: "cell 7, line 3"."""
    return inside(cells, failure.line)
