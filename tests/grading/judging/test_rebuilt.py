"""Only an architecture of built-in layers without code is ever built anew.

What is refused is refused by us, before any library sees it. `test_confirmed_predictions.py` has the real one.
"""

from __future__ import annotations

import json
from typing import Any

import pytest

from grading.errors import SubjectError, Wrong
from grading.judging.rebuilt import SIZE_LIMIT, described


def layer(name: str, module: str | None = "keras.layers", **fields: Any) -> dict[str, Any]:
    """Describe a layer as Keras does."""
    return {"module": module, "class_name": name, "config": {"units": 3}, "registered_name": None, **fields}


def sequential(*layers: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """Describe a model of layers one after the other."""
    return {**layer("Sequential", "keras"), "config": {"layers": list(layers)}, **fields}


def build(tree: Any, values: tuple[Any, ...] = ()) -> Any:
    """Return what would be built of a description, None where nothing is."""
    text = tree if isinstance(tree, str) else json.dumps(tree)
    found = described(lambda _model: text, lambda _model: [{"value": value} for value in values], "theirs")
    return None if found is None else (json.loads(found[0]), found[1])


def test_a_model_of_built_in_layers_is_built_with_its_weights() -> None:
    network = sequential(layer("Dense"), layer("Dropout"))
    assert build(network, (1, 2)) == (network, [1, 2])


@pytest.mark.parametrize("registered", ["Functional", "Sequential"])
def test_the_models_that_register_themselves_are_built_in(registered: str) -> None:
    assert build(sequential(layer("Dense"), registered_name=registered)) is not None


@pytest.mark.parametrize(
    "name", ["Lambda", "TorchModuleWrapper", "JaxLayer", "FlaxLayer", "TFSMLayer", "function", "__lambda__"]
)
def test_a_layer_that_holds_code_or_files_is_never_built(name: str) -> None:
    assert build(sequential(layer("Dense"), layer(name))) is None
    assert build(sequential(layer("Dense"), layer(name, registered_name="Sequential"))) is None
    assert build(sequential(sequential(layer(name)))) is None
    assert build(sequential({**layer("Wrapped"), "config": {"layer": layer(name)}})) is None


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
def test_a_students_own_layer_is_never_built(fields: dict[str, Any]) -> None:
    assert build(sequential(layer("Dense", **fields))) is None


@pytest.mark.parametrize("key", ["vocabulary", "filepath"])
def test_a_layer_that_reads_a_file_of_ours_is_never_built(key: str) -> None:
    reading = {**layer("StringLookup"), "config": {key: "results/run.json"}}
    assert build(sequential(layer("Dense"), reading)) is None
    assert build(sequential({**layer("TimeDistributed"), "config": {"layer": reading}})) is None
    assert build(sequential({**layer("Wrapped"), "config": {"inner": [[reading["config"]]]}})) is None
    assert build(sequential({**layer("StringLookup"), "config": {key: ["plum", "pear"]}})) is not None


def test_how_a_model_was_trained_does_not_matter() -> None:
    compiled = {"loss": layer("my_loss", "student", registered_name="my_loss")}
    assert build(sequential(layer("Dense"), compile_config=compiled)) == (sequential(layer("Dense")), [])


@pytest.mark.parametrize("text", ["no JSON", "", "["])
def test_an_architecture_that_is_no_json_is_not_built(text: str) -> None:
    assert build(text) is None


def test_an_architecture_that_is_nested_without_end_is_not_built() -> None:
    assert build("[" * 100_000) is None
    deep = "[" * 900 + "]" * 900
    assert build(deep) is None or build(deep)[1] == []


def test_an_architecture_without_end_is_not_read() -> None:
    fits = json.dumps(sequential(layer("Dense")))
    assert build(fits + " " * (SIZE_LIMIT - len(fits))) is not None
    assert build(fits + " " * (SIZE_LIMIT - len(fits) + 1)) is None
    assert SIZE_LIMIT == 2**19


def test_an_architecture_that_is_no_text_is_not_read() -> None:
    assert described(lambda _model: {"class_name": "Dense"}, lambda _model: [], "theirs") is None  # type: ignore[arg-type, return-value]


@pytest.mark.parametrize("problem", [SubjectError("none"), Wrong("none")])
def test_a_model_without_an_architecture_is_taken_at_its_word(problem: Exception) -> None:
    def config(_model: Any) -> str:
        raise problem

    assert described(config, lambda _model: [], "theirs") is None


@pytest.mark.parametrize("number", [2**22 + 1, -(2**22) - 1, 1e12])
def test_a_number_that_only_takes_room_is_not_built(number: float) -> None:
    for wide in ({"units": number}, {"deep": [{"units": [number]}]}):
        assert build(sequential({**layer("Dense"), "config": wide})) is None
    assert build(sequential({**layer("Dense"), "config": {"units": 2**22, "rate": 0.5, "no": None, "yes": True}}))


def test_parts_without_end_are_not_built() -> None:
    assert build(sequential(*[layer("Dense")] * 2_999)) is not None
    assert build(sequential(*[layer("Dense")] * 3_000)) is None


def test_weights_that_do_not_cross_are_not_confirmed() -> None:
    def weights(_model: Any) -> list[dict[str, Any]]:
        raise SubjectError("too much data to send at once")

    assert described(lambda _model: json.dumps(sequential(layer("Dense"))), weights, "theirs") is None


@pytest.mark.parametrize("forged", [[{}], [1], None, {"value": 3}])
def test_weights_in_another_form_are_not_confirmed(forged: Any) -> None:
    assert described(lambda _model: json.dumps(sequential(layer("Dense"))), lambda _model: forged, "theirs") is None
