import pytest

from flyer.pdf.bookmarks import Heading
from flyer.pdf.objects import Ref
from flyer.typeset.frame import Part, Role


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (["Integrierte Sozialplanung"], "Integrierte Sozialplanung"),
        (["Integrierte ", "Sozialplanung"], "Integrierte Sozialplanung"),
        (["Sozial\u00ad", "planung"], "Sozialplanung"),
        (["E-", "Mail"], "E-Mail"),
        (["1.\u00a0Tag"], "1. Tag"),
    ],
)
def test_a_title_is_one_line(lines, title):
    assert Heading(1, Ref(1), 0, 0, lines).title == title


def shape(items) -> list[object]:
    return [item.title if not item.children else (item.title, shape(item.children)) for item in items]


def test_headings_are_nested_by_level(written, document, frame, text):
    roles = {"a": Role.H1, "b": Role.H2, "c": Role.H3, "d": Role.H2, "e": Role.H1, "f": Role.H3}
    page = frame(*(frame(text(word), role=role) for word, role in roles.items()))
    pdf = written(document(page))
    with pdf.open_outline() as outline:
        assert shape(outline.root) == [("a", [("b", ["c"]), "d"]), ("e", ["f"])]
    assert pdf.Root.Outlines.Count == 6
    assert str(pdf.Root.PageMode) == "/UseOutlines"


def test_a_bookmark_leads_to_the_place_of_its_heading(written, document, frame, text):
    heading = frame(frame(text("a"), role=Role.H1), at=(20.0, 30.0))
    pdf = written(document(frame(), frame(heading)))
    page, kind, x, y, zoom = pdf.Root.Outlines.First.Dest
    assert page.objgen == pdf.pages[1].objgen
    assert (str(kind), x, y, zoom) == ("/XYZ", 20, 70, None)


def test_a_torn_heading_is_one_bookmark_at_its_first_part(written, document, frame, text):
    parts = [
        frame(text(word), role=Role.H1, part=Part("h", rank), at=(rank, 0)) for rank, word in ((1, "b"), (0, "a "))
    ]
    pdf = written(document(frame(*parts)))
    with pdf.open_outline() as outline:
        assert shape(outline.root) == ["a b"]
    assert pdf.Root.Outlines.First.Dest[2] == 0


def test_text_of_a_link_belongs_to_the_heading_around_it(written, document, frame, text):
    heading = frame(text("see "), frame(text("there"), role=Role.LINK), role=Role.H1)
    with written(document(frame(heading))).open_outline() as outline:
        assert shape(outline.root) == ["see there"]


def test_without_headings_there_is_no_outline(written, document, frame, text):
    root = written(document(frame(frame(text("a"), role=Role.P)))).Root
    assert "/Outlines" not in root
    assert "/PageMode" not in root
