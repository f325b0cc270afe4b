"""The calibrated accuracy thresholds, from `thresholds.toml`: what is needed, and what was measured to say so."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).parent / "thresholds.toml"


@dataclass(frozen=True)
class Distribution:
    """What one way reached over many seeds."""

    name: str
    kind: str
    """ "model", "baseline" or "broken"."""
    values: tuple[float, ...]

    @property
    def span(self) -> str:
        """Lowest and highest value, as a message shows them."""
        low, high = (f"{value:.2f}" for value in (min(self.values), max(self.values)))
        return low if low == high else f"{low} to {high}"


@dataclass(frozen=True)
class Threshold:
    """An accuracy that a trained model must reach, and the distributions it stands between."""

    name: str
    needed: float
    date: str
    versions: dict[str, str]
    distributions: tuple[Distribution, ...]

    def explain(self, reached: float) -> str:
        """Say what was reached, what is needed and what others reach, in one line."""
        below = [each for each in self.distributions if each.kind == "baseline"]
        best = max(below, key=lambda each: max(each.values), default=None)
        model = next(each for each in self.distributions if each.kind == "model")
        others = f"model answer {model.span}" + (f", {best.name} {best.span}" if best else "")
        return f"{others}, yours {reached:.2f}, needed {self.needed:.2f}"


@functools.cache
def thresholds() -> dict[str, Threshold]:
    """Return all thresholds by name."""
    if not FILE.is_file():
        return {}
    data = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {
        name: Threshold(
            name=name,
            needed=float(each["needed"]),
            date=str(each["date"]),
            versions=dict(each["versions"]),
            distributions=tuple(Distribution(d["name"], d["kind"], tuple(d["values"])) for d in each["distributions"]),
        )
        for name, each in data.items()
    }
