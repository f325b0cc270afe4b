"""What authors of exercises are promised is what the engine's classes have."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any

import pytest

from grading.judging.expect import Expect
from grading.subject.calls import Call
from grading.subject.proxy import Catalogue, Probes, Subject
from grading.worker.probes import PROBES, predicted_anew
from reference.kit import author

if TYPE_CHECKING:  # mypy compares signatures here
    Promised = tuple[author.Subject, author.Expect, author.Call, author.Functions, author.Probes]

    def kept(subject: Subject, expect: Expect, call: Call, functions: Catalogue, probes: Probes) -> Promised:
        return subject, expect, call, functions, probes


def promised(protocol: type[Any]) -> set[str]:
    return {name for name in vars(protocol) if not name.startswith("_")}


@pytest.mark.parametrize(("protocol", "ours"), [(author.Subject, Subject), (author.Expect, Expect)])
def test_every_promised_name_is_there(protocol: type[Any], ours: type[Any]) -> None:
    assert promised(protocol) - {"calls"} <= set(dir(ours))


def test_the_probes_are_those_of_the_worker_with_their_parameters() -> None:
    of_authors = {name: probe for name, probe in PROBES.items() if probe is not predicted_anew}  # of `expect` alone
    assert promised(author.Probes) == set(of_authors)
    for name, probe in of_authors.items():
        parameters = list(inspect.signature(getattr(author.Probes, name)).parameters)
        assert parameters[1:] == list(inspect.signature(probe).parameters), name
