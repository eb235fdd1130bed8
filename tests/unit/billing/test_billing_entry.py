import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from flyer.billing.entry import Entry, alterations, columns, sealed
from flyer.billing.invoicing import numbered
from flyer.billing.model import Invoice
from flyer.event.numbers import number

AT = "2022-03-01T09:30:00+01:00"


@pytest.fixture
def chain(draft: Callable[..., Invoice]) -> Callable[..., list[dict[str, Any]]]:
    """Entries sealed one after the other, as someone could who forges all of them; each a series and a count."""

    def made(*places: tuple[str, int]) -> Iterator[dict[str, Any]]:
        previous = ""
        for sequence, (series, n) in enumerate(places, 1):
            invoice = numbered(draft(f"Payer {sequence}"), number(series, n), dt.date(2022, 3, 1))
            row = columns(invoice, series=series, n=n, issued_at=AT)
            row = sealed(row, b"%PDF", sequence=sequence, previous=previous)
            previous = row["hash"]
            yield row

    return lambda *places: list(made(*places))


def test_a_chain_as_it_was_written(chain: Callable[..., list[dict[str, Any]]]) -> None:
    assert list(alterations(chain(("A{n}", 1), ("B{n}", 1), ("A{n}", 2)))) == []


def test_what_was_frozen_before_a_field_was_added_is_as_it_was_written(
    draft: Callable[..., Invoice],
) -> None:
    row = columns(numbered(draft("Anna Öz"), "A1", dt.date(2022, 3, 1)), series="A{n}", n=1, issued_at=AT)
    older = {**row, "content": row["content"].replace('"rounding":"0",', "")}
    assert older != row
    assert list(alterations([sealed(older, b"%PDF", sequence=1, previous="")])) == []


@pytest.mark.parametrize(
    ("places", "finding"),
    [
        ([("A{n}", 1), ("A{n}", 3)], "entry 2 (A3) is number 3 of its series, expected 2"),
        ([("A{n}", 2)], "entry 1 (A2) is number 2 of its series, expected 1"),
        ([("A{n}", 1), ("a{n}", 1)], "entry 2 (a1) has a number that was given before"),
    ],
)
def test_a_chain_that_nobody_broke_can_still_be_wrong(
    chain: Callable[..., list[dict[str, Any]]], places: list[tuple[str, int]], finding: str
) -> None:
    assert list(alterations(chain(*places))) == [finding]


def test_an_entry_reads_its_columns(chain: Callable[..., list[dict[str, Any]]]) -> None:
    (row,) = chain(("A{n}", 1))
    entry = Entry.stored(row)
    assert (entry.number, entry.due) == ("A1", dt.date(2022, 3, 23))
    assert entry.issued_at == dt.datetime.fromisoformat(AT)
    assert entry.invoice.buyer.name == "Payer 1"
    with pytest.raises(ValueError, match="soon"):
        Entry.stored({**row, "due": "soon"})
