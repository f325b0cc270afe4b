"""The picture in a lesson: the target, drawn by the model answer, before the student's own functions draw theirs.

A lesson says where it stands, in a line of its own, with a caption: `# ![How loss falls](target.png)`. In the module
that line names the command that shows the picture, in the notebook it is the picture. It lies in
`reference/exNN_name/target.png`, and says in itself what it was drawn from.
"""

from __future__ import annotations

import base64
import hashlib
import io
import re
from typing import Any

from PIL import Image, PngImagePlugin

from grading.marking.picture import picture
from grading.subject import LoadedSource
from reference.ground.errors import SourceError
from reference.ground.files import write_atomically
from reference.kit.exercise import Exercise
from reference.kit.meanings import meaning_of

NAME = "target.png"
LINE = re.compile(r"^# !\[(?P<caption>[^\]]+)\]\(target\.png\)$", re.MULTILINE)
IN_A_CELL = re.compile(r"!\[(?P<caption>[^\]]+)\]\(target\.png\)")
DPI = 80
COLOURS = 128
"""Of the picture's palette: in a notebook it is as large as in its file, and a third more."""
DRAWN_FROM = "Drawn-From"
"""The text in the PNG that names what it was drawn from."""


def has_place(lesson: str) -> bool:
    """Whether a lesson has a place for the picture."""
    return LINE.search(lesson) is not None


def in_module(stub: str, exercise: Exercise) -> str:
    """Return a stub's text with the command in the picture's place."""
    return LINE.sub(lambda line: f"# Picture: `kata figure {exercise.id} --target`. {line['caption']}", stub)


def in_notebook(cell: Any, exercise: Exercise) -> None:
    """Put the picture into a notebook's cell that has a place for it; nothing where it was not drawn yet."""
    if cell.cell_type != "markdown" or not IN_A_CELL.search(cell.source):
        return
    if exercise.target.is_file():
        cell.source = IN_A_CELL.sub(rf"![\g<caption>](attachment:{NAME})\n\n*\g<caption>*", cell.source)
        data = base64.b64encode(exercise.target.read_bytes()).decode()
        cell.attachments = {NAME: {"image/png": data}}
    else:
        cell.source = IN_A_CELL.sub(r"*\g<caption>*", cell.source)


def is_current(exercise: Exercise) -> bool:
    """Whether the picture is there and was drawn by the model answer as it is."""
    try:
        with Image.open(exercise.target) as image:
            return bool(image.info.get(DRAWN_FROM) == _drawn_from(exercise))
    except OSError:
        return False


def draw_target(exercise: Exercise) -> None:
    """Draw the picture with the model answer and keep it. Raises SourceError where it cannot be drawn."""
    source = LoadedSource(exercise.id, exercise.module, exercise.solution.read_bytes())
    from grading.errors import NoPictureError

    try:
        png = picture(exercise, source, dpi=DPI)
    except NoPictureError as problem:
        raise SourceError(f"{exercise.id}: {problem}") from None
    said = PngImagePlugin.PngInfo()
    said.add_text(DRAWN_FROM, _drawn_from(exercise))
    buffer = io.BytesIO()
    with Image.open(io.BytesIO(png)) as image:
        image.convert("RGB").quantize(COLOURS).save(buffer, format="png", pnginfo=said, optimize=True)
    write_atomically(exercise.target, buffer.getvalue())


def _drawn_from(exercise: Exercise) -> str:
    """Return a hash of what draws: the model answer and the picture's module, without their words."""
    files = (exercise.solution, exercise.part_file("picture"))
    meaning = "".join(meaning_of(path.read_text(encoding="utf-8")) for path in files)
    return hashlib.sha256(meaning.encode()).hexdigest()[:16]
