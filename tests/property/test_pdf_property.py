"""Whatever is drawn: the structure tree holds all of it, once, in order, and readers read what was written."""

import contextlib
import ctypes
import datetime as dt
import io
from collections.abc import Iterator
from itertools import pairwise

import page as judge
import pikepdf
import pypdfium2
import pypdfium2.raw as raw
from hypothesis import example, given, settings
from hypothesis import strategies as st

from flyer import pdf
from flyer.pdf.objects import Name, number, serialise
from flyer.typeset.family import Cut, Style, builtin
from flyer.typeset.frame import Document, Frame, Part, Point, Role, Size
from flyer.typeset.lines import line
from flyer.typeset.pictures import PictureError, size

fewer = settings(max_examples=60)

LENGTHS = st.floats(-2000, 2000, allow_nan=False)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


@given(LENGTHS)
@example(-0.0004)
def test_numbers_keep_their_value(value):
    text = number(value)
    assert abs(float(text) - value) <= 0.0005 + 1e-9
    assert not set(text) - set("-0123456789.")
    assert text != "-0"


NAMES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
OBJECTS = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**31), 2**31 - 1) | st.binary() | TEXTS | NAMES.map(Name),
    lambda inner: st.lists(inner) | st.dictionaries(NAMES, inner),
    max_leaves=8,
)


def plain(value: object) -> object:
    """What another library makes of an object, in the values it was made of."""
    match value:
        case pikepdf.Array():
            return [plain(item) for item in value]
        case pikepdf.Dictionary():
            return {key.removeprefix("/"): plain(item) for key, item in value.items()}
        case pikepdf.Name():
            return "/" + str(value).removeprefix("/")
        case pikepdf.String():
            return bytes(value)
    return value


def expected(value: object) -> object:
    match value:
        case list():
            return [expected(item) for item in value]
        case dict():
            return {key: expected(item) for key, item in value.items()}
        case Name():
            return f"/{value}"
        case str():
            is_plain = value.isascii() and value.isprintable()
            return value.encode("ascii") if is_plain else b"\xfe\xff" + value.encode("utf-16-be")
    return value


@fewer
@given(OBJECTS)
def test_another_library_reads_what_is_serialised(value):
    assert plain(pikepdf.Object.parse(serialise([value]))) == expected([value])


HYPHENS = "-\u00ad"
"""PDFium joins words at them."""

LETTERS = [
    chr(code) for code in (*range(0x21, 0x7F), *range(0xA1, 0x180), *range(0x390, 0x460)) if chr(code) not in HYPHENS
]
WORDS = st.text(st.sampled_from([c for c in LETTERS if not builtin().missing(c)]), min_size=1, max_size=8)


@st.composite
def elements(draw: st.DrawFn, depth: int = 0) -> tuple[Role, list[object]]:
    """A structure element as its role and its contents: words and elements."""
    role = draw(st.sampled_from([Role.P, Role.SECT, Role.H1, Role.LINK, Role.L, Role.TABLE]))
    if role is Role.L:
        words = draw(st.lists(WORDS, min_size=1, max_size=3))
        return role, [(Role.LI, [(Role.LBL, ["•"]), (Role.LBODY, [word])]) for word in words]
    if role is Role.TABLE:
        words = draw(st.lists(WORDS, min_size=1, max_size=3))
        return role, [(Role.TR, [(Role.TD, [word]), (Role.TD, [word])]) for word in words]
    inner = WORDS if depth > 1 else WORDS | elements(depth=depth + 1)
    return role, draw(st.lists(inner, min_size=1, max_size=3))


def draw_element(element: tuple[Role, list[object]], rows: Iterator[int], part: Part | None = None) -> Frame:
    role, contents = element
    children = [
        line(item, Style(builtin(), 8.0, Cut.REGULAR), Point(5.0, 12.0 * next(rows)))
        if isinstance(item, str)
        else draw_element(item, rows)
        for item in contents
    ]
    return Frame(Point(0.0, 0.0), Size(400.0, 12.0), tuple(children), role=role, part=part)


def words(element: object) -> Iterator[str]:
    if isinstance(element, str):
        yield element
    else:
        for item in element[1]:
            yield from words(item)


def document(pages: list[list[Frame]]) -> Document:
    paper = Size(400.0, 1200.0)
    frames = [Frame(Point(0.0, 0.0), paper, tuple(children)) for children in pages]
    return Document("Title", "de", dt.datetime(2022, 3, 28, tzinfo=dt.UTC), paper, frames)


def marked_texts(page: pypdfium2.PdfPage) -> dict[int, str]:
    """The text of each marked content of a page, as PDFium reads it: with blanks where it sees gaps."""
    found: dict[int, str] = {}
    reader = page.get_textpage()
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
        length = raw.FPDFTextObj_GetText(item.raw, reader.raw, None, 0)
        buffer = (ctypes.c_ushort * length)()
        raw.FPDFTextObj_GetText(item.raw, reader.raw, buffer, length)
        mcid = raw.FPDFPageObj_GetMarkedContentID(item.raw)
        found[mcid] = found.get(mcid, "") + bytes(buffer).decode("utf-16-le").rstrip("\0")
    return found


def marked(file: pikepdf.Pdf) -> list[tuple[int, int]]:
    """Page and number of all marked content, in the order of the structure tree."""
    numbers = {page.obj.objgen: number for number, page in enumerate(file.pages)}

    def walk(element: pikepdf.Object) -> Iterator[tuple[int, int]]:
        kids = element.get("/K", pikepdf.Array())
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, int):
                yield numbers[element.Pg.objgen], kid
            elif kid.get("/Type") == "/MCR":
                yield numbers[kid.Pg.objgen], kid.MCID
            else:
                yield from walk(kid)

    return list(walk(file.Root.StructTreeRoot.K[0]))


@settings(max_examples=25)
@given(st.lists(elements(), min_size=1, max_size=4), st.integers(1, 3), st.randoms(use_true_random=False))
def test_all_text_stands_in_the_tree_once_in_the_order_of_the_ranks(made, count, random):
    """Elements are strewn over pages in any order; their ranks put them right again."""
    pages, rows = [[] for _ in range(count)], [iter(range(1, 90)) for _ in range(count)]
    for rank, element in random.sample(list(enumerate(made)), len(made)):
        number = random.randrange(count)
        inner = draw_element(element, rows[number])
        pages[number].append(
            Frame(Point(0.0, 0.0), Size(400.0, 12.0), (inner,), role=Role.SECT, part=Part("all", rank))
        )
    written = pdf.write(document(pages))
    assert judge.validate_pdf_bytes(written, profile="ua1").failures == []
    with pikepdf.open(io.BytesIO(written)) as file:
        order = marked(file)
        assert len(order) == len(set(order))
    texts = [marked_texts(page) for page in pypdfium2.PdfDocument(written)]
    read = "".join(texts[page][mcid] for page, mcid in order)
    assert read.replace(" ", "") == "".join(words((Role.SECT, made)))


PICTURES = {
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><style>.a{fill:red}</style>'
    b'<g transform="scale(2)"><path class="a" d="M0 0c1 1 2 2 3 3A5 5 0 0 1 9 9z"/></g></svg>',
    "png": bytes.fromhex(
        "89504e470d0a1a0a0000000d49484452000000020000000108020000007b40e8dd"
        "0000000f49444154789c63f8cfc0c0f09f8101000afe01ff1d4f8c0f0000000049454e44ae426082"
    ),
    "pdf": pdf.write(document([[]])),
}


@fewer
@given(st.sampled_from(list(PICTURES)), st.lists(st.tuples(st.integers(0, 10**6), st.binary(max_size=4)), max_size=6))
def test_a_damaged_picture_is_a_picture_error(kind, damages):
    content = bytearray(PICTURES[kind])
    for place, replaced in damages:
        start = place % len(content)
        content[start : start + len(replaced)] = replaced
    with contextlib.suppress(PictureError):
        assert size(bytes(content)).width >= 0


@settings(max_examples=25)
@given(st.lists(st.lists(elements(), min_size=1, max_size=2), min_size=2, max_size=5), st.data())
def test_in_however_many_parts_all_text_stands_in_the_tree_once_in_order(made, data):
    pages = []
    for contents in made:
        rows = iter(range(1, 90))
        pages.append([draw_element(element, rows) for element in contents])
    whole, cuts = document(pages), data.draw(st.sets(st.integers(1, len(pages) - 1), min_size=1))
    edges = [0, *sorted(cuts), len(pages)]
    parts = [
        pdf.draw_part(whole, whole.pages[start:end], number, len(cuts) + 1)
        for number, (start, end) in enumerate(pairwise(edges))
    ]
    stream = io.BytesIO()
    pdf.write_parts(whole, parts, stream)
    written = stream.getvalue()
    assert judge.validate_pdf_bytes(written, profile="ua1").failures == []
    with pikepdf.open(io.BytesIO(written)) as file:
        order = marked(file)
    texts = [marked_texts(page) for page in pypdfium2.PdfDocument(written)]
    said = "".join(word for contents in made for element in contents for word in words(element))
    assert "".join(texts[page][mcid] for page, mcid in order).replace(" ", "") == said
