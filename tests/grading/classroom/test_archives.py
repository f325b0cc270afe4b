"""What students hand in as an archive: the right ones are marked, and no other costs more than itself."""

from __future__ import annotations

import contextlib
import random
import stat
import tarfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from grading.classroom import unpacking
from grading.classroom.handed_in import Submission, submissions
from grading.classroom.packed import READABLE, ArchiveError
from grading.classroom.reading import HandedIn, read_submission
from grading.classroom.unpacking import unpack
from grading.results import RemarkKind
from grading.subject import LoadedSource
from reference.ground.errors import UserError
from reference.kit.course import Course
from tests.grading.classroom import packing
from tests.grading.classroom.packing import MODULE, RIGHT, Make, changed, cut, member, tarred, twice, zipped

EX02 = Course.here().exercise("ex02")
TAKEN, NONE = "taken", "was not handed in"
HALF = zipfile.ZIP_STORED
WRONG = "# wrong\n"


@dataclass(frozen=True)
class Odd:
    """An archive, and what must come of it."""

    name: str
    make: Make
    outcome: str
    """What is taken for the exercise: `TAKEN`, or what is said."""
    kinds: tuple[RemarkKind, ...] = ()
    says: str = ""


def many(path: Path) -> None:
    """Write a zip of more entries than a student may have, the answer last."""
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(20_001):
            archive.writestr(f"data/{number}.txt", "")
        archive.writestr(MODULE, RIGHT)


HOSTILE = (
    Odd("a zip", zipped({MODULE: RIGHT}), TAKEN),
    Odd("a folder in a zip", zipped({f"homework/{MODULE}": RIGHT, "homework/": ""}), TAKEN),
    Odd("a tar", tarred(member(MODULE), mode="w"), TAKEN),
    Odd("a tar.gz", tarred(member(MODULE)), TAKEN),
    Odd("a tar.bz2", tarred(member(MODULE), mode="w:bz2"), TAKEN),
    Odd("a tar.xz", tarred(member(MODULE), mode="w:xz"), TAKEN),
    Odd(
        "ratio",
        zipped({MODULE: RIGHT, "ex03.py": b"0" * 2**24}),
        TAKEN,
        ("archive",),
        "ex03.py in all.zip would grow to more than 200 times its size and was not unpacked",
    ),
    Odd("ratio of data", zipped({MODULE: RIGHT, "data.csv": b"0" * 2**24}), TAKEN, ("aside",)),
    Odd(
        "size",
        zipped({MODULE: bytes(range(256)) * 81_921}, HALF),
        NONE,
        ("archive",),
        "ex02_softmax.py in all.zip would take more room than an answer can need",
    ),
    Odd("count", many, NONE, ("archive", "aside"), "ex02_softmax.py in all.zip come after 20,000 others"),
    Odd("a tar that grows without end", packing.bomb_of_tar, NONE, ("archive",), "more than 1024 megabytes unpacked"),
    Odd("entries that overlap", packing.overlapping, NONE, ("archive",), "holds entries that lie upon each other"),
    Odd("a zip in a zip", zipped({MODULE: RIGHT, "more.zip": b"PK"}), TAKEN, ("archive",), "more.zip was not unpacked"),
    Odd(
        "a link out",
        packing.symlink("ex03.py"),
        TAKEN,
        ("link",),
        "ex03.py in all.zip is a link and was not unpacked",
    ),
    Odd("a link in its place", packing.symlink(MODULE), TAKEN, ("link",), "is a link"),
    Odd(
        "links in a tar",
        tarred(
            member("a", kind=tarfile.SYMTYPE, link="/"),
            member(f"a/{MODULE}"),
            member("b.py", kind=tarfile.LNKTYPE, link="/etc/passwd"),
        ),
        TAKEN,
        ("link",),
        "a, b.py in all.tar.gz are links and were not unpacked",
    ),
    Odd(
        "a way out",
        zipped({MODULE: RIGHT, "../../ex03.py": WRONG, "..\\..\\ex04.py": WRONG}),
        TAKEN,
        ("archive",),
        "ex03.py, ex04.py in all.zip lead out of the archive and were not unpacked",
    ),
    Odd(
        "an absolute name",
        zipped({MODULE: RIGHT, "/tmp/ex03.py": WRONG, "C:\\ex04.py": WRONG}),  # noqa: S108 -- what is not written
        TAKEN,
        ("archive",),
        "ex03.py, ex04.py in all.zip begin at the root of a drive",
    ),
    Odd("a pipe", packing.of_mode("ex03.py", stat.S_IFIFO), TAKEN, ("archive",), "is a device, a pipe or a file with"),
    Odd(
        "a device",
        tarred(member(MODULE), member("ex03.py", kind=tarfile.CHRTYPE)),
        TAKEN,
        ("archive",),
        "ex03.py in all.tar.gz is a device",
    ),
    Odd("a file of holes", packing.sparse, NONE, ("archive",), "a file with holes"),
    Odd(
        "a password",
        changed(zipped({MODULE: RIGHT}), packing.locked),
        NONE,
        ("archive",),
        "ex02_softmax.py in all.zip is locked with a password",
    ),
    Odd("the same name twice", twice(WRONG, RIGHT), TAKEN, ("two versions",), "stands more than once in all.zip"),
    Odd(
        "a name in other letters",
        zipped({MODULE: RIGHT, "EX02_softmax.py": WRONG}),
        TAKEN,
        ("archive",),
        "EX02_softmax.py in all.zip has the name of another entry in other letters",
    ),
    Odd("control characters", zipped({"a\x07b/ex02_softmax\n.py": RIGHT, "\u202etxt.py": ""}), TAKEN, ("not placed",)),
    Odd("a name that is no UTF-8", tarred(member("\udcfcbung/" + MODULE)), TAKEN),
    Odd("a name in an old code page", changed(zipped({f"\xdcbung/{MODULE}": RIGHT}), bytes), TAKEN),
    Odd(
        "a name without end",
        tarred(member(MODULE), member("x" * 300 + "/ex03.py"), member("y/" * 600 + "ex04.py")),
        TAKEN,
        ("archive",),
        "ex03.py, ex04.py in all.tar.gz have longer names than a system can take",
    ),
    Odd(
        "a file where a folder is",
        zipped({f"a/{MODULE}": RIGHT, "a": "x", f"a/{MODULE}/ex03.py": WRONG}),
        TAKEN,
        ("archive",),
        "a, ex03.py in all.zip have the names of folders",
    ),
    Odd("a zip cut off", changed(zipped({MODULE: RIGHT}), cut(0.7)), NONE, ("archive",), "it is damaged or cut off"),
    Odd("a tar cut off", changed(tarred(member(MODULE)), cut(0.5)), NONE, ("archive",), "it is damaged or cut off"),
    Odd(
        "a plain tar cut off",
        changed(tarred(member(MODULE), member("ex03.py"), mode="w"), lambda data: data[: 512 * 3]),
        NONE,
        ("archive",),
        "it is damaged or cut off",
    ),
    Odd(
        "a wrong checksum",
        changed(zipped({MODULE: RIGHT}, HALF), packing.wrong_checksum),
        NONE,
        ("archive",),
        "ex02_softmax.py in all.zip is damaged and was not unpacked",
    ),
    Odd(
        "two names for one entry",
        changed(zipped({MODULE: RIGHT}), packing.other_name_within),
        NONE,
        ("archive",),
        "is damaged",
    ),
    Odd("an unknown method", changed(zipped({MODULE: RIGHT}), packing.unknown_method), NONE, ("archive",), "damaged"),
    Odd("nothing in it", zipped({}), NONE, ("archive",), "all.zip was not unpacked: it is empty"),
    Odd("no zip at all", packing.text("hello"), NONE, ("archive",), "damaged or cut off"),
    Odd("no bytes", Path.touch, NONE, ("archive",), "all.zip was not unpacked"),
    Odd(
        "programs' own folders", zipped({MODULE: RIGHT, "__MACOSX/._x.py": "", ".git/x.py": "", "venv/x.py": ""}), TAKEN
    ),
)


def name_of(odd: Odd) -> str:
    """Return what the archive is called."""
    is_tar = "tar" in odd.name.split() or any(word in odd.name for word in ("tar.", "device", "holes", "UTF-8", "end"))
    ending = {"a tar": "tar", "a tar.bz2": "tar.bz2", "a tar.xz": "txz", "a plain tar cut off": "tar"}.get(odd.name)
    return f"all.{ending or ('tar.gz' if is_tar else 'zip')}"


def read(path: Path, name: str = "anna") -> HandedIn:
    """Read what a student handed in."""
    return read_submission(Submission(name, name, path), [EX02])


def taken(handed_in: HandedIn) -> str:
    """Return whether the right module was taken, or what is said of it."""
    ((_, source),) = handed_in.sources
    if not isinstance(source, LoadedSource):
        return str(source)
    return TAKEN if source.data == RIGHT.encode() else source.data.decode()


@pytest.mark.parametrize("odd", HOSTILE, ids=lambda odd: odd.name)
def test_an_odd_archive_costs_nothing_but_what_is_odd_about_it(tmp_path: Path, odd: Odd) -> None:
    (tmp_path / "anna").mkdir()
    odd.make(tmp_path / "anna" / name_of(odd))
    before = sorted(tmp_path.rglob("*"))
    result = read(tmp_path / "anna")
    told = [remark for remark in result.remarks if remark.text]
    assert odd.outcome in taken(result)
    assert tuple(sorted(remark.kind for remark in told)) == tuple(sorted(odd.kinds)), told
    assert odd.says in "\n".join(remark.text for remark in told)
    assert all(remark.text.isprintable() for remark in told)
    assert sorted(tmp_path.rglob("*")) == before


def test_there_are_more_than_twenty_kinds() -> None:
    assert sum(bool(odd.kinds) for odd in HOSTILE) > 20
    assert len({odd.name for odd in HOSTILE}) == len(HOSTILE)


def test_what_lies_loose_goes_before_what_is_packed(tmp_path: Path) -> None:
    (tmp_path / "anna" / "deep" / "er").mkdir(parents=True)
    (tmp_path / "anna" / "deep" / "er" / MODULE).write_text(RIGHT, encoding="utf-8")
    zipped({MODULE: WRONG + "def softmax(scores):\n    return 2\n"})(tmp_path / "anna" / "all.zip")
    result = read(tmp_path / "anna")
    assert taken(result) == TAKEN
    assert [remark.kind for remark in result.remarks] == ["two versions"]


def test_an_archive_that_cannot_be_read_is_no_reason_to_leave_out_what_lies_beside_it(tmp_path: Path) -> None:
    (tmp_path / MODULE).write_text(RIGHT, encoding="utf-8")
    packing.bomb_of_tar(tmp_path / "all.tgz")
    assert taken(read(tmp_path)) == TAKEN


def test_an_archive_alone_is_a_students(tmp_path: Path) -> None:
    for name in ("anna.zip", "ben.tar.gz"):
        zipped({MODULE: RIGHT})(tmp_path / name) if name == "anna.zip" else tarred(member(MODULE))(tmp_path / name)
    found = submissions([tmp_path]).submissions
    assert [one.student for one in found] == ["anna", "ben"]
    assert [taken(read_submission(one, [EX02])) for one in found] == [TAKEN, TAKEN]


@pytest.mark.parametrize("ending", [".zip", ".tar.gz", ".txz"])
def test_which_endings_are_read_is_known(ending: str) -> None:
    assert ending in READABLE


def test_an_archive_of_two_limits_at_once_writes_no_more_than_they_say(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unpacking, "SIZE_LIMIT", 3000)
    zipped({f"{n}/ex0{n}.py": "#" * 1000 for n in range(1, 8)})(tmp_path / "all.zip")
    plan = unpack(tmp_path / "all.zip", tmp_path / "out")
    assert sum(path.stat().st_size for path in (tmp_path / "out").rglob("*.py")) == 3000
    assert "ex04.py, ex05.py, ex06.py, ex07.py in all.zip come after" in plan.remarks()[""][0].text


def test_several_archives_of_one_student_share_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "SIZE_LIMIT", 2500)
    for number in range(4):
        zipped({f"ex0{number + 3}.py": "#" * 1000})(tmp_path / f"{number}.zip")
    told = [remark.text for remark in read(tmp_path).remarks]
    assert [text.partition(" comes")[0] for text in told] == ["ex05.py in 2.zip", "ex06.py in 3.zip"]


def test_so_many_archives_of_one_student_are_unpacked(tmp_path: Path) -> None:
    for number in range(30):
        zipped({f"ex03_{number}.py": ""})(tmp_path / f"{number:02d}.zip")
    zipped({MODULE: RIGHT})(tmp_path / "00.zip")
    result = read(tmp_path)
    assert taken(result) == TAKEN
    assert [remark.text[:60] for remark in result.remarks] == [
        "after 20 archives these were not unpacked: 20.zip, 21.zip, 2"
    ]


@pytest.mark.parametrize("seed", range(3))
def test_whatever_befalls_the_bytes_of_an_archive_it_is_read_or_refused(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    makes = {
        "all.zip": zipped({MODULE: RIGHT, "b/c.txt": "x" * 300}),
        "all.tar": tarred(member(MODULE), member("a", kind=tarfile.SYMTYPE, link="/"), mode="w"),
        "all.tgz": tarred(member(MODULE), member("x" * 150 + "/y.py")),
    }
    for name, make in makes.items():
        make(tmp_path / name)
        whole = (tmp_path / name).read_bytes()
        for _ in range(100):
            data = bytearray(whole)
            for _ in range(chance.choice([1, 2, 30])):
                data[chance.randrange(len(data))] = chance.choice([0, 1, 46, 47, 128, 255, chance.randrange(256)])
            (tmp_path / name).write_bytes(data)
            with contextlib.suppress(ArchiveError):
                unpack(tmp_path / name, tmp_path / "deep" / "er" / "out")
    written = [path for path in tmp_path.rglob("*") if not path.is_dir() or path.is_symlink()]
    assert not [path for path in written if path.is_symlink()]
    assert {path.name for path in written if "out" not in path.parts} == set(makes)


def test_a_full_disk_is_no_students_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    zipped({MODULE: RIGHT})(tmp_path / "anna.zip")

    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space left"):
        read(tmp_path / "anna.zip")


# The archive of a class


def class_of(tmp_path: Path, name: str, make: Make) -> dict[str, tuple[str, list[str]]]:
    """Return what came of a class's archive: by student what was taken, and what was remarked."""
    make(tmp_path / name)
    found = submissions([tmp_path / name], spare=tmp_path / "spare")
    read = {one.student: read_submission(one, [EX02]) for one in found.submissions}
    return {name: (taken(one), [remark.text for remark in one.remarks]) for name, one in read.items()}


def test_a_folder_a_student_is_a_class(tmp_path: Path) -> None:
    files = {f"week 1/anna/{MODULE}": RIGHT, "week 1/ben/notes.txt": "", "__MACOSX/._week 1": ""}
    came = class_of(tmp_path, "week1.zip", zipped(files))
    assert {name: outcome for name, (outcome, _) in came.items()} == {"anna": TAKEN, "ben": f"{MODULE} {NONE}"}


def test_moodles_download_names_its_students(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        f"Anna Berg_101_assignsubmission_file_/{MODULE}": RIGHT,
        f"Zo\xeb \xd6z_102_assignsubmission_file_{MODULE}": RIGHT,
        "Ben Fall_103_assignsubmission_file_/notes.txt": "",
        "Ben Fall_103_assignsubmission_onlinetext_/onlinetext.html": "hello",
        f"Ben Fall_104_assignsubmission_file_/{MODULE}": RIGHT,
    }
    came = class_of(tmp_path, "moodle.zip", zipped(files))
    assert {name: outcome for name, (outcome, _) in came.items()} == {
        "Anna Berg": TAKEN,
        "Ben Fall (103)": f"{MODULE} {NONE}",
        "Ben Fall (104)": TAKEN,
        "Zo\xeb \xd6z": TAKEN,
    }


def test_canvas_download_names_its_students(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        f"berganna_101_5001_{MODULE}": RIGHT,
        "berganna_101_5002_notes.txt": "",
        f"fallben_LATE_102_5003_{MODULE.removesuffix('.py')}-2.py": RIGHT,
        "cem_103_5004_report.pdf": "",
    }
    came = class_of(tmp_path, "submissions.zip", zipped(files))
    assert {name: outcome for name, (outcome, _) in came.items()} == {
        "berganna": TAKEN,
        "cem": f"{MODULE} {NONE}",
        "fallben": TAKEN,
    }
    found = submissions([tmp_path / "submissions.zip"], spare=tmp_path / "again").submissions
    assert [one.number for one in found] == ["101", "103", "102"]


METADATA = """---
submission_11:
  :submitters:
  - :name: Anna Berg
    :sid: '0042'
    :email: anna@example.org
  :created_at: 2026-01-01
  :history:
  - :name: nobody
submission_12:
  :submitters:
  - :name: Ben Fall
    :sid:
  - :name: "Cem Gut"
  :score: 3
"""


def test_gradescopes_export_names_its_students_beside_them(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        f"assignment_1_export/submission_11/{MODULE}": RIGHT,
        f"assignment_1_export/submission_12/src/{MODULE}": RIGHT,
        f"assignment_1_export/submission_13/{MODULE}": RIGHT,
        "assignment_1_export/submission_metadata.yml": METADATA,
    }
    came = class_of(tmp_path, "export.zip", zipped(files))
    assert list(came) == ["Anna Berg", "Ben Fall and Cem Gut", "submission_13"]
    assert {outcome for outcome, _ in came.values()} == {TAKEN}


def test_students_of_a_class_may_hand_in_archives(tmp_path: Path) -> None:
    zipped({MODULE: RIGHT})(tmp_path / "inner.zip")
    inner = (tmp_path / "inner.zip").read_bytes()
    files = {
        "Anna_1_assignsubmission_file_/hw.zip": inner,
        "ben_12_34_hw.zip": inner,
        "Cem_3_assignsubmission_file_/a.rar": b"",
    }
    came = class_of(tmp_path, "all.zip", zipped(files))
    assert came["Anna"] == came["ben"] == (TAKEN, [])
    assert came["Cem"][1] == ["a.rar was not unpacked: unpack it, then mark again"]


def test_what_one_student_packed_costs_nobody_else(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        f"anna/{MODULE}": RIGHT,
        f"ben/{MODULE}": b"0" * 2**24,
        "cem_12_34_ex02.py": b"0" * 2**24,
        "../../evil.py": WRONG,
        f"dora/../anna/{MODULE}": WRONG,
    }
    came = class_of(tmp_path, "all.zip", zipped(files))
    assert came["anna"] == (TAKEN, [])
    assert "would grow to more than 200 times" in came["ben"][1][0]
    assert "would grow to more than 200 times" in came["cem"][1][0]
    found = submissions([tmp_path / "all.zip"], spare=tmp_path / "again")
    assert [remark.text for remark in found.aside if "evil" in remark.text] == [
        "evil.py in all.zip leads out of the archive and was not unpacked"
    ]


def test_the_limits_of_one_student_are_not_those_of_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "ENTRIES_LIMIT", 4)
    files = {f"anna/{n}.txt": "" for n in range(9)} | {f"anna/{MODULE}": RIGHT, f"ben/{MODULE}": RIGHT}
    came = class_of(tmp_path, "all.zip", zipped(files))
    assert (came["anna"][0], came["ben"]) == (f"{MODULE} {NONE}", (TAKEN, []))


def test_the_archive_of_one_student_may_be_named(tmp_path: Path) -> None:
    came = class_of(tmp_path, "anna.zip", zipped({f"homework/{MODULE}": RIGHT}))
    assert came == {"anna": (TAKEN, [])}


@pytest.mark.parametrize("make", [changed(zipped({f"a/{MODULE}": RIGHT}), cut(0.5)), packing.overlapping])
def test_a_damaged_download_is_told_in_one_sentence(tmp_path: Path, make: Make) -> None:
    make(tmp_path / "all.zip")
    with pytest.raises(UserError, match=r"^all\.zip .*: download it again, or unpack it and name the folder$"):
        submissions([tmp_path / "all.zip"], spare=tmp_path / "spare")


def test_an_archive_is_an_error_where_there_is_no_room_set_aside(tmp_path: Path) -> None:
    zipped({MODULE: RIGHT})(tmp_path / "all.zip")
    with pytest.raises(UserError, match="is an archive"):
        submissions([tmp_path / "all.zip"])
    zipped({})(tmp_path / "none.zip")
    with pytest.raises(ArchiveError, match="is empty"):
        unpack(tmp_path / "none.zip", tmp_path / "x")
