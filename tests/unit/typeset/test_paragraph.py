import pytest

from flyer.typeset.dump import dump
from flyer.typeset.family import Cut, Style, builtin
from flyer.typeset.frame import Frame, Link, Point, Role, Size, Text
from flyer.typeset.lines import Align, width
from flyer.typeset.paragraph import BASELINE, Span, TooWide, break_lines, list_item, paragraph
from flyer.units import mm

STYLE = Style(builtin(), 9.0)
BOLD = Style(builtin(), 9.0, Cut.BOLD)
URL = "https://www.vsop.de/"


def shown(text: str, measure: float, language: str = "de", **how: object) -> list[str]:
    """The lines, with "=" for a hyphen that was put in."""
    lines = break_lines([Span(text, STYLE)], measure, language=language, **how)
    return [line.text.replace("\u00ad", "=") for line in lines]


def test_a_paragraph_is_broken_as_a_whole() -> None:
    text = (
        "Integrierte Sozialplanung braucht verlässliche Daten und fachübergreifende Zusammenarbeit. "
        "Teilnehmer*innen der Jahrestagung diskutieren am 28.–30.\u00a0März 2022 von 09:00–10:30\u00a0Uhr."
    )
    assert shown(text, 150) == [
        "Integrierte Sozialplanung braucht ver=",
        "lässliche Daten und fachübergreifende",
        "Zusammenarbeit. Teilnehmer*innen",
        "der Jahrestagung diskutieren am",
        "28.–30.\u00a0März 2022 von 09:00–10:30\u00a0Uhr.",
    ]


def test_a_new_line_is_kept_and_blanks_are_not() -> None:
    assert shown("  eins  zwei\n\ndrei ", 150) == ["eins zwei", "drei"]


@pytest.mark.parametrize("text", ["", "  \n "])
def test_nothing_has_no_lines(text: str) -> None:
    assert shown(text, 150) == []
    assert paragraph([Span(text, STYLE)], 150, 12).size == Size(150, 0)


def test_the_end_of_a_line_stands_for_a_blank_or_for_nothing() -> None:
    lines = break_lines([Span("Sozialplanung im Kreis https://www.vsop.de/a\nneu", STYLE)], 50, language="de")
    assert [(line.text, line.soft) for line in lines] == [
        ("Sozial\u00ad", ""),
        ("planung", " "),
        ("im Kreis", " "),
        ("https://www", ""),
        (".vsop.de/a", " "),
        ("neu", ""),
    ]


def test_the_hyphen_that_was_put_in_looks_like_one() -> None:
    first, *_ = break_lines([Span("Sozialplanung", STYLE)], 45, language="de")
    (run,) = first.pieces[0].runs
    assert run.glyphs[-1].text == "\u00ad"
    assert run.glyphs[-1].id == run.face.shape("-")[0].id
    assert run.width == pytest.approx(width("Sozialpla-", STYLE))


def test_indent_and_hanging_shorten_lines() -> None:
    word = width("Wort", STYLE)
    three = word * 3 + width("  ", STYLE)
    text = "Wort Wort Wort Wort Wort Wort"
    assert shown(text, three) == ["Wort Wort Wort", "Wort Wort Wort"]
    assert shown(text, three, indent=1) == ["Wort Wort", "Wort Wort Wort", "Wort"]
    assert shown(text, three, hanging=1) == ["Wort Wort Wort", "Wort Wort", "Wort"]


def test_headings_are_balanced_and_not_hyphenated() -> None:
    text = "Integrierte Sozialplanung in der Kommune gemeinsam gestalten"
    assert shown(text, 190, "") == ["Integrierte Sozialplanung in der Kommune", "gemeinsam gestalten"]
    assert shown(text, 190, balanced=True) == ["Integrierte Sozialplanung in der", "Kommune gemeinsam gestalten"]


def test_a_word_that_fits_no_line_is_named_with_its_room() -> None:
    with pytest.raises(TooWide) as caught:
        shown("eine Donaudampf\u2060schifffahrt hier", mm(15), "")
    assert caught.value.word == "Donaudampfschifffahrt"
    assert caught.value.needs == pytest.approx(width("Donaudampfschifffahrt", STYLE))
    assert caught.value.has == mm(15)


def test_a_part_of_a_word_may_be_what_does_not_fit() -> None:
    with pytest.raises(TooWide, match="'Sozial-' needs"):
        shown("Sozial\u00adplanung", 20, "")


def test_the_first_word_must_fit_beside_the_indent() -> None:
    measure = width("Wort", STYLE)
    assert shown("Wort Wort", measure) == ["Wort", "Wort"]
    with pytest.raises(TooWide):
        shown("Wort Wort", measure, indent=1)


def test_lines_of_one_leading_share_a_grid_whatever_their_size() -> None:
    small = paragraph([Span("eins\nzwei", STYLE)], 100, 12)
    large = paragraph([Span("eins\nzwei", Style(builtin(), 11.0))], 100, 12)
    for frame in (small, large):
        assert [child.at.y for child in frame.children if isinstance(child, Text)] == [
            12 * BASELINE,
            12 + 12 * BASELINE,
        ]
        assert frame.size == Size(100, 24)


@pytest.mark.parametrize(("align", "left"), [(Align.LEFT, 0.0), (Align.CENTRE, 40.0), (Align.RIGHT, 80.0)])
def test_lines_stand_where_they_are_aligned(align: Align, left: float) -> None:
    (text,) = paragraph([Span("Wort", STYLE)], 80 + width("Wort", STYLE), 12, align=align).children
    assert isinstance(text, Text)
    assert text.at.x == pytest.approx(left)


def test_a_link_is_a_frame_of_its_own_in_reading_order() -> None:
    spans = [Span("Siehe ", STYLE), Span("die Seite", BOLD, URL), Span(" dort.", STYLE)]
    frame = paragraph(spans, 200, 12, at=Point(5, 7))
    before, link, after = frame.children
    assert (frame.at, frame.role) == (Point(5, 7), Role.P)
    assert isinstance(link, Frame)
    assert link.role is Role.LINK
    assert [child.text for child in (before, link.children[0], after) if isinstance(child, Text)] == [
        "Siehe ",
        "die Seite",
        " dort.",
    ]
    assert link.children[1] == Link(Point(0, 0), link.size, URL)
    assert link.at.x == pytest.approx(width("Siehe ", STYLE))
    assert link.size == Size(width("die Seite", BOLD), 12)


def test_a_link_over_two_lines_can_be_followed_on_both() -> None:
    frame = paragraph([Span("die ganze Seite", STYLE, URL)], 50, 12)
    assert [child.at.y for child in frame.children if isinstance(child, Frame)] == [0, 12]
    assert dump(frame).count(f'"{URL}"') == 2


def test_an_item_of_a_list_hangs_behind_its_label() -> None:
    item = list_item(Span("1.", BOLD), [Span("Erstens und weiter", STYLE)], mm(20), mm(4), indent=mm(5))
    assert dump(item) == (
        "LI 0.00 0.00 20.00×8.00\n"
        "  Lbl 0.00 0.00 5.00×4.00\n"
        '    text 0.00 3.00 2.63 "1." SourceSans3-Bold 9.00 soft=" "\n'
        "  LBody 5.00 0.00 15.00×8.00\n"
        '    text 0.00 3.00 9.70 "Erstens" SourceSans3-Regular 9.00 soft=" "\n'
        '    text 0.00 7.00 14.19 "und weiter" SourceSans3-Regular 9.00\n'
    )


def test_names_from_right_to_left_are_broken_at_blanks_in_the_order_of_reading() -> None:
    lines = break_lines([Span("Es spricht יעל כהן רוזנצווייג aus Haifa", Style(builtin(), 10.0))], 90.0, language="de")
    assert [line.text for line in lines] == ["Es spricht יעל כהן", "רוזנצווייג aus Haifa"]


def test_a_name_in_two_styles_is_turned_around_as_a_whole() -> None:
    bold = Style(builtin(), 10.0, Cut.BOLD)
    (line,) = break_lines(
        [Span("Dr. ", Style(builtin(), 10.0)), Span("יעל", bold), Span(" כהן", Style(builtin(), 10.0))], 200.0
    )
    assert [run.text for run in line.pieces[0].runs] == ["Dr. ", "כהן", " ", "יעל"]
    assert line.text == "Dr. יעל כהן"


def test_words_are_divided_only_where_a_line_would_be_rather_empty() -> None:
    where = "Hochschule Mittweida, University of Applied Sciences, Fakultät Soziale Arbeit"
    assert shown(where, 116.0)[:2] == ["Hochschule Mittweida,", "University of Applied Sciences,"]
    assert shown("Strategische Sozialplanung und Referat Soziales", 95.0)[0] == "Strategische Sozial="
