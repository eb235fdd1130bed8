"""event.yaml becomes an Event whose data know where they were written."""

import datetime as dt
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from flyer.event.load import load
from flyer.event.model import Event, Kind, Person, ProgrammeSettings, Session, TaxScheme
from flyer.problems import Place, UserError, place_of

SMALL = """\
event: {name: Tagung, language: de, starts: 2022-03-28 13:00, ends: 2022-03-30 16:00}
organiser: {name: Verein}
"""
LOGO = b"<svg xmlns='http://www.w3.org/2000/svg'/>"


def loaded(text: str) -> Event:
    return load(text.encode(), "event.yaml", {"logos/a.svg": LOGO}.get)


def sessions(text: str) -> tuple[Session, ...]:
    entries = "\n".join(f"      {line}" for line in text.splitlines())
    return loaded(f"{SMALL}programme:\n  - date: 2022-03-28\n    sessions:\n{entries}\n").programme[0].sessions


def test_a_small_event_has_sensible_defaults() -> None:
    event = loaded(SMALL)
    assert (event.name, event.language, event.currency, event.timezone) == ("Tagung", "de", "EUR", "Europe/Berlin")
    assert (event.venue, event.organiser.bank, event.doors_open) == (None, None, None)
    assert event.organiser.tax.scheme is TaxScheme.STANDARD
    assert (event.programme, event.partners, event.registration.fees) == ((), (), ())
    assert event.documents.programme == ProgrammeSettings(
        fold="auto", paper="", bleed=Decimal(3), marks=False, condition="FOGRA51", drop=()
    )
    assert (event.theme.design, event.theme.picture, event.theme.picture_text) == ("mosaic", None, "")


def test_times_stand_in_the_time_zone_of_the_event() -> None:
    event = loaded(
        SMALL.replace("language: de", "language: de, timezone: America/New_York, doors_open: 2022-03-28 12:00")
    )
    zone = ZoneInfo("America/New_York")
    assert event.doors_open == dt.datetime(2022, 3, 28, 12, 0, tzinfo=zone)
    assert event.starts == dt.datetime(2022, 3, 28, 13, 0, tzinfo=zone)
    assert event.ends == dt.datetime(2022, 3, 30, 16, 0, tzinfo=zone)
    assert event.starts.utcoffset() == dt.timedelta(hours=-4)


@pytest.mark.parametrize("time", ["13:30", '"13:30"', "'13:30'"])
def test_a_time_needs_no_quotes(time: str) -> None:
    (session,) = sessions(f"- {{start: {time}, title: Beginn}}")
    assert session.start == dt.time(13, 30)
    assert session.end is None


def test_what_looks_like_something_else_stays_text() -> None:
    event = loaded(SMALL + "venue: {name: 1900, street: yes, postcode: 04105, city: 2022-01-01, country: NO}")
    assert event.venue is not None
    assert event.venue.name == "1900"
    address = event.venue.address
    assert (address.street, address.postcode, address.city, address.country) == ("yes", "04105", "2022-01-01", "NO")


def test_speakers_are_written_in_three_ways() -> None:
    event = loaded(
        SMALL
        + """\
people:
  meier: {name: Anna Meier, affiliation: Stadt Leipzig, badge: true}
programme:
  - date: 2022-03-28
    sessions:
      - start: 13:00
        title: Beginn
        speakers: [meier, {name: Ben Schulz}, "Cem Öz, Kreis Düren, Amt für Demografie"]
        talks: [{title: Vortrag, speakers: [meier]}]
"""
    )
    meier = Person(key="meier", name="Anna Meier", affiliation="Stadt Leipzig", badge=True)
    session = event.programme[0].sessions[0]
    assert session.speakers == (
        meier,
        Person(name="Ben Schulz"),
        Person(name="Cem Öz", affiliation="Kreis Düren, Amt für Demografie"),
    )
    assert session.talks[0].speakers == (meier,)
    assert event.people == (meier,)


def test_a_text_may_have_several_lines() -> None:
    (session,) = sessions(
        """\
- start: 13:00
  title: Beginn
  kind: plenary
  subtitle: |
    – Städten
    – Landkreisen
"""
    )
    assert session.subtitle == "– Städten\n– Landkreisen"
    assert session.kind is Kind.PLENARY


def test_fees_are_decimal_numbers_with_cents() -> None:
    event = loaded(
        SMALL.replace(
            "name: Verein",
            """name: Verein, tax: {scheme: small_business},
              bank: {account_holder: Verein, iban: DE07 5455 0010 0380 0214 36}""",
        )
        + "registration: {fees: [{id: standard, name: Beitrag, amount: 330}]}"
    )
    assert event.registration.fees[0].amount == Decimal("330.00")
    assert str(event.registration.fees[0].amount) == "330.00"


def test_a_free_event_needs_neither_bank_nor_tax_number() -> None:
    assert loaded(SMALL + "registration: {fees: [{id: guest, name: Gäste, amount: 0}]}").registration.fees


def test_logos_come_with_their_content() -> None:
    event = loaded(SMALL + "partners: [{name: A, logo: logos/a.svg}]")
    logo = event.partners[0].logo
    assert logo is not None
    assert (logo.path, logo.content) == ("logos/a.svg", LOGO)
    assert place_of(logo) == Place("event.yaml", 3, 28)


@pytest.mark.parametrize("path", ["../a.svg", "/a.svg", "logos/../../a.svg", "..", r"logos\a.svg", "C:/a.svg", "."])
def test_files_outside_the_folder_are_not_even_asked_for(path: str) -> None:
    asked: list[str] = []

    def files(name: str) -> bytes:
        asked.append(name)
        return LOGO

    with pytest.raises(UserError, match="is not in the folder"):
        load(f"{SMALL}partners: [{{name: A, logo: '{path}'}}]".encode(), "event.yaml", files)
    assert not asked


@pytest.mark.parametrize(("name", "refused"), [("a" * 255, False), ("a" * 256, True), ("ä" * 128, True)])
def test_a_path_that_no_disk_holds_is_not_asked_for(name: str, refused: bool) -> None:
    asked: list[str] = []
    with pytest.raises(UserError, match="has 256 bytes, 255 are allowed" if refused else "there is no file"):
        load(f"{SMALL}partners: [{{name: A, logo: {name}}}]".encode(), "event.yaml", asked.append)
    assert asked == ([] if refused else [name])


@pytest.mark.parametrize(
    ("content", "hint"),
    [
        (b"GIF89a", "save it as JPEG or PNG"),
        (b"RIFF\x0a\0\0\0WEBPVP8 ", "save it as JPEG or PNG"),
        (b"\0\0\0\x1cftypheic", "save it as JPEG or PNG"),
        (b"%!PS-Adobe-3.0 EPSF-3.0", "save it as SVG or PDF"),
        (b"\x1f\x8b\x08", "save it as SVG that is not compressed"),
        (b"", "save it as SVG, PDF, PNG or JPEG"),
    ],
)
def test_a_picture_of_another_kind_is_to_be_saved_as_one_that_suits_it(content: bytes, hint: str) -> None:
    with pytest.raises(UserError) as refused:
        load(f"{SMALL}partners: [{{name: A, logo: a}}]".encode(), "event.yaml", {"a": content}.get)
    (problem,) = refused.value.problems
    assert (problem.what, problem.hint) == ("'a' is neither SVG, PDF, PNG nor JPEG", hint)


@pytest.mark.parametrize(
    "content",
    [
        LOGO,
        b"\xef\xbb\xbf  \n<svg>",
        b"<?xml version='1.0'?><svg>",
        b"<!-- drawn --><svg>",
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff\xe0",
        b"%PDF-1.7",
    ],
)
def test_pictures_are_known_by_their_beginning(content: bytes) -> None:
    event = load(f"{SMALL}partners: [{{name: A, logo: a}}]".encode(), "event.yaml", {"a": content}.get)
    assert event.partners[0].logo is not None


def test_every_datum_knows_where_it_was_written() -> None:
    event = loaded(SMALL + "venue:\n  name: Halle\n  city: Leipzig\ntheme: {colours: {primary: '#005A8C'}}\n")
    assert event.venue is not None
    assert place_of(event, "name") == Place("event.yaml", 1, 15)
    assert place_of(event, "organiser") == Place("event.yaml", 2, 12)
    assert place_of(event.venue) == Place("event.yaml", 4, 3)
    assert place_of(event.venue.address, "city") == Place("event.yaml", 5, 9)
    assert place_of(event.venue.address, "street") == Place("event.yaml", 4, 3)
    assert place_of(event.theme, "primary") == Place("event.yaml", 6, 28)
    assert event.theme.primary == "#005a8c"


def test_settings_of_the_documents() -> None:
    event = loaded(
        SMALL
        + """\
theme: {design: rules, picture: logos/a.svg, picture_text: Ein Haus}
documents:
  programme: {fold: booklet, paper: A5, bleed: 2.5, marks: yes, condition: FOGRA47, drop: [text, room]}
  invoices: {number: "R{year}-{n}"}
"""
    )
    assert event.documents.programme == ProgrammeSettings(
        fold="booklet", paper="A5", bleed=Decimal("2.5"), marks=True, condition="FOGRA47", drop=("text", "room")
    )
    assert (event.documents.invoices.number, event.documents.invoices.terms_days) == ("R{year}-{n}", 14)
    assert event.theme.picture is not None
    assert (event.theme.design, event.theme.picture.content, event.theme.picture_text) == ("rules", LOGO, "Ein Haus")


def test_what_is_dropped_first_stands_first() -> None:
    event = loaded(SMALL + "documents: {programme: {drop: [room, text, affiliation]}}")
    assert event.documents.programme.drop == ("room", "text", "affiliation")


def test_sessions_of_another_track_may_begin_earlier() -> None:
    written = sessions(
        """\
- {start: 14:00, title: a, track: A}
- {start: 15:00, title: b, track: A}
- {start: 14:00, title: c, track: B}
"""
    )
    assert [session.title for session in written] == ["a", "b", "c"]


def test_an_alias_gives_the_same_record_again() -> None:
    event = loaded(SMALL + "accommodation:\n  - &hotel {name: Hotel, city: Leipzig}\n  - {<<: *hotel, name: Pension}\n")
    assert [(hotel.name, hotel.address.city) for hotel in event.accommodation] == [
        ("Hotel", "Leipzig"),
        ("Pension", "Leipzig"),
    ]
