"""A class run that is ended, in whatever way, leaves no process behind, and says how far it came where it can."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from grading.subject.clock import CAN_TELL, family
from grading.subject.sandbox import bubblewrap_problem
from reference.kit.course import Course

pytestmark = pytest.mark.skipif(
    not CAN_TELL or bool(bubblewrap_problem()), reason="processes are watched on Linux, with bubblewrap"
)
KATA = "import sys; sys.argv[0] = 'kata'; from grading.commandline.app import main; main()"


def hear_interruptions() -> None:
    """Let a process hear Ctrl+C, before it becomes another program: a shell in the background has it ignored."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture
def grading(tmp_path: Path) -> subprocess.Popen[str]:
    """A class run in which one student is done and the other's loop never ends."""
    exercise = Course.here().exercise("ex02")
    answer = exercise.solution.read_text(encoding="utf-8")
    endless = answer.replace("### BEGIN SOLUTION", "while True: pass", 1)
    for student, text in (("Ada", answer), ("Ben", endless)):
        (tmp_path / "class" / student).mkdir(parents=True)
        (tmp_path / "class" / student / "ex02_softmax.py").write_text(text, encoding="utf-8")
    words = ["grade", str(tmp_path / "class"), "--out", str(tmp_path / "out"), "--only", "ex02"]
    command = [sys.executable, "-c", KATA, *words]
    run = subprocess.Popen(
        command,
        cwd=Course.here().root,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        preexec_fn=hear_interruptions,
    )
    record = tmp_path / "out" / "records" / "Ada.json"
    deadline = time.monotonic() + 120
    while not (record.exists() and len(family(run.pid)) > 4) and run.poll() is None and time.monotonic() < deadline:
        time.sleep(0.05)
    assert record.exists()
    assert run.poll() is None
    return run


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_no_process_is_left_of_a_run_that_is_ended(grading: subprocess.Popen[str], how: signal.Signals) -> None:
    processes = family(grading.pid)
    assert len(processes) > 4  # the run, its pool, a suite, a sandbox
    grading.send_signal(how)
    said = grading.communicate(timeout=60)[1]
    deadline = time.monotonic() + 60
    while (left := [pid for pid in processes if _is_running(pid)]) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert left == []
    if how != signal.SIGKILL:
        assert grading.returncode == 130
        assert "interrupted: 1 of 2 are marked; the same command goes on" in said


def test_an_end_that_is_sent_to_all_and_again_is_heard_once() -> None:
    code = """
import os, signal, sys
from grading.commandline.classwork import _take_end_for_interruption as take
take()
if (child := os.fork()) == 0:
    signal.raise_signal(signal.SIGTERM)
print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
try:
    signal.raise_signal(signal.SIGTERM)
except KeyboardInterrupt:
    signal.raise_signal(signal.SIGTERM)
    print("interrupted once")
"""
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=Course.here().root, capture_output=True, encoding="utf-8", check=False)
    assert (done.stdout.split("\n"), done.stderr) == (["143", "interrupted once", ""], "")


def _is_running(pid: int) -> bool:
    try:
        text = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace")
    except OSError:
        return False
    return text.rpartition(")")[2].split()[0] != "Z"


def test_a_child_ends_with_whoever_made_it() -> None:
    code = """
import os, time
from grading.marking.processes import die_with_parent
if os.fork() == 0:
    die_with_parent()
    print(os.getpid(), flush=True)
    time.sleep(60)
time.sleep(60)
"""
    parent = subprocess.Popen([sys.executable, "-c", code], cwd=Course.here().root, stdout=subprocess.PIPE)
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    os.kill(parent.pid, signal.SIGKILL)
    parent.stdout.close()
    parent.wait()
    deadline = time.monotonic() + 30
    while _is_running(child) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not _is_running(child)
