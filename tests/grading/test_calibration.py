"""Where a threshold is put, and when none is."""

from __future__ import annotations

import ast
import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from grading.authoring import calibration
from grading.authoring.calibration import Contender, between
from reference.ground.errors import NoGapError
from reference.kit.course import Course
from reference.kit.exercise import Exercise
from reference.kit.thresholds import Distribution, Threshold


def ways(model: tuple[float, ...], rival: tuple[float, ...]) -> tuple[Distribution, ...]:
    """A model answer, a naive baseline, and something that never gets anywhere."""
    return (
        Distribution("model answer", "model", model),
        Distribution("by colour", "baseline", rival),
        Distribution("no labels", "broken", (0.1,)),
    )


def test_a_threshold_stands_in_the_middle_of_the_gap() -> None:
    assert between("ex99", ways((0.90, 0.91, 0.92), (0.50, 0.51, 0.52))) == 0.71


def test_a_threshold_leaves_the_middle_for_what_varies_widely() -> None:
    varies = (0.40, 0.48, 0.52, 0.52, 0.52, 0.52)
    needed = between("ex99", ways((0.70, 0.71), varies))
    assert round((0.52 + 0.70) / 2, 2) < needed < 0.70


@pytest.mark.parametrize(
    ("model", "rival", "said"),
    [
        ((0.5, 0.9), (0.4, 0.6), "there is no gap"),
        ((0.604, 0.9), (0.4, 0.601), "there is no gap"),
        ((0.62, 0.9), (0.2, 0.60), "standard deviations from by colour"),
    ],
)
def test_no_threshold_without_a_gap(model: tuple[float, ...], rival: tuple[float, ...], said: str) -> None:
    with pytest.raises(NoGapError, match=said):
        between("ex99", ways(model, rival))


def test_the_least_of_all_sound_ways_is_the_upper_edge() -> None:
    modest = Distribution("global pooling", "model", (0.62, 0.63, 0.64))
    assert between("ex99", (*ways((0.90, 0.91, 0.92), (0.50, 0.51, 0.52)), modest)) == 0.57


def test_a_sound_way_below_a_baseline_leaves_no_gap() -> None:
    modest = Distribution("global pooling", "model", (0.48, 0.9))
    with pytest.raises(NoGapError, match=r"global pooling reaches 0.48 to 0.90, by colour reaches 0.50"):
        between("ex99", (*ways((0.90, 0.91, 0.92), (0.50, 0.51, 0.52)), modest))


def test_a_miss_says_what_the_other_sound_ways_reached() -> None:
    modest = Distribution("global pooling", "model", (0.62, 0.64))
    known = Threshold(0.57, "2026-11-26", {}, (*ways((0.9, 0.92), (0.5, 0.52)), modest))
    assert known.explain(0.3) == (
        "model answer 0.90 to 0.92, 1 other sound way 0.62 to 0.64, by colour 0.50 to 0.52, yours 0.30, needed 0.57"
    )
    assert known.gap == (0.52, 0.62)


@pytest.mark.parametrize("exercise", [pytest.param(e, id=e.id) for e in Course.here().exercises if e.measures])
def test_a_sound_way_is_made_of_other_right_ways_one_a_task(exercise: Exercise) -> None:
    task = {way.id: way.task for way in exercise.other_ways}
    for measure in exercise.measures:
        for name, ids in measure.sound.items():
            assert ids, name
            assert len({task[id_] for id_ in ids}) == len(ids), name


def test_a_sound_way_replaces_its_tasks_in_the_model_answer() -> None:
    exercise = Course.here().exercise("ex12")
    (measure,) = exercise.measures
    for name, ids in measure.sound.items():
        text = calibration.text_of(exercise, calibration.Contender("ex12", measure.name, "model", name))
        tree = ast.parse(text)
        defined = [node.name for node in tree.body if isinstance(node, ast.FunctionDef)]
        again = {task for task in defined if defined.count(task) > 1}
        assert {way.task for way in exercise.other_ways if way.id in ids} == again


def test_another_sound_way_lets_what_was_measured_stand(tmp_path: Path) -> None:
    real = Course.here().exercise("ex05")
    course = Course(tmp_path)
    for path in (real.solution, real.folder / "calibration.py", real.folder / "other_ways.py"):
        copy = tmp_path / path.relative_to(real.course.root)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    contender = calibration.Contender("ex05", real.measures[0].name, "model", "model answer")
    text = (real.folder / "calibration.py").read_text(encoding="utf-8")

    def state(of_calibration: str) -> str:
        (tmp_path / "reference" / real.module / "calibration.py").write_text(of_calibration, encoding="utf-8")
        calibration._data.cache_clear()
        return calibration._state(Exercise(course, real.module, real.settings), contender)

    before = state(text)
    assert state(text.replace('"He\'s start"', '"his start"')) == before
    assert state(text.replace('"epochs": 100', '"epochs": 101')) != before


def test_what_was_measured_rests_on_no_sentence_and_no_threshold(monkeypatch: pytest.MonkeyPatch) -> None:
    """The package of ex17 holds what its figures are drawn from, and its tables beside it."""
    exercise = Course.here().exercise("ex17")
    heard: list[set[str]] = []

    def fingerprint(files: list[Path], _root: Path) -> str:
        heard.append({path.name for path in files if path.parent == exercise.folder})
        return ""

    monkeypatch.setattr(calibration, "fingerprint_of", fingerprint)
    calibration._data.cache_clear()
    calibration._state(exercise, calibration.contenders(exercise)[0])
    calibration._data.cache_clear()
    assert heard == [{"__init__.py", "cases.py", "oracle.py"}]


def test_more_seeds_go_on_after_those_that_are_known(monkeypatch: pytest.MonkeyPatch) -> None:
    exercise = Course.here().exercise("ex05")
    ways = calibration.contenders(exercise)
    states = {way: calibration._state(exercise, way) for way in ways}
    changed = ways[1]
    known = {way: (float(number),) * 3 for number, way in enumerate(ways)}
    distributions = tuple(
        Distribution(way.name, way.kind, known[way], "of other code" if way == changed else states[way]) for way in ways
    )
    threshold = Threshold(0.5, "2026-11-26", {}, distributions)
    monkeypatch.setattr(Exercise, "thresholds", {ways[0].measure: threshold})
    monkeypatch.setattr(calibration, "between", lambda *_: 0.5)
    measured = []

    def all_kept(_exercise: Exercise, _states: object, runs: list[tuple[Contender, int]], _: int) -> Iterator[float]:
        measured.extend(runs)
        yield from (0.25 for _ in runs)

    monkeypatch.setattr(calibration, "_all_kept", all_kept)
    done: list[Contender] = []
    found = calibration.calibrate(exercise, 4, done.append)[ways[0].measure]
    assert set(measured) == {(way, 4) for way in ways} | {(changed, seed) for seed in (1, 2, 3)}
    assert len(done) == 4 * len(ways)
    expected = [(0.25,) * 4 if way == changed else (*known[way], 0.25) for way in ways]
    assert [way.values for way in found.distributions] == expected
    assert [way.state for way in found.distributions] == list(states.values())
    assert calibration.calibrate(exercise, 2)[ways[0].measure].distributions[0].values == (0.0, 0.0)


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks for processes under /proc")
def test_a_killed_calibration_leaves_no_process(tmp_path: Path) -> None:
    program = f"""
import pathlib
from grading.authoring import calibration
from reference.kit.course import Course

folder = pathlib.Path({str(tmp_path)!r})
Course.state = folder  # in the processes that it starts as well: they run this file too

if __name__ == "__main__":
    calibration.calibrate(Course.here().exercise("ex05"), 50, lambda _: (folder / "begun").touch(), 2)
"""
    script = tmp_path / "calibrating.py"
    script.write_text(program, encoding="utf-8")
    here = str(Path(calibration.__file__).parents[2])
    environment = {**os.environ, "PYTHONPATH": here}
    started = subprocess.Popen([sys.executable, str(script)], env=environment, start_new_session=True)
    wait_until((tmp_path / "begun").exists)
    assert len(session(started.pid)) >= 3
    started.kill()
    started.wait()
    wait_until(lambda: not session(started.pid))


def session(leader: int) -> list[int]:
    """Ids of the processes of a session that are not yet gone."""
    ids = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            state, _, _, its_session = path.read_text(encoding="utf-8").rpartition(")")[2].split()[:4]
            if int(its_session) == leader and state != "Z":
                ids.append(int(path.parent.name))
    return ids


def wait_until(condition: Callable[[], bool], seconds: float = 120) -> None:
    """Wait for something that comes; fail where it does not."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.1)


def test_what_was_measured_is_not_measured_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    exercise = Exercise(Course(tmp_path), "ex05_gradient_descent", Course.here().exercise("ex05").settings)
    asked: list[tuple[calibration.Contender, int]] = []

    def measured(_of: Exercise, contender: calibration.Contender, seed: int) -> float:
        asked.append((contender, seed))
        return 0.5

    monkeypatch.setattr(calibration, "accuracy", measured)
    job = (calibration.contenders(Course.here().exercise("ex05"))[0], 1)
    assert [calibration._kept(exercise, "one", job) for _ in range(2)] == [0.5, 0.5]
    assert asked == [job]
    calibration._kept(exercise, "another", job)
    assert asked == [job, job]
