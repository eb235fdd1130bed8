"""What the page says after something was done, or was not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from flyer.desk.jobs import BROWSER
from flyer.desk.log import Kind
from flyer.desk.roster import Standing
from flyer.wording import Wording


class Outcome(StrEnum):
    """How something ended that staff asked for."""

    ARRIVED = "arrived"
    PRINTING = "printing"
    LEFT = "left"
    CORRECTED = "corrected"
    UNCHANGED = "unchanged"
    ADDED = "added"
    CANCELLED = "cancelled"
    CAME_OUT = "came-out"
    ALREADY = "already"
    MEANWHILE = "meanwhile"
    ON_ITS_WAY = "on-its-way"
    REASON = "reason"
    NO_WAY_BACK = "no-way-back"


_GOOD = frozenset(
    {
        Outcome.ARRIVED,
        Outcome.PRINTING,
        Outcome.LEFT,
        Outcome.CORRECTED,
        Outcome.ADDED,
        Outcome.CANCELLED,
        Outcome.CAME_OUT,
    }
)


class Message(NamedTuple):
    """A sentence, and whether it warns."""

    text: str
    warns: bool


def message(outcome: Outcome, standing: Standing, words: Wording) -> Message:
    """What is said of an outcome."""
    name, job = standing.participant.full_name, standing.job
    since, where = (moment(standing.arrived.at, words), standing.arrived.device) if standing.arrived else ("", "")
    texts = {
        Outcome.ARRIVED: words("{name} is checked in.", name=name),
        Outcome.PRINTING: words("{name}: the badge goes to {printer}.", name=name, printer=job.printer)
        if job and job.printer != BROWSER
        else words("{name}: the badge goes to this browser.", name=name),
        Outcome.LEFT: words("{name}: the check-in is taken back.", name=name),
        Outcome.CORRECTED: words("{name}: corrected.", name=name),
        Outcome.UNCHANGED: words("{name}: nothing was changed.", name=name),
        Outcome.ADDED: words("{name} is on the list now.", name=name),
        Outcome.CANCELLED: words("{name}: the badge will not be printed.", name=name),
        Outcome.CAME_OUT: words("{name}: noted that the badge came out.", name=name),
        Outcome.ALREADY: words("{name} was checked in before: {time}, {device}.", name=name, time=since, device=where),
        Outcome.MEANWHILE: words(
            "{name}: something has happened in between. Nothing was done; look, then decide.", name=name
        ),
        Outcome.ON_ITS_WAY: words("{name}: the badge is on its way already.", name=name),
        Outcome.REASON: words("{name}: say why the badge is printed again.", name=name),
        Outcome.NO_WAY_BACK: words("{name}: this print is over, it cannot be stopped any more.", name=name),
    }
    return Message(texts[outcome], outcome not in _GOOD)


def labels(words: Wording) -> Mapping[str, str]:
    """What the fields of a form are called."""
    return {
        "title": words("Title"),
        "first_name": words("First name"),
        "last_name": words("Last name"),
        "preferred_name": words("Preferred name"),
        "pronouns": words("Pronouns"),
        "organisation": words("Organisation"),
        "department": words("Department"),
        "email": words("E-mail"),
        "role": words("Role"),
        "fee": words("Fee"),
    }


def kinds(words: Wording) -> Mapping[Kind, str]:
    """What has happened, in a word."""
    return {
        Kind.ARRIVED: words("arrived"),
        Kind.LEFT: words("check-in taken back"),
        Kind.WALK_IN: words("walk-in"),
        Kind.CORRECTED: words("corrected"),
        Kind.QUEUED: words("badge asked for"),
        Kind.BEGUN: words("print begun"),
        Kind.HANDED: words("handed over"),
        Kind.DONE: words("printed"),
        Kind.FAILED: words("not printed"),
        Kind.DEVICE: words("device let in"),
        Kind.LOCKED_OUT: words("device locked out"),
    }


def moment(at: str, words: Wording) -> str:
    """A moment (ISO 8601) as weekday and time of day."""
    when = dt.datetime.fromisoformat(at)
    return f"{words.weekday(when.date())} {words.time(when.time())}"


def reason(text: str, words: Wording) -> str:
    """Why a badge was printed: what somebody wrote, or what the log says where nobody has to."""
    known = {"new": words("for the first time"), "altered": words("with something else on it"), "again": words("again")}
    return known.get(text, text)
