"""Notebooks: what is odd about their JSON, and cells that are no plain Python."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.grading.classroom.odd_hand_ins.row import fails, partly, passes
from tests.grading.classroom.odd_hand_ins.writing import (
    NOTEBOOK,
    answer,
    each_cell,
    module,
    notebook,
    notebook_text,
    text,
    with_cells,
    with_line,
    write,
)


def half_a_surrogate(content: dict[str, Any]) -> None:
    content["cells"].append({"cell_type": "code", "metadata": {}, "source": 'smile = "\ud83d"  # half of one'})


def metadata_of_odd_types(content: dict[str, Any]) -> None:
    odd: list[Any] = [None, 5, "text", [1], {"tags": 7}, {"tags": {"a": 1}}, True, 1.5]
    for number, cell in enumerate(content["cells"]):
        if "kata-check" not in cell["metadata"].get("tags", ()):
            cell["metadata"] = odd[number % len(odd)]
    content["metadata"] = None


def no_tags(cell: dict[str, Any]) -> None:
    cell["metadata"]["tags"] = cell["metadata"].get("tags")


def huge_metadata(content: dict[str, Any]) -> None:
    content["metadata"]["widgets"] = {"state": {str(number): {"x": "y" * 90} for number in range(50_000)}}


def as_version_three(content: dict[str, Any]) -> None:
    for cell in content["cells"]:
        cell["input" if cell["cell_type"] == "code" else "text"] = cell.pop("source")
    worksheet = {"cells": content.pop("cells"), "metadata": {}}
    content.update(worksheets=[worksheet], nbformat=3, nbformat_minor=0)


def some_without_source(content: dict[str, Any]) -> None:
    content["cells"].insert(1, {"cell_type": "code", "metadata": {}})
    content["cells"].append({"cell_type": "code", "metadata": {}, "source": []})


def sources_as_text(cell: dict[str, Any]) -> None:
    cell["source"] = "".join(cell["source"])


def a_line_an_entry(cell: dict[str, Any]) -> None:
    cell["source"] = [character for line in cell["source"] for character in line]


def text_alone(content: dict[str, Any]) -> None:
    content["cells"] = [cell for cell in content["cells"] if cell["cell_type"] == "markdown"]


def answer_in_a_check_cell(content: dict[str, Any]) -> None:
    """Move an answer into the cell below it, which checks."""
    cells = content["cells"]
    place = next(number for number, cell in enumerate(cells) if "".join(cell["source"]).startswith("def softmax"))
    task, check = cells[place], cells[place + 1]
    check["source"] = [*task["source"], "\n\n", *check["source"]]
    del cells[place]


def answer_as_text(content: dict[str, Any]) -> None:
    """Make an answer a cell of text, as one key does in Jupyter."""
    for cell in content["cells"]:
        if "".join(cell["source"]).startswith("def log_softmax"):
            cell["cell_type"] = "markdown"


def shuffled_counts(content: dict[str, Any]) -> None:
    for number, cell in enumerate(content["cells"]):
        cell["execution_count"] = (number * 7) % 11 or None


def formatted(right: str) -> str:
    """Break lines as a formatter does that allows forty characters."""
    right = right.replace(
        'scores: Float[np.ndarray, "*shape"], axis: int = -1) ->',
        'scores: Float[\n        np.ndarray, "*shape"\n    ],\n    axis: int = -1,\n) ->',
    )
    return right.replace("np.exp(scores - largest)", "np.exp(\n        scores\n        - largest\n    )")


def a_formatted_notebook(folder: Path) -> None:
    write(folder / NOTEBOOK, notebook_text(formatted(answer())))


def a_stride_on_a_line_of_its_own(folder: Path) -> None:
    last = "(size + 2 * amount - kernel) // stride + 1"
    span = "size + 2 * amount - kernel"
    lines = f"(\n        {span}\n        - ({span})\n        % stride\n    ) // stride + 1"
    write(folder / "ex07_convolution.ipynb", notebook_text(answer("ex07").replace(last, lines), "ex07"))


WRONG = "def softmax(scores, axis=-1):\n    return scores\n"
"""A first try."""


NOTEBOOKS = (
    passes("half a surrogate", notebook(half_a_surrogate)),
    passes("metadata of odd types", notebook(metadata_of_odd_types)),
    passes("tags null", each_cell(no_tags)),
    passes("huge metadata", notebook(huge_metadata)),
    fails(
        "not JSON",
        text("import numpy as np\n", NOTEBOOK),
        "error",
        says="ex02_softmax.ipynb cannot be read as a notebook: it is not JSON",
    ),
    fails("cut off", module(lambda right: notebook_text(right)[:3000], NOTEBOOK), "error", says="it is not JSON"),
    fails("no cells", text("[1, 2]", NOTEBOOK), "error", says="it has no cells"),
    fails("zero bytes", text(b"", NOTEBOOK), "error", says="it is not JSON"),
    passes("version three", notebook(as_version_three)),
    passes("cells without source", notebook(some_without_source)),
    passes("sources as text", each_cell(sources_as_text)),
    passes("a line an entry", each_cell(a_line_an_entry)),
    fails("text alone", notebook(text_alone), "not attempted", says="ex02_softmax.ipynb"),
    passes("answer in a check cell", notebook(answer_in_a_check_cell)),
    partly("answer in a cell of text", notebook(answer_as_text), 7.5, "pass, error", "unread cell", says="log_softmax"),
    passes("formatted", a_formatted_notebook),
    passes("timed cells", with_line("%%time")),
    passes("timed cells with options", with_line("%%timeit -n 1 -r 1")),
    passes("captured cells", with_line("%%capture out --no-stderr")),
    passes("shell lines", with_cells("!ls -l\nfound = !ls\n!pip install -q numpy", "%cd .\n%pwd", first=True)),
    passes("questions", with_cells("?softmax\nsoftmax?\nnp.exp??\n%time?", "%pinfo softmax")),
    passes("timed to a name", with_cells("taken = %timeit -o -n 1 softmax([1.0, 2.0])\nprint(taken)")),
    passes(
        "a magic over two lines",
        with_cells("%matplotlib \\\n    inline\nimport time", "%timeit -n 1 \\\n  softmax([1.0])"),
    ),
    passes("a stride on its own line", a_stride_on_a_line_of_its_own, exercise="ex07"),
    passes(
        "a scratch cell that fails",
        with_cells("1 / 0"),
        "failed cell",
        says="raised ZeroDivisionError: division by zero",
    ),
    passes("a scratch cell that is no Python", with_cells("what now (???"), "failed cell", says="is not valid Python"),
    passes("exit at the end", with_cells("exit()", "print('after it')")),
    passes(
        "asks for a name",
        with_cells("name = input('Who are you? ')", first=True),
        "failed cell",
        says="input() waits for somebody to type",
    ),
    passes("wrong first, then right", with_cells("import numpy as np", WRONG, first=True)),
    partly("right first, then wrong", with_cells(WRONG), 2.5, "pass, fail", says="softmax"),
    passes("run in another order", notebook(shuffled_counts)),
    passes(
        "asked before it was there",
        with_cells("softmax([1.0, 2.0])", first=True),
        "failed cell",
        says="name 'softmax' is not defined",
    ),
    passes(
        "from a cloud",
        with_cells("from google.colab import drive\ndrive.mount('/content/drive')\n%cd /content", first=True),
        "import",
        says="imports google.colab",
    ),
    partly(
        "hidden in a file",
        with_line("%%writefile answer.py"),
        0.0,
        "error",
        "unread cell",
        "unread cell",
        "unread cell",
        says="begins with a magic and was not run as Python",
    ),
    passes(
        "another language's cell", with_cells("%%bash\nls | wc -l", "%%html\n<b>done</b>", "%%javascript\nalert(1)")
    ),
)
