"""The ledger: issued invoices in one SQLite file that only grows. The door to sqlite3.

Number, frozen invoice and PDF are written in one transaction, or none of them. Triggers refuse to change or
delete an entry; each carries the hash of the one before, so that `verify` finds what was altered all the same.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from flyer.billing.entry import Entry, alterations, columns, sealed
from flyer.billing.invoicing import numbered
from flyer.billing.model import Invoice
from flyer.billing.schema import APPLICATION, SCHEMA, SELECT, VERSION
from flyer.event.numbers import number, series
from flyer.problems import Place, Problem, SurroundingsError, UserError, did_you_mean

_BUSY_SECONDS = 5.0
_PRIMARY = 0xFF
"""The bits of SQLite's error codes that tell the kind."""

_VERIFY = "see `flyer ledger verify`, and restore it from a backup"
_NOT_A_LEDGER = ("is not a ledger of this program", "name another file with --ledger")

_FAULTS = {
    sqlite3.SQLITE_BUSY: ("is locked by another program", "wait until that one is done and try again"),
    sqlite3.SQLITE_LOCKED: ("is locked by another program", "wait until that one is done and try again"),
    sqlite3.SQLITE_PERM: ("may not be opened", "check the permissions of the file and its folder"),
    sqlite3.SQLITE_CANTOPEN: ("cannot be opened", "check the permissions of the file and its folder"),
    sqlite3.SQLITE_READONLY: ("may not be written", "check the permissions of the file and its folder"),
    sqlite3.SQLITE_FULL: ("cannot grow, the disk is full", "make room and try again"),
    sqlite3.SQLITE_IOERR: ("cannot be read or written", "check the disk and its free space and try again"),
    sqlite3.SQLITE_CORRUPT: ("is damaged", "restore it from a backup"),
}


class Ledger:
    """The ledger at a path; reading one that does not exist finds nothing and creates nothing.

    A context manager that closes the file. Every method raises SurroundingsError where the ledger is locked,
    damaged or may not be written, and UserError where the file is not a ledger this program can use.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection: sqlite3.Connection | None = None

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def issue(self, draft: Invoice, *, pattern: str, on: dt.datetime, render: Callable[[Invoice], bytes]) -> Entry:
        """Give a draft the next number of the pattern's series, render it and store all of it at once.

        A payer who already has an invoice is not issued another one: the entry there is comes back. Whatever
        `render` raises leaves the ledger as it was.
        """
        of_series = series(pattern, on.year)
        with self._translated(), _transaction(connection := self._writing()):
            if earlier := self._read("WHERE payer_key = ?", draft.payer_key):
                return earlier[0]
            of_last = self._read("WHERE series = ? ORDER BY n DESC LIMIT 1", of_series)
            n = of_last[0].n + 1 if of_last else 1
            if taken := self._read("WHERE number = ?", number(of_series, n)):
                what = f"the number '{taken[0].number}' was given before, in another series"
                raise UserError([self._problem(what, "choose another pattern at documents.invoices.number")])
            invoice = numbered(draft, number(of_series, n), on.date())
            row = columns(invoice, series=of_series, n=n, issued_at=on.isoformat(timespec="seconds"))
            last = self._read("ORDER BY sequence DESC LIMIT 1")
            sequence, previous = (last[0].sequence, last[0].hash) if last else (0, "")
            row = sealed(row, render(invoice), sequence=sequence + 1, previous=previous)
            names, values = ", ".join(row), ", ".join(f":{name}" for name in row)
            connection.execute(f"INSERT INTO entries ({names}) VALUES ({values})", row)  # noqa: S608
        return Entry.stored(row)

    def issued(self, payer_key: str) -> Entry | None:
        """The invoice a payer was issued, or None."""
        found = self._read("WHERE payer_key = ?", payer_key)
        return found[0] if found else None

    def entries(self) -> tuple[Entry, ...]:
        """All entries in the order they were written."""
        return self._read("ORDER BY sequence")

    def entry(self, wanted: str) -> Entry:
        """The entry with a number; UserError when there is none."""
        found = self._read("WHERE number = ?", wanted)
        if not found:
            hint = did_you_mean(wanted, [known.number for known in self.entries()])
            raise UserError([self._problem(f"no invoice has the number '{wanted}'", hint)])
        return found[0]

    def document(self, wanted: str) -> bytes:
        """The PDF of the invoice with a number, as it was issued; UserError when there is none."""
        found = self.entry(wanted)
        return bytes(self._query("SELECT pdf FROM entries WHERE number = ?", found.number)[0]["pdf"])

    def verify(self) -> list[Problem]:
        """Recompute everything: one problem for each thing that is not as it was written."""
        with self._translated():
            if self._reading() is None:
                return [self._problem("there is no ledger", "nothing was issued yet, or the name is wrong")]
        return self.altered()

    def altered(self) -> list[Problem]:
        """What `verify` finds; nothing where nothing was ever written."""
        with self._translated():
            connection = self._reading()
            if connection is None:
                return []
            rows = map(dict, connection.execute("SELECT * FROM entries ORDER BY sequence"))
            findings = [*_damages(connection), *alterations(rows)]
        return [self._problem(what, "restore the ledger from a backup") for what in findings]

    def _read(self, where: str, *values: str) -> tuple[Entry, ...]:
        entries, problems = [], []
        for row in self._query(f"{SELECT} {where}", *values):
            try:
                entries.append(Entry.stored(dict(row)))
            except (ValueError, TypeError, ArithmeticError) as error:
                what = f"entry {row['sequence']} ({row['number']}) was altered and cannot be read: {error}"
                problems.append(self._problem(what, _VERIFY))
        if problems:
            raise UserError(problems)
        return tuple(entries)

    def _query(self, sql: str, *values: str) -> list[sqlite3.Row]:
        with self._translated():
            connection = self._reading()
            return connection.execute(sql, values).fetchall() if connection else []

    def _reading(self) -> sqlite3.Connection | None:
        """The open file, or None when nothing was ever written."""
        if self._connection is None and self._path.exists():
            self._connection = self._open_existing()
        connection = self._connection
        return connection if connection and self._version(connection) else None

    def _writing(self) -> sqlite3.Connection:
        """The open file with its tables, made where they were missing."""
        connection = self._connection = self._connection or self._open("rwc")
        if not self._version(connection):
            with _transaction(connection):
                if not self._version(connection):
                    _establish(connection)
        _log_ahead(connection)
        return connection

    def _open_existing(self) -> sqlite3.Connection:
        """Open for reading; where nothing can be written beside the file, as one that nobody is writing."""
        try:
            return self._open("rw")
        except sqlite3.OperationalError as error:
            pending = self._path.with_name(f"{self._path.name}-wal").exists()
            if error.sqlite_errorcode & _PRIMARY != sqlite3.SQLITE_READONLY or pending:
                raise
            return self._open("ro&immutable=1")

    def _open(self, mode: str) -> sqlite3.Connection:
        if self._path.is_dir() or not self._path.absolute().parent.is_dir():
            raise UserError([self._problem("a ledger cannot be here", "name a file in a folder that exists")])
        uri = f"{self._path.absolute().as_uri()}?mode={mode}"
        connection = sqlite3.connect(uri, uri=True, timeout=_BUSY_SECONDS, isolation_level=None)
        connection.row_factory = sqlite3.Row
        connection.text_factory = lambda stored: stored.decode("utf-8", "replace")
        try:
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("SELECT count(*) FROM sqlite_master")
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    def _version(self, connection: sqlite3.Connection) -> int:
        """The version of the tables, 0 when the file is still empty; UserError when they are not ours."""
        version, application, tables = connection.execute(
            "SELECT (SELECT user_version FROM pragma_user_version), application_id, "
            "(SELECT count(*) FROM sqlite_master) FROM pragma_application_id"
        ).fetchone()
        if tables and application != APPLICATION:
            raise UserError([self._problem(*_NOT_A_LEDGER)])
        if version > VERSION:
            raise UserError([self._problem("was written by a newer version of flyer", "update flyer")])
        return int(version) if tables else 0

    def _problem(self, what: str, hint: str) -> Problem:
        return Problem(Place(str(self._path)), what, hint)

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            code = getattr(error, "sqlite_errorcode", 0) & _PRIMARY
            if code == sqlite3.SQLITE_NOTADB:
                raise UserError([self._problem(*_NOT_A_LEDGER)]) from error
            if code not in _FAULTS:
                raise
            what, hint = _FAULTS[code]
            raise SurroundingsError(f"the ledger '{self._path}' {what}", hint) from error


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    with connection:
        yield


def _establish(connection: sqlite3.Connection) -> None:
    for statement in SCHEMA.values():
        connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {APPLICATION}")
    connection.execute(f"PRAGMA user_version = {VERSION}")


def _log_ahead(connection: sqlite3.Connection) -> None:
    """Turn write-ahead logging on for good; when someone else is at the file, the next to write will do it."""
    try:
        connection.execute("PRAGMA journal_mode = WAL")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & _PRIMARY != sqlite3.SQLITE_BUSY:
            raise


def _damages(connection: sqlite3.Connection) -> Iterator[str]:
    """What is wrong with the file itself: its pages, its own rules, its tail."""
    for (finding,) in connection.execute("PRAGMA integrity_check"):
        if finding != "ok":
            yield f"the file is damaged: {finding}"
    found = dict(connection.execute("SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"))
    for name in sorted(found.keys() | SCHEMA.keys()):
        if found.get(name) != SCHEMA.get(name):
            yield f"the rule '{name}' of the ledger is missing or was altered"
    written, left = connection.execute(
        "SELECT (SELECT max(seq) FROM sqlite_sequence WHERE name = 'entries'), (SELECT max(sequence) FROM entries)"
    ).fetchone()
    if written != left:
        yield f"the last entry is {left or 0}, but {written or 0} were written"
