"""A finished PDF is looked at again: its pages become pictures, these the contents of their QR codes. The door to both.

The rasteriser and the decoder come with the extra `verify`, and take 50 ms to load.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from typing import Any, BinaryIO, Final, NamedTuple

_LIBRARIES: Final = ("pypdfium2", "zxingcpp")
_RESOLUTIONS: Final = (100, 300)
"""Dots an inch: modules of 0.5 mm are read from two dots each, the second look is for what is finer."""


class Seen(NamedTuple):
    """What is on a page: the contents of its QR codes, its letters without blanks, and the files inside the PDF."""

    codes: tuple[bytes, ...]
    letters: str
    attachments: tuple[bytes, ...] = ()


class Unreadable(Exception):
    """The file is not a PDF that can be opened."""


def is_able() -> bool:
    """Whether the libraries are installed."""
    return all(map(find_spec, _LIBRARIES))


def look(file: BinaryIO, pages: Sequence[int]) -> Iterator[Seen]:
    """Look at pages of a PDF, which count from 0, or below 0 from the last; raises Unreadable."""
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(file) as document:
            attached = (document.get_attachment(n) for n in range(document.count_attachments()))
            attachments = tuple(bytes(each.get_data()) for each in attached)
            for number in pages:
                page = document[number % len(document)]
                letters = "".join(page.get_textpage().get_text_range().split())
                yield Seen(_codes(page), letters, attachments)
    except pypdfium2.PdfiumError as error:
        raise Unreadable(str(error)) from error


def picture(file: BinaryIO, resolution: int) -> bytes:
    """A PNG of the first page of a PDF in so many dots an inch; raises Unreadable."""
    import pypdfium2

    drawn = io.BytesIO()
    try:
        with pypdfium2.PdfDocument(file) as document:
            document[0].render(scale=resolution / 72).to_pil().save(drawn, "PNG")
    except pypdfium2.PdfiumError as error:
        raise Unreadable(str(error)) from error
    return drawn.getvalue()


def _codes(page: Any) -> tuple[bytes, ...]:
    """The contents of the QR codes of a page, from the coarsest picture in which there are any."""
    import zxingcpp

    formats: Any = zxingcpp.BarcodeFormat.QRCode
    for resolution in _RESOLUTIONS:
        picture = page.render(scale=resolution / 72, grayscale=True)
        dots = memoryview(bytes(picture.buffer)).cast("B", shape=[picture.height, picture.stride])
        if found := zxingcpp.read_barcodes(dots, formats=formats):
            return tuple(code.bytes for code in found)
    return ()
