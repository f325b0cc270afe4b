"""Puts each accuracy threshold into the gap between the model answer and everything that must not reach it."""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import statistics
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

import joblib
import numpy as np

from grading.marking.records import environment
from grading.subject import LoadedSource, Subject, bind
from reference.ground.errors import NoGapError
from reference.ground.files import write_atomically
from reference.kit.course import Exercise
from reference.kit.thresholds import Distribution, Kind, Threshold, written

SEEDS = 30
DEVIATIONS = 3.0
"""Standard deviations that must lie between a threshold and the mean of everything on either side of it."""
MODEL: Kind = "model"
BASELINE: Kind = "baseline"
BROKEN: Kind = "broken"


@dataclass(frozen=True)
class Contender:
    """One way whose accuracy is measured."""

    exercise: str
    measure: str
    kind: Kind
    name: str


def contenders(of: Exercise) -> list[Contender]:
    """Return all that is measured for an exercise: model answer, naive baselines, broken variants."""
    return [
        Contender(of.id, measure.name, kind, name)
        for measure in of.measures
        for kind, names in ((MODEL, ["model answer"]), (BASELINE, measure.baselines), (BROKEN, measure.broken))
        for name in names
    ]


def accuracy(of: Exercise, contender: Contender, seed: int) -> float:
    """Return what a contender reaches with this seed."""
    measure = next(each for each in of.measures if each.name == contender.measure)
    rng = np.random.default_rng(seed)
    if contender.kind == BASELINE:
        return float(measure.baselines[contender.name](rng))
    text = of.solution.read_text(encoding="utf-8")
    if contender.kind == BROKEN:
        text = next(v for v in of.misconceptions if v.id == contender.name).source(text)
    binding = bind(LoadedSource(of.id, of.module, text.encode()), of, None)
    try:
        return float(measure.accuracy(Subject(binding, of), rng))
    finally:
        binding.close()


def calibrate(
    of: Exercise, seeds: int = SEEDS, on_done: Callable[[Contender], None] = lambda _contender: None
) -> dict[str, Threshold]:
    """Measure every contender over many seeds and return the thresholds. Raises NoGapError."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    every, state = contenders(of), _state(of)
    jobs = [(contender, seed) for contender in every for seed in range(1, seeds + 1)]
    values: dict[Contender, list[float]] = {contender: [] for contender in every}
    with ProcessPoolExecutor(os.cpu_count(), mp_context=multiprocessing.get_context("spawn")) as pool:
        for (contender, _), value in zip(jobs, pool.map(partial(_kept, of, state), jobs), strict=True):
            values[contender].append(round(value, 4))
            on_done(contender)
    versions, today = environment(), datetime.now(UTC).date().isoformat()
    return {name: Threshold(between(name, found), today, versions, found) for name, found in _by_measure(values)}


def _kept(of: Exercise, state: str, job: tuple[Contender, int]) -> float:
    """Return what is measured, from disk where it was measured before: an interrupted calibration goes on."""
    memory = joblib.Memory(of.course.state / "calibration", verbose=0)
    return float(memory.cache(_measured, ignore=["of"])(of, *job, state))


def _measured(of: Exercise, contender: Contender, seed: int, _state: str) -> float:
    return accuracy(of, contender, seed)


def _state(of: Exercise) -> str:
    """Return a hash of all that an accuracy depends on."""
    return hashlib.sha256(f"{environment()}{of.fingerprint(without=(of.thresholds_file,))}".encode()).hexdigest()


def between(name: str, found: tuple[Distribution, ...]) -> float:
    """Return the threshold: the hundredth nearest to the middle of the gap that keeps far enough from every mean.

    Raises NoGapError where there is none.
    """
    model = next(each for each in found if each.kind == MODEL)
    rival = max((each for each in found if each.kind != MODEL), key=lambda each: max(each.values))
    low, high = max(rival.values), min(model.values)
    room = f"{name}: the model answer reaches {model.span}, {rival.name} reaches {rival.span}"
    gap = [hundredth / 100 for hundredth in range(101) if low < hundredth / 100 < high]
    if not gap:
        raise NoGapError(f"{room}: there is no gap for a threshold. Make the task harder for the latter")

    def nearest(needed: float) -> tuple[float, str]:
        return min((_deviations(each.values, needed), each.name) for each in found)

    far = [needed for needed in gap if nearest(needed)[0] >= DEVIATIONS]
    if not far:
        best = max(gap, key=nearest)
        deviations, who = nearest(best)
        raise NoGapError(f"{room}: {best} is {deviations:.1f} standard deviations from {who}; {DEVIATIONS:g} are asked")
    return min(far, key=lambda needed: abs(needed - round((low + high) / 2, 2)))


def _deviations(values: tuple[float, ...], needed: float) -> float:
    """Return how many standard deviations lie between the mean and a threshold."""
    return abs(statistics.mean(values) - needed) / max(statistics.pstdev(values), 1e-9)


def store(of: Exercise, found: dict[str, Threshold]) -> None:
    """Write an exercise's thresholds into its folder."""
    write_atomically(of.thresholds_file, written(found))


def _by_measure(values: dict[Contender, list[float]]) -> Iterator[tuple[str, tuple[Distribution, ...]]]:
    for name in dict.fromkeys(contender.measure for contender in values):
        yield (
            name,
            tuple(Distribution(c.name, c.kind, tuple(found)) for c, found in values.items() if c.measure == name),
        )
