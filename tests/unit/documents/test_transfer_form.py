from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal

import pytest

from flyer.documents import transfer_form
from flyer.documents.theme import Theme
from flyer.documents.transfer_form import giro_code, remittance_rows
from flyer.event.model import Event
from flyer.payment import epc, symbol
from flyer.payment.bic import BIC
from flyer.payment.error import PaymentError
from flyer.payment.iban import IBAN
from flyer.payment.transfer import CreditTransfer
from flyer.typeset.family import builtin
from flyer.typeset.frame import Fill, Frame, Modules, Role, Text
from flyer.units import in_mm, mm
from flyer.wording import Wording

Said = Callable[..., list[str]]

GERMAN = Wording.of("de")
TRANSFER = CreditTransfer(
    name="Verein für Sozialplanung",
    iban=IBAN("DE07545500100380021436"),
    bic=BIC("LUHSDE6AXXX"),
    amount=Decimal("1330.00"),
    remittance="JT2022-0001, Juergen Oeztuerk, JT Leipzig",
)
FILLED = [
    ("Angaben zum Zahlungsempfänger: Name, Vorname/Firma", "Verein für Sozialplanung"),
    ("IBAN", "DE07 5455 0010 0380 0214 36"),
    ("BIC", "LUHSDE6AXXX"),
    ("Betrag: Euro, Cent", "1330,00"),
    ("Kunden-Referenznummer – Verwendungszweck, ggf. Name und Anschrift des Zahlers", "JT2022-0001, Juergen"),
    ("noch Verwendungszweck", "Oeztuerk, JT Leipzig"),
    ("Angaben zum Kontoinhaber/Zahler: Name, Vorname/Firma", "Stadt Aa, Aa"),
]


@pytest.fixture
def theme(conference: Event) -> Theme:
    return Theme.of(conference, builtin())


def form(theme: Theme, transfer: CreditTransfer = TRANSFER) -> Frame:
    return transfer_form.form(transfer, "Stadt Aa, Aa", GERMAN, theme, mm(135))


def pairs(frame: Frame) -> Iterator[tuple[str, str]]:
    """What each list item of the form is called and says."""
    for child in frame.children:
        if isinstance(child, Frame) and child.role is Role.LI:
            label, body = ("".join(t.text for t in part.children if isinstance(t, Text)) for part in child.children)  # type: ignore[union-attr]
            yield label, body
        elif isinstance(child, Frame):
            yield from pairs(child)


def test_the_rows_stand_in_the_order_of_the_slip(theme: Theme) -> None:
    assert list(pairs(form(theme))) == FILLED


def test_the_slip_leaves_to_the_payer_what_only_the_payer_knows(theme: Theme, said: Said) -> None:
    slip = transfer_form.slip(TRANSFER, "Stadt Aa, Aa", GERMAN, theme, mm(135))
    assert list(pairs(slip)) == FILLED
    blank = [line for line in said(slip) if line not in said(slip, tagged=True)]
    assert blank == ["Name und Sitz des überweisenden Kreditinstituts", "Datum", "Unterschrift(en)"]
    assert in_mm(slip.size.height) == pytest.approx(9 * 8.34, abs=0.1)


def test_27_boxes_of_5_mm_hold_two_characters_each(theme: Theme) -> None:
    measure = mm(135)
    (name, _) = [frame for frame in _bodies(form(theme)) if frame.size.width == pytest.approx(measure)][:2]
    (written,) = (child for child in name.children if isinstance(child, Text))
    assert in_mm(written.width) == pytest.approx(len("Verein für Sozialplanung") * 2.5, abs=0.01)
    assert {run.face.name for run in written.runs} == {"OCRB-Regular"}


def test_what_is_longer_than_its_field_is_set_smaller(theme: Theme) -> None:
    long = replace(TRANSFER, name="W" * 70)
    (name, *_) = _bodies(form(theme, long))
    (written,) = (child for child in name.children if isinstance(child, Text))
    assert written.at.x + written.width < name.size.width
    assert min(run.size for run in written.runs) > 6


@pytest.mark.parametrize(("length", "written"), [(54, 54), (77, 77), (78, 0), (300, 0)])
def test_a_payer_too_long_for_6_points_is_left_to_the_payer_uncut(theme: Theme, length: int, written: int) -> None:
    name = "Stadt Aa " + "a" * (length - 9)
    for make in (transfer_form.form, transfer_form.slip):
        filled = dict(pairs(make(TRANSFER, name, GERMAN, theme, mm(121.5))))
        assert filled.get(FILLED[-1][0], "") == name[:written]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("", ("", "")),
        ("JT2022-0001", ("JT2022-0001", "")),
        ("RF18539007547034", ("RF18539007547034", "")),
        ("JT2022-0001, Juergen Oeztuerk, JT Leipzig", ("JT2022-0001, Juergen", "Oeztuerk, JT Leipzig")),
        ("a" * 35 + " " + "b" * 35, ("a" * 35, "b" * 35)),
        ("a" * 54 + " " + "b" * 30, ("a" * 54, "b" * 30)),
        ("a" * 60 + " " + "b" * 79, ("a" * 60 + " " + "b" * 9, "b" * 70)),
        ("a" * 140, ("a" * 70, "a" * 70)),
    ],
)
def test_remittance_takes_two_rows(text: str, rows: tuple[str, str]) -> None:
    assert remittance_rows(text) == rows


def test_the_giro_code_holds_the_transfer_within_its_quiet_zone() -> None:
    frame = giro_code(TRANSFER, mm(30), GERMAN, builtin())
    (figure,) = (child for child in frame.children if isinstance(child, Frame) and child.role is Role.FIGURE)
    ground, code = figure.children
    assert isinstance(ground, Fill)
    assert isinstance(code, Modules)
    assert code.rows == symbol.encode(epc.payload(TRANSFER)).rows
    module = code.side / len(code.rows)
    assert (code.at.x, code.at.y) == pytest.approx((4 * module, 4 * module))
    assert ground.size.width == pytest.approx(code.side + 8 * module) == pytest.approx(mm(30))


def test_the_alternative_text_says_the_payment_in_words(said: Said) -> None:
    frame = giro_code(TRANSFER, mm(30), GERMAN, builtin())
    figure = frame.children[0]
    assert isinstance(figure, Frame)
    assert figure.alt == (
        "GiroCode: Kontoinhaber Verein für Sozialplanung, IBAN DE07 5455 0010 0380 0214 36, BIC LUHSDE6AXXX, "
        "Betrag 1.330,00\u00a0€, Verwendungszweck JT2022-0001, Juergen Oeztuerk, JT Leipzig"
    )
    assert said(frame) == ["GiroCode"]


def test_a_code_too_fine_to_be_read_is_refused() -> None:
    with pytest.raises(PaymentError, match=r"modules of 0\.26 mm to fit 15 mm, below 0\.4 mm") as caught:
        giro_code(TRANSFER, mm(15), GERMAN, builtin())
    assert caught.value.hint == "shorten the reference"


def _bodies(frame: Frame) -> list[Frame]:
    below = [child for child in frame.children if isinstance(child, Frame)]
    return [child for child in below if child.role is Role.LBODY] + [f for child in below for f in _bodies(child)]
