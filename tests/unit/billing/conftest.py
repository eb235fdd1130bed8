"""An event with an account and payers, as small as they can be and still be invoiced."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from flyer.billing.invoicing import invoices
from flyer.billing.model import Invoice
from flyer.event.model import Address, Bank, Event, Fee, Organiser, Registration, Tax, TaxScheme
from flyer.payment.bic import BIC
from flyer.payment.iban import IBAN
from flyer.people.model import Participant, Payer
from flyer.problems import Place

STANDARD = Fee(id="standard", name="Teilnahmebetrag", amount=Decimal(330), includes="Mittagessen")
EXEMPT = Tax(number="201/123/40209", scheme=TaxScheme.EXEMPT, reason="Umsatzsteuerfrei nach § 4 Nr. 22 Buchst. a UStG")


@pytest.fixture
def event() -> Event:
    organiser = Organiser(
        name="Verein für Sozialplanung e. V.",
        address=Address(street="Ritterstraße 1", postcode="04109", city="Leipzig"),
        tax=EXEMPT,
        bank=Bank(
            account_holder="Verein für Sozialplanung",
            iban=IBAN("DE07545500100380021436"),
            bic=BIC("LUHSDE6AXXX"),
        ),
    )
    return Event(
        name="Jahrestagung",
        language="de",
        starts=dt.datetime(2022, 3, 28, 13, tzinfo=dt.UTC),
        ends=dt.datetime(2022, 3, 30, 16, tzinfo=dt.UTC),
        organiser=organiser,
        registration=Registration(
            pay_by=dt.date(2022, 3, 23), reference="{participant}, JT Leipzig VSOP", fees=(STANDARD,)
        ),
    )


@pytest.fixture
def payer() -> Callable[..., Payer]:
    """A payer for participants of some names (first last), each with its fee; keywords change the payer."""

    def made(*names: str, fee: Fee | None = STANDARD, line: int = 2, **changes: Any) -> Payer:
        people = tuple(
            Participant(
                id=name.casefold(),
                first_name=name.partition(" ")[0],
                last_name=name.partition(" ")[2],
                fee=fee,
                places={"": Place("participants.csv", line)},
            )
            for name in names
        )
        whole = Payer(
            key=names[0].casefold(), name=names[0], participants=people, places={"": Place("participants.csv", line)}
        )
        return replace(whole, **changes)

    return made


@pytest.fixture
def draft(event: Event, payer: Callable[..., Payer]) -> Callable[..., Invoice]:
    """The draft of the invoice to a payer as `payer` makes it."""

    def made(*names: str, **changes: Any) -> Invoice:
        (invoice,) = invoices(event, [payer(*names, **changes)])
        return invoice

    return made
