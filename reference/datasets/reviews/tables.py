"""Reviews in a CSV file that somebody brings: a column of texts and one of labels, or a sentence about what is wrong.

Commas, semicolons, tabs or bars; UTF-8, UTF-16 or what older spreadsheets write; texts with line breaks in quotation
marks. Rows without a text or a label are left out and counted.
"""

from __future__ import annotations

import contextlib
import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from reference.datasets.reviews import Reviews
from reference.ground.errors import DataError
from reference.ground.files import write_atomically

TEXT, LABEL, STARS = "text", "recommended", "stars"
"""Columns of the files that we write, which are taken where none are named."""
DELIMITERS = (",", ";", "\t", "|")
LONGEST_TEXT = 1_000_000
"""Characters: a novel has 500,000."""
LARGEST_FILE = 1_000_000_000
"""Bytes. What is read takes about four times as much."""
POSITIVE = ("1", "1.0", "yes", "true", "positive", "pos", "good", "recommended")
"""Which of two labels means yes; of others, the later one in the alphabet does."""
NAMED = 12
"""So many names or labels a sentence lists."""


@dataclass(frozen=True)
class Table:
    """What a CSV file holds."""

    columns: tuple[str, ...]
    rows: list[list[str]]
    encoding: str
    delimiter: str

    def column(self, name: str) -> list[str]:
        """Return the cells of a column. Raises DataError where there is none of that name, or more than one."""
        count = self.columns.count(name)
        if count != 1:
            known = _few(repr(column) for column in self.columns)
            problem = "has no column" if count == 0 else f"has {count} columns"
            raise DataError(f"The table {problem} named {name!r}: it has {known}.")
        place = self.columns.index(name)
        return [row[place] for row in self.rows]


@dataclass(frozen=True)
class Chosen:
    """The reviews of two columns, and what became of the rest."""

    reviews: Reviews
    labels: tuple[str, str]
    """What stands in the file for 0 and for 1."""
    without_text: int
    without_label: int


def read_reviews(path: str | Path, text_column: str = TEXT, label_column: str = LABEL) -> Reviews:
    """Return the reviews in a CSV file.

    Args:
        path: the file; its first line names the columns.
        text_column: the name of the column of texts.
        label_column: the name of the column of labels, of two kinds.

    Raises:
        DataError: the file, a column or the labels are not what they must be.
    """
    return choose(read_table(path), text_column, label_column).reviews


def read_table(path: str | Path) -> Table:
    """Return all that stands in a CSV file. Raises DataError."""
    path = Path(path)
    text, encoding = _decoded(path)
    if not text.strip():
        raise DataError(f"{path} is empty: the first line names the columns, each other line is a review.")
    with _room_for_long_texts():
        delimiter = max(DELIMITERS, key=lambda one: len(next(_rows(path, text, one))[1]))
        numbered = _rows(path, text, delimiter)
        _, header = next(numbered)
        columns = tuple(name.strip() for name in header)
        rows = []
        for line, row in numbered:
            if len(row) != len(columns):
                raise DataError(
                    f"{path}, line {line}: the row has {len(row)} cells, and the first line names {len(columns)} "
                    "columns. Is a quotation mark missing, or a text with a separator not quoted?"
                )
            rows.append(row)
    return Table(columns, rows, encoding, delimiter)


def choose(table: Table, text_column: str = TEXT, label_column: str = LABEL) -> Chosen:
    """Return the reviews in two columns of a table. Raises DataError."""
    pairs = [
        (text.strip(), label.strip())
        for text, label in zip(table.column(text_column), table.column(label_column), strict=True)
    ]
    kept = [(text, label) for text, label in pairs if text and label]
    counts = Counter(label for _, label in kept)
    if len(counts) != 2:
        found = _few(f"{label!r} ({count} times)" for label, count in counts.most_common()) or "none"
        raise DataError(f"The column {label_column!r} must hold labels of two kinds; it has {len(counts)}: {found}.")
    no, yes = sorted(counts, key=lambda label: (label.casefold() in POSITIVE, label))
    found_reviews = Reviews(
        tuple(text for text, _ in kept), np.array([label == yes for _, label in kept], dtype=np.int64), None, ()
    )
    without_text = sum(not text for text, _ in pairs)
    return Chosen(found_reviews, (no, yes), without_text, len(pairs) - len(kept) - without_text)


def write_reviews(path: Path, data: Reviews) -> None:
    """Write reviews as a CSV file in UTF-8. Raises DataError where there is a file already, or none can be written."""
    if path.exists():
        raise DataError(f"{path} exists already: name a new file, nothing is overwritten.")
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    stars = [""] * len(data) if data.stars is None else data.stars.tolist()
    writer.writerow([TEXT, LABEL, STARS])
    writer.writerows(zip(data.texts, data.recommended.tolist(), stars, strict=True))
    try:
        write_atomically(path, buffer.getvalue())
    except OSError as error:
        raise DataError(f"{path} cannot be written ({error.strerror}): name a file in a folder of your own.") from error


def _decoded(path: Path) -> tuple[str, str]:
    """The text of a file and the encoding that it is in."""
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise DataError(f"{path} has {size / 1e9:.1f} GB, more than the {LARGEST_FILE / 1e9:.0f} GB that are read.")
        content = path.read_bytes()
    except FileNotFoundError:
        raise DataError(f"There is no file {path}: check the path you gave.") from None
    except OSError as error:
        raise DataError(f"{path} cannot be read ({error.strerror}).") from error
    for encoding in ("utf-16",) if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252", "latin-1"):
        with contextlib.suppress(UnicodeDecodeError):
            text = content.decode(encoding)
            if "\0" not in text:
                return text, {"utf-8-sig": "utf-8"}.get(encoding, encoding)
    raise DataError(f"{path} is no text file: save the table as CSV.")


def _rows(path: Path, text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """The rows that hold anything, each with the number of the line that it begins in."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    line = 1
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                longest = max(len(cell) for cell in row)
                if longest > LONGEST_TEXT:
                    raise DataError(
                        f"{path}, line {line}: a cell of {longest:,} characters is no review. "
                        "Is a quotation mark missing?"
                    )
                yield line, row
            line = reader.line_num + 1
    except csv.Error as error:
        raise DataError(f"{path}, line {line}, is not CSV ({error}).") from None


@contextlib.contextmanager
def _room_for_long_texts() -> Iterator[None]:
    """Let the csv module read cells that are longer than ours may be, so that it is us who say so."""
    before = csv.field_size_limit(LARGEST_FILE)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _few(names: Iterable[str]) -> str:
    """Names in a sentence: some of them if there are many."""
    listed = [name if len(name) <= 60 else f"{name[:60]}..." for name in names]
    more = f" and {len(listed) - NAMED} more" if len(listed) > NAMED else ""
    return ", ".join(listed[:NAMED]) + more
