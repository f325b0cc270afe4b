"""A submission leads to its record, field by field: what students and graders see changes only on purpose."""

from __future__ import annotations

import json

import pytest

from tests.grading.golden.cases import case_names, difference, expected, record_path, run_cases

AGAIN = "if that is wanted, run `python -m tests.grading.golden` and read what it shows"


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What came of all cases."""
    return run_cases(case_names(), tmp_path_factory.mktemp("golden"))


@pytest.mark.xdist_group("golden")
@pytest.mark.parametrize("name", case_names())
def test_a_submission_leads_to_its_record(records: dict[str, str], name: str) -> None:
    assert record_path(name).is_file(), f"{name} has no record yet: {AGAIN}"
    different = difference(name, records[name])
    assert not different, f"{AGAIN}:\n{different}"


@pytest.mark.parametrize("name", case_names())
def test_a_record_gives_points_for_what_passed_alone(name: str) -> None:
    record = json.loads(expected(name))
    tests = [test for exercise in record["exercises"] for test in exercise["tests"]]
    assert tests
    assert all(test["points"] == (test["max_points"] if test["outcome"] == "pass" else 0) for test in tests)
    assert record["points"] <= record["max_points"] == 10


def test_there_are_fifteen_cases_with_all_outcomes() -> None:
    records = [json.loads(expected(name)) for name in case_names()]
    outcomes = {test["outcome"] for record in records for e in record["exercises"] for test in e["tests"]}
    assert len(records) >= 15
    assert outcomes == {"pass", "fail", "error", "timeout", "crash", "not attempted"}
