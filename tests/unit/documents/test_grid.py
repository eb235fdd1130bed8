from collections.abc import Iterator
from dataclasses import replace

import pytest

from entries import PLACE, entry, printed, setting
from flyer.documents.leaflet.grid import grid
from flyer.manuscript.model import Contribution, Entry
from flyer.typeset.frame import Frame, Rule, Text
from flyer.units import in_mm, mm


def headings(frame: Frame, role: str = "") -> Iterator[tuple[str, str]]:
    for child in frame.children:
        if isinstance(child, Frame):
            yield from headings(child, child.role or role)
        elif isinstance(child, Text):
            yield role, child.text


TEXT = "Wir spielen ein Quartier durch, einen ganzen Vormittag lang."
PLAY = entry("9:30-11:00", "Planspiel", room="Foyer", text=TEXT)
READ = entry("9:30-10:15", "Sozialberichte lesen", room="Raum 1", speakers=["Jan Peter"])
TALKS = tuple(Contribution(f"Vortrag {n}", PLACE) for n in (1, 2))
HOME = entry("10:15-11:00", "Wohnen", room="Raum 1", track="Land")


def made(*entries: Entry, width: float = 90) -> Frame | None:
    keyed = [(f"session {number}", entry) for number, entry in enumerate(entries)]
    return grid(keyed, setting(), mm(width), mm(18))


def test_rooms_stand_across_and_time_runs_down() -> None:
    frame = made(PLAY, READ, HOME)
    assert frame
    assert list(printed(frame)) == [
        (0.0, 3.2, "9:30-11:00"),
        (18.0, 3.2, "Foyer"),
        (18.0, 7.4, "Planspiel"),
        (18.0, 11.6, "Wir spielen ein Quartier"),
        (18.0, 15.9, "durch, einen ganzen"),
        (18.0, 20.1, "Vormittag lang."),
        (55.5, 3.2, "9:30-10:15"),
        (55.5, 7.4, "Raum 1"),
        (55.5, 11.6, "Sozialberichte lesen"),
        (55.5, 15.9, "Jan Peter"),
        (55.5, 22.2, "10:15-11:00"),
        (55.5, 26.5, "Raum 1 · Land"),
        (55.5, 30.7, "Wohnen"),
    ]


def test_a_time_that_all_share_is_said_once() -> None:
    frame = made(entry("9:00", "Städte"), entry("9:00", "Landkreise"))
    assert frame
    assert list(printed(frame)) == [(0.0, 3.2, "9:00"), (18.0, 3.2, "Städte"), (55.5, 3.2, "Landkreise")]


def test_who_listens_hears_a_time_anew_where_another_was_said_in_between() -> None:
    frame = made(
        entry("9:00-10:00", "Wohnen", room="R 1"),
        entry("9:00-11:00", "Planspiel", room="R 2"),
        entry("9:00-10:00", "Pflege", room="R 3"),
        width=150,
    )
    assert frame
    assert [text for _, _, text in printed(frame)] == [
        *("9:00-10:00", "R 1", "Wohnen"),
        *("9:00-11:00", "R 2", "Planspiel"),
        *("9:00-10:00", "R 3", "Pflege"),
    ]


def test_the_time_of_parallel_sessions_is_a_heading_above_theirs() -> None:
    frame = made(entry("9:00", "Städte"), entry("9:00", "Landkreise"))
    assert frame
    assert [(role, text) for role, text in headings(frame) if role] == [
        ("H3", "9:00"),
        ("H4", "Städte"),
        ("H4", "Landkreise"),
    ]


def test_each_cell_has_a_rule_above_it_that_spares_the_time() -> None:
    frame = made(PLAY, READ)
    assert frame
    first, second = (cell for cell in frame.children if isinstance(cell, Frame))
    edges = [
        tuple(round(in_mm(cell.at.x + x), 1) for x in (rule.start.x, rule.end.x))
        for cell in (first, second)
        for rule in cell.children
        if isinstance(rule, Rule)
    ]
    assert edges == [(18.0, 52.5), (55.5, 90.0)]


@pytest.mark.parametrize(
    ("entries", "width"),
    [
        pytest.param([PLAY, READ], 75, id="too narrow to be read"),
        pytest.param([PLAY, entry("9:30", "Kindertagesstättenbedarfsplanung")], 90, id="too narrow for a word"),
        pytest.param([entry("9:30", "Planspiel", text=TEXT * 3), entry("9:30", "Wohnen")], 90, id="mostly empty"),
    ],
)
def test_where_there_is_no_room_there_is_no_grid(entries: list[Entry], width: float) -> None:
    assert made(*entries, width=width) is None
    assert made(*entries, width=width * 4)


def test_in_a_grid_all_lines_share_the_baselines_of_half_a_leading() -> None:
    frame = made(PLAY, READ, replace(HOME, talks=TALKS))
    assert frame
    half = in_mm(setting().leading) / 2
    offsets = {round((y - in_mm(setting().baseline)) / half, 1) % 1 for _, y, line in printed(frame) if line != "▶ "}
    assert offsets == {0.0}
