"""The manuscript: what a programme says, in words and in reading order, before it is set on paper or on a page.

All texts are in the event's language. `text` fields of the user keep the light markup of event.yaml (*italic*,
**bold**, links) and are not polished yet; whoever sets them does both. Everything remembers where it was written.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from flyer.event.model import Kind
from flyer.payment.transfer import CreditTransfer
from flyer.problems import Place


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph; `links` are stretches of its text, in their order, and where they lead; they hold no markup.

    `place` is given where the line was written elsewhere than the first of its section.
    """

    text: str
    links: tuple[tuple[str, str], ...] = ()
    place: Place | None = field(default=None, compare=False)

    def pieces(self) -> Iterator[tuple[str, str]]:
        """The text piece by piece, each with the URL it leads to or ""; no piece is empty."""
        rest = self.text
        for shown, url in self.links:
            before, _, rest = rest.partition(shown)
            if before:
                yield before, ""
            yield shown, url
        if rest:
            yield rest, ""


@dataclass(frozen=True, slots=True)
class Prose:
    """Paragraphs and list items as the user wrote them."""

    text: str


@dataclass(frozen=True, slots=True)
class Rate:
    """A fee: the amount with its currency, the name, and what it includes and excludes."""

    amount: str
    name: str
    detail: str


@dataclass(frozen=True, slots=True)
class Rates:
    """The table of fees."""

    rates: tuple[Rate, ...]


@dataclass(frozen=True, slots=True)
class Payment:
    """How to pay: lines, and the same as a transfer for a QR code where there can be one; the reference's place."""

    lines: tuple[Line, ...]
    place: Place
    transfer: CreditTransfer | None = None


Content: TypeAlias = Line | Prose | Rates | Payment


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it; a `notice` is set bold in a box, and its heading is ""."""

    heading: str
    content: tuple[Content, ...]
    place: Place
    notice: bool = False


@dataclass(frozen=True, slots=True)
class Speakers:
    """Those who follow each other with the same affiliation: their names joined, and what they belong to."""

    names: str
    affiliation: str = ""


@dataclass(frozen=True, slots=True)
class Contribution:
    """A talk inside a session."""

    title: str
    place: Place
    subtitle: str = ""
    speakers: tuple[Speakers, ...] = ()
    text: str = ""
    room: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A session: `time` as it is printed, `where` is room and track joined as they are printed."""

    time: str
    title: str
    place: Place
    start: dt.time
    end: dt.time | None = None
    kind: Kind = Kind.SESSION
    room: str = ""
    track: str = ""
    where: str = ""
    subtitle: str = ""
    text: str = ""
    speakers: tuple[Speakers, ...] = ()
    talks: tuple[Contribution, ...] = ()

    @property
    def is_quiet(self) -> bool:
        """Whether its title is lighter than others."""
        return self.kind.is_quiet


@dataclass(frozen=True, slots=True)
class DayPlan:
    """A day: its heading, its date as printed and as a `day`, and its entries by time, then room."""

    heading: str
    date: str
    entries: tuple[Entry, ...]
    place: Place
    day: dt.date


@dataclass(frozen=True, slots=True)
class Logo:
    """A logo: its file, and what is said in its place ("Logo of …")."""

    content: bytes = field(repr=False)
    alt: str


@dataclass(frozen=True, slots=True)
class Cover:
    """What stands in front: name, theme, subtitle, when and where (a line each), the logos of those who invite."""

    name: str
    title: str
    subtitle: str
    when: tuple[str, ...]
    where: tuple[str, ...]
    logos: tuple[Logo, ...]
    title_place: Place
    venue_place: Place


@dataclass(frozen=True, slots=True)
class Manuscript:
    """The whole programme: the cover, what the event is about, its days, and the practical facts.

    `title` names the file and still holds the user's markup. `days` may be empty, and so may a day's entries.
    """

    language: str
    title: str
    cover: Cover
    texts: tuple[Section, ...]
    days: tuple[DayPlan, ...]
    practical: tuple[Section, ...]
