"""How long the whole course takes: `python benchmarks/whole_course.py [--write]`, exercise by exercise.

`kata check --all --subject solutions`, local and isolated, with the seconds that each exercise's tests took. With
`--write` they go to `docs/site/seconds.toml`, from which the site's table is made.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SECONDS = ROOT / "docs" / "site" / "seconds.toml"
AT_MOST, RATIO = 120.0, 1.3
"""Seconds for all, and how much longer isolated may take."""


def main() -> None:
    """Measure both and print the table."""
    local, local_wall = measured()
    isolated, isolated_wall = measured("--isolated")
    print(f"{'exercise':<10} {'local':>8} {'isolated':>9}")
    for name, seconds in local.items():
        print(f"{name:<10} {seconds:>8.1f} {isolated[name]:>9.1f}")
    ratio = isolated_wall / local_wall
    print(f"{'all':<10} {local_wall:>8.1f} {isolated_wall:>9.1f}   ratio {ratio:.2f} (at most {RATIO})")
    print(f"at most {AT_MOST:g} s, with TensorFlow's start")
    if "--write" in sys.argv:
        lines = [f"{name} = {seconds:.0f}" if seconds >= 1 else f"{name} = 1" for name, seconds in isolated.items()]
        SECONDS.write_text("\n".join(["[seconds]", *lines]) + "\n", encoding="utf-8")


def measured(*options: str) -> tuple[dict[str, float], float]:
    """Return the seconds of each exercise's tests, and those of the whole command."""
    code = "import sys; sys.argv[0] = 'kata'; from grading.commandline.app import main; main()"
    words = [sys.executable, "-c", code, "check", "--all", "--subject", "solutions", "--json", *options]
    begin = time.perf_counter()
    done = subprocess.run(words, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, check=True)
    wall = time.perf_counter() - begin
    record = json.loads(done.stdout)
    return {e["id"]: sum(test["seconds"] for test in e["tests"]) for e in record["exercises"]}, wall


if __name__ == "__main__":
    main()
