"""Whatever a notebook, a name or a folder is, reading it ends in an outcome with a sentence, and never in a traceback.

KATA_FUZZ says how many examples; 100 where it is not set.
"""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grading.classroom.handed_in import submissions
from grading.classroom.placing import choose, placed, survey
from grading.errors import SubmissionError
from grading.subject import LoadedSource
from grading.subject.notebook import code_of
from grading.worker.loading import BadModuleError, examine
from reference.ground.errors import UserError
from reference.kit.course import Course

EXAMPLES = int(os.environ.get("KATA_FUZZ", "100"))
fuzzed = settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    database=None,
    derandomize=EXAMPLES < 1000,
)
text = st.text(st.characters(codec=None), max_size=40)
"""Also half a surrogate, and every control character."""
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | text,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(text, inner, max_size=4),
    max_leaves=12,
)
lines = st.sampled_from(
    [
        "%%time",
        "%%bash",
        "%%",
        "% x",
        "!ls",
        "x = !ls",
        "x?",
        "??",
        "def softmax(x):",
        "    return x",
        "(",
        ")",
        "'''",
        "\\",
        "exit()",
    ]
    + [
        "import scipy",
        "from . import x",
        "from scipy import *",
        "/ f",
        "; f",
        ",",
        ">>> x",
        "In [1]: x",
        "%timeit -o x \\",
        "\x0c",
        "\r",
    ]
)
sources = st.lists(lines | text, max_size=8).map("\n".join)
cells = st.fixed_dictionaries(
    {},
    optional={
        "cell_type": st.sampled_from(["code", "markdown"]) | json_values,
        "metadata": json_values | st.fixed_dictionaries({"tags": json_values}),
        "source": sources | st.lists(sources, max_size=3) | json_values,
        "outputs": json_values,
    },
)
notebooks = st.fixed_dictionaries(
    {"cells": st.lists(cells | json_values, max_size=6) | json_values}, optional={"metadata": json_values}
)
names = st.binary(min_size=1, max_size=30).filter(
    lambda name: not {0, 47} & set(name) and name not in (b".", b"..")
) | (
    st.sampled_from(
        ["ex02_softmax.py", "ex02_softmax.ipynb", "ex2.ipynb", "ex02 (1).py", "a.zip", "env", "__MACOSX", ".git"]
    )
).map(str.encode)


@fuzzed
@given(notebook=notebooks | json_values)
def test_any_notebook_is_code_or_a_sentence(notebook: Any) -> None:
    data = json.dumps(notebook).encode()
    sentence, parts, expected = "", 0, 0
    try:
        code = code_of(data, "answer.ipynb")
        expected = len(code.cells)
        parts = len(examine(code.data, "answer.ipynb", ["numpy"], code.cells).parts)
    except (SubmissionError, BadModuleError) as problem:
        sentence = str(problem)
    assert sentence.startswith("answer.ipynb ") or parts == expected


@fuzzed
@given(data=st.binary(max_size=200))
def test_any_bytes_are_code_or_a_sentence(data: bytes) -> None:
    with contextlib.suppress(SubmissionError):
        code_of(data, "answer.ipynb")


@fuzzed
@given(files=st.dictionaries(st.lists(names, min_size=1, max_size=3).map(tuple), notebooks | json_values, max_size=6))
def test_any_folder_is_placed_or_remarked(files: dict[tuple[bytes, ...], Any]) -> None:
    course = Course.here()
    softmax = course.exercise("ex02")
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "anna"
        folder.mkdir()
        for parts, content in files.items():
            path = folder / os.fsdecode(b"/".join(parts))
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(json.dumps(content), encoding="utf-8")
            except OSError:
                continue
        try:
            students = submissions([Path(place)])
        except UserError:
            students = submissions([Path(place)], "class")
        assert len(students.submissions) == 1
        where = placed(survey(folder), course)
        source, said = choose(softmax, where.files["ex02"])
        assert isinstance(source, LoadedSource | SubmissionError)
        for remark in [*where.remarks, *said]:
            remark.text.encode("utf-8")
