"""What an XRechnung must say beyond what every invoice does, told where it is to be written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from flyer.billing.model import Buyer, Seller
from flyer.event.model import Event
from flyer.payment.check_digits import is_leitweg_id
from flyer.problems import Problem, place_of

_EMAIL: Final = re.compile(r"[^@\s]+@([^@.\s]+\.)+[^@.\s]+")
"""One @ that no blank and no point stands beside (BR-DE-28)."""

_PHONE_DIGITS: Final = 3
"""The fewest that a telephone number has (BR-DE-27)."""

_ELSE: Final = "or write another invoice_format for the payer"


class Required(NamedTuple):
    """A business term, whether seller and buyer have it, and the key of organiser, contact or payer that says it."""

    term: str
    holds: Callable[[Seller, Buyer], object]
    record: str
    key: str
    what: str
    hint: str


_REQUIRED: Final = (
    Required(
        "BT-10",
        lambda _, buyer: is_leitweg_id(buyer.reference),
        "payer",
        "buyer_reference",
        "an XRechnung needs the payer's Leitweg-ID",
        f"fill the column buyer_reference, {_ELSE}",
    ),
    Required(
        "BT-38",
        lambda seller, _: seller.address.postcode and seller.address.city,
        "organiser",
        "postcode",
        "an XRechnung needs the seller's postcode and city",
        f"write them under organiser, {_ELSE}",
    ),
    Required(
        "BT-34, BT-43",
        lambda seller, _: _EMAIL.fullmatch(seller.email),
        "contact",
        "email",
        "an XRechnung needs an e-mail address of the seller's contact",
        f"write 'email' under organiser: contact:, {_ELSE}",
    ),
    Required(
        "BT-41",
        lambda seller, _: seller.contact_name,
        "contact",
        "name",
        "an XRechnung needs the name of the seller's contact",
        f"write 'name' under organiser: contact:, {_ELSE}",
    ),
    Required(
        "BT-42",
        lambda seller, _: len(re.findall("[0-9]", seller.phone)) >= _PHONE_DIGITS,
        "contact",
        "phone",
        "an XRechnung needs a telephone number of the seller's contact",
        f"write 'phone' under organiser: contact:, {_ELSE}",
    ),
    Required(
        "BT-52, BT-53",
        lambda _, buyer: buyer.address.postcode and buyer.address.city,
        "payer",
        "postcode",
        "an XRechnung needs the payer's postcode and city",
        f"fill the columns postcode and city, {_ELSE}",
    ),
)
"""KoSIT XRechnung 3.0.2: BR-DE-2 to BR-DE-9, BR-DE-15, BR-DE-27, BR-DE-28, PEPPOL-EN16931-R020; the check digits of
BT-10 are checked by no official rule."""


def missing(seller: Seller, buyer: Buyer, event: Event) -> Iterator[Problem]:
    """One problem for each thing that an XRechnung needs and event or payer does not say."""
    organiser = event.organiser
    for row in unmet(seller, buyer):
        if row.record == "payer":
            place = place_of(buyer, row.key)
        elif row.record == "contact" and "contact" in organiser.places:
            place = place_of(organiser.contact, row.key)
        else:
            place = place_of(organiser, row.key)
        yield Problem(place, row.what, row.hint)


def unmet(seller: Seller, buyer: Buyer) -> list[Required]:
    """The requirements that are not met."""
    return [row for row in _REQUIRED if not row.holds(seller, buyer)]
