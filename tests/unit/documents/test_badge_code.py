"""What the QR code of a badge holds, and where symbols of each size stand."""

from dataclasses import replace

import pytest

from flyer.documents.badge.code import CodeTooLarge, payload, spot, whole_dots, wifi
from flyer.documents.badge.design import design_for
from flyer.documents.badge.layout import Layout, lay_out
from flyer.event.model import BadgeSettings
from flyer.people.model import Participant
from flyer.problems import Place
from flyer.typeset.stocks import stocks
from flyer.units import in_mm, mm

PERSON = Participant(
    id="JT/22 ä",
    title="Dr.",
    first_name="Ada",
    last_name="Öz; Byron",
    organisation="Stadt A, Amt\\B",
    email="ada@example.org",
    places={"": Place("p.csv", 2)},
)


def layout(stock: str, **given: str) -> Layout:
    settings = BadgeSettings(**given, places={})
    placed = design_for(stocks()[stock], settings.hole)
    assert placed
    return lay_out(placed, stocks()[stock], settings)


def test_the_id_alone_is_what_it_holds_unless_told_otherwise() -> None:
    assert payload(PERSON, BadgeSettings(places={})) == "JT/22 ä"


def test_a_vcard_with_what_has_a_meaning_escaped() -> None:
    settings = BadgeSettings(code="vcard", places={})
    lines = [
        "BEGIN:VCARD",
        "VERSION:3.0",
        "N:Öz\\; Byron;Ada;;Dr.;",
        "FN:Dr. Ada Öz\\; Byron",
        "ORG:Stadt A\\, Amt\\\\B",
        "END:VCARD",
        "",
    ]
    assert payload(PERSON, settings).split("\r\n") == lines
    assert "EMAIL:ada@example.org\r\n" in payload(PERSON, replace(settings, code_email=True))
    assert "ORG" not in payload(replace(PERSON, organisation=""), settings)


def test_an_address_with_the_id_percent_encoded() -> None:
    settings = BadgeSettings(code="url", code_url="https://www.example.org/in/{id}?x={id}", places={})
    assert payload(PERSON, settings) == "https://www.example.org/in/JT%2F22%20%C3%A4?x=JT%2F22%20%C3%A4"


@pytest.mark.parametrize(
    ("name", "password", "text"),
    [
        ("Gast", "", "WIFI:T:nopass;S:Gast;;"),
        ("Saal 1", "a;b:c", "WIFI:T:WPA;S:Saal 1;P:a\\;b\\:c;;"),
        ('"x",\\', "p", 'WIFI:T:WPA;S:\\"x\\"\\,\\\\;P:p;;'),
    ],
)
def test_a_network_as_telephones_read_it(name: str, password: str, text: str) -> None:
    assert wifi(name, password) == text


@pytest.mark.parametrize(("dpi", "dots"), [(203, 4), (300, 5), (600, 10)])
def test_modules_are_whole_dots_and_large_enough_for_cameras(dpi: int, dots: int) -> None:
    dot = mm(25.4 / dpi)
    assert whole_dots(21, mm(1), dot) == pytest.approx(dots * dot)
    assert whole_dots(21, mm(21 * 25.4 / dpi * 14), dot) == pytest.approx(14 * dot)


@pytest.mark.parametrize("dpi", ["203", "300", "600"])
@pytest.mark.parametrize("stock", ["avery-zweckform-l4785", "cr80-portrait", "zebra-4x6", "brother-dk-11201"])
def test_a_symbol_begins_on_a_dot(stock: str, dpi: str) -> None:
    place, dot = spot(25, layout(stock, dpi=dpi)), 25.4 / int(dpi)
    for length in (place.at.x, place.at.y, place.side / 25):
        assert in_mm(length) / dot == pytest.approx(round(in_mm(length) / dot))


@pytest.mark.parametrize("stock", stocks())
def test_a_symbol_for_any_id_leaves_half_the_width_or_the_height_to_the_text(stock: str) -> None:
    laid_out = layout(stock)
    place = spot(29, laid_out)
    assert place.narrow >= 0.49 * laid_out.stack.width
    assert place.bottom - laid_out.stack.y >= 0.49 * laid_out.stack.height


def test_a_symbol_without_room_is_refused() -> None:
    with pytest.raises(CodeTooLarge) as error:
        spot(69, layout("avery-zweckform-l4785"))
    assert str(error.value) == "needs 30.9 mm, there are 30.5 mm"


def test_without_a_code_text_has_all_the_room() -> None:
    laid_out = layout("avery-zweckform-l4785", code="none")
    place = spot(0, laid_out)
    assert (place.narrow, place.bottom) == (laid_out.stack.width, laid_out.stack.foot)
