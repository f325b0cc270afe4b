"""Code that does something else than to define functions."""

from __future__ import annotations

from pathlib import Path

from tests.grading.classroom.odd_hand_ins.row import fails, partly, passes
from tests.grading.classroom.odd_hand_ins.writing import after, before, inside

OUTSIDE = Path("/tmp/kata-odd-hand-in-was-here")  # noqa: S108 -- what a hand-in tries to write, and must not
REMOVES_ITSELF = "import os\nos.remove(__file__)"
WRITES_OUTSIDE = f"""
for place in ({str(OUTSIDE)!r}, "/etc/kata-odd", "/kata-odd", "ex02_softmax.py"):
    try:
        open(place, "w").write("here")
    except OSError:
        pass
"""
FORKS = """
    import os
    for _ in range(20):
        os.fork()
    """
HOSTILE = (
    passes("leaves at the top", before("import sys\nsys.exit('done')")),
    passes("quits at the top", after("quit()")),
    fails(
        "ends the interpreter",
        before("import os\nos._exit(0)"),
        "crash",
        says="ended the Python interpreter while it was loaded",
    ),
    fails(
        "kills itself",
        before("import os\nos.kill(os.getpid(), 9)"),
        "crash",
        says="ended the Python interpreter while it was loaded",
    ),
    fails(
        "sleeps at the top",
        before("import time\ntime.sleep(3600)"),
        "timeout",
        says="did not finish loading within 1 s",
    ),
    passes(
        "asks at the top",
        before("rows = int(input('How many rows? '))"),
        "failed line",
        says="input() waits for somebody to type",
    ),
    passes("leaves where it is a program", after("import sys\nif __name__ == '__main__':\n    sys.exit(main())")),
    passes("removes itself", before(REMOVES_ITSELF), "failed line", says="FileNotFoundError"),
    passes("writes outside", before(WRITES_OUTSIDE)),
    partly(
        "loops for ever", inside("while True: pass"), 2.5, "pass, timeout", says="softmax did not come back within 1 s"
    ),
    partly("forks", inside(FORKS), 2.5, "pass, error", says="softmax("),
    partly("calls itself for ever", inside("return softmax(scores)"), 2.5, "pass, error", says="RecursionError"),
    partly("takes all memory", inside("block = bytearray(2**40)"), 2.5, "pass, error", says="MemoryError"),
    partly("asks within", inside("axis = int(input('axis? '))"), 2.5, "pass, error", says="input() waits"),
    partly(
        "reads a file of its own", inside("open('scores.csv').read()"), 2.5, "pass, error", says="FileNotFoundError"
    ),
    partly(
        "downloads",
        inside("import urllib.request\n    urllib.request.urlopen('http://192.0.2.1/')"),
        2.5,
        "pass, error",
        says="URLError",
    ),
)
