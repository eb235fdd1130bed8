from dataclasses import replace

import pytest

from flyer.documents.placard import ladder, logo, placard, unread, when, where
from flyer.event.model import Address, Event, Venue
from flyer.problems import Place, UserError
from flyer.typeset.family import Style, builtin
from flyer.typeset.frame import Frame, Role, Size, Text
from flyer.typeset.lines import Align
from flyer.units import mm, pt
from flyer.wording import Wording

DE = Wording.of("de")
PLACE = Place("event.yaml", 3, 5)
STEPS = ladder((1, 40, 20), (2, 30, 20))


def set_(text: str, measure: float = mm(80), align: Align = Align.CENTRE) -> Frame:
    return placard(text, STEPS, Style(builtin(), 1.0), measure, DE, PLACE, called="the name", align=align)


def lines(frame: Frame) -> list[tuple[str, float]]:
    return [(item.text, round(item.runs[0].size, 1)) for item in frame.children if isinstance(item, Text)]


def test_a_short_text_takes_the_largest_size() -> None:
    assert lines(set_("Ada Öz")) == [("Ada Öz", 40.0)]


def test_a_long_one_takes_two_lines_before_it_gets_too_small() -> None:
    frame = set_("Maximilian Alexander Graf", mm(60))
    assert [text for text, _ in lines(frame)] == ["Maximilian", "Alexander Graf"]
    assert all(20 <= size <= 30 for _, size in lines(frame))
    assert frame.size.height == pytest.approx(2 * lines(frame)[0][1] * 1.16, rel=0.01)


def test_lines_whose_letters_reach_far_up_and_down_stand_further_apart() -> None:
    frame = set_("الشريف القرشي الهاشمي الإبراهيمي", mm(60))
    assert len(lines(frame)) == 2
    first, second = (item for item in frame.children if isinstance(item, Text))
    low = max(-run.face.ink(glyph.id)[1] - glyph.dy for run in second.runs for glyph in run.glyphs)
    assert frame.size.height >= second.at.y + second.runs[0].size * low / 1000
    assert second.at.y - first.at.y > 1.2 * first.runs[0].size


@pytest.mark.parametrize(("align", "share"), [(Align.LEFT, 0.0), (Align.CENTRE, 0.5), (Align.RIGHT, 1.0)])
def test_it_stands_where_it_is_aligned(align: Align, share: float) -> None:
    (text,) = set_("Ada", align=align).children
    assert isinstance(text, Text)
    assert text.at.x == pytest.approx((mm(80) - text.width) * share)


def test_what_does_not_fit_is_a_problem_at_its_place_with_what_is_missing() -> None:
    with pytest.raises(UserError) as refused:
        set_("Donaudampfschifffahrtsgesellschaft")
    (problem,) = refused.value.problems
    assert problem.place == PLACE
    assert problem.what.startswith("the name does not fit: 'Donaudampfschifffahrtsgesellschaft' is ")
    assert problem.what.endswith(" mm too wide in its smallest size")


def test_markup_is_dropped() -> None:
    assert lines(set_("*Ada* **Öz**")) == [("Ada Öz", 40.0)]


def test_the_logo_fills_its_room_in_its_proportion(conference: Event) -> None:
    frame = logo(conference, DE, Size(mm(30), mm(30)))
    assert frame is not None
    assert (frame.size, frame.role, frame.alt) == (
        Size(mm(30), mm(10)),
        Role.FIGURE,
        "Logo: Verein für Sozialplanung e. V.",
    )
    assert logo(replace(conference, organiser=replace(conference.organiser, logo=None)), DE, Size(pt(1), pt(1))) is None


def test_what_is_unread_looks_the_same(conference: Event) -> None:
    frame = Frame(set_("Ada").at, Size(1, 1), (set_("Ada"),), Role.H1)
    silent = unread(frame)
    (inner,) = silent.children
    assert isinstance(inner, Frame)
    assert (silent.role, inner.role) == (None, None)
    assert inner.children == set_("Ada").children


def test_when_and_where(conference: Event) -> None:
    assert when(conference, DE) == "28. bis 30.\u00a0März\u00a02022"
    assert where(conference) == "Kongresshalle, Leipzig"
    named = Venue(name="Kongresshalle am Zoo Leipzig", address=Address(city="Leipzig"))
    assert where(replace(conference, venue=named)) == "Kongresshalle am Zoo Leipzig"
    assert where(replace(conference, venue=None)) == ""
