"""Reads what a class run left in its folder; a record that cannot be read becomes an entry that says so."""

from __future__ import annotations

import json
import math
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grading.results import OUTCOMES, Record, TestResult
from reference.ground.errors import UserError
from reference.kit.course import Course

SCHEMA = 1
_SAFE = re.compile(r"[!-~]+")
_NOT_IN_FILE_NAMES = set('/\\:*?"<>|')
_STROKES = str.maketrans("\u0141\u0142\u00d8\u00f8\u0110\u0111", "LlOoDd")
"""Letters with a stroke, which Unicode does not take apart into letter and accent."""
_PNG = b"\x89PNG\r\n\x1a\n"
PICTURE_LIMIT = 4 * 2**20
"""Bytes of a picture that a page takes in; ours have 0.1 MB."""


@dataclass(frozen=True)
class Entry:
    """One student of the class, with the record or the reason why there is none."""

    key: str
    """The student's name in file names."""
    name: str
    record: Record | None
    problem: str = ""
    """Why there is no record, and what to do; "" where there is one."""
    damaged: bool = False

    @property
    def has_page(self) -> bool:
        """Whether there is something to tell the student."""
        return self.record is not None or self.damaged


@dataclass(frozen=True)
class ClassRun:
    """A class run: its conditions, and its students sorted by name."""

    folder: Path
    course: Course
    """Whose titles and words the pages show."""
    created: str
    seed: int
    suite_hash: str
    sandbox: str
    exercises: list[str]
    entries: list[Entry]
    finished: bool

    @property
    def records(self) -> list[tuple[Entry, Record]]:
        """The entries that have a record, with it."""
        return [(entry, entry.record) for entry in self.entries if entry.record is not None]

    def picture(self, key: str, exercise_id: str) -> bytes | None:
        """Return the PNG of a student's own work; None where there is none that a page can show."""
        path = self.folder / "pictures" / key / f"{exercise_id}.png"
        try:
            data = path.read_bytes() if path.stat().st_size <= PICTURE_LIMIT else b""
        except OSError:
            return None
        return data if data.startswith(_PNG) else None


def read_class_run(out: Path, course: Course) -> ClassRun:
    """Read the class run in the folder `out`. Raises UserError where there is none or its `run.json` is damaged."""
    path = out / "run.json"
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        raise UserError(
            f"there is no class run in {out} (it has no run.json): name the folder that `kata grade ... --out` wrote"
        ) from None
    except (OSError, ValueError, RecursionError) as problem:
        raise _damaged(path, _reason(problem)) from None
    if isinstance(data, dict) and isinstance(data.get("schema"), int) and data["schema"] != SCHEMA:
        raise UserError(
            f"{path} is of schema {data['schema']}, this version reads {SCHEMA}: "
            "use the version of the kata that wrote it, or grade again"
        )
    try:
        names = _names(data["students"])
        finished = _a(bool, data["finished"])
        return ClassRun(
            folder=out,
            course=course,
            created=_a(str, data["created"]),
            seed=_a(int, data["seed"]),
            suite_hash=_a(str, data["suite_hash"]),
            sandbox=_a(str, data["sandbox"]),
            exercises=[_safe(name) for name in _a(list, data["exercises"])],
            entries=[_entry(out, key, name, finished) for key, name in names],
            finished=finished,
        )
    except KeyError as missing:
        raise _damaged(path, f"{missing} is missing") from None
    except (ValueError, TypeError) as problem:
        raise _damaged(path, _reason(problem)) from None


def _damaged(path: Path, reason: str) -> UserError:
    return UserError(
        f"{path} is damaged ({reason}): put the file back from a copy, or `kata grade` into a new folder (--out)"
    )


def _names(students: Any) -> list[tuple[str, str]]:
    """Return keys and names, sorted by name."""
    pairs = [(_safe(key), _a(str, name)) for key, name in _a(dict, students).items()]
    return sorted(pairs, key=lambda pair: (_alphabetical(pair[1]), pair[1], pair[0]))


def _alphabetical(name: str) -> str:
    """Return what a name is sorted by: accents and capitals do not count, so that Émile stands beside Emil."""
    letters = unicodedata.normalize("NFKD", name.translate(_STROKES))
    return "".join(each for each in letters if not unicodedata.combining(each)).casefold()


def _entry(out: Path, key: str, name: str, finished: bool) -> Entry:
    path = out / "records" / f"{key}.json"
    try:
        record = _checked(Record.from_json(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return Entry(key, name, None, "has no record: grade again" if finished else "not marked yet")
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as problem:
        return Entry(key, name, None, f"the record cannot be read ({_reason(problem)}): grade again", damaged=True)
    if record.student not in (name, key):
        return Entry(key, name, None, f"the record is that of {record.student!r}: grade again", damaged=True)
    return Entry(key, name, record)


def _checked(record: Record) -> Record:
    """Return the record if its parts are what they should be. Raises ValueError or TypeError."""
    for text in (record.student, record.suite_hash, record.sandbox, record.note, *record.environment.values()):
        _a(str, text)
    _a(int, record.seed)
    for exercise in record.exercises:
        _safe(exercise.id)
        for number in (exercise.points, exercise.max_points, exercise.bonus):
            _finite(number)
        for test in exercise.tests:
            _check_test(test)
    return record


def _check_test(test: TestResult) -> None:
    for text in (test.id, test.task, test.message, test.diagnosis or ""):
        _a(str, text)
    if test.outcome not in OUTCOMES:
        raise ValueError(f"{test.outcome!r} is no outcome")
    for number in (test.points, test.max_points):
        _finite(number)
    if test.measured is not None:
        _a((int, float), test.measured)


def _finite(number: Any) -> None:
    if not math.isfinite(_a((int, float), number)) or number < 0:
        raise ValueError(f"{number} is no number of points")


def _a(kind: type | tuple[type, ...], value: Any) -> Any:
    """Return the value if it is of that kind. Raises TypeError."""
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        raise TypeError(f"a {type(value).__name__} stands where none belongs")
    return value


def _safe(name: Any) -> str:
    """Return a name that can stand in a path. Raises ValueError."""
    if not isinstance(name, str) or not _SAFE.fullmatch(name) or name.startswith(".") or _NOT_IN_FILE_NAMES & {*name}:
        raise ValueError(f"{name!r} cannot be a file's name")
    return name


def _reason(problem: BaseException) -> str:
    """Say in a few words what was wrong with a file."""
    if isinstance(problem, OSError):
        return problem.strerror or type(problem).__name__
    if isinstance(problem, UnicodeDecodeError):
        return "not UTF-8"
    if isinstance(problem, json.JSONDecodeError):
        return f"no JSON from line {problem.lineno} on"
    if isinstance(problem, KeyError):
        return f"{problem} is missing"
    if isinstance(problem, RecursionError):
        return "nested too deeply"
    return str(problem)[:120]
