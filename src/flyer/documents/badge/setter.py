"""The setter: texts are made to fit a layout, each text of a field once, and what does not fit becomes a problem."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache, partial
from typing import Final, NamedTuple, TypeAlias, TypeVar
from weakref import proxy

from flyer.documents.badge.code import Spot
from flyer.documents.badge.design import LEAD, NAMES, PITCH, STACK, Field
from flyer.documents.badge.fields import Said, Shorter
from flyer.documents.badge.fitting import SMALL, Fitted, Step, fit
from flyer.documents.badge.label import Set, Standing, arranged, stood
from flyer.documents.badge.layout import OWN_PITCH, Box, Layout
from flyer.documents.theme import QUIET, Theme
from flyer.event.values import shown
from flyer.people.called import called
from flyer.people.model import Participant
from flyer.problems import Located, Phrase, Problem, place_of
from flyer.typeset.colour import BLACK
from flyer.typeset.family import Style
from flyer.typeset.paragraph import TooWide
from flyer.units import Length, in_mm

T = TypeVar("T", bound=Set | Fitted)

_HINT: Final = Phrase("abbreviate it, part it by a blank or a hyphen, or choose a stock with larger labels")
_HINT_HIGH: Final = Phrase("abbreviate what is longest, or choose a stock with larger labels")

_REMEMBERED: Final = 1 << 13
"""How many texts that were made to fit are remembered; names and organisations return."""

_ABOVE: Final = (Field.TITLE, Field.FIRST_NAME)
"""What stands in the whole measure, above the code."""

_COLOURS: Final = {Field.TITLE: QUIET}
"""The colours of fields that are not black."""


class Miss(NamedTuple):
    """What a text needs in its smallest size and what it has, in width or in height."""

    needs: Length
    has: Length
    of_height: bool = False


class _Fits(dict[tuple[str, Shorter | None], Set | Miss]):
    """The texts of a field of the stack, each with what may make it shorter, made to fit when first asked for.

    They stand in one line `measure` wide or in lines of `several`.
    """

    def __init__(
        self, field: Field, ladder: Sequence[Step], style: Style, measure: Length, several: Length, language: str
    ) -> None:
        super().__init__()
        self._field, self._ladder, self._floor = field, ladder, ladder[-1].smallest
        self._fit = partial(fit, ladder=ladder, style=style, measure=measure, several=several, language=language)

    def __missing__(self, asked: tuple[str, Shorter | None]) -> Set | Miss:
        if len(self) == _REMEMBERED:
            self.clear()
        text, shorter = asked
        found: Set | Miss
        try:
            fitted = self._fit(text, shorter=shorter)
            found = Set.of(fitted, LEAD.get(self._field, 0.0), PITCH[self._field], min(self._floor, fitted.size))
        except TooWide as error:
            found = Miss(error.needs, error.has)
        self[asked] = found
        return found


_Way: TypeAlias = Mapping[Field, _Fits]
"""What makes the fields of the stack fit in one of the ways in which they may stand together."""


_Made: TypeAlias = tuple[dict[Field, Set], list[tuple[Said, Miss]]]
"""What was made to fit in one of them, and what does not."""


class Setter:
    """Makes the texts of badges fit a layout; `problems` are what did not fit so far."""

    def __init__(self, layout: Layout, theme: Theme, language: str) -> None:
        self.problems: list[Problem] = []
        self.styles = {
            field: theme.style(1.0, type_.cut, type_.colour or _COLOURS.get(field, BLACK))
            for field, type_ in layout.types.items()
        }
        self._layout, self._language = layout, language
        self._usual = {field: steps[0].largest for field, steps in layout.ladders.items()}
        self._known_ways: dict[Length, tuple[_Way, ...]] = {}
        self._known_fits: dict[tuple[Field, bool, Length, Length], _Fits] = {}
        itself = proxy(self)  # what is remembered goes with it, without waiting for a search for cycles
        self._in_box = lru_cache(_REMEMBERED)(partial(Setter._boxed, itself))
        self._in_lines = lru_cache(_REMEMBERED)(partial(Setter._lined, itself))

    def arranged(
        self, said: Sequence[Sequence[Said]], places: Sequence[Spot], records: Sequence[Located]
    ) -> list[dict[Field, Standing]]:
        """The fields of the stack of each record: of all ways that keep clear of the code the one with largest names.

        The first way that is clear and squeezes no name in several lines will do.
        """
        ways = [self._known_ways.get(place.narrow) or self._ways(place.narrow) for place in places]
        firsts = [_made(texts, first) for texts, (first, *_) in zip(said, ways, strict=True)]
        return [self._arranged(*each) for each in zip(said, places, records, firsts, ways, strict=True)]

    def _arranged(
        self, said: Sequence[Said], place: Spot, record: Located, first: _Made, all_fits: Sequence[_Way]
    ) -> dict[Field, Standing]:
        ways: list[dict[Field, Standing]] = []
        problems: list[Problem] = []
        height = place.bottom - self._layout.stack.y
        for number, fits in enumerate(all_fits):
            made, missed = _made(said, fits) if number else first
            if missed:
                problems = problems or [self.problem(record, each.column, each.text, miss) for each, miss in missed]
                continue
            sizes = arranged(made, height)
            if sizes is None:
                problems = problems or [self._too_high(record, said, made, height)]
                continue
            found = stood(made, sizes, place, self._layout)
            if found is None:
                continue
            ways.append(found)
            if not _squeezes_a_name(found):
                break
        if said and not ways:
            self.problems += problems
        return ways[0] if len(ways) == 1 else max(ways, key=self._size_of_names, default={})

    def boxed(
        self,
        ladder: tuple[Step, ...],
        style: Style,
        text: str,
        box: Box,
        record: Located,
        column: str,
        shorter: Shorter | None = None,
    ) -> Standing | None:
        """A text that has a box of its own, shortened if it would else be small and may be; None if it does not fit."""
        best = self._in_box(ladder, style, text, box.width, box.height)
        for said in shorter(text) if shorter else ():
            if isinstance(best, Set) and best.fitted.size >= SMALL * ladder[0].largest:
                break
            found = self._in_box(ladder, style, said, box.width, box.height)
            if isinstance(found, Set) and (isinstance(best, Miss) or found.fitted.size > best.fitted.size):
                best = found._replace(fitted=found.fitted._replace(shortened=said))
        made = self._settled(best, record, column, text)
        return Standing(made, made.fitted.size, box.y, box) if made else None

    def fitted(
        self, field: Field, text: str, style: Style, measure: Length, record: Located, column: str
    ) -> Fitted | None:
        """A text in as many lines as its ladder has, None where it does not fit."""
        return self._settled(self._in_lines(field, text, style, measure), record, column, text)

    def problem(self, record: Located, column: str, text: str, miss: Miss) -> Problem:
        """The problem at its place that a text does not fit."""
        whose, missing = _of(record, called(column)), _missing(miss)
        what = Phrase("{whose} does not fit: '{text}' needs {missing}", whose=whose, text=shown(text), missing=missing)
        return Problem(place_of(record, column), what, _HINT)

    def _settled(self, found: T | Miss, record: Located, column: str, text: str) -> T | None:
        if isinstance(found, Miss):
            self.problems.append(self.problem(record, column, text, found))
            return None
        return found

    def _ways(self, narrow: Length) -> tuple[_Way, ...]:
        """The ladders as they are or with few lines first, in the whole measure and in what the code leaves."""
        wide = self._layout.stack.width
        measures = (wide,) if narrow >= wide else (wide, narrow)
        ways = [
            {field: self._fits(field, flat, measure if field in _ABOVE else narrow, narrow) for field in STACK}
            for measure in measures
            for flat in (False, True)
        ]
        return self._known_ways.setdefault(narrow, tuple(ways))

    def _fits(self, field: Field, flat: bool, measure: Length, several: Length) -> _Fits:
        asked = field, flat, measure, several
        if asked not in self._known_fits:
            ladder = self._layout.ladders[field]
            ladder = tuple(sorted(ladder, key=lambda step: step.lines)) if flat else ladder
            self._known_fits[asked] = _Fits(field, ladder, self.styles[field], measure, several, self._language)
        return self._known_fits[asked]

    def _size_of_names(self, found: Mapping[Field, Standing]) -> float:
        """How large the names are together, as shares of their usual sizes."""
        return sum([found[name].size / self._usual[name] for name in NAMES if name in found])

    def _lined(self, field: Field, text: str, style: Style, measure: Length) -> Fitted | Miss:
        try:
            return fit(text, self._layout.ladders[field], style, measure, several=measure, language=self._language)
        except TooWide as error:
            return Miss(error.needs, error.has)

    def _boxed(self, ladder: tuple[Step, ...], style: Style, text: str, width: Length, height: Length) -> Set | Miss:
        """By the first step of the ladder that keeps within both measures of the box."""
        misses = []
        for step in ladder:
            try:
                fitted = fit(text, (step,), style, width, several=width, language=self._language)
            except TooWide as error:
                misses.append(Miss(error.needs, error.has))
                continue
            found = Set.of(fitted, 0.0, OWN_PITCH, step.smallest)
            size = min(fitted.size, height / found.height)
            if size >= step.smallest:
                return found if size == fitted.size else Set.of(fitted.at(size), 0.0, OWN_PITCH, step.smallest)
            misses.append(Miss(found.height * step.smallest, height, of_height=True))
        return min(misses, key=lambda miss: miss.needs / (miss.has or 1e-9))

    def _too_high(self, record: Located, said: Sequence[Said], made: Mapping[Field, Set], has: Length) -> Problem:
        needs = sum(each.height * each.floor for each in made.values())
        longest = max(said, key=lambda each: len(made[each.field].fitted.lines))
        whose, missing = _of(record, Phrase("the badge")), _missing(Miss(needs, has, of_height=True))
        what = Phrase("{whose} does not fit: its lines need {missing}", whose=whose, missing=missing)
        return Problem(place_of(record, longest.column), what, _HINT_HIGH)


def _of(record: Located, what: str) -> str:
    """Something, and whose it is."""
    if isinstance(record, Participant):
        return Phrase("{what} of '{name}'", what=what, name=shown(record.full_name))
    return what


def _missing(miss: Miss) -> str:
    """What is needed, what there is, and what is missing."""
    needs, has = math.ceil(in_mm(miss.needs)), math.floor(in_mm(miss.has))
    lengths = {"needs": needs, "has": has, "lacks": needs - has}
    if miss.of_height:
        return Phrase("{needs} mm of height, the label has {has} mm: {lacks} mm are missing", **lengths)
    return Phrase("{needs} mm, the label has {has} mm: {lacks} mm are missing", **lengths)


def _made(said: Iterable[Said], fits: _Way) -> _Made:
    """What is said made to fit, and what does not."""
    made, missed = {}, []
    for each in said:
        field, _, text, shorter = each
        found = fits[field][text, shorter]
        if isinstance(found, Miss):
            missed.append((each, found))
        else:
            made[field] = found
    return made, missed


def _squeezes_a_name(found: Mapping[Field, Standing]) -> bool:
    """Whether a name in several lines is smaller than they would fit."""
    for name in NAMES:
        each = found.get(name)
        if each and len(each.made.drops) > 1 and each.size < each.made.fitted.size:
            return True
    return False
