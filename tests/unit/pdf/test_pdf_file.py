import io
import zlib

import pikepdf
import pytest

from flyer.pdf.file import File, PartOfFile
from flyer.pdf.objects import Name, Ref


def finish(file: File, **entries: object) -> tuple[Ref, Ref]:
    pages = file.add({"Type": Name("Pages"), "Kids": [], "Count": 0})
    return file.add({"Type": Name("Catalog"), "Pages": pages, **entries}), file.add({"Title": "T"})


def written(add) -> bytes:
    stream = io.BytesIO()
    file = File(stream)
    file.close(*finish(file, Test=add(file)))
    return stream.getvalue()


def test_objects_are_found_again():
    def add(file: File) -> Ref:
        late = file.reserve()
        ref = file.add({"Late": late, "List": [file.add("a string"), 2.5]})
        file.add({"Was": "late"}, late)
        return ref

    with pikepdf.open(io.BytesIO(written(add))) as pdf:
        assert str(pdf.Root.Test.List[0]) == "a string"
        assert str(pdf.Root.Test.Late.Was) == "late"
        assert pdf.pdf_version == "1.7"
        assert str(pdf.docinfo.Title) == "T"


def test_more_objects_than_one_object_stream_holds():
    content = written(lambda file: file.add([file.add({"N": n}) for n in range(450)]))
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert [int(item.N) for item in pdf.Root.Test] == list(range(450))
    assert content.count(b"/ObjStm") == 3


def test_a_classic_file_has_a_table_of_plain_objects(judge):
    stream = io.BytesIO()
    file = File(stream, "1.4", is_classic=True)
    late = file.reserve()
    test = file.add([late, file.add_stream({}, b"abc"), file.add("a string")])
    file.add({"Was": "late"}, late)
    file.close(*finish(file, Test=test))
    content = stream.getvalue()
    assert content.startswith(b"%PDF-1.4\n")
    assert b"/ObjStm" not in content
    assert b"/XRef" not in content
    assert b"xref\n0 8\n0000000000 65535 f \n" in content
    with pikepdf.open(io.BytesIO(content)) as pdf:
        first, second, third = pdf.Root.Test
        assert (str(first.Was), second.read_bytes(), str(third)) == ("late", b"abc", "a string")
    assert "No syntax or stream encoding errors" in judge("qpdf", "--check", content)


def test_a_stream_is_compressed_only_where_that_helps():
    long, short = b"abc " * 100, b"abc"
    content = written(lambda file: [file.add_stream({}, long), file.add_stream({}, short)])
    assert long not in content
    assert b"stream\nabc\r\nendstream" in content
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert [bytes(stream.read_bytes()) for stream in pdf.Root.Test] == [long, short]


def test_a_stream_that_is_compressed_already_is_left_as_it_is():
    data = zlib.compress(b"x" * 50)
    content = written(lambda file: file.add_stream({"Filter": Name("FlateDecode")}, data))
    assert data in content


def test_the_identifier_is_made_of_the_contents():
    def identifier(title: str) -> bytes:
        with pikepdf.open(io.BytesIO(written(lambda file: file.add(title)))) as pdf:
            return bytes(pdf.trailer.ID[0])

    assert identifier("a") == identifier("a") != identifier("b")


def test_what_is_reserved_must_be_added():
    file = File(io.BytesIO())
    file.reserve()
    with pytest.raises(ValueError, match=r"never added: objects \[1\]"):
        file.close(*finish(file))


def test_numbers_of_parts_are_dealt_out_like_cards(judge):
    def part(number: int, count: int) -> PartOfFile:
        made = PartOfFile(first=2, number=number, count=2)
        for n in range(count):
            made.add({"Part": number, "N": n})
        made.add_stream({"Stream": number}, b"abc")
        return made

    stream = io.BytesIO()
    file = File(stream)
    late = file.reserve()
    file.append(part(0, 3).close())
    file.append(part(1, 1).close())
    file.add({"Was": "late"}, late)
    file.close(*finish(file, Test=[late, *map(Ref, (2, 4, 6, 8)), *map(Ref, (3, 5))]))
    assert "No syntax or stream encoding errors" in judge("qpdf", "--check", stream.getvalue())
    with pikepdf.open(io.BytesIO(stream.getvalue())) as pdf:
        first, *others = pdf.Root.Test
        assert str(first.Was) == "late"
        assert [(int(each.Part), int(each.N)) for each in others[:3]] == [(0, 0), (0, 1), (0, 2)]
        assert (int(others[4].Part), int(others[4].N)) == (1, 0)
        assert [others[3].read_bytes(), others[5].read_bytes()] == [b"abc", b"abc"]
        assert pdf.get_object(9, 0) is None


def test_what_a_part_has_reserved_must_be_added_by_the_whole():
    file, part = File(io.BytesIO()), PartOfFile(first=1, number=0, count=1)
    ref = part.reserve()
    file.append(part.close())
    with pytest.raises(ValueError, match=rf"never added: objects \[{ref:d}\]"):
        file.close(*finish(file))
