"""One slip costs the points of every function that is built on it: which are dragged down so, and by which."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from grading.results import Outcome, Remark, TestResult
from grading.subject.calls import LoadedSource
from grading.subject.reports import Loaded

FAILED: frozenset[Outcome] = frozenset({"fail", "error", "timeout", "crash"})


def dragged_down(source: LoadedSource, told: Loaded | None, results: Iterable[TestResult]) -> list[Remark]:
    """Return a remark for each task that fails and calls another that fails its own tests: the first one to mend."""
    own = [result for result in results if result.outcome in FAILED and result.reason == "own"]
    failing = list(dict.fromkeys(result.task for result in own))
    if told is None or len(failing) < 2:
        return []
    reached = {task: _reached(task, told.calls) for task in failing}
    remarks = []
    for task in failing:
        below = [other for other in failing if other != task and other in reached[task] and task not in reached[other]]
        first = [other for other in below if not reached[other] & set(below)]
        if first:
            text = f"{task} calls {' and '.join(first)}, which {_fails(first)} first."
            remarks.append(Remark("dragged down", text, [source.file]))
    return remarks


def _fails(names: Collection[str]) -> str:
    return "fails its own tests: mend that one" if len(names) == 1 else "fail their own tests: mend those"


def _reached(name: str, calls: Mapping[str, Collection[str]]) -> set[str]:
    """Return the functions that one calls, or has others call."""
    reached: set[str] = set()
    waiting = [name]
    while waiting:
        new = set(calls.get(waiting.pop(), ())) - reached
        reached |= new
        waiting += new
    return reached - {name}
