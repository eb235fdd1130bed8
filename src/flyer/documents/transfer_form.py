"""A credit transfer on paper: the filled form in the order of the German slip, and its GiroCode."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TypeAlias

from flyer.documents.boxes import BOXES, Field, Grid
from flyer.documents.theme import QUIET, Theme
from flyer.manuscript.spoken import code_name, spoken
from flyer.payment import epc, symbol
from flyer.payment.error import PaymentError
from flyer.payment.transfer import CreditTransfer
from flyer.typeset.colour import WHITE
from flyer.typeset.family import Cut, Family, Style
from flyer.typeset.frame import ORIGIN, QUIET_ZONE, READABLE_MODULE, Fill, Frame, Item, Modules, Point, Role, Size
from flyer.typeset.letter import MEASURE
from flyer.typeset.lines import Align, line
from flyer.units import Length, in_mm, mm, pt
from flyer.wording import Wording

Rows: TypeAlias = tuple[int, ...]
"""The modules of a code, see `typeset.frame.Modules`."""

_ROW_LENGTHS = (BOXES, 35, 2 * BOXES, *range(70, 79))
"""Characters in each of the two rows of the Verwendungszweck: by hand, by machine, what boxes hold, in type of 6 pt."""

_CAPTION = pt(7)

OVERHANG = mm(4)
"""How far the panel of a letter stands out of its text on both sides."""

_LETTERS_FORM, _LETTERS_CODE = mm(121.5), mm(37)

_PANEL_PAD, _PANEL_TOP = mm(4), mm(9)
"""What is free around the form of a panel, and above it for the heading."""


def form(transfer: CreditTransfer, payer: str, words: Wording, theme: Theme, measure: Length) -> Frame:
    """Six rows for the payer to copy: payee, amount, Verwendungszweck and payer, 27 boxes to the `measure`.

    Their order is that of the SEPA-Überweisung, whose amount takes the last 12 boxes. All stands as it is coded;
    a payer too long for the row in 6 points is left to the payer's own hand.
    """
    grid = Grid.of(measure, theme)
    return grid.form(tuple(_known(transfer, payer, words, grid)))


def slip(transfer: CreditTransfer, payer: str, words: Wording, theme: Theme, measure: Length) -> Frame:
    """The rows of `form` between those only the payer knows: the bank, the account, date and signature."""
    grid = Grid.of(measure, theme)
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
    purpose, continued = remittance_rows(transfer.message)
    amount = "" if transfer.amount is None else f"{transfer.amount:.2f}".replace(".", ",")
    labels = _labels(transfer.iban.country, words)
    yield Field(labels[0], transfer.name, 0)
    yield Field(words("IBAN"), str(transfer.iban), 1)
    yield Field(words("BIC"), str(transfer.bic or ""), 2, boxes=11)
    yield Field(labels[1], amount, 2, first=15, boxes=12, align=Align.RIGHT)
    yield Field(labels[2], purpose, 3)
    yield Field(labels[3], continued, 4)
    yield Field(labels[4], payer if grid.holds(payer) else "", 5)


@lru_cache(maxsize=1 << 3)
def _labels(country: str, words: Wording) -> tuple[str, str, str, str, str]:
    """What the form of the account's country calls payee, amount, the two rows of the purpose, and payer."""
    if country == "AT":
        return (
            words("Payee: surname, first name/company", context="Austrian slip"),
            words("Amount: euros, cents", context="Austrian slip"),
            words("Payment reference", context="Austrian slip"),
            words("Payment reference, continued", context="Austrian slip"),
            words("Account holder/payer: surname, first name/company", context="Austrian slip"),
        )
    return (
        words("Payee: surname, first name/company", context="slip"),
        words("Amount: euros, cents", context="slip"),
        words("Payment reference", context="slip"),
        words("Payment reference, continued", context="slip"),
        words("Account holder/payer: surname, first name/company", context="slip"),
    )


@lru_cache(maxsize=1 << 10)
def remittance_rows(text: str) -> tuple[str, str]:
    """Part a remittance text of at most 140 characters (EPC069-12) into the two rows of the form, between words."""
    least = len(" ".join(text.split())) // 2
    for length in (length for length in _ROW_LENGTHS if length >= least):
        if rows := re.fullmatch(rf"(.{{0,{length}}})(?<! )(?: +(.{{0,{length}}}))?", text):
            return rows[1], rows[2] or ""
    half = len(text) // 2
    return text[:half], text[half:]


def modules(transfer: CreditTransfer) -> Rows:
    """The modules of the GiroCode, row by row; raises PaymentError when the transfer cannot be coded (EPC069-12)."""
    return symbol.encode(epc.payload(transfer)).rows


def giro_code(
    transfer: CreditTransfer,
    side: Length,
    words: Wording,
    family: Family,
    caption: Length = _CAPTION,
    rows: Rows | None = None,
) -> Frame:
    """A square of `side` with its quiet zone and a `caption` of this size; the alternative text says the transfer.

    `rows` are its `modules`, where they were made before. Raises PaymentError as these do, or when a module would be
    below 0.4 mm.
    """
    rows = modules(transfer) if rows is None else rows
    module, square = side / (len(rows) + 2 * QUIET_ZONE), Size(side, side)
    if module < READABLE_MODULE:
        raise PaymentError(
            f"the GiroCode needs modules of {in_mm(module):.2f} mm to fit {in_mm(side):.0f} mm, "
            f"below {in_mm(READABLE_MODULE):.1f} mm it is not read",
            "shorten the reference",
        )
    zone = module * QUIET_ZONE
    figure = Frame(
        ORIGIN,
        square,
        (
            Fill(ORIGIN, square, WHITE),
            Modules(Point(zone, zone), side - 2 * zone, rows),
        ),
        role=Role.FIGURE,
        alt=spoken(transfer, words),
    )
    below = _caption(code_name(transfer, words), side, family, caption)
    return Frame(ORIGIN, Size(side, side + below.size.height), (figure, below))


@lru_cache(maxsize=1 << 4)
def _caption(name: str, side: Length, family: Family, caption: Length) -> Frame:
    """What the code is called, below it."""
    style, height = Style(family, caption, Cut.SEMIBOLD), caption / _CAPTION * mm(4)
    said = line(name, style, Point(side / 2, height * 0.75), align=Align.CENTRE)
    return Frame(Point(0.0, side), Size(side, height), (said,), role=Role.P)


def letter_panel(
    transfer: CreditTransfer,
    payer: str,
    words: Wording,
    theme: Theme,
    remark: tuple[str, Style] | None = None,
    rows: Rows | None = None,
) -> Frame:
    """The panel at the foot of a letter: form and code, and a remark instead of that it is no form of a bank.

    `rows` are the code's `modules`, where they were made before.
    """
    return panel(
        words("Credit transfer"),
        remark or (words("not a bank form – for your online banking"), theme.style(pt(7.5), colour=QUIET)),
        form(transfer, payer, words, theme, _LETTERS_FORM),
        giro_code(transfer, _LETTERS_CODE, words, theme.family, rows=rows),
        theme,
        MEASURE + 2 * OVERHANG,
    )


def panel(heading: str, remark: tuple[str, Style], form: Frame, code: Frame, theme: Theme, width: Length) -> Frame:
    """A form at the left and its code at the right on a tinted ground, a heading and a remark above them."""
    size = Size(width, _PANEL_TOP + form.size.height + _PANEL_PAD)
    beside = _PANEL_TOP + Grid.of(form.size.width, theme).label_height
    return Frame(
        ORIGIN,
        size,
        (
            *_ground(heading, *remark, theme, size),
            form.standing(Point(_PANEL_PAD, _PANEL_TOP)),
            code.standing(Point(width - _PANEL_PAD - code.size.width, beside)),
        ),
    )


@lru_cache(maxsize=1 << 3)
def _ground(heading: str, remark: str, style: Style, theme: Theme, size: Size) -> tuple[Frame | Item, ...]:
    """The tinted ground of a panel with its heading and remark."""
    headline, base, top = theme.style(pt(10), Cut.SEMIBOLD, theme.primary), mm(6), Size(size.width, _PANEL_TOP)
    left = line(heading, headline, Point(_PANEL_PAD, base))
    right = line(remark, style, Point(size.width - _PANEL_PAD, base), align=Align.RIGHT)
    return (
        Fill(ORIGIN, size, theme.tint, radius=mm(1.2)),
        Frame(ORIGIN, top, (left,), role=Role.H2),
        Frame(ORIGIN, top, (right,), role=Role.P),
    )
