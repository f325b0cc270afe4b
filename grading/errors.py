"""What a user is told in one sentence when a command cannot be done: it ends with exit code 2, without a traceback."""

from __future__ import annotations


class UserError(Exception):
    """The message says what is wrong, where, and what to do."""
