"""What was issued, as lists for the books and as a Buchungsstapel."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from bills import WITH_MEALS, bill
from flyer.billing.ledger import Ledger
from flyer.billing.model import Invoice
from flyer.event.model import Datev, RevenueAccount
from flyer.exports import books, datev

SETTINGS = Datev(
    consultant="1001",
    client="7",
    chart="49",
    debtor_account="10000",
    revenue_account="8200",
    rates=(RevenueAccount(rate=Decimal(19), account="8400"), RevenueAccount(rate=Decimal(7), account="8300")),
)
CREATED = dt.datetime(2022, 4, 1, 8, 5, 9, 123_456, tzinfo=dt.UTC)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(tmp_path / "ledger.sqlite") as ledger:
        yield ledger


def issue(ledger: Ledger, made: Invoice, on: dt.date = dt.date(2022, 3, 1)) -> None:
    draft = replace(made, number="", issued=None, due=None)
    ledger.issue(draft, pattern="JT 1.{n}", on=at(on), render=lambda _: b"%PDF")


def cancel(ledger: Ledger, number: str, *lines: int, on: dt.date = dt.date(2022, 3, 2)) -> None:
    ledger.cancel(number, note="Grund", positions=lines, pattern="JT 1.{n}", on=at(on), render=lambda _: b"%PDF")


def at(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(9), dt.UTC)


def test_lists_by_year_and_open_items(ledger: Ledger) -> None:
    issue(ledger, bill(count=2))
    issue(ledger, replace(bill(), payer_key="other"))
    cancel(ledger, "JT 1.1", 2)
    cancel(ledger, "JT 1.2", on=dt.date(2023, 1, 2))
    tables = books.tables(ledger.entries())
    columns = [books.HEADER.index(name) for name in ("number", "kind", "total", "open", "cancels", "cancelled_by")]
    picked = {name: [tuple(str(row[c]) for c in columns) for row in table[1:]] for name, table in tables.items()}
    assert picked == {
        "2022": [
            ("JT 1.1", "invoice", "660.00", "330.00", "", "JT 1.3"),
            ("JT 1.2", "invoice", "330.00", "0.00", "", "JT 1.4"),
            ("JT 1.3", "cancellation", "-330.00", "0.00", "JT 1.1", ""),
        ],
        "2023": [("JT 1.4", "cancellation", "-330.00", "0.00", "JT 1.2", "")],
        "open": [("JT 1.1", "invoice", "660.00", "330.00", "", "JT 1.3")],
    }


def test_net_and_tax_add_up(ledger: Ledger) -> None:
    issue(ledger, bill(WITH_MEALS, 3))
    cancel(ledger, "JT 1.1")
    net, tax, total = (books.HEADER.index(name) for name in ("net", "tax", "total"))
    for row in books.tables(ledger.entries())["2022"][1:]:
        assert Decimal(str(row[net])) + Decimal(str(row[tax])) == row[total]


def fields(file: bytes, line: int) -> dict[int, str]:
    """What a line of the file says, by the number of its field; fields with nothing in them are left out."""
    assert file.endswith(b"\r\n")
    row = file.decode("cp1252").split("\r\n")[line].split(";")
    assert len(row) == (31 if line == 0 else 125)
    return {n: field for n, field in enumerate(row, start=1) if field}


def test_a_buchungsstapel(ledger: Ledger) -> None:
    made = bill(WITH_MEALS)
    issue(ledger, replace(made, buyer=replace(made.buyer, name='=cmd "Łódź" für ' + "x" * 60)))
    cancel(ledger, "JT 1.1")
    file = datev.stack(ledger.entries(), SETTINGS, CREATED)
    assert fields(file, 0) == {
        1: '"EXTF"', 2: "700", 3: "21", 4: '"Buchungsstapel"', 5: "13", 6: "20220401080509123", 8: '"FL"', 9: '"flyer"',
        11: "1001", 12: "7", 13: "20220101", 14: "4", 15: "20220301", 16: "20220302", 17: '"Rechnungen 2022"',
        19: "1", 20: "0", 21: "0", 22: '"EUR"', 27: '"49"',
    }  # fmt: skip
    assert fields(file, 1)[1] == "Umsatz (ohne Soll/Haben-Kz)"
    assert fields(file, 1)[125] == "Abw. Skontokonto"
    assert fields(file, 2) == {
        1: "330,00", 2: '"S"', 3: '"EUR"', 7: "10000", 8: "8200", 10: "0103", 11: '"JT-1-1"', 12: '"150322"',
        14: '"JT 1.1 =cmd ""Lódz"" für ' + "x" * 37 + '"',
    }  # fmt: skip
    booked = [(row[2], row[8], row[1]) for row in (fields(file, line) for line in range(2, 8))]
    assert booked == [
        ('"S"', "8200", "330,00"),
        ('"S"', "8300", "107,00"),
        ('"S"', "8400", "43,50"),
        ('"H"', "8200", "330,00"),
        ('"H"', "8300", "107,00"),
        ('"H"', "8400", "43,50"),
    ]


def test_bookings_of_an_invoice_add_up_to_what_is_payable(ledger: Ledger) -> None:
    made = bill(replace(WITH_MEALS, amount=Decimal("480.53")), 7)
    issue(ledger, made)
    rows = datev.stack(ledger.entries(), SETTINGS, CREATED).decode("cp1252").split("\r\n")[2:-1]
    assert sum(Decimal(row.partition(";")[0].replace(",", ".")) for row in rows) == made.payable


def test_accounts_have_the_lengths_that_datev_knows() -> None:
    odd = replace(SETTINGS, debtor_account="1000", rates=(RevenueAccount(rate=Decimal(7), account="83000"),))
    assert [problem.what for problem in datev.misfits(odd)] == [
        "the account 83000 has another length than 8200",
        "the debtor's account 1000 has not 5 digits",
    ]
    assert list(datev.misfits(SETTINGS)) == []
