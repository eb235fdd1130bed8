from itertools import accumulate

import pytest

from flyer.pdf.bidirectional import stretches
from flyer.typeset.family import Style, builtin
from flyer.typeset.frame import Point
from flyer.typeset.lines import line


def drawn(text: str) -> list[str]:
    """What each operator draws: "<" before what is read backwards, "^" and "~" for the two kinds of marks."""
    made = stretches(line(text, Style(builtin(), 10.0), Point(0.0, 0.0)))
    shown = ["<" * each.backwards + "".join(glyph.text for glyph in each.glyphs) for each in made]
    return [each.replace("\u200e", "^").replace("\u200b", "~") for each in shown]


@pytest.mark.parametrize(
    ("text", "operators"),
    [
        ("יעל כהן", ["<ןהכ", "< ", "<לעי"]),
        ("Dr. יעל כהן", ["^~^Dr. ", "<לעי ןהכ "]),
        ("Dr. יעל, Ulm", ["Dr. ", "<לעי", "^, Ulm"]),
        ("יעל (Ulm)", ["<לעי", "^", " ^(Ulm)"]),
        ("Dr. מוּ", ["^Dr. ", "<מוּ"]),
    ],
)
def test_words_are_drawn_in_the_order_of_reading(text: str, operators: list[str]) -> None:
    """A word by its letters from left to right, its last blank once more, those with marks letter by letter."""
    assert drawn(text) == operators


def test_words_stand_where_they_were_set() -> None:
    made = line("Dr. יעל כהן, Ulm", Style(builtin(), 10.0), Point(0.0, 0.0))
    title, _, _, first, rest = (run.width for run in made.runs)
    _, name, after = stretches(made)
    places = [name.x + x for x in accumulate((glyph.advance / 100 for glyph in name.glyphs), initial=0.0)]
    assert name.x == pytest.approx(made.width - rest - first)
    assert min(places) == pytest.approx(title), "the last word begins behind the title"
    assert places[-1] == pytest.approx(name.x), "the blank ends where the first word begins"
    assert after.x == pytest.approx(made.width - rest)
