"""Whatever is on a programme, and however wide its columns are: nothing is lost, nothing overlaps."""

import datetime as dt
from collections.abc import Iterator
from itertools import combinations, count, pairwise

from hypothesis import given
from hypothesis import strategies as st

from entries import day, entry, printed, setting
from flyer.documents.leaflet.grid import grid
from flyer.documents.leaflet.parallel import clusters, lanes
from flyer.documents.leaflet.schedule import schedule
from flyer.manuscript.model import Contribution, DayPlan, Entry
from flyer.problems import Place
from flyer.typeset.frame import Frame, Size
from flyer.units import in_mm, mm
from flyer.wording import Wording

GERMAN = Wording.of("de")
PLACE = Place("event.yaml", 1)
QUARTERS = st.integers(min_value=0, max_value=24)


@st.composite
def plans(draw: st.DrawFn) -> DayPlan:
    """A day whose words are all different: "a1", "a2" and so on, in reading order."""
    numbers = count(1)

    def said(least: int, most: int) -> str:
        return " ".join(f"a{next(numbers)}" for _ in range(draw(st.integers(least, most))))

    starts = sorted(draw(st.lists(QUARTERS, max_size=12)))
    rooms = [draw(st.sampled_from(["", "Ost", "Süd", "West"])) for _ in starts]
    entries = []
    for start, room in sorted(zip(starts, rooms, strict=True)):
        end = start + draw(st.integers(0, 8))
        time = f"{_clock(start)}-{_clock(end)}" if end > start else _clock(start)
        title, text, speakers = said(1, 6), said(0, 30), said(0, 3)
        talks = tuple(Contribution(said(1, 8), PLACE) for _ in range(draw(st.integers(0, 2))))
        made = entry(time, title, room=room, text=text, talks=talks, speakers=[speakers] if speakers else [])
        entries.append(made)
    return day(*entries)


def _clock(quarter: int) -> str:
    return f"{8 + quarter // 4:02}:{quarter % 4 * 15:02}"


def texts(plan: DayPlan) -> Iterator[str]:
    for each in plan.entries:
        yield from (each.title, each.text)
        yield from (speakers.names for speakers in each.speakers)
        yield from (talk.title for talk in each.talks)


def minutes(entry: Entry) -> tuple[dt.time, dt.time]:
    return entry.start, entry.end or entry.start


@given(plans(), st.integers(60, 260), st.integers(40, 400))
def test_each_word_is_printed_once_in_reading_order_inside_its_measure(plan: DayPlan, width: int, height: int) -> None:
    blocks = schedule([plan], setting(), GERMAN, Size(mm(width), mm(height)), frozenset())
    words = [word for block in blocks for _, _, line in printed(block.frame) for word in line.split()]
    numbered = [int(word[1:]) for word in words if word[0] == "a"]
    assert numbered == list(range(1, len(" ".join(texts(plan)).split()) + 1))
    rooms = [entry.room for entry in plan.entries if entry.room]
    assert [word for word in words if word in ("Ost", "Süd", "West")] == rooms
    assert all(0 <= x <= width for block in blocks for x, _, _ in printed(block.frame))


@given(plans(), st.integers(60, 260))
def test_times_ascend_and_are_those_of_the_entries(plan: DayPlan, width: int) -> None:
    blocks = schedule([plan], setting(), GERMAN, Size(mm(width), mm(190)), frozenset())
    times = [line for block in blocks for _, _, line in printed(block.frame) if ":" in line]
    assert [time[:5] for time in times] == sorted(time[:5] for time in times)
    assert set(times) == {entry.time for entry in plan.entries}


@given(plans(), st.integers(60, 260))
def test_blocks_and_lines_are_on_the_grid_of_half_a_leading(plan: DayPlan, width: int) -> None:
    made = setting()
    blocks = schedule([plan], made, GERMAN, Size(mm(width), mm(190)), frozenset())
    for length in (length for block in blocks for length in (block.before, block.height)):
        assert (length / (made.leading / 2)).is_integer()
    _, *others = blocks
    for block in others:
        for _, y, line in printed(block.frame):
            if "▶" not in line:
                steps = (y - in_mm(made.baseline)) / (in_mm(made.leading) / 2)
                assert abs(steps - round(steps)) < 0.05


@given(plans(), st.integers(100, 400))
def test_sessions_side_by_side_do_not_overlap(plan: DayPlan, width: int) -> None:
    for start, end in clusters(plan.entries):
        keyed = [(str(number), entry) for number, entry in enumerate(plan.entries[start:end])]
        frame = grid(keyed, setting(), mm(width), mm(18))
        cells = [child for child in frame.children if isinstance(child, Frame)] if frame else []
        for a, b in combinations(cells, 2):
            beside = a.at.x + a.size.width <= b.at.x or b.at.x + b.size.width <= a.at.x
            assert beside or a.at.y + a.size.height < b.at.y or b.at.y + b.size.height < a.at.y
        for cell in cells:
            assert cell.at.x + cell.size.width <= mm(width) + 1e-6


@given(plans())
def test_clusters_are_what_overlaps_and_lanes_what_does_not(plan: DayPlan) -> None:
    cut = clusters(plan.entries)
    assert [index for start, end in cut for index in range(start, end)] == list(range(len(plan.entries)))
    for before, after in pairwise(cut):
        assert max(minutes(entry)[1] for entry in plan.entries[: before[1]]) <= plan.entries[after[0]].start
    for start, end in cut:
        entries = plan.entries[start:end]
        for (a, one), (b, other) in combinations(zip(lanes(entries), entries, strict=True), 2):
            if a == b:
                assert one.start < other.start >= minutes(one)[1]
