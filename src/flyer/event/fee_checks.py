"""What must hold between a fee, its parts and how they are taxed."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from flyer.event.format import TAXED
from flyer.event.model import TaxScheme
from flyer.event.reading import Draft
from flyer.event.values import shown
from flyer.problems import Problem

_TAX_KEYS = {row.key for row in TAXED}


def check_fees(event: Draft) -> Iterator[Problem]:
    """Find what contradicts what under `registration.fees`; data that could not be read is passed over."""
    registration, organiser = event.get("registration"), event.get("organiser")
    tax = organiser.get("tax") if organiser else None
    for fee in registration.drafts("fees") if registration else ():
        yield from _taxed(fee, tax)
        yield from _whole(fee)
        for part in fee.drafts("parts"):
            if (amount := part.get("amount")) is None:
                continue
            if amount > 0:
                yield from _taxed(part, tax)
            elif amount < 0:
                yield from _reduction(part)
            else:
                yield Problem(part.places["amount"], "a part of 0 is none", "write its amount, or remove the part")


def _whole(fee: Draft) -> Iterator[Problem]:
    """The parts of a fee find room in it."""
    amount = fee.get("amount")
    parts = sum((max(part.get("amount") or Decimal(0), Decimal(0)) for part in fee.drafts("parts")), Decimal(0))
    if amount is not None and parts > amount:
        what = f"the parts of '{shown(fee.get('name') or '')}' come to {parts}, its amount is {amount}"
        yield Problem(fee.places["parts"], what, "the amount is the whole of what is paid, its parts included")


def _reduction(part: Draft) -> Iterator[Problem]:
    for key in part.places:
        if key in _TAX_KEYS:
            yield Problem(part.places[key], f"a reduction has no '{key}'", "remove it: a reduction is taxed as its fee")


def _taxed(taxed: Draft, tax: Draft | None) -> Iterator[Problem]:
    """The scheme of a fee or part goes with its rate and its reason, and with the organiser's scheme."""
    rate, of_all = taxed.get("rate"), (tax.get("scheme") if tax else None) or TaxScheme.STANDARD
    scheme = taxed.get("scheme") or (of_all if rate is None else TaxScheme.STANDARD)
    if scheme is not TaxScheme.STANDARD and rate:
        what = f"the rate {rate} does not go with 'scheme: {scheme}'"
        yield Problem(taxed.places["rate"], what, "remove one of them")
    elif scheme is TaxScheme.STANDARD and rate == 0:
        hint = "write 'scheme: exempt' with a reason where no tax is due"
        yield Problem(taxed.places["rate"], "the rate 0 does not go with 'scheme: standard'", hint)
    elif scheme is TaxScheme.STANDARD and of_all is TaxScheme.SMALL_BUSINESS:
        place = taxed.places.get("rate") or taxed.places["scheme"]
        yield Problem(place, "a small business charges no VAT (§ 19 UStG)", "remove it, or the organiser's scheme")
    elif scheme is TaxScheme.EXEMPT and of_all is not TaxScheme.EXEMPT and "reason" not in taxed.places:
        hint = "add 'reason:', the clause of the law that is printed on the invoice"
        yield Problem(taxed.places["scheme"], "'scheme: exempt' needs a reason", hint)
