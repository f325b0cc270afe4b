"""Describes a student's Keras model so that it can be built anew apart from their code: built-in layers only."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from grading.errors import SubjectError, Wrong

NOT_HERE = ("Lambda", "TorchModuleWrapper", "JaxLayer", "FlaxLayer", "TFSMLayer", "function", "__lambda__")
"""Built-in layers that hold code or files, and what stands for code: any function of Keras's."""
FILES = ("vocabulary", "filepath")
"""Settings of built-in layers that are read from a file where they are a text: it would be read where it is built."""
SIZE_LIMIT = 2**19
"""Characters of an architecture; VGG16 has 20,000."""
PARTS_LIMIT = 3_000
"""Layers and what else an architecture describes; VGG16 has 50."""
NUMBER_LIMIT = 2**22
"""The largest whole number of an architecture: a layer of four million units would have that many weights at least."""


def described(
    config: Callable[[Any], str], weights: Callable[[Any], list[dict[str, Any]]], model: Any
) -> tuple[str, list[np.ndarray]] | None:
    """Return architecture and weights of a student's model; None where it has parts of their own.

    None as well where the architecture is larger than anybody needs: what it asks for is bounded.
    """
    try:
        architecture = config(model)
    except (SubjectError, Wrong):  # a subclassed model need not have an architecture that can be written down
        return None
    if type(architecture) is not str or len(architecture) > SIZE_LIMIT:
        return None
    try:
        tree = json.loads(architecture)
        if not _may_be_built(tree):
            return None
        return json.dumps(tree), [each["value"] for each in weights(model)]
    except Exception:  # noqa: BLE001 -- no JSON, or nested without end, or weights that do not cross
        return None


def _may_be_built(tree: Any) -> bool:
    """Tell whether building what is described takes nothing but Keras's own code, and no more than it should.

    How it was trained does not matter, and may hold code of the student's: that is taken out.
    """
    for part in _parts(tree):
        part.pop("compile_config", None)
    parts = list(_parts(tree))
    is_ours = len(parts) <= PARTS_LIMIT and all(map(_is_built_in, parts))
    return is_ours and _is_of_modest_size(tree) and not _names_a_file(tree)


def _is_of_modest_size(tree: Any) -> bool:
    """Tell whether no number of an architecture is so large that building it would take more than its weights say."""
    if isinstance(tree, dict):
        return all(map(_is_of_modest_size, tree.values()))
    if isinstance(tree, list):
        return all(map(_is_of_modest_size, tree))
    return isinstance(tree, str) or tree is None or abs(tree) <= NUMBER_LIMIT


def _names_a_file(tree: Any) -> bool:
    """Tell whether a layer would read a file: what is in it could come back in what the network answers."""
    if isinstance(tree, dict):
        named = any(isinstance(tree.get(key), str) for key in FILES)
        return named or any(map(_names_a_file, tree.values()))
    return isinstance(tree, list) and any(map(_names_a_file, tree))


def _parts(tree: Any) -> Iterator[dict[str, Any]]:
    """Yield every described object of an architecture, however deep."""
    if isinstance(tree, dict):
        if "class_name" in tree:
            yield tree
        for value in tree.values():
            yield from _parts(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from _parts(value)


def _is_built_in(part: dict[str, Any]) -> bool:
    """Tell whether a part is one of Keras's own and holds no code."""
    if part.get("class_name") in NOT_HERE:
        return False
    if part.get("registered_name"):
        return part["registered_name"] in ("Functional", "Sequential")
    module = part.get("module")
    return module is None or str(module).partition(".")[0] in ("keras", "builtins")
