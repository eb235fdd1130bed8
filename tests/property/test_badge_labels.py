"""Whoever comes and whatever the stock: every badge is there, says all, and nothing leaves its box."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flyer.documents import badges
from flyer.documents.badge_design import Design, Field, design_for
from flyer.event.model import Asset, Event, Organiser
from flyer.people.model import Participant
from flyer.people.rows import ROLES
from flyer.problems import Place, UserError
from flyer.typeset.family import builtin
from flyer.typeset.frame import Frame, Modules, Text
from flyer.typeset.stocks import stocks
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
    role=st.sampled_from(ROLES),
    places=st.just({"": Place("participants.csv", 2)}),
)
STOCKS = (
    "avery-zweckform-l4785",
    "avery-74552",
    "cr80",
    "cr80-portrait",
    "dymo-30374",
    "avery-l7414",
    "a7-landscape-8up",
    "a7-portrait",
    "a6-portrait",
    "brother-dk-11202",
    "butterfly-97x269",
    "thermal-100x50",
)
BELOW, ABOVE = 0.22, 0.78
"""How far the letters of a line reach below and above its baseline, in sizes; accents reach into the line above."""

SLACK = 1e-6


@pytest.mark.parametrize("name", STOCKS)
@settings(max_examples=15)
@given(people=st.lists(PARTICIPANTS, min_size=1, max_size=12))
def test_each_participant_has_a_badge_and_nothing_leaves_its_box(name: str, people: list[Participant]) -> None:
    stock = stocks()[name]
    design = design_for(stock.label, stock.corner)
    assert isinstance(design, Design)
    people = [replace(person, places={"": Place("participants.csv", n)}) for n, person in enumerate(people)]
    try:
        document = badges.compose(EVENT, people, WORDING, builtin(), stock)
    except UserError as error:
        people = without(people, error)
        document = badges.compose(EVENT, people, WORDING, builtin(), stock)
    assert len(document.pages) == -(-len(people) // len(stock.slots))
    labels = [(label, at) for page in document.pages for label, at in zip(page.children, stock.slots, strict=False)]
    for (label, at), person in zip(labels, people, strict=True):
        assert isinstance(label, Frame)
        assert (label.at, label.size) == (at, stock.label)
        _, paragraph, figure = frames(label)
        assert figure.alt == f"QR-Code: Kennung {person.id}"
        assert said(paragraph) == spoken(person)
        check(design, list(lines(paragraph)), figure)


def without(people: list[Participant], error: UserError) -> list[Participant]:
    """Those in whose rows there is no problem; there is one at least."""
    assert all(problem.place.file == "participants.csv" for problem in error.problems)
    assert all(" does not fit: '" in problem.what for problem in error.problems)
    rows = {problem.place.line for problem in error.problems}
    fitting = [person for person in people if person.places[""].line not in rows]
    assert len(fitting) == len(people) - len(rows)
    return fitting


def frames(label: Frame) -> Iterator[Frame]:
    for child in label.children:
        assert isinstance(child, Frame)
        yield child


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


def check(design: Design, texts: list[Text], figure: Frame) -> None:
    """Text keeps off the edges, the bar and the code's quiet zone; no line is below the floor of its field."""
    (modules,) = figure.children
    assert isinstance(modules, Modules)
    quiet = 4 * modules.side / len(modules.rows)
    smallest = min(design.ladders[field][-1].smallest for field in Field)
    bar = design.label.height - design.bar
    for text in texts:
        size = text.runs[0].size
        top, foot, right = text.at.y - ABOVE * size, text.at.y + BELOW * size, text.at.x + text.width
        assert size >= smallest - SLACK
        assert text.at.x >= design.safe - SLACK
        assert right <= design.label.width - design.safe + SLACK
        if text.at.y > bar:
            assert top > bar
            continue
        assert top >= design.safe + design.header
        assert foot <= bar
        assert right <= figure.at.x - quiet + SLACK or foot <= figure.at.y - quiet + SLACK
    assert figure.at.x + modules.side <= design.label.width - design.safe + SLACK
    assert figure.at.y + modules.side <= bar - quiet + SLACK
