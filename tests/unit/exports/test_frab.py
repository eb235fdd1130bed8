import json
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from lxml import etree

from flyer.event.model import Event, Organiser
from flyer.exports.frab import schedule_json, schedule_xml

TESTS = Path(__file__).parents[2]
RULES = etree.RelaxNG(etree.parse(TESTS / "data" / "schedule.rng"))

TEXT, SOME = {"type": "string"}, {"type": "string", "minLength": 1}
MOMENT = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$"}
PERSON = {"type": "object", "required": ["name"], "properties": {"name": SOME}}
EVENT = {
    "type": "object",
    "properties": {
        **dict.fromkeys(("subtitle", "track", "abstract", "description", "url"), TEXT),
        **dict.fromkeys(("title", "room", "type", "language"), SOME),
        "guid": {"type": "string", "pattern": "^[0-9a-f-]{36}$"},
        "id": {"type": "integer", "minimum": 1},
        "date": MOMENT,
        "start": {"type": "string", "pattern": r"^\d\d:\d\d$"},
        "duration": {"type": "string", "pattern": r"^\d+:\d\d$"},
        "slug": {"type": "string", "pattern": "^[a-z0-9_-]+[a-z0-9]$"},
        "persons": {"type": "array", "items": PERSON},
        "links": {"type": "array"},
    },
    "additionalProperties": False,
}
EVENT["required"] = list(EVENT["properties"])  # type: ignore[call-overload]
"""The rules of c3voc's schema for an event, as far as this program writes one."""


def told(event: Event) -> dict[str, Any]:
    return json.loads(schedule_json(event))["schedule"]["conference"]


def sessions(event: Event) -> list[dict[str, Any]]:
    return [each for day in told(event)["days"] for room in day["rooms"].values() for each in room]


def elements(event: Event) -> etree._Element:
    root = etree.fromstring(schedule_xml(event))
    RULES.assertValid(root)
    return root


def test_ids_that_fall_on_the_same_number_move_on_to_the_next(vsop: Event, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flyer.exports.frab._number", lambda _: 7)
    ids = [each["id"] for each in sessions(vsop)]
    assert ids == list(range(7, 7 + len(ids)))


def test_the_json_of_the_repositorys_event(vsop: Event, golden: Callable[[Path, str], None]) -> None:
    golden(TESTS / "golden" / "exports" / "schedule.json", schedule_json(vsop).decode())


def test_the_xml_of_the_repositorys_event(vsop: Event, golden: Callable[[Path, str], None]) -> None:
    golden(TESTS / "golden" / "exports" / "schedule.xml", schedule_xml(vsop).decode())
    assert len(elements(vsop).findall("day/room/event")) == 17


def test_the_json_keeps_the_rules_of_its_readers(vsop: Event, camp: Event) -> None:
    for each in (*sessions(vsop), *sessions(camp)):
        jsonschema.validate(each, EVENT)


def test_what_must_be_unique_is(vsop: Event, camp: Event) -> None:
    for event in (vsop, camp):
        for key in ("guid", "id", "slug"):
            assert [value for value, count in Counter(each[key] for each in sessions(event)).items() if count > 1] == []


def test_both_forms_say_the_same(camp: Event) -> None:
    found = elements(camp).findall("day/room/event")
    for element, data in zip(found, sessions(camp), strict=True):
        assert (element.get("guid"), element.get("id")) == (data["guid"], str(data["id"]))
        assert [person.text for person in element.find("persons")] == [person["name"] for person in data["persons"]]
        for key in set(data) - {"guid", "id", "persons", "links"}:
            assert (element.findtext(key) or "") == data[key]


def test_sessions_stand_under_their_room_and_others_under_the_venue(camp: Event) -> None:
    rooms = [{room: len(events) for room, events in day["rooms"].items()} for day in told(camp)["days"]]
    assert rooms == [{"Haus": 3, "Saal 1": 1, "Saal 2": 2}, {"Haus": 2}]
    assert [room["name"] for room in told(camp)["rooms"]] == ["Haus", "Saal 1", "Saal 2"]
    assert told(camp)["tracks"] == [{"name": "A, B"}]


def test_a_session_without_a_known_end_lasts_an_hour(camp: Event) -> None:
    durations = {each["title"]: each["duration"] for each in sessions(camp)}
    assert (durations["Fest"], durations["Links"], durations["Schluss"]) == ("01:00", "02:00", "02:00")


def test_an_event_without_venue_and_website(camp: Event) -> None:
    bare = replace(camp, venue=None, website="", organiser=Organiser(name="Verein"))
    assert elements(bare).find("day/room").get("name") == "Camp"
    assert elements(bare).find("day/room/event/url") is None


def test_the_version_changes_with_the_programme_alone(camp: Event) -> None:
    def version(event: Event) -> str:
        return str(json.loads(schedule_json(event))["schedule"]["version"])

    assert version(camp) == version(replace(camp, about="anders"))
    assert version(camp) != version(replace(camp, programme=camp.programme[:1]))


@pytest.mark.parametrize("name", ["Öl", "研究会", "A/B"])
def test_any_name_makes_an_acronym_and_slugs(name: str, camp: Event) -> None:
    elements(replace(camp, name=name))
