from dataclasses import replace

import pytest

from flyer.event.model import Event
from flyer.preflight import colours


@pytest.mark.parametrize("name", ["primary", "accent"])
def test_a_colour_too_light_for_text_is_a_problem_with_the_nearest_that_would_do(vsop: Event, name: str) -> None:
    (problem,) = colours(replace(vsop, theme=replace(vsop.theme, **{name: "#e69f00"})))
    assert problem.place == vsop.theme.places[name]
    assert problem.what == "#e69f00 is too light for text on white: its contrast is 2.2, it needs 4.5"
    assert problem.hint == '"#9e6d00" is the nearest that can be read'


@pytest.mark.parametrize("primary", ["#000000", "#0f4c6b", "#767676"])
def test_a_colour_that_can_be_read_is_none(vsop: Event, primary: str) -> None:
    assert colours(replace(vsop, theme=replace(vsop.theme, primary=primary))) == []
