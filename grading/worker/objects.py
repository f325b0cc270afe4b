"""What a worker makes of things that are no plain data: tensors, folders, functions of the catalogue."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from typing import Any

import numpy as np

from .loading import load
from .wire import TensorFunction, WireError

Files = dict[str, np.ndarray]
"""A folder's files: relative path with slashes to content as uint8."""


def plain(value: Any) -> Any:
    """Turn what is as good as plain data into it; leave other things as they are.

    A tensor or a variable of TensorFlow's or Keras's becomes an array. A text of NumPy's, a Counter or a named tuple
    becomes the text, the dict or the tuple that it is.
    """
    kind = type(value)
    if kind.__module__.partition(".")[0] in ("tensorflow", "keras"):
        tensors = ("EagerTensor", "ResourceVariable", "KerasVariable", "Variable")
        return np.asarray(value) if kind.__name__ in tensors else value
    if issubclass(kind, str):
        return str.__str__(value)
    if issubclass(kind, dict):
        return value if kind is dict else dict(dict.items(value))
    if issubclass(kind, list):
        return value if kind is list else list(list.__iter__(value))
    if issubclass(kind, tuple):
        return value if kind is tuple else tuple(tuple.__iter__(value))
    return value


class Folders:
    """Folders of the other side, each written down once under this side's temporary folder."""

    def __init__(self) -> None:
        self._places: dict[str, str] = {}

    def place(self, token: str, files: Files) -> str:
        """Return where the folder called `token` lies here, writing it at its first use.

        Files cannot be written over by who has no more rights than the worker; new files can be added.
        """
        if token not in self._places:
            root = tempfile.mkdtemp(prefix="folder-")
            for name, content in files.items():
                path = os.path.join(root, *_parts(name))
                os.makedirs(os.path.dirname(path), exist_ok=True)
                with open(path, "wb") as file:
                    file.write(content.tobytes())
                os.chmod(path, 0o444)
            self._places[token] = root
        return self._places[token]

    def remove(self) -> None:
        """Delete what was written."""
        import shutil

        for root in self._places.values():
            shutil.rmtree(root, ignore_errors=True)
        self._places.clear()


class Counted:
    """A function that counts how often Python runs it: once a trace inside `tf.function`."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self._function = function
        self.traces = 0

    def __call__(self, *args: Any) -> Any:
        """Run it."""
        self.traces += 1
        return self._function(*args)


class Functions:
    """Functions that an exercise's tests want beside the student's code, such as TensorFlow functions to be traced.

    The exercise's `beside` module makes them from numbers; each is made once, so that it is the same at every use.
    """

    def __init__(self, beside: bytes) -> None:
        self._beside = beside
        self._module: Any = None
        self._made: dict[tuple[str, tuple[float, ...]], Counted] = {}

    def get(self, wanted: TensorFunction) -> Counted:
        """Return the function. Raises WireError where none of that name can be made."""
        if self._beside and self._module is None:
            self._module = load(self._beside.decode("utf-8"), "kata_beside", "kata_beside.py")
        key = (wanted.name, wanted.numbers)
        if key not in self._made:
            make = getattr(self._module, wanted.name, None)
            if wanted.name.startswith("_") or not callable(make):
                raise WireError(f"no function {wanted.name!r} beside the student's code")
            self._made[key] = Counted(make(*wanted.numbers))
        return self._made[key]


def content_of(folder: str) -> Files:
    """Read a folder's regular files, links left out, as they cross."""
    content: Files = {}
    for root, names, files in os.walk(folder, followlinks=False):
        names.sort()
        for name in sorted(files):
            path = os.path.join(root, name)
            if os.path.isfile(path) and not os.path.islink(path):
                relative = os.path.relpath(path, folder).replace(os.sep, "/")
                with open(path, "rb") as file:
                    content[relative] = np.frombuffer(file.read(), dtype=np.uint8)
    return content


def _parts(name: str) -> list[str]:
    parts = name.split("/")
    if not all(parts) or {".", ".."} & set(parts) or "\0" in name or (sys.platform == "win32" and ":" in name):
        raise WireError("a file of impossible name")
    return parts
