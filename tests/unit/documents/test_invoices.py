import datetime as dt
import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

import pikepdf
import pytest

from flyer.billing.model import Invoice
from flyer.documents import invoices
from flyer.event.model import Address, Asset, Documents, Event, InvoiceSettings, Tax, TaxScheme
from flyer.preflight import check
from flyer.problems import Place, UserError
from flyer.typeset.dump import dump
from flyer.typeset.family import builtin
from flyer.typeset.frame import Document, Frame, Item, Modules, Part, Picture, Role, Rule, Text
from flyer.typeset.pictures.page import pages
from flyer.units import in_mm, mm
from flyer.wording import Wording

Kind = TypeVar("Kind", bound=Item)
Made = Callable[..., Invoice]
Said = Callable[..., list[str]]

EVENT = {"": Place("event.yaml", 30)}
GOLDEN = Path(__file__).parents[2] / "golden" / "documents"


def compose(invoice: Invoice, event: Event) -> Document:
    return invoices.compose(invoice, event, Wording.of(event.language), builtin())


def elements(frame: Frame, role: Role) -> Iterator[Frame]:
    for child in frame.children:
        if isinstance(child, Frame):
            if child.role is role:
                yield child
            yield from elements(child, role)


def items(frame: Frame, kind: type[Kind]) -> Iterator[Kind]:
    """All items of a kind, in painting order; each as it stands in its own frame."""
    for child in frame.children:
        if isinstance(child, Frame):
            yield from items(child, kind)
        elif isinstance(child, kind):
            yield child


def baselines(frame: Frame, y: float = 0.0) -> Iterator[tuple[str, float]]:
    """The lines of a page and how far below its top edge they stand, in millimetres."""
    for child in frame.children:
        if isinstance(child, Frame):
            yield from baselines(child, y + child.at.y)
        elif isinstance(child, Text):
            yield child.text, in_mm(y + child.at.y)


def after(lines: list[str], label: str) -> str:
    return lines[lines.index(label) + 1]


def taxed(event: Event, tax: Tax) -> Event:
    return replace(event, organiser=replace(event.organiser, tax=tax))


def test_the_frames_of_an_invoice(conference: Event, invoice: Made, golden: Callable[[Path, str], None]) -> None:
    (page,) = compose(invoice(2, buyer_reference="14999000-SOZ-24"), conference).pages
    golden(GOLDEN / "invoice.txt", dump(page))


def test_an_invoice_is_read_from_the_sender_to_the_foot(conference: Event, invoice: Made, said: Said) -> None:
    (page,) = compose(invoice(), conference).pages
    lines = said(page, tagged=True)
    order = (
        "Verein für Sozialplanung e. V. · Musterstraße 1 · 39104 Magdeburg", "Stadt Aa", "Rechnungsnummer",
        "Rechnung JT2022-0001", "Jahrestagung 2022: Integrierte Sozialplanung",
        "28. bis 30.\u00a0März\u00a02022, Kongresshalle, Leipzig",
        "Pos.", "1", "Rechnungsbetrag", "Zahlbar bis 23.03.2022",
        "Überweisung", "GiroCode", "VR 1234, Amtsgericht Stendal",
    )  # fmt: skip
    assert [line for line in order if line not in lines] == []
    places = [lines.index(line) for line in order]
    assert places == sorted(places)


def test_an_issued_invoice_says_number_and_date(conference: Event, invoice: Made, said: Said) -> None:
    document = compose(invoice(), conference)
    lines = said(document.pages[0], tagged=True)
    assert (after(lines, "Rechnungsnummer"), after(lines, "Rechnungsdatum")) == ("JT2022-0001", "01.02.2022")
    assert document.title == "Rechnung JT2022-0001"
    assert document.dated == dt.datetime(2022, 2, 1, 12, tzinfo=conference.starts.tzinfo)
    assert not any("Entwurf" in line or "ENTWURF" in line for line in said(document.pages[0]))


def test_a_draft_says_so_in_subject_ground_and_above_its_code(conference: Event, draft: Made, said: Said) -> None:
    document = compose(draft(), conference)
    (page,) = document.pages
    lines = said(page, tagged=True)
    assert (after(lines, "Rechnungsnummer"), after(lines, "Rechnungsdatum")) == ("folgt bei Ausstellung",) * 2
    assert [line for line in lines if "Entwurf" in line] == ["Rechnung – Entwurf", "Entwurf – bitte nicht bezahlen"]
    assert ("ENTWURF" in said(page), "ENTWURF" in lines) == (True, False)
    assert document.dated == conference.starts


def test_a_draft_without_a_date_counts_the_days(conference: Event, draft: Made, said: Said) -> None:
    event = replace(conference, registration=replace(conference.registration, pay_by=None))
    (page,) = compose(draft(event=event), event).pages
    assert "Zahlbar innerhalb von 14 Tagen nach Rechnungsdatum" in " ".join(said(page, tagged=True)).replace(
        "\u00a0", " "
    )


def test_the_buyers_references_stand_beside_the_address(conference: Event, invoice: Made, said: Said) -> None:
    made = invoice(buyer_reference="05315-03003-37", order_number="2022/4711", vat_id="ATU12345678")
    lines = said(compose(made, conference).pages[0])
    assert after(lines, "Leitweg-ID") == "05315-03003-37"
    assert after(lines, "Bestellnummer") == "2022/4711"
    assert after(lines, "Ihre USt-IdNr.") == "ATU12345678"
    (other,) = compose(invoice(buyer_reference="Az. 50.1"), conference).pages
    assert after(said(other), "Ihr Zeichen") == "Az. 50.1"


def test_a_foreign_address_ends_with_its_country(conference: Event, invoice: Made, said: Said) -> None:
    abroad = Address(street="22 rue René-Descartes", postcode="67084", city="Strasbourg", country="FR")
    lines = said(compose(invoice(address=abroad), conference).pages[0])
    assert after(lines, "67084 Strasbourg") == "FRANKREICH"
    assert "DEUTSCHLAND" not in said(compose(invoice(), conference).pages[0])


@pytest.mark.parametrize(
    ("tax", "sums"),
    [
        (
            Tax(number="1", rate=Decimal(19)),
            ["Nettobetrag", "554,62 €", "Umsatzsteuer 19 %", "105,38 €", "Rechnungsbetrag", "660,00 €"],
        ),
        (
            Tax(number="1", scheme=TaxScheme.EXEMPT, reason="Umsatzsteuerfrei"),
            ["Rechnungsbetrag", "660,00 €", "Umsatzsteuerfrei"],
        ),
        (
            Tax(number="1", scheme=TaxScheme.SMALL_BUSINESS),
            ["Rechnungsbetrag", "660,00 €", "Steuerbefreiung für Kleinunternehmer nach § 19 UStG"],
        ),
    ],
)
def test_the_sums_follow_the_tax(conference: Event, invoice: Made, said: Said, tax: Tax, sums: list[str]) -> None:
    event = taxed(conference, tax)
    lines = [
        line.replace("\u00a0", " ").replace("\u202f", " ")
        for line in said(compose(invoice(2, event=event), event).pages[0])
    ]
    start = lines.index(sums[0])
    found = [line for line in lines[start : lines.index("Überweisung")] if not line.startswith("Zahlbar")]
    assert found == sums


def test_rounding_is_shown(conference: Event, invoice: Made, said: Said) -> None:
    event = taxed(conference, Tax(number="1", rate=Decimal(19)))
    cheap = replace(event.registration.fees[0], amount=Decimal("0.03"))
    made = invoice(event=event, fee=cheap)
    assert after(said(compose(made, event).pages[0]), "Rundung") == "-0,01\u00a0€"


def test_an_english_event_has_an_english_invoice(conference: Event, invoice: Made, said: Said) -> None:
    event = replace(conference, language="en")
    document = compose(invoice(event=event), event)
    lines = [line.replace("\u00a0", " ") for line in said(document.pages[0], tagged=True)]
    assert (document.language, document.title) == ("en", "Invoice JT2022-0001")
    assert after(lines, "Invoice date") == "1 February 2022"
    assert {"Payable by 23 March 2022", "Amount due", "€330.00", "330,00"} <= set(lines)


def set_as(event: Event, **settings: Any) -> Event:
    return replace(event, documents=Documents(invoices=InvoiceSettings(**settings)))


PAPER = Asset(
    path="paper.svg",
    content=b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 210 297"><rect width="210" height="9"/></svg>',
)


@pytest.mark.parametrize(
    ("form", "address", "subject", "folds"), [("A", 48.7, 80.5, (87, 192)), ("B", 66.7, 98.5, (105, 210))]
)
def test_the_form_says_where_address_subject_and_folds_stand(
    conference: Event, invoice: Made, form: str, address: float, subject: float, folds: tuple[float, float]
) -> None:
    (page,) = compose(invoice(), set_as(conference, form=form)).pages
    at = dict(baselines(page))
    assert at["Stadt Aa"] == pytest.approx(address, abs=1)
    assert subject < at["Rechnung JT2022-0001"] < subject + 6
    marks = [each.start.y for each in items(page, Rule) if each.start.x == mm(4)]
    assert marks == [mm(folds[0]), mm(148.5), mm(folds[1])]


@pytest.mark.parametrize(("form", "head"), [("A", 27), ("B", 45)])
def test_letter_paper_lies_under_every_page_and_has_its_own_head_and_foot(
    conference: Event, invoice: Made, said: Said, form: str, head: float
) -> None:
    document = compose(invoice(60), set_as(conference, form=form, letterhead=PAPER))
    assert [[each.content for each in items(page, Picture)] for page in document.pages] == [[PAPER.content]] * 3
    assert all(page.children[0].shared for page in document.pages if isinstance(page.children[0], Frame))
    for page in document.pages:
        assert "Verein für Sozialplanung e. V." not in said(page)
        assert "VR 1234, Amtsgericht Stendal" not in said(page)
        assert all(head < y < 297 - 30 for _, y in baselines(page))
    assert check([document]) == []


def test_the_second_page_of_letter_paper_lies_under_all_later_pages(conference: Event, invoice: Made) -> None:
    file, stream = pikepdf.new(), io.BytesIO()
    for _ in range(2):
        file.add_blank_page(page_size=(595.28, 841.89))
    file.save(stream, static_id=True)
    first, later = pages(stream.getvalue())
    event = set_as(conference, letterhead=Asset(path="paper.pdf", content=first))
    document = compose(invoice(60), event)
    under = [each.content for page in document.pages for each in items(page, Picture)]
    assert under == [first, *[later] * (len(document.pages) - 1)]


def test_on_letter_paper_the_information_block_has_the_tax_number(conference: Event, invoice: Made, said: Said) -> None:
    event = set_as(conference, letterhead=PAPER)
    assert after(said(compose(invoice(), event).pages[0], tagged=True), "Steuernummer") == "102/142/12345"
    assert "Steuernummer" not in said(compose(invoice(), conference).pages[0])


@pytest.fixture
def long(conference: Event, invoice: Made) -> Document:
    return compose(invoice(200, name="Land Aa"), conference)


def test_200_participants_stand_in_one_table_over_all_pages(long: Document, said: Said) -> None:
    pieces = [t for page in long.pages for t in elements(page, Role.TABLE) if t.part]
    assert [piece.part for piece in pieces] == [Part("lines", rank) for rank in range(len(long.pages))]
    positions = [said(row)[0] for piece in pieces for row in elements(piece, Role.TR)]
    assert positions == ["Pos.", *map(str, range(1, 201))]


def test_sums_are_carried_over_and_pages_counted(long: Document, said: Said) -> None:
    pages = len(long.pages)
    assert after(said(long.pages[0], tagged=True), "Seite") == f"1 von {pages}"
    for number, page in enumerate(long.pages[1:], start=2):
        lines = said(page)
        assert lines[:2] == ["Rechnung JT2022-0001", f"Seite {number} von {pages}"]
        carried = said(long.pages[number - 2])
        assert after(lines, "Übertrag") == carried[len(carried) - carried[::-1].index("Übertrag")]


def test_sums_and_payment_stand_on_the_last_page_with_at_least_two_rows(long: Document, said: Said) -> None:
    *before, last = (said(page, tagged=True) for page in long.pages)
    assert {"Rechnungsbetrag", "Überweisung", "GiroCode", "199", "200"} <= set(last)
    assert after(last, "Rechnungsbetrag") == "66.000,00\u00a0€"
    assert not any({"Rechnungsbetrag", "Überweisung", "VR 1234, Amtsgericht Stendal"} & set(lines) for lines in before)


@pytest.mark.parametrize("count", [1, 3, 4, 5, 6, 9, 10, 11, 12, 13, 30])
def test_nothing_meets_the_foot_of_the_page(conference: Event, invoice: Made, count: int) -> None:
    for page in compose(invoice(count), conference).pages:
        lines = list(baselines(page))
        foot = min(y for text, y in lines if text == "VR 1234, Amtsgericht Stendal")
        assert [text for text, y in lines if y > foot - 5 and y < foot - 0.1] == []


@pytest.mark.parametrize("count", [9, 10, 11, 12, 13, 14, 30])
def test_a_payment_that_does_not_fit_takes_rows_and_sums_along(
    conference: Event, invoice: Made, said: Said, count: int
) -> None:
    document = compose(invoice(count), conference)
    *_, before, last = (said(page) for page in document.pages)
    assert not {"Rechnungsbetrag", "Überweisung"} & set(before)
    assert {"Pos.", "Übertrag", str(count - 1), str(count), "Rechnungsbetrag", "Überweisung"} <= set(last)
    pages = len(document.pages)
    assert last[1] == f"Seite {pages} von {pages}"


def test_sums_go_on_with_the_payment_below_a_single_line(conference: Event, invoice: Made, said: Said) -> None:
    made = invoice()
    wordy = replace(made, lines=(replace(made.lines[0], includes="Mittagessen, " * 60),))
    first, second = (said(page, tagged=True) for page in compose(wordy, conference).pages)
    assert ("330,00" in first, "Rechnungsbetrag" in first) == (True, False)
    assert {"Rechnungsbetrag", "Überweisung"} <= set(second)


def test_a_payment_below_sums_that_leave_it_no_room_has_a_page_of_its_own(
    conference: Event, invoice: Made, said: Said
) -> None:
    event = taxed(conference, Tax(number="1", scheme=TaxScheme.EXEMPT, reason="Umsatzsteuerfrei " * 130))
    *before, last = (said(page, tagged=True) for page in compose(invoice(3, event=event), event).pages)
    assert ["Rechnungsbetrag" in page for page in (*before, last)] == [False, True, False]
    assert last[0] == "Überweisung"


def test_what_machines_read_may_be_made_before(conference: Event, invoice: Made) -> None:
    issued, words = invoice(), Wording.of(conference.language)
    attached, code = invoices.attachments(issued, words), invoices.payment_code(issued, conference)
    composed = invoices.compose(issued, conference, words, builtin(), attached, code)
    assert composed == compose(issued, conference)
    assert [modules.rows for modules in items(composed.pages[0], Modules)] == [code]


def test_a_short_invoice_is_one_page(conference: Event, invoice: Made) -> None:
    assert [len(compose(invoice(count), conference).pages) for count in (1, 3, 8)] == [1, 1, 1]


def test_an_address_that_does_not_fit_is_a_problem_of_the_payer(conference: Event, invoice: Made) -> None:
    with pytest.raises(UserError) as caught:
        compose(invoice(name="Amt für Aa " * 40), conference)
    (problem,) = caught.value.problems
    assert str(problem.place) == "participants.csv:7"
    assert problem.what.endswith("does not fit: it needs 11 lines, there are 9")


def test_a_word_wider_than_the_address_field_is_a_problem_of_the_payer(conference: Event, invoice: Made) -> None:
    with pytest.raises(UserError) as caught:
        compose(invoice(name="Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauamt"), conference)
    (problem,) = caught.value.problems
    assert str(problem) == (
        "participants.csv:7: 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauamt' does not fit: "
        "it needs 95 mm, there are 80 mm\n  hint: shorten it, or divide it by a blank or a hyphen"
    )


WORDY = "Rahmenvertrag Sozialplanung 2022 der Stadt Aa, Los 4, Aa "


def test_the_subject_makes_room_for_a_long_information_block(conference: Event, invoice: Made) -> None:
    made = invoice(order_number=WORDY * 3, buyer_reference="Az. 50.1", vat_id="ATU12345678")
    document = compose(made, conference)
    assert check([document]) == []
    assert dict(baselines(document.pages[0]))["Rechnung JT2022-0001"] > 110


def test_an_information_block_that_leaves_no_room_is_a_problem_of_its_longest_fact(
    conference: Event, invoice: Made
) -> None:
    made = invoice(order_number=WORDY * 20)
    places = {"": Place("participants.csv", 7), "order_number": Place("participants.csv", 7, 18)}
    with pytest.raises(UserError) as caught:
        compose(replace(made, buyer=replace(made.buyer, places=places)), conference)
    (problem,) = caught.value.problems
    assert (str(problem.place), problem.hint) == ("participants.csv:7:18", "shorten it")
    assert problem.what.startswith(f"'{WORDY}Ra…' does not fit beside the address: all there needs")


def test_a_contact_too_wide_is_a_problem_of_the_contact(conference: Event, invoice: Made) -> None:
    person = replace(conference.organiser.contact, name="Donaudampfschifffahrtsgesellschaft", places=EVENT)
    event = replace(conference, organiser=replace(conference.organiser, contact=person))
    with pytest.raises(UserError, match=r"^event\.yaml:30: 'Donaudampf"):
        compose(invoice(event=event), event)


def test_a_title_that_leaves_no_room_is_a_problem_of_the_event(conference: Event, invoice: Made) -> None:
    with pytest.raises(UserError, match=r"^event\.yaml:30: the event's name and title do not fit"):
        compose(invoice(), replace(conference, title="Sozialplanung " * 250, places=EVENT))


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("Verein für Sozialplanung " * 8, "the return address does not fit: it needs 4 lines, there are 3"),
        ("Verein" * 20, "'VereinVerein"),
    ],
)
def test_a_name_too_long_for_the_return_address_is_a_problem_of_the_organiser(
    conference: Event, invoice: Made, name: str, what: str
) -> None:
    event = replace(conference, organiser=replace(conference.organiser, name=name, places=EVENT))
    with pytest.raises(UserError, match=rf"^event\.yaml:30: {what}"):
        compose(invoice(event=event), event)


def test_a_line_higher_than_a_page_is_a_problem_of_the_payer(conference: Event, invoice: Made) -> None:
    made = invoice()
    wordy = replace(made, lines=(replace(made.lines[0], includes="Mittagessen, " * 500),))
    with pytest.raises(UserError, match="the text of line 1 of the invoice does not fit on a page"):
        compose(wordy, conference)
