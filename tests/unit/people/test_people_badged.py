from dataclasses import replace

from flyer.event.model import Event, Person
from flyer.people.badged import badged
from flyer.people.model import Participant
from flyer.problems import Place, place_of

NOWHERE = {"": Place("participants.csv", 2)}


def test_persons_with_a_badge_come_after_the_participants_unless_they_registered(vsop: Event) -> None:
    heintze = Person(
        key="heintze",
        name="Prof. Dr. Isolde Heintze",
        affiliation="Hochschule",
        badge=True,
        places={"": Place("event.yaml", 9), "name": Place("event.yaml", 9, 5)},
    )
    registered = Participant(id="P1", first_name="Ada", last_name="Öz", places=NOWHERE)
    persons = (heintze, Person(key="oez", name="Dr. ada öz", badge=True), Person(key="ek", name="Bo Ek"))
    first, second = badged(replace(vsop, people=persons), [registered])
    assert first == registered
    assert (second.id, second.title, second.full_name, second.organisation, second.role) == (
        "heintze",
        "Prof. Dr.",
        "Prof. Dr. Isolde Heintze",
        "Hochschule",
        "speaker",
    )
    assert str(place_of(second, "last_name")) == "event.yaml:9:5"
