"""The roll gives the people of a file as they were read, in any order, and needs little for each of them."""

import io
import pickle
from dataclasses import replace

import openpyxl
import pytest

import flyer.cli.executors  # noqa: F401 - makes the places of an event fit to be packed
from flyer.event.model import Event
from flyer.people import records, roll
from flyer.people.load import load
from flyer.people.model import Participant
from flyer.people.roll import Roll
from flyer.problems import Place, place_of

FILE = """id,first_name,last_name,organisation,street,postcode,city,fee,role
p1,Zoë,Öz,"Amt, Stadt Ulm",Weg 1,89073,Ulm,standard,participant
p2, Bo ,Li,Verein,,,,member,Referent
p3,"Cem ""Jim"" B.",Ay,,,,,,guest
"""


def read(event: Event, text: str = FILE) -> Roll:
    people = load(text.encode(), "p.csv", event).participants
    assert isinstance(people, Roll)
    return people


def person(id: str, **said: str) -> Participant:
    return Participant(id=id, places={"": Place("event.yaml", 7)}, **said)


def test_it_is_a_sequence_of_its_people(event: Event) -> None:
    people = read(event)
    zoe, bo, cem = people
    assert (zoe.full_name, bo.role, cem.first_name) == ("Zoë Öz", "speaker", 'Cem "Jim" B.')
    assert (zoe.address.street, zoe.address.country, zoe.fee) == ("Weg 1", "DE", event.registration.fees[0])
    assert (bo.fee, cem.fee) == (event.registration.fees[1], None)
    assert (len(people), people[-1], people[1:], people[5:]) == (3, cem, [bo, cem], [])
    assert people == [zoe, bo, cem] == people[:]
    assert people != [zoe, bo]
    assert people != [zoe, bo, replace(cem, title="Dr.")]
    assert people != "people"
    assert cem in people
    assert repr(people[1:2]) == f"Roll({[bo]!r})"


def test_people_can_be_picked_and_joined_by_others(event: Event) -> None:
    zoe, bo, cem = people = read(event)
    guest = person("guest", last_name="Xi")
    assert people.picked([2, 0]).joined([guest]) == [cem, zoe, guest]
    assert list(people.joined([guest]).ids()) == ["p1", "p2", "p3", "guest"]
    assert Roll.of([bo, guest])[1:] == [guest]
    assert Roll.of(people) is people


def test_texts_are_those_of_the_people(event: Event) -> None:
    people = read(event, FILE.replace("p2, Bo ", '\np2,"Bo"')).joined([person("guest", last_name="Xi", title="Dr.")])
    names = ("title", "last_name", "role", "note", "id")
    assert list(people.texts(names)) == [[getattr(each, name) for name in names] for each in people]
    assert list(people[:1].texts([])) == [[]]


@pytest.mark.parametrize("at_a_time", [1, 2, 10])
def test_order_does_not_depend_on_how_many_are_sorted_at_a_time(
    event: Event, at_a_time: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(roll, "RUN", at_a_time)
    monkeypatch.setattr(records, "RUN", at_a_time)
    zoe, bo, cem = people = read(event)
    guest = person("guest", last_name="Li", first_name="Al")
    assert people.joined([guest]).sorted(["last_name"], str.casefold) == [cem, bo, guest, zoe]
    assert people[:0].sorted(["last_name"], str.casefold) == []


def test_places_are_those_of_the_file(event: Event) -> None:
    text = FILE.replace("p2, Bo ", '\np2,"Bo"')
    zoe, bo, cem = read(event, text)
    assert [str(place_of(zoe, field)) for field in ("", "id", "organisation", "street", "role")] == [
        "p.csv:2",
        "p.csv:2:1",
        "p.csv:2:11",
        "p.csv:2:28",
        "p.csv:2:53",
    ]
    assert [str(place_of(bo, field)) for field in ("last_name", "role")] == ["p.csv:4:9", "p.csv:4:29"]
    assert str(place_of(cem, "last_name")) == "p.csv:5:21"
    assert str(place_of(cem, "note")) == "p.csv:5"
    assert list(zoe.places) == ["", *FILE.split("\n")[0].split(",")]


def test_places_of_a_workbook_are_rows_and_columns(event: Event) -> None:
    book = openpyxl.Workbook()
    header = (
        "Order code",
        "Status",
        "Attendee name",
        "Company",
        "Product",
        "Company",
        "Pseudonymization ID",
        "Comment",
    )
    for row in (header, (), ("A", "paid", "Bo Li", None, "Freikarte", " Amt ", "X1", "a\nb")):
        book.active.append(list(row))
    data = io.BytesIO()
    book.save(data)
    (bo,) = load(data.getvalue(), "p.xlsx", event).participants
    assert (bo.full_name, bo.organisation, place_of(bo, "organisation")) == ("Bo Li", "Amt", Place("p.xlsx", 3, 6))


def test_a_part_is_packed_without_the_others_and_keeps_its_places(event: Event) -> None:
    people = read(event)
    packed = pickle.dumps(people[1:])
    assert b"Weg 1" not in packed
    bo, cem = again = pickle.loads(packed)
    assert again == people[1:]
    assert [place_of(each, "last_name") for each in (bo, cem)] == [Place("p.csv", 3, 9), Place("p.csv", 4, 21)]
    assert pickle.loads(pickle.dumps(cem)) == cem


def test_who_is_asked_about_is_among_those_whose_records_have_the_words(event: Event) -> None:
    zoe, bo, cem, guest = people = read(event).joined([person("guest", last_name="Straßer", organisation="Amt für Öz")])
    for texts, found in (
        (["ÖZ"], [zoe, guest]),
        (["zoë  öz"], [zoe]),
        (["STRASSE"], [guest]),
        (["Cem", "verein"], [bo, cem]),
        (["Zoë Li"], []),
    ):
        assert people.about(texts) == found


def test_all_characters_are_there(event: Event) -> None:
    people = read(event).joined([person("guest", last_name="Xi", organisation="Łódź")])
    assert set('ZoëÖz"JimŁódź,Referent') <= people.characters()
    assert "\x1f" not in people.characters()


def test_a_row_is_kept_in_few_bytes(event: Event) -> None:
    row = "p1,Ada,Lee,Amt,Weg 1,89073,Ulm,free,guest"
    people = read(event, f"{FILE.splitlines()[0]}\n{row}\n")
    assert len(pickle.dumps(people)) - len(pickle.dumps(people[:0])) < len(row) + 30
