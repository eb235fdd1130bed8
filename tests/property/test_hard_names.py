"""Ten thousand hard names: each is printed whole inside its box, or told with its row and field."""

import csv
import datetime as dt
import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import combinations, product
from typing import NamedTuple

import pytest

from flyer import preflight
from flyer.documents import badges
from flyer.event.model import Documents, Event, Organiser
from flyer.event.settings import SHORTENED
from flyer.people.load import load
from flyer.people.model import Participant, People
from flyer.people.shortening import legal_form, middle_initials, shorter_title
from flyer.problems import Problem, UserError
from flyer.typeset.family import builtin
from flyer.typeset.frame import Fill, Frame, Modules, Text
from flyer.typeset.stocks import Stock, stocks
from flyer.units import mm
from flyer.wording import Wording, polish
from hard_names import SEQUENCES, SINGLE, rows

WORDS = Wording.of("de")
EVENT = Event(
    name="Jahrestagung 2022",
    language="de",
    starts=dt.datetime(2022, 3, 28, 13, tzinfo=dt.UTC),
    ends=dt.datetime(2022, 3, 30, 16, tzinfo=dt.UTC),
    organiser=Organiser(name="Verein"),
)
STOCKS = ("avery-zweckform-l4785", "a6-portrait", "brother-dk-11202", "a7-landscape-8up", "cr80-portrait")
SLACK = 0.05


class Box(NamedTuple):
    left: float
    top: float
    right: float
    foot: float

    def touches(self, other: "Box") -> bool:
        across = min(self.right, other.right) - max(self.left, other.left)
        return across > SLACK and min(self.foot, other.foot) - max(self.top, other.top) > SLACK


def file(cells: Sequence[dict[str, str]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, cells[0].keys())
    writer.writeheader()
    writer.writerows(cells)
    return text.getvalue().encode()


@cache
def people() -> People:
    return load(file(tuple(rows())), "participants.csv", EVENT, skip_invalid=True)


@cache
def unprinted() -> frozenset[int | None]:
    """The rows with letters that no face has."""
    problems = preflight.letters(EVENT, people(), builtin())
    assert {problem.place.file for problem in problems} == {"participants.csv"}
    return frozenset(problem.place.line for problem in problems)


def line_of(person: Participant) -> int | None:
    return person.places[""].line


def check(crowd: Sequence[Participant], name: str, shorten: tuple[str, ...]) -> None:
    """Every badge says all of its row inside its box, or the row has a problem."""
    stock = stocks()[name]
    settings = replace(EVENT.documents.badges, shorten=shorten)
    event = replace(EVENT, documents=replace(Documents(), badges=settings))
    problems = problems_of(event, crowd, stock)
    assert {problem.place.file for problem in problems} <= {"participants.csv"}
    assert all(" mm" in problem.what and problem.place.column for problem in problems)
    missing = {problem.place.line for problem in problems}
    crowd = [person for person in crowd if line_of(person) not in missing]
    document = badges.compose(event, crowd, WORDS, builtin(), stock)
    labels = [label for page in document.pages for label in page.children]
    for label, person in zip(labels, crowd, strict=True):
        assert isinstance(label, Frame)
        badge = upright(label)
        assert said(badge) in spoken(person, shortened=bool(shorten))
        assert_inside(badge)


def problems_of(event: Event, crowd: Sequence[Participant], stock: Stock) -> Sequence[Problem]:
    try:
        tuple(badges.compose(event, crowd, WORDS, builtin(), stock).pages)
    except UserError as error:
        return error.problems
    return ()


def upright(label: Frame) -> Frame:
    """The badge as it is read, which may lie along its label."""
    only = label.children[0]
    return only if len(label.children) == 1 and isinstance(only, Frame) and only.turn else label


def said(badge: Frame) -> str:
    (paragraph,) = (each for each in badge.children if isinstance(each, Frame) and each.role == "P")
    lines = [each for each in paragraph.children if isinstance(each, Text)]
    return "".join(line.text + line.soft for line in lines).replace("\u00ad", "")


def spoken(person: Participant, *, shortened: bool) -> set[str]:
    """All that a badge may say."""
    first = [person.preferred_name or person.first_name]
    titles, organisations, last = [person.title], [person.organisation], person.last_name
    if shortened:
        titles += shorter_title(person.title)
        organisations += legal_form(person.organisation)
        first += middle_initials(person.first_name) if not (person.preferred_name or person.name_order) else ()
    names = [(last, each) if person.name_order else (each, last) for each in first]
    rest = (person.pronouns, WORDS.role(person.role))
    return {
        " ".join(filter(None, (polish(title, "de"), *name, polish(organisation, "de"), *rest)))
        for title, name, organisation in product(titles, names, organisations)
    }


def assert_inside(badge: Frame) -> None:
    """No ink leaves the badge, the bar or the header, touches another line or comes near the code."""
    size = badge.size
    page = Box(mm(1.5), mm(1.5), size.width - mm(1.5), size.height - mm(1.5))
    lines = [each for each in inks(badge) if each.right > each.left]
    for line in lines:
        assert line.left >= page.left
        assert line.right <= page.right
        assert line.top >= page.top
        assert line.foot <= page.foot
    bars = list(fills(badge))
    codes = list(quiet_zones(badge))
    for line in lines:
        assert not any(line.touches(code) for code in codes)
        for bar in bars:
            assert not line.touches(bar) or (line.top >= bar.top and line.foot <= bar.foot)
    for one, other in combinations(lines, 2):
        assert not one.touches(other)


def inks(frame: Frame, x: float = 0.0, y: float = 0.0) -> Iterator[Box]:
    """The box around the ink of each line."""
    for child in frame.children:
        if isinstance(child, Frame):
            yield from inks(child, x + child.at.x, y + child.at.y)
        elif isinstance(child, Text):
            yield ink(child, x, y)


def ink(text: Text, x: float, y: float) -> Box:
    left, top, right, foot, pen = 1e9, 1e9, -1e9, -1e9, x + text.at.x
    for run in text.runs:
        em = run.size / 1000
        for glyph in run.glyphs:
            box = run.face.ink(glyph.id)
            if box.right > box.left:
                left = min(left, pen + (glyph.dx + box.left) * em)
                right = max(right, pen + (glyph.dx + box.right) * em)
                top = min(top, y + text.at.y - (glyph.dy + box.top) * em)
                foot = max(foot, y + text.at.y - (glyph.dy + box.bottom) * em)
            pen += glyph.advance * em
    return Box(left, top, right, foot)


def fills(badge: Frame) -> Iterator[Box]:
    (ground,) = (each for each in badge.children if isinstance(each, Frame) and each.shared)
    for each in ground.children:
        if isinstance(each, Fill):
            yield Box(each.at.x, each.at.y, each.at.x + each.size.width, badge.size.height)


def quiet_zones(badge: Frame) -> Iterator[Box]:
    for frame in badge.children:
        for each in frame.children if isinstance(frame, Frame) else ():
            if isinstance(each, Modules):
                quiet, at = 4 * each.side / len(each.rows) - SLACK, frame.at
                yield Box(at.x - quiet, at.y - quiet, at.x + each.side + quiet, at.y + each.side + quiet)


def test_only_what_nobody_sees_is_refused_by_the_list() -> None:
    assert people().read == 10_000
    assert len(people().participants) == 10_000 - people().skipped
    assert all(problem.what.endswith("which does not print") for problem in people().problems)
    assert len(unprinted()) == 6


@pytest.fixture
def step(request: pytest.FixtureRequest) -> int:
    """Of so many names one is looked at."""
    return 1 if request.config.getoption("--whole") else 8 * len(STOCKS)


def crowd(start: int, step: int) -> list[Participant]:
    """Every `step`th of those whose letters can be printed."""
    printed = [each for each in people().participants if line_of(each) not in unprinted()]
    return printed[start % step :: step]


@pytest.mark.parametrize(("turn", "name"), [*enumerate(STOCKS)])
def test_nothing_leaves_its_box_and_nothing_is_lost(turn: int, name: str, step: int) -> None:
    check(crowd(8 * turn, step), name, ())


@pytest.mark.parametrize(("turn", "name"), [*enumerate(STOCKS[:2])])
def test_what_is_shortened_is_shortened_by_rule(turn: int, name: str, step: int) -> None:
    check(crowd(8 * turn + 3, step), name, SHORTENED)


@pytest.mark.parametrize("letter", [*SINGLE, *SEQUENCES])
def test_every_letter_of_din_91379_prints_between_two_lines_without_touching_them(letter: str) -> None:
    name = f"{letter}gjpq {letter}gjpq{letter}"
    assert not builtin().missing(name)
    person = people().participants[0]
    check(
        [replace(person, title="Dr.", first_name=name, last_name=name, organisation=f"{name} {letter}")], STOCKS[0], ()
    )
