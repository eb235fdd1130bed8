"""The press: participants become badges one by one, each made to fit, and what does not fit becomes a problem."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from flyer.documents.badge_design import OTHER_ROLE, ROLE_COLOURS, Code, Design, Field
from flyer.documents.badge_fitting import Fitted, Step, fit
from flyer.documents.badge_label import Badge, arranged, event_name, frame, ground, is_clear, logo, on_bar
from flyer.documents.theme import QUIET, Theme
from flyer.event.model import Event
from flyer.event.values import shown
from flyer.payment import symbol
from flyer.payment.error import PaymentError
from flyer.people.model import Participant
from flyer.problems import Located, Problem, place_of
from flyer.typeset.colour import BLACK, text_on
from flyer.typeset.family import Cut, Style
from flyer.typeset.frame import ORIGIN, Frame, Item, Point, Text
from flyer.typeset.paragraph import TooWide
from flyer.units import Length, in_mm
from flyer.wording import Wording

_LARGEST_SYMBOL: Final = 3
"""The QR version that holds 42 bytes at level M; an id has at most 40."""

_HINT: Final = "abbreviate it, part it by a blank or a hyphen, or choose a stock with larger labels"

_MARKS: Final = re.compile("[.'\"]")
"""What abbreviations and typewriters' quotes are written with."""

_NAMES: Final = (Field.FIRST_NAME, Field.LAST_NAME)

_TYPE: Final = {
    Field.TITLE: (Cut.REGULAR, QUIET),
    Field.FIRST_NAME: (Cut.BOLD, BLACK),
    Field.LAST_NAME: (Cut.REGULAR, BLACK),
    Field.ORGANISATION: (Cut.REGULAR, BLACK),
}
"""The cut and colour of what stands between header and bar."""


class _Look(NamedTuple):
    """What the badges of a role share: the ground, the word on its bar, and for what is beside it style and room."""

    ground: Frame
    word: Text
    beside: Style
    room: Length


class Press:
    """Makes the badges of an event after a design; `problems` are what did not fit so far."""

    def __init__(self, event: Event, words: Wording, theme: Theme, design: Design) -> None:
        self.problems: list[Problem] = []
        self._words, self._theme, self._design = words, theme, design
        self._styles = {field: theme.style(1.0, *cut_and_colour) for field, cut_and_colour in _TYPE.items()}
        self._flat = {field: sorted(steps, key=lambda step: step.lines) for field, steps in design.ladders.items()}
        self._header = self._header_of(event)
        self._looks: dict[str, _Look] = {}
        self._deeds: Counter[tuple[Field, str]] = Counter()

    def badge(self, participant: Participant, at: Point) -> Frame:
        """The badge of a participant in the slot that begins `at`, without what does not fit."""
        if participant.role not in self._looks:
            self._looks[participant.role] = self._look_of(participant)
        look, code = self._looks[participant.role], self._code_of(participant)
        fields = self._arranged(participant, look, code)
        self._count(fields)
        alt = self._words("QR code: id {id}", id=participant.id)
        return frame(Badge(look.ground, look.word, fields, code, alt), self._design, at)

    def notes(self) -> Iterator[str]:
        """What was done to make each field fit, and how often."""
        for field in Field:
            deeds = [f"{count} {deed}" for (of, deed), count in sorted(self._deeds.items()) if of == field]
            if deeds:
                yield f"badges, {field}: {', '.join(deeds)}"

    def _header_of(self, event: Event) -> tuple[Item, ...]:
        """The event's name and the organiser's logo."""
        items: list[Item] = []
        measure = self._design.measure
        if event.organiser.logo:
            picture = logo(event.organiser.logo.content, self._design)
            measure -= picture.size.width + self._design.safe
            items.append(picture)
        style = self._theme.style(1.0, Cut.SEMIBOLD, self._theme.primary)
        name = self._fit(self._design.ladders[Field.EVENT], event.name, style, measure, measure, event, "name")
        if isinstance(name, Problem):
            self.problems.append(name)
        else:
            items += event_name(name, self._design)
        return tuple(items)

    def _look_of(self, participant: Participant) -> _Look:
        """What the badges of the participant's role share."""
        design, colour = self._design, ROLE_COLOURS.get(participant.role, OTHER_ROLE)
        style, role = self._theme.style(1.0, Cut.SEMIBOLD, text_on(colour)), self._words.role(participant.role)
        fitted = self._fit(design.ladders[Field.ROLE], role, style, design.measure, design.measure, participant, "role")
        if isinstance(fitted, Problem):
            self.problems.append(fitted)
            word = Text(ORIGIN, ())
        else:
            word = on_bar(fitted, design)
        room = design.measure - word.width - design.safe
        return _Look(ground(self._header, colour, design), word, style, room)

    def _code_of(self, participant: Participant) -> Code:
        try:
            return self._design.coded(symbol.encode(participant.id.encode(), "M", _LARGEST_SYMBOL).rows)
        except PaymentError as error:
            self.problems.append(Problem(place_of(participant, "id"), error.what, error.hint))
            return Code((), 0.0)

    def _arranged(self, participant: Participant, look: _Look, code: Code) -> dict[Field, Fitted]:
        """What the badge says: of all ways that keep clear of the code the one with the largest names.

        The first way that is clear and squeezes no name in several lines will do.
        """
        ladders, wide, narrow = self._design.ladders, self._design.measure, self._design.narrow(code)
        clear: list[dict[Field, Fitted]] = []
        problems: list[Problem] = []
        for steps, measure in ((ladders, wide), (self._flat, wide), (ladders, narrow), (self._flat, narrow)):
            made = dict(self._fields(participant, look, steps, measure, narrow))
            fitted = {field: each for field, each in made.items() if isinstance(each, Fitted)}
            if len(fitted) < len(made):
                problems = problems or [each for each in made.values() if isinstance(each, Problem)]
                continue
            fields = arranged(fitted, code, self._design)
            if is_clear(fields, code, self._design):
                clear.append(fields)
                if not any(name in fields and _is_squeezed(fitted[name], fields[name]) for name in _NAMES):
                    break
        if not clear:
            self.problems += problems
        return max(clear, key=self._size_of_names, default={})

    def _size_of_names(self, fields: Mapping[Field, Fitted]) -> float:
        """How large the names came out, first and last each measured against its usual size."""
        ladders = self._design.ladders
        return sum(fields[name].size / ladders[name][0].largest for name in _NAMES if name in fields)

    def _fields(
        self,
        participant: Participant,
        look: _Look,
        ladders: Mapping[Field, Sequence[Step]],
        wide: Length,
        narrow: Length,
    ) -> Iterator[tuple[Field, Fitted | Problem]]:
        """What the participant's badge says; who has but one name has it as the first."""
        first, last = ("first_name", participant.first_name), ("last_name", participant.last_name)
        large, small = (first, last) if participant.first_name else (last, ("", ""))
        said = (
            (Field.TITLE, "title", self._polished(participant.title), self._design.measure),
            (Field.FIRST_NAME, *large, wide),
            (Field.LAST_NAME, *small, narrow),
            (Field.ORGANISATION, "organisation", self._polished(participant.organisation), narrow),
            (Field.PRONOUNS, "pronouns", participant.pronouns, look.room),
        )
        for field, column, text, measure in said:
            if text:
                style = self._styles.get(field, look.beside)
                yield field, self._fit(ladders[field], text, style, measure, narrow, participant, column)

    def _polished(self, text: str) -> str:
        """The text with quotes and abbreviations as its language sets them; most texts have none."""
        return self._words.polish(text) if _MARKS.search(text) else text

    def _fit(
        self,
        ladder: Sequence[Step],
        text: str,
        style: Style,
        measure: Length,
        several: Length,
        record: Located,
        column: str,
    ) -> Fitted | Problem:
        """The text made to fit, or the problem at its place that it does not."""
        try:
            return fit(text, ladder, style, measure, several=several, language=self._words.language)
        except TooWide as error:
            name, needs, has = column.replace("_", " "), math.ceil(in_mm(error.needs)), math.floor(in_mm(error.has))
            what = f"{name} does not fit: '{shown(text)}' needs {needs} mm, the label has {has} mm"
            return Problem(place_of(record, column), what, _HINT)

    def _count(self, fields: Mapping[Field, Fitted]) -> None:
        """Count what was done to make the fields fit."""
        for field, fitted in fields.items():
            usual = self._design.ladders[field][0].largest
            if fitted.size < usual:
                self._deeds[field, f"smaller than {usual:.1f} pt"] += 1
            if len(fitted.lines) > 1:
                self._deeds[field, f"in {len(fitted.lines)} lines"] += 1
            if fitted.step.hyphenate:
                self._deeds[field, "hyphenated"] += 1


def _is_squeezed(before: Fitted, after: Fitted) -> bool:
    return len(after.lines) > 1 and after.size < before.size
