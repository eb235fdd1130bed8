"""The whole e-invoice. Comments name business terms; elements are in the order of the schema of Factur-X 1.0."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Final

from flyer.billing.cii.elements import Node, amount, day, node, plain, serialised
from flyer.billing.cii.parties import buyer, seller
from flyer.billing.model import Allowance, Invoice, Line, VatCategory, VatGroup
from flyer.billing.required import unmet
from flyer.wording import Wording
from flyer.wording.extent import extent

FILE_NAME: Final = "factur-x.xml"
"""What the e-invoice inside a PDF is called (Factur-X 1.0, 6.2.2)."""


class Profile(StrEnum):
    """The specification that an e-invoice follows (BT-24)."""

    EN_16931 = "urn:cen.eu:en16931:2017"
    XRECHNUNG = "urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0"


_PROCESS: Final = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"
"""The business process of an XRechnung (BT-23)."""

_ONE: Final = "C62"
"""The unit "one" of UN/ECE Recommendation 20 (BT-130)."""

_CREDIT_TRANSFER, _SEPA_CREDIT_TRANSFER = "30", "58"
"""UNTDID 4461 (BT-81)."""


def write(invoice: Invoice, profile: Profile, words: Wording) -> bytes:
    """Turn an issued invoice into an XML file; equal invoices give equal bytes.

    ValueError for a draft, and for an XRechnung that lacks what the profile asks for.
    """
    if invoice.issued is None or invoice.due is None:
        raise ValueError("a draft is no e-invoice")
    if profile is Profile.XRECHNUNG and (lacking := unmet(invoice.seller, invoice.buyer)):
        raise ValueError("; ".join(row.what for row in lacking))
    process = _PROCESS if profile is Profile.XRECHNUNG else ""
    return serialised(
        "rsm:CrossIndustryInvoice",
        node(
            "rsm:ExchangedDocumentContext",
            node("ram:BusinessProcessSpecifiedDocumentContextParameter", node("ram:ID", process)),  # BT-23
            node("ram:GuidelineSpecifiedDocumentContextParameter", node("ram:ID", profile)),  # BT-24
        ),
        node(
            "rsm:ExchangedDocument",
            node("ram:ID", invoice.number),  # BT-1
            node("ram:TypeCode", invoice.type_code),  # BT-3
            day("ram:IssueDateTime", invoice.issued),  # BT-2
            *(node("ram:IncludedNote", node("ram:Content", note)) for note in invoice.notes),  # BT-22
        ),
        node(
            "rsm:SupplyChainTradeTransaction",
            *(_line(position, line, words) for position, line in enumerate(invoice.lines, start=1)),
            _agreement(invoice),
            _delivery(invoice),
            _settlement(invoice, invoice.due),
        ),
    )


def _line(position: int, line: Line, words: Wording) -> Node | None:
    """BG-25."""
    return node(
        "ram:IncludedSupplyChainTradeLineItem",
        node("ram:AssociatedDocumentLineDocument", node("ram:LineID", str(position))),  # BT-126
        node(
            "ram:SpecifiedTradeProduct",
            node("ram:Name", line.text),  # BT-153
            node(
                "ram:Description",
                "; ".join(filter(None, (line.participant, extent(line.includes, line.excludes, words)))),
            ),  # BT-154
        ),
        node(
            "ram:SpecifiedLineTradeAgreement",
            node("ram:NetPriceProductTradePrice", node("ram:ChargeAmount", plain(line.price))),  # BT-146
        ),
        node(
            "ram:SpecifiedLineTradeDelivery",
            node("ram:BilledQuantity", plain(line.quantity), unitCode=_ONE),  # BT-129, BT-130
        ),
        node(
            "ram:SpecifiedLineTradeSettlement",
            _tax("ram:ApplicableTradeTax", line),  # BT-151, BT-152
            node(
                "ram:SpecifiedTradeSettlementLineMonetarySummation",
                node("ram:LineTotalAmount", amount(line.net)),  # BT-131
            ),
        ),
    )


def _tax(name: str, taxed: Line | Allowance) -> Node | None:
    """A category with its rate, which those outside the scope of VAT do not have (BR-O-05, BR-O-06)."""
    rate = "" if taxed.category is VatCategory.OUTSIDE_SCOPE else plain(taxed.rate)
    return node(
        name,
        node("ram:TypeCode", "VAT"),
        node("ram:CategoryCode", taxed.category),
        node("ram:RateApplicablePercent", rate),
    )


def _agreement(invoice: Invoice) -> Node | None:
    return node(
        "ram:ApplicableHeaderTradeAgreement",
        node("ram:BuyerReference", invoice.buyer.reference),  # BT-10
        seller(invoice.seller),
        buyer(invoice.buyer),
        node("ram:BuyerOrderReferencedDocument", node("ram:IssuerAssignedID", invoice.buyer.order_number)),  # BT-13
    )


def _delivery(invoice: Invoice) -> Node | None:
    """The last day of service, which is when the service is rendered (§ 31 (4) UStDV)."""
    return node(
        "ram:ApplicableHeaderTradeDelivery",
        node("ram:ActualDeliverySupplyChainEvent", day("ram:OccurrenceDateTime", invoice.period[1])),  # BT-72
    )


def _settlement(invoice: Invoice, due: dt.date) -> Node | None:
    transfer, preceding = invoice.transfer, invoice.preceding
    return node(
        "ram:ApplicableHeaderTradeSettlement",
        node("ram:PaymentReference", transfer.message),  # BT-83
        node("ram:InvoiceCurrencyCode", invoice.currency),  # BT-5
        node(
            "ram:SpecifiedTradeSettlementPaymentMeans",
            node("ram:TypeCode", _SEPA_CREDIT_TRANSFER if invoice.currency == "EUR" else _CREDIT_TRANSFER),  # BT-81
            node(
                "ram:PayeePartyCreditorFinancialAccount",
                node("ram:IBANID", transfer.iban.compact),  # BT-84
                node("ram:AccountName", transfer.name),  # BT-85
            ),
            node(
                "ram:PayeeSpecifiedCreditorFinancialInstitution",
                node("ram:BICID", transfer.bic.compact if transfer.bic else ""),  # BT-86
            ),
        ),
        *map(_group, invoice.groups),
        node(
            "ram:BillingSpecifiedPeriod",
            day("ram:StartDateTime", invoice.period[0]),  # BT-73
            day("ram:EndDateTime", invoice.period[1]),  # BT-74
        ),
        *map(_allowance, invoice.allowances),
        node("ram:SpecifiedTradePaymentTerms", day("ram:DueDateDateTime", due)),  # BT-9
        _sums(invoice),
        node(
            "ram:InvoiceReferencedDocument",
            node("ram:IssuerAssignedID", preceding.number),  # BT-25
            day("ram:FormattedIssueDateTime", preceding.issued, "qdt"),  # BT-26
        )
        if preceding
        else None,
    )


def _group(group: VatGroup) -> Node | None:
    """BG-23; its rate stands there also where lines have none (BR-DE-14)."""
    return node(
        "ram:ApplicableTradeTax",
        node("ram:CalculatedAmount", amount(group.tax)),  # BT-117
        node("ram:TypeCode", "VAT"),
        node("ram:ExemptionReason", group.reason),  # BT-120
        node("ram:BasisAmount", amount(group.base)),  # BT-116
        node("ram:CategoryCode", group.category),  # BT-118
        node("ram:ExemptionReasonCode", group.reason_code),  # BT-121
        node("ram:RateApplicablePercent", plain(group.rate)),  # BT-119
    )


def _allowance(allowance: Allowance) -> Node | None:
    """BG-20."""
    return node(
        "ram:SpecifiedTradeAllowanceCharge",
        node("ram:ChargeIndicator", node("udt:Indicator", "false")),
        node("ram:ActualAmount", amount(allowance.amount)),  # BT-92
        node("ram:Reason", allowance.reason),  # BT-97
        _tax("ram:CategoryTradeTax", allowance),  # BT-95, BT-96
    )


def _sums(invoice: Invoice) -> Node | None:
    """BG-22; allowances and rounding stand there only where there are any."""
    return node(
        "ram:SpecifiedTradeSettlementHeaderMonetarySummation",
        node("ram:LineTotalAmount", amount(invoice.line_total)),  # BT-106
        node("ram:AllowanceTotalAmount", amount(invoice.allowance_total) if invoice.allowances else ""),  # BT-107
        node("ram:TaxBasisTotalAmount", amount(invoice.net)),  # BT-109
        node("ram:TaxTotalAmount", amount(invoice.tax), currencyID=invoice.currency),  # BT-110
        node("ram:RoundingAmount", amount(invoice.rounding) if invoice.rounding else ""),  # BT-114
        node("ram:GrandTotalAmount", amount(invoice.total)),  # BT-112
        node("ram:DuePayableAmount", amount(invoice.payable)),  # BT-115
    )
