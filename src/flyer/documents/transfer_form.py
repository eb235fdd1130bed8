"""A credit transfer on paper: the filled form in the order of the German slip, and its GiroCode."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import replace

from flyer.documents.boxes import BOXES, Field, Grid
from flyer.documents.theme import Theme
from flyer.manuscript.spoken import spoken
from flyer.payment import epc, symbol
from flyer.payment.error import PaymentError
from flyer.payment.transfer import CreditTransfer
from flyer.typeset.colour import WHITE
from flyer.typeset.family import Cut, Family, Style
from flyer.typeset.frame import ORIGIN, QUIET_ZONE, READABLE_MODULE, Fill, Frame, Modules, Point, Role, Size
from flyer.typeset.lines import Align, line
from flyer.units import Length, in_mm, mm, pt
from flyer.wording import Wording

_ROW_LENGTHS = (BOXES, 35, 2 * BOXES, *range(70, 79))
"""Characters in each of the two rows of the Verwendungszweck: by hand, by machine, what boxes hold, in type of 6 pt."""

_CAPTION = pt(7)


def form(transfer: CreditTransfer, payer: str, words: Wording, theme: Theme, measure: Length) -> Frame:
    """Six rows for the payer to copy: payee, amount, Verwendungszweck and payer, 27 boxes to the `measure`.

    Their order is that of the SEPA-Überweisung, whose amount takes the last 12 boxes. All stands as it is coded;
    a payer too long for the row in 6 points is left to the payer's own hand.
    """
    grid = Grid(measure, theme)
    return grid.form(tuple(_known(transfer, payer, words, grid)))


def slip(transfer: CreditTransfer, payer: str, words: Wording, theme: Theme, measure: Length) -> Frame:
    """The rows of `form` between those only the payer knows: the bank, the account, date and signature."""
    grid = Grid(measure, theme)
    known = [field._replace(row=field.row + 1) for field in _known(transfer, payer, words, grid)]
    last = known[-1].row
    return grid.form(
        (
            Field(words("Name and seat of the paying bank", context="slip"), "", 0, boxes=15),
            Field(words("BIC"), "", 0, first=16, boxes=11),
            *known,
            Field(words("IBAN"), "", last + 1, boxes=22),
            Field(words("Date", context="slip"), "", last + 2, boxes=8),
            Field(words("Signature(s)", context="slip"), "", last + 2, first=9, boxes=18),
        )
    )


def _known(transfer: CreditTransfer, payer: str, words: Wording, grid: Grid) -> Iterator[Field]:
    purpose, continued = remittance_rows(transfer.reference or transfer.remittance)
    amount = "" if transfer.amount is None else f"{transfer.amount:.2f}".replace(".", ",")
    yield Field(words("Payee: surname, first name/company", context="slip"), transfer.name, 0)
    yield Field(words("IBAN"), str(transfer.iban), 1)
    yield Field(words("BIC"), str(transfer.bic or ""), 2, boxes=11)
    yield Field(words("Amount: euros, cents", context="slip"), amount, 2, first=15, boxes=12, align=Align.RIGHT)
    yield Field(words("Payment reference", context="slip"), purpose, 3)
    yield Field(words("Payment reference, continued", context="slip"), continued, 4)
    readable = payer if grid.holds(payer) else ""
    yield Field(words("Account holder/payer: surname, first name/company", context="slip"), readable, 5)


def remittance_rows(text: str) -> tuple[str, str]:
    """Part a remittance text of at most 140 characters (EPC069-12) into the two rows of the form, between words."""
    for length in _ROW_LENGTHS:
        rows = textwrap.wrap(text, length, break_long_words=False, break_on_hyphens=False)
        if len(rows) <= 2 and all(len(row) <= length for row in rows):
            first, second = (*rows, "", "")[:2]
            return first, second
    half = len(text) // 2
    return text[:half], text[half:]


def giro_code(
    transfer: CreditTransfer, side: Length, words: Wording, family: Family, caption: Length = _CAPTION
) -> Frame:
    """A square of `side` with its quiet zone and a `caption` of this size; the alternative text says the transfer.

    Raises PaymentError when the transfer cannot be coded (EPC069-12), or when a module would be below 0.4 mm.
    """
    rows = symbol.encode(epc.payload(transfer)).rows
    module = side / (len(rows) + 2 * QUIET_ZONE)
    if module < READABLE_MODULE:
        raise PaymentError(
            f"the GiroCode needs modules of {in_mm(module):.2f} mm to fit {in_mm(side):.0f} mm, "
            f"below {in_mm(READABLE_MODULE):.1f} mm it is not read",
            "shorten the reference",
        )
    zone = module * QUIET_ZONE
    figure = Frame(
        ORIGIN,
        Size(side, side),
        (
            Fill(ORIGIN, Size(side, side), WHITE),
            Modules(Point(zone, zone), side - 2 * zone, rows),
        ),
        role=Role.FIGURE,
        alt=spoken(transfer, words),
    )
    style, height = Style(family, caption, Cut.SEMIBOLD), caption / _CAPTION * mm(4)
    said = line(words("GiroCode"), style, Point(side / 2, height * 0.75), align=Align.CENTRE)
    below = Frame(Point(0.0, side), Size(side, height), (said,), role=Role.P)
    return Frame(ORIGIN, Size(side, side + height), (figure, below))


def panel(heading: str, remark: tuple[str, Style], form: Frame, code: Frame, theme: Theme, width: Length) -> Frame:
    """A form at the left and its code at the right on a tinted ground, a heading and a remark above them."""
    pad, top = mm(4), mm(9)
    height = top + form.size.height + pad
    said, style = remark
    headline = theme.style(pt(10), Cut.SEMIBOLD, theme.primary)
    base = mm(6)
    beside = top + Grid(form.size.width, theme).label_height
    return Frame(
        ORIGIN,
        Size(width, height),
        (
            Fill(ORIGIN, Size(width, height), theme.tint, radius=mm(1.2)),
            Frame(ORIGIN, Size(width, top), (line(heading, headline, Point(pad, base)),), role=Role.H2),
            Frame(
                ORIGIN,
                Size(width, top),
                (line(said, style, Point(width - pad, base), align=Align.RIGHT),),
                role=Role.P,
            ),
            replace(form, at=Point(pad, top)),
            replace(code, at=Point(width - pad - code.size.width, beside)),
        ),
    )
