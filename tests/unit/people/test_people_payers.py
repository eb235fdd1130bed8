from dataclasses import replace
from decimal import Decimal

import pytest

from flyer.event.model import Address, Event
from flyer.people.load import load
from flyer.people.model import Payer
from flyer.people.payers import payers
from flyer.problems import Place, UserError

HEADER = "id,first_name,last_name,organisation,department,street,postcode,city,country,fee,role,invoice_to,group"
ULM = "Am Markt 1,89073,Ulm,DE"


def found(event: Event, *lines: str, header: str = HEADER) -> tuple[Payer, ...]:
    return tuple(payers(load("\n".join([header, *lines]).encode(), "p.csv", event)))


def problems(event: Event, *lines: str, header: str = HEADER) -> list[str]:
    with pytest.raises(UserError) as caught:
        found(event, *lines, header=header)
    return [f"{problem.place}: {problem.what}" for problem in caught.value.problems]


def test_rows_with_one_payer_and_group_share_an_invoice(event: Event) -> None:
    shares = found(
        event,
        f"1,Ann,Lee,Stadt Ulm,Sozialamt,{ULM},standard,,Stadt Ulm,",
        f"2,Bob,Ray,Stadt Ulm,,{ULM},member,,Stadt Ulm,Gruppe 2",
        "3,Cem,Öz,Stadt Ulm,Jugendamt,,,,,member,,STADT ULM,",
        f"4,Dee,Fox,,,{ULM},standard,,Stadt Ulm,gruppe-2",
    )
    assert [(payer.key, [p.id for p in payer.participants]) for payer in shares] == [
        ("stadt-ulm", ["1", "3"]),
        ("stadt-ulm_gruppe-2", ["2", "4"]),
    ]
    assert (shares[0].name, shares[0].attention, shares[0].department) == ("Stadt Ulm", "", "")


def test_who_names_no_payer_pays_for_itself(event: Event) -> None:
    shares = found(
        event,
        f"A-1,Ann,Müller,Stadt Ulm,Sozialamt,{ULM},standard,,,",
        f"A-2,Ann,Müller,,,{ULM},standard,,,",
        f"A-3,Bob,Ray,Stadt Ulm,,{ULM},standard,,,",
    )
    assert [(payer.key, payer.name, payer.attention, payer.department) for payer in shares] == [
        ("mueller-ann_a-1", "Stadt Ulm", "Ann Müller", "Sozialamt"),
        ("mueller-ann_a-2", "Ann Müller", "", ""),
        ("ray-bob_a-3", "Stadt Ulm", "Bob Ray", ""),
    ]


def test_who_pays_nothing_is_no_payer(event: Event) -> None:
    assert found(event, "1,Ann,Lee,,,,,,,free,,Stadt Ulm,", "2,Bob,Ray,,,,,,,,press,Stadt Ulm,") == ()


def test_what_one_row_says_holds_for_all(event: Event) -> None:
    header = "first_name,fee,invoice_to,street,postcode,city,country,buyer_reference,order_number,vat_id"
    (payer,) = found(
        event,
        "Ann,standard,Gemeinde Tal,,,,,,4711,",
        "Bob,standard,Gemeinde Tal,Weg 1,6800,Tal,AT,07318000-VSOP2027-34,,ATU55512341",
        header=header,
    )
    assert payer.address == Address(street="Weg 1", postcode="6800", city="Tal", country="AT")
    assert (payer.buyer_reference, payer.order_number, payer.vat_id) == ("07318000-VSOP2027-34", "4711", "ATU55512341")
    assert {name: str(place) for name, place in payer.places.items()} == {
        "": "p.csv:2",
        "name": "p.csv:2:14",
        "attention": "p.csv:2",
        "department": "p.csv:2",
        "street": "p.csv:3:27",
        "postcode": "p.csv:3:33",
        "city": "p.csv:3:38",
        "country": "p.csv:3:42",
        "buyer_reference": "p.csv:3:45",
        "order_number": "p.csv:2:32",
        "vat_id": "p.csv:3:67",
    }


def test_rows_that_contradict_each_other_are_both_named(event: Event) -> None:
    assert problems(
        event,
        "1,Ann,Lee,,,Weg 1,89073,Ulm,DE,standard,,Stadt Ulm,",
        "2,Bob,Ray,,,weg 1,89075,Ulm,AT,standard,,Stadt Ulm,",
        "3,Cem,Öz,,,,,,,standard,,Stadt Ulm,",
    ) == ["p.csv:3:19: '89075' is not a postcode of AT"]
    assert problems(
        event,
        "1,Ann,Lee,,,Weg 1,89073,Ulm,DE,standard,,Stadt Ulm,",
        "2,Bob,Ray,,,weg 1,8907,Neu-Ulm,AT,standard,,Stadt Ulm,",
    ) == [
        "p.csv:3:19: postcode '8907' of the payer 'Stadt Ulm' is '89073' in p.csv:2:19",
        "p.csv:3:24: city 'Neu-Ulm' of the payer 'Stadt Ulm' is 'Ulm' in p.csv:2:25",
        "p.csv:3:32: country 'AT' of the payer 'Stadt Ulm' is 'DE' in p.csv:2:29",
    ]


def test_a_payer_needs_an_address(event: Event) -> None:
    assert problems(
        event,
        "1,Ann,Lee,,,,,Ulm,,standard,,,",
        f"2,Bob,Ray,,,{ULM},standard,,,",
        "3,Cem,Öz,,,,,,,member,,Stadt Ulm,",
        "4,Dee,Fox,,,,,,,member,,Stadt Ulm,",
    ) == [
        "p.csv:2:13: the payer 'Ann Lee' has no street and no postcode",
        "p.csv:4:12: the payer 'Stadt Ulm' has no street and no postcode and no city",
    ]


def test_who_pays_a_small_amount_may_have_no_address_at_all(event: Event) -> None:
    fees = tuple(replace(fee, amount=Decimal(125)) for fee in event.registration.fees)
    small = replace(event, registration=replace(event.registration, fees=fees))
    (payer,) = found(small, "1,Ann,Lee,,,,,,,standard,,,")
    assert payer.address == Address()
    two = ("1,Ann,Lee,,,,,,,standard,,Verein,", "2,Bob,Ray,,,,,,,standard,,Verein,")
    assert len(found(small, *two)) == 1
    assert len(problems(small, *two, "3,Cem,Öz,,,,,,,standard,,Verein,")) == 1
    assert problems(small, "1,Ann,Lee,,,,,Ulm,,standard,,,") == [
        "p.csv:2:13: the payer 'Ann Lee' has no street and no postcode"
    ]


def test_a_key_is_a_safe_and_short_name_for_a_file(event: Event) -> None:
    shares = found(
        event,
        f"1,Ann,Lee,,,{ULM},standard,,../../etc: Ulm\\*?,",
        f"2,Bob,{'Hinterwald-' * 12},,,{ULM},standard,,,",
        f"3,Cem,Öz,,,{ULM},standard,,{'Zweckverband ' * 12},{'Gruppe ' * 12}",
        f"4,Dee,Fox,,,{ULM},standard,,nul,",
        f"5,Eva,Ek,,,{ULM},standard,,東京,",
    )
    assert [payer.key for payer in shares] == [
        "etc-ulm",
        "hinterwald-hinterwald-hinterwald-hinterwald-hinterwald-hin_2",
        "zweckverband-zweckverband-zweck_e1fszy34_gruppe-gru_1daac9b0",
        "nul_pn90nt8h",
        "azhmtmwf",
    ]


def test_places_are_found_when_asked(event: Event) -> None:
    (payer,) = found(event, f"1,Ann,Lee,Amt,,{ULM},standard,,,")
    assert payer.places["name"] == Place("p.csv", 2, 11)
    assert len(payer.places) == len(list(payer.places))
