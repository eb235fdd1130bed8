"""Participants become payers: who gets an invoice, and for whom."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal

from flyer.event.model import Address
from flyer.event.values import shown
from flyer.people.model import Participant, Payer, People
from flyer.people.places import BorrowedPlaces
from flyer.people.slugs import slug
from flyer.problems import Problem, UserError, place_of

_LONGEST_KEY = 60
_SHARED: Mapping[str, Callable[[Participant], str]] = {
    "street": lambda participant: participant.address.street,
    "postcode": lambda participant: participant.address.postcode,
    "city": lambda participant: participant.address.city,
    "country": lambda participant: participant.address.country if participant.address.city else "",
    "buyer_reference": lambda participant: participant.buyer_reference,
    "order_number": lambda participant: participant.order_number,
    "vat_id": lambda participant: participant.vat_id,
    "invoice_format": lambda participant: participant.invoice_format,
    "language": lambda participant: participant.language,
}
"""What each row of a payer says as all others do, or leaves out."""

_NEEDED = ("street", "postcode", "city")
"""Without these no invoice arrives, and § 14 Abs. 4 Nr. 1 UStG wants the full address on it."""

_SMALL = Decimal(250)
"""Up to this an invoice needs nothing about who pays it (§ 33 UStDV)."""


def payers(people: People) -> tuple[Payer, ...]:
    """Turn those who pay a fee into payers, in the order in which the file first names them.

    Rows with the same `invoice_to` and `group` share a payer, whatever their case, accents and punctuation; a row
    without `invoice_to` pays for itself, in the name of its organisation if it has one. Raises UserError with all rows
    that contradict others of their payer, and all payers without an address whose invoice is no small one.
    """
    shares: dict[str, list[Participant]] = {}
    for participant in people.participants:
        if participant.fee and participant.fee.amount > 0:
            shares.setdefault(_key(participant), []).append(participant)
    found = {key: {field: _first(rows, field) for field in _SHARED} for key, rows in shares.items()}
    problems = [problem for key, rows in shares.items() for problem in _problems(rows, found[key])]
    if problems:
        raise UserError(problems)
    return tuple(_payer(key, rows, found[key]) for key, rows in shares.items())


def _key(participant: Participant) -> str:
    """Made from the row alone, so that it stays whoever else comes or goes."""
    if not participant.invoice_to:
        name = slug(f"{participant.last_name} {participant.first_name}", longest=200)
        return f"{name[: _LONGEST_KEY - 1 - len(participant.id)].strip('-_')}_{participant.id.lower()}"
    if not participant.group:
        return slug(participant.invoice_to, _LONGEST_KEY)
    return f"{slug(participant.invoice_to, 40)}_{slug(participant.group, 19)}"


def _name(participant: Participant) -> str:
    return participant.invoice_to or participant.organisation or participant.full_name


def _first(rows: Sequence[Participant], field: str) -> Participant | None:
    """The first row that says something about `field`."""
    return next((row for row in rows if _SHARED[field](row)), None)


def _problems(rows: Sequence[Participant], found: Mapping[str, Participant | None]) -> Iterator[Problem]:
    for field, first in found.items():
        for row in rows:
            value = _SHARED[field](row)
            if first and value and value.casefold() != _SHARED[field](first).casefold():
                what = f"{field} '{shown(value)}' of the payer '{shown(_name(row))}' is"
                what += f" '{shown(_SHARED[field](first))}' in {place_of(first, field)}"
                hint = "write the same in both rows, or give them different groups if they get separate invoices"
                yield Problem(place_of(row, field), what, hint)
    missing = [field for field in _NEEDED if not found[field]]
    if missing and (len(missing) < len(_NEEDED) or _owed(rows) > _SMALL):
        what = f"the payer '{shown(_name(rows[0]))}' has no {' and no '.join(missing)}"
        hint = "an invoice needs a full address; a Postfach stands in the column street"
        yield Problem(place_of(rows[0], missing[0]), what, hint)


def _owed(rows: Sequence[Participant]) -> Decimal:
    return sum((row.fee.amount for row in rows if row.fee), Decimal(0))


def _payer(key: str, rows: Sequence[Participant], found: Mapping[str, Participant | None]) -> Payer:
    first = rows[0]
    values = {field: _SHARED[field](row) if row else "" for field, row in found.items()}
    for_itself = bool(first.organisation and not first.invoice_to)
    name = "invoice_to" if first.invoice_to else "organisation" if first.organisation else "last_name"
    sources = {"": (first, ""), "name": (first, name), "attention": (first, "last_name")}
    sources |= {"department": (first, "department")}
    sources |= {field: (row, field) for field, row in found.items() if row}
    return Payer(
        key=key,
        name=_name(first),
        attention=first.full_name if for_itself else "",
        department=first.department if for_itself else "",
        address=Address(
            street=values["street"],
            postcode=values["postcode"],
            city=values["city"],
            country=values["country"] or Address().country,
        ),
        buyer_reference=values["buyer_reference"],
        order_number=values["order_number"],
        vat_id=values["vat_id"],
        invoice_format=values["invoice_format"],
        language=values["language"],
        participants=tuple(rows),
        places=BorrowedPlaces(sources),
    )
