"""An exercise: where each of its parts lies, and what its verdicts rest on. Nobody else puts a path together."""

from __future__ import annotations

import functools
import importlib
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import msgspec

import reference
from reference.ground.errors import UserError
from reference.ground.places import CHECKOUT
from reference.kit import catalogue
from reference.kit.catalogue import Variant, Words
from reference.kit.meanings import keep, meaning_of
from reference.kit.rests import files_imported, fingerprint_of
from reference.kit.settings import GradedTest, ListedTests, Settings, Task, rules_in
from reference.kit.thresholds import Threshold, read_thresholds

if TYPE_CHECKING:
    from collections.abc import Callable

    from reference.kit.course import Course
    from reference.kit.measure import Measure

EVERYWHERE = ("jaxtyping",)
"""Libraries that every exercise may import: the signatures are written with them."""
COMES_WITH_TENSORFLOW = ("keras", "tensorboard")
"""`import keras` and `from tensorflow import keras` are the same; TensorBoard makes what `tf.summary` writes, and newer
versions of TensorFlow no longer bring it."""
HEAVY = "tensorflow"
"""The library that takes seconds to import: exercises without it never load it."""
JUDGES = ("worker", "subject", "judging", "marking")
"""Rooms of the engine that decide a verdict."""
SEARCH = "reference/kit/strategies.py"
"""Searches for smallest counterexamples, through a fixture that suites need not import."""
ONLY_SHOWS = ("picture.py", "look.py")
"""Modules in rooms that decide which draw and decide nothing."""
HEAVY_ONLY = ("expect_dataset.py", "telling_keras.py")
"""Modules in rooms that decide which say nothing of an exercise without TensorFlow."""


@dataclass(frozen=True)
class Exercise:
    """One module of a course; it knows its parts."""

    course: Course
    module: str
    """Name of its module: "ex02_softmax"."""
    settings: Settings

    def __repr__(self) -> str:
        return f"<{self.module}>"

    @property
    def id(self) -> str:
        """Short name: "ex02"."""
        return self.module.partition("_")[0]

    @property
    def title(self) -> str:
        """What it is about."""
        return self.settings.title

    @property
    def part(self) -> str:
        """The part of the course: "A" to "D"."""
        return self.settings.part

    @property
    def minutes(self) -> int:
        """How long a student needs, in minutes, without bonus tasks."""
        return self.settings.minutes

    @property
    def tasks(self) -> tuple[Task, ...]:
        """The functions to write."""
        return self.settings.tasks

    @property
    def slow_tests(self) -> tuple[str, ...]:
        """Tests that train for seconds."""
        return self.settings.slow_tests

    @property
    def libraries(self) -> tuple[str, ...]:
        """What it may import beside the standard library."""
        return (*self.settings.libraries, *(COMES_WITH_TENSORFLOW if self.is_heavy else ()), *EVERYWHERE)

    @property
    def is_heavy(self) -> bool:
        """Whether it needs TensorFlow."""
        return HEAVY in self.settings.libraries

    @property
    def call_seconds(self) -> float:
        """How long one call of a task may take, in seconds."""
        return self.settings.call_seconds

    @property
    def budget_seconds(self) -> float:
        """How long all calls of a grading run may take together, in seconds."""
        return 6 * self.call_seconds

    @property
    def bonus_tasks(self) -> frozenset[str]:
        """Names of the tasks whose points come on top."""
        return frozenset(task.name for task in self.tasks if task.bonus)

    def task(self, name: str) -> Task:
        """Return the task called `name`."""
        return next(task for task in self.tasks if task.name == name)

    def hurried(self, call_seconds: float) -> Exercise:
        """Return the exercise with another limit for a call, in seconds."""
        settings = msgspec.structs.replace(self.settings, call_seconds=call_seconds)
        return Exercise(self.course, self.module, settings)

    @property
    def stub(self) -> Path:
        """The file a student edits."""
        return self.course.stubs / f"{self.module}.py"

    @property
    def notebook(self) -> Path:
        """The same as a notebook."""
        return self.course.notebooks / f"{self.module}.ipynb"

    @property
    def solution(self) -> Path:
        """The single source."""
        return self.course.solutions / f"{self.module}.py"

    @property
    def settings_file(self) -> Path:
        """The TOML file beside it: title, libraries, limits, hints."""
        return self.solution.with_suffix(".toml")

    @property
    def suite(self) -> Path:
        """The graded tests."""
        return self.course.suites / f"test_{self.module}.py"

    @property
    def tests_file(self) -> Path:
        """The list of the graded tests, which `kata build` writes."""
        return self.folder / "tests.toml"

    @property
    def graded_tests(self) -> tuple[GradedTest, ...]:
        """The graded tests in the order they run: what must report, whatever was collected. Raises UserError."""
        return self._listed.tests

    @property
    def _listed(self) -> ListedTests:
        try:
            return _read_listed(self.tests_file, self.tests_file.stat().st_mtime_ns)
        except FileNotFoundError:
            raise UserError(f"{self.id} does not list its graded tests yet: run `kata build`") from None
        except (OSError, ValueError) as problem:
            raise UserError(f"{self.tests_file} cannot be read ({problem}): run `kata build`") from None

    @property
    def lists_its_tests(self) -> bool:
        """Whether the list of tests is there and was made from the suite as it is."""
        try:
            return self._listed.suite == meaning_of(self.suite.read_text(encoding="utf-8"))
        except (UserError, OSError):
            return False

    @property
    def folder(self) -> Path:
        """The folder of what is trusted: oracle, catalogues, picture, calibration."""
        return self.course.reference / self.module

    def part_file(self, name: str) -> Path:
        """The module of a part of it ("oracle", "picture", ...); it need not exist."""
        return self.folder / f"{name}.py"

    @property
    def words_file(self) -> Path:
        """What is said of each misconception."""
        return self.folder / "misconceptions.toml"

    @property
    def thresholds_file(self) -> Path:
        """The accuracy thresholds, with what was measured for them."""
        return self.folder / "thresholds.toml"

    @property
    def results(self) -> Path:
        """The folder of its slow proofs' results."""
        return self.course.results / self.module

    def oracle(self, task: str) -> Callable[..., Any] | None:
        """Return the trusted function for a task, None where there is none of that name."""
        return getattr(self._module("oracle"), task, None)

    @functools.cached_property
    def words(self) -> dict[str, Words]:
        """What is said of each misconception, by its id; nothing is imported for it."""
        return catalogue.read_words(self.words_file)

    @property
    def misconceptions(self) -> list[Variant]:
        """The named wrong ways, in the order they are written."""
        return catalogue.misconceptions(self._module("misconceptions"), self.words)

    @property
    def spellings(self) -> list[Variant]:
        """The misconceptions in other spellings, in the order they are written."""
        return catalogue.spellings(self._module("spellings"), self.misconceptions)

    @property
    def other_ways(self) -> list[Variant]:
        """The other right ways, in the order they are written."""
        return catalogue.other_ways(self._module("other_ways"))

    @property
    def measures(self) -> list[Measure]:
        """How the accuracy of what it trains is measured; none where nothing is trained."""
        return list(getattr(self._module("calibration"), "MEASURES", []))

    @functools.cached_property
    def thresholds(self) -> dict[str, Threshold]:
        """Its accuracy thresholds by name."""
        return read_thresholds(self.thresholds_file)

    @property
    def has_picture(self) -> bool:
        """Whether it has a picture."""
        return self.part_file("picture").is_file()

    @property
    def picture(self) -> Callable[[Any], Any]:
        """The function that draws its picture from a subject."""
        drawing: Callable[[Any], Any] = self._module("picture").draw  # type: ignore[union-attr]
        return drawing

    @property
    def target(self) -> Path:
        """The picture of the lesson, as the model answer draws it; it need not exist."""
        return self.folder / "target.png"

    @property
    def has_trial(self) -> bool:
        """Whether it can be tried on a photograph or a sentence: it has a module `trial`, see `reference.kit.trial`."""
        return self.part_file("trial").is_file()

    @property
    def trial(self) -> Any:
        """The module that says how it is tried."""
        return self._module("trial")

    @property
    def beside(self) -> Path:
        """The module of what must run next to a student's code; it need not exist."""
        return self.part_file("beside")

    @functools.cached_property
    def functions_beside(self) -> frozenset[str]:
        """Names of the functions that are made next to a student's code."""
        module = self._module("beside")
        return frozenset() if module is None else frozenset(_public_functions(module))

    def load(self) -> None:
        """Import what its verdicts need, so that processes forked from here have it."""
        for name in ("oracle", "misconceptions", "beside", "calibration"):
            self._module(name)

    def rests_on(self) -> list[Path]:
        """Return the files behind its verdicts, sorted: its own, what they import, and the modules that judge."""
        own = [self.solution, self.settings_file, self.suite, self.words_file, self.thresholds_file, self.tests_file]
        names = ("oracle", "misconceptions", "spellings", "other_ways", "calibration", "beside")
        own += [self.part_file(name) for name in names]
        own = [path for path in own if path.is_file()]
        self.course.attach()
        imported = files_imported([path for path in own if path.suffix == ".py"], "reference", reference.__path__)
        engine = [path for room in JUDGES for path in (CHECKOUT / "grading" / room).glob("*.py")]
        engine += [CHECKOUT / "grading/results.py", CHECKOUT / "grading/errors.py", CHECKOUT / SEARCH]
        apart = ONLY_SHOWS if self.is_heavy else (*ONLY_SHOWS, *HEAVY_ONLY)
        return sorted(path for path in {*own, *imported, *engine} if path.name not in apart)

    def fingerprint(self, *, without: tuple[Path, ...] = ()) -> str:
        """Return a hash over what its verdicts rest on: layout, comments and docstrings of Python files left out.

        So are the title, the minutes and the hints.
        """
        files = [path for path in self.rests_on() if path not in without]
        hashed = fingerprint_of(files, self.course.root, {self.settings_file: rules_in(self.settings_file)})
        keep()
        return hashed

    def _module(self, name: str) -> ModuleType | None:
        """Import a part from this course's folder; None where the exercise has no such part."""
        path = self.part_file(name)
        if not path.is_file():
            return None
        self.course.attach()
        full = f"reference.{self.module}.{name}"
        package = sys.modules.get(f"reference.{self.module}")
        if package is not None and os.fspath(self.folder) not in package.__path__:  # that of another course
            for other in [other for other in sys.modules if other.startswith(f"reference.{self.module}")]:
                del sys.modules[other]
        return importlib.import_module(full)


@functools.cache
def _read_listed(path: Path, _changed: int) -> ListedTests:
    return msgspec.toml.decode(path.read_bytes(), type=ListedTests)


def _public_functions(module: ModuleType) -> list[str]:
    return [
        name
        for name, value in vars(module).items()
        if callable(value) and not name.startswith("_") and getattr(value, "__module__", None) == module.__name__
    ]
