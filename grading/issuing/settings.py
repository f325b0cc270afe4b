"""What a course folder's `nbgrader_config.py` sets: nbgrader's own options, filled with the steps that are ours."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

SUBMITTED = (
    r".*[\\/](?P<name>[^\\/_]+(?:_[^\\/_]+)*?)_(?:LATE_)?(?P<student_id>\d+)_"
    r"(?:assignsubmission_file_?[\\/]?|\d+_)(?:.*[\\/])?(?P<file_id>[^\\/]+?)\.(?:ipynb|py)$"
)
"""A file as Moodle ("Anna Muster_123_assignsubmission_file_/ex02_softmax.ipynb") and Canvas
("musteranna_LATE_123_456_ex02_softmax-1.ipynb") pack it: the number is the student's there."""


def configure(settings: Any) -> None:
    """Set nbgrader's options, on what `get_config()` returns."""
    programs = os.fspath(Path(sys.executable).parent)  # nbgrader starts `alembic` by its name, activated or not
    if programs not in os.environ.get("PATH", "").split(os.pathsep):
        os.environ["PATH"] = os.pathsep.join([*filter(None, [os.environ.get("PATH")]), programs])
    from nbgrader import preprocessors as nbgrader
    from nbgrader.converters import Autograde, GenerateAssignment

    from grading.issuing.collecting import Collector
    from grading.issuing.exporter import MarkedExporter
    from grading.issuing.preprocessors import Marks, NamedStubs, Remarks

    steps = list(GenerateAssignment.preprocessors.default_args[0])
    settings.GenerateAssignment.preprocessors = [
        NamedStubs if step is nbgrader.ClearSolutions else step for step in steps
    ]
    steps = list(Autograde.autograde_preprocessors.default_args[0])
    marked = [Marks if step is nbgrader.Execute else step for step in steps]
    marked.insert(marked.index(nbgrader.SaveAutoGrades) + 1, Remarks)
    settings.Autograde.autograde_preprocessors = marked
    settings.Autograde.exporter_class = MarkedExporter
    settings.ZipCollectApp.collector_plugin = Collector
    settings.FileNameCollectorPlugin.named_regexp = SUBMITTED
    settings.FileNameCollectorPlugin.valid_ext = [".ipynb", ".py"]
