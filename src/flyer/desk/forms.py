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
from flyer.event.values import shown
from flyer.people import load as participants_file
from flyer.people.model import Participant
from flyer.people.rows import ROLES
from flyer.problems import Phrase, Place, Problem, UserError

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

_FOR_FORMS: Final[Mapping[str, Phrase]] = {
    "the row has no name": Phrase("nobody is named"),
    "fill first_name or last_name, or delete the row": Phrase("write a first name or a last name"),
    "write one of: {fees}; or give who pays nothing another role": Phrase(
        "choose a fee, or another role for who pays nothing"
    ),
    "write it under registration: fees: in event.yaml": Phrase("choose another one"),
    "write the cell anew": Phrase("write it anew"),
    "export the table again, as UTF-8": Phrase("write it anew"),
    "mend the formula, or write the value": Phrase("write the value"),
}
"""What is said of a row, where it would mislead people with a form before them, and what is said to them."""


def texts(participant: Participant) -> dict[str, str]:
    """What a form says of a participant."""
    return {field: _text(participant, field) for field in FIELDS}


def seen(participant: Participant) -> str:
    """What changes whenever a form says something else of a participant."""
    return sha256("\0".join(texts(participant).values()).encode()).hexdigest()


def contradicted(participant: Participant, written: Mapping[str, str]) -> list[Problem]:
    """Where a form that was shown before somebody else's correction says otherwise than the list does now."""
    return [
        Problem(Place(field), _meanwhile(now), Phrase("write that too, or send the form again as it is"))
        for field, now in texts(participant).items()
        if now != _cell(written, field)
    ]


def checked(written: Mapping[str, str], event: Event, id_: str = "") -> Participant:
    """Turn what was written into a participant, of an id or of one made from the row.

    Raises UserError with all problems, the place of each the name of its field.
    """
    file = io.StringIO(newline="")
    written = {**written, "role": written.get("role", "").strip() or ROLES[0]}
    cells = [*(_cell(written, field) for field in FIELDS), id_]
    csv.writer(file, quoting=csv.QUOTE_ALL).writerows(([*FIELDS, "id"], cells))
    try:
        return participants_file.load(file.getvalue().encode(), "form", event).participants[0]
    except UserError as error:
        raise UserError(
            Problem(_field_at(each.place.column, cells), _for_form(each.what), _for_form(each.hint))
            for each in error.problems
        ) from error


def previewed(written: Mapping[str, str], event: Event) -> Participant:
    """The participant whose badge is looked at before the form is complete: fee and e-mail may be missing or wrong.

    Raises UserError as `checked` does.
    """
    try:
        return checked(written, event)
    except UserError as error:
        if {each.place.file for each in error.problems} - {"fee", "email"}:
            raise
        fee = next((fee.id for fee in event.registration.fees), "")
        return checked({**written, "email": "", "fee": fee}, event)


def corrected(participant: Participant, written: Mapping[str, str], event: Event) -> dict[str, list[str]]:
    """Which fields of a participant the form says otherwise: what was there and what is to be there.

    Raises UserError as `checked` does, but for what has been wrong before.
    """
    before = texts(participant)
    try:
        after = texts(checked(written, event, participant.id))
    except UserError as error:
        known = _wrong(before, event, participant.id)
        if wrong := [each for each in error.problems if each not in known]:
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


def _wrong(written: Mapping[str, str], event: Event, id_: str) -> tuple[Problem, ...]:
    """What is wrong with a form."""
    try:
        checked(written, event, id_)
    except UserError as error:
        return error.problems
    return ()


def _meanwhile(now: str) -> str:
    if not now:
        return Phrase("somebody has emptied this field in the meantime")
    return Phrase("somebody has written '{text}' in the meantime", text=shown(now))


def _for_form(text: str) -> str:
    return _FOR_FORMS.get(text.key, text) if isinstance(text, Phrase) else text


def _cell(written: Mapping[str, str], field: str) -> str:
    return " ".join(written.get(field, "").split())


def _field_at(column: int, cells: Sequence[str]) -> Place:
    """The field whose cell stands at a column of a row in which every cell is in quotation marks."""
    ends = accumulate(len(cell.replace('"', '""')) + len('"",') for cell in cells)
    return Place(next((field for field, end in zip(FIELDS, ends, strict=False) if column <= end), ""))
