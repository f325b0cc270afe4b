"""A job asks for the tests of its tasks, slow or fast as it says, and for no others."""

from __future__ import annotations

import dataclasses
from types import SimpleNamespace
from typing import Any

import pytest

from grading.marking.job import Job

EXERCISE: Any = SimpleNamespace(slow_tests=("test_slow",))
SOURCE: Any = SimpleNamespace()


def job(*tasks: str, slow: bool | None = None) -> Job:
    """Return a job for these tasks."""
    return Job(EXERCISE, SOURCE, "1", tasks=tasks, slow=slow)


def test_all_tests_are_run_where_nothing_is_said() -> None:
    assert job().asks_for("test_double", "double")
    assert job().asks_for("test_slow", "shout")


def test_tests_of_other_tasks_are_not_run() -> None:
    assert job("double", "shout").asks_for("test_double", "double")
    assert not job("double").asks_for("test_shout", "shout")


@pytest.mark.parametrize("slow", [True, False])
def test_slow_tests_or_the_others_are_run_alone(slow: bool) -> None:
    assert job(slow=slow).asks_for("test_slow", "double") is slow
    assert job(slow=slow).asks_for("test_double", "double") is not slow
    assert not job("shout", slow=slow).asks_for("test_slow" if slow else "test_double", "double")


def test_no_picture_is_drawn_unless_it_is_asked_for() -> None:
    assert job().dpi == 0
    assert job().sandbox is None


def test_a_job_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        job().seed = "2"  # type: ignore[misc]
