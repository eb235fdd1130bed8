"""Running text of a manuscript becomes runs, polished as on paper."""

from __future__ import annotations

from collections.abc import Iterator

from flyer.manuscript.model import Line
from flyer.markup import Run, runs
from flyer.wording import polish


def inline(text: str, language: str) -> tuple[Run, ...]:
    """The runs of a text with light markup."""
    return runs(polish(text, language))


def linked(line: Line, language: str) -> Iterator[Run]:
    """The runs of a line, each of its links one of them."""
    for text, url in line.pieces():
        yield from [Run(polish(text, language), url)] if url else inline(text, language)
