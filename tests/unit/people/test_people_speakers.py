import datetime as dt
from zoneinfo import ZoneInfo

from flyer.event.model import Day, Event, Organiser, Person, Session, Talk
from flyer.people.speakers import speakers
from flyer.problems import Place

BERLIN = ZoneInfo("Europe/Berlin")
HERE = {"": Place("event.yaml", 7)}


def event(*people: Person, in_talk: tuple[Person, ...] = ()) -> Event:
    session = Session(start=dt.time(9), title="x", speakers=people, talks=(Talk(title="y", speakers=in_talk),))
    return Event(
        name="Tagung",
        language="de",
        starts=dt.datetime(2022, 3, 28, 9, tzinfo=BERLIN),
        ends=dt.datetime(2022, 3, 28, 17, tzinfo=BERLIN),
        organiser=Organiser(name="Verein"),
        programme=(Day(date=dt.date(2022, 3, 28), sessions=(session,)),),
    )


def said(found: Event) -> list[tuple[str, str, str]]:
    return [(each.title, each.name, each.affiliation) for each in speakers(found)]


def test_speakers_of_sessions_and_talks_in_the_order_of_their_names() -> None:
    found = event(Person(name="Bea Zorn"), Person(name="Prof. Dr. Eva Öz"), in_talk=(Person(name="Ada van Aa"),))
    assert said(found) == [("", "Ada van Aa", ""), ("Prof. Dr.", "Eva Öz", ""), ("", "Bea Zorn", "")]


def test_one_person_with_and_without_title_has_one_card() -> None:
    plain, titled = (
        Person(name="Ada Öz", affiliation="Stadt"),
        Person(name="Dr. Ada Öz", affiliation="Land", places=HERE),
    )
    assert said(event(plain, in_talk=(titled,))) == [("Dr.", "Ada Öz", "Stadt")]
    assert said(event(titled, in_talk=(plain,))) == [("Dr.", "Ada Öz", "Land")]
    assert speakers(event(titled, in_talk=(plain,)))[0].places == HERE


def test_two_keys_are_two_persons_of_the_same_name() -> None:
    one, other = (Person(key=key, name="Ada Öz", affiliation=key) for key in ("city", "county"))
    in_place = Person(name="Ada Öz", affiliation="again")
    assert said(event(one, other, in_talk=(in_place,))) == [("", "Ada Öz", "city"), ("", "Ada Öz", "county")]
