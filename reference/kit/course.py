"""A course: its folders, and its exercises by name. A course is a value: a teacher's own stands beside ours."""

from __future__ import annotations

import difflib
import functools
import importlib
import os
import re
from dataclasses import dataclass
from pathlib import Path

import msgspec

import reference
from reference.ground.errors import NotACourseError, UnknownExerciseError, UserError
from reference.ground.places import CHECKOUT
from reference.kit.exercise import Exercise
from reference.kit.settings import Settings


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
        near = dict.fromkeys(names[word] for word in difflib.get_close_matches(wanted, names, n=3, cutoff=0.65))
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
