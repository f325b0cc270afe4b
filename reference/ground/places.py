"""Where this checkout lies, for what belongs to the kata itself and not to one course."""

from __future__ import annotations

from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
"""The folder that holds `reference` and `grading`: a checkout, or `site-packages` where a wheel was installed."""
