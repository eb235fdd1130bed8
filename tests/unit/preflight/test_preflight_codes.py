from collections.abc import Sequence

import pytest
from sheets import IBAN, NAVY, at, code, fill, found, text

from flyer.typeset.colour import BLACK, WHITE
from flyer.typeset.frame import Fill, Frame, Item, Link, Picture, Rule, Size
from flyer.units import mm

DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>'
IN_THE_ZONE = "stands in the quiet zone of a QR code"


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


@pytest.mark.parametrize(
    ("items", "problems"),
    [
        # The code takes 40 to 52.5 mm both ways, its quiet zone 38 to 54.5.
        ([code(), text("daneben", 55, 45)], []),
        ([code(), text("daneben", 54, 45)], [f"'daneben' {IN_THE_ZONE}"]),
        ([text("darüber", 40, 39), code()], [f"'darüber' {IN_THE_ZONE}"]),
        ([code(), Rule(at(0, 55), at(100, 55), 1)], []),
        ([code(), Rule(at(0, 54), at(100, 54), 1)], [f"a rule {IN_THE_ZONE}"]),
        ([code(), Picture(at(44, 44), Size(9, 9), DRAWING)], [f"a picture {IN_THE_ZONE}"]),
        ([code(), Link(at(40, 40), Size(30, 30), "https://vsop.de")], []),
        ([fill(0, 0, 100, 100), fill(38, 38, 16.5, 16.5, WHITE), code()], []),
        ([fill(0, 0, 100, 100), fill(39, 38, 16.5, 16.5, WHITE), code()],
         [f"a fill {IN_THE_ZONE}", "a QR code stands on #003366, which is too dark"]),
        ([fill(0, 0, 100, 100), code()], ["a QR code stands on #003366, which is too dark"]),
        ([fill(0, 0, 100, 100, NAVY.tint(0.1)), code()], []),
        ([code(), fill(0, 0, 100, 100, WHITE)], [f"a fill {IN_THE_ZONE}"]),
        ([code(), Fill(at(30, 30), Size(mm(40), mm(40)), None, stroke=BLACK, thickness=1)], []),
        ([code(), fill(45.3, 45.3, 1.9, 1.9, WHITE)], []),  # an emblem in its middle sixth
        ([code(), fill(45.1, 45.3, 1.9, 1.9, WHITE)], [f"a fill {IN_THE_ZONE}"]),
        ([code(1)], ["a QR code has less than four modules of paper around it"]),
    ],
)  # fmt: skip
def test_quiet_zone(items: Sequence[Item | Frame], problems: list[str]) -> None:
    assert found(*items) == problems
