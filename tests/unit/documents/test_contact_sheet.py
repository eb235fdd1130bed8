"""Contact sheets of the tightest badges."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from flyer import pdf, preflight
from flyer.documents import badges, contact_sheet
from flyer.documents.badge.report import Deed
from flyer.event.model import BadgeField, Event
from flyer.people.model import Participant
from flyer.problems import Place
from flyer.typeset.family import builtin
from flyer.typeset.frame import Document, Fill, Frame, Text
from flyer.typeset.stocks import stocks
from flyer.wording import Wording

WORDS = Wording.of("de")


def person(n: int, first: str) -> Participant:
    return Participant(id=f"P{n}", first_name=first, last_name="Öz", places={"": Place("p.csv", n)})


def contacts(event: Event, stock: str, people: list[Participant]) -> Document:
    account = badges.account(event, people, WORDS, builtin(), stocks()[stock])
    return contact_sheet.compose(event, account.tightest, WORDS, builtin())


def done(event: Event, stock: str, **fields: str) -> dict[str, Deed]:
    """What was done to each field of somebody's badge."""
    somebody = Participant(**{"id": "P1", "first_name": "Ada", **fields}, places={"": Place("p.csv", 1)})
    (told,) = badges.account(event, [somebody], WORDS, builtin(), stocks()[stock]).told
    return {deed.field.value: deed for deed in told.deeds}


def with_badges(event: Event, **settings: Any) -> Event:
    changed = replace(event.documents.badges, **settings)
    return replace(event, documents=replace(event.documents, badges=changed))


def test_pronouns_are_told_of(conference: Event) -> None:
    deed = done(conference, "brother-dk-11202", pronouns="dey/denen, keine Anrede bitte", role="speaker")["pronouns"]
    assert deed.size < deed.usual


def test_a_field_that_the_event_has_moved_is_told_of_and_shortened(conference: Event) -> None:
    place = BadgeField(key="title", x=Decimal(4), y=Decimal(4), width=Decimal(16), height=Decimal(6))
    event = with_badges(conference, layout=(place,), shorten=("titles",))
    deed = done(event, "avery-zweckform-l4785", title="Dr. rer. nat. Dr. phil.")["title"]
    assert (deed.lines, deed.shortened) == (("Dr.\u00a0Dr.",), True)


def test_a_middle_name_is_shortened_where_the_event_allows_it(conference: Event) -> None:
    first, stock = "Ana-Maria Magdalena Theresia", "avery-zweckform-l4785"
    allowed = with_badges(conference, shorten=("middle_names",))
    assert done(conference, stock, first_name=first)["first name"].lines == ("Ana-Maria", "Magdalena Theresia")
    assert done(allowed, stock, first_name=first)["first name"].lines == ("Ana-Maria M. T.",)


def lines(frame: Frame) -> Iterator[str]:
    for child in frame.children:
        if isinstance(child, Frame):
            yield from lines(child)
        elif isinstance(child, Text):
            yield child.text + child.soft


def outlines(frame: Frame) -> Iterator[Fill]:
    for child in frame.children:
        if isinstance(child, Frame):
            yield from outlines(child)
        elif isinstance(child, Fill) and child.stroke:
            yield child


def test_each_badge_stands_with_who_it_is_and_what_was_done(conference: Event) -> None:
    document = contacts(conference, "avery-zweckform-l4785", [person(1, "Ada"), person(2, "Ana-Maria Magdalena")])
    (page,) = document.pages
    said = "".join(lines(page))
    assert said.startswith("Engste Namensschilder: Jahrestagung 2022")
    assert "P2 · Ana-Maria Magdalena Öz" in said
    assert "Vorname: in 2 Zeilen, 26 statt 36 pt" in said
    assert "P1" not in said
    (outline,) = outlines(page)
    assert outline.size == stocks()["avery-zweckform-l4785"].badge


@pytest.mark.parametrize("stock", ["avery-zweckform-l4785", "a6-portrait", "brother-dk-11202", "cr80"])
def test_the_twenty_tightest_come_first_and_nothing_leaves_the_paper(stock: str, conference: Event) -> None:
    people = [person(n, "Wolfeschlegel" + "-Anna" * (n % 5)) for n in range(30)]
    document = contacts(conference, stock, people)
    assert sum(len([*outlines(page)]) for page in document.pages) == 20
    for page in document.pages:
        assert page.size == document.paper
        for child in page.children:
            assert isinstance(child, Frame)
            assert child.at.x + child.size.width <= page.size.width
            assert child.at.y + child.size.height <= page.size.height
    assert preflight.check([document]) == []
    assert pdf.write(document).startswith(b"%PDF")


def test_a_word_too_long_for_its_caption_is_set_smaller(conference: Event) -> None:
    called = Participant(
        id="W" * 40, first_name="W" * 90, preferred_name="Anna-Magdalena-Theresia", places={"": Place("p.csv", 1)}
    )
    (page,) = contacts(conference, "avery-zweckform-l4785", [called]).pages
    assert f"{'W' * 40} · {'W' * 90}" in "".join(lines(page))


def test_where_every_badge_is_as_usual_the_sheet_says_so(conference: Event) -> None:
    (page,) = contacts(conference, "avery-zweckform-l4785", [person(1, "Ada")]).pages
    assert "Jedes Namensschild ist gesetzt wie üblich." in "".join(lines(page))
