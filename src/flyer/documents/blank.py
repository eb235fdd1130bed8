"""The German transfer form as banks have it printed (SEPA-Überweisung/Zahlschein): its fields, and what is in them.

The measures of `Blank` are those of forms in the shops, and no two makers agree: calibrate them with the test sheet.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from flyer.documents.boxes import BOXES
from flyer.documents.theme import Theme
from flyer.payment.error import PaymentError
from flyer.payment.latin import basic_latin
from flyer.payment.transfer import CreditTransfer
from flyer.typeset.colour import WHITE, Colour
from flyer.typeset.family import Cut, Style, ocr_b
from flyer.typeset.frame import ORIGIN, Fill, Frame, Item, Point, Role, Rule, Size
from flyer.typeset.lines import Align, line, width
from flyer.units import Length, mm, pt
from flyer.wording import Wording

SLIP: Final = Size(mm(150), mm(105.8))
"""A6 landscape, 5 9/10 by 4 1/6 inches."""

LONGEST: Final = 35
"""Characters in a row that is written by machine; by hand it has the 27 boxes."""

_SPACING: Final = mm(2.54)
"""The advance of OCR-B, ten characters an inch."""

_HEIGHT: Final = mm(5)
"""Of a box."""

_GROUND, _INK = Colour.parse("#dcdcdc"), Colour.parse("#595959")


@dataclass(frozen=True, slots=True, kw_only=True)
class Blank:
    """The profile of a form, in millimetres: `x` and `y` of its top left corner on the sheet of A4.

    `left` is where the first box of every row begins, from that corner; `pitch` the width of a box, `iban_pitch` of one
    for the IBAN; all others are the middle of their row, from the form's top edge.
    """

    x: float = 0.0
    y: float = 191.2
    left: float = 8.0
    pitch: float = 5.08
    iban_pitch: float = 3.94
    payee: float = 22.0
    iban: float = 30.5
    bic: float = 39.0
    amount: float = 47.5
    purpose: float = 56.0
    purpose_2: float = 64.5
    payer: float = 73.0


class _Row(NamedTuple):
    """A row of boxes: which of the profile, and its boxes; `middle` where the profile does not have it."""

    name: str
    first: int = 0
    boxes: int = BOXES
    align: Align = Align.LEFT
    middle: float = 0.0


_ROWS: Final = (
    _Row("payee"),
    _Row("iban", boxes=34),
    _Row("bic", boxes=11),
    _Row("amount", first=15, boxes=12, align=Align.RIGHT),
    _Row("purpose"),
    _Row("purpose_2"),
    _Row("payer"),
)


_BY_HAND: Final = (
    _Row("bank", boxes=15, middle=9.5),
    _Row("payer_bic", first=16, boxes=11, middle=9.5),
    _Row("payer_iban", boxes=22, middle=81.5),
    _Row("date", boxes=8, middle=94.5),
    _Row("signature", first=9, boxes=18, middle=94.5),
)
"""What only the payer knows."""


def text(transfer: CreditTransfer, payer: str, blank: Blank) -> Frame:
    """What is written on a form, black OCR-B and nothing else; a letter a box where 27 are enough.

    A payer too long for the row is left to the payer's own hand; of a text what two rows hold is written. Raises
    PaymentError for a payee too long.
    """
    if len(transfer.name) > LONGEST:
        raise PaymentError(
            f"the account holder's name has {len(transfer.name)} characters, a bank's form has room for {LONGEST}",
            "choose 'form: box' for slips",
            field="name",
        )
    by = basic_latin(payer)
    purpose, more = purpose_rows(transfer.message)
    written = {
        "payee": transfer.name,
        "iban": transfer.iban.compact,
        "bic": str(transfer.bic or ""),
        "amount": "" if transfer.amount is None else f"{transfer.amount:.2f}".replace(".", ","),
        "purpose": purpose,
        "purpose_2": more,
        "payer": by if len(by) <= LONGEST else "",
    }
    joined = ("purpose", "purpose_2") if max(map(len, (purpose, more))) > BOXES else ()
    rows = (_written(row, written[row.name], blank, row.name in joined) for row in _ROWS if written[row.name])
    return Frame(Point(mm(blank.x), mm(blank.y)), SLIP, tuple(rows))


def purpose_rows(text: str) -> tuple[str, str]:
    """The beginning of a text in two rows: of 27 characters, of 35 between words, or of 35 wherever that is."""
    for length in (BOXES, LONGEST):
        rows = textwrap.wrap(text, length, break_long_words=False, break_on_hyphens=False)
        if len(rows) <= 2 and all(len(row) <= length for row in rows):
            first, second = (*rows, "", "")[:2]
            return first, second
    return text[:LONGEST].rstrip(), text[LONGEST : 2 * LONGEST].strip()


def picture(blank: Blank, words: Wording, theme: Theme) -> Frame:
    """The form in grey, marked as none that a bank takes; artifacts but for that."""
    notice = words("No bank form – please enter these data in your online banking")
    style, at = theme.style(pt(9), Cut.SEMIBOLD, _INK), Point(mm(blank.left), SLIP.height - mm(2))
    mark = Frame(ORIGIN, SLIP, (line(notice, style, at),), role=Role.P)
    ground = Fill(ORIGIN, SLIP, _GROUND)
    fields = (_field(row, blank, words, theme) for row in (*_ROWS, *_BY_HAND))
    return Frame(Point(mm(blank.x), mm(blank.y)), SLIP, (Frame(ORIGIN, SLIP, (ground, *fields)), mark))


def outline(blank: Blank, words: Wording, theme: Theme) -> Frame:
    """The edges of the form and of all its boxes, to hold against a real one."""
    edge = Fill(ORIGIN, SLIP, None, stroke=_INK, thickness=pt(0.25))
    fields = (_boxes(row, blank, words, theme) for row in (*_ROWS, *_BY_HAND))
    return Frame(Point(mm(blank.x), mm(blank.y)), SLIP, (edge, *fields))


def _written(row: _Row, said: str, blank: Blank, is_joined: bool) -> Frame:
    """A row: a letter in the middle of each box, or where there are more of them a line."""
    style = Style(ocr_b(), pt(1))
    style = replace(style, size=_SPACING / width("0", style))
    at, pitch = _at(row, blank), _pitch(row, blank)
    baseline = _HEIGHT / 2 + style.size * style.family.faces[style.cut][0].cap_height / 2000
    if is_joined or len(said) > row.boxes:
        items: list[Item] = [line(said, style, Point(pitch / 4, baseline))]
    else:
        first = row.boxes - len(said) if row.align is Align.RIGHT else 0
        middles = (Point((first + n + 0.5) * pitch, baseline) for n in range(len(said)))
        items = [line(c, style, p, align=Align.CENTRE) for c, p in zip(said, middles, strict=True) if c != " "]
    return Frame(at, Size(row.boxes * pitch, _HEIGHT), tuple(items), role=Role.P)


def _field(row: _Row, blank: Blank, words: Wording, theme: Theme) -> Frame:
    size = Size(row.boxes * _pitch(row, blank), _HEIGHT)
    return Frame(_at(row, blank), size, (Fill(ORIGIN, size, WHITE), _label(row, words, theme)))


def _boxes(row: _Row, blank: Blank, words: Wording, theme: Theme) -> Frame:
    pitch = _pitch(row, blank)
    size = Size(row.boxes * pitch, _HEIGHT)
    return Frame(_at(row, blank), size, (_label(row, words, theme), *_lattice(size, row.boxes, pitch)))


def _lattice(size: Size, boxes: int, pitch: Length) -> Iterator[Item]:
    yield Fill(ORIGIN, size, None, stroke=_INK, thickness=pt(0.25))
    for n in range(1, boxes):
        yield Rule(Point(n * pitch, 0.0), Point(n * pitch, size.height), pt(0.25), _INK)


def _label(row: _Row, words: Wording, theme: Theme) -> Item:
    """What the form calls a row, above it."""
    labels = {
        "payee": words("Payee: surname, first name/company", context="slip"),
        "iban": words("IBAN"),
        "bic": words("BIC"),
        "amount": words("Amount: euros, cents", context="slip"),
        "purpose": words("Payment reference", context="slip"),
        "purpose_2": words("Payment reference, continued", context="slip"),
        "payer": words("Account holder/payer: surname, first name/company", context="slip"),
        "bank": words("Name and seat of the paying bank", context="slip"),
        "payer_bic": words("BIC"),
        "payer_iban": words("IBAN"),
        "date": words("Date", context="slip"),
        "signature": words("Signature(s)", context="slip"),
    }
    return line(labels[row.name], theme.style(pt(6), colour=_INK), Point(0.0, -mm(0.6)))


def _pitch(row: _Row, blank: Blank) -> Length:
    return mm(blank.iban_pitch if row.name == "iban" else blank.pitch)


def _at(row: _Row, blank: Blank) -> Point:
    middle: float = row.middle or getattr(blank, row.name)
    return Point(mm(blank.left + row.first * blank.pitch), mm(middle) - _HEIGHT / 2)
