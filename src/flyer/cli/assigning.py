"""`flyer payments assign`."""

from __future__ import annotations

import click

from flyer.cli import clock
from flyer.cli.journals import Journals, opened
from flyer.cli.paid import assignment_data, assignment_line
from flyer.cli.report import Report
from flyer.cli.where import Where
from flyer.cli.workspace import read_event
from flyer.problems import UserError


def assign(
    *, where: Where, payment: int, invoices: tuple[str, ...], unrelated: bool, undo: bool, reason: str
) -> Report:
    """Decide what a payment is for, that it has nothing to do with invoices, or to take such a decision back."""
    if bool(invoices) + unrelated + undo != 1:
        raise click.UsageError("name the invoices, or say --none or --undo")
    if (unrelated or undo) and not reason:
        raise click.UsageError(f"--{'none' if unrelated else 'undo'} needs a --reason")
    now = clock.now(read_event(where))
    with opened(where) as journals:
        entries = journals.proven()
        if undo:
            journals.payments.release(payment, now, reason)
            return Report(lines=(f"payment {payment} is to be decided again",), data={"released": payment})
        numbers = tuple(dict.fromkeys(_invoice(journals, each) for each in invoices))
        assigned = journals.payments.assign(payment, numbers, entries, now, reason, journals.reminders())
    return Report(lines=tuple(map(assignment_line, assigned)), data={"assigned": list(map(assignment_data, assigned))})


def _invoice(journals: Journals, number: str) -> str:
    """The number as it was given; UserError when no invoice has it."""
    entry = journals.ledger.entry(number)
    if entry.cancels:
        what = f"{entry.number} is a cancellation, which nobody pays"
        raise UserError([journals.payments.problem(what, f"it cancels {entry.cancels}")])
    return entry.number
