"""Puts each accuracy threshold into the gap between the model answer and everything that must not reach it."""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
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

from grading.curriculum import Exercise, exercise
from grading.errors import UserError
from grading.files import write_atomically
from grading.places import STATE
from grading.records import environment
from grading.subject import LoadedSource, LocalBinding, Subject
from reference.calibration.measure import Measure
from reference.catalogue import variants
from reference.thresholds import FILE, Distribution, Threshold, thresholds

SEEDS = 30
DEVIATIONS = 3.0
"""Standard deviations that must lie between a threshold and the mean of everything on either side of it."""
MODEL, BASELINE, BROKEN = "model", "baseline", "broken"


class NoGapError(UserError):
    """Something that must stay below the threshold reaches what the model answer reaches."""


@dataclass(frozen=True)
class Contender:
    """One way whose accuracy is measured."""

    exercise: str
    measure: str
    kind: str
    name: str


def measures(of: Exercise) -> list[Measure]:
    """Return the measures of an exercise; none where nothing is trained."""
    name = f"reference.calibration.{of.module}"
    if importlib.util.find_spec(name) is None:
        return []
    found: list[Measure] = importlib.import_module(name).MEASURES
    return found


def contenders(of: Exercise) -> list[Contender]:
    """Return all that is measured for an exercise: model answer, naive baselines, broken variants."""
    return [
        Contender(of.id, measure.name, kind, name)
        for measure in measures(of)
        for kind, names in ((MODEL, ["model answer"]), (BASELINE, measure.baselines), (BROKEN, measure.broken))
        for name in names
    ]


def accuracy(contender: Contender, seed: int) -> float:
    """Return what a contender reaches with this seed."""
    of = exercise(contender.exercise)
    measure = next(each for each in measures(of) if each.name == contender.measure)
    rng = np.random.default_rng(seed)
    if contender.kind == BASELINE:
        return float(measure.baselines[contender.name](rng))
    text = of.solution.read_text(encoding="utf-8")
    if contender.kind == BROKEN:
        text = next(v for v in variants("misconceptions", of.module) if v.id == contender.name).source(text)
    binding = LocalBinding(LoadedSource(of.id, of.module, text.encode()), list(of.libraries))
    try:
        return float(measure.accuracy(Subject(binding, of.module), rng))
    finally:
        binding.close()


def calibrate(
    of: Exercise, seeds: int = SEEDS, on_done: Callable[[Contender], None] = lambda _contender: None
) -> list[Threshold]:
    """Measure every contender over many seeds and return the thresholds. Raises NoGapError."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    every, state = contenders(of), _state(of)
    jobs = [(contender, seed) for contender in every for seed in range(1, seeds + 1)]
    values: dict[Contender, list[float]] = {contender: [] for contender in every}
    with ProcessPoolExecutor(os.cpu_count(), mp_context=multiprocessing.get_context("spawn")) as pool:
        for (contender, _), value in zip(jobs, pool.map(partial(_kept, state), jobs), strict=True):
            values[contender].append(round(value, 4))
            on_done(contender)
    versions, today = environment(), datetime.now(UTC).date().isoformat()
    return [
        Threshold(name, needed, today, versions, found)
        for name, found in _by_measure(values)
        for needed in [between(name, found)]
    ]


def _kept(state: str, job: tuple[Contender, int]) -> float:
    """Return what is measured, from disk where it was measured before: an interrupted calibration goes on."""
    memory = joblib.Memory(STATE / "calibration", verbose=0)
    return float(memory.cache(_measured)(*job, state))


def _measured(contender: Contender, seed: int, _state: str) -> float:
    return accuracy(contender, seed)


def _state(of: Exercise) -> str:
    """Return a hash of all that an accuracy depends on."""
    digest = hashlib.sha256(repr(environment()).encode())
    for path in [of.solution, *sorted(FILE.parent.rglob("*"))]:
        if path.is_file() and path != FILE and path.suffix != ".pyc":
            digest.update(path.read_bytes())
    return digest.hexdigest()


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


def store(found: list[Threshold]) -> None:
    """Write thresholds into the table, beside those of other measures."""
    every = {**thresholds(), **{each.name: each for each in found}}
    write_atomically(FILE, "".join(_table(every[name]) for name in sorted(every)))
    thresholds.cache_clear()


def _by_measure(values: dict[Contender, list[float]]) -> Iterator[tuple[str, tuple[Distribution, ...]]]:
    for name in dict.fromkeys(contender.measure for contender in values):
        yield (
            name,
            tuple(Distribution(c.name, c.kind, tuple(found)) for c, found in values.items() if c.measure == name),
        )


def _table(threshold: Threshold) -> str:
    versions = ", ".join(f'{name} = "{version}"' for name, version in threshold.versions.items())
    head = [f'["{threshold.name}"]', f"needed = {threshold.needed}", f'date = "{threshold.date}"']
    lines = [*head, f"versions = {{ {versions} }}", ""]
    for each in threshold.distributions:
        lines += [f'[["{threshold.name}".distributions]]', f'kind = "{each.kind}"', f'name = "{each.name}"']
        lines += [f"values = {list(each.values)}", ""]
    return "\n".join(lines) + "\n"
