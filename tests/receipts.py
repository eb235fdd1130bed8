"""An invoice of the ledger and what was paid on it."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import paying
from bills import bill
from flyer.billing.book import Payment
from flyer.billing.entry import Entry, columns, sealed
from flyer.billing.model import Invoice
from flyer.billing.open_items import OpenItem, Receipt
from flyer.billing.reminder import Reminder

ACCOUNT = "DE02120300000000202051"
"""The payer's."""


def item(*amounts: str, made: Invoice | None = None, iban: str = ACCOUNT, is_reversal: bool = False) -> OpenItem:
    """An invoice and what was paid on it, one payment a day from 1 March; amounts below zero went back."""
    invoice = made or bill()
    receipts = tuple(receipt(n, Decimal(each), iban, is_reversal) for n, each in enumerate(amounts, start=1))
    return OpenItem(entry=_entry(invoice), invoice=invoice, receipts=receipts)


def reminded(of: OpenItem, *fees: str) -> OpenItem:
    """The item after reminders, from the first level on, each with the fees of all so far."""
    day = dt.date(2022, 4, 1)
    sent = (
        Reminder(invoice=of.number, level=n, on=day, due=day, payable=of.payable, paid=Decimal(0), fees=Decimal(fee))
        for n, fee in enumerate(fees, start=1)
    )
    return replace(of, reminders=tuple(sent))


def receipt(number: int, amount: Decimal, iban: str = ACCOUNT, is_reversal: bool = False) -> Receipt:
    """A payment that is for one invoice as a whole; only what went back may be a reversal."""
    transaction = paying.paid(
        str(amount),
        name="Stadtkasse Aa",
        iban=iban,
        booked=dt.date(2022, 3, number),
        is_reversal=is_reversal and amount < 0,
    )
    return Receipt(Payment(number=number, account=paying.IBAN, format="camt.053", transaction=transaction), amount)


def _entry(made: Invoice) -> Entry:
    row = columns(made, series="JT2022-{n:04}", n=1, issued_at="2022-02-01T09:30:00+01:00")
    return Entry.stored(sealed(row, b"%PDF", sequence=1, previous=""))
