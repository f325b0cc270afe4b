"""Where the inputs of tests come from: a run's seed, and from it a generator for each test by a keyed hash.

A student's own runs use a public seed. The seed of a grading run has 128 bits from the system, so that nobody finds
it by trying, and each test's generator says nothing about another's.
"""

from __future__ import annotations

import hashlib
import re
import secrets

import numpy as np

from reference.ground.errors import UserError

PUBLIC_SEED = "20181024"
"""Of a student's own runs; the workshop was held on 24 October 2018."""
BYTES = 16
"""Of a grading run's seed."""
LONGEST = 64
"""Characters of a seed that somebody chooses: a keyed hash takes no longer key."""


def fresh_seed() -> str:
    """Return a new seed of 128 bits, in hexadecimal digits."""
    return secrets.token_hex(BYTES)


def chosen_seed(text: str) -> str:
    """Return a seed that somebody typed. Raises UserError where it has other signs than letters, digits, - and _."""
    if not re.fullmatch(rf"[A-Za-z0-9_-]{{1,{LONGEST}}}", text):
        raise UserError(f"--seed {text!r}: a seed has 1 to {LONGEST} letters, digits, - or _")
    return text


def generator(seed: str, exercise: str, test: str) -> np.random.Generator:
    """Return the generator of one test: the same seed, exercise and test, the same numbers.

    Args:
        seed: of the run, at most 64 characters.
        exercise: the exercise's module.
        test: the test's name with its parameters.
    """
    digest = hashlib.blake2b(f"{exercise}::{test}".encode(), key=seed.encode("ascii"), digest_size=32).digest()
    return np.random.default_rng(int.from_bytes(digest, "big"))


def chance(seed: str, exercise: str) -> int:
    """Return what the global generators of a student's code are seeded with, in 0..2^32 - 1: it tells nothing else."""
    return int(generator(seed, exercise, "what a student's code draws of its own").integers(2**32))
