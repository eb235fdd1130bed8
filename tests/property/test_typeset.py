"""Setting text: nothing is lost, nothing is too wide, and the foreign hyphenator agrees."""

import re
import unicodedata
from dataclasses import replace
from importlib.resources import as_file, files
from itertools import accumulate, combinations, pairwise

import pyphen
import pytest
from bidi import get_display
from hypothesis import assume, example, given
from hypothesis import strategies as st

from flyer.markup import passages
from flyer.typeset.bidi import levels, reordered, runs_backwards
from flyer.typeset.division import divisions
from flyer.typeset.faces import Face, letters_of
from flyer.typeset.family import LAYOUT_CONTROLS, Cut, Style, builtin, ocr_b
from flyer.typeset.frame import text_of
from flyer.typeset.hyphenation import hyphenate
from flyer.typeset.lines import set_parts, set_runs, width
from flyer.typeset.markup import spans
from flyer.typeset.optimum import Break, balance, fit
from flyer.typeset.paragraph import Line, Span, TooWide, break_lines

CUTS = st.sampled_from(list(Cut))
ANY_TEXT = st.text(max_size=40)
MIXED_TEXT = st.text(st.sampled_from("abAאבגנّمحا019٣()[]-.,:/+% \u05b8\u0301"), max_size=20)
WORDS = st.text(st.sampled_from("aenrstwAVTLäöüßé-–/.,\u00ad\u00a0*@7"), min_size=1, max_size=14)
PROSE = st.lists(WORDS, max_size=30).map(" ".join)


@given(ANY_TEXT | MIXED_TEXT, CUTS)
@example("Ǟ\u0301 שלום 漢😀\u00ad", Cut.BOLD)
def test_glyphs_give_their_text_back(text: str, cut: Cut) -> None:
    face = builtin().faces[cut][0]
    assert "".join(glyph.text for glyph in face.shape(text)) == text
    backwards = [letter[0].text for letter in letters_of(face.shape(text, backwards=True))]
    assert "".join(reversed(backwards)) == text
    assert text_of(set_runs(text, Style(builtin(), 9.0, cut))) == text.translate(LAYOUT_CONTROLS)


PLAIN = st.text(
    st.sampled_from([chr(code) for code in (*range(0x20, 0x7F), *range(0xC0, 0x180), 0x2013, 0x2019, 0x201E)])
)


@given(PLAIN, st.sampled_from([family.faces[cut][0] for family in (builtin(), ocr_b()) for cut in Cut]))
def test_letters_from_remembered_pairs_are_those_of_the_whole_word(text: str, face: Face) -> None:
    assert face.is_pairwise
    assert face.shape(text) == replace(face, is_pairwise=False).shape(text)


@given(MIXED_TEXT, CUTS)
def test_what_is_measured_is_drawn_in_both_directions(text: str, cut: Cut) -> None:
    style = Style(builtin(), 9.0, cut)
    drawn = sum(glyph.advance for run in set_runs(text, style) for glyph in run.glyphs) * 9.0 / 1000
    assert drawn == pytest.approx(width(text, style))
    assert sum(width(word, style) for word in re.findall(r" +|[^ ]+", text)) == pytest.approx(
        sum(run.width for run in set_parts((word, style) for word in re.findall(r" +|[^ ]+", text)))
    )


@given(MIXED_TEXT.filter(lambda text: not re.search(r"[,:/]( |$)", text)))
def test_the_foreign_judge_puts_letters_in_the_same_places(text: str) -> None:
    base = "L" if any(unicodedata.bidirectional(char) == "L" for char in text) or not runs_backwards(text) else "R"
    text = text.rstrip()
    level = dict(enumerate(levels(text)))
    assert "".join(text[place] for place in reordered(range(len(text)), level.__getitem__)) == get_display(
        text, base_dir=base
    )


@given(ANY_TEXT, CUTS)
def test_what_is_not_missing_is_no_empty_box(text: str, cut: Cut) -> None:
    family = builtin()
    letters = "".join(char for char in text if not family.missing(char))
    assume(not family.missing(letters))
    assert all(glyph.id for run in set_runs(letters, Style(family, 9.0, cut)) for glyph in run.glyphs)


def plain(text: str) -> str:
    return " ".join(text.translate(LAYOUT_CONTROLS).replace("\u00a0", "~").split()).replace("~", "\u00a0")


def fitting_lines(spans: list[Span], measure: float, **how: bool) -> tuple[Line, ...]:
    try:
        return break_lines(spans, measure, language="de", **how)
    except TooWide as error:
        assume(error.needs <= error.has)
        raise


@given(PROSE, st.integers(40, 300), CUTS, st.booleans())
def test_lines_fit_and_hold_the_whole_text(text: str, measure: int, cut: Cut, balanced: bool) -> None:
    style = Style(builtin(), 9.0, cut)
    lines = fitting_lines([Span(text, style)], measure, balanced=balanced)
    assert all(line.width <= measure + 1e-5 for line in lines)
    assert plain("".join(line.text + line.soft for line in lines)) == plain(text)
    for line in lines:
        drawn = line.text.replace("\u00ad", "-")
        assert sum(run.width for run in set_runs(drawn, style)) == pytest.approx(line.width), "measured is drawn"


@given(st.lists(st.sampled_from(["Sozialplanung", "Verwaltung", "und", "am"]), max_size=40), st.integers(70, 200))
def test_hyphens_end_two_lines_in_a_row_at_most(text: list[str], measure: int) -> None:
    lines = break_lines([Span(" ".join(text), Style(builtin(), 9.0))], measure, language="de")
    ends = "".join("-" if line.text.endswith("\u00ad") else "." for line in lines)
    assert "---" not in ends


@given(PROSE, st.integers(1, 3), st.integers(80, 200))
def test_styles_and_links_lose_nothing(text: str, step: int, measure: int) -> None:
    styles = [Style(builtin(), 9.0), Style(builtin(), 12.0, Cut.BOLD)]
    pieces = [text[i : i + step] for i in range(0, len(text), step)]
    cut_up = [Span(piece, styles[n % 2], "https://a.de" if n % 3 == 0 else "") for n, piece in enumerate(pieces)]
    lines = fitting_lines(cut_up, measure)
    assert all(line.width <= measure + 1e-5 for line in lines)
    assert plain("".join(line.text + line.soft for line in lines)) == plain(text)


def on_one_line(words: list[int]) -> tuple[list[Break], list[tuple[int, ...]]]:
    """The breaks of words of these lengths, blanks of 1 between them, and all ways to choose from them."""
    ends = [*accumulate(words, lambda x, length: x + 1 + length)]
    breaks = [Break(0.0, 0.0), *(Break(end, end + 1) for end in ends)]
    inner = range(1, len(words))
    return breaks, [(*some, len(words)) for n in range(len(words)) for some in combinations(inner, n)]


def lengths(breaks: list[Break], chosen: tuple[int, ...]) -> list[float]:
    return [breaks[b].end - breaks[a].start for a, b in pairwise((0, *chosen))]


@given(st.lists(st.integers(1, 9), min_size=1, max_size=9), st.integers(9, 20))
def test_no_other_choice_of_lines_is_better(words: list[int], measure: int) -> None:
    breaks, choices = on_one_line(words)

    def cost(chosen: tuple[int, ...]) -> float:
        filled = [length / measure for length in lengths(breaks, chosen)]
        if max(filled) > 1:
            return float("inf")
        short = 0.1 if len(filled) > 1 and filled[-1] < 0.2 else 0.0
        return 0.1 * len(filled) + sum((1 - share) ** 2 for share in filled[:-1]) + short

    found = fit(breaks, measure, measure, lambda a, b: breaks[b].end - breaks[a].start)
    assert cost(found) == pytest.approx(min(map(cost, choices)))


@given(st.lists(st.integers(1, 9), min_size=1, max_size=9), st.integers(9, 20))
def test_no_other_choice_of_as_many_lines_is_better_balanced(words: list[int], measure: int) -> None:
    breaks, choices = on_one_line(words)
    found = balance(breaks, measure, lambda a, b: breaks[b].end - breaks[a].start)
    longest = [max(lengths(breaks, chosen)) for chosen in choices if len(chosen) <= len(found)]
    assert max(lengths(breaks, found)) == min(longest)


@pytest.fixture(scope="module", params=[("de", "hyph_de_1996.dic"), ("en", "hyph_en_gb.dic")], ids=["de", "en"])
def oracle(request: pytest.FixtureRequest) -> tuple[str, pyphen.Pyphen]:
    language, file = request.param
    with as_file(files("flyer") / "typeset" / "patterns" / file) as path:
        return language, pyphen.Pyphen(filename=path, left=2, right=3)


SYLLABLES = """a ab ange arbeit be ber bildung burg che der ein fach ge gesell haft in keit kom mu nal nach ob plan pro
    re schaft sozial stel struk tag tion tung über ung ver vor wirt zeit zu the con fer ence ing ment ness ly st ch
    ß qu"""
LONG_WORDS = st.lists(st.sampled_from(re.findall(r"\w+", SYLLABLES)), min_size=1, max_size=7).map("".join)


@given(LONG_WORDS)
@example("landesarbeitsgemeinschaft")
@example("registration")
def test_the_foreign_hyphenator_agrees(oracle: tuple[str, pyphen.Pyphen], word: str) -> None:
    language, foreign = oracle
    assert list(hyphenate(word, language)) == foreign.positions(word)
    assert hyphenate(f"V{word}", language) == hyphenate(f"v{word}", language)


@given(st.text(st.sampled_from("ab *\\[]()\n-:/h ")) | ANY_TEXT)
@example("[a](https://b.de)" * 3)
def test_no_text_is_an_error_in_markup(text: str) -> None:
    style = Style(builtin(), 9.0)
    for passage in passages(text):
        assert passage.text.strip()
        spans(passage.text, style)


@given(st.text(st.sampled_from("abc *.,(")))
def test_markup_takes_nothing_away_but_stars(text: str) -> None:
    read = "".join(span.text for span in spans(text, Style(builtin(), 9.0)))
    assert read.replace("*", "") == text.replace("*", "")
    assert (text.count("*") - read.count("*")) % 2 == 0


@given(WORDS, st.integers(1, 60))
def test_a_word_that_does_not_fit_is_really_too_wide(word: str, measure: int) -> None:
    style = Style(builtin(), 9.0)
    if not divisions(word, "") and width(word, style) > measure:
        with pytest.raises(TooWide) as caught:
            break_lines([Span(word, style)], measure)
        assert (caught.value.has, caught.value.needs) == (measure, pytest.approx(width(word, style)))
