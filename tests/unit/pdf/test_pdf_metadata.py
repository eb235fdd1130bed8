import datetime as dt

import pikepdf
import pytest

from flyer.pdf.metadata import pdf_date
from flyer.typeset.frame import Attachment, Conformance


@pytest.mark.parametrize(
    ("moment", "written"),
    [
        (dt.datetime(2022, 3, 28, 13, 5, 9, tzinfo=dt.UTC), "D:20220328130509+00'00'"),
        (dt.datetime(2022, 1, 2, tzinfo=dt.timezone(dt.timedelta(hours=-3.5))), "D:20220102000000-03'30'"),
    ],
)
def test_dates(moment, written):
    assert pdf_date(moment) == written


def test_info_and_xmp_say_the_same(written, document, frame):
    pdf = written(document(frame(), title="A & B <„C“>", language="de-AT", author="Ä & Söhne"))
    info = pdf.docinfo
    with pdf.open_metadata() as xmp:
        assert xmp["dc:title"] == str(info.Title) == "A & B <„C“>"
        assert xmp["dc:creator"] == [str(info.Author)] == ["Ä & Söhne"]
        assert xmp["dc:language"] == {"de-AT"}
        assert xmp["xmp:CreateDate"] == xmp["xmp:ModifyDate"] == "2022-03-28T13:00:00+02:00"
        assert str(info.CreationDate) == str(info.ModDate) == "D:20220328130000+02'00'"
        assert xmp["pdf:Producer"] == str(info.Producer)
    assert str(pdf.Root.Lang) == "de-AT"


def test_without_an_author_none_is_named(written, document, frame):
    pdf = written(document(frame()))
    assert "/Author" not in pdf.docinfo
    with pdf.open_metadata() as xmp:
        assert "dc:creator" not in xmp


@pytest.mark.parametrize(
    ("claims", "status"),
    [
        ({Conformance.PDF_UA_1, Conformance.PDF_A_3A}, ("3A", "1", True)),
        ({Conformance.PDF_UA_1}, ("", "1", False)),
        ({Conformance.PDF_A_3A}, ("3A", None, True)),
        (set(), ("", None, False)),
    ],
)
def test_a_file_claims_what_its_document_does(written, document, frame, claims, status):
    pdf = written(document(frame(), conformance=frozenset(claims)))
    with pdf.open_metadata() as xmp:
        assert (xmp.pdfa_status, xmp.get("pdfuaid:part"), "/OutputIntents" in pdf.Root) == status


def test_device_colours_are_srgb(written, document, frame):
    (intent,) = written(document(frame())).Root.OutputIntents
    profile = intent.DestOutputProfile
    assert (str(intent.S), profile.N) == ("/GTS_PDFA1", 3)
    assert profile.read_bytes()[36:40] == b"acsp"


def test_the_packet_can_be_read_without_a_filter(written, document, frame):
    assert isinstance(written(document(frame())).Root.Metadata, pikepdf.Stream)
    assert "/Filter" not in written(document(frame())).Root.Metadata


def test_an_attached_e_invoice_is_announced(written, document, frame):
    invoice = Attachment("factur-x.xml", "text/xml", "Alternative", "ZUGFeRD", b"<x/>")
    space = "{urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#}"
    with written(document(frame(), attachments=(invoice,))).open_metadata() as xmp:
        said = {key.removeprefix(space): value for key, value in xmp.items() if key.startswith(space)}
        assert said == {
            "DocumentType": "INVOICE",
            "DocumentFileName": "factur-x.xml",
            "Version": "1.0",
            "ConformanceLevel": "EN 16931",
        }
    packet = written(document(frame(), attachments=(invoice,))).Root.Metadata.read_bytes().decode()
    assert packet.count("<pdfaExtension:schemas>") == 1
    assert packet.count("<pdfaSchema:schema>") == 2
    with written(
        document(frame(), attachments=(Attachment("a.txt", "text/plain", "Data", "", b""),))
    ).open_metadata() as xmp:
        assert not [key for key in xmp if key.startswith(space)]
