import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

import pytest

from flyer import pdf
from flyer.typeset.frame import Attachment, Frame, Role, Size


def test_pages_are_sheets_of_the_paper(written, document, frame, text):
    first, second = written(document(frame(text("a")), frame())).pages
    assert [float(edge) for edge in first.MediaBox] == [0, 0, 200, 100]
    assert "/TrimBox" not in first
    assert (str(first.Tabs), first.StructParents, second.StructParents) == ("/S", 0, 1)


def test_what_is_cut_lies_in_the_middle_of_the_sheet(written, document, frame):
    page = written(document(frame(), trim=Size(180.0, 70.0), bleed=5.0)).pages[0]
    assert [float(edge) for edge in page.TrimBox] == [10, 15, 190, 85]
    assert [float(edge) for edge in page.BleedBox] == [5, 10, 195, 90]


def test_the_file_is_tagged_and_shows_its_title(written, document, frame):
    root = written(document(frame())).Root
    assert root.MarkInfo.Marked
    assert root.ViewerPreferences.DisplayDocTitle


def test_attachments_travel_with_the_file(written, document, frame):
    invoice = Attachment("factur-x.xml", "text/xml", "Alternative", "Rechnung – maschinenlesbar", b"<invoice/>")
    note = Attachment("a note.txt", "text/plain", "Supplement", "Note", b"n" * 99)
    opened = written(document(frame(), attachments=(invoice, note)))
    assert dict(opened.attachments).keys() == {"factur-x.xml", "a note.txt"}
    spec = opened.attachments["factur-x.xml"]
    assert spec.get_file().read_bytes() == b"<invoice/>"
    assert spec.get_file().mime_type == "text/xml"
    assert spec.get_file().mod_date.isoformat() == "2022-03-28T13:00:00+02:00"
    assert spec.description == "Rechnung – maschinenlesbar"
    first, second = opened.Root.AF
    assert [str(item.AFRelationship) for item in (first, second)] == ["/Alternative", "/Supplement"]
    assert list(map(str, opened.Root.Names.EmbeddedFiles.Names[::2])) == ["a note.txt", "factur-x.xml"]


@pytest.mark.parametrize("field", ["title", "language"])
def test_a_document_says_what_it_is(document, frame, field):
    with pytest.raises(ValueError, match="a document has a title and a language"):
        pdf.write(document(frame(), **{field: ""}))


def test_a_date_has_a_zone(document, frame):
    dated = document(frame()).dated.replace(tzinfo=None)
    with pytest.raises(ValueError, match="time zone"):
        pdf.write(document(frame(), dated=dated))


def test_pages_are_written_as_they_come(document, frame, text):
    """Of a thousand pages only the last few are waiting, in the object stream that is being gathered."""
    stream, lengths = io.BytesIO(), []

    class Pages(Sequence[Frame]):
        def __len__(self) -> int:
            return 1000

        def __getitem__(self, index):
            raise NotImplementedError

        def __iter__(self) -> Iterator[Frame]:
            for number in range(1000):
                lengths.append(len(stream.getvalue()))
                yield frame(frame(text(f"page {number}"), role=Role.P))

    pdf.write_to(replace(document(), pages=Pages()), stream)
    grown = [after - before for before, after in pairwise(lengths)]
    assert min(grown) > 0
    assert max(grown) < 5000


def test_equal_documents_give_equal_bytes(document, frame, text):
    def make():
        return pdf.write(document(frame(frame(text("Größe"), role=Role.H1))))

    assert make() == make()


def test_writing_to_a_stream_is_writing(document, frame, text):
    made, stream = document(frame(frame(text("a"), role=Role.P))), io.BytesIO()
    pdf.write_to(made, stream)
    assert stream.getvalue() == pdf.write(made)


def test_documents_that_are_written_together_are_what_they_are_alone(document, frame, text):
    paragraph = frame(text("a"), role=Role.P)
    documents = [document(frame(paragraph)), document(frame(), frame(paragraph)), document(frame(paragraph, paragraph))]
    together = pdf.write_all((each, each.pages) for each in documents)
    assert together == [pdf.write(each) for each in documents]
    assert len(set(together)) == 3
