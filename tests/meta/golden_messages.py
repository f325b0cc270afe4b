"""Golden messages: wrong answers as students write them, and word for word what each is told.

They stand in `tests/meta/told/exNN.toml`. `python -m tests.meta.golden_messages [ex01 ...]` marks them
all and writes what is said today into the files: read the difference before you commit it.
"""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path

import msgspec

from grading.marking.job import Job
from grading.marking.suite import run_suite
from grading.marking.warm import warm
from grading.results import TestResult
from grading.subject import LoadedSource
from reference.ground.files import write_atomically
from reference.ground.places import CHECKOUT
from reference.kit.exercise import Exercise
from tests.meta.proofs import chosen

FOLDER = CHECKOUT / "tests" / "meta" / "told"
SEED = "1"
TOP = "import numpy as np\n\n\n"


class Golden(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A wrong answer and what is said of it."""

    task: str
    mistake: str
    """What is wrong with it, in a few words."""
    code: str
    says: str = ""
    """The first message of the task's tests, after the test's name and the diagnosis."""


def golden_file(exercise: Exercise) -> Path:
    """Return the file of an exercise; it need not exist."""
    return FOLDER / f"{exercise.id}.toml"


def read_golden(exercise: Exercise) -> dict[str, Golden]:
    """Return the golden messages of an exercise by their names; none where it has no file."""
    path = golden_file(exercise)
    return msgspec.toml.decode(path.read_bytes(), type=dict[str, Golden]) if path.is_file() else {}


def module_with(code: str, solution: str) -> str:
    """Return the model answer with other functions in the place of its own.

    They stand first, so that line numbers in messages hang on nothing but them.
    """
    new = {node.name for node in ast.parse(code).body if isinstance(node, ast.FunctionDef)}
    lines = solution.splitlines()
    for node in reversed(ast.parse(solution).body):
        if isinstance(node, ast.FunctionDef) and node.name in new:
            del lines[node.lineno - 1 : node.end_lineno]
    return TOP + code.strip() + "\n\n\n" + "\n".join(lines) + "\n"


def said_of(exercise: Exercise, golden: Golden) -> str:
    """Mark a wrong answer and return what it is told first; "" where nothing is wrong with it."""
    warm(exercise)
    text = module_with(golden.code, exercise.solution.read_text(encoding="utf-8"))
    source = LoadedSource(exercise.id, exercise.module, text.encode())
    result = run_suite(Job(exercise, source, SEED, None, (golden.task,))).result
    failed = [test for test in result.tests if test.outcome != "pass"]
    return _written(min(failed, key=lambda test: test.diagnosis is None)) if failed else ""


def _written(test: TestResult) -> str:
    """Write a result: a line with the test and the diagnosis, and the message below it."""
    return f"{test.id}: {test.diagnosis or 'no name'}\n{test.message}"


def renew(exercise: Exercise) -> int:
    """Write what is said today into an exercise's file and return how many messages have changed."""
    known = read_golden(exercise)
    today = {name: said_of(exercise, golden) for name, golden in known.items()}
    if known:
        parts = [_table(name, golden, today[name]) for name, golden in known.items()]
        write_atomically(golden_file(exercise), "\n".join([_head(exercise), *parts]).encode())
    return sum(golden.says != today[name] for name, golden in known.items())


def _head(exercise: Exercise) -> str:
    first = golden_file(exercise).read_text(encoding="utf-8").partition("\n[")[0]
    return re.sub(r"\n+$", "", first) + "\n"


def _table(name: str, golden: Golden, says: str) -> str:
    return (
        f"[{name}]\ntask = {_text(golden.task)}\nmistake = {_text(golden.mistake)}\n"
        f"code = '''\n{golden.code.strip()}\n'''\nsays = '''\n{says}'''\n"
    )


def _text(line: str) -> str:
    return msgspec.json.encode(line).decode()


if __name__ == "__main__":
    for each in chosen(sys.argv[1:]):
        if golden_file(each).is_file():
            print(f"{each.id}: {renew(each)} of {len(read_golden(each))} messages have changed")
