"""The ledger: issued invoices in one file that only grows.

Number, frozen invoice with its XRechnung, and PDF are written in one transaction, or none of them. Triggers refuse to
change or delete an entry; each carries the hash of the one before, so that `verify` finds what was altered all the
same.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from flyer.billing.cancelling import NotToBeCancelled, cancellation, contradictions, standing
from flyer.billing.entry import CANCELLATION, Entry, alterations, columns, sealed
from flyer.billing.frozen import xrechnung_of
from flyer.billing.invoicing import numbered
from flyer.billing.model import Invoice
from flyer.billing.schema import LOG, SELECT
from flyer.database import Connection, Kept
from flyer.event.numbers import number, series
from flyer.problems import Problem, UserError, did_you_mean

Render: TypeAlias = Callable[[Invoice], bytes]
"""Turns a numbered invoice into one of its files."""

_OF_CANCELLED = f"WHERE payer_key IN (SELECT payer_key FROM entries WHERE kind = '{CANCELLATION}') ORDER BY sequence"  # noqa: S608
"""The entries of all payers to whom anything was cancelled."""

_VERIFY = "see `flyer ledger verify`, and restore it from a backup"


def _none(_: Invoice) -> bytes:
    return b""


class Ledger(Kept):
    """The ledger at a path; reading one that does not exist finds nothing and creates nothing.

    A context manager that closes the file. Every method raises SurroundingsError where the ledger is locked,
    damaged or may not be written, and UserError where the file is not a ledger this program can use.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(path, LOG)

    def issue(
        self, draft: Invoice, *, pattern: str, on: dt.datetime, render: Render, xrechnung: Render = _none
    ) -> Entry:
        """Give a draft the next number of the pattern's series, render it and store all of it at once.

        A payer who has an invoice that is not wholly cancelled is not issued another one: the entry there is comes
        back. Whatever `render`, which makes the PDF, or `xrechnung` raises leaves the ledger as it was.
        """
        with self._database.transaction() as connection:
            if earlier := standing(self._read("WHERE payer_key = ?", draft.payer_key)):
                return self.entry(earlier[0].number)
            return self._append(connection, draft, pattern=pattern, on=on, render=render, xrechnung=xrechnung)

    def cancel(
        self,
        wanted: str,
        *,
        note: str,
        positions: Sequence[int] = (),
        pattern: str,
        on: dt.datetime,
        render: Render,
        xrechnung: Render = _none,
    ) -> Entry:
        """Take the invoice with a number back, wholly or some of its lines, by an entry that `issue` would write.

        UserError as `cancellation` raises it.
        """
        with self._database.transaction() as connection:
            draft = self.cancellation(wanted, note, positions)
            return self._append(connection, draft, pattern=pattern, on=on, render=render, xrechnung=xrechnung)

    def upcoming(self, pattern: str, on: dt.datetime) -> tuple[str, int]:
        """The series of a pattern and what its next entry counts as, unless somebody else is faster."""
        of_series = series(pattern, on.year)
        rows = self._database.query("SELECT coalesce(max(n), 0) FROM entries WHERE series = ?", of_series)
        return of_series, (rows[0][0] if rows else 0) + 1

    def cancellation(self, wanted: str, note: str, positions: Sequence[int] = ()) -> Invoice:
        """The draft that takes an invoice back; UserError when there is none, or nothing of it left."""
        entry = self.entry(wanted)
        try:
            of_payer = self._read("WHERE payer_key = ?", entry.payer_key)
            before = [each.invoice for each in of_payer if each.cancels == entry.number]
            return cancellation(entry.invoice, before, note, positions)
        except NotToBeCancelled as error:
            raise UserError([self._database.problem(error.what, error.hint)]) from error

    def _append(
        self,
        connection: Connection,
        draft: Invoice,
        *,
        pattern: str,
        on: dt.datetime,
        render: Render,
        xrechnung: Render,
    ) -> Entry:
        of_series, n = self.upcoming(pattern, on)
        for (taken,) in connection.execute("SELECT number FROM entries WHERE number = ?", (number(of_series, n),)):
            what = f"the number '{taken}' was given before, in another series"
            raise UserError([self._database.problem(what, f"choose another pattern than '{pattern}'")])
        invoice = numbered(draft, number(of_series, n), on.date())
        issued_at = on.isoformat(timespec="seconds")
        row = columns(invoice, series=of_series, n=n, issued_at=issued_at, xrechnung=xrechnung(invoice))
        last = connection.execute("SELECT sequence, hash FROM entries ORDER BY sequence DESC LIMIT 1").fetchone()
        sequence, previous = last or (0, "")
        row = sealed(row, render(invoice), sequence=sequence + 1, previous=previous)
        names, values = ", ".join(row), ", ".join(f":{name}" for name in row)
        connection.execute(f"INSERT INTO entries ({names}) VALUES ({values})", row)  # noqa: S608
        return Entry.of(row, invoice)

    def entries(self) -> tuple[Entry, ...]:
        """All entries in the order they were written."""
        return self._read("ORDER BY sequence")

    def entry(self, wanted: str) -> Entry:
        """The entry with a number; UserError when there is none."""
        found = self._read("WHERE number = ?", wanted)
        if not found:
            hint = did_you_mean(wanted, [known.number for known in self.entries()])
            raise UserError([self._database.problem(f"no invoice has the number '{wanted}'", hint)])
        return found[0]

    def document(self, wanted: str) -> bytes:
        """The PDF of the invoice with a number, as it was issued; UserError when there is none."""
        return bytes(self._column("pdf", wanted))

    def xrechnung(self, wanted: str) -> bytes:
        """The XRechnung that was issued with it, empty when none was; UserError when there is no such number."""
        return xrechnung_of(self._column("content", wanted))

    def journal(self) -> Iterator[Mapping[str, Any]]:
        """All entries as they are stored, without their PDFs, which `document` has."""
        return map(dict, self._database.each(f"{SELECT} ORDER BY sequence"))

    def verify(self) -> list[Problem]:
        """Recompute everything: one problem for each thing that is not as it was written."""
        if not self._database.exists:
            return [self._database.problem("there is no ledger", "nothing was issued yet, or the name is wrong")]
        return self.altered()

    def altered(self) -> list[Problem]:
        """What `verify` finds; nothing where nothing was ever written."""
        if not self._database.exists:
            return []
        rows = map(dict, self._database.each("SELECT * FROM entries ORDER BY sequence"))
        findings = [*self._database.damages(), *alterations(rows)]
        if not findings:
            findings = list(contradictions(self._read(_OF_CANCELLED)))
        return [self._database.problem(what, "restore the ledger from a backup") for what in findings]

    def _column(self, name: str, wanted: str) -> Any:
        for (value,) in self._database.query(f"SELECT {name} FROM entries WHERE number = ?", wanted):  # noqa: S608
            return value
        return self.entry(wanted)

    def _read(self, where: str, *values: str) -> tuple[Entry, ...]:
        entries, problems = [], []
        for row in self._database.each(f"{SELECT} {where}", *values):
            try:
                entries.append(Entry.stored(dict(row)))
            except (ValueError, TypeError, ArithmeticError) as error:
                what = f"entry {row['sequence']} ({row['number']}) was altered and cannot be read: {error}"
                problems.append(self._database.problem(what, _VERIFY))
        if problems:
            raise UserError(problems)
        return tuple(entries)
