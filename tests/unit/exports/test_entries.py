import datetime as dt
from dataclasses import replace

import pytest

from flyer.event.model import Event, Kind, Session
from flyer.exports.entries import Entry, edition, entries
from flyer.problems import UserError


def every(event: Event) -> list[Entry]:
    return [entry for _, found in entries(event) for entry in found]


def test_a_session_ends_when_the_next_one_needs_its_room_or_its_people(camp: Event) -> None:
    ends = [(entry.session.title, f"{entry.end:%a %H:%M}" if entry.end else "") for entry in every(camp)]
    assert ends == [
        ("*Offen*; auf, zu", "Sat 11:00"),
        ("Links", "Sat 13:00"),
        ("Rechts", "Sat 12:30"),
        ("Weiter", "Sat 13:00"),
        ("Pause", "Sat 20:00"),
        ("Fest", ""),
        ("Pause", "Sun 09:30"),
        ("Schluss", "Sun 12:00"),
    ]


@pytest.mark.parametrize(
    ("kind", "track", "ends"),
    [
        (Kind.BREAK, "", ["11:00", "11:30", "12:00", "12:30"]),
        (Kind.PLENARY, "", ["11:00", "11:30", "12:00", "12:30"]),
        (Kind.BREAK, "B", ["11:30", "12:00", "12:30", "12:30"]),
        (Kind.SOCIAL, "", ["11:30", "12:00", "12:30", "12:30"]),
    ],
)
def test_a_break_in_a_room_of_its_own_is_for_all_unless_it_has_a_track(
    camp: Event, kind: Kind, track: str, ends: list[str]
) -> None:
    sessions = (
        Session(start=dt.time(10), title="Vortrag", room="Saal", track="A"),
        Session(start=dt.time(11), title="Kaffee", room="Foyer", kind=kind, track=track),
        Session(start=dt.time(11, 30), title="Gespräch", room="Saal", track="A"),
        Session(start=dt.time(12), title="Imbiss", room="Foyer", kind=kind, track=track),
    )
    made = replace(
        camp,
        ends=camp.starts.replace(hour=12, minute=30),
        programme=(replace(camp.programme[0], sessions=sessions),),
    )
    assert [f"{entry.end:%H:%M}" for entry in every(made) if entry.end] == ends


def test_moments_carry_the_offset_of_their_own_day(camp: Event) -> None:
    offsets = [entry.start.utcoffset() for entry in every(camp)]
    assert offsets == [dt.timedelta(hours=1)] * 6 + [dt.timedelta(hours=2)] * 2


def test_ids_are_the_same_again_each_once_and_outlive_a_move(camp: Event) -> None:
    ids = [entry.guid for entry in every(camp)]
    assert ids == [entry.guid for entry in every(camp)]
    assert len(set(ids)) == len(ids)
    first, *others = camp.programme[0].sessions
    moved = replace(first, start=dt.time(9), room="Saal 9")
    day = replace(camp.programme[0], sessions=(moved, *others))
    assert [entry.guid for entry in every(replace(camp, programme=(day, camp.programme[1])))] == ids


def test_another_year_has_other_ids(camp: Event) -> None:
    next_year = replace(camp, starts=camp.starts.replace(year=2024))
    assert not {e.guid for e in every(camp)} & {e.guid for e in every(next_year)}
    assert edition(camp) == "Camp 2023"
    assert edition(replace(camp, name="Camp 2023")) == "Camp 2023"


def test_texts_are_plain(camp: Event) -> None:
    _, left, right, *_ = every(camp)
    assert left.text == "Ein Wort.\n\n– eins\n\n– zwei"
    assert right.talks == "Erstens\n– x\n– y\nBen Bo\nFoyer\n\nZweitens"
    assert [person.name for person in right.persons] == ["Ben Bo"]


def test_an_event_without_sessions_has_nothing_to_export(camp: Event) -> None:
    with pytest.raises(UserError, match="there is no session to export"):
        entries(replace(camp, programme=()))
