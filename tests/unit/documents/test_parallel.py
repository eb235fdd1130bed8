import pytest

from entries import entry
from flyer.documents.leaflet.parallel import clusters, lanes, tops
from flyer.manuscript.model import Entry


def entries(*times: str) -> list[Entry]:
    """Entries at "9:00-10:00 Saal/Pflege": with a room, and a track behind the stroke."""
    made = []
    for given in times:
        time, _, where = given.partition(" ")
        room, _, track = where.partition("/")
        made.append(entry(time, time, room=room, track=track))
    return made


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        ([], ()),
        (["9:00-10:00"], ((0, 1),)),
        (["9:00-10:00", "10:00-11:00"], ((0, 1), (1, 2))),
        (["9:00-10:00", "9:00-10:00", "10:00-11:00"], ((0, 2), (2, 3))),
        (["9:00", "9:00", "10:00"], ((0, 2), (2, 3))),
        (["9:00", "10:00", "10:00"], ((0, 1), (1, 3))),
        # A chain of overlaps is one cluster.
        (["9:00-10:30", "10:00-11:30", "11:00-12:00", "12:00-13:00"], ((0, 3), (3, 4))),
        (["9:00-12:00", "9:30-10:00", "11:00-11:30", "12:00"], ((0, 3), (3, 4))),
        # What has no end takes place when it starts, while something longer goes on.
        (["9:00-12:00", "10:00", "12:00"], ((0, 2), (2, 3))),
        (["9:00", "9:30-10:30"], ((0, 1), (1, 2))),
    ],
)
def test_what_overlaps_or_starts_together_is_one_cluster(
    times: list[str], expected: tuple[tuple[int, int], ...]
) -> None:
    assert clusters(entries(*times)) == expected


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        (["9:00 B", "9:00 A", "9:00"], (0, 1, 2)),
        (["9:00-11:00 B", "9:00-10:00 C", "10:00-11:00 A", "10:00-11:00 C"], (1, 2, 0, 2)),
        (["9:00-11:00 R10", "9:00-10:00 R2", "10:00-11:00 R2"], (1, 0, 0)),
        (["9:00-11:00 /Pflege", "9:00-10:00 /Bildung", "10:00-11:00 /Bildung"], (1, 0, 0)),
        (["9:00-11:00 A/Pflege", "9:00-10:00 /Bildung", "10:00-11:00 A/Bildung"], (1, 0, 0)),
        # One entry has neither, or a room has two at a time: as many lanes as are needed.
        (["9:00-11:00 B", "9:00-10:00 A", "10:00-11:00"], (0, 1, 1)),
        (["9:00-11:00 A", "9:30-10:00 A", "10:00-11:00 A"], (0, 1, 1)),
        (["9:00-11:00", "10:00", "10:00", "10:30"], (0, 1, 2, 1)),
    ],
)
def test_nothing_overlaps_in_a_lane(times: list[str], expected: tuple[int, ...]) -> None:
    assert lanes(entries(*times)) == expected


def test_what_starts_later_stands_below_what_has_ended_and_beside_what_goes_on() -> None:
    cells = zip(entries("9:00-12:00", "9:00-10:00", "10:00-11:00", "11:00-12:00"), (90, 20, 30, 10), strict=True)
    found = tops(list(cells), 6, 12)
    assert {f"{time:%H:%M}": top for time, top in found.items()} == {"09:00": 0, "10:00": 26, "11:00": 62}


def test_two_starts_are_never_level() -> None:
    cells = zip(entries("9:00-12:00", "9:30-12:00"), (90, 20), strict=True)
    assert list(tops(list(cells), 6, 12).values()) == [0, 12]
