from pathlib import Path

import click
import pytest

from flyer.cli import printers
from flyer.cli.where import Where
from flyer.problems import UserError
from flyer.typeset.frame import Point
from flyer.units import mm


@pytest.fixture
def where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Where:
    monkeypatch.chdir(tmp_path)
    return Where(Path("event.yaml"), None, None, None)


def test_what_was_measured_is_read_again(where: Where) -> None:
    office = printers.measured(where, "office", 0.5, -1)
    printers.file(where).write_bytes(printers.text(office))
    assert printers.file(where) == Path("printers.toml")
    assert printers.read(where) == {"office": Point(mm(0.5), mm(-1))}
    both = printers.measured(where, "copy-shop", None, 2)
    printers.file(where).write_bytes(printers.text(both))
    assert Path("printers.toml").read_text("utf-8").partition("\n\n")[2] == (
        "[office]\noffset_x = 0.5\noffset_y = -1\n\n[copy-shop]\noffset_x = 0\noffset_y = 2\n"
    )
    assert printers.offset(where, "copy-shop") == Point(0.0, mm(2))


def test_an_axis_that_is_not_named_stays(where: Where) -> None:
    printers.file(where).write_bytes(b"[office]\noffset_x = 0.5\noffset_y = 2\n")
    assert printers.measured(where, "office", None, 1) == {"office": Point(mm(0.5), mm(1))}
    assert printers.measured(where, "office", 1, None) == {"office": Point(mm(1), mm(2))}


def test_a_printer_that_nobody_measured(where: Where) -> None:
    with pytest.raises(click.BadParameter, match="has no printer 'office'; `flyer stocks --geometry ID"):
        printers.offset(where, "office")
    printers.file(where).write_bytes(b"[office]\n")
    with pytest.raises(click.BadParameter, match="did you mean 'office'"):
        printers.offset(where, "ofice")


@pytest.mark.parametrize("name", ["", "HP LaserJet", "a]\n[b", "../x", "ä"])
def test_a_name_that_would_break_the_file(where: Where, name: str) -> None:
    with pytest.raises(click.BadParameter):
        printers.measured(where, name, 1, 1)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[office\n", "printers.toml:1:8: this is not TOML"),
        ("\xff", "printers.toml: this is not TOML"),
        ("[office]\noffset_x = 0.5\n[office]", "printers.toml:3:8: this is not TOML"),
        *(
            (text, f"printers.toml: '{name}' is no printer with nothing but offset_x and offset_y from -5 to 5 mm")
            for name, text in (
                ("office", "[office]\noffset_z = 1"),
                ("office", "[office]\noffset_x = '1'"),
                ("office", "[office]\noffset_x = true"),
                ("office", "[office]\noffset_x = nan"),
                ("office", "[office]\noffset_x = 5.1"),
                ("office", "office = 1"),
                ("HP LaserJet", "['HP LaserJet']\noffset_x = 1"),
            )
        ),
    ],
)
def test_a_broken_file(where: Where, text: str, problem: str) -> None:
    printers.file(where).write_bytes(text.encode("latin-1"))
    with pytest.raises(UserError) as error:
        printers.read(where)
    assert str(error.value).splitlines()[0] == problem
