"""Participants become payers: who gets an invoice, and for whom."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import overload

from flyer.event.model import Address
from flyer.event.values import shown
from flyer.people.model import Participant, Payer, People
from flyer.people.roll import Roll
from flyer.people.slugs import slug
from flyer.problems import Place, Problem, UserError, place_of

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


class Payers(Sequence[Payer]):
    """Payers in the few bytes of those they pay for, each made anew whenever somebody asks for one."""

    def __init__(self, shares: Sequence[tuple[str, Roll]]) -> None:
        self._shares = shares

    def __len__(self) -> int:
        return len(self._shares)

    @overload
    def __getitem__(self, index: int) -> Payer: ...

    @overload
    def __getitem__(self, index: slice) -> Payers: ...

    def __getitem__(self, index: int | slice) -> Payer | Payers:
        return Payers(self._shares[index]) if isinstance(index, slice) else _payer(*self._shares[index])


def payers(people: People) -> Payers:
    """Turn those who pay a fee into payers, in the order in which the file first names them.

    Rows with the same `invoice_to` and `group` share a payer, whatever their case, accents and punctuation; a row
    without `invoice_to` pays for itself, in the name of its organisation if it has one. Raises UserError with all rows
    that contradict others of their payer, and all payers without an address whose invoice is no small one.
    """
    positions: dict[str, list[int]] = {}
    for position, participant in enumerate(people.participants):
        if participant.fee and participant.fee.amount > 0:
            positions.setdefault(_key(participant), []).append(position)
    everybody = Roll.of(people.participants)
    shares = [(key, everybody.picked(those)) for key, those in positions.items()]
    if problems := [problem for _, roll in shares for problem in _problems([*roll])]:
        raise UserError(problems)
    return Payers(shares)


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


def _found(rows: Sequence[Participant]) -> dict[str, Participant | None]:
    """For each field the first row that says something about it."""
    return {field: next(filter(read, rows), None) for field, read in _SHARED.items()}


def _problems(rows: Sequence[Participant]) -> Iterator[Problem]:
    found = _found(rows)
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


def _payer(key: str, roll: Roll) -> Payer:
    rows = (*roll,)
    first = rows[0]
    values = {field: _SHARED[field](row) if row else "" for field, row in _found(rows).items()}
    for_itself = bool(first.organisation and not first.invoice_to)
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
        participants=rows,
        places=_Places(roll),
    )


class _Places(Mapping[str, Place]):
    """Where the data of a payer stand, found out when somebody asks."""

    __slots__ = ("_roll",)

    def __init__(self, roll: Roll) -> None:
        self._roll = roll

    def __getitem__(self, field: str) -> Place:
        return place_of(*self._sources()[field])

    def __iter__(self) -> Iterator[str]:
        return iter(self._sources())

    def __len__(self) -> int:
        return len(self._sources())

    def _sources(self) -> dict[str, tuple[Participant, str]]:
        """The row of each datum, and its column there."""
        rows = [*self._roll]
        first = rows[0]
        name = "invoice_to" if first.invoice_to else "organisation" if first.organisation else "last_name"
        sources = {"": (first, ""), "name": (first, name), "attention": (first, "last_name")}
        sources |= {"department": (first, "department")}
        return sources | {field: (row, field) for field, row in _found(rows).items() if row}
