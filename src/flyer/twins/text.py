"""A manuscript becomes plain text that reads well aloud, in a mail and on a braille display."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

from flyer.manuscript.model import (
    Content,
    Contribution,
    Cover,
    DayPlan,
    Entry,
    Line,
    Manuscript,
    Payment,
    Prose,
    Rates,
    Section,
    Speakers,
)
from flyer.markup import Run, passages
from flyer.twins.inline import inline, linked
from flyer.twins.lines import beside, columns, underlined, wrapped
from flyer.wording import polish

_MEASURE: Final = 72
"""Columns of a line, that a mail may quote it and stay below 78 (RFC 3676, 4.2)."""

_ITEM, _TALK, _TURNED = "– ", "• ", "  "
"""What an item of a list and a talk begin with, and the further rows of a line."""


def text(manuscript: Manuscript) -> str:
    """Turn a manuscript into lines of at most 72 columns, unless a word or an address is longer.

    Headings are underlined, times stand in a column, links are written out. Pictures are left out.
    """
    writer = _Writer(manuscript.language)
    blocks = (
        writer.cover(manuscript.cover),
        *map(writer.section, manuscript.texts),
        *map(writer.day, manuscript.days),
        *map(writer.section, manuscript.practical),
    )
    return "\n\n\n".join(map("\n".join, blocks)) + "\n"


@dataclass(frozen=True, slots=True)
class _Writer:
    """Turns the parts of a manuscript in one language into lines."""

    language: str

    def cover(self, cover: Cover) -> list[str]:
        title = self._rows((cover.name, cover.title, cover.subtitle), _MEASURE)
        facts = self._rows((*cover.when, *cover.where), _MEASURE)
        return [*underlined(title, "="), *([""] if facts else []), *facts]

    def section(self, section: Section) -> list[str]:
        heading = self._rows((section.heading,), _MEASURE)
        content = chain.from_iterable(map(self._content, section.content))
        return [*(underlined(heading, "-") if heading else []), *([""] if heading else []), *content]

    def day(self, day: DayPlan) -> list[str]:
        clock = max((columns(entry.time) for entry in day.entries), default=0) + 2
        found = underlined(wrapped(f"{self._plain(day.heading)}, {day.date}", _MEASURE), "-")
        for entry in day.entries:
            found += ["", *beside(entry.time, self._entry(entry, _MEASURE - clock), clock)]
        return found

    def _entry(self, entry: Entry, measure: int) -> list[str]:
        talks = (beside(_TALK, self._talk(talk, measure - len(_TALK)), len(_TALK)) for talk in entry.talks)
        return [
            *self._rows((entry.title, entry.where, *entry.subtitle.splitlines()), measure),
            *self._prose(entry.text, measure),
            *self._speakers(entry.speakers, measure),
            *chain.from_iterable(talks),
        ]

    def _talk(self, talk: Contribution, measure: int) -> list[str]:
        return [
            *self._rows((talk.title, *talk.subtitle.splitlines()), measure),
            *self._speakers(talk.speakers, measure),
            *self._prose(talk.text, measure),
            *self._rows((talk.room,), measure),
        ]

    def _speakers(self, speakers: Sequence[Speakers], measure: int) -> list[str]:
        said = (
            ", ".join(filter(None, (polish(each.names, self.language), self._plain(each.affiliation))))
            for each in speakers
        )
        return list(chain.from_iterable(wrapped(each, measure, _TURNED) for each in said))

    def _content(self, content: Content) -> list[str]:
        match content:
            case Line():
                return wrapped(_written(linked(content, self.language)), _MEASURE, _TURNED)
            case Prose():
                return self._prose(content.text, _MEASURE)
            case Rates():
                amount = max(columns(rate.amount) for rate in content.rates) + 2
                said = (self._plain(", ".join(filter(None, (rate.name, rate.detail)))) for rate in content.rates)
                rows = (wrapped(each, _MEASURE - amount) for each in said)
                pairs = zip(content.rates, rows, strict=True)
                return list(chain.from_iterable(beside(rate.amount, row, amount) for rate, row in pairs))
            case Payment():
                return list(chain.from_iterable(map(self._content, content.lines)))

    def _prose(self, text: str, measure: int) -> list[str]:
        """Paragraphs with an empty line between them; the items of a list stand close."""
        found: list[str] = []
        for passage in passages(text):
            said = self._plain(passage.text)
            if passage.listed:
                found += beside(_ITEM, wrapped(said, measure - len(_ITEM)), len(_ITEM))
            else:
                found += [*([""] if found else []), *wrapped(said, measure)]
        return found

    def _rows(self, texts: Iterable[str], measure: int) -> list[str]:
        """Each text on rows of its own."""
        return list(chain.from_iterable(wrapped(self._plain(each), measure, _TURNED) for each in texts))

    def _plain(self, text: str) -> str:
        return _written(inline(text, self.language))


def _written(runs: Iterable[Run]) -> str:
    return "".join(_in_full(run) for run in runs)


def _in_full(run: Run) -> str:
    """The text of a run and where it leads, once where both are the same."""
    address = run.url.removeprefix("mailto:").removeprefix("tel:")
    shown = address.removeprefix("https://").removeprefix("http://").rstrip("/")
    if run.text.rstrip("/") == shown:
        return address
    said_already = not address or run.text == address or run.url.startswith("tel:")
    return run.text if said_already else f"{run.text} <{address}>"
