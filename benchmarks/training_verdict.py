"""What a verdict costs beside the training in it: `python benchmarks/training_verdict.py [saves]`.

Each row is a save of exercise 12's model answer in a warm `kata watch`: the time until its verdict, and the time that
its training on fruits took in that very run, as the model answer itself notes it. It works in a copy of the project.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.verdicts import copy_project, watching

MODULE = "ex12_fruit_cnn"
FIT, RETURN = "    fitted = model.fit(", "    return fitted.history"
LONG = 9
"""Epochs: the tests' small trainings have fewer."""
AT_MOST = 1.0
"""Seconds that a verdict may take beyond its training."""
PAUSE = 8.0
"""Between saves: the picture of the last one is drawn until then."""


def main() -> int:
    """Measure and print."""
    saves = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    with tempfile.TemporaryDirectory(prefix="kata-benchmark-") as folder:
        copy, noted = Path(folder) / "kata", Path(folder) / "seconds"
        copy_project(copy)
        answer = copy / "solutions" / f"{MODULE}.py"
        answer.write_text(_noting(answer.read_text(encoding="utf-8"), noted), encoding="utf-8")
        rows = []
        with watching(copy, MODULE, "solutions", PAUSE) as save:
            for _ in range(saves):
                rows.append((save(), float(noted.read_text(encoding="utf-8"))))
    print(f"{'':8s}{'verdict s':>10s}{'training s':>12s}{'ratio':>7s}{'more s':>8s}")
    for number, (verdict, training) in enumerate(rows, start=1):
        print(f"save {number:<3d}{verdict:10.2f}{training:12.2f}{verdict / training:7.2f}{verdict - training:8.2f}")
    more = statistics.median(verdict - training for verdict, training in rows)
    print(f"{more:.2f} s beside the training, at most {AT_MOST}: {'held' if more <= AT_MOST else 'NOT HELD'}")
    return 0 if more <= AT_MOST else 1


def _noting(text: str, where: Path) -> str:
    """The model answer, which writes down how long its long call of `fit` took."""
    note = f"epochs > {LONG} and open({str(where)!r}, 'w').write(f'{{time.perf_counter() - began:.3f}}')"
    text = text.replace(FIT, f"    import time\n    began = time.perf_counter()\n{FIT}", 1)
    return text.replace(RETURN, f"    {note}\n{RETURN}", 1)


if __name__ == "__main__":
    sys.exit(main())
