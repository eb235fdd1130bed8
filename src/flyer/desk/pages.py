"""The pages: templates are filled with what is shown. The door to Jinja."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined

from flyer.event.model import Theme
from flyer.typeset.colour import Colour, readable, text_on
from flyer.typeset.frame import Size
from flyer.units import in_mm
from flyer.wording import NoWording, Wording

LANGUAGES: Final = ("de", "en")
"""What the pages are written in; another event's desk speaks English."""

FILES: Final[Mapping[str, str]] = {"desk.css": "text/css", "paper.css": "text/css", "desk.js": "text/javascript"}


def words_for(accepted: str, language: str) -> Wording:
    """The wording that a browser prefers (Accept-Language), or else that of the event's language."""
    preferred = [tag.strip().lower() for tag in re.findall(r"[^,;]+(?=;|,|$)", accepted) if "=" not in tag]
    for tag in (*preferred, language):
        if tag.partition("-")[0] in LANGUAGES:
            try:
                return Wording.of(tag)
            except NoWording:
                continue
    return Wording.of(LANGUAGES[-1])


def rendered(name: str, words: Wording, **shown: Any) -> str:
    """Fill a template; everything that is text in it is escaped."""
    return _environment().get_template(name).render(words=words, **shown)


def file(name: str, theme: Theme, label: Size) -> bytes:
    """A style or the script; the desk's style begins with the event's colour, that of paper with its size."""
    content = files(__package__).joinpath("templates", name).read_bytes()
    width, height = (f"{in_mm(length):g}mm" for length in (label.width, label.height))
    ground = readable(Colour.parse(theme.primary))
    begins = {
        "desk.css": f":root {{ --ground: {ground}; --on-ground: {text_on(ground)}; "
        f"--ring: light-dark({ground}, {ground.tint(0.5)}); }}\n",
        "paper.css": f"@page {{ size: {width} {height}; }}\nimg {{ width: {width}; height: {height}; }}\n",
    }
    return begins.get(name, "").encode() + content


def modules(rows: Sequence[int]) -> tuple[int, str]:
    """The modules a side of a QR code, and its dark ones as a path of SVG."""
    width = len(rows)
    dark = (f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x in range(width) if row >> width - 1 - x & 1)
    return width, "".join(dark)


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader(__package__),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
