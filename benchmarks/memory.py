"""How much memory a check needs: `python benchmarks/memory.py [ex12 ...]` (Linux).

For each Keras exercise's model answer it prints the peak of `kata check`, isolated and not, over all processes that
take part. Memory that several share is counted once (the kernel's proportional set size). Run nothing else meanwhile
that loads TensorFlow: it would bear a part.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.verdicts import KATA, copy_project, environment

EXERCISES = ("ex09", "ex10", "ex11", "ex12", "ex13", "ex14", "ex15")
AT_MOST = 1.5
"""Gigabytes."""
STEP_SECONDS = 0.1


def main() -> int:
    """Measure and print."""
    chosen = sys.argv[1:] or EXERCISES
    print(f"{'':6s}{'isolated GB':>12s}{'local GB':>10s}{'ratio':>7s}")
    largest = 0.0
    with tempfile.TemporaryDirectory(prefix="kata-benchmark-") as folder:
        copy = Path(folder) / "kata"
        copy_project(copy)
        for name in chosen:
            local, isolated = peak(copy, name), peak(copy, name, "--isolated")
            print(f"{name:6s}{isolated:12.2f}{local:10.2f}{isolated / local:7.2f}")
            largest = max(largest, local, isolated)
    print(f"at most {largest:.2f} GB, allowed {AT_MOST}: {'held' if largest <= AT_MOST else 'NOT HELD'}")
    return 0 if largest <= AT_MOST else 1


def peak(copy: Path, *words: str) -> float:
    """The most memory that a check of the model answer takes at a time, in gigabytes."""
    command = [sys.executable, "-c", KATA, "check", *words, "--subject", "solutions"]
    process = subprocess.Popen(
        command, cwd=copy, env=environment(copy), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    most = 0
    while process.poll() is None:
        most = max(most, sum(map(memory, family(process.pid))))
        time.sleep(STEP_SECONDS)
    if process.returncode:
        raise SystemExit(f"kata check {' '.join(words)} ended with {process.returncode}")
    return most / 1e9


def family(pid: int) -> list[int]:
    """A process, its children, and theirs."""
    children: dict[int, list[int]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((folder / "stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()[1])
        except (OSError, IndexError):  # no process, or one that has ended
            continue
        children.setdefault(parent, []).append(int(folder.name))
    processes = [pid]
    for process in processes:
        processes += children.get(process, [])
    return processes


def memory(pid: int) -> int:
    """The proportional set size of a process, in bytes; 0 of one that has ended."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)


if __name__ == "__main__":
    sys.exit(main())
