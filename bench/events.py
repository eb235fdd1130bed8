"""Event files of any number of sessions: days with a plenary, breaks, and tracks that run in parallel."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

_TOPICS = (
    "Hitzeaktionsplanung",
    "Kleinräumiges Monitoring",
    "Wohnen",
    "Pflege im ländlichen Raum",
    "Kommunale Verkehrswende und die Frage, wer auf dem Land noch Bus fährt",
    "Jugendbeteiligung",
    "Sozialraumorientierte Haushaltssteuerung",
    "Leerstand",
    "Übergang von der Schule in den Beruf",
    "Mehrgenerationenhäuser",
    "Quartiersmanagement",
)
_ANGLES = (
    "{}",
    "{}: Was wirkt?",
    "{} – ein Werkstattbericht aus drei Landkreisen und einer kreisfreien Stadt",
    "Daten für {}",
    "Streitgespräch: {}",
    "{} nach der Reform",
    "Grundlagen: {}",
)
_TRACKS = ("Daten", "Wohnen", "Gesundheit", "Bildung", "Mobilität", "Teilhabe", "Haushalt", "Werkstatt")
_ROOMS = ("Saal Nord", "Saal Süd", "Raum 101", "Raum 102", "Bibliothek", "Kleines Foyer", "Hörsaal 3", "Turmzimmer")
_FIRST = ("Anna", "Björn", "Chloé", "Dörte", "Emre", "Grażyna", "Hans-Joachim", "Jiří", "Leyla")
_LAST = ("Müller", "Łukasik", "von der Heyde", "Şahin", "Nguyễn", "Groß", "Øverland", "Weiß-Albrecht")
_OFFICES = (
    "Stadt Leipzig",
    "Landkreis Mittelsachsen, Stabsstelle Sozialplanung und Steuerung",
    "Hochschule für Verwaltung, Fachbereich Sozialwissenschaften",
    "Kreis Düren",
)
_ABSTRACT = (
    "Der Beitrag zeigt an Beispielen, wie Ämter ihre Zahlen zusammenführen und was danach anders entschieden wird. "
    "Im Anschluss ist Zeit für Fragen."
)
_TABLE = (
    ("09:00", "10:00", "Auftakt", "plenary"),
    ("10:00", "10:45", "", "session"),
    ("10:45", "11:30", "", "session"),
    ("11:30", "12:15", "", "session"),
    ("12:15", "13:15", "Mittagessen", "meal"),
    ("13:15", "14:00", "", "session"),
    ("14:00", "14:45", "", "workshop"),
    ("14:45", "15:15", "Kaffee", "break"),
    ("15:15", "16:00", "", "session"),
    ("16:00", "16:45", "", "session"),
    ("17:00", "18:00", "Was bleibt", "closing"),
)
"""A day: from, to, the title where it is one for all, the kind."""

_COMMON = [row for row in _TABLE if row[2]]
_PARALLEL = len(_TABLE) - len(_COMMON)
_FIRST_DAY = dt.date(2027, 9, 13)


def event(sessions: int) -> dict[str, Any]:
    """An event of `sessions` entries: a day for up to 20, up to five days, then more and more tracks."""
    days = min(5, -(-sessions // 20))
    last = _FIRST_DAY + dt.timedelta(days - 1)
    shares = [sessions * (day + 1) // days - sessions * day // days for day in range(days)]
    return {
        "event": {
            "name": "Planungskongress 2027",
            "title": "Stadt, Land, Zahl",
            "subtitle": "Kongress für integrierte Planung in Städten und Kreisen",
            "language": "de",
            "starts": f"{_FIRST_DAY} 09:00",
            "ends": f"{last} 18:00",
            "website": "https://kongress.example.org",
            "about": "Wer plant, zählt. Wer zählt, muss sagen, was.\n\nDer Kongress fragt nach beidem.",
        },
        "venue": {"name": "Kongresshalle", "street": "Messeplatz 1", "postcode": "04356", "city": "Leipzig"},
        "organiser": {"name": "Gesellschaft für Planung e. V.", "email": "kongress@example.org"},
        "programme": [
            {"date": str(_FIRST_DAY + dt.timedelta(day)), "sessions": list(_day(share, sum(shares[:day])))}
            for day, share in enumerate(shares)
        ],
    }


def _day(count: int, before: int) -> Iterator[dict[str, Any]]:
    """`count` entries of a day that follows `before` others."""
    common = _COMMON[:count]
    n, left = before, count - len(common)
    tracks = -(-left // _PARALLEL)
    for row in _TABLE:
        start, end, title, kind = row
        if row in common:
            yield {"start": start, "end": end, "title": title, "kind": kind, "room": "Großer Saal"}
        elif not title:
            width = min(tracks, left)
            yield from (_session(n + track, track, start, end, kind) for track in range(width))
            n, left = n + width, left - width


def _session(n: int, track: int, start: str, end: str, kind: str) -> dict[str, Any]:
    speakers = [_speaker(3 * n + i) for i in range(n % 4)]
    return {
        "start": start,
        "end": end,
        "title": _ANGLES[n % len(_ANGLES)].format(_TOPICS[n % len(_TOPICS)]),
        "kind": kind,
        "track": _TRACKS[track % len(_TRACKS)],
        "room": _ROOMS[track % len(_ROOMS)],
        **({"speakers": speakers} if speakers else {}),
        **({"text": _ABSTRACT} if n % 5 == 0 else {}),
    }


def _speaker(n: int) -> dict[str, str]:
    name = f"{_FIRST[n % len(_FIRST)]} {_LAST[n % len(_LAST)]}"
    return {"name": name, "affiliation": _OFFICES[n % len(_OFFICES)]}


def text(sessions: int) -> str:
    """The event as event.yaml."""
    return yaml.safe_dump(event(sessions), allow_unicode=True, sort_keys=False, width=110)


def write(path: Path, sessions: int) -> None:
    """Write an event file of `sessions` entries."""
    path.write_text(text(sessions), encoding="utf-8")
