"""An event with all that a letter prints, payers and their invoices."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from flyer.billing.invoicing import invoices, numbered
from flyer.billing.model import Invoice
from flyer.event.model import (
    Address,
    Asset,
    Bank,
    Contact,
    Event,
    Fee,
    Organiser,
    Registration,
    Tax,
    TaxScheme,
    Venue,
)
from flyer.payment.bic import BIC
from flyer.payment.iban import IBAN
from flyer.people.model import Participant, Payer
from flyer.problems import Place
from flyer.typeset.frame import Frame, Text

BERLIN = ZoneInfo("Europe/Berlin")
LOGO = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 20"><rect width="60" height="20"/></svg>'
FEE = Fee(
    id="standard",
    name="Teilnahmebetrag",
    amount=Decimal(330),
    includes="Mittagessen",
    excludes="Übernachtung",
)
PLACES = {"": Place("participants.csv", 7)}


@pytest.fixture
def conference() -> Event:
    return Event(
        name="Jahrestagung 2022",
        title="Integrierte Sozialplanung",
        language="de",
        starts=dt.datetime(2022, 3, 28, 13, tzinfo=BERLIN),
        ends=dt.datetime(2022, 3, 30, 16, tzinfo=BERLIN),
        venue=Venue(name="Kongresshalle", address=Address(city="Leipzig")),
        organiser=Organiser(
            name="Verein für Sozialplanung e. V.",
            address=Address(street="Musterstraße 1", postcode="39104", city="Magdeburg"),
            website="https://www.vsop.de",
            logo=Asset(path="logo.svg", content=LOGO),
            contact=Contact(name="Anna Muster", email="buero@vsop.de", phone="+49 391 123456"),
            register="VR 1234, Amtsgericht Stendal",
            tax=Tax(
                number="102/142/12345",
                scheme=TaxScheme.EXEMPT,
                reason="Umsatzsteuerfrei nach § 4 Nr. 22 Buchst. a UStG",
            ),
            bank=Bank(
                account_holder="Verein für Sozialplanung",
                iban=IBAN("DE07545500100380021436"),
                bic=BIC("LUHSDE6AXXX"),
                bank_name="Sparkasse Vorderpfalz",
            ),
        ),
        registration=Registration(pay_by=dt.date(2022, 3, 23), reference="{participant}, JT Leipzig", fees=(FEE,)),
    )


@pytest.fixture
def draft(conference: Event) -> Callable[..., Invoice]:
    """The draft to a payer with so many participants; `event`, their fee and what the payer is by keyword."""

    def made(count: int = 1, event: Event = conference, fee: Fee = FEE, **changes: Any) -> Invoice:
        people = tuple(
            Participant(
                id=str(n), first_name="Jürgen", last_name=f"Öztürk {n}" if n else "Öztürk", fee=fee, places=PLACES
            )
            for n in range(count)
        )
        payer = Payer(
            key="aa",
            name="Stadt Aa",
            department="Amt für Soziales",
            address=Address(street="Am Markt 1", postcode="01099", city="Aa"),
            participants=people,
            places=PLACES,
        )
        (invoice,) = invoices(event, [replace(payer, **changes)])
        return invoice

    return made


@pytest.fixture
def invoice(draft: Callable[..., Invoice]) -> Callable[..., Invoice]:
    """The same, issued on 1 February 2022 as JT2022-0001."""

    def made(count: int = 1, **changes: Any) -> Invoice:
        return numbered(draft(count, **changes), "JT2022-0001", dt.date(2022, 2, 1))

    return made


@pytest.fixture
def said() -> Callable[..., list[str]]:
    """The lines of a frame in reading order; with `tagged` only those that are no artifacts."""

    def lines(frame: Frame, *, tagged: bool = False) -> list[str]:
        def walk(each: Frame, real: bool) -> Iterator[str]:
            real = real or each.role is not None
            for child in each.children:
                if isinstance(child, Frame):
                    yield from walk(child, real)
                elif isinstance(child, Text) and real:
                    yield child.text

        return list(walk(frame, not tagged))

    return lines
