"""The whole e-invoice. Comments name business terms; elements are in the order of the schema of Factur-X 1.0."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Final

from flyer.billing.cii.elements import Node, Part, amount, day, node, part, plain, serialised
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
    return serialised(
        "rsm:CrossIndustryInvoice",
        _context(profile),
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
            _delivery(invoice.period[1]),
            _settlement(invoice, invoice.due),
        ),
    )


_remembered = lru_cache(maxsize=1 << 6)
"""Most terms are the same in all invoices of an event, or of those who pay the same."""


@_remembered
def _context(profile: Profile) -> Part | None:
    process = _PROCESS if profile is Profile.XRECHNUNG else ""
    return part(
        "rsm:ExchangedDocumentContext",
        node("ram:BusinessProcessSpecifiedDocumentContextParameter", node("ram:ID", process)),  # BT-23
        node("ram:GuidelineSpecifiedDocumentContextParameter", node("ram:ID", profile)),  # BT-24
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
        _price(line.price),
        _quantity(line.quantity),
        _line_settlement(line.category, line.rate, line.net),
    )


@_remembered
def _price(price: Decimal) -> Part | None:
    return part(
        "ram:SpecifiedLineTradeAgreement",
        node("ram:NetPriceProductTradePrice", node("ram:ChargeAmount", plain(price))),  # BT-146
    )


@_remembered
def _quantity(quantity: Decimal) -> Part | None:
    return part(
        "ram:SpecifiedLineTradeDelivery",
        node("ram:BilledQuantity", plain(quantity), unitCode=_ONE),  # BT-129, BT-130
    )


@_remembered
def _line_settlement(category: VatCategory, rate: Decimal, net: Decimal) -> Part | None:
    return part(
        "ram:SpecifiedLineTradeSettlement",
        _tax("ram:ApplicableTradeTax", category, rate),  # BT-151, BT-152
        node(
            "ram:SpecifiedTradeSettlementLineMonetarySummation",
            node("ram:LineTotalAmount", amount(net)),  # BT-131
        ),
    )


def _tax(name: str, category: VatCategory, rate: Decimal) -> Node | None:
    """A category with its rate, which those outside the scope of VAT do not have (BR-O-05, BR-O-06)."""
    return node(
        name,
        node("ram:TypeCode", "VAT"),
        node("ram:CategoryCode", category),
        node("ram:RateApplicablePercent", "" if category is VatCategory.OUTSIDE_SCOPE else plain(rate)),
    )


def _agreement(invoice: Invoice) -> Node | None:
    return node(
        "ram:ApplicableHeaderTradeAgreement",
        node("ram:BuyerReference", invoice.buyer.reference),  # BT-10
        seller(invoice.seller),
        buyer(invoice.buyer),
        node("ram:BuyerOrderReferencedDocument", node("ram:IssuerAssignedID", invoice.buyer.order_number)),  # BT-13
    )


@_remembered
def _delivery(last: dt.date) -> Part | None:
    """The last day of service, which is when the service is rendered (§ 31 (4) UStDV)."""
    return part(
        "ram:ApplicableHeaderTradeDelivery",
        node("ram:ActualDeliverySupplyChainEvent", day("ram:OccurrenceDateTime", last)),  # BT-72
    )


def _settlement(invoice: Invoice, due: dt.date) -> Node | None:
    transfer, preceding = invoice.transfer, invoice.preceding
    return node(
        "ram:ApplicableHeaderTradeSettlement",
        node("ram:PaymentReference", transfer.message),  # BT-83
        node("ram:InvoiceCurrencyCode", invoice.currency),  # BT-5
        _means(invoice.currency, transfer.iban.compact, transfer.name, transfer.bic.compact if transfer.bic else ""),
        *map(_group, invoice.groups),
        _period(*invoice.period),
        *map(_allowance, invoice.allowances),
        node("ram:SpecifiedTradePaymentTerms", day("ram:DueDateDateTime", due)),  # BT-9
        _sums(
            invoice.currency,
            invoice.line_total,
            invoice.allowance_total if invoice.allowances else None,
            invoice.net,
            invoice.tax,
            invoice.rounding,
            invoice.total,
            invoice.payable,
        ),
        node(
            "ram:InvoiceReferencedDocument",
            node("ram:IssuerAssignedID", preceding.number),  # BT-25
            day("ram:FormattedIssueDateTime", preceding.issued, "qdt"),  # BT-26
        )
        if preceding
        else None,
    )


@_remembered
def _means(currency: str, account: str, holder: str, bank: str) -> Part | None:
    """BG-16."""
    return part(
        "ram:SpecifiedTradeSettlementPaymentMeans",
        node("ram:TypeCode", _SEPA_CREDIT_TRANSFER if currency == "EUR" else _CREDIT_TRANSFER),  # BT-81
        node(
            "ram:PayeePartyCreditorFinancialAccount",
            node("ram:IBANID", account),  # BT-84
            node("ram:AccountName", holder),  # BT-85
        ),
        node("ram:PayeeSpecifiedCreditorFinancialInstitution", node("ram:BICID", bank)),  # BT-86
    )


@_remembered
def _period(first: dt.date, last: dt.date) -> Part | None:
    """BG-14."""
    return part(
        "ram:BillingSpecifiedPeriod",
        day("ram:StartDateTime", first),  # BT-73
        day("ram:EndDateTime", last),  # BT-74
    )


@_remembered
def _group(group: VatGroup) -> Part | None:
    """BG-23; its rate stands there also where lines have none (BR-DE-14)."""
    return part(
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
        _tax("ram:CategoryTradeTax", allowance.category, allowance.rate),  # BT-95, BT-96
    )


@_remembered
def _sums(
    currency: str,
    lines: Decimal,
    allowances: Decimal | None,
    net: Decimal,
    tax: Decimal,
    rounding: Decimal,
    total: Decimal,
    payable: Decimal,
) -> Part | None:
    """BG-22; allowances and rounding stand there only where there are any."""
    return part(
        "ram:SpecifiedTradeSettlementHeaderMonetarySummation",
        node("ram:LineTotalAmount", amount(lines)),  # BT-106
        node("ram:AllowanceTotalAmount", "" if allowances is None else amount(allowances)),  # BT-107
        node("ram:TaxBasisTotalAmount", amount(net)),  # BT-109
        node("ram:TaxTotalAmount", amount(tax), currencyID=currency),  # BT-110
        node("ram:RoundingAmount", amount(rounding) if rounding else ""),  # BT-114
        node("ram:GrandTotalAmount", amount(total)),  # BT-112
        node("ram:DuePayableAmount", amount(payable)),  # BT-115
    )
