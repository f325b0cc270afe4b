"""The environment in which verdicts are made: a list of ours, never the shell's.

A setting of pytest's, Keras's, TensorFlow's, NumPy's, Matplotlib's or Python's in the grader's shell, or in a settings
file in the grader's home, must not change a mark. So `kata` starts itself anew without them, once, before anything is
imported; a child that runs a suite and a worker that holds a student's code get the same list.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Mapping
from pathlib import Path

KEPT = frozenset(
    {
        "APPDATA",
        "COLORTERM",
        "COLUMNS",
        "COMSPEC",
        "CI",
        "DYLD_FALLBACK_LIBRARY_PATH",
        "DYLD_LIBRARY_PATH",
        "HOME",
        "HOMEDRIVE",
        "HOMEPATH",
        "LANG",
        "LANGUAGE",
        "LD_LIBRARY_PATH",
        "LINES",
        "LOCALAPPDATA",
        "LOGNAME",
        "NO_COLOR",
        "PATH",
        "PATHEXT",
        "PWD",
        "SHELL",
        "SYSTEMDRIVE",
        "SYSTEMROOT",
        "TEMP",
        "TERM",
        "TERM_PROGRAM",
        "TMP",
        "TMPDIR",
        "TZ",
        "USER",
        "USERNAME",
        "USERPROFILE",
        "VIRTUAL_ENV",
        "WINDIR",
        "WT_SESSION",
        "XDG_CACHE_HOME",
        "XDG_RUNTIME_DIR",
    }
)
"""What a person's terminal and system need; none of it decides a verdict."""
KEPT_PREFIXES = ("KATA_", "LC_")
FIXED = {
    "CUDA_VISIBLE_DEVICES": "-1",
    "KERAS_BACKEND": "tensorflow",
    "MKL_NUM_THREADS": "1",
    "MPLBACKEND": "agg",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
    "PYTHONHASHSEED": "0",
    "PYTHONUTF8": "1",
    "TF_CPP_MIN_LOG_LEVEL": "3",
}
"""What is the same for everybody. Without an accelerator, and with one thread for NumPy, so that a mark is the same on
every machine: sums are rounded otherwise on many cores, and a class is marked on all of them anyway."""
PLACES = ("KERAS_HOME", "MPLCONFIGDIR")
"""Where libraries look for settings files: an empty folder of ours."""
DECIDING_PREFIXES = (
    "CUDA_",
    "JAX_",
    "KERAS_",
    "KMP_",
    "MATPLOTLIB",
    "MKL_",
    "MPL",
    "NPY_",
    "NUMEXPR_",
    "NUMPY_",
    "OMP_",
    "ONEDNN_",
    "OPENBLAS_",
    "PYTEST",
    "PYTHON",
    "PY_COLORS",
    "SKLEARN_",
    "TENSORFLOW",
    "TF_",
    "TORCH_",
    "XLA_",
    "_PYTEST",
)
"""How the names of settings begin that would change what libraries do: `kata doctor` names those it finds."""
MARK = "KATA_CLEAN_ENVIRONMENT"
"""Says that this process was started with the list; its value is the list's own, so that nobody sets it by chance."""
NUMBER = "1"
FOREIGN = "KATA_FOREIGN_SETTINGS"
"""Names, with commas, what was left out: for `kata doctor`."""


def settings_folder(root: Path) -> Path:
    """Return the folder that stands for a home in which no library finds settings of its own."""
    return root / ".kata" / "settings"


def clean(environment: Mapping[str, str], settings: Path | None = None) -> dict[str, str]:
    """Return the list, filled from an environment.

    Args:
        environment: where what is kept is taken from.
        settings: an empty folder, where libraries look for settings files and find none.
    """
    kept = {
        name: value for name, value in environment.items() if name.upper() in KEPT or name.startswith(KEPT_PREFIXES)
    }
    places = {} if settings is None else dict.fromkeys(PLACES, os.fspath(settings))
    return {**kept, **FIXED, **places, MARK: NUMBER}


def leave_behind() -> None:
    """Take what is not on the list out of this process's environment."""
    kept = clean(os.environ)
    os.environ.clear()
    os.environ.update(kept)


def foreign(environment: Mapping[str, str]) -> list[str]:
    """Return the names of settings in an environment that would decide verdicts if they were not left out, sorted."""
    return sorted(
        name
        for name, value in environment.items()
        if name.startswith(DECIDING_PREFIXES)
        and FIXED.get(name) != value
        and name not in ("KERAS_HOME", "MPLCONFIGDIR")
    )


def _is_kept(name: str) -> bool:
    return name.upper() in KEPT or name.startswith(KEPT_PREFIXES)


def start_anew(module: str, words: list[str], root: Path) -> None:
    """Replace this process by one with the clean environment, which runs `module` with `words`; at most once.

    It returns where the environment is clean already. Names of foreign settings travel on,
    for `kata doctor`.
    """
    if os.environ.get(MARK) == NUMBER and not foreign(os.environ):
        return
    settings = settings_folder(root)
    left_out = foreign(os.environ)
    environment = {**clean(os.environ, settings), FOREIGN: ",".join(left_out)}
    with contextlib.suppress(OSError):  # in a folder that cannot be made, libraries find no settings either
        settings.mkdir(parents=True, exist_ok=True)
    code = f"import sys; sys.path.insert(0, {os.fspath(root)!r}); from {module} import main; main()"
    command = [sys.executable, "-P", "-c", code, *words]
    sys.stdout.flush()
    sys.stderr.flush()
    if sys.platform == "win32":  # where exec would give the terminal back at once
        import subprocess

        raise SystemExit(subprocess.run(command, env=environment, check=False).returncode)
    os.execve(sys.executable, command, environment)  # noqa: S606 -- the same program
