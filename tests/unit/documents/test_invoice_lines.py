from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from flyer.billing.model import Invoice
from flyer.documents.invoice_lines import closing, line_table
from flyer.documents.theme import Theme
from flyer.event.model import Event, Tax
from flyer.typeset.family import builtin
from flyer.typeset.frame import Frame, Role
from flyer.units import Length, mm
from flyer.wording import Wording

Made = Callable[..., Invoice]
Said = Callable[..., list[str]]

WORDS = Wording.of("de")


@pytest.fixture
def theme(conference: Event) -> Theme:
    return Theme.of(conference, builtin())


def table(invoice: Invoice, theme: Theme, height: float = 200) -> tuple[Frame, ...]:
    return line_table(invoice, WORDS, theme, (mm(height),), 0.0)


def test_a_line_says_who_pays_what_for_what(theme: Theme, invoice: Made, said: Said) -> None:
    (piece,) = table(invoice(), theme)
    assert said(piece, tagged=True) == [
        "Pos.", "Bezeichnung", "Menge", "Einzelpreis", "Betrag in EUR",
        "1", "Jürgen Öztürk, Teilnahmebetrag", "inkl. Mittagessen; ohne Übernachtung", "1", "330,00", "330,00",
    ]  # fmt: skip


def test_a_line_for_nobody_in_particular_names_the_fee_alone(theme: Theme, invoice: Made, said: Said) -> None:
    made = invoice()
    plain = replace(made.lines[0], participant="", includes="", excludes="")
    (piece,) = table(replace(made, lines=(plain,)), theme)
    assert said(piece, tagged=True)[5:] == ["1", "Teilnahmebetrag", "1", "330,00", "330,00"]


def test_net_amounts_are_printed_and_carried_over(conference: Event, theme: Theme, invoice: Made, said: Said) -> None:
    organiser = replace(conference.organiser, tax=Tax(number="1", rate=Decimal(19)))
    first, second = table(invoice(4, event=replace(conference, organiser=organiser)), theme, 37)
    assert said(first)[-5:] == ["1", "277,31", "277,31", "Übertrag", "554,62"]
    assert said(second)[5:8] == ["Übertrag", "554,62", "3"]


def test_due_date_and_sum_stand_on_one_line(theme: Theme, invoice: Made) -> None:
    sums, notes = (child for child in closing(invoice(), WORDS, theme).children if isinstance(child, Frame))
    assert sums.role is Role.TABLE
    assert _first_baseline(sums) == pytest.approx(_first_baseline(notes))


def _first_baseline(frame: Frame) -> Length:
    child = frame.children[0]
    return frame.at.y + (_first_baseline(child) if isinstance(child, Frame) else child.at.y)  # type: ignore[union-attr]
