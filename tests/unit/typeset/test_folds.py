"""Every fold is folded on paper: a strip of leaves, turned over one after another, seen from its edge."""

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final, NamedTuple

import pytest

from flyer.event import settings
from flyer.typeset.folds import FOLDS, Edges, Fold
from flyer.units import in_mm, mm


@dataclass(frozen=True)
class Leaf:
    """One leaf of the strip: its place among the leaves of the open sheet, where it lies, which side faces up."""

    position: int
    left: float
    right: float
    inner_up: bool = True

    def turned_about(self, x: float) -> "Leaf":
        return replace(self, left=2 * x - self.right, right=2 * x - self.left, inner_up=not self.inner_up)


class Turn(NamedTuple):
    """A fold behind the leaf at `crease` - 1: which half is turned, and whether over or under the other."""

    crease: int
    half: str
    way: str


class Buckles(Exception):
    """A leaf ends nearer to a fold it lies in than paper allows."""


CLEARANCE: Final = 1.5
"""Millimetres between a fold and the end of a leaf that lies in it."""


def fold_up(widths: tuple[float, ...], turns: tuple[Turn, ...]) -> list[Leaf]:
    """Fold a strip whose inner side lies up; gives its leaves from the bottom to the top, lengths in millimetres."""
    pile, left = [], 0.0
    for position, width in enumerate(widths):
        pile.append(Leaf(position, left, left + width))
        left += width
    for turn in turns:
        pile = folded_once(pile, turn)
    return pile


def folded_once(pile: list[Leaf], turn: Turn) -> list[Leaf]:
    before, behind = (next(leaf for leaf in pile if leaf.position == turn.crease - i) for i in (1, 0))
    x = before.right
    assert behind.left == pytest.approx(x), "the sheet is not flat at this fold"
    left = [leaf for leaf in pile if leaf.left + leaf.right < 2 * x]
    right = [leaf for leaf in pile if leaf not in left]
    gaps = [x - leaf.right for leaf in enclosed(left, before, turn)]
    gaps += [leaf.left - x for leaf in enclosed(right, behind, turn)]
    if min(gaps, default=CLEARANCE) < CLEARANCE - 1e-6:
        raise Buckles(f"{min(gaps):.1f} mm are left at fold {turn.crease}")
    moving, staying = (left, right) if turn.half == "left" else (right, left)
    turned = [leaf.turned_about(x) for leaf in reversed(moving)]
    return staying + turned if turn.way == "over" else turned + staying


def enclosed(half: list[Leaf], bent: Leaf, turn: Turn) -> list[Leaf]:
    """The leaves of a half that come to lie inside the fold that `bent` makes with the other half."""
    at = half.index(bent)
    return half[at + 1 :] if turn.way == "over" else half[:at]


class Sheet(NamedTuple):
    """What a print shop does: leaves of the inner side from left to right in mm, turns, and what is seen after it."""

    widths: tuple[float, ...]
    turns: tuple[Turn, ...]
    front: tuple[int, ...]
    back: int


LEFT_OVER_1 = Turn(1, "left", "over")
SHEETS: Final = {
    ("half", "A5"): Sheet((105, 105), (LEFT_OVER_1,), (1,), 4),
    ("half", "A4"): Sheet((148.5, 148.5), (LEFT_OVER_1,), (1,), 4),
    # LaTeX class leaflet (foldcorr) and onlineprinters' cover with a flap: the flap is the right one inside.
    ("letter", "A4"): Sheet((100, 100, 97), (Turn(2, "right", "over"), LEFT_OVER_1), (1,), 6),
    # printsafari, DIN long: 99/99/99 is for zigzag only.
    ("zigzag", "A4"): Sheet((99, 99, 99), (Turn(2, "right", "under"), LEFT_OVER_1), (1,), 4),
    # Universal Printing: wide = w/4 + 1/32 inch, short = wide - 1/16 inch; altar: one fold more.
    ("gate", "A4"): Sheet((73.5, 150, 73.5), (LEFT_OVER_1, Turn(2, "right", "over")), (1, 2), 6),
    ("altar", "A4"): Sheet(
        (73.5, 75, 75, 73.5), (LEFT_OVER_1, Turn(3, "right", "over"), Turn(2, "left", "over")), (1,), 8
    ),
    # Universal Printing: two largest, one 3/32 inch shorter, the innermost another 1/16 inch.
    ("roll", "393.5 × 210 mm"): Sheet(
        (100, 100, 97.5, 96), (Turn(3, "right", "over"), Turn(2, "right", "over"), LEFT_OVER_1), (1,), 8
    ),
}
FOLDED = [fold for fold in FOLDS if len(fold.sides) == 2]
LOOSE = [fold for fold in FOLDS if len(fold.sides) == 1]
each_folded = pytest.mark.parametrize("fold", FOLDED, ids=lambda fold: f"{fold.id}-{fold.paper}")


def widths(fold: Fold) -> tuple[float, ...]:
    return tuple(round(in_mm(panel.width), 6) for panel in fold.sides[1])


def pile_of(fold: Fold) -> list[Leaf]:
    return fold_up(widths(fold), SHEETS[fold.id, fold.paper].turns)


def numbers(fold: Fold, leaf: Leaf) -> tuple[int, int]:
    """The panels of a leaf: the one that faces up and the one that faces down."""
    outer, inner = fold.sides
    faces = (inner[leaf.position].number, outer[-1 - leaf.position].number)
    return faces if leaf.inner_up else faces[::-1]


def seen_from_above(pile: list[Leaf]) -> list[Leaf]:
    """The leaves that others cover by less than half, from left to right."""

    def covered(at: int, leaf: Leaf) -> float:
        return sum(max(0.0, min(leaf.right, o.right) - max(leaf.left, o.left)) for o in pile[at + 1 :])

    bare = [leaf for at, leaf in enumerate(pile) if covered(at, leaf) < (leaf.right - leaf.left) / 2]
    return sorted(bare, key=lambda leaf: leaf.left)


def test_every_row_has_been_folded() -> None:
    assert {(fold.id, fold.paper) for fold in FOLDED} == SHEETS.keys()


@each_folded
def test_leaves_are_as_wide_as_print_shops_want_them(fold: Fold) -> None:
    assert widths(fold) == SHEETS[fold.id, fold.paper].widths


@each_folded
def test_the_cover_is_in_front_with_its_title_out(fold: Fold) -> None:
    front = seen_from_above(pile_of(fold))
    assert tuple(numbers(fold, leaf)[0] for leaf in front) == SHEETS[fold.id, fold.paper].front == fold.cover


@each_folded
def test_the_last_panel_of_the_flow_is_the_back(fold: Fold) -> None:
    bottom, *_ = pile_of(fold)
    assert numbers(fold, bottom)[1] == SHEETS[fold.id, fold.paper].back == fold.flow[-1]


@each_folded
def test_nothing_sticks_out_beyond_the_back(fold: Fold) -> None:
    bottom, *others = pile_of(fold)
    assert all(leaf.left > bottom.left - 1e-6 and leaf.right < bottom.right + 1e-6 for leaf in others)


def test_the_doors_of_a_gate_leave_three_millimetres() -> None:
    gate = next(fold for fold in FOLDS if fold.id == "gate")
    left, right = seen_from_above(pile_of(gate))
    assert right.left - left.right == pytest.approx(3)


ROLLED_IN = SHEETS["letter", "A4"].turns


@pytest.mark.parametrize(
    ("leaves", "turns"),
    [
        ((97, 100, 100), ROLLED_IN),
        ((100, 97, 100), ROLLED_IN),
        ((99, 99, 99), ROLLED_IN),
        ((74.25, 74.25, 74.25, 74.25), SHEETS["altar", "A4"].turns),
        ((100, 100, 96, 97.5), SHEETS["roll", "393.5 × 210 mm"].turns),
    ],
)
def test_a_flap_on_the_wrong_side_or_too_wide_buckles(leaves: tuple[float, ...], turns: tuple[Turn, ...]) -> None:
    with pytest.raises(Buckles):
        fold_up(leaves, turns)


def test_leaves_of_one_width_may_be_folded_in_zigzag_but_not_be_rolled() -> None:
    assert [leaf.position for leaf in fold_up((99, 99, 99), SHEETS["zigzag", "A4"].turns)] == [2, 1, 0]


@pytest.mark.parametrize("fold", FOLDS, ids=lambda fold: f"{fold.id}-{fold.paper}")
def test_every_panel_is_there_once_and_read_once(fold: Fold) -> None:
    found = sorted(panel.number for panel in fold.panels())
    assert found == list(range(1, len(found) + 1))
    if not fold.sheaf and not fold.masthead:
        assert sorted(fold.cover + fold.flow) == found


@pytest.mark.parametrize("fold", FOLDS, ids=lambda fold: f"{fold.id}-{fold.paper}")
def test_panels_fill_each_side_of_the_sheet(fold: Fold) -> None:
    for side in fold.sides:
        assert side[0].x == 0
        assert all(before.x + before.width == pytest.approx(panel.x) for before, panel in pairwise(side))
        assert side[-1].x + side[-1].width == pytest.approx(fold.sheet.width)


@each_folded
def test_the_inner_side_mirrors_the_outer(fold: Fold) -> None:
    outer, inner = fold.sides
    assert [panel.width for panel in reversed(inner)] == pytest.approx([panel.width for panel in outer])
    assert [panel.columns for panel in reversed(inner)] == [panel.columns for panel in outer]
    front, back = fold.creases()
    assert [fold.sheet.width - x for x in reversed(back)] == pytest.approx(front)


@pytest.mark.parametrize("fold", FOLDS, ids=lambda fold: f"{fold.id}-{fold.paper}")
def test_columns_are_alike_and_keep_away_from_edges_and_folds(fold: Fold) -> None:
    columns = (fold.with_pages(4) if fold.sheaf else fold).columns()
    assert {column.size.width for column in columns} == {fold.measure}
    for column in columns:
        free = [
            column.at.x,
            column.at.y,
            column.panel.width - column.at.x - column.size.width,
            fold.sheet.height - column.at.y - column.size.height,
        ]
        assert min(free) >= mm(5)
    for before, column in pairwise(columns):
        assert before.panel != column.panel or before.at.x + before.size.width + mm(3) < column.at.x


def test_ground_bleeds_over_the_edges_of_the_sheet_and_stops_at_folds() -> None:
    letter = next(fold for fold in FOLDS if fold.id == "letter")
    by_number = {panel.number: letter.edges(panel, mm(3)) for panel in letter.panels()}
    assert by_number[1] == by_number[4] == Edges(0, mm(3), mm(3), mm(3))
    assert by_number[5] == by_number[2] == Edges(mm(3), mm(3), 0, mm(3))
    assert by_number[6] == by_number[3] == Edges(0, mm(3), 0, mm(3))


@pytest.mark.parametrize("fold", LOOSE, ids=lambda fold: f"{fold.id}-{fold.paper}")
def test_loose_sides_become_as_many_pages_as_are_needed(fold: Fold) -> None:
    pages = fold.with_pages(4)
    assert [panel.number for panel in pages.panels()] == [1, 2, 3, 4]
    assert pages.flow == ((1, 2, 3, 4) if fold.masthead else (2, 3, 4))
    assert pages.creases() == ((), (), (), ())
    assert {panel.columns for panel in pages.panels()} == {fold.sides[0][0].columns}


def test_event_yaml_names_the_folds_and_papers_there_are() -> None:
    assert {fold.id for fold in FOLDS} | {"auto"} == set(settings.FOLDS)
    papers = next(row.shape for row in settings.PROGRAMME_SETTINGS.rows if row.key == "paper")
    assert {fold.paper for fold in FOLDS} - {"393.5 × 210 mm"} == set(papers.choices)
