"""However many lines an invoice has and however long they are: its pages add up, and nothing leaves its place."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from bills import EVENT, bill
from flyer.billing.model import Invoice
from flyer.documents.invoices import compose
from flyer.event.model import Asset, Documents, Event, InvoiceSettings
from flyer.money import cents
from flyer.preflight import check
from flyer.typeset.family import builtin
from flyer.typeset.frame import Frame, Role, Text
from flyer.typeset.letter import FORMS, LEFT, MEASURE, PAPER
from flyer.units import Length, mm
from flyer.wording import Wording

LETTER_PAPER = Asset(path="paper.svg", content=b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 210 297"/>')
MEALS = "Mittagessen und Kaffee an allen Tagen, "
GERMAN = Wording.of("de")

prices = st.decimals(Decimal("0.01"), 5000, places=2)
lines = st.lists(st.tuples(prices, st.sampled_from([0, 0, 1, 3, 12])), min_size=1, max_size=60)
events = st.builds(
    lambda form, paper: replace(EVENT, documents=Documents(invoices=InvoiceSettings(form=form, letterhead=paper))),
    st.sampled_from(sorted(FORMS)),
    st.sampled_from([None, LETTER_PAPER]),
)


def billed(rows: list[tuple[Decimal, int]]) -> Invoice:
    """An invoice of lines of these prices, each with so much small print."""
    made = bill()
    sold = tuple(replace(made.lines[0], price=price, gross=price, includes=MEALS * much) for price, much in rows)
    whole = cents(sum((price for price, _ in rows), Decimal(0)))
    transfer = replace(made.transfer, amount=whole)
    return replace(made, lines=sold, groups=(replace(made.groups[0], base=whole),), transfer=transfer)


def placed(frame: Frame, x: Length = 0.0, y: Length = 0.0) -> Iterator[tuple[Text, Length, Length]]:
    """The lines of a page and where they begin."""
    for child in frame.children:
        if isinstance(child, Frame):
            yield from placed(child, x + child.at.x, y + child.at.y)
        elif isinstance(child, Text):
            yield child, x + child.at.x, y + child.at.y


def sold(frame: Frame) -> Iterator[str]:
    """The amounts of the invoice's lines on a page, as they are printed."""
    for child in frame.children:
        if isinstance(child, Frame) and child.part:
            rows = [row for row in child.children if isinstance(row, Frame) and row.role is Role.TR]
            texts = [[text.text for text, *_ in placed(row)] for row in rows]
            yield from (row[-1] for row in texts if row[0].isdecimal())
        elif isinstance(child, Frame):
            yield from sold(child)


def carried(page: Frame) -> list[str]:
    said = [text.text for text, *_ in placed(page)]
    return [said[at + 1] for at, text in enumerate(said) if text == "Übertrag"]


def number(text: str) -> Decimal:
    return Decimal(text.replace(".", "").replace(",", "."))


def is_last(page: Frame) -> bool:
    return any(text.text == "Rechnungsbetrag" for text, *_ in placed(page))


@settings(max_examples=40)
@given(rows=lines, event=events)
def test_what_is_carried_over_is_the_sum_of_the_lines_above(rows: list[tuple[Decimal, int]], event: Event) -> None:
    above, last = Decimal(0), [""]
    pages = compose(billed(rows), event, GERMAN, builtin()).pages
    for page in pages:
        assert [number(text) for text in carried(page)][: bool(above)] == [above][: bool(above)]
        above += sum(map(number, sold(page)), Decimal(0))
        last = carried(page)[-1:]
        assert is_last(page) or [number(text) for text in last] == [above]
    assert above == sum(price for price, _ in rows)


ROOM = 16
"""Lines of two rows for which any last page has room."""


@settings(max_examples=40)
@given(rows=lines, event=events)
def test_the_amount_due_never_stands_alone(rows: list[tuple[Decimal, int]], event: Event) -> None:
    pages = compose(billed(rows), event, GERMAN, builtin()).pages
    assert [is_last(page) for page in pages] == [False] * (len(pages) - 1) + [True]
    assert len(list(sold(pages[-1]))) >= (min(2, len(rows)) if sum(high for _, high in rows[-2:]) <= ROOM else 1)


@settings(max_examples=40)
@given(rows=lines, event=events, language=st.sampled_from(["de", "en"]))
def test_nothing_leaves_its_place(rows: list[tuple[Decimal, int]], event: Event, language: str) -> None:
    document = compose(billed(rows), event, Wording.of(language), builtin())
    paper = event.documents.invoices.letterhead
    foot = PAPER.height - (mm(30) if paper else mm(9))
    for page in document.pages:
        assert all(LEFT - mm(1) <= x and x + text.width <= LEFT + MEASURE + mm(10) for text, x, _ in placed(page))
        assert all(y <= foot for _, _, y in placed(page))
    assert check([document]) == []
