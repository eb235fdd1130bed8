from typing import ClassVar

import pytest

from flyer.problems import Place, Problem, UserError, did_you_mean, gathered, place_of

AT = Place("event.yaml", 3, 7)


def test_a_problem_reads_place_what_and_hint_on_a_line_of_its_own() -> None:
    assert str(Problem(AT, "the IBAN is wrong", "check it")) == "event.yaml:3:7: the IBAN is wrong\n  hint: check it"
    assert str(Problem(Place("event.yaml"), "is empty")) == "event.yaml: is empty"


def test_problems_come_in_the_order_of_their_places_and_each_once() -> None:
    late, early = Problem(Place("a", 9, 1), "late"), Problem(Place("a", 2, 5), "early")
    assert UserError([late, early, late]).problems == (early, late)


def test_problems_of_all_steps_are_gathered() -> None:
    def wrong(file: str) -> str:
        raise UserError([Problem(Place(file), "wrong")])

    assert gathered([lambda: "a", lambda: "b"]) == ["a", "b"]
    with pytest.raises(UserError, match=r"^a: wrong\nb: wrong$"):
        gathered([lambda: wrong("b"), lambda: "", lambda: wrong("a")])


def test_a_field_left_out_stands_where_its_record_begins() -> None:
    class Record:
        places: ClassVar = {"": Place("f", 1, 1), "iban": AT}

    assert place_of(Record(), "iban") == AT
    assert place_of(Record(), "bic") == Place("f", 1, 1)


def test_did_you_mean_names_the_nearest_or_all() -> None:
    assert did_you_mean("Speeker", ["speakers", "start"]) == "did you mean 'speakers'?"
    assert did_you_mean("xyz", ["fee", "role"]) == "known: fee, role"
    assert did_you_mean("xyz", []) == ""
