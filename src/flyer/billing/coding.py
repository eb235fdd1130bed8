"""What the payment code of an invoice holds: for Swiss accounts a QR-bill, for all others a SEPA credit transfer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from flyer.billing.model import Buyer, Seller
from flyer.payment import epc, swiss
from flyer.payment.swiss import Party
from flyer.payment.transfer import CreditTransfer


class Payable(Protocol):
    """What can be paid by a transfer: an invoice, or a demand for what of it is open."""

    @property
    def seller(self) -> Seller:
        """BG-4."""

    @property
    def buyer(self) -> Buyer:
        """BG-7."""

    @property
    def currency(self) -> str:
        """BT-5."""

    @property
    def transfer(self) -> CreditTransfer:
        """How it is paid, with the amount."""


@dataclass(frozen=True, slots=True)
class Demand:
    """What is asked for by another transfer than that of an invoice."""

    seller: Seller
    buyer: Buyer
    currency: str
    transfer: CreditTransfer


def code(invoice: Payable) -> bytes:
    """The content of the code; raises PaymentError when the transfer cannot be coded (EPC069-12)."""
    if not invoice.transfer.iban.is_swiss:
        return epc.payload(invoice.transfer)
    return swiss.payload(invoice.transfer, invoice.currency, creditor(invoice), debtor(invoice))


def creditor(invoice: Payable) -> Party:
    """Who is paid: the holder of the account, at the seller's address."""
    address = invoice.seller.address
    return Party.of(invoice.transfer.name, address.street, address.postcode, address.city, address.country)


def debtor(invoice: Payable) -> Party | None:
    """Who pays; None without postcode and city, which are written in by hand then."""
    buyer = invoice.buyer
    address = buyer.address
    if not (address.postcode and address.city):
        return None
    return Party.of(buyer.name, address.street, address.postcode, address.city, address.country)
