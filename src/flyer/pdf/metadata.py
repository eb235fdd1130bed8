"""Metadata: what a document says about itself, in the Info dictionary and in XMP, from one source."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final, NamedTuple
from uuid import NAMESPACE_OID, uuid5

from flyer.pdf.file import Objects, stream
from flyer.pdf.objects import Name, Object, Ref, opened
from flyer.typeset.frame import Conformance, Document

_PRODUCER: Final = "flyer"

_PACKET: Final = """\
<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
{descriptions}
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""

_ABOUT: Final = """\
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"\
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
{creator}<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>{date}</xmp:CreateDate>
<xmp:ModifyDate>{date}</xmp:ModifyDate>
<pdf:Producer>{producer}</pdf:Producer>
</rdf:Description>"""

_CLAIMS: Final = {
    Conformance.PDF_A_3A: """\
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>3</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
</rdf:Description>""",
    Conformance.PDF_UA_1: """\
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>""",
    Conformance.PDF_X_4: """\
<rdf:Description rdf:about="" xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/"\
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"\
 xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/">
<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>
<pdf:Trapped>False</pdf:Trapped>
<xmp:MetadataDate>{date}</xmp:MetadataDate>
<xmpMM:DocumentID>uuid:{identifier}</xmpMM:DocumentID>
<xmpMM:VersionID>1</xmpMM:VersionID>
<xmpMM:RenditionClass>default</xmpMM:RenditionClass>
</rdf:Description>""",
}
"""What a file claims (ISO 19005-3, 6.6.4; ISO 14289-1, 5; ISO 15930-7) and what the standard asks for with it."""

_FACTUR_X: Final = "factur-x.xml"
"""The name that makes an attached file the e-invoice of the document (Factur-X 1.0, 6.2.2)."""

_INVOICE: Final = f"""\
<rdf:Description rdf:about="" xmlns:fx="urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#">
<fx:DocumentType>INVOICE</fx:DocumentType>
<fx:DocumentFileName>{_FACTUR_X}</fx:DocumentFileName>
<fx:Version>1.0</fx:Version>
<fx:ConformanceLevel>EN 16931</fx:ConformanceLevel>
</rdf:Description>"""
"""What is said of it (Factur-X 1.0, 6.3)."""

_SCHEMAS: Final = """\
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"\
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"\
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag>{schemas}</rdf:Bag></pdfaExtension:schemas>
</rdf:Description>"""
_SCHEMA: Final = """\
<rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>{title}</pdfaSchema:schema>
<pdfaSchema:namespaceURI>{uri}</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>{prefix}</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq>{properties}</rdf:Seq></pdfaSchema:property>
</rdf:li>"""
_PROPERTY: Final = """\
<rdf:li rdf:parseType="Resource">
<pdfaProperty:name>{name}</pdfaProperty:name>
<pdfaProperty:valueType>{type}</pdfaProperty:valueType>
<pdfaProperty:category>{category}</pdfaProperty:category>
<pdfaProperty:description>{description}</pdfaProperty:description>
</rdf:li>"""


class _Schema(NamedTuple):
    """A schema that PDF/A does not know and that has to be described (ISO 19005-3, 6.6.2.3)."""

    title: str
    uri: str
    prefix: str
    type: str
    category: str
    properties: Mapping[str, str]

    def __str__(self) -> str:
        of_all = {"type": self.type, "category": self.category}
        rows = [_PROPERTY.format(name=name, description=text, **of_all) for name, text in self.properties.items()]
        return _SCHEMA.format(title=self.title, uri=self.uri, prefix=self.prefix, properties="".join(rows))


_UA_SCHEMA: Final = _Schema(
    "PDF/UA identification schema",
    "http://www.aiim.org/pdfua/ns/id/",
    "pdfuaid",
    "Integer",
    "internal",
    {"part": "Part of ISO 14289"},
)
_INVOICE_SCHEMA: Final = _Schema(
    "Factur-X PDFA Extension Schema",
    "urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#",
    "fx",
    "Text",
    "external",
    {
        "DocumentFileName": "The name of the embedded XML document",
        "DocumentType": "The type of the hybrid document in capital letters, e.g. INVOICE or ORDER",
        "Version": "The actual version of the standard applying to the embedded XML document",
        "ConformanceLevel": "The conformance level of the embedded XML document",
    },
)


def info(document: Document) -> dict[str, Object]:
    """The document information dictionary (ISO 32000-1, 14.3.3)."""
    date = pdf_date(document.dated)
    author = {"Author": document.author} if document.author else {}
    return {"Title": document.title, **author, "Producer": _PRODUCER, "CreationDate": date, "ModDate": date}


def packet(document: Document) -> bytes:
    """The XMP packet (ISO 16684-1): the same facts, and what the file claims to be."""
    creator = (
        f"<dc:creator><rdf:Seq><rdf:li>{_escape(document.author)}</rdf:li></rdf:Seq></dc:creator>\n"
        if document.author
        else ""
    )
    date = document.dated.isoformat(timespec="seconds")
    about = _ABOUT.format(
        title=_escape(document.title),
        creator=creator,
        language=_escape(document.language),
        date=date,
        producer=_PRODUCER,
    )
    claims = _claims(document.conformance, any(item.name == _FACTUR_X for item in document.attachments))
    if Conformance.PDF_X_4 in document.conformance:
        claims = claims.format(date=date, identifier=uuid5(NAMESPACE_OID, about))
    return _PACKET.format(descriptions=about + claims).encode("utf-8")


@lru_cache(maxsize=8)
def _claims(conformance: frozenset[Conformance], is_invoice: bool) -> str:
    """What files claim that conform to this; one that is printed from has places for its date and identifier."""
    claims = [text for claim, text in _CLAIMS.items() if claim in conformance]
    schemas = [_UA_SCHEMA] if Conformance.PDF_UA_1 in conformance else []
    if is_invoice:
        claims.append(_INVOICE)
        schemas.append(_INVOICE_SCHEMA)
    if schemas:
        claims.append(_SCHEMAS.format(schemas="".join(map(str, schemas))))
    return "".join([f"\n{claim}" for claim in claims])


def add_output_intent(file: Objects) -> Ref:
    """Say that device colours are sRGB (ISO 19005-3, 6.2.3)."""
    profile = file.add_raw_stream(_profile())
    return file.add(
        {
            "Type": Name("OutputIntent"),
            "S": Name("GTS_PDFA1"),
            "OutputConditionIdentifier": "sRGB",
            "Info": "sRGB IEC61966-2.1",
            "DestOutputProfile": profile,
        }
    )


@cache
def _profile() -> bytes:
    """The stream of the ICC profile.

    That was made once with Little CMS (Pillow's `ImageCms.createProfile("sRGB")`), its date set to that of
    IEC 61966-2-1.
    """
    return stream(opened({"N": 3}), (files("flyer.pdf") / "srgb.icc").read_bytes())


@lru_cache(maxsize=8)
def pdf_date(moment: dt.datetime) -> str:
    """Write a date (ISO 32000-1, 7.9.4)."""
    zone = moment.strftime("%z")
    return f"D:{moment:%Y%m%d%H%M%S}{zone[:3]}'{zone[3:5]}'"


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
