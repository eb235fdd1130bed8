from collections.abc import Iterator, Sequence

import pytest

from flyer.typeset.colour import BLACK
from flyer.typeset.family import Style, builtin
from flyer.typeset.frame import Frame, Point, Role, Rule, Text
from flyer.typeset.letter import (
    FORM_A,
    FORM_B,
    LEADING,
    Form,
    TooManyLines,
    address_field,
    information_block,
    information_lines,
    information_row,
    marks,
    return_address,
    subject_top,
)
from flyer.typeset.paragraph import TooWide
from flyer.units import in_mm, pt

SMALL, BODY = Style(builtin(), pt(7)), Style(builtin(), pt(10))
AA = ("Stadt Aa", "Am Markt 1", "01099 Aa")


def placed(frame: Frame, x: float = 0.0, y: float = 0.0) -> Iterator[tuple[str, float, float]]:
    """The lines of a frame with the place of their baselines on the page, in tenths of a millimetre."""
    x, y = x + frame.at.x, y + frame.at.y
    for child in frame.children:
        if isinstance(child, Frame):
            yield from placed(child, x, y)
        elif isinstance(child, Text):
            yield child.text, round(in_mm(x + child.at.x), 1), round(in_mm(y + child.at.y), 1)


def field(form: Form = FORM_B, lines: tuple[str, ...] = AA, sender: str = "Verein · 39104 Bb") -> Frame:
    return address_field(form, return_address(sender, SMALL), lines, BODY)


def block(rows: Sequence[tuple[str, str]], form: Form = FORM_B, label: Style = SMALL) -> Frame:
    return information_block(form, [information_row(*row, label, BODY) for row in rows])


@pytest.mark.parametrize(("form", "top"), [(FORM_A, 27), (FORM_B, 45)])
def test_the_address_stands_in_the_window(form: Form, top: float) -> None:
    frame = field(form)
    assert (in_mm(frame.at.x), in_mm(frame.at.y)) == pytest.approx((20, top))
    assert (in_mm(frame.size.width), in_mm(frame.size.height)) == pytest.approx((85, 45))
    assert list(placed(frame)) == [
        ("Verein · 39104 Bb", 25.0, round(top + 15.7, 1)),
        ("Stadt Aa", 25.0, round(top + 20.9, 1)),
        ("Am Markt 1", 25.0, round(top + 25.1, 1)),
        ("01099 Aa", 25.0, round(top + 29.3, 1)),
    ]


def test_six_lines_begin_where_the_address_zone_begins_and_more_grow_upwards() -> None:
    first_lines = [dict.fromkeys(placed(field(lines=("Aa",) * n))) for n in (1, 6, 7, 9)]
    assert [list(lines)[1][2] for lines in first_lines] == [65.9, 65.9, 61.6, 53.2]


def test_a_return_address_has_three_lines_at_most() -> None:
    assert [y for text, _, y in placed(field(sender="Verein " * 20)) if "Verein" in text] == [57.4, 60.7]
    with pytest.raises(TooManyLines, match="4 lines, the field has 3"):
        return_address("Verein " * 40, SMALL)


def test_too_many_lines_say_how_many_there_are() -> None:
    with pytest.raises(TooManyLines) as caught:
        field(lines=("Aa",) * 10)
    assert (caught.value.needs, caught.value.has) == (10, 9)
    with pytest.raises(TooManyLines, match="9 lines, the field has 8"):
        field(lines=("Aa",) * 9, sender="Verein " * 20)


def test_a_wide_line_is_broken_at_blanks_and_a_wide_word_is_refused() -> None:
    said = [text for text, _, _ in placed(field(lines=("Bundesarbeitsgemeinschaft der Landesjugendämter in Aa", "Aa")))]
    assert said[1:] == ["Bundesarbeitsgemeinschaft der Landesjugendämter", "in Aa", "Aa"]
    with pytest.raises(TooWide) as caught:
        field(lines=("Donaudampfschifffahrtselektrizitätenhauptbetriebswerk",))
    assert caught.value.needs > caught.value.has == pytest.approx(field().size.width * 80 / 85)


@pytest.mark.parametrize(("form", "top"), [(FORM_A, 32), (FORM_B, 50)])
def test_the_information_block_is_a_list_beside_the_address(form: Form, top: float) -> None:
    frame = block([("Datum", "01.02.2022"), ("Kontakt", "Anna Muster")], form)
    assert (in_mm(frame.at.x), in_mm(frame.at.y), in_mm(frame.size.width)) == pytest.approx((125, top, 75))
    items = [child for child in frame.children if isinstance(child, Frame)]
    assert (frame.role, {item.role for item in items}) == (Role.L, {Role.LI})
    assert [text for text, _, _ in placed(frame)] == ["Datum", "01.02.2022", "Kontakt", "Anna Muster"]


def test_address_and_information_block_share_their_baselines() -> None:
    rows = sorted({y for _, _, y in placed(block([("Datum", "01.02.2022")] * 6, label=BODY))})
    assert rows[3:6] == [y for _, _, y in placed(field())][1:]


@pytest.mark.parametrize("form", [FORM_A, FORM_B])
def test_the_subject_stands_below_the_block(form: Form) -> None:
    has = information_lines(form, form.subject)
    tops = [subject_top(form, block([("Datum", "01.02.2022")] * n, form)) for n in (1, has, has + 1)]
    assert tops[:2] == [form.subject] * 2
    foot = form.information + (has + 1) * LEADING
    assert in_mm(tops[2] - foot) == pytest.approx(1.5)
    assert information_lines(form, tops[2]) == has + 1


@pytest.mark.parametrize(("form", "folds"), [(FORM_A, (87, 192)), (FORM_B, (105, 210))])
def test_marks_are_hairlines_of_5_mm_at_the_left_edge(form: Form, folds: tuple[float, float]) -> None:
    frame = marks(form, BLACK)
    rules = [child for child in frame.children if isinstance(child, Rule)]
    assert [round(in_mm(rule.start.y), 2) for rule in rules] == [folds[0], 148.5, folds[1]]
    assert {(round(in_mm(rule.start.x)), round(in_mm(rule.end.x))) for rule in rules} == {(4, 9)}
    assert (frame.role, frame.shared, frame.at) == (None, True, Point(0.0, 0.0))
