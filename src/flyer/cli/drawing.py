"""Documents become ink: composed, held against the rules and drawn at once, or part by part by whoever does the work.

Where parts begin and end is a matter of the document, so that the file is the same whoever made it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any, BinaryIO, NamedTuple

from flyer import pdf, preflight
from flyer.cli.executors import Map, Shared
from flyer.problems import Place
from flyer.typeset.frame import Document
from flyer.typeset.parts import Parted, Recipe


class _Common(NamedTuple):
    """What all parts need: the document without its pages, how many parts there are, and what makes pages of one."""

    document: Document
    parts: int
    recipe: Recipe
    places: Mapping[bytes, Place]


class _Drawn(NamedTuple):
    """A part in ink, what was found in it, and what was done to make things fit."""

    part: pdf.Part
    check: preflight.Check
    deeds: Counter[Any]


def draw(document: Document, check: preflight.Check, over: Map, stream: BinaryIO) -> None:
    """Draw a document while `check` looks at its pages; the parts of one that has several are made `over` workers."""
    pages = document.pages
    if isinstance(pages, Parted) and pages.part_count > 1:
        bare = replace(document, pages=(), notes=())
        common = Shared(_Common(bare, pages.part_count, pages.recipe, check.places))
        pdf.write_parts(bare, _taken(over(partial(_drawn, common), enumerate(pages.parts())), pages, check), stream)
    else:
        pdf.write_to(document, stream, check.pages(document))


def _taken(drawn: Iterator[_Drawn], pages: Parted, check: preflight.Check) -> Iterator[pdf.Part]:
    """The parts, after what else they tell has been taken."""
    deeds: Counter[Any] = Counter()
    for part, found, done in drawn:
        check.add(found)
        deeds += done
        yield part
    pages.tell(deeds)


def _drawn(common: Shared[_Common], task: tuple[int, tuple[int, Any]]) -> _Drawn:
    """Make, check and draw one part."""
    number, (first, part) = task
    document, parts, recipe, places = common.value
    check, deeds = preflight.Check(places), Counter[Any]()
    drawn = pdf.draw_part(document, check.pages(document, recipe.pages(part, deeds), first), number, parts)
    found = preflight.Check({})
    found.add(check)
    return _Drawn(drawn, found, deeds)
