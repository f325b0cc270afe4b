"""Two hundred random environments: `python -m tests.meta.environments [COUNT]`; each must lead to the same record.

Each run draws twenty settings of pytest, Keras, TensorFlow, NumPy, Matplotlib and Python, and settings files in a home
of its own, and marks the same class of three (right, wrong, not begun; a NumPy and a Keras exercise) under the same
seed with `kata grade`. The dated result goes to `tests/meta/results/environments.json`; a test looks whether it is
there, and runs a few.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rich.progress import track

from grading.authoring.stubs import stub_of
from reference.ground.files import write_atomically
from reference.kit.course import Course
from tests.meta.proofs import ALL, store_whole

EXERCISES = ("ex02", "ex09")
DRAWN = 20
SAME = ("id", "outcome", "points", "message", "diagnosis")
"""Of each test."""
SETTINGS: dict[str, tuple[str, ...]] = {
    "PYTEST_ADDOPTS": ("-k nothing", "-x", "--maxfail=1", "--deselect x", "-p no:python", "--co", "--lf", "-n 2"),
    "PYTEST_PLUGINS": ("does_not_exist", "hypothesis", "pytester"),
    "PYTEST_THEME": ("nonsense",),
    "PYTEST_TIMEOUT": ("1", "0.001"),
    "PYTEST_DEBUG": ("1",),
    "PYTEST_XDIST_AUTO_NUM_WORKERS": ("7",),
    "_PYTEST_RAISE": ("1",),
    "PY_COLORS": ("1",),
    "FORCE_COLOR": ("1",),
    "KERAS_BACKEND": ("jax", "torch", "numpy", "nonsense"),
    "KERAS_HOME": ("/nowhere", "{home}/.keras"),
    "KERAS_NNX_ENABLED": ("true",),
    "TF_CPP_MIN_LOG_LEVEL": ("0",),
    "TF_ENABLE_ONEDNN_OPTS": ("0", "1"),
    "TF_USE_LEGACY_KERAS": ("1",),
    "TF_XLA_FLAGS": ("--tf_xla_auto_jit=2",),
    "TF_DETERMINISTIC_OPS": ("1",),
    "TF_NUM_INTRAOP_THREADS": ("7",),
    "TF_FORCE_GPU_ALLOW_GROWTH": ("true",),
    "XLA_FLAGS": ("--nonsense",),
    "CUDA_VISIBLE_DEVICES": ("0", "7"),
    "NPY_PROMOTION_STATE": ("legacy", "weak"),
    "NPY_DISABLE_CPU_FEATURES": ("AVX2 FMA3",),
    "NPY_RELAXED_STRIDES_DEBUG": ("1",),
    "NUMPY_EXPERIMENTAL_ARRAY_FUNCTION": ("0",),
    "NUMPY_WARN_IF_NO_MEM_POLICY": ("1",),
    "NUMPY_MADVISE_HUGEPAGE": ("0",),
    "MKL_NUM_THREADS": ("3",),
    "OMP_NUM_THREADS": ("5", "nonsense"),
    "OPENBLAS_NUM_THREADS": ("64",),
    "OPENBLAS_CORETYPE": ("Prescott", "Nehalem"),
    "MPLBACKEND": ("TkAgg", "nonsense", "module://nowhere"),
    "MPLCONFIGDIR": ("/proc/nowhere", "{home}/mpl"),
    "MATPLOTLIBRC": ("{home}/matplotlibrc",),
    "PYTHONOPTIMIZE": ("1", "2"),
    "PYTHONWARNINGS": ("error", "ignore"),
    "PYTHONHASHSEED": ("random", "12345"),
    "PYTHONPATH": ("{home}/shadow",),
    "PYTHONSTARTUP": ("{home}/startup.py",),
    "PYTHONUTF8": ("0",),
    "PYTHONIOENCODING": ("latin-1:strict",),
    "PYTHONDEVMODE": ("1",),
    "PYTHONFAULTHANDLER": ("1",),
    "PYTHONMALLOC": ("debug",),
    "PYTHONINSPECT": ("1",),
    "PYTHONUSERBASE": ("{home}/user",),
    "PYTHONSAFEPATH": ("1",),
    "PYTHONTRACEMALLOC": ("1",),
    "PYTHONINTMAXSTRDIGITS": ("640",),
    "PYTHONBREAKPOINT": ("nowhere.at_all",),
    "PYTHONDONTWRITEBYTECODE": ("1",),
    "PYTHONPYCACHEPREFIX": ("{home}/pycache",),
    "LC_ALL": ("C", "tr_TR.UTF-8"),
    "LANG": ("C",),
    "TZ": ("Asia/Kathmandu",),
    "COLUMNS": ("3",),
    "TERM": ("dumb", "nonsense"),
    "NO_COLOR": ("1",),
    "SKLEARN_ASSUME_FINITE": ("1",),
    "HYPOTHESIS_STORAGE_DIRECTORY": ("/nowhere",),
    "KATA_FRUITS": ("/nowhere",),
}


def drawn(rng: random.Random, home: Path) -> dict[str, str]:
    """Draw an environment, and settings files in `home`."""
    (home / ".keras").mkdir(parents=True)
    backend = {"backend": "jax", "image_data_format": "channels_first", "floatx": "float16", "epsilon": 0.5}
    for name in (".keras/keras.json", "keras.json"):
        (home / name).write_text(json.dumps(backend), encoding="utf-8")
    for folder in ("mpl", ".config/matplotlib", "."):
        (home / folder).mkdir(parents=True, exist_ok=True)
        (home / folder / "matplotlibrc").write_text("backend: TkAgg\nfigure.dpi: 7\n", encoding="utf-8")
    (home / "shadow").mkdir()
    for name in ("numpy.py", "pytest.py", "conftest.py"):
        (home / "shadow" / name).write_text("raise SystemExit('shadowed')\n", encoding="utf-8")
    sets = "import os\nos.environ['PYTEST_ADDOPTS'] = '-k nothing'\nos.environ['KERAS_BACKEND'] = 'jax'\n"
    (home / "shadow" / "sitecustomize.py").write_text(sets, encoding="utf-8")
    (home / "pytest.ini").write_text("[pytest]\naddopts = -k nothing\n", encoding="utf-8")
    names = rng.sample(sorted(SETTINGS), DRAWN)
    chosen = {name: rng.choice(SETTINGS[name]).replace("{home}", os.fspath(home)) for name in names}
    return {**chosen, "HOME": os.fspath(home), "PATH": os.environ["PATH"]}


def write_class(folder: Path) -> None:
    """Write a class of three: right, wrong, not begun."""
    for name in EXERCISES:
        exercise = Course.here().exercise(name)
        solution = exercise.solution.read_text(encoding="utf-8")
        wrong = (
            exercise.misconceptions[0].source(solution) if not exercise.is_heavy else solution.replace("return", "", 1)
        )
        for student, text in (("Ada", solution), ("Ben", wrong), ("Cem", stub_of(solution))):
            write_atomically(folder / student / f"{exercise.module}.py", text)


def marked(
    folder: Path,
    out: Path,
    environment: dict[str, str],
    cwd: Path,
    *,
    only: Sequence[str] = EXERCISES,
    more: Sequence[str] = (),
) -> dict[str, Any]:
    """Mark the class with the command line and return what its records say, but for times and versions.

    `only` are the exercises, `more` other words of the command.
    """
    root = Course.here().root
    code = f"import sys; sys.path.insert(0, {os.fspath(root)!r}); from grading.commandline.entry import main; main()"
    words = ["grade", folder, "--out", out, "--seed", "1", *(word for name in only for word in ("--only", name)), *more]
    command = [sys.executable, "-c", code, *(str(word) for word in words)]
    done = subprocess.run(command, env=environment, cwd=cwd, capture_output=True, timeout=900, check=False)
    if done.returncode:
        return {"problem": done.stderr.decode("utf-8", "replace")[-2000:]}
    records = {}
    for path in sorted((out / "records").glob("*.json")):
        record = json.loads(path.read_text(encoding="utf-8"))
        tests = [[e["id"], *(t.get(name) for name in SAME)] for e in record["exercises"] for t in e["tests"]]
        records[path.stem] = [record["points"], record["max_points"], tests]
    return records


def differing(count: int, first: int = 1) -> list[dict[str, Any]]:
    """Return the environments, of so many, that lead to another record than a clean one."""
    wrong = []
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        write_class(place / "class")
        plain = {"PATH": os.environ["PATH"], "HOME": os.fspath(place)}
        want = marked(place / "class", place / "out", plain, place)
        assert set(want) == {"Ada", "Ben", "Cem"}, want
        for number in track(range(first, first + count), "environments", transient=True):
            home = place / f"home{number}"
            environment = drawn(random.Random(number), home)
            got = marked(place / "class", place / f"out{number}", environment, home)
            if got != want:
                wrong.append({"number": number, "environment": environment, "got": str(got)[:2000]})
    return wrong


if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    wrong = differing(count)
    store_whole("environments", ALL, {"environments": count, "settings": DRAWN, "differing": wrong})
    print(f"{count} environments, {len(wrong)} lead to another record")
    for entry in wrong:
        print(entry)
    sys.exit(1 if wrong else 0)
