"""slips.toml beside event.yaml: where the fields of bought blanks stand."""

from __future__ import annotations

import re
import tomllib
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any, Final

from flyer.cli.where import Where
from flyer.cli.writing import blaming
from flyer.documents.blank import Blank
from flyer.problems import Place, Problem, UserError, did_you_mean

_FARTHEST: Final = 297
"""Millimetres, the height of a sheet."""

_WHAT: Final = """\
# Where the fields of bought payment slips stand, in millimetres: `flyer slips --test-sheet` draws them, to hold against
# a real one; read where documents.slips.form is overprint or preview. x and y: the form's top left corner on the sheet.
# left: the first box of every row, from that corner. pitch, iban_pitch: the width of a box. The rows: their middle,
# from the form's top edge.
"""
_KEYS: Final = tuple(field.name for field in fields(Blank))


def file(where: Where) -> Path:
    """Where the profile is kept."""
    return where.event.with_name("slips.toml")


def read(where: Where) -> Blank:
    """The profile, with the values to start from where it says nothing; UserError with all that is wrong with it."""
    path = file(where)
    if not path.exists():
        return Blank()
    with blaming(path, "read"):
        content = path.read_bytes()
    try:
        given = tomllib.loads(content.decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        at = re.search(r"line (\d+), column (\d+)", str(error))
        place = Place(str(path), *map(int, at.groups())) if at else Place(str(path))
        hint = "remove the file; `flyer slips --test-sheet` writes it anew"
        raise UserError([Problem(place, "this is not TOML", hint)]) from error
    if problems := [problem for key, value in given.items() if (problem := _problem(path, key, value))]:
        raise UserError(problems)
    return Blank(**given)


def text(blank: Blank) -> bytes:
    """The file."""
    return (_WHAT + "".join(f"{key} = {value}\n" for key, value in asdict(blank).items())).encode()


def _problem(path: Path, key: str, value: Any) -> Problem | None:
    if key not in _KEYS:
        return Problem(Place(str(path)), f"'{key}' is no measure of a form", did_you_mean(key, _KEYS))
    if type(value) not in (int, float) or not -_FARTHEST <= value <= _FARTHEST:
        what = f"'{key}' is no number of millimetres from -{_FARTHEST} to {_FARTHEST}"
        return Problem(Place(str(path)), what, f"write it as in {key} = {getattr(Blank(), key)}")
    return None
