"""What printers say of themselves and of jobs, in words."""

from __future__ import annotations

import re
from collections.abc import Iterable

from flyer.desk.surroundings import Condition
from flyer.wording import Wording


def condition(words: Wording, found: Condition | None) -> str:
    """How a printer is."""
    if found is None:
        return words("not asked yet")
    said = _said(words, found.reasons)
    if not found.is_ready:
        return ", ".join(said) or words("stopped")
    waiting = [words.plural("{n} job waits", "{n} jobs wait", found.waiting)] if found.waiting else []
    return ", ".join([*said, *waiting]) or words("ready")


def why(words: Wording, failure: str) -> str:
    """Why a badge was not printed."""
    return ", ".join(_said(words, words.told(failure).split(", "))) or words("the printer gives no reason")


def _said(words: Wording, reasons: Iterable[str]) -> list[str]:
    """Keywords of IPP (RFC 8011, 5.3.8 and 5.4.12) in words; what a printer says in its own stays as it is."""
    known = {
        "media-empty": words("out of paper"),
        "media-needed": words("out of paper"),
        "media-jam": words("paper jam"),
        "door-open": words("a door is open"),
        "cover-open": words("the cover is open"),
        "toner-empty": words("out of toner"),
        "marker-supply-empty": words("out of ink or ribbon"),
        "marker-supply-low": words("ink or ribbon is low"),
        "offline": words("offline"),
        "paused": words("paused"),
        "connecting-to-device": words("is being connected"),
        "timed-out": words("does not answer"),
        "printer-stopped": words("stopped"),
        "job-canceled-by-user": words("cancelled"),
        "processing-to-stop-point": words("cancelled"),
        "job-canceled-by-operator": words("cancelled"),
        "job-canceled-at-device": words("cancelled at the printer"),
        "aborted-by-system": words("given up by the printer"),
        "document-format": words("the printer cannot read the badge"),
        "unsupported-document-format": words("the printer cannot read the badge"),
    }
    keywords = [re.sub("-(report|warning|error)$", "", words.told(reason)) for reason in reasons]
    return [known.get(keyword, keyword) for keyword in keywords if keyword not in ("", "none")]
