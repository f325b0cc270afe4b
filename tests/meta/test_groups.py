"""Tests of a group run on one worker, so that what they share is made once."""

from __future__ import annotations

import pytest


@pytest.mark.xdist_group("group")
def test_pytest_xdist_hears_of_groups(request: pytest.FixtureRequest) -> None:
    """A pytest from which it is not heard says nothing: each worker makes all that tests share, for minutes."""
    if not request.config.getoption("loadgroup", False):
        pytest.skip("there are no groups without --dist loadgroup")
    assert request.node.nodeid.endswith("@group"), "this pytest is too new for this pytest-xdist: see constraints.txt"
