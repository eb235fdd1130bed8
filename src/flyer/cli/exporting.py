"""`flyer ledger export`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, TypeAlias

from flyer.billing.entry import Entry
from flyer.billing.ledger import Ledger
from flyer.cli import clock
from flyer.cli.report import Report, progress
from flyer.cli.where import Where
from flyer.cli.workspace import read_event
from flyer.cli.writing import write
from flyer.exports import books, datev, journal
from flyer.exports.spreadsheet import as_csv, as_workbook
from flyer.problems import Problem, UserError, place_of

Files: TypeAlias = Iterator[tuple[str, bytes]]


def export(*, where: Where, form: str) -> Report:
    """Write what was issued into output/ledger/; UserError when the ledger was altered."""
    folder = where.output_folder / "ledger"
    written: list[Path] = []
    with Ledger(where.ledger_file) as ledger:
        if problems := ledger.altered():
            raise UserError(problems)
        entries = ledger.entries()

        def files() -> Iterator[tuple[Path, bytes]]:
            for name, content in _FORMS[form](where, ledger, entries):
                written.append(folder / name)
                yield written[-1], content

        if entries:
            write(files())
    remark = f"{len(entries)} entries, the last hash is {entries[-1].hash}" if entries else "nothing was issued yet"
    return Report(
        lines=tuple(map(str, written)), remarks=(remark,), data={"files": [{"file": str(file)} for file in written]}
    )


def _journal(_: Where, ledger: Ledger, entries: Sequence[Entry]) -> Files:
    known = {entry.number for entry in entries}
    for entry in progress(entries, "writing"):
        yield f"journal/{entry.number}.pdf", ledger.document(entry.number)
        if entry.xrechnung:
            yield f"journal/{entry.number}.xml", entry.xrechnung
    yield "journal/journal.jsonl", journal.lines(row for row in ledger.journal() if row["number"] in known)


def _csv(_: Where, __: Ledger, entries: Sequence[Entry]) -> Files:
    for name, table in books.tables(entries).items():
        yield f"invoices-{name}.csv", as_csv(table)


def _workbook(_: Where, __: Ledger, entries: Sequence[Entry]) -> Files:
    yield "invoices.xlsx", as_workbook(books.tables(entries))


def _datev(where: Where, _: Ledger, entries: Sequence[Entry]) -> Files:
    event = read_event(where)
    settings = event.documents.invoices.datev
    if settings is None:
        what = "the accountant's numbers and accounts are missing"
        hint = "write 'datev' under documents: invoices:, with consultant, client, debtor_account and revenue_account"
        raise UserError([Problem(place_of(event.documents.invoices), what, hint)])
    if problems := list(datev.misfits(settings)):
        raise UserError(problems)
    for year, of_year in datev.by_year(entries).items():
        yield f"EXTF_invoices_{year}.csv", datev.stack(of_year, settings, clock.now(event))


_FORMS: Final[Mapping[str, Callable[[Where, Ledger, Sequence[Entry]], Files]]] = {
    "jsonl": _journal,
    "csv": _csv,
    "xlsx": _workbook,
    "datev": _datev,
}
