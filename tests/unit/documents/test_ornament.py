from dataclasses import replace

import pytest

from flyer.documents.leaflet.ornament import foot, mosaic, ruling
from flyer.documents.theme import Theme
from flyer.event.model import Event
from flyer.typeset.family import builtin
from flyer.typeset.folds import Edges
from flyer.typeset.frame import Fill, Rule, Size

NONE = Edges(0, 0, 0, 0)


@pytest.fixture
def theme(conference: Event) -> Theme:
    return Theme.of(conference, builtin())


def test_another_name_makes_another_pattern_the_same_name_the_same(theme: Theme) -> None:
    assert mosaic("A", theme, 120, NONE) == mosaic("A", theme, 120, NONE) != mosaic("B", theme, 120, NONE)
    assert ruling("A", theme, Size(50, 80)) == ruling("A", theme, Size(50, 80)) != ruling("B", theme, Size(50, 80))


def test_squares_run_into_the_bleed_where_they_touch_an_edge(theme: Theme) -> None:
    squares = [item for item in mosaic("VSOP", theme, 120, Edges(3, 0, 5, 7)).children if isinstance(item, Fill)]
    assert min(square.at.x for square in squares) == -3
    assert max(square.at.x + square.size.width for square in squares) == 125
    assert max(square.at.y + square.size.height for square in squares) == 47


def test_squares_are_denser_at_the_foot(theme: Theme) -> None:
    rows = [item.at.y for item in mosaic("VSOP", theme, 120, NONE, rows=8).children if isinstance(item, Fill)]
    assert sum(y < 40 for y in rows) < sum(y >= 40 for y in rows)


def test_rules_are_heavier_at_the_foot_and_never_touch(theme: Theme) -> None:
    rules = [item for item in ruling("VSOP", theme, Size(50, 78)).children if isinstance(item, Rule)]
    assert rules[0].thickness < rules[-1].thickness < 2
    assert (rules[0].start.y, rules[-1].start.y) == (0, 78)


def test_the_foot_of_a_panel_is_pale_or_white(conference: Event, theme: Theme) -> None:
    rules = Theme.of(replace(conference, theme=replace(conference.theme, design="rules")), builtin())
    assert foot("VSOP", theme, 120, NONE) == mosaic("VSOP", theme, 120, NONE, strength=0.22)
    assert foot("VSOP", rules, 120, NONE) is None
