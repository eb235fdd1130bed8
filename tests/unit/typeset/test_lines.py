import pytest

from flyer.typeset.colour import Colour
from flyer.typeset.family import Cut, Style, builtin
from flyer.typeset.frame import Point, text_of
from flyer.typeset.lines import Align, line, set_parts, set_runs, width

RED = Colour(1, 0, 0)
STYLE = Style(builtin(), 20.0, Cut.BOLD, RED)


def test_text_becomes_one_run_of_its_face() -> None:
    (run,) = set_runs("Jahrestagung", STYLE)
    assert (run.face.name, run.size, run.colour, run.text) == ("SourceSans3-Bold", 20.0, RED, "Jahrestagung")


def test_width_is_size_times_advances() -> None:
    (run,) = set_runs("AVATAR", STYLE)
    assert run.width == 20 * sum(glyph.advance for glyph in run.glyphs) / 1000
    assert width("AVATAR", STYLE) == run.width
    assert width("AVATAR", STYLE) < width("A", STYLE) * 3 + sum(width(char, STYLE) for char in "VTR")


def test_letters_of_other_faces_become_runs_of_their_own() -> None:
    runs = set_runs("a ★ b", STYLE)
    assert [(run.face.name, run.text) for run in runs] == [
        ("SourceSans3-Bold", "a "),
        ("DejaVuSans-Bold", "★"),
        ("SourceSans3-Bold", " b"),
    ]
    assert width("a ★ b", STYLE) == sum(run.width for run in runs)


def test_a_letter_whose_marks_would_float_is_set_in_another_face() -> None:
    runs = set_runs("Mȫte k\u0301", STYLE)
    assert [(run.face.name, run.text) for run in runs] == [
        ("SourceSans3-Bold", "M"),
        ("DejaVuSans-Bold", "ȫ"),
        ("SourceSans3-Bold", "te k\u0301"),
    ]


def test_a_letter_nobody_has_becomes_the_empty_box() -> None:
    assert [glyph.id for run in set_runs("漢", STYLE) for glyph in run.glyphs] == [0]


@pytest.mark.parametrize(
    ("text", "printed"),
    [("So\u00adzial\u200bpla\u2060nung", "Sozialplanung"), ("a\tb\nc", "a b c"), ("5\u202f%\u00a0", "5\u202f%\u00a0")],
)
def test_what_only_tells_where_lines_may_break_is_left_out(text: str, printed: str) -> None:
    assert "".join(run.text for run in set_runs(text, STYLE)) == printed
    assert width(text, STYLE) == width(printed, STYLE)


@pytest.mark.parametrize("text", ["", "\u00ad"])
def test_nothing_has_no_runs(text: str) -> None:
    assert set_runs(text, STYLE) == ()
    assert width(text, STYLE) == 0


@pytest.mark.parametrize(("align", "left"), [(Align.LEFT, 100.0), (Align.CENTRE, 90.0), (Align.RIGHT, 80.0)])
def test_a_line_stands_left_about_or_right_of_its_point(align: Align, left: float) -> None:
    style = Style(builtin(), 20.0 * 20 / width("Hello", Style(builtin(), 20.0)))
    text = line("Hello", style, Point(100.0, 7.0), align=align, soft=" ")
    assert (text.at.x, text.at.y, text.soft) == (pytest.approx(left), 7.0, " ")
    assert text.width == pytest.approx(20.0)


def test_a_name_from_right_to_left_stands_backwards_in_its_line() -> None:
    runs = set_runs("Dr. אב גד, Ulm", STYLE)
    assert [(run.face.name[:10], run.text, run.level) for run in runs] == [
        ("SourceSans", "Dr. ", 0),
        ("NotoSansHe", "גד", 1),
        ("SourceSans", " ", 1),
        ("NotoSansHe", "אב", 1),
        ("SourceSans", ", Ulm", 0),
    ]
    assert text_of(runs) == "Dr. אב גד, Ulm"


def test_brackets_around_a_name_are_mirrored_and_as_wide_as_they_were() -> None:
    opening, closing = (set_runs(bracket, STYLE)[0].glyphs[0] for bracket in "()")
    left, _, right = set_runs("(אב)", STYLE)
    assert (left.glyphs, right.glyphs) == ((opening._replace(text=")"),), (closing._replace(text="("),))


def test_a_line_is_as_wide_as_its_words_in_whatever_order_they_stand() -> None:
    words = ["Dr.", " ", "אב,", " ", "(גד)", " ", "VA", " ", "12"]
    runs = set_parts((word, STYLE) for word in words)
    assert sum(run.width for run in runs) == pytest.approx(sum(width(word, STYLE) for word in words))
    assert text_of(runs) == "".join(words)


def test_what_tells_the_direction_is_left_out() -> None:
    assert text_of(set_runs("\u200fאב\u200e \u2067a\u2069", STYLE)) == "אב a"
