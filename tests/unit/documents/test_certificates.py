import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from flyer.documents import certificates
from flyer.event.model import Day, Event, Kind, Session
from flyer.people.model import Participant
from flyer.problems import Place, UserError
from flyer.typeset.dump import dump
from flyer.typeset.family import builtin
from flyer.typeset.frame import Document, Frame, Role
from flyer.wording import Wording

GOLDEN = Path(__file__).parents[2] / "golden" / "documents" / "certificate.txt"


def person(last: str = "Öz", row: int = 1, **fields: str) -> Participant:
    places = {"": Place("participants.csv", row), "last_name": Place("participants.csv", row, 3)}
    return Participant(id=f"P{row}", first_name="Ada", last_name=last, **fields, places=places)


def compose(event: Event, *people: Participant) -> Document:
    return certificates.compose(event, people, Wording.of("de"), builtin())


def test_the_frame_of_a_certificate(conference: Event, golden: Callable[[Path, str], None]) -> None:
    golden(GOLDEN, dump(compose(conference, person(title="Dr.", organisation="Stadt Aa")).pages[0]))


def test_what_is_certified(conference: Event, said: Callable[..., list[str]]) -> None:
    (page,) = compose(conference, person(title="Dr.", organisation="Stadt Aa")).pages
    assert said(page, tagged=True) == [
        "Teilnahmebescheinigung",
        "Dr.\u00a0Ada Öz",
        "Stadt Aa",
        "hat teilgenommen an",
        "Jahrestagung 2022",
        "Integrierte Sozialplanung",
        "28. bis 30.\u00a0März\u00a02022",
        "Kongresshalle, Leipzig",
        "Leipzig, 30.03.2022",
        "Ort und Datum",
        "Verein für Sozialplanung e.\u202fV.",
        "Verein für Sozialplanung e.\u202fV. · Musterstraße 1 · 39104 Magdeburg · www.vsop.de",
    ]


def test_a_page_for_each_in_the_order_of_names_found_by_name(conference: Event, said: Callable[..., list[str]]) -> None:
    pages = compose(conference, person("Zorn"), person("Öz")).pages
    assert [said(page)[1] for page in pages] == ["Ada Öz", "Ada Zorn"]
    heading = next(child for child in pages[0].children[2].children if isinstance(child, Frame))  # type: ignore[union-attr]
    assert heading.role is Role.H1
    assert said(heading) == ["Teilnahmebescheinigung", "Ada Öz"]


def session(start: int, end: int | None, kind: Kind = Kind.SESSION, minute: int = 0) -> Session:
    return Session(start=dt.time(start), end=dt.time(end, minute) if end else None, title="x", kind=kind)


@pytest.mark.parametrize(
    ("sessions", "hours"),
    [
        ((session(9, 10), session(10, 12, Kind.WORKSHOP)), "Umfang: 3 Std."),
        ((session(9, 11), session(10, 12, minute=30)), "Umfang: 3,5 Std."),
        ((session(9, 10), session(10, 11, Kind.BREAK), session(12, None, Kind.MEAL)), "Umfang: 1 Std."),
        ((session(9, 10), session(11, None)), None),
        ((session(12, 13, Kind.MEAL),), None),
    ],
    ids=["one after another", "in parallel", "without breaks", "an end is not known", "nothing but lunch"],
)
def test_hours_are_told_where_they_are_known(
    conference: Event, sessions: tuple[Session, ...], hours: str | None, said: Callable[..., list[str]]
) -> None:
    day = Day(date=dt.date(2022, 3, 28), sessions=sessions)
    (page,) = compose(replace(conference, programme=(day,)), person()).pages
    found = [text.replace("\u00a0", " ") for text in said(page) if "Umfang" in text]
    assert found == ([hours] if hours else [])


def test_an_event_without_theme_venue_and_logo(conference: Event, said: Callable[..., list[str]]) -> None:
    organiser = replace(conference.organiser, logo=None)
    (page,) = compose(replace(conference, title="", venue=None, organiser=organiser), person()).pages
    assert said(page).count("Jahrestagung 2022") == 1
    assert "Magdeburg, 30.03.2022" in said(page)


def test_long_texts_find_their_room(conference: Event) -> None:
    long = replace(conference, title="Integrierte Planung in Stadt und Land " * 4, subtitle="Was entwickelt sich? " * 6)
    (page,) = compose(
        long, person("Freifrau von und zu Hohenstein-Wolkenfels", organisation="Amt für Soziales " * 5)
    ).pages
    body = page.children[2]
    assert isinstance(body, Frame)
    assert body.at.y + body.size.height <= page.size.height * 0.74


def test_all_that_does_not_fit_is_told_at_its_place(conference: Event) -> None:
    with pytest.raises(UserError) as refused:
        compose(conference, person("M" * 60, row=4), person("W" * 60, row=9))
    assert [str(problem.place) for problem in refused.value.problems] == [
        "participants.csv:4:3",
        "participants.csv:9:3",
    ]
