import pytest

from flyer.pdf.objects import Name, Ref, number, numbers, serialise


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, b"null"),
        (True, b"true"),
        (False, b"false"),
        (-7, b"-7"),
        (0.5, b"0.5"),
        (Ref(12), b"12 0 R"),
        (Name("Type"), b"/Type"),
        (Name("text/xml"), b"/text#2Fxml"),
        (Name("a b#ü"), b"/a#20b#23#C3#BC"),
        ("a (b) \\", rb"(a \(b\) \\)"),
        ("two\nlines", b"<FEFF00740077006F000A006C0069006E00650073>"),
        ("Ä😀", b"<FEFF00C4D83DDE00>"),
        ("", b"()"),
        (b"\x00\xff", b"<00ff>"),
        ((1, 2.5, Name("A")), b"[1 2.5 /A]"),
        ([], b"[]"),
        ({"K": 1, "P": {}}, b"<</K 1/P <<>>>>"),
    ],
)
def test_values_are_written_as_pdf_objects(value, written):
    assert serialise(value) == written


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0, "0"),
        (-0.0001, "0"),
        (1.0, "1"),
        (100.0, "100"),
        (12.3456, "12.346"),
        (-0.25, "-0.25"),
        (1e-7, "0"),
        (1e7, "10000000"),
    ],
)
def test_numbers_are_short_and_without_exponent(value, written):
    assert number(value) == written


def test_a_scale_may_have_more_decimals():
    assert number(0.0312345678, 6) == "0.031235"


def test_numbers_stand_apart():
    assert numbers((1.0, -2.5, 0.0)) == "1 -2.5 0"


def test_what_pdf_does_not_know_is_refused():
    with pytest.raises(TypeError, match="not a PDF object"):
        serialise({1, 2})
