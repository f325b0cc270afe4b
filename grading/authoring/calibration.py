"""Puts each accuracy threshold into the gap between all sound ways and everything that must not reach it."""

from __future__ import annotations

import ast
import functools
import hashlib
import multiprocessing
import os
import statistics
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime

import joblib
import numpy as np

import reference
from grading.marking.processes import end_with_parent
from grading.marking.records import environment
from grading.subject import LoadedSource, Subject, bind
from reference.ground.errors import NoGapError, UserError
from reference.ground.files import write_atomically
from reference.ground.places import CHECKOUT
from reference.kit.exercise import Exercise
from reference.kit.meanings import meaning_of
from reference.kit.measure import Measure
from reference.kit.rests import files_imported, fingerprint_of
from reference.kit.thresholds import Distribution, Kind, Threshold, written

SEEDS = 50
DEVIATIONS = 3.0
"""Standard deviations that must lie between a threshold and the mean of everything on either side of it."""
MODEL: Kind = "model"
BASELINE: Kind = "baseline"
BROKEN: Kind = "broken"
MODEL_ANSWER = "model answer"
RUNS_OF_A_PROCESS = 40
"""Then it makes room for another: TensorFlow keeps 25 MB of each network that it has trained."""
ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "TF_NUM_INTRAOP_THREADS", "TF_NUM_INTEROP_THREADS")
"""Each process works on one core: `--jobs` says how many are kept busy, and nothing else does."""


@dataclass(frozen=True)
class Contender:
    """One way whose accuracy is measured."""

    exercise: str
    measure: str
    kind: Kind
    name: str


def contenders(exercise: Exercise) -> list[Contender]:
    """Return all that is measured: model answer, other sound ways, naive baselines, broken variants."""
    return [
        Contender(exercise.id, measure.name, kind, name)
        for measure in exercise.measures
        for kind, names in (
            (MODEL, [MODEL_ANSWER, *measure.sound]),
            (BASELINE, measure.baselines),
            (BROKEN, measure.broken),
        )
        for name in names
    ]


def accuracy(exercise: Exercise, contender: Contender, seed: int) -> float:
    """Return what a contender reaches with this seed."""
    measure = _measure(exercise, contender)
    rng = np.random.default_rng(seed)
    if contender.kind == BASELINE:
        return float(measure.baselines[contender.name](rng))
    text = text_of(exercise, contender)
    binding = bind(LoadedSource(exercise.id, exercise.module, text.encode()), exercise, None)
    try:
        return float(measure.accuracy(Subject(binding, exercise), rng))
    finally:
        binding.close()


def text_of(exercise: Exercise, contender: Contender) -> str:
    """Return the module of a contender: the model answer with its variants in it. Raises UserError for an unknown id.

    A baseline has none: "".
    """
    if contender.kind == BASELINE:
        return ""
    text = exercise.solution.read_text(encoding="utf-8")
    known = exercise.other_ways if contender.kind == MODEL else exercise.misconceptions
    wanted: tuple[str, ...] = (contender.name,)
    if contender.kind == MODEL:
        wanted = _measure(exercise, contender).sound.get(contender.name, ())
    for name in wanted:
        variant = next((candidate for candidate in known if candidate.id == name), None)
        if variant is None:
            raise UserError(f"{contender.measure} rests on {name}, which {exercise.id} does not have")
        text = variant.source(text)
    return text


def _measure(exercise: Exercise, contender: Contender) -> Measure:
    return next(measure for measure in exercise.measures if measure.name == contender.measure)


def calibrate(
    exercise: Exercise,
    seeds: int = SEEDS,
    on_done: Callable[[Contender], None] = lambda _contender: None,
    jobs: int | None = None,
) -> dict[str, Threshold]:
    """Measure every contender over many seeds and return the thresholds. Raises NoGapError.

    `jobs` processes work at a time, each on one core; as many as there are cores unless given. What they have measured
    is kept: a calibration that was broken off goes on where it was, and one of more seeds begins after those that the
    exercise's thresholds hold, where these rest on the same. They end with this process, however it ends.
    """
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    all_ways = contenders(exercise)
    states = {contender: _state(exercise, contender) for contender in all_ways}
    values = {contender: _known(exercise, contender, state)[:seeds] for contender, state in states.items()}
    # seed by seed: a calibration that is broken off knows a little of each way
    runs = [(way, seed) for seed in range(1, seeds + 1) for way in all_ways if seed > len(values[way])]
    for contender in (way for way, reached in values.items() for _ in reached):
        on_done(contender)
    before = {name: os.environ.get(name) for name in ONE_THREAD}
    os.environ.update(dict.fromkeys(ONE_THREAD, "1"))
    workers = jobs or os.cpu_count() or 1
    size = workers * RUNS_OF_A_PROCESS
    try:
        for some in (runs[start : start + size] for start in range(0, len(runs), size)):
            for (contender, _), reached in zip(some, _all_kept(exercise, states, some, workers), strict=True):
                values[contender].append(round(reached, 4))
                on_done(contender)
    finally:
        for name, value in before.items():
            os.environ.pop(name)
            if value is not None:
                os.environ[name] = value
    versions, today = environment(), datetime.now(UTC).date().isoformat()
    return {name: Threshold(between(name, ways), today, versions, ways) for name, ways in _by_measure(values, states)}


def _known(exercise: Exercise, contender: Contender, state: str) -> list[float]:
    """Return what the exercise's thresholds hold of a contender, seed by seed; none if it rests on other code."""
    threshold = exercise.thresholds.get(contender.measure)
    ways = threshold.distributions if threshold else ()
    same = (way for way in ways if (way.kind, way.name, way.state) == (contender.kind, contender.name, state))
    return list(next((way.values for way in same), ()))


def _all_kept(
    exercise: Exercise, states: dict[Contender, str], runs: list[tuple[Contender, int]], workers: int
) -> Iterator[float]:
    """Yield what is measured in these runs: from disk where it was measured before, else in processes of their own."""
    remembered = joblib.Memory(exercise.course.state / "calibration", verbose=0).cache(_measured, ignore=["exercise"])
    here = [remembered.check_call_in_cache(exercise, *run, states[run[0]]) for run in runs]
    if all(here):
        yield from (_kept(exercise, states[run[0]], run) for run in runs)
        return
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=end_with_parent)
    try:
        for future in [pool.submit(_kept, exercise, states[run[0]], run) for run in runs]:
            yield float(future.result())
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _kept(exercise: Exercise, state: str, run: tuple[Contender, int]) -> float:
    """Return what is measured, from disk where it was measured before: an interrupted calibration goes on."""
    memory = joblib.Memory(exercise.course.state / "calibration", verbose=0)
    return float(memory.cache(_measured, ignore=["exercise"])(exercise, *run, state))


def _measured(exercise: Exercise, contender: Contender, seed: int, _state: str) -> float:
    return accuracy(exercise, contender, seed)


def _state(exercise: Exercise, contender: Contender) -> str:
    """Return a hash of what this contender's accuracy depends on: versions, data and budget, and its own code.

    The list of contenders counts for the baselines alone, whose code it holds: another way costs no other's figures.
    """
    data = _data(exercise, with_list=contender.kind == BASELINE)
    code = text_of(exercise, contender)
    versions = {name: version for name, version in environment().items() if name != "platform"}
    return hashlib.sha256(f"{versions}{data}{meaning_of(code)}".encode()).hexdigest()[:16]


@functools.cache
def _data(exercise: Exercise, *, with_list: bool) -> str:
    """Return a hash of the data and the budget of an exercise's measures."""
    calibration = exercise.folder / "calibration.py"
    tree = ast.parse(calibration.read_text(encoding="utf-8"))
    if not with_list:
        tree.body = [part for part in tree.body if not _is_list_of_measures(part)]
    exercise.course.attach()
    beside = [exercise.beside] if exercise.beside.is_file() else []
    kit = CHECKOUT / "reference" / "kit"  # says what is done with the figures, and changes none of them
    tables = set(exercise.folder.glob("*.toml"))  # of tests, sentences and thresholds
    imported = files_imported([calibration, *beside], "reference", reference.__path__)
    others = [*beside, *(path for path in imported - tables if kit not in path.parents)]
    return meaning_of(ast.unparse(tree)) + fingerprint_of(others, exercise.course.root)


def _is_list_of_measures(part: ast.stmt) -> bool:
    targets = part.targets if isinstance(part, ast.Assign) else []
    return any(isinstance(target, ast.Name) and target.id == "MEASURES" for target in targets)


def between(name: str, ways: tuple[Distribution, ...]) -> float:
    """Return the threshold: the hundredth nearest to the middle of the gap that keeps far enough from every mean.

    The gap's upper edge is the least that any sound way reached. Raises NoGapError where there is none.
    """
    sound = min((way for way in ways if way.kind == MODEL), key=lambda way: min(way.values))
    rival = max((way for way in ways if way.kind != MODEL), key=lambda way: max(way.values))
    low, high = max(rival.values), min(sound.values)
    room = f"{name}: {_the(sound.name)} reaches {sound.span}, {rival.name} reaches {rival.span}"
    gap = [hundredth / 100 for hundredth in range(101) if low < hundredth / 100 < high]
    if not gap:
        raise NoGapError(f"{room}: there is no gap for a threshold. Make the task harder for the latter")

    def nearest(needed: float) -> tuple[float, str]:
        return min((_deviations(way.values, needed), way.name) for way in ways)

    far = [needed for needed in gap if nearest(needed)[0] >= DEVIATIONS]
    if not far:
        best = max(gap, key=nearest)
        deviations, who = nearest(best)
        raise NoGapError(f"{room}: {best} is {deviations:.1f} standard deviations from {who}; {DEVIATIONS:g} are asked")
    return min(far, key=lambda needed: abs(needed - round((low + high) / 2, 2)))


def _the(name: str) -> str:
    return f"the {name}" if name == MODEL_ANSWER else name


def _deviations(values: tuple[float, ...], needed: float) -> float:
    """Return how many standard deviations lie between the mean and a threshold."""
    return abs(statistics.mean(values) - needed) / max(statistics.pstdev(values), 1e-9)


def store(exercise: Exercise, thresholds: dict[str, Threshold]) -> None:
    """Write an exercise's thresholds into its folder."""
    write_atomically(exercise.thresholds_file, written(thresholds))


def _by_measure(
    values: dict[Contender, list[float]], states: dict[Contender, str]
) -> Iterator[tuple[str, tuple[Distribution, ...]]]:
    for name in dict.fromkeys(contender.measure for contender in values):
        ways = [way for way in values if way.measure == name]
        yield name, tuple(Distribution(way.name, way.kind, tuple(values[way]), states[way]) for way in ways)
