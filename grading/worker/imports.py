"""What a student's code may import, and what it gets for the rest.

A library outside the exercise's list costs what uses it: an import inside a function raises, one at the top binds a
stand-in, which raises as soon as a function uses it. What the top level itself makes of a stand-in (`plt.style.use`)
leads nowhere and costs nothing.
"""

from __future__ import annotations

import ast
import builtins
import importlib.util
import sys
from collections.abc import Callable, Iterable
from types import CodeType
from typing import Any, NoReturn

from .places import Cell, place

CO_OPTIMIZED = 0x1
"""Flag of a function's code; that of a module's or a class's top level lacks it."""
CATCH_AN_IMPORT = {"ImportError", "ModuleNotFoundError", "Exception", "BaseException"}


class RefusedImportError(ImportError):
    """A library outside the exercise's list was used; the message is the sentence for the student."""


class Imports:
    """The imports of one module, and the sentences for those that lead nowhere."""

    def __init__(self, file: str, cells: Iterable[Cell], allowed: list[str]) -> None:
        self._file, self._cells, self._allowed = file, tuple(cells), allowed
        self._guarded: set[int] = set()
        self._free: tuple[str, ...] = ()
        self.loading = True
        """Whether the top level still runs: stand-ins then bear with whatever is done to them."""
        self.refused: dict[str, None] = {}
        """A sentence for each import that the top level got a stand-in for, in order."""

    def prepare(self, parts: Iterable[tuple[int, ast.Module]]) -> None:
        """Note where an import's failure is caught, and which names a star may have to bring.

        Each part comes with how many lines of the module's text stand above it.
        """
        loaded, bound = set(), set(dir(builtins))
        for above, tree in parts:
            self._guarded |= {above + line for line in _guarded_lines(tree)}
            reads, binds = _names(tree)
            loaded |= reads
            bound |= binds
        self._free = tuple(sorted(loaded - bound))

    def import_for(self, lines: Callable[[CodeType, int], int]) -> Callable[..., Any]:
        """Return the `__import__` of the student's module; `lines` gives a place in the module's text."""

        def import_(name: str, scope: Any = None, inner: Any = None, names: Any = (), level: int = 0) -> Any:
            if level == 0 and self.allows(name):
                return builtins.__import__(name, scope, inner, names, level)
            frame = sys._getframe(1)
            line = lines(frame.f_code, frame.f_lineno)
            sentence = self.sentence("." * level + name, line)
            if frame.f_code.co_flags & CO_OPTIMIZED or line in self._guarded or not self.loading:
                raise RefusedImportError(sentence)
            self.refused[sentence] = None
            return StandIn(self, sentence) if not names else _Bringer(self, sentence, self._star(names))

        return import_

    def allows(self, name: str) -> bool:
        """Tell whether the exercise may import a module."""
        root = name.partition(".")[0]
        return root in self._allowed or root in sys.stdlib_module_names

    def sentence(self, name: str, line: int) -> str:
        """Say that an import is not allowed, and which are."""
        known = ", ".join(filter(importlib.util.find_spec, self._allowed))
        return (
            f"{place(self._file, self._cells, line)} imports {name}, which this exercise does not allow; "
            f"it may use {known} and the standard library"
        )

    def _star(self, names: Iterable[str]) -> tuple[str, ...]:
        return tuple(names) if "*" not in names else self._free


class _Bringer:
    """What `from library import name` reads its names from: each is a stand-in."""

    def __init__(self, imports: Imports, sentence: str, names: tuple[str, ...]) -> None:
        self.__all__ = list(names)
        for name in names:
            setattr(self, name, StandIn(imports, sentence))


class StandIn:
    """An object in place of a library, or of what the top level has made of one."""

    def __init__(self, imports: Imports, sentence: str) -> None:
        object.__setattr__(self, "_state", (imports, sentence))

    def __getattr__(self, name: str) -> Any:
        if self._state[0].loading and name.startswith("__") and name not in ("__version__", "__file__"):
            raise AttributeError(name)  # whoever looks for a protocol finds none
        return _bear(self)

    def __setattr__(self, _name: str, _value: Any) -> None:
        _bear(self)

    def __repr__(self) -> str:
        return "<not allowed here>"

    def __mro_entries__(self, _bases: Any) -> tuple[type]:
        imports, sentence = self._state
        return (type("NotAllowed", (), {"__new__": lambda *_, **__: StandIn(imports, sentence)._raise()}),)

    def __bool__(self) -> bool:
        _bear(self)
        return False

    def __exit__(self, *_: object) -> None:
        _bear(self)

    def _raise(self, *_: Any, **__: Any) -> NoReturn:
        raise RefusedImportError(self._state[1])


def _bear(stand_in: Any, *_: Any, **__: Any) -> Any:
    """Give another stand-in while the top level runs; raise the sentence afterwards."""
    imports, sentence = object.__getattribute__(stand_in, "_state")
    if imports.loading:
        return StandIn(imports, sentence)
    raise RefusedImportError(sentence)


_OPERATIONS = (
    "add",
    "sub",
    "mul",
    "matmul",
    "truediv",
    "floordiv",
    "mod",
    "pow",
    "and",
    "or",
    "xor",
    "lshift",
    "rshift",
)
_BORNE = ("call", "getitem", "setitem", "delitem", "enter", "neg", "pos", "abs", "invert", "lt", "le", "gt", "ge")
for _name in (*_BORNE, *_OPERATIONS, *(f"r{operation}" for operation in _OPERATIONS)):
    setattr(StandIn, f"__{_name}__", _bear)
for _name in ("iter", "next", "len", "contains", "float", "int", "index", "array", "instancecheck", "subclasscheck"):
    setattr(StandIn, f"__{_name}__", StandIn._raise)


def _guarded_lines(tree: ast.Module) -> set[int]:
    """Return the lines of imports whose failure is caught beside them: `try: import ... except ImportError`."""
    return {
        inner.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Try) and any(_catches(handler.type) for handler in node.handlers)
        for statement in node.body
        for inner in ast.walk(statement)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    }


def _catches(kind: ast.expr | None) -> bool:
    kinds = kind.elts if isinstance(kind, ast.Tuple) else [kind]
    return any(caught is None or (isinstance(caught, ast.Name) and caught.id in CATCH_AN_IMPORT) for caught in kinds)


def _names(tree: ast.Module) -> tuple[set[str], set[str]]:
    """Return the names that a module reads, and those that it binds anywhere."""
    loaded: set[str] = set()
    bound: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            (loaded if isinstance(node.ctx, ast.Load) else bound).add(node.id)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            bound.add(node.name)
        elif isinstance(node, ast.arg):
            bound.add(node.arg)
        elif isinstance(node, ast.alias):
            bound.add((node.asname or node.name).partition(".")[0])
        elif isinstance(node, ast.ExceptHandler) and node.name:
            bound.add(node.name)
    return loaded, bound
