from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal

import pytest

from flyer.documents.blank import SLIP, Blank, outline, picture, purpose_rows, text
from flyer.documents.theme import Theme
from flyer.event.model import Event
from flyer.payment import BIC, IBAN, CreditTransfer, PaymentError
from flyer.typeset.colour import BLACK
from flyer.typeset.family import builtin
from flyer.typeset.frame import Fill, Frame, Rule, Text
from flyer.units import in_mm
from flyer.wording import Wording

Said = Callable[..., list[str]]

TRANSFER = CreditTransfer(
    name="Verein für Sozialplanung",
    iban=IBAN("DE07545500100380021436"),
    bic=BIC("LUHSDE6AXXX"),
    amount=Decimal("1330.00"),
    remittance="JT2022-0001, Juergen Oeztuerk, JT Leipzig",
)
GERMAN = Wording.of("de")


@pytest.fixture
def theme(conference: Event) -> Theme:
    return Theme.of(conference, builtin())


def inked(frame: Frame, x: float = 0.0, y: float = 0.0) -> Iterator[tuple[float, float, object]]:
    """Every item with where it stands on the sheet, in millimetres."""
    x, y = x + frame.at.x, y + frame.at.y
    for child in frame.children:
        if isinstance(child, Frame):
            yield from inked(child, x, y)
        else:
            at = child.start if isinstance(child, Rule) else child.at
            yield in_mm(x + at.x), in_mm(y + at.y), child


def rows(frame: Frame) -> list[str]:
    return ["".join(item.text for item in row.children if isinstance(item, Text)) for row in frame.children]  # type: ignore[union-attr]


def test_nothing_but_black_ocr_b_is_printed_on_a_blank() -> None:
    items = [item for _, _, item in inked(text(TRANSFER, "Stadt Aa, Aa", Blank()))]
    runs = [run for item in items if isinstance(item, Text) for run in item.runs]
    assert all(isinstance(item, Text) for item in items)
    assert {(run.face.name, run.colour, round(run.size, 2)) for run in runs} == {("OCRB-Regular", BLACK, 9.96)}


def test_the_rows_of_the_form() -> None:
    assert rows(text(TRANSFER, "Stadt Aa, Aa", Blank())) == [
        "VereinfürSozialplanung",
        "DE07545500100380021436",
        "LUHSDE6AXXX",
        "1330,00",
        "JT2022-0001,Juergen",
        "Oeztuerk,JTLeipzig",
        "StadtAa,Aa",
    ]


def test_a_letter_stands_in_the_middle_of_its_box_and_its_row() -> None:
    blank = Blank(x=1, y=190, left=9, pitch=5, payee=20)
    (x, y, first), (next_x, *_), *_ = inked(text(TRANSFER, "", blank))
    assert isinstance(first, Text)
    assert x + in_mm(first.width) / 2 == pytest.approx(1 + 9 + 2.5, abs=0.01)
    assert next_x - x == pytest.approx(5, abs=0.01)
    cap_height = in_mm(first.runs[0].size) * first.runs[0].face.cap_height / 1000
    assert y - cap_height / 2 == pytest.approx(190 + 20, abs=0.01)


def test_the_amount_ends_in_the_last_box() -> None:
    places = [x + in_mm(item.width) / 2 for x, y, item in inked(text(TRANSFER, "", Blank())) if abs(y - 238.7) < 3]  # type: ignore[attr-defined]
    assert max(places) == pytest.approx(8 + 26.5 * 5.08, abs=0.01)


@pytest.mark.parametrize(
    ("said", "parted"),
    [
        ("", ("", "")),
        ("JT2022-0001", ("JT2022-0001", "")),
        ("JT2022-0001, Juergen Oeztuerk, JT Leipzig", ("JT2022-0001, Juergen", "Oeztuerk, JT Leipzig")),
        ("a" * 35 + " " + "b" * 35, ("a" * 35, "b" * 35)),
        ("a" * 30 + " " + "b" * 40, ("a" * 30 + " bbbb", "b" * 35)),
        ("a" * 140, ("a" * 35, "a" * 35)),
    ],
)
def test_what_two_rows_hold_of_a_text(said: str, parted: tuple[str, str]) -> None:
    assert purpose_rows(said) == parted


def test_a_text_of_more_than_27_characters_stands_in_lines() -> None:
    long = replace(TRANSFER, remittance="a" * 20 + " " + "b" * 30)
    *_, first, second = text(long, "", Blank()).children
    assert [len(row.children) for row in (first, second)] == [1, 1]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("payer", "written"), [("Müller", "Mueller"), ("a" * 35, "a" * 35), ("a" * 36, "Oeztuerk,JTLeipzig")]
)
def test_a_payer_too_long_is_left_to_the_payer(payer: str, written: str) -> None:
    assert rows(text(TRANSFER, payer, Blank()))[-1] == written


def test_a_payee_too_long_is_refused() -> None:
    with pytest.raises(PaymentError, match="has 36 characters, a bank's form has room for 35") as caught:
        text(replace(TRANSFER, name="a" * 36), "", Blank())
    assert (caught.value.field, caught.value.hint) == ("name", "choose 'form: box' for slips")


def test_the_picture_says_that_it_is_none(theme: Theme, said: Said) -> None:
    drawn = picture(Blank(), GERMAN, theme)
    assert said(drawn, tagged=True) == ["Kein Bankvordruck – Daten bitte im Online-Banking übernehmen"]
    assert "Unterschrift(en)" in said(drawn)
    assert (in_mm(drawn.at.y), drawn.size) == (191.2, SLIP)


def test_outlines_have_a_box_for_every_letter(theme: Theme) -> None:
    drawn = outline(Blank(), GERMAN, theme)
    boxes = sum(isinstance(item, Rule | Fill) for _, _, item in inked(drawn)) - 1
    assert boxes == 3 * 27 + 34 + 11 + 12 + 27 + 15 + 11 + 22 + 8 + 18
