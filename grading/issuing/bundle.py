"""The student's bundle: the course without its answers, as a folder that works on its own, and as a zip of it.

What the tests need of the trusted side goes along: oracles, data, thresholds, the words about known mistakes. What is
right code and not needed stays here: model answers, catalogues of wrong and of other right ways, calibrations. What is
right code and must go along, as oracles must, is packed, so that nobody reads a line of it by accident: Python unpacks
it, and so does whoever sets out to. A known mistake is therefore named by a test that recognises it by itself; else the
message says what was called, what came back and what was expected. The hints go along too: the third of each comes near
the line without quoting it, and is told when it is asked for.
"""

from __future__ import annotations

import base64
import functools
import io
import json
import re
import shutil
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

import reference
from grading.authoring.build import derived
from grading.authoring.stubs import BEGIN, END, solution_lines, stub_of
from grading.issuing.workflows import WORKFLOWS
from reference.ground.errors import UserError
from reference.ground.files import write_atomically
from reference.ground.places import CHECKOUT
from reference.kit.course import Course
from reference.kit.exercise import Exercise
from reference.kit.rests import files_imported

LEFT_OUT = frozenset(("misconceptions.py", "spellings.py", "other_ways.py", "calibration.py"))
"""Modules of an exercise that hold right code, or nearly right code; they go along only where a test imports them."""
STEPS = {("ex07", "conv2d"): 260}
"""Tasks whose steps a test counts against those of the model answer, and how many that takes: lines and calls that
Python executes. A loop that does nothing takes as many in the bundle."""
STEPS_A_ROUND = 2
"""Of such a loop."""
HEADS = re.compile(r"(for|if|elif|while|with|except|else|try)\b.*:$|for \w+ in \w+$")
"""The head of a block, or a part of a comprehension, which says nothing without what stands in it."""
LONG = 44
"""Characters, without blanks, from which a line of a solution is looked for within other lines, too."""
PACKED_ALWAYS = frozenset(("oracle.py", *LEFT_OUT))
"""Modules of right code, or of nearly right code, that go along."""
WRITTEN_IN = (".py", ".toml", ".md", ".ipynb", ".txt")
"""Endings of files that are text."""
NO_ANSWERS = "no model answers"
"""Said where an answer stood."""
PACKED = '''"""What the tests compare with, packed so that nobody reads an answer by accident; Python unpacks it."""

import base64
import zlib

exec(compile(zlib.decompress(base64.b85decode("""
{}
""".replace("\\n", ""))), __file__, "exec"))
'''
README = """# Your copy of the kata

You write a neural network from its smallest part up. You fill in one function at a time in `exercises/` (or in
`exercises/notebooks/`, with JupyterLab). Tests say what they called, what came back and what they expected. They are
meant to fail at first. There are no model answers in here.

Python 3.11, 3.12 or 3.13 is all you need:

```sh
python3 -m venv .venv && .venv/bin/pip install -q -c constraints.txt -e .
.venv/bin/kata
```

(On Windows, write `.venv\\Scripts\\` instead of `.venv/bin/`; for notebooks install `-e ".[notebook]"`.)

| command | what it does |
|---|---|
| `kata` | says where you are and what is next |
| `kata list` | all exercises, with your points |
| `kata check ex02` | runs the tests of an exercise; `-v` shows every message |
| `kata watch` | checks whenever you save a file |
| `kata hint ex02` | a nudge first, then the idea, then nearly the line |
| `kata figure ex02` | the picture of an exercise, drawn by your own functions |
| `kata try ex12 PHOTO` | a photograph of yours through a network of your own functions |
| `kata reset ex02` | the empty stub again; your file is kept |

Hand in your files in `exercises/`, as your teacher says. Your teacher marks with other inputs than these tests, and is
told of more mistakes by name.
"""


def write_bundle(course: Course, folder: Path, *, workflow: str | None = None) -> Path:
    """Write the bundle as a folder and as a zip beside it, with the workflow of a Git host; return the zip's path.

    Raises UserError where the folder holds something else.
    """
    if folder.exists() and not (folder.is_dir() and (not any(folder.iterdir()) or _is_bundle(folder))):
        raise UserError(f"{folder} holds something else than a bundle: name an empty or a new folder")
    if _is_bundle(folder):
        shutil.rmtree(folder)
    files = dict(bundle(course))
    if workflow is not None:
        name, text = WORKFLOWS[workflow]
        files[name] = text.encode()
    for name, data in files.items():  # the README, by which a bundle is known, is the first of them
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    archive = folder.with_name(f"{folder.name}.zip")
    write_atomically(archive, zipped(files, folder.name))
    return archive


def zipped(files: dict[str, bytes], top: str = "") -> bytes:
    """Return files as a zip, below a folder of its own where `top` names one. The same files give the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in sorted(files.items()):
            entry = zipfile.ZipInfo(f"{top}/{name}" if top else name, (2020, 1, 1, 0, 0, 0))
            entry.external_attr = (0o755 if data.startswith(b"#!") else 0o644) << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return buffer.getvalue()


def bundle(course: Course, *, with_mistakes: bool = False) -> Iterator[tuple[str, bytes]]:
    """Yield the files by name; with the catalogues of known mistakes, packed, where no student reads them."""
    told = frozenset(line for exercise in course.exercises for line in telling(exercise))
    left_out = LEFT_OUT - ({"misconceptions.py"} if with_mistakes else set())
    needed = _needed(course)
    yield "README.md", README.encode()
    for name in ("LICENSE", "constraints.txt", "pyproject.toml"):
        yield name, (CHECKOUT / name).read_bytes()
    for path in _files(CHECKOUT / "grading"):
        yield path.relative_to(CHECKOUT).as_posix(), path.read_bytes()
    for place in dict.fromkeys((CHECKOUT / "reference", course.reference)):
        for path in _files(place):
            if path.name not in left_out or path in needed:
                yield f"reference/{path.relative_to(place).as_posix()}", _trusted(path, told)
    for package in ("tests", "tests/exercises", "solutions", "exercises"):
        if (CHECKOUT / package / "__init__.py").is_file():
            yield f"{package}/__init__.py", b""
    for exercise in course.exercises:
        yield f"tests/exercises/{exercise.suite.name}", exercise.suite.read_bytes()
        yield f"solutions/{exercise.settings_file.name}", exercise.settings_file.read_bytes()
        yield f"solutions/{exercise.solution.name}", emptied(exercise).encode()
        for file in derived(exercise):
            yield file.path.relative_to(course.root).as_posix(), file.text.encode()


def _needed(course: Course) -> set[Path]:
    """Return the modules of the trusted side that tests and what else goes along import, however indirectly."""
    course.attach()
    files = [exercise.suite for exercise in course.exercises]
    for place in reference.__path__:
        files += [path for path in _files(Path(place)) if path.suffix == ".py" and path.name not in LEFT_OUT]
    return files_imported(files, "reference", reference.__path__)


def emptied(exercise: Exercise) -> str:
    """Return the single source without its answers: the stub, with the marks where they stood."""
    lines: list[str] = []
    function, inside = "", False
    for line in exercise.solution.read_text(encoding="utf-8").splitlines():
        if match := re.match(r"def (\w+)\(", line):
            function = match.group(1)
        text, indent = line.strip(), line[: len(line) - len(line.lstrip())]
        inside = (inside or text == BEGIN) and text != END
        if text == BEGIN:
            rounds = STEPS.get((exercise.id, function), 0) // STEPS_A_ROUND
            told = [f"for _ in range({rounds}):", "    pass"] if rounds else [f"# {NO_ANSWERS} in this copy"]
            stub = f'raise NotImplementedError("{function}: not written yet")'
            lines += [line, *(indent + part for part in told), *([] if rounds else [indent + stub])]
        elif not inside:
            lines.append(line)
    text = "\n".join(lines) + "\n"
    assert stub_of(text) == stub_of(exercise.solution.read_text(encoding="utf-8")), exercise  # noqa: S101 -- ours
    return text


def telling(exercise: Exercise) -> Iterable[str]:
    """Return the lines of a solution that would tell it: heads of blocks alone do not."""
    return [line for line in solution_lines(exercise.solution.read_text(encoding="utf-8")) if not HEADS.match(line)]


def leaks(course: Course, files: Iterable[tuple[str, bytes]]) -> Iterator[str]:
    """Yield a sentence for each line of a solution that a file of the bundle shows."""
    told = {_squeezed(line): exercise.id for exercise in course.exercises for line in telling(exercise)}
    for name, data in files:
        if not name.endswith(WRITTEN_IN):
            seen = _squeezed(data.decode("latin-1"))
            yield from (
                f"{name} holds {line!r} of {who}" for line, who in told.items() if len(line) > 20 and line in seen
            )
            continue
        text = data.decode("utf-8")
        if name.endswith(".ipynb"):
            text = "\n".join(_texts(json.loads(text)))
        lines = {_squeezed(line.partition("  #")[0]) for line in text.splitlines()}
        shown = lines & told.keys()
        whole = _squeezed(text)
        shown |= {line for line in told if len(line) >= LONG and line in whole}
        yield from (f"{name} shows {line!r} of {told[line]}" for line in shown)


def _texts(value: object) -> Iterator[str]:
    """Yield all texts in what JSON holds: sources, outputs, metadata; a list of lines as one text."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list) and all(isinstance(part, str) for part in value):
        yield "".join(value)
    elif isinstance(value, list | dict):
        for part in value if isinstance(value, list) else value.values():
            yield from _texts(part)


def _squeezed(text: str) -> str:
    """Return a text without its blanks: a formatter moves them."""
    return "".join(text.split())


def _trusted(path: Path, told: frozenset[str]) -> bytes:
    """Return a file of the trusted side; packed where it is an oracle, or shows a line of a solution."""
    data = path.read_bytes()
    if path.suffix != ".py":
        return data
    lines = {line.strip() for line in data.decode("utf-8").splitlines()}
    if path.name not in PACKED_ALWAYS and not lines & told:
        return data
    packed = base64.b85encode(zlib.compress(data, 9)).decode("ascii")
    return PACKED.format("\n".join(packed[i : i + 110] for i in range(0, len(packed), 110))).encode()


def _files(place: Path) -> Iterator[Path]:
    for path in sorted(place.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts and path.suffix != ".pyc":
            yield path


def _is_bundle(folder: Path) -> bool:
    readme = folder / "README.md"
    return readme.is_file() and readme.read_text(encoding="utf-8", errors="replace") == README


@functools.cache
def answers_are_here(exercise: Exercise) -> bool:
    """Whether this copy of the kata holds the exercise's model answer."""
    return f"# {NO_ANSWERS} in this copy" not in exercise.solution.read_text(encoding="utf-8")
