"""Whoever comes and whatever the stock: every badge is there, says all, and nothing leaves its box."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flyer.documents import badges
from flyer.documents.badge.design import design_for
from flyer.documents.badge.layout import Box, Layout, lay_out
from flyer.documents.badge.layout_check import faults
from flyer.documents.badge.press import Press
from flyer.event.model import Address, Asset, BadgeField, BadgeSettings, Documents, Event, Organiser
from flyer.people.model import Participant
from flyer.people.rows import ROLES
from flyer.problems import Place, UserError
from flyer.typeset.family import builtin
from flyer.typeset.frame import Frame, Modules, Point, Text
from flyer.typeset.stocks import Stock, stocks
from flyer.wording import Wording, polish

WORDING = Wording.of("de")
EVENT = Event(
    name="Jahrestagung 2022",
    language="de",
    starts=dt.datetime(2022, 3, 28, 13, tzinfo=dt.UTC),
    ends=dt.datetime(2022, 3, 30, 16, tzinfo=dt.UTC),
    organiser=Organiser(
        name="Verein",
        logo=Asset(path="logo.svg", content=b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 3"/>'),
    ),
)
LETTERS = "aeiounrstlmMWiIlfjÄöüßẞŁşđĳǤǯņōụắḪẒʹαΩЖщїÞ'’."
HARD_NAMES = (
    "Ø",
    "von und zu Hohenstein-Wolkenfels",
    "Leonie-Sophie-Marie",
    "Wolfeschlegelsteinhausenbergerdorff",
    "Müller-Lüdenscheidt-Schwarzenberger",
    "M̨ant-Ę̄na",
    "van ’t Hooft-Ĳsselmeer",
    "Θαλασσινού",
    "Жълтоустова-Щъркелова",
)
STACKED = ("title", "first_name", "last_name", "organisation")
HIDDEN = ("event_name", "logo", "organisation", "role", "pronouns")
WORDS = st.text(LETTERS, min_size=1, max_size=14)
NAMES = (
    st.sampled_from(HARD_NAMES)
    | st.lists(WORDS, min_size=1, max_size=4).map(" ".join)
    | st.lists(WORDS, min_size=2, max_size=4).map("-".join)
)
ORGANISATIONS = st.lists(WORDS | st.sampled_from(("Donaudampfschifffahrtsgesellschaft", "e. V.", "–")), max_size=14)
PARTICIPANTS = st.builds(
    Participant,
    id=st.from_regex("[A-Za-z0-9._-]{1,40}", fullmatch=True),
    title=st.sampled_from(("", "Dr.", "Prof. em. Dr. Dr. h. c.", "Univ.-Prof. Mag. Dr.")),
    first_name=NAMES | st.just(""),
    last_name=NAMES,
    pronouns=st.sampled_from(("", "sie/ihr", "dey/denen")),
    organisation=ORGANISATIONS.map(" ".join),
    address=st.builds(Address, city=st.sampled_from(("", "Aa", "Esslingen am Neckar"))),
    role=st.sampled_from(ROLES),
    places=st.just({"": Place("participants.csv", 2)}),
)
STOCKS = (
    "avery-zweckform-l4785",
    "avery-zweckform-l4784",
    "herma-9642",
    "cr80-portrait",
    "dymo-11356",
    "a6-portrait",
    "brother-dk-11201",
    "butterfly-97x269",
    "thermal-100x50",
)
SIZES = {(stock.badge.width, stock.badge.height, stock.kind): stock for stock in stocks().values()}


PLACES = {"": Place("event.yaml", 1)}


def lengths(**given: float) -> dict[str, Decimal]:
    return {name: Decimal(str(value)) for name, value in given.items()}


def moved(key: str, **given: float) -> BadgeField:
    return BadgeField(key=key, **lengths(**given), places=PLACES)


LAYOUTS = {
    "as it is": BadgeSettings(places={}),
    "hidden": BadgeSettings(layout=tuple(BadgeField(key=key, hide=True, places={}) for key in HIDDEN), places={}),
    "large": BadgeSettings(layout=(moved("first_name", size=60), moved("organisation", size=14)), places={}),
    "centred": BadgeSettings(
        layout=tuple(BadgeField(key=key, align="centre", places={}) for key in STACKED), places={}
    ),
    "slot and card": BadgeSettings(hole="slot", code="vcard", places={}),
    "no code": BadgeSettings(code="none", places={}),
    "moved": BadgeSettings(
        layout=(
            *(BadgeField(key=key, hide=True, places={}) for key in ("event_name", "logo")),
            moved("code", x=5, y=5, width=12),
            moved("title", x=22, y=3, width=30, height=5),
            BadgeField(key="city", column="city", **lengths(x=22, y=9, width=30, height=5), places=PLACES),
        ),
        places=PLACES,
    ),
}
"""What events make of the design."""


CAPITAL = 0.66
"""The height of a capital in sizes."""

LEAST = 6
"""The least type in points that preflight lets through."""

SLACK = 1e-6


@pytest.mark.parametrize("name", STOCKS)
@settings(max_examples=15)
@given(people=st.lists(PARTICIPANTS, min_size=1, max_size=12))
def test_each_participant_has_a_badge_and_nothing_leaves_its_box(name: str, people: list[Participant]) -> None:
    stock = stocks()[name]
    layout = laid_out(stock, LAYOUTS["as it is"])
    people = [replace(person, places={"": Place("participants.csv", n)}) for n, person in enumerate(people)]
    try:
        pages = tuple(badges.compose(EVENT, people, WORDING, builtin(), stock).pages)
    except UserError as error:
        people = without(people, error)
        pages = tuple(badges.compose(EVENT, people, WORDING, builtin(), stock).pages)
    assert len(pages) == -(-len(people) // len(stock.slots))
    sides = 2 if stock.is_folded else 1
    places = [
        (Point(slot.x + panel.at.x, slot.y + panel.at.y), panel.turn)
        for slot in stock.slots
        for panel in stock.panels[:sides]
    ]
    labels = [(label, *place) for page in pages for label, place in zip(page.children, places, strict=False)]
    for (label, at, turn), person in zip(labels, [person for person in people for _ in range(sides)], strict=True):
        assert isinstance(label, Frame)
        assert (label.at, label.size, label.turn) == (at, stock.badge, turn)
        _, paragraph, figure = upright(label)
        assert figure.alt == f"QR-Code: Kennung {person.id}"
        assert said(paragraph) == spoken(person)
        check(layout, paragraph, figure)


@pytest.mark.parametrize("name", LAYOUTS)
@settings(max_examples=60)
@given(person=PARTICIPANTS, stock=st.sampled_from(list(SIZES.values())))
def test_nothing_leaves_its_box_whatever_the_stock_and_the_layout(name: str, person: Participant, stock: Stock) -> None:
    event = replace(EVENT, documents=Documents(badges=LAYOUTS[name], places={}))
    placed = design_for(stock, LAYOUTS[name].hole)
    if not placed or [*faults(laid_out(stock, LAYOUTS[name]), LAYOUTS[name])]:
        return
    press = Press.on(placed, stock, event, WORDING, builtin())
    label = press.badge(person)
    if press.problems:
        assert {problem.place.file for problem in press.problems} <= {"participants.csv"}
        return
    _, paragraph, *figures = upright(label)
    check(laid_out(stock, LAYOUTS[name]), paragraph, *figures)


@pytest.mark.parametrize("name", LAYOUTS)
def test_most_stocks_carry_each_of_the_layouts(name: str) -> None:
    given = LAYOUTS[name]
    able = [
        each for each in SIZES.values() if design_for(each, given.hole) and not [*faults(laid_out(each, given), given)]
    ]
    assert len(able) >= 0.8 * len(SIZES)


def without(people: list[Participant], error: UserError) -> list[Participant]:
    """Those in whose rows there is no problem; there is one at least."""
    assert all(problem.place.file == "participants.csv" for problem in error.problems)
    assert all(" does not fit: " in problem.what for problem in error.problems)
    rows = {problem.place.line for problem in error.problems}
    fitting = [person for person in people if person.places[""].line not in rows]
    assert len(fitting) == len(people) - len(rows)
    return fitting


def laid_out(stock: Stock, given: BadgeSettings) -> Layout:
    placed = design_for(stock, given.hole)
    assert placed
    return lay_out(placed, stock, given)


def upright(label: Frame) -> list[Frame]:
    """The parts of a badge: what is shared, the paragraph, the code; on a narrow label they are turned together."""
    parts = [child for child in label.children if isinstance(child, Frame)]
    return upright(parts[0]) if len(parts) == 1 and parts[0].turn else parts


def lines(paragraph: Frame) -> Iterator[Text]:
    for item in paragraph.children:
        assert isinstance(item, Text)
        yield item


def said(paragraph: Frame) -> str:
    return "".join(text.text + text.soft for text in lines(paragraph)).replace("\u00ad", "")


def spoken(person: Participant) -> str:
    title, organisation = (polish(text, "de") for text in (person.title, person.organisation))
    said = (title, person.first_name, person.last_name, organisation, person.pronouns, WORDING.role(person.role))
    return " ".join(filter(None, said))


def check(layout: Layout, paragraph: Frame, *figures: Frame) -> None:
    """Every line stands in one of the boxes, clear of all others, of the holes and of the code's quiet zone."""
    boxes = [layout.stack, *layout.boxes.values(), *(own.box for own in layout.own)]
    inks = [ink(text) for text in lines(paragraph) if text.runs]
    assert all(text.runs[0].size >= LEAST - SLACK for text in lines(paragraph))
    for each in inks:
        assert any(inside(each, box) for box in boxes), each
    for one, other in combinations(inks, 2):
        assert not one.overlaps(other)
    for figure in figures:
        (modules,) = figure.children
        assert isinstance(modules, Modules)
        quiet = 4 * modules.side / len(modules.rows)
        free = Box(figure.at.x - quiet, figure.at.y - quiet, modules.side + 2 * quiet, modules.side + 2 * quiet)
        assert not any(free.overlaps(other) for other in (*inks, *layout.zones))
        assert inside(Box(figure.at.x, figure.at.y, modules.side, modules.side), Box(0, 0, *size(layout)))
        assert not layout.bar or not free.overlaps(layout.bar)


def size(layout: Layout) -> tuple[float, float]:
    return layout.size.width, layout.size.height


def ink(text: Text) -> Box:
    """From the baseline to the height of a capital; what else leaves it is `Fitted.drops`' business."""
    cap = CAPITAL * text.runs[0].size
    return Box(text.at.x, text.at.y - cap, text.width, cap)


def inside(inner: Box, outer: Box) -> bool:
    across = outer.x - SLACK <= inner.x and inner.right <= outer.right + SLACK
    return across and outer.y - SLACK <= inner.y and inner.foot <= outer.foot + SLACK
