"""Metadata: what a document says about itself, in the Info dictionary and in XMP, from one source."""

from __future__ import annotations

import datetime as dt
from functools import cache
from importlib.resources import files
from typing import Final

from flyer.pdf.file import File, deflate
from flyer.pdf.objects import Name, Object, Ref
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
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"\
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"\
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>""",
}
"""What a file claims (ISO 19005-3, 6.6.4; ISO 14289-1, 5) and the schema that ISO 19005-3, 6.6.2.3 asks for with it."""


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
    about = _ABOUT.format(
        title=_escape(document.title),
        creator=creator,
        language=_escape(document.language),
        date=document.dated.isoformat(timespec="seconds"),
        producer=_PRODUCER,
    )
    claims = [text for claim, text in _CLAIMS.items() if claim in document.conformance]
    return _PACKET.format(descriptions="\n".join([about, *claims])).encode("utf-8")


def add_output_intent(file: File) -> Ref:
    """Say that device colours are sRGB (ISO 19005-3, 6.2.3)."""
    profile = file.add_stream({"N": 3, "Filter": Name("FlateDecode")}, _profile())
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
    """The ICC profile, compressed: made once with Little CMS (Pillow's `ImageCms.createProfile("sRGB")`), its date set
    to that of IEC 61966-2-1.
    """
    return deflate((files("flyer.pdf") / "srgb.icc").read_bytes())


def pdf_date(moment: dt.datetime) -> str:
    """Write a date (ISO 32000-1, 7.9.4)."""
    zone = moment.strftime("%z")
    return f"D:{moment:%Y%m%d%H%M%S}{zone[:3]}'{zone[3:5]}'"


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
