"""Work whose size a student decides has so much memory, and afterwards all that there was before."""

from __future__ import annotations

import mmap
from types import SimpleNamespace
from typing import Any

import pytest

from grading.worker import room as module

resource: Any = pytest.importorskip("resource")
HAS, ROOM = 4096 * 1000, 2**20
NONE = resource.RLIM_INFINITY


class Limits:
    """A system whose limits are a pair of numbers."""

    def __init__(self, soft: int, hard: int) -> None:
        self.now = (soft, hard)
        self.set: list[tuple[int, int]] = []

    def getrlimit(self, which: int) -> tuple[int, int]:
        """Return soft and hard limit."""
        assert which == resource.RLIMIT_AS
        return self.now

    def setrlimit(self, which: int, pair: tuple[int, int]) -> None:
        """Note them."""
        assert which == resource.RLIMIT_AS
        self.set.append(pair)


@pytest.fixture
def limits(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Make a system with these limits."""

    def made(soft: int, hard: int) -> Limits:
        there = Limits(soft, hard)
        monkeypatch.setattr(resource, "getrlimit", there.getrlimit)
        monkeypatch.setattr(resource, "setrlimit", there.setrlimit)
        monkeypatch.setattr(module, "taken", lambda: HAS)
        return there

    return made


@pytest.mark.parametrize(
    ("soft", "hard", "bound"),
    [
        (NONE, NONE, HAS + ROOM),
        (HAS + 2 * ROOM, NONE, HAS + ROOM),
        (HAS + 2, NONE, HAS + 2),
        (NONE, HAS + 3, HAS + 3),
        (HAS + 5 * ROOM, HAS + 9 * ROOM, HAS + ROOM),
    ],
)
def test_the_block_has_so_much_more_and_never_more_than_before(soft: int, hard: int, bound: int, limits: Any) -> None:
    there = limits(soft, hard)
    with module.room(ROOM):
        assert there.set == [(bound, hard)]
    assert there.set == [(bound, hard), (soft, hard)]


def test_no_limit_is_the_largest_number_on_other_systems(limits: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    none = 2**63 - 1
    there = limits(none, none)
    monkeypatch.setattr(resource, "RLIM_INFINITY", none)
    with module.room(ROOM):
        assert there.set == [(HAS + ROOM, none)]


def test_limits_are_given_back_whatever_the_block_raises(limits: Any) -> None:
    there = limits(NONE, NONE)
    with pytest.raises(ZeroDivisionError), module.room(ROOM):
        raise ZeroDivisionError
    assert there.set[1:] == [(NONE, NONE)]


def test_the_memory_is_bounded_while_the_block_runs() -> None:
    before = resource.getrlimit(resource.RLIMIT_AS)
    with pytest.raises(MemoryError), module.room(ROOM):
        bytearray(1000 * ROOM)
    assert resource.getrlimit(resource.RLIMIT_AS) == before


@pytest.mark.parametrize("error", [OSError, ImportError])
def test_where_the_system_has_no_limits_the_block_runs_in_time(
    error: type[Exception], limits: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    there, ran = limits(NONE, NONE), SimpleNamespace(is_done=False)

    def missing() -> int:
        raise error

    monkeypatch.setattr(module, "taken", missing)
    with module.room(ROOM):
        ran.is_done = True
    assert ran.is_done
    assert there.set == []


def test_what_is_taken_are_addresses_used_or_not() -> None:
    before = module.taken()
    with mmap.mmap(-1, 64 * 2**20) as unused:
        assert 0.9 * len(unused) <= module.taken() - before <= 2 * len(unused)
    assert before > 10 * 2**20
