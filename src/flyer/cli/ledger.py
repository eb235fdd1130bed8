"""`flyer ledger`: what was issued, and which badges were printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, Final

from flyer.billing import refunding, reminding
from flyer.billing.cancelling import cancelled_by
from flyer.billing.dispatches import Dispatches, DispatchKind
from flyer.billing.entry import Entry
from flyer.billing.ledger import Ledger
from flyer.billing.payments import Payments
from flyer.cli.report import Report
from flyer.cli.where import Where
from flyer.money import cents
from flyer.people.prints import Prints
from flyer.problems import UserError

_LISTED: Final = ("lines", "reductions", "reminders", "refunds")
"""What of an entry is told in lines of its own."""


def list_issued(*, where: Where) -> Report:
    """One line an entry: number, day of issue, day it is due, amount, buyer, and what cancels what."""
    with Ledger(where.ledger_file) as ledger:
        entries = ledger.entries()
    by = cancelled_by(entries)
    return Report(
        lines=tuple(_line(entry, by[entry.number]) for entry in entries),
        remarks=() if entries else ("nothing was issued yet",),
        data={"entries": [_data(entry, by[entry.number]) for entry in entries]},
    )


def show(*, where: Where, number: str) -> Report:
    """One invoice as it was issued; UserError when no invoice has the number."""
    with Ledger(where.ledger_file) as ledger, Dispatches(where.ledger_file) as dispatches:
        entry = ledger.entry(number)
        by = cancelled_by(ledger.entries())[entry.number]
        data = {**_data(entry, by), **_sent(entry.number, dispatches)}
    told = {**data, "cancelled_by": ", ".join(by)}
    lines = [f"{name:<12} {value}" for name, value in told.items() if value and name not in _LISTED]
    for position, line in enumerate(data["lines"], start=1):
        lines.append(f"{f'line {position}':<12} {line['gross']} {line['text']}, {line['participant']}")
    lines += [f"{'reduction':<12} -{each['gross']} {each['reason']}" for each in data["reductions"]]
    for each in data["reminders"]:
        named = f"reminder {each['level']}"
        lines.append(f"{named:<12} {each['on']} due {each['due']}, {each['total']}")
    lines += [f"{'refund':<12} {each['amount']} to {each['iban']}" for each in data["refunds"]]
    return Report(lines=tuple(lines), data=data)


def verify(*, where: Where) -> Report:
    """Recompute the ledger, what was sent after it, paid and printed; UserError with all that was altered."""
    file = where.ledger_file
    with Ledger(file) as ledger, Dispatches(file) as dispatches, Payments(file) as payments, Prints(file) as prints:
        if problems := [*ledger.verify(), *dispatches.altered(), *payments.altered(), *prints.altered()]:
            raise UserError(problems)
        count = len(ledger.entries())
    line = f"{where.ledger_file}: {count} entries, nothing was altered"
    return Report(lines=(line,), data={"entries": count, "problems": []})


def list_prints(*, where: Where) -> Report:
    """One line a badge in the order of printing: when, for whom, the how-manieth of this person's, why."""
    with Prints(where.ledger_file) as prints:
        found = tuple(prints.all())
    return Report(
        lines=tuple(f"{each.printed_at[:16]}  {each.participant}  #{each.count}  {each.reason}" for each in found),
        remarks=() if found else ("nothing was printed yet",),
        data={"prints": [asdict(each) for each in found]},
    )


def _sent(number: str, dispatches: Dispatches) -> dict[str, Any]:
    """What was sent after an invoice, and what was ordered to go back for it."""
    orders = (refunding.thawed(each.content) for each in dispatches.all(DispatchKind.REFUND))
    return {
        "reminders": [
            {"level": each.level, "on": str(each.on), "due": str(each.due), "total": str(cents(each.total))}
            for each in reminding.sent(dispatches)
            if each.invoice == number
        ],
        "refunds": [
            {"amount": str(cents(each.amount)), "iban": each.iban.compact, "name": each.name}
            for order in orders
            for each in order.refunds
            if each.invoice == number
        ],
    }


def _line(entry: Entry, by: Sequence[str]) -> str:
    day, buyer = entry.issued_at.date(), entry.invoice.buyer.name
    line = f"{entry.number}  {day}  due {entry.due}  {entry.signed_total:>10} {entry.currency}  {buyer}"
    if entry.cancels:
        return f"{line}  cancels {entry.cancels}"
    return f"{line}  cancelled by {', '.join(by)}" if by else line


def _data(entry: Entry, by: Sequence[str]) -> dict[str, Any]:
    invoice = entry.invoice
    return {
        "number": entry.number,
        "kind": entry.kind,
        "cancels": entry.cancels,
        "cancelled_by": list(by),
        "issued": entry.issued_at.isoformat(),
        "due": str(entry.due),
        "buyer": invoice.buyer.name,
        "payer": entry.payer_key,
        "total": str(entry.total),
        "currency": entry.currency,
        "remittance": invoice.transfer.message,
        "sha256": entry.pdf_sha256,
        "hash": entry.hash,
        "lines": [
            {"text": line.text, "participant": line.participant, "gross": str(cents(line.gross))}
            for line in invoice.lines
        ],
        "reductions": [{"reason": each.reason, "gross": str(cents(each.gross))} for each in invoice.allowances],
    }
