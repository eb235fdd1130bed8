from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flyer.typeset.colour import REGISTRATION
from flyer.typeset.frame import Rule, Size
from flyer.typeset.marks import marks
from flyer.units import in_mm, mm

EXTENTS = st.floats(50, 600)
BLEEDS = st.floats(0, 5)


def drawn(width: float, height: float, bleed: float, creases: Sequence[float] = ()) -> list[Rule]:
    frame = marks(Size(mm(width), mm(height)), mm(bleed), [mm(x) for x in creases])
    assert in_mm(frame.size.width) == pytest.approx(width + 2 * (bleed + 10))
    assert in_mm(frame.size.height) == pytest.approx(height + 2 * (bleed + 10))
    assert in_mm(frame.at.x) == in_mm(frame.at.y) == pytest.approx(-bleed - 10)
    rules = [child for child in frame.children if isinstance(child, Rule)]
    assert len(rules) == len(frame.children)
    return rules


def around(rule: Rule, bleed: float) -> tuple[float, ...]:
    """Left, top, right and bottom of the ink in mm from the top left corner of the trim."""
    half, margin = rule.thickness / 2, bleed + 10
    upright = rule.start.x == rule.end.x
    xs, ys = sorted((rule.start.x, rule.end.x)), sorted((rule.start.y, rule.end.y))
    wide, high = (half, 0.0) if upright else (0.0, half)
    edges = (xs[0] - wide, ys[0] - high, xs[1] + wide, ys[1] + high)
    return tuple(in_mm(edge) - margin for edge in edges)


def test_a_letter_fold_has_eight_crop_marks_and_two_dashed_ones_a_crease() -> None:
    rules = drawn(297, 210, bleed=3, creases=(97, 197))
    crop, fold = ([rule for rule in rules if bool(rule.dash) is dashed] for dashed in (False, True))
    assert (len(crop), len(fold)) == (8, 4)
    assert sorted(in_mm(rule.start.x) for rule in fold) == pytest.approx([110, 110, 210, 210])
    assert {(rule.thickness, rule.colour) for rule in rules} == {(0.25, REGISTRATION)}
    lengths = [in_mm(abs(rule.start.x - rule.end.x) + abs(rule.start.y - rule.end.y)) for rule in rules]
    assert lengths == pytest.approx([5] * len(rules))


@given(EXTENTS, EXTENTS, BLEEDS, st.lists(st.floats(0.1, 0.9), max_size=4))
def test_marks_stay_on_the_paper_and_three_millimetres_out_of_the_bleed(
    width: float, height: float, bleed: float, folds: list[float]
) -> None:
    for rule in drawn(width, height, bleed, [width * share for share in folds]):
        left, top, right, bottom = around(rule, bleed)
        beyond = max(-right - bleed, -bottom - bleed, left - width - bleed, top - height - bleed)
        assert beyond == pytest.approx(3)
        assert min(left, top) > -bleed - 10
        assert right < width + bleed + 10
        assert bottom < height + bleed + 10


@given(EXTENTS, EXTENTS, BLEEDS)
def test_crop_marks_point_at_the_edges_of_the_trim(width: float, height: float, bleed: float) -> None:
    rules = drawn(width, height, bleed)
    upright = [in_mm(rule.start.x) - bleed - 10 for rule in rules if rule.start.x == rule.end.x]
    level = [in_mm(rule.start.y) - bleed - 10 for rule in rules if rule.start.y == rule.end.y]
    assert sorted(upright) == pytest.approx([0, 0, width, width], abs=1e-9)
    assert sorted(level) == pytest.approx([0, 0, height, height], abs=1e-9)
