from dataclasses import replace

import pytest

from flyer.documents import theme as themes
from flyer.documents.theme import Theme
from flyer.event.model import Event
from flyer.typeset.colour import WHITE, contrast
from flyer.typeset.family import builtin


def test_colours_that_can_be_read_stay_as_they_were_chosen(conference: Event) -> None:
    chosen = replace(conference, theme=replace(conference.theme, primary="#1f3a5f", accent="#b3261e"))
    theme = Theme.of(chosen, builtin())
    assert (str(theme.primary), str(theme.accent)) == ("#1f3a5f", "#b3261e")


@pytest.mark.parametrize("colour", ["#ffffff", "#ffdd00", "#7f7f7f", "#00ff00"])
def test_colours_too_light_for_text_are_darkened(conference: Event, colour: str) -> None:
    theme = Theme.of(replace(conference, theme=replace(conference.theme, primary=colour, accent=colour)), builtin())
    for ink in (theme.primary, theme.accent):
        assert contrast(ink, theme.tint) >= 4.5
        assert contrast(ink, WHITE) >= 4.5


def test_what_stands_back_can_still_be_read() -> None:
    assert contrast(themes.QUIET, WHITE) >= 7
