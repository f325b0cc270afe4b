"""The students' notebooks run: stub cells, check cells and the picture, in a real kernel."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from grading.authoring.notebooks import student_notebook
from grading.authoring.stubs import stub_of
from grading.commandline import magic
from grading.commandline.magic import answer, notebook_of
from grading.reports.cells import result_page
from grading.results import ExerciseResult, TestResult
from grading.subject.notebook import CHECK_TAG
from reference.kit.course import Course
from tests.grading.kernel import run_notebook


def executed(text: str, folder: Path, name: str = "ex02_softmax.ipynb") -> list[dict[str, str]]:
    """Run a notebook of ex02 that lies in `folder`; return what each check cell shows, by kind of content."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    cells = run_notebook(path)
    checks = [
        cell for cell in cells if CHECK_TAG in cell["metadata"].get("tags", []) and "%kata" in _text(cell["source"])
    ]
    assert not any(cell["outputs"] and cell["outputs"][0]["output_type"] != "display_data" for cell in checks), checks
    return [{kind: _text(data) for kind, data in cell["outputs"][0]["data"].items()} for cell in checks]


def _text(lines: str | list[str]) -> str:
    return "".join(lines)


def test_a_finished_notebook_passes_every_check_and_shows_its_picture(tmp_path: Path) -> None:
    softmax = Course.here().exercise("ex02")
    text = student_notebook(softmax, softmax.solution.read_text(encoding="utf-8"))
    *tasks, whole = executed(text, tmp_path)
    assert all("passed" in shown["text/plain"] and " of " not in shown["text/plain"].split("\n")[1] for shown in tasks)
    assert "10 of 10 points" in whole["text/html"]
    assert "data:image/png;base64,iVBOR" in whole["text/html"]
    assert "ex02_softmax.ipynb as it was saved at" in whole["text/html"]
    assert not list(tmp_path.glob("*.png"))


def test_an_untouched_notebook_runs_too_and_says_what_is_open(tmp_path: Path) -> None:
    softmax = Course.here().exercise("ex02")
    text = student_notebook(softmax, stub_of(softmax.solution.read_text(encoding="utf-8")))
    *tasks, whole = executed(text, tmp_path)
    assert all("not written yet" in shown["text/plain"] for shown in tasks)
    assert "0 of 10 points" in whole["text/html"]
    assert "image/png" not in whole["text/html"]


def test_a_page_holds_message_and_diagnosis_and_nothing_that_a_browser_would_run() -> None:
    softmax = Course.here().exercise("ex02")
    failed = TestResult("test_rows_sum", "softmax", 0, 1, "fail", "<script>softmax([1]) normalised over the batch")
    page, text = result_page(softmax, ExerciseResult.of("ex02", [failed], []))
    assert "&lt;script&gt;softmax([1]) normalised over the batch" in page
    assert "<script>" not in page
    assert "rows sum" in text


def test_the_first_failure_of_a_task_is_told_and_the_others_are_named() -> None:
    softmax = Course.here().exercise("ex02")
    failed = [TestResult(f"test_{name}", "softmax", 0, 1, "fail", f"{name} is why") for name in ("one", "two", "three")]
    page, text = result_page(softmax, ExerciseResult.of("ex02", failed, []))
    lines = [line.strip() for line in text.splitlines()]
    assert lines[-5:] == ["one", "one is why", "not passed either:", "two", "three"]
    assert page.count("is why") == page.count("not passed either:") == 1
    assert "either" not in "".join(result_page(softmax, ExerciseResult.of("ex02", failed[:1], [])))


def test_no_command_leaves_an_old_picture_standing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    softmax = Course.here().exercise("ex02")
    (tmp_path / "ex02_softmax.png").write_bytes(b"\x89PNG old")
    (tmp_path / "ex02_softmax.ipynb").write_text(
        student_notebook(softmax, stub_of(softmax.solution.read_text(encoding="utf-8"))), encoding="utf-8"
    )
    page, text = answer(["figure", "ex02"])
    assert "image/png" not in page
    assert "not written yet" in text


def test_the_notebook_is_found_by_its_server_s_word_then_by_the_working_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    softmax = Course.here().exercise("ex02")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    assert notebook_of(softmax) == softmax.notebook
    (tmp_path / "ex02_softmax.ipynb").touch()
    assert notebook_of(softmax) == tmp_path / "ex02_softmax.ipynb"
    (tmp_path / "mine.ipynb").touch()
    monkeypatch.setenv("JPY_SESSION_NAME", str(tmp_path / "mine.ipynb"))
    assert notebook_of(softmax) == tmp_path / "mine.ipynb"
    (tmp_path / "ex01_neuron.ipynb").touch()
    monkeypatch.setenv("JPY_SESSION_NAME", str(tmp_path / "ex01_neuron.ipynb"))
    assert notebook_of(softmax) == tmp_path / "ex02_softmax.ipynb", "that of another exercise is not meant"


@pytest.fixture
def runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Return the commands that the magic would run from the notebook of ex02, and run none."""
    commands: list[list[str]] = []

    def note(words: list[str]) -> subprocess.CompletedProcess[str]:
        commands.append(words)
        return subprocess.CompletedProcess(words, 0, "done", "")

    monkeypatch.chdir(tmp_path)
    (tmp_path / "ex02_softmax.ipynb").touch()
    monkeypatch.setenv("JPY_SESSION_NAME", str(tmp_path / "ex02_softmax.ipynb"))
    monkeypatch.setattr(magic, "_run", note)
    return commands


@pytest.mark.parametrize(
    "words", [["check"], ["check", "ex02"], ["check", "--task", "softmax"], ["check", "--task", "softmax", "ex02"]]
)
def test_a_check_is_of_the_notebook_that_runs(runs: list[list[str]], tmp_path: Path, words: list[str]) -> None:
    answer(words)
    assert runs[0][:5] == ["check", "ex02", "--subject", str(tmp_path / "ex02_softmax.ipynb"), "--json"]
    assert runs[0][5:] == (["--task", "softmax"] if "--task" in words else [])


@pytest.mark.parametrize("words", [["check", "ex02", "ex03"], ["check", "--all"], ["hint", "ex02"]])
def test_other_commands_are_run_as_they_are(runs: list[list[str]], words: list[str]) -> None:
    assert answer(words)[1] == "done"
    assert runs == [words]


def test_a_check_of_no_exercise_in_a_notebook_of_no_exercise_asks_which(
    runs: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("JPY_SESSION_NAME")
    assert answer(["check"])[1] == "kata: which exercise? Say it as in `%kata check ex02`"
    assert runs == []


def test_watching_in_a_notebook_would_never_end_and_is_refused(runs: list[list[str]]) -> None:
    assert "needs a terminal" in answer(["watch", "ex02"])[1]
    assert runs == []


def test_a_quotation_mark_that_is_left_over_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[dict[str, str]] = []
    monkeypatch.setattr("IPython.display.display", lambda data, **_: shown.append(data))
    magic.kata("check ex02's")
    assert "cannot be read (no closing quotation)" in shown[0]["text/plain"]
