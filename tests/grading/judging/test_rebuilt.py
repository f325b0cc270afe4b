"""Only an architecture of built-in layers without code reaches the library that builds models.

The library is a stand-in here, which notes what it is asked to build: what must not reach it is refused by us, not by
a kinder version of it. `test_confirmed_predictions.py` has the real one.
"""

from __future__ import annotations

import contextlib
import json
import sys
import types
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from grading.errors import SubjectError, Wrong
from grading.judging import rebuilt as rebuilding
from grading.judging.rebuilt import SIZE_LIMIT, rebuilt


class Model:
    """What the stand-in builds."""

    def __init__(self, architecture: Any) -> None:
        self.architecture = architecture
        self.values: list[Any] = []

    def set_weights(self, values: list[Any]) -> None:
        """Take the weights."""
        if "refused" in values:
            raise ValueError("shapes do not fit")
        self.values = values


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Put the stand-in in the library's place; return what it was asked to build."""
    heard: list[Any] = []

    def model_from_json(text: str) -> Model:
        heard.append(json.loads(text))
        return Model(heard[-1])

    library = types.ModuleType("keras")
    library.models = types.SimpleNamespace(model_from_json=model_from_json)  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, library.__name__, library)
    return heard


def layer(name: str, module: str | None = "keras.layers", **fields: Any) -> dict[str, Any]:
    """Describe a layer as Keras does."""
    return {"module": module, "class_name": name, "config": {"units": 3}, "registered_name": None, **fields}


def sequential(*layers: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """Describe a model of layers one after the other."""
    return {**layer("Sequential", "keras"), "config": {"layers": list(layers)}, **fields}


def build(described: Any, values: tuple[Any, ...] = ()) -> Any:
    """Build anew what is described."""
    text = described if isinstance(described, str) else json.dumps(described)
    return rebuilt(lambda _model: text, lambda _model: [{"value": value} for value in values], "theirs")


def test_a_model_of_built_in_layers_is_built_with_its_weights(asked: list[Any]) -> None:
    described = sequential(layer("Dense"), layer("Dropout"))
    ours = build(described, (1, 2))
    assert asked == [described]
    assert ours.values == [1, 2]


@pytest.mark.parametrize("registered", ["Functional", "Sequential"])
def test_the_models_that_register_themselves_are_built_in(asked: list[Any], registered: str) -> None:
    assert build(sequential(layer("Dense"), registered_name=registered)) is not None


@pytest.mark.parametrize(
    "name", ["Lambda", "TorchModuleWrapper", "JaxLayer", "FlaxLayer", "TFSMLayer", "function", "__lambda__"]
)
def test_a_layer_that_holds_code_or_files_is_never_built(asked: list[Any], name: str) -> None:
    assert build(sequential(layer("Dense"), layer(name))) is None
    assert build(sequential(layer("Dense"), layer(name, registered_name="Sequential"))) is None
    assert build(sequential(sequential(layer(name)))) is None
    assert build(sequential({**layer("Wrapped"), "config": {"layer": layer(name)}})) is None
    assert asked == []


@pytest.mark.parametrize(
    "fields",
    [
        {"registered_name": "Custom>Mine"},
        {"registered_name": "Mine", "module": None},
        {"module": "ex12_fruit_cnn"},
        {"module": "os.path"},
        {"module": "kerasx.layers"},
        {"module": "builtins", "registered_name": "function"},
    ],
)
def test_a_students_own_layer_is_never_built(asked: list[Any], fields: dict[str, Any]) -> None:
    assert build(sequential(layer("Dense", **fields))) is None
    assert asked == []


@pytest.mark.parametrize("key", ["vocabulary", "filepath"])
def test_a_layer_that_reads_a_file_of_ours_is_never_built(asked: list[Any], key: str) -> None:
    reading = {**layer("StringLookup"), "config": {key: "results/run.json"}}
    assert build(sequential(layer("Dense"), reading)) is None
    assert build(sequential({**layer("TimeDistributed"), "config": {"layer": reading}})) is None
    assert build(sequential({**layer("Wrapped"), "config": {"inner": [[reading["config"]]]}})) is None
    assert asked == []
    assert build(sequential({**layer("StringLookup"), "config": {key: ["plum", "pear"]}})) is not None


def test_how_a_model_was_trained_does_not_matter(asked: list[Any]) -> None:
    compiled = {"loss": layer("my_loss", "student", registered_name="my_loss")}
    assert build(sequential(layer("Dense"), compile_config=compiled)) is not None
    assert "compile_config" not in asked[0]


@pytest.mark.parametrize("text", ["no JSON", "", "["])
def test_an_architecture_that_is_no_json_is_not_built(asked: list[Any], text: str) -> None:
    assert build(text) is None
    assert asked == []


def test_an_architecture_that_is_nested_without_end_is_not_built(asked: list[Any]) -> None:
    with contextlib.suppress(RecursionError):  # the test that asked fails then
        assert build("[" * 100_000) is None
    assert asked == []


def test_an_architecture_without_end_is_not_read(asked: list[Any]) -> None:
    fits = json.dumps(sequential(layer("Dense")))
    assert build(fits + " " * (SIZE_LIMIT - len(fits))) is not None
    assert build(fits + " " * (SIZE_LIMIT - len(fits) + 1)) is None
    assert SIZE_LIMIT == 2**19


def test_an_architecture_that_is_no_text_is_not_read(asked: list[Any]) -> None:
    assert rebuilt(lambda _model: {"class_name": "Dense"}, lambda _model: [], "theirs") is None  # type: ignore[arg-type, return-value]
    assert asked == []


@pytest.mark.parametrize("problem", [SubjectError("none"), Wrong("none")])
def test_a_model_without_an_architecture_is_taken_at_its_word(asked: list[Any], problem: Exception) -> None:
    def config(_model: Any) -> str:
        raise problem

    assert rebuilt(config, lambda _model: [], "theirs") is None


def test_weights_that_do_not_fit_are_no_fault_of_the_grader(asked: list[Any]) -> None:
    assert build(sequential(layer("Dense")), ("refused",)) is None


@pytest.mark.parametrize("number", [2**22 + 1, -(2**22) - 1, 1e12])
def test_a_number_that_only_takes_room_is_not_built(asked: list[Any], number: float) -> None:
    for wide in ({"units": number}, {"deep": [{"units": [number]}]}):
        assert build(sequential({**layer("Dense"), "config": wide})) is None
    assert asked == []
    assert build(sequential({**layer("Dense"), "config": {"units": 2**22, "rate": 0.5, "no": None, "yes": True}}))


def test_parts_without_end_are_not_built(asked: list[Any]) -> None:
    assert build(sequential(*[layer("Dense")] * 2_999)) is not None
    asked.clear()
    assert build(sequential(*[layer("Dense")] * 3_000)) is None
    assert asked == []


def test_a_network_has_room_for_four_times_its_weights(monkeypatch: pytest.MonkeyPatch, asked: list[Any]) -> None:
    given: list[tuple[int, float]] = []

    @contextlib.contextmanager
    def bounded(room: int, seconds: float) -> Iterator[None]:
        given.append((room, seconds))
        yield

    monkeypatch.setattr(rebuilding, "bounded", bounded)
    monkeypatch.setattr(rebuilding, "predict", lambda _ours, inputs: inputs)
    ours = build(sequential(layer("Dense")), (np.zeros(3, dtype=np.float32), np.zeros(5, dtype=np.float32)))
    assert given == [(2**29 + 4 * 32, 20.0)]
    assert rebuilding.asked(ours, [1, 2]).tolist() == [1, 2]  # type: ignore[union-attr]
    assert given[1:] == [(2**31, 20.0)]


def test_a_network_that_cannot_be_asked_is_not_confirmed(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_ours: Any, _inputs: Any) -> Any:
        raise MemoryError

    monkeypatch.setattr(rebuilding, "predict", fails)
    assert rebuilding.asked("ours", [1]) is None


def test_weights_that_do_not_cross_are_not_confirmed(asked: list[Any]) -> None:
    def weights(_model: Any) -> list[dict[str, Any]]:
        raise SubjectError("too much data to send at once")

    assert rebuilt(lambda _model: json.dumps(sequential(layer("Dense"))), weights, "theirs") is None
    assert asked == []
