import dataclasses
from decimal import Decimal

import pytest

from flyer.event.model import Address, Event, Fee, Registration
from flyer.people.load import load
from flyer.people.model import Participant
from flyer.problems import Place, UserError, place_of


def row(event: Event, **cells: str) -> Participant:
    """The participant of a file with one row."""
    cells = {"last_name": "Weber", "fee": "standard"} | cells
    quoted = ['"' + cell.replace('"', '""') + '"' for cell in cells.values()]
    (participant,) = load(f"{','.join(cells)}\n{','.join(quoted)}\n".encode(), "p.csv", event).participants
    return participant


def problem(event: Event, **cells: str) -> str:
    with pytest.raises(UserError) as caught:
        row(event, **cells)
    (only,) = caught.value.problems
    return f"{only.place.column}: {only.what}\n{only.hint}"


def test_a_row_becomes_a_participant(event: Event) -> None:
    participant = row(
        event,
        id="T-1",
        title="Dr.",
        first_name="Anna",
        pronouns="sie/ihr",
        organisation="Stadt Weißenthal",
        department="Sozialamt",
        email="anna@example.org",
        street="Rathausplatz 1",
        postcode="01099",
        city="Weißenthal",
        role="Speaker",
        invoice_to="Stadt Weißenthal",
        group="A",
        buyer_reference="07318000-vsop2027-34",
        order_number="4711",
        vat_id="DE 555 123 409",
        invoice_format="ZUGFeRD",
        language="Englisch",
        note="=1+1",
    )
    assert participant == Participant(
        id="T-1",
        title="Dr.",
        first_name="Anna",
        last_name="Weber",
        pronouns="sie/ihr",
        organisation="Stadt Weißenthal",
        department="Sozialamt",
        email="anna@example.org",
        address=Address(street="Rathausplatz 1", postcode="01099", city="Weißenthal", country="DE"),
        fee=event.registration.fees[0],
        role="speaker",
        invoice_to="Stadt Weißenthal",
        group="A",
        buyer_reference="07318000-VSOP2027-34",
        order_number="4711",
        vat_id="DE555123409",
        invoice_format="zugferd",
        language="en",
        note="=1+1",
        places={},
    )


def test_every_cell_knows_its_place(event: Event) -> None:
    participant = row(event, organisation="Stadt", note="")
    assert participant.places == {
        "": Place("p.csv", 2),
        "last_name": Place("p.csv", 2, 1),
        "fee": Place("p.csv", 2, 9),
        "organisation": Place("p.csv", 2, 20),
        "note": Place("p.csv", 2, 28),
    }
    assert place_of(participant, "email") == Place("p.csv", 2)


def test_text_is_nfc_and_its_blanks_are_single(event: Event) -> None:
    assert row(event, last_name=" Mu\u0308ller\t\tvon \xa0Rabenau\n").last_name == "Müller von Rabenau"


@pytest.mark.parametrize(
    ("cells", "name"),
    [
        ({"first_name": "Anna", "last_name": ""}, ("", "Anna", "")),
        ({"first_name": "Anna", "last_name": "B"}, ("", "Anna", "B")),
    ],
)
def test_one_name_is_enough(event: Event, cells: dict[str, str], name: tuple[str, str, str]) -> None:
    participant = row(event, **cells)
    assert (participant.title, participant.first_name, participant.last_name) == name


def test_a_full_name_is_taken_apart_and_keeps_its_place(event: Event) -> None:
    (participant,) = load(b"name,fee\nDr. Anna von Weber,free\n", "p.csv", event).participants
    assert (participant.title, participant.first_name, participant.last_name) == ("Dr.", "Anna", "von Weber")
    assert place_of(participant, "first_name") == place_of(participant, "title") == Place("p.csv", 2, 1)


@pytest.mark.parametrize("word", ["member", "MEMBER", "VSOP-Mitglieder", "vsop-mitglieder"])
def test_a_fee_is_known_by_its_id_and_its_name(event: Event, word: str) -> None:
    assert row(event, fee=word).fee == event.registration.fees[1]


def test_case_does_not_tell_fees_apart(event: Event) -> None:
    upper = Fee(id="VIP", name="Ehrengast", amount=Decimal(0))
    event = dataclasses.replace(event, registration=Registration(fees=(upper,)))
    assert row(event, fee="vip").fee == row(event, fee="EHRENGAST").fee == upper


def test_a_name_that_two_fees_have_stands_for_neither(event: Event) -> None:
    fees = (Fee(id="a", name="Tag", amount=Decimal(1)), Fee(id="b", name="Tag", amount=Decimal(2)))
    event = dataclasses.replace(event, registration=Registration(fees=fees))
    assert problem(event, fee="Tag") == "9: the event has no fee 'Tag'\nknown: a, b"


def test_who_is_no_participant_needs_no_fee(event: Event) -> None:
    assert row(event, fee="", role="press").fee is None


@pytest.mark.parametrize(
    ("word", "code"), [("AT", "AT"), ("at", "AT"), ("Österreich", "AT"), ("Germany", "DE"), ("xk", "XK"), ("", "DE")]
)
def test_a_country_is_known_by_its_code_and_its_name(event: Event, word: str, code: str) -> None:
    assert row(event, country=word).address.country == code


def test_an_id_is_made_from_name_email_and_organisation(event: Event) -> None:
    one = row(event, id="", first_name="Anna", email="anna@example.org", organisation="Stadt")
    other = row(event, note="new", email="ANNA@example.org", first_name="anna", organisation="stadt")
    assert one.id == other.id == "5FFMF7A2"
    assert one.id != row(event, first_name="Anna", email="anna@example.org").id


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"last_name": ""}, "1: the row has no name\nfill first_name or last_name, or delete the row"),
        ({"fee": "Standart"}, "9: the event has no fee 'Standart'\ndid you mean 'standard'?"),
        ({"fee": "330"}, "9: the event has no fee '330'\nknown: standard, member, free"),
        (
            {"fee": ""},
            "9: the participant has no fee\n"
            "write one of: standard, member, free; or give who pays nothing another role",
        ),
        ({"role": "speeker"}, "20: unknown role 'speeker'\ndid you mean 'speaker'?"),
        (
            {"role": "king"},
            "20: unknown role 'king'\nknown: participant, speaker, organiser, staff, press, guest",
        ),
        ({"email": "anna.example.org"}, "20: 'anna.example.org' is not an e-mail address\n"),
        ({"country": "Oesterreich"}, "20: 'Oesterreich' is not a country\ndid you mean 'AT'?"),
        ({"country": "QQ"}, "20: 'QQ' is not a country\nwrite its code of ISO 3166: DE, AT, CH …"),
        (
            {"postcode": "4105"},
            "20: '4105' is not a postcode of DE\n"
            "it has 5 digits there, with zeros in front; write another country into its column",
        ),
        (
            {"postcode": "01099", "country": "AT"},
            "20: '01099' is not a postcode of AT\n"
            "it has 4 digits there, with zeros in front; write another country into its column",
        ),
        ({"id": "A 1"}, "20: 'A 1' is not an id\nwrite at most 40 letters A to Z, digits, '.', '_' and '-'"),
        ({"vat_id": "DE12345"}, "20: 'DE12345' is not a VAT number: its form or its check digit does not fit\n"),
        ({"organisation": "x" * 201}, f"20: '{'x' * 59}…' has 201 characters\nwrite at most 200"),
        ({"note": "x" * 2001}, f"20: '{'x' * 59}…' has 2001 characters\nwrite at most 2000"),
        (
            {"organisation": "Amt\nStadt"},
            "20: 'Amt Stadt' has the character U+000A, which does not print\nwrite the cell anew",
        ),
        (
            {"organisation": "Amt\x1b[31m"},
            "20: 'Amt\ufffd[31m' has the character U+001B, which does not print\nwrite the cell anew",
        ),
        (
            {"organisation": "M\ufffdller"},
            "20: 'M\ufffdller' has the character U+FFFD, which does not print\nwrite the cell anew",
        ),
        ({"organisation": "MÃ¼ller"}, "20: the letters of 'MÃ¼ller' are garbled\nexport the table again, as UTF-8"),
        (
            {"vat_id": "QQ123"},
            "20: 'QQ123' is not a VAT number: no country has 'QQ'\nit begins with the country's two letters",
        ),
        (
            {"invoice_format": "paper"},
            "20: 'paper' is not a format of invoices\nknown: none, pdf, zugferd, xrechnung",
        ),
        ({"language": "français"}, "20: 'français' is not a language of BCP 47"),
        ({"language": "fr"}, "20: there are no words for 'fr' yet\nthe languages are de and en"),
        ({"organisation": "#REF!"}, "20: '#REF!' is the error of a formula\nmend the formula, or write the value"),
    ],
)
def test_a_cell_that_cannot_be_used_says_why(event: Event, cells: dict[str, str], message: str) -> None:
    assert problem(event, **cells).startswith(message)


def test_a_leitweg_id_with_wrong_digits_is_refused(event: Event) -> None:
    assert problem(event, buyer_reference="991-12345-06").startswith("20: '991-12345-06' is not a Leitweg-ID")


def test_all_problems_of_a_row_are_told(event: Event) -> None:
    with pytest.raises(UserError) as caught:
        row(event, last_name="", fee="x", email="y", country="Ruritania", role="z", postcode="1")
    assert [p.place.column for p in caught.value.problems] == [1, 4, 8, 12, 24]


GERMAN_ROLES = {
    "participant": "Teilnehmer, Teilnehmerin, TEILNEHMENDE",
    "speaker": "Referent, Referentin, Vortrag",
    "organiser": "Organisation, Orga",
    "staff": "Team, Helfer, Helferin",
    "press": "Presse",
    "guest": "Gast",
}


@pytest.mark.parametrize("role", GERMAN_ROLES)
def test_roles_may_be_german(event: Event, role: str) -> None:
    assert {row(event, role=word).role for word in GERMAN_ROLES[role].split(", ")} == {role}


@pytest.mark.parametrize("word", ["family-first", "Family first", "Nachname zuerst"])
def test_a_row_says_which_name_comes_first(event: Event, word: str) -> None:
    person = row(event, last_name="Nagy", first_name="János", name_order=word)
    assert (person.first_name, person.last_name, person.name_order) == ("János", "Nagy", "family-first")


def test_a_full_name_is_taken_apart_in_the_order_of_its_row(event: Event) -> None:
    text = "name,namensfolge,gebühr\nNguyễn Văn An,family-first,standard\nAnna Weber,,standard\n"
    people = load(text.encode(), "p.csv", event).participants
    assert [(each.first_name, each.last_name) for each in people] == [("Văn An", "Nguyễn"), ("Anna", "Weber")]


def test_an_order_of_names_that_there_is_not(event: Event) -> None:
    assert problem(event, name_order="family-frist") == (
        "20: unknown order of names 'family-frist'\ndid you mean 'family-first'?"
    )


def test_what_somebody_wants_to_be_called(event: Event) -> None:
    assert row(event, first_name="Alexandra", preferred_name="Alex").preferred_name == "Alex"
