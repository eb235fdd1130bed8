from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from flyer.documents.leaflet.headings import day_bar, heading
from flyer.documents.leaflet.setting import Setting
from flyer.documents.theme import Theme
from flyer.event.model import Event
from flyer.typeset.family import builtin
from flyer.typeset.frame import Fill, Frame, Role, Rule, Text
from flyer.typeset.paragraph import TooWide
from flyer.units import mm

DATE = "Montag, 28. März 2022"
LONG = "Erster Tag mit Abschlussveranstaltung der Fachgruppen"


@pytest.fixture
def setting(conference: Event) -> Callable[[str], Setting]:
    def made(design: str) -> Setting:
        event = replace(conference, theme=replace(conference.theme, design=design))
        return Setting(Theme.of(event, builtin()), 9.0, 11.5, "de")

    return made


def texts(frame: Frame, x: float = 0.0, y: float = 0.0) -> Iterator[tuple[str, float, float, str]]:
    """What a line says, its right end, its baseline and its face."""
    for child in frame.children:
        if isinstance(child, Frame):
            yield from texts(child, x + child.at.x, y + child.at.y)
        elif isinstance(child, Text):
            yield child.text + child.soft, x + child.at.x + child.width, y + child.at.y, child.runs[0].face.name


@pytest.mark.parametrize("design", ["mosaic", "rules"])
def test_a_day_and_its_date_share_a_line_where_there_is_room(setting: Callable[[str], Setting], design: str) -> None:
    bar = day_bar(setting(design), "Erster Tag", DATE, mm(84), Role.H2)
    (name, _, base, _), (date, right, same, _) = texts(bar)
    assert (name, date, base) == ("Erster Tag ", DATE, same)
    assert right == pytest.approx(mm(84) - setting(design).theme.design.inset)
    assert (bar.role, bar.size.height) == (Role.H2, 11.5 * 1.5)


@pytest.mark.parametrize("design", ["mosaic", "rules"])
@pytest.mark.parametrize("measure", [mm(57), mm(84)])
def test_a_long_day_has_its_date_below(setting: Callable[[str], Setting], design: str, measure: float) -> None:
    bar = day_bar(setting(design), LONG, DATE, measure, Role.H2)
    lines = list(texts(bar))
    assert "".join(said for said, *_ in lines) == f"{LONG} {DATE}"
    assert len({base for _, _, base, _ in lines}) == len(lines) >= 3
    assert bar.size.height == 11.5 * (len(lines) + 0.5)
    assert all(right <= measure and base < bar.size.height for _, right, base, _ in lines)


def test_a_word_wider_than_its_bar_is_not_hidden(setting: Callable[[str], Setting]) -> None:
    with pytest.raises(TooWide, match="Donaudampf"):
        day_bar(setting("mosaic"), "Donaudampfschifffahrtsgesellschaftskapitänsversammlung", DATE, mm(57), Role.H2)


def test_a_day_that_is_carried_on_is_no_heading_and_stands_back(setting: Callable[[str], Setting]) -> None:
    for design in ("mosaic", "rules"):
        head, again = (day_bar(setting(design), "Erster Tag", DATE, mm(84), role) for role in (Role.H2, None))
        assert (head.role, again.role) == (Role.H2, None)
        assert head.children[0] != again.children[0]


def test_one_design_has_bars_the_other_rules_and_serifs(setting: Callable[[str], Setting]) -> None:
    bar, ruled = (day_bar(setting(design), "Tag", DATE, mm(84), Role.H2) for design in ("mosaic", "rules"))
    assert (type(bar.children[0]), type(ruled.children[0])) == (Fill, Rule)
    assert [face for *_, face in texts(bar)] == ["SourceSans3-Bold", "SourceSans3-Regular"]
    assert [face for *_, face in texts(ruled)] == ["SourceSerif4-Semibold", "SourceSans3-Regular"]


@pytest.mark.parametrize("design", ["mosaic", "rules"])
def test_a_heading_is_on_the_grid_and_divides_no_word(setting: Callable[[str], Setting], design: str) -> None:
    frame = heading(setting(design), "Informationen und Koordination der Anmeldungen", mm(57))
    assert (frame.role, frame.size.height) == (Role.H2, 23)
    assert "".join(said for said, *_ in texts(frame)) == "Informationen und Koordination der Anmeldungen"
    assert [base for _, _, base, _ in texts(frame)] == [0.75 * 11.5, 1.75 * 11.5]
