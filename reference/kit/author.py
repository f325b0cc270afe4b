"""What an author of exercises may use: the fixtures of a graded test, as types to annotate with.

    def test_rows_sum_to_one(subject: Subject, expect: Expect, draw: Draw) -> None:
        scores = draw.normal(size=(2, 3))
        expect.close(subject.softmax(scores), oracle.softmax(scores), why="Which axis holds the classes?")

This page is stable: what stands here keeps its name and meaning, and what is added has a default. Whatever else the
engine's classes have is the engine's own. A suite imports nothing of the engine; that its classes are what is promised
here is checked where both are known, in `tests/grading/test_author.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, NoReturn, Protocol

import numpy as np

Draw = np.random.Generator
"""The fixture `draw`: a generator of the test's own. All inputs of a test are drawn from it."""

Shape = tuple[int | None, ...]
"""A shape; None is a size that varies, such as that of a batch."""

Check = Callable[..., None]
"""A function of drawn inputs that fails where a property does not hold."""

ForAll = Callable[..., Callable[[Check], None]]
"""The fixture `for_all`: `@for_all(n=st.integers(1, 9))` above a check searches for a smallest counterexample."""


class Call(Protocol):
    """One call of the student's code, and what came back."""

    @property
    def function(self) -> str:
        """Name of the task."""

    @property
    def args(self) -> tuple[Any, ...]:
        """What it was given, by position: the test's own objects."""

    @property
    def kwargs(self) -> dict[str, Any]:
        """What it was given by name."""

    @property
    def value(self) -> Any:
        """What it returned; None where it did not return."""

    @property
    def type_name(self) -> str:
        """Class of what it returned: a tensor arrives as an array, but was an "EagerTensor"."""

    @property
    def warnings(self) -> list[tuple[str, str]]:
        """Category and text of each warning it gave."""


class Probes(Protocol):
    """What may be asked of an object that stays with the student's code; each fails the test for another object."""

    def predict(self, model: Any, inputs: Any) -> Any:
        """Return what a Keras model gives for an array, or a list or dict of arrays."""

    def describe(self, model: Any) -> dict[str, Any]:
        """Return kind, name, inputs, outputs, layers, parameters, loss, optimizer, ... of a Keras model."""

    def build(self, architecture: str, values: list[np.ndarray]) -> Any:
        """Make a Keras model there, of this architecture (JSON) with these weights."""

    def config(self, model: Any) -> str:
        """Return a Keras model's architecture as JSON."""

    def weights(self, model: Any) -> list[dict[str, Any]]:
        """Return path, trainable and value of each weight of a Keras model."""

    def set_weights(self, model: Any, values: list[np.ndarray]) -> None:
        """Give a Keras model these weights, in the order of `weights`."""

    def fit_batch(self, model: Any, inputs: Any, targets: Any) -> float:
        """Train a compiled Keras model on one batch and return its loss."""

    def evaluate(self, model: Any, inputs: Any, targets: Any) -> dict[str, float]:
        """Return loss and metrics of a compiled Keras model on one batch, by name."""

    def spec(self, dataset: Any) -> list[dict[str, Any]]:
        """Return name, shape and dtype of each part that a `tf.data.Dataset` gives."""

    def take(self, dataset: Any, batches: int = ..., /) -> list[Any]:
        """Go once through a `tf.data.Dataset`, at most so many batches, and return them as arrays."""

    def picture(self, figure: Any, dpi: int = ..., /) -> dict[str, Any]:
        """Return a Matplotlib figure as PNG (uint8), with what stands in each of its axes."""

    def call(self, function: Any, /, *args: Any) -> Any:
        """Call what the student returned, or a function of `subject.functions`."""

    def traces(self, function: Any) -> int:
        """Return how often Python has run a function of `subject.functions`."""

    def location(self, folder: Any) -> str:
        """Return where a folder of the test's lies for the student's code."""

    def files(self, folder: Any) -> dict[str, np.ndarray]:
        """Return the files of a folder of the test's, with what the student's code wrote into it."""

    def settle(self, number: int) -> None:
        """Seed what the student's code draws from the libraries' global generators."""


class Functions(Protocol):
    """The functions of the exercise's `beside` module, which are made next to the student's code."""

    def __getattr__(self, name: str) -> Callable[..., Any]:
        """Return the maker of a function: `subject.functions.cubic(1.0, 2.0, 0.0)`."""


class Subject(Protocol):
    """The fixture `subject`: the code under test. `subject.softmax(scores)` calls the student's function."""

    def __getattr__(self, function: str) -> Callable[..., Any]:
        """Return a function of the student's module; calling it notes the call."""

    @property
    def calls(self) -> Sequence[Call]:
        """All calls of this test, the newest last."""

    @property
    def probes(self) -> Probes:
        """What may be asked of an object that stays with the student's code."""

    @property
    def functions(self) -> Functions:
        """Functions of the exercise's to hand over, such as one for TensorFlow to trace."""

    def keep(self, **values: Any) -> None:
        """Leave what this test has seen, or an object that was trained, for the picture of the student's work."""

    @property
    def kept(self) -> Mapping[str, Any]:
        """What the exercise's tests left for its picture; empty where none has run before."""

    def place(self, model: Any) -> Any:
        """Put a copy of a Keras model of the test's beside the student's code and return its handle.

        The first call that is given it counts as one with plain data: mistakes in it are recognised. A model is
        placed anew for each further call.
        """

    def steps(self, function: str, *args: Any, **kwargs: Any) -> int:
        """Call a function and return how many lines and calls Python executed for it."""

    def eagerly(self, function: str, *args: Any, **kwargs: Any) -> Any:
        """Call a function while TensorFlow runs step by step, for a training of few steps: no graph is traced."""


class Expect(Protocol):
    """The fixture `expect`: assertions that teach. A message follows the call: "softmax(...) " + message."""

    def close(
        self,
        got: Any,
        want: Any,
        *,
        rtol: float | None = None,
        why: str = "",
        mistakes: Mapping[str, Any] | None = None,
    ) -> None:
        """Fail unless `got` has the shape and, at the coarser's precision, the numbers of `want`.

        `mistakes` says what known mistakes would have given, by the misconception's id: such a one is named. Those
        that the catalogue's own functions give for the call's arguments are named without it.
        """

    def alike(self, got: Any, want: Any, *, rtol: float | None = None) -> bool:
        """Tell whether `close` would pass."""

    def no_known_mistake(self, got: Any, want: Any) -> None:
        """Fail if `got` is what a misconception gives and not what is wanted: before a test that judges loosely."""

    def equal(self, got: Any, want: Any, *, why: str = "") -> None:
        """Fail unless `got` is exactly `want`: whole numbers, texts, names, and lists or tuples of such."""

    def array(self, got: Any, shape: tuple[int, ...] | None = None, *, why: str = "") -> np.ndarray:
        """Fail unless `got` is an array of numbers (of `shape`); return it."""

    def number(self, got: Any, *, why: str = "") -> float:
        """Fail unless `got` is one finite number; return it."""

    def sequence(self, got: Any, length: int | None = None, *, of: str = "results", why: str = "") -> list[Any]:
        """Fail unless `got` is a list or tuple (with `length` entries); return it as a list."""

    def that(
        self,
        condition: Any,
        message: str,
        *,
        diagnosis: str | None = None,
        mistakes: Mapping[str, Any] | None = None,
    ) -> None:
        """Fail with `message` unless `condition`; `diagnosis` is the misconception, where only it can lead here.

        `mistakes` says of several, by id, whether they show in what came back: one that does so alone is named.
        """

    def unless(self, wrong: Any, misconception: str, more: str = "") -> None:
        """Fail if `wrong`, with what the catalogue says of this misconception, and `more` on a line of its own."""

    def wrong_ways(self, *names: str) -> Mapping[str, Callable[..., Any]]:
        """Return wrong ways of the catalogue by id; none in a students' copy, which has no code of them."""

    def fail(self, message: str, *, diagnosis: str | None = None) -> NoReturn:
        """Fail with `message`."""

    def no_warning(self, *, why: str = "", diagnosis: str | None = None) -> None:
        """Fail if the newest call gave a RuntimeWarning."""

    def raises(
        self, *types: type[Exception], mentions: tuple[Any, ...] = (), why: str = ""
    ) -> AbstractContextManager[Any]:
        """Fail unless the call inside raises one of `types`, with a message that has every one of `mentions`."""

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
        """Fail unless the facts that are named are those of a student's Keras model.

        Shapes are those of one example, without the batch; where there are several inputs or outputs, by name.
        `weights` are shapes in any order, `mistakes` those that known mistakes would have given, by the
        misconception's id. `layers` counts by class, layers inside layers too: `{"Conv2D": 2}`.
        """

    def shapes(self, model: Any) -> list[tuple[int, ...]]:
        """Return the shapes of a student's model's weights, in its own order."""

    def weights(self, *models: Any) -> dict[str, np.ndarray]:
        """Return all weights of student's models by layer and name, such as "hidden/kernel"."""

    def moved(self, before: Mapping[str, np.ndarray], *models: Any) -> list[str]:
        """Return the names of the weights that are not what they were, to the bit; `before` is from `weights`."""

    def batches(self, dataset: Any, count: int) -> list[tuple[np.ndarray, np.ndarray]]:
        """Return one pass over a student's dataset; fail unless it gives pairs of arrays, at most `count` examples."""

    def history(self, got: Any, epochs: int | None, *names: str) -> dict[str, np.ndarray]:
        """Fail unless `got` is a dict that holds a list with a number an epoch for each of `names`; return those.

        Where `epochs` is None, there may be any number of them.
        """

    def predictions(self, model: Any, inputs: Any) -> np.ndarray:
        """Return what a student's Keras model predicts, confirmed on the test's side where it can be."""

    def measured(self, value: float) -> float:
        """Record what the test measured, such as an accuracy, and return it."""

    def reaches(self, got: float, threshold: str, *, why: str = "", diagnosis: str | None = None) -> None:
        """Record the accuracy `got` and fail unless it reaches a calibrated threshold, such as "ex05.digits"."""
