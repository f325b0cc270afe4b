"""Mutation testing of the model answers: `python -m tests.meta.mutation [ex02 ...]`.

Every operator of cosmic-ray that fits arithmetic code is applied to every place between the solution marks, one at
a time, and the exercise's suite runs against the mutant (local binding, one seed). Left out are shifts and bitwise
operators, which raise a TypeError on floats and would only flatter the figure, and `is` on numbers. Keras exercises get
the operators of `keras_operators.py` beside.

A mutant that no test fails is a survivor. Either the suite lacks a test, or the model answer does more than it must,
or the mutant is right, too. The last kind is listed, with its reason, in
`tests/meta/results/exNN_name/equivalent_mutants.toml`. No share is asked of one that does what the original does at
every input (`equal`), nor of one that does another thing which the exercise leaves to the student (`free`): whoever
killed it would reject a right answer.

    [[mutant]]
    was = "the line as it stands"
    became = "the line as it was changed"
    reason = "why no input tells the two apart"
    equal = true

The result goes to `tests/meta/results/exNN_name/`; `test_slow_proofs.py` checks that it is there, not stale, at least
95 % and that no survivor lacks its reason.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import sys
import tomllib
from collections.abc import Container, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from typing import Any

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import MutationVisitor
from cosmic_ray.plugins import get_operator, operator_names
from rich.progress import track

from grading.authoring.stubs import BEGIN, END
from grading.marking.job import Job
from grading.marking.suite import run_suite
from grading.marking.warm import warm
from grading.results import TestResult
from grading.subject import LoadedSource
from reference.kit.exercise import Exercise
from tests.meta.keras_operators import edited
from tests.meta.proofs import chosen, store

LEFT_OUT = ("RShift", "LShift", "BitOr", "BitAnd", "BitXor", "Is", "IsNot")
NEED_ARGUMENTS = ("core/VariableReplacer", "core/VariableInserter")
CALL_SECONDS = 4.0
"""A mutant whose loop never ends costs this much, where no test is slow; a model answer takes less than half."""
SEED = "1"


@dataclass(frozen=True, order=True)
class Mutant:
    """One changed line of a module."""

    line: int
    was: str
    became: str
    text: str
    """The whole module."""


class _KilledError(Exception):
    """A test has failed; the rest need not run."""


def mutants(
    source: str, inside: Container[int], also: Sequence[str] = (), *, builds_networks: bool = False
) -> list[Mutant]:
    """Return all mutants of the lines `inside` (from 0) of a module, in the order of the lines, each text once.

    `also` names operators that are left out otherwise; code that `builds_networks` gets those of `keras_operators.py`.
    """
    before = source.splitlines()
    by_text: dict[str, Mutant] = {}
    tree = get_ast(source)
    pickled = pickle.dumps(tree)  # read again in a tenth of the time that parsing takes
    for operator in _operators(also):
        for occurrence in range(_occurrences(tree, operator)):
            try:
                text = MutationVisitor(occurrence, operator()).walk(pickle.loads(pickled)).get_code()  # noqa: S301 -- ours
            except AttributeError:  # its replacer of exceptions knows no dotted name among several
                continue
            after = text.splitlines()
            changed = [number for number, (a, b) in enumerate(zip(before, after, strict=False)) if a != b]
            if text != source and changed and changed[0] in inside:
                first = changed[0]
                by_text.setdefault(text, Mutant(first + 1, before[first].strip(), after[first].strip(), text))
    for line, text in edited(source) if builds_networks else ():
        if text != source and line in inside:
            after = text.splitlines()
            by_text.setdefault(text, Mutant(line + 1, before[line].strip(), after[line].strip(), text))
    return sorted(by_text.values())


def survives(exercise: Exercise, mutant: Mutant) -> bool:
    """Run the suite against a mutant and tell whether every test passed."""

    def on_result(result: TestResult) -> None:
        if result.outcome != "pass":
            raise _KilledError

    hurried = exercise if exercise.slow_tests else exercise.hurried(min(exercise.call_seconds, CALL_SECONDS))
    try:
        run_suite(Job(hurried, LoadedSource(exercise.id, exercise.module, mutant.text.encode()), SEED), on_result)
    except _KilledError:
        return False
    return True


def reasons(exercise: Exercise) -> dict[tuple[str, str], dict[str, Any]]:
    """Return the mutants of an exercise that are right, by what was and what became."""
    path = exercise.results / "equivalent_mutants.toml"
    if not path.is_file():
        return {}
    listed = tomllib.loads(path.read_text(encoding="utf-8")).get("mutant", [])
    return {(entry["was"], entry["became"]): entry for entry in listed}


def prove(exercise: Exercise) -> bool:
    """Run all mutants of an exercise, store and print the result, and tell whether it suffices."""
    solution = exercise.solution.read_text(encoding="utf-8")
    all_mutants = mutants(solution, _marked_lines(solution), builds_networks=exercise.is_heavy)
    warm(exercise)
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(os.cpu_count(), mp_context=context) as pool:
        verdicts = list(
            track(
                pool.map(survives, [exercise] * len(all_mutants), all_mutants),
                f"mutants of {exercise.id}",
                len(all_mutants),
                transient=True,
            )
        )
    survivors = [mutant for mutant, lives in zip(all_mutants, verdicts, strict=True) if lives]
    why = reasons(exercise)
    killed = len(all_mutants) - len(survivors)
    listed = [
        {"line": m.line, "was": m.was, "became": m.became, "reason": "", **why.get((m.was, m.became), {})}
        for m in survivors
    ]
    proof = {"mutants": len(all_mutants), "killed": killed, "survivors": listed}
    store("mutation", exercise, proof)
    print(f"{exercise.id}: {killed} of {len(all_mutants)} mutants killed ({killed / len(all_mutants):.1%})")
    for mutant in listed:
        print(f"  line {mutant['line']}: {mutant['reason'] or 'NO REASON GIVEN'}")
        print(f"    was    = {mutant['was']}\n    became = {mutant['became']}")
    return score(proof) >= 0.95 and all(mutant["reason"] for mutant in listed)


def score(proof: dict[str, Any]) -> float:
    """Return how many of the mutants that are wrong answers were killed, in 0..1."""
    right = sum(mutant.get("equal", False) or mutant.get("free", False) for mutant in proof["survivors"])
    others = proof["mutants"] - right
    return float(proof["killed"] / others) if others else 0.0


def _occurrences(tree: Any, operator: Any) -> int:
    """Return how many places of a module an operator fits."""
    return sum(len(list(operator().mutation_positions(node))) for node in ast_nodes(tree))


def _operators(also: Sequence[str]) -> Iterator[type]:
    for name in sorted(operator_names()):
        if name in also or (name not in NEED_ARGUMENTS and not set(name.split("_")[1:]) & set(LEFT_OUT)):
            yield get_operator(name)


def _marked_lines(solution: str) -> set[int]:
    """Return the numbers, from 0, of the lines between the solution marks."""
    numbers, inside = set(), False
    for number, line in enumerate(solution.splitlines()):
        if line.strip() in (BEGIN, END):
            inside = line.strip() == BEGIN
        elif inside:
            numbers.add(number)
    return numbers


if __name__ == "__main__":
    verdicts = [prove(exercise) for exercise in chosen(sys.argv[1:])]
    sys.exit(0 if all(verdicts) else 1)
