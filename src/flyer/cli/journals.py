"""The ledger's file with all that is kept in it: what was issued, what was paid, and what was sent after it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from flyer.billing import reminding
from flyer.billing.book import Book
from flyer.billing.dispatches import Dispatches
from flyer.billing.entry import Entry
from flyer.billing.ledger import Ledger
from flyer.billing.open_items import OpenItem, open_items
from flyer.billing.payments import Payments
from flyer.billing.reminder import Reminder
from flyer.cli.where import Where
from flyer.problems import UserError


@dataclass(frozen=True, slots=True)
class Journals:
    """The ledger, the payments and the dispatches in one file."""

    ledger: Ledger
    payments: Payments
    dispatches: Dispatches

    def proven(self) -> tuple[Entry, ...]:
        """What was issued; UserError when anything in the file was altered, or there is nothing that could be paid."""
        self.prove()
        if entries := self.ledger.entries():
            return entries
        what = "nothing was issued yet, so nothing can have been paid"
        raise UserError([self.payments.problem(what, "name the ledger of the event with --ledger")])

    def prove(self) -> None:
        """Raise UserError when anything in the file was altered."""
        if problems := [*self.ledger.altered(), *self.payments.altered(), *self.dispatches.altered()]:
            raise UserError(problems)

    def reminders(self) -> tuple[Reminder, ...]:
        """The reminders that were sent, in their order."""
        return reminding.sent(self.dispatches)

    def items(self, entries: Iterable[Entry], book: Book) -> tuple[OpenItem, ...]:
        """What of each of the issued invoices is paid by a book, and what is open."""
        return open_items(entries, book, self.reminders())


@contextmanager
def opened(where: Where) -> Iterator[Journals]:
    """Open the file that a command is about, and close it at the end."""
    file = where.ledger_file
    with Ledger(file) as ledger, Payments(file) as payments, Dispatches(file) as dispatches:
        yield Journals(ledger, payments, dispatches)
