"""A course and its exercises: where each part of an exercise lies, and what its verdicts rest on.

Nobody else puts a path together. A course is a value: a teacher's own stands beside the one that ships.
"""

from __future__ import annotations

import difflib
import functools
import importlib
import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import msgspec

import reference
from reference.ground.errors import NotACourseError, UnknownExerciseError, UserError
from reference.ground.places import CHECKOUT
from reference.kit import catalogue
from reference.kit.catalogue import Variant, Words
from reference.kit.rests import files_imported, fingerprint_of, meaning_of
from reference.kit.thresholds import Threshold, read_thresholds

if TYPE_CHECKING:
    from collections.abc import Callable

    from reference.kit.measure import Measure

EVERYWHERE = ("jaxtyping",)
"""Libraries that every exercise may import: the signatures are written with them."""
COMES_WITH_TENSORFLOW = ("keras",)
"""`import keras` and `from tensorflow import keras` are the same."""
HEAVY = "tensorflow"
"""The library that takes seconds to import: exercises without it never load it."""
JUDGES = ("worker", "subject", "judging", "marking")
"""Rooms of the engine that decide a verdict."""
SEARCH = "reference/kit/strategies.py"
"""Searches for smallest counterexamples, through a fixture that suites need not import."""
ONLY_SHOWS = ("picture.py", "look.py")
"""Modules in rooms that decide which draw and decide nothing."""


class Task(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One function a student writes."""

    name: str
    hints: tuple[str, ...]
    """A nudge, the idea, nearly the line."""
    bonus: bool = False


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What stands in the TOML file beside a solution."""

    title: str
    part: str
    minutes: int
    libraries: tuple[str, ...]
    """What it may import beside the standard library."""
    tasks: tuple[Task, ...]
    call_seconds: float = 10.0
    """How long one call of a task may take, in seconds."""
    slow_tests: tuple[str, ...] = ()
    """Tests that train for seconds: where a person waits, they run beside the others."""


class GradedTest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A graded test, as the exercise itself lists it."""

    id: str
    """With its parameters: "test_sizes[small]"."""
    task: str
    points: float

    @property
    def name(self) -> str:
        """Its function's name."""
        return self.id.partition("[")[0]


class ListedTests(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What stands in an exercise's `tests.toml`, which `kata build` writes."""

    suite: str
    """Hash of what the suite did when its tests were listed."""
    tests: tuple[GradedTest, ...]


@dataclass(frozen=True)
class Course:
    """A folder of exercises in the layout of this repository."""

    root: Path

    @staticmethod
    @functools.cache
    def here() -> Course:
        """Return the course that this checkout holds. Raises NotACourseError where the kata is no checkout."""
        course = Course(CHECKOUT)
        if not course.solutions.is_dir() or not course.suites.is_dir():
            raise NotACourseError(
                f"the kata works in a checkout only, and {CHECKOUT} is none (it has no tests/exercises): "
                "clone the repository and run the README's first command in it"
            )
        return course

    @staticmethod
    def at(folder: Path) -> Course:
        """Return the course in `folder`. Raises NotACourseError where it holds no exercises."""
        course = Course(folder.resolve())
        if not any(course.solutions.glob("ex[0-9][0-9]_*.toml")):
            raise NotACourseError(f"{folder} is no course: it has no solutions/exNN_name.toml")
        return course

    @property
    def stubs(self) -> Path:
        """The folder of the modules that students edit."""
        return self.root / "exercises"

    @property
    def notebooks(self) -> Path:
        """The folder of the same as notebooks."""
        return self.stubs / "notebooks"

    @property
    def solutions(self) -> Path:
        """The folder of the single sources."""
        return self.root / "solutions"

    @property
    def suites(self) -> Path:
        """The folder of the graded tests."""
        return self.root / "tests" / "exercises"

    @property
    def reference(self) -> Path:
        """The folder of what is trusted, with a folder for each exercise."""
        return self.root / "reference"

    @property
    def results(self) -> Path:
        """The folder of the results of slow proofs, with a folder for each exercise."""
        return self.root / "tests" / "meta" / "results"

    @property
    def state(self) -> Path:
        """What the kata remembers of a student: last results and backups."""
        return self.root / ".kata"

    @property
    def backups(self) -> Path:
        """Where a student's files are kept before they are overwritten."""
        return self.state / "backups"

    @property
    def figures(self) -> Path:
        """Where pictures of passed exercises go."""
        return self.root / "figures"

    @functools.cached_property
    def exercises(self) -> tuple[Exercise, ...]:
        """All exercises in the order of the course. Raises UserError where a TOML file is damaged."""
        return tuple(self._read(path) for path in sorted(self.solutions.glob("ex[0-9][0-9]_*.toml")))

    def exercise(self, name: str) -> Exercise:
        """Return the exercise with this id, number, module or file name: "ex02", "ex2", "2", "softmax".

        Raises UnknownExerciseError, which names those that may have been meant.
        """
        wanted = re.sub(r"[ -]+", "_", Path(name.strip()).stem.lower())
        if number := re.fullmatch(r"(?:ex|exercise)?_?0*(\d{1,3})", wanted):
            wanted = f"ex{int(number.group(1)):02d}"
        names = {word: e for e in self.exercises for word in (e.id, e.module, e.module.partition("_")[2])}
        if wanted in names:
            return names[wanted]
        near = dict.fromkeys(names[word] for word in difflib.get_close_matches(wanted, names, n=3))
        if near and not number:
            meant = " or ".join(f"{exercise.id} ({exercise.module.partition('_')[2]})" for exercise in near)
            raise UnknownExerciseError(f"there is no exercise {name!r}: did you mean {meant}?")
        known = ", ".join(exercise.id for exercise in self.exercises)
        raise UnknownExerciseError(f"there is no exercise {name!r}; there are {known}")

    def attach(self) -> None:
        """Let `import reference.exNN_name` find this course's exercises, before those of any other."""
        place = os.fspath(self.reference)
        if next(iter(reference.__path__)) != place:
            reference.__path__[:] = [place, *(other for other in reference.__path__ if other != place)]
            importlib.invalidate_caches()

    def _read(self, path: Path) -> Exercise:
        try:
            settings = msgspec.toml.decode(path.read_bytes(), type=Settings)
        except (OSError, ValueError) as problem:
            raise UserError(f"{path} cannot be read: {problem}") from None
        return Exercise(self, path.stem, settings)

    def __reduce__(self) -> tuple[type[Course], tuple[Path]]:
        """Travel to another process by the folder alone."""
        return Course, (self.root,)


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
        """How long a student needs, in minutes."""
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
        names = ("oracle", "misconceptions", "other_ways", "calibration", "beside")
        own += [self.part_file(name) for name in names]
        own = [path for path in own if path.is_file()]
        self.course.attach()
        imported = files_imported([path for path in own if path.suffix == ".py"], "reference", reference.__path__)
        engine = [path for room in JUDGES for path in (CHECKOUT / "grading" / room).glob("*.py")]
        engine += [CHECKOUT / "grading/results.py", CHECKOUT / "grading/errors.py", CHECKOUT / SEARCH]
        return sorted(path for path in {*own, *imported, *engine} if path.name not in ONLY_SHOWS)

    def fingerprint(self, *, without: tuple[Path, ...] = ()) -> str:
        """Return a hash over what its verdicts rest on: layout, comments and docstrings of Python files left out."""
        return fingerprint_of([path for path in self.rests_on() if path not in without], self.course.root)

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
