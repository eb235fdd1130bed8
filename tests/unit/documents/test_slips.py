import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bills import WITH_MEALS
from flyer.billing.model import Invoice
from flyer.documents import slips
from flyer.documents.blank import Blank
from flyer.event.model import Bank, Documents, Event, InvoiceSettings, SlipSettings
from flyer.payment import BIC, IBAN
from flyer.preflight import check
from flyer.problems import Place, UserError
from flyer.typeset.dump import dump
from flyer.typeset.family import builtin
from flyer.typeset.frame import Document, Frame
from flyer.wording import Wording

Made = Callable[..., Invoice]
Said = Callable[..., list[str]]

GOLDEN = Path(__file__).parents[2] / "golden" / "documents"


def compose(event: Event, *invoices: Invoice) -> Document:
    return slips.compose(invoices, event, Wording.of(event.language), builtin())


def test_the_frames_of_a_slip(conference: Event, invoice: Made, golden: Callable[[Path, str], None]) -> None:
    (page,) = compose(conference, invoice()).pages
    golden(GOLDEN / "slip.txt", dump(page))


def test_slips_have_the_form_of_the_invoices(conference: Event, invoice: Made) -> None:
    event = replace(conference, documents=Documents(invoices=InvoiceSettings(form="A")))
    document = compose(event, invoice())
    assert "frame 20.00 27.00 85.00×45.00" in dump(document.pages[0])
    assert check([document]) == []


def test_one_page_for_each_payer(conference: Event, invoice: Made, draft: Made, said: Said) -> None:
    document = compose(conference, invoice(name="Stadt Aa"), draft(name="Stadt Bb"))
    first, second = (said(page, tagged=True) for page in document.pages)
    assert {"Stadt Aa", "JT2022-0001", "JT2022-0001, Juergen"} <= set(first)
    assert {"Stadt Bb", "Juergen Oeztuerk, JT"} <= set(second)
    assert document.title == "Zahlscheine Jahrestagung 2022"
    assert document.dated == conference.starts


def test_a_slip_without_an_invoice_is_no_draft(conference: Event, draft: Made, said: Said) -> None:
    for wanted, subject in (("none", "Zahlschein"), ("", "Zahlschein – Entwurf ohne Rechnungsnummer")):
        (page,) = compose(conference, draft(invoice_format=wanted)).pages
        assert subject in said(page, tagged=True)


def test_who_has_meals_apart_is_named_once(conference: Event, invoice: Made, said: Said) -> None:
    (page,) = compose(conference, invoice(2, fee=WITH_MEALS)).pages
    assert " ".join(said(page, tagged=True)).count("Öztürk") == 2


def test_the_data_stand_as_text_before_they_stand_in_the_form(conference: Event, invoice: Made, said: Said) -> None:
    (page,) = compose(conference, invoice()).pages
    lines = said(page, tagged=True)
    start = lines.index("Betrag")
    assert lines[start : start + 15] == [
        "Betrag", "330,00\u00a0€", "Zahlbar bis", "23.03.2022", "Kontoinhaber", "Verein für Sozialplanung",
        "IBAN", "DE07 5455 0010 0380 0214 36", "BIC", "LUHSDE6AXXX", "Bank", "Sparkasse Vorderpfalz",
        "Verwendungszweck", "JT2022-0001, Juergen Oeztuerk, JT Leipzig", "Überweisung",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("count", "who"),
    [
        (1, "Jürgen Öztürk"),
        (2, "Jürgen Öztürk und Jürgen Öztürk 1"),
        (12, "Jürgen Öztürk, Jürgen Öztürk 1, … Jürgen Öztürk 10 und Jürgen Öztürk 11"),
        (200, "Jürgen Öztürk, Jürgen Öztürk 1, … Jürgen Öztürk 11 und 188 weitere Personen"),
    ],
)
def test_as_many_participants_are_named_as_have_room(
    conference: Event, invoice: Made, said: Said, count: int, who: str
) -> None:
    (page,) = compose(conference, invoice(count)).pages
    lines = said(page)
    found = " ".join(lines[lines.index("Für") + 1 : lines.index("Kontakt")]).replace("\u00a0", " ")
    start, _, end = who.partition(" … ")
    assert (found.startswith(start), found.endswith(end)) == (True, True), found


LONG = "Prof. Dr. Maximiliane Henriette von Schönburg-Hartenstein"


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 9, 40])
@pytest.mark.parametrize("contact", ["Anna Muster", ", ".join([LONG] * 6)])
def test_however_long_names_are_nothing_is_printed_on_the_event(
    conference: Event, invoice: Made, count: int, contact: str
) -> None:
    person = replace(conference.organiser.contact, name=contact)
    event = replace(conference, title="Planung " * 12, organiser=replace(conference.organiser, contact=person))
    made = invoice(count, event=event)
    lines = tuple(replace(line, participant=LONG) for line in made.lines)
    assert check([compose(event, replace(made, lines=lines))]) == []


def test_an_information_block_that_reaches_the_cut_line_is_a_problem_of_its_longest_fact(
    conference: Event, invoice: Made
) -> None:
    person = replace(conference.organiser.contact, name="Anna Muster " * 40, places={"": Place("event.yaml", 30)})
    event = replace(conference, organiser=replace(conference.organiser, contact=person))
    with pytest.raises(UserError) as caught:
        compose(event, invoice(event=event))
    assert re.fullmatch(
        r"event\.yaml:30: 'Anna Muster Anna .*…' does not fit beside the address: "
        r"all there needs 20 lines, there are \d\d\n  hint: shorten it",
        str(caught.value),
    )


def test_a_title_that_reaches_the_cut_line_is_a_problem_of_the_event(conference: Event, invoice: Made) -> None:
    places = {"": Place("event.yaml", 1), "title": Place("event.yaml", 3)}
    title = "Sozialplanung für Städte und Landkreise " * 26
    assert check([compose(replace(conference, title=title[: len(title) // 4]), invoice())]) == []
    event = replace(conference, title=title, places=places)
    with pytest.raises(UserError) as caught:
        compose(event, invoice(), invoice())
    assert re.fullmatch(
        r"event\.yaml:3: the event's name and title do not fit: the text needs \d\d\d? mm, there are 90 mm\n"
        r"  hint: shorten the title",
        str(caught.value),
    )


def test_all_problems_of_all_payers_are_named(conference: Event, invoice: Made) -> None:
    wide = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauamt"
    with pytest.raises(UserError) as caught:
        compose(conference, invoice(name=wide), invoice(), invoice(name="Amt für Aa " * 40))
    assert [problem.what.partition(" ")[0] for problem in caught.value.problems] == [f"'{wide}'", "the"]


def test_no_name_of_a_bank_means_no_line_for_it(conference: Event, invoice: Made, said: Said) -> None:
    organiser = conference.organiser
    assert organiser.bank
    event = replace(conference, organiser=replace(organiser, bank=replace(organiser.bank, bank_name="")))
    (page,) = compose(event, invoice(event=event)).pages
    assert "Bank" not in said(page, tagged=True)


def paid_to(event: Event, iban: str, form: str = "box", bic: str = "", currency: str = "EUR") -> Event:
    bank = Bank(account_holder="Verein für Sozialplanung", iban=IBAN(iban), bic=BIC(bic) if bic else None)
    documents = Documents(slips=SlipSettings(form=form))
    return replace(event, organiser=replace(event.organiser, bank=bank), documents=documents, currency=currency)


def drawn(event: Event, invoice: Made) -> tuple[Frame, Document]:
    document = compose(event, invoice(event=event))
    assert check([document]) == []
    return document.pages[0], document


GERMAN, AUSTRIAN, SWISS = "DE07545500100380021436", "AT611904300234573201", "CH4431999123000889012"


def test_an_account_in_switzerland_gets_a_bill(conference: Event, invoice: Made, said: Said) -> None:
    for form in ("box", "overprint"):
        page, _ = drawn(paid_to(conference, SWISS, form, currency="CHF"), invoice)
        assert {"Empfangsschein", "Zahlteil", "CHF"} <= set(said(page))
        assert not {"Überweisung", "GiroCode"} & set(said(page))


@pytest.mark.parametrize("form", ["box", "overprint"])
def test_an_account_in_austria_gets_its_words(conference: Event, invoice: Made, said: Said, form: str) -> None:
    page, _ = drawn(paid_to(conference, AUSTRIAN, form), invoice)
    assert {"EmpfängerIn Name/Firma", "Zahlen mit Code"} <= set(said(page))
    assert not {"GiroCode", "Unterschrift(en)"} & set(said(page))


@pytest.mark.parametrize(("form", "ground"), [("overprint", False), ("preview", True)])
def test_a_bank_s_form_has_its_code_beside_the_data(
    conference: Event, invoice: Made, said: Said, form: str, ground: bool
) -> None:
    page, _ = drawn(paid_to(conference, GERMAN, form), invoice)
    lines = said(page)
    assert ("Unterschrift(en)" in lines, "GiroCode" in lines, "✂" in lines) == (ground, True, False)
    assert "".join(lines).count("DE07545500100380021436") == 1


def test_blanks_are_printed_on_where_the_profile_says(conference: Event, invoice: Made) -> None:
    event = paid_to(conference, GERMAN, "overprint")
    document = slips.compose([invoice(event=event)], event, Wording.of("de"), builtin(), Blank(x=3, y=189))
    assert "frame 3.00 189.00 150.00×105.80" in dump(document.pages[0])


@pytest.mark.parametrize(("iban", "form", "marks"), [(SWISS, "box", 2), (GERMAN, "overprint", 2), (GERMAN, "box", 3)])
def test_no_mark_of_the_letter_stands_on_a_form(
    conference: Event, invoice: Made, iban: str, form: str, marks: int
) -> None:
    page, _ = drawn(paid_to(conference, iban, form), invoice)
    assert dump(page).count("rule 4.00") == marks


def test_a_payee_too_long_for_a_form_is_a_problem_of_the_account(conference: Event, invoice: Made) -> None:
    event = paid_to(conference, GERMAN, "overprint")
    assert event.organiser.bank
    bank = replace(event.organiser.bank, account_holder="V" * 36, places={"": Place("event.yaml", 4)})
    event = replace(event, organiser=replace(event.organiser, bank=bank))
    with pytest.raises(UserError, match=r"event\.yaml:4: the account holder's name has 36 characters"):
        compose(event, invoice(event=event))
