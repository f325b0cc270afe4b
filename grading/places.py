"""Where the rooms of the project lie."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EXERCISES = ROOT / "exercises"
NOTEBOOKS = EXERCISES / "notebooks"
SOLUTIONS = ROOT / "solutions"
SUITES = ROOT / "tests" / "exercises"
STATE = ROOT / ".kata"
"""What the kata remembers of a student: last results and backups."""
BACKUPS = STATE / "backups"
FIGURES = ROOT / "figures"
