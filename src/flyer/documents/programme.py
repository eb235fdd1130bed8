"""The programme flyer: one sheet, folded; cover, days inside, everything else on the flap and the back."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache, partial

from flyer.documents.cover import cover
from flyer.documents.facts import facts
from flyer.documents.fitting import fitting_at
from flyer.documents.mosaic import mosaic
from flyer.documents.schedule import schedule
from flyer.documents.setting import Setting
from flyer.documents.theme import Theme
from flyer.event.model import Event
from flyer.problems import Place, Problem, UserError, did_you_mean, place_of
from flyer.typeset.columns import Block, column, column_height, distribute
from flyer.typeset.family import Family
from flyer.typeset.folds import FOLDS, Fold, Panel
from flyer.typeset.frame import ORIGIN, Document, Frame, Item, Part, Point, Role, Size
from flyer.typeset.markup import plain
from flyer.units import Length, in_mm, mm, pt
from flyer.wording import Wording

_PAPER = "A4"
_TOP, _BOTTOM = mm(11), mm(9)
_SIDE = mm(8)
"""The least margin at the sides of a panel; all panels share one measure, so the wider ones have more."""

_PALE = 0.22

_LADDER = (
    *((pt(tenths / 10), 1.28) for tenths in range(110, 89, -2)),
    *((pt(9.0), share / 100) for share in range(126, 119, -2)),
    *((pt(tenths / 10), 1.20) for tenths in range(89, 81, -1)),
)
"""Body sizes and leadings (shares of the size) from roomy to tight: large type for little copy, 9 pt on 1.28 as the
rule, then less leading, then smaller type; below 8.2 pt a folded flyer is no longer read."""

_COST_OF_A_STEP = 0.012
"""What a step down the ladder is worth against the evenness of the columns (see `typeset.columns`)."""

_STEPS_COMPARED = 4
"""How many steps of the ladder, from the roomiest that fits, compete with each other."""

_Blocks = Callable[[Event, Setting, Wording, Size], tuple[Block, ...]]


@dataclass(frozen=True, slots=True)
class _Side:
    """The flowing text of one side: what fills which panels, and where it comes from in event.yaml."""

    what: str
    place: Place
    panels: tuple[Panel, ...]
    blocks: _Blocks


@dataclass(frozen=True, slots=True)
class _Filled:
    """A side's panels with their blocks, set at one size."""

    setting: Setting
    columns: tuple[tuple[Panel, tuple[Block, ...]], ...]


def compose(event: Event, words: Wording, family: Family) -> Document:
    """Turn an event into the two pages of its flyer; UserError when the copy does not fit at the smallest size."""
    fold, bleed = _fold(event), mm(float(event.documents.programme.bleed))
    theme = Theme.of(event, family)
    measure = min(panel.width for panel in (*fold.outer, *fold.inner)) - 2 * _SIDE
    room = Size(measure, fold.sheet.height - _TOP - _BOTTOM)
    sides = (
        _Side("the text about the event", place_of(event, "about"), _panels(fold, 5, 6), facts),
        _Side("the programme", place_of(event, "programme"), _panels(fold, 2, 3, 4), schedule),
    )
    front = fold.panel(1)
    filled: list[_Filled] = []
    problems: list[Problem] = []
    for side in sides:
        try:
            filled.append(_fill(side, event, words, theme, room))
        except UserError as error:
            problems += error.problems
    try:
        title = _cover(event, theme, words, Size(front.width, fold.sheet.height), bleed)
    except UserError as error:
        problems += error.problems
    if problems:
        raise UserError(problems)
    outside, inside = filled
    return Document(
        title=plain(": ".join(filter(None, (event.name, event.title)))),
        language=event.language,
        dated=event.starts,
        author=event.organiser.name,
        paper=Size(fold.sheet.width + 2 * bleed, fold.sheet.height + 2 * bleed),
        trim=fold.sheet,
        bleed=bleed,
        pages=(
            _page(
                fold,
                bleed,
                *_ornament(event, theme, fold, outside, bleed),
                _panel(fold, front, title.children),
                *_texts(fold, outside, measure),
            ),
            _page(fold, bleed, *_ornament(event, theme, fold, inside, bleed), *_texts(fold, inside, measure)),
        ),
        notes=tuple(
            f"{name} set in {side.setting.size:.1f} pt on {side.setting.leading:.1f} pt"
            for name, side in (("outside", outside), ("inside", inside))
        ),
    )


def _fold(event: Event) -> Fold:
    settings = event.documents.programme
    problems = [
        Problem(place_of(settings, key), f"the {key} '{given}' is not made yet", did_you_mean(given, known))
        for key, given, known in (("fold", settings.fold, list(FOLDS)), ("paper", settings.paper, [_PAPER]))
        if given not in known
    ]
    if problems:
        raise UserError(problems)
    return FOLDS[settings.fold]


def _panels(fold: Fold, *numbers: int) -> tuple[Panel, ...]:
    return tuple(fold.panel(number) for number in numbers)


def _cover(event: Event, theme: Theme, words: Wording, panel: Size, bleed: Length) -> Frame:
    with fitting_at(place_of(event, "title")):
        return cover(event, theme, words, panel, bleed)


def _fill(side: _Side, event: Event, words: Wording, theme: Theme, room: Size) -> _Filled:
    """Set a side on the step of the ladder that balances large type against even columns; UserError when none fits.

    The breaks are where they are wished; only when nothing fits so are they anywhere.
    """

    @cache
    def attempt(strict: bool, step: int) -> tuple[float, _Filled] | None:
        size, share = _LADDER[step]
        setting = Setting(theme, size, size * share, event.language)
        try:
            blocks = side.blocks(event, setting, words, room)
        except UserError:
            return None
        if not strict:
            blocks = tuple(replace(block, penalty=min(block.penalty, 1.0)) for block in blocks)
        dealt = distribute(blocks, [room.height] * len(side.panels))
        if dealt is None:
            return None
        cost, columns = dealt
        return cost + step * _COST_OF_A_STEP, _Filled(setting, tuple(zip(side.panels, columns, strict=True)))

    def fits(strict: bool, step: int) -> bool:
        return attempt(strict, step) is not None

    for strict in (True, False):
        first = bisect_left(range(len(_LADDER)), True, key=partial(fits, strict))
        tried = [attempt(strict, step) for step in range(first, min(first + _STEPS_COMPARED, len(_LADDER)))]
        if fitting := [found for found in tried if found]:
            return min(fitting, key=lambda found: found[0])[1]
    size, share = _LADDER[-1]
    blocks = side.blocks(event, Setting(theme, size, size * share, event.language), words, room)
    missing = max(column_height(blocks) - room.height * len(side.panels), mm(1))
    what = (
        f"{side.what} does not fit the '{event.documents.programme.fold}' fold: "
        f"in {size:.1f} pt it needs {in_mm(missing):.0f} mm more than its {len(side.panels)} panels have"
    )
    raise UserError([Problem(side.place, what, "shorten texts or leave optional ones out")])


def _texts(fold: Fold, filled: _Filled, measure: Length) -> list[Frame]:
    return [
        _panel(fold, panel, (column(blocks).frame(measure, at=Point((panel.width - measure) / 2, _TOP)),))
        for panel, blocks in filled.columns
    ]


def _ornament(event: Event, theme: Theme, fold: Fold, filled: _Filled, bleed: Length) -> list[Frame]:
    """A pale mosaic at the foot of each panel that has room for it below its text; it runs into the bleed."""
    frames = []
    for panel, blocks in filled.columns:
        left, right = panel.x == 0, panel.x + panel.width > fold.sheet.width - mm(1)
        ornament = mosaic(event.name, theme, panel.width, _PALE, left=bleed * left, right=bleed * right, foot=bleed)
        top = fold.sheet.height - ornament.size.height
        if _TOP + column_height(blocks) + _TOP <= top:
            frames.append(Frame(Point(panel.x, top), ornament.size, (ornament,)))
    return frames


def _panel(fold: Fold, panel: Panel, children: tuple[Frame | Item, ...]) -> Frame:
    """A panel on its page; all panels are one section, read in the order of their numbers."""
    size = Size(panel.width, fold.sheet.height)
    return Frame(Point(panel.x, 0.0), size, children, Role.SECT, part=Part("panels", panel.number))


def _page(fold: Fold, bleed: Length, *frames: Frame) -> Frame:
    """The sheet in the middle of its paper, which is larger by the bleed."""
    sheet = Frame(Point(bleed, bleed), fold.sheet, frames)
    return Frame(ORIGIN, Size(fold.sheet.width + 2 * bleed, fold.sheet.height + 2 * bleed), (sheet,))
