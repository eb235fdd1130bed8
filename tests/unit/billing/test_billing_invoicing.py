import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from flyer.billing.invoicing import invoices, numbered, remittance
from flyer.billing.model import Invoice, VatCategory
from flyer.billing.taxation import SMALL_BUSINESS
from flyer.event.model import (
    Address,
    Bank,
    Contact,
    Documents,
    Event,
    Fee,
    InvoiceFormat,
    InvoiceSettings,
    Part,
    Tax,
    TaxScheme,
)
from flyer.people.model import Payer
from flyer.problems import Place, UserError

Made = Callable[..., Payer]


def taxed(event: Event, tax: Tax) -> Event:
    return replace(event, organiser=replace(event.organiser, tax=tax))


def referring(event: Event, reference: str) -> Event:
    return replace(event, registration=replace(event.registration, reference=reference))


def fee(amount: str, name: str = "Beitrag") -> Fee:
    return Fee(id=name, name=name, amount=Decimal(amount))


def test_one_draft_for_each_who_owes(event: Event, payer: Made) -> None:
    payers = [payer("Anna Öz"), payer("Bo Li", fee=None), payer("Cem Ay", fee=fee("0")), payer("Dora Ek")]
    drafts = invoices(event, payers)
    assert [draft.buyer.name for draft in drafts] == ["Anna Öz", "Dora Ek"]
    assert {(draft.number, draft.issued, draft.due) for draft in drafts} == {("", None, dt.date(2022, 3, 23))}


def test_a_line_for_each_participant(event: Event, payer: Made) -> None:
    (draft,) = invoices(event, [payer("Anna Öz", "Bo Li", name="Stadt Aa")])
    assert [(line.text, line.participant, line.gross) for line in draft.lines] == [
        ("Teilnahmebetrag", "Anna Öz", 330),
        ("Teilnahmebetrag", "Bo Li", 330),
    ]
    assert (draft.lines[0].includes, draft.period) == ("Mittagessen", (dt.date(2022, 3, 28), dt.date(2022, 3, 30)))


@pytest.mark.parametrize(
    ("tax", "category", "reason"),
    [
        (Tax(number="1", scheme=TaxScheme.EXEMPT, reason="§ 4"), VatCategory.EXEMPT, "§ 4"),
        (Tax(number="1", scheme=TaxScheme.SMALL_BUSINESS), VatCategory.EXEMPT, SMALL_BUSINESS),
        (Tax(number="1", scheme=TaxScheme.SMALL_BUSINESS, reason="§ 19"), VatCategory.EXEMPT, "§ 19"),
        (Tax(number="1", rate=Decimal(19), reason="§ 4"), VatCategory.STANDARD, ""),
    ],
)
def test_the_scheme_makes_the_vat_group(
    event: Event, payer: Made, tax: Tax, category: VatCategory, reason: str
) -> None:
    (draft,) = invoices(taxed(event, tax), [payer("Anna Öz")])
    (group,) = draft.groups
    assert (group.category, group.reason, draft.payable) == (category, reason, 330)


@pytest.mark.parametrize(
    ("amount", "count", "nets", "prices", "tax", "rounding"),
    [
        ("330", 1, ["277.31"], ["277.3109"], "52.69", "0.00"),
        ("100", 3, ["84.03", "84.04", "84.03"], ["84.0336", "84.04", "84.0336"], "47.90", "0.00"),
        ("0.03", 1, ["0.03"], ["0.0252"], "0.01", "-0.01"),
    ],
)
def test_net_prices_give_the_gross_sum_back(
    event: Event, payer: Made, amount: str, count: int, nets: list[str], prices: list[str], tax: str, rounding: str
) -> None:
    names = [f"{letter} X" for letter in "ABC"[:count]]
    (draft,) = invoices(taxed(event, Tax(number="1")), [payer(*names, fee=fee(amount))])
    assert [str(line.net) for line in draft.lines] == nets
    assert [str(line.price) for line in draft.lines] == prices
    assert (str(draft.tax), str(draft.rounding)) == (tax, rounding)
    assert draft.payable == draft.transfer.amount == Decimal(amount) * count


@pytest.mark.parametrize(
    ("pattern", "draft_says", "invoice_says"),
    [
        ("{participant}, JT Leipzig VSOP", "Anna Oez, JT Leipzig VSOP", "JT-07, Anna Oez, JT Leipzig VSOP"),
        ("{invoice}, {participant}, {event}", "Anna Oez, Jahrestagung", "JT-07, Anna Oez, Jahrestagung"),
        ("{participant} ({invoice})", "Anna Oez", "JT-07, Anna Oez"),
        ("{participant} (VSOP), {invoice}", "Anna Oez (VSOP)", "JT-07, Anna Oez (VSOP)"),
        ("{event} / {invoice} / {fee}", "Jahrestagung, Teilnahmebetrag", "JT-07, Jahrestagung, Teilnahmebetrag"),
        ("{fee}/{invoice}", "Teilnahmebetrag", "JT-07, Teilnahmebetrag"),
        ("{invoice}", "", "JT-07"),
        ("", "", "JT-07"),
    ],
)
def test_remittance(event: Event, payer: Made, pattern: str, draft_says: str, invoice_says: str) -> None:
    (draft,) = invoices(referring(event, pattern), [payer("Anna Öz")])
    assert draft.transfer.remittance == draft_says
    assert numbered(draft, "JT-07", dt.date(2022, 3, 1)).transfer.remittance == invoice_says


def test_what_is_empty_leaves_no_separator(event: Event) -> None:
    assert remittance(referring(event, "{participant}, {fee}, {event}"), "Name") == "Name, Jahrestagung"
    assert remittance(referring(event, "{fee}: {participant} {{n}}"), "Name") == "Name ((n))"


def test_remittance_of_several_names_the_payer(event: Event, payer: Made) -> None:
    (draft,) = invoices(event, [payer("Anna Öz", "Bo Li", name="Stadt Müllrose")])
    assert draft.transfer.remittance == "Stadt Muellrose, JT Leipzig VSOP"


def test_remittance_names_each_fee_once(event: Event, payer: Made) -> None:
    several = payer("Anna Öz", "Bo Li", "Cem Ay")
    people = [
        replace(one, fee=fee("5", name)) for one, name in zip(several.participants, ("*X*", "Y", "X"), strict=True)
    ]
    (draft,) = invoices(referring(event, "{fee}"), [replace(several, participants=tuple(people))])
    assert draft.transfer.remittance == "X, Y"


def test_braces_in_a_name_are_a_name(event: Event, payer: Made) -> None:
    (draft,) = invoices(referring(event, "{participant}"), [payer("Anna {fee}")])
    assert "Teilnahmebetrag" not in draft.transfer.remittance


def test_long_remittance_ends_at_a_word_and_keeps_the_number(event: Event, payer: Made) -> None:
    (draft,) = invoices(event, [payer("Anna " + "Lang " * 40)])
    issued = numbered(draft, "JT-07", dt.date(2022, 3, 1))
    assert draft.transfer.remittance == ("Anna " + "Lang " * 27).strip()
    assert issued.transfer.remittance == ("JT-07, Anna " + "Lang " * 25).strip()


def test_one_endless_word_gives_way_to_the_number(event: Event, payer: Made) -> None:
    (draft,) = invoices(referring(event, "{event}"), [payer("Anna Öz")])
    draft = replace(draft, transfer=replace(draft.transfer, remittance="x" * 140))
    assert numbered(draft, "JT-07", dt.date(2022, 3, 1)).transfer.remittance == "JT-07"


@pytest.mark.parametrize(
    ("pay_by", "on", "due"),
    [
        (dt.date(2022, 3, 23), dt.date(2022, 3, 1), dt.date(2022, 3, 23)),
        (dt.date(2022, 3, 23), dt.date(2022, 3, 23), dt.date(2022, 3, 23)),
        (dt.date(2022, 3, 23), dt.date(2022, 3, 24), dt.date(2022, 4, 7)),
        (None, dt.date(2022, 3, 1), dt.date(2022, 3, 15)),
    ],
)
def test_due_date(draft: Callable[..., Invoice], pay_by: dt.date | None, on: dt.date, due: dt.date) -> None:
    issued = numbered(replace(draft("Anna Öz"), due=pay_by), "7", on)
    assert (issued.number, issued.issued, issued.due) == ("7", on, due)


def test_everything_that_is_missing_at_once(event: Event, payer: Made) -> None:
    bare = replace(event.organiser, bank=None, tax=Tax(), address=replace(event.organiser.address, street=""))
    broken = replace(event, organiser=bare, currency="CHF")
    with pytest.raises(UserError) as caught:
        invoices(broken, [payer("Anna Öz")])
    assert sorted(problem.what for problem in caught.value.problems) == [
        "a SEPA credit transfer cannot be made in CHF",
        "the account to pay to is missing",
        "the seller has neither tax number nor VAT id",
        "the seller's address is missing",
    ]
    assert invoices(broken, [payer("Bo Li", fee=None)]) == ()


def test_a_rate_of_zero_is_no_standard_rate(event: Event, payer: Made) -> None:
    with pytest.raises(UserError, match="the rate 0 does not go with 'scheme: standard'"):
        invoices(taxed(event, Tax(number="1", rate=Decimal(0))), [payer("Anna Öz")])


def test_what_a_transfer_cannot_carry_is_told_at_its_place(event: Event, payer: Made) -> None:
    places = {"": Place("event.yaml", 7), "account_holder": Place("event.yaml", 8, 21)}
    bank = Bank(account_holder="x" * 71, iban=event.organiser.bank.iban, places=places)
    broken = replace(event, organiser=replace(event.organiser, bank=bank))
    with pytest.raises(UserError) as caught:
        invoices(broken, [payer("Anna Öz"), payer("Bo Li")])
    assert [problem.place for problem in caught.value.problems] == [Place("event.yaml", 8, 21)]
    with pytest.raises(UserError) as caught:
        invoices(event, [payer("Anna Öz", fee=fee("1000000000"), line=41)])
    assert [problem.place for problem in caught.value.problems] == [Place("participants.csv", 41)]


def test_the_payment_code_has_room_for_the_number_that_is_still_to_come(event: Event, payer: Made) -> None:
    """Name and account take 202 of the 331 bytes; of the other 129 the longest number takes 29."""
    bank = replace(event.organiser.bank, account_holder="ü" * 70)
    long = replace(referring(event, "{participant}"), organiser=replace(event.organiser, bank=bank))
    assert len(invoices(long, [payer("x" * 100)])) == 1
    with pytest.raises(UserError, match="the payment code needs"):
        invoices(long, [payer("Anna " + "x" * 96)])


MEALS = Part(name="Essen", amount=Decimal(50), rate=Decimal(19))
STANDARD = fee("330", "Teilnahmebetrag")
MEMBERSHIP = replace(STANDARD, scheme=TaxScheme.OUTSIDE_SCOPE, reason="Nicht steuerbarer Mitgliedsbeitrag")
SERVICE = replace(STANDARD, scheme=TaxScheme.REVERSE_CHARGE)
LEITWEG_ID = "07318000-VSOP2027-34"


def test_meals_are_not_exempt_with_the_fee(event: Event, payer: Made) -> None:
    (draft,) = invoices(event, [payer("Anna Öz", "Bo Li", fee=replace(STANDARD, parts=(MEALS,)))])
    assert [(line.participant, line.text, line.category, line.rate) for line in draft.lines] == [
        ("Anna Öz", "Teilnahmebetrag", "E", 0),
        ("Anna Öz", "Essen", "S", 19),
        ("Bo Li", "Teilnahmebetrag", "E", 0),
        ("Bo Li", "Essen", "S", 19),
    ]
    assert [str(group.base + group.tax) for group in draft.groups] == ["560.00", "100.00"]
    assert draft.payable == 660


@pytest.mark.parametrize(
    ("wanted", "reference", "usual", "format_"),
    [
        ("", "", "zugferd", "zugferd"),
        ("", "", "pdf", "pdf"),
        ("", "Az. 50.1", "pdf", "pdf"),
        ("", LEITWEG_ID, "pdf", "xrechnung"),
        ("none", LEITWEG_ID, "pdf", "none"),
        ("pdf", LEITWEG_ID, "zugferd", "pdf"),
    ],
)
def test_the_format_is_the_payers_or_follows_from_the_leitweg_id(
    event: Event, payer: Made, wanted: str, reference: str, usual: str, format_: str
) -> None:
    contact = Contact(name="Anna Muster", email="buero@vsop.de", phone="0391 123456")
    event = replace(
        event,
        organiser=replace(event.organiser, contact=contact),
        documents=Documents(invoices=InvoiceSettings(format=InvoiceFormat(usual), note="Danke")),
    )
    address = Address(street="Markt 1", postcode="01099", city="Aa")
    (draft,) = invoices(event, [payer("A A", invoice_format=wanted, buyer_reference=reference, address=address)])
    assert (draft.format, draft.notes) == (format_, ("Danke",))


@pytest.mark.parametrize(
    ("country", "own", "spoken", "expected"),
    [
        ("DE", "", "de", "de"),
        ("DE", "en", "de", "en"),
        ("AT", "", "de", "de"),
        ("CH", "", "de-AT", "de-AT"),
        ("FR", "", "de", "en"),
        ("FR", "de", "de", "de"),
        ("US", "", "en-GB", "en-GB"),
    ],
)
def test_the_language_is_the_payers_or_one_of_its_country(
    event: Event, payer: Made, country: str, own: str, spoken: str, expected: str
) -> None:
    abroad = Address(street="1, Rue de l'Exemple", postcode="67000", city="Exemple", country=country)
    (draft,) = invoices(replace(event, language=spoken), [payer("Anna Öz", address=abroad, language=own)])
    assert draft.language == expected


def test_what_an_xrechnung_lacks_is_told_before_anything_is_made(event: Event, payer: Made) -> None:
    with pytest.raises(UserError) as caught:
        invoices(event, [payer(name, line=line, invoice_format="xrechnung") for line, name in ((2, "A A"), (3, "B B"))])
    told = [(str(problem.place), problem.what) for problem in caught.value.problems]
    assert [(place, what.removeprefix("an XRechnung needs ")) for place, what in told] == [
        ("event.yaml", "a telephone number of the seller's contact"),
        ("event.yaml", "an e-mail address of the seller's contact"),
        ("event.yaml", "the name of the seller's contact"),
        ("participants.csv:2", "the payer's Leitweg-ID"),
        ("participants.csv:2", "the payer's postcode and city"),
        ("participants.csv:3", "the payer's Leitweg-ID"),
        ("participants.csv:3", "the payer's postcode and city"),
    ]


def test_who_is_outside_the_scope_of_vat_is_billed_without_vat_ids(event: Event, payer: Made) -> None:
    taxed_event = taxed(event, Tax(vat_id="DE136695976", number="1"))
    (draft,) = invoices(taxed_event, [payer("Anna Öz", fee=MEMBERSHIP, vat_id="DE136695976")])
    assert (draft.seller.vat_id, draft.buyer.vat_id, draft.groups[0].category) == ("", "", "O")
    several = payer("Anna Öz", "Bo Li")
    people = (several.participants[0], replace(several.participants[1], fee=MEMBERSHIP))
    with pytest.raises(UserError, match="the fees of 'Anna Öz' are partly outside the scope of VAT"):
        invoices(taxed_event, [replace(several, participants=people)])


def test_without_a_vat_id_the_seller_is_told_by_something_else(event: Event, payer: Made) -> None:
    with pytest.raises(UserError, match="the seller has no tax number"):
        invoices(taxed(event, Tax(vat_id="DE136695976")), [payer("Anna Öz", fee=MEMBERSHIP)])


def test_who_owes_the_vat_has_a_vat_id_and_an_address(event: Event, payer: Made) -> None:
    with pytest.raises(UserError) as caught:
        invoices(event, [payer("Anna Öz", fee=SERVICE)])
    assert [problem.what for problem in caught.value.problems] == [
        "'Anna Öz' owes the VAT (reverse charge) and has no VAT id",
        "'Anna Öz' owes the VAT (reverse charge) and has no full address",
    ]
    address = Address(street="Ring 1", postcode="1010", city="Wien", country="AT")
    (draft,) = invoices(event, [payer("Anna Öz", fee=SERVICE, vat_id="ATU36801500", address=address)])
    assert (draft.groups[0].category, draft.tax, draft.payable) == ("AE", 0, 330)
