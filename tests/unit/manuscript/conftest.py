"""An evening that says nothing it need not, and what its programme says."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from flyer.event.model import Address, Event, Organiser
from flyer.manuscript.model import Line, Manuscript, Payment, Prose, Rates
from flyer.manuscript.programme import manuscript
from flyer.wording import Wording

BERLIN = ZoneInfo("Europe/Berlin")
EVENING = Event(
    name="Sommerfest",
    language="de",
    starts=dt.datetime(2026, 6, 20, 18, tzinfo=BERLIN),
    ends=dt.datetime(2026, 6, 20, 22, tzinfo=BERLIN),
    organiser=Organiser(name="Musikverein Aa", address=Address(city="Aa")),
)


@pytest.fixture
def written() -> Callable[..., Manuscript]:
    """The manuscript of the evening with these changes."""

    def made(**changes: Any) -> Manuscript:
        event = replace(EVENING, **changes)
        return manuscript(event, Wording.of(event.language))

    return made


@pytest.fixture
def practical(written: Callable[..., Manuscript]) -> Callable[..., dict[str, list[str]]]:
    """The lines under each heading of the practical facts, no-break spaces as blanks, links as [text](url)."""

    def made(**changes: Any) -> dict[str, list[str]]:
        said: dict[str, list[str]] = {}
        for section in written(**changes).practical:
            said[section.heading] = lines = []
            for content in section.content:
                match content:
                    case Line():
                        lines.append("".join(f"[{text}]({url})" if url else text for text, url in content.pieces()))
                    case Prose():
                        lines.append(content.text)
                    case Rates():
                        lines += (" | ".join((rate.amount, rate.name, rate.detail)) for rate in content.rates)
                    case Payment():
                        lines += (line.text for line in content.lines)
            said[section.heading] = [line.replace("\u00a0", " ") for line in lines]
        return said

    return made
