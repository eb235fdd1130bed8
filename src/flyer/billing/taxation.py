"""How a fee or a part of it is taxed: the schemes of event.yaml in the words of EN 16931."""

from __future__ import annotations

from decimal import Decimal
from typing import Final, NamedTuple

from flyer.billing.model import VatCategory
from flyer.event.model import Fee, Part, Tax, TaxScheme

SMALL_BUSINESS: Final = "Steuerbefreiung für Kleinunternehmer nach § 19 UStG"
"""The note a small business must print (§ 34a UStDV); German in every language, for it is German law."""


class Treatment(NamedTuple):
    """A category with its rate in percent, or with the reason why there is no tax, as text and as VATEX code."""

    category: VatCategory
    rate: Decimal = Decimal(0)
    reason: str = ""
    reason_code: str = ""


_UNTAXED: Final = {
    TaxScheme.EXEMPT: Treatment(VatCategory.EXEMPT),
    TaxScheme.SMALL_BUSINESS: Treatment(VatCategory.EXEMPT, reason=SMALL_BUSINESS),
    TaxScheme.OUTSIDE_SCOPE: Treatment(VatCategory.OUTSIDE_SCOPE, reason="Nicht steuerbar", reason_code="VATEX-EU-O"),
    TaxScheme.REVERSE_CHARGE: Treatment(
        VatCategory.REVERSE_CHARGE,
        reason="Steuerschuldnerschaft des Leistungsempfängers",
        reason_code="VATEX-EU-AE",
    ),
}
"""Schemes with a reason for there being no tax, and what is said where the event does not say it: codes of the VATEX
list, and for reverse charge the words that § 14a (5) UStG asks for.
"""


def treatment(taxed: Fee | Part, tax: Tax) -> Treatment:
    """Turn what a fee or part says, and the organiser's tax where it says nothing, into its treatment."""
    scheme = taxed.scheme or (tax.scheme if taxed.rate is None else TaxScheme.STANDARD)
    if scheme is TaxScheme.STANDARD:
        return Treatment(VatCategory.STANDARD, tax.rate if taxed.rate is None else taxed.rate)
    if scheme is TaxScheme.ZERO:
        return Treatment(VatCategory.ZERO)
    usual = _UNTAXED[scheme]
    said = next((one for one in (taxed, tax) if one.reason or one.reason_code), usual)
    if said is tax and scheme is not tax.scheme:
        said = usual
    return usual._replace(reason=said.reason or usual.reason, reason_code=said.reason_code or usual.reason_code)
