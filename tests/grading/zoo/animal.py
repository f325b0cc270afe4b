"""A hostile submission."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass, field

LOOT = "LOOT:"
"""Stands before whatever a hostile submission has found out."""


@dataclass(frozen=True)
class Animal:
    """A hostile submission: what it tries, and its files."""

    family: str
    name: str
    tries: str
    code: str
    files: dict[str, bytes] = field(default_factory=dict)
    """Beside the module, by name."""

    @property
    def student(self) -> str:
        """The name of its folder."""
        return f"{self.family}-{self.name}"


def at_import(family: str, name: str, tries: str, code: str, **files: bytes) -> Animal:
    """Return one that acts while it is loaded."""
    return Animal(family, name, tries, PRELUDE + textwrap.dedent(code) + WRONG, _named(files))


def when_called(family: str, name: str, tries: str, code: str, **files: bytes) -> Animal:
    """Return one that acts in each of its functions; the code may use `x`, the argument, and may return."""
    body = textwrap.indent(textwrap.dedent(code), "    ")
    functions = "".join(f"\ndef {function}(x):\n{body}\n" for function in ("softmax", "log_softmax", "predict_classes"))
    return Animal(family, name, tries, PRELUDE + functions, _named(files))


def _named(files: dict[str, bytes]) -> dict[str, bytes]:
    return {name.replace("__", "."): content for name, content in files.items()}


PRELUDE = f"""import sys
import os

def say(what):
    text = str(what)
    if text:
        print("{LOOT}" + text[:3000], flush=True)

def flood(data):
    for number in range(3, 64):
        try:
            os.write(number, data)
        except OSError:
            pass

def frame(message, arrays=()):
    import json
    header = json.dumps({{"message": message, "arrays": list(arrays)}}).encode()
    return len(header).to_bytes(4, "big") + header

"""
WRONG = """

def softmax(x):
    return x * 0

def log_softmax(x):
    return x * 0

def predict_classes(x):
    return x
"""
