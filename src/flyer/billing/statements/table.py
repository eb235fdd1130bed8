"""CSV exports of German banks, known by their header, become statements."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from flyer.billing.statements.banks import EXPORTS, Export
from flyer.billing.statements.model import Statement, Transaction
from flyer.billing.statements.remittance import Remittance, joined, provided
from flyer.money import cents
from flyer.payment.latin import basic_latin
from flyer.people.encodings import decode
from flyer.problems import Place, Problem, UserError

_PREAMBLE: Final = 40
"""Lines among which the header is."""

_MOST_ROWS, _MOST_COLUMNS = 200_000, 200
_DATE: Final = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})", re.ASCII)
_AMOUNT: Final = re.compile(r"([+-]?)(\d{1,3}(?:\.\d{3})+|\d{1,12})(,\d{1,2})?", re.ASCII)
_IBAN: Final = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]){11,30}\b", re.ASCII)
_RETURNED: Final = ("storno", "rueck", "retoure")
_AGAIN = "export it from the bank again, and do not save it with another program"


class _Row(NamedTuple):
    line: int
    cells: Sequence[str]


class _Entry(NamedTuple):
    """What a row tells, None where it is not booked, and the balance after it, None where the bank gives none."""

    transaction: Transaction | None
    balance: Decimal | None


def read(data: bytes, name: str) -> tuple[Statement, ...]:
    """Turn a file into a statement for each account in it; UserError with all that cannot be read."""
    rows = list(_rows(decode(data, name), name))
    export, at = _known(rows, name)
    header = [_folded(cell) for cell in rows[at].cells]
    account = _named_before(rows[:at])
    problems: list[Problem] = []
    told: dict[str, list[_Entry]] = {}
    for row in rows[at + 1 :]:
        cells = dict(zip(header, map(str.strip, row.cells), strict=False))
        own = "".join(_cell(cells, export.account).split()) if export.account else account
        try:
            if len(row.cells) < len(header) - (header[-1] == ""):
                raise ValueError(f"the row is cut off: it has {len(row.cells)} cells, the header has {len(header)}")
            balance = _number(text) if (text := _cell(cells, export.balance)) else None
            told.setdefault(own, []).append(_Entry(_transaction(export, cells, Place(name, row.line)), balance))
        except ValueError as error:
            problems.append(Problem(Place(name, row.line), str(error), _AGAIN))
    if problems:
        raise UserError(problems)
    place = Place(name, rows[at].line)
    return tuple(_statement(export, own, entries, place) for own, entries in (told or {account: []}).items())


def _statement(export: Export, account: str, entries: Sequence[_Entry], place: Place) -> Statement:
    transactions = tuple(entry.transaction for entry in entries if entry.transaction)
    opening, closing = _balances(entries)
    return Statement(
        format=f"CSV, {export.bank}",
        account=account,
        currency=next((each.currency for each in transactions), "EUR"),
        opening=opening,
        closing=closing,
        transactions=transactions,
        left_out=len(entries) - len(transactions),
        place=place,
    )


def _balances(entries: Sequence[_Entry]) -> tuple[Decimal | None, Decimal | None]:
    """The balances before and after all entries, in whatever order they stand, None where one has no balance.

    UserError when one begins with a balance that no other leads to: there something is missing.
    """
    booked = [(each.transaction, each.balance) for each in entries if each.transaction]
    chain = [(each, balance - each.signed, balance) for each, balance in booked if balance is not None]
    if not chain or len(chain) < len(booked):
        return None, None
    oldest_first = sorted(chain, key=lambda link: link[0].booked)
    after = Counter(balance for _, _, balance in chain)
    begun = []
    for each, before, _ in oldest_first:
        after[before] -= 1
        if after[before] < 0:
            begun.append((each, before))
    if problems := [_gap(each, before) for each, before in begun[1:]]:
        raise UserError(problems)
    opening = begun[0][1] if begun else oldest_first[0][1]
    return opening, opening + sum(each.signed for each, _, _ in chain)


def _gap(transaction: Transaction, before: Decimal) -> Problem:
    what = f"entries are missing before this one: no other one leads to the balance {before}"
    return Problem(transaction.place, what, "export all entries of a time, without a filter")


def _named_before(rows: Sequence[_Row]) -> str:
    """The IBAN in the lines before the header, "" when there is none."""
    found = _IBAN.search("\n".join(";".join(row.cells) for row in rows))
    return "".join(found[0].split()) if found else ""


def _rows(text: str, name: str) -> Iterator[_Row]:
    """The rows that hold anything, parted by semicolons, or commas where the file has none."""
    delimiter = ";" if ";" in text else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for count, cells in enumerate(reader):
            if count > _MOST_ROWS or len(cells) > _MOST_COLUMNS:
                what = f"the file has more than {_MOST_ROWS} rows or {_MOST_COLUMNS} columns"
                raise UserError([Problem(Place(name, line), what, "export a shorter time")])
            if any(map(str.strip, cells)):
                yield _Row(line, cells)
            line = reader.line_num + 1
    except csv.Error as error:
        raise UserError([Problem(Place(name, line), "the quotation marks do not match", _AGAIN)]) from error


def _known(rows: Sequence[_Row], name: str) -> tuple[Export, int]:
    """The export whose columns a row has, and that row's index."""
    for at, row in enumerate(rows[:_PREAMBLE]):
        cells = {_folded(cell) for cell in row.cells}
        for export in EXPORTS:
            if cells.issuperset(map(_folded, export.columns)):
                return export, at
    banks = "; ".join(export.bank for export in EXPORTS)
    what = "the file is neither camt, nor MT940, nor the CSV export of a bank that is known here"
    raise UserError([Problem(Place(name), what, f"export it as camt.053 or MT940; known exports are those of {banks}")])


def _transaction(export: Export, cells: Mapping[str, str], place: Place) -> Transaction | None:
    """A row's transaction, None when it is not booked; ValueError says what in it cannot be read."""
    if export.pending and _cell(cells, export.status).startswith(export.pending):
        return None
    signed = _number(_cell(cells, export.amount))
    told = Remittance.of([joined([_cell(cells, column) for column in export.texts])])
    names = [_cell(cells, column) for column in export.names]
    kind = _folded(_cell(cells, export.kind))
    booked = _day(_cell(cells, export.booked))
    return Transaction(
        booked=booked,
        value_date=_day(_cell(cells, export.value)) if _cell(cells, export.value) else booked,
        amount=abs(signed),
        currency=_cell(cells, export.currency) or "EUR",
        is_credit=signed >= 0,
        is_reversal=any(word in kind for word in _RETURNED),
        name=(names[0] if signed >= 0 else names[-1]) if any(names) else told.name,
        iban="".join(_cell(cells, export.iban).split()) or told.iban,
        end_to_end_id=told.end_to_end_id or provided(_cell(cells, export.end_to_end_id)),
        remittance=told.lines,
        place=place,
    )


def _cell(cells: Mapping[str, str], column: str) -> str:
    return cells.get(_folded(column), "") if column else ""


def _folded(column: str) -> str:
    return basic_latin(column).casefold()


def _number(text: str) -> Decimal:
    form = _AMOUNT.fullmatch("".join(text.split()).removesuffix("€").removesuffix("EUR"))
    if not form:
        raise ValueError(f"'{text}' is no amount")
    number = Decimal(form[2].replace(".", "") + (form[3] or "").replace(",", "."))
    return cents(-number if form[1] == "-" else number)


def _day(text: str) -> dt.date:
    form = _DATE.fullmatch(text)
    try:
        day, month, year = map(int, form.groups()) if form else (0, 0, 0)
        return dt.date(year + 2000 if form and len(form[3]) == 2 else year, month, day)
    except ValueError as error:
        raise ValueError(f"'{text}' is no date") from error
