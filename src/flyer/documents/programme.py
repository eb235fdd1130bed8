"""The programme: one manuscript, fitted to a folded sheet, a booklet, a poster or pages, for whoever gets the file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain
from typing import Final

from flyer.documents.leaflet.copyfit import LARGE_TYPE, Copyfitter, Fitted
from flyer.documents.leaflet.cover import covers
from flyer.documents.leaflet.facts import sections
from flyer.documents.leaflet.purpose import SCREEN, Delivery, Purpose
from flyer.documents.leaflet.schedule import schedule
from flyer.documents.leaflet.setting import Setting
from flyer.documents.leaflet.sheet import Sheet
from flyer.documents.theme import Theme
from flyer.event.model import Event
from flyer.manuscript.model import Manuscript
from flyer.manuscript.programme import manuscript
from flyer.markup import plain
from flyer.problems import Problem, UserError, gathered, place_of
from flyer.typeset.columns import Block, column_height
from flyer.typeset.family import Family
from flyer.typeset.folds import FOLDS, LARGE_PRINT, Fold, Order
from flyer.typeset.frame import Conformance, Document, Frame, Size
from flyer.typeset.imposition import saddle_stitch
from flyer.units import Length, in_mm, mm
from flyer.wording import Wording

_AUTO: Final = (("half", "A5"), ("letter", "A4"), ("roll", "393.5 × 210 mm"), ("booklet", "A5"))
"""The folds that `fold: auto` tries, from small to large: id and paper."""

_SAFETY: Final = mm(4)
"""How far text stays away from trim and folds."""


def compose(event: Event, words: Wording, family: Family, delivery: Delivery = SCREEN) -> Document:
    """Turn an event into its programme; UserError with all that is too wide, too long or not made on this paper."""
    theme, copy = Theme.of(event, family), manuscript(event, words)
    folds = (LARGE_PRINT,) if delivery.large_print else _folds(event)
    settings = event.documents.programme
    least = LARGE_TYPE if delivery.large_print else 0.0
    fitted = _fitted(event, Copyfitter(partial(_blocks, copy, words, least), theme, event.language), folds)
    to_shop = delivery.purpose is Purpose.PRINT_SHOP
    bleed = mm(float(settings.bleed)) if to_shop else 0.0
    fronts = _covers(copy, theme, words, fitted.fold, bleed, least)
    sheet = Sheet(event.name, fitted, theme, fronts, bleed, marked=to_shop and settings.marks)
    document = Document(
        title=plain(copy.title),
        language=event.language,
        dated=event.starts,
        author=event.organiser.name,
        paper=sheet.paper,
        trim=fitted.fold.sheet,
        bleed=bleed,
        creases=fitted.fold.creases(),
        safety=_SAFETY,
        pages=sheet.pages(),
        notes=tuple(_notes(fitted)),
    )
    return _delivered(document, fitted.fold, delivery, settings.condition)


def _folds(event: Event) -> tuple[Fold, ...]:
    """The folds that the event allows, from small to large; UserError when there is none of its paper."""
    settings = event.documents.programme
    known = [fold for fold in FOLDS if settings.fold in (fold.id, "auto")]
    made = [fold for fold in known if settings.paper in ("", fold.paper)]
    if settings.fold == "auto":
        made = [fold for row in _AUTO for fold in made if (fold.id, fold.paper) == row]
    if not made:
        papers = ", ".join(dict.fromkeys(fold.paper for fold in known))
        what = f"the fold '{settings.fold}' is not made of the paper '{settings.paper}'"
        raise UserError([Problem(place_of(settings, "paper"), what, f"there is {papers}")])
    return tuple(made) if settings.fold == "auto" else (made[0],)


def _blocks(
    copy: Manuscript, words: Wording, least: Length, setting: Setting, room: Size, order: Order, dropped: frozenset[str]
) -> tuple[Block, ...]:
    """The whole copy in the order it is read in.

    UserError with every word that is too wide for its line, and all that is never torn and too high for a column.
    """
    days = partial(schedule, copy.days, setting, words, room, dropped)
    texts = partial(sections, copy.texts, setting, words, room.width, least)
    practical = partial(sections, copy.practical, setting, words, room.width, least)
    first = (days, texts) if order is Order.DAYS_FIRST else (texts, days)
    blocks = tuple(chain.from_iterable(gathered((*first, practical))))
    if problems := list(dict.fromkeys(_too_high(blocks, room.height))):
        raise UserError(problems)
    return blocks


def _too_high(blocks: Sequence[Block], height: Length) -> Iterator[Problem]:
    hint = "shorten it, or, in a section, put blank lines between paragraphs"
    for block in blocks:
        if block.place and column_height([block]) > height:
            needs = f"it needs {in_mm(column_height([block])):.0f} mm in one piece, a column has {in_mm(height):.0f} mm"
            yield Problem(block.place, f"this does not fit a column: {needs}", hint)


def _fitted(event: Event, fitter: Copyfitter, folds: Sequence[Fold]) -> Fitted:
    settings = event.documents.programme
    found = fitter.smallest(folds, settings.drop) if len(folds) > 1 else fitter.fit(folds[0], settings.drop)
    if isinstance(found, Fitted):
        return found
    what = (
        f"the programme does not fit the fold '{found.fold.id}': "
        f"in {found.size:.1f} pt {max(in_mm(found.missing), 1):.0f} mm of its columns find no room"
    )
    hint = "shorten texts, or name optional fields under documents.programme.drop that may be left out"
    larger = fitter.smallest([fold for row in _AUTO for fold in FOLDS if (fold.id, fold.paper) == row], settings.drop)
    if isinstance(larger, Fitted):
        hint += f"; 'fold: {larger.fold.id}' holds it as it is"
    raise UserError([Problem(place_of(settings, "fold"), what, hint)])


def _covers(
    copy: Manuscript, theme: Theme, words: Wording, fold: Fold, bleed: Length, least: Length
) -> dict[int, Frame]:
    panels = [fold.panel(number) for number in fold.cover]
    sizes = [Size(panel.width, fold.masthead or fold.sheet.height) for panel in panels]
    edges = [fold.edges(panel, bleed) for panel in panels]
    return dict(zip(fold.cover, covers(copy.cover, theme, words, sizes, edges, least), strict=True))


def _notes(fitted: Fitted) -> Iterator[str]:
    fold, setting = fitted.fold, fitted.setting
    count = f", {len(fold.sides)} page{'s'[: len(fold.sides) != 1]}" if fold.sheaf else ""
    yield f"{fold.id} ({fold.paper}{count}), set in {setting.size:.1f} pt on {setting.leading:.1f} pt"
    if fitted.dropped:
        yield f"left out to make it fit: {', '.join(fitted.dropped)}"


def _delivered(document: Document, fold: Fold, delivery: Delivery, condition: str) -> Document:
    """The document as the one who gets it needs it."""
    match delivery.purpose:
        case Purpose.PRINT_SHOP:
            level = Conformance.PDF_X_4 if delivery.icc else Conformance.PDF_X_1A
            return replace(document, conformance=frozenset({level}), condition=condition, icc=delivery.icc)
        case Purpose.OFFICE:
            return _for_the_office(document, fold)
        case Purpose.SCREEN:
            return document


def _for_the_office(document: Document, fold: Fold) -> Document:
    """Sheets as an office printer takes them, and how to print and fold them."""
    size = fold.sheet
    if fold.stitched:
        size = Size(2 * size.width, size.height)
        pages = saddle_stitch(document.pages, fold.sheet)
        creases = ((fold.sheet.width,),) * len(pages)
        document = replace(document, pages=pages, paper=size, trim=size, creases=creases)
    if len(document.pages) == 1:
        return document
    edge = "short" if size.width > size.height else "long"
    note = f"print on both sides of the paper and flip it on its {edge} edge"
    return replace(document, notes=(*document.notes, note))
