"""What files mean is kept between runs, and never out of date."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from reference.kit import meanings

CODE = "import a.b\nfrom c import d\nfrom . import e\nfrom ..f import g\nx = 1\n"


def forget() -> None:
    """Be as a process that has just begun."""
    for remembered in (meanings._read, meanings._kept, meanings._format):
        remembered.cache_clear()
    meanings._news.clear()


@pytest.fixture(autouse=True)
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A place of this test's own, where nothing is kept yet."""
    path = tmp_path / "cache" / "meanings.json"
    monkeypatch.setattr(meanings, "KEPT", path)
    forget()
    yield path
    forget()


@pytest.fixture
def module(tmp_path: Path) -> Path:
    """A Python file."""
    path = tmp_path / "module.py"
    path.write_text(CODE, encoding="utf-8")
    return path


def parse_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail where a file is parsed."""

    def parsed(_text: str) -> Any:
        raise AssertionError("was parsed again")

    monkeypatch.setattr(meanings, "_parsed", parsed)


def test_names_of_modules_keep_their_dots(module: Path) -> None:
    wanted = ((0, "a.b"), (0, "c"), (0, "c.d"), (1, ""), (1, "e"), (2, "f"), (2, "f.g"))
    assert meanings.read(module) == meanings.Read(meanings.meaning_of(CODE), wanted)


def test_a_file_that_is_not_pythons_counts_by_its_bytes(tmp_path: Path, kept: Path) -> None:
    one, other = tmp_path / "one.csv", tmp_path / "other.csv"
    one.write_text("import a\n", encoding="utf-8")
    other.write_text("import a\n\n", encoding="utf-8")
    assert meanings.read(one).imports == ()
    assert meanings.read(one).meaning != meanings.read(other).meaning
    meanings.keep()
    assert not kept.exists()


def test_what_is_kept_is_not_parsed_again(module: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = meanings.read(module)
    meanings.keep()
    forget()
    parse_nothing(monkeypatch)
    assert meanings.read(module) == first


def test_nothing_is_written_where_nothing_is_new(module: Path, kept: Path) -> None:
    meanings.read(module)
    meanings.keep()
    kept.unlink()
    meanings.keep()
    forget()
    assert not kept.exists()


def test_the_same_text_in_two_places_is_parsed_once(
    module: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = meanings.read(module)
    (tmp_path / "copy.py").write_text(CODE, encoding="utf-8")
    parse_nothing(monkeypatch)
    assert meanings.read(tmp_path / "copy.py") == first


def test_a_file_that_changed_is_read_anew_though_its_time_is_the_same(module: Path) -> None:
    first = meanings.read(module)
    meanings.keep()
    forget()
    module.write_text(CODE.replace("1", "2"), encoding="utf-8")
    assert meanings.read(module).meaning == meanings.meaning_of(CODE.replace("1", "2")) != first.meaning


def test_another_python_and_other_code_of_ours_read_anew(module: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    meanings.read(module)
    meanings.keep()
    forget()
    parse_nothing(monkeypatch)
    monkeypatch.setattr(sys, "version", "4.0")
    with pytest.raises(AssertionError, match="parsed again"):
        meanings.read(module)


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b'{"a": 1}', b"\xff"])
def test_a_damaged_file_is_replaced(module: Path, kept: Path, content: bytes) -> None:
    kept.parent.mkdir()
    kept.write_bytes(content)
    meanings.read(module)
    meanings.keep()
    forget()
    assert list(meanings._kept().values()) == [meanings.read(module)]


def test_where_nothing_can_be_written_nothing_is_kept(module: Path, kept: Path) -> None:
    kept.parent.touch()  # a file where the folder should be
    first = meanings.read(module)
    meanings.keep()
    assert meanings.read(module) == first


def test_what_others_kept_meanwhile_stays(module: Path, tmp_path: Path) -> None:
    meanings._kept()
    other = tmp_path / "other.py"
    other.write_text("y = 1\n", encoding="utf-8")
    for path in (other, module):
        meanings.read(path)
        meanings.keep()
        meanings._kept.cache_clear()
    assert len(meanings._kept()) == 2


def test_those_kept_first_go_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meanings, "AT_MOST", 2)
    read = []
    for number in range(3):
        path = tmp_path / f"number_{number}.py"
        path.write_text(f"x = {number}\n", encoding="utf-8")
        read.append(meanings.read(path))
        meanings.keep()
    forget()
    assert list(meanings._kept().values()) == read[1:]
