"""Variants: `python -m tests.meta.variants [ex12 ...]` runs each wrong way in each spelling, and each other right way.

Who answers the same to everything is tried as well. Among them are the tests of `test_four_sides.py` that an ordinary
run leaves out: those of Keras exercises, since networks are trained in them, and further spellings of the same mistake.
The result goes to `tests/meta/results/exNN_name/`; `test_slow_proofs.py` checks that it is there and not stale.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from reference.kit.exercise import Exercise
from tests.meta.proofs import chosen, kinds, store
from tests.meta.test_four_sides import KERAS_PROOFS

SIDES = (
    "test_misconception_is_rejected_and_named",
    "test_other_right_way_passes",
    "test_who_answers_the_same_to_everything_gets_nothing",
)


class Collector:
    """Counts what ran and keeps the names of what failed."""

    def __init__(self) -> None:
        self.ran = 0
        self.failed: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Take in the report of one phase of a test."""
        self.ran += report.when == "call" and not report.skipped
        if report.failed:
            self.failed.append(report.nodeid.rpartition("::")[2])


def prove(exercise: Exercise) -> bool:
    """Run an exercise's variants on both bindings, store and print the result."""
    collector = Collector()
    chosen_tests = ["-k", f"{exercise.id} and ({' or '.join(SIDES)})"]
    where = str(Path(__file__).parent / "test_four_sides.py")
    pytest.main(["-q", "-n", str(os.cpu_count()), "--dist", "loadgroup", where, *chosen_tests], plugins=[collector])
    store("variants", exercise, {"variants": collector.ran, "failures": collector.failed})
    print(f"{exercise.id}: {collector.ran} variants, {len(collector.failed)} failures")
    return bool(collector.ran) and not collector.failed


if __name__ == "__main__":
    os.environ[KERAS_PROOFS] = "1"
    verdicts = [prove(exercise) for exercise in chosen(sys.argv[1:]) if "variants" in kinds(exercise)]
    sys.exit(0 if all(verdicts) else 1)
