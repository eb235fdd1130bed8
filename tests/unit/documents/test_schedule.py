from dataclasses import replace
from itertools import pairwise

import pytest

from entries import DATE, PLACE, day, entry, printed, setting
from flyer.documents.leaflet.schedule import schedule
from flyer.manuscript.model import Contribution, DayPlan, Speakers
from flyer.problems import Place, UserError
from flyer.typeset.columns import Block, column
from flyer.typeset.frame import Frame, Role, Size, Text
from flyer.units import mm
from flyer.wording import Wording

GERMAN = Wording.of("de")
TALKS = tuple(Contribution(f"Vortrag {n}", PLACE) for n in (1, 2))
FORUMS = [entry("10:00-11:00", f"Forum {name}", room=f"Raum {name}") for name in "ABC"]
MORNING = [entry("9:00", "Ankommen"), *FORUMS, entry("11:00", "Plenum", talks=TALKS)]


def blocks(*days: DayPlan, width: float = 84, height: float = 190, dropped: tuple[str, ...] = ()) -> tuple[Block, ...]:
    return schedule(days, setting(), GERMAN, Size(mm(width), mm(height)), frozenset(dropped))


def lines(block: Block) -> list[str]:
    """What a block says, without the head of the day."""
    return [text for _, _, text in printed(block.frame) if text not in ("1.\u00a0Tag", "Montag")]


def roles(frame: Frame) -> list[Role]:
    found = [frame.role] if frame.role else []
    return found + [role for child in frame.children if isinstance(child, Frame) for role in roles(child)]


def test_a_block_is_what_is_not_torn() -> None:
    assert [lines(block) for block in blocks(day(*MORNING))] == [
        ["9:00", "Ankommen"],
        ["10:00-11:00", "Raum A Forum A"],
        ["Raum B Forum B"],
        ["Raum C Forum C"],
        ["11:00", "Plenum", "▶ ", "Vortrag 1"],
        ["▶ ", "Vortrag 2"],
    ]


def test_a_day_is_one_section_with_headings_and_lists() -> None:
    made = blocks(day(*MORNING), day(entry("9:00", "Ende")))
    parts = [(block.frame.role, block.frame.part.key, block.frame.part.rank) for block in made if block.frame.part]
    assert parts == [*((Role.SECT, "day 1", rank) for rank in range(6)), (Role.SECT, "day 2", 0)]
    assert [role.value for role in roles(made[0].frame)] == ["Sect", "H2", "H3"]
    assert [role.value for role in roles(made[4].frame)] == ["Sect", "H3", "L", "LI", "Lbl", "LBody", "P"]


def test_a_day_that_one_column_holds_is_torn_at_a_price_and_a_longer_one_for_little() -> None:
    assert [block.penalty for block in blocks(day(*MORNING))] == [0, 0.7, 0.7, 0.7, 0.7, 0.7]
    assert [block.penalty for block in blocks(day(*MORNING), height=30)] == [0, 0.012, 0.03, 0.03, 0.012, 0.03]


def test_a_day_best_begins_a_column_and_the_first_one_above_all() -> None:
    made = blocks(day(entry("9:00", "Anfang")), day(*MORNING), day(entry("9:00", "Ende")))
    assert [block.join for block in made] == [0.35, 0.12, 0, 0, 0, 0, 0, 0.12]


def test_where_there_is_room_parallel_sessions_are_one_block_side_by_side() -> None:
    made = blocks(day(*MORNING), width=122)
    assert lines(made[1]) == ["10:00-11:00", "Raum A", "Forum A", "Raum B", "Forum B", "Raum C", "Forum C"]
    assert len({y for _, y, text in printed(made[1].frame) if text.startswith("Forum")}) == 1


def test_no_line_is_longer_than_can_be_read() -> None:
    (block,) = blocks(day(entry("9:00", "Plenum", text="Wort " * 60)), width=257)
    assert max(len(line) for line in lines(block)) < 90


def test_what_is_higher_than_a_column_side_by_side_is_listed() -> None:
    text = "Wir spielen ein Quartier durch, einen ganzen Vormittag lang, und reden. " * 3
    long = [replace(forum, text=text) for forum in FORUMS]
    assert [len(blocks(day(*long), width=122, height=height)) for height in (80, 50)] == [1, 3]


def test_a_day_that_is_carried_on_says_so_and_says_the_time_again() -> None:
    made = blocks(day(*MORNING))
    again = list(printed(column(made[2:3]).frame(mm(84))))
    assert [text for _, _, text in again] == ["1.\u00a0Tag", "Fortsetzung", "10:00-11:00", "Raum B Forum B"]
    assert again[2][1] == again[3][1]
    carried_on = [text for _, _, text in printed(column(made[5:6]).frame(mm(84)))]
    assert carried_on == ["1.\u00a0Tag", "Fortsetzung", "11:00", "▶ ", "Vortrag 2"]
    begun = [text for _, _, text in printed(column(made[4:5]).frame(mm(84)))]
    assert begun == ["1.\u00a0Tag", "Fortsetzung", "11:00", "Plenum", "▶ ", "Vortrag 1"]


def test_what_is_said_again_is_not_read_again() -> None:
    def read(*frames: Frame) -> list[str]:
        items = [item for frame in frames if not frame.shared for item in frame.children]
        below = read(*(item for item in items if isinstance(item, Frame))) if items else []
        return [*below, *(item.text for item in items if isinstance(item, Text))]

    again = [block.resume for block in blocks(day(*MORNING)) if block.resume]
    assert [len(list(printed(frame))) for frame in again] == [2, 3, 3, 2, 3]
    assert read(*again) == []


def test_a_time_that_is_said_again_does_not_run_into_what_follows() -> None:
    long = [replace(each, time="10:00\u00a0bis 11:00\u00a0Uhr") for each in FORUMS]
    made = blocks(day(*MORNING[:1], *long, entry("11:00", "Plenum")))
    said = [(x, y) for x, y, text in printed(column(made[3:]).frame(mm(84))) if x < 10 and "Tag" not in text]
    assert all(b[1] - a[1] >= 4.2 for a, b in pairwise(said)), said


@pytest.mark.parametrize(
    ("dropped", "expected"),
    [
        ((), ["Saal · Land", "Text.", "Ada und Bo, Stadt Aa", "Cem, Kreis Be", "Dan, Cei", "Mehr.", "Raum 7"]),
        (("text",), ["Saal · Land", "Ada und Bo, Stadt Aa", "Cem, Kreis Be", "Dan, Cei", "Raum 7"]),
        (("affiliation",), ["Saal · Land", "Text.", "Ada und Bo, Cem", "Dan", "Mehr.", "Raum 7"]),
        (("room",), ["Land", "Text.", "Ada und Bo, Stadt Aa", "Cem, Kreis Be", "Dan, Cei", "Mehr."]),
        (("text", "affiliation", "room"), ["Land", "Ada und Bo, Cem", "Dan"]),
    ],
)
def test_what_is_dropped_is_left_out(dropped: tuple[str, ...], expected: list[str]) -> None:
    talk = Contribution("Vortrag", PLACE, text="Mehr.", room="Raum 7", speakers=(Speakers("Dan", "Cei"),))
    speakers = (Speakers("Ada und Bo", "Stadt Aa"), Speakers("Cem", "Kreis Be"))
    plenum = entry("9:00", "Plenum", room="Saal", track="Land", text="Text.", talks=(talk,))
    (block,) = blocks(day(replace(plenum, speakers=speakers)), dropped=dropped)
    assert [line for line in lines(block) if line not in ("9:00", "Plenum", "▶ ", "Vortrag")] == expected


def test_a_day_without_entries_has_its_head_alone() -> None:
    (block,) = blocks(day())
    assert (lines(block), roles(block.frame)) == ([], [Role.SECT, Role.H2])


def test_all_words_that_are_too_wide_are_problems() -> None:
    wide = [replace(entry("9:00", "W" * 60), place=Place("event.yaml", line)) for line in (5, 6)]
    far = DayPlan("W" * 60, "Montag", (), Place("event.yaml", 9), DATE)
    with pytest.raises(UserError) as raised:
        blocks(day(*wide), far)
    assert [problem.place.line for problem in raised.value.problems] == [5, 6, 9]
