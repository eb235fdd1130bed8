"""What the desk knows as tables for spreadsheets: the list of participants as it is now, and the log."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, TypeAlias

from flyer.desk import jobs, states
from flyer.desk.log import Entry, Kind
from flyer.desk.roster import Roster
from flyer.desk.telling import labels, reason
from flyer.people.model import Participant
from flyer.wording import Wording

Table: TypeAlias = Sequence[Sequence[str]]

_OWN: Final = (
    "id",
    "title",
    "first_name",
    "last_name",
    "preferred_name",
    "name_order",
    "pronouns",
    "organisation",
    "department",
    "email",
    "role",
    "invoice_to",
    "group",
    "buyer_reference",
    "order_number",
    "vat_id",
    "invoice_format",
    "language",
    "note",
)
_ADDRESS: Final = ("street", "postcode", "city", "country")


def participants(people: Iterable[Participant]) -> Table:
    """A participants' file of people; the column of fees is left out where nobody has one."""
    people = list(people)
    fees = any(each.fee for each in people)
    header = [*_OWN, *_ADDRESS, *["fee"][: int(fees)]]
    return [header, *([*_cells(each), *[each.fee.id if each.fee else ""][: int(fees)]] for each in people)]


def log(entries: Iterable[Entry], roster: Roster, words: Wording) -> Table:
    """Every entry: when, at which device, what, whose id and name, and the particulars."""
    header = ("at", "device", "what", "id", "name", "particulars")
    rows = []
    for entry in entries:
        participant = roster.participant(entry.participant)
        name = participant.full_name if participant else ""
        rows.append((entry.at, entry.device, entry.kind.value, entry.participant, name, told(entry, words)))
    return [header, *rows]


def told(entry: Entry, words: Wording) -> str:
    """The particulars of an entry in words."""
    match entry.kind:
        case Kind.CORRECTED:
            changes = {field: " → ".join(change) for field, change in entry.data.items()}
            return _listed(changes, words)
        case Kind.WALK_IN:
            return _listed(entry.data, words)
        case Kind.QUEUED:
            return ", ".join((entry.data["printer"] or words("this browser"), reason(entry.data["reason"], words)))
        case Kind.FAILED:
            return states.why(words, jobs.failure(entry))
        case _:
            return ""


def _listed(texts: Mapping[str, str], words: Wording) -> str:
    """What the fields of a form say, in its order."""
    return "; ".join(f"{label}: {texts[field]}" for field, label in labels(words).items() if texts.get(field))


def _cells(participant: Participant) -> list[str]:
    own = [str(getattr(participant, column)) for column in _OWN]
    return own + [str(getattr(participant.address, column)) for column in _ADDRESS]
