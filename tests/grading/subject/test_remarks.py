"""What loading showed is remarked on: cells that failed, imports that lead nowhere."""

from __future__ import annotations

from grading.results import Remark
from grading.subject.calls import LoadedSource
from grading.subject.remarks import failed, remarks
from grading.subject.reports import Failed, Loaded
from grading.worker.places import Cell

NOTEBOOK = LoadedSource("ex91", "ex91_small", b"", None, (Cell(1, 2), Cell(5, 3)))
BROKE = Failed(6, "raised NameError: np", ["double"], False)
ENDED = Failed(2, "ended itself", [], True)


def test_a_module_that_was_not_loaded_showed_nothing() -> None:
    assert remarks(NOTEBOOK, None) == []
    assert remarks(NOTEBOOK, Loaded(1, ["double"])) == []


def test_cells_that_failed_and_imports_that_were_refused_are_told() -> None:
    told = Loaded(1, [], [BROKE, ENDED], ["scipy may not be imported", "torch may not be imported"])
    assert remarks(NOTEBOOK, told) == [
        Remark(
            "failed cell",
            "A cell of the notebook failed, the others ran: ex91_small.ipynb, cell 3, line 2 raised NameError: np",
            ["ex91_small.ipynb"],
        ),
        Remark(
            "import",
            "scipy may not be imported. It costs nothing where no function uses it.",
            ["ex91_small.ipynb"],
        ),
        Remark(
            "import",
            "torch may not be imported. It costs nothing where no function uses it.",
            ["ex91_small.ipynb"],
        ),
    ]


def test_a_place_is_not_told_twice() -> None:
    named = Failed(6, "ex91_small.ipynb, cell 3, line 1: invalid syntax", [], False)
    assert failed(NOTEBOOK, named) == named.what
    other = Failed(6, "ex92.ipynb, cell 3: invalid syntax", [], False)
    assert failed(NOTEBOOK, other) == f"ex91_small.ipynb, cell 3, line 2 {other.what}"
