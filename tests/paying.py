"""Invoices that were issued, and transactions that may pay them, as short as a test needs them."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from bills import FEE, bill
from flyer.billing.entry import Entry, columns, sealed
from flyer.billing.ledger import Ledger
from flyer.billing.statements import Statement, Transaction
from flyer.event.numbers import number, series

IBAN = "DE07545500100380021436"
ON = dt.datetime(2022, 3, 1, 9, 30, tzinfo=dt.timezone(dt.timedelta(hours=1)))


def issue(path: Path, *names: str, pattern: str = "JT2022-{n:04}", amount: str = "330.00") -> None:
    """Give invoices over an amount to buyers of these names, each by the key of its name in small letters."""
    template = bill(replace(FEE, amount=Decimal(amount)), buyer_reference="", order_number="")
    with Ledger(path) as ledger:
        for name in names:
            draft = replace(
                template,
                payer_key=name.casefold(),
                number="",
                issued=None,
                buyer=replace(template.buyer, name=name, attention=""),
                lines=tuple(replace(line, participant=name) for line in template.lines),
                transfer=replace(template.transfer, remittance="JT Leipzig"),
            )
            ledger.issue(draft, pattern=pattern, on=ON, render=lambda _: b"%PDF")


def paid(amount: str = "330.00", text: str = "", name: str = "", **given: Any) -> Transaction:
    """A transaction of 1 March 2022: money that came in, or went out where the amount is below zero."""
    signed = Decimal(amount)
    day = given.pop("booked", dt.date(2022, 3, 1))
    return Transaction(
        booked=day,
        value_date=day,
        amount=abs(signed),
        is_credit=signed > 0,
        currency=given.pop("currency", "EUR"),
        name=name,
        remittance=(text,) if text else (),
        **given,
    )


def statement(*transactions: Transaction, kind: str = "camt.053.001.08", account: str = IBAN) -> Statement:
    return Statement(format=kind, account=account, currency="EUR", transactions=transactions)


def entries(*names: str, pattern: str = "JT2022-{n:04}") -> tuple[Entry, ...]:
    """The entries of a ledger with invoices to buyers of these names, without the ledger; 330 + n euros each."""
    template = replace(bill(buyer_reference="", order_number=""), number="JT2022-0001")
    first = columns(template, series="JT2022-{n:04}", n=1, issued_at=ON.isoformat())
    entry = Entry.stored(sealed(first, b"", sequence=1, previous=""))
    made = []
    for n, name in enumerate(names, 1):
        line = replace(template.lines[0], participant=name, price=Decimal(330 + n % 7), gross=Decimal(330 + n % 7))
        invoice = replace(
            template,
            number=number(series(pattern, 2022), n),
            buyer=replace(template.buyer, name=name, attention=""),
            lines=(line,),
            groups=(replace(template.groups[0], base=line.price),),
            transfer=replace(template.transfer, amount=line.price),
        )
        made.append(replace(entry, sequence=n, n=n, number=invoice.number, payer_key=str(n), invoice=invoice))
    return tuple(made)
