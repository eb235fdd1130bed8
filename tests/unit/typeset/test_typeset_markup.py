import pytest

from flyer.typeset.family import Cut, Style, builtin
from flyer.typeset.markup import spans

STYLE = Style(builtin(), 9.0)
NAMES = {Cut.REGULAR: "", Cut.ITALIC: "i", Cut.BOLD: "b", Cut.BOLD_ITALIC: "bi", Cut.SEMIBOLD: "s"}


def shown(text: str) -> str:
    """The spans as {cut:text}, plain ones as they are, URLs in angle brackets behind them."""
    out = ""
    for span in spans(text, STYLE):
        name, url = NAMES[span.style.cut], f"<{span.url}>" if span.url else ""
        out += f"{{{name}:{span.text}}}{url}" if name else f"{span.text}{url}"
    return out


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("*kursiv*, **fett**; ***beides***.", "{i:kursiv}, {b:fett}; {bi:beides}."),
        ("**fett *und kursiv* hier**", "{b:fett }{bi:und kursiv}{b: hier}"),
        ("„*Titel*“ *„Titel“* (*Titel*)", "„{i:Titel}“ {i:„Titel“} ({i:Titel})"),
        ("*über\nzwei Zeilen*", "{i:über zwei Zeilen}"),
        ("*Teilnehmer*innen und Gäste*", "{i:Teilnehmer*innen und Gäste}"),
    ],
)
def test_emphasis(text: str, expected: str) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Teilnehmer*innen der Jahrestagung",
        "Kolleg*innen, Planer*innen",
        "5*3*2 und a * b * c",
        "*nie geschlossen",
        "Preis* und Fußnote*",
        "(*) und (*)",
        "****",
        "****viel****",
        "**fett*",
        "[kein Ziel](ftp://vsop.de) [a] (b)",
        "C:\\temp h\\",
        "",
    ],
)
def test_what_is_no_markup_stays_as_it_is(text: str) -> None:
    assert shown(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [(r"\*kein\* Kursiv", "*kein* Kursiv"), (r"\\", "\\"), (r"\[a](https://b.de)", "[a](https://b.de<https://b.de>)")],
)
def test_a_backslash_takes_the_meaning_away(text: str, expected: str) -> None:
    assert shown(text).replace("<https://b.de>", "", 1) == expected.replace("<https://b.de>", "", 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[die *Seite*](https://vsop.de/a_b?c=1)!", "die <https://vsop.de/a_b?c=1>{i:Seite}<https://vsop.de/a_b?c=1>!"),
        ("**[Post](mailto:info@vsop.de)**", "{b:Post}<mailto:info@vsop.de>"),
        ("(https://vsop.de/x*y*z).", "(https://vsop.de/x*y*z<https://vsop.de/x*y*z>)."),
        ("*https://vsop.de*", "{i:https://vsop.de}<https://vsop.de>"),
    ],
)
def test_links(text: str, expected: str) -> None:
    assert shown(text) == expected


def test_emphasis_keeps_size_colour_and_slope_of_its_style() -> None:
    italic = Style(builtin(), 7.0, Cut.ITALIC)
    (span,) = spans("**fett**", italic)
    assert span.style == Style(builtin(), 7.0, Cut.BOLD_ITALIC)


def test_a_line_break_is_a_blank_or_stays() -> None:
    assert spans("eins\nzwei", STYLE)[0].text == "eins zwei"
    assert spans("eins\nzwei", STYLE, breaks=True)[0].text == "eins\nzwei"
