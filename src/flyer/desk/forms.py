"""What staff write into a form becomes a participant, by the rules of the participants' file."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from itertools import accumulate
from typing import Any, Final

from flyer.event.model import Event
from flyer.people import load as participants_file
from flyer.people.model import Participant
from flyer.problems import Place, Problem, UserError

FIELDS: Final = (
    "title",
    "first_name",
    "last_name",
    "preferred_name",
    "pronouns",
    "organisation",
    "department",
    "email",
    "role",
    "fee",
)
"""What a form has, in its order."""


def texts(participant: Participant) -> dict[str, str]:
    """What a form says of a participant."""
    return {field: _text(participant, field) for field in FIELDS}


def seen(participant: Participant) -> str:
    """What changes whenever a form says something else of a participant."""
    return sha256("\0".join(texts(participant).values()).encode()).hexdigest()


def contradicted(participant: Participant, written: Mapping[str, str]) -> list[Problem]:
    """Where a form that was shown before somebody else's correction says otherwise than the list does now."""
    return [
        Problem(Place(field), f"somebody has written '{now}' in the meantime", "write that too, or keep what you wrote")
        for field, now in texts(participant).items()
        if now != _cell(written, field)
    ]


def checked(written: Mapping[str, str], event: Event, id_: str = "") -> Participant:
    """Turn what was written into a participant, of an id or of one made from the row.

    Raises UserError with all problems, the place of each the name of its field.
    """
    file = io.StringIO(newline="")
    cells = [*(_cell(written, field) for field in FIELDS), id_]
    csv.writer(file, quoting=csv.QUOTE_ALL).writerows(([*FIELDS, "id"], cells))
    try:
        return participants_file.load(file.getvalue().encode(), "form", event).participants[0]
    except UserError as error:
        raise UserError(replace(each, place=_field_at(each.place.column, cells)) for each in error.problems) from error


def corrected(participant: Participant, written: Mapping[str, str], event: Event) -> dict[str, list[str]]:
    """Which fields of a participant the form says otherwise: what was there and what is to be there.

    Raises UserError as `checked` does, but for what has been wrong before and is left as it was.
    """
    before = texts(participant)
    try:
        after = texts(checked(written, event, participant.id))
    except UserError as error:
        if wrong := [each for each in error.problems if before.get(each.place.file) != _cell(written, each.place.file)]:
            raise UserError(wrong) from error
        after = {field: _cell(written, field) for field in FIELDS}
    return {field: [before[field], after[field]] for field in FIELDS if before[field] != after[field]}


def applied(participant: Participant, changes: Mapping[str, list[str]], event: Event) -> Participant:
    """The participant with those changes whose field still says what it said then: a list that was mended is right."""
    now = texts(participant)
    fields = {field: after for field, (before, after) in changes.items() if now[field] == before}
    return _with(participant, fields, event)


def restored(id_: str, fields: Mapping[str, str], event: Event) -> Participant:
    """The walk-in that the log remembers."""
    return _with(Participant(id=id_, places={"": Place("desk")}), fields, event)


def _with(participant: Participant, fields: Mapping[str, str], event: Event) -> Participant:
    """The participant with other fields; a fee that the event has no more is none."""
    given: dict[str, Any] = dict(fields)
    if "fee" in given:
        given["fee"] = next((fee for fee in event.registration.fees if fee.id == given["fee"]), None)
    return replace(participant, **given)


def _text(participant: Participant, field: str) -> str:
    if field == "fee":
        return participant.fee.id if participant.fee else ""
    return str(getattr(participant, field))


def _cell(written: Mapping[str, str], field: str) -> str:
    return " ".join(written.get(field, "").split())


def _field_at(column: int, cells: Sequence[str]) -> Place:
    """The field whose cell stands at a column of a row in which every cell is in quotation marks."""
    ends = accumulate(len(cell.replace('"', '""')) + len('"",') for cell in cells)
    return Place(next((field for field, end in zip(FIELDS, ends, strict=False) if column <= end), ""))
