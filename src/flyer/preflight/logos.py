"""Logos that cannot be printed, found at the place where the event names them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from flyer.event.model import Asset, Event, Organiser, Partner
from flyer.problems import Problem, place_of
from flyer.typeset.pictures import PictureError, read


def logos(event: Event) -> list[Problem]:
    """One problem for each logo whose file is damaged or holds what cannot be printed as it looks."""
    owners: tuple[Organiser | Partner, ...] = (event.organiser, *event.partners)
    named = [(owner, owner.logo) for owner in owners if owner.logo]
    return list(chain.from_iterable(_problems(owner, logo) for owner, logo in named))


def _problems(owner: Organiser | Partner, logo: Asset) -> Iterator[Problem]:
    try:
        read(logo.content)
    except PictureError as error:
        yield Problem(place_of(owner, "logo"), f"'{logo.path}' {error.what}", error.hint)
