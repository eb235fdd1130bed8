"""The e-invoice: an invoice becomes EN 16931 in the syntax of UN/CEFACT CII D16B."""

from flyer.billing.cii.writer import FILE_NAME, Profile, write

__all__ = ["FILE_NAME", "Profile", "write"]
