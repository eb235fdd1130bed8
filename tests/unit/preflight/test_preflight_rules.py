import datetime as dt
from collections.abc import Sequence

import pytest

from flyer.preflight import check
from flyer.typeset.colour import BLACK, WHITE, Colour
from flyer.typeset.family import Style, builtin
from flyer.typeset.frame import Document, Fill, Frame, Item, Link, Modules, Picture, Point, Rule, Size
from flyer.typeset.lines import line
from flyer.units import mm, pt

NAVY = Colour.parse("#003366")
IBAN = "DE07 5455 0010 0380 0214 36"
SYMBOL = (0,) * 25
LIGHT = Style(builtin(), pt(9), colour=WHITE)
PALE, DARK = (Style(builtin(), pt(40), colour=NAVY.tint(strength)) for strength in (0.07, 0.5))
"""A watermark, and a word that can be read."""


def at(x: float, y: float) -> Point:
    return Point(mm(x), mm(y))


def fill(x: float, y: float, width: float, height: float, colour: Colour | None = NAVY) -> Fill:
    return Fill(at(x, y), Size(mm(width), mm(height)), colour)


def text(said: str, x: float = 50, y: float = 60, size: float = 9) -> Item:
    return line(said, Style(builtin(), pt(size)), at(x, y))


def document(*items: Item | Frame, title: str = "Programm", **more: object) -> Document:
    paper = Size(mm(100), mm(100))
    page = Frame(at(0, 0), paper, items)
    return Document(
        title=title, language="de", dated=dt.datetime(2022, 1, 1, tzinfo=dt.UTC), paper=paper, pages=(page,), **more
    )


def found(*items: Item | Frame, **more: object) -> list[str]:
    return [problem.what.removeprefix("page 1: ") for problem in check([document(*items, **more)])]


BEYOND = "reaches beyond the edge of the paper"
TRIMMED = {"trim": Size(mm(80), mm(80)), "bleed": mm(3)}
"""80 × 80 mm are left of 100 × 100, from 10 to 90."""


@pytest.mark.parametrize(
    ("item", "more", "problems"),
    [
        (text("Mitte"), {}, []),
        (text("Rand", 96), {}, [f"'Rand' {BEYOND}"]),
        (text("Kopf", 50, 1), {}, [f"'Kopf' {BEYOND}"]),
        (fill(0, 0, 100, 100), {}, []),
        (fill(-1, 0, 100, 100), {}, [f"a fill {BEYOND}"]),
        (Picture(at(90, 90), Size(mm(11), mm(5)), b""), {}, [f"a picture {BEYOND}"]),
        (text("innen", 10), TRIMMED, []),
        (text("außen", 9), TRIMMED, [f"'außen' {BEYOND}"]),
        (fill(7, 7, 86, 86), TRIMMED, []),
        (fill(6, 7, 86, 86), TRIMMED, [f"a fill {BEYOND}"]),
        (Rule(at(2, 10), at(6, 10), 0.3), TRIMMED, []),
        (text(" ", 200), {}, []),
        (Link(at(-5, 0), Size(9, 9), "https://vsop.de"), {}, []),
    ],
)
def test_everything_ends_inside_the_trim(item: Item, more: dict[str, object], problems: list[str]) -> None:
    assert found(item, **more) == problems


@pytest.mark.parametrize(("size", "problems"), [(6, 0), (5.9, 1)])
def test_smallest_type(size: float, problems: int) -> None:
    expected = ["'klein' is set in 5.9 points, the least is 6"] * problems
    assert found(text("klein", size=size), text("▶ ·", y=70, size=3)) == expected


def code(x: float = 40, module: float = 0.5, alt: str = "") -> Frame:
    """A QR code of 25 modules, 40 mm from the top."""
    side = mm(module * len(SYMBOL))
    return Frame(at(x, 40), Size(side, side), (Modules(Point(0, 0), side, SYMBOL),), alt=alt)


@pytest.mark.parametrize(
    ("module", "alt", "problems"),
    [
        (0.33, "Ausweis", []),
        (0.32, "Ausweis", ["a QR code has modules of 0.32 mm, the least is 0.33 mm"]),
        (0.4, f"GiroCode: IBAN {IBAN}", []),
        (0.39, f"GiroCode: IBAN {IBAN}", ["a QR code has modules of 0.39 mm, the least is 0.40 mm"]),
    ],
)
def test_smallest_module(module: float, alt: str, problems: list[str]) -> None:
    assert found(code(module=module, alt=alt)) == problems


IN_THE_ZONE = "stands in the quiet zone of a QR code"


@pytest.mark.parametrize(
    ("items", "problems"),
    [
        # The code takes 40 to 52.5 mm both ways, its quiet zone 38 to 54.5.
        ([code(), text("daneben", 55, 45)], []),
        ([code(), text("daneben", 54, 45)], [f"'daneben' {IN_THE_ZONE}"]),
        ([text("darüber", 40, 39), code()], [f"'darüber' {IN_THE_ZONE}"]),
        ([code(), Rule(at(0, 55), at(100, 55), 1)], []),
        ([code(), Rule(at(0, 54), at(100, 54), 1)], [f"a rule {IN_THE_ZONE}"]),
        ([code(), Picture(at(44, 44), Size(9, 9), b"")], [f"a picture {IN_THE_ZONE}"]),
        ([code(), Link(at(40, 40), Size(30, 30), "https://vsop.de")], []),
        ([fill(0, 0, 100, 100), fill(38, 38, 16.5, 16.5, WHITE), code()], []),
        ([fill(0, 0, 100, 100), fill(39, 38, 16.5, 16.5, WHITE), code()],
         [f"a fill {IN_THE_ZONE}", "a QR code stands on #003366, which is too dark"]),
        ([fill(0, 0, 100, 100), code()], ["a QR code stands on #003366, which is too dark"]),
        ([fill(0, 0, 100, 100, NAVY.tint(0.1)), code()], []),
        ([code(), fill(0, 0, 100, 100, WHITE)], [f"a fill {IN_THE_ZONE}"]),
        ([code(), Fill(at(30, 30), Size(mm(40), mm(40)), None, stroke=BLACK, thickness=1)], []),
        ([code(1)], ["a QR code has less than four modules of paper around it"]),
    ],
)  # fmt: skip
def test_quiet_zone(items: Sequence[Item | Frame], problems: list[str]) -> None:
    assert found(*items) == problems


@pytest.mark.parametrize(
    ("items", "problems"),
    [
        ([text("unten", y=60), text("oben", y=59)], ["'oben' is printed on 'unten'"]),
        ([text("oben", y=59), text("unten", y=60)], ["'unten' is printed on 'oben'"]),
        ([text("Zeile", y=56.8), text("Zeile", y=60)], []),
        ([text("Spalte", 50), text("Spalte", 70)], []),
        ([text("nng", y=58, size=20), text("nn", y=63, size=20)], []),
        ([text("gj", y=58, size=20), text("H", 50, y=61, size=12)], ["'H' is printed on 'gj'"]),
        ([line("ENTWURF", PALE, at(30, 60)), text("Zeile", 40, 58)], []),
        ([line("ENTWURF", DARK, at(30, 60)), text("Zeile", 40, 58)], ["'Zeile' is printed on 'ENTWURF'"]),
        ([fill(0, 40, 100, 30), line("Rolle", LIGHT, at(50, 60)), line("Titel", LIGHT, at(50, 60))],
         ["'Titel' is printed on 'Rolle'"]),
    ],
)  # fmt: skip
def test_no_two_lines_share_ink(items: Sequence[Item], problems: list[str]) -> None:
    assert found(*items) == problems


def test_lines_far_apart_in_order_meet_on_paper() -> None:
    column = [text(f"Zeile {n}", 10, 10 + 5 * n) for n in range(16)]
    assert found(*column, text("quer", 15, 10)) == ["'quer' is printed on 'Zeile 0'"]


def test_the_same_account_everywhere() -> None:
    invoice = document(text(f"IBAN {IBAN}"), code(alt=f"IBAN {IBAN}"), title="Rechnung")
    programme = document(text("DE07545500100380021436, USt-IdNr. DE136695976", 10))
    assert check([invoice, programme]) == []
    wrong = document(text("IBAN DE02 1203 0000 0000 2020 51"), title="Ausweise")
    assert [str(problem) for problem in check([invoice, programme, wrong])] == [
        "Rechnung: page 1 names the account DE07545500100380021436\n  hint: one event has one account",
        "Ausweise: page 1 names the account DE02120300000000202051\n  hint: one event has one account",
    ]


def test_a_problem_names_document_and_page() -> None:
    good = document(text("gut"))
    both = document(text("gut"), title="Ausweise")
    pages = (*both.pages, *document(text("winzig", size=4)).pages)
    bad = Document(title="Ausweise", language="de", dated=both.dated, paper=both.paper, pages=pages)
    (problem,) = check([good, bad])
    assert str(problem) == (
        "Ausweise: page 2: 'winzig' is set in 4.0 points, the least is 6\n  hint: shorten what stands there"
    )
