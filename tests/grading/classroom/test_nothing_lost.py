"""Whatever ends a class run in the middle, the same command goes on and ends with the same grades."""

from __future__ import annotations

import dataclasses
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from grading.classroom.folder import RunFolder
from grading.classroom.handed_in import submissions
from grading.classroom.run import ClassRun, continued, mark_class
from grading.results import Record
from grading.subject.sandbox import Bare
from reference.ground.places import CHECKOUT
from reference.kit.course import Course
from reference.kit.exercise import Exercise
from tests.grading.small import MODULE, SOLUTION, small_exercise

pytestmark = [
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="processes are watched on Linux"),
    pytest.mark.timeout(600),
]
KATA = "import sys; sys.argv[0] = 'kata'; from grading.commandline.entry import main; main()"
SLOW = SOLUTION.replace("return 2 * x", "import time\n    time.sleep(0.2)\n    return 2 * x")
WRONG = SOLUTION.replace("return 2 * x", "return x * x")
STUDENTS = {f"student {number}": text for number, text in enumerate([SOLUTION, WRONG, SLOW, ""] * 2)}


@pytest.fixture
def exercise(tmp_path: Path) -> Iterator[Exercise]:
    """The small exercise."""
    yield small_exercise(tmp_path / "course")
    Course.here().attach()


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """What the class handed in."""
    for name, text in STUDENTS.items():
        (tmp_path / "class" / name).mkdir(parents=True)
        if text:
            (tmp_path / "class" / name / f"{MODULE}.py").write_text(text, encoding="utf-8")
    return tmp_path / "class"


@pytest.fixture
def right(exercise: Exercise, place: Path, tmp_path: Path) -> dict[str, Any]:
    """The grades of a run that nothing ends."""
    run = ClassRun(submissions([place]).submissions, [exercise], tmp_path / "right", "5", Bare(), jobs=2)
    list(mark_class(run))
    return grades(run.out)


def grades(out: Path) -> dict[str, Any]:
    """Return what the records say of everybody, without times."""
    conditions = RunFolder(out).conditions()
    assert conditions.finished
    told: dict[str, Any] = {}
    for key, student in conditions.students.items():
        record = RunFolder(out).record(key)
        assert isinstance(record, Record)
        tests = [(test.id, test.outcome, test.points, test.message) for test in record.exercises[0].tests]
        told[student] = (record.points, record.seed, record.submission_hash, tests)
    return told


def command(exercise: Exercise, place: Path, out: Path) -> list[str]:
    """Return the command that grades the class."""
    words = ["--course", str(exercise.course.root), "grade", str(place), "--out", str(out), "--seed", "5"]
    return [sys.executable, "-c", KATA, *words, "--jobs", "2", "--sandbox", "none"]


def begun(words: list[str], out: Path, records: int) -> subprocess.Popen[str]:
    """Start the command, and wait until so many students are done."""
    run = subprocess.Popen(
        words,
        cwd=CHECKOUT,
        env={**os.environ, "PYTHONPATH": str(CHECKOUT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    deadline = time.monotonic() + 200
    while len(list(out.glob("records/*.json"))) < records and run.poll() is None and time.monotonic() < deadline:
        time.sleep(0.02)
    return run


def ended(run: subprocess.Popen[str]) -> tuple[int, str]:
    """Wait for a command; return its exit code and what it said."""
    said = run.communicate(timeout=300)[1]
    return run.returncode, said


def test_a_killed_run_goes_on_and_ends_with_the_same_grades(
    exercise: Exercise, place: Path, tmp_path: Path, right: dict[str, Any]
) -> None:
    out, words = tmp_path / "out", command(exercise, place, tmp_path / "out")
    run = begun(words, out, 3)
    run.kill()
    ended(run)
    before = {path: path.read_bytes() for path in out.glob("records/*.json")}
    assert 3 <= len(before) <= len(STUDENTS)
    code, said = ended(begun(words, out, len(STUDENTS)))
    assert code == 0, said
    assert "already marked under the same conditions" in said
    assert {path: path.read_bytes() for path in before} == before, "nobody is marked twice"
    assert grades(out) == right


def test_a_killed_process_of_the_pool_costs_nobody_a_mark(
    exercise: Exercise, place: Path, tmp_path: Path, right: dict[str, Any]
) -> None:
    out = tmp_path / "out"
    run = begun(command(exercise, place, out), out, 3)
    for pid in children(run.pid)[:1]:
        os.kill(pid, signal.SIGKILL)
    code, said = ended(run)
    assert code == 0, said
    assert grades(out) == right


def children(pid: int) -> list[int]:
    """Return a process's children."""
    found: list[int] = []
    for tasks in Path(f"/proc/{pid}/task").glob("*/children"):
        found += [int(word) for word in tasks.read_text(encoding="ascii").split()]
    return found


@pytest.mark.parametrize("after", [0, 1, 5])
def test_a_full_disk_ends_the_run_and_the_same_command_goes_on(
    exercise: Exercise, place: Path, tmp_path: Path, right: dict[str, Any], after: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = ClassRun(submissions([place]).submissions, [exercise], tmp_path / "out", "5", Bare(), jobs=2)
    write = RunFolder.write_record
    written: list[str] = []

    def full(folder: RunFolder, key: str, record: Record) -> None:
        if len(written) >= after:
            raise OSError(28, "No space left on device", str(folder.path / key))
        written.append(key)
        write(folder, key, record)

    with monkeypatch.context() as patched:
        patched.setattr(RunFolder, "write_record", full)
        with pytest.raises(OSError, match="No space left"):
            list(mark_class(run))
    assert len(written) == after
    list(mark_class(continued(dataclasses.replace(run, seed="6"))))
    assert grades(run.out) == right


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of a few kilobytes, where one may be had."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount, umount = shutil.which("mount"), shutil.which("umount")
    if mount is None or umount is None or os.geteuid() != 0:
        pytest.skip("nobody may mount a small disk here")
    words = [mount, "-t", "tmpfs", "-o", "size=24k", "tmpfs", str(disk)]
    if subprocess.run(words, capture_output=True, check=False).returncode:
        pytest.skip("nobody may mount a small disk here")
    yield disk
    subprocess.run([umount, str(disk)], check=True)


def test_a_disk_that_is_really_full_is_told_in_one_sentence(
    exercise: Exercise, place: Path, right: dict[str, Any], small_disk: Path
) -> None:
    out = small_disk / "out"
    words = command(exercise, place, out)
    code, said = ended(begun(words, out, len(STUDENTS)))
    assert code == 2
    assert "No space left on device" in said
    assert "Traceback" not in said
    subprocess.run([str(shutil.which("mount")), "-o", "remount,size=8m", str(small_disk)], check=True)
    code, said = ended(begun(words, out, len(STUDENTS)))
    assert code == 0, said
    assert grades(out) == right


def test_a_submission_or_a_suite_that_has_changed_is_graded_again_by_itself(
    exercise: Exercise, place: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    words = command(exercise, place, out)
    assert ended(begun(words, out, len(STUDENTS)))[0] == 0
    (place / "student 1" / f"{MODULE}.py").write_text(SOLUTION, encoding="utf-8")
    code, said = ended(begun(words, out, len(STUDENTS)))
    assert code == 0
    assert "7 submissions already marked" in said
    assert RunFolder(out).record("student_1").points == 3  # type: ignore[union-attr]
    suite = exercise.suite.read_text(encoding="utf-8")
    exercise.suite.write_text(suite.replace("size=4", "size=5"), encoding="utf-8")
    code, said = ended(begun(words, out, len(STUDENTS)))
    assert code == 0
    assert "already marked" not in said
