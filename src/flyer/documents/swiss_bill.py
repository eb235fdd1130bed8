"""The Swiss QR-bill: receipt and payment part side by side, 210 × 105 mm at the foot of a sheet of A4.

Measures are those of the Style Guide QR-bill (SIX) and of the Implementation Guidelines, version 2.3.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Final, NamedTuple

from flyer.billing import coding
from flyer.billing.coding import Payable
from flyer.manuscript.spoken import spoken
from flyer.payment import swiss, symbol
from flyer.typeset.colour import BLACK, WHITE
from flyer.typeset.family import Cut, Style, liberation_sans
from flyer.typeset.frame import ORIGIN, Fill, Frame, Item, Modules, Point, Role, Rule, Size
from flyer.typeset.letter import PAPER
from flyer.typeset.lines import Align, line
from flyer.typeset.paragraph import Span, TooWide, paragraph
from flyer.typeset.stack import Stack
from flyer.units import Length, mm, pt
from flyer.wording import Wording

BILL: Final = Size(mm(210), mm(105))
BILL_TOP: Final = PAPER.height - BILL.height
"""Where the bill begins on its sheet."""

_RECEIPT: Final = mm(62)
"""The width of the receipt; the payment part has the rest, A6 landscape."""

_EDGE: Final = mm(5)
_CODE: Final = mm(46)
_CROSS: Final = mm(7)
_BARS: Final = (mm(3.9), mm(1.17))
"""Length and thickness of the white bars of the cross in its black square of 6 mm."""

_CORNER: Final = (mm(3), pt(0.75))
"""Length and thickness of the marks around what is filled in by hand."""

_ABOVE_BLANK: Final = mm(1)


class _Part(NamedTuple):
    """One of the two parts: sizes of headings and values, and where its sections stand (Style Guide, 3)."""

    heading: Length
    value: Length
    leading: Length
    information: tuple[Point, Size]
    amount: Point
    between: Length
    blank: Size


_PAYMENT: Final = _Part(
    pt(8),
    pt(10),
    pt(11),
    (Point(mm(118), mm(5)), Size(mm(87), mm(85))),
    Point(mm(67), mm(68)),
    mm(16),
    Size(mm(65), mm(25)),
)
_STUB: Final = _Part(
    pt(6),
    pt(8),
    pt(9),
    (Point(mm(5), mm(12)), Size(mm(52), mm(56))),
    Point(mm(5), mm(68)),
    mm(13),
    Size(mm(52), mm(20)),
)

_SMALLER: Final = (pt(0), pt(1), pt(2))
"""By how much values may be smaller where there are many or long ones: to 8 and to 6 points."""


def qr_bill(invoice: Payable, words: Wording) -> Frame:
    """Receipt and payment part of an invoice at the foot of its sheet; PaymentError when it cannot be coded."""
    return Frame(
        Point(0.0, BILL_TOP),
        BILL,
        (
            _separation(),
            _title(_EDGE, words("Receipt", context="QR-bill")),
            _information(_STUB, invoice, words),
            _amount(_STUB, invoice, words),
            _acceptance(words),
            _title(_RECEIPT + _EDGE, words("Payment part", context="QR-bill")),
            _code(invoice, words),
            _amount(_PAYMENT, invoice, words),
            _information(_PAYMENT, invoice, words),
        ),
    )


def _style(size: Length, cut: Cut = Cut.REGULAR) -> Style:
    return Style(liberation_sans(), size, cut)


def _separation() -> Frame:
    """The lines along which the parts are separated, with scissors, artifacts."""
    dash, ink = (mm(1), mm(1)), _style(pt(11))
    across = line("✂", ink, Point(mm(4), pt(4)))
    down = Frame(
        Point(_RECEIPT - mm(2.5), mm(9)), Size(mm(5), mm(5)), (line("✂", ink, Point(mm(0.8), mm(3.8))),), turn=90
    )
    return Frame(
        ORIGIN,
        BILL,
        (
            Rule(ORIGIN, Point(BILL.width, 0.0), pt(0.5), BLACK, dash),
            Rule(Point(_RECEIPT, 0.0), Point(_RECEIPT, BILL.height), pt(0.5), BLACK, dash),
            across,
            down,
        ),
    )


def _title(x: Length, said: str) -> Frame:
    text = line(said, _style(pt(11), Cut.BOLD), Point(0.0, pt(11)))
    return Frame(Point(x, _EDGE), Size(mm(52), mm(7)), (text,), role=Role.H2)


def _information(part: _Part, invoice: Payable, words: Wording) -> Frame:
    """Payee, reference, text and payer, each under its heading, in the largest type for which there is room."""
    at, room = part.information
    rows = list(_rows(invoice, words, with_text=part is _PAYMENT))
    payer_is_blank = coding.debtor(invoice) is None
    *larger, smallest = (part._replace(value=part.value - n, leading=part.leading - n) for n in _SMALLER)
    for each in larger:
        with suppress(TooWide):
            if (stack := _stacked(each, rows, payer_is_blank, words)).height <= room.height:
                return stack.frame(room.width, at=at)
    return _stacked(smallest, rows, payer_is_blank, words).frame(room.width, at=at)


def _rows(invoice: Payable, words: Wording, *, with_text: bool) -> Iterator[tuple[str, Sequence[str]]]:
    """Headings and what is said under them; the text stands in the payment part only."""
    transfer, payer = invoice.transfer, coding.debtor(invoice)
    yield words("Account / Payable to", context="QR-bill"), (str(transfer.iban), *coding.creditor(invoice).lines)
    if transfer.reference:
        yield words("Reference", context="QR-bill"), (swiss.grouped(transfer),)
    if transfer.remittance and with_text:
        yield words("Additional information", context="QR-bill"), (transfer.remittance,)
    if payer:
        yield words("Payable by", context="QR-bill"), payer.lines


def _stacked(part: _Part, rows: Sequence[tuple[str, Sequence[str]]], payer_is_blank: bool, words: Wording) -> Stack:
    """The rows as a list; below them, where the payer is not known, a field to write in by hand."""
    measure = part.information[1].width
    facts = Stack().extend((_fact(part, *row, measure) for row in rows), part.leading)
    stack = Stack().add(facts.frame(measure, Role.L))
    if not payer_is_blank:
        return stack
    by_hand = words("Payable by (name/address)", context="QR-bill")
    label = _paragraph(by_hand, part.heading, Cut.BOLD, measure, part.leading, Role.P)
    return stack.add(label, part.leading).add(_corners(part.blank), _ABOVE_BLANK)


def _fact(part: _Part, heading: str, lines: Sequence[str], measure: Length) -> Frame:
    lbl = _paragraph(heading, part.heading, Cut.BOLD, measure, part.leading, Role.LBL)
    body = _paragraph("\n".join(lines), part.value, Cut.REGULAR, measure, part.leading, Role.LBODY)
    return Stack().add(lbl).add(body).frame(measure, Role.LI)


def _paragraph(text: str, size: Length, cut: Cut, measure: Length, leading: Length, role: Role) -> Frame:
    return paragraph((Span(text, _style(size, cut)),), measure, leading, role=role)


def _amount(part: _Part, invoice: Payable, words: Wording) -> Frame:
    """Currency and amount beside each other, thousands apart."""
    currency = _fact(part, words("Currency", context="QR-bill"), (invoice.currency,), part.between)
    said = f"{invoice.transfer.amount:,.2f}".replace(",", " ") if invoice.transfer.amount else ""
    amount = _fact(part, words("Amount", context="QR-bill"), (said,), mm(30)).standing(Point(part.between, 0.0))
    size = Size(part.between + mm(30), amount.size.height)
    return Frame(part.amount, size, (currency, amount), role=Role.L)


def _acceptance(words: Wording) -> Frame:
    at, width = Point(_EDGE, mm(82)), mm(52)
    text = line(
        words("Acceptance point", context="QR-bill"), _style(pt(6), Cut.BOLD), Point(width, pt(6)), align=Align.RIGHT
    )
    return Frame(at, Size(width, mm(18)), (text,), role=Role.P)


def _code(invoice: Payable, words: Wording) -> Frame:
    """The Swiss QR code of 46 mm with the Swiss cross of 7 mm in its middle, below the title."""
    rows = symbol.encode(coding.code(invoice), "M", swiss.LARGEST_VERSION).rows
    drawn: tuple[Item, ...] = (Modules(ORIGIN, _CODE, rows), *_cross())
    alt = spoken(invoice.transfer, words, words("Swiss QR code", context="QR-bill"), invoice.currency)
    return Frame(Point(_RECEIPT + _EDGE, mm(17)), Size(_CODE, _CODE), drawn, role=Role.FIGURE, alt=alt)


def _cross() -> Iterator[Fill]:
    """The white square of 7 mm, in it a black one of 6 mm, in this the white cross."""
    long, thick = _BARS
    for size, colour in (
        (Size(_CROSS, _CROSS), WHITE),
        (Size(mm(6), mm(6)), BLACK),
        (Size(long, thick), WHITE),
        (Size(thick, long), WHITE),
    ):
        yield Fill(Point((_CODE - size.width) / 2, (_CODE - size.height) / 2), size, colour)


def _corners(size: Size) -> Frame:
    """Marks at the corners of a field that is filled in by hand, an artifact."""
    arm, thickness = _CORNER
    rules: list[Item] = []
    for x, right in ((0.0, arm), (size.width, -arm)):
        for y, down in ((0.0, arm), (size.height, -arm)):
            corner = Point(x, y)
            rules += [Rule(corner, Point(x + right, y), thickness), Rule(corner, Point(x, y + down), thickness)]
    return Frame(ORIGIN, size, tuple(rules))
