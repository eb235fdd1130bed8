"""What a badge says: the texts of a participant for each field, and the columns that they stand in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Final, NamedTuple, TypeAlias

from flyer.documents.badge.design import Field
from flyer.event.model import BadgeField, BadgeSettings
from flyer.people.model import Participant
from flyer.people.names import GIVEN_FIRST, name_order
from flyer.people.shortening import legal_form, middle_initials, shorter_title
from flyer.wording import Wording
from flyer.wording.typography import NO_BREAK_SPACE

_MARKS: Final = re.compile("[.'\"]")
"""What abbreviations and typewriters' quotes are written with."""

_COLUMNS: Final[Mapping[str, Callable[[Participant, Wording], str]]] = {
    "city": lambda participant, _: participant.address.city,
    "country": lambda participant, words: words.country(participant.address.country),
    "fee": lambda participant, _: participant.fee.name if participant.fee else "",
    "role": lambda participant, words: words.role(participant.role),
}
"""The columns that a participant does not have under their own name."""

Shorter: TypeAlias = Callable[[str], Iterable[str]]
"""Makes ever shorter texts of one."""


def _polishing(shorter: Shorter) -> Callable[[Wording], Shorter]:
    """Shortens a text that has been polished."""
    return lambda words: lambda text: map(words.polish, shorter(text.replace(NO_BREAK_SPACE, " ")))


_SHORTER: Final[Mapping[str, tuple[Field, Callable[[Wording], Shorter]]]] = {
    "titles": (Field.TITLE, _polishing(shorter_title)),
    "middle_names": (Field.FIRST_NAME, lambda _: middle_initials),
    "legal_forms": (Field.ORGANISATION, _polishing(legal_form)),
}
"""What each rule that an event may allow makes shorter, and how."""


class Said(NamedTuple):
    """A text of a participant, the field it is for, the column it stands in, and what may make it shorter."""

    field: Field
    column: str
    text: str
    shorter: Shorter | None = None


class Manner(NamedTuple):
    """How an event says names: which comes first where a row says nothing, and what may be shorter."""

    order: str
    shorter: Mapping[Field, Shorter]

    @classmethod
    def of(cls, settings: BadgeSettings, words: Wording) -> Manner:
        """What an event's settings say."""
        order = name_order(words.language) if settings.name_order == "auto" else settings.name_order
        return cls(
            order, {field: shorter(words) for rule, (field, shorter) in _SHORTER.items() if rule in settings.shorten}
        )


def said(participant: Participant, words: Wording, manner: Manner) -> list[Said]:
    """What stands below each other, without what is empty; who has but one name has it as the first."""
    shorter, found = manner.shorter, _names(participant, manner)
    if participant.title:
        found.insert(0, Said(Field.TITLE, "title", polished(participant.title, words), shorter.get(Field.TITLE)))
    if participant.organisation:
        text = polished(participant.organisation, words)
        found.append(Said(Field.ORGANISATION, "organisation", text, shorter.get(Field.ORGANISATION)))
    return found


def _names(participant: Participant, manner: Manner) -> list[Said]:
    """What somebody is called by and the family name, in their order."""
    last, order = participant.last_name, participant.name_order or manner.order
    if participant.preferred_name:
        given = Said(Field.FIRST_NAME, "preferred_name", participant.preferred_name)
    elif participant.first_name:
        shorter = manner.shorter.get(Field.FIRST_NAME) if order == GIVEN_FIRST else None
        given = Said(Field.FIRST_NAME, "first_name", participant.first_name, shorter)
    else:
        return [Said(Field.FIRST_NAME, "last_name", last)]
    if not last:
        return [given]
    family = Said(Field.LAST_NAME, "last_name", last)
    return [given, family] if order == GIVEN_FIRST else [family, given]


def own(field: BadgeField, participant: Participant, words: Wording) -> str:
    """What a field of the event's own says on the badge of a participant."""
    if not field.column:
        return polished(field.text, words)
    if read := _COLUMNS.get(field.column):
        return read(participant, words)
    text: str = getattr(participant, field.column)
    return text


def polished(text: str, words: Wording) -> str:
    """The text with quotes and abbreviations as its language sets them; most texts have none."""
    return words.polish(text) if _MARKS.search(text) else text
