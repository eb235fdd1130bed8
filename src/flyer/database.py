"""One SQLite file for what must not be lost: logs that only grow, each with its own tables. The door to sqlite3."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Final, NamedTuple, Self, TypeAlias

from flyer.problems import Phrase, Place, Problem, SurroundingsError, UserError

Connection: TypeAlias = sqlite3.Connection
Row: TypeAlias = sqlite3.Row
Rows: TypeAlias = list[Row]

APPLICATION: Final = 0x464C5952
"""What PRAGMA application_id says of a file of this program: FLYR."""

VERSION: Final = 3
"""The newest that PRAGMA user_version may say: that of the log added last."""

_BUSY_SECONDS = 5.0
_HELD_SECONDS = 0.5
"""How long is waited for whoever is about to hold a file, or to let go of it."""

_PRIMARY: Final = 0xFF
"""The bits of SQLite's error codes that tell the kind."""

_OF_TABLES: Final = """SELECT name, sql FROM sqlite_master
WHERE tbl_name IN (SELECT value FROM json_each(?)) AND name NOT LIKE 'sqlite_%'"""

_NOT_A_LEDGER: Final = (Phrase("is not a ledger of this program"), Phrase("name another file with --ledger"))
_LOCKED: Final = (Phrase("is locked by another program"), Phrase("wait until that one is done and try again"))
_PERMISSIONS: Final = Phrase("check the permissions of the file and its folder")

_FAULTS: Final = {
    sqlite3.SQLITE_BUSY: _LOCKED,
    sqlite3.SQLITE_LOCKED: _LOCKED,
    sqlite3.SQLITE_PERM: (Phrase("may not be opened"), _PERMISSIONS),
    sqlite3.SQLITE_CANTOPEN: (Phrase("cannot be opened"), _PERMISSIONS),
    sqlite3.SQLITE_READONLY: (Phrase("may not be written"), _PERMISSIONS),
    sqlite3.SQLITE_FULL: (Phrase("cannot grow, the disk is full"), Phrase("make room and try again")),
    sqlite3.SQLITE_IOERR: (
        Phrase("cannot be read or written"),
        Phrase("check the disk and its free space and try again"),
    ),
    sqlite3.SQLITE_CORRUPT: (Phrase("is damaged"), Phrase("restore it from a backup")),
}


class Log(NamedTuple):
    """A log in the file: its main table, all its tables and triggers by name, and the version that brought it."""

    table: str
    rules: Mapping[str, str]
    version: int


class Database:
    """The file at a path with one of its logs; reading what does not exist finds nothing and creates nothing.

    A context manager that closes the file. Every method raises SurroundingsError where the file is locked, damaged or
    may not be written, and UserError where it is none that this program can use.
    """

    def __init__(self, path: Path, log: Log) -> None:
        self._path, self._log = path, log
        self._connection: sqlite3.Connection | None = None
        self._is_known = self._is_ahead = False

    def __enter__(self) -> Database:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection, self._is_known, self._is_ahead = None, False, False

    @property
    def exists(self) -> bool:
        """Whether anything was ever written to the log."""
        with _translated(self._path):
            return self._reading() is not None

    def query(self, sql: str, *values: object) -> Rows:
        """The rows a question finds; none where nothing was ever written."""
        return list(self.each(sql, *values))

    def each(self, sql: str, *values: object) -> Iterator[Row]:
        """The same, one by one: rows may be large."""
        with _translated(self._path):
            if connection := self._reading():
                yield from connection.execute(sql, values)

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """What is written to the log at once or, when anything is raised, not at all."""
        with _translated(self._path), _transaction(connection := self._writing()):
            yield connection

    def damages(self) -> Iterator[str]:
        """What is wrong with the file itself: its pages, the log's rules, its tail."""
        for (finding,) in self.query("PRAGMA integrity_check"):
            if finding != "ok":
                yield f"the file is damaged: {finding}"
        table, rules = self._log.table, self._log.rules
        found = {row["name"]: row["sql"] for row in self.query(_OF_TABLES, json.dumps(list(rules)))}
        for name in sorted(found.keys() | rules.keys()):
            if found.get(name) != rules.get(name):
                yield f"the rule '{name}' of the ledger is missing or was altered"
        for written, left in self.query(
            f"SELECT (SELECT max(seq) FROM sqlite_sequence WHERE name = ?), (SELECT max(sequence) FROM {table})",  # noqa: S608
            table,
        ):
            if written != left:
                yield f"the last entry is {left or 0}, but {written or 0} were written"

    def problem(self, what: str, hint: str) -> Problem:
        """A problem at the file."""
        return Problem(Place(str(self._path)), what, hint)

    def _reading(self) -> sqlite3.Connection | None:
        """The open file, or None when nothing was ever written to the log."""
        if self._connection is None and self._path.exists():
            self._connection = self._open_existing()
        connection = self._connection
        return connection if connection and self._has_log(connection) else None

    def _writing(self) -> sqlite3.Connection:
        """The open file with the log's tables, made where they were missing."""
        connection = self._connection = self._connection or self._open("rwc")
        if not self._has_log(connection):
            with _transaction(connection):
                if not self._has_log(connection):
                    self._establish(connection)
        self._is_ahead = self._is_ahead or _logs_ahead(connection)
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
            hint = Phrase("name a file in a folder that exists")
            raise UserError([self.problem(Phrase("a ledger cannot be here"), hint)])
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

    def _has_log(self, connection: sqlite3.Connection) -> bool:
        """Whether the log's tables are there, where they stay; UserError when the file is none of ours, or too new."""
        if self._is_known:
            return True
        version, application, tables, own = connection.execute(
            "SELECT (SELECT user_version FROM pragma_user_version), application_id, "
            "(SELECT count(*) FROM sqlite_master), "
            "(SELECT count(*) FROM sqlite_master WHERE name = ?) FROM pragma_application_id",
            (self._log.table,),
        ).fetchone()
        if tables and application != APPLICATION:
            raise UserError([self.problem(*_NOT_A_LEDGER)])
        if version > VERSION:
            what = Phrase("was written by a newer version of flyer")
            raise UserError([self.problem(what, Phrase("update flyer"))])
        self._is_known = bool(own)
        return self._is_known

    def _establish(self, connection: sqlite3.Connection) -> None:
        for statement in self._log.rules.values():
            connection.execute(statement)
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute(f"PRAGMA user_version = {max(version, self._log.version)}")


@contextmanager
def _translated(path: Path) -> Iterator[None]:
    """Raise what is wrong with the file at a path as what people can do something about."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0) & _PRIMARY
        if code == sqlite3.SQLITE_NOTADB:
            raise UserError([Problem(Place(str(path)), *_NOT_A_LEDGER)]) from error
        if code not in _FAULTS:
            raise
        what, hint = _FAULTS[code]
        raise SurroundingsError(Phrase("the ledger '{path}' {what}", path=str(path), what=what), hint) from error


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    with connection:
        yield


def _logs_ahead(connection: sqlite3.Connection) -> bool:
    """Turn write-ahead logging on for good; when someone else is at the file, the next to write will do it."""
    try:
        (mode,) = connection.execute("PRAGMA journal_mode = WAL").fetchone()
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & _PRIMARY != sqlite3.SQLITE_BUSY:
            raise
        return False
    return bool(mode == "wal")


@contextmanager
def held(path: Path, who: str) -> Iterator[str | None]:
    """Hold a file while inside, or until the process is killed; gives who holds it where somebody else does.

    Raises what `Database` raises.
    """
    with _translated(path):
        connection = sqlite3.connect(path, timeout=_HELD_SECONDS, isolation_level=None)
    with closing(connection):
        with _translated(path):
            holder = None if _hold(connection, who) else _holder(connection)
        yield holder


def _hold(connection: sqlite3.Connection, who: str) -> bool:
    """Write who holds the file, then lock it against all who write and none who read; False when somebody has it."""
    try:
        with _transaction(connection):
            connection.execute("CREATE TABLE IF NOT EXISTS holder (who TEXT NOT NULL)")
            connection.execute("DELETE FROM holder")
            connection.execute("INSERT INTO holder VALUES (?)", (who,))
        connection.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & _PRIMARY != sqlite3.SQLITE_BUSY:
            raise
        return False
    return True


def _holder(connection: sqlite3.Connection) -> str:
    """Who has written that they hold the file."""
    return "".join(who for (who,) in connection.execute("SELECT who FROM holder"))


class Kept:
    """What is kept in one log of the file at a path; a context manager that closes the file."""

    def __init__(self, path: Path, log: Log) -> None:
        self._database = Database(path, log)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._database.__exit__(kind, error, trace)
