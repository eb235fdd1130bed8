import datetime as dt
from dataclasses import replace
from decimal import Decimal

from flyer.billing.book import Assignment, Basis, Book, Part, Payment
from flyer.billing.matching import findings
from flyer.billing.open_items import open_items
from flyer.exports.open_items import tables
from paying import IBAN, entries, paid
from receipts import item, reminded


def test_invoices_and_payments_become_tables() -> None:
    issued = entries("Anna Öz", "Bo Li")
    told = (paid("331", "JT2022-0001", "Anna Öz"), paid("5", "Spende", "Bo Li"))
    payments = tuple(Payment(number=n, account=IBAN, format="", transaction=each) for n, each in enumerate(told, 1))
    book = Book(
        payments,
        {1: Assignment(payment=1, parts=(Part("JT2022-0001", Decimal(331)),), basis=Basis.NUMBER)},
    )
    (reminder,) = reminded(item(), "5").reminders
    sheets = tables(open_items(issued, book, [replace(reminder, invoice="JT2022-0002")]), book, findings(book, issued))
    day, due = dt.date(2022, 3, 1), dt.date(2022, 3, 23)
    assert sheets["open-items"][1:] == (
        ("JT2022-0001", "paid", day, due, "Anna Öz", "1", Decimal(331), Decimal(331), Decimal(0), "EUR", day, "", 0, 0),
        ("JT2022-0002", "open", day, due, "Bo Li", "2", Decimal(332), Decimal(0), Decimal(332), "EUR", "", "1", 5, 5),
    )
    assert sheets["payments"][1:] == (
        ("1", day, Decimal(331), "EUR", "Anna Öz", "", "JT2022-0001", "JT2022-0001", "number", "", ""),
        (
            "2",
            day,
            Decimal(5),
            "EUR",
            "Bo Li",
            "",
            "Spende",
            "",
            "",
            "the name fits, the amount does not",
            "JT2022-0002",
        ),
    )
    assert all(len(row) == len(sheet[0]) for sheet in sheets.values() for row in sheet)
