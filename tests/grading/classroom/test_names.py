"""Names that a reader can tell apart, and keys that stay whose they are."""

from __future__ import annotations

import unicodedata
from pathlib import Path

from grading.classroom.names import keys_of, told_apart

COMPOSED, TAKEN_APART = (unicodedata.normalize(form, "J\u00f6rg") for form in ("NFC", "NFD"))


def names(*places: str) -> list[str]:
    """Return the names of hand-ins in these folders."""
    return told_apart([(Path(place).name, Path(place)) for place in places])


def test_names_that_are_unlike_stay_as_they_are() -> None:
    assert names("/g/anna", "/g/Anna", "/g/ben", "/h/cem") == ["anna", "Anna", "ben", "cem"]


def test_the_same_name_in_two_groups_is_told_apart_by_the_group() -> None:
    assert names("/g1/anna", "/g1/ben", "/g2/anna") == ["anna (g1)", "ben", "anna (g2)"]


def test_two_forms_of_an_umlaut_are_told_apart_by_the_accent() -> None:
    assert names(f"/g/{COMPOSED}", f"/g/{TAKEN_APART}") == ["J\u00f6rg", "Jo\\u0308rg"]


def test_one_form_alone_is_written_as_people_write_it() -> None:
    assert names(f"/g/{TAKEN_APART}") == [COMPOSED]


def test_names_that_differ_in_blanks_alone_are_numbered() -> None:
    assert names("/g/anna b", "/g/anna  b") == ["anna b", "anna  b (2)"]


def test_names_in_groups_of_the_same_name_are_numbered() -> None:
    assert names("/x/g/anna", "/y/g/anna") == ["anna (g)", "anna (g) (2)"]


def test_keys_are_unlike_where_names_become_the_same() -> None:
    assert keys_of(["J M\u00fcller", "J Muller", "j muller"]) == ["J_Muller", "J_Muller-2", "j_muller-3"]


def test_who_had_a_key_keeps_it_whoever_comes_before() -> None:
    assert keys_of(["J M\u00fcller", "J Muller"], {"J_Muller": "J Muller"}) == ["J_Muller-2", "J_Muller"]


def test_names_that_look_alike_are_numbered_from_two_on() -> None:
    assert names("/g/a b", "/g/a  b", "/g/c", "/g/a   b") == ["a b", "a  b (2)", "c", "a   b (3)"]


def test_a_folder_above_helps_where_it_is_anothers_alone() -> None:
    assert names("/g1/a b", "/g1/a  b", "/g2/a b") == ["a b", "a  b (2)", "a b (g2)"]


def test_accents_of_those_alone_who_look_alike_are_written_out() -> None:
    zoe = unicodedata.normalize("NFD", "Zo\u00eb")
    assert names(f"/g/{COMPOSED}", f"/g/{TAKEN_APART}", f"/g/{zoe}")[2] == unicodedata.normalize("NFC", zoe)


def test_keys_are_plain_and_no_longer_than_sixty() -> None:
    long = "a" * 80
    assert keys_of([long, long]) == ["a" * 60, "a" * 60 + "-2"]
    assert keys_of(["a/b c", "..", "._x_.", "\u5f20"]) == ["a_b_c", "student", "x", "student-2"]


def test_the_third_of_a_key_is_the_third() -> None:
    assert keys_of(["a b", "a_b", "A b", "c"]) == ["a_b", "a_b-2", "A_b-3", "c"]


def test_a_key_of_a_former_run_is_taken_whatever_its_case() -> None:
    assert keys_of(["anna", "Ben"], {"ANNA": "Anna", "ben": "Ben"}) == ["anna-2", "ben"]
