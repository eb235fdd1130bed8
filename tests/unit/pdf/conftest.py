"""What tests of the ink share: frames made by hand, and PDF files opened by another library."""

import datetime as dt
import io
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pikepdf
import pytest

from flyer import pdf
from flyer.typeset.family import Style, builtin
from flyer.typeset.frame import Document, Frame, Item, Point, Size, Text
from flyer.typeset.lines import line

DATED = dt.datetime(2022, 3, 28, 13, 0, tzinfo=dt.timezone(dt.timedelta(hours=2)))


@pytest.fixture(scope="session")
def text() -> Callable[..., Text]:
    """A line of 10 pt in Source Sans 3 Regular, its baseline 10 pt below the top of its frame."""

    def make(words: str, soft: str = "") -> Text:
        return line(words, Style(builtin(), 10.0), Point(0.0, 10.0), soft=soft)

    return make


@pytest.fixture(scope="session")
def frame() -> Callable[..., Frame]:
    """A frame of 100 × 20 pt at its parent's origin unless told otherwise."""

    def make(*children: Frame | Item, at: tuple[float, float] = (0.0, 0.0), **fields: object) -> Frame:
        size = fields.pop("size", Size(100.0, 20.0))
        return Frame(Point(*at), size, children, **fields)  # type: ignore[arg-type]

    return make


@pytest.fixture(scope="session")
def document() -> Callable[..., Document]:
    """A document of 200 × 100 pt whose pages hold the frames given, one a page."""

    def make(*pages: Frame, **fields: object) -> Document:
        described = {"title": "Title", "language": "en", "dated": DATED, "paper": Size(200.0, 100.0)}
        return Document(**{**described, **fields}, pages=pages)  # type: ignore[arg-type]

    return make


@pytest.fixture
def written() -> Iterator[Callable[[Document], pikepdf.Pdf]]:
    """Writes a document and opens it with pikepdf."""
    with ExitStack() as opened:
        yield lambda document: opened.enter_context(pikepdf.open(io.BytesIO(pdf.write(document))))
