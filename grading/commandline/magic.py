"""`%kata check ex02 --task softmax` in a notebook: what the command line says, as a page with the picture.

The command runs in a process of its own with the kernel's Python, so that it is found wherever JupyterLab was started
from. It reads the notebook as it was saved last; what it shows is of this very run, or it says why there is nothing.
"""

from __future__ import annotations

import base64
import html
import itertools
import json
import os
import shlex
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from grading.reports.cells import COLOURS, block, result_page
from grading.results import Record
from reference.ground.errors import DamagedError, UserError
from reference.kit.course import Course
from reference.kit.exercise import Exercise

KATA = "import sys; sys.argv[0] = 'kata'; from grading.commandline.app import main; main()"
SECONDS = 900.0
"""For a command; the longest exercise takes two minutes."""
WITH_VALUE = frozenset(("--task", "--seed", "--subject", "--out"))
"""Options of the commands that are shown as a page, after which a value stands."""


def load_ipython_extension(shell: Any) -> None:
    """Give the notebook its magic: `%load_ext grading.commandline.magic`."""
    shell.register_magic_function(kata, "line", "kata")


def kata(line: str) -> None:
    """Run a `kata` command and show what it says."""
    from IPython.display import display

    try:
        words = shlex.split(line)
    except ValueError as problem:
        page, text = plain(f"kata: {line!r} cannot be read ({str(problem).lower()}): is a quotation mark left over?")
    else:
        page, text = answer(words)
    display({"text/html": page, "text/plain": text}, raw=True)  # type: ignore[no-untyped-call]


def answer(words: list[str]) -> tuple[str, str]:
    """Return what a command says, as HTML and as text."""
    command, *rest = words or ["list"]
    names, options = _parted(rest)
    if command == "watch":
        return plain("kata: watch goes on until it is stopped, so it needs a terminal: here, run the check cells")
    if command not in ("check", "figure") or {"--subject", "--json", "--all"} & set(options) or len(names) > 1:
        done = _run([command, *rest])
        return plain(done.stdout + done.stderr)
    try:
        exercise = Course.here().exercise(names[0]) if names else _exercise_here()
    except UserError as problem:
        return plain(f"kata: {problem}")
    notebook = notebook_of(exercise)
    if notebook is None:
        return plain(
            f"kata: there is no {exercise.module}.ipynb in {Path.cwd()}: save this notebook there under that name, "
            "or say --subject NOTEBOOK"
        )
    if command == "figure":
        return with_picture(exercise, notebook, "", "")
    return _checked(exercise, notebook, options)


def _parted(words: list[str]) -> tuple[list[str], list[str]]:
    """Part what a command is about from its options with their values."""
    names: list[str] = []
    options: list[str] = []
    for before, word in itertools.pairwise(["", *words]):
        (options if word.startswith("-") or before in WITH_VALUE else names).append(word)
    return names, options


def notebook_of(exercise: Exercise, *, here_only: bool = False) -> Path | None:
    """Return the file of the notebook that runs: as the server names it, else by the kernel's working directory.

    Where it is neither, it is that of the course, unless `here_only`. A notebook that has another exercise's name is
    not the one that is meant.
    """
    running = _running()
    is_another = running is not None and any(
        running.stem == other.module for other in exercise.course.exercises if other != exercise
    )
    places = [running] if running is not None and not is_another else []
    places += [Path.cwd() / f"{exercise.module}.ipynb", *([] if here_only else [exercise.notebook])]
    return next((place.resolve() for place in places if place.is_file()), None)


def _running() -> Path | None:
    """Return the notebook that runs, where the server names it."""
    said = os.environ.get("JPY_SESSION_NAME", "")
    return Path(said) if said.endswith(".ipynb") else None


def _exercise_here() -> Exercise:
    """Return the exercise of the notebook that runs, for a command that names none. Raises UserError."""
    running = _running()
    for exercise in Course.here().exercises:
        if running is not None and running.stem == exercise.module:
            return exercise
    raise UserError("which exercise? Say it as in `%kata check ex02`")


def checked(exercise: Exercise, notebook: Path, options: list[str]) -> tuple[Record | None, str, str]:
    """Run the tests; return the record, or None, and how it looks as HTML and as text."""
    done = _run(["check", exercise.id, "--subject", str(notebook), "--json", *options])
    try:
        record = Record.from_json(done.stdout)
    except DamagedError:
        return (None, *plain(done.stdout + done.stderr))
    return (record, *result_page(exercise, record.exercises[0]))


def _checked(exercise: Exercise, notebook: Path, options: list[str]) -> tuple[str, str]:
    record, page, text = checked(exercise, notebook, options)
    if record is None:
        return page, text
    saved = time.strftime("%H:%M:%S", time.localtime(notebook.stat().st_mtime))
    note = f"{notebook.name} as it was saved at {saved}."
    if is_unsaved(notebook, exercise):
        note += " A cell that you have run is not in it: save the notebook (Ctrl+S), then run this cell again."
    page += f'<p style="color:{COLOURS["not attempted"]}">{html.escape(note)}</p>'
    text += f"\n{note}"
    if "--task" in options or not record.passed:
        return page, text
    return with_picture(exercise, notebook, page, text)


def with_picture(exercise: Exercise, notebook: Path, page: str, text: str) -> tuple[str, str]:
    """Add the picture that these functions give now, or why there is none."""
    if not exercise.has_picture:
        return page, text
    with tempfile.TemporaryDirectory(prefix="kata-") as folder:
        picture = Path(folder) / "picture.png"
        done = _run(["figure", exercise.id, "--subject", str(notebook), "--out", str(picture)])
        if done.returncode or not picture.is_file():
            why = (done.stdout + done.stderr).strip()
            return page + block(why), f"{text}\n{why}".strip()
        data = base64.b64encode(picture.read_bytes()).decode("ascii")
    page += f'<img alt="picture of {exercise.id}" style="max-width:100%" src="data:image/png;base64,{data}">'
    return page, f"{text}\n(the picture of {exercise.id})".strip()


def is_unsaved(notebook: Path, exercise: Exercise) -> bool:
    """Tell whether the newest cell that ran and defines a task is not in the file."""
    from IPython.core.getipython import get_ipython

    shell = get_ipython()
    ran: list[str] = [] if shell is None else list(shell.user_ns.get("In", []))
    saved = _without_blanks(notebook.read_text(encoding="utf-8", errors="replace"))
    for task in exercise.tasks:
        newest = next((cell for cell in reversed(ran) if f"def {task.name}(" in cell), None)
        if newest is not None and not all(
            _without_blanks(json.dumps(line, ensure_ascii=False)[1:-1]) in saved for line in newest.splitlines()
        ):
            return True
    return False


def _without_blanks(text: str) -> str:
    return "".join(text.split())


def _run(words: list[str]) -> subprocess.CompletedProcess[str]:
    """Run `kata` in a process of its own."""
    import reference

    place = os.fspath(Path(reference.__path__[0]).parent)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([place, os.environ.get("PYTHONPATH", "")]).rstrip(":")}
    environment.pop("MPLBACKEND", None)  # the kernel's own, which draws into notebooks
    try:
        return subprocess.run(
            [sys.executable, "-c", KATA, *words],
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            timeout=SECONDS,
        )
    except subprocess.TimeoutExpired:
        return subprocess.CompletedProcess(words, 2, "", f"kata: not done within {SECONDS:g} s")


def plain(text: str) -> tuple[str, str]:
    """Return a text as HTML and as text."""
    return block(text.strip()), text.strip()
