"""What a badge says, in which order."""

from typing import Any

import pytest

from flyer.documents.badge.fields import Manner, said
from flyer.event.model import BadgeSettings
from flyer.event.settings import SHORTENED
from flyer.people.model import Participant
from flyer.problems import Place
from flyer.wording import Wording

WORDS = Wording.of("de")
PERSON: dict[str, Any] = {"id": "P1", "first_name": "János Pál", "last_name": "Nagy", "places": {"": Place("p.csv", 2)}}


def fields(language: str = "de", /, order: str = "auto", **person: Any) -> list[tuple[str, str, str]]:
    words = Wording(language, WORDS.locale, WORDS.phrases)
    manner = Manner.of(BadgeSettings(name_order=order), words)
    participant = Participant(**{**PERSON, **person})
    return [(each.field.value, each.column, each.text) for each in said(participant, words, manner)]


GIVEN = ("first name", "first_name", "János Pál")
FAMILY = ("last name", "last_name", "Nagy")


@pytest.mark.parametrize(
    ("language", "event", "row", "names"),
    [
        ("de", "auto", "", [GIVEN, FAMILY]),
        ("hu", "auto", "", [FAMILY, GIVEN]),
        ("hu", "given-first", "", [GIVEN, FAMILY]),
        ("de", "family-first", "", [FAMILY, GIVEN]),
        ("de", "auto", "family-first", [FAMILY, GIVEN]),
        ("hu", "auto", "given-first", [GIVEN, FAMILY]),
    ],
)
def test_the_row_says_which_name_comes_first_or_the_event_or_its_language(
    language: str, event: str, row: str, names: list[tuple[str, str, str]]
) -> None:
    assert fields(language, order=event, name_order=row) == names


def test_who_is_called_otherwise_has_that_in_place_of_the_first_name() -> None:
    assert fields(preferred_name="Jani") == [("first name", "preferred_name", "Jani"), FAMILY]
    assert fields(preferred_name="Jani", first_name="") == [("first name", "preferred_name", "Jani"), FAMILY]


@pytest.mark.parametrize("order", ["given-first", "family-first"])
def test_who_has_one_name_has_it_as_the_first(order: str) -> None:
    assert fields(order=order, last_name="") == [GIVEN]
    assert fields(order=order, first_name="") == [("first name", "last_name", "Nagy")]


def test_titles_stand_before_and_organisations_behind() -> None:
    assert fields(title="Dr. Dr. h. c.", organisation="Amt e. V.") == [
        ("title", "title", "Dr.\u00a0Dr.\u00a0h.\u202fc."),
        GIVEN,
        FAMILY,
        ("organisation", "organisation", "Amt e.\u202fV."),
    ]


def shorter(allowed: tuple[str, ...], **person: Any) -> list[list[str]]:
    manner = Manner.of(BadgeSettings(shorten=allowed), WORDS)
    found = said(Participant(**{**PERSON, **person}), WORDS, manner)
    return [[*each.shorter(each.text)] for each in found if each.shorter]


LONG = {"title": "Dr. phil. Dr. h. c.", "organisation": "Amt eingetragener Verein"}


def test_only_what_the_event_allows_is_made_shorter() -> None:
    title = ["Dr.\u00a0Dr.\u00a0h.\u202fc.", "Dr."]
    assert shorter((), **LONG) == []
    assert shorter(("titles",), **LONG) == [title]
    assert shorter(("middle_names",), **LONG) == [["János P."]]
    assert shorter(("legal_forms",), **LONG) == [["Amt e.\u202fV."]]
    assert shorter(SHORTENED, **LONG) == [title, ["János P."], ["Amt e.\u202fV."]]


def test_what_somebody_is_called_by_is_never_made_shorter() -> None:
    assert shorter(("middle_names",), preferred_name="Jani Pali") == []
    assert shorter(("middle_names",), name_order="family-first") == []
    assert shorter(("middle_names",), first_name="") == []
