from dataclasses import replace
from importlib.resources import files

import pytest
import uharfbuzz as hb

from flyer.typeset.faces import Face, Glyph

FONTS = files("flyer") / "fonts"
REGULAR = Face.load((FONTS / "source-sans-3" / "SourceSans3-Regular.ttf").read_bytes())
ITALIC = Face.load((FONTS / "source-sans-3" / "SourceSans3-BoldIt.ttf").read_bytes())
DEJAVU = Face.load((FONTS / "dejavu-sans" / "DejaVuSans.ttf").read_bytes())
ARABIC = Face.load((FONTS / "noto-sans" / "NotoSansArabic-Regular.ttf").read_bytes())
HEBREW = "שלום"


def advances(face: Face, text: str) -> list[float]:
    return [glyph.advance for glyph in face.shape(text)]


def test_a_face_is_known_by_its_postscript_name() -> None:
    again = Face("SourceSans3-Regular", lambda: pytest.fail("read"))
    assert REGULAR.name == "SourceSans3-Regular"
    assert again == REGULAR
    assert hash(again) == hash(REGULAR)
    assert DEJAVU != REGULAR


@pytest.mark.parametrize("face", [REGULAR, DEJAVU], ids=lambda face: face.name)
def test_metrics_are_thousandths_of_an_em(face: Face) -> None:
    expected = {"SourceSans3-Regular": (1000, 326, 660, 400), "DejaVuSans": (928, 236, 728, 400)}
    metrics = (face.ascent, face.descent, face.cap_height, face.weight)
    assert tuple(map(round, metrics)) == expected[face.name]


def test_slope_weight_and_box() -> None:
    assert (ITALIC.italic_angle, ITALIC.weight) == (-11, 700)
    assert REGULAR.italic_angle == 0
    assert REGULAR.bbox == (-614, -295, 2159, 958)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", REGULAR.data[:2000], REGULAR.data.replace(b"gasp", b"fvar", 1)])
def test_what_is_no_static_truetype_font_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="not a static TrueType font"):
        Face.load(data)


def test_pairs_are_kerned() -> None:
    natural = [REGULAR.advance(glyph.id) for glyph in REGULAR.shape("AVA")]
    assert sum(advances(REGULAR, "AVA")) < sum(natural)


@pytest.mark.parametrize("text", ["", "A", "AVA, Öz & Co."])
def test_plain_text_is_spelled_letter_by_letter(text: str) -> None:
    assert replace(REGULAR, is_pairwise=True).spelled(text) == REGULAR.shape(text)


@pytest.mark.parametrize("text", ["a\0", "\0a", "a\u00adb", "x\u0323", "\u0416", "‥", f"a {HEBREW}"])
def test_what_has_other_letters_is_not_spelled(text: str) -> None:
    pairwise = replace(REGULAR, is_pairwise=True)
    assert pairwise.spelled(text) is None
    assert pairwise.shape(text) == REGULAR.shape(text)
    assert REGULAR.spelled("A") is None


def test_figures_are_of_one_width() -> None:
    assert {*advances(REGULAR, "0123456789")} == {497.0}


@pytest.mark.parametrize("text", ["Wirtschaft", "fließen", "ff fi fl", "Auflage"])
def test_letters_are_never_joined_to_ligatures(text: str) -> None:
    assert [glyph.text for glyph in DEJAVU.shape(text)] == list(text)
    assert [glyph.text for glyph in REGULAR.shape(text)] == list(text)


def test_the_first_glyph_of_a_cluster_carries_its_text() -> None:
    assert [glyph.text for glyph in REGULAR.shape("ax\u0323\u0301y")] == ["a", "x\u0323\u0301", "", "", "y"]


def test_marks_are_placed_over_their_letter() -> None:
    letter, mark = REGULAR.shape("ḱ")
    assert (letter.text, mark.text) == ("ḱ", "")
    assert mark.advance == 0
    assert mark.dx < 0 < mark.dy


def test_decomposed_letters_are_the_same_as_composed_ones() -> None:
    assert REGULAR.shape("a\u0308") == (Glyph(*REGULAR.shape("ä")[0][:2], "a\u0308"),)


@pytest.mark.parametrize(("text", "covered"), [("Ǟ", True), ("x\u0308\u0331", True), ("漢", False), (HEBREW, False)])
def test_a_face_covers_what_it_can_put_together(text: str, covered: bool) -> None:
    assert REGULAR.covers(text) is covered


@pytest.mark.parametrize(
    ("letter", "placed"),
    [("Ḱ", True), ("x\u0323\u0301", True), ("K\u031b", True), ("K\u035f", True), ("Ȫ", False), ("M\u0310", False)],
)
def test_a_face_tells_where_its_marks_would_float(letter: str, placed: bool) -> None:
    assert REGULAR.covers(letter)
    assert REGULAR.places_marks(letter) is placed
    assert DEJAVU.places_marks(letter)


def test_text_from_right_to_left_stands_backwards() -> None:
    glyphs = DEJAVU.shape(HEBREW, backwards=True)
    assert [glyph.text for glyph in glyphs] == list(reversed(HEBREW))
    assert glyphs[-1].id == DEJAVU.shape(HEBREW[0])[0].id


def test_marks_go_with_their_letter_in_both_directions() -> None:
    glyphs = ARABIC.shape("مُدَ", backwards=True)
    assert [glyph.text for glyph in glyphs] == ["دَ", "", "مُ", ""]
    assert [glyph.advance > 0 for glyph in glyphs] == [False, True, False, True]


def test_arabic_letters_are_joined() -> None:
    alone, joined = (ARABIC.shape(text, backwards=True) for text in ("م", "ممم"))
    assert len({glyph.id for glyph in (*alone, *joined)}) == 4
    assert [glyph.text for glyph in ARABIC.shape("لا", backwards=True)] == ["لا"], "one letter made of two"


def test_brackets_are_mirrored_in_text_from_right_to_left() -> None:
    opening, closing = (REGULAR.shape(bracket)[0].id for bracket in "()")
    assert [glyph.id for glyph in REGULAR.shape(")(", backwards=True)] == [closing, opening]


@pytest.mark.parametrize("control", ["\u00ad", "\u200b", "\u2060"])
def test_what_cannot_be_seen_takes_no_room(control: str) -> None:
    assert advances(REGULAR, f"a{control}b") == [504, 0, 553]


def test_spaces_have_their_own_widths() -> None:
    assert advances(REGULAR, " \u00a0\u202f\u2003") == [200, 200, 120, 1000]


def test_a_subset_holds_what_was_asked_for_and_nothing_else() -> None:
    wanted = {glyph.id for glyph in REGULAR.shape("Ä漢!")}
    data, new_ids = REGULAR.subset(wanted)
    subset = hb.Face(data)
    assert wanted <= set(new_ids)
    assert sorted(new_ids.values()) == list(range(len(new_ids)))
    assert subset.glyph_count == len(new_ids) < 8
    assert set(subset.table_tags) == {"glyf", "head", "hhea", "hmtx", "loca", "maxp"}
    widths = hb.Font(subset)
    assert all(REGULAR.advance(old) == widths.get_glyph_h_advance(new) for old, new in new_ids.items())
    assert widths.get_glyph_extents(0).height != 0, "the empty box keeps its outline"


def test_a_subset_is_the_same_in_whatever_order_it_was_asked_for() -> None:
    assert REGULAR.subset([5, 300, 7]) == REGULAR.subset([300, 7, 5, 5])
