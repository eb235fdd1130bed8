"""The structure tree, read back by another library and written as nested tuples: role, then kids."""

import gc

import pikepdf
import pytest

from flyer import pdf
from flyer.typeset.frame import Fill, Link, Modules, Part, Point, Role, Rule, Size


def outline(element: pikepdf.Object) -> tuple[object, ...]:
    """An element as its type and its kids; ints are marked content, "link" is an annotation."""
    kids = element.get("/K", pikepdf.Array())
    if not isinstance(kids, pikepdf.Array):
        kids = [kids]
    return str(element.S).lstrip("/"), *map(kid, kids)


def kid(value: object) -> object:
    if isinstance(value, int):
        return value
    match value.get("/Type"):
        case "/MCR":
            return value.MCID
        case "/OBJR":
            return "link"
    return outline(value)


@pytest.fixture
def tree(written, document):
    def build(*pages):
        (root,) = written(document(*pages)).Root.StructTreeRoot.K
        return outline(root)

    return build


def test_roles_become_elements_in_reading_order(tree, frame, text):
    page = frame(frame(text("one"), role=Role.H1), frame(text("two"), role=Role.P))
    assert tree(page) == ("Document", ("H1", 0), ("P", 1))


def test_a_frame_without_role_hands_its_contents_up(tree, frame, text):
    page = frame(frame(frame(text("a")), frame(frame(text("b"))), role=Role.P))
    assert tree(page) == ("Document", ("P", 0))


def test_text_around_an_inner_element_keeps_its_place(tree, frame, text):
    inner = frame(text("b"), role=Role.LINK)
    assert tree(frame(frame(text("a"), inner, text("c"), role=Role.P))) == ("Document", ("P", 0, ("Link", 1), 2))


def test_what_is_not_text_is_an_artifact_unless_in_a_figure(tree, frame, text):
    rule, fill = Rule(Point(0, 0), Point(9, 0), 1.0), Fill(Point(0, 0), Size(9, 9), None)
    modules = Modules(Point(0, 0), 9.0, (1,))
    page = frame(
        frame(rule, text("a"), fill, modules, role=Role.P), frame(rule, fill, modules, role=Role.FIGURE, alt="x")
    )
    assert tree(page) == ("Document", ("P", 0), ("Figure", 1))


def test_text_without_any_role_is_an_artifact(tree, frame, text):
    assert tree(frame(text("page 1"), frame(text("a"), role=Role.P))) == ("Document", ("P", 0))


def test_elements_without_content_are_left_out_but_cells_stay(tree, frame, text):
    row = frame(frame(text("a"), role=Role.TD), frame(role=Role.TD), role=Role.TR)
    page = frame(frame(role=Role.SECT), frame(frame(role=Role.P), role=Role.SECT), frame(row, role=Role.TABLE))
    assert tree(page) == ("Document", ("Table", ("TR", ("TD", 0), ("TD",))))


def test_an_element_in_another_language_says_so(written, document, frame, text):
    page = frame(frame(text("Fee"), role=Role.P), frame(text("Beitrag"), role=Role.P, language="de-AT"))
    paragraphs = written(document(page)).Root.StructTreeRoot.K[0].K
    assert [str(each.get("/Lang", "")) for each in paragraphs] == ["", "de-AT"]


def test_parts_over_pages_are_one_element(tree, frame, text):
    def rows(*words):
        return [frame(frame(text(word), role=Role.TD), role=Role.TR) for word in words]

    first = frame(frame(*rows("a", "b"), role=Role.TABLE, part=Part("items", 0)))
    second = frame(frame(*rows("c"), role=Role.TABLE, part=Part("items", 1)), frame(text("d"), role=Role.P))
    assert tree(first, second) == (
        "Document",
        ("Table", ("TR", ("TD", 0)), ("TR", ("TD", 1)), ("TR", ("TD", 0))),
        ("P", 1),
    )


def test_parts_are_ordered_by_rank_wherever_they_lie(written, document, frame, text):
    def panel(word, rank):
        return frame(frame(text(word), role=Role.H1), role=Role.SECT, part=Part("sheet", rank))

    outside = frame(panel("flap", 4), panel("back", 5), panel("cover", 0))
    inside = frame(panel("one", 1), panel("two", 2), panel("three", 3))
    pdf = written(document(outside, inside))
    with pdf.open_outline() as bookmarks:
        assert [item.title for item in bookmarks.root] == ["cover", "one", "two", "three", "flap", "back"]


def test_an_element_stands_where_its_lowest_rank_stands(tree, frame, text):
    late = frame(text("late"), role=Role.P, part=Part("p", 1))
    early = frame(text("early"), role=Role.P, part=Part("p", 0))
    page = frame(frame(late, frame(text("x"), role=Role.P), role=Role.SECT), frame(early, role=Role.SECT))
    assert tree(page) == ("Document", ("Sect", ("P", 1)), ("Sect", ("P", 2, 0)))


def test_parts_in_parts(tree, frame, text):
    def piece(word, rank):
        cell = frame(text(word), role=Role.TD, part=Part("cell", rank))
        row = frame(cell, role=Role.TR, part=Part("row", rank))
        return frame(frame(row, role=Role.TABLE, part=Part("table", rank)))

    assert tree(piece("a", 0), piece("b", 1)) == ("Document", ("Table", ("TR", ("TD", 0, 0))))


def test_a_link_over_two_lines_is_one_element_with_two_annotations(written, document, frame, text):
    def half(word, rank):
        link = Link(Point(0, 0), Size(30, 10), "https://example.org/ä")
        return frame(text(word), link, role=Role.LINK, part=Part("link", rank))

    pdf = written(document(frame(frame(half("a", 0), half("b", 1), role=Role.P))))
    (root,) = pdf.Root.StructTreeRoot.K
    assert outline(root) == ("Document", ("P", ("Link", 0, "link", 1, "link")))
    first, second = pdf.pages[0].Annots
    assert [first.StructParent, second.StructParent] == [0, 1]
    assert str(first.A.URI) == "https://example.org/%C3%A4"
    assert str(first.Contents) == "https://example.org/ä"
    assert [float(edge) for edge in first.Rect] == [0, 90, 30, 100]


def test_a_link_outside_a_link_element_becomes_one(tree, frame, text):
    link = Link(Point(0, 0), Size(30, 10), "mailto:a@example.org")
    page = frame(link, frame(text("a"), link, role=Role.P))
    assert tree(page) == ("Document", ("Link", "link"), ("P", 0, ("Link", "link")))


def test_the_parent_tree_leads_back(written, document, frame, text):
    link = Link(Point(0, 0), Size(30, 10), "tel:+491234")
    page = frame(frame(text("a"), frame(text("b"), link, role=Role.LINK), role=Role.P))
    pdf = written(document(page, frame(frame(text("c"), role=Role.H1))))
    numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    parents = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
    assert [str(element.S) for element in parents[pdf.pages[0].StructParents]] == ["/P", "/Link"]
    assert [str(element.S) for element in parents[pdf.pages[1].StructParents]] == ["/H1"]
    assert str(parents[pdf.pages[0].Annots[0].StructParent].S) == "/Link"
    assert pdf.Root.StructTreeRoot.ParentTreeNextKey == len(parents) == 3


def test_attributes_of_cells_figures_and_tables(written, document, frame, text):
    head = frame(text("a"), role=Role.TH, scope="Column", span=2)
    row = frame(head, frame(text("b"), role=Role.TD), role=Role.TR)
    figure = frame(Modules(Point(0, 0), 9.0, (1,)), at=(5, 6), size=Size(9, 9), role=Role.FIGURE, alt="QR-Ä")
    (root,) = written(document(frame(frame(row, role=Role.TABLE), figure))).Root.StructTreeRoot.K
    table, figure = root.K
    cells = table.K.K
    assert (str(cells[0].A.Scope), cells[0].A.ColSpan, str(cells[0].A.O)) == ("/Column", 2, "/Table")
    assert "/A" not in cells[1]
    assert str(figure.Alt) == "QR-Ä"
    assert [float(edge) for edge in figure.A.BBox] == [5, 85, 14, 94]
    assert [float(edge) for edge in table.A.BBox] == [0, 80, 100, 100]


@pytest.mark.parametrize(
    ("build", "complaint"),
    [
        (lambda f, t: f(t("a"), role=Role.FIGURE), "a Figure has no alternative text"),
        (lambda f, t: f(t("a"), role=Role.TR), "TR stands in no element"),
        (lambda f, t: f(f(t("a"), role=Role.LI), role=Role.P), "LI stands in P"),
        (lambda f, t: f(f(t("a"), role=Role.P), role=Role.L), "P stands in L"),
        (lambda f, t: f(t("a"), role=Role.TABLE), "content stands directly in Table"),
        (
            lambda f, t: f(f(f(t("a"), role=Role.TH), role=Role.TR), role=Role.TABLE),
            "a TH has the scope ''",
        ),
        (lambda f, t: f(f(t("a"), role=Role.P), shared=True), "P stands in a shared frame"),
        (
            lambda f, t: f(Link(Point(0, 0), Size(1, 1), "https://a"), shared=True),
            "a link stands in a shared frame",
        ),
        (
            lambda f, t: f(f(t("a"), role=Role.P, part=Part("k", 0)), role=Role.P, part=Part("k", 1)),
            "part 'k' stands in itself",
        ),
        (
            lambda f, t: f(f(t("a"), role=Role.P, part=Part("k", 0)), f(t("b"), role=Role.H1, part=Part("k", 1))),
            "part 'k' is P here and H1 there",
        ),
    ],
)
def test_what_breaks_a_structure_tree_is_refused(document, frame, text, build, complaint):
    with pytest.raises(ValueError, match=f"^{complaint}$"):
        pdf.write(document(frame(build(frame, text))))


def test_parts_that_stand_in_each_other_are_refused(document, frame, text):
    def piece(key, rank, *children):
        return frame(*children, role=Role.SECT, part=Part(key, rank))

    knot = frame(piece("a", 1, piece("b", 0, text("x"))), piece("b", 1, piece("a", 0, text("y"))))
    with pytest.raises(ValueError, match="stand in each other"):
        pdf.write(document(knot))


def test_a_document_leaves_nothing_that_holds_itself(document, frame, text):
    """Programs that write thousands collect no cycles."""

    def page(word, rank):
        return frame(frame(text(word), role=Role.H1), role=Role.SECT, part=Part("sheet", rank))

    made = document(page("one", 0), page("two", 1), frame(frame(text("three"), role=Role.P)))
    pdf.write(made)
    gc.collect()
    gc.set_debug(gc.DEBUG_SAVEALL)
    try:
        pdf.write(made)
        gc.collect()
        left = [each for each in gc.garbage if type(each).__module__.startswith("flyer")]
    finally:
        gc.set_debug(0)
        gc.garbage.clear()
    assert not left
