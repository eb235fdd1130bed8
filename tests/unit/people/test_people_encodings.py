import pytest

from flyer.people.encodings import encoding, lines
from flyer.problems import UserError


def decode(data: bytes) -> str:
    return "".join(lines(data, "p.csv", *encoding(data)))


TEXT = "last_name\nGroß\nŁódź\n"
GERMAN = "last_name;city\r\nGroß;Köln\r\n„Spaß“ – Müller;Düren\r\n"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode("utf-8"),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
    ],
    ids=["utf-8", "utf-8 with BOM", "utf-16 with BOM", "utf-16-le", "utf-16-be", "utf-16-be with BOM"],
)
def test_unicode_is_told_apart_by_looking(data: bytes) -> None:
    assert decode(data) == TEXT


@pytest.mark.parametrize("text", [GERMAN, "„Spaß“"])
def test_what_is_not_unicode_is_windows_1252(text: str) -> None:
    assert decode(text.encode("cp1252")) == text


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("name\nMüller, Łódź und ".encode() + b"\xff\nMeier", "p.csv:2:18: the byte 0xFF is not a letter in UTF-8"),
        (b"name\nM\xfcller\n\x81", "p.csv:3:1: the byte 0x81 is not a letter in Windows-1252"),
        ("näme\n".encode("utf-16") + b"\x00", "p.csv:2:1: the byte 0x00 is not a letter in UTF-16-LE"),
    ],
    ids=["utf-8 with a stray", "no letter of Windows-1252", "half a letter of UTF-16"],
)
def test_a_byte_that_is_no_letter_is_pointed_at(data: bytes, message: str) -> None:
    with pytest.raises(UserError) as caught:
        decode(data)
    assert str(caught.value) == f"{message}\n  hint: save the file again as UTF-8"
