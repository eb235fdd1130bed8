"""Titles, first names and organisations said shorter."""

import pytest

from flyer.people.shortening import legal_form, middle_initials, shorter_title


@pytest.mark.parametrize(
    ("title", "shorter"),
    [
        ("Dr. Dr.", ["Dr."]),
        ("Dr. rer. nat.", ["Dr."]),
        ("Dr. med. Dr. med. dent.", ["Dr. Dr.", "Dr."]),
        ("Dr. rer. nat. Dr. Dr. h. c. mult.", ["Dr. Dr. Dr. h. c.", "Dr. Dr. h. c.", "Dr."]),
        ("Prof. Dr. h. c. mult.", ["Prof. Dr. h. c.", "Prof."]),
        ("Prof. Dr. phil. habil. Dr. h.\u202fc.", ["Prof. Dr. Dr. h.\u202fc.", "Prof. Dr."]),
        ("Prof. em. Dr.-Ing. Dr.-Ing. E. h.", ["Prof. em. Dr.-Ing."]),
        ("Univ.-Prof. Mag. Dr.", ["Univ.-Prof. Dr."]),
        ("Dipl.-Ing. Dr. techn.", ["Dipl.-Ing. Dr.", "Dr."]),
        ("apl. Prof. Dr. iur.", ["apl. Prof. Dr."]),
    ],
)
def test_titles_lose_faculties_then_repetitions_then_what_a_higher_one_covers(title: str, shorter: list[str]) -> None:
    assert list(shorter_title(title)) == shorter


@pytest.mark.parametrize("title", ["Dr.", "Prof. Dr.", "Dr. h. c.", "Dipl.-Ing.", "Mag. Ing.", "Sir", "PD Dr.", ""])
def test_no_title_is_taken_from_who_has_but_one(title: str) -> None:
    assert list(shorter_title(title)) == []


def test_an_honorary_doctor_stays_one() -> None:
    assert list(shorter_title("Dr. h. c. mult.")) == ["Dr. h. c."]
    assert list(shorter_title("Dr. phil. h. c. Dipl.-Kfm.")) == ["Dr. h. c. Dipl.-Kfm."]


@pytest.mark.parametrize(
    ("first", "shorter"),
    [
        ("Maximilian Alexander", ["Maximilian A."]),
        ("Maximilian Alexander Karl-Heinz", ["Maximilian A. K.-H."]),
        ("Hans-Joachim Émile", ["Hans-Joachim É."]),
        ("Ana M̨ant", ["Ana M̨."]),
        ("Anna B. Carla", ["Anna B. C."]),
    ],
)
def test_middle_names_become_initials(first: str, shorter: list[str]) -> None:
    assert list(middle_initials(first)) == shorter


@pytest.mark.parametrize(
    "first",
    [
        "Anna",
        "Hans-Joachim",
        "J. Robert",
        "J Robert",
        "María de los Ángeles",
        "Anna B.",
        "محمد علي",
        "A",
        "",
        'Robert "Bob"',
    ],
)
def test_what_else_first_names_are_stays(first: str) -> None:
    assert list(middle_initials(first)) == []


def test_legal_forms_become_their_abbreviations() -> None:
    assert list(legal_form("Haus am See eingetragener Verein")) == ["Haus am See e.\u202fV."]
    long = "Aa gemeinnützige Gesellschaft mit beschränkter Haftung"
    assert list(legal_form(long)) == ["Aa gGmbH"]
    assert list(legal_form("Bb Gesellschaft mit beschränkter Haftung")) == ["Bb GmbH"]
    assert list(legal_form("Cc e. V.")) == []
    assert list(legal_form("Dd nicht eingetragener Verein")) == []
    assert list(legal_form("Nicht eingetragener Vereinigungen")) == []
