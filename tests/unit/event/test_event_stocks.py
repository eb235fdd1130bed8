"""Stocks of the event's own under `documents.badges`."""

from decimal import Decimal

import pytest

from flyer.event.load import load
from flyer.event.model import BadgeSettings, OwnStock
from flyer.problems import UserError

HEAD = """\
event: {name: Tag, language: de, starts: 2027-05-04 09:00, ends: 2027-05-04 17:00}
organiser: {name: Verein}
documents:
  badges:
"""


def badges(text: str) -> BadgeSettings:
    lines = "".join(f"    {line}\n" for line in text.splitlines())
    return load((HEAD + lines).encode(), "event.yaml", lambda _: None).documents.badges


def test_sheets_and_stocks() -> None:
    settings = badges(
        "stock: ours\nduplex: short\ncrop_marks: true\noverprint: yes\nstocks:\n"
        "  ours: {kind: plain, paper: 210x99.5, label: 85 × 54, columns: 2, origin: 0x7.25, pitch: 95x54, corner: 3}\n"
        "  tape: {paper: A4L, label: 62x140}"
    )
    assert (settings.stock, settings.duplex, settings.crop_marks, settings.overprint) == ("ours", "short", True, True)
    assert settings.stocks == (
        OwnStock(
            key="ours",
            kind="plain",
            paper="210x99.5",
            label=(Decimal(85), Decimal(54)),
            columns=2,
            origin=(Decimal(0), Decimal("7.25")),
            pitch=(Decimal(95), Decimal(54)),
            corner=Decimal(3),
        ),
        OwnStock(key="tape", paper="A4L", label=(Decimal(62), Decimal(140))),
    )
    assert settings.stocks[0].places["columns"].line == 10


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("paper: A4, label: 85", "'85' is not two lengths in millimetres"),
        ("paper: A4, label: 85x54 mm", "'85x54 mm' is not two lengths in millimetres"),
        ("paper: A4, label: -85x54", "'-85x54' is not two lengths in millimetres"),
        ("paper: A4, label: 85x54, columns: 0", "'0' is not a number from 1 to 99"),
        ("label: 85x54, paper: B4", "'B4' is not a paper"),
        ("paper: A4, label: 85x54, kind: labels", "'labels' is not a kind of stock"),
        ("paper: A4, label: 85x54, corner: 4 mm", "'4 mm' is not a length in millimetres"),
        ("paper: A4, columns: 2", "'label' is missing in this stock"),
    ],
)
def test_what_is_no_stock(text: str, problem: str) -> None:
    with pytest.raises(UserError) as error:
        badges(f"stocks: {{ours: {{{text}}}}}")
    (found,) = error.value.problems
    assert found.what == problem


def test_an_id_that_would_be_no_file_name() -> None:
    with pytest.raises(UserError) as error:
        badges("stocks:\n  ../ours: {paper: A4, label: 85x54}")
    assert str(error.value).splitlines()[0] == (
        "event.yaml:6:7: '../ours' is not a name of letters, digits, '-' and '_'"
    )
