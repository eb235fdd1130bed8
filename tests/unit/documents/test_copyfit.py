"""Copyfitting with copy that is as simple as copy can be: lines of a leading each, so many a paragraph."""

import pytest

from flyer.documents.leaflet.copyfit import Copyfitter, Fitted, Overset
from flyer.documents.leaflet.setting import Setting
from flyer.documents.theme import Theme
from flyer.event.model import Event
from flyer.problems import Place, Problem, UserError
from flyer.typeset.columns import Block
from flyer.typeset.family import builtin
from flyer.typeset.folds import FOLDS, Fold, Order
from flyer.typeset.frame import ORIGIN, Frame, Size
from flyer.units import in_mm


def fold(id: str, paper: str) -> Fold:
    return next(fold for fold in FOLDS if (fold.id, fold.paper) == (id, paper))


def fitter(vsop: Event, lines: int, optional: int = 0) -> Copyfitter:
    """Paragraphs of two lines, each in its own block, and optional lines of which `room` leaves half, `text` none."""

    def copy(setting: Setting, room: Size, order: Order, dropped: frozenset[str]) -> tuple[Block, ...]:
        left = 0 if "text" in dropped else optional // 2 if "room" in dropped else optional
        size = Size(room.width, 2 * setting.leading)
        return tuple(Block(Frame(ORIGIN, size)) for _ in range((lines + left) // 2))

    return Copyfitter(copy, Theme.of(vsop, builtin()), "de")


def said(found: Fitted | Overset) -> tuple[object, ...]:
    if isinstance(found, Overset):
        return "overset", found.fold.id, found.size, round(found.missing)
    return found.fold.id, len(found.fold.sides), round(found.setting.size, 1), found.dropped


@pytest.mark.parametrize(
    ("lines", "result"),
    [
        (20, ("letter", 2, 11.0, ())),
        (190, ("letter", 2, 11.0, ())),
        (240, ("letter", 2, 9.0, ())),
        (270, ("letter", 2, 8.3, ())),
        (290, ("overset", "letter", 8.2, 197)),
    ],
)
def test_more_copy_goes_down_the_ladder_until_nothing_helps(
    vsop: Event, lines: int, result: tuple[object, ...]
) -> None:
    assert said(fitter(vsop, lines).fit(fold("letter", "A4"), ())) == result


@pytest.mark.parametrize(
    ("lines", "result"),
    [
        (80, ("half", 2, 10.0, ())),
        (120, ("letter", 2, 11.0, ())),
        (300, ("roll", 2, 9.4, ())),
        (400, ("booklet", 12, 10.6, ())),
        (2000, ("booklet", 44, 9.0, ())),
        (3600, ("overset", "booklet", 8.2, 3188)),
    ],
)
def test_auto_takes_the_smallest_fold_and_the_fewest_pages_that_are_comfortable(
    vsop: Event, lines: int, result: tuple[object, ...]
) -> None:
    folds = [fold("half", "A5"), fold("letter", "A4"), FOLDS[6], fold("booklet", "A5")]
    assert said(fitter(vsop, lines).smallest(folds, ())) == result


def test_optional_fields_are_left_out_in_their_order_and_only_when_nothing_else_helps(vsop: Event) -> None:
    letter = fold("letter", "A4")
    drop = ("room", "text")
    assert said(fitter(vsop, 200, optional=60).fit(letter, drop)) == ("letter", 2, 8.6, ())
    assert said(fitter(vsop, 200, optional=100).fit(letter, drop)) == ("letter", 2, 8.9, ("room",))
    assert said(fitter(vsop, 200, optional=200).fit(letter, drop)) == ("letter", 2, 10.4, ("room", "text"))
    assert said(fitter(vsop, 200, optional=200).fit(letter, ()))[0] == "overset"


def blocks_of(vsop: Event, *heights: int) -> Copyfitter:
    """Blocks of so many lines each."""

    def copy(setting: Setting, room: Size, order: Order, dropped: frozenset[str]) -> tuple[Block, ...]:
        return tuple(Block(Frame(ORIGIN, Size(room.width, lines * setting.leading))) for lines in heights)

    return Copyfitter(copy, Theme.of(vsop, builtin()), "de")


def test_all_blocks_stand_on_the_grid_of_half_a_leading(vsop: Event) -> None:
    def copy(setting: Setting, room: Size, order: Order, dropped: frozenset[str]) -> tuple[Block, ...]:
        return (Block(Frame(ORIGIN, Size(room.width, 1.8 * setting.leading)), before=0.2 * setting.leading),)

    found = Copyfitter(copy, Theme.of(vsop, builtin()), "de").fit(fold("letter", "A4"), ())
    assert isinstance(found, Fitted)
    ((block,),) = (blocks for _, blocks in found.columns if blocks)
    assert (block.height, block.before) == (2 * found.setting.leading, found.setting.leading / 2)


def test_even_columns_are_not_worth_much_smaller_type(vsop: Event) -> None:
    """At 8.6 pt the columns were as even as they can be."""
    found = blocks_of(vsop, 28, 24, 30, 20, 20, 28, 28).fit(fold("letter", "A4"), ())
    assert said(found) == ("letter", 2, 8.9, ())


@pytest.mark.parametrize("lines", [20, 120, 300, 2000])
def test_copy_is_set_a_few_times_however_much_there_is(vsop: Event, lines: int) -> None:
    tried = []

    def copy(setting: Setting, room: Size, order: Order, dropped: frozenset[str]) -> tuple[Block, ...]:
        tried.append(setting.size)
        return (Block(Frame(ORIGIN, Size(room.width, 2 * setting.leading))),) * (lines // 2)

    folds = [fold("half", "A5"), fold("letter", "A4"), FOLDS[6], fold("booklet", "A5")]
    assert isinstance(Copyfitter(copy, Theme.of(vsop, builtin()), "de").smallest(folds, ()), Fitted)
    assert len(tried) <= 12


def test_a_fold_far_too_small_is_not_tried(vsop: Event) -> None:
    tried = []

    def copy(setting: Setting, room: Size, order: Order, dropped: frozenset[str]) -> tuple[Block, ...]:
        tried.append(round(in_mm(room.width)))
        return (Block(Frame(ORIGIN, Size(room.width, 2 * setting.leading))),) * 1000

    folds = [fold("half", "A5"), fold("letter", "A4"), fold("booklet", "A5")]
    assert said(Copyfitter(copy, Theme.of(vsop, builtin()), "de").smallest(folds, ()))[0] == "booklet"
    assert set(tried) == {89, 122}


def test_a_word_too_wide_at_every_size_is_the_copys_own_problem(vsop: Event) -> None:
    def copy(*_: object) -> tuple[Block, ...]:
        raise UserError([Problem(Place("event.yaml", 3), "'x' does not fit")])

    with pytest.raises(UserError, match=r"event.yaml:3: 'x' does not fit"):
        Copyfitter(copy, Theme.of(vsop, builtin()), "de").fit(fold("letter", "A4"), ())
