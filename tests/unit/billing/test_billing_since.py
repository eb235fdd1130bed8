import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from flyer.billing.entry import Entry, columns, sealed
from flyer.billing.invoicing import numbered
from flyer.billing.model import Invoice
from flyer.billing.since import changes, differences, twice
from flyer.event.model import Address, Fee, Part

STANDARD = Fee(id="standard", name="Teilnahmebetrag", amount=Decimal(330), includes="Mittagessen")
HOME = Address(street="Markt 1", postcode="04109", city="Leipzig")


def entry(draft: Invoice) -> Entry:
    """The draft as number 1 of a ledger."""
    invoice = numbered(draft, "1", dt.date(2022, 3, 1))
    row = columns(invoice, series="{n}", n=1, issued_at="2022-03-01T09:30:00+01:00")
    return Entry.stored(sealed(row, b"%PDF", sequence=1, previous=""))


def test_differences_name_what_is_invoiced_otherwise(draft: Callable[..., Invoice]) -> None:
    issued = numbered(draft("Anna Öz"), "7", dt.date(2022, 3, 25))
    assert differences(issued, draft("Anna Öz")) == ()
    moved = replace(issued.buyer, address=HOME)
    assert differences(issued, replace(issued, buyer=moved)) == (
        "the buyer's street was '' and is 'Markt 1' now",
        "the buyer's postcode was '' and is '04109' now",
        "the buyer's city was '' and is 'Leipzig' now",
    )
    cheaper = replace(issued.lines[0], gross=Decimal(300))
    assert differences(issued, replace(issued, lines=(cheaper,))) == (
        "the price of Anna Öz's fee was '330.00' and is '300.00' now",
    )


def test_differences_name_reductions_and_notes(draft: Callable[..., Invoice]) -> None:
    early = replace(STANDARD, parts=(Part(name="Rabatt", amount=Decimal(-30)),))
    issued = numbered(draft("Anna Öz", fee=early), "7", dt.date(2022, 3, 25))
    now = replace(draft("Anna Öz"), notes=("Danke",))
    assert differences(issued, now) == (
        "the reduction was 'Rabatt 30.00' and is '' now",
        "the note was '' and is 'Danke' now",
        "the price of Anna Öz's fee was '360.00' and is '330.00' now",
    )


def test_differences_name_another_language(draft: Callable[..., Invoice]) -> None:
    issued = numbered(draft("Anna Öz"), "7", dt.date(2022, 3, 25))
    assert differences(issued, replace(issued, language="en")) == ("the invoice's language was 'de' and is 'en' now",)
    assert differences(replace(issued, language=""), issued) == ()  # as it was in the first form, which knew none


def test_differences_name_who_came_and_went(draft: Callable[..., Invoice]) -> None:
    issued = numbered(draft("Anna Öz", "Bo Li"), "7", dt.date(2022, 3, 25))
    assert differences(issued, draft("Anna Öz", "Eva Neu")) == (
        "Bo Li is on 7 and not in the list any more",
        "Eva Neu is not on 7",
    )


def test_the_order_of_rows_and_zeros_after_the_point_are_no_difference(draft: Callable[..., Invoice]) -> None:
    issued = draft("Anna Öz", "Bo Li")
    zeros = replace(issued.lines[0], gross=Decimal("330.0"))
    assert differences(issued, replace(issued, lines=(issued.lines[1], zeros))) == ()


def test_added_rows_can_be_billed_apart(draft: Callable[..., Invoice]) -> None:
    before = entry(draft("Anna Öz"))
    (added,) = changes([before], [draft("Anna Öz", "Eva Neu")], "participants.csv")
    assert added.what == "this changed after 1 was issued: Eva Neu is not on 1"
    assert "another 'group'" in added.hint
    (renamed,) = changes([before], [draft("Anna Öz", name="Öz AG")], "participants.csv")
    assert renamed.hint == (
        "the issued invoice stays as it is; `flyer cancel 1 --reason …`, then `flyer issue`, gives the payer a new one"
    )
    (gone,) = changes([before], [], "participants.csv")
    assert gone.hint == "the issued invoice stays as it is; `flyer cancel 1 --reason …` takes it back"


@pytest.mark.parametrize(
    ("names", "changed", "found"),
    [
        (["Anna OEZ"], {"address": HOME}, True),
        (["Anne öz"], {}, True),
        (["Bo Li"], {"name": "ANNA ÖZ"}, True),
        (["Bo Li"], {"address": replace(HOME, street="MARKT  1")}, True),
        (["Bo Li"], {"address": replace(HOME, street="Markt 2")}, False),
        (["Anna Li"], {}, False),
    ],
)
def test_a_draft_like_one_whose_payer_is_gone(
    draft: Callable[..., Invoice], names: list[str], changed: dict[str, object], found: bool
) -> None:
    before = entry(draft("Anna Öz", address=HOME))
    now = draft(*names, **{"key": "new", **changed})
    problems = list(twice([before], [now], [now]))
    assert [problem.what for problem in problems] == found * [
        f"'{now.buyer.name}' could be invoiced twice: 1 to 'Anna Öz' bills 'Anna Öz', who left that payer"
    ]
    assert list(twice([before], [now, draft("Anna Öz")], [now])) == []
    assert list(twice([before], [now], [])) == []


def test_who_left_a_payer_that_is_still_there(draft: Callable[..., Invoice]) -> None:
    before = entry(draft("Anna Öz", "Bo Li", key="stadt", address=HOME))
    still = draft("Anna Öz", key="stadt", address=HOME)
    alone, other = draft("Bo Li", address=HOME), draft("Cem Ay", address=HOME)
    (problem,) = twice([before], [still, alone, other], [alone, other])
    assert problem.what.startswith("'Bo Li' could be invoiced twice: 1 to 'Anna Öz' bills 'Bo Li'")
    assert problem.hint.endswith("--only bo li")
