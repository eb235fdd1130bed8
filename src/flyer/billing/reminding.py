"""Reminders of invoices that are not paid: who gets one of which level, and what it asks for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from flyer.billing.dispatches import Dispatches, DispatchKind
from flyer.billing.open_items import OpenItem
from flyer.billing.reminder import Reminder, thawed
from flyer.event.model import ReminderLevel
from flyer.money import cents

LEVELS: Final = 3
"""Zahlungserinnerung, 1. Mahnung and 2. Mahnung."""


def sent(dispatches: Dispatches) -> tuple[Reminder, ...]:
    """The reminders that were sent, in their order."""
    return tuple(thawed(each.content) for each in dispatches.all(DispatchKind.REMINDER))


def reminders(
    items: Iterable[OpenItem], levels: Sequence[ReminderLevel], today: dt.date
) -> Iterator[tuple[OpenItem, Reminder]]:
    """The next reminder of each item that is not paid and whose time is over, in the order of the items.

    Levels follow each other: the first when the invoice is due, each other when the one before is. Nothing comes after
    the last.
    """
    for item in items:
        level, last = len(item.reminders), item.reminders[-1] if item.reminders else None
        if item.open <= 0 or level == LEVELS:
            continue
        settings, waited_for = levels[level], last.due if last else item.entry.due
        if today > waited_for + dt.timedelta(days=settings.after_days):
            yield (
                item,
                Reminder(
                    invoice=item.number,
                    level=level + 1,
                    on=today,
                    due=today + dt.timedelta(days=settings.terms_days),
                    payable=cents(item.payable),
                    paid=cents(item.paid),
                    fees=cents(item.fees + settings.fee),
                ),
            )
