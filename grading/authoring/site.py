"""The pages of the course's site: what is written by hand, and what is derived from lessons, settings and slides.

`python -m grading.authoring.site FOLDER SETTINGS` writes Markdown, from which `nox -s docs` builds the site. Lessons
are shown as students get them: without a line of a solution.
"""

from __future__ import annotations

import re
import shutil
import sys
import tomllib
from pathlib import Path

import msgspec
from latex2mathml.converter import convert

from grading.authoring.stubs import stub_of
from grading.authoring.targets import IN_A_CELL
from reference.kit.course import Course
from reference.kit.exercise import Exercise

PARTS = {
    "A": "What are neural nets?",
    "B": "How does a computer learn to see?",
    "C": "How does a computer understand language?",
    "D": "Why did it say so?",
}
NAVIGATION = (
    ("The course", "index.md"),
    ("For students", "students.md"),
    ("For instructors", "instructors.md"),
    ("For graders", "graders.md"),
    ("Write your own exercise", "write-your-own.md"),
    ("Slides and exercises", "slides.md"),
)
BLOCK = re.compile(r"\$\$(?P<formula>.+?)\$\$", re.DOTALL)
INLINE = re.compile(r"(?<![\\$\w])\$(?P<formula>[^$\n]+?)\$(?![\d$])")
CODE = re.compile(r"(```.*?```|`[^`\n]+`)", re.DOTALL)


class Slide(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A slide of the workshop, and where the course has it."""

    title: str
    exercises: tuple[str, ...] = ()
    instead: str = ""
    """Where no exercise has it: why, or where it is said."""


def slides(course: Course) -> list[Slide]:
    """Return the workshop's slides in their order."""
    text = (course.root / "docs" / "site" / "slides.toml").read_bytes()
    return msgspec.toml.decode(text, type=dict[str, list[Slide]])["slide"]


def write_site(course: Course, folder: Path) -> list[Path]:
    """Write all pages into an empty folder and return their paths."""
    source = course.root / "docs" / "site"
    pages = []
    for path in sorted(source.glob("*.md")):
        text = path.read_text(encoding="utf-8").replace("{{ table of exercises }}", _table(course))
        pages.append(_write(folder / path.name, text.replace("{{ table of slides }}", _slides(course))))
    for path in sorted([*source.glob("*.css"), *source.glob("*.png")]):
        shutil.copy(path, folder / path.name)
    for exercise in course.exercises:
        if exercise.target.is_file():
            picture = folder / "course" / f"{exercise.id}.png"
            picture.parent.mkdir(exist_ok=True)
            shutil.copy(exercise.target, picture)
        pages.append(_write(folder / "course" / f"{exercise.id}.md", page(exercise)))
    return pages


def configuration(course: Course) -> str:
    """Return MkDocs's settings: those of the repository, with a page for each exercise in the contents."""
    lines = ["INHERIT: ../mkdocs.yml", "nav:"]
    lines += [f"  - {title}: {name}" for title, name in NAVIGATION]
    part = ""
    for exercise in course.exercises:
        if exercise.part != part:
            part = exercise.part
            lines.append(f'  - "{PARTS.get(part, part)}":')
        lines.append(f'      - "{exercise.id}: {exercise.title}": course/{exercise.id}.md')
    return "\n".join(lines) + "\n"


def page(exercise: Exercise) -> str:
    """Return the page of an exercise: facts, and the lesson as students get it."""
    import jupytext

    stub = stub_of(exercise.solution.read_text(encoding="utf-8"))
    points = {task.name: 0.0 for task in exercise.tasks}
    for test in exercise.graded_tests:
        points[test.task] += test.points
    facts = [
        f"Part {exercise.part}: {PARTS.get(exercise.part, '')}",
        f"about {exercise.minutes} minutes",
        f"libraries: {', '.join(exercise.settings.libraries)}",
    ]
    bonus = exercise.bonus_tasks
    rows = [f"| `{name}` | {worth:g}{' bonus' if name in bonus else ''} |" for name, worth in points.items()]
    parts = []
    for cell in jupytext.reads(stub, fmt="py:percent").cells:
        if cell.cell_type == "markdown":
            parts.append(with_formulas(_with_picture(cell.source, exercise)))
        else:
            parts.append(f"```python\n{cell.source}\n```")
    title, *rest = parts
    head = title.split("\n", 1)
    body = head[1] if len(head) > 1 else ""
    tasks = "\n".join(["| task | points |", "|---|---|", *rows])
    return "\n\n".join([f"{head[0]}", f"*{'; '.join(facts)}*", tasks, body, *rest]) + "\n"


def with_formulas(text: str) -> str:
    """Return Markdown with its formulas as MathML, which browsers show without a script; code stays as it is."""
    pieces = CODE.split(text)
    return "".join(piece if number % 2 else _formulas(piece) for number, piece in enumerate(pieces))


def _formulas(text: str) -> str:
    text = BLOCK.sub(lambda found: convert(found["formula"].strip(), display="block"), text)
    return INLINE.sub(lambda found: convert(found["formula"]), text)


def _with_picture(text: str, exercise: Exercise) -> str:
    if not exercise.target.is_file():
        return IN_A_CELL.sub("", text)
    return IN_A_CELL.sub(rf"![\g<caption>]({exercise.id}.png)\n\n*\g<caption>*", text)


def _table(course: Course) -> str:
    """Return the table of all exercises: what is written, how long it takes a person and the machine."""
    seconds = _seconds(course)
    lines = ["| exercise | what you write | minutes | seconds of a check |", "|---|---|---|---|"]
    part = ""
    for exercise in course.exercises:
        if exercise.part != part:
            part = exercise.part
            lines.append(f"| **Part {part}: {PARTS.get(part, '')}** | | | |")
        tasks = ", ".join(f"`{task.name}`" for task in exercise.tasks)
        link = f"[{exercise.id}: {exercise.title}](course/{exercise.id}.md)"
        lines.append(f"| {link} | {tasks} | {exercise.minutes} | {seconds.get(exercise.id, '')} |")
    total = sum(exercise.minutes for exercise in course.exercises)
    return "\n".join([*lines, f"| **all of it** | | {total} ({total / 60:.0f} hours) | |"])


def _seconds(course: Course) -> dict[str, float]:
    """Return how long a check of each model answer takes, as `benchmarks/whole_course.py` has measured it."""
    path = course.root / "docs" / "site" / "seconds.toml"
    if not path.is_file():
        return {}
    measured: dict[str, float] = tomllib.loads(path.read_text(encoding="utf-8"))["seconds"]
    return measured


def _slides(course: Course) -> str:
    known = {exercise.id: exercise.title for exercise in course.exercises}
    lines = ["| slide | in the course |", "|---|---|"]
    for slide in slides(course):
        where = [f"[{name}: {known[name]}](course/{name}.md)" for name in slide.exercises if name in known]
        lines.append(f"| {slide.title} | {'<br>'.join([*where, *filter(None, [slide.instead])])} |")
    return "\n".join(lines)


def _write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


if __name__ == "__main__":
    write_site(Course.here(), Path(sys.argv[1]))
    Path(sys.argv[2]).write_text(configuration(Course.here()), encoding="utf-8")
