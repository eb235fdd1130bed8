"""`flyer ledger`: what was issued."""

from __future__ import annotations

from typing import Any

from flyer.billing.entry import Entry
from flyer.billing.ledger import Ledger
from flyer.cli.report import Report
from flyer.cli.where import Where
from flyer.money import cents
from flyer.problems import UserError


def list_issued(*, where: Where) -> Report:
    """One line an invoice: number, day of issue, day it is due, amount, buyer."""
    with Ledger(where.ledger_file) as ledger:
        entries = ledger.entries()
    return Report(
        lines=tuple(_line(entry) for entry in entries),
        remarks=() if entries else ("nothing was issued yet",),
        data={"entries": [_data(entry) for entry in entries]},
    )


def show(*, where: Where, number: str) -> Report:
    """One invoice as it was issued; UserError when no invoice has the number."""
    with Ledger(where.ledger_file) as ledger:
        entry = ledger.entry(number)
    data = _data(entry)
    lines = [f"{name:<12} {value}" for name, value in data.items() if name != "lines"]
    lines += [f"{'line':<12} {line['gross']} {line['text']}, {line['participant']}" for line in data["lines"]]
    return Report(lines=tuple(lines), data=data)


def verify(*, where: Where) -> Report:
    """Recompute the ledger; UserError with all that was altered."""
    with Ledger(where.ledger_file) as ledger:
        if problems := ledger.verify():
            raise UserError(problems)
        count = len(ledger.entries())
    line = f"{where.ledger_file}: {count} entries, nothing was altered"
    return Report(lines=(line,), data={"entries": count, "problems": []})


def _line(entry: Entry) -> str:
    day, buyer = entry.issued_at.date(), entry.invoice.buyer.name
    return f"{entry.number}  {day}  due {entry.due}  {entry.total:>10} {entry.currency}  {buyer}"


def _data(entry: Entry) -> dict[str, Any]:
    invoice = entry.invoice
    return {
        "number": entry.number,
        "issued": entry.issued_at.isoformat(),
        "due": str(entry.due),
        "buyer": invoice.buyer.name,
        "payer": entry.payer_key,
        "total": str(entry.total),
        "currency": entry.currency,
        "remittance": invoice.transfer.remittance,
        "sha256": entry.pdf_sha256,
        "hash": entry.hash,
        "lines": [
            {"text": line.text, "participant": line.participant, "gross": str(cents(line.gross))}
            for line in invoice.lines
        ],
    }
