"""Elements that return are drawn once, and look as if they had been drawn each time."""

import io
import re
from dataclasses import replace

import pikepdf
import pytest

from flyer import pdf
from flyer.pdf import passages
from flyer.typeset.colour import Colour
from flyer.typeset.faces import Face
from flyer.typeset.frame import ORIGIN, Fill, Point, Role, Rule, Size

RED = Fill(ORIGIN, Size(5.0, 5.0), Colour(1.0, 0.0, 0.0))
RULE = Rule(ORIGIN, Point(9.0, 0.0), 0.5, Colour(0.0, 0.0, 1.0))


@pytest.fixture
def fresh():
    """Nothing was drawn before."""

    def forget() -> None:
        passages._passages.clear()
        passages._kept.clear()

    forget()
    return forget


@pytest.fixture
def kept(monkeypatch):
    """Who was drawn again instead of anew."""
    drawn = []
    again = pdf.writer.Pen._again
    monkeypatch.setattr(
        pdf.writer.Pen, "_again", lambda pen, passage, *rest: drawn.append(again(pen, passage, *rest)) or drawn[-1]
    )
    return drawn


@pytest.fixture
def label(frame, text):
    """A table cell whose text stands behind a box, in a frame of its own; a paragraph; a caption with a language."""
    return {
        "cell": frame(frame(text("Sum (1)\\")), role=Role.TD, span=2),
        "box": frame(RED, RULE, text("Box"), role=Role.P, at=(0.0, 30.0)),
        "caption": frame(text("Čas", soft=" "), text("Ĩ"), role=Role.P, language="cs", at=(0.0, 50.0)),
    }


def page(frame, text, label, words):
    row = frame(label["cell"], frame(text(words), role=Role.TD), role=Role.TR)
    return frame(RED, frame(row, role=Role.TABLE), label["box"], label["caption"], frame(text(words), role=Role.P))


def test_a_document_is_the_same_whether_its_elements_return_or_not(document, frame, text, label, fresh, kept):
    documents = [document(page(frame, text, label, words)) for words in ("one", "two", "three")]
    anew = []
    for each in documents:
        fresh()
        anew.append(pdf.write(each))
    assert not any(kept)
    fresh()
    assert [pdf.write(each) for each in documents] == anew
    assert kept == [True] * 3


@pytest.mark.parametrize("moved", [{"at": (3.0, 0.0)}, {"turn": 180}])
def test_an_element_is_drawn_anew_elsewhere(document, frame, text, label, fresh, kept, moved):
    before = document(page(frame, text, label, "one"))
    elsewhere = document(frame(page(frame, text, label, "two"), **moved))
    anew = pdf.write(elsewhere)
    fresh()
    for _ in range(2):
        pdf.write(before)
    assert pdf.write(elsewhere) == anew
    assert not any(kept)


def test_an_element_is_drawn_anew_where_other_things_are_set(document, frame, text, fresh, kept):
    paragraph = frame(text("same"), role=Role.P)
    elsewhere = document(frame(RED, paragraph))
    anew = pdf.write(elsewhere)
    fresh()
    for _ in range(2):
        pdf.write(document(frame(paragraph)))
    assert pdf.write(elsewhere) == anew
    assert kept == [False]


def test_an_element_is_drawn_anew_where_its_face_has_another_name(document, frame, text, fresh, kept):
    paragraph = frame(text("same"), role=Role.P)
    (run,) = text("first").runs
    other = replace(text("first"), runs=(replace(run, face=Face("Other", run.face.read, run.face.is_pairwise)),))
    elsewhere = document(frame(frame(other, role=Role.P)), frame(paragraph))
    anew = pdf.write(elsewhere)
    fresh()
    for _ in range(2):
        pdf.write(document(frame(paragraph)))
    assert pdf.write(elsewhere) == anew
    assert kept == [False]


def test_text_behind_artifacts_behind_text_is_marked_again(document, frame, text, fresh, kept):
    paragraphs = frame(text("a"), RED, text("b"), role=Role.P), frame(frame(text("a")), RED, text("b"), role=Role.P)
    for paragraph in paragraphs:
        for _ in range(3):
            with pikepdf.open(io.BytesIO(pdf.write(document(frame(paragraph))))) as file:
                assert file.pages[0].Contents.read_bytes().count(b"BDC") == 2
                assert list(file.Root.StructTreeRoot.K[0].K.K) == [0, 1]
    assert not kept


def test_letters_of_what_returns_are_embedded(document, frame, text, fresh, kept):
    paragraph = frame(text("§"), role=Role.P)
    files = [pdf.write(document(frame(paragraph))) for _ in range(3)]
    assert kept == [True]
    with pikepdf.open(io.BytesIO(files[2])) as file:
        texts = file.pages[0].Resources.Font.F0.ToUnicode.read_bytes()
    assert re.findall(rb"<00A7> <(\w+)>", texts) == [b"00A7"]
    assert files[0] == files[2]


def test_a_line_from_right_to_left_and_letters_without_codes_of_their_own_are_drawn_anew(
    document, frame, text, fresh, kept
):
    for words in ("\u05d0\u05d1", "l\u0308"):
        paragraph = frame(text(words), role=Role.P)
        assert len({pdf.write(document(frame(paragraph))) for _ in range(3)}) == 1
    assert not kept


def test_what_returns_is_forgotten_in_the_end(document, frame, text, fresh, kept, monkeypatch):
    monkeypatch.setattr(passages, "_KEPT", 2)
    paragraphs = [frame(text(words), role=Role.P) for words in "abc"]
    for _ in range(4):
        pdf.write(document(*(frame(paragraph) for paragraph in paragraphs)))
    assert not any(kept)
    assert len(passages._kept) <= 2
