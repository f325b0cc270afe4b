"""How long a large class takes: `python benchmarks/large_class.py [20 100 ...] [--only ex02 ...] [--jobs N]` (Linux).

For each size it writes a class of made-up submissions (right, wrong in one of the catalogued ways, untouched, broken,
some of them as notebooks or in a zip), marks it with `kata grade`, and prints the seconds for all and for each
submission, how long it took until the first was marked, and the most memory that the parent held. Without sizes: 20.
With `--cluster` it does so on a Dask cluster of two workers on this machine, and kills one of them in the middle. It
ends with an error where a student has no record, or two.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.verdicts import KATA, environment
from grading.authoring.notebooks import student_notebook
from reference.kit.course import Course
from reference.kit.exercise import Exercise
from tests.grading.classroom.local_cluster import Cluster, running

ROOT = Path(__file__).resolve().parent.parent
NUMPY = ("ex01", "ex02", "ex03", "ex04", "ex05", "ex06", "ex07", "ex08")
STEP_SECONDS = 0.2


def main() -> None:
    """Measure each size and print a line for it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[20])
    parser.add_argument("--only", nargs="+", default=list(NUMPY), metavar="EX")
    parser.add_argument("--jobs", type=int, default=2)
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--scheduler", default="", metavar="ADDRESS")
    where.add_argument("--cluster", action="store_true", help="two Dask workers, one of which is killed in the middle")
    options = parser.parse_args()
    exercises = [Course.here().exercise(name) for name in options.only]
    print(f"{len(exercises)} exercises, {options.jobs} jobs")
    print(f"{'class':>6} {'seconds':>9} {'each':>7} {'first':>7} {'again':>7} {'parent MB':>10}")
    for size in options.sizes:
        with tempfile.TemporaryDirectory(prefix="kata-class-") as name, contextlib.ExitStack() as stack:
            folder = Path(name)
            write_class(folder / "class", size, exercises)
            cluster = stack.enter_context(running(folder)) if options.cluster else None
            scheduler = cluster.address if cluster else options.scheduler
            words = ["grade", str(folder / "class"), "--out", str(folder / "out"), "--jobs", str(options.jobs)]
            words += [word for exercise in exercises for word in ("--only", exercise.id)]
            words += ["--scheduler", scheduler] if scheduler else []
            seconds, first, memory = graded(words, folder / "out" / "records", size, cluster)
            again, _, _ = graded(words, folder / "out" / "records", size)
        print(
            f"{size:>6} {seconds:>9.1f} {seconds / size:>7.2f} {first:>7.1f} {again:>7.1f} {memory:>10.0f}", flush=True
        )


def write_class(folder: Path, size: int, exercises: list[Exercise]) -> None:
    """Write made-up submissions: no two students in a row have the same."""
    texts = {exercise: list(made_up(exercise)) for exercise in exercises}
    for number in range(size):
        place = folder / student(number)
        place.mkdir(parents=True)
        files = {}
        for step, exercise in enumerate(exercises):
            text = texts[exercise][(number + step) % len(texts[exercise])] + f"\n# by student {number}\n"
            is_notebook = number % 5 == 1
            name = f"{exercise.module}.ipynb" if is_notebook else f"{exercise.module}.py"
            files[name] = student_notebook(exercise, text) if is_notebook else text
        if number % 5 == 2:
            with zipfile.ZipFile(place / "all.zip", "w", zipfile.ZIP_DEFLATED) as archive:
                for name, content in files.items():
                    archive.writestr(name, content)
        else:
            for name, content in files.items():
                (place / name).write_text(content, encoding="utf-8")


def student(number: int) -> str:
    """Return a student's name."""
    return f"student {number:04d}"


def made_up(exercise: Exercise) -> Iterator[str]:
    """Yield what students hand in: mostly right, the rest wrong in one function, or untouched."""
    right = exercise.solution.read_text(encoding="utf-8")
    yield right
    yield right
    yield right.replace("### BEGIN SOLUTION", "return None\n    ### BEGIN SOLUTION", 1)
    yield exercise.stub.read_text(encoding="utf-8")
    yield right
    yield right.replace("### BEGIN SOLUTION", "raise ValueError('oh')\n    ### BEGIN SOLUTION", 1)


def graded(words: list[str], records: Path, size: int, cluster: Cluster | None = None) -> tuple[float, float, float]:
    """Return the seconds of a run, those until its first record, and the parent's peak in megabytes.

    A worker of `cluster` is killed when half of the records are there, and another one started.
    """
    begin = time.perf_counter()
    quiet = subprocess.DEVNULL
    run = subprocess.Popen(
        [sys.executable, "-c", KATA, *words], cwd=ROOT, env=environment(ROOT), stdout=quiet, stderr=quiet
    )
    first, most = 0.0, 0.0
    while run.poll() is None:
        most = max(most, _peak(run.pid))
        there = len(list(records.glob("*.json"))) if records.is_dir() else 0
        if not first and there:
            first = time.perf_counter() - begin
        if cluster and there > size // 2:
            cluster.workers[0].kill()
            cluster.workers.append(cluster.add_worker())
            cluster = None
        time.sleep(STEP_SECONDS)
    if run.returncode:
        raise SystemExit(f"kata {' '.join(words)} ended with {run.returncode}")
    who = sorted(json.loads(record.read_text(encoding="utf-8"))["student"] for record in records.glob("*.json"))
    if who != [student(number) for number in range(size)]:
        raise SystemExit(f"{size} students have {len(who)} records, {len(set(who))} different ones")
    return time.perf_counter() - begin, first, most


def _peak(pid: int) -> float:
    """Return the most memory that a process has held so far, in megabytes."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0.0
    lines = [line.split()[1] for line in status.splitlines() if line.startswith("VmHWM:")]
    return int(lines[0]) / 1024 if lines else 0.0


if __name__ == "__main__":
    main()
