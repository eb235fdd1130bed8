"""Participants and payers: frozen, checked, every cell with its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from flyer.event.model import Address, Fee
from flyer.immutable import Immutable
from flyer.problems import Place, Problem


class Participant(Immutable):
    """One row of the participants' file; `id` is stable between runs, `fee` is None for who pays nothing.

    `preferred_name` is what somebody wants to be called, `name_order` one of NAME_ORDERS or "" where nothing is said.

    `places` maps a column's name to its cell; "" is the row.
    """

    id: str
    title: str = ""
    first_name: str = ""
    last_name: str = ""
    preferred_name: str = ""
    name_order: str = ""
    pronouns: str = ""
    organisation: str = ""
    department: str = ""
    email: str = ""
    address: Address = field(default_factory=Address)
    fee: Fee | None = None
    role: str = "participant"
    invoice_to: str = ""
    group: str = ""
    buyer_reference: str = ""
    order_number: str = ""
    vat_id: str = ""
    invoice_format: str = ""
    language: str = ""
    note: str = ""
    places: Mapping[str, Place] = field(compare=False, repr=False)

    @property
    def full_name(self) -> str:
        """Title, first and last name as they are spoken."""
        return " ".join(filter(None, (self.title, self.first_name, self.last_name)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Payer:
    """Who pays for one or several participants (EN 16931 BG-7, the buyer).

    `name` is the organisation that pays, or the participant; `attention` is the person when `name` is the
    participant's own organisation. `key` tells payers apart and is stable between runs; `invoice_format` is one of
    InvoiceFormat, or "" where the event's holds; `language` a BCP 47 tag, or "" where the country decides.
    """

    key: str
    name: str
    attention: str = ""
    department: str = ""
    address: Address = field(default_factory=Address)
    buyer_reference: str = ""
    order_number: str = ""
    vat_id: str = ""
    invoice_format: str = ""
    language: str = ""
    participants: tuple[Participant, ...]
    places: Mapping[str, Place] = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """All participants in the order of the file, and the count that always adds up: read = used + skipped.

    `problems` tells why rows were skipped; rows of cancelled registrations are skipped without one.
    """

    participants: Sequence[Participant]
    read: int
    skipped: int
    problems: tuple[Problem, ...] = ()
