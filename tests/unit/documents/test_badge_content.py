import datetime as dt
from dataclasses import fields, replace
from typing import Any

import pytest

from flyer.documents import badges
from flyer.documents.badge.content import contents
from flyer.event.model import Address, BadgeField, Day, Event, Fee, Organiser, Wifi
from flyer.people.model import Participant
from flyer.problems import Place
from flyer.typeset.dump import dump
from flyer.typeset.family import builtin
from flyer.typeset.stocks import stocks
from flyer.wording import Wording

PERSON = Participant(
    id="P1",
    title="Dr.",
    first_name="Ada",
    last_name="Öz",
    pronouns="sie",
    organisation="Amt",
    department="Referat 1",
    email="a@example.org",
    fee=Fee(id="standard", name="Beitrag", amount=0),
    role="speaker",
    places={"": Place("participants.csv", 2)},
)
CHANGED = {
    "role": "guest",
    "name_order": "family-first",
    "fee": None,
    "address": Address(city="Ulm"),
    "places": {"": Place("participants.csv", 9)},
}


def content(event: Event, person: Participant) -> str:
    (digest,) = contents(event, [person], Wording.of(event.language))
    return digest


def test_digests_stay_those_that_logs_hold() -> None:
    day = dt.datetime(2022, 3, 28, tzinfo=dt.UTC)
    event = Event(name='Tagung "A"', language="de", starts=day, ends=day, organiser=Organiser(name="V"))
    person = Participant(id="P1", title="Dr.", first_name="Ada\\", last_name="Öz", role="speaker", places={})
    assert content(event, person) == "a664b9d48d606b7fa3dc8148f3c0613a8f139d299089e5ab5f7159c769706bf2"


def with_badges(event: Event, **settings: Any) -> Event:
    badges = replace(event.documents.badges, **settings)
    return replace(event, documents=replace(event.documents, badges=badges))


def printed(event: Event, person: Participant) -> str:
    stock = stocks()[event.documents.badges.stock]
    document = badges.compose(event, [person], Wording.of(event.language), builtin(), stock)
    return "".join(map(dump, document.pages))


FIELDS = [field.name for field in fields(Participant)]
NEVER_PRINTED = ["address", "fee", "invoice_to", "group", "buyer_reference", "order_number", "vat_id", "note", "places"]


def test_a_programme_alters_badges_that_have_it_inside(conference: Event) -> None:
    day = Day(date=dt.date(2022, 3, 28), sessions=(), places={})
    fold, flat = "a4-quarterfold-a6", "avery-zweckform-l4785"
    for stock, overprint, altered in ((fold, False, True), (fold, True, False), (flat, False, False)):
        event = with_badges(conference, stock=stock, overprint=overprint)
        assert (content(replace(event, programme=(day,)), PERSON) != content(event, PERSON)) is altered


def changed(field: str) -> Participant:
    return replace(PERSON, **{field: CHANGED.get(field, f"Other{field[:3]}")})


@pytest.mark.parametrize("field", [field for field in FIELDS if field not in NEVER_PRINTED])
def test_the_content_changes_with_what_is_printed_of_a_participant(conference: Event, field: str) -> None:
    """Whoever prints one more field has to count it."""
    if printed(conference, changed(field)) != printed(conference, PERSON):
        assert content(conference, changed(field)) != content(conference, PERSON)


@pytest.mark.parametrize("field", NEVER_PRINTED)
def test_what_no_badge_shows_does_not_count(conference: Event, field: str) -> None:
    assert content(conference, changed(field)) == content(conference, PERSON)


def test_the_content_changes_with_the_name_and_the_language_of_the_event(conference: Event) -> None:
    for other in (replace(conference, name="Tagung"), replace(conference, language="en")):
        assert printed(other, PERSON) != printed(conference, PERSON)
        assert content(other, PERSON) != content(conference, PERSON)


def test_design_and_stock_do_not_count(conference: Event) -> None:
    theme = replace(conference.theme, primary="#aa0000")
    for other in (with_badges(conference, stock="a6-portrait"), replace(conference, theme=theme)):
        assert printed(other, PERSON) != printed(conference, PERSON)
        assert content(other, PERSON) == content(conference, PERSON)


@pytest.mark.parametrize(
    "settings",
    [
        {"code": "vcard"},
        {"code": "none"},
        {"code": "url", "code_url": "https://example.org/{id}"},
        {"layout": (BadgeField(key="organisation", hide=True),)},
        {"layout": (BadgeField(key="table", text="Tisch 9"),)},
        {"layout": (BadgeField(key="unit", column="department"),)},
        {"back": ("wifi",), "wifi": Wifi(name="Tagung", password="geheim")},
        {"back": ("same", "emergency"), "emergency": "112"},
        {"back": ("text",), "back_text": "Willkommen"},
        {"back": ("programme",)},
    ],
)
def test_other_settings_that_print_something_else_change_the_content(
    conference: Event, settings: dict[str, Any]
) -> None:
    assert content(with_badges(conference, **settings), PERSON) != content(conference, PERSON)


@pytest.mark.parametrize(
    "settings",
    [
        {"wifi": Wifi(name="Tagung")},
        {"emergency": "112"},
        {"layout": (BadgeField(key="organisation", bold=True),)},
        {"order": "role", "duplex": "long", "crop_marks": True},
    ],
)
def test_settings_that_print_nothing_else_do_not(conference: Event, settings: dict[str, Any]) -> None:
    assert content(with_badges(conference, **settings), PERSON) == content(conference, PERSON)


def test_a_field_that_is_hidden_does_not_count(conference: Event) -> None:
    hidden = with_badges(conference, layout=(BadgeField(key="organisation", hide=True),))
    assert content(hidden, replace(PERSON, organisation="Other")) == content(hidden, PERSON)


def test_the_content_is_the_same_on_every_machine(conference: Event) -> None:
    assert content(conference, PERSON) == "94564b37d2dbc1c3201ae785a6701bb117560c44678644e25e8875343ea97222"
