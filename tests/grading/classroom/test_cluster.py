"""A class is marked on a cluster as on one machine: the same grades, also when a worker is killed in the middle."""

from __future__ import annotations

import dataclasses
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("distributed")

from grading.classroom.cluster import mark_on_cluster, workers
from grading.classroom.distant import Order, marked
from grading.classroom.handed_in import submissions
from grading.classroom.pool import Unit
from grading.classroom.run import ClassRun, mark_class
from grading.results import Record
from grading.subject.sandbox import Bare
from reference.ground.errors import UserError
from reference.kit.course import Course
from reference.kit.exercise import Exercise
from tests.grading.classroom.local_cluster import Cluster, running
from tests.grading.small import MODULE, SOLUTION, small_exercise, source

pytestmark = [
    pytest.mark.xdist_group("cluster"),
    pytest.mark.skipif(os.name != "posix", reason="a worker hands a pipe to the process beside it"),
    pytest.mark.timeout(300),
]
SLOW = SOLUTION.replace("return 2 * x", "import time\n    time.sleep(0.3)\n    return 2 * x")
WRONG = SOLUTION.replace("return 2 * x", "return x * x")
CLASS = {f"student {number:02d}": text for number, text in enumerate([SOLUTION, WRONG, SLOW, ""] * 4)}


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A cluster on this machine."""
    with running(tmp_path_factory.mktemp("cluster")) as cluster:
        yield cluster


@pytest.fixture
def run(tmp_path: Path) -> Iterator[ClassRun]:
    """A class of sixteen."""
    exercise = small_exercise(tmp_path / "course")
    for name, text in CLASS.items():
        (tmp_path / "class" / name).mkdir(parents=True)
        if text:
            (tmp_path / "class" / name / f"{MODULE}.py").write_text(text, encoding="utf-8")
    found = submissions([tmp_path / "class"]).submissions
    yield ClassRun(found, [exercise], tmp_path / "out", "5", Bare(), jobs=2)
    Course.here().attach()


def grades(run: ClassRun) -> dict[str, Any]:
    """Return what the records say of everybody, without times."""
    records: dict[str, Any] = {}
    for one in run.submissions:
        record = run.folder.record(one.key)
        assert isinstance(record, Record)
        tests = [(test.id, test.outcome, test.points, test.message) for test in record.exercises[0].tests]
        records[one.student] = (record.points, record.seed, record.suite_hash, record.submission_hash, tests)
    return records


def test_grades_are_the_same_with_and_without(run: ClassRun, cluster: Cluster, tmp_path: Path) -> None:
    list(mark_class(run))
    there = dataclasses.replace(run, out=tmp_path / "there", scheduler=cluster.address)
    steps = list(mark_class(there))
    assert len(steps) == len(CLASS)
    assert grades(there) == grades(run)
    assert there.folder.conditions().finished


def test_a_worker_that_is_killed_in_the_middle_loses_no_mark(run: ClassRun, cluster: Cluster, tmp_path: Path) -> None:
    list(mark_class(run))
    there = dataclasses.replace(run, out=tmp_path / "there", scheduler=cluster.address)
    handed_in = 0
    for step in mark_class(there):
        handed_in += step.result.attempted
        if handed_in == 3:
            cluster.workers[0].send_signal(signal.SIGKILL)
            cluster.workers[0].wait()
    assert grades(there) == grades(run)
    cluster.workers[0] = cluster.add_worker()


def test_a_process_beside_a_worker_that_is_killed_loses_no_mark(
    run: ClassRun, cluster: Cluster, tmp_path: Path
) -> None:
    list(mark_class(run))
    there = dataclasses.replace(run, out=tmp_path / "there", scheduler=cluster.address)
    killed = False
    for step in mark_class(there):
        if step.result.attempted and not killed:
            beside = [pid for worker in cluster.workers for pid in children(worker.pid)]
            assert beside
            os.kill(beside[0], signal.SIGKILL)
            killed = True
    assert grades(there) == grades(run)


def test_a_worker_that_ends_leaves_no_process_behind(run: ClassRun, cluster: Cluster, tmp_path: Path) -> None:
    list(mark_class(dataclasses.replace(run, out=tmp_path / "there", scheduler=cluster.address)))
    beside = children(cluster.workers[0].pid)
    cluster.workers[0].kill()
    cluster.workers[0].wait()
    deadline = time.monotonic() + 30
    while any(Path(f"/proc/{pid}").exists() for pid in beside) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not [pid for pid in beside if Path(f"/proc/{pid}").exists()]
    cluster.workers[0] = cluster.add_worker()


def children(pid: int) -> list[int]:
    """Return a process's children."""
    found = []
    for tasks in Path(f"/proc/{pid}/task").glob("*/children"):
        found += [int(word) for word in tasks.read_text(encoding="ascii").split()]
    return found


def order(exercise: Exercise, fingerprint: str | None = None) -> Order:
    """Return an order for a right submission."""
    unit = Unit("anna", exercise, source(SOLUTION), "5")
    return Order(unit, exercise.fingerprint() if fingerprint is None else fingerprint, False, "none")


def test_an_order_is_marked_as_a_unit_of_the_pool_is(exercise: Exercise) -> None:
    done = marked(order(exercise))
    assert (done.result.points, done.unit.key) == (3, "anna")


def test_a_worker_of_another_version_marks_nothing(exercise: Exercise) -> None:
    done = marked(order(exercise, "another"))
    assert not done.result.is_marked
    assert "has other tests: bring it to the same version" in done.result.problem


def test_a_fault_of_ours_is_one_exercises_own(exercise: Exercise, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("oh")

    monkeypatch.setattr("grading.classroom.distant.warm", fail)
    assert "ZeroDivisionError: oh" in marked(order(exercise)).result.problem


def test_where_nobody_answers_one_sentence_says_so(exercise: Exercise, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("grading.classroom.cluster.TIMEOUT", 1.0)
    units = [Unit("anna", exercise, source(SOLUTION), "5")]
    with pytest.raises(UserError, match=r"no Dask scheduler at tcp://127\.0\.0\.1:9 .*start one with `dask scheduler`"):
        list(mark_on_cluster(units, sandbox=Bare(), scheduler="tcp://127.0.0.1:9"))


def test_it_is_known_how_many_workers_there_are(cluster: Cluster) -> None:
    deadline = time.monotonic() + 60
    while workers(cluster.address) != 2 and time.monotonic() < deadline:
        time.sleep(0.2)
    assert workers(cluster.address) == 2
