"""The family an event is set in: the built-in one, or the TrueType files of a folder under fonts/ beside event.yaml."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from flyer.cli.where import Where
from flyer.cli.writing import blaming
from flyer.event.model import Event
from flyer.problems import Place, Problem, UserError, gathered, place_of
from flyer.typeset.faces import Face
from flyer.typeset.family import Cut, Family, builtin

BUILT_IN = "source-sans-3"
_ENDINGS = {
    "regular": Cut.REGULAR,
    "it": Cut.ITALIC,
    "italic": Cut.ITALIC,
    "semibold": Cut.SEMIBOLD,
    "bold": Cut.BOLD,
    "boldit": Cut.BOLD_ITALIC,
    "bolditalic": Cut.BOLD_ITALIC,
}
"""What stands behind the last hyphen of the name of a cut's file, in small letters."""

_NEAREST = {Cut.ITALIC: Cut.REGULAR, Cut.SEMIBOLD: Cut.BOLD, Cut.BOLD_ITALIC: Cut.BOLD}
"""The cut that stands in for one that is missing; the others must be there."""


def family(where: Where, event: Event) -> Family:
    """The family that `theme.font` names, with the built-in one behind it letter by letter.

    Raises UserError when its folder lacks the regular or the bold cut, or has two files for one, or one that is no
    static TrueType font.
    """
    name = event.theme.font or BUILT_IN
    if name == BUILT_IN:
        return builtin()
    folder = where.event.parent / "fonts" / name
    files = _files(folder)
    if missing := [cut for cut in Cut if cut not in (*files, *_NEAREST)]:
        what = f"'{folder}' has no cut {' and no cut '.join(missing)}"
        hint = f"put files named like {name}-{missing[0]}.ttf there; '{BUILT_IN}' is built in"
        raise UserError([Problem(place_of(event.theme, "font"), what, hint)])
    faces = dict(zip(files, gathered(partial(_face, file) for file in files.values()), strict=True))
    chains = {cut: (faces[cut if cut in faces else _NEAREST[cut]], *builtin().faces[cut]) for cut in Cut}
    return Family(name, chains)


def _files(folder: Path) -> dict[Cut, Path]:
    """The files of the cuts there are; a folder that is missing has none. UserError when two are of one cut."""
    files: dict[Cut, Path] = {}
    problems = []
    with blaming(folder, "read"):
        found = sorted(folder.glob("*.[Tt][Tt][Ff]"))
    for file in found:
        cut = _ENDINGS.get(file.stem.lower().rpartition("-")[2])
        if cut and cut in files:
            problems.append(Problem(Place(str(file)), f"'{files[cut]}' is the cut {cut} as well", "keep one of them"))
        elif cut:
            files[cut] = file
    if problems:
        raise UserError(problems)
    return files


def _face(file: Path) -> Face:
    with blaming(file, "read"):
        data = file.read_bytes()
    try:
        return Face.load(data)
    except ValueError as error:
        hint = "export the cut as a TrueType file (.ttf) without axes"
        raise UserError([Problem(Place(str(file)), f"the file is {error}", hint)]) from error
