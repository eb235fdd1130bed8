"""What a badge says, apart from how it looks: what tells whether it has to be printed again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from hashlib import sha256

from flyer.documents.badge.code import payload
from flyer.documents.badge.fields import own
from flyer.documents.own_stocks import stocks
from flyer.event.model import BadgeSettings, Event
from flyer.people.model import Participant
from flyer.typeset.stocks import Kind
from flyer.wording import Wording


def contents(event: Event, participants: Iterable[Participant], words: Wording) -> list[str]:
    """For each participant the SHA-256 (hex) of all that is printed on the badge: its words, and what its codes hold.

    Design, stock and colours are not in it, but for the programme inside a quarter-fold; nor is what is empty or
    hidden: a field that badges learn to show alters only the badges that show it.
    """
    settings = event.documents.badges
    hidden = {field.key for field in settings.layout if field.hide}
    shared = {"language": event.language, "event_name": event.name, **dict(_back(event, settings))}
    return [
        _digest({field: text for field, text in {**shared, **said}.items() if text and field not in hidden})
        for said in (_said(each, settings, words) for each in participants)
    ]


def _said(participant: Participant, settings: BadgeSettings, words: Wording) -> dict[str, str]:
    """What a badge says of its participant alone."""
    return {
        "title": participant.title,
        "first_name": participant.first_name,
        "last_name": participant.last_name,
        "preferred_name": participant.preferred_name,
        "name_order": participant.name_order,
        "organisation": participant.organisation,
        "role": participant.role,
        "pronouns": participant.pronouns,
        "code": "" if settings.code == "none" else payload(participant, settings),
        **{field.key: own(field, participant, words) for field in settings.layout if field.text or field.column},
    }


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


def _digest(said: dict[str, str]) -> str:
    return sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
