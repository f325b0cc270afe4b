"""The calibrated accuracy thresholds of an exercise: what is needed, and what was measured to say so."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import msgspec

from reference.ground.errors import UserError

Kind = Literal["model", "baseline", "broken"]


class Distribution(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one way reached over many seeds."""

    name: str
    kind: Kind
    values: tuple[float, ...]
    state: str = ""
    """A hash of what the values rest on: with the same, a calibration goes on after the last of them."""

    @property
    def span(self) -> str:
        """Lowest and highest value, as a message shows them."""
        low, high = (f"{value:.2f}" for value in (min(self.values), max(self.values)))
        return low if low == high else f"{low} to {high}"


class Threshold(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An accuracy that a trained model must reach, and the distributions it stands between."""

    needed: float
    date: str
    versions: dict[str, str]
    distributions: tuple[Distribution, ...]

    @property
    def gap(self) -> tuple[float, float]:
        """The highest value that must not reach the threshold, and the lowest of a sound way."""
        below = [value for way in self.distributions if way.kind != "model" for value in way.values]
        above = [value for way in self.distributions if way.kind == "model" for value in way.values]
        return max(below, default=0.0), min(above)

    def explain(self, reached: float) -> str:
        """Say what was reached, what is needed and what others reach, in one line."""
        model, *sound = (way for way in self.distributions if way.kind == "model")
        said = [f"model answer {model.span}"]
        if sound:
            together = Distribution("", "model", tuple(value for way in sound for value in way.values))
            ways = "way" if len(sound) == 1 else "ways"
            said.append(f"{len(sound)} other sound {ways} {together.span}")
        below = [way for way in self.distributions if way.kind == "baseline"]
        if below:
            best = max(below, key=lambda way: max(way.values))
            said.append(f"{best.name} {best.span}")
        return f"{', '.join(said)}, yours {reached:.2f}, needed {self.needed:.2f}"


def read_thresholds(path: Path) -> dict[str, Threshold]:
    """Return the thresholds in a file by name; none where it does not exist. Raises UserError."""
    try:
        return msgspec.toml.decode(path.read_bytes(), type=dict[str, Threshold])
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as problem:
        raise UserError(f"{path} cannot be read: {problem}: run `kata calibrate` again") from None


def written(thresholds: dict[str, Threshold]) -> str:
    """Return the file's text."""
    return "".join(_table(name, thresholds[name]) for name in sorted(thresholds))


def _table(name: str, threshold: Threshold) -> str:
    versions = ", ".join(f'{library} = "{version}"' for library, version in threshold.versions.items())
    head = [f'["{name}"]', f"needed = {threshold.needed}", f'date = "{threshold.date}"']
    lines = [*head, f"versions = {{ {versions} }}", ""]
    for distribution in threshold.distributions:
        lines += [f'[["{name}".distributions]]', f'kind = "{distribution.kind}"', f'name = "{distribution.name}"']
        lines += [f"values = {list(distribution.values)}", f'state = "{distribution.state}"', ""]
    return "\n".join(lines) + "\n"
