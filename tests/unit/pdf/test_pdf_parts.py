"""Files that are put together from parts, each drawn apart from the others, read back by another library."""

import io
import pickle

import pikepdf
import pytest

from flyer import pdf
from flyer.typeset.faces import Face
from flyer.typeset.family import builtin
from flyer.typeset.frame import Document, Frame, Link, Modules, Picture, Point, Role, Size

SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="10" height="5"><rect width="10" height="5" fill="#123456"/></svg>'
)


@pytest.fixture
def label(frame, text):
    def make(words: str, x: float = 0.0, soft: str = "") -> Frame:
        ground = frame(text("Congress"), Picture(Point(0, 0), Size(20, 10), SVG), shared=True)
        code = frame(Modules(Point(0, 0), 9.0, (1,)), at=(50, 0), role=Role.FIGURE, alt=f"code of {words}")
        return frame(ground, frame(text(words, soft=soft), role=Role.P), code, at=(x, 0.0))

    return make


def in_parts(document: Document, *parts: tuple[Frame, ...]) -> bytes:
    """The file, every part sent away and back as it would be between processes."""
    drawn = (pdf.draw_part(document, frames, number, len(parts)) for number, frames in enumerate(parts))
    stream = io.BytesIO()
    pdf.write_parts(document, (pickle.loads(pickle.dumps(part)) for part in drawn), stream)
    return stream.getvalue()


@pytest.fixture
def content(document, frame, label) -> bytes:
    """Three parts of two, two and one pages, whose letters differ."""
    pages = [frame(label(f"{word} 1"), label(f"{word} 2", 100.0)) for word in ("Ada", "Bo", "Çi", "Ďo", "M\u0304e")]
    return in_parts(document(), tuple(pages[:2]), tuple(pages[2:4]), tuple(pages[4:]))


@pytest.fixture
def opened(content):
    with pikepdf.open(io.BytesIO(content)) as file:
        yield file


def test_pages_come_in_order_and_inherit_their_size(opened):
    assert len(opened.pages) == 5
    assert [[float(edge) for edge in page.mediabox] for page in opened.pages] == [[0, 0, 200, 100]] * 5
    assert [int(node.Count) for node in opened.Root.Pages.Kids] == [2, 2, 1]
    assert all(page.obj.Parent.Parent == opened.Root.Pages for page in opened.pages)


def test_every_page_names_its_resources_itself(content):
    """ISO 19005-3, 6.2.2; nothing inherited will do."""
    with pikepdf.open(io.BytesIO(content)) as file:
        nodes = [file.get_object(number, 0) for number in range(1, int(file.trailer.Size))]
        pages = [node for node in nodes if isinstance(node, pikepdf.Dictionary) and node.get("/Type") == "/Page"]
        assert len(pages) == 5
        assert all(page.Resources.is_indirect and "/F0" in page.Resources.Font for page in pages)


def test_poppler_reads_the_same_words_as_from_one_piece(judge, content, document, frame, label):
    pages = [frame(label(f"{word} 1"), label(f"{word} 2", 100.0)) for word in ("Ada", "Bo", "Çi", "Ďo", "M\u0304e")]
    whole = pdf.write(document(*pages))
    assert judge("pdftotext", "-layout", content) == judge("pdftotext", "-layout", whole)
    in_order = [word for word in judge("pdfinfo", "-struct-text", content).split() if word != "NonStruct"]
    assert in_order == judge("pdfinfo", "-struct-text", whole).split()


def test_qpdf_finds_nothing_wrong(judge, content):
    assert "No syntax or stream encoding errors" in judge("qpdf", "--check", content)


def test_parts_share_the_program_of_a_face_and_every_picture(opened):
    programs = {font.DescendantFonts[0].FontDescriptor.FontFile2.objgen for font in fonts(opened)}
    assert len(programs) == 1
    pictures = {form.Resources.XObject.P0.objgen for form in forms(opened)}
    assert len(pictures) == 1


def fonts(opened: pikepdf.Pdf) -> list[pikepdf.Object]:
    return [page.resources.Font.F0 for page in opened.pages]


def forms(opened: pikepdf.Pdf) -> list[pikepdf.Object]:
    return [form for page in opened.pages for name, form in page.resources.XObject.items() if name.startswith("/X")]


def test_only_a_part_with_letters_of_its_own_has_a_font_of_its_own(opened):
    first, _, second, _, own = (font.objgen for font in fonts(opened))
    assert first == second != own


def test_each_part_has_one_branch_of_the_structure(opened):
    (root,) = opened.Root.StructTreeRoot.K
    assert (str(root.S), [str(branch.S) for branch in root.K]) == ("/Document", ["/NonStruct"] * 3)
    roles = [[str(element.S) for element in branch.K] for branch in root.K]
    assert roles == [["/P", "/Figure"] * 4, ["/P", "/Figure"] * 4, ["/P", "/Figure"] * 2]
    assert next(str(element.Alt) for element in root.K[1].K if "/Alt" in element) == "code of Çi 1"
    assert all(branch == element.P for branch in root.K for element in branch.K)


def test_the_parent_tree_leads_back_from_every_page(opened):
    tree = opened.Root.StructTreeRoot.ParentTree
    found, before = {}, -1
    for leaf in tree.Kids:
        keys = [int(key) for key in leaf.Nums[::2]]
        assert [keys[0], keys[-1]] == [int(limit) for limit in leaf.Limits]
        assert keys == sorted(keys)
        assert before < keys[0]
        before = keys[-1]
        found |= dict(zip(keys, leaf.Nums[1::2], strict=True))
    assert int(opened.Root.StructTreeRoot.ParentTreeNextKey) == before + 1
    for page in opened.pages:
        owners = found[int(page.obj.StructParents)]
        assert [str(element.S) for element in owners] == ["/P", "/Figure"] * 2
        assert all(element.Pg == page.obj for element in owners)
        assert [int(element.K) for element in owners] == [0, 1, 2, 3]


def test_links_and_bookmarks_of_all_parts(document, frame, text):
    def page(word: str) -> Frame:
        link = Link(Point(0, 0), Size(30, 10), f"https://example.org/{word}")
        return frame(frame(text(word), role=Role.H1), frame(text("here"), link, role=Role.P))

    content = in_parts(document(), (page("one"), page("two")), (page("three"),))
    with pikepdf.open(io.BytesIO(content)) as file:
        with file.open_outline() as bookmarks:
            assert [item.title for item in bookmarks.root] == ["one", "two", "three"]
        assert [str(page.Annots[0].A.URI)[-3:] for page in file.pages] == ["one", "two", "ree"]
        nums = [each for leaf in file.Root.StructTreeRoot.ParentTree.Kids for each in leaf.Nums]
        parents = dict(zip(map(int, nums[::2]), nums[1::2], strict=True))
        assert {str(parents[int(page.Annots[0].StructParent)].S) for page in file.pages} == {"/Link"}


def test_every_object_is_in_one_part_and_numbers_left_over_are_free(content):
    with pikepdf.open(io.BytesIO(content)) as file:
        size = int(file.trailer.Size)
        free = [number for number in range(1, size) if file.get_object(number, 0) is None]
        assert free
        assert all(number % 3 == 0 for number in free)  # those of the last part, which has fewer objects


def test_equal_parts_give_equal_bytes(document, frame, label):
    def once() -> bytes:
        return in_parts(document(), (frame(label("Ada")),), (frame(label("Bo", soft=" ")),))

    assert once() == once()


def test_faces_travel_without_what_was_found_out_about_them():
    face = next(iter(builtin().faces.values()))[0]
    assert face.shape("Ada")
    again = pickle.loads(pickle.dumps(face))
    assert isinstance(again, Face)
    assert (again, again.is_pairwise, again.shape("Ada")) == (face, True, face.shape("Ada"))
    assert len(pickle.dumps(face)) < 1000
    assert pickle.loads(pickle.dumps(builtin())) is builtin()
