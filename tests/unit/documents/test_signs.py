import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from flyer.documents import signs
from flyer.event.model import Day, Event, Person, Session, Talk
from flyer.problems import Place, UserError
from flyer.typeset.dump import dump
from flyer.typeset.family import builtin
from flyer.typeset.frame import Document, Frame, Role, Text
from flyer.wording import Wording

GOLDEN = Path(__file__).parents[2] / "golden" / "documents" / "sign.txt"
ADA, BEN = Person(name="Dr. Ada Öz", affiliation="Stadt Aa"), Person(name="Ben Bo")


def session(hour: int, title: str, room: str = "Saal 1", **fields: object) -> Session:
    return Session(start=dt.time(hour), title=title, room=room, **fields)  # type: ignore[arg-type]


def compose(event: Event, *sessions: Session) -> Document:
    days = (Day(date=dt.date(2022, 3, 28), sessions=sessions),)
    return signs.compose(replace(event, programme=days), Wording.of("de"), builtin())


def frames(frame: Frame, role: Role) -> Iterator[Frame]:
    for child in frame.children:
        if isinstance(child, Frame):
            if child.role == role:
                yield child
            yield from frames(child, role)


def test_the_frame_of_a_sign(conference: Event, golden: Callable[[Path, str], None]) -> None:
    talks = (Talk(title="Erstens", speakers=(ADA, BEN)), Talk(title="Zweitens", room="Foyer"))
    opening = session(9, "*Eröffnung*", end=dt.time(10, 30), subtitle="Worum es geht", speakers=(ADA,))
    (first, _) = compose(conference, opening, session(11, "Vorträge", talks=talks)).pages
    golden(GOLDEN, dump(first))


def test_a_sign_for_each_room_in_the_order_of_the_programme(conference: Event, said: Callable[..., list[str]]) -> None:
    talks = (Talk(title="Erstens", room="Foyer"), Talk(title="Zweitens"))
    document = compose(
        conference, session(9, "Beginn"), session(10, "Pause", room=""), session(11, "Teile", talks=talks)
    )
    assert [said(page, tagged=True) for page in document.pages] == [
        ["Saal 1", "Montag, 28.03.2022", "09:00", "Beginn", "11:00", "Teile", "Zweitens"],
        ["Foyer", "Montag, 28.03.2022", "11:00", "Teile", "Erstens"],
    ]
    assert document.title == "Türschilder: Jahrestagung 2022"


def test_a_room_for_each_day_it_is_used(conference: Event) -> None:
    days = tuple(Day(date=dt.date(2022, 3, day), sessions=(session(9, "x"),)) for day in (28, 29))
    document = signs.compose(replace(conference, programme=days), Wording.of("de"), builtin())
    assert len(document.pages) == 2


def size_of(document: Document, text: str, said: Callable[..., list[str]]) -> float:
    def walk(frame: Frame) -> Iterator[Text]:
        for child in frame.children:
            if isinstance(child, Frame):
                yield from walk(child)
            elif isinstance(child, Text):
                yield child

    return next(item.runs[0].size for page in document.pages for item in walk(page) if item.text == text)


def test_a_long_day_shrinks_to_a_floor_and_then_takes_more_pages_alike_full(
    conference: Event, said: Callable[..., list[str]]
) -> None:
    def day(count: int) -> Document:
        return compose(conference, *(session(8 + n, f"Vortrag {n}", speakers=(ADA,)) for n in range(count)))

    found = {n: (len(day(n).pages), size_of(day(n), "Vortrag 0", said)) for n in (1, 5, 8)}
    assert found == {1: (1, 46), 5: (1, 32), 8: (1, 22)}
    pages = day(12).pages
    assert [len(list(frames(page, Role.LI))) for page in pages] == [6, 6]
    assert ["Seite 1 von 2" in text for text in said(pages[0]) if "Seite" in text] == [True]


def test_the_room_gives_way_only_where_sessions_get_larger_by_it(
    conference: Event, said: Callable[..., list[str]]
) -> None:
    wide = compose(conference, session(9, "Niederschlagswassergebühr gerecht gestalten"))
    assert size_of(wide, "Saal 1", said) == size_of(compose(conference, session(9, "Kurz")), "Saal 1", said)


def test_a_heading_is_read_once_and_the_list_is_one(conference: Event) -> None:
    pages = compose(conference, *(session(8 + n, f"Vortrag {n}", speakers=(ADA,)) for n in range(12))).pages
    assert [len(list(frames(page, Role.H1))) for page in pages] == [1, 0]
    parts = [part.part for page in pages for part in frames(page, Role.L)]
    assert [(part.key, part.rank) for part in parts if part] == [("sign 0", 0), ("sign 0", 6)]


def test_a_session_with_many_talks_goes_on_on_the_next_page(conference: Event, said: Callable[..., list[str]]) -> None:
    talks = tuple(Talk(title=f"Ein Thema, das seine zwei Zeilen auf dem Schild braucht {n}") for n in range(16))
    pages = compose(conference, session(9, "Forum", talks=talks)).pages
    assert len(pages) == 2
    assert "09:00" in said(pages[1])
    assert "09:00" not in said(pages[1], tagged=True)
    keys = [item.part.key for page in pages for item in frames(page, Role.LI) if item.part]
    assert set(keys) == {"sign 0 session 0"}


def test_only_where_a_word_is_too_wide_it_is_divided(conference: Event, said: Callable[..., list[str]]) -> None:
    long = "Donaudampfschifffahrtsgesellschaftskapitänspatent"
    (page,) = compose(conference, session(9, long)).pages
    assert "".join(said(page)[3:5]).replace("\u00ad", "") == long
    (page,) = compose(conference, session(9, "Wohnungsmarktbeobachtungen")).pages
    assert "Wohnungsmarktbeobachtungen" in said(page)


def test_without_any_room_there_is_nothing_to_print(conference: Event) -> None:
    with pytest.raises(UserError, match="no session has a room to make a sign for\n  hint: write 'room'"):
        compose(conference, session(9, "x", room=""))


def test_all_that_does_not_fit_is_told_at_its_place(conference: Event) -> None:
    rooms = ("M" * 30, "W" * 30)
    sessions = [
        session(9, "x", room=room, places={"room": Place("event.yaml", line)}) for line, room in enumerate(rooms, 1)
    ]
    with pytest.raises(UserError) as refused:
        compose(
            conference, *sessions, session(11, "high", subtitle="Wort " * 2000, places={"": Place("event.yaml", 9)})
        )
    assert [(str(problem.place), problem.what.split(":")[0][:20]) for problem in refused.value.problems] == [
        ("event.yaml:1", "the room does not fi"),
        ("event.yaml:2", "the room does not fi"),
        ("event.yaml:9", "the session is 854 m"),
    ]
