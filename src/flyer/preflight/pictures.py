"""Logos, a cover's picture and letter paper: where the event names them, and those that cannot be printed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from flyer.event.model import Asset, Event, Organiser, Partner
from flyer.problems import Place, Problem, place_of
from flyer.typeset.frame import Size
from flyer.typeset.letter import PAPER
from flyer.typeset.pictures import PictureError, read
from flyer.units import in_mm

_NEAR: Final = 0.01


def pictures(event: Event) -> list[Problem]:
    """One problem for each picture whose file is damaged or holds what cannot be printed as it looks."""
    problems = []
    for picture, place in _named(event):
        try:
            size = read(picture.content).size
        except PictureError as error:
            problems.append(Problem(place, f"'{picture.path}' {error.what}", error.hint))
            continue
        if picture is event.documents.invoices.letterhead and not _has_sides_of(PAPER, size):
            what = f"'{picture.path}' is {in_mm(size.width):.0f} × {in_mm(size.height):.0f} mm, letter paper is A4"
            problems.append(Problem(place, what, "export it again as one upright page of 210 × 297 mm"))
    return problems


def _has_sides_of(paper: Size, size: Size) -> bool:
    """Whether a picture has the proportion of a paper, to one part in a hundred."""
    return abs(size.width * paper.height / (size.height * paper.width) - 1) < _NEAR


def picture_places(event: Event) -> dict[bytes, Place]:
    """The place where the event names a picture, by the bytes of its file."""
    return {picture.content: place for picture, place in _named(event)}


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
