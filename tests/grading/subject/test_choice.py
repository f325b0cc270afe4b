"""Which binding a source gets, and with which limits of its exercise."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from grading.subject import choice
from grading.subject.choice import bind

SOURCE: Any = "the source"


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> dict[str, tuple[Any, ...]]:
    """The bindings that are made, each with what it is given."""
    known: dict[str, tuple[Any, ...]] = {}
    for name in ("LocalBinding", "IsolatedBinding"):

        def make(*given: Any, name: str = name, **named: Any) -> Any:
            known[name] = (*given, named)
            return name

        monkeypatch.setattr(choice, name, make)
    return known


@pytest.fixture
def exercise(tmp_path: Path) -> Any:
    """An exercise whose file of code that runs beside the student's is not there."""
    return SimpleNamespace(libraries=("numpy",), beside=tmp_path / "beside.py", call_seconds=10.0, budget_seconds=60.0)


@pytest.mark.parametrize(("chance", "drawn"), [({}, 0), ({"chance": 7}, 7)])
def test_without_a_sandbox_a_source_is_run_here(
    made: dict[str, tuple[Any, ...]], exercise: Any, chance: dict[str, int], drawn: int
) -> None:
    assert bind(SOURCE, exercise, None, **chance) == "LocalBinding"  # type: ignore[comparison-overlap]
    assert made == {"LocalBinding": (SOURCE, ["numpy"], b"", {"top_seconds": 3.0, "chance": drawn})}


def test_with_a_sandbox_a_source_is_run_in_a_worker_with_all_limits(
    made: dict[str, tuple[Any, ...]], exercise: Any
) -> None:
    exercise.beside.write_bytes(b"x = 1")
    sandbox: Any = object()
    assert bind(SOURCE, exercise, sandbox, 7) == "IsolatedBinding"  # type: ignore[comparison-overlap]
    limits = {"beside": b"x = 1", "chance": 7, "call_seconds": 10.0, "budget_seconds": 60.0}
    assert made == {"IsolatedBinding": (SOURCE, ["numpy"], sandbox, limits)}
