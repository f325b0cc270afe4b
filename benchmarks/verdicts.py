"""How long a verdict takes: `python benchmarks/verdicts.py [runs]`.

Each row is a median over some runs and its ratio to a named peer measured in turn with it: `kata check` against bare
pytest on the same suite, the sandbox against the local binding, and a save in `kata watch` against bare pytest. It
works in a copy of the project, so that nobody's stubs change.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("exercises", "solutions", "reference", "grading", "tests", "pyproject.toml")
KATA = "import sys; sys.argv[0] = 'kata'; from grading.commandline.app import main; main()"
SUITE = "tests/exercises/test_ex02_softmax.py"
RUNS = 5

Timed = Callable[[], float]


def main() -> None:
    """Measure all pairs and print the table."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else RUNS
    with tempfile.TemporaryDirectory(prefix="kata-benchmark-") as folder:
        copy = Path(folder) / "kata"
        copy_project(copy)
        bare = _command(copy, "-m", "pytest", SUITE, "-q", "--no-header")
        rows = [
            ("kata check ex02, cold", "bare pytest", 1.5, *_pair(_kata(copy, "check", "ex02"), bare, runs)),
            (
                "check ex01 to ex08 --isolated",
                "not isolated",
                1.5,
                *_pair(
                    _kata(copy, "check", *NUMPY, *SOLVED, "--isolated"), _kata(copy, "check", *NUMPY, *SOLVED), runs
                ),
            ),
        ]
        with watching(copy, "ex02_softmax", "exercises") as save:
            rows.insert(1, ("kata watch, save to verdict", "bare pytest", 0.4, *_pair(save, bare, runs)))
    print(f"{'what':<30} {'seconds':>8}   {'peer':<14} {'seconds':>8} {'ratio':>7} {'at most':>8}")
    for name, peer, limit, seconds, peer_seconds, ratio in rows:
        print(f"{name:<30} {seconds:>8.2f}   {peer:<14} {peer_seconds:>8.2f} {ratio:>7.2f} {limit:>8.1f}")


NUMPY = tuple(str(number) for number in range(1, 9))
SOLVED = ("--subject", "solutions")


def _pair(kata: Timed, peer: Timed, runs: int) -> tuple[float, float, float]:
    """Return both medians and the median of the ratios, measured in turn after one run that does not count."""
    kata(), peer()
    pairs = [(kata(), peer()) for _ in range(runs)]
    first, second = (statistics.median(column) for column in zip(*pairs, strict=True))
    return first, second, statistics.median(a / b for a, b in pairs)


def copy_project(target: Path) -> None:
    """Copy what a checkout holds."""
    for room in ROOMS:
        source = ROOT / room
        if source.is_dir():
            shutil.copytree(source, target / room, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, target / room)


def environment(copy: Path) -> dict[str, str]:
    """The environment in which the copy is what Python imports."""
    return {**os.environ, "PYTHONPATH": str(copy), "PYTHONSAFEPATH": "1"}


def _command(copy: Path, *words: str) -> Timed:
    def timed() -> float:
        begin = time.perf_counter()
        subprocess.run(
            [sys.executable, *words],
            cwd=copy,
            env=environment(copy),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        return time.perf_counter() - begin

    return timed


def _kata(copy: Path, *words: str) -> Timed:
    return _command(copy, "-c", KATA, *words)


@contextmanager
def watching(copy: Path, module: str, room: str, pause: float = 0.5) -> Iterator[Timed]:
    """Start `kata watch` and yield what saves the module of a room anew, after a pause, and waits for its verdict."""
    stub = copy / "exercises" / f"{module}.py"
    text = (copy / room / f"{module}.py").read_text(encoding="utf-8")
    stub.write_text(text, encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-c", KATA, "watch", module],
        cwd=copy,
        env={**environment(copy), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    lines = process.stdout
    count = 0

    def wait_for(words: str) -> None:
        while words not in (line := lines.readline()):
            assert line, "kata watch has ended"

    def save() -> float:
        nonlocal count
        count += 1
        time.sleep(pause)
        begin = time.perf_counter()
        stub.write_text(f"{text}\n# save {count}\n", encoding="utf-8")
        wait_for("of 10 points")
        return time.perf_counter() - begin

    try:
        wait_for("Watching")
        time.sleep(1)
        yield save
    finally:
        process.kill()
        process.wait()


if __name__ == "__main__":
    main()
