import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from flyer.documents import attendance
from flyer.event.model import Event
from flyer.people.model import Participant
from flyer.problems import Place, UserError
from flyer.typeset.dump import dump
from flyer.typeset.family import builtin
from flyer.typeset.frame import Document, Frame, Role
from flyer.units import in_mm
from flyer.wording import Wording

GOLDEN = Path(__file__).parents[2] / "golden" / "documents" / "attendance.txt"


def person(last: str, first: str = "Ada", row: int = 1, **fields: str) -> Participant:
    places = {"": Place("participants.csv", row), "last_name": Place("participants.csv", row, 3)}
    return Participant(id=f"P{row}", first_name=first, last_name=last, **fields, places=places)


def compose(event: Event, *people: Participant) -> Document:
    return attendance.compose(event, people, Wording.of("de"), builtin())


def days(event: Event, count: int) -> Event:
    return replace(event, ends=event.starts + dt.timedelta(days=count - 1, hours=2))


def frames(document: Document, role: Role) -> Iterator[Frame]:
    def walk(frame: Frame) -> Iterator[Frame]:
        for child in frame.children:
            if isinstance(child, Frame):
                if child.role == role:
                    yield child
                yield from walk(child)

    for page in document.pages:
        yield from walk(page)


def test_the_frame_of_a_list(conference: Event, golden: Callable[[Path, str], None]) -> None:
    (page,) = compose(days(conference, 1), person("Öz", title="Dr.", organisation="Stadt Aa")).pages
    golden(GOLDEN, dump(page))


def test_names_in_order_with_a_field_a_day(conference: Event, said: Callable[..., list[str]]) -> None:
    document = compose(conference, person("Zorn"), person("Öz", title="Dr.", organisation="Stadt Aa"))
    words = said(document.pages[0], tagged=True)
    assert words[:3] == [
        "Anwesenheitsliste",
        "Jahrestagung 2022",
        "28. bis 30.\u00a0März\u00a02022, Kongresshalle, Leipzig",
    ]
    assert words[3:12] == [
        "Nr.",
        "Name",
        "Organisation",
        "Montag, 28.03.2022",
        "Unterschrift",
        "Dienstag, 29.03.2022",
        "Unterschrift",
        "Mittwoch, 30.03.2022",
        "Unterschrift",
    ]
    assert words[12:17] == ["1", "Öz, Dr.\u00a0Ada", "Stadt Aa", "2", "Zorn, Ada"]
    assert [head.scope for head in frames(document, Role.TH)] == ["Column"] * 6


def test_every_row_is_high_enough_to_sign_in(conference: Event) -> None:
    rows = list(frames(compose(conference, person("Öz")), Role.TR))[1:]
    assert all(in_mm(row.size.height) >= 9 for row in rows)


@pytest.mark.parametrize("count", [0, 1, 9, 10, 14, 60])
def test_the_last_page_is_filled_with_rows_for_walk_ins(conference: Event, count: int) -> None:
    document = compose(conference, *(person("Öz", row=n) for n in range(count)))
    rows = len(list(frames(document, Role.TR))) - 1
    assert rows - count >= 4
    *_, table = frames(document, Role.TABLE)
    used = in_mm(table.size.height) + 14 + (12 if len(document.pages) > 1 else 28)
    assert 192 - 10.4 - 4 < used <= 192


def test_pages_are_counted_and_the_head_returns_unread(conference: Event, said: Callable[..., list[str]]) -> None:
    document = compose(conference, *(person("Öz", row=n) for n in range(30)))
    assert [text for page in document.pages for text in said(page) if "Seite" in text] == [
        f"Seite {n} von {len(document.pages)}" for n in range(1, len(document.pages) + 1)
    ]
    assert [said(page).count("Name") for page in document.pages] == [1] * len(document.pages)
    assert [said(page, tagged=True).count("Name") for page in document.pages] == [1] + [0] * (len(document.pages) - 1)
    assert len({table.part.key for table in frames(document, Role.TABLE) if table.part}) == 1


def test_more_days_than_find_room_go_on_in_another_list(conference: Event, said: Callable[..., list[str]]) -> None:
    week = compose(days(conference, 7), person("Öz"))
    assert [sum(text == "Unterschrift" for text in said(page)) for page in week.pages] == [4, 3]
    assert len({table.part.key for table in frames(week, Role.TABLE) if table.part}) == 2


def test_names_are_not_divided_but_set_smaller(conference: Event, said: Callable[..., list[str]]) -> None:
    long = "Hinterwaldneroberstauffenbachermeier"
    assert f"{long}," in said(compose(conference, person(long)).pages[0])


def test_all_names_that_do_not_fit_are_told_at_their_cells(conference: Event) -> None:
    with pytest.raises(UserError) as refused:
        compose(conference, person("M" * 60, row=4), person("W" * 60, row=9))
    assert [str(problem.place) for problem in refused.value.problems] == [
        "participants.csv:4:3",
        "participants.csv:9:3",
    ]
    assert "does not fit: it needs" in refused.value.problems[0].what
