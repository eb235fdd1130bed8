from dataclasses import replace
from typing import Any

import pytest

from bills import EVENT, LEITWEG_ID, bill
from flyer.billing.model import Buyer, Seller
from flyer.billing.required import missing, unmet
from flyer.event.model import Address
from flyer.problems import Place


def parties() -> tuple[Seller, Buyer]:
    invoice = bill()
    return invoice.seller, invoice.buyer


@pytest.mark.parametrize(
    ("seller", "buyer", "term"),
    [
        ({}, {"reference": ""}, "BT-10"),
        ({}, {"reference": "Az. 50.1"}, "BT-10"),
        ({}, {"reference": LEITWEG_ID[:-1] + "5"}, "BT-10"),
        ({"address": Address(street="Weg 1", city="Ort")}, {}, "BT-38"),
        ({"email": ""}, {}, "BT-34, BT-43"),
        ({"email": "buero@vsop..de"}, {}, "BT-34, BT-43"),
        ({"contact_name": ""}, {}, "BT-41"),
        ({"phone": "(12)"}, {}, "BT-42"),
        ({}, {"address": Address(street="Markt 1", city="Aa")}, "BT-52, BT-53"),
    ],
)
def test_what_an_xrechnung_lacks(seller: dict[str, Any], buyer: dict[str, Any], term: str) -> None:
    of_seller, of_buyer = parties()
    assert unmet(of_seller, of_buyer) == []
    assert [row.term for row in unmet(replace(of_seller, **seller), replace(of_buyer, **buyer))] == [term]


def test_it_is_told_where_it_is_to_be_written() -> None:
    seller, buyer = parties()
    organiser = replace(EVENT.organiser, places={"": Place("event.yaml", 3), "postcode": Place("event.yaml", 5, 13)})
    bare = replace(seller, contact_name="", address=Address())
    lacking = replace(buyer, reference="", places={"": Place("p.csv", 7), "buyer_reference": Place("p.csv", 7, 12)})
    problems = list(missing(bare, lacking, replace(EVENT, organiser=organiser)))
    assert [(str(problem.place), problem.what) for problem in problems] == [
        ("p.csv:7:12", "an XRechnung needs the payer's Leitweg-ID"),
        ("event.yaml:5:13", "an XRechnung needs the seller's postcode and city"),
        ("event.yaml:3", "an XRechnung needs the name of the seller's contact"),
    ]
    contact = replace(organiser.contact, places={"": Place("event.yaml", 9)})
    written = replace(organiser, contact=contact, places={**organiser.places, "contact": Place("event.yaml", 9)})
    *_, last = missing(bare, buyer, replace(EVENT, organiser=written))
    assert str(last.place) == "event.yaml:9"
