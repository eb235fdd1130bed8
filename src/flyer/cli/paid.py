"""What the commands on payments say: lines for people, data for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from flyer.billing.book import Assignment, Basis
from flyer.billing.matching import Finding
from flyer.billing.open_items import OpenItem, Status, Sums
from flyer.billing.payments import Imported
from flyer.billing.reckoning import Fate, Reckoned
from flyer.money import ZERO

_TEXT: Final = 60
"""Characters of a payer's text in a line."""


def statement_line(imported: Imported) -> str:
    """A statement: its file, format, sum, and its balances where it has both."""
    statement = imported.statement
    count = len(statement.transactions)
    line = f"{statement.place.file}: {statement.format}, {count} entr{'y' if count == 1 else 'ies'}"
    line += f", {statement.total} {statement.currency}" if count else ""
    if statement.opening is not None and statement.closing is not None:
        line += f", from {statement.opening} to {statement.closing}"
    line += f"; {statement.left_out} not booked left out" if statement.left_out else ""
    divided = " and ".join(f"payment {each.number}" for each in imported.divided)
    return f"{line}; details of {divided}" if divided else line


def reckoned_lines(reckoned: Mapping[Fate, Reckoned], currency: str) -> Iterator[str]:
    """What became of all transactions, one line a fate, and their sum."""
    count = sum(each.number for each in reckoned.values())
    total = sum((each.total for each in reckoned.values()), ZERO)
    rows = [(str(fate), *each) for fate, each in reckoned.items() if each.number]
    for name, number, amount in [*rows, ("in all", count, total)] if rows else []:
        yield f"{name:<12} {number:>6} {amount:>12} {currency}"


def decision_lines(undecided: Iterable[Finding]) -> Iterator[str]:
    """What is to be decided, with the command that does so."""
    for finding in undecided:
        payment, transaction = finding.payment, finding.payment.transaction
        text = transaction.text if len(transaction.text) <= _TEXT else f"{transaction.text[:_TEXT]}…"
        facts = (
            f"payment {payment.number}",
            str(transaction.booked),
            f"{transaction.signed:>10} {transaction.currency}",
        )
        yield "  ".join(filter(None, (*facts, transaction.name, text)))
        fitting = finding.assignment.parts if finding.assignment else ()
        candidates = finding.candidates or tuple(part.invoice for part in fitting)
        what = "; ".join(filter(None, (finding.why or "it fits now", " or ".join(candidates))))
        yield f"  {what}: `flyer payments assign {payment.number} {next(iter(candidates), '--none --reason …')}`"


def assignment_line(assignment: Assignment) -> str:
    """What a payment is for."""
    if not assignment.parts:
        return f"payment {assignment.payment} has nothing to do with invoices"
    parts = " and ".join(f"{part.invoice} with {part.amount}" for part in assignment.parts)
    basis = "" if assignment.basis is Basis.DECISION else f" by {assignment.basis}"
    return f"payment {assignment.payment} is for {parts}{basis}"


def item_line(item: OpenItem) -> str:
    """An invoice: payable, paid, open, when it is due and was paid, its last reminder, and whose it is."""
    entry = item.entry
    line = f"{item.number}  {item.status:<9}  {item.payable:>10}  {item.paid:>10}  {item.open:>10} {entry.currency}"
    paid = f"  paid {item.last_paid}" if item.last_paid else ""
    reminded = f"  reminder {item.level}" if item.level else ""
    reminded += f", fees {item.fees}, {item.fees_open} open" if item.fees else ""
    return f"{line}  due {entry.due}{paid}{reminded}  {entry.invoice.buyer.name}"


def status_lines(sums: Mapping[Status, Sums]) -> Iterator[str]:
    """The totals of the invoices of each status."""
    for status, each in sums.items():
        if each.number:
            fees = f"; {each.fees} in fees, {each.fees_open} open" if each.fees else ""
            yield f"{status:<12} {each.number:>6} {each.payable:>12} payable, {each.paid} paid, {each.open} open{fees}"


def statement_data(imported: Imported) -> dict[str, Any]:
    """A statement for a program."""
    statement = imported.statement
    return {
        "file": statement.place.file,
        "format": statement.format,
        "account": statement.account,
        "opening": None if statement.opening is None else str(statement.opening),
        "closing": None if statement.closing is None else str(statement.closing),
        "entries": len(statement.transactions),
        "total": str(statement.total),
        "not_booked": statement.left_out,
        "new": len(imported.payments),
        "details_of": [each.number for each in imported.divided],
    }


def reckoned_data(reckoned: Mapping[Fate, Reckoned]) -> dict[str, Any]:
    """What became of all transactions, for a program."""
    return {str(fate): {"count": count, "total": str(total)} for fate, (count, total) in reckoned.items()}


def status_data(sums: Mapping[Status, Sums]) -> dict[str, Any]:
    """The totals for a program."""
    return {
        str(status): {
            "count": each.number,
            "payable": str(each.payable),
            "fees": str(each.fees),
            "paid": str(each.paid),
            "open": str(each.open),
            "fees_open": str(each.fees_open),
        }
        for status, each in sums.items()
    }


def assignment_data(assignment: Assignment) -> dict[str, Any]:
    """What a payment is for, for a program."""
    parts = [{"invoice": part.invoice, "amount": str(part.amount)} for part in assignment.parts]
    return {"payment": assignment.payment, "parts": parts, "basis": str(assignment.basis), "reason": assignment.reason}


def decision_data(finding: Finding) -> dict[str, Any]:
    """What is to be decided, for a program."""
    transaction = finding.payment.transaction
    return {
        "payment": finding.payment.number,
        "booked": str(transaction.booked),
        "amount": str(transaction.signed),
        "currency": transaction.currency,
        "name": transaction.name,
        "iban": transaction.iban,
        "text": transaction.text,
        "why": finding.why,
        "candidates": list(finding.candidates),
    }


def item_data(item: OpenItem) -> dict[str, Any]:
    """An invoice for a program."""
    return {
        "number": item.number,
        "status": str(item.status),
        "buyer": item.entry.invoice.buyer.name,
        "payer": item.entry.payer_key,
        "due": str(item.entry.due),
        "level": item.level,
        "payable": str(item.payable),
        "fees": str(item.fees),
        "paid": str(item.paid),
        "open": str(item.open),
        "fees_open": str(item.fees_open),
        "currency": item.entry.currency,
        "last_paid": str(item.last_paid) if item.last_paid else None,
        "payments": [receipt.payment.number for receipt in item.receipts],
    }
