import io
from collections.abc import Callable

import pytest

from flyer import pdf
from flyer.payment import symbol
from flyer.pdf.reading import Seen, Unreadable, look
from flyer.typeset.frame import Attachment, Document, Frame, Modules, Point, Role, Size, Text
from flyer.units import mm

Written = Callable[..., Document]
PAPER = Size(mm(100), mm(100))


def code(content: bytes, module: float = 0.5) -> Frame:
    rows = symbol.encode(content).rows
    side = mm(module) * len(rows)
    drawn = Modules(Point(0.0, 0.0), side, rows)
    return Frame(Point(mm(10), mm(10)), Size(side, side), (drawn,), Role.FIGURE, alt="code")


def seen(document: Document, *pages: int) -> list[Seen]:
    return list(look(io.BytesIO(pdf.write(document)), pages))


def test_pages_are_looked_at_in_the_order_that_is_asked_for(document: Written) -> None:
    made = document(code("für 1".encode()), code(b"2"), code(b"3"), paper=PAPER)
    assert [page.codes for page in seen(made, 1, 0, -1)] == [(b"2",), ("für 1".encode(),), (b"3",)]


@pytest.mark.parametrize("module", [0.4, 0.2])
def test_a_code_of_the_largest_version_is_read_from_fine_modules(document: Written, module: float) -> None:
    content = bytes(range(32, 127)) * 4
    (page,) = seen(document(code(content[:331], module), paper=PAPER), 0)
    assert page.codes == (content[:331],)


def test_letters_stand_without_blanks(
    document: Written, frame: Callable[..., Frame], text: Callable[..., Text]
) -> None:
    (page,) = seen(document(frame(text("DE07 5455 für"), role=Role.P)), 0)
    assert (page.codes, page.letters) == ((), "DE075455für")


def test_files_inside_come_with_every_page(document: Written, frame: Callable[..., Frame]) -> None:
    attached = Attachment("a.xml", "text/xml", "Alternative", "An invoice", b"<a/>")
    pages = seen(document(frame(), frame(), attachments=(attached,)), 0, 1)
    assert [page.attachments for page in pages] == [(b"<a/>",), (b"<a/>",)]


def test_what_is_no_pdf_is_unreadable() -> None:
    with pytest.raises(Unreadable):
        list(look(io.BytesIO(b"%PDF-1.7 cut off"), (0,)))
