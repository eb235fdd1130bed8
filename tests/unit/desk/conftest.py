"""A running desk, a browser that shows its page, and the printer."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path

import pytest

from desks import PEOPLE, Browser, Desk, Printer
from flyer.desk import printing
from flyer.event.model import Event, Fee, Organiser, Registration
from flyer.people.model import Participant


@pytest.fixture(autouse=True)
def _hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Printers are looked at more often than people can see."""
    monkeypatch.setattr(printing, "_GLANCE", 0.002)
    monkeypatch.setattr(printing, "_REST", 0.002)


@pytest.fixture
def event() -> Event:
    return Event(
        name="Tagung",
        language="de",
        starts=dt.datetime(2022, 3, 28, tzinfo=dt.UTC),
        ends=dt.datetime(2022, 3, 30, tzinfo=dt.UTC),
        organiser=Organiser(name="Verein"),
        registration=Registration(
            fees=(
                Fee(id="standard", name="Teilnahmebetrag", amount=Decimal(330)),
                Fee(id="member", name="Mitglieder", amount=Decimal(290)),
            )
        ),
    )


@pytest.fixture
def printer() -> Printer:
    return Printer()


@pytest.fixture
def start(event: Event, tmp_path: Path, printer: Printer) -> Iterator[Callable[..., Desk]]:
    """Starts desks over the same file, with the same printer."""
    desks: list[Desk] = []

    def started(people: Sequence[Participant] = PEOPLE, printers: dict[str, Printer] | None = None) -> Desk:
        desk = Desk(event, tmp_path / "ledger.sqlite", {"zebra": printer} if printers is None else printers, people)
        desks.append(desk)
        return desk

    yield started
    for desk in desks:
        if not desk._loop.is_closed():
            desk.stop()


@pytest.fixture
def desk(start: Callable[..., Desk]) -> Desk:
    return start()


@pytest.fixture
def browser(desk: Desk) -> Browser:
    return desk.browser().open("/")
