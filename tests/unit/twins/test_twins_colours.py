import re

import pytest

from flyer.event.model import Theme
from flyer.twins.colours import palette
from flyer.typeset.colour import WHITE, Colour, contrast


@pytest.mark.parametrize("primary", ["#0f4c6b", "#ffdd00", "#000000", "#ffffff", "#7f7f7f", "#00ff00"])
def test_text_can_be_read_by_day_and_by_night(primary: str) -> None:
    found = re.findall(r"--([\w-]+): (#[0-9a-f]{6});", palette(Theme(primary=primary, accent=primary)))
    colours = {name: Colour.parse(value) for name, value in found}
    for name in ("primary", "accent"):
        assert contrast(colours[name], WHITE) >= 4.5
        assert contrast(colours[name], colours["tint"]) >= 4.5
        assert contrast(colours[f"{name}-night"], colours["night"]) >= 7
    assert contrast(colours["ground"], colours["on-ground"]) >= 4.5


def test_a_colour_that_can_be_read_stays() -> None:
    assert palette(Theme(primary="#0f4c6b", accent="#c2410c")).startswith(
        ":root { --night: #14191d; --ground: #0f4c6b; --on-ground: #ffffff; --ornament: #c2410c;"
    )
