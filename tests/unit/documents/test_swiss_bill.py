"""The Swiss QR-bill measures what the Style Guide QR-bill and the Implementation Guidelines say."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from flyer.billing import coding
from flyer.billing.model import Invoice
from flyer.documents.swiss_bill import qr_bill
from flyer.event.model import Address, Bank, Event
from flyer.payment import IBAN, symbol
from flyer.typeset.dump import dump
from flyer.typeset.frame import ORIGIN, Fill, Frame, Item, Modules, Role, Rule, Text
from flyer.units import in_mm
from flyer.wording import Wording

Made = Callable[..., Invoice]
Said = Callable[..., list[str]]

GERMAN = Wording.of("de")
GOLDEN = Path(__file__).parents[2] / "golden" / "documents"


@pytest.fixture
def swiss(conference: Event, invoice: Made) -> Made:
    """An invoice in francs to be paid to a QR-IBAN."""

    def made(iban: str = "CH4431999123000889012", **changes: object) -> Invoice:
        bank = Bank(account_holder="Verein für Sozialplanung", iban=IBAN(iban))
        organiser = replace(
            conference.organiser,
            bank=bank,
            address=Address(street="Hauptstr. 1", postcode="8000", city="Zürich", country="CH"),
        )
        return invoice(event=replace(conference, organiser=organiser, currency="CHF"), **changes)

    return made


def bill_of(invoice: Invoice, words: Wording) -> Frame:
    """The bill as it is seen from its own corner, which is 105 mm above the foot of the sheet."""
    bill = qr_bill(invoice, words)
    assert in_mm(bill.at.y) == pytest.approx(297 - 105)
    return replace(bill, at=ORIGIN)


def placed(frame: Frame, x: float = 0.0, y: float = 0.0) -> Iterator[tuple[float, float, Item]]:
    x, y = x + frame.at.x, y + frame.at.y
    for child in frame.children:
        if isinstance(child, Frame):
            yield from placed(child, x, y)
        else:
            at = child.start if isinstance(child, Rule) else child.at
            yield in_mm(x + at.x), in_mm(y + at.y), child


def test_the_frames_of_a_bill(swiss: Made, golden: Callable[[Path, str], None]) -> None:
    golden(GOLDEN / "swiss-bill.txt", dump(bill_of(swiss(), GERMAN)))


def test_receipt_and_payment_part(swiss: Made) -> None:
    bill = bill_of(swiss(), GERMAN)
    assert (in_mm(bill.size.width), in_mm(bill.size.height)) == pytest.approx((62 + 148, 105))
    rules = [item for _, _, item in placed(bill) if isinstance(item, Rule) and item.dash]
    ends = [(in_mm(r.start.x), in_mm(r.start.y), in_mm(r.end.x), in_mm(r.end.y)) for r in rules]
    assert ends == [pytest.approx((0, 0, 210, 0)), pytest.approx((62, 0, 62, 105))]
    assert [item.text for _, _, item in placed(bill) if isinstance(item, Text)].count("✂") == 2


def test_the_code_is_46_mm_with_a_cross_of_7_mm_and_5_mm_free_around(swiss: Made) -> None:
    invoice = swiss()
    items = list(placed(bill_of(invoice, GERMAN)))
    ((x, y, code),) = [each for each in items if isinstance(each[2], Modules)]
    assert isinstance(code, Modules)
    assert (x, y, in_mm(code.side)) == pytest.approx((67, 17, 46))
    assert code.rows == symbol.encode(coding.code(invoice), "M", 25).rows
    (cross_x, cross_y, cross), *_ = [each for each in items if isinstance(each[2], Fill)]
    assert isinstance(cross, Fill)
    assert (cross_x, cross_y) == pytest.approx((67 + 19.5, 17 + 19.5))
    assert (in_mm(cross.size.width), in_mm(cross.size.height)) == pytest.approx((7, 7))
    others = [item for at_x, at_y, item in items if isinstance(item, Text) and 62 < at_x < 118 and 12.1 < at_y < 68]
    assert [item.text for item in others if item.text != "✂"] == []


def test_faces_and_sizes(swiss: Made) -> None:
    texts = [
        (x, item) for x, _, item in placed(bill_of(swiss(), GERMAN)) if isinstance(item, Text) and item.text != "✂"
    ]
    sizes = {
        left: {round(run.size) for x, item in texts for run in item.runs if (x < 62) == left} for left in (True, False)
    }
    assert {run.face.name for _, item in texts for run in item.runs} == {
        "LiberationSans-Regular",
        "LiberationSans-Bold",
    }
    assert sizes == {True: {6, 8, 11}, False: {8, 10, 11}}


def test_what_is_said_in_which_order(swiss: Made, said: Said) -> None:
    receipt = [
        "Empfangsschein", "Konto / Zahlbar an", "CH44 3199 9123 0008 8901 2", "Verein für Sozialplanung", "Hauptstr. 1",
        "8000 Zürich", "Referenz", "00 00000 00000 00000 02022 00019", "Zahlbar durch", "Stadt Aa", "Am Markt 1",
        "DE-01099 Aa", "Währung", "CHF", "Betrag", "330.00", "Annahmestelle",
    ]  # fmt: skip
    lines = said(bill_of(swiss(), GERMAN), tagged=True)
    assert lines[:17] == receipt
    assert lines[17:22] == ["Zahlteil", "Währung", "CHF", "Betrag", "330.00"]
    assert lines[22:] == receipt[1:12]


def test_a_text_stands_in_the_payment_part_only(swiss: Made, said: Said) -> None:
    lines = said(bill_of(swiss("CH9300762011623852957"), GERMAN))
    assert lines.count("Zusätzliche Informationen") == 1
    assert "Referenz" not in lines
    assert lines.index("JT2022-0001, Juergen Oeztuerk, JT Leipzig") > lines.index("Zahlteil")


def test_a_payer_without_a_town_is_written_in_by_hand(swiss: Made, said: Said) -> None:
    bill = bill_of(swiss(address=Address()), GERMAN)
    assert said(bill, tagged=True).count("Zahlbar durch (Name/Adresse)") == 2
    corners = {
        round(in_mm(f.size.width), 2): round(in_mm(f.size.height), 2) for f in _artifacts(bill) if len(f.children) == 8
    }
    assert corners == {52.0: 20.0, 65.0: 25.0}


LONG_NAME = "Zweckverband für die Regionalplanung am oberen Fluss und im Hinterland"
LONG_STREET = "Straße der wirklich langen Namen zwischen dem oberen und unteren Markt"


@pytest.mark.parametrize(
    ("name", "street", "holder", "sizes"),
    [
        ("Stadt Aa", "Am Markt 1", "Verein", {6, 8, 11}),
        (LONG_NAME, LONG_STREET, LONG_NAME, {6, 8, 11}),
        ("Donaudampfschifffahrtselektrizitätenhaupt", "Am Markt 1", "Verein", {6, 7, 8, 11}),
        ("Donaudampfschifffahrtselektrizitätenhauptbetriebswerk", "Am Markt 1", "Verein", {6, 8, 11}),
    ],
)
def test_long_data_are_set_smaller_on_the_receipt(
    swiss: Made, name: str, street: str, holder: str, sizes: set[int]
) -> None:
    """Six points are the least of the Style Guide; nothing reaches the amount at 68 mm."""
    invoice = swiss()
    address = replace(invoice.buyer.address, street=street)
    seller = replace(invoice.seller, address=replace(invoice.seller.address, street=street))
    transfer, buyer = replace(invoice.transfer, name=holder), replace(invoice.buyer, name=name, address=address)
    bill = bill_of(replace(invoice, seller=seller, buyer=buyer, transfer=transfer), GERMAN)
    receipt = [(y, item) for x, y, item in placed(bill) if isinstance(item, Text) and item.text != "✂" and x < 62]
    assert {round(run.size) for _, item in receipt for run in item.runs} == sizes
    last = [y for y, item in receipt if item.text.startswith("DE-01099")]
    assert max(last) < 68


def test_what_is_too_high_is_set_smaller(swiss: Made) -> None:
    """A field to write in by hand takes 20 mm of the receipt's 56."""
    invoice = swiss(address=Address())
    seller = replace(invoice.seller, address=replace(invoice.seller.address, street=LONG_STREET))
    bill = bill_of(replace(invoice, seller=seller, transfer=replace(invoice.transfer, name=LONG_NAME)), GERMAN)
    sizes = {round(run.size) for x, _, item in placed(bill) if isinstance(item, Text) and x < 62 for run in item.runs}
    assert 7 in sizes
    ((foot, *_),) = [
        [in_mm(f.at.y + f.size.height) for f in _artifacts(bill) if round(in_mm(f.at.y)) == 12 and in_mm(f.at.x) < 6]
    ]
    assert foot <= 68


def test_the_alternative_text_says_the_payment(swiss: Made) -> None:
    (figure,) = [f for f in bill_of(swiss(), GERMAN).children if isinstance(f, Frame) and f.role is Role.FIGURE]
    assert figure.alt.startswith("Swiss QR Code: Kontoinhaber Verein für Sozialplanung, IBAN CH44 3199")
    assert "CHF" in figure.alt


def _artifacts(frame: Frame) -> Iterator[Frame]:
    for child in frame.children:
        if isinstance(child, Frame):
            yield child
            yield from _artifacts(child)
