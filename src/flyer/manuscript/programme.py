"""An event becomes the manuscript of its programme."""

from __future__ import annotations

from collections.abc import Iterator

from flyer.event.model import Event
from flyer.manuscript.days import days
from flyer.manuscript.model import Cover, Logo, Manuscript, Prose, Section
from flyer.manuscript.practical import practical
from flyer.problems import place_of
from flyer.wording import Wording


def manuscript(event: Event, words: Wording) -> Manuscript:
    """Turn an event into what its programme says; what the event leaves out is left out.

    Raises UserError for an account that cannot be paid to or a reference no transfer can carry (EPC069-12).
    """
    return Manuscript(
        language=event.language,
        title=": ".join(filter(None, (event.name, event.title))),
        cover=_cover(event, words),
        texts=tuple(_texts(event, words)),
        days=days(event.programme, words),
        practical=practical(event, words),
    )


def _cover(event: Event, words: Wording) -> Cover:
    venue, organiser = event.venue, event.organiser
    owners = ((organiser.name, organiser.logo), *((partner.name, partner.logo) for partner in event.partners))
    return Cover(
        name=event.name,
        title=event.title,
        subtitle=event.subtitle,
        when=(words.date_range(event.starts.date(), event.ends.date()),),
        where=(", ".join(filter(None, (venue.address.city, venue.name))),) if venue else (),
        logos=tuple(Logo(logo.content, words("Logo of {name}", name=name)) for name, logo in owners if logo),
        title_place=place_of(event, "title"),
        venue_place=place_of(venue or event, "name"),
    )


def _texts(event: Event, words: Wording) -> Iterator[Section]:
    if event.about:
        yield Section(words("About the event"), (Prose(event.about),), place_of(event, "about"))
    if event.audience:
        yield Section(words("Who should come"), (Prose(event.audience),), place_of(event, "audience"))
