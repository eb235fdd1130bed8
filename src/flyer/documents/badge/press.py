"""The press: participants become badges, each made to fit, and what does not fit becomes a problem.

Those of many people take every step together: what a processor did just before, it does in less time again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Final, NamedTuple, TypeAlias

from flyer.documents.badge.back import Back
from flyer.documents.badge.codes import Coded, Codes
from flyer.documents.badge.design import OTHER_ROLE, ROLE_COLOURS, STACK, Field, Placed
from flyer.documents.badge.fields import Manner, Said, own, said
from flyer.documents.badge.fitting import Fitted, Step, fit
from flyer.documents.badge.label import (
    Standing,
    blank,
    event_name,
    ground,
    inside_bar,
    logo,
    on_bar,
    texts,
    tray_card,
    upright,
)
from flyer.documents.badge.layout import Layout, lay_out
from flyer.documents.badge.report import Deed, Told
from flyer.documents.badge.setter import Setter
from flyer.documents.theme import Theme
from flyer.event.model import Event
from flyer.people.model import Participant
from flyer.problems import Located
from flyer.typeset.colour import BLACK, text_on
from flyer.typeset.family import Cut, Family, Style
from flyer.typeset.frame import ORIGIN, Frame, Item, Role, Text
from flyer.typeset.lines import Align
from flyer.typeset.stocks import Stock
from flyer.units import Length
from flyer.wording import Wording

Deeds: TypeAlias = Counter[tuple[Field, str]]
"""How often what was done to make a field fit."""

_INITIAL: Final = 0.7
"""The size of the letter on a tray card, as a share of the label's height."""


_Fields: TypeAlias = list[tuple[Said, Standing]]
"""The texts of a participant that were made to fit, with their sizes and places."""


class _Look(NamedTuple):
    """What the badges of a role share: the ground, the word on its bar, and for what is beside it style and room."""

    ground: Frame
    word: tuple[Text, ...]
    beside: Style
    room: Length


class Press:
    """Makes the badges of an event after a layout; `problems` are what did not fit so far, `deeds` what was done."""

    def __init__(self, event: Event, words: Wording, theme: Theme, layout: Layout) -> None:
        self._event, self._settings = event, event.documents.badges
        self._words, self._theme, self._layout = words, theme, layout
        self._setter = Setter(layout, theme, words.language)
        self.problems = self._setter.problems
        self._header = () if self._settings.overprint else self._header_of(event)
        self._usual = {field: steps[0].largest for field, steps in layout.ladders.items()}
        self._stacked = frozenset(STACK) - layout.hidden - layout.moved.keys()
        self._own = {each.record.key: theme.style(1.0, each.type.cut, each.type.colour or BLACK) for each in layout.own}
        self._looks: dict[str, _Look] = {}
        self.deeds: Deeds = Counter()
        self._smaller = {field: f"smaller than {size:.1f} pt" for field, size in self._usual.items()}
        self._manner = Manner.of(self._settings, words)
        self._codes = Codes(layout, self._settings, words, self.problems)

    @classmethod
    def on(cls, placed: Placed, stock: Stock, event: Event, words: Wording, family: Family) -> Press:
        """The press for a design on a stock."""
        return cls(event, words, Theme.of(event, family), lay_out(placed, stock, event.documents.badges))

    def badge(self, participant: Participant) -> Frame:
        """The front of a participant's badge, without what does not fit."""
        return self.badges([participant])[0]

    def badges(self, participants: Sequence[Participant]) -> list[Frame]:
        """The fronts of participants' badges, without what does not fit; they take every step together."""
        looks = [self._looks.get(each.role) or self._look(each.role, each) for each in participants]
        codes = [self._codes.of(each) for each in participants]
        fields = self._fields(participants, codes)
        lines = [self._lines(*each) for each in zip(participants, fields, looks, strict=True)]
        return [self._front(*each) for each in zip(participants, lines, codes, looks, strict=True)]

    def back(self, participant: Participant, front: Frame) -> Frame:
        """The back of a participant's badge with that front."""
        return front if self._settings.back == ("same",) else self._back.side(participant)

    def inside(self, participant: Participant | None) -> tuple[Frame, ...]:
        """What stands inside a quarter-fold that was not printed before; None is who has not registered."""
        return () if self._settings.overprint else self._back.inside(participant)

    def told(self, participant: Participant) -> Told:
        """What was done to make the front of a participant's badge fit."""
        layout = self._layout
        look = self._look(participant.role, participant)
        (found,) = self._fields([participant], [self._codes.of(participant)])
        fields = [(each, standing.made.fitted, standing.size) for each, standing in found]
        pronouns = Said(Field.PRONOUNS, "pronouns", participant.pronouns)
        beside = pronouns.text and pronouns.field not in (*layout.hidden, *layout.moved)
        if beside and (fitted := self._beside(participant, look)):
            fields.append((pronouns, fitted, fitted.size))
        deeds = (Deed.of(each, fitted, size, self._usual[each.field]) for each, fitted, size in fields)
        return Told(participant, tuple(filter(None, deeds)))

    def blank(self) -> Frame:
        """A badge to write on, for who comes without having registered."""
        look = self._look("participant", self._event)
        return blank(look.ground, look.word, self._layout)

    def tray_card(self, initial: str) -> Frame:
        """The card before the badges of those whose last names begin with a letter."""
        layout, style = self._layout, self._theme.style(1.0, Cut.BOLD)
        ladder = (Step(1, _INITIAL * layout.size.height, 0.0),)
        return tray_card(fit(initial, ladder, style, layout.stack.width, several=0.0, language=""), layout)

    @cached_property
    def _back(self) -> Back:
        return Back(self._event, self._words, self._theme, self._layout)

    def _header_of(self, event: Event) -> tuple[Item, ...]:
        """The event's name and the organiser's logo."""
        layout, items = self._layout, list[Item]()
        picture, box = event.organiser.logo, layout.boxes.get(Field.EVENT)
        if picture and (place := layout.boxes.get(Field.LOGO)):
            drawn = logo(picture.content, place, moved=Field.LOGO in layout.moved)
            items.append(drawn)
            if box and not {Field.EVENT, Field.LOGO} & layout.moved.keys():
                box = box._replace(width=box.width - drawn.size.width - layout.safe)
        if box:
            colour = layout.types[Field.EVENT].colour or self._theme.primary
            style = self._theme.style(1.0, layout.types[Field.EVENT].cut, colour)
            name = self._setter.fitted(Field.EVENT, event.name, style, box.width, event, "name")
            items += event_name(name, box, layout.types[Field.EVENT].align) if name else ()
        return tuple(items)

    def _look(self, role: str, record: Located) -> _Look:
        """What the badges of a role share; it is made when the first record needs it."""
        if role not in self._looks:
            self._looks[role] = self._look_of(role, record)
        return self._looks[role]

    def _look_of(self, role: str, record: Located) -> _Look:
        layout, colour = self._layout, ROLE_COLOURS.get(role, OTHER_ROLE)
        type_, other, overprint = layout.types[Field.ROLE], layout.types[Field.PRONOUNS], self._settings.overprint
        on_ground = type_.colour or (BLACK if overprint else text_on(colour))
        word: tuple[Text, ...] = ()
        room = inside_bar(layout).width
        if Field.ROLE in layout.boxes:
            style = self._theme.style(1.0, type_.cut, on_ground)
            fitted = self._setter.fitted(Field.ROLE, self._words.role(role), style, room, record, "role")
            word = (on_bar(fitted, layout, type_.align),) if fitted else ()
            room -= layout.safe + sum(text.width for text in word)
        shared = Frame(ORIGIN, layout.size) if overprint else ground(self._header, colour, layout)
        return _Look(shared, word, self._theme.style(1.0, other.cut, other.colour or on_ground), room)

    def _front(self, participant: Participant, lines: list[Text], coded: Coded, look: _Look) -> Frame:
        """What all badges of a role share, the lines, and the code."""
        parts: tuple[Frame, ...] = look.ground, Frame(ORIGIN, self._layout.size, tuple(lines), Role.P)
        if coded.rows:
            parts = *parts, self._codes.figure(coded, participant)
        return upright(parts, self._layout)

    def _lines(self, participant: Participant, fields: _Fields, look: _Look) -> list[Text]:
        """The stack, what was moved out of it, the fields of the event's own, and the bar, in the order of reading."""
        layout = self._layout
        lines: list[Text] = []
        for each, standing in fields:
            self._tally(each.field, standing.made.fitted, standing.size)
            lines += texts(standing, layout.types[each.field].align)
        for field in layout.own:
            if text := own(field.record, participant, self._words):
                record = participant if field.record.column else field.record
                found = self._setter.boxed(
                    field.ladder, self._own[field.record.key], text, field.box, record, field.record.column or "text"
                )
                lines += texts(found, field.type.align) if found else ()
        if participant.pronouns:
            lines += self._pronouns(participant, look)
        lines += look.word
        return lines

    def _fields(self, participants: Sequence[Participant], codes: Sequence[Coded]) -> list[_Fields]:
        """The texts of participants that were made to fit."""
        all_said = [said(each, self._words, self._manner) for each in participants]
        stacked = [[each for each in some if each.field in self._stacked] for some in all_said]
        stacks = self._setter.arranged(stacked, [coded.place for coded in codes], participants)
        if self._layout.moved:
            moved = map(self._moved, all_said, participants)
            stacks = [stack | further for stack, further in zip(stacks, moved, strict=True)]
        return [
            [(each, found[each.field]) for each in some if each.field in found]
            for some, found in zip(all_said, stacks, strict=True)
        ]

    def _moved(self, texts: Iterable[Said], participant: Participant) -> dict[Field, Standing]:
        """The texts of a participant in the fields that the event has moved."""
        moved = [(each.field, self._boxed(each, participant)) for each in texts if each.field in self._layout.moved]
        return {field: standing for field, standing in moved if standing}

    def _boxed(self, text: Said, participant: Participant) -> Standing | None:
        """A text of a field that the event has moved."""
        field = text.field
        box, ladder, style = self._layout.boxes[field], self._layout.ladders[field], self._setter.styles[field]
        return self._setter.boxed(ladder, style, text.text, box, participant, text.column, text.shorter)

    def _pronouns(self, participant: Participant, look: _Look) -> list[Text]:
        """What stands beside the role."""
        pronouns = Said(Field.PRONOUNS, "pronouns", participant.pronouns)
        if Field.PRONOUNS in self._layout.hidden:
            return []
        if Field.PRONOUNS in self._layout.moved:
            standing = self._boxed(pronouns, participant)
            return texts(standing, self._layout.types[Field.PRONOUNS].align) if standing else []
        fitted = self._beside(participant, look)
        if not fitted:
            return []
        self._tally(Field.PRONOUNS, fitted, fitted.size)
        return [on_bar(fitted, self._layout, Align.RIGHT)]

    def _beside(self, participant: Participant, look: _Look) -> Fitted | None:
        """The pronouns made to fit beside the role."""
        text, record = participant.pronouns, participant
        return self._setter.fitted(Field.PRONOUNS, text, look.beside, look.room, record, "pronouns")

    def _tally(self, field: Field, fitted: Fitted, size: Length) -> None:
        lines, _, step, shortened = fitted
        if size < self._usual[field]:
            self.deeds[field, self._smaller[field]] += 1
        if len(lines) > 1:
            self.deeds[field, f"in {len(lines)} lines"] += 1
        if step.hyphenate:
            self.deeds[field, "hyphenated"] += 1
        if shortened:
            self.deeds[field, "shortened"] += 1


def notes(deeds: Deeds) -> Iterator[str]:
    """What was done to make each field fit, and how often, in sentences."""
    for field in Field:
        done = [f"{count} {deed}" for (of, deed), count in sorted(deeds.items()) if of == field]
        if done:
            yield f"badges, {field}: {', '.join(done)}"
