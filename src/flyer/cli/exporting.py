"""`flyer ledger export`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import chain
from pathlib import Path
from typing import Final, TypeAlias

from flyer.billing.dispatches import Dispatch, Dispatches, DispatchKind
from flyer.billing.entry import Entry
from flyer.billing.ledger import Ledger
from flyer.billing.open_items import OpenItem
from flyer.cli import clock
from flyer.cli.journals import opened
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
    with opened(where) as journals:
        journals.prove()
        ledger, dispatches = journals.ledger, journals.dispatches
        entries, sent = ledger.entries(), dispatches.all()
        items = journals.items(entries, journals.payments.book())

        def files() -> Iterator[tuple[Path, bytes]]:
            of_dispatches = _dispatches(dispatches, sent) if form == "jsonl" else ()
            for name, content in chain(_FORMS[form](where, ledger, entries, items), of_dispatches):
                written.append(folder / name)
                yield written[-1], content

        if entries:
            write(files())
    return Report(
        lines=tuple(map(str, written)),
        remarks=(*_last(entries, "entries"), *_last(sent, "dispatches")) if entries else ("nothing was issued yet",),
        data={"files": [{"file": str(file)} for file in written]},
    )


def _last(sealed: Sequence[Entry | Dispatch], things: str) -> tuple[str, ...]:
    """The hash that stands for all of them."""
    return (f"{len(sealed)} {things}, the last hash is {sealed[-1].hash}",) if sealed else ()


def _journal(_: Where, ledger: Ledger, entries: Sequence[Entry], __: Sequence[OpenItem]) -> Files:
    known = {entry.number for entry in entries}
    for entry in progress(entries, "writing"):
        yield f"journal/{entry.number}.pdf", ledger.document(entry.number)
        if xrechnung := ledger.xrechnung(entry.number):
            yield f"journal/{entry.number}.xml", xrechnung
    yield "journal/journal.jsonl", journal.lines(row for row in ledger.journal() if row["number"] in known)


def _dispatches(dispatches: Dispatches, sent: Sequence[Dispatch]) -> Files:
    for each in sent:
        yield f"journal/dispatches/{each.name}{DispatchKind(each.kind).suffix}", dispatches.file(each)
    if sent:
        yield "journal/dispatches/journal.jsonl", journal.lines(map(asdict, sent))


def _csv(_: Where, __: Ledger, entries: Sequence[Entry], items: Sequence[OpenItem]) -> Files:
    for name, table in books.tables(entries, items).items():
        yield f"invoices-{name}.csv", as_csv(table)


def _workbook(_: Where, __: Ledger, entries: Sequence[Entry], items: Sequence[OpenItem]) -> Files:
    yield "invoices.xlsx", as_workbook(books.tables(entries, items))


def _datev(where: Where, _: Ledger, entries: Sequence[Entry], __: Sequence[OpenItem]) -> Files:
    event = read_event(where)
    settings = event.documents.invoices.datev
    if settings is None:
        what = "the accountant's numbers and accounts are missing"
        hint = "write 'datev' under documents: invoices:, with consultant, client, debtor_account and revenue_account"
        raise UserError([Problem(place_of(event.documents.invoices), what, hint)])
    if problems := list(datev.misfits(settings)):
        raise UserError(problems)
    for year, stack in datev.stacks(entries, settings, clock.now(event)).items():
        yield f"EXTF_invoices_{year}.csv", stack
    if settings.debtors_from:
        yield "debtors.csv", as_csv(datev.debtor_list(entries, settings))


_FORMS: Final[Mapping[str, Callable[[Where, Ledger, Sequence[Entry], Sequence[OpenItem]], Files]]] = {
    "jsonl": _journal,
    "csv": _csv,
    "xlsx": _workbook,
    "datev": _datev,
}
