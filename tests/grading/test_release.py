"""The bundles: no line of an answer in them, nothing to be had for nothing, and right work gets what it is worth."""

from __future__ import annotations

import ast
import contextlib
import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from grading.issuing.bundle import LEFT_OUT, bundle, emptied, leaks, write_bundle
from grading.issuing.gradescope import SET_UP, write_autograder
from grading.issuing.workflows import WORKFLOWS
from grading.results import Record
from reference.ground.errors import UserError
from reference.kit.course import Course
from reference.kit.exercise import Exercise
from tests.grading.nbgrader_term import EVERY_LESSON

LATE = pytest.mark.skipif(
    not os.environ.get(EVERY_LESSON), reason="takes minutes: python -m tests.meta.nbgrader bundle"
)
GRADE = ["grade", ".", "--one-student", "--sandbox", "none", "--out", "report"]
CHECK = ["check", "--all"]
"""What a workflow runs."""
KATA = "import sys; sys.argv[0] = 'kata'; from grading.commandline.app import main; main()"
SHORT = 30
"""Characters of a call or a value that a hint may quote whole: `rng.permutation(n)`, `figure.subplots()`."""


def told_whole(answer: str) -> set[str]:
    """Return what no hint may quote of an answer: its statements, and its values that are longer than SHORT."""
    whole = set()
    for node in ast.walk(ast.parse(answer)):
        if isinstance(node, ast.Assign | ast.AnnAssign | ast.AugAssign | ast.Return | ast.Expr) and node.value:
            value = ast.unparse(node.value)
            whole |= {value} if len(value) > SHORT else set()
            whole |= set() if isinstance(node, ast.Expr) else {ast.unparse(node)}
    return whole


def quoted(hint: str) -> Iterator[str]:
    """Yield all statements and values in what a hint sets in backticks, written as `ast.unparse` writes them."""
    for code in re.findall("`([^`]+)`", hint):
        for part in {code, *code.split(": ")}:  # a block in one line is no Python, but its parts are
            with contextlib.suppress(SyntaxError):
                tree = ast.parse(part.strip())
                yield from (ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.stmt | ast.expr))


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A student's bundle."""
    folder = tmp_path_factory.mktemp("release") / "kata for students"
    write_bundle(Course.here(), folder, workflow="github")
    return folder


def kata(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run `kata` in a bundle, with nothing of this checkout in reach."""
    environment = {"PATH": os.environ["PATH"], "HOME": os.fspath(folder), "PYTHONPATH": os.fspath(folder)}
    command = [sys.executable, "-P", "-c", KATA, *words]
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=550
    )


def test_the_scan_finds_a_solution() -> None:
    softmax = Course.here().exercise("ex02")
    text = softmax.solution.read_bytes()
    assert list(leaks(Course.here(), [("a.py", text)]))
    assert list(leaks(Course.here(), [("a.bin", b"\0" + text)]))
    line = "return exponentials / exponentials.sum(axis=axis, keepdims=True)"
    hidden = {"cells": [{"source": ["x = 1\n"], "metadata": {"was": f"def f():\n  {line.replace(' ', '')}"}}]}
    assert list(leaks(Course.here(), [("a.ipynb", json.dumps(hidden).encode())]))
    assert list(leaks(Course.here(), [("a.md", f"Write `{line}`.".encode())]))
    assert not list(leaks(Course.here(), [("a.py", emptied(softmax).encode())]))


def test_the_students_bundle_shows_no_line_of_a_solution(released: Path) -> None:
    files = (
        (path.relative_to(released).as_posix(), path.read_bytes()) for path in released.rglob("*") if path.is_file()
    )
    assert not list(leaks(Course.here(), files))


def test_the_scan_of_hints_finds_a_quotation() -> None:
    whole = told_whole("order = np.argsort(-scores, kind='stable')[:number]\nlayer.trainable = False\nreturn f(x)\n")
    for hint in (
        '`order=np.argsort(-scores, kind="stable")[:number]`, and then?',
        'Take `np.argsort( -scores, kind="stable" )[:number]`.',
        "`for layer in layers: if layer.is_head: layer.trainable = False`",
        "`return f(x)`",
    ):
        assert whole & set(quoted(hint)), hint
    assert not whole & set(quoted('`order = np.argsort(..., kind="stable")` of the scores; then `f(x)`, a short call.'))


@pytest.mark.parametrize("exercise", Course.here().exercises, ids=lambda exercise: exercise.id)
def test_a_hint_quotes_no_whole_statement_of_the_answer(exercise: Exercise) -> None:
    whole = told_whole(exercise.solution.read_text(encoding="utf-8"))
    hints = [
        (f"{task.name}, hint {level}", hint) for task in exercise.tasks for level, hint in enumerate(task.hints, 1)
    ]
    assert not {where: found for where, hint in hints if (found := whole & set(quoted(hint)))}


def test_the_zip_is_the_folder(released: Path) -> None:
    with zipfile.ZipFile(released.with_name(f"{released.name}.zip")) as archive:
        names = {name.removeprefix(f"{released.name}/") for name in archive.namelist()}
    on_disk = {path.relative_to(released).as_posix() for path in released.rglob("*") if path.is_file()}
    assert names <= on_disk
    assert ".github/workflows/kata.yml" in names


def test_words_go_along_and_code_of_mistakes_does_not(released: Path) -> None:
    place = released / "reference/ex02_softmax"
    assert (place / "misconceptions.toml").is_file()
    assert not list((released / "reference").rglob("other_ways.py"))
    assert not list((released / "reference").rglob("spellings.py"))
    assert not (place / "misconceptions.py").exists()
    gone_along = [path for path in (released / "reference").rglob("*.py") if path.name in LEFT_OUT]
    suites = "".join(path.read_text(encoding="utf-8") for path in (released / "tests/exercises").glob("test_ex*.py"))
    for path in gone_along:
        assert f"from reference.{path.parent.name}" in suites
        assert path.stem in suites
        assert "packed so that nobody reads an answer by accident" in path.read_text(encoding="utf-8")


def test_untouched_is_worth_nothing_and_right_work_all(released: Path) -> None:
    record = json.loads(kata(released, "check", "ex02", "ex07", "--json").stdout)
    assert [result["points"] for result in record["exercises"]] == [0, 0]
    for exercise in (Course.here().exercise("ex02"), Course.here().exercise("ex07")):
        (released / "exercises" / exercise.solution.name).write_bytes(exercise.solution.read_bytes())
    done = kata(released, "check", "ex02", "ex07", "--json")
    assert [result["points"] for result in json.loads(done.stdout)["exercises"]] == [10, 10], done.stderr
    assert kata(released, "solution", "ex02").returncode == 2
    assert kata(released, "reset", "ex02").returncode == 0
    assert "not written yet" in (released / "exercises/ex02_softmax.py").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "exercises",
    [
        pytest.param([e for e in Course.here().exercises if not e.is_heavy], id="numpy"),
        pytest.param([e for e in Course.here().exercises if e.is_heavy], id="keras", marks=LATE),
    ],
)
def test_every_exercise_can_be_checked(exercises: list[Exercise], tmp_path: Path) -> None:
    folder = tmp_path / "bundle"
    write_bundle(Course.here(), folder)
    names = [exercise.id for exercise in exercises]
    untouched = json.loads(kata(folder, "check", *names, "--json").stdout)["exercises"]
    assert {result["id"]: result["points"] for result in untouched} == dict.fromkeys(names, 0)
    assert {test["outcome"] for result in untouched for test in result["tests"]} == {"not attempted"}
    for exercise in exercises:
        (folder / "exercises" / exercise.solution.name).write_bytes(exercise.solution.read_bytes())
    right = json.loads(kata(folder, "check", *names, "--json").stdout)["exercises"]
    assert {result["id"]: result["points"] for result in right} == dict.fromkeys(names, 10)


def test_the_workflows_commands_run(tmp_path: Path) -> None:
    """A class run as a Git host starts it: of a repository with one finished exercise in it."""
    repository = tmp_path / "repository"
    write_bundle(Course.here(), repository, workflow="gitlab")
    softmax = Course.here().exercise("ex02")
    (repository / "exercises" / softmax.solution.name).write_bytes(softmax.solution.read_bytes())
    wanted = [f"kata {' '.join(words)}" for words in (GRADE, CHECK)]
    for _, text in WORKFLOWS.values():
        assert re.findall(r"- (?:run: )?(kata .*)", text) == wanted
    light = [word for e in Course.here().exercises if not e.is_heavy for word in ("--only", e.id)]
    done = kata(repository, *GRADE, *light)
    assert done.returncode == 0, done.stderr
    (path,) = (repository / "report/records").glob("*.json")
    record = Record.from_json(path.read_text(encoding="utf-8"))
    points = {result.id: result.points for result in record.exercises if result.points}
    assert points == {"ex02": 10}
    assert not [remark.text for remark in record.remarks if remark.needs_a_look]
    assert (repository / "report/index.html").is_file()


def test_the_doctor_is_content_with_a_bundle(released: Path) -> None:
    findings = json.loads(kata(released, "doctor", "--json").stdout)
    assert "problem" not in {finding["state"] for finding in findings}, findings


def test_loops_are_still_counted_without_the_model_answer(released: Path) -> None:
    convolution = Course.here().exercise("ex07")
    loops = next(wrong for wrong in convolution.misconceptions if wrong.id == "conv2d-in-nested-loops")
    slow = loops.source(convolution.solution.read_text(encoding="utf-8"))
    (released / "exercises" / convolution.solution.name).write_text(slow, encoding="utf-8")
    record = json.loads(kata(released, "check", "ex07", "--json", "--task", "conv2d").stdout)
    failed = {test["id"] for test in record["exercises"][0]["tests"] if test["outcome"] != "pass"}
    assert failed == {loops.rejected_by}


def test_a_folder_that_holds_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("", encoding="utf-8")
    with pytest.raises(UserError, match="something else"):
        write_bundle(Course.here(), tmp_path)


def test_an_autograder_marks_in_a_folder_laid_out_like_gradescopes(tmp_path: Path) -> None:
    softmax = Course.here().exercise("ex02")
    write_autograder(Course.here(), tmp_path / "autograder.zip", [softmax])
    place = tmp_path / "autograder"
    (place / "results").mkdir(parents=True)
    (place / "submission").mkdir()
    with zipfile.ZipFile(tmp_path / "autograder.zip") as archive:
        archive.extractall(place / "source")
    (place / "submission" / "ex02_softmax (1).py").write_bytes(softmax.solution.read_bytes())
    environment = {"PATH": os.environ["PATH"], "KATA_AUTOGRADER": os.fspath(place), "KATA_PYTHON": sys.executable}
    done = subprocess.run(
        ["bash", place / "source" / "run_autograder"],  # noqa: S607
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=550,
    )
    assert done.returncode == 0, done.stderr
    results = json.loads((place / "results" / "results.json").read_text(encoding="utf-8"))
    assert results["score"] == sum(test["max_score"] for test in results["tests"]) == 10
    assert {test["status"] for test in results["tests"]} == {"passed"}


@pytest.mark.skipif(sys.platform == "win32", reason="the container is Linux")
def test_a_python_that_does_not_start_is_passed_over(tmp_path: Path) -> None:
    for name, text in {
        "python3.13": "#!/bin/sh\nexit 127\n",
        "python3.12": "#!/bin/sh\nexit 1\n",
        "python3.11": "#!/bin/sh\n",
    }.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
        (tmp_path / name).chmod(0o755)
    chooser = SET_UP[SET_UP.index("suited() {") : SET_UP.index("PYTHON=")] + "suited"
    done = subprocess.run(
        ["/bin/bash", "-c", chooser], env={"PATH": os.fspath(tmp_path)}, capture_output=True, text=True, check=False
    )
    assert done.stdout == "python3.11\n"


def test_an_autograder_shows_no_line_of_a_solution() -> None:
    assert not list(leaks(Course.here(), bundle(Course.here(), with_mistakes=True)))
