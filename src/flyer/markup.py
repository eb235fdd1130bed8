r"""Markup: the few marks a user may write into running text become runs and passages; no text is an error.

    *italic*  **bold**  ***both***  [text](https://…)  https://…  \* for a star that is none of these

A marker opens only where a word begins and closes only where one ends, so that "Teilnehmer*innen", "5 * 3" and a
footnote* stay as they are; what is not closed stays too. A blank line ends a paragraph, "- " begins a list item.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from typing import Final

_URL: Final = r"(?:https?://|mailto:|tel:)[^\s()]+"
_TOKEN = re.compile(
    rf"\\(?P<escaped>[!-/:-@\[-`{{-~])|\[(?P<label>[^\[\]]+)\]\((?P<target>{_URL})\)"
    r"|(?P<url>https?://[^\s<>()\[\]\\]*[^\s<>()\[\]*\\.,;:!?'\"“”])|(?P<stars>\*+)|(?P<text>(?:(?!https?://)[^\\\[*])+|.)",
    re.DOTALL,
)
_OPENS_NOTHING, _CLOSES_NOTHING = ".,;:!?)]}“”", "([{„"


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, or an item of a list, with its inline markup; its line breaks are kept."""

    text: str
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text of one kind; `url` is http(s), mailto or tel, "" where it leads nowhere."""

    text: str
    url: str = ""
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class _Token:
    """Text that leads to a URL or to none, or a marker of 1 (italic), 2 (bold) or 3 stars (both)."""

    text: str
    url: str = ""
    stars: int = 0
    opens: bool = False
    closes: bool = False


def passages(text: str) -> tuple[Passage, ...]:
    """Cut a text into paragraphs and list items."""
    found: list[Passage] = []
    begun = False
    for line in map(str.strip, text.splitlines()):
        if line.startswith("- "):
            found.append(Passage(line[2:].strip(), listed=True))
        elif line and begun:
            found[-1] = replace(found[-1], text=f"{found[-1].text}\n{line}")
        elif line:
            found.append(Passage(line))
        begun = bool(line)
    return tuple(found)


def runs(text: str) -> tuple[Run, ...]:
    """Read inline markup; neighbours differ in kind, line breaks are kept."""
    kinds = groupby(_emphasis(_tokens(text)), key=lambda each: (each[0].url, *each[1:]))
    return tuple(Run("".join(token.text for token, *_ in group), *kind) for kind, group in kinds)


@lru_cache(maxsize=1 << 8)
def plain(text: str) -> str:
    """The text without its markup, for where nothing can be set: a title of a file."""
    return "".join(run.text for run in runs(text))


def _tokens(text: str) -> Iterator[_Token]:
    for match in _TOKEN.finditer(text):
        kind, whole = match.lastgroup, match[0]
        if kind == "escaped":
            yield _Token(match["escaped"])
        elif kind == "target":
            yield from (replace(token, url=match["target"]) for token in _tokens(match["label"]))
        elif kind == "url":
            yield _Token(whole, url=whole)
        elif kind == "stars" and len(whole) <= 3:
            before, after = text[max(0, match.start() - 1) : match.start()], text[match.end() : match.end() + 1]
            opens = not before.isalnum() and after.strip() != "" and after not in _OPENS_NOTHING
            closes = not after.isalnum() and before.strip() != "" and before not in _CLOSES_NOTHING
            yield _Token(whole, "", len(whole), opens, closes)
        else:
            yield _Token(whole)


def _emphasis(tokens: Iterator[_Token]) -> Iterator[tuple[_Token, bool, bool]]:
    """Each text with whether it is bold and whether it is italic; markers without a partner are text."""
    sequence = list(tokens)
    partners = _partners(sequence)
    bold = italic = 0
    for position, token in enumerate(sequence):
        if position in partners:
            step = 1 if partners[position] > position else -1
            bold += step * (token.stars >= 2)
            italic += step * (token.stars != 2)
        elif token.text:
            yield token, bold > 0, italic > 0


def _partners(tokens: list[_Token]) -> dict[int, int]:
    """The position of the closing marker for each opening one, and the other way round."""
    partners: dict[int, int] = {}
    waiting: list[int] = []
    for position, token in enumerate(tokens):
        open_ = next((n for n in reversed(waiting) if tokens[n].stars == token.stars), None) if token.closes else None
        if open_ is not None:
            partners |= {open_: position, position: open_}
            waiting = [n for n in waiting if n < open_]
        elif token.opens:
            waiting.append(position)
    return partners
