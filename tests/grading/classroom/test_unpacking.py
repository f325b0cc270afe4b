"""Which entries of an archive are written: each is judged by name, kind and size before a byte is.

`test_archives.py` has real archives.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Any

import pytest

from grading.classroom import unpacking
from grading.classroom.packed import ArchiveError, Entry
from grading.classroom.unpacking import Plan, unpack
from grading.subject.handed_in import FILE_LIMIT

MEGABYTE = 1 << 20


def entry(name: str, size: int = 10, kind: Any = "file", packed: int | None = None, *, locked: bool = False) -> Entry:
    """Return an entry of an archive."""
    return Entry(name, kind, size, size if packed is None else packed, locked, None)


def plan(*entries: Entry | str, of_class: bool = False, before: int = 0, above: tuple[str, ...] = ()) -> Plan:
    """Return what is decided of entries."""
    made = Plan("a.zip", of_class, before, above=above)
    for one in entries:
        made.add(entry(one) if isinstance(one, str) else one)
    return made


def told(made: Plan, owner: str = "") -> list[str]:
    """Return what is said to an owner."""
    return [remark.text for remark in made.remarks().get(owner, [])]


def test_the_limits_are_these() -> None:
    limits = (unpacking.SIZE_LIMIT, unpacking.ARCHIVE_LIMIT, unpacking.STREAM_LIMIT, unpacking.CLASS_STREAM_LIMIT)
    assert [limit / MEGABYTE for limit in limits] == [200, 100, 1024, 65536]
    assert (unpacking.ENTRIES_LIMIT, unpacking.ARCHIVES_LIMIT) == (20_000, 20)
    assert (unpacking.RATIO_LIMIT, unpacking.RATIO_FROM / MEGABYTE) == (200, 4)
    assert (unpacking.NAME_LIMIT, unpacking.PATH_LIMIT) == (255, 1024)
    assert unpacking._SAID["full"] == ("comes after 200 MB of others", "come after 200 MB of others")


def test_modules_and_notebooks_are_written_whole_and_of_others_the_name() -> None:
    made = plan("a.py", "b/c.IPYNB", "d.txt", "e.zip", "submission_metadata.yml")
    assert list(made.files) == ["a.py", "b/c.IPYNB", "d.txt", "e.zip", "submission_metadata.yml"]
    assert made.whole == {"a.py", "b/c.IPYNB", "submission_metadata.yml"}
    assert made.folders == {"b"}
    assert made.bytes == 30
    assert told(made) == []


def test_archives_in_the_archive_of_a_class_are_written_whole() -> None:
    assert plan("anna/e.zip", "anna/e.7z", of_class=True).whole == {"anna/e.zip"}


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("/a.py", "begins at the root of a drive"),
        ("C:/a.py", "begins at the root of a drive"),
        ("c:a.py", "begins at the root of a drive"),
        ("\\a.py", "begins at the root of a drive"),
        ("../a.py", "leads out of the archive"),
        ("b/../../a.py", "leads out of the archive"),
        ("b\\..\\a.py", "leads out of the archive"),
    ],
)
def test_a_path_that_leads_elsewhere_is_left_out(name: str, why: str) -> None:
    made = plan(name)
    assert (made.files, made.whole, made.bytes) == ({}, set(), 0)
    shown = "c_a.py" if name == "c:a.py" else "a.py"
    assert told(made) == [f"{shown} in a.zip {why} and was not unpacked"]


@pytest.mark.parametrize(
    ("kind", "why"), [("link", "is a link"), ("device", "is a device, a pipe or a file with holes")]
)
def test_links_and_devices_are_left_out(kind: str, why: str) -> None:
    made = plan(entry("b/a.py", kind=kind))
    assert (made.files, made.folders) == ({}, set())
    (remark,) = made.remarks()[""]
    assert remark.text == f"a.py in a.zip {why} and was not unpacked"
    assert remark.kind == ("link" if kind == "link" else "archive")
    assert remark.files == ["a.py"]


def test_an_entry_without_a_name_is_not_spoken_of() -> None:
    made = plan("", ".", "./", "//.")
    assert made.files == {}
    assert [line for line in told(made) if "root" not in line] == []


@pytest.mark.parametrize("name", ["__MACOSX/a.py", ".git/a.py", "b/__pycache__/a.py", "venv/b/a.py", ".a/../b.py"])
def test_what_programs_put_there_is_not_spoken_of(name: str) -> None:
    made = plan(name)
    assert (made.files, made.remarks()) == ({}, {})
    assert made.shares == {}, "and does not count"


def test_a_file_that_is_hidden_or_called_like_a_programs_folder_is_a_file() -> None:
    assert list(plan(".a.py", "venv", "b/.c.py").files) == [".a.py", "venv", "b/.c.py"]


def test_so_many_entries_are_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "ENTRIES_LIMIT", 3)
    made = plan("a.py", "b.txt", "c.py", "d.py", "e.py")
    assert list(made.files) == ["a.py", "b.txt", "c.py"]
    assert told(made) == ["d.py, e.py in a.zip come after 20,000 others and were not unpacked"]


@pytest.mark.parametrize(
    ("name", "is_taken"),
    [
        ("x" * 252 + ".py", True),
        ("x" * 253 + ".py", False),
        ("\u00e4" * 126 + ".py", True),
        ("\u00e4" * 127 + ".py", False),
        ("b" * 256 + "/a.py", False),
        ("/".join(["b" * 203] * 5) + "/a.py", True),
        ("/".join(["b" * 203] * 5) + "/ab.py", False),
    ],
)
def test_names_are_as_long_as_a_system_can_take(name: str, is_taken: bool) -> None:
    made = plan(name)
    assert list(made.files) == [name] * is_taken
    assert ("has a longer name than a system can take" in "".join(told(made))) is not is_taken


def test_characters_that_no_name_may_hold_are_replaced() -> None:
    assert list(plan('a<>:"|?*\x00\x1f\u200e\ud800.py').files) == ["a___________.py"]
    assert list(plan(unicodedata.normalize("NFD", "\u00e4.py")).files) == ["\u00e4.py"]


def test_folders_are_made_and_no_file_takes_their_place() -> None:
    made = plan(entry("b/", kind="folder"), "b", "c/d.py", "c", "e.py", entry("e.py", kind="folder"), "e.py/f.py")
    assert list(made.files) == ["c/d.py", "e.py"]
    assert made.folders == {"b", "c"}
    assert told(made) == ["b, c, f.py in a.zip have the names of folders and were not unpacked"]


def test_names_that_some_system_takes_for_one_are_one() -> None:
    made = plan("a.py", "A.py", "\uff41.py", "stra\u00dfe.py", "STRASSE.py")
    assert list(made.files) == ["a.py", "stra\u00dfe.py"]
    said = "have the names of other entries in other letters and were not unpacked"
    assert told(made) == [f"A.py, \uff41.py, STRASSE.py in a.zip {said}"]


def test_of_an_entry_that_stands_twice_the_last_is_taken() -> None:
    first, last = entry("a.py", 3), entry("a.py", 5)
    made = plan(first, "b.txt", "b.txt", last)
    assert made.files["a.py"] is last
    (remark,) = made.remarks()[""]
    assert remark.text == "a.py stands more than once in a.zip: the last one was taken"
    assert (remark.kind, remark.files) == ("two versions", ["a.py"])
    assert made.bytes == 8


def test_a_locked_answer_is_left_out_and_other_locked_files_are_names() -> None:
    made = plan(entry("a.py", locked=True), entry("b.txt", locked=True))
    assert list(made.files) == ["b.txt"]
    assert told(made) == ["a.py in a.zip is locked with a password and was not unpacked"]


@pytest.mark.parametrize(
    ("name", "size", "packed", "why"),
    [
        ("a.py", FILE_LIMIT, FILE_LIMIT, ""),
        ("a.py", FILE_LIMIT + 1, FILE_LIMIT, "would take more room"),
        ("a.zip", 100 * MEGABYTE, 100 * MEGABYTE, ""),
        ("a.zip", 100 * MEGABYTE + 1, 100 * MEGABYTE, "would take more room"),
        ("a.zip", 4 * MEGABYTE, 1, ""),
        ("a.zip", 4 * MEGABYTE + 1, 0, "would grow to more than 200 times"),
        ("a.zip", 4 * MEGABYTE + 200, 4 * MEGABYTE // 200, "would grow to more than 200 times"),
        ("a.zip", 8 * MEGABYTE, 8 * MEGABYTE // 200 + 1, ""),
        ("a.zip", 200 * 50_000, 50_000, ""),
        ("a.zip", 200 * 50_000 + 1, 50_000, "would grow to more than 200 times"),
        ("a.txt", 2**40, 1, ""),
    ],
)
def test_an_entry_is_no_larger_than_an_answer_and_no_bomb(name: str, size: int, packed: int, why: str) -> None:
    made = plan(entry(f"anna/{name}", size, packed=packed), of_class=True)
    assert (list(made.files) == [f"anna/{name}"]) == (not why)
    assert why in "".join(told(made, "anna"))
    assert bool(told(made, "anna")) == bool(why)


def test_what_one_student_has_written_has_a_limit_with_what_came_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "SIZE_LIMIT", 100)
    made = plan(entry("a.py", 30), entry("b.py", 31), entry("c.py", 30), entry("d.txt", 500), before=40)
    assert list(made.files) == ["a.py", "c.py", "d.txt"]
    assert made.bytes == 100
    assert told(made) == ["b.py in a.zip comes after 200 MB of others and was not unpacked"]


def test_limits_count_for_each_student_of_a_class_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "SIZE_LIMIT", 15)
    monkeypatch.setattr(unpacking, "ENTRIES_LIMIT", 2)
    made = plan("all/anna/a.py", "all/anna/b.py", "all/ben/a.py", "all/anna/c.txt", of_class=True, above=("all",))
    assert list(made.files) == ["all/anna/a.py", "all/ben/a.py"]
    assert told(made, "anna") == [
        "b.py in a.zip comes after 200 MB of others and was not unpacked",
        "c.txt in a.zip comes after 20,000 others and was not unpacked",
    ]
    assert set(made.remarks()) == {"anna"}
    assert made.bytes == 20


def test_who_handed_in_what_is_left_out_alone_has_a_folder_of_their_own() -> None:
    made = plan(entry("all/anna/x/a.py", kind="link"), entry("all/ben", kind="link"), of_class=True, above=("all",))
    assert made.folders == {"all/anna"}
    assert plan(entry("anna/a.py", kind="link")).folders == set(), "in one student's own archive nobody is told apart"
    assert plan("anna/../../a.py", of_class=True).folders == set()


@pytest.mark.parametrize(
    ("path", "owner"),
    [("all/anna/a.py", "anna"), ("all/anna", "anna"), ("all", ""), ("other/anna/a.py", ""), ("all/x", "x")],
)
def test_students_of_a_class_are_told_apart_below_what_holds_them_all(path: str, owner: str) -> None:
    assert Plan("a.zip", True, above=("all",)).owner(path.split("/")) == owner
    assert Plan("a.zip", False, above=("all",)).owner(path.split("/")) == ""
    assert Plan("a.zip", True).owner(path.split("/")) == path.split("/")[0]


def above(*paths: str, owners: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return the folders that hold all of a class."""
    return unpacking._above([path.split("/") if path else [] for path in paths], owners.__contains__)


def test_folders_above_a_class_hold_all_of_it() -> None:
    assert above("week/all/anna/a.py", "week/all/ben/a.py", "") == ("week", "all")
    assert above("anna/a.py", "ben/a.py") == ()
    assert above("week/anna/a.py", "week/b.py") == ("week",)
    assert above("week/all", "week/all/anna/a.py") == ("week", "all", "anna"), "a folder's own entry is no file"
    assert above("__MACOSX/x", "week/anna/a.py", "week/ben/a.py") == ("week",)
    assert above("week/anna/a.py", owners=("anna",)) == ("week",)
    assert above("week/anna/a.py", owners=("week",)) == ()
    assert above("/".join("abcdefghij") + "/x.py") == tuple("abcdefgh"), "so many and no more"


class Content:
    """An entry's bytes, or what is raised in their place."""

    def __init__(self, data: bytes | Exception) -> None:
        self.data = data
        self.asked: list[int] = []

    def read(self, size: int = -1, /) -> bytes:
        """Return them."""
        self.asked.append(size)
        if isinstance(self.data, Exception):
            raise self.data
        return self.data[:size]


def unpacked(monkeypatch: pytest.MonkeyPatch, into: Path, *entries: tuple[Entry, Content], **how: Any) -> Plan:
    """Unpack an archive of these entries."""

    def read(archive: Path, limit: int, visit: Any) -> None:
        assert archive == Path("/class/a.zip")
        assert limit == (2**36 if how.get("of_class") else 2**30)
        take = visit([one for one, _ in entries])
        for one, content in entries:
            take(one, content)

    monkeypatch.setattr(unpacking, "read_archive", read)
    return unpack(Path("/class/a.zip"), into, **how)


def lies(folder: Path) -> dict[str, bytes | None]:
    """Return what lies in a folder; None is a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
    }


def test_answers_are_written_with_their_bytes_and_other_files_empty(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Content(b"secret")
    files = (
        (entry("b/a.py", 5), Content(b"x = 1 and more")),
        (entry("c.txt", 6), other),
        (entry("d/e", kind="folder"), Content(b"")),
        (entry("../e.py", 1), Content(b"x")),
    )
    into = tmp_path / "new" / "place"
    made = unpacked(monkeypatch, into, *files, before=7)
    assert lies(tmp_path) == {
        "new": None,
        "new/place": None,
        "new/place/b": None,
        "new/place/b/a.py": b"x = 1",
        "new/place/c.txt": b"",
        "new/place/d": None,
        "new/place/d/e": None,
    }
    assert other.asked == [], "what is not wanted is not unpacked"
    assert made.bytes == 12


@pytest.mark.parametrize("data", [b"x = ", b"", EOFError(), RuntimeError("password"), ValueError()])
def test_an_answer_that_is_damaged_costs_itself(
    data: bytes | Exception, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = ((entry("all/anna/a.py", 5), Content(data)), (entry("all/ben/b.py", 5), Content(b"x = 2")))
    made = unpacked(monkeypatch, tmp_path, *files, of_class=True, is_owner=("anna", "ben").__contains__)
    assert [name for name, content in lies(tmp_path).items() if content is not None] == ["all/ben/b.py"]
    assert made.above == ("all",)
    assert told(made, "anna") == ["a.py in a.zip is damaged and was not unpacked"]


def test_a_full_machine_is_no_fault_of_an_entry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any) -> int:
        raise OSError(28, "full")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="full"):
        unpacked(monkeypatch, tmp_path, (entry("a.py", 1), Content(b"x")))


def test_an_archive_without_entries_is_empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ArchiveError, match=r"^is empty$"):
        unpacked(monkeypatch, tmp_path / "into")
    assert not (tmp_path / "into").exists()


def test_what_holds_a_class_is_told_by_sound_paths_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = ((entry("/x.py", 1), Content(b"x")), (entry("week/anna/a.py", 1), Content(b"x")))
    made = unpacked(monkeypatch, tmp_path, *files, of_class=True, is_owner=lambda name: name == "anna")
    assert made.above == ("week",)
    assert unpacked(monkeypatch, tmp_path, *files).above == ()
