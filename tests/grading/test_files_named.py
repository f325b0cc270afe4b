"""What a person names is what is checked, and a mistake with files and folders is one sentence."""

from __future__ import annotations

import io
import json
import os
import pty
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from rich.console import Console

from grading.commandline.grade import grade
from grading.commandline.terminal import Terminal
from grading.subject.sandbox import bubblewrap_problem
from reference.kit.course import Course
from tests.grading.test_commandline import Kata
from tests.grading.test_commandline import checkout as checkout
from tests.grading.test_commandline import kata as kata
from tests.grading.test_interrupted import hear_interruptions

LONG = "x" * 300
KATA = "import sys; sys.argv[0] = 'kata'; from grading.commandline.app import main; main()"


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """A folder with a space and an umlaut that holds a finished module under two names, and another without one."""
    folder = tmp_path / "bei mir \u00fcberall"
    folder.mkdir()
    for name in ("ex02_softmax.py", "ex02_softmax (1).py", "mine.py"):
        shutil.copy(Course.here().exercise("ex02").solution, folder / name)
    return folder


@pytest.mark.parametrize("name", ["ex02_softmax.py", "ex02_softmax (1).py"])
def test_a_file_that_is_named_is_the_one_that_is_checked(kata: Kata, elsewhere: Path, name: str) -> None:
    done = kata("check", elsewhere / name)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"From {elsewhere / name}:" in " ".join(done.stdout.split())
    assert "10 of 10 points" in done.stdout
    assert "+ ex02" not in kata("list").stdout, "it is not the student's own work in the course"


def test_a_file_with_its_name_in_capitals_is_checked(kata: Kata, elsewhere: Path) -> None:
    shutil.copy(elsewhere / "mine.py", elsewhere / "EX02_SOFTMAX.PY")
    assert kata("check", elsewhere / "EX02_SOFTMAX.PY").returncode == 0


def test_a_file_that_is_named_is_checked_with_data_alone(kata: Kata, elsewhere: Path) -> None:
    assert json.loads(kata("check", elsewhere / "ex02_softmax.py", "--json").stdout)["points"] == 10


def test_the_student_s_own_file_may_be_named(kata: Kata, checkout: Path) -> None:
    shutil.copy(checkout / "solutions/ex02_softmax.py", checkout / "exercises/ex02_softmax.py")
    assert kata("check", "exercises/ex02_softmax.py").returncode == 0
    assert "+ ex02" in kata("list").stdout


def test_the_notebook_that_is_named_is_checked_though_the_module_was_worked_on(kata: Kata, checkout: Path) -> None:
    shutil.copy(checkout / "solutions/ex02_softmax.py", checkout / "exercises/ex02_softmax.py")
    done = kata("check", "exercises/notebooks/ex02_softmax.ipynb")
    assert done.returncode == 1
    assert "softmax: not written yet" in done.stdout


def test_a_picture_is_drawn_from_the_file_that_is_named(kata: Kata, elsewhere: Path) -> None:
    done = kata("figure", elsewhere / "ex02_softmax.py", "--out", elsewhere / "mine.png")
    assert done.returncode == 0, done.stdout + done.stderr
    assert (elsewhere / "mine.png").is_file()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ("check", "ELSEWHERE/mine.py"),
            "does not say which exercise it answers: name the exercise, and the file with",
        ),
        (("check", "ELSEWHERE/ex02_softmax.py", "ex03"), "is checked by itself: kata check ex02 --subject"),
        (("check", "nowhere/ex02_softmax.py"), "there is no file 'nowhere/ex02_softmax.py'"),
        (("check", "exercises"), "'exercises' is a folder: kata check EX --subject exercises"),
        (("check", "."), "'.' is a folder"),
        (("check", "ex02", "--subject", LONG), "cannot be read or written: File name too long"),
        (("figure", "ex02", "--out", LONG), "cannot be read or written: File name too long"),
        (("grade", LONG, "--out", "out"), "cannot be read or written: File name too long"),
        (("grade", "exercises", "--out", LONG), "cannot be read or written: File name too long"),
        (("grade", "pyproject.toml", "--out", "out"), "is neither a folder nor a module"),
    ],
)
def test_a_mistake_with_files_gets_one_sentence(kata: Kata, elsewhere: Path, words: tuple[str, ...], said: str) -> None:
    done = kata(*(word.replace("ELSEWHERE", str(elsewhere)) for word in words))
    assert done.returncode == 2, done.stdout + done.stderr
    assert said in done.stderr
    assert done.stderr.startswith("kata: ")
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_file_that_is_gone_can_be_put_back(kata: Kata, checkout: Path) -> None:
    (checkout / "exercises/ex02_softmax.py").unlink()
    (checkout / "exercises/notebooks/ex02_softmax.ipynb").unlink()
    assert "exercises/ex02_softmax.py is not there: kata reset ex02 puts it back" in kata("check", "ex02").stdout
    assert kata("reset", "ex02").returncode == 0
    assert (checkout / "exercises/ex02_softmax.py").is_file()


def test_a_folder_in_the_place_of_a_file_is_left_alone_and_told(kata: Kata, checkout: Path) -> None:
    stub = checkout / "exercises/ex02_softmax.py"
    stub.unlink()
    stub.mkdir()
    try:
        done = kata("reset", "ex02")
    finally:
        stub.rmdir()
    assert done.returncode == 2
    assert "exercises/ex02_softmax.py is a folder: move it away" in done.stderr


def test_watching_where_no_files_are_is_one_sentence(kata: Kata, checkout: Path) -> None:
    shutil.move(checkout / "exercises", checkout / "away")
    try:
        done = kata("watch")
    finally:
        shutil.move(checkout / "away", checkout / "exercises")
    assert done.returncode == 2
    assert "there is no folder" in done.stderr
    assert "Traceback" not in done.stderr


def test_hints_that_were_counted_wrongly_are_shown_all_the_same(kata: Kata, checkout: Path) -> None:
    (checkout / ".kata").mkdir()
    (checkout / ".kata/progress.json").write_text('{"hints": {"ex02.softmax": 99}}', encoding="utf-8")
    assert "hint 3 of 3" in kata("hint", "ex02", "softmax", "--again").stdout
    (checkout / ".kata/progress.json").write_text('{"hints": {"ex02.softmax": -9}}', encoding="utf-8")
    assert "hint 1 of 3" in kata("hint", "ex02", "softmax").stdout


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere a folder one stands in cannot be removed")
def test_a_folder_that_is_gone_is_one_sentence(tmp_path: Path) -> None:
    words = [sys.executable, "-c", f"import os; os.rmdir(os.getcwd()); {KATA}", "list"]
    environment = {**os.environ, "PYTHONPATH": str(Course.here().root), "PYTHONSAFEPATH": "1"}
    (tmp_path / "gone").mkdir()
    done = subprocess.run(words, cwd=tmp_path / "gone", env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == 2
    assert done.stderr == "kata: the folder that you are in is not there any more: change into another one\n"


def test_a_student_s_name_is_no_markup(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    terminal.__dict__["err"] = Console(file=io.StringIO(), force_terminal=True, width=100)
    with terminal.progress() as bar:
        bar.update(bar.add_task("", total=1), description="ex02 [bold]anna[", refresh=True)
    file = terminal.err.file
    assert isinstance(file, io.StringIO)
    assert "ex02 [bold]anna[" in file.getvalue()


def test_data_may_hold_a_path_whose_bytes_are_no_utf8(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    Terminal().data({"out": os.fsdecode(b"fr\xfc")})
    assert json.loads(capsysbinary.readouterr().out)["out"] == os.fsdecode(b"fr\xfc")


def test_an_exercise_that_is_named_twice_is_marked_once(
    tmp_path: Path, elsewhere: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sandbox = "none" if bubblewrap_problem() else "bubblewrap"
    grade(
        [elsewhere / "ex02_softmax.py"], out=tmp_path / "out", only=["ex02", "softmax"], sandbox=sandbox, as_json=True
    )
    (student,) = json.loads(capsys.readouterr().out)["grades"]
    assert (student["points"], student["max_points"]) == (10, 10)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="a terminal of its own is made on Linux")
def test_a_check_that_is_interrupted_says_so(tmp_path: Path) -> None:
    endless = tmp_path / "ex02_softmax.py"
    answer = Course.here().exercise("ex02").solution.read_text(encoding="utf-8")
    endless.write_text(f"print('here', flush=True)\n{answer}\nwhile True: pass\n", encoding="utf-8")
    master, slave = pty.openpty()
    environment = {**os.environ, "PYTHONPATH": str(Course.here().root), "PYTHONSAFEPATH": "1"}
    run = subprocess.Popen(
        [sys.executable, "-c", KATA, "check", str(endless)],
        cwd=tmp_path,
        env=environment,
        stdin=slave,
        stdout=slave,
        stderr=slave,
        start_new_session=True,
        preexec_fn=hear_interruptions,
    )
    os.close(slave)
    shown = b""
    while b"checking" not in shown and b"ex02" not in shown:
        shown += os.read(master, 4096)
    time.sleep(0.5)
    run.send_signal(signal.SIGINT)
    while run.poll() is None or b"interrupted" not in shown:
        try:
            shown += os.read(master, 4096)
        except OSError:  # the other end is closed
            break
    os.close(master)
    assert run.wait(60) == 130
    assert b"kata: interrupted" in shown
    assert b"Traceback" not in shown
