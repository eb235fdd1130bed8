"""The first page of a PDF file becomes path operators that refer to nothing outside. The door to pikepdf."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from typing import Any, Final, TypeAlias

from flyer.typeset.colour import Colour
from flyer.typeset.frame import Size
from flyer.typeset.pictures.model import Page, PictureError

SIGNATURE: Final = b"%PDF-"

_PATHS: Final = {
    "q", "Q", "cm", "w", "J", "j", "M", "d", "g", "G", "rg", "RG",
    "m", "l", "c", "v", "y", "h", "re", "W", "W*", "n", "S", "s", "f", "F", "f*", "B", "B*", "b", "b*",
}  # fmt: skip
_WITHOUT_EFFECT: Final = {
    "BMC", "EMC", "MP", "DP", "BX", "EX", "ri", "i",
    "BT", "ET", "Tf", "TL", "Tc", "Tw", "Tz", "Tr", "Ts", "Td", "TD", "Tm", "T*",
}  # fmt: skip
"""Marks, hints to the renderer, and what sets text without showing any."""

_COMPONENTS: Final = {"/DeviceGray": 1, "/CalGray": 1, "/DeviceRGB": 3, "/CalRGB": 3}
_OPERATORS: Final = {(1, False): "g", (1, True): "G", (3, False): "rg", (3, True): "RG"}
_PLAIN: Final = {"/ca": (1,), "/CA": (1,), "/SMask": ("/None",), "/BM": ("/Normal", "/Compatible")}
"""Entries of a graphics state that change how things look, and the values with which they do not."""

_REFUSED: Final = {
    **dict.fromkeys(("k", "K", "/DeviceCMYK"), "CMYK colours"),
    **dict.fromkeys(("/Separation", "/DeviceN"), "spot colours"),
    **dict.fromkeys(("Tj", "TJ", "'", '"'), "text"),
    **dict.fromkeys(("INLINE IMAGE", "/Image"), "an image"),
    **dict.fromkeys(("sh", "/Pattern"), "a gradient or a pattern"),
    "/ca": "transparency",
    "BDC": "layers",
    "states": "groups nested too deep",
}
_HINTS: Final = {
    "CMYK colours": "export it in RGB colours",
    "spot colours": "export it in RGB colours",
    "text": "turn its text into outlines and export it again",
}
_START: Final = b"0 g 0 G 1 w 0 J 0 j 10 M []0 d\n"
"""What a page starts with, whatever was set around it (ISO 32000-1, table 52)."""

_DEEPEST: Final = 12
_DEEPEST_STATE: Final = 24
_FARTHEST: Final = 2**31 - 1
"""Within ISO 19005-3, 6.1.13, which knows 28 states at once, a few of them left for what the picture stands in."""

_RGB: Final = re.compile(rb"^(\S+) (\S+) (\S+) (rg|RG)$", re.MULTILINE)

_Instruction: TypeAlias = tuple[Iterable[Any], Any]
"""Operands and operator."""


def read(content: bytes) -> Page:
    """Read the first page of a PDF file that holds nothing but opaque paths in grey and RGB.

    A file the library complains about in any way is taken for damaged.
    """
    pikepdf = _pikepdf()
    with _blaming(pikepdf), pikepdf.open(io.BytesIO(content)) as file:
        page = file.pages[0]
        if int(page.obj.get("/Rotate", 0)) % 360:
            raise PictureError("is a PDF page that stands on its side", "turn it and export it again")
        left, bottom, right, top = (float(edge) for edge in page.cropbox)
        paths = _paths(page.obj, page.obj.get("/Resources"), 0)
        operators = pikepdf.unparse_content_stream(list(_within_limits(paths)))
    return Page(Size(right - left, top - bottom), left, bottom, _START + operators)


@lru_cache(maxsize=32)
def pages(content: bytes) -> tuple[bytes, ...]:
    """The picture itself and, where it is a PDF file, each of its further pages as a file; PictureError as `read`."""
    if not content.startswith(SIGNATURE):
        return (content,)
    pikepdf = _pikepdf()
    with _blaming(pikepdf), pikepdf.open(io.BytesIO(content)) as file:
        return content, *(_alone(pikepdf, each) for each in list(file.pages)[1:])


def _alone(pikepdf: Any, page: Any) -> bytes:
    """A page as a file; equal pages give equal bytes."""
    stream = io.BytesIO()
    with pikepdf.new() as file:
        file.pages.append(page)
        file.save(stream, static_id=True)
    return stream.getvalue()


def separate_page(page: Page) -> Page:
    """Turn the RGB colours of a page into inks (`Colour.inks`)."""
    return replace(page, operators=_RGB.sub(_inks, page.operators))


def _inks(match: re.Match[bytes]) -> bytes:
    colour = Colour(*(min(max(float(part), 0.0), 1.0) for part in match.groups()[:3]))
    inks = " ".join(f"{ink:.3f}" for ink in colour.inks)
    return f"{inks} {'k' if match[4] == b'rg' else 'K'}".encode("ascii")


@contextmanager
def _blaming(pikepdf: Any) -> Iterator[None]:
    """Turn whatever the library raises or warns of into a PictureError."""
    try:
        with warnings.catch_warnings(action="error"):
            yield
    except PictureError:
        raise
    except pikepdf.PasswordError as error:
        raise PictureError("is a PDF file with a password", "export it again without") from error
    except Exception as error:
        raise PictureError("is a damaged PDF file", "export it again") from error


def _pikepdf() -> Any:
    """The library, loaded when the first PDF file is read."""
    import pikepdf

    return pikepdf


def _paths(stream: Any, resources: Any, depth: int) -> Iterator[_Instruction]:
    """Give the instructions of a page or form, those of its forms put in their places."""
    pikepdf = _pikepdf()
    if depth > _DEEPEST:
        raise PictureError("is a PDF file with forms in forms without end")
    for operands, token in pikepdf.parse_content_stream(stream):
        operator = str(token)
        if operator in _PATHS:
            yield operands, token
        elif operator in ("cs", "CS"):
            count = _count(resources, operands[0])
            yield [0] * count, pikepdf.Operator(_OPERATORS[count, operator.isupper()])
        elif operator in ("sc", "scn", "SC", "SCN"):
            yield operands, pikepdf.Operator(_OPERATORS[len(operands), operator.isupper()])
        elif operator == "gs":
            _check_state(resources["/ExtGState"][operands[0]])
        elif operator == "Do":
            yield from _form(resources["/XObject"][operands[0]], resources, depth)
        elif operator == "BDC" and operands[0] != "/OC":
            continue
        elif operator not in _WITHOUT_EFFECT:
            _refuse(operator)


def _within_limits(instructions: Iterable[_Instruction]) -> Iterator[_Instruction]:
    """Give the instructions on; PictureError where they save too many states at once or go too far for PDF/A."""
    depth = 0
    for operands, token in instructions:
        depth += {"q": 1, "Q": -1}.get(str(token), 0)
        if depth > _DEEPEST_STATE:
            _refuse("states")
        if any(isinstance(each, int) and abs(each) > _FARTHEST for each in operands):
            raise PictureError("is a PDF file with a point far away", "export it again")
        yield operands, token


def _form(form: Any, resources: Any, depth: int) -> Iterator[_Instruction]:
    pikepdf = _pikepdf()
    if form["/Subtype"] != "/Form":
        _refuse(str(form["/Subtype"]))
    left, bottom, right, top = form["/BBox"]
    yield [], pikepdf.Operator("q")
    yield form.get("/Matrix", [1, 0, 0, 1, 0, 0]), pikepdf.Operator("cm")
    yield [left, bottom, right - left, top - bottom], pikepdf.Operator("re")
    yield [], pikepdf.Operator("W")
    yield [], pikepdf.Operator("n")
    yield from _paths(form, form.get("/Resources", resources), depth + 1)
    yield [], pikepdf.Operator("Q")


def _count(resources: Any, name: Any) -> int:
    """How many components the colours of a colour space have: 1 for grey, 3 for RGB."""
    space = str(name)
    if space not in _COMPONENTS and space not in _REFUSED:
        family, *parameters = resources["/ColorSpace"][name]
        space = str(family)
        if space == "/ICCBased":
            space = {1: "/DeviceGray", 3: "/DeviceRGB"}.get(int(parameters[0]["/N"]), "/DeviceCMYK")
    if space not in _COMPONENTS:
        _refuse(space)
    return _COMPONENTS[space]


def _check_state(state: Any) -> None:
    for key, plain in _PLAIN.items():
        if key in state and state[key] not in plain:
            _refuse("/ca")


def _refuse(shown: str) -> None:
    what = _REFUSED.get(shown, f"what is not understood ({shown.lstrip('/')})")
    raise PictureError(
        f"holds {what}, which cannot be taken over from a PDF file",
        _HINTS.get(what, "export it again as PNG with transparent background"),
    )
