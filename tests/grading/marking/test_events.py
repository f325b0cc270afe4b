"""What a child tells its parent arrives as it was told, whichever event it is."""

from __future__ import annotations

from typing import get_args

import pytest

from grading.marking import events
from grading.marking.events import Called, Collected, Drawn, Ended, Event, Finished, Revised, Started, heard
from grading.results import Remark, TestResult, encoded

RESULT = TestResult("test_double", "double", 1.0, 2.0, "pass")
EVENTS: list[Event] = [
    Collected([RESULT]),
    Started("test_double"),
    Called("double"),
    Ended(RESULT, "heard", {"shout": ("timeout", "it did not come back")}, [Remark("aside", "a cell failed")]),
    Revised("test_double", "squared its argument", "squared"),
    Finished(""),
    Drawn(b"\x89PNG"),
    Drawn(None),
]


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: type(event).__name__)
def test_an_event_arrives_as_what_it_is(event: Event) -> None:
    assert heard(encoded(event)) == event


def test_each_kind_of_event_is_among_these() -> None:
    assert {type(event) for event in EVENTS} == set(get_args(events.Event))


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: type(event).__name__)
def test_an_event_cannot_be_changed_once_it_is_told(event: Event) -> None:
    name = event.__struct_fields__[0]
    with pytest.raises(AttributeError):
        setattr(event, name, getattr(event, name))
    assert f'"type":"{type(event).__name__}"'.encode() in encoded(event).replace(b": ", b":")
