"""From where on two students are said to have written alike, and which lines are shown: a library of ours compares.

A text is a row of numbers here, each a fragment of its own. `test_similar.py` compares code.
"""

from __future__ import annotations

import dataclasses
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from grading.classroom import similar as module
from grading.classroom.similar import Alike, Pair, Side, similar
from grading.subject.calls import LoadedSource
from reference.ground.errors import UserError


@dataclasses.dataclass(frozen=True)
class Exercise:
    """What is asked of an exercise."""

    id: str
    stub: Path
    solution: Path


class Library:
    """Stands in for copydetect."""

    def __init__(self) -> None:
        self.more = 30
        """Characters of two texts that are alike, beside one for each fragment that both have."""
        self.left: list[tuple[dict[int, list[int]], int, int]] = []
        """What was left of each text."""

    def CodeFingerprint(self, name: str, gram: int, window: int, *, fp: Any, language: str) -> Any:  # noqa: N802
        """Return the fragments of a text."""
        assert (name, gram, window, language) == ("module.py", 25, 1, "python")
        numbers = [int(word) for word in fp.read().split()]
        places: dict[int, list[int]] = {number: [] for number in numbers}
        for place, number in enumerate(numbers):
            places[number].append(place)
        return SimpleNamespace(hashes=set(numbers), hash_idx=places, filtered_code="x" * len(numbers))

    def compare_files(self, one: Any, other: Any) -> Any:
        """Return how many characters are alike, which share of each, and where."""
        overlap = len(one.hashes & other.hashes) + self.more
        slices = np.array([[2, 0], [5, 1]]), np.array([[4], [6]])
        return np.int64(overlap), (overlap / one.token_coverage, overlap / other.token_coverage), slices

    def get_token_coverage(self, places: dict[int, list[int]], gram: int, length: int) -> int:
        """Return how much of a text is left to compare."""
        self.left.append((places, gram, length))
        return 10 * len(places)


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch) -> Library:
    """A library that compares numbers."""
    stand_in = Library()
    monkeypatch.setitem(sys.modules, "copydetect", stand_in)
    monkeypatch.setitem(sys.modules, "copydetect.utils", stand_in)
    return stand_in


@pytest.fixture
def exercise(tmp_path: Path) -> Any:
    """An exercise with a stub, whose model answer is not there."""
    stub = tmp_path / "stub.py"
    stub.write_text("9001 9002", encoding="utf-8")
    return Exercise("ex91", stub, tmp_path / "solution.py")


def fragments(first: int, count: int) -> str:
    """Return a text of so many fragments."""
    return " ".join(map(str, range(first, first + count)))


def source(text: str, line_end: str = "\n") -> Any:
    """Return what a student handed in."""
    return LoadedSource("ex91", "ex91_small", text.replace("\n", line_end).encode())


def pairs(exercise: Any, **texts: str) -> list[Pair]:
    """Return who wrote alike."""
    return similar((student, [(exercise, source(text))]) for student, text in texts.items())


def names(found: list[Pair]) -> list[str]:
    """Return the pairs alone."""
    return [" ".join(pair.students) for pair in found]


@pytest.mark.parametrize(("more", "who"), [(19, []), (20, ["anna ben"]), (21, ["anna ben"])])
def test_sixty_characters_are_alike_and_fewer_are_chance(
    library: Library, exercise: Any, more: int, who: list[str]
) -> None:
    library.more = more
    found = pairs(exercise, anna=fragments(0, 40), ben=fragments(0, 40))
    assert names(found) == who
    assert [pair.shared for pair in found] == [60 + more - 20] * len(who)


@pytest.mark.parametrize(("shared", "who"), [(34, []), (35, ["anna ben"]), (36, ["anna ben"])])
def test_who_shares_too_few_fragments_is_not_even_compared(
    library: Library, exercise: Any, shared: int, who: list[str]
) -> None:
    library.more = 100
    assert names(pairs(exercise, anna=fragments(0, 50), ben=fragments(0, shared))) == who


@pytest.mark.parametrize(
    ("class_size", "having", "count"), [(2, 2, 1), (5, 3, 3), (5, 4, 0), (39, 4, 0), (40, 4, 6), (40, 5, 0)]
)
def test_what_more_than_three_and_more_than_a_tenth_of_the_class_have_is_nobodys(
    library: Library, exercise: Any, class_size: int, having: int, count: int
) -> None:
    texts = {f"s{n:02d}": fragments(0, 40) if n < having else fragments(100 * n, 40) for n in range(class_size)}
    assert len(pairs(exercise, **texts)) == count
    assert len(library.left) == class_size


def test_what_everybody_was_given_is_nobodys(library: Library, exercise: Any) -> None:
    text = fragments(0, 40)
    assert len(pairs(exercise, anna=text, ben=text)) == 1
    exercise.solution.write_text(text, encoding="utf-8")
    assert pairs(exercise, anna=text, ben=text) == []
    exercise.solution.unlink()
    exercise.stub.write_text(fragments(6, 100), encoding="utf-8")
    assert pairs(exercise, anna=text, ben=text) == []


def test_of_a_text_that_is_left_counts_what_few_have(library: Library, exercise: Any) -> None:
    (pair,) = pairs(exercise, anna=fragments(0, 40) + " 9001 9002 7 7777", ben=fragments(0, 40), cem="9001")
    anna, ben, cem = library.left
    assert anna == ({**{n: [n] for n in range(40)}, 7: [7, 42], 7777: [43]}, 25, 44)
    assert ben == ({n: [n] for n in range(40)}, 25, 40)
    assert cem == ({}, 25, 1)
    (alike,) = pair.alike
    assert alike.share == pytest.approx(70 / 400), "of the shorter one"


def test_what_is_alike_is_told_with_its_share_and_its_places(library: Library, exercise: Any) -> None:
    library.more = 500
    anna, ben = fragments(0, 40), fragments(0, 40) + " 77"
    (pair,) = pairs(exercise, ben=ben, anna=anna)
    sides = Side("anna", anna, ((0, 1), (2, 5))), Side("ben", ben, ((4, 6),))
    assert pair == Pair(("anna", "ben"), [Alike("ex91", 540, 1.0, *sides)])
    assert type(pair.alike[0].shared) is int


def test_a_text_without_anything_of_its_own_is_divided_by_one(exercise: Any, library: Library) -> None:
    found: Any = SimpleNamespace(hashes={1}, hash_idx={1: [0]}, filtered_code="x")
    module._leave_out(found, {1})
    assert (found.hashes, found.hash_idx, found.token_coverage) == (set(), {}, 1)


@pytest.mark.parametrize(("length", "count"), [(199_999, 1), (200_000, 1), (200_001, 0)])
def test_a_module_of_more_than_two_hundred_thousand_characters_is_left_out(
    library: Library, exercise: Any, length: int, count: int
) -> None:
    text = fragments(0, 40)
    assert len(pairs(exercise, anna=text, ben=text.ljust(length))) == count


def test_only_what_could_be_loaded_is_compared(library: Library, exercise: Any) -> None:
    text = source(fragments(0, 40))
    found = similar([("anna", [(exercise, SimpleNamespace(data=text.data))]), ("ben", [(exercise, text)])])
    assert found == []


def test_line_ends_are_the_same_everywhere(library: Library, exercise: Any) -> None:
    text = fragments(0, 40).replace(" ", "\n")
    found = similar([("anna", [(exercise, source(text, "\r\n"))]), ("ben", [(exercise, source(text))])])
    assert found[0].alike[0].one.text == text


def test_the_most_in_common_comes_first_and_then_the_alphabet_decides(library: Library, exercise: Any) -> None:
    other = dataclasses.replace(exercise, id="ex92")
    handed_in: list[tuple[str, list[tuple[Any, object]]]] = []
    for student, one, two in (
        ("dora", fragments(200, 41), ""),
        ("cem", fragments(200, 41), fragments(400, 50)),
        ("ben", fragments(0, 40), fragments(400, 50)),
        ("anna", fragments(0, 40), ""),
        ("emil", fragments(300, 40), fragments(500, 60)),
        ("fay", fragments(300, 40), fragments(500, 60)),
    ):
        handed_in.append((student, [(exercise, source(one)), (other, source(two))]))
    found = similar(handed_in)
    assert [(" ".join(pair.students), pair.shared) for pair in found] == [
        ("emil fay", 160),
        ("ben cem", 80),
        ("cem dora", 71),
        ("anna ben", 70),
    ]
    assert [alike.exercise for alike in found[0].alike] == ["ex92", "ex91"]


def test_of_pairs_with_as_much_in_common_the_alphabet_decides(library: Library, exercise: Any) -> None:
    one, two = fragments(0, 40), fragments(100, 40)
    assert names(pairs(exercise, d=two, b=one, c=two, a=one)) == ["a b", "c d"]


def test_without_copydetect_it_is_said_how_to_install_it(monkeypatch: pytest.MonkeyPatch, exercise: Any) -> None:
    monkeypatch.setitem(sys.modules, "copydetect", None)
    with pytest.raises(UserError, match=r'needs copydetect: pip install -c constraints\.txt -e "\.\[instructor\]"'):
        pairs(exercise, anna="1")


@pytest.mark.parametrize(
    ("slices", "length", "places"),
    [
        ([[5, 0], [7, 2]], 9, ((0, 2), (5, 7))),
        ([[0, 1], [4, 6]], 9, ((0, 4), (4, 6))),
        ([[0, 1], [4, 3]], 9, ((0, 4),)),
        ([[0, 4], [4, 6]], 9, ((0, 4), (4, 6))),
        ([[0, 3, 4], [2, 6, 7]], 9, ((0, 2), (3, 6), (6, 7))),
        ([[3], [12]], 9, ((3, 9),)),
        ([[9], [12]], 9, ()),
        ([[2, 3], [2, 4]], 9, ((3, 4),)),
        ([[], []], 9, ()),
    ],
)
def test_places_are_in_order_and_apart_and_within_the_text(
    slices: list[list[int]], length: int, places: tuple[tuple[int, int], ...]
) -> None:
    assert module._places(np.array(slices), length) == places


TEXT = "aa\nbb\ncc\ndd\nee\n"


@pytest.mark.parametrize(
    ("places", "lines"),
    [
        ((), ""),
        (((0, 1),), "1"),
        (((0, 3),), "1"),
        (((0, 4),), "1-2"),
        (((2, 3),), "1"),
        (((3, 4),), "2"),
        (((4, 4),), "2"),
        (((0, 1), (1, 2)), "1"),
        (((0, 1), (3, 4)), "1-2"),
        (((0, 1), (6, 7)), "1, 3"),
        (((0, 1), (6, 11), (13, 14)), "1, 3-5"),
        (((0, 7), (7, 8)), "1-3"),
        (((0, 1), (3, 7), (12, 13)), "1-3, 5"),
    ],
)
def test_lines_are_told_in_ranges(places: tuple[tuple[int, int], ...], lines: str) -> None:
    assert Side("anna", TEXT, places).lines == lines


def test_parts_are_what_is_alike_and_what_lies_between() -> None:
    assert Side("anna", "abcdefg", ((1, 2), (2, 4), (5, 6))).parts == [
        ("a", False),
        ("b", True),
        ("cd", True),
        ("e", False),
        ("f", True),
        ("g", False),
    ]
    assert Side("anna", "abc", ((0, 3),)).parts == [("abc", True)]
    assert Side("anna", "abc", ()).parts == [("abc", False)]
    assert Side("anna", "", ()).parts == []


def test_what_was_found_does_not_change() -> None:
    side = Side("anna", "", ())
    for one, name in ((side, "text"), (Alike("ex91", 1, 1.0, side, side), "share"), (Pair(("a", "b"), []), "alike")):
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(one, name, None)
