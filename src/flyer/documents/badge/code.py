"""The QR code of a badge: what it holds, and where a symbol stands on the layout."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from flyer.documents.badge.layout import Box, Layout
from flyer.event.model import BadgeSettings
from flyer.people.model import Participant
from flyer.typeset.frame import QUIET_ZONE, READABLE_MODULE, Point, Size
from flyer.units import Length, in_mm

_UNRESERVED: Final = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
"""What stands for itself in an address (RFC 3986, 2.3)."""

_ESCAPED: Final = str.maketrans({"\\": "\\\\", ",": "\\,", ";": "\\;", "\n": "\\n"})
"""What has a meaning in a value of a vCard (RFC 2426, 4)."""

_WIFI_ESCAPED: Final = str.maketrans({mark: f"\\{mark}" for mark in '\\;,:"'})
"""What has a meaning in a WIFI: text, as the ZXing project wrote it down first."""


_SLACK: Final = 1e-6


class CodeTooLarge(ValueError):
    """A symbol for which the layout has no room: the side it needs, with its quiet zone, and what there is."""

    def __init__(self, needs: Length, has: Length) -> None:
        super().__init__(f"needs {in_mm(needs):.1f} mm, there are {in_mm(has):.1f} mm")
        self.needs, self.has = needs, has


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a symbol stands, `side` wide without its `quiet` zone, and what it leaves to the text.

    Text ends at `bottom`; below `clear` its lines are at most `narrow` and stand `beside`.
    """

    at: Point
    side: Length
    quiet: Length
    narrow: Length
    bottom: Length
    clear: Length
    beside: Box

    @property
    def size(self) -> Size:
        """The size of the symbol."""
        return Size(self.side, self.side)

    @property
    def box(self) -> Box:
        """The symbol with its quiet zone."""
        width = self.side + 2 * self.quiet
        return Box(self.at.x - self.quiet, self.at.y - self.quiet, width, width)


def payload(participant: Participant, settings: BadgeSettings) -> str:
    """What the code of a participant's badge holds."""
    match settings.code:
        case "vcard":
            return _vcard(participant, participant.email if settings.code_email else "")
        case "url":
            return settings.code_url.replace("{id}", _percent_encoded(participant.id))
        case _:
            return participant.id


def wifi(name: str, password: str) -> str:
    """What a code holds that joins telephones to a wireless network."""
    name, password = name.translate(_WIFI_ESCAPED), password.translate(_WIFI_ESCAPED)
    return f"WIFI:T:WPA;S:{name};P:{password};;" if password else f"WIFI:T:nopass;S:{name};;"


def spot(modules: int, layout: Layout) -> Spot:
    """The place of a symbol of so many modules a side; CodeTooLarge when there is none.

    Modules are whole dots of the printer and at least 0.4 mm, which telephones' cameras resolve.
    """
    stack = layout.stack
    if not modules:
        return Spot(Point(0.0, 0.0), 0.0, 0.0, stack.width, stack.foot, stack.foot, stack)
    module = whole_dots(modules, layout.code_at.width if layout.code_at else layout.code, layout.dot)
    side, quiet = modules * module, QUIET_ZONE * module
    if layout.code_at:
        _check(side, layout.code_at.width)
        return Spot(Point(layout.code_at.x, layout.code_at.y), side, quiet, stack.width, stack.foot, stack.foot, stack)
    right, foot = layout.size.width - layout.safe, layout.code_foot - (quiet if layout.bar else 0.0)
    at = Point(_on_dot(right - side, layout.dot), _on_dot(foot - side, layout.dot))
    clear, narrow = at.y - quiet, at.x - quiet - stack.x
    if layout.design.beside:
        _check(side + quiet, min(stack.width / 2, stack.height))
        narrow = min(narrow, stack.width)
        return Spot(at, side, quiet, narrow, stack.foot, min(clear, stack.foot), stack._replace(width=narrow))
    _check(side + 2 * quiet, stack.height / 2)
    bottom = min(stack.foot, clear)
    return Spot(at, side, quiet, stack.width, bottom, bottom, stack)


def whole_dots(modules: int, side: Length, dot: Length) -> Length:
    """The side of a module of a symbol about so wide: whole dots, and not less than cameras resolve."""
    return dot * max(int(side / modules / dot + _SLACK), math.ceil(READABLE_MODULE / dot - _SLACK))


def _check(needs: Length, has: Length) -> None:
    if needs > has + _SLACK:
        raise CodeTooLarge(needs, has)


def _on_dot(length: Length, dot: Length) -> Length:
    return math.floor(length / dot) * dot


def _percent_encoded(text: str) -> str:
    """The text as a part of an address (RFC 3986, 2.1)."""
    return "".join(chr(byte) if byte in _UNRESERVED else f"%{byte:02X}" for byte in text.encode())


def _vcard(participant: Participant, email: str) -> str:
    """A vCard 3.0 (RFC 2426), which more telephones read than 4.0."""
    title, first, last, organisation = (
        text.translate(_ESCAPED)
        for text in (participant.title, participant.first_name, participant.last_name, participant.organisation)
    )
    lines = [
        "BEGIN:VCARD",
        "VERSION:3.0",
        f"N:{last};{first};;{title};",
        f"FN:{' '.join(filter(None, (title, first, last)))}",
        organisation and f"ORG:{organisation}",
        email and f"EMAIL:{email.translate(_ESCAPED)}",
        "END:VCARD",
    ]
    return "\r\n".join(filter(None, lines)) + "\r\n"
