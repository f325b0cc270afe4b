"""Mutation testing of the engine: every operator of cosmic-ray on every line of a module, and the tests about it.

    python -m tests.meta.judge --mutation grading/judging/comparison.py ...
    python -m tests.meta.judge --mutation --sample 80 grading/judging/plugin.py ...

A large module has a thousand mutants: `--sample` tries so many of them, drawn from a fixed seed, and the result says
how many there are and how many were tried. `judge_modules.toml` names the tests of each module; the first one that
fails kills the mutant. What no test fails is a survivor: either a test lacks, or the mutant does what the original
does. Those of the last kind have their reason in `judge_reasons.toml`. One mutant after the other runs on one core, in
a process of its own with a deadline; a run that was interrupted goes on where it was, as long as module and tests are
the same.
"""

from __future__ import annotations

import ast
import json
import random
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from rich.console import Console

from grading.marking.records import environment
from reference.ground.files import write_atomically
from reference.ground.places import CHECKOUT
from reference.kit.meanings import meaning_of
from reference.kit.rests import fingerprint_of
from tests.meta.forked_tests import runner
from tests.meta.judge import HERE, RESULTS, changed, copied_tree
from tests.meta.mutation import Mutant, mutants

MODULES, REASONS = HERE / "judge_modules.toml", HERE / "judge_reasons.toml"
SECONDS = 60.0
"""For the tests of a module on the unchanged tree."""
TIMES, MORE_SECONDS = 4.0, 4.0
"""A mutant has so many times what they took there, and so much more: a loop that never ends costs all of it."""
SAMPLE_SEED = 20181024
"""From which the mutants of a large module are drawn: another run tries the same ones."""
ALSO = ("core/ReplaceComparisonOperator_Is_IsNot", "core/ReplaceComparisonOperator_IsNot_Is")
"""Operators that would flatter the figure on numbers, and that tell None from something here."""


class Tested(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which tests are about a module."""

    tests: tuple[str, ...]


class Reason(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why no test can fail a mutant, or need not."""

    was: str
    became: str
    reason: str


class Survivor(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A mutant that no test failed."""

    line: int
    was: str
    became: str
    reason: str
    """"" where none is known: a test lacks."""


class ModuleProof(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is stored of the mutants of a module."""

    module: str
    date: str
    state: str
    """A hash of what the module does."""
    versions: dict[str, str]
    tests: tuple[str, ...]
    mutants: int
    """All that there are."""
    tried: int
    """All of them, or a sample that was drawn from `SAMPLE_SEED`."""
    killed: int
    """Of those that were tried."""
    survivors: list[Survivor]


def modules_with_tests() -> dict[str, Tested]:
    """Return the tests of each module that mutation testing knows."""
    return msgspec.toml.decode(MODULES.read_bytes(), type=dict[str, Tested])


def reasons(module: str) -> dict[tuple[str, str], str]:
    """Return why mutants of a module survive, by what was and what became."""
    listed = msgspec.toml.decode(REASONS.read_bytes(), type=dict[str, list[Reason]])
    return {(entry.was, entry.became): entry.reason for entry in listed.get(module, [])}


def state_of(module: str) -> str:
    """Return a hash of what a module does."""
    return meaning_of((CHECKOUT / module).read_text(encoding="utf-8"))[:16]


def proof_path(module: str) -> Path:
    """Return where the result of a module lies."""
    return RESULTS / f"{module.removesuffix('.py').replace('/', '.')}.json"


def drawn(candidates: Sequence[Mutant], sample: int | None) -> list[Mutant]:
    """Return so many of a module's mutants, drawn from a fixed seed, in the order of its lines; all of fewer ones."""
    if sample is None or sample >= len(candidates):
        return list(candidates)
    return sorted(random.Random(SAMPLE_SEED).sample(candidates, sample))


def prove_module(console: Console, module: str, sample: int | None = None) -> bool:
    """Run a module's mutants, store and print the result, and tell whether each survivor has its reason.

    `sample` is how many are tried at most; all where it is None.
    """
    known = modules_with_tests()
    if module not in known:
        console.print(f"{module} has no tests in {MODULES.name}; there are {', '.join(known)}")
        return False
    tests = known[module].tests
    text = (CHECKOUT / module).read_text(encoding="utf-8")
    every_line = range(len(text.splitlines()))
    candidates = [mutant for mutant in mutants(text, every_line, ALSO) if _is_python(mutant.text)]
    chosen = drawn(candidates, sample)
    verdicts = _Verdicts(module, tests)
    with copied_tree() as tree, runner() as process:
        unchanged = process.run(tree, tests, SECONDS, keep_compiled=True)
        if unchanged.code != 0:
            console.print(f"{module}: its tests fail on the unchanged tree: nothing is proven")
            console.print(unchanged.said, markup=False)
            return False
        limit = TIMES * unchanged.seconds + MORE_SECONDS
        for mutant in chosen:
            if mutant.text not in verdicts:
                with changed(tree / module, mutant.text):
                    verdicts.note(mutant.text, lives=process.run(tree, tests, limit).code == 0)
    survivors = [mutant for mutant in chosen if verdicts[mutant.text]]
    proof = _proof(module, tests, survivors, there_are=len(candidates), tried=len(chosen))
    write_atomically(proof_path(module), json.dumps(msgspec.to_builtins(proof), indent=1, ensure_ascii=False) + "\n")
    console.print(f"{module}: {share(proof)}")
    for survivor in proof.survivors:
        console.print(f"  line {survivor.line}: {survivor.reason or 'NO REASON GIVEN'}", markup=False)
        console.print(f"    was    = {survivor.was}\n    became = {survivor.became}", markup=False)
    return all(survivor.reason for survivor in proof.survivors)


def share(proof: ModuleProof) -> str:
    """Write how many mutants were killed, and of how many the tried ones are a sample."""
    sample = f", a sample of {proof.mutants}" if proof.tried < proof.mutants else ""
    return f"{proof.killed} of {proof.tried} mutants killed ({proof.killed / proof.tried:.1%}){sample}"


def _proof(module: str, tests: tuple[str, ...], survivors: list[Mutant], *, there_are: int, tried: int) -> ModuleProof:
    why = reasons(module)
    return ModuleProof(
        module=module,
        date=datetime.now(UTC).date().isoformat(),
        state=state_of(module),
        versions=environment(),
        tests=tests,
        mutants=there_are,
        tried=tried,
        killed=tried - len(survivors),
        survivors=[Survivor(m.line, m.was, m.became, why.get((m.was, m.became), "")) for m in survivors],
    )


def _is_python(text: str) -> bool:
    """Tell whether a mutant can be parsed: an operator may have taken the bare star of a signature for its own."""
    try:
        ast.parse(text)
    except SyntaxError:
        return False
    return True


class _Verdicts:
    """Which mutants live, kept on the disk as they come, under what the tests do.

    What killed one still kills it when tests are added; what lived is tried again.
    """

    def __init__(self, module: str, tests: tuple[str, ...]) -> None:
        files = [CHECKOUT / name.partition("::")[0] for name in tests]
        self._tests = fingerprint_of(files, CHECKOUT)
        self._path = Path(tempfile.gettempdir(), f"kata-judge-{proof_path(module).stem}.jsonl")
        self._known: dict[str, bool] = {}
        lines = self._path.read_text(encoding="utf-8").splitlines() if self._path.exists() else []
        for mutant, lives, under in map(json.loads, lines):
            if not lives or under == self._tests:
                self._known[mutant] = lives

    def __contains__(self, text: str) -> bool:
        return meaning_of(text) in self._known

    def __getitem__(self, text: str) -> bool:
        return self._known[meaning_of(text)]

    def note(self, text: str, *, lives: bool) -> None:
        """Keep a verdict."""
        self._known[meaning_of(text)] = lives
        with self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps([meaning_of(text), lives, self._tests]) + "\n")
