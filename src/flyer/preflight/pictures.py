"""Logos, a cover's picture and letter paper: where the event names them, and those that cannot be printed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from flyer.event.model import Asset, Event, Organiser, Partner
from flyer.problems import Place, Problem, place_of
from flyer.typeset.frame import Size
from flyer.typeset.letter import PAPER
from flyer.typeset.pictures import PictureError, read
from flyer.typeset.pictures.page import pages
from flyer.units import in_mm

_NEAR: Final = 0.01

_SIDES: Final = 2
"""The most pages of letter paper: the first, and one for all that follow."""


def pictures(event: Event) -> list[Problem]:
    """One problem for each picture whose file is damaged or holds what cannot be printed as it looks."""
    problems = []
    for picture, place in _named(event):
        is_paper = picture is event.documents.invoices.letterhead
        try:
            sizes = [read(each).size for each in (pages(picture.content) if is_paper else (picture.content,))]
        except PictureError as error:
            problems.append(Problem(place, f"'{picture.path}' {error.what}", error.hint))
            continue
        if is_paper:
            problems += [Problem(place, f"'{picture.path}' {what}", hint) for what, hint in _no_paper(sizes)]
    return problems


def _no_paper(sizes: Sequence[Size]) -> Iterator[tuple[str, str]]:
    """What is wrong with letter paper of these pages, and how to mend it."""
    if len(sizes) > _SIDES:
        yield f"has {len(sizes)} pages", "letter paper has one, or two: the first and one for all that follow"
    for size in sizes:
        if not _has_sides_of(PAPER, size):
            what = f"is {in_mm(size.width):.0f} × {in_mm(size.height):.0f} mm, letter paper is A4"
            yield what, "export it again as upright pages of 210 × 297 mm"


def _has_sides_of(paper: Size, size: Size) -> bool:
    """Whether a picture has the proportion of a paper, to one part in a hundred."""
    return abs(size.width * paper.height / (size.height * paper.width) - 1) < _NEAR


def picture_places(event: Event) -> dict[bytes, Place]:
    """The place where the event names a picture, by the bytes of its file."""
    return {content: place for picture, place in _named(event) for content in (picture.content, *_further(picture))}


def _further(picture: Asset) -> tuple[bytes, ...]:
    """The further pages of a file that can be read."""
    try:
        return pages(picture.content)[1:]
    except PictureError:
        return ()


def _named(event: Event) -> Iterator[tuple[Asset, Place]]:
    owners: tuple[Organiser | Partner, ...] = (event.organiser, *event.partners)
    for owner in owners:
        if owner.logo:
            yield owner.logo, place_of(owner, "logo")
    invoices = event.documents.invoices
    if invoices.letterhead:
        yield invoices.letterhead, place_of(invoices, "letterhead")
    if event.theme.picture:
        yield event.theme.picture, place_of(event.theme, "picture")
