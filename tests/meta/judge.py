"""Mutants of the judge: `python -m tests.meta.judge` applies each to a copy of the tree, where its test must fail.

The named ones stand in `judge_mutants.toml`: each gives points that nobody earned, drops a limit or opens a wall, and
names the test that notices. `python -m tests.meta.judge --mutation grading/judging/comparison.py ...` applies every
operator of cosmic-ray to a module of the engine instead (`--sample 80`: so many of its mutants), and runs the tests
that are about it (`judge_modules.toml`); a mutant that survives has its reason in `judge_reasons.toml`. Both write what
they saw into `results/judge/`, with a date; `test_judge.py` checks that it is there, and what must hold.

Nothing is changed in place: the tree is copied once, and in the copy one file at a time is rewritten.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from rich.console import Console
from rich.table import Table
from rich.text import Text

from grading.marking.records import environment
from reference.ground.files import write_atomically
from reference.ground.places import CHECKOUT
from reference.kit.rests import fingerprint_of
from tests.meta.forked_tests import runner

HERE = Path(__file__).parent
RESULTS = HERE / "results" / "judge"
NAMED = HERE / "judge_mutants.toml"
ROOMS = ("grading/worker", "grading/subject", "grading/judging", "grading/marking", "grading/classroom")
ALONE = (
    "grading/results.py",
    "grading/errors.py",
    "reference/kit/course.py",
    "reference/kit/meanings.py",
    "reference/kit/rests.py",
)
SECONDS = 300.0
"""For a test of a named mutant; the slowest imports TensorFlow."""
FAILED = 1
"""pytest's exit code where tests have failed; others say that nothing could be run."""


class Named(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One change of the judge that must not go unnoticed."""

    protects: str
    """What is lost where it goes unnoticed."""
    file: str
    old: str
    """Stands exactly once in the file."""
    new: str
    test: str
    """The test that must fail."""


class Outcome(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What came of a named mutant."""

    id: str
    protects: str
    test: str
    killed: bool
    said: str
    """How the test failed."""


class NamedProof(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is stored of all named mutants."""

    date: str
    state: str
    """A hash of the rooms that judge."""
    versions: dict[str, str]
    mutants: list[Outcome]


def named_mutants() -> dict[str, Named]:
    """Return the named mutants by id."""
    return msgspec.toml.decode(NAMED.read_bytes(), type=dict[str, Named])


def state() -> str:
    """Return a hash of what the judge does."""
    files = [path for room in ROOMS for path in (CHECKOUT / room).glob("*.py")] + [CHECKOUT / name for name in ALONE]
    return fingerprint_of(files, CHECKOUT)[:16]


@contextlib.contextmanager
def copied_tree() -> Iterator[Path]:
    """Copy the files of this checkout, as they are now, into a folder of their own."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607 -- whichever git is there
        cwd=CHECKOUT,
        capture_output=True,
        check=True,
    )
    with tempfile.TemporaryDirectory(prefix="kata-judge-") as place:
        Path(place).chmod(0o755)  # a mutant that opens a wall meets no other one
        for name in listed.stdout.decode().split("\0"):
            source = CHECKOUT / name
            if name and source.is_file() and not name.startswith("exercises/notebooks/"):
                target = Path(place, name)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(source, target)
        yield Path(place)


@contextlib.contextmanager
def changed(path: Path, text: str) -> Iterator[None]:
    """Have another text in a file of the copy for a while; nothing that was compiled of it before counts."""
    for compiled in (path.parent / "__pycache__").glob(f"{path.stem}.*"):
        compiled.unlink()
    before = path.read_text(encoding="utf-8")
    path.write_text(text, encoding="utf-8")
    try:
        yield
    finally:
        path.write_text(before, encoding="utf-8")


def prove_named(console: Console, chosen: Sequence[str] = ()) -> bool:
    """Apply the named mutants (all, or those whose ids are chosen), print a table, and store the result.

    Of chosen ones it is stored beside what was seen of the others, where the judge is as it was then.
    """
    known = named_mutants()
    unknown = [name for name in chosen if name not in known]
    if unknown:
        console.print(f"there is no mutant {', '.join(unknown)}; there are {', '.join(known)}")
        return False
    wanted = {name: known[name] for name in chosen or known}
    outcomes: list[Outcome] = []
    with copied_tree() as tree, runner() as tests:
        if tests.run(tree, sorted({mutant.test for mutant in wanted.values()}), SECONDS * 4, keep_compiled=True).code:
            console.print("the tests fail on the unchanged tree: nothing is proven")
            return False
        for name, mutant in wanted.items():
            path = tree / mutant.file
            text = path.read_text(encoding="utf-8")
            if text.count(mutant.old) != 1:
                console.print(f"{name}: its old text stands {text.count(mutant.old)} times in {mutant.file}")
                return False
            with changed(path, text.replace(mutant.old, mutant.new)):
                ran = tests.run(tree, [mutant.test], SECONDS)
            said = ran.said if ran.code is not None else "did not come to an end"
            outcomes.append(Outcome(name, mutant.protects, mutant.test, ran.code in (FAILED, None), said))
            console.print(f"{'killed  ' if outcomes[-1].killed else 'SURVIVES'} {name}", highlight=False)
    table = Table("mutant", "killed", "what it protects", "how its test failed")
    for outcome in outcomes:
        table.add_row(outcome.id, "yes" if outcome.killed else "NO", outcome.protects, Text(outcome.said))
    console.print(table)
    path = RESULTS / "named.json"
    former = msgspec.json.decode(path.read_bytes(), type=NamedProof) if chosen and path.is_file() else None
    if not chosen or (former is not None and former.state == state()):
        seen = {
            outcome.id: outcome for outcome in [*(former.mutants if former else []), *outcomes] if outcome.id in known
        }
        proof = NamedProof(datetime.now(UTC).date().isoformat(), state(), environment(), list(seen.values()))
        _store(path, proof)
    return all(outcome.killed for outcome in outcomes)


def _store(path: Path, proof: msgspec.Struct) -> None:
    text = json.dumps(msgspec.to_builtins(proof), indent=1, ensure_ascii=False)
    write_atomically(path, text + "\n")


def main() -> int:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m tests.meta.judge", description=__doc__.splitlines()[0])
    parser.add_argument("--mutation", action="store_true", help="apply all operators to the modules that are named")
    parser.add_argument("--sample", type=int, metavar="N", help="with --mutation: try N mutants of a module at most")
    parser.add_argument("names", nargs="*", help="ids of named mutants, or modules")
    words = parser.parse_args()
    console = Console()
    if words.mutation:
        from tests.meta.judge_mutation import prove_module

        verdicts = [prove_module(console, name, words.sample) for name in words.names]
        return 0 if all(verdicts) else 1
    return 0 if prove_named(console, words.names) else 1


if __name__ == "__main__":
    sys.exit(main())
