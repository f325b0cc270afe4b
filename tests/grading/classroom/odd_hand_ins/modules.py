"""Modules: encodings, broken Python, and imports that are not allowed."""

from __future__ import annotations

from pathlib import Path
from textwrap import indent

from grading.authoring.stubs import stub_of
from tests.grading.classroom.odd_hand_ins.row import fails, partly, passes
from tests.grading.classroom.odd_hand_ins.writing import (
    MODULE,
    NOTEBOOK,
    Build,
    after,
    before,
    inside,
    module,
    notebook_text,
    text,
    together,
)


def in_code_page(right: str) -> bytes:
    return f"# -*- coding: latin-1 -*-\n# f\u00fcr heute\n{right}".encode("latin-1", "replace")


def as_a_script(right: str) -> str:
    """Write what Jupyter's "Save and Export Notebook As ... Executable Script" makes of the finished notebook."""
    load = "get_ipython().run_line_magic('load_ext', 'grading.commandline.magic')"
    check = "get_ipython().run_line_magic('kata', 'check ex02')"
    return f"#!/usr/bin/env python\n# coding: utf-8\n\n# In[1]:\n\n\n{load}\n\n\n# In[2]:\n\n\n{right}\n\n{check}\n"


def with_tabs(right: str) -> str:
    return right.replace("    largest =", "\tlargest =", 1)


def as_methods(right: str) -> str:
    return "import numpy as np\nfrom jaxtyping import Float\nclass Answer:\n" + indent(right, "    ")


def sparse(name: str) -> Build:
    """Return what makes a file that is long and takes no room."""

    def build(folder: Path) -> None:
        with (folder / name).open("wb") as file:
            file.truncate(HUGE)

    return build


HUGE = 200 * 2**20
"""Bytes of a file that holds nothing but its length."""
FORBIDDEN = "from scipy.special import softmax as theirs\n    return theirs(scores, axis)"
MODULES = (
    passes("byte order mark", module(lambda right: b"\xef\xbb\xbf" + right.encode())),
    passes("lines of Windows", module(lambda right: right.replace("\n", "\r\n"))),
    passes("lines of an old Mac", module(lambda right: right.replace("\n", "\r"))),
    passes("cookie without need", before("# -*- coding: latin-1 -*-")),
    passes("code page", module(in_code_page)),
    fails(
        "code page that nobody names",
        module(lambda right: in_code_page(right).partition(b"\n")[2]),
        "error",
        says="ex02_softmax.py is not UTF-8 (line 1, byte",
    ),
    fails("sixteen bits", module(lambda right: right.encode("utf-16")), "error", says="is not UTF-8"),
    fails("tabs and blanks", module(with_tabs), "error", says="is not valid Python: line"),
    fails("zero byte", module(lambda right: f"\0{right}"), "error", says="line 1: "),
    passes("asks for help", after("help(softmax)")),
    passes("notebook saved as a script", module(as_a_script)),
    passes("notebook called a module", module(notebook_text)),
    fails("empty", text(b""), "not attempted", says="ex02_softmax.py is empty"),
    fails("blank", text(" \n\n\t\n"), "not attempted", says="ex02_softmax.py is empty"),
    fails("comments alone", text("# to do\n# softmax\n"), "not attempted", says="ex02_softmax.py"),
    fails("untouched", module(stub_of), "not attempted", says="softmax: not written yet"),
    fails("half a bracket", before("print(("), "error", says="is not valid Python: line"),
    fails("Python 2", after("print 'done'"), "error", says="Missing parentheses"),
    fails("merged by hand", before("<<<<<<< HEAD"), "error", says="line 1"),
    fails("typographic quotes", before("name = \u201csoftmax\u201d"), "error", says="line 1"),
    fails("within a class", module(as_methods), "error", says="has no function softmax"),
    fails("pasted data", after(f"data = {[0] * 100_000}"), "error", says="is data pasted into it?"),
    fails("nested deep", text("x = " + "(" * 5000 + ")" * 5000), "error", says="ex02_softmax.py"),
    fails("a picture by its bytes", text(b"\x89PNG\r\n\x1a\n" + bytes(range(256))), "error", says="is not UTF-8"),
    fails("huge", sparse(MODULE), "error", says="ex02_softmax.py has 209,715,200 bytes"),
    fails(
        "huge notebook",
        sparse(NOTEBOOK),
        "error",
        says="ex02_softmax.ipynb has 209,715,200 bytes",
    ),
    passes("a library that nobody uses", before("import pandas as pd"), "import", says="imports pandas"),
    partly(
        "a library within a function",
        inside(FORBIDDEN),
        2.5,
        "pass, error",
        says="imports scipy.special, which this exercise does not allow",
    ),
    passes(
        "a plot at the top",
        before("import matplotlib.pyplot as plt\nplt.style.use('ggplot')\nplt.plot([1, 2])\nplt.show()"),
        "import",
        says="imports matplotlib.pyplot",
    ),
    passes("a seed at the top", before("import random\nrandom.seed(1)\nimport numpy as np\nnp.random.seed(1)")),
    passes(
        "tries itself", after("if __name__ == '__main__':\n    assert softmax([1]) == 1\n    print(input('more? '))")
    ),
    passes("prints megabytes", inside("print('row ' * 500_000)")),
    passes("warns at the top", before("import warnings\nwarnings.warn('old', DeprecationWarning)")),
    passes("with a lambda", after("right = softmax\nsoftmax = lambda scores, axis=-1: right(scores, axis)")),
    partly(
        "a helper beside it",
        together(before("from helpers import stable"), text("def stable(x):\n    return x\n", "helpers.py")),
        10.0,
        "pass",
        "import",
        "not placed",
        says="imports helpers",
    ),
)
