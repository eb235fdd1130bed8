"""Where each business term stands in the file."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from lxml import etree

from bills import BILLS, EARLY, MEMBERSHIP, STANDARD, WITH_MEALS, bill
from flyer.billing.cii import Profile, write
from flyer.billing.model import Invoice
from flyer.event.model import Address
from flyer.wording import Wording

WORDS = Wording.of("de")
HEADER = "ram:ApplicableHeaderTradeSettlement"
PARTY = "ram:ApplicableHeaderTradeAgreement/ram:{}TradeParty"
SELLER, BUYER = PARTY.format("Seller"), PARTY.format("Buyer")
LINE = "ram:IncludedSupplyChainTradeLineItem[1]"
SUMS = f"{HEADER}/ram:SpecifiedTradeSettlementHeaderMonetarySummation"
GROUP = f"{HEADER}/ram:ApplicableTradeTax"
PAYMENT = f"{HEADER}/ram:SpecifiedTradeSettlementPaymentMeans"
REFERRED = f"{HEADER}/ram:InvoiceReferencedDocument"


def said(invoice: Invoice, path: str, profile: Profile = Profile.EN_16931) -> list[str]:
    root = etree.fromstring(write(invoice, profile, WORDS))
    return [found.text for found in root.iterfind(f".//{path}", {k: v for k, v in root.nsmap.items() if k})]


TERMS: dict[str, tuple[Callable[[], Invoice], str, list[str]]] = {
    "BT-1": (bill, "rsm:ExchangedDocument/ram:ID", ["JT2022-0001"]),
    "BT-2": (bill, "ram:IssueDateTime/udt:DateTimeString", ["20220201"]),
    "BT-3": (bill, "rsm:ExchangedDocument/ram:TypeCode", ["380"]),
    "BT-3, credit note": (BILLS["credit note"], "rsm:ExchangedDocument/ram:TypeCode", ["381"]),
    "BT-5": (bill, "ram:InvoiceCurrencyCode", ["EUR"]),
    "BT-9": (bill, "ram:DueDateDateTime/udt:DateTimeString", ["20220323"]),
    "BT-10": (bill, "ram:BuyerReference", ["07318000-VSOP2027-34"]),
    "BT-13": (bill, "ram:BuyerOrderReferencedDocument/ram:IssuerAssignedID", ["50.1-2022/117"]),
    "BT-22": (BILLS["a note"], "ram:IncludedNote/ram:Content", ["Bitte die Rechnungsnummer angeben."]),
    "BT-22, none": (bill, "ram:IncludedNote", []),
    "BT-25": (BILLS["corrected invoice"], f"{REFERRED}/ram:IssuerAssignedID", ["JT2022-0001"]),
    "BT-26": (BILLS["corrected invoice"], f"{REFERRED}//qdt:DateTimeString", ["20220201"]),
    "BT-27": (bill, f"{SELLER}/ram:Name", ["Verein für Sozialplanung e. V."]),
    "BT-29": (BILLS["small business in no register"], f"{SELLER}/ram:ID", ["102/142/12345"]),
    "BT-30": (bill, f"{SELLER}/ram:SpecifiedLegalOrganization/ram:ID", ["VR 1234, Amtsgericht Stendal"]),
    "BT-31, BT-32": (lambda: bill(tax=STANDARD), f"{SELLER}/ram:SpecifiedTaxRegistration/ram:ID",
                     ["102/142/12345", "DE136695976"]),
    "BT-31, outside the scope": (BILLS["outside the scope of VAT"], f"{SELLER}/ram:SpecifiedTaxRegistration/ram:ID",
                                 ["102/142/12345"]),
    "BT-34": (bill, f"{SELLER}/ram:URIUniversalCommunication/ram:URIID[@schemeID='EM']", ["buero@vsop.de"]),
    "BT-41": (bill, f"{SELLER}/ram:DefinedTradeContact/ram:PersonName", ["Anna Muster"]),
    "BT-44": (bill, f"{BUYER}/ram:Name", ["Stadt Aa"]),
    "BT-48": (BILLS["a foreign payer"], f"{BUYER}/ram:SpecifiedTaxRegistration/ram:ID", ["ATU36801500"]),
    "BT-49": (bill, f"{BUYER}/ram:URIUniversalCommunication/ram:URIID[@schemeID='0204']", ["07318000-VSOP2027-34"]),
    "BT-49, none": (lambda: bill(buyer_reference="Az. 50"), f"{BUYER}/ram:URIUniversalCommunication", []),
    "BT-52": (bill, f"{BUYER}/ram:PostalTradeAddress/ram:CityName", ["Aa"]),
    "BT-55": (BILLS["a foreign payer"], f"{BUYER}//ram:CountryID", ["AT"]),
    "BT-55, Kosovo": (lambda: bill(buyer_reference="", address=Address(country="XK")),
                      f"{BUYER}//ram:CountryID", ["1A"]),
    "BT-56": (lambda: bill(attention="Eva Li"), f"{BUYER}/ram:DefinedTradeContact/ram:PersonName",
              ["Eva Li, Amt für Soziales"]),
    "BT-73": (bill, "ram:StartDateTime/udt:DateTimeString", ["20220328"]),
    "BT-74": (bill, "ram:EndDateTime/udt:DateTimeString", ["20220330"]),
    "BT-81": (bill, f"{PAYMENT}/ram:TypeCode", ["58"]),
    "BT-81, in francs": (BILLS["francs to a Swiss account"], f"{PAYMENT}/ram:TypeCode", ["30"]),
    "BT-83, a creditor reference": (BILLS["a creditor reference"], "ram:PaymentReference", ["RF34JT20220001"]),
    "BT-83": (bill, "ram:PaymentReference", ["JT2022-0001, Juergen Oeztuerk 0, JT Leipzig"]),
    "BT-84": (bill, f"{PAYMENT}//ram:IBANID", ["DE07545500100380021436"]),
    "BT-85": (bill, f"{PAYMENT}//ram:AccountName", ["Verein für Sozialplanung"]),
    "BT-86": (bill, f"{PAYMENT}//ram:BICID", ["LUHSDE6AXXX"]),
    "BT-92": (lambda: bill(EARLY), "ram:SpecifiedTradeAllowanceCharge/ram:ActualAmount", ["25.21"]),
    "BT-97": (lambda: bill(EARLY), "ram:SpecifiedTradeAllowanceCharge/ram:Reason", ["Frühbucherrabatt"]),
    "BT-106": (lambda: bill(EARLY), f"{SUMS}/ram:LineTotalAmount", ["302.52"]),
    "BT-107": (lambda: bill(EARLY), f"{SUMS}/ram:AllowanceTotalAmount", ["25.21"]),
    "BT-107, none": (bill, f"{SUMS}/ram:AllowanceTotalAmount", []),
    "BT-109": (lambda: bill(EARLY), f"{SUMS}/ram:TaxBasisTotalAmount", ["277.31"]),
    "BT-110": (lambda: bill(EARLY), f"{SUMS}/ram:TaxTotalAmount[@currencyID='EUR']", ["52.69"]),
    "BT-112": (lambda: bill(EARLY), f"{SUMS}/ram:GrandTotalAmount", ["330.00"]),
    "BT-114": (BILLS["a sum no net amount gives"], f"{SUMS}/ram:RoundingAmount", ["-0.01"]),
    "BT-115": (BILLS["a sum no net amount gives"], f"{SUMS}/ram:DuePayableAmount", ["0.03"]),
    "BT-116": (lambda: bill(WITH_MEALS), f"{GROUP}/ram:BasisAmount", ["330.00", "100.00", "36.55"]),
    "BT-117": (lambda: bill(WITH_MEALS), f"{GROUP}/ram:CalculatedAmount", ["0.00", "7.00", "6.94"]),
    "BT-118": (lambda: bill(WITH_MEALS), f"{GROUP}/ram:CategoryCode", ["E", "S", "S"]),
    "BT-119": (lambda: bill(WITH_MEALS), f"{GROUP}/ram:RateApplicablePercent", ["0", "7", "19"]),
    "BT-120": (bill, f"{GROUP}/ram:ExemptionReason", ["Umsatzsteuerfrei nach § 4 Nr. 22 Buchst. a UStG"]),
    "BT-121": (bill, f"{GROUP}/ram:ExemptionReasonCode", ["VATEX-EU-132-1I"]),
    "BT-126": (lambda: bill(count=2), "ram:LineID", ["1", "2"]),
    "BT-129": (bill, f"{LINE}//ram:BilledQuantity[@unitCode='C62']", ["1"]),
    "BT-131": (lambda: bill(tax=STANDARD), f"{LINE}//ram:LineTotalAmount", ["277.31"]),
    "BT-146": (lambda: bill(tax=STANDARD), f"{LINE}//ram:ChargeAmount", ["277.3109"]),
    "BT-151": (lambda: bill(MEMBERSHIP), f"{LINE}//ram:CategoryCode", ["O"]),
    "BT-152": (lambda: bill(tax=STANDARD), f"{LINE}//ram:RateApplicablePercent", ["19"]),
    "BT-152, outside the scope": (lambda: bill(MEMBERSHIP), f"{LINE}//ram:RateApplicablePercent", []),
    "BT-153": (bill, f"{LINE}//ram:Name", ["Teilnahmebetrag"]),
    "BT-154": (bill, f"{LINE}//ram:Description", ["Jürgen Öztürk 0; inkl. Mittagessen; ohne Übernachtung"]),
}  # fmt: skip


@pytest.mark.parametrize("term", TERMS)
def test_business_terms(term: str) -> None:
    made, path, expected = TERMS[term]
    assert said(made(), path) == expected


@pytest.mark.parametrize(
    ("profile", "process", "specification"),
    [
        (Profile.EN_16931, [], "urn:cen.eu:en16931:2017"),
        (
            Profile.XRECHNUNG,
            ["urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"],
            "urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0",
        ),
    ],
)
def test_a_profile_names_itself(profile: Profile, process: list[str], specification: str) -> None:
    context = "rsm:ExchangedDocumentContext/ram:{}DocumentContextParameter/ram:ID"
    assert said(bill(), context.format("BusinessProcessSpecified"), profile) == process
    assert said(bill(), context.format("GuidelineSpecified"), profile) == [specification]


@pytest.mark.parametrize("name", BILLS)
def test_zero_has_no_sign_and_the_same_invoice_gives_the_same_bytes(name: str) -> None:
    written = write(BILLS[name](), Profile.EN_16931, WORDS)
    assert not re.search(rb">-0(\.0*)?<", written)
    assert write(BILLS[name](), Profile.EN_16931, WORDS) == written


def test_names_are_text_and_never_markup() -> None:
    name = "<b>Müller & Söhne</b>"
    assert said(bill(name=name), f"{BUYER}/ram:Name") == [name]


def test_what_cannot_be_written_is_refused() -> None:
    invoice = bill()
    with pytest.raises(ValueError, match="a draft is no e-invoice"):
        write(replace(invoice, number="", issued=None), Profile.EN_16931, WORDS)
    with pytest.raises(ValueError, match="XML compatible"):
        write(replace(invoice, notes=("\x00",)), Profile.EN_16931, WORDS)
