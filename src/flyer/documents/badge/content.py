"""What a badge says, apart from how it looks: what tells whether it has to be printed again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from hashlib import sha256
from itertools import repeat
from json.encoder import encode_basestring
from typing import Final

from flyer.documents.badge.code import payload
from flyer.documents.badge.fields import own
from flyer.documents.own_stocks import stocks
from flyer.event.model import BadgeSettings, Event
from flyer.people.model import Participant
from flyer.people.roll import Roll
from flyer.typeset.stocks import Kind
from flyer.wording import Wording

_TEXTS: Final = (
    "title", "first_name", "last_name", "preferred_name", "name_order", "organisation", "role", "pronouns",
)  # fmt: skip
_EMPTY: Final = encode_basestring("")


def contents(event: Event, participants: Sequence[Participant], words: Wording) -> Iterator[str]:
    """For each participant the SHA-256 (hex) of all that is printed on the badge: its words, and what its codes hold.

    Design, stock and colours are not in it, but for the programme inside a quarter-fold; nor is what is empty or
    hidden: a field that badges learn to show alters only the badges that show it. It is the digest of a JSON object,
    its keys in their order.
    """
    settings = event.documents.badges
    shared = {"language": event.language, "event_name": event.name, **dict(_back(event, settings))}
    texts, made = _texts(settings), dict(_made(settings, words))
    place = {field: at for at, field in enumerate((*shared, *texts, *made))}
    fields = sorted(place.keys() - {field.key for field in settings.layout if field.hide})
    keys, order = [f"{encode_basestring(field)}: " for field in fields], [place[field] for field in fields]
    same = [*map(encode_basestring, shared.values())]
    people = Roll.of(participants)
    makings = ([make(each) for make in made.values()] for each in people) if made else repeat([])
    for own_texts, own_makings in zip(people.texts([*texts.values()]), makings, strict=False):
        said = [*same, *map(encode_basestring, own_texts), *map(encode_basestring, own_makings)]
        pairs = [key + text for key, text in zip(keys, map(said.__getitem__, order), strict=True) if text != _EMPTY]
        yield sha256(f"{{{', '.join(pairs)}}}".encode()).hexdigest()


def _texts(settings: BadgeSettings) -> dict[str, str]:
    """The texts of a participant that a badge says as they are, under what they are there."""
    return dict(zip(_TEXTS, _TEXTS, strict=True)) | ({"code": "id"} if settings.code == "id" else {})


def _made(settings: BadgeSettings, words: Wording) -> Iterator[tuple[str, Callable[[Participant], str]]]:
    """What a badge says that is made of a participant: what other codes hold, and fields of the event's own."""
    if settings.code not in ("none", "id"):
        yield "code", partial(payload, settings=settings)
    for field in settings.layout:
        if field.text or field.column:
            yield field.key, partial(own, field, words=words)


def _back(event: Event, settings: BadgeSettings) -> Iterator[tuple[str, str]]:
    """What else than fronts says something; whose programme it is is not looked at."""
    if not settings.overprint and stocks(event)[settings.stock].kind is Kind.QUARTER_FOLD:
        yield "inside: programme", repr(event.programme)
    for part in settings.back:
        match part:
            case "programme":
                yield "back: programme", repr(event.programme)
            case "wifi":
                yield "back: wifi", repr(settings.wifi)
            case "emergency":
                yield "back: emergency", settings.emergency
            case "text":
                yield "back: text", settings.back_text
