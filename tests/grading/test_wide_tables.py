"""The table of a class stands in parts below one another where the terminal is too narrow; no figure is cut."""

from __future__ import annotations

import pytest

from grading.commandline import terminal
from grading.commandline.classwork import Graded, table
from grading.commandline.terminal import Terminal

EXERCISES: dict[str, float | None] = {f"ex{number:02d}": 9.25 for number in range(1, 21)}


def written(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, width: int, few: int) -> list[str]:
    """Return the lines of the table of a class of two, in which this many exercises were begun."""
    monkeypatch.setattr(terminal, "WIDTH", width)
    cells = ["crash 9.25"] * few + ["-"] * (20 - few)
    class_of_two = [Graded(name, 79.25, 200.0, 0.0, EXERCISES, cells, []) for name in ("Anna", "B" * 30)]
    table(Terminal(), class_of_two)
    return capsys.readouterr().out.splitlines()


@pytest.mark.parametrize("width", [60, 80, 100, 400])
def test_every_figure_is_whole_and_no_line_too_long(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    lines = written(capsys, monkeypatch, width, 20)
    assert max(map(len, lines)) <= width
    text = "\n".join(lines)
    assert text.count("crash 9.25") == 40
    assert text.count("79.25/200") == 2
    assert "…" not in text
    headings = [line for line in lines if line.startswith("student")]
    assert [word for line in headings for word in line.split() if word.isdigit()] == [
        f"{number:02d}" for number in range(1, 21)
    ]
    assert (len(headings) == 1) == (width == 400)


def test_few_exercises_stand_side_by_side(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    lines = written(capsys, monkeypatch, 100, 4)
    assert lines[1].split() == ["student", "ex01", "ex02", "ex03", "ex04", "points"]
