"""Runs commands of nbgrader one after the other in one process, as its users type them: imports take seconds each."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from reference.kit.course import Course

Commands = list[tuple[Path, list[str]]]
"""Words after `nbgrader`, and the folder that they are typed in."""


def nbgrader(commands: Commands, home: Path) -> dict[str, tuple[int, str]]:
    """Run the commands in a process of its own; return exit code and output of each by its first word."""
    root = os.fspath(Course.here().root)
    environment = {"PATH": os.environ["PATH"], "HOME": os.fspath(home), "PYTHONPATH": root, "LANG": "C.UTF-8"}
    told = json.dumps([(os.fspath(place), words) for place, words in commands])
    done = subprocess.run(
        [sys.executable, "-m", "tests.grading.nbgrader_run", told],
        env={**environment, "JUPYTER_PLATFORM_DIRS": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        timeout=1800,
        check=False,
    )
    said: dict[str, tuple[int, str]] = {}
    for part in done.stdout.split("\n@@ ")[1:]:
        name, code, text = part.split(" ", 2)
        said[name] = (int(code), text)
    assert len(said) == len({" ".join(words[:1]) for _, words in commands}), done.stdout[-8000:]
    return said


def _run(words: list[str]) -> int:
    from jupyter_core.application import NoStart
    from nbgrader.apps.nbgraderapp import NbGraderApp

    app = NbGraderApp.instance()
    try:
        app.initialize(words)
        app.start()
    except NoStart:
        pass
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 1
    finally:
        if app.subapp is not None:
            type(app.subapp).clear_instance()
        NbGraderApp.clear_instance()
    return 0


def _main() -> None:
    import contextlib
    import io

    for place, words in json.loads(sys.argv[1]):
        os.chdir(place)
        text = io.StringIO()
        with contextlib.redirect_stdout(text), contextlib.redirect_stderr(text):
            code = _run(words)
        sys.stdout.write(f"\n@@ {words[0]} {code} {text.getvalue()}")
        sys.stdout.flush()


if __name__ == "__main__":
    _main()
