"""What holds for every network for texts that a student builds."""

from __future__ import annotations

from typing import Any

import numpy as np

from reference.kit.author import Expect, Subject


def are_new_and_not_compiled(subject: Subject, expect: Expect, first: Any, second: Any) -> None:
    """Fail unless two networks of 31 words' vectors, (31, 3), for texts of 12 words are apart, and can all learn."""
    subject.probes.predict(first, np.zeros((1, 12), dtype=int))  # a subclassed model has no weights before
    subject.probes.predict(second, np.zeros((1, 12), dtype=int))
    before = [weight["value"] for weight in subject.probes.weights(second)]
    subject.probes.set_weights(first, [np.full(weight["value"].shape, 0.5) for weight in subject.probes.weights(first)])
    now = [weight["value"] for weight in subject.probes.weights(second)]
    same = all(np.array_equal(one, other) for one, other in zip(before, now, strict=True))
    expect.unless(not same, "one-network-for-all")
    expect.unless(subject.probes.describe(second)["compiled"], "compiled-already")
    learned = [weight["trainable"] for weight in subject.probes.weights(second) if weight["value"].shape == (31, 3)]
    expect.unless(learned and not any(learned), "vectors-never-learn")
