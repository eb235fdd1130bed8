"""The event as the rest of the house sees it: frozen, checked, every datum with its place.

Field names are those of event.yaml (docs/event-format.md). Text fields keep the user's light markup
(*italic*, **bold**) as written; `typeset` reads it. What a user may leave out is None, "" or an empty tuple.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import field
from decimal import Decimal
from enum import StrEnum

from flyer.event.looks import BadgeField as BadgeField
from flyer.event.looks import BadgeSettings as BadgeSettings
from flyer.event.looks import Datev as Datev
from flyer.event.looks import Documents as Documents
from flyer.event.looks import InvoiceFormat as InvoiceFormat
from flyer.event.looks import InvoiceSettings as InvoiceSettings
from flyer.event.looks import OwnStock as OwnStock
from flyer.event.looks import ProgrammeSettings as ProgrammeSettings
from flyer.event.looks import ReminderLevel as ReminderLevel
from flyer.event.looks import ReminderSettings as ReminderSettings
from flyer.event.looks import RevenueAccount as RevenueAccount
from flyer.event.looks import SlipSettings as SlipSettings
from flyer.event.looks import Theme as Theme
from flyer.event.looks import Wifi as Wifi
from flyer.event.record import Asset as Asset
from flyer.event.record import Record as Record
from flyer.payment.bic import BIC
from flyer.payment.iban import IBAN


class Address(Record):
    """A postal address; `country` is ISO 3166 alpha-2, `postcode` is text."""

    street: str = ""
    postcode: str = ""
    city: str = ""
    country: str = "DE"


class TaxScheme(StrEnum):
    """How turnover is taxed."""

    STANDARD = "standard"
    EXEMPT = "exempt"
    SMALL_BUSINESS = "small_business"
    OUTSIDE_SCOPE = "outside_scope"
    ZERO = "zero"
    REVERSE_CHARGE = "reverse_charge"


class Tax(Record):
    """The seller's tax data (EN 16931 BT-31, BT-32, BT-119, BT-120, BT-121); `rate` in percent."""

    number: str = ""
    vat_id: str = ""
    scheme: TaxScheme = TaxScheme.STANDARD
    rate: Decimal = Decimal(19)
    reason: str = ""
    reason_code: str = ""


class Bank(Record):
    """The account that is paid to (EN 16931 BG-17); the holder's name exactly as the bank knows it."""

    account_holder: str
    iban: IBAN
    bic: BIC | None = None
    bank_name: str = ""


class Contact(Record):
    """The person named on invoices (EN 16931 BG-6)."""

    name: str = ""
    email: str = ""
    phone: str = ""


class Organiser(Record):
    """The seller (EN 16931 BG-4): legal name, address, contact, register, tax and bank."""

    name: str
    short_name: str = ""
    address: Address = Address()
    email: str = ""
    phone: str = ""
    website: str = ""
    logo: Asset | None = None
    contact: Contact = Contact()
    register: str = ""
    tax: Tax = Tax()
    bank: Bank | None = None


class Venue(Record):
    """Where the event takes place."""

    name: str
    address: Address = Address()


class Partner(Record):
    """Who carries the event together with the organiser."""

    name: str
    role: str = ""
    logo: Asset | None = None
    website: str = ""


class Person(Record):
    """Someone on the programme; `key` is the name under `people:`, "" when written in place."""

    key: str = ""
    name: str
    affiliation: str = ""
    role: str = "speaker"
    badge: bool = False


class Part(Record):
    """What is invoiced apart from the fee that it is part of; below zero it is a reduction, taxed as the fee.

    Without `scheme` a part with a `rate` is standard, one without is taxed as the seller's turnover is.
    """

    name: str
    amount: Decimal
    scheme: TaxScheme | None = None
    rate: Decimal | None = None
    reason: str = ""
    reason_code: str = ""


class Fee(Record):
    """A price of taking part, in the event's currency; its `parts` are in the `amount`. Taxed as a part is."""

    id: str
    name: str
    amount: Decimal
    includes: str = ""
    excludes: str = ""
    scheme: TaxScheme | None = None
    rate: Decimal | None = None
    reason: str = ""
    reason_code: str = ""
    parts: tuple[Part, ...] = ()


class Registration(Record):
    """How and until when to register and pay; `reference` is the pattern of the Verwendungszweck."""

    url: str = ""
    opens: dt.date | None = None
    deadline: dt.date | None = None
    pay_by: dt.date | None = None
    reference: str = "{invoice}, {participant}, {event}"
    fees: tuple[Fee, ...] = ()


class Hotel(Record):
    """One entry of `accommodation`."""

    name: str
    address: Address = Address()
    phone: str = ""
    website: str = ""
    price: str = ""
    note: str = ""


class Section(Record):
    """A further block of the flyer."""

    title: str
    text: str


class Kind(StrEnum):
    """What a session is."""

    SESSION = "session"
    BREAK = "break"
    MEAL = "meal"
    SOCIAL = "social"
    WORKSHOP = "workshop"
    PLENARY = "plenary"
    ARRIVAL = "arrival"
    CLOSING = "closing"

    @property
    def is_quiet(self) -> bool:
        """Whether it stands back among the others, because nobody comes for it."""
        return self in (Kind.BREAK, Kind.MEAL, Kind.ARRIVAL)


class Talk(Record):
    """What happens inside one session, without a time of its own."""

    title: str
    subtitle: str = ""
    text: str = ""
    speakers: tuple[Person, ...] = ()
    room: str = ""


class Session(Record):
    """A timed entry of a day; `end` only when it was written."""

    start: dt.time
    end: dt.time | None = None
    title: str
    subtitle: str = ""
    text: str = ""
    kind: Kind = Kind.SESSION
    room: str = ""
    track: str = ""
    speakers: tuple[Person, ...] = ()
    talks: tuple[Talk, ...] = ()


class Day(Record):
    """One day of the programme; `title` is "" when the language is to make one."""

    date: dt.date
    title: str = ""
    sessions: tuple[Session, ...] = ()


class Event(Record):
    """The whole of event.yaml; `starts`, `ends`, `doors_open` carry the event's time zone."""

    name: str
    title: str = ""
    subtitle: str = ""
    language: str
    timezone: str = "Europe/Berlin"
    starts: dt.datetime
    ends: dt.datetime
    doors_open: dt.datetime | None = None
    website: str = ""
    currency: str = "EUR"
    about: str = ""
    audience: str = ""
    notice: str = ""
    venue: Venue | None = None
    organiser: Organiser
    partners: tuple[Partner, ...] = ()
    people: tuple[Person, ...] = ()
    registration: Registration = Registration()
    accommodation: tuple[Hotel, ...] = ()
    sections: tuple[Section, ...] = ()
    programme: tuple[Day, ...] = ()
    theme: Theme = field(default_factory=Theme)
    documents: Documents = field(default_factory=Documents)
