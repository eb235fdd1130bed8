"""Invoices of every kind that an event may issue, for judges of e-invoices."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from flyer.billing.cancelling import cancellation
from flyer.billing.invoicing import invoices, numbered
from flyer.billing.model import Invoice, Preceding, TypeCode, VatGroup
from flyer.event.model import (
    Address,
    Bank,
    Contact,
    Documents,
    Event,
    Fee,
    InvoiceSettings,
    Organiser,
    Part,
    Registration,
    Tax,
    TaxScheme,
)
from flyer.payment.bic import BIC
from flyer.payment.iban import IBAN
from flyer.people.model import Participant, Payer
from flyer.problems import Place

LEITWEG_ID = "07318000-VSOP2027-34"
PLACES = {"": Place("participants.csv", 2)}
EXEMPT = Tax(
    number="102/142/12345",
    scheme=TaxScheme.EXEMPT,
    reason="Umsatzsteuerfrei nach § 4 Nr. 22 Buchst. a UStG",
    reason_code="VATEX-EU-132-1I",
)
STANDARD = Tax(number="102/142/12345", vat_id="DE136695976")
EVENT = Event(
    name="Jahrestagung 2022",
    language="de",
    starts=dt.datetime(2022, 3, 28, 13, tzinfo=ZoneInfo("Europe/Berlin")),
    ends=dt.datetime(2022, 3, 30, 16, tzinfo=ZoneInfo("Europe/Berlin")),
    organiser=Organiser(
        name="Verein für Sozialplanung e. V.",
        address=Address(street="Musterstraße 1", postcode="39104", city="Magdeburg"),
        contact=Contact(name="Anna Muster", email="buero@vsop.de", phone="+49 391 123456"),
        register="VR 1234, Amtsgericht Stendal",
        tax=EXEMPT,
        bank=Bank(
            account_holder="Verein für Sozialplanung",
            iban=IBAN("DE07545500100380021436"),
            bic=BIC("LUHSDE6AXXX"),
        ),
    ),
    registration=Registration(pay_by=dt.date(2022, 3, 23), reference="{participant}, JT Leipzig"),
)
FEE = Fee(id="standard", name="Teilnahmebetrag", amount=Decimal(330), includes="Mittagessen", excludes="Übernachtung")
WITH_MEALS = replace(
    FEE,
    amount=Decimal("480.50"),
    parts=(
        Part(name="Übernachtung", amount=Decimal(107), rate=Decimal(7)),
        Part(name="Abendessen", amount=Decimal("43.50"), rate=Decimal(19)),
    ),
)
EARLY = replace(FEE, rate=Decimal(19), parts=(Part(name="Frühbucherrabatt", amount=Decimal(-30)),))
MEMBERSHIP = Fee(
    id="membership",
    name="Mitgliedsbeitrag",
    amount=Decimal(60),
    scheme=TaxScheme.OUTSIDE_SCOPE,
    reason="Nicht steuerbarer Mitgliedsbeitrag",
)
SERVICE = Fee(id="stand", name="Ausstellungsstand", amount=Decimal(900), scheme=TaxScheme.REVERSE_CHARGE)
VIENNA = {
    "name": "Stadt Wien",
    "address": Address(street="Rathausplatz 1", postcode="1010", city="Wien", country="AT"),
    "buyer_reference": "",
    "vat_id": "ATU36801500",
}
NOWHERE = {"name": "Öztürk", "address": Address(), "buyer_reference": ""}


def bill(fee: Fee = FEE, count: int = 1, tax: Tax = EXEMPT, event: Event = EVENT, **payer: Any) -> Invoice:
    """The invoice of 1 February 2022 to a payer with so many participants; keywords say what the payer is."""
    people = tuple(
        Participant(id=str(n), first_name="Jürgen", last_name=f"Öztürk {n}", fee=fee, places=PLACES)
        for n in range(count)
    )
    whole = Payer(
        key="aa",
        name="Stadt Aa",
        department="Amt für Soziales",
        address=Address(street="Am Markt 1", postcode="01099", city="Aa"),
        buyer_reference=LEITWEG_ID,
        order_number="50.1-2022/117",
        participants=people,
        places=PLACES,
    )
    event = replace(event, organiser=replace(event.organiser, tax=tax))
    (draft,) = invoices(event, [replace(whole, **payer)])
    return numbered(draft, "JT2022-0001", dt.date(2022, 2, 1))


def with_note(event: Event) -> Event:
    return replace(event, documents=Documents(invoices=InvoiceSettings(note="Bitte die Rechnungsnummer angeben.")))


def in_francs(event: Event) -> Event:
    bank = Bank(account_holder="Verein für Sozialplanung", iban=IBAN("CH4431999123000889012"))
    return replace(event, organiser=replace(event.organiser, bank=bank), currency="CHF")


def correcting(code: TypeCode, invoice: Invoice, *, sign: int = 1) -> Invoice:
    """A counter-document to an invoice: of the same amounts, or with a `sign` of -1 of the same below zero."""
    return replace(
        invoice,
        number="JT2022-0002",
        type_code=code,
        preceding=Preceding(number="JT2022-0001", issued=dt.date(2022, 2, 1)),
        lines=tuple(replace(line, quantity=sign * line.quantity) for line in invoice.lines),
        groups=tuple(_times(sign, group) for group in invoice.groups),
        transfer=replace(invoice.transfer, amount=None),
    )


def cancelled(invoice: Invoice, *positions: int) -> Invoice:
    """What `flyer cancel` makes of an invoice, or of some of its lines."""
    return numbered(cancellation(invoice, (), "Grund: Irrtum", positions), "JT2022-0002", dt.date(2022, 3, 1))


def _times(sign: int, group: VatGroup) -> VatGroup:
    return replace(group, base=sign * group.base)


BILLS: Mapping[str, Callable[[], Invoice]] = {
    "exempt": bill,
    "19 %": lambda: bill(tax=STANDARD),
    "7 % and 19 % and exempt": lambda: bill(WITH_MEALS, 3),
    "small business": lambda: bill(tax=Tax(number="1", scheme=TaxScheme.SMALL_BUSINESS)),
    "small business in no register": lambda: bill(
        tax=Tax(number="102/142/12345", scheme=TaxScheme.SMALL_BUSINESS),
        event=replace(EVENT, organiser=replace(EVENT.organiser, register="")),
    ),
    "outside the scope of VAT": lambda: bill(
        MEMBERSHIP, tax=replace(EXEMPT, vat_id="DE136695976"), vat_id="DE136695976"
    ),
    "reverse charge": lambda: bill(SERVICE, tax=STANDARD, **VIENNA),
    "zero rate": lambda: bill(replace(FEE, scheme=TaxScheme.ZERO), tax=STANDARD),
    "a reduction": lambda: bill(EARLY, 3),
    "a cent lost and found": lambda: bill(replace(FEE, amount=Decimal(100)), 3, STANDARD),
    "a sum no net amount gives": lambda: bill(replace(FEE, amount=Decimal("0.03")), tax=STANDARD),
    "200 lines": lambda: bill(count=200),
    "a foreign payer": lambda: bill(**VIENNA),
    "a small amount without address": lambda: bill(replace(FEE, amount=Decimal(250)), **NOWHERE),
    "a note": lambda: bill(event=with_note(EVENT)),
    "a creditor reference": lambda: bill(
        event=replace(EVENT, documents=Documents(invoices=InvoiceSettings(reference="rf", purpose="CHAR")))
    ),
    "francs to a Swiss account": lambda: bill(event=in_francs(EVENT)),
    "cancellation": lambda: cancelled(bill(WITH_MEALS, 3, tax=STANDARD)),
    "cancellation of a reduction": lambda: cancelled(bill(EARLY, 3)),
    "partial cancellation of a reduction": lambda: cancelled(bill(EARLY, 3), 2),
    "partial cancellation": lambda: cancelled(bill(WITH_MEALS, 3), 2, 4),
    "credit note": lambda: correcting(TypeCode.CREDIT_NOTE, bill(WITH_MEALS)),
    "corrected invoice": lambda: correcting(TypeCode.CORRECTED, bill(WITH_MEALS)),
    "cancellation below zero": lambda: correcting(TypeCode.CORRECTED, bill(), sign=-1),
}
"""One of each kind; `bill` is to a German authority, those without a Leitweg-ID are no XRechnung."""
