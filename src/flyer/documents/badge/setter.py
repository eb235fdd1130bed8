"""The setter: texts are made to fit a layout, each text of a field once, and what does not fit becomes a problem."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final, NamedTuple, TypeVar

from flyer.documents.badge.code import Spot
from flyer.documents.badge.design import LEAD, NAMES, PITCH, Field
from flyer.documents.badge.fields import Said, Shorter
from flyer.documents.badge.fitting import SMALL, Fitted, Step, fit
from flyer.documents.badge.label import Set, arranged, is_clear, tops
from flyer.documents.badge.layout import OWN_PITCH, Box, Layout
from flyer.documents.theme import QUIET, Theme
from flyer.event.values import shown
from flyer.people.model import Participant
from flyer.problems import Located, Problem, place_of
from flyer.typeset.colour import BLACK
from flyer.typeset.family import Style
from flyer.typeset.paragraph import TooWide
from flyer.units import Length, in_mm

T = TypeVar("T", bound=Set | Fitted)

_HINT: Final = "abbreviate it, part it by a blank or a hyphen, or choose a stock with larger labels"
_HINT_HIGH: Final = "abbreviate what is longest, or choose a stock with larger labels"

_REMEMBERED: Final = 1 << 13
"""How many texts that were made to fit are remembered; names and organisations return."""

_COLOURS: Final = {Field.TITLE: QUIET}
"""The colours of fields that are not black."""


class Miss(NamedTuple):
    """What a text needs in its smallest size, what it has, and of what."""

    needs: Length
    has: Length
    of: str = ""


class Arranged(NamedTuple):
    """The fields of a stack that were made to fit, their sizes, and where they begin."""

    made: Mapping[Field, Set]
    sizes: Mapping[Field, Length]
    tops: Mapping[Field, Length]


_NOTHING: Final = Arranged({}, {}, {})


class Setter:
    """Makes the texts of badges fit a layout; `problems` are what did not fit so far."""

    def __init__(self, layout: Layout, theme: Theme, language: str) -> None:
        self.problems: list[Problem] = []
        self.styles = {
            field: theme.style(1.0, type_.cut, type_.colour or _COLOURS.get(field, BLACK))
            for field, type_ in layout.types.items()
        }
        self._layout, self._language = layout, language
        self._flat = {field: sorted(steps, key=lambda step: step.lines) for field, steps in layout.ladders.items()}
        self._usual = {field: steps[0].largest for field, steps in layout.ladders.items()}
        self._set = lru_cache(_REMEMBERED)(self._stacked)
        self._in_box = lru_cache(_REMEMBERED)(self._boxed)
        self._in_lines = lru_cache(_REMEMBERED)(self._lined)

    def arranged(self, said: Sequence[Said], place: Spot, record: Located) -> Arranged:
        """The fields of the stack: of all ways that keep clear of the code the one with the largest names.

        The first way that is clear and squeezes no name in several lines will do.
        """
        best, best_size = _NOTHING, 0.0
        problems: list[Problem] = []
        for flat, measure in self._ways(place):
            made, missed = self._made(said, flat, measure, place)
            if missed:
                problems = problems or [self.problem(record, each.column, each.text, miss) for each, miss in missed]
                continue
            height = place.bottom - self._layout.stack.y
            sizes = arranged(made, height)
            if sizes is None:
                problems = problems or [self._too_high(record, said, made, height)]
                continue
            found = Arranged(made, sizes, tops(made, sizes, place, self._layout))
            if is_clear(*found, place):
                size = sum([sizes[name] / self._usual[name] for name in NAMES if name in sizes])
                if size > best_size or best is _NOTHING:
                    best, best_size = found, size
                if not any(_is_squeezed(made[name], sizes[name]) for name in NAMES if name in made):
                    break
        if best is _NOTHING and said:
            self.problems += problems
        return best

    def boxed(
        self,
        ladder: tuple[Step, ...],
        style: Style,
        text: str,
        box: Box,
        record: Located,
        column: str,
        shorter: Shorter | None = None,
    ) -> Set | None:
        """A text that has a box of its own, shortened if it would else be small and may be; None if it does not fit."""
        best = self._in_box(ladder, style, text, box.width, box.height)
        for said in shorter(text) if shorter else ():
            if isinstance(best, Set) and best.fitted.size >= SMALL * ladder[0].largest:
                break
            found = self._in_box(ladder, style, said, box.width, box.height)
            if isinstance(found, Set) and (isinstance(best, Miss) or found.fitted.size > best.fitted.size):
                best = found._replace(fitted=replace(found.fitted, shortened=said))
        return self._settled(best, record, column, text)

    def fitted(
        self, field: Field, text: str, style: Style, measure: Length, record: Located, column: str
    ) -> Fitted | None:
        """A text in as many lines as its ladder has, None where it does not fit."""
        return self._settled(self._in_lines(field, text, style, measure), record, column, text)

    def problem(self, record: Located, column: str, text: str, miss: Miss) -> Problem:
        """The problem at its place that a text does not fit."""
        what = f"{column.replace('_', ' ')}{_of(record)} does not fit: '{shown(text)}' needs {_missing(miss)}"
        return Problem(place_of(record, column), what, _HINT)

    def _settled(self, found: T | Miss, record: Located, column: str, text: str) -> T | None:
        if isinstance(found, Miss):
            self.problems.append(self.problem(record, column, text, found))
            return None
        return found

    def _ways(self, place: Spot) -> tuple[tuple[bool, Length], ...]:
        """The ladders as they are or with few lines first, in the whole measure and in what the code leaves."""
        wide, narrow = self._layout.stack.width, place.narrow
        ways = ((False, wide), (True, wide))
        return ways if narrow >= wide else (*ways, (False, narrow), (True, narrow))

    def _made(
        self, said: Iterable[Said], flat: bool, measure: Length, place: Spot
    ) -> tuple[dict[Field, Set], list[tuple[Said, Miss]]]:
        made, missed = {}, []
        for each in said:
            field, _, text, shorter = each
            room = measure if field is Field.FIRST_NAME or field is Field.TITLE else place.narrow
            found = self._set(field, text, room, place.narrow, flat, shorter)
            if isinstance(found, Miss):
                missed.append((each, found))
            else:
                made[field] = found
        return made, missed

    def _stacked(
        self, field: Field, text: str, measure: Length, several: Length, flat: bool, shorter: Shorter | None
    ) -> Set | Miss:
        ladder = self._flat[field] if flat else self._layout.ladders[field]
        try:
            fitted = fit(
                text, ladder, self.styles[field], measure, several=several, language=self._language, shorter=shorter
            )
        except TooWide as error:
            return Miss(error.needs, error.has)
        return Set.of(fitted, LEAD.get(field, 0.0), PITCH[field], min(ladder[-1].smallest, fitted.size))

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
            misses.append(Miss(found.height * step.smallest, height, " of height"))
        return min(misses, key=lambda miss: miss.needs / (miss.has or 1e-9))

    def _too_high(self, record: Located, said: Sequence[Said], made: Mapping[Field, Set], has: Length) -> Problem:
        needs = sum(each.height * each.floor for each in made.values())
        longest = max(said, key=lambda each: len(made[each.field].fitted.lines))
        what = f"the badge{_of(record)} does not fit: its lines need {_missing(Miss(needs, has, ' of height'))}"
        return Problem(place_of(record, longest.column), what, _HINT_HIGH)


def _of(record: Located) -> str:
    """Whose text it is."""
    return f" of '{shown(record.full_name)}'" if isinstance(record, Participant) else ""


def _missing(miss: Miss) -> str:
    """What is needed, what there is, and what is missing."""
    needs, has = math.ceil(in_mm(miss.needs)), math.floor(in_mm(miss.has))
    return f"{needs} mm{miss.of}, the label has {has} mm: {needs - has} mm are missing"


def _is_squeezed(each: Set, size: Length) -> bool:
    return len(each.drops) > 1 and size < each.fitted.size
