"""The codes of a run of badges: each participant's symbol, its place, and what a reader is told about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from flyer.documents.badge.code import CodeTooLarge, Spot, payload, spot
from flyer.documents.badge.layout import Layout
from flyer.event.model import BadgeSettings
from flyer.payment import symbol
from flyer.payment.error import PaymentError
from flyer.people.model import Participant
from flyer.problems import Phrase, Problem, place_of
from flyer.typeset.frame import ORIGIN, Frame, Modules, Role
from flyer.units import in_mm
from flyer.wording import Wording

_SYMBOLS: Final[Mapping[str, tuple[symbol.Level, int]]] = {"id": ("M", 3), "url": ("M", 10), "vcard": ("L", 13)}
"""The error correction and the largest version for each content; 3-M holds 42 bytes, an id has at most 40."""

_HINT: Final = Phrase("put the id alone into the code, or choose a stock with larger labels")

_HERE: Final = "\0"
"""Stands in a phrase for what differs from badge to badge."""


class Coded(NamedTuple):
    """The rows of a symbol, none where there is no code, its place, and what it holds."""

    rows: tuple[int, ...]
    place: Spot
    content: str = ""


class Codes:
    """Makes the codes of badges; what has no room goes to `problems`."""

    def __init__(self, layout: Layout, settings: BadgeSettings, words: Wording, problems: list[Problem]) -> None:
        self._layout, self._settings, self._problems = layout, settings, problems
        self._alt = _alt(words, settings.code)
        self._none = Coded((), spot(0, layout))
        self._spots: dict[int, Spot | CodeTooLarge] = {}

    def of(self, participant: Participant) -> Coded:
        """The code of a participant's badge."""
        if not self._layout.code:
            return self._none
        settings = self._settings
        try:
            content = payload(participant, settings)
            rows = symbol.encode(content.encode(), *_SYMBOLS[settings.code]).rows
        except PaymentError as error:
            self._problems.append(Problem(place_of(participant, "id"), error.what, error.hint))
            return self._none
        place = self._spots.get(len(rows)) or self._placed(len(rows))
        if isinstance(place, Spot):
            return Coded(rows, place, content)
        needs, has = (f"{in_mm(length):.1f}" for length in (place.needs, place.has))
        what = Phrase("the QR code does not fit: it needs {needs} mm, the label has {has} mm", needs=needs, has=has)
        self._problems.append(Problem(place_of(participant, "id"), what, _HINT))
        return self._none

    def figure(self, coded: Coded, participant: Participant) -> Frame:
        """The frame of a code."""
        place = coded.place
        alt = self._alt.replace(_HERE, participant.full_name if self._settings.code == "vcard" else coded.content)
        return Frame(place.at, place.size, (Modules(ORIGIN, place.side, coded.rows),), Role.FIGURE, alt)

    def _placed(self, modules: int) -> Spot | CodeTooLarge:
        """The place of symbols of a size, looked for once."""
        try:
            self._spots[modules] = found = spot(modules, self._layout)
            self._problems += self._in_its_way(found)
        except CodeTooLarge as error:
            self._spots[modules] = error
        return self._spots[modules]

    def _in_its_way(self, place: Spot) -> Iterator[Problem]:
        """What the event has put where the design has the code."""
        if self._layout.code_at:
            return
        boxes = [(self._layout.boxes[field], record) for field, record in self._layout.moved.items()]
        for box, record in (*boxes, *((own.box, own.record) for own in self._layout.own)):
            if place.box.overlaps(box):
                hint = "move it, make it smaller, or move the code"
                yield Problem(place_of(record), f"the field '{record.key}' overlaps the code", hint)


def _alt(words: Wording, code: str) -> str:
    """What a reader is told about a code, with a place for what it holds."""
    match code:
        case "vcard":
            return words("QR code: contact data of {name}", name=_HERE)
        case "url":
            return words("QR code: {url}", url=_HERE)
        case _:
            return words("QR code: id {id}", id=_HERE)
