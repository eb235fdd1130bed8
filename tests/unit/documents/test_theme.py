from dataclasses import replace

import pytest

from flyer.documents import theme as themes
from flyer.documents.designs import DESIGNS
from flyer.documents.theme import Theme
from flyer.event import settings
from flyer.event.model import Event
from flyer.typeset.colour import WHITE, contrast
from flyer.typeset.family import Cut, Family, builtin, serif


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


def test_titles_have_the_typeface_of_the_design_unless_the_event_brings_its_own(conference: Event) -> None:
    rules = replace(conference, theme=replace(conference.theme, design="rules"))
    own = Family("Own", builtin().faces)
    displays = [Theme.of(conference, builtin()), Theme.of(rules, builtin()), Theme.of(rules, own)]
    assert [theme.display for theme in displays] == [builtin(), serif(), own]
    assert [theme.family for theme in displays] == [builtin(), builtin(), own]


def test_letters_the_serif_lacks_stand_in_the_text_face() -> None:
    faces = [face.name for face, _ in serif().divide("Ďĳ Ж ע", Cut.SEMIBOLD)]
    assert faces[0] == "SourceSerif4-Semibold"
    assert not serif().missing("Ďĳ Ж ע ß Ş t̆")


def test_the_model_and_the_designs_know_the_same_names() -> None:
    assert tuple(DESIGNS) == settings.DESIGNS
