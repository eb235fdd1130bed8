"""Markup becomes spans: inline markup (see `flyer.markup`) in the cuts of a style."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from itertools import groupby

from flyer.markup import runs
from flyer.typeset.family import Style
from flyer.typeset.words import Span


@lru_cache(maxsize=1 << 10)
def spans(text: str, style: Style, *, breaks: bool = False) -> tuple[Span, ...]:
    """Turn inline markup into spans in the cuts of `style`; with `breaks` a line break is one, without it a blank."""
    cuts = {False: style.cut, True: style.cut.italic}, {False: style.cut.bold, True: style.cut.bold.italic}
    found: list[Span] = []
    for (url, cut), group in groupby(runs(text), key=lambda run: (run.url, cuts[run.bold][run.italic])):
        piece = "".join(run.text for run in group)
        found.append(Span(piece if breaks else piece.replace("\n", " "), replace(style, cut=cut), url))
    return tuple(found)
