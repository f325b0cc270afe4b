"""Folders: several versions, archives, links, other people's files, and what is no file at all."""

from __future__ import annotations

import os
import shutil
import socket
from pathlib import Path

from grading.authoring.stubs import stub_of
from reference.kit.course import Course
from tests.grading.classroom.odd_hand_ins.row import fails, passes
from tests.grading.classroom.odd_hand_ins.writing import (
    MODULE,
    NOTEBOOK,
    answer,
    dirs,
    module,
    notebook,
    text,
    together,
    write,
)


def pipe(folder: Path) -> None:
    os.mkfifo(folder / MODULE)


def listening(folder: Path) -> None:
    """Leave a socket where the file should be; its path must be short, so it is made by a name within the folder."""
    here = os.open(".", os.O_RDONLY)
    try:
        os.chdir(folder)
        with socket.socket(socket.AF_UNIX) as one:
            one.bind(MODULE)
    finally:
        os.fchdir(here)
        os.close(here)


def shut(folder: Path) -> None:
    write(folder / MODULE, answer())
    (folder / MODULE).chmod(0)


def link(folder: Path) -> None:
    write(folder.parent.parent / "elsewhere.py", answer())
    (folder / MODULE).symlink_to(folder.parent.parent / "elsewhere.py")


def link_to_nowhere(folder: Path) -> None:
    (folder / MODULE).symlink_to("nowhere.py")


def link_in_a_circle(folder: Path) -> None:
    write(folder / MODULE, answer())
    (folder / "again").symlink_to(folder, target_is_directory=True)


def a_marked_stub(right: str) -> bytes:
    """Return the stub as an editor of Windows saves it, which changes nothing but its first bytes."""
    return b"\xef\xbb\xbf" + stub_of(right).encode()


def environment(folder: Path) -> None:
    write(folder / "env" / "pyvenv.cfg", "home = /usr\n")
    packages = folder / "env" / "lib" / "site-packages"
    packages.mkdir(parents=True)
    for number in range(5_200):
        (packages / f"ex02_softmax_{number}.py").touch()
    write(folder / "work" / MODULE, answer())


def many_pictures(folder: Path) -> None:
    (folder / "a").mkdir()
    for number in range(5_200):
        (folder / "a" / f"{number}.jpg").touch()
    write(folder / "b" / MODULE, answer())


def checkout(folder: Path) -> None:
    """Copy the whole kata, with ex02 done."""
    root, place = Course.here().root, folder / "kata-main"
    for room in ("exercises", "solutions", "reference", "grading", "tests"):
        shutil.copytree(root / room, place / room, ignore=shutil.ignore_patterns("__pycache__", "golden", "*.h5"))
    write(place / "exercises" / MODULE, answer())
    for name in ("README.md", "pyproject.toml", ".git/config", ".kata/progress.json", "figures/ex02_softmax.png"):
        write(place / name, "")


def own_folder_in_a_checkout(folder: Path) -> None:
    for room in ("exercises", "solutions", "reference", "grading", "tests"):
        write(folder / room / MODULE, stub_of(answer()))
    write(folder / "my answers" / "ex02_softmax (1).py", answer())


def two_versions(folder: Path) -> None:
    write(folder / "ex02_softmax (1).py", answer().replace("scores - largest", "scores"))
    write(folder / "ex02_softmax (2).py", answer())


IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
SHUT = (
    passes("shut", shut)  # root reads what nobody else may read
    if IS_ROOT
    else fails("shut", shut, "error", says="ex02_softmax.py cannot be read: Permission denied")
)
FOLDERS = (
    passes(
        "stub beside notebook",
        together(module(stub_of), notebook()),
        "taken",
        says="ex02_softmax.ipynb was marked; ex02_softmax.py is untouched",
    ),
    passes(
        "marked stub beside notebook",
        together(module(a_marked_stub), notebook()),
        "taken",
        says="ex02_softmax.py is untouched",
    ),
    passes(
        "broken notebook beside module",
        together(module(), text("{", NOTEBOOK)),
        "two versions",
        says="ex02_softmax.py was marked",
    ),
    passes(
        "two versions",
        two_versions,
        "two versions",
        says="ex02_softmax (2).py was marked and ex02_softmax (1).py was not (it has the higher number)",
    ),
    passes("two copies", together(module(), module(name=f"copy/{MODULE}"))),
    passes("checkpoints", together(notebook(), text("{}", f".ipynb_checkpoints/{NOTEBOOK}"))),
    fails(
        "archive alone",
        text(b"PK\x03\x04", "ex02_softmax.zip"),
        "not attempted",
        "archive",
        says="ex02_softmax.zip was not unpacked",
    ),
    passes(
        "archive beside it",
        together(module(), text(b"PK\x03\x04", "all.zip")),
        "archive",
        says="all.zip was not unpacked",
    ),
    fails("link", link, "error", "link", says="ex02_softmax.py is a link, which is not followed"),
    fails("link to nowhere", link_to_nowhere, "error", "link", says="ex02_softmax.py is a link"),
    passes("link in a circle", link_in_a_circle, "link", says="again is a link"),
    fails(
        "folder of its name", text("notes", f"{MODULE}/notes.txt"), "not attempted", "aside", says="was not handed in"
    ),
    passes("folder of its name with it inside", module(name=f"{MODULE}/{MODULE}")),
    fails("empty folder of its name", dirs(MODULE), "not attempted", says="was not handed in"),
    fails("nothing", dirs(), "not attempted", says="was not handed in"),
    fails("empty folders", dirs("a/b/c", "d"), "not attempted", says="was not handed in"),
    passes("environment", environment),
    passes("many pictures", many_pictures, "aside", says="and 5188 others"),
    passes("picture beside it", together(module(), text(b"\x89PNG", "ex02_softmax.png")), "aside", says="softmax.png"),
    passes(
        "packed on a Mac",
        together(
            module(name=f"hand in/{MODULE}"),
            text(b"\0\5", f"__MACOSX/hand in/._{MODULE}"),
            text("", ".DS_Store"),
            text(b"\0\5", f"hand in/._{MODULE}"),
        ),
    ),
    passes(
        "from Windows",
        together(module(), text("", "desktop.ini"), text("", "Thumbs.db"), text("", "~$notes.docx")),
        "aside",
        says="Thumbs.db, desktop.ini",
    ),
    passes("nested", module(name=f"a/b b/\u00fc/{MODULE}")),
    fails(
        "nested deep down", module(name=f"1/2/3/4/5/6/7/8/9/{MODULE}"), "not attempted", "limit", says="lie too deep"
    ),
    passes("whole checkout", checkout, "aside", says="README.md, pyproject.toml"),
    passes("checkout with a folder of its own", own_folder_in_a_checkout),
    passes(
        "all three",
        together(
            module(),
            module(name="ex03_cross_entropy.py", exercise_id="ex03"),
            module(name="ex07_convolution.py", exercise_id="ex07"),
        ),
        exercise="ex03",
    ),
    passes("numpy of its own", together(module(), text("raise SystemExit", "numpy.py")), "not placed", says="numpy.py"),
    passes(
        "settings of its own",
        together(module(), text("raise SystemExit", "conftest.py"), text("[pytest]", "pytest.ini")),
        "aside",
        "not placed",
        says="was not marked: conftest.py",
    ),
    SHUT,
    fails("pipe", pipe, "error", says="ex02_softmax.py is not a file of its own"),
    fails("socket", listening, "error", says="ex02_softmax.py is not a file of its own"),
)
