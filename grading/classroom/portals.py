"""Whose a file of a portal's download is: Moodle, Canvas and Gradescope write the student into the name of each.

Moodle      Anna Berg_1234_assignsubmission_file_/ex02.py        a folder a student
            Anna Berg_1234_assignsubmission_file_ex02.py         or all files side by side
Canvas      berganna_LATE_1234_567890_ex02.py                    all files side by side
Gradescope  submission_1234/ex02.py                              names in submission_metadata.yml beside them
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from grading.subject.handed_in import FILE_LIMIT

METADATA = "submission_metadata.yml"
_MOODLE = re.compile(r"(?P<name>.+?)_(?P<number>\d+)_assignsubmission_[a-z]+(_|$)")
_CANVAS = re.compile(r"(?P<name>[^\W_]+)(_LATE)?_(?P<number>\d{2,})_\d{2,}_[^/]*\.\w+$")
_GRADESCOPE = re.compile(r"(?P<name>submission_(?P<number>\d+))$")


@dataclass(frozen=True)
class Owner:
    """A student, as a portal calls them."""

    name: str
    number: str
    """What tells two of the same name apart."""
    known_as: str = ""
    """What a gradebook knows them by, where the portal says so: Canvas's ID; Moodle's number stands in none."""


def owner_of(name: str, *, is_folder: bool) -> Owner | None:
    """Return whose a folder or file is by its name; None where it is not called as portals call theirs."""
    patterns = (_MOODLE, _GRADESCOPE) if is_folder else (_MOODLE, _CANVAS)
    for pattern in patterns:
        if match := pattern.match(name):
            return Owner(match["name"], match["number"], match["number"] if pattern is _CANVAS else "")
    return None


def is_owner(folder: str) -> bool:
    """Tell whether a folder is called as a portal calls that of a student."""
    return owner_of(folder, is_folder=True) is not None


def names_in(folder: Path) -> dict[str, Owner]:
    """Return by folder whose the submissions of a Gradescope export are; nothing where it says nothing of them.

    Several students who handed in together are one, called by all their names.
    """
    try:
        with (folder / METADATA).open("rb") as file:
            text = file.read(FILE_LIMIT).decode("utf-8", "replace")
    except OSError:
        return {}
    owners: dict[str, Owner] = {}
    for part in re.split(r"(?m)^(?=submission_\d+:)", text):
        head = re.match(r"(submission_(\d+)):", part)
        if head and (names := _values(part, "name")):
            owners[head[1]] = Owner(" and ".join(names), head[2], " ".join(_values(part, "sid")))
    return owners


def _values(part: str, key: str) -> list[str]:
    """Return the values of a key of the submitters, who stand first in a submission's part."""
    head = re.split(r"(?m)^  :(?!submitters)", part)[0]
    found = re.findall(rf"(?m)^[ -]*:{key}:[ ]*(.+?)[ ]*$", head)
    return [value.strip("'\"") for value in found if value.strip("'\"")]


def told_apart(owners: Collection[Owner]) -> dict[Owner, str]:
    """Return what students are called: by their names, and with the portal's number where two have the same."""
    names = [owner.name for owner in dict.fromkeys(owners)]
    return {
        owner: owner.name if names.count(owner.name) == 1 else f"{owner.name} ({owner.number})"
        for owner in dict.fromkeys(owners)
    }
