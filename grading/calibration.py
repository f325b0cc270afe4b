"""Puts each accuracy threshold into the gap between the model answer and everything that must not reach it."""

from __future__ import annotations

import importlib
import importlib.util
import multiprocessing
import os
import statistics
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np

from grading.curriculum import Exercise, exercise
from grading.errors import UserError
from grading.files import write_atomically
from grading.records import environment
from grading.subject import LoadedSource, LocalBinding, Subject
from reference.calibration.measure import Measure
from reference.catalogue import variants
from reference.thresholds import FILE, Distribution, Threshold, thresholds

SEEDS = 30
DEVIATIONS = 3.0
"""Standard deviations that must lie between a threshold and the mean on either side of it."""
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
    every = contenders(of)
    jobs = [(contender, seed) for contender in every for seed in range(1, seeds + 1)]
    values: dict[Contender, list[float]] = {contender: [] for contender in every}
    with ProcessPoolExecutor(os.cpu_count(), mp_context=multiprocessing.get_context("spawn")) as pool:
        for (contender, _), value in zip(jobs, pool.map(accuracy, *zip(*jobs, strict=True)), strict=True):
            values[contender].append(round(value, 4))
            on_done(contender)
    versions, today = environment(), datetime.now(UTC).date().isoformat()
    return [
        Threshold(name, needed, today, versions, found)
        for name, found in _by_measure(values)
        for needed in [between(name, found)]
    ]


def between(name: str, found: tuple[Distribution, ...]) -> float:
    """Return the threshold: the middle of the gap, rounded to a hundredth. Raises NoGapError."""
    model = next(each for each in found if each.kind == MODEL)
    rival = max((each for each in found if each.kind != MODEL), key=lambda each: max(each.values))
    low, high = max(rival.values), min(model.values)
    needed = round((low + high) / 2, 2)
    room = f"{name}: the model answer reaches {model.span}, {rival.name} reaches {rival.span}"
    if not low < needed < high:
        raise NoGapError(f"{room}: there is no gap for a threshold. Make the task harder for the latter")
    for each in found:
        if abs(statistics.mean(each.values) - needed) < DEVIATIONS * statistics.pstdev(each.values):
            raise NoGapError(f"{room}: {needed} is within {DEVIATIONS:g} standard deviations of {each.name}")
    return needed


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
