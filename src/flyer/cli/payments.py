"""`flyer payments import` and `flyer payments list`: bank statements against open invoices."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from flyer.billing.matching import findings
from flyer.billing.open_items import by_status
from flyer.billing.reckoning import of_book, of_import
from flyer.billing.statements import Statement, read
from flyer.billing.statements.acceptance import accepted
from flyer.cli import clock
from flyer.cli.journals import opened
from flyer.cli.paid import (
    assignment_data,
    decision_data,
    decision_lines,
    item_data,
    item_line,
    reckoned_data,
    reckoned_lines,
    statement_data,
    statement_line,
    status_data,
    status_lines,
)
from flyer.cli.report import Report
from flyer.cli.where import Where
from flyer.cli.workspace import read_event
from flyer.cli.writing import blaming, write
from flyer.exports.open_items import tables
from flyer.exports.spreadsheet import Table, as_csv, as_workbook
from flyer.problems import Place, Problem, UserError, gathered


def import_statements(*, where: Where, files: tuple[Path, ...]) -> Report:
    """Read statements and find what was paid; all of them or, when one cannot be used, none."""
    event = read_event(where)
    with opened(where) as journals:
        entries = journals.proven()
        accounts, currency = {entry.invoice.transfer.iban.compact for entry in entries}, entries[-1].currency
        told = gathered(partial(_statements, file) for file in files)
        steps = (partial(accepted, each, accounts, currency) for statements in told for each in statements)
        imported, found = journals.payments.record(gathered(steps), entries, clock.now(event), journals.reminders())
    reckoned = of_import(imported, found)
    undecided = [finding for finding in found if finding.why]
    return Report(
        lines=(*map(statement_line, imported), *reckoned_lines(reckoned, currency), *decision_lines(undecided)),
        data={
            "statements": list(map(statement_data, imported)),
            "reckoned": reckoned_data(reckoned),
            "matched": [assignment_data(finding.assignment) for finding in found if finding.assignment],
            "undecided": list(map(decision_data, undecided)),
        },
    )


def list_open_items(*, where: Where, form: str | None) -> Report:
    """What was paid of each invoice and what is open, and the payments that wait for a decision."""
    with opened(where) as journals:
        entries, book = journals.ledger.entries(), journals.payments.book()
        items, found = journals.items(entries, book), findings(book, entries, journals.reminders())
    undecided = [finding for finding in found if finding.why or finding.assignment]
    reckoned, sums = of_book(book, found), by_status(items)
    told = (
        *map(item_line, items),
        *status_lines(sums),
        *reckoned_lines(reckoned, entries[-1].currency if entries else ""),
        *decision_lines(undecided),
    )
    files = _written(where, form, tables(items, book, found)) if form else ()
    return Report(
        lines=tuple(map(str, files)) if form else told,
        remarks=() if items else ("nothing was issued yet",),
        data={
            "files": [{"file": str(file)} for file in files],
            "invoices": list(map(item_data, items)),
            "totals": status_data(sums),
            "reckoned": reckoned_data(reckoned),
            "undecided": list(map(decision_data, undecided)),
        },
    )


def _statements(file: Path) -> tuple[Statement, ...]:
    if not file.exists():
        raise UserError([Problem(Place(str(file)), "there is no such file", "name one that the bank has handed out")])
    with blaming(file, "read"):
        data = file.read_bytes()
    return read(data, str(file))


def _written(where: Where, form: str, sheets: Mapping[str, Table]) -> tuple[Path, ...]:
    """Write the tables into the output folder: a workbook, or a file each."""
    folder = where.output_folder
    files = {f"{name}.csv": as_csv(table) for name, table in sheets.items()}
    if form == "xlsx":
        files = {"payments.xlsx": as_workbook(sheets)}
    write((folder / name, content) for name, content in files.items())
    return tuple(folder / name for name in files)
