"""The catalog: what a file says of itself as a whole, and the files it carries (ISO 32000-1, 7.7.2)."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from flyer.pdf import metadata
from flyer.pdf.bookmarks import Heading, add_bookmarks
from flyer.pdf.file import File
from flyer.pdf.objects import Name, Object, Ref
from flyer.typeset.frame import Attachment, Conformance, Document


def add_catalog(
    file: File, document: Document, pages: Ref, structure: Ref, headings: Sequence[Heading]
) -> tuple[Ref, Ref]:
    """Write what a file for screens says of itself, and give the catalog and the information dictionary."""
    catalog: dict[str, Object] = {
        "Type": Name("Catalog"),
        "Pages": pages,
        "Lang": document.language,
        "MarkInfo": {"Marked": True},
        "StructTreeRoot": structure,
        "ViewerPreferences": {"DisplayDocTitle": True},
        "Metadata": add_metadata(file, document),
    }
    if headings:
        catalog["Outlines"] = add_bookmarks(file, headings)
        catalog["PageMode"] = Name("UseOutlines")
    if Conformance.PDF_A_3A in document.conformance:
        catalog["OutputIntents"] = [metadata.add_output_intent(file)]
    if document.attachments:
        catalog |= _add_attachments(file, document)
    return file.add(catalog), file.add(metadata.info(document))


def add_metadata(file: File, document: Document) -> Ref:
    """Write the XMP packet, which programs read that know no PDF."""
    entries = {"Type": Name("Metadata"), "Subtype": Name("XML")}
    return file.add_stream(entries, metadata.packet(document), compress=False)


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
