"""Names of students and of files: bytes, signs and words of all kinds."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

from tests.grading.classroom.odd_hand_ins.row import fails, passes
from tests.grading.classroom.odd_hand_ins.writing import MODULE, answer, dirs, module, notebook, text, write


def in_two_forms(folder: Path) -> None:
    """Write a name with its umlauts as letters and accents, as a Mac does."""
    write(folder / unicodedata.normalize("NFD", "J\u00f6rg \u00dcbung ex02_softmax.py"), answer())


BYTES = os.fsdecode(b"fr\xfc_ex02_softmax.py")
"""A file name whose bytes are no UTF-8."""
NAMED_ODDLY = (
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    'semi;=1+1,"comma"',
    "a\nb\tc",
    "<script>alert(1)<\u2215script>",
    "CON",
    "-rf",
    "$(touch pwned) `x` 'y'",
)
"""Names that only reports and paths could stumble over: nothing is handed in under them, which costs no time."""
NAMES = (
    *(fails(name, dirs(), "not attempted", says="was not handed in") for name in NAMED_ODDLY),
    passes(os.fsdecode(b"J\xf6rg, in bytes of his own"), module()),
    passes("bytes of its own", module(name=BYTES)),
    passes("downloaded twice", module(name="ex02_softmax (1).py")),
    passes("name with  blanks ", module(name="ex02 softmax  final .py")),
    passes("J\u00f6rg \u00d6zg\u00fcr", module(name="\u00dcbung ex02_softmax.py")),
    passes(unicodedata.normalize("NFD", "J\u00f6rg M\u00fcller"), in_two_forms),
    passes('=HYPERLINK("http:x","y")', module()),
    passes("\u202egnp.eert", module()),
    passes("n" * 255, module()),
    passes("long name of a file", module(name=f"{'x' * 230}_ex02_softmax.py")),
    passes("\u674e\u5c0f\u9f8d", module(name="\u4f5c\u4e1a_ex02_softmax.py")),
    passes("LOUD", module(name="EX02_SOFTMAX.PY")),
    passes("with two underscores", module(name=f"__answers__/{MODULE}")),
    passes("by number", module(name="Exercise 2 (final).py")),
    fails(
        "by another name",
        module(name="Softmax_v3.py"),
        "not attempted",
        "not placed",
        says="was not marked: Softmax_v3.py",
    ),
    fails(
        "by the lecture's number",
        module(name="\u00dcbung 3.py"),
        "not attempted",
        "not placed",
        says="was not marked: \u00dcbung 3.py",
    ),
    fails("never named", notebook(name="Untitled1.ipynb"), "not attempted", "not placed", says="Untitled1.ipynb"),
    fails(
        "with the system's suffix",
        module(name="ex02_softmax.py.txt"),
        "not attempted",
        "not placed",
        says="ex02_softmax.py.txt",
    ),
    fails("as a page", text("<html>", "ex02_softmax.html"), "not attempted", "not placed", says="ex02_softmax.html"),
    fails("as a document", text(b"PK", "Exercise 2.docx"), "not attempted", "not placed", says="Exercise 2.docx"),
    fails("hidden", module(name=f".{MODULE}"), "not attempted", "not placed", says="begins with a dot"),
    fails(
        "another exercise's name",
        module(name="ex03_cross_entropy.py"),
        "not attempted",
        "not placed",
        says="holds none of ex03's functions and all of ex02's: is its name wrong?",
    ),
)
