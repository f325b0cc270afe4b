"""Who wrote alike is found whatever was renamed; what everybody was given, or many have, tells nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

pytest.importorskip("copydetect")

from grading.classroom.similar import Pair, Side, similar
from grading.errors import SubmissionError
from grading.reports.similar import similar_page
from grading.subject import LoadedSource
from reference.kit.course import Course
from tests.grading.class_runs import Tags, seen

EX02 = Course.here().exercise("ex02")
STUB = EX02.stub.read_text(encoding="utf-8")
ODD = """
def softmax(scores, axis=-1):
    table = np.array(scores, dtype=float)
    if table.size == 0 or np.isneginf(table).all(axis=axis).any():
        raise ValueError("there is nothing to choose from")
    shifted = np.moveaxis(table, axis, 0)
    total = sum(np.exp(row - shifted.max(axis=0)) for row in shifted)
    rows = [np.exp(row - shifted.max(axis=0)) / total for row in shifted]
    return np.moveaxis(np.stack(rows), 0, axis)
"""
OTHER = """
def softmax(scores, axis=-1):
    from scipy.special import logsumexp
    values = np.asarray(scores, dtype=np.float64)
    lowest = values.min(axis=axis, keepdims=True) == -np.inf
    normaliser = logsumexp(values, axis=axis, keepdims=True)
    with np.errstate(invalid="ignore"):
        return np.where(lowest, 0.0, np.exp(values - normaliser))
"""
RENAMED = ODD.replace("table", "t").replace("shifted", "my_values").replace("rows", "out").replace("total", "summe")
RENAMED = RENAMED.replace("    rows", "    # mine\n    rows").replace('"there is nothing to choose from"', "'nothing'")


def source(text: str) -> LoadedSource:
    """Return what a student handed in."""
    return LoadedSource("ex02", EX02.module, text.encode("utf-8"))


def pairs(**texts: str) -> list[Pair]:
    """Return who wrote alike, of students and what they handed in."""
    return similar((student, [(EX02, source(text))]) for student, text in texts.items())


def names(found: list[Pair]) -> list[tuple[str, str]]:
    """Return the pairs alone."""
    return [pair.students for pair in found]


def test_a_copy_with_other_names_and_comments_is_found() -> None:
    found = pairs(anna=STUB + ODD, ben=STUB + OTHER, cem=STUB + RENAMED, dora=STUB)
    assert names(found) == [("anna", "cem")]
    (alike,) = found[0].alike
    assert alike.share > 0.8
    assert "total = sum(" in "".join(text for text, is_alike in alike.one.parts if is_alike)
    assert "summe = sum(" in "".join(text for text, is_alike in alike.other.parts if is_alike)


def test_the_stub_and_the_model_answer_are_nobodys() -> None:
    answer = EX02.solution.read_text(encoding="utf-8")
    assert pairs(anna=STUB, ben=STUB, cem=answer, dora=answer) == []


def test_what_many_have_tells_nothing() -> None:
    assert pairs(**{f"student{n}": STUB + ODD for n in range(12)}) == []
    assert len(pairs(**{f"student{n}": STUB + ODD for n in range(3)})) == 3


def test_what_is_shared_beside_what_many_have_is_found() -> None:
    everybody = {f"student{n}": STUB + ODD for n in range(9)}
    found = pairs(**everybody, anna=STUB + ODD + OTHER, ben=STUB + OTHER)
    assert names(found) == [("anna", "ben")]


def test_the_most_in_common_comes_first() -> None:
    found = pairs(anna=STUB + ODD + OTHER, ben=STUB + ODD + OTHER, cem=STUB + OTHER)
    assert names(found)[0] == ("anna", "ben")
    assert found[0].shared > found[1].shared


@pytest.mark.parametrize("text", ["", "def", "\x00\ud7ff", "(" * 5000, "class A:\n  pass\n" * 30, "x = '''"])
def test_odd_texts_are_compared_too(text: str) -> None:
    assert isinstance(pairs(anna=text, ben=text, cem=STUB + ODD, dora=STUB + ODD), list)


def test_what_was_not_handed_in_or_is_too_long_is_left_out() -> None:
    nothing = SubmissionError("not attempted", "was not handed in")
    long = source("x = 1\n" * 50_000)
    assert similar([("anna", [(EX02, nothing)]), ("ben", [(EX02, long)]), ("cem", [(EX02, long)])]) == []


@pytest.mark.parametrize(
    ("places", "lines"), [(((0, 1),), "1"), (((0, 4), (4, 6)), "1-3"), (((0, 2), (6, 8)), "1, 4"), ((), "")]
)
def test_places_are_told_by_their_lines(places: tuple[tuple[int, int], ...], lines: str) -> None:
    side = Side("anna", "a\nb\nc\nd\n", places)
    assert side.lines == lines
    assert "".join(text for text, _ in side.parts) == side.text


def test_the_page_shows_both_side_by_side_and_runs_nothing_of_theirs() -> None:
    hostile = ODD.replace("    rows", '    """<script>alert(1)</script>"""\n    rows')
    page = similar_page(pairs(anna=STUB + hostile, **{"<b>ben": STUB + hostile}))
    tags = Tags(page)
    assert tags.open == []
    assert not tags.names & {"script", "b"}
    assert page.count("<pre") == 2
    assert re.search(r"<mark>.*total = sum", page, re.DOTALL)
    assert "a hint where to look, and no mark" in seen(page)


def test_the_page_says_where_there_is_nothing() -> None:
    assert "Nobody wrote alike" in seen(similar_page([]))


def test_lines_far_from_what_is_alike_are_left_out() -> None:
    page = similar_page(pairs(anna=STUB + ODD, ben=STUB + RENAMED))
    assert ">...\n" in page
    assert len(page) < 60_000


def test_many_pairs_are_cut_at_what_somebody_looks_through() -> None:
    found = [Pair((f"s{number:03d}", "t"), []) for number in range(60)]
    assert "10 more pairs have less in common" in seen(similar_page(found))
    assert "more pairs" not in seen(similar_page(found[:50]))


def test_a_class_is_compared_without_being_marked(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    from grading.commandline.comparing import compare
    from grading.commandline.terminal import Terminal

    for name, text in (("anna", ODD), ("ben", RENAMED), ("cem", OTHER)):
        (tmp_path / "class" / name).mkdir(parents=True)
        (tmp_path / "class" / name / "ex02_softmax.py").write_text(STUB + text, encoding="utf-8")
    from grading.classroom.handed_in import submissions

    compare(Terminal(), submissions([tmp_path / "class"]), [EX02], tmp_path / "out", jobs=1, as_json=False)
    said = capfd.readouterr().out
    assert "anna and ben" in said
    assert re.search(r"ex02  \d+ % of their own code, lines [\d, -]+ and [\d, -]+", said)
    assert "no mark" in said
    assert "cem" not in said
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["similar.html"]
