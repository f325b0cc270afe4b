"""A student's module is examined before it runs: small, UTF-8, Python, and importing only what the exercise allows."""

from __future__ import annotations

import pytest

from grading.worker.loading import SOURCE_LIMIT, BadModuleError, examine

ALLOWED = ["numpy", "jaxtyping"]


def refused(source: str | bytes) -> str:
    """Return what is said of a module that may not run."""
    with pytest.raises(BadModuleError) as caught:
        examine(source.encode() if isinstance(source, str) else source, "ex91_small.py", ALLOWED)
    return str(caught.value)


@pytest.mark.parametrize(
    "source",
    [
        "import numpy\n",
        "import numpy.linalg as la\n",
        "from numpy import linalg\n",
        "import os, math\n",
        "from __future__ import annotations\n",
        "\ufeffx = 1\n",
    ],
)
def test_what_is_allowed_may_run(source: str) -> None:
    program = examine(source.encode(), "ex91_small.py", ALLOWED)
    assert [part.text for part in program.parts] == [source.removeprefix("\ufeff")]
    assert program.run("ex91_small", "ex91_small.py")


def test_a_source_of_many_bytes_is_not_parsed() -> None:
    fits = b"x = 1\n" + b"#" * (SOURCE_LIMIT - 6)
    assert examine(fits, "ex91_small.py", ALLOWED)
    assert "the limit is" in refused(fits + b"#")
    assert SOURCE_LIMIT <= 200_000


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (b"", "is empty"),
        (b" \n\t", "is empty"),
        ("# fr\u00fch\n".encode("latin-1"), "is not UTF-8 (line 1, byte 4)"),
        (b"# coding: utf-7\n+AGk-mport os\n\xff", "is not UTF-8"),
        (b"def f(:\n", "is not valid Python: line 1"),
        (b"x = 1\x00\n", "ex91_small.py"),
        (b"x = " + b"(" * 3000 + b")" * 3000, "ex91_small.py"),
    ],
)
def test_what_cannot_run_is_told(source: bytes, said: str) -> None:
    assert said in refused(source)


def test_a_file_of_many_statements_is_split_into_lines_once(monkeypatch: pytest.MonkeyPatch) -> None:
    import linecache

    kept: list[str] = []

    class Noted(dict[str, object]):
        def __setitem__(self, key: str, value: object) -> None:
            kept.append(key)
            super().__setitem__(key, value)

    monkeypatch.setattr(linecache, "cache", Noted())
    examine(b"x = 1\n" * 1000, "ex91_small.py", ALLOWED).run("ex91_small", "ex91_small.py")
    assert kept.count("ex91_small.py") == 1
