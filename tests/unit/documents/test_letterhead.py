from collections.abc import Callable
from dataclasses import replace

import pytest

from flyer.billing.model import Invoice
from flyer.documents import letterhead
from flyer.documents.theme import Theme
from flyer.event.model import Address, Asset, Event
from flyer.typeset.family import builtin
from flyer.typeset.frame import Frame, Picture, Role
from flyer.typeset.letter import FORM_A, FORM_B, Form
from flyer.units import in_mm, mm
from flyer.wording import Wording

Made = Callable[..., Invoice]
Said = Callable[..., list[str]]

WORDS = Wording.of("de")
SQUARE = Asset(
    path="logo.svg",
    content=b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>',
)


@pytest.fixture
def theme(conference: Event) -> Theme:
    return Theme.of(conference, builtin())


def test_the_logo_keeps_its_proportion_and_ends_with_the_text(conference: Event, theme: Theme) -> None:
    _, logo = letterhead.head(FORM_B, conference, theme).children
    assert isinstance(logo, Picture)
    assert (in_mm(logo.size.width), in_mm(logo.size.height)) == pytest.approx((52, 52 / 3))
    assert in_mm(logo.at.x + logo.size.width) == pytest.approx(190)


@pytest.mark.parametrize("form", [FORM_A, FORM_B])
def test_name_and_logo_end_above_the_address_field(conference: Event, theme: Theme, form: Form) -> None:
    high = replace(conference.organiser, name="Verein für Sozialplanung " * 6, logo=SQUARE)
    name, logo = letterhead.head(form, replace(conference, organiser=high), theme).children
    assert isinstance(name, Frame)
    assert isinstance(logo, Picture)
    assert mm(4) < min(name.at.y, logo.at.y)
    assert max(name.at.y + name.size.height, logo.at.y + logo.size.height) < form.letterhead


def test_without_a_logo_the_name_stands_alone(conference: Event, theme: Theme, said: Said) -> None:
    event = replace(conference, organiser=replace(conference.organiser, logo=None))
    head = letterhead.head(FORM_B, event, theme)
    assert (said(head), len(head.children)) == (["Verein für Sozialplanung e. V."], 1)


def test_a_long_name_stays_beside_the_logo(conference: Event, theme: Theme) -> None:
    event = replace(conference, organiser=replace(conference.organiser, name="Verein für Sozialplanung " * 6))
    name, logo = letterhead.head(FORM_B, event, theme).children
    assert isinstance(name, Frame)
    assert isinstance(logo, Picture)
    assert len(name.children) == 3
    assert name.at.x + name.size.width < logo.at.x


def test_the_foot_has_no_empty_column(conference: Event, theme: Theme, invoice: Made) -> None:
    made = invoice()
    silent = replace(made, seller=replace(made.seller, phone="", email="", website=""))
    foot = letterhead.foot(silent, conference, WORDS, theme, Role.P)
    columns = [child for child in foot.children if isinstance(child, Frame)]
    assert [round(in_mm(column.at.x)) for column in columns] == [0, 79, 116]


def test_the_event_may_be_marked_up_and_a_name_may_not(
    conference: Event, theme: Theme, invoice: Made, said: Said
) -> None:
    event = replace(conference, title="*Gut* planen")
    assert "Jahrestagung 2022: Gut planen" in said(letterhead.opening("Rechnung", event, WORDS, theme).frame(100))
    starred = invoice(name="*Stadt* Aa")
    assert "*Stadt* Aa" in said(letterhead.address(FORM_B, starred, event, WORDS, theme))


def test_the_foot_says_who_the_seller_is(conference: Event, theme: Theme, invoice: Made, said: Said) -> None:
    foot = letterhead.foot(invoice(), conference, WORDS, theme, Role.P)
    assert [line.replace("\u00a0", " ") for line in said(foot, tagged=True)] == [
        "Verein für Sozialplanung e. V.", "Musterstraße 1", "39104 Magdeburg",
        "+49 391 123456", "buero@vsop.de", "www.vsop.de",
        "VR 1234, Amtsgericht Stendal", "Steuernummer 102/142/12345",
        "Sparkasse Vorderpfalz", "IBAN DE07 5455 0010 0380 0214 36", "BIC LUHSDE6AXXX", "Verein für Sozialplanung",
    ]  # fmt: skip
    assert in_mm(foot.at.y + foot.size.height) == pytest.approx(288)


def test_the_foot_of_other_pages_is_a_shared_artifact(
    conference: Event, theme: Theme, invoice: Made, said: Said
) -> None:
    foot = letterhead.foot(invoice(), conference, WORDS, theme, None)
    assert (foot.shared, said(foot, tagged=True)) == (True, [])


@pytest.mark.parametrize(
    ("name", "city", "row"),
    [
        ("Stadt Aa", "Aa", "Stadt Aa, Aa"),
        ("Anna Öz", "", "Anna Öz"),
        ("A" * 80, "Aa", "A" * 80 + ", Aa"),
    ],
)
def test_the_payer_is_name_and_town_uncut(invoice: Made, name: str, city: str, row: str) -> None:
    buyer = replace(invoice().buyer, name=name, address=Address(city=city))
    assert letterhead.payer(buyer) == row


def test_addresses_of_mail_may_be_broken_at_their_signs() -> None:
    assert letterhead.breakable("a.b@c-d.de").split("\u200b") == ["a.", "b@", "c-", "d.", "de"]
