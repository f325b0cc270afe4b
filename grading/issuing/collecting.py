"""Reads the names of files in a portal's zip, so that two files of one name end nobody's collection."""

from __future__ import annotations

import os
import re
from typing import Any

from nbgrader.plugins import FileNameCollectorPlugin
from traitlets import Any as AnyTrait


class Collector(FileNameCollectorPlugin):
    """Collects by `named_regexp`; a second file of the same name gets a number."""

    taken = AnyTrait()

    def collect(self, submitted_file: str) -> dict[str, Any] | None:
        """Return whose a file is, and what it is called from now on; None for what is no notebook and no module."""
        found: dict[str, Any] | None = super().collect(submitted_file)
        if found is None:
            return None
        if self.taken is None:
            self.taken = set()
        suffix = os.path.splitext(submitted_file)[1]  # noqa: PTH122
        base = re.sub(r"(ex\d\d_\w+)-\d+$", r"\1", found["file_id"])  # Canvas numbers what was handed in anew
        name, count = base, 1
        while (found["student_id"], name + suffix) in self.taken:
            count += 1
            name = f"{base}-{count}"
        self.taken.add((found["student_id"], name + suffix))
        return {"student_id": found["student_id"], "file_id": name + suffix}
