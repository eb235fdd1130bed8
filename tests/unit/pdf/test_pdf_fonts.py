import io
import re
import struct

import pikepdf
import pytest
import uharfbuzz as hb

from flyer.pdf import fonts
from flyer.pdf.file import File
from flyer.pdf.fonts import EmbeddedFace
from flyer.pdf.objects import Name
from flyer.typeset.faces import Glyph
from flyer.typeset.family import Cut, builtin

FACE, *_, FALLBACK = builtin().faces[Cut.REGULAR]


def show(text: str) -> str:
    return EmbeddedFace(FACE, "F0").show(FACE.shape(text))


def two_bytes(*codes: int) -> str:
    return b"".join(code.to_bytes(2) for code in codes).decode("latin-1")


def test_a_code_is_the_number_of_the_character():
    assert show("anna") == "[(\0a\0n\0n\0a)]TJ"
    assert texts(FACE, FACE.shape("an"))[0x61] == "a"


def test_kerning_stands_between_strings():
    a, _ = FACE.shape("AV")
    kerned = FACE.advance(a.id) - a.advance
    assert kerned > 0
    assert show("AV") == f"[(\0A){kerned:g}(\0V)]TJ"


@pytest.mark.parametrize(
    ("text", "shown"), [("(", "\0\\("), (")", "\0\\)"), ("\\", "\0\\\\"), ("č", "\1\\r"), ("Ċ", "\1\n"), ("Ĩ", "\1\\(")]
)
def test_bytes_that_mean_something_in_a_string_are_escaped(text, shown):
    assert show(text) == f"[({shown})]TJ"


@pytest.mark.parametrize(("letter", "code"), [("M\u0304", 1), ("ḱ", 0x1E31), ("C\u0328\u0306", 1)])
def test_a_letter_put_together_is_one_glyph(letter, code):
    assert len(FACE.shape(letter)) > 1
    assert show(f"{letter} {letter}") == f"[({two_bytes(code, 0x20, code)})]TJ"
    found = texts(FACE, FACE.shape(f"{letter} "))
    assert (found[code], found[0x20]) == (letter, " ")


def test_what_no_character_is_drawn_as_has_spare_codes_in_the_order_of_first_use():
    found = texts(FACE, FACE.shape("l\u0308k\u0308l\u0308"))
    assert found == {1: "l\u0308", 2: "k\u0308"}


def test_fonts_of_texts_with_letters_of_the_same_kinds_are_the_same():
    fonts = [embedded(FACE, FACE.shape(text)) for text in ("Anna 1", "Otto 2")]
    assert fonts[0] == fonts[1]
    assert set(texts(FACE, FACE.shape("x")).values()) == set("abcdefghijklmnopqrstuvwxyz")
    assert texts(FACE, FACE.shape("é")) == {0xE9: "é"}


def test_a_line_that_returns_in_another_document_brings_its_letters_there():
    glyphs = FACE.shape("é§–")
    first, second = (embedded(FACE, glyphs) for _ in range(2))
    assert first == second
    other = EmbeddedFace(FACE, "F0")
    assert other.show(glyphs) == other.show(FACE.shape("é§–")) == f"[({two_bytes(0xE9, 0xA7, 0x2013)})]TJ"
    assert other.used.codes == {0xE9, 0xA7, 0x2013}


def test_a_letter_put_together_is_as_wide_as_its_base():
    base, mark = FACE.shape("ḱ")
    font = embedded(FACE, (base, mark))
    assert font["widths"] == {ord("ḱ"): FACE.advance(base.id)}


def test_a_mark_stands_where_shaping_put_it():
    base, mark = FACE.shape("l\u0308")
    font = embedded(FACE, (base, mark))
    whole = hb.Font(hb.Face(font["file"])).get_glyph_extents(int.from_bytes(font["ids"][2:4]))
    of = hb.Font(hb.Face(FACE.data)).get_glyph_extents
    assert whole.x_bearing == base.advance + mark.dx + of(mark.id).x_bearing < of(base.id).x_bearing
    assert whole.y_bearing == mark.dy + of(mark.id).y_bearing > of(base.id).y_bearing


def test_a_glyph_out_of_its_place_is_drawn_there():
    glyph = FACE.shape("a")[0]
    assert EmbeddedFace(FACE, "F0").show((glyph, glyph._replace(dy=9.0), glyph)) == "[(\0a\0\1\0a)]TJ"


def test_the_same_glyph_for_another_text_gets_a_code_of_its_own():
    hyphen = FACE.shape("-")[0]
    shown = EmbeddedFace(FACE, "F0").show((hyphen, hyphen._replace(text="\u00ad"), hyphen))
    assert shown == "[(\0-\0\1\0-)]TJ"


def test_the_empty_box_is_refused():
    with pytest.raises(ValueError, match="SourceSans3-Regular has no glyph for '漢'"):
        show("漢")


@pytest.mark.parametrize("char", ["\0", "\ufeff", "\ue000", "\ud800"])
def test_characters_that_cannot_be_copied_are_refused(char):
    with pytest.raises(ValueError, match="cannot be copied"):
        EmbeddedFace(FACE, "F0").show((Glyph(5, 500.0, char),))


def test_a_font_holds_no_more_codes_than_there_are(monkeypatch):
    monkeypatch.setattr(fonts, "_SPARE", (1, 2))
    assert show("l\u0308k\u0308")
    with pytest.raises(ValueError, match="more texts than a font can"):
        show("l\u0308k\u0308m\u0308")


def embedded(face, glyphs) -> dict[str, object]:
    """The font a document gets when it shows these glyphs, as another library reads it."""
    stream = io.BytesIO()
    file, font = File(stream), EmbeddedFace(face, "F0")
    font.show(glyphs)
    pages = file.add({"Type": Name("Pages"), "Kids": [], "Count": 0})
    catalog = file.add({"Type": Name("Catalog"), "Pages": pages, "Font": font.add_to(file)})
    file.close(catalog, file.add({}))
    with pikepdf.open(io.BytesIO(stream.getvalue())) as pdf:
        font = pdf.Root.Font
        descendant = font.DescendantFonts[0]
        return {
            "name": str(font.BaseFont),
            "cmap": font.ToUnicode.read_bytes().decode("ascii"),
            "widths": widths(descendant.W),
            "file": descendant.FontDescriptor.FontFile2.read_bytes(),
            "ids": descendant.CIDToGIDMap.read_bytes(),
        }


def widths(array) -> dict[int, float]:
    """The advances of all codes."""
    rows = zip(array[::2], array[1::2], strict=True)
    return {int(first) + n: float(width) for first, row in rows for n, width in enumerate(row)}


def texts(face, glyphs) -> dict[int, str]:
    """What the codes stand for."""
    pairs = re.findall(r"^<([0-9A-F]{4})> <([0-9A-F]+)>$", embedded(face, glyphs)["cmap"], re.MULTILINE)
    return {int(code, 16): bytes.fromhex(text).decode("utf-16-be") for code, text in pairs[1:]}


def test_the_font_is_a_subset_with_widths_and_codes():
    glyphs = FACE.shape("é§–")
    font = embedded(FACE, glyphs)
    subset, new_ids = FACE.subset([glyph.id for glyph in glyphs])
    assert re.fullmatch(r"/[A-Z]{6}\+SourceSans3-Regular", font["name"])
    assert font["widths"] == {ord(glyph.text): FACE.advance(glyph.id) for glyph in glyphs}
    assert font["file"] == subset
    ids = dict(enumerate(struct.unpack(f">{0x2013 + 1}H", font["ids"])))
    assert {code: new for code, new in ids.items() if new} == {ord(g.text): new_ids[g.id] for g in glyphs}


def test_characters_beyond_the_basic_plane_are_surrogate_pairs():
    assert texts(FALLBACK, FALLBACK.shape("𝔸")) == {1: "𝔸"}


def test_a_block_of_the_cmap_holds_at_most_a_hundred_entries():
    text = "".join(char for char in map(chr, range(0x21, 0x180)) if FACE.covers(char))
    counts = [int(count) for count in re.findall(r"(\d+) beginbfchar", embedded(FACE, FACE.shape(text))["cmap"])]
    assert max(counts) == 100
    assert sum(counts) == len(set(text) | {" "}) > 200
