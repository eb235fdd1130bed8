"""What does not fit a letter becomes a problem at the datum that is too long."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from flyer.billing.model import Invoice
from flyer.event.model import Event
from flyer.payment.error import PaymentError
from flyer.problems import Place, Problem, UserError, place_of
from flyer.typeset.letter import TooManyLines
from flyer.typeset.paragraph import TooWide
from flyer.typeset.table import TooHigh
from flyer.units import in_mm

_DIVIDE = "shorten it, or divide it by a blank or a hyphen"


@contextmanager
def fitting(invoice: Invoice, event: Event) -> Iterator[None]:
    """Raise UserError for what inside does not fit: at the payer, the account's holder or the event's reference."""
    try:
        yield
    except (TooManyLines, TooWide, TooHigh) as error:
        raise UserError([Problem(place_of(invoice.buyer), *_said(error, invoice))]) from error
    except PaymentError as error:
        bank = event.organiser.bank if error.field == "name" else None
        place = place_of(bank, "account_holder") if bank else place_of(event.registration, "reference")
        raise UserError([Problem(place, error.what, error.hint)]) from error


@contextmanager
def fitting_at(place: Place) -> Iterator[None]:
    """Raise UserError at `place` for a word inside that is too wide."""
    try:
        yield
    except TooWide as error:
        raise too_wide(error, place) from error


def too_wide(error: TooWide, place: Place) -> UserError:
    """What is said at `place` of a word that is too wide."""
    return UserError([Problem(place, _too_wide(error), _DIVIDE)])


def _said(error: TooManyLines | TooWide | TooHigh, invoice: Invoice) -> tuple[str, str]:
    """What is wrong, and how to mend it."""
    match error:
        case TooManyLines():
            what = f"the address of '{invoice.buyer.name}' does not fit: it needs {error.needs} lines"
            return f"{what}, there are {error.has}", "shorten the name or the department, or leave the department out"
        case TooWide():
            return _too_wide(error), _DIVIDE
        case TooHigh():
            what = f"the text of line {error.row + 1} of the invoice does not fit on a page"
            return what, "shorten what the fee includes and excludes"


def _too_wide(error: TooWide) -> str:
    return f"'{error.word}' does not fit: it needs {in_mm(error.needs):.0f} mm, there are {in_mm(error.has):.0f} mm"
