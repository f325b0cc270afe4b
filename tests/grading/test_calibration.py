"""Where a threshold is put, and when none is."""

from __future__ import annotations

from pathlib import Path

import pytest

from grading.authoring import calibration
from grading.authoring.calibration import between
from reference.ground.errors import NoGapError
from reference.kit.course import Course, Exercise
from reference.kit.thresholds import Distribution


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


def test_what_was_measured_is_not_measured_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    of = Exercise(Course(tmp_path), "ex05_gradient_descent", Course.here().exercise("ex05").settings)
    asked: list[tuple[calibration.Contender, int]] = []

    def measured(_of: Exercise, contender: calibration.Contender, seed: int) -> float:
        asked.append((contender, seed))
        return 0.5

    monkeypatch.setattr(calibration, "accuracy", measured)
    job = (calibration.contenders(Course.here().exercise("ex05"))[0], 1)
    assert [calibration._kept(of, "one", job) for _ in range(2)] == [0.5, 0.5]
    assert asked == [job]
    calibration._kept(of, "another", job)
    assert asked == [job, job]
