"""What must hold between the data of an event: order of dates, references, what needs what."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from flyer.event.badge_checks import check_badges
from flyer.event.fee_checks import check_fees
from flyer.event.kinds import PLAIN_NAME
from flyer.event.model import TaxScheme
from flyer.event.reading import Draft, Reference
from flyer.event.values import Wrong, shown
from flyer.problems import Problem, did_you_mean


def check(event: Draft) -> Iterator[Problem]:
    """Find what contradicts what in the draft of an event; data that could not be read is passed over."""
    yield from _event_dates(event)
    yield from _programme(event)
    yield from _speakers(event)
    yield from _registration(event)
    yield from _fees(event)
    yield from check_fees(event)
    yield from _tax(event)
    yield from _documents(event)
    yield from _stocks(event)
    yield from check_badges(event)


def _problem(draft: Draft, key: str, what: str, hint: str) -> Problem:
    return Problem(draft.places.get(key, draft.places[""]), what, hint)


def _span(event: Draft) -> tuple[dt.datetime | None, dt.datetime | None]:
    """From when people may come, and when the event ends; neither when the two contradict each other."""
    head = event.get("event")
    if not head:
        return None, None
    opening = min(filter(None, (head.get("doors_open"), head.get("starts"))), default=None)
    ends = head.get("ends")
    return (None, None) if opening and ends and ends < opening else (opening, ends)


def _event_dates(event: Draft) -> Iterator[Problem]:
    head = event.get("event")
    if not head:
        return
    starts, ends, doors = head.get("starts"), head.get("ends"), head.get("doors_open")
    if starts and ends and ends < starts:
        yield _problem(head, "ends", "the event ends before it starts", "mend 'ends' or 'starts'")
    if starts and doors and doors > starts:
        yield _problem(head, "doors_open", "the doors open after the event starts", "mend it or remove it")


def _programme(event: Draft) -> Iterator[Problem]:
    opening, ends = _span(event)
    above: dt.date | None = None
    for day in event.drafts("programme"):
        date = day.get("date")
        if date is None:
            continue
        if above and date <= above:
            hint = "put the days in order, each date once"
            yield _problem(day, "date", f"{date} does not come after {above}, the day above it", hint)
        above = date
        if (opening and date < opening.date()) or (ends and date > ends.date()):
            yield _problem(day, "date", f"{date} is not a day of the event", "mend it, or 'starts' and 'ends'")
        else:
            yield from _day(day, date, opening, ends)


def _day(day: Draft, date: dt.date, opening: dt.datetime | None, ends: dt.datetime | None) -> Iterator[Problem]:
    above: dict[str, dt.time] = {}
    for session in day.drafts("sessions"):
        start, end, track = session.get("start"), session.get("end"), session.get("track") or ""
        if start and end and end <= start:
            hint = "what runs past midnight is written without 'end'"
            yield _problem(session, "end", f"the session ends at {end:%H:%M}, not after it starts", hint)
        if start and start < above.get(track, start):
            hint = "put sessions in the order of time; those that run in parallel have each a 'track'"
            yield _problem(session, "start", f"{start:%H:%M} comes before the session above it", hint)
        above[track] = start or above.get(track, dt.time.min)
        if start and opening and dt.datetime.combine(date, start) < opening:
            hint = "mend it, or 'doors_open' and 'starts' of the event"
            yield _problem(session, "start", f"{start:%H:%M} is before the event begins", hint)
        last = "end" if end else "start"
        if (end or start) and ends and dt.datetime.combine(date, end or start) > ends:
            hint = "mend it, or 'ends' of the event"
            yield _problem(session, last, f"{end or start:%H:%M} is after the event ends", hint)


def _speakers(event: Draft) -> Iterator[Problem]:
    if "people" in event.places and event.get("people") is None:
        return
    people = tuple(person.get("key") for person in event.drafts("people"))
    sessions = [session for day in event.drafts("programme") for session in day.drafts("sessions")]
    for entry in (*sessions, *(talk for session in sessions for talk in session.drafts("talks"))):
        for speaker in entry.get("speakers") or ():
            if isinstance(speaker, Reference) and speaker.key not in people:
                near = did_you_mean(speaker.key, people)
                hint = near if near.endswith("?") else 'add it there, or write "Name, Affiliation" in quotes'
                yield Problem(speaker.place, f"nobody under 'people' has the key '{shown(speaker.key)}'", hint)


def _registration(event: Draft) -> Iterator[Problem]:
    registration = event.get("registration")
    if not registration:
        return
    earlier = ""
    for key in ("opens", "deadline", "pay_by"):
        date = registration.get(key)
        if date is None:
            continue
        if earlier and date < registration.get(earlier):
            yield _problem(registration, key, f"'{key}' is before '{earlier}'", "mend one of the dates")
        earlier = key
    deadline, (_, ends) = registration.get("deadline"), _span(event)
    if deadline and ends and deadline > ends.date():
        yield _problem(registration, "deadline", "'deadline' is after the event", "mend the date")


def _fees(event: Draft) -> Iterator[Problem]:
    organiser, registration = event.get("organiser"), event.get("registration")
    fees = registration.drafts("fees") if registration else ()
    ids: set[str] = set()
    for fee in fees:
        id_ = (fee.get("id") or "").casefold()
        if id_ and id_ in ids:
            yield _problem(fee, "id", f"there are two fees '{shown(fee.get('id'))}'", "give each fee an id of its own")
        ids.add(id_)
    if organiser and any(fee.get("amount") for fee in fees):
        if "bank" not in organiser.places:
            yield _problem(organiser, "", "there are fees, but no bank account to pay them to", "add 'bank:' here")
        if "tax" not in organiser.places:
            hint = "add 'tax:' with 'number' or 'vat_id', and 'scheme'"
            yield _problem(organiser, "", "there are fees, but no tax data of the organiser", hint)


def _tax(event: Draft) -> Iterator[Problem]:
    organiser = event.get("organiser")
    tax = organiser.get("tax") if organiser else None
    if not tax or ("scheme" in tax.places and not tax.get("scheme")):
        return
    scheme = tax.get("scheme") or TaxScheme.STANDARD
    if scheme is TaxScheme.EXEMPT and "reason" not in tax.places:
        hint = "add 'reason:', the clause of the law that is printed on the invoice"
        yield _problem(tax, "", "'scheme: exempt' needs a reason", hint)
    if scheme is TaxScheme.STANDARD and not {"number", "vat_id"} & tax.places.keys():
        hint = "add one of them; § 14 (4) UStG asks for it on every invoice"
        yield _problem(tax, "", "'scheme: standard' needs 'number' or 'vat_id'", hint)


def _documents(event: Draft) -> Iterator[Problem]:
    documents = event.get("documents")
    programme = documents.get("programme") if documents else None
    if not programme:
        return
    fields = programme.get("drop") or ()
    for field in dict.fromkeys(field for field in fields if fields.count(field) > 1):
        yield _problem(programme, "drop", f"'{field}' stands more than once in 'drop'", "name every field once")


def _stocks(event: Draft) -> Iterator[Problem]:
    documents = event.get("documents")
    badges = documents.get("badges") if documents else None
    for stock in badges.drafts("stocks") if badges else ():
        try:
            PLAIN_NAME.read(stock.get("key"))
        except Wrong as wrong:
            yield _problem(stock, "key", wrong.what, wrong.hint)
