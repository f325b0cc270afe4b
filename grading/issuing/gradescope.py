"""An autograder for Gradescope: a zip with a set-up script, a run script, and the course without its answers.

Its container may not let bubblewrap make namespaces. Then a submission runs in a process of its own without walls, and
the results say so: somebody who sets out to can read the tests there, and write the results.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from grading.classroom.handed_in import Submission
from grading.classroom.reading import read_submission
from grading.issuing.bundle import bundle, zipped
from grading.judging.seeds import chosen_seed, fresh_seed
from grading.marking.records import mark
from grading.reports.gradescope import results_json
from grading.subject import Sandbox
from grading.subject.sandbox import Bare, bubblewrap_problem
from reference.ground.files import write_atomically
from reference.kit.course import Course
from reference.kit.exercise import Exercise

UNPROTECTED = "Marked without a sandbox: this container has none."
SET_UP = """#!/usr/bin/env bash
# Gradescope runs this once, when the container is built.
set -e
apt-get update && apt-get install -y bubblewrap python3-venv python3-pip || true
cd /autograder/source/kata
suited() {
    for name in python3.13 python3.12 python3.11 python3; do
        if "$name" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null; then
            echo "$name"
            return 0
        fi
    done
    return 1
}
PYTHON="$(suited)" || { apt-get install -y python3.11 python3.11-venv && PYTHON="$(suited)"; } || {
    echo "The kata needs Python 3.11, 3.12 or 3.13: choose a newer image of Gradescope's."
    exit 1
}
"$PYTHON" -m venv /autograder/venv
/autograder/venv/bin/pip install -q -c constraints.txt {what}
"""
RUN = """#!/usr/bin/env bash
# Gradescope runs this for each submission.
cd "${KATA_AUTOGRADER:-/autograder}"
PYTHON="$PWD/venv/bin/python"
exec "${KATA_PYTHON:-$PYTHON}" -P source/kata/run.py "$PWD"
"""
STARTER = """import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT))
from grading.environment import start_anew

start_anew("grading.issuing.gradescope", sys.argv[1:], ROOT)
from grading.issuing.gradescope import main

main()
"""
LIGHT = "-e . --no-deps && /autograder/venv/bin/pip install -q -c constraints.txt {}"


def write_autograder(course: Course, archive: Path, exercises: list[Exercise]) -> None:
    """Write the zip that marks these exercises, all of its submissions with one secret seed."""
    files = {f"kata/{name}": data for name, data in bundle(course, with_mistakes=True)}
    order = {"exercises": [exercise.id for exercise in exercises], "seed": fresh_seed()}
    files["kata/gradescope.json"] = json.dumps(order).encode()
    files["kata/run.py"] = STARTER.encode()
    files["setup.sh"] = SET_UP.replace("{what}", _needs(exercises)).encode()
    files["run_autograder"] = RUN.encode()
    write_atomically(archive, zipped(files))


def _needs(exercises: list[Exercise]) -> str:
    """Return what pip installs: without TensorFlow where no exercise needs it."""
    if any(exercise.is_heavy for exercise in exercises):
        return "-e ."
    import tomllib

    from reference.ground.places import CHECKOUT

    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    light = [f"'{name}'" for name in project["dependencies"] if not name.startswith(("tensor", "keras"))]
    return LIGHT.format(" ".join(light))


def main() -> None:
    """Be the run script: mark the submission of the folder that is laid out like Gradescope's."""
    place, here = Path(sys.argv[1]), Course.here()
    order = json.loads((here.root / "gradescope.json").read_text(encoding="utf-8"))
    exercises = [here.exercise(name) for name in order["exercises"]]
    problem = bubblewrap_problem()
    sandbox: Sandbox = Bare() if problem else Sandbox.best()
    handed_in = read_submission(Submission("submission", "submission", place / "submission"), exercises)
    marked = mark("submission", handed_in.sources, seed=chosen_seed(order["seed"]), sandbox=sandbox)
    import msgspec

    record = msgspec.structs.replace(marked.record, remarks=handed_in.remarks)
    text = results_json(record, exercises, said=UNPROTECTED if problem else "")
    write_atomically(place / "results" / "results.json", text)


if __name__ == "__main__":
    main()
