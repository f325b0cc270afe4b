"""`kata grade --similar`: who wrote alike, in the terminal and side by side on a page."""

from __future__ import annotations

from pathlib import Path

from grading.classroom.handed_in import Class
from grading.classroom.reading import read_all
from grading.classroom.similar import Pair, similar
from grading.commandline import show
from grading.commandline.terminal import Terminal
from grading.reports.similar import similar_page
from grading.wording import plural, printable
from reference.ground.files import write_atomically
from reference.kit.exercise import Exercise

SHOWN = 20
"""Pairs that the terminal lists."""


def compare(
    terminal: Terminal, handed_in: Class, exercises: list[Exercise], out: Path, *, jobs: int, as_json: bool
) -> None:
    """Compare what a class handed in, and write `similar.html` into the folder of its results. Raises UserError."""
    with terminal.waiting(f"comparing {plural(len(handed_in.submissions), 'submission')}"):
        read = read_all(handed_in.submissions, exercises, jobs)
        students = [one.student for one in handed_in.submissions]
        pairs = similar((name, one.sources) for name, one in zip(students, read, strict=True))
        page = out / "similar.html"
        write_atomically(page, similar_page(pairs))
    if as_json:
        terminal.data({"page": str(page), "pairs": [_data(pair) for pair in pairs]})
        return
    for pair in pairs[:SHOWN]:
        one, other = map(printable, pair.students)
        terminal.say(f"{one} and {other}", "bold")
        for alike in pair.alike:
            terminal.say(
                f"  {alike.exercise}  {100 * alike.share:.0f} % of their own code, "
                f"lines {alike.one.lines} and {alike.other.lines}"
            )
    if len(pairs) > SHOWN:
        terminal.say(f"and {plural(len(pairs) - SHOWN, 'pair')} with less in common")
    if not pairs:
        terminal.say("Nobody wrote alike what few others have.")
    terminal.say("\nA hint where to look, and no mark: short functions are often written alike by chance.")
    terminal.say(f"Side by side: {show.relative(page)}")


def _data(pair: Pair) -> dict[str, object]:
    return {
        "students": list(pair.students),
        "shared": pair.shared,
        "exercises": [
            {"exercise": one.exercise, "share": round(one.share, 3), "lines": [one.one.lines, one.other.lines]}
            for one in pair.alike
        ],
    }
