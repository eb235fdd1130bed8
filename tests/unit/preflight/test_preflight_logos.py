from dataclasses import replace

from flyer.event.model import Asset, Event
from flyer.preflight import logos


def with_logo(event: Event, content: bytes) -> Event:
    return replace(event, organiser=replace(event.organiser, logo=Asset(path="logos/ours.svg", content=content)))


def test_the_repositorys_logos_can_be_printed(vsop: Event) -> None:
    assert logos(vsop) == []


def test_a_damaged_logo_is_a_problem_where_the_event_names_it(vsop: Event) -> None:
    (problem,) = logos(with_logo(vsop, b"<svg"))
    assert problem.place == vsop.organiser.places["logo"]
    assert problem.what.startswith("'logos/ours.svg' ")
    assert problem.hint


def test_an_event_without_logos_has_no_such_problem(vsop: Event) -> None:
    assert logos(replace(vsop, organiser=replace(vsop.organiser, logo=None), partners=())) == []
