"""printers.toml beside event.yaml: by how much each printer prints beside where it should."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import click

from flyer.cli.where import Where
from flyer.cli.writing import blaming
from flyer.problems import Place, Problem, UserError, did_you_mean
from flyer.typeset.frame import ORIGIN, Point
from flyer.typeset.stocks import said
from flyer.units import mm

FARTHEST: Final = 5
"""Millimetres; a printer that is farther off needs other help."""

NAME: Final = "[A-Za-z0-9_-]+"
"""What a printer may be called, which is what a key of TOML may be without quotes."""

_AXES: Final = ("offset_x", "offset_y")
_WHAT: Final = """\
# By how many millimetres each printer has to print further right and down: written by
# `flyer stocks --geometry ID --printer NAME --offset-x X --offset-y Y`, read by `flyer badges --printer NAME`.
"""


def file(where: Where) -> Path:
    """Where the offsets are kept."""
    return where.event.with_name("printers.toml")


def read(where: Where) -> dict[str, Point]:
    """The offset of each printer; UserError with all that is wrong with the file."""
    import tomllib

    path = file(where)
    if not path.exists():
        return {}
    with blaming(path, "read"):
        content = path.read_bytes()
    try:
        printers = tomllib.loads(content.decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        at = re.search(r"line (\d+), column (\d+)", str(error))
        place = Place(str(path), *map(int, at.groups())) if at else Place(str(path))
        raise UserError(
            [Problem(place, "this is not TOML", "remove the file, and measure the printers anew")]
        ) from error
    if problems := [_problem(path, name) for name, printer in printers.items() if not _is_printer(name, printer)]:
        raise UserError(problems)
    return {name: Point(*(mm(printer.get(axis, 0)) for axis in _AXES)) for name, printer in printers.items()}


def offset(where: Where, name: str) -> Point:
    """The offset of a printer; click.BadParameter when it is not known."""
    printers = read(where)
    if name not in printers:
        hint = did_you_mean(name, tuple(printers)) or "`flyer stocks --geometry ID --printer NAME` measures one"
        raise click.BadParameter(f"'{file(where)}' has no printer '{name}'; {hint}", param_hint="--printer")
    return printers[name]


def measured(where: Where, name: str, x: float | None, y: float | None) -> dict[str, Point]:
    """The offsets of all printers with a new one of this printer, in millimetres; None leaves an axis as it was.

    Raises click.BadParameter when no printer can be called so.
    """
    if not re.fullmatch(NAME, name):
        raise click.BadParameter("a name has letters, digits, '-' and '_' only", param_hint="--printer")
    printers = read(where)
    before = printers.get(name, ORIGIN)
    return printers | {name: Point(before.x if x is None else mm(x), before.y if y is None else mm(y))}


def text(printers: Mapping[str, Point]) -> bytes:
    """The file."""
    tables = (f"\n[{name}]\noffset_x = {said(at.x)}\noffset_y = {said(at.y)}\n" for name, at in printers.items())
    return (_WHAT + "".join(tables)).encode()


def _is_printer(name: str, printer: Any) -> bool:
    return (
        re.fullmatch(NAME, name) is not None
        and isinstance(printer, dict)
        and all(
            axis in _AXES and type(value) in (int, float) and abs(value) <= FARTHEST for axis, value in printer.items()
        )
    )


def _problem(path: Path, name: str) -> Problem:
    what = f"'{name}' is no printer with nothing but offset_x and offset_y from -{FARTHEST} to {FARTHEST} mm"
    return Problem(Place(str(path)), what, "remove its lines, and measure the printer anew")
