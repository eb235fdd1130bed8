"""Participants' files of any length in which every name, organisation and id is another one."""

import csv
from collections.abc import Iterator
from itertools import product
from pathlib import Path

_FIRST = ("Anna", "Björn", "Chloé", "Dörte", "Emre", "Françoise", "Grażyna", "Hans-Joachim", "İlkay", "Jiří")
_LAST = (
    "Müller",
    "Łukasik",
    "von der Heyde",
    "Şahin",
    "Nguyễn",
    "Groß",
    "Øverland",
    "Ţepeş",
    "Weiß-Albrecht",
    "Ó Briain",
)
_TOWN = ("Leipzig", "Göttingen", "Esslingen am Neckar", "Pinneberg", "Düren", "Bocholt", "Aachen", "Nürnberg")
_OFFICE = ("Landkreis {}, Stabsstelle Sozialplanung", "Stadt {}, Amt für Soziales", "Hochschule {}", "Sozialamt {}")
_SYLLABLES = tuple(a + b for a, b in product("bdfgklmnrst", "aeiou"))


def _unique(n: int) -> str:
    """A pronounceable word for each number."""
    word = ""
    for _ in range(4):
        n, rest = divmod(n, len(_SYLLABLES))
        word += _SYLLABLES[rest]
    return word.capitalize()


def rows(count: int) -> Iterator[dict[str, str]]:
    """Participants, each of whom pays for themself."""
    for n in range(count):
        town = _TOWN[n % len(_TOWN)]
        office = _OFFICE[n % len(_OFFICE)].format(town)
        yield {
            "id": f"P{n:06}",
            "first_name": _FIRST[n % 10],
            "last_name": f"{_LAST[n // 10 % 10]}-{_unique(n)}",
            "organisation": f"{office} {_unique(n * 7 + 3)}",
            "email": f"p{n}@example.org",
            "street": f"Hauptstraße {n + 1}",
            "postcode": f"{n % 90000 + 10000}",
            "city": town,
            "fee": ("standard", "member")[n % 2],
            "role": ("participant", "speaker", "organiser", "staff", "press")[n % 5],
        }


def write(path: Path, count: int, **more: str) -> None:
    """Write a participants' file of `count` rows, `more` columns the same in all."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [*next(rows(1)), *more])
        writer.writeheader()
        writer.writerows({**row, **more} for row in rows(count))
