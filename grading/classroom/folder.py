"""The folder of a class run: the one place that knows what lies where in it, writes it and reads it back.

    run.json                     under which conditions, and who is in the class
    records/STUDENT.json         one `grading.results.Record` a submission
    pictures/STUDENT/EX.png      the picture of a student's own work
    roster.csv                   who takes the course, where the grader said so

Beside them stands what `grading.reports` makes of these. Every file is written so that a kill leaves the old one or
the new one.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from grading.results import Record, SafeName, as_json, from_json
from reference.ground.errors import DamagedError, UserError
from reference.ground.files import write_atomically

SCHEMA = 2
ROSTER = "roster.csv"
SPARE = ".unpacked"
"""Where archives of a class are unpacked while it is marked: what a kill leaves is taken away by the next run."""
BESIDE = (SPARE, "similar.html")
"""What may lie in the folder of a run that has not begun."""
PICTURE_LIMIT = 4 * 2**20
"""Bytes of a picture that a page takes in; ours have 0.1 MB."""
_PNG = b"\x89PNG\r\n\x1a\n"


class Conditions(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What `run.json` says."""

    schema: Annotated[int, msgspec.Meta(ge=SCHEMA, le=SCHEMA)] = SCHEMA
    created: str
    seed: str
    """Of the run; what was handed in anew after the run had ended has one of its own in `seeds`."""
    suite_hash: str
    sandbox: str
    exercises: list[SafeName]
    students: dict[SafeName, str]
    """Names by their form for file names."""
    seeds: dict[SafeName, str] = {}
    """Of students who handed in anew after the run had ended: they may have seen its inputs in their feedback."""
    numbers: dict[SafeName, str] = {}
    """What a portal knows students by, where they came in its download."""
    places: list[str] = []
    """Where the submissions were taken from, so that one can be marked once more."""
    reading: Literal["class", "one"] | None = None
    """How the grader had places read that may be either."""
    finished: bool


class _Version(msgspec.Struct):
    """The one entry that every version of `run.json` has."""

    schema: int


@dataclass(frozen=True)
class RunFolder:
    """The folder of a class run, whether or not anything lies in it yet."""

    path: Path

    def is_free(self) -> bool:
        """Whether a new run may begin here: no folder yet, or an empty one."""
        if not self.path.exists():
            return True
        return self.path.is_dir() and not any(entry.name not in BESIDE for entry in self.path.iterdir())

    def has_run(self) -> bool:
        """Whether a run lies here, whole or damaged."""
        return self._conditions.exists()

    def conditions(self) -> Conditions:
        """Read `run.json`. Raises UserError where there is none, or it is damaged or of another version."""
        try:
            data = self._conditions.read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            raise UserError(
                f"there is no class run in {self.path} (it has no run.json): "
                "name the folder that `kata grade ... --out` wrote"
            ) from None
        except OSError as problem:
            raise self._damaged(problem.strerror or type(problem).__name__) from None
        try:
            version = from_json(_Version, data).schema
            if version != SCHEMA:
                raise UserError(
                    f"{self._conditions} is of schema {version}, this version reads {SCHEMA}: "
                    "use the version of the kata that wrote it, or grade again"
                )
            return from_json(Conditions, data)
        except DamagedError as problem:
            raise self._damaged(str(problem)) from None

    def write_conditions(self, conditions: Conditions) -> None:
        """Write `run.json`."""
        write_atomically(self._conditions, as_json(conditions))

    def record(self, key: str) -> Record | None:
        """Read a student's record; None where there is none. Raises DamagedError."""
        try:
            return Record.from_json(self._record(key).read_bytes())
        except FileNotFoundError:
            return None
        except OSError as problem:
            raise DamagedError(problem.strerror or type(problem).__name__) from None

    def has_record(self, key: str) -> bool:
        """Tell whether a student's record lies here, whole or damaged."""
        return self._record(key).exists()

    def write_record(self, key: str, record: Record) -> None:
        """Write a student's record."""
        write_atomically(self._record(key), record.to_json())

    def picture(self, key: str, exercise_id: str) -> bytes | None:
        """Return the PNG of a student's own work; None where there is none that a page can show."""
        path = self._picture(key, exercise_id)
        try:
            data = path.read_bytes() if path.stat().st_size <= PICTURE_LIMIT else b""
        except OSError:
            return None
        return data if data.startswith(_PNG) else None

    def write_picture(self, key: str, exercise_id: str, png: bytes | None) -> None:
        """Write the picture of a student's own work; take a former one away where there is none now."""
        path = self._picture(key, exercise_id)
        if png is not None:
            write_atomically(path, png)
        else:
            path.unlink(missing_ok=True)

    def roster(self) -> bytes | None:
        """Return the roster's table; None where there is none."""
        try:
            return (self.path / ROSTER).read_bytes()
        except FileNotFoundError:
            return None

    def write_roster(self, table: bytes) -> None:
        """Write the roster's table."""
        write_atomically(self.path / ROSTER, table)

    @property
    def _conditions(self) -> Path:
        return self.path / "run.json"

    def _record(self, key: str) -> Path:
        return self.path / "records" / f"{key}.json"

    def _picture(self, key: str, exercise_id: str) -> Path:
        return self.path / "pictures" / key / f"{exercise_id}.png"

    def _damaged(self, reason: str) -> UserError:
        return UserError(
            f"{self._conditions} is damaged ({reason}): "
            "put the file back from a copy, or `kata grade` into a new folder (--out)"
        )
