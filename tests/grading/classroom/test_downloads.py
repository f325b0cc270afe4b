"""The archive of a class is unpacked by a child, whose words are stand-ins here, into a place that is taken away."""

from __future__ import annotations

import dataclasses
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from grading.classroom import downloads, limited
from grading.classroom.downloads import Download, set_aside, unpack_class
from grading.classroom.packed import ArchiveError
from grading.classroom.portals import is_owner
from reference.ground.errors import UserError

ARCHIVE, INTO = Path("/class/all.zip"), Path("/out/.unpacked")


@pytest.mark.parametrize("was_there", [True, False])
def test_what_was_unpacked_is_taken_away_with_the_folder_that_was_made_for_it(tmp_path: Path, was_there: bool) -> None:
    out = tmp_path / "out"
    if was_there:
        out.mkdir()
    with set_aside(out) as place:
        assert place == out / ".unpacked"
        assert not place.exists()
        (place / "anna").mkdir(parents=True)
    assert out.exists() == was_there
    assert not place.exists()


def test_what_an_interrupted_run_left_is_taken_away_first_and_what_was_marked_stays(tmp_path: Path) -> None:
    left = tmp_path / "out" / ".unpacked" / "old"
    left.mkdir(parents=True)
    with set_aside(tmp_path / "out") as place:
        assert not place.exists()
    with set_aside(tmp_path / "new") as place:
        (tmp_path / "new").mkdir()
        (tmp_path / "new" / "record").touch()
    assert (tmp_path / "new" / "record").exists()


def unpacked(answer: Any, monkeypatch: pytest.MonkeyPatch) -> Download:
    """Unpack an archive by a child that answers this."""

    @contextmanager
    def child(work: Any, *given: Any, seconds: float) -> Any:
        assert work is downloads._unpack
        assert given == (ARCHIVE, INTO)
        assert seconds == 7200, "two hours"

        def receive() -> Any:
            if isinstance(answer, EOFError):
                raise answer
            return answer

        yield receive

    monkeypatch.setattr(limited, "child", child)
    return unpack_class(ARCHIVE, INTO)


def test_a_class_lies_where_its_archive_has_it(monkeypatch: pytest.MonkeyPatch) -> None:
    told: dict[str, Any] = {"anna": []}
    came = unpacked((("week1", "all"), told), monkeypatch)
    assert came == Download(INTO / "week1" / "all", told)
    with pytest.raises(dataclasses.FrozenInstanceError):
        came.folder = INTO  # type: ignore[misc]


def test_an_archive_that_cannot_be_read_is_told_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UserError, match=r"^all\.zip is damaged: download it again, or unpack it and name the folder$"):
        unpacked(ArchiveError("is damaged"), monkeypatch)


def test_an_archive_that_takes_too_much_is_told_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UserError, match=r"^all\.zip takes more time or memory than there is: download"):
        unpacked(EOFError(), monkeypatch)


def test_a_machine_without_room_is_told_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(OSError, match="No space left"):
        unpacked(OSError(28, "No space left on device"), monkeypatch)


class _EndError(BaseException):
    """The child has ended."""


@pytest.mark.parametrize("problem", [None, ArchiveError("is damaged"), OSError(28, "full"), ZeroDivisionError()])
def test_a_child_has_half_an_hour_says_what_came_of_it_and_ends(
    problem: Exception | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    did: list[Any] = []

    def unpack(*given: Any, **how: Any) -> Any:
        assert (given, how) == ((ARCHIVE, INTO), {"of_class": True, "is_owner": is_owner})
        if problem is not None:
            raise problem
        return SimpleNamespace(above=("week1",), remarks=lambda: {"anna": []})

    def end() -> None:
        did.append("end")
        raise _EndError

    monkeypatch.setattr(downloads, "unpack", unpack)
    monkeypatch.setattr(limited, "limit", did.append)
    monkeypatch.setattr(limited, "end", end)
    pipe: Any = SimpleNamespace(send=did.append, close=lambda: did.append("close"))
    with pytest.raises(_EndError):
        downloads._unpack(pipe, ARCHIVE, INTO)
    answer: Any = (("week1",), {"anna": []}) if problem is None else problem
    words = [] if isinstance(problem, ZeroDivisionError) else [answer, "close"]
    assert did == [1800, *words, "end"]
