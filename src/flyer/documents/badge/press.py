"""The press: participants become badges one by one, each made to fit, and what does not fit becomes a problem."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from typing import Final, NamedTuple

from flyer.documents.badge.back import Back
from flyer.documents.badge.code import Spot
from flyer.documents.badge.codes import Codes
from flyer.documents.badge.design import OTHER_ROLE, ROLE_COLOURS, STACK, Field, Placed
from flyer.documents.badge.fields import Manner, Said, own, said
from flyer.documents.badge.fitting import Fitted, Step, fit
from flyer.documents.badge.label import (
    Set,
    blank,
    event_name,
    ground,
    inside_bar,
    is_wide,
    logo,
    on_bar,
    texts,
    tray_card,
    upright,
)
from flyer.documents.badge.layout import Box, Layout, lay_out
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

_INITIAL: Final = 0.7
"""The size of the letter on a tray card, as a share of the label's height."""


class _Look(NamedTuple):
    """What the badges of a role share: the ground, the word on its bar, and for what is beside it style and room."""

    ground: Frame
    word: tuple[Text, ...]
    beside: Style
    room: Length


class _Placed(NamedTuple):
    """A text that was made to fit, its size, its top, and the box it stands in."""

    said: Said
    made: Set
    size: Length
    y: Length
    box: Box


class Press:
    """Makes the badges of an event after a layout; `problems` are what did not fit so far."""

    def __init__(self, event: Event, words: Wording, theme: Theme, layout: Layout) -> None:
        self._event, self._settings = event, event.documents.badges
        self._words, self._theme, self._layout = words, theme, layout
        self._setter = Setter(layout, theme, words.language)
        self.problems = self._setter.problems
        self._header = () if self._settings.overprint else self._header_of(event)
        self._stacked = frozenset(STACK) - layout.hidden - layout.moved.keys()
        self._own = {each.record.key: theme.style(1.0, each.type.cut, each.type.colour or BLACK) for each in layout.own}
        self._looks: dict[str, _Look] = {}
        self._deeds: Counter[tuple[Field, str]] = Counter()
        self._manner = Manner.of(self._settings, words)
        self._codes = Codes(layout, self._settings, words, self.problems)

    @classmethod
    def on(cls, placed: Placed, stock: Stock, event: Event, words: Wording, family: Family) -> Press:
        """The press for a design on a stock."""
        return cls(event, words, Theme.of(event, family), lay_out(placed, stock, event.documents.badges))

    def badge(self, participant: Participant) -> Frame:
        """The front of a participant's badge, without what does not fit."""
        look = self._looks.get(participant.role) or self._look(participant.role, participant)
        coded = self._codes.of(participant)
        lines = [*self._lines(participant, coded.place), *self._pronouns(participant, look), *look.word]
        parts: tuple[Frame, ...] = look.ground, Frame(ORIGIN, self._layout.size, tuple(lines), Role.P)
        if coded.rows:
            parts = *parts, self._codes.figure(coded, participant)
        return upright(parts, self._layout)

    def sides(self, participant: Participant) -> tuple[Frame, ...]:
        """The front and the back of a participant's badge."""
        front = self.badge(participant)
        if self._settings.back == ("same",):
            return front, front
        return front, self._back.side(participant)

    def inside(self, participant: Participant | None) -> tuple[Frame, ...]:
        """What stands inside a quarter-fold that was not printed before; None is who has not registered."""
        return () if self._settings.overprint else self._back.inside(participant)

    def told(self, participant: Participant) -> Told:
        """What was done to make the front of a participant's badge fit."""
        layout, usual = self._layout, self._layout.ladders
        look = self._look(participant.role, participant)
        place = self._codes.of(participant).place
        fields = [(each.said, each.made.fitted, each.size) for each in self._fields(participant, place)]
        pronouns = Said(Field.PRONOUNS, "pronouns", participant.pronouns)
        beside = pronouns.text and pronouns.field not in (*layout.hidden, *layout.moved)
        if beside and (fitted := self._beside(participant, look)):
            fields.append((pronouns, fitted, fitted.size))
        deeds = (Deed.of(each, fitted, size, usual[each.field][0].largest) for each, fitted, size in fields)
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

    def notes(self) -> Iterator[str]:
        """What was done to make each field fit, and how often."""
        for field in Field:
            deeds = [f"{count} {deed}" for (of, deed), count in sorted(self._deeds.items()) if of == field]
            if deeds:
                yield f"badges, {field}: {', '.join(deeds)}"

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

    def _lines(self, participant: Participant, place: Spot) -> list[Text]:
        """The stack, what was moved out of it, and the fields of the event's own, in the order of reading."""
        layout, lines = self._layout, list[Text]()
        for each, made, size, y, box in self._fields(participant, place):
            self._tally(each.field, made.fitted, size)
            lines += texts(made, size, y, box, layout.types[each.field].align)
        for field in layout.own:
            if text := own(field.record, participant, self._words):
                record = participant if field.record.column else field.record
                found = self._setter.boxed(
                    field.ladder, self._own[field.record.key], text, field.box, record, field.record.column or "text"
                )
                lines += texts(found, found.fitted.size, field.box.y, field.box, field.type.align) if found else ()
        return lines

    def _fields(self, participant: Participant, place: Spot) -> Iterator[_Placed]:
        """The texts of a participant that were made to fit, with their sizes and places."""
        layout = self._layout
        shown = [each for each in said(participant, self._words, self._manner) if each.field not in layout.hidden]
        made, sizes, tops = self._setter.arranged(
            [each for each in shown if each.field in self._stacked], place, participant
        )
        for each in shown:
            field = each.field
            if field in made:
                one, size = made[field], sizes[field]
                box = layout.stack if is_wide(one, size, place) else place.beside
                yield _Placed(each, one, size, tops[field], box)
            elif field in layout.moved:
                yield from self._boxed(each, self._setter.styles[field], participant)

    def _boxed(self, text: Said, style: Style, participant: Participant) -> Iterator[_Placed]:
        """A text of a field that the event has moved."""
        box, ladder = self._layout.boxes[text.field], self._layout.ladders[text.field]
        if made := self._setter.boxed(ladder, style, text.text, box, participant, text.column, text.shorter):
            yield _Placed(text, made, made.fitted.size, box.y, box)

    def _pronouns(self, participant: Participant, look: _Look) -> Iterator[Text]:
        """What stands beside the role."""
        pronouns = Said(Field.PRONOUNS, "pronouns", participant.pronouns)
        if not pronouns.text or Field.PRONOUNS in self._layout.hidden:
            return
        if Field.PRONOUNS in self._layout.moved:
            for _, made, size, y, box in self._boxed(pronouns, self._setter.styles[Field.PRONOUNS], participant):
                yield from texts(made, size, y, box, self._layout.types[Field.PRONOUNS].align)
        elif fitted := self._beside(participant, look):
            self._tally(Field.PRONOUNS, fitted, fitted.size)
            yield on_bar(fitted, self._layout, Align.RIGHT)

    def _beside(self, participant: Participant, look: _Look) -> Fitted | None:
        """The pronouns made to fit beside the role."""
        text, record = participant.pronouns, participant
        return self._setter.fitted(Field.PRONOUNS, text, look.beside, look.room, record, "pronouns")

    def _tally(self, field: Field, fitted: Fitted, size: Length) -> None:
        usual = self._layout.ladders[field][0].largest
        if size < usual:
            self._deeds[field, f"smaller than {usual:.1f} pt"] += 1
        if len(fitted.lines) > 1:
            self._deeds[field, f"in {len(fitted.lines)} lines"] += 1
        if fitted.step.hyphenate:
            self._deeds[field, "hyphenated"] += 1
        if fitted.shortened:
            self._deeds[field, "shortened"] += 1
