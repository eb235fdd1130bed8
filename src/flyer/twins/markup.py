"""HTML that cannot be broken from outside: what users wrote becomes `Html` only through `escaped` and `element`."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from typing import Final, NewType

from flyer.markup import Run

Html = NewType("Html", str)
"""A piece of HTML in which everything is escaped that has to be."""

_VOID: Final = frozenset({"img", "meta"})
_SCHEMES: Final = ("https://", "http://", "mailto:", "tel:")


def escaped(text: str) -> Html:
    """The text as it is to be read."""
    return Html(html.escape(text))


def element(name: str, /, *children: Html, **attributes: str) -> Html:
    """An element; of an attribute's name a `_` at the end is dropped, any other becomes a `-`; "" leaves it out.

    An `alt` is kept when it is empty: it says that the picture only adorns.
    """
    given = (
        f' {key.rstrip("_").replace("_", "-")}="{html.escape(value)}"'
        for key, value in attributes.items()
        if value or key == "alt"
    )
    start = f"<{name}{''.join(given)}>"
    return Html(start if name in _VOID else f"{start}{''.join(children)}</{name}>")


def lines(pieces: Iterable[Html]) -> Html:
    """Pieces that stand on lines of their own in the file."""
    return Html("".join(f"\n{piece}" for piece in pieces if piece) + "\n")


def running(runs: Iterable[Run]) -> Html:
    """Runs as text with emphasis and links; a link that is none of the web, mail or phone stays text."""
    return Html("".join(map(_run, runs)))


def _run(run: Run) -> Html:
    said = escaped(re.sub(r"\s*\n\s*", " ", run.text))
    if run.italic:
        said = element("em", said)
    if run.bold:
        said = element("strong", said)
    return element("a", said, href=run.url) if run.url.startswith(_SCHEMES) else said
