"""The writer: a Document becomes a PDF file, page by page."""

from __future__ import annotations

import hashlib
import io
from typing import BinaryIO

from flyer.pdf import metadata
from flyer.pdf.bookmarks import add_bookmarks
from flyer.pdf.file import File
from flyer.pdf.objects import Name, Object, Ref
from flyer.pdf.pen import Pen
from flyer.pdf.resources import Resources
from flyer.pdf.structure import Box, Tree
from flyer.typeset.frame import Attachment, Conformance, Document, Frame


def write(document: Document) -> bytes:
    """Turn a document into the bytes of a tagged PDF 1.7 file; see `write_to`."""
    stream = io.BytesIO()
    write_to(document, stream)
    return stream.getvalue()


def write_to(document: Document, stream: BinaryIO) -> None:
    """Write a document as a tagged PDF 1.7 file to `stream`, each page as it is drawn.

    Equal documents give equal bytes. ValueError where a document breaks what its conformance asks for: no title or
    language, a Figure without alternative text, a letter no face has. PictureError for pictures that cannot be drawn.
    """
    if not document.title or not document.language:
        raise ValueError("a document has a title and a language")
    if document.dated.tzinfo is None:
        raise ValueError("the date of a document has a time zone")
    file = File(stream)
    resources, tree = Resources(file, document.paper), Tree(file)
    pages = file.reserve()
    sheets = [_add_page(file, document, page, pages, resources, tree) for page in document.pages]
    file.add({"Type": Name("Pages"), "Kids": sheets, "Count": len(sheets)}, pages)
    structure, headings = tree.close()
    resources.close()
    catalog: dict[str, Object] = {
        "Type": Name("Catalog"),
        "Pages": pages,
        "Lang": document.language,
        "MarkInfo": {"Marked": True},
        "StructTreeRoot": structure,
        "ViewerPreferences": {"DisplayDocTitle": True},
        "Metadata": file.add_stream(
            {"Type": Name("Metadata"), "Subtype": Name("XML")}, metadata.packet(document), compress=False
        ),
    }
    if headings:
        catalog["Outlines"] = add_bookmarks(file, headings)
        catalog["PageMode"] = Name("UseOutlines")
    if Conformance.PDF_A_3A in document.conformance:
        catalog["OutputIntents"] = [metadata.add_output_intent(file)]
    if document.attachments:
        catalog |= _add_attachments(file, document)
    file.close(file.add(catalog), file.add(metadata.info(document)))


def _add_page(file: File, document: Document, frame: Frame, parent: Ref, resources: Resources, tree: Tree) -> Ref:
    page, paper = file.reserve(), document.paper
    pen = Pen(resources, tree)
    tree.begin_page(page)
    pen.frame(frame, 0, paper.height)
    operators, used = pen.finish()
    key, annotations = tree.end_page()
    entries: dict[str, Object] = {
        "Type": Name("Page"),
        "Parent": parent,
        "MediaBox": (0, 0, paper.width, paper.height),
        **_boxes(document),
        "Resources": used,
        "Contents": file.add_stream({}, operators),
        "StructParents": key,
        "Tabs": Name("S"),
    }
    if annotations:
        entries["Annots"] = annotations
    return file.add(entries, page)


def _boxes(document: Document) -> dict[str, Box]:
    """Where paper is cut, in the middle of the sheet, and how far ink runs beyond (ISO 32000-1, 14.11.2)."""
    if not document.trim:
        return {}
    paper, trim, bleed = document.paper, document.trim, document.bleed
    x, y = (paper.width - trim.width) / 2, (paper.height - trim.height) / 2
    cut = (x, y, x + trim.width, y + trim.height)
    return {"TrimBox": cut, "BleedBox": (x - bleed, y - bleed, cut[2] + bleed, cut[3] + bleed)}


def _add_attachments(file: File, document: Document) -> dict[str, Object]:
    """Write attached files and give the catalog's entries for them (ISO 19005-3, 6.8, annex E)."""
    refs = {item.name: _add_attachment(file, item, document) for item in document.attachments}
    names = [part for name in sorted(refs) for part in (name, refs[name])]
    return {"AF": list(refs.values()), "Names": {"EmbeddedFiles": {"Names": names}}}


def _add_attachment(file: File, item: Attachment, document: Document) -> Ref:
    checksum = hashlib.md5(item.content, usedforsecurity=False).digest()
    parameters: dict[str, Object] = {
        "Size": len(item.content),
        "CheckSum": checksum,
        "ModDate": metadata.pdf_date(document.dated),
    }
    entries: dict[str, Object] = {"Type": Name("EmbeddedFile"), "Subtype": Name(item.media_type), "Params": parameters}
    stream = file.add_stream(entries, item.content)
    return file.add(
        {
            "Type": Name("Filespec"),
            "F": item.name,
            "UF": item.name,
            "Desc": item.description,
            "AFRelationship": Name(item.relationship),
            "EF": {"F": stream, "UF": stream},
        }
    )
