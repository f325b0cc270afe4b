"""Inputs of which a smallest counterexample is wanted: hypothesis, seeded by the kata."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import hypothesis
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

EXAMPLES = 60
"""Cases tried: an isolated call takes 0.3 ms, so that a property costs some hundredths of a second."""


def search(seed: int) -> Callable[..., Callable[[Callable[..., None]], None]]:
    """Return a decorator that tries a property on drawn inputs at once and raises for the smallest that fails."""

    def for_all(**inputs: st.SearchStrategy[Any]) -> Callable[[Callable[..., None]], None]:
        def run(check: Callable[..., None]) -> None:
            prepared = hypothesis.given(**inputs)(check)
            prepared = settings(
                max_examples=EXAMPLES,
                database=None,
                deadline=None,
                print_blob=False,
                report_multiple_bugs=False,
                phases=(Phase.explicit, Phase.generate, Phase.shrink),
                suppress_health_check=list(HealthCheck),
            )(prepared)
            hypothesis.seed(seed)(prepared)()

        return run

    return for_all
