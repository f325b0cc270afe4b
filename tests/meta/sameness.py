"""The same grades, however a class is marked: `python -m tests.meta.sameness`.

The class of `kata demo` is marked with one seed three times over, one job at a time, on a Dask cluster of this machine,
beside sixteen busy loops, and with its students back to front. Every record must say the same: points, outcomes,
messages, diagnoses. The dated result goes to `tests/meta/results/sameness.json`.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from grading.authoring.demo import write_class
from reference.kit.course import Course
from tests.crowd import crowd
from tests.grading.classroom.local_cluster import running
from tests.meta.environments import marked
from tests.meta.proofs import ALL, store_whole

EXERCISES = ("ex02", "ex05", "ex07", "ex09", "ex11", "ex17", "ex20")
"""Of each kind one: on paper, trained, with steps that are counted, with Keras, with words, with another library."""


def proven() -> dict[str, Any]:
    """Mark the class in each way and return how long each took, and what differed from the first."""
    course = Course.here()
    seconds: dict[str, int] = {}
    differing: list[str] = []
    with tempfile.TemporaryDirectory(prefix="kata-sameness-") as name:
        place = Path(name)
        folder = write_class(course, place / "class")
        plain = {"PATH": os.environ["PATH"], "HOME": name}
        want: dict[str, Any] = {}

        def compared(way: str, *more: str, handed_in: Path = folder) -> None:
            begin = time.monotonic()
            got = marked(handed_in, place / way, plain, place, only=EXERCISES, more=more)
            seconds[way] = round(time.monotonic() - begin)
            if not want:
                assert len(got) == len(list(folder.iterdir())), got  # a run that failed is the same as another one
                want.update(got)
            differing.extend(
                f"{way}: {student}: {got.get(student, got.get('problem'))}"[:2000]
                for student in want
                if got.get(student) != want[student]
            )
            print(f"{way}: {seconds[way]} s, {len(differing)} differ so far", flush=True)

        for way in ("once", "again", "a third time"):
            compared(way)
        compared("one job", "--jobs", "1")
        with running(place) as cluster:
            compared("on a cluster", "--scheduler", cluster.address)
        with crowd():
            compared("beside busy loops")
        first, *others = sorted(folder.iterdir(), reverse=True)
        compared("back to front", *map(str, others), handed_in=first)
        students = len(want)
    return {"students": students, "exercises": EXERCISES, "seconds": seconds, "differing": differing}


if __name__ == "__main__":
    entry = proven()
    store_whole("sameness", ALL, entry)
    print(entry)
    sys.exit(1 if entry["differing"] else 0)
