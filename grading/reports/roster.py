"""The roster of a course, as a portal exports it: what a gradebook knows students by, and who handed in nothing.

Moodle's gradebook takes grades by "ID number" or "Email address", Canvas's by "Student" and "ID", which must stand
first, or "SIS User ID". Their own exports are read; of other tables, columns of these names.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from grading.reports.spelling import alphabetical
from reference.ground.errors import UserError

IDS = (
    "id",
    "id number",
    "sis user id",
    "sis login id",
    "integration id",
    "sid",
    "username",
    "student id",
    "matrikelnummer",
)
"""Columns that hold what a student is known by, in small letters."""
MAILS = ("email address", "email", "e-mail")
NAMES = ("student", "name", "full name", "student name")
"""Columns that hold a whole name, "Anna Berg" or "Berg, Anna"."""
FIRST, LAST = ("first name", "firstname", "given name"), ("last name", "surname", "lastname", "family name")
KEPT = (*IDS, *MAILS, *NAMES, *FIRST, *LAST, "section")
"""Columns that stand in `grades.csv`, in the roster's order and with its headings."""
WORD = 4
"""Letters or digits from which on a part of a folder's name says who a student is, if it is an id."""
SIZE_LIMIT = 50 * 2**20


@dataclass(frozen=True)
class Person:
    """A row of the roster."""

    cells: tuple[str, ...]
    """What stands in the columns that are kept."""
    name: str
    turned: str
    """The name with the family's first."""
    ids: frozenset[str]
    """In small letters, addresses of mail and what stands before their @ among them."""


@dataclass(frozen=True)
class Roster:
    """Everybody who takes the course."""

    columns: tuple[str, ...] = ()
    people: list[Person] = field(default_factory=list)


@dataclass(frozen=True)
class Matched:
    """Who of the roster is who of the class."""

    people: dict[str, Person] = field(default_factory=dict)
    """By the student's key."""
    missing: list[Person] = field(default_factory=list)
    """Who handed in nothing."""


def read_roster(data: bytes, called: str) -> Roster:
    """Return the roster of a CSV file. Raises UserError where it is none."""
    if len(data) > SIZE_LIMIT:
        raise UserError(f"{called} is no roster: it has {len(data):,} bytes")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")  # what Excel writes
    head = text.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as problem:
        raise UserError(f"{called} cannot be read as CSV: {problem}") from None
    headings = [" ".join(cell.split()) for cell in rows[0]] if rows else []
    lower = [heading.lower() for heading in headings]
    if not any(known in lower for known in (*IDS, *MAILS, *NAMES, *LAST)):
        raise UserError(
            f'{called} is no roster: its first row must name a column such as "ID number", "Email address", '
            '"SIS User ID" or "Student"'
        )
    kept = [number for number, heading in enumerate(lower) if heading in KEPT]
    people = [
        _person(dict(zip(lower, map(str.strip, row), strict=False)), [lower[n] for n in kept]) for row in rows[1:]
    ]
    return Roster(tuple(headings[n] for n in kept), [one for one in people if one is not None])


def _person(row: dict[str, str], kept: list[str]) -> Person | None:
    """Return the person of a row; None of one that is nobody's, as Canvas's second one."""
    first, last = _first(row, FIRST), _first(row, LAST)
    whole = _first(row, NAMES)
    surname, comma, given = whole.partition(",")
    name = f"{first} {last}".strip() or (f"{given.strip()} {surname}" if comma else whole)
    ids = {row[key].lower() for key in IDS if row.get(key)}
    mails = {row[key].lower() for key in MAILS if row.get(key)} | {one for one in ids if "@" in one}
    if whole.lower() == "points possible" or not (name or ids or mails):
        return None
    ids |= mails | {before for mail in mails if (before := mail.partition("@")[0])}
    cells = tuple(row.get(key, "") for key in kept)
    turned = f"{last} {first}".strip() or (f"{surname} {given}" if comma else " ".join(_turned(whole)))
    return Person(cells, name or min(ids), turned, frozenset(ids))


def _first(row: dict[str, str], keys: Iterable[str]) -> str:
    return next((row[key] for key in keys if row.get(key)), "")


def matched(roster: Roster, students: Sequence[tuple[str, str, str]]) -> Matched:
    """Find the students of a class on the roster: by id first, then by name.

    Nobody is guessed at: who could be two people of the roster is none of them.

    Args:
        roster: the roster.
        students: for each student the key, the name, and the number that a portal knows them by or "".
    """
    rules: list[Callable[[str, str, Person], bool]] = [
        lambda _, number, one: bool(number) and number.lower() in one.ids,
        lambda name, _, one: _bare(name).lower() in one.ids,
        lambda name, _, one: _words(name) == _words(one.name) != [],
        lambda name, _, one: bool(one.ids & {word for word in re.split(r"[\W_]+", name.lower()) if len(word) >= WORD}),
        lambda name, _, one: _squashed(name) in (_squashed(one.name), _squashed(one.turned)),
        lambda name, _, one: set(_words(one.name)) <= set(_words(name)) and len(_words(one.name)) > 1,
    ]
    people: dict[str, Person] = {}
    free = list(roster.people)
    for rule in rules:
        for key, name, number in students:
            if key in people:
                continue
            fits = [person for person in free if rule(name, number, person)]
            if len(fits) == 1:
                people[key] = fits[0]
        taken = [id(person) for person in people.values()]
        for key in [key for key, person in people.items() if taken.count(id(person)) > 1]:
            del people[key]
        free = [person for person in free if not any(person is other for other in people.values())]
    return Matched(people, free)


def _bare(name: str) -> str:
    """Return a name without the number that tells it from another."""
    return re.sub(r" \(\d+\)$", "", name).strip()


def _words(name: str) -> list[str]:
    return sorted(re.findall(r"\w+", alphabetical(_bare(name)).replace("_", " ")))


def _turned(name: str) -> list[str]:
    """Return the words of a name with the last one first."""
    words = name.split()
    return words[-1:] + words[:-1]


def _squashed(name: str) -> str:
    """Return a name as Canvas writes it into those of files: small letters alone."""
    return "".join(re.findall(r"[^\W_]", alphabetical(_bare(name))))
