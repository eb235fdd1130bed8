"""The journal of payments: statements, their transactions and what these are for, in the ledger's file; it only grows.

A row is sealed as entries of the ledger are: the SHA-256 of its columns, among them the hash of the row before. What
was decided is never changed but taken back by a row of its own. Statements of one import are written at once with all
that is found for them, or none of it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Final

from flyer.billing.book import Assignment, Basis, Book, Payment, Release
from flyer.billing.entry import Entry
from flyer.billing.matching import Finding, by_hand, findings
from flyer.billing.open_items import open_items
from flyer.billing.record import UNREADABLE, Record, alterations, sealed, stored
from flyer.billing.reminder import Reminder
from flyer.billing.statements.identity import Known, by_batch, new
from flyer.billing.statements.model import Statement
from flyer.database import Connection, Kept, Log
from flyer.problems import Problem, UserError

_RULES: Final = {
    "payments": """CREATE TABLE payments (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    content TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    previous TEXT NOT NULL,
    hash TEXT NOT NULL
)""",
    "payments_keep": """CREATE TRIGGER payments_keep BEFORE UPDATE ON payments
BEGIN SELECT RAISE(ABORT, 'a payment is never changed'); END""",
    "payments_stay": """CREATE TRIGGER payments_stay BEFORE DELETE ON payments
BEGIN SELECT RAISE(ABORT, 'a payment is never deleted'); END""",
    "payments_follow": """CREATE TRIGGER payments_follow BEFORE INSERT ON payments
WHEN NEW.sequence IS NOT (SELECT COALESCE(MAX(sequence), 0) + 1 FROM payments)
OR NEW.previous IS NOT COALESCE((SELECT hash FROM payments ORDER BY sequence DESC LIMIT 1), '')
BEGIN SELECT RAISE(ABORT, 'a payment follows the last one'); END""",
}
"""The last trigger also stops INSERT OR REPLACE, which deletes without asking the others."""

_INSERT: Final = """INSERT INTO payments (sequence, kind, content, recorded_at, previous, hash)
VALUES (:sequence, :kind, :content, :recorded_at, :previous, :hash)"""

_ALL: Final = "SELECT sequence, kind, content, recorded_at, previous, hash FROM payments ORDER BY sequence"

_RESTORE: Final = "restore the ledger from a backup"


@dataclass(frozen=True, slots=True)
class Imported:
    """A statement that was imported: which of its transactions became payments; the others were known before.

    `divided` are payments of before, sums of batches, which it tells one by one.
    """

    statement: Statement
    payments: tuple[Payment, ...]
    divided: tuple[Payment, ...] = ()


class Payments(Kept):
    """The journal in the file at a path; reading one that does not exist finds nothing and creates nothing.

    A context manager that closes the file. Every method raises what `Database` raises, and UserError where a row was
    altered beyond reading.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(path, Log("payments", _RULES, version=3))

    def book(self) -> Book:
        """All that was paid and decided, empty where nothing was imported."""
        payments: list[Payment] = []
        assignments: dict[int, Assignment] = {}
        released: set[int] = set()
        for record in self._records():
            match record:
                case Payment():
                    payments.append(record)
                case Assignment():
                    assignments[record.payment] = record
                case Release():
                    assignments.pop(record.payment, None)
                    released.add(record.payment)
        return Book(tuple(payments), MappingProxyType(assignments), frozenset(released))

    def record(
        self,
        statements: Iterable[Statement],
        entries: Sequence[Entry],
        on: dt.datetime,
        reminders: Sequence[Reminder] = (),
    ) -> tuple[tuple[Imported, ...], tuple[Finding, ...]]:
        """Write what statements tell anew and what is found for it and all that was undecided; nothing twice.

        Notifications (camt.054) go first, for they tell one by one what statements may tell as a sum. `reminders` are
        those that were sent.
        """
        with self._database.transaction() as connection:
            append = self._appending(connection, on)
            book = self.book()
            payments, undecided = list(book.payments), {each.number: each for each in book.undecided}
            imported = []
            for statement in sorted(statements, key=_rank):
                known = [
                    Known(each.account, each.format, each.transaction, each.number in undecided) for each in payments
                ]
                told = [
                    Payment(number=number, account=statement.account, format=statement.format, transaction=each)
                    for number, each in enumerate(new(statement, known), len(payments) + 1)
                ]
                append(replace(statement, transactions=()))
                for payment in told:
                    append(payment)
                divided = tuple(_divided(statement, undecided.values()))
                for payment in divided:
                    append(_replaced(payment, told))
                    del undecided[payment.number]
                payments += told
                undecided |= {each.number: each for each in told}
                imported.append(Imported(statement, tuple(told), divided))
            return tuple(imported), self._settle(append, entries, reminders)

    def assign(
        self,
        number: int,
        invoices: Sequence[str],
        entries: Sequence[Entry],
        on: dt.datetime,
        reason: str = "",
        reminders: Sequence[Reminder] = (),
    ) -> tuple[Assignment, ...]:
        """Write which invoices a payment is for, none when it is for none; give that and what is found for others now.

        UserError when there is no such payment, or it is assigned.
        """
        with self._database.transaction() as connection:
            append = self._appending(connection, on)
            book = self.book()
            if assigned := book.assignments.get(number):
                self._refuse_divided(assigned)
                listed = " and ".join(part.invoice for part in assigned.parts) or "nothing"
                hint = f"`flyer payments assign {number} --undo --reason …` takes that back"
                raise UserError([self._database.problem(f"payment {number} is assigned to {listed}", hint)])
            payment = self._payment(number, book)
            assignment = by_hand(payment, invoices, open_items(entries, book, reminders), reason)
            append(assignment)
            found = self._settle(append, entries, reminders)
        return (assignment, *(finding.assignment for finding in found if finding.assignment))

    def release(self, number: int, on: dt.datetime, reason: str) -> None:
        """Write that what a payment was assigned to is taken back; UserError when it was not assigned."""
        with self._database.transaction() as connection:
            book = self.book()
            payment = self._payment(number, book)
            if number not in book.assignments:
                what = f"payment {number} is not assigned to anything"
                raise UserError([self._database.problem(what, "there is nothing to undo")])
            self._refuse_divided(book.assignments[number])
            self._appending(connection, on)(Release(payment=payment.number, reason=reason))

    def _refuse_divided(self, assigned: Assignment) -> None:
        """UserError for the sum of a batch whose money is that of other payments."""
        if assigned.basis is Basis.DETAILS:
            what = f"payment {assigned.payment} is a sum: {assigned.reason}"
            raise UserError([self._database.problem(what, "decide on these payments instead")])

    def _payment(self, number: int, book: Book) -> Payment:
        if not 0 < number <= len(book.payments):
            what, hint = f"there is no payment {number}", f"{len(book.payments)} were imported"
            raise UserError([self._database.problem(what, hint)])
        return book.payments[number - 1]

    def altered(self) -> list[Problem]:
        """What is not as it was written; nothing where nothing was ever imported."""
        if not self._database.exists:
            return []
        rows = map(dict, self._database.each(_ALL))
        found = [*self._database.damages(), *alterations(rows)]
        return [self._database.problem(what, _RESTORE) for what in found]

    def problem(self, what: str, hint: str) -> Problem:
        """A problem at the file."""
        return self._database.problem(what, hint)

    def _settle(
        self, append: Callable[[Record], None], entries: Sequence[Entry], reminders: Sequence[Reminder]
    ) -> tuple[Finding, ...]:
        found = findings(self.book(), entries, reminders)
        for finding in found:
            if finding.assignment:
                append(finding.assignment)
        return found

    def _records(self) -> Iterator[Record]:
        for row in self._database.query(_ALL):
            try:
                yield stored(dict(row))
            except UNREADABLE as error:
                what = f"row {row['sequence']} of the payments was altered and cannot be read: {error}"
                raise UserError([self._database.problem(what, _RESTORE)]) from error

    def _appending(self, connection: Connection, on: dt.datetime) -> Callable[[Record], None]:
        """What writes a row after the last one."""
        last = connection.execute("SELECT sequence, hash FROM payments ORDER BY sequence DESC LIMIT 1").fetchone()
        sequence, previous = (last["sequence"], last["hash"]) if last else (0, "")
        recorded_at = on.isoformat(timespec="seconds")

        def append(record: Record) -> None:
            nonlocal sequence, previous
            row = sealed(record, sequence=sequence + 1, recorded_at=recorded_at, previous=previous)
            connection.execute(_INSERT, row)
            sequence, previous = row["sequence"], row["hash"]

        return append


def _rank(statement: Statement) -> bool:
    return not statement.format.startswith("camt.054")


def _divided(statement: Statement, payments: Iterable[Payment]) -> Iterator[Payment]:
    """The payments that are sums of batches which the statement tells one by one, to the cent."""
    batches = by_batch(statement)
    for payment in payments:
        whole = payment.transaction
        if payment.account == statement.account and batches.get(whole.servicer_reference) == whole.signed:
            yield payment


def _replaced(payment: Payment, told: Iterable[Payment]) -> Assignment:
    """The assignment of a sum whose money is that of its details."""
    details = [str(each.number) for each in told if each.transaction.batch == payment.transaction.servicer_reference]
    reason = f"its details are payments {', '.join(details)}" if details else "its details were told before"
    return Assignment(payment=payment.number, basis=Basis.DETAILS, reason=reason)
