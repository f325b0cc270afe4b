"""Classes the whole way through nbgrader: `python -m tests.meta.nbgrader [numpy keras text lime parity bundle]`.

They are the tests of `tests/grading/test_nbgrader.py`; an ordinary run holds the NumPy class alone, since the others
take minutes. "parity" is `test_parity.py` with the test cells of all exercises, one after the other ("parity-ex12" is
one of them), "bundle" is `test_release.py` with the exercises of Keras. The result goes to
`tests/meta/results/nbgrader.json` as soon as it is there: of a class, what each student was expected to get, and got.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Generator, Mapping
from typing import Any

import pytest

from reference.kit.course import Course
from tests.grading.nbgrader_term import EVERY_LESSON, LESSONS, Term, marks
from tests.meta.proofs import store_whole
from tests.meta.variants import Collector

KIND = "nbgrader"
PARITY, BUNDLE = "parity", "bundle"
PARITIES = {f"{PARITY}-{exercise.id}": exercise for exercise in Course.here().exercises}
SUITES = {
    **{
        name: ["tests/grading/test_parity.py", "-k", f"[{exercise.id}] or the_sum"]
        for name, exercise in PARITIES.items()
    },
    BUNDLE: ["tests/grading/test_release.py"],
}
"""What is no class, and how pytest is asked for it."""


class Watcher(Collector):
    """Keeps the class that was held, too."""

    term: Term | None = None
    got: Mapping[str, float] = {}
    """Points of its students, read while its folder is there."""

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: pytest.FixtureDef[object]) -> Generator[None, object, object]:
        """Look at what a fixture gives."""
        value = yield
        if fixturedef.argname == "term" and isinstance(value, Term):
            self.term, self.got = value, marks(value.folder / "grades.csv")
        return value


def prove(name: str) -> bool:
    """Hold a class, or run a suite; store and print the result."""
    if name in SUITES:
        collector = Collector()
        pytest.main(["-q", *SUITES[name]], plugins=[collector])
        entry: dict[str, Any] = {"failures": collector.failed, "tests": collector.ran}
        if name in PARITIES:
            entry["exercises"] = [PARITIES[name].fingerprint()[:16]]
        store_whole(KIND, name, entry)
        print(f"{name}: {collector.ran} tests, {len(collector.failed)} failures")
        return bool(collector.ran) and not collector.failed
    watcher = Watcher()
    pytest.main(["-q", "tests/grading/test_nbgrader.py", "-k", f"[{name}]"], plugins=[watcher])
    if watcher.term is None:
        print(f"{name}: the class was not held")
        return False
    term = watcher.term
    numbers = {who: student.number for who, student in term.students.items()}
    entry = {
        "exercises": [exercise.fingerprint()[:16] for exercise in term.lesson.parts],
        "failures": watcher.failed,
        "marks": {who: [term.expected[number], watcher.got.get(number)] for who, number in numbers.items()},
        "tests": watcher.ran,
    }
    store_whole(KIND, name, entry)
    print(f"{name}: {len(numbers) + 1} students, {watcher.ran} tests, {len(watcher.failed)} failures")
    return bool(watcher.ran) and not watcher.failed


if __name__ == "__main__":
    os.environ[EVERY_LESSON] = "1"
    names = [*LESSONS, PARITY, BUNDLE]
    wanted = sys.argv[1:] or names
    if unknown := set(wanted) - {*names, *PARITIES}:
        sys.exit(f"{', '.join(sorted(unknown))}: there are {', '.join(names)}")
    verdicts = [prove(one) for name in wanted for one in (PARITIES if name == PARITY else [name])]
    sys.exit(0 if all(verdicts) else 1)
