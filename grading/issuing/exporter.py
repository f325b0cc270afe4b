"""Where nbgrader reads submissions: all of them are marked at once, and each notebook is mended before it is read.

nbgrader's `autograde` names the class that reads a notebook in its settings (`Autograde.exporter_class`). This one
has the submissions marked by the isolated grader before the first of them is converted, and gives nbgrader a notebook
in which every graded cell is there once. So a file that is no JSON, a duplicated cell or a copy under another name ends
nobody's run.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters import NotebookExporter
from nbgrader.api import Gradebook, MissingEntry
from traitlets import Integer, Unicode

from grading.classroom.placing import placed, survey
from grading.issuing.marks import Marks, Order
from grading.issuing.mended import Known, mended
from grading.results import ExerciseResult, Record
from grading.subject.handed_in import shown
from grading.subject.sandbox import SANDBOXES
from reference.ground.errors import UnknownExerciseError, UserError
from reference.kit.course import Course
from reference.kit.exercise import Exercise

CHOICES = ("taken", "two versions")
"""Remarks whose first file is the one of several that was marked."""


class MarkedExporter(NotebookExporter):
    """Reads what was submitted, marked by the isolated grader."""

    sandbox = Unicode("bubblewrap", help=f"How submissions are locked in: {' or '.join(SANDBOXES)}.").tag(config=True)
    jobs = Integer(0, help="Submissions marked at a time; 0 is one a core.").tag(config=True)
    seed = Unicode("", help="Where the tests' inputs come from; empty for 128 bits that are drawn.").tag(config=True)
    course = Unicode("", help="The folder of a course of your own; empty for the kata's.").tag(config=True)

    def __init__(self, **settings: Any) -> None:
        """Mark what nbgrader is about to convert."""
        super().__init__(**settings)
        self._ready: set[str] = set()
        try:
            for assignment in sorted(self._assignments):
                self._complete(assignment)
                self._mark(assignment)
        except UserError as problem:
            self._nbgrader.log.error("%s", problem)
            raise SystemExit(1) from None

    @property
    def _nbgrader(self) -> Any:
        """The `autograde` that runs."""
        return self.parent

    def from_filename(self, filename: str, resources: Any = None, **words: Any) -> Any:
        """Read a submitted notebook, or one that was mended already."""
        if not getattr(self._nbgrader, "_sanitizing", True):
            return super().from_filename(filename, resources=resources, **words)
        path = Path(filename)
        resources["metadata"] = {"name": path.stem, "path": str(path.parent), "modified_date": ""}
        said = resources["nbgrader"]
        exercise = self.exercise(said["notebook"])
        if exercise is None and path.is_file():
            return super().from_filename(filename, resources=resources, **words)
        tasks = [] if exercise is None else [task.name for task in exercise.tasks]
        path = path if exercise is None else self._marked(path, exercise, said)
        notebook = nbformat.from_dict(mended(path, self._known(said["notebook"], said["assignment"]), tasks))
        return self.from_notebook_node(notebook, resources=resources, **words)

    def _marked(self, path: Path, exercise: Exercise, said: Any) -> Path:
        """Return the file that was marked as an exercise's, whatever its name."""
        record = self.marks(said["assignment"]).record(said["student"])
        files = placed(survey(path.parent), exercise.course).files.get(exercise.id, [])
        chosen = [
            remark.files[0]
            for remark in ([] if record is None else record.remarks)
            if remark.kind in CHOICES and remark.files and remark.text.startswith(f"{exercise.id}:")
        ]
        named = [file for file in files if shown(file.name) in chosen]
        return next(iter([*named, *files]), path)

    def exercise(self, notebook: str) -> Exercise | None:
        """Return the exercise of a notebook by its name; None for one that is the instructor's own."""
        course = Course.at(Path(self.course)) if self.course else Course.here()
        try:
            found = course.exercise(notebook)
        except UnknownExerciseError:
            return None
        return found if found.module == notebook else None

    def result(self, resources: Any) -> tuple[Record, ExerciseResult] | None:
        """Return a student's record and the result of one exercise; None where the notebook is none of ours."""
        said = resources["nbgrader"]
        exercise = self.exercise(said["notebook"])
        record = self.marks(said["assignment"]).record(said["student"])
        if exercise is None:
            return None
        results = [] if record is None else [result for result in record.exercises if result.id == exercise.id]
        if record is None or not results:
            raise UserError(f"{said['student']}: there is no mark of {said['notebook']}; autograde it again")
        return record, results[0]

    def marks(self, assignment: str) -> Marks:
        """Return the marks of an assignment."""
        return Marks.of(Path(self._nbgrader.coursedir.root), assignment)

    @property
    def _assignments(self) -> dict[str, dict[str, Path]]:
        """What nbgrader is about to convert: folders by student, by assignment."""
        pattern = self._nbgrader._format_source("(?P<assignment>.*)", "(?P<student>.*)", escape=True)
        found: dict[str, dict[str, Path]] = {}
        for place in sorted(self._nbgrader.assignments):
            if (match := re.match(pattern, place)) and self._is_to_do(match["assignment"], match["student"], place):
                found.setdefault(match["assignment"], {})[match["student"]] = Path(place)
        return found

    def _is_to_do(self, assignment: str, student: str, place: str) -> bool:
        """Tell whether nbgrader will convert a submission: it is new, newer than before, or all are done again."""
        autograded = self._nbgrader.coursedir.autograded_directory
        dest = self._nbgrader.coursedir.format_path(autograded, student, assignment)
        if self._nbgrader.force or not Path(dest).exists() or self._nbgrader.coursedir.notebook_id != "*":
            return True
        new, old = (self._nbgrader.coursedir.get_existing_timestamp(str(folder)) for folder in (place, dest))
        return new is not None and old is not None and new > old

    def _mark(self, assignment: str) -> None:
        names = [name for name in self._notebooks(assignment) if self.exercise(name) is not None]
        if not names:
            return
        marks = self.marks(assignment)
        marks.mark(
            Order(
                course=self.course,
                out=str(marks.folder.path),
                exercises=names,
                submissions={student: str(path) for student, path in self._assignments[assignment].items()},
                sandbox=self.sandbox,
                jobs=self.jobs,
                seed=self.seed,
            )
        )

    def _complete(self, assignment: str) -> None:
        """Have nbgrader convert every notebook of the assignment for every student, handed in under its name or not."""
        if self._nbgrader.coursedir.notebook_id != "*":
            return
        names = self._notebooks(assignment)
        for path in self._assignments[assignment].values():
            handed_in = self._nbgrader.assignments[str(path)]
            more = [str(path / f"{name}.ipynb") for name in names]
            self._nbgrader.assignments[str(path)] = sorted({*handed_in, *more})

    def _notebooks(self, assignment: str) -> list[str]:
        """Return the names of an assignment's notebooks; none where it was not generated."""
        with Gradebook(self._nbgrader.coursedir.db_url, self._nbgrader.coursedir.course_id) as gradebook:
            try:
                return sorted(notebook.name for notebook in gradebook.find_assignment(assignment).notebooks)
            except MissingEntry:
                return []

    def _known(self, notebook: str, assignment: str) -> list[Known]:
        """Return the cells of the issued notebook that nbgrader keeps."""
        with Gradebook(self._nbgrader.coursedir.db_url, self._nbgrader.coursedir.course_id) as gradebook:
            issued = gradebook.find_notebook(notebook, assignment)
            points = {cell.name: float(cell.max_score) for cell in issued.grade_cells}
            solutions = {cell.name for cell in issued.solution_cells}
            return [
                Known(
                    cell.name,
                    cell.cell_type,
                    cell.source,
                    cell.locked,
                    cell.name in points,
                    cell.name in solutions,
                    points.get(cell.name, 0.0),
                    cell.checksum,
                )
                for cell in issued.source_cells
            ]
