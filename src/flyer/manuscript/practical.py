"""What an event's programme does not say becomes sections: when, where, how much, how to pay, whom to ask."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from flyer.event.model import Address, Event, Hotel, Organiser
from flyer.manuscript.model import Content, Line, Prose, Rate, Rates, Section
from flyer.manuscript.paying import payment
from flyer.problems import Located, Place, place_of
from flyer.wording import Wording
from flyer.wording.extent import extent

_NO_BREAK_SPACE = "\u00a0"


def practical(event: Event, words: Wording) -> tuple[Section, ...]:
    """The practical facts in their order, a section each; UserError for a transfer that cannot be made."""
    organiser, registration = event.organiser, event.registration
    rows: tuple[tuple[str, Sequence[Content], Located, str], ...] = (
        (words("Date"), _when(event, words), event, "starts"),
        (words("Venue"), _where(event, words), event.venue or event, "name"),
        (words("Cooperation partners"), _partners(event, words), event, "partners"),
        (words("Registration"), tuple(_registration(event, words)), registration, "url"),
        (words("Fees"), _fees(event, words), registration, "fees"),
        (words("Bank details"), payment(event, words), organiser.bank or organiser, "account_holder"),
        (words("Accommodation"), _hotels(event, words), event, "accommodation"),
        *((section.title, (Prose(section.text),), section, "title") for section in event.sections),
        (words("Information and coordination"), _contact(event, words), organiser, "email"),
    )
    sections = tuple(
        Section(heading, tuple(content), place_of(record, field)) for heading, content, record, field in rows if content
    )
    notice = Section("", (Prose(event.notice),), place_of(event, "notice"), notice=True)
    return (*sections, notice) if event.notice else sections


def _when(event: Event, words: Wording) -> list[Line]:
    lines = [Line(_period(event, words))]
    if doors := event.doors_open:
        clock = words.clock(doors.time())
        time = clock if doors.date() == event.starts.date() else f"{words.weekday_date(doors)}, {clock}"
        lines.append(Line(words("Doors open {time}", time=time)))
    return lines


def _period(event: Event, words: Wording) -> str:
    first, last = event.starts, event.ends
    if first.date() == last.date():
        return f"{words.weekday_date(first)}, {words.time_range(first.time(), last.time())}"
    begin, end = (f"{words.date(moment)}, {words.clock(moment.time())}" for moment in (first, last))
    return " – ".join(moment.replace(" ", _NO_BREAK_SPACE) for moment in (begin, end))


def _where(event: Event, words: Wording) -> list[Line]:
    if not (venue := event.venue):
        return []
    lines = (", ".join(filter(None, (venue.address.city, venue.name))), _address(event, venue.address, words))
    return [Line(line) for line in lines if line]


def _address(event: Event, address: Address, words: Wording) -> str:
    """Street and town on one line, no postcode torn at its space; the country where it is not the organiser's."""
    town = _NO_BREAK_SPACE.join([*address.postcode.split(), address.city]).strip(_NO_BREAK_SPACE)
    abroad = address.country != event.organiser.address.country
    return ", ".join(filter(None, (address.street, town, words.country(address.country) if abroad else "")))


def _partners(event: Event, words: Wording) -> list[Line]:
    lines = []
    for role, group in groupby(event.partners, key=lambda partner: partner.role):
        partners = list(group)
        names = words.join([partner.name for partner in partners])
        lines.append(_linked(f"{role} {names}".strip(), *((partner.name, partner.website) for partner in partners)))
    return lines


def _registration(event: Event, words: Wording) -> Iterator[Line]:
    registration = event.registration
    if registration.url:
        shown = _shown(registration.url)
        yield _linked(words("Online form at {url}", url=shown), (shown, registration.url))
    if registration.opens:
        yield Line(words("Registration opens on {date}", date=words.date(registration.opens)))
    if registration.deadline:
        yield Line(words("Registration deadline: {date}", date=words.date(registration.deadline)))


def _fees(event: Event, words: Wording) -> list[Rates]:
    rates = tuple(
        Rate(words.money(fee.amount, event.currency), fee.name, extent(fee.includes, fee.excludes, words))
        for fee in event.registration.fees
    )
    return [Rates(rates)] if rates else []


def _hotels(event: Event, words: Wording) -> list[Line]:
    return [
        _linked(
            _hotel(event, hotel, words), (hotel.phone, _dialled(hotel.phone)), (_shown(hotel.website), hotel.website)
        )
        for hotel in event.accommodation
    ]


def _hotel(event: Event, hotel: Hotel, words: Wording) -> str:
    parts = (
        hotel.name,
        _address(event, hotel.address, words),
        hotel.phone,
        _shown(hotel.website),
        hotel.price,
        hotel.note,
    )
    return ", ".join(filter(None, parts))


def _contact(event: Event, words: Wording) -> list[Line]:
    organiser = event.organiser
    mail = organiser if organiser.email else organiser.contact
    call = organiser if organiser.phone else organiser.contact
    said = [Line(organiser.name, place=place_of(organiser, "name"))]
    if mail.email:
        said.append(_linked(mail.email, (mail.email, f"mailto:{mail.email}"), place=place_of(mail, "email")))
    if call.phone:
        text, link = words("Phone: {number}", number=call.phone), (call.phone, _dialled(call.phone))
        said.append(_linked(text, link, place=place_of(call, "phone")))
    sites: dict[str, Event | Organiser] = {}
    for owner in (event, organiser):
        sites.setdefault(owner.website, owner)
    for url, owner in sites.items():
        if url and url != event.registration.url:
            said.append(_linked(_shown(url), (_shown(url), url), place=place_of(owner, "website")))
    return said


def _linked(text: str, *links: tuple[str, str], place: Place | None = None) -> Line:
    """A line whose links lead somewhere."""
    return Line(text, tuple((shown, url) for shown, url in links if url), place)


def _shown(url: str) -> str:
    """A link as it is printed: without its scheme and the slash at its end."""
    return re.sub(r"^https?://", "", url).rstrip("/")


def _dialled(phone: str) -> str:
    """The URL of a phone number; "" where the text holds anything else, or more than 15 digits (ITU-T E.164)."""
    number = re.sub(r"\(0\)|[ \u00a0\u202f()/.–-]", "", phone)
    return f"tel:{number}" if re.fullmatch(r"\+?[0-9]{3,15}", number) else ""
