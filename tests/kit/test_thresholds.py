"""A threshold stands between two distributions, and says so to whoever does not reach it."""

from __future__ import annotations

from pathlib import Path

import pytest

from reference.ground.errors import UserError
from reference.kit.thresholds import Distribution, Threshold, read_thresholds, written

DIGITS = Threshold(
    0.8,
    "2026-01-01",
    {"numpy": "2.1"},
    (
        Distribution("model answer", "model", (0.9, 0.95)),
        Distribution("always the same", "baseline", (0.1,)),
        Distribution("nearest mean", "baseline", (0.6, 0.7)),
        Distribution("no-learning", "broken", (0.5,)),
    ),
)


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "thresholds.toml"
    path.write_text(written({"ex05.digits": DIGITS}), encoding="utf-8")
    assert read_thresholds(path) == {"ex05.digits": DIGITS}


def test_it_is_explained_with_the_best_of_the_naive_ways() -> None:
    assert DIGITS.explain(0.754) == "model answer 0.90 to 0.95, nearest mean 0.60 to 0.70, yours 0.75, needed 0.80"


def test_one_value_is_no_span() -> None:
    assert Distribution("x", "model", (0.5, 0.501)).span == "0.50"


def test_no_file_is_no_threshold(tmp_path: Path) -> None:
    assert read_thresholds(tmp_path / "none.toml") == {}


@pytest.mark.parametrize(
    "text",
    ["[", '["a"]\nneeded = 0.5\n', '["a"]\nneeded = "x"\ndate = ""\nversions = {}\ndistributions = []\n', "x = 1"],
)
def test_a_damaged_file_is_told(tmp_path: Path, text: str) -> None:
    path = tmp_path / "thresholds.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UserError, match="cannot be read"):
        read_thresholds(path)
