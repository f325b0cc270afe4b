"""What can be wrong with data that somebody brings."""

from __future__ import annotations


class DataError(ValueError):
    """One sentence for a person: what is wrong, where, and what to do."""
