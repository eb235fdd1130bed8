import dataclasses

import pytest

from flyer.people import columns
from flyer.people.columns import EXPORTS, NAMES, match
from flyer.people.model import Participant
from flyer.people.tables import read


def fields(header: str, row: str = "") -> dict[str, tuple[int, ...]]:
    found, problems = match(read(f"{header}\n{row}\n".encode(), "p.csv"))
    assert problems == []
    return dict(found.cells)


def messages(header: str, row: str = "") -> list[str]:
    _, problems = match(read(f"{header}\n{row}\n".encode(), "p.csv"))
    return [str(problem) for problem in problems]


@pytest.mark.parametrize(
    "header",
    [
        "first_name,last_name,invoice_to,vat_id,postcode",
        "First Name;LAST-NAME;Invoice to;VAT-ID;ZIP Code",
        "Vorname\tNachname\tRechnungsempfänger\tUSt-IdNr.\tPLZ",
        "vorname,familienname,Rechnungsempfaenger,UST_ID,Postleitzahl",
        "Vorname,Nachname,Rechnungsempfa\u0308nger,USt-ID-Nr,PLZ",
    ],
)
def test_names_are_matched_whatever_their_case_blanks_and_language(header: str) -> None:
    assert list(fields(header)) == ["first_name", "last_name", "invoice_to", "vat_id", "postcode"]


def test_every_field_of_the_format_has_a_column_of_its_own_name() -> None:
    address = {"street", "postcode", "city", "country"}
    known = {field.name for field in dataclasses.fields(Participant)} - {"places", "address"}
    assert set(NAMES) == known | address | {"name"}
    assert fields(",".join(NAMES.keys() - {"name"})).keys() == NAMES.keys() - {"name"}


def test_no_name_means_two_fields() -> None:
    keys = [key for names in NAMES.values() for key in columns._keys(names)]
    assert sorted(keys) == sorted(set(keys))


def test_name_beside_vorname_is_the_last_name() -> None:
    assert fields("Name,Vorname") == {"last_name": (0,), "first_name": (1,)}


def test_a_column_without_name_and_cells_is_no_column() -> None:
    assert fields("name,,", "Ann,,") == {"name": (0,)}


@pytest.mark.parametrize(
    ("header", "row", "problems"),
    [
        ("name,emial", "", ["p.csv:1:6: unknown column 'emial'\n  hint: did you mean 'email'?"]),
        ("name,Strase", "", ["p.csv:1:6: unknown column 'Strase'\n  hint: did you mean 'street'?"]),
        ("name,Essen", "", [f"p.csv:1:6: unknown column 'Essen'\n  hint: known columns: {', '.join(NAMES)}"]),
        (
            "name;PLZ;Postcode",
            "",
            ["p.csv:1:10: the columns 'PLZ' and 'Postcode' both mean postcode\n  hint: delete one of them"],
        ),
        (
            "first name,last name,name",
            "",
            [
                "p.csv:1:22: the column for the full name says again what first_name and last_name say"
                "\n  hint: delete one of them"
            ],
        ),
        (
            "name,,city",
            "Ann,x,Ulm",
            [f"p.csv:1:6: a column with data has no name\n  hint: known columns: {', '.join(NAMES)}"],
        ),
        (
            "email,city",
            "",
            ["p.csv:1: no column holds a name\n  hint: name two columns first_name and last_name"],
        ),
    ],
)
def test_a_header_that_cannot_be_used_says_why(header: str, row: str, problems: list[str]) -> None:
    assert messages(header, row) == problems


PRETIX = (
    "Event slug,Order code,Position ID,Status,Email,Phone number,Order date,Order time,Product,Variation,Price,"
    "Tax rate,Tax rule,Tax value,Attendee name,Attendee name: Given name,Attendee name: Family name,Attendee email,"
    "Company,Address,ZIP code,City,Country,State,Voucher,Pseudonymization ID,Seat ID,Order comment,Follow-up date,"
    "T-Shirt,Company,Invoice address name,Invoice address name: Given name,Invoice address name: Family name,"
    "Address,ZIP code,City,Country,State,VAT ID,Sales channel,Order locale,E-mail address verified,Payment providers"
)
PRETIX_GERMAN = (
    "Kurzname der Veranstaltung;Bestellnummer;Position;Status;E-Mail;Bestelldatum;Produkt;Preis;Name Teilnehmer*in;"
    "Name Teilnehmer*in: Titel;Name Teilnehmer*in: Vorname;Name Teilnehmer*in: Nachname;E-Mail Teilnehmer*in;Firma;"
    "Adresse;Postleitzahl;Ort;Land;Pseudonyme ID;Kommentar;Firma;Rechnungsadresse: Name;Adresse;Postleitzahl;Ort;"
    "Land;USt-IdNr."
)
INDICO = (
    "ID,Name,First Name,Last Name,Email Address,Affiliation,Address,Country,Position,Title,Diet,"
    "Registration date,Registration state,Price,Checked in"
)
PRETALX = "ID,Name,Biography,Email,Picture,Proposal IDs,Proposal titles,Pronomen"
PRETALX_GERMAN = "ID,Name,Biografie,E-Mail,Bild,Einreichungs-IDs,Titel,T-Shirt"


@pytest.mark.parametrize(
    ("header", "system", "expected"),
    [
        (
            PRETIX,
            "pretix",
            {
                "id": "Pseudonymization ID",
                "first_name": "Attendee name: Given name",
                "last_name": "Attendee name: Family name",
                "name": "Attendee name",
                "organisation": "Company, Company",
                "email": "Attendee email, Email",
                "street": "Address, Address",
                "postcode": "ZIP code, ZIP code",
                "city": "City, City",
                "country": "Country, Country",
                "fee": "Product",
                "invoice_to": "Company, Invoice address name",
                "group": "Order code",
                "status": "Status",
                "vat_id": "VAT ID",
            },
        ),
        (
            PRETIX_GERMAN,
            "pretix",
            {
                "id": "Pseudonyme ID",
                "title": "Name Teilnehmer*in: Titel",
                "first_name": "Name Teilnehmer*in: Vorname",
                "last_name": "Name Teilnehmer*in: Nachname",
                "name": "Name Teilnehmer*in",
                "organisation": "Firma, Firma",
                "email": "E-Mail Teilnehmer*in, E-Mail",
                "street": "Adresse, Adresse",
                "postcode": "Postleitzahl, Postleitzahl",
                "city": "Ort, Ort",
                "country": "Land, Land",
                "fee": "Produkt",
                "invoice_to": "Firma, Rechnungsadresse: Name",
                "group": "Bestellnummer",
                "status": "Status",
                "vat_id": "USt-IdNr.",
            },
        ),
        (
            INDICO,
            "Indico",
            {
                "id": "ID",
                "name": "Name",
                "first_name": "First Name",
                "last_name": "Last Name",
                "email": "Email Address",
                "organisation": "Affiliation",
                "country": "Country",
                "title": "Title",
                "status": "Registration state",
            },
        ),
        (PRETALX, "pretalx", {"id": "ID", "name": "Name", "email": "Email", "pronouns": "Pronomen"}),
        (PRETALX_GERMAN, "pretalx", {"id": "ID", "name": "Name", "email": "E-Mail"}),
    ],
)
def test_exports_of_other_systems_are_understood_as_they_come(
    header: str, system: str, expected: dict[str, str]
) -> None:
    table = read(f"{header}\n".encode(), "p.csv")
    found, problems = match(table)
    assert problems == []
    assert found.export is next(export for export in EXPORTS if export.system == system)
    assert {
        name: ", ".join(table.header.cells[index] for index in indices) for name, indices in found.cells.items()
    } == expected


def test_pretix_prefers_the_invoice_address_to_the_attendees() -> None:
    names = PRETIX.split(",")
    first, last = names.index("Company"), len(names) - 1 - names[::-1].index("Company")
    assert fields(PRETIX)["organisation"] == (first, last)
    assert fields(PRETIX)["invoice_to"] == (last, names.index("Invoice address name"))
    assert fields(PRETIX)["street"] == (len(names) - 1 - names[::-1].index("Address"), names.index("Address"))
