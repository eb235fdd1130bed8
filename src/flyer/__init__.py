"""Printed matter for events: one description becomes flyer, badges, invoices and payment slips."""

__version__ = "0.1.0"
