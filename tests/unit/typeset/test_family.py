from pathlib import Path

import pytest

from flyer.typeset.faces import Face
from flyer.typeset.family import Cut, Family, builtin, clusters, ocr_b

LETTERS = (Path(__file__).parents[2] / "data" / "din91379-letters.txt").read_text("utf-8").split("\n", 1)[1].split()
MARKS = "\u0300\u0301\u0302\u0304\u0306\u0307\u0308\u030b\u030c\u030d\u0310\u0315\u031b\u0323" + (
    "\u0325\u0326\u0327\u0328\u0331\u035f"
)
"""The combining marks of the sequences of DIN 91379."""


@pytest.mark.parametrize("cut", Cut)
def test_every_face_answers_to_its_own_name(cut: Cut) -> None:
    for face in (*builtin().faces[cut], *ocr_b().faces[cut]):
        assert Face.load(face.data).name == face.name


@pytest.mark.parametrize("cut", Cut)
def test_source_sans_prints_nearly_all_of_din_91379_itself(cut: Cut) -> None:
    assert len(set(LETTERS)) == 500
    own, *_ = builtin().faces[cut]
    stood_in_for = [letter for letter in LETTERS if builtin().divide(letter, cut)[0][0] != own]
    assert "".join(stood_in_for) == "ƇƈǞǟȪȫȬȭ"


@pytest.mark.parametrize("cut", Cut)
@pytest.mark.parametrize("mark", MARKS)
def test_every_mark_stands_in_its_place_on_every_letter(cut: Cut, mark: str) -> None:
    for base in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz":
        ((face, _),) = builtin().divide(f"{base}{mark}", cut)
        assert face.covers(f"{base}{mark}")
        assert face.places_marks(f"{base}{mark}"), base


def test_nothing_of_din_91379_is_missing_anywhere() -> None:
    assert builtin().missing("".join(LETTERS) + "".join(f"x{mark}" for mark in MARKS)) == ""
    assert ocr_b().missing("".join(LETTERS)) == ""


def test_missing_letters_are_named_once_and_in_order() -> None:
    assert builtin().missing("漢字漢\u0301 a 字 \n\t\u00ad\u2060 Ω Ж ✓") == "漢字漢\u0301"


@pytest.mark.parametrize("char", ["\x00", "\ue000", "\udc80"])
def test_what_nobody_could_read_is_missing(char: str) -> None:
    assert builtin().missing(f"a{char}") == char


def test_a_letter_that_one_cut_lacks_is_missing() -> None:
    regular, *_, stand_in = builtin().faces[Cut.REGULAR]
    uneven = Family("uneven", {**dict.fromkeys(Cut, (regular, stand_in)), Cut.BOLD: (regular,)})
    assert uneven.missing("a★") == "★"


def test_text_is_divided_into_the_faces_that_have_it() -> None:
    divided = builtin().divide("ab★☎c 漢\u0301", Cut.BOLD)
    assert [(face.name, text) for face, text in divided] == [
        ("SourceSans3-Bold", "ab"),
        ("DejaVuSans-Bold", "★☎"),
        ("SourceSans3-Bold", "c 漢\u0301"),
    ]


def test_a_letter_and_its_marks_stay_together() -> None:
    assert list(clusters("e\u0301x\u0323\u0301\u0304 y")) == ["e\u0301", "x\u0323\u0301\u0304", " ", "y"]
    assert list(clusters("\u0301a")) == ["\u0301", "a"]
    assert list(clusters("")) == []


@pytest.mark.parametrize(
    ("cut", "bold", "italic"),
    [
        (Cut.REGULAR, Cut.BOLD, Cut.ITALIC),
        (Cut.ITALIC, Cut.BOLD_ITALIC, Cut.ITALIC),
        (Cut.SEMIBOLD, Cut.BOLD, Cut.BOLD_ITALIC),
        (Cut.BOLD, Cut.BOLD, Cut.BOLD_ITALIC),
        (Cut.BOLD_ITALIC, Cut.BOLD_ITALIC, Cut.BOLD_ITALIC),
    ],
)
def test_cuts_for_emphasis(cut: Cut, bold: Cut, italic: Cut) -> None:
    assert (cut.bold, cut.italic) == (bold, italic)


def test_a_face_is_read_when_it_is_used_and_not_before() -> None:
    read = []

    def reading(cut: Cut) -> bytes:
        read.append(cut)
        return builtin().faces[cut][0].data

    family = Family("counted", {cut: (Face(f"counted-{cut}", lambda cut=cut: reading(cut)),) for cut in Cut})
    family.divide("a", Cut.BOLD)
    family.divide("b", Cut.BOLD)
    assert read == [Cut.BOLD]
