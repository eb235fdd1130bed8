"""What time it is where the event is."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from flyer.event.model import Event


def now(event: Event) -> dt.datetime:
    """The time by the event's own clock, zone-aware."""
    return dt.datetime.now(ZoneInfo(event.timezone))
