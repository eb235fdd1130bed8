from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from bills import EARLY, EXEMPT, WITH_MEALS
from flyer.billing.model import Invoice
from flyer.documents.invoice_lines import closing, line_table
from flyer.documents.theme import Theme
from flyer.event.model import Event, InvoiceFormat, Tax, TaxScheme
from flyer.typeset.dump import dump
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


def table(invoice: Invoice, event: Event, theme: Theme, height: float = 200) -> tuple[Frame, ...]:
    return line_table(invoice, event, WORDS, theme, (mm(height),), 0.0)


def test_a_line_says_who_pays_what_for_what(conference: Event, theme: Theme, invoice: Made, said: Said) -> None:
    (piece,) = table(invoice(), conference, theme)
    assert said(piece, tagged=True) == [
        "Pos.", "Bezeichnung", "Menge", "Einzelpreis", "Betrag in EUR",
        "1", "Jürgen Öztürk, Teilnahmebetrag", "inkl. Mittagessen; ohne Übernachtung", "1", "330,00", "330,00",
    ]  # fmt: skip


def test_what_a_fee_includes_is_said_once_until_it_changes(
    conference: Event, theme: Theme, invoice: Made, said: Said
) -> None:
    made = invoice(4)
    first, second, third, fourth = made.lines
    other = replace(second, text="Mitglieder")
    lines = (first, other, third, replace(fourth, includes="Kaffee"))
    (piece,) = table(replace(made, lines=lines), conference, theme)
    assert [text for text in said(piece, tagged=True) if "inkl." in text] == [
        "inkl. Mittagessen; ohne Übernachtung",
        "inkl. Mittagessen; ohne Übernachtung",
        "inkl. Kaffee; ohne Übernachtung",
    ]


@pytest.mark.parametrize("made", InvoiceFormat)
def test_beside_an_xrechnung_the_letter_is_a_copy(
    conference: Event, theme: Theme, invoice: Made, said: Said, made: InvoiceFormat
) -> None:
    lines = " ".join(said(closing(replace(invoice(), format=made), conference, WORDS, theme)))
    is_copy = "Das Original ist die XRechnung (XML-Datei), dies ist eine Kopie zum Lesen" in lines
    assert is_copy == (made is InvoiceFormat.XRECHNUNG)


def test_a_line_for_nobody_in_particular_names_the_fee_alone(
    conference: Event, theme: Theme, invoice: Made, said: Said
) -> None:
    made = invoice()
    plain = replace(made.lines[0], participant="", includes="", excludes="")
    (piece,) = table(replace(made, lines=(plain,)), conference, theme)
    assert said(piece, tagged=True)[5:] == ["1", "Teilnahmebetrag", "1", "330,00", "330,00"]


def test_net_amounts_are_printed_and_carried_over(conference: Event, theme: Theme, invoice: Made, said: Said) -> None:
    organiser = replace(conference.organiser, tax=Tax(number="1", rate=Decimal(19)))
    first, second = table(invoice(4, event=replace(conference, organiser=organiser)), conference, theme, 37)
    assert said(first)[-5:] == ["1", "277,3109", "277,31", "Übertrag", "554,62"]
    assert said(second)[5:8] == ["Übertrag", "554,62", "3"]


def amounts(invoice: Invoice, event: Event, theme: Theme, said: Said) -> list[str]:
    sums = next(child for child in closing(invoice, event, WORDS, theme).children if isinstance(child, Frame))
    return [text.replace("\u00a0", " ").replace("\u202f", " ") for text in said(sums)]


def test_lines_of_several_rates_name_theirs(conference: Event, theme: Theme, invoice: Made, said: Said) -> None:
    (piece,) = table(invoice(fee=WITH_MEALS), conference, theme)
    lines = [text.replace("\u202f", " ") for text in said(piece, tagged=True)]
    assert lines[:6] == ["Pos.", "Bezeichnung", "Menge", "Einzelpreis", "USt", "Betrag in EUR"]
    assert [
        lines[lines.index(text) + 1 :][:4] for text in ("Jürgen Öztürk, Übernachtung", "Jürgen Öztürk, Abendessen")
    ] == [
        ["1", "100,00", "7 %", "100,00"],
        ["1", "36,5546", "19 %", "36,55"],
    ]
    assert "–" in lines


def test_sums_tell_what_bears_which_rate(conference: Event, theme: Theme, invoice: Made, said: Said) -> None:
    assert amounts(invoice(fee=WITH_MEALS), conference, theme, said) == [
        "Netto ohne Umsatzsteuer", "330,00 €",
        "Netto zu 7 %", "100,00 €", "Umsatzsteuer 7 %", "7,00 €",
        "Netto zu 19 %", "36,55 €", "Umsatzsteuer 19 %", "6,94 €",
        "Rundung", "0,01 €", "Rechnungsbetrag", "480,50 €",
    ]  # fmt: skip


def test_reductions_stand_between_the_lines_and_the_amount_due(
    conference: Event, theme: Theme, invoice: Made, said: Said
) -> None:
    assert amounts(invoice(fee=EARLY), conference, theme, said) == [
        "Summe", "302,52 €", "Frühbucherrabatt", "-25,21 €",
        "Nettobetrag", "277,31 €", "Umsatzsteuer 19 %", "52,69 €", "Rechnungsbetrag", "330,00 €",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("tax", "said_first"),
    [
        (EXEMPT, "Exempt from VAT Umsatzsteuerfrei nach § 4 Nr. 22 Buchst. a UStG"),
        (Tax(number="1", scheme=TaxScheme.OUTSIDE_SCOPE), "Outside the scope of VAT Nicht steuerbar"),
        (
            Tax(number="1", scheme=TaxScheme.REVERSE_CHARGE),
            "Reverse charge Steuerschuldnerschaft des Leistungsempfängers",
        ),
    ],
)
def test_a_foreign_letter_says_the_words_of_the_law_beside_its_own(
    conference: Event, theme: Theme, invoice: Made, said: Said, tax: Tax, said_first: str
) -> None:
    event = replace(conference, organiser=replace(conference.organiser, tax=tax))
    made = invoice(event=event, vat_id="ATU36801500")
    notes = " ".join(said(closing(made, event, Wording.of("en-GB"), theme))).replace("\u202f", " ")
    assert said_first in notes
    assert (
        len(said(closing(made, event, Wording.of("de-AT"), theme)))
        == len(said(closing(made, event, WORDS, theme)))
        == 4
    )


def test_texts_of_the_event_keep_the_quotes_of_its_language(
    conference: Event, theme: Theme, invoice: Made, said: Said
) -> None:
    made = invoice()
    quoted = replace(made, lines=(replace(made.lines[0], text='Exkursion "Aa"'),))
    (piece,) = line_table(quoted, conference, Wording.of("en"), theme, (mm(200),), 0.0)
    lines = said(piece, tagged=True)
    assert ("Description" in lines, "Jürgen Öztürk, Exkursion „Aa“" in lines) == (True, True)
    assert next(line for line in dump(piece).splitlines() if "language=de" in line).lstrip().startswith("TD")
    assert "language" not in dump(*table(made, conference, theme))


def test_due_date_and_sum_stand_on_one_line(conference: Event, theme: Theme, invoice: Made) -> None:
    sums, notes = (child for child in closing(invoice(), conference, WORDS, theme).children if isinstance(child, Frame))
    assert sums.role is Role.TABLE
    assert _first_baseline(sums) == pytest.approx(_first_baseline(notes))


def _first_baseline(frame: Frame) -> Length:
    child = frame.children[0]
    return frame.at.y + (_first_baseline(child) if isinstance(child, Frame) else child.at.y)  # type: ignore[union-attr]
