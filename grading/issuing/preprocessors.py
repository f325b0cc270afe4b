"""nbgrader's steps that are ours: stubs that name their function, marks in place of an execution, comments, bonus."""

from __future__ import annotations

import base64
import re
from typing import Any

import nbformat
from nbgrader import utils
from nbgrader.api import Gradebook
from nbgrader.preprocessors import ClearSolutions, Execute, NbGraderPreprocessor

from grading.issuing.exporter import MarkedExporter
from grading.issuing.source import TEST
from grading.reports.cells import task_page
from grading.results import ExerciseResult, without_repeats
from grading.wording import printable, sentence

COMMENT_LIMIT = 2000
"""Characters of a comment beside a student's cell."""

STUB = 'raise NotImplementedError("{}: not written yet")'
OTHER = re.compile(r"ex\d\d: ")
"""How a remark about one exercise begins."""


class NamedStubs(ClearSolutions):
    """Puts a stub into a released cell that names its function, as the kata's own stubs do."""

    def preprocess_cell(self, cell: Any, resources: Any, cell_index: int) -> Any:
        """Clear the solution of one cell."""
        if match := re.search(r"^def (\w+)\(", cell.source, re.MULTILINE):
            self.set_trait("code_stub", {"python": STUB.format(match[1])})
        return super().preprocess_cell(cell, resources, cell_index)


class Marks(Execute):
    """Puts the isolated grader's marks into the test cells; only a notebook of the instructor's own is executed."""

    def preprocess(self, notebook: Any, resources: Any, retries: Any = None) -> Any:
        """Fill in the outputs of a notebook's test cells."""
        exporter = self.parent
        found = exporter.result(resources) if isinstance(exporter, MarkedExporter) else None
        if found is None:
            return super().preprocess(notebook, resources, retries)
        record, result = found
        said = [remark.text for remark in record.remarks if remark.needs_a_look or remark.kind == "taken"]
        said = [text for text in said if not OTHER.match(text) or text.startswith(f"{result.id}:")]
        if said:
            notebook.cells.insert(0, nbformat.v4.new_markdown_cell("\n\n".join(map(printable, said))))
        student = resources["nbgrader"]["student"]
        png = exporter.marks(resources["nbgrader"]["assignment"]).picture(student, result.id)
        last = None
        for cell in notebook.cells:
            if cell.cell_type == "code":
                cell.outputs, cell.execution_count = [], None
            if (task := _task(cell, result)) is not None:
                cell.outputs = _outputs(task, result, float(cell.metadata.nbgrader["points"]))
                last = cell
        if last is not None and png is not None:
            data = {"image/png": base64.b64encode(png).decode(), "text/plain": f"(the picture of {result.id})"}
            said_of = {"image/png": {"alt": f"picture of {result.id}"}}
            shown = nbformat.v4.new_output("display_data", data, metadata=said_of)
            last.outputs.insert(len(last.outputs) - 1, shown)
        return notebook, resources


class Remarks(NbGraderPreprocessor):
    """Writes what nbgrader does not take from outputs: comments, bonus points, what could not be marked."""

    def preprocess(self, notebook: Any, resources: Any) -> Any:
        """Write comments and bonus of one notebook into the gradebook."""
        exporter = self.parent
        found = exporter.result(resources) if isinstance(exporter, MarkedExporter) else None
        if found is None:
            return notebook, resources
        said, (_, result) = resources["nbgrader"], found
        who = said["notebook"], said["assignment"], said["student"]
        with Gradebook(said["db_url"]) as gradebook:
            for cell in notebook.cells:
                name = cell.metadata.get("nbgrader", {}).get("grade_id", "")
                task = _task(cell, result)
                if utils.is_grade(cell) and (task is None or not result.is_marked) and utils.is_locked(cell):
                    grade = gradebook.find_grade(name, *who)
                    grade.auto_score, grade.needs_manual_grade = None, True
                elif task is not None and float(cell.metadata.nbgrader["points"]) == 0:
                    gradebook.find_grade(name, *who).extra_credit = _reached(task, result)
                elif utils.is_solution(cell) and any(test.task == name for test in result.tests):
                    gradebook.find_comment(name, *who).auto_comment = comment(name, result)
            gradebook.db.commit()
        return notebook, resources


def comment(task: str, result: ExerciseResult) -> str | None:
    """Return what is said beside a student's cell: the first test that failed; None where there is nothing to say."""
    if result.problem:
        return printable(result.problem)[:COMMENT_LIMIT]
    failed = [test for test in result.tests if test.task == task and test.outcome != "pass"]
    if not failed:
        return None
    if all(test.outcome == "not attempted" for test in failed):
        return "Not written yet."
    first = without_repeats(failed)[0] or failed
    return printable(f"{sentence(first[0].id)}: {first[0].message}")[:COMMENT_LIMIT]


def share(task: str, result: ExerciseResult) -> float:
    """Return the part of a task's points that was reached, in 0..1."""
    worth = sum(test.max_points for test in result.tests if test.task == task)
    return _reached(task, result) / worth if worth else 0.0


def _reached(task: str, result: ExerciseResult) -> float:
    return round(float(sum(test.points for test in result.tests if test.task == task)), 6)


def _task(cell: Any, result: ExerciseResult) -> str | None:
    """Return the task that a test cell of ours is about; None for any other cell."""
    name = cell.metadata.get("nbgrader", {}).get("grade_id", "")
    if not (name.startswith(TEST) and utils.is_grade(cell) and cell.cell_type == "code"):
        return None
    task = name.removeprefix(TEST)
    return task if not result.is_marked or any(test.task == task for test in result.tests) else None


def _outputs(task: str, result: ExerciseResult, points: float) -> list[Any]:
    """Return the outputs of a test cell: how the task did, then the points as nbgrader reads them."""
    page, text = task_page(task, result)
    score = min(points, max(0.0, round(share(task, result) * points, 6)))
    return [
        nbformat.v4.new_output("display_data", {"text/html": page, "text/plain": text}),
        nbformat.v4.new_output("execute_result", {"text/plain": repr(float(score))}, execution_count=None),
    ]
