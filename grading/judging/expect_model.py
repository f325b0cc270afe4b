"""What `expect` says about Keras models: facts that a suite asks for, predictions, weights that moved, a history."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Any, NoReturn

import numpy as np

from grading import wording
from grading.judging.asked_twice import asked_twice
from grading.judging.rebuilt import described
from grading.subject.calls import Call
from grading.subject.proxy import Subject
from grading.subject.second import Second

UNCONFIRMED = (
    "A network of {function} has parts of the student's own, or is very large, and cannot be built anew apart from "
    "their code: what it predicts was taken at its word"
)
Shape = tuple[int | None, ...]
"""None is a size that varies."""


class AboutModels:
    """The part of `Expect` that asks Keras models; a message follows the call that gave the model."""

    def __init__(self, subject: Subject, second: Second) -> None:
        self._subject = subject
        self._second = second

    def model(
        self,
        model: Any,
        *,
        kind: str | None = None,
        inputs: Shape | Mapping[str, Shape] | None = None,
        outputs: Shape | Mapping[str, Shape] | None = None,
        weights: Iterable[Shape] | None = None,
        layers: Mapping[str, int] | None = None,
        parameters: int | None = None,
        trainable_parameters: int | None = None,
        compiled: bool | None = None,
        loss: str | None = None,
        optimizer: str | None = None,
        learning_rate: float | None = None,
        mistakes: Mapping[str, Iterable[Shape]] | None = None,
        why: str = "",
    ) -> None:
        """Fail unless the facts that are named are those of a student's model.

        Shapes are those of one example, without the batch; where there are several inputs or outputs, by name. What a
        model takes in any size fits. `weights` are their shapes in any order, and `mistakes` the shapes that known
        mistakes would have given, by the misconception's id. `layers` counts by class, layers inside layers too:
        `{"Conv2D": 2}`. A loss goes by its name in either spelling. A subclassed model does not know what it takes.
        """
        known = {name: self._catalogued(name) for name in mistakes or {}}
        facts = self._subject.probes.describe(model)
        for problem in self._facts_that_differ(
            facts, kind, inputs, outputs, layers, parameters, trainable_parameters, compiled, loss, optimizer
        ):
            self._fail(self._call_that_gave(model), problem, why)
        if learning_rate is not None:
            got = facts["learning_rate"]
            if got is None or not np.isclose(got, learning_rate, rtol=1e-4):
                problem = f"has the learning rate {_number(got)}; asked for was {_number(learning_rate)}"
                self._fail(self._call_that_gave(model), problem, why)
        if weights is not None:
            shapes, wanted = self.shapes(model), list(weights)
            if sorted(shapes) != sorted(wanted):
                problem = f"has weights of the shapes {_listed(shapes)}; expected {_listed(wanted)}"
                for name, wrong in (mistakes or {}).items():
                    if sorted(shapes) == sorted(wrong):
                        says, diagnosis = known[name]
                        self._raise(self._call_that_gave(model), f"{says}\nIt {problem}", diagnosis)
                self._fail(self._call_that_gave(model), problem, why)

    def shapes(self, model: Any) -> list[tuple[int, ...]]:
        """Return the shapes of a student's model's weights, in its own order."""
        return [weight["value"].shape for weight in self._subject.probes.weights(model)]

    def predictions(self, model: Any, inputs: Any) -> np.ndarray:
        """Return what a student's Keras model predicts, confirmed here.

        A model of built-in layers is built anew from its architecture and weights, and must predict the same; one of
        the student's own layers cannot be, or is too large: it is taken at its word, and a remark says so. Either is
        asked twice, in two orders and batch sizes: an answer may depend on nothing but its own input.
        """
        reported = asked_twice(partial(self._subject.probes.predict, model), inputs, self._call_that_gave(model))
        network = described(self._subject.probes.config, self._subject.probes.weights, model)
        here = None if network is None else self._second.predicted(*network, inputs)
        if here is None:
            call = self._call_that_gave(model)
            self._subject.remark("unconfirmed", UNCONFIRMED.format(function=call.function if call else "the module"))
        elif here.shape != reported.shape or not np.allclose(here, reported, rtol=1e-2, atol=1e-3):
            problem = "gave a model whose predictions do not follow from its weights"
            self._fail(self._call_that_gave(model), problem, "")
        return reported

    def weights(self, *models: Any) -> dict[str, np.ndarray]:
        """Return all weights of models by layer and name, such as "hidden/kernel"."""
        both = [weight for model in models for weight in self._subject.probes.weights(model)]
        return {"/".join(weight["path"].split("/")[-2:]): weight["value"] for weight in both}

    def moved(self, before: Mapping[str, np.ndarray], *models: Any) -> list[str]:
        """Return the names of the weights that are not what they were, to the bit; `before` is from `weights`."""
        now = self.weights(*models)
        return [name for name, value in before.items() if not np.array_equal(value, now[name])]

    def history(self, got: Any, epochs: int | None, *names: str) -> dict[str, np.ndarray]:
        """Fail unless `got` is a dict that holds a list with a number an epoch for each of `names`; return those.

        Where `epochs` is None, there may be any number of them. "accuracy" is any measure whose name has "acc" in it,
        such as "sparse_categorical_accuracy".
        """
        call = self._call_that_gave(got)
        if type(got) is not dict:
            self._fail(call, f"returned {wording.kind(got)}; expected the history, a dict of lists", "")
        chosen = {}
        for name in names:
            of_validation = name.startswith("val_")
            near = [key for key in got if "acc" in name and "acc" in key and key.startswith("val_") == of_validation]
            if name not in got and not near:
                has = ", ".join(map(repr, got)) or "nothing"
                self._fail(call, f"returned a history without {name!r}: it has {has}", "")
            values = got[name if name in got else near[0]]
            is_list = type(values) in (list, tuple, np.ndarray) and np.ndim(values) == 1
            if not is_list or epochs not in (None, len(values)):
                count = wording.plural(len(values), "number") if is_list else wording.kind(values)
                wanted = "a list of numbers" if epochs is None else epochs
                problem = f"has {count} for {name!r} in its history; expected {wanted}"
                self._fail(call, problem, "There is one number an epoch")
            chosen[name] = np.asarray(values, dtype=float)
        return chosen

    def _facts_that_differ(
        self,
        facts: dict[str, Any],
        kind: str | None,
        inputs: Shape | Mapping[str, Shape] | None,
        outputs: Shape | Mapping[str, Shape] | None,
        layers: Mapping[str, int] | None,
        parameters: int | None,
        trainable_parameters: int | None,
        compiled: bool | None,
        loss: str | None,
        optimizer: str | None,
    ) -> Iterator[str]:
        """Say of each fact that is asked for and differs how it does."""
        if kind is not None and facts["kind"] != kind:
            yield f"is a {facts['kind']} model; expected a {kind} one"
        if inputs is not None and facts["inputs"]:
            yield from _shapes_differ("takes", "input", facts["inputs"], [t["name"] for t in facts["inputs"]], inputs)
        if outputs is not None and facts["outputs"]:
            yield from _shapes_differ("gives", "output", facts["outputs"], facts["output_names"], outputs)
        for name, count in (layers or {}).items():
            here = sum(name in layer["kinds"] for layer in _with_inner(facts["layers"]))
            if here != count:
                yield f"has {wording.plural(here, f'{name} layer')}; expected {count}"
        for what, wanted in (("parameters", parameters), ("trainable_parameters", trainable_parameters)):
            if wanted is not None and facts[what] != wanted:
                got = "no" if facts[what] is None else f"{facts[what]:,}"
                yield f"has {got} {what.replace('_', ' ')}; expected {wanted:,}"
        if compiled is not None and facts["compiled"] != compiled:
            yield "is not compiled" if compiled else "has been compiled"
        if loss is not None and _spelled(facts["loss"]) != _spelled(loss):
            yield f"has the loss {facts['loss']!r}; expected {loss!r}"
        if optimizer is not None and str(facts["optimizer"]).lower() != optimizer.lower():
            yield f"has the optimizer {facts['optimizer']}; expected {optimizer}"

    def _call_that_gave(self, got: Any) -> Call | None:
        raise NotImplementedError

    def _fail(self, call: Call | None, problem: str, why: str, diagnosis: str | None = None) -> NoReturn:
        raise NotImplementedError

    def _raise(self, call: Call | None, problem: str, diagnosis: str | None) -> NoReturn:
        raise NotImplementedError

    def _catalogued(self, misconception: str) -> tuple[str, str | None]:
        raise NotImplementedError


def _shapes_differ(
    verb: str, what: str, tensors: list[dict[str, Any]], names: list[str], wanted: Shape | Mapping[str, Shape]
) -> Iterator[str]:
    """Say how inputs or outputs differ from what is wanted, if they do."""
    shapes = [None if tensor["shape"] is None else tuple(tensor["shape"][1:]) for tensor in tensors]
    if isinstance(wanted, Mapping):
        got = dict(zip(names, shapes, strict=True))
        if sorted(got) != sorted(wanted) or not all(_fits(got[name], wanted[name]) for name in wanted):
            yield f"has the {what}s {_named(got)}; expected {_named(wanted)}"
    elif len(shapes) != 1:
        yield f"has {len(shapes)} {what}s; expected one"
    elif not _fits(shapes[0], wanted):
        yield f"{verb} {what}s of shape {_whole(shapes[0])}; expected {_whole(wanted)}"


def _fits(shape: Shape | None, wanted: Shape) -> bool:
    if shape is None or len(shape) != len(wanted):
        return shape is None
    return all(size in (None, right) for size, right in zip(shape, wanted, strict=True))


def _whole(shape: Shape | None) -> str:
    """Write a shape with the axis of the batch, which has any size."""
    return "unknown" if shape is None else f"({', '.join(['batch', *map(str, shape)])})"


def _named(shapes: Mapping[str, Shape | None]) -> str:
    return ", ".join(f'"{name}" {_whole(shape)}' for name, shape in shapes.items()) or "none"


def _listed(shapes: list[Any]) -> str:
    return ", ".join(map(str, shapes)) or "none"


def _with_inner(layers: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for layer in layers:
        yield layer
        yield from _with_inner(layer.get("layers", []))


def _spelled(loss: Any) -> str:
    return str(loss).replace("_", "").lower()


def _number(value: float | None) -> str:
    return "none" if value is None else wording.number(value)
