"""Seller and buyer (BG-4, BG-7)."""

from __future__ import annotations

from functools import lru_cache

from flyer.billing.cii.elements import Node, Part, node, part
from flyer.billing.model import Buyer, Seller
from flyer.event.model import Address
from flyer.payment.check_digits import is_leitweg_id

_EMAIL, _LEITWEG_ID = "EM", "0204"
"""Schemes of electronic addresses (EAS code list; BT-34, BT-49)."""


_COUNTRIES = {"XK": "1A"}
"""Kosovo, which ISO 3166 does not know, in the country codes of EN 16931 (BR-CL-14)."""


@lru_cache(maxsize=1 << 3)
def seller(party: Seller) -> Part | None:
    """BG-4; who is in no register and has no VAT id is told by the tax number (BT-29), for BR-CO-26."""
    return part(
        "ram:SellerTradeParty",
        node("ram:ID", "" if party.register or party.vat_id else party.tax_number),  # BT-29
        node("ram:Name", party.name),  # BT-27
        node("ram:SpecifiedLegalOrganization", node("ram:ID", party.register)),  # BT-30
        _contact(party.contact_name, party.phone, party.email),  # BT-41, BT-42, BT-43
        _address(party.address),
        _electronic(party.email, _EMAIL),  # BT-34
        _registration(party.tax_number, "FC"),  # BT-32
        _registration(party.vat_id, "VA"),  # BT-31
    )


def buyer(party: Buyer) -> Node | None:
    """BG-7."""
    return node(
        "ram:BuyerTradeParty",
        node("ram:Name", party.name),  # BT-44
        _contact(", ".join(filter(None, (party.attention, party.department)))),  # BT-56
        _address(party.address),
        _electronic(party.reference if is_leitweg_id(party.reference) else "", _LEITWEG_ID),  # BT-49
        _registration(party.vat_id, "VA"),  # BT-48
    )


def _contact(name: str, phone: str = "", email: str = "") -> Node | None:
    return node(
        "ram:DefinedTradeContact",
        node("ram:PersonName", name),
        node("ram:TelephoneUniversalCommunication", node("ram:CompleteNumber", phone)),
        node("ram:EmailURIUniversalCommunication", node("ram:URIID", email)),
    )


def _address(address: Address) -> Node | None:
    """BG-5, BG-8."""
    return node(
        "ram:PostalTradeAddress",
        node("ram:PostcodeCode", address.postcode),
        node("ram:LineOne", address.street),
        node("ram:CityName", address.city),
        node("ram:CountryID", _COUNTRIES.get(address.country, address.country)),
    )


def _electronic(address: str, scheme: str) -> Node | None:
    return node("ram:URIUniversalCommunication", node("ram:URIID", address, schemeID=scheme))


def _registration(number: str, scheme: str) -> Node | None:
    return node("ram:SpecifiedTaxRegistration", node("ram:ID", number, schemeID=scheme))
