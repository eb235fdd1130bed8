import datetime as dt

import pytest

from flyer.event.model import Address, Day, Event, Fee, Organiser, Person, Registration, Session, Venue
from flyer.people.model import Participant, People
from flyer.preflight import letters
from flyer.problems import Place
from flyer.typeset.family import builtin


def event(**changes: object) -> Event:
    start = dt.datetime(2022, 3, 28, tzinfo=dt.UTC)
    return Event(name="Tagung", language="de", starts=start, ends=start, organiser=Organiser(name="Verein"), **changes)


def people(*participants: Participant) -> People:
    return People(participants=participants, read=len(participants), skipped=0)


def anna(**changes: object) -> Participant:
    places = {"": Place("participants.csv", 2), "city": Place("participants.csv", 2, 9)}
    return Participant(id="1", **{"first_name": "Anna", "places": places, **changes})


NOBODY = people()


def test_letters_of_europe_can_be_printed() -> None:
    tagung = event(about="Ærøskøbing, Łódź, Ελλάδα, Київ – „§“ *kursiv*\n\nneu\u00ad\u200b", notice="M̂ ʼn ẞ")
    assert letters(tagung, people(anna(last_name="Ğ̈ĸ Ñ̂")), builtin()) == []


def test_a_letter_no_face_has_is_named_at_its_place() -> None:
    places = {"": Place("event.yaml", 3), "street": Place("event.yaml", 5, 11)}
    venue = Venue(name="Haus", address=Address(street="Weg 🚂 1"), places=places)
    (problem,) = letters(event(venue=venue), NOBODY, builtin())
    assert str(problem) == (
        "event.yaml:5:11: street has letters that no font here can print: '🚂' (U+1F682)\n"
        "  hint: write it with other letters"
    )


def test_letters_with_marks_are_judged_as_a_whole() -> None:
    """Each of the two characters is in some face, but no face has both."""
    (problem,) = letters(event(title="a\u0301 a\u030e ᴥ ᴥ\u030e"), NOBODY, builtin())
    assert problem.what.endswith(": 'ᴥ\u030e' (U+1D25 U+030E)")


def test_each_letter_is_named_once() -> None:
    (problem,) = letters(event(title="中a中 国"), NOBODY, builtin())
    assert problem.what.endswith(": '中' (U+4E2D), '国' (U+56FD)")


@pytest.mark.parametrize("field", ["title", "last_name", "organisation", "invoice_to", "role"])
def test_every_cell_that_is_printed(field: str) -> None:
    (problem,) = letters(event(), people(anna(**{field: "中"})), builtin())
    said = f"{field.replace('_', ' ')} has letters"
    assert (problem.place, problem.what[: len(said)]) == (Place("participants.csv", 2), said)


def test_an_address_stands_among_the_cells() -> None:
    (problem,) = letters(event(), people(anna(address=Address(city="東京"))), builtin())
    assert problem.place == Place("participants.csv", 2, 9)


def test_what_is_not_printed_may_hold_any_letter() -> None:
    fee = Fee(id="早", name="früh", amount=1)
    silent = anna(note="🙂", email="a@例.jp", group="🙂", fee=fee)
    assert letters(event(registration=Registration(fees=(fee,))), people(silent), builtin()) == []


def test_a_person_named_twice_is_one_problem() -> None:
    person = Person(key="x", name="劉 Liu", places={"": Place("event.yaml", 8), "name": Place("event.yaml", 8, 12)})
    session = Session(start=dt.time(9), title="Vortrag", speakers=(person,))
    day = Day(date=dt.date(2022, 3, 28), sessions=(session, session))
    (problem,) = letters(event(people=(person,), programme=(day,)), NOBODY, builtin())
    assert problem.place == Place("event.yaml", 8, 12)
