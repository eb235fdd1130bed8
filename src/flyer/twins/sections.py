"""Sections of a manuscript become sections of the page: paragraphs, lists, fees as a table, how to pay."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from flyer.manuscript.model import Content, Line, Payment, Prose, Rate, Rates, Section
from flyer.markup import passages
from flyer.twins.inline import inline, linked
from flyer.twins.markup import Html, element, escaped, lines, running
from flyer.twins.pictures import giro_code
from flyer.wording import Wording


def sections(sections: Sequence[Section], words: Wording, prefix: str) -> Html:
    """Turn sections into sections whose ids are `prefix` and their number; a notice has no heading of its own."""
    return lines(_section(section, words, f"{prefix}-{number}") for number, section in enumerate(sections, start=1))


def prose(text: str, words: Wording) -> Html:
    """Paragraphs, and lists of the items that follow each other."""

    def written() -> Iterator[Html]:
        for listed, group in groupby(passages(text), key=lambda passage: passage.listed):
            said = [running(inline(passage.text, words.language)) for passage in group]
            pieces = [element("li" if listed else "p", each) for each in said]
            yield from [element("ul", lines(pieces))] if listed else pieces

    return Html("\n".join(written()))


def _section(section: Section, words: Wording, id_: str) -> Html:
    content = lines(_content(each, words, id_) for each in section.content)
    if section.notice:
        return element("div", content, class_="notice", role="note")
    heading = element("h2", running(inline(section.heading, words.language)), id=id_)
    body = element("address", content) if _is_contact(section) else content
    return element("section", lines((heading, body)))


def _is_contact(section: Section) -> bool:
    """Whether the section says where to write to."""
    said = (line for line in section.content if isinstance(line, Line))
    return any(url.startswith("mailto:") for line in said for _, url in line.links)


def _content(content: Content, words: Wording, id_: str) -> Html:
    match content:
        case Line():
            return _line(content, words)
        case Prose():
            return prose(content.text, words)
        case Rates():
            rows = (_rate(rate, words) for rate in content.rates)
            return element("table", element("tbody", lines(rows)), aria_labelledby=id_)
        case Payment():
            said = element("div", lines(_line(line, words) for line in content.lines))
            code = giro_code(content.transfer, words) if content.transfer else Html("")
            return element("div", lines((said, code)), class_="payment")


def _line(line: Line, words: Wording) -> Html:
    return element("p", running(linked(line, words.language)), class_="line")


def _rate(rate: Rate, words: Wording) -> Html:
    name = element("strong", running(inline(rate.name, words.language)))
    detail = (Html(", "), running(inline(rate.detail, words.language))) if rate.detail else ()
    return element("tr", element("th", escaped(rate.amount), scope="row"), element("td", name, *detail))
