"""The command line as people meet it: exit codes, one sentence for a mistake, data alone with --json."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from importlib import metadata
from pathlib import Path

import pytest

from grading.authoring.notebooks import student_notebook
from grading.commandline.student import known_names
from reference.kit.course import Course
from tests import needs

Kata = Callable[..., subprocess.CompletedProcess[str]]
ROOMS = ("exercises", "solutions", "reference", "grading", "tests", "pyproject.toml")


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project in a folder with a space and an umlaut, so that the tests leave this one alone."""
    folder = tmp_path_factory.mktemp("kata") / "mein K\u00e4ta ordner"
    for room in ROOMS:
        source = Course.here().root / room
        if source.is_dir():
            shutil.copytree(source, folder / room, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, folder / room)
    return folder


@pytest.fixture
def kata(checkout: Path) -> Kata:
    """Run `kata` in that copy, not in a terminal, as a fresh student with untouched stubs."""
    shutil.rmtree(checkout / ".kata", ignore_errors=True)
    shutil.copytree(Course.here().root / "exercises", checkout / "exercises", dirs_exist_ok=True)

    def run(*words: str | Path) -> subprocess.CompletedProcess[str]:
        code = "import sys; sys.argv[0] = 'kata'; from grading.commandline.app import main; main()"
        return subprocess.run(
            [sys.executable, "-c", code, *map(str, words)],
            cwd=checkout,
            env={**os.environ, "PYTHONPATH": str(checkout), "PYTHONSAFEPATH": "1"},
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=120,
        )

    return run


def write_answer(checkout: Path) -> None:
    """Do ex02 as a student would."""
    shutil.copy(checkout / "solutions/ex02_softmax.py", checkout / "exercises/ex02_softmax.py")


def test_alone_it_greets_once_and_says_what_is_next(kata: Kata) -> None:
    first, second = kata(), kata()
    assert first.returncode == second.returncode == 0
    assert "The tests are meant to fail at first" in first.stdout
    assert "The tests are meant to fail at first" not in second.stdout
    assert "Next: ex01" in second.stdout


def test_untouched_stubs_get_nothing_and_exit_code_one(kata: Kata) -> None:
    done = kata("check", "ex02", "--json")
    record = json.loads(done.stdout)
    assert done.returncode == 1
    assert (record["points"], record["max_points"]) == (0, 10)
    assert {test["outcome"] for test in record["exercises"][0]["tests"]} == {"not attempted"}


def test_a_bar_that_a_student_s_code_prints_is_shown_as_it_ended(kata: Kata, checkout: Path) -> None:
    stub = checkout / "exercises/ex02_softmax.py"
    bar = r'print("Epoch 1\n\r\x1b[1m1/2\x1b[0m ==\x08\x08\r\x1b[1m2/2\x1b[0m ==== done\r\nright: 3")'
    text = stub.read_text(encoding="utf-8")
    first = 'raise NotImplementedError("softmax: not written yet")'
    stub.write_text(text.replace(first, f"{bar}; return scores"), encoding="utf-8")
    shown = [line.strip() for line in kata("check", "ex02").stdout.splitlines()]
    start = shown.index("your code printed:")
    assert shown[start + 1 : start + 4] == ["Epoch 1", "2/2 ==== done", "right: 3"]


def test_check_of_the_solutions_is_green(kata: Kata) -> None:
    done = kata("check", "2", "--subject", "solutions")
    assert done.returncode == 0
    assert "10 of 10 points" in done.stdout
    assert done.stdout.isascii()


def test_a_passed_exercise_gets_its_picture_and_the_next(kata: Kata, checkout: Path) -> None:
    write_answer(checkout)
    done = kata("check", "softmax")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Your picture of ex02: figures/ex02_softmax.png" in done.stdout
    assert (checkout / "figures/ex02_softmax.png").read_bytes().startswith(b"\x89PNG")
    assert "Next: ex01" in done.stdout
    assert "+ ex02" in kata("list").stdout


def test_the_model_answer_shows_only_after_a_pass(kata: Kata, checkout: Path) -> None:
    before = kata("solution", "ex02")
    assert before.returncode == 1
    assert "not passed yet" in before.stdout
    write_answer(checkout)
    kata("check", "ex02")
    assert "def softmax(" in kata("solution", "ex02", "--whole").stdout


def test_after_a_pass_each_task_is_held_against_the_model_answer(kata: Kata, checkout: Path) -> None:
    write_answer(checkout)
    path = checkout / "exercises/ex02_softmax.py"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("shifted", "moved"), encoding="utf-8")
    kata("check", "ex02")
    said = kata("solution", "ex02").stdout
    assert "softmax: the same" in said
    assert "-    moved = scores - largest\n" in said
    assert "+    shifted = scores - largest\n" in said
    assert "Return" not in said  # docstrings are the lesson's


def test_a_passed_exercise_needs_no_hint_and_says_so(kata: Kata, checkout: Path) -> None:
    write_answer(checkout)
    kata("check", "ex02")
    assert "ex02 has passed: it needs no hint" in kata("hint", "ex02").stdout
    assert "hint 1 of 3" in kata("hint", "ex02", "softmax").stdout


def test_a_deleted_file_is_answered_with_the_command_that_brings_it_back(kata: Kata, checkout: Path) -> None:
    (checkout / "exercises/ex01_neuron.py").unlink()
    (checkout / "exercises/notebooks/ex01_neuron.ipynb").unlink()
    assert "kata reset ex01 puts it back" in kata("check", "ex01").stdout
    kata("reset", "ex01")
    assert (checkout / "exercises/ex01_neuron.py").is_file()


def test_it_knows_its_version_and_shells_complete_its_exercises(kata: Kata) -> None:
    assert kata("--version").stdout == f"kata {metadata.version('neural-network-kata')}\n"
    assert known_names("ex0")[:2] == ["ex01", "ex02"]
    assert known_names("soft") == ["softmax"]


def test_the_columns_of_the_list_stand_one_below_the_other(kata: Kata) -> None:
    lines = [line for line in kata("list").stdout.splitlines() if " min" in line]
    assert len({line.index(" min") for line in lines}) == 1


def test_hints_go_from_a_nudge_to_nearly_the_line(kata: Kata) -> None:
    shown = [kata("hint", "ex02", "softmax").stdout for _ in range(4)]
    assert [f"hint {n} of 3" in text for n, text in zip((1, 2, 3, 3), shown, strict=True)] == [True] * 4
    assert "last one already" in shown[3]


def write_notebook(checkout: Path) -> Path:
    """Do ex02 in its notebook, as a student would, and leave the module alone."""
    softmax = Course.here().exercise("ex02")
    path = checkout / "exercises/notebooks/ex02_softmax.ipynb"
    path.write_text(student_notebook(softmax, softmax.solution.read_text(encoding="utf-8")), encoding="utf-8")
    return path


def test_reset_keeps_the_student_s_files_and_names_them(kata: Kata, checkout: Path) -> None:
    write_answer(checkout)
    notebook = write_notebook(checkout).read_bytes()
    done = kata("reset", "ex02")
    kept = [checkout / line.split("kept as ")[1] for line in done.stdout.splitlines() if "kept as " in line]
    assert [path.read_bytes() for path in kept] == [
        (checkout / "solutions/ex02_softmax.py").read_bytes(),
        notebook,
    ]
    for name in ("ex02_softmax.py", "notebooks/ex02_softmax.ipynb"):
        assert (checkout / "exercises" / name).read_bytes() == (Course.here().root / "exercises" / name).read_bytes()
    assert "already" in kata("reset", "ex02").stdout


def test_work_in_the_notebook_counts(kata: Kata, checkout: Path) -> None:
    write_notebook(checkout)
    done = kata("check", "ex02")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "From exercises/notebooks/ex02_softmax.ipynb:" in done.stdout
    assert "10 of 10 points" in done.stdout
    assert "+ ex02" in kata("list").stdout
    assert "1 of 20 exercises passed" in kata().stdout
    assert "def softmax(" in kata("solution", "ex02", "--whole").stdout
    state = {exercise["id"]: exercise for exercise in json.loads(kata("list", "--json").stdout)}
    assert state["ex02"]["file"] == "exercises/notebooks/ex02_softmax.ipynb"
    assert not state["ex02"]["changed_since"]


def test_of_module_and_notebook_the_newer_is_taken_and_it_is_said(kata: Kata, checkout: Path) -> None:
    notebook = write_notebook(checkout)
    stub = checkout / "exercises/ex02_softmax.py"
    text = stub.read_text(encoding="utf-8")
    stub.write_text(text.replace('raise NotImplementedError("softmax: not written yet")', "return 1"), encoding="utf-8")
    os.utime(notebook, (1_000_000_000, 1_000_000_000))
    older = " ".join(kata("check", "ex02").stdout.split())
    assert "ex02_softmax.py and exercises/notebooks/ex02_softmax.ipynb: the first is newer" in older
    assert "10 of 10" not in older
    os.utime(stub, (900_000_000, 900_000_000))
    assert "10 of 10 points" in kata("check", "ex02").stdout


def test_a_task_is_checked_in_the_exercise_that_has_it(kata: Kata) -> None:
    done = kata("check", "ex04", "ex02", "--task", "log_softmax")
    assert "ex02" in done.stdout
    assert "Traceback" not in done.stderr
    assert done.returncode == 1


def test_a_hint_is_shown_where_nothing_can_be_remembered(kata: Kata, checkout: Path) -> None:
    (checkout / ".kata").write_text("no folder", encoding="utf-8")
    try:
        done = kata("hint", "ex02", "softmax")
    finally:
        (checkout / ".kata").unlink()
    assert "hint 1 of 3" in done.stdout
    assert "progress.json cannot be written" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("name", ["ex2", "EX02", "2", "02", "softmax", "Softmax", "ex_2", "exercise 2"])
def test_an_exercise_goes_by_many_names(name: str) -> None:
    assert Course.here().exercise(name).id == "ex02"


def test_a_damaged_state_file_is_kept_aside(kata: Kata, checkout: Path) -> None:
    (checkout / ".kata").mkdir()
    (checkout / ".kata/progress.json").write_text("{ no", encoding="utf-8")
    assert kata("list").returncode == 0
    assert [path.read_text(encoding="utf-8") for path in (checkout / ".kata/backups").glob("progress*")] == ["{ no"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("check", "softmx"), "there is no exercise 'softmx': did you mean ex02 (softmax)?"),
        (("check", "ex99"), "there is no exercise 'ex99'; there are ex01"),
        (("check", "ex02", "--subject", "nowhere"), "there is no file or folder 'nowhere'"),
        (("check", "ex02", "--subject", "README"), "there is no file or folder 'README'"),
        (("check", "ex02", "--subject", "pyproject.toml"), "neither a module (.py) nor a notebook"),
        (("check", "ex02", "--task", "sofmax"), "has no task 'sofmax'; there are softmax"),
        (("hint", "ex02", "relu"), "has no task 'relu'; there are softmax"),
        (("chekc",), "No such command 'chekc'"),
        (("check", "--seed", "x y"), "a seed has 1 to 64"),
        (("figure", "ex02", "--out", "tests"), "is a folder: name a file in it"),
        (("grade", "nowhere", "--out", "out"), "there is no folder 'nowhere'"),
        (("grade", "tests", "--out", "tests"), "holds something else than a class run"),
        (("grade", "reference/oracles/__pycache__/..", "--out", "o"), ""),
        (("report", "tests"), "run.json"),
    ],
)
def test_a_mistake_gets_one_sentence_and_exit_code_two(kata: Kata, words: tuple[str, ...], said: str) -> None:
    done = kata(*words)
    assert done.returncode == 2, done.stdout + done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert done.stderr.startswith("kata: ")
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_folder_without_submissions_is_told_what_it_must_hold(kata: Kata, tmp_path: Path) -> None:
    done = kata("grade", tmp_path, "--out", tmp_path / "out")
    assert done.returncode == 2
    assert "it must hold one folder a student" in done.stderr
    assert not (tmp_path / "out").exists()


@needs.tensorflow
def test_doctor_is_content_with_the_machine_that_runs_the_tests(kata: Kata) -> None:
    done = kata("doctor", "--json")
    findings = json.loads(done.stdout)
    assert not [finding for finding in findings if finding["state"] == "problem"]
    assert {"Python", "libraries", "exercises", "sandbox"} <= {finding["what"] for finding in findings}


@needs.tensorflow
def test_build_says_what_is_stale_and_keeps_the_former_file(kata: Kata, checkout: Path) -> None:
    stub = checkout / "exercises/ex02_softmax.py"
    stub.write_text("# mine\n", encoding="utf-8")
    before = kata("build", "--check")
    assert before.returncode == 1
    assert "exercises/ex02_softmax.py is stale" in before.stdout
    done = kata("build")
    assert done.returncode == 0
    kept = checkout / done.stdout.split("the former: ", 1)[1].split(")", 1)[0]
    assert kept.read_text(encoding="utf-8") == "# mine\n"
