"""Restamps proofs that went stale only because import lines changed: `python -m tests.meta.restamp COMMIT [ex02 ...]`.

COMMIT is where the proofs were not stale. Every file that a proof rests on is compared with what it was there (moved
files are followed), without layout, comments, docstrings and import lines; data files byte by byte. What differs is
listed, and its proofs stay stale: they must be made again.
"""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from reference.ground.files import write_atomically
from reference.kit.exercise import Exercise
from reference.kit.meanings import meaning_of
from tests.meta.proofs import KINDS, chosen, path_of, state, stored


def changed(exercise: Exercise, commit: str) -> list[str]:
    """Return the files behind an exercise's verdicts that do something else than they did at `commit`."""
    root = exercise.course.root
    before = _former_names(root, commit)
    different = []
    for path in exercise.rests_on():
        name = path.relative_to(root).as_posix()
        shown = subprocess.run(["git", "show", f"{commit}:{before.get(name, name)}"], cwd=root, capture_output=True)  # noqa: S607
        if shown.returncode or not _same(path, shown.stdout):
            different.append(name)
    return different


def restamp(exercise: Exercise, commit: str) -> list[str]:
    """Restamp an exercise's stale proofs if nothing but imports changed; return what did change."""
    stale = {
        kind: proof for kind in KINDS if (proof := stored(kind, exercise)) and proof["state"] != state(kind, exercise)
    }
    different = changed(exercise, commit) if stale else []
    if different:
        return different
    for kind, proof in stale.items():
        today = datetime.now(UTC).date().isoformat()
        proof |= {
            "state": state(kind, exercise),
            "restamped": {"date": today, "same_as": commit, "but_for": "import lines"},
        }
        write_atomically(path_of(kind, exercise), json.dumps(proof, indent=1, ensure_ascii=False) + "\n")
        print(f"{exercise.id}: {kind} restamped: nothing but import lines changed since {commit}")
    return []


def _same(path: Path, former: bytes) -> bool:
    if path.suffix != ".py":
        return path.read_bytes() == former
    now = path.read_text(encoding="utf-8")
    return meaning_of(now, imports=False) == meaning_of(former.decode("utf-8"), imports=False)


def _former_names(root: Path, commit: str) -> dict[str, str]:
    """Return what moved files were called at a commit."""
    command = ["git", "diff", "--find-renames=40%", "--diff-filter=R", "--name-status", commit]
    listed = subprocess.run(command, cwd=root, capture_output=True, check=True, encoding="utf-8").stdout
    return {new: old for _, old, new in (line.split("\t") for line in listed.splitlines())}


def main(words: list[str]) -> int:
    """Restamp what can be; return 1 where something must be proven again."""
    if not words:
        print(__doc__)
        return 2
    commit, names = words[0], words[1:]
    code = 0
    for exercise in chosen(names):
        for name in restamp(exercise, commit):
            print(f"{exercise.id}: not restamped: {name} changed")
            code = 1
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
