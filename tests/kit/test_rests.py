"""A hash over files changes with what they do, and with nothing else."""

from __future__ import annotations

from pathlib import Path

from reference.kit.meanings import meaning_of
from reference.kit.rests import files_imported, fingerprint_of


def put(root: Path, **files: str) -> None:
    """Write modules of a package `pack`; a name's double underscore is a folder."""
    for name, text in files.items():
        path = root / "pack" / f"{name.replace('__', '/')}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        (path.parent / "__init__.py").touch()
        path.write_text(text, encoding="utf-8")


def imported(root: Path, text: str) -> set[str]:
    """Return the modules of the package that a text imports, however indirectly."""
    start = root / "start.py"
    start.write_text(text, encoding="utf-8")
    files = files_imported([start], "pack", [str(root / "pack")])
    return {path.relative_to(root / "pack").as_posix() for path in files} - {"__init__.py"}


def test_imports_are_followed_to_the_end(tmp_path: Path) -> None:
    put(tmp_path, one="from pack import two\n", two="import pack.three\n", three="x = 1\n", four="x = 2\n")
    assert imported(tmp_path, "import pack.one\n") == {"one.py", "two.py", "three.py"}


def test_imports_inside_functions_and_relative_ones_count(tmp_path: Path) -> None:
    put(tmp_path, one="def f():\n    from .deep import two\n", deep__two="from ..three import x\n", three="x = 1\n")
    assert imported(tmp_path, "from pack.one import f\n") == {"one.py", "deep/__init__.py", "deep/two.py", "three.py"}


def test_modules_that_import_each_other_are_no_endless_loop(tmp_path: Path) -> None:
    put(tmp_path, one="import pack.two\n", two="import pack.one\n")
    assert imported(tmp_path, "import pack.one\n") == {"one.py", "two.py"}


def test_modules_of_others_do_not_count(tmp_path: Path) -> None:
    put(tmp_path, one="import os, numpy\n")
    assert imported(tmp_path, "import packed.one\nimport os\n") == set()


def test_a_packages_data_count_with_it(tmp_path: Path) -> None:
    put(tmp_path, deep__one="x = 1\n")
    (tmp_path / "pack/deep/table.csv").write_text("a,b\n", encoding="utf-8")
    (tmp_path / "pack/deep/notes.md").write_text("no\n", encoding="utf-8")
    assert "deep/table.csv" in imported(tmp_path, "from pack.deep import one\n")
    assert "deep/notes.md" not in imported(tmp_path, "from pack.deep import one\n")


def test_a_fingerprint_is_the_same_in_any_order_and_anywhere(tmp_path: Path) -> None:
    prints = []
    for place in ("a", "b"):
        put(tmp_path / place, one="x = 1\n", two="x = 2\n")
        files = [tmp_path / place / "pack" / name for name in ("one.py", "two.py")]
        prints += [fingerprint_of(order, tmp_path / place) for order in (files, files[::-1])]
    assert len(set(prints)) == 1


def test_a_fingerprint_changes_with_a_name_a_value_and_a_file(tmp_path: Path) -> None:
    put(tmp_path, one="x = 1\n", two="x = 1\n", three="x = 2\n")
    one, two, three = (tmp_path / "pack" / f"{name}.py" for name in ("one", "two", "three"))
    prints = [fingerprint_of(files, tmp_path) for files in ([one], [two], [three], [one, two], [])]
    assert len(set(prints)) == len(prints)


def test_meaning_does_not_change_with_words_and_layout() -> None:
    code = '"""Doc."""\ndef f(x):\n    """Doc."""\n    return (x)  # comment\n'
    assert meaning_of(code) == meaning_of("def f(x):\n  return x\n")
    assert meaning_of(code) != meaning_of(code.replace("(x)\n", "(y)\n").replace("(x)  #", "(-x)  #"))
    assert meaning_of("x = 'a'\n") != meaning_of("x = 'b'\n")
