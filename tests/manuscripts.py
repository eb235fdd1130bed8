"""The words of a manuscript, to be compared with those of whatever was made of it."""

import re
from collections.abc import Iterable, Iterator, Sequence

from flyer.manuscript.model import (
    Content,
    Contribution,
    DayPlan,
    Entry,
    Line,
    Manuscript,
    Payment,
    Prose,
    Rates,
    Section,
)
from flyer.markup import passages, plain
from flyer.wording import polish


def words_in(text: str) -> list[str]:
    """The words of a text: letters and digits between anything else; a divided word is one."""
    return re.findall(r"\w+", re.sub("\u00ad\\s*", "", text))


def words_of(manuscript: Manuscript, *, days_first: bool = False) -> list[str]:
    """All words that are read, in reading order: cover, texts and days (or these first), practical facts.

    Alternative texts of logos, captions and what a code says are not among them.
    """
    cover, language = manuscript.cover, manuscript.language
    texts = [word for section in manuscript.texts for word in words_of_section(section, language)]
    days = _words((text for day in manuscript.days for text in _day(day)), language)
    return [
        *_words((cover.name, cover.title, cover.subtitle, *cover.when, *cover.where), language),
        *(days + texts if days_first else texts + days),
        *(word for section in manuscript.practical for word in words_of_section(section, language)),
    ]


def words_of_section(section: Section, language: str) -> list[str]:
    """The words of a section in reading order."""
    return _words((section.heading, *(text for content in section.content for text in _content(content))), language)


def _words(texts: Iterable[str], language: str) -> list[str]:
    return [word for text in texts for word in words_in(plain(polish(text, language)))]


def _content(content: Content) -> Iterator[str]:
    match content:
        case Line():
            yield content.text
        case Prose():
            yield from (passage.text for passage in passages(content.text))
        case Rates():
            for rate in content.rates:
                yield from (rate.amount, rate.name, rate.detail)
        case Payment():
            yield from (line.text for line in content.lines)


def _day(day: DayPlan) -> list[str]:
    return [day.heading, day.date, *(text for entry in day.entries for text in _entry(entry))]


def _entry(entry: Entry) -> Iterator[str]:
    yield from (entry.time, entry.title, entry.where, entry.subtitle)
    yield from (passage.text for passage in passages(entry.text))
    yield from _speakers(entry)
    for talk in entry.talks:
        yield from (talk.title, talk.subtitle, *_speakers(talk))
        yield from (passage.text for passage in passages(talk.text))
        yield talk.room


def _speakers(who: Entry | Contribution) -> Sequence[str]:
    return [text for speakers in who.speakers for text in (speakers.names, speakers.affiliation)]
