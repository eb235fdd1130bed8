import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from flyer.event.model import Address, Contact, Event, Fee, Hotel, Organiser, Partner, Registration, Section, Venue
from flyer.manuscript.model import Line, Manuscript
from flyer.problems import Place

Practical = Callable[..., dict[str, list[str]]]
BERLIN = ZoneInfo("Europe/Berlin")


def test_an_evening_that_says_nothing_more(practical: Practical) -> None:
    assert practical() == {
        "Termin": ["Samstag, 20.06.2026, 18:00 bis 22:00 Uhr"],
        "Informationen und Koordination": ["Musikverein Aa"],
    }


def test_several_days_and_doors_on_the_first(practical: Practical) -> None:
    ends, doors = dt.datetime(2026, 6, 21, 12, tzinfo=BERLIN), dt.datetime(2026, 6, 20, 17, tzinfo=BERLIN)
    assert practical(ends=ends, doors_open=doors)["Termin"] == [
        "20.06.2026, 18:00 Uhr – 21.06.2026, 12:00 Uhr",
        "Anmeldung vor Ort ab 17:00 Uhr geöffnet",
    ]


def test_doors_on_another_day_name_it(practical: Practical) -> None:
    doors = dt.datetime(2026, 6, 19, 17, tzinfo=BERLIN)
    assert practical(doors_open=doors)["Termin"][1] == "Anmeldung vor Ort ab Freitag, 19.06.2026, 17:00 Uhr geöffnet"


def test_a_venue_abroad_names_its_country(practical: Practical) -> None:
    venue = Venue(name="Stadtsaal", address=Address(street="Markt 1", postcode="6850", city="Dornbirn", country="AT"))
    assert practical(venue=venue)["Tagungsort"] == ["Dornbirn, Stadtsaal", "Markt 1, 6850 Dornbirn, Österreich"]


def test_a_postcode_is_not_torn_at_its_space(written: Callable[..., Manuscript]) -> None:
    venue = Venue(name="Guildhall", address=Address(street="Museum Street", postcode="YO1 7DR", city="York"))
    (line,) = (section.content[1] for section in written(venue=venue).practical if section.heading == "Tagungsort")
    assert line == Line("Museum Street, YO1\u00a07DR\u00a0York")


def test_a_venue_without_address_is_one_line(practical: Practical) -> None:
    assert practical(venue=Venue(name="Stadtsaal"))["Tagungsort"] == ["Stadtsaal"]


def test_partners_of_the_same_role_share_a_line(practical: Practical) -> None:
    partners = (
        Partner(name="Stadt Aa", role="gefördert von", website="https://aa.example.org"),
        Partner(name="Land", role="gefördert von"),
        Partner(name="Chor"),
    )
    assert practical(partners=partners)["Kooperationspartner"] == [
        "gefördert von [Stadt Aa](https://aa.example.org) und Land",
        "Chor",
    ]


def test_registration(practical: Practical) -> None:
    registration = Registration(
        url="https://fest.example.org/", opens=dt.date(2026, 3, 1), deadline=dt.date(2026, 6, 1)
    )
    assert practical(registration=registration)["Anmeldung"] == [
        "Onlineformular auf [fest.example.org](https://fest.example.org/)",
        "Anmeldung ab 01.03.2026",
        "Anmeldeschluss: 01.06.2026",
    ]


def test_fees_with_what_they_include_and_no_account(practical: Practical) -> None:
    fees = (
        Fee(id="a", name="Eintritt", amount=Decimal(12), includes="Suppe", excludes="Getränke"),
        Fee(id="b", name="Kinder", amount=Decimal(0)),
    )
    said = practical(registration=Registration(fees=fees))
    assert said["Teilnahmebetrag"] == ["12,00 € | Eintritt | inkl. Suppe; ohne Getränke", "0,00 € | Kinder | "]
    assert "Bankverbindung" not in said


def test_hotels(practical: Practical) -> None:
    hotel = Hotel(
        name="Zur Post",
        address=Address(street="Gasse 2", city="Aa"),
        phone="0123 4",
        website="https://post.example.org",
        price="80 €",
        note="Stichwort Fest",
    )
    assert practical(accommodation=(hotel,))["Empfohlene Unterkünfte"] == [
        "Zur Post, Gasse 2, Aa, [0123 4](tel:01234), [post.example.org](https://post.example.org), 80 €, Stichwort Fest"
    ]


def test_whom_to_ask(practical: Practical) -> None:
    organiser = Organiser(
        name="Musikverein Aa", website="https://mv.example.org", contact=Contact(email="a@example.org", phone="0123 5")
    )
    said = practical(
        organiser=organiser, website="https://fest.example.org", registration=Registration(url="https://mv.example.org")
    )
    assert said["Informationen und Koordination"] == [
        "Musikverein Aa",
        "[a@example.org](mailto:a@example.org)",
        "Tel.: [0123 5](tel:01235)",
        "[fest.example.org](https://fest.example.org)",
    ], "the site where one registers is not said twice"


@pytest.mark.parametrize(
    ("phone", "said"),
    [
        ("+49 (0)391 58-279", "[+49 (0)391 58-279](tel:+4939158279)"),
        ("0391 1 oder 0391 2", "0391 1 oder 0391 2"),
    ],
)
def test_a_phone_number_can_be_dialled_when_it_is_one(practical: Practical, phone: str, said: str) -> None:
    organiser = Organiser(name="Musikverein Aa", phone=phone)
    assert practical(organiser=organiser)["Informationen und Koordination"][1] == f"Tel.: {said}"


def test_sections_of_ones_own_before_whom_to_ask_and_the_notice_last(practical: Practical) -> None:
    said = practical(sections=(Section(title="Anreise", text="Zu *Fuß*."),), notice="Nur bei Sonne.")
    assert list(said.items())[1:] == [
        ("Anreise", ["Zu *Fuß*."]),
        ("Informationen und Koordination", ["Musikverein Aa"]),
        ("", ["Nur bei Sonne."]),
    ]


def test_sections_know_where_their_data_were_written(vsop: Event, written: Callable[..., Manuscript]) -> None:
    fields = {name: getattr(vsop, name) for name in ("venue", "organiser", "registration", "sections", "notice")}
    places = {
        "Tagungsort": fields["venue"].places["name"],
        "Anmeldung": fields["registration"].places["url"],
        "Teilnahmebetrag": fields["registration"].places["fees"],
        "Bankverbindung": fields["organiser"].bank.places["account_holder"],
        "Abendveranstaltung": fields["sections"][0].places["title"],
        "Informationen und Koordination": fields["organiser"].places["email"],
    }
    found = {section.heading: section.place for section in written(**fields).practical}
    assert found == {**places, "Termin": Place("event.yaml"), "": Place("event.yaml")}


def test_whom_to_ask_is_said_line_by_line_where_it_was_written(written: Callable[..., Manuscript]) -> None:
    here = {key: Place("event.yaml", line) for line, key in enumerate(("name", "email", "phone", "website"), 2)}
    organiser = Organiser(name="Aa", email="a@example.org", phone="0123 5", website="https://b.example", places=here)
    places = {"": Place("event.yaml"), "website": Place("event.yaml", 9)}
    *_, contact = written(organiser=organiser, website="https://a.example", places=places).practical
    assert [(line.text, line.place and line.place.line) for line in contact.content if isinstance(line, Line)] == [
        ("Aa", 2),
        ("a@example.org", 3),
        ("Tel.: 0123 5", 4),
        ("a.example", 9),
        ("b.example", 5),
    ]
