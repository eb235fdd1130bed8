import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from flyer.documents import cards
from flyer.event.model import Day, Event, Person, Session
from flyer.problems import Place, UserError
from flyer.typeset.dump import dump
from flyer.typeset.family import builtin
from flyer.typeset.frame import Document, Frame
from flyer.units import mm
from flyer.wording import Wording

GOLDEN = Path(__file__).parents[2] / "golden" / "documents" / "card.txt"
FOLD = mm(105)


def compose(event: Event, *people: Person) -> Document:
    session = Session(start=dt.time(9), title="x", speakers=people)
    days = (Day(date=dt.date(2022, 3, 28), sessions=(session,)),)
    return cards.compose(replace(event, programme=days), Wording.of("de"), builtin())


def faces(page: Frame) -> tuple[Frame, Frame]:
    away, _, towards = page.children
    assert isinstance(away, Frame)
    assert isinstance(towards, Frame)
    return away, towards


def test_the_frame_of_a_card(conference: Event, golden: Callable[[Path, str], None]) -> None:
    golden(GOLDEN, dump(compose(conference, Person(name="Dr. Ada Öz", affiliation="Stadt Aa")).pages[0]))


def test_the_name_stands_on_both_sides_of_the_fold_and_is_read_once(
    conference: Event, said: Callable[..., list[str]]
) -> None:
    document = compose(conference, Person(name="Dr. Ada Öz", affiliation="Stadt Aa"))
    away, towards = faces(document.pages[0])
    assert (away.turn, away.at.y, towards.turn, towards.at.y) == (180, 0.0, 0, pytest.approx(FOLD))
    assert said(away) == said(towards) == ["Jahrestagung 2022", "Dr.", "Ada Öz", "Stadt Aa"]
    assert said(document.pages[0], tagged=True) == ["Dr.", "Ada Öz", "Stadt Aa"]


def test_one_sheet_a_speaker_in_the_order_of_names(conference: Event, said: Callable[..., list[str]]) -> None:
    people = [Person(name=name) for name in ("Bea Zorn", "Dr. Ada Öz", "Ada Öz")]
    pages = compose(conference, *people).pages
    assert [said(page, tagged=True) for page in pages] == [["Dr.", "Ada Öz"], ["Bea Zorn"]]


@pytest.mark.parametrize(
    "person",
    [
        Person(name="Bo Ek"),
        Person(name="Univ.-Prof. Dr. Dr. h. c. Maximilian Alexander Graf von Rabenau-Hohenstein", affiliation="Stadt"),
        Person(name="Dr. Ana-Maria Magdalena Müller-Lüdenscheidt-Schwarzenberger", affiliation="Amt für Soziales " * 9),
    ],
    ids=lambda person: person.name,
)
def test_what_it_says_keeps_between_the_fold_and_the_foot(conference: Event, person: Person) -> None:
    _, towards = faces(compose(conference, person).pages[0])
    names = towards.children[-1]
    assert isinstance(names, Frame)
    assert names.at.y >= mm(10)
    assert names.at.y + names.size.height <= mm(75)


def test_nobody_speaks(conference: Event) -> None:
    with pytest.raises(UserError, match="there is no speaker to make a card for"):
        compose(conference)


def test_all_names_that_do_not_fit_are_told_at_their_places(conference: Event) -> None:
    people = [Person(name=letter * 60, places={"name": Place("event.yaml", n)}) for n, letter in enumerate("MW", 1)]
    with pytest.raises(UserError) as refused:
        compose(conference, *people)
    assert [str(problem.place) for problem in refused.value.problems] == ["event.yaml:1", "event.yaml:2"]
    assert "the name does not fit: 'MMMM" in refused.value.problems[0].what


def test_marks_upon_marks_that_are_higher_than_a_card_are_a_problem_at_the_name(conference: Event) -> None:
    place = Place("event.yaml", 7)
    with pytest.raises(UserError) as refused:
        compose(conference, Person(name="Z" + "\u0308\u0323" * 30, places={"name": place}))
    (problem,) = refused.value.problems
    assert problem.place == place
    assert problem.what.startswith("name and affiliation do not fit a card: ")
