"""IBAN, BIC and other numbers with check digits; a credit transfer becomes an EPC069-12 payload and QR modules."""

from flyer.payment.bic import BIC
from flyer.payment.error import PaymentError
from flyer.payment.iban import IBAN
from flyer.payment.transfer import CreditTransfer

__all__ = ["BIC", "IBAN", "CreditTransfer", "PaymentError"]
