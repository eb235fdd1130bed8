"""Layouts: the design on a stock, and what an event moves, resizes, hides and adds."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from flyer.documents import badges
from flyer.documents.badge.design import HOLES, Field, design_for
from flyer.documents.badge.layout import Layout, lay_out
from flyer.documents.badge.layout_check import faults
from flyer.event.model import Address, BadgeField, BadgeSettings, Event
from flyer.people.model import Participant
from flyer.problems import Place, UserError
from flyer.typeset.family import builtin
from flyer.typeset.frame import Frame, Picture, Role, Text
from flyer.typeset.stocks import stocks
from flyer.units import in_mm
from flyer.wording import Wording

L4785 = "avery-zweckform-l4785"
PERSON = Participant(
    id="A1",
    first_name="Ada",
    last_name="Öz",
    organisation="Stadt Aa",
    department="Amt 5",
    address=Address(city="Aa"),
    places={"": Place("p.csv", 2), "department": Place("p.csv", 2, 5)},
)


def field(key: str, **given: Any) -> BadgeField:
    lengths = {name: Decimal(str(given.pop(name))) for name in ("x", "y", "width", "height", "size") if name in given}
    places = {name: Place("event.yaml", 7, number) for number, name in enumerate(("", *lengths, *given), 1)}
    return BadgeField(key=key, **lengths, **given, places=places)


def laid_out(*fields: BadgeField, stock: str = L4785, **given: Any) -> tuple[Layout, BadgeSettings]:
    settings = BadgeSettings(layout=fields, places={"": Place("event.yaml", 5)}, **given)
    placed = design_for(stocks()[stock], settings.hole)
    assert placed
    return lay_out(placed, stocks()[stock], settings), settings


def wrong(*fields: BadgeField, stock: str = L4785, **given: Any) -> list[str]:
    return [f"{problem.place}: {problem.what}" for problem in faults(*laid_out(*fields, stock=stock, **given))]


def front(event: Event, *fields: BadgeField, stock: str = L4785, person: Participant = PERSON, **given: Any) -> Frame:
    settings = BadgeSettings(layout=fields, places={"": Place("event.yaml", 5)}, **given)
    event = replace(event, documents=replace(event.documents, badges=settings))
    (page,) = badges.compose(event, [person], Wording.of("de"), builtin(), stocks()[stock]).pages
    label, *_ = page.children
    assert isinstance(label, Frame)
    return label


def texts(frame: Frame) -> list[Text]:
    found = [child for child in frame.children if isinstance(child, Text)]
    return found + [text for child in frame.children if isinstance(child, Frame) for text in texts(child)]


def said(frame: Frame) -> list[str]:
    return [text.text for text in texts(frame)]


def named(frame: Frame, text: str) -> Text:
    (found,) = (each for each in texts(frame) if each.text == text)
    return found


@pytest.mark.parametrize("stock", stocks())
def test_every_stock_has_a_layout_that_can_be_printed(stock: str) -> None:
    layout, settings = laid_out(stock=stock)
    assert [*faults(layout, settings)] == []
    assert layout.ladders[Field.FIRST_NAME][0].largest >= 20


@pytest.mark.parametrize("hole", ["centre", "two", "slot"])
@pytest.mark.parametrize("stock", stocks())
def test_holes_are_kept_free_where_there_is_room_for_one(stock: str, hole: str, conference: Event) -> None:
    if not design_for(stocks()[stock], hole):
        with pytest.raises(UserError, match="too small for badges"):
            front(conference, stock=stock, hole=hole)
        return
    label = front(conference, stock=stock, hole=hole)
    upright = label.children[0] if len(label.children) == 1 else label
    assert isinstance(upright, Frame)
    assert min(text.at.y - 0.78 * text.runs[0].size for text in texts(upright)) >= HOLES[hole].strip


@pytest.mark.parametrize(
    ("stock", "along"), [("brother-dk-11201", True), ("dymo-11356", True), (L4785, False), ("brother-dk-11202", False)]
)
def test_a_name_stands_along_a_narrow_label_from_a_roll(stock: str, along: bool, conference: Event) -> None:
    label = front(conference, stock=stock)
    assert [child.turn for child in label.children if isinstance(child, Frame) and child.turn] == [90] * along
    assert label.size == stocks()[stock].badge


def test_sizes_alignment_weight_and_colour(conference: Event) -> None:
    fields = field("first_name", size=48, align="right", bold=False, colour="#005a8c"), field("organisation", size=6)
    label = front(conference, *fields, code="none")
    name, organisation = named(label, "Ada"), named(label, "Stadt Aa")
    assert name.runs[0].size == 48
    assert organisation.runs[0].size == 6
    assert name.runs[0].face.name == "SourceSans3-Regular"
    assert str(name.runs[0].colour) == "#005a8c"
    assert in_mm(name.at.x + name.width) == pytest.approx(80 - 3.5)


def test_no_size_that_an_event_gives_leads_below_what_can_be_read() -> None:
    layout, _ = laid_out(field("organisation", size=6.5))
    steps = layout.ladders[Field.ORGANISATION]
    assert steps[0].largest == 6.5
    assert min(step.smallest for step in steps) == 6


def test_a_hidden_field_leaves_its_room(conference: Event) -> None:
    label = front(
        conference, field("organisation", hide=True), field("event_name", hide=True), field("logo", hide=True)
    )
    assert said(label) == ["Ada", "Öz", "Teilnahme"]
    assert not [child for child in label.children[0].children if isinstance(child, Picture)]  # type: ignore[union-attr]
    assert laid_out(field("event_name", hide=True), field("logo", hide=True))[0].stack.y < laid_out()[0].stack.y
    assert said(front(conference, field("role", hide=True), field("pronouns", hide=True)))[-1] == "Stadt Aa"
    assert [child.role for child in front(conference, field("code", hide=True)).children] == [None, Role.P]  # type: ignore[union-attr]


def test_a_moved_field_stands_in_its_box_and_the_others_keep_clear(conference: Event) -> None:
    moved = field("organisation", x=20, y=11, width=50, height=5)
    organisation, first = (named(front(conference, moved), text) for text in ("Stadt Aa", "Ada"))
    assert in_mm(organisation.at.x) == pytest.approx(20)
    assert 11 < in_mm(organisation.at.y) < 16
    assert in_mm(laid_out(moved)[0].stack.y) > 16
    assert first.at.y > organisation.at.y


def test_fields_of_the_event_show_a_text_or_a_column(conference: Event) -> None:
    own = (
        field("motto", text='Gemeinsam "planen"', x=4, y=10, width=30, height=5),
        field("office", column="department", x=40, y=10, width=30, height=5, size=7),
        field("town", column="city", x=4, y=16, width=30, height=5),
        field("table", column="note", x=40, y=16, width=30, height=5),
    )
    label = front(conference, *own)
    assert said(label)[-5:] == ["Stadt Aa", "Gemeinsam „planen“", "Amt 5", "Aa", "Teilnahme"]
    assert named(label, "Amt 5").runs[0].size == 7


def test_a_name_in_a_field_of_the_event_is_never_hyphenated() -> None:
    box = {"x": 4, "y": 10, "width": 30, "height": 5}
    layout, _ = laid_out(field("called", column="first_name", **box), field("office", column="department", **box))
    assert [any(step.hyphenate for step in own.ladder) for own in layout.own] == [False, True]


def test_what_does_not_fit_a_box_is_found_at_its_cell(conference: Event) -> None:
    own = field("office", column="department", x=4, y=10, width=10, height=4)
    with pytest.raises(UserError) as error:
        front(conference, own, person=replace(PERSON, department="Wirtschaftsförderung"))
    assert str(error.value).startswith("p.csv:2:5: department of 'Ada Öz' does not fit: 'Wirtschaftsförderung' needs ")


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ([field("logo", x=60, width=30)], "event.yaml:7:3: 'logo' reaches from 60 to 90 mm, the badge is 80 mm wide"),
        (
            [field("code", x=60, y=45, width=12)],
            "event.yaml:7:3: the code with what stays free around it reaches from 42.71 to 59.29 mm, ",
        ),
        (
            [field("table", text="1", x=4, y=38, width=9, height=9)],
            "event.yaml:7:1: the field 'table' overlaps the bar",
        ),
        (
            [
                field("table", text="1", x=4, y=10, width=9, height=9),
                field("motto", text="2", x=4, y=18, width=9, height=9),
            ],
            "event.yaml:7:1: the field 'motto' overlaps 'table'",
        ),
        ([field("role", hide=True)], "event.yaml:7:1: pronouns stand beside the role, which is hidden"),
        (
            [field("table", text="1", x=4, y=12, width=60, height=25)],
            "event.yaml:5: the names need 8.64 mm of height, the layout leaves ",
        ),
        (
            [field("code", x=60, y=30, width=4)],
            "event.yaml:7:4: the QR code needs at least 8.89 mm, the layout leaves 4 mm",
        ),
        (
            [field("table", text="1", x=4, y=20, width=50, height=16)],
            "event.yaml:5: the QR code needs at least 12.7 mm, the layout leaves ",
        ),
    ],
)
def test_a_layout_that_cannot_be_printed_is_refused_at_its_field(fields: list[BadgeField], problem: str) -> None:
    found = wrong(*fields)
    assert any(each.startswith(problem) for each in found), found


def test_fields_keep_clear_of_holes() -> None:
    logo = field("logo", x=45, y=9, width=15, height=8)
    assert wrong(logo, stock="a7-landscape", hole="centre") == ["event.yaml:7:1: the field 'logo' overlaps the hole"]
    assert wrong(logo, stock="a7-landscape", hole="two") == []


def test_a_field_on_the_code_is_refused(conference: Event) -> None:
    with pytest.raises(UserError) as error:
        front(conference, field("table", text="1", x=60, y=30, width=15, height=6))
    assert str(error.value).startswith("event.yaml:7:1: the field 'table' overlaps the code\n")


def test_the_same_layout_is_checked_on_each_stock() -> None:
    table = field("table", text="1", x=60, y=50, width=20, height=8)
    assert wrong(table, stock="a7-landscape") == []
    assert wrong(table) == ["event.yaml:7:5: 'table' reaches from 50 to 58 mm, the badge is 50 mm high"]


def test_what_was_shortened_in_a_box_is_told(conference: Event) -> None:
    moved = field("organisation", x=4, y=10, width=40, height=5)
    person = replace(PERSON, organisation="Haus am See eingetragener Verein", id="A2")
    settings = BadgeSettings(layout=(moved,), shorten=("legal_forms",), places={"": Place("event.yaml", 5)})
    event = replace(conference, documents=replace(conference.documents, badges=settings))
    (told,) = badges.account(event, [person], Wording.of("de"), builtin(), stocks()[L4785]).told
    (deed,) = (each for each in told.deeds if each.field is Field.ORGANISATION)
    assert deed.shortened
    assert deed.lines == ("Haus am See e.\u202fV.",)
