"""The writer: a Document becomes a PDF file for screens or for a press, page by page."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import BinaryIO, Final

from flyer.pdf import metadata
from flyer.pdf.catalog import add_catalog, add_metadata
from flyer.pdf.elements import Box
from flyer.pdf.file import File
from flyer.pdf.objects import Name, Object, Ref
from flyer.pdf.pen import Pen
from flyer.pdf.press import Press, press_for
from flyer.pdf.resources import Resources
from flyer.pdf.structure import Tree
from flyer.typeset.frame import Document, Frame

_TOLERANCE: Final = 1e-3


def write(document: Document) -> bytes:
    """Turn a document into the bytes of a PDF file; see `write_to`."""
    return write_all([(document, document.pages)])[0]


def write_to(document: Document, stream: BinaryIO, pages: Iterable[Frame] | None = None) -> None:
    """Write a document to `stream`, each page as it is drawn: as PDF/X where it is to conform to that, else as PDF 1.7.

    `pages` are those of the document, when they come from somebody who looks at them on the way.
    Equal documents give equal bytes. A file for a press is in inks, not tagged, and has neither links nor bookmarks.
    ValueError where a document breaks what its conformance asks for: no title or language, a Figure without alternative
    text, a letter no face has, a bleed beyond the sheet, an unknown printing condition. PictureError for pictures that
    cannot be drawn, ProfileError for a profile that describes no press.
    """
    for _ in _steps(document, stream, pages):
        pass


def write_all(documents: Iterable[tuple[Document, Sequence[Frame]]]) -> list[bytes]:
    """Turn documents and their pages into the bytes of PDF files; see `write_to`.

    They take every step together: what a processor did just before, it does in about three quarters of the time.
    """
    streams, steps = list[io.BytesIO](), list[Iterator[None]]()
    for document, pages in documents:
        streams.append(io.BytesIO())
        steps.append(_steps(document, streams[-1], pages))
    for _ in zip_longest(*steps):
        pass
    return [stream.getvalue() for stream in streams]


def _steps(document: Document, stream: BinaryIO, pages: Iterable[Frame] | None) -> Iterator[None]:
    """Write a document, and wait behind every step."""
    if not document.title or not document.language:
        raise ValueError("a document has a title and a language")
    if document.dated.tzinfo is None:
        raise ValueError("the date of a document has a time zone")
    frames = document.pages if pages is None else pages
    if press := press_for(document):
        _write_for_press(document, frames, press, stream)
    else:
        yield from _write_for_screen(document, frames, stream)


def _write_for_press(document: Document, frames: Iterable[Frame], press: Press, stream: BinaryIO) -> None:
    if document.attachments:
        raise ValueError("a file for a press carries no other files")
    document = replace(document, trim=document.trim or document.paper, conformance=frozenset({press.standard}))
    file = File(stream, press.version, is_classic=True)
    resources, pages = Resources(file, document.paper, press), file.reserve()
    sheets = [_add_press_page(file, document, frame, pages, resources, press) for frame in frames]
    file.add({"Type": Name("Pages"), "Kids": sheets, "Count": len(sheets)}, pages)
    resources.close()
    catalog: dict[str, Object] = {
        "Type": Name("Catalog"),
        "Pages": pages,
        "OutputIntents": [press.add_output_intent(file)],
    }
    if not press.is_opaque:
        catalog["Metadata"] = add_metadata(file, document)
    file.close(file.add(catalog), file.add({**metadata.info(document), **press.info()}))


def _write_for_screen(document: Document, frames: Iterable[Frame], stream: BinaryIO) -> Iterator[None]:
    file = File(stream)
    resources, tree = Resources(file, document.paper, None), Tree(file)
    pages, sheets = file.reserve(), list[Ref]()
    for frame in frames:
        page, pen = file.reserve(), Pen(resources, tree)
        tree.begin_page(page)
        pen.frame(frame, 0, document.paper.height)
        yield
        key, annotations = tree.end_page()
        entries = {**_page(file, document, pages, pen), "StructParents": key, "Tabs": Name("S")}
        if annotations:
            entries["Annots"] = annotations
        sheets.append(file.add(entries, page))
        yield
    file.add({"Type": Name("Pages"), "Kids": sheets, "Count": len(sheets)}, pages)
    structure, headings = tree.close()
    yield
    resources.close()
    yield
    catalog, info = add_catalog(file, document, pages, structure, headings)
    yield
    file.flush()
    yield
    file.close(catalog, info)


def _add_press_page(
    file: File, document: Document, frame: Frame, parent: Ref, resources: Resources, press: Press
) -> Ref:
    pen = Pen(resources, None)
    pen.frame(frame, 0, document.paper.height)
    entries = _page(file, document, parent, pen)
    if not press.is_opaque:
        entries["Group"] = {"S": Name("Transparency"), "CS": Name("DeviceCMYK")}
    return file.add(entries)


def _page(file: File, document: Document, parent: Ref, pen: Pen) -> dict[str, Object]:
    """Write what a pen has drawn and give the page's own entries."""
    operators, resources = pen.finish()
    return {
        "Type": Name("Page"),
        "Parent": parent,
        "MediaBox": (0, 0, document.paper.width, document.paper.height),
        **_boxes(document),
        "Resources": resources,
        "Contents": file.add_stream({}, operators),
    }


def _boxes(document: Document) -> dict[str, Box]:
    """Where paper is cut, in the middle of the sheet, and how far ink runs beyond (ISO 32000-1, 14.11.2)."""
    if not document.trim:
        return {}
    paper, trim, bleed = document.paper, document.trim, document.bleed
    x, y = (paper.width - trim.width) / 2, (paper.height - trim.height) / 2
    cut = (x, y, x + trim.width, y + trim.height)
    if min(x, y) < bleed - _TOLERANCE:
        raise ValueError(f"a bleed of {bleed:.1f} pt does not lie on the sheet")
    return {"TrimBox": cut, "BleedBox": (x - bleed, y - bleed, cut[2] + bleed, cut[3] + bleed)}
