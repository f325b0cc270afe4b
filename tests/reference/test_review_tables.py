"""Reviews that somebody brings as CSV: read as they are meant, or one sentence about what is wrong."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

from reference.datasets.reviews import reviews, tokens
from reference.datasets.reviews.tables import choose, read_reviews, read_table, write_reviews
from reference.ground.errors import DataError
from reference.ground.places import CHECKOUT
from tests import needs

CLOTHING = CHECKOUT.parent / "shared" / "data" / "womens-clothing-reviews.csv"
"""23,486 reviews of real people, where somebody put them beside the checkout."""


def _file(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "reviews.csv"
    path.write_bytes(text.encode(encoding))
    return path


def test_ours_come_back_as_they_were_written(tmp_path: Path) -> None:
    data = reviews(40, np.random.default_rng(0))
    write_reviews(tmp_path / "ours.csv", data)
    again = read_reviews(tmp_path / "ours.csv")
    assert again.texts == data.texts
    assert np.array_equal(again.recommended, data.recommended)


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    path = _file(tmp_path, "mine")
    with pytest.raises(DataError, match="exists already"):
        write_reviews(path, reviews(2, np.random.default_rng(0)))
    assert path.read_text(encoding="utf-8") == "mine"


def test_line_breaks_and_quotation_marks_in_a_text_are_part_of_it(tmp_path: Path) -> None:
    path = _file(tmp_path, 'text,recommended\r\n"Soft,\r\nand ""really"" good.",1\r\nDull.,0\r\n')
    assert read_reviews(path).texts == ('Soft,\r\nand "really" good.', "Dull.")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "latin-1"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_separators_and_encodings_are_found(tmp_path: Path, encoding: str, delimiter: str) -> None:
    lines = ["Nr;Kommentar;Urteil", "1;Schöner Stoff, süß;1", "2;Größe fällt klein aus;0"]
    quoted = [delimiter.join(f'"{cell}"' for cell in line.split(";")) for line in lines]
    data = read_reviews(_file(tmp_path, "\n".join(quoted), encoding), "Kommentar", "Urteil")
    assert data.texts == ("Schöner Stoff, süß", "Größe fällt klein aus")
    assert data.recommended.tolist() == [1, 0]


def test_emoji_and_text_from_right_to_left_stay(tmp_path: Path) -> None:
    texts = ("Lovely 😍👗!", "הבד רך מאוד", "القماش ناعم", "👎🏽")
    rows = "\n".join(f"{text},{i % 2}" for i, text in enumerate(texts))
    data = read_reviews(_file(tmp_path, f"text,recommended\n{rows}"))
    assert data.texts == texts
    assert [len(tokens(text)) for text in texts] == [1, 3, 2, 0]


def test_rows_without_a_text_or_a_label_are_left_out_and_counted(tmp_path: Path) -> None:
    path = _file(tmp_path, "text,recommended\nGood.,yes\n,no\n   ,yes\nBad.,\nBad.,no\n\n")
    chosen = choose(read_table(path))
    assert chosen.reviews.texts == ("Good.", "Bad.")
    assert (chosen.without_text, chosen.without_label) == (2, 1)


@pytest.mark.parametrize(
    ("labels", "positive"),
    [("0 1", "1"), ("no yes", "yes"), ("No YES", "YES"), ("pos neg", "pos"), ("ham spam", "spam"), ("-1 1", "1")],
)
def test_which_label_means_yes(tmp_path: Path, labels: str, positive: str) -> None:
    first, second = labels.split()
    data = choose(read_table(_file(tmp_path, f"text,recommended\na,{first}\nb,{second}")))
    assert data.labels[1] == positive
    assert data.reviews.recommended.tolist() == [int(first == positive), int(second == positive)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("text,recommended\na,0\nb,1\nc,2\n", "two kinds; it has 3: '0' (1 times), '1' (1 times), '2' (1 times)"),
        ("text,recommended\na,1\nb,1\n", "it has 1: '1' (2 times)"),
        ("text,recommended\n", "it has 0: none"),
        ("text,stars\na,1\n", "no column named 'recommended': it has 'text', 'stars'"),
        ("text,text,recommended\na,b,1\n", "2 columns named 'text'"),
        ("", "is empty"),
        (" \n\n", "is empty"),
        ("text,recommended\na,1\nb, or not,0\n", "line 3: the row has 3 cells"),
        ('text,recommended\n"a\nb",1\n"c,0\nd,1\n', "line 4: the row has 1 cells"),
        ("text,recommended\n" + "soft " * 2_000_000 + ",1\n", "line 2: a cell of 10,000,000 characters"),
        ("text,recommended\na\0b,1\n", "no text file"),
    ],
    ids=lambda value: value[:24],
)
def test_what_is_wrong_is_a_sentence(tmp_path: Path, text: str, said: str) -> None:
    path = _file(tmp_path, text)
    before = csv.field_size_limit()
    with pytest.raises(DataError) as problem:
        read_reviews(path)
    assert said in str(problem.value)
    assert len(str(problem.value)) < 400
    assert csv.field_size_limit() == before


def test_a_file_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="There is no file"):
        read_reviews(tmp_path / "none.csv")
    with pytest.raises(DataError, match="cannot be read"):
        read_reviews(tmp_path)
    (tmp_path / "image.csv").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    with pytest.raises(DataError, match="no text file"):
        read_reviews(tmp_path / "image.csv")


@pytest.mark.skipif(not CLOTHING.exists(), reason="needs the clothing reviews beside the checkout, which are not there")
def test_the_clothing_reviews_of_the_workshop_are_read() -> None:
    chosen = choose(read_table(CLOTHING), "Review Text", "Recommended IND")
    assert len(chosen.reviews) == 22641
    assert chosen.without_text == 845
    assert chosen.reviews.recommended.mean() == pytest.approx(0.819, abs=0.001)


@needs.tensorflow
def test_film_reviews_become_words(monkeypatch: pytest.MonkeyPatch) -> None:
    from keras.datasets import imdb

    from reference.datasets.reviews.imdb import imdb_reviews

    part = (np.array([[1, 4, 2, 5], [1, 5]], dtype=object), np.array([1, 0]))
    monkeypatch.setattr(imdb, "load_data", lambda: (part, (part[0][:1], part[1][:1])))
    monkeypatch.setattr(imdb, "get_word_index", lambda: {"the": 1, "film": 2})
    data = imdb_reviews()
    assert data.texts == ("the film", "film")
    assert data.recommended.tolist() == [1, 0]
    assert len(imdb_reviews("test")) == 1


@needs.tensorflow
def test_film_reviews_that_cannot_be_had_are_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    from keras.datasets import imdb

    from reference.datasets.reviews.imdb import imdb_reviews

    def unreachable() -> None:
        raise Exception("URL fetch failure on https://example.org: timed out")

    monkeypatch.setattr(imdb, "load_data", unreachable)
    with pytest.raises(DataError, match="cannot be downloaded"):
        imdb_reviews()
