"""Builds a student's Keras model anew on this side, from its description: built-in layers only, no code of theirs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from grading.errors import SubjectError, Wrong
from grading.judging.bounded import bounded
from grading.worker.probes import predict

NOT_HERE = ("Lambda", "TorchModuleWrapper", "JaxLayer", "FlaxLayer", "TFSMLayer", "function", "__lambda__")
"""Built-in layers that hold code or files, and what stands for code: any function of Keras's."""
FILES = ("vocabulary", "filepath")
"""Settings of built-in layers that are read from a file where they are a text: it would be read on this side."""
SIZE_LIMIT = 2**19
"""Characters of an architecture; VGG16 has 20,000."""
PARTS_LIMIT = 3_000
"""Layers and what else an architecture describes; VGG16 has 50."""
NUMBER_LIMIT = 2**22
"""The largest whole number of an architecture: a layer of four million units would have that many weights at least."""
ROOM = 2**29
"""Bytes beyond four times the weights, for building a network."""
ROOM_TO_PREDICT = 2**31
"""Bytes for asking it."""
SECONDS = 20.0
"""For either; a small network takes a hundredth of that."""


def rebuilt(config: Callable[[Any], str], weights: Callable[[Any], list[dict[str, Any]]], model: Any) -> Any:
    """Return a model of ours with the architecture and weights of a student's; None where it has parts of their own.

    None as well where the architecture is larger than the weights that came with it: what it asks for is bounded.
    """
    try:
        architecture = config(model)
    except (SubjectError, Wrong):  # a subclassed model need not have an architecture that can be written down
        return None
    if type(architecture) is not str or len(architecture) > SIZE_LIMIT:
        return None
    try:
        described = json.loads(architecture)
    except ValueError:
        return None
    for part in _parts(described):
        part.pop("compile_config", None)  # how it was trained does not matter, and may hold code of theirs
    parts = list(_parts(described))
    if len(parts) > PARTS_LIMIT or not all(map(_is_built_in, parts)):
        return None
    if not _is_of_modest_size(described) or _names_a_file(described):
        return None
    import keras

    try:
        values = [each["value"] for each in weights(model)]
        with bounded(ROOM + 4 * sum(np.asarray(value).nbytes for value in values), SECONDS):
            ours = keras.models.model_from_json(json.dumps(described))
            ours.set_weights(values)
    except Exception:  # noqa: BLE001 -- Keras raises whatever it likes for what it cannot build
        return None
    return ours


def asked(ours: Any, inputs: Any) -> np.ndarray | None:
    """Return what a model that was built anew predicts; None where that takes more than it may."""
    try:
        with bounded(ROOM_TO_PREDICT, SECONDS):
            return np.asarray(predict(ours, inputs))
    except Exception:  # noqa: BLE001 -- TensorFlow has many words for too little memory
        return None


def _is_of_modest_size(described: Any) -> bool:
    """Tell whether no number of an architecture is so large that building it would take more than its weights say."""
    if isinstance(described, dict):
        return all(map(_is_of_modest_size, described.values()))
    if isinstance(described, list):
        return all(map(_is_of_modest_size, described))
    return isinstance(described, str) or described is None or abs(described) <= NUMBER_LIMIT


def _names_a_file(described: Any) -> bool:
    """Tell whether a layer would read a file: what is in it could come back in what the network answers."""
    if isinstance(described, dict):
        named = any(isinstance(described.get(key), str) for key in FILES)
        return named or any(map(_names_a_file, described.values()))
    return isinstance(described, list) and any(map(_names_a_file, described))


def _parts(described: Any) -> Iterator[dict[str, Any]]:
    """Yield every described object of an architecture, however deep."""
    if isinstance(described, dict):
        if "class_name" in described:
            yield described
        for value in described.values():
            yield from _parts(value)
    elif isinstance(described, list):
        for value in described:
            yield from _parts(value)


def _is_built_in(part: dict[str, Any]) -> bool:
    """Tell whether a part is one of Keras's own and holds no code."""
    if part.get("class_name") in NOT_HERE:
        return False
    if part.get("registered_name"):
        return part["registered_name"] in ("Functional", "Sequential")
    module = part.get("module")
    return module is None or str(module).partition(".")[0] in ("keras", "builtins")
