"""Remittance information as German banks write it: keywords before its parts, cut into lines of 27 characters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

_KEYWORDS: Final = (
    *("EREF", "KREF", "MREF", "CRED", "DEBT", "COAM", "OAMT", "SVWZ", "ABWA", "ABWE", "PREF", "RREF", "PURP"),
    *("IBAN", "BIC", "End-to-End-Ref.", "Mandatsref", "Gläubiger-ID"),
)
"""The keywords of DFÜ-Abkommen Anlage 3 (MT940 in SEPA), those of VR banks, and what Commerzbank writes."""

_ANY: Final = "|".join(map(re.escape, _KEYWORDS))
_KEYWORD: Final = re.compile(rf"({_ANY})\+|(?<![A-Za-z0-9])({_ANY}): ")
_FULL_LINE: Final = 27
"""The characters of a line in MT940; a shorter one ended there, a full one was cut."""

_ABSENT: Final = ("NOTPROVIDED", "NONREF", "KREF+")
"""What stands where there is no reference."""


@dataclass(frozen=True, slots=True)
class Remittance:
    """What the lines of a transaction tell: the text itself, and what keywords name beside it."""

    lines: tuple[str, ...]
    end_to_end_id: str = ""
    iban: str = ""
    name: str = ""

    @classmethod
    def of(cls, lines: Sequence[str]) -> Remittance:
        """Take lines apart; those without a keyword stay as they are."""
        if not _KEYWORD.search(joined(lines)):
            return cls(tuple(filter(None, (" ".join(line.split()) for line in lines))))
        whole = joined(lines)
        found = list(_KEYWORD.finditer(whole))
        before, ends = whole[: found[0].start()], [*(each.start() for each in found[1:]), len(whole)]
        told: dict[str, str] = {}
        for keyword, end in zip(found, ends, strict=True):
            told.setdefault(keyword[1] or keyword[2], " ".join(whole[keyword.end() : end].split()))
        text = " ".join(filter(None, (" ".join(before.split()), told.get("SVWZ", ""))))
        end_to_end_id = told.get("EREF") or told.get("End-to-End-Ref.", "")
        return cls(
            lines=(text,) if text else (),
            end_to_end_id=provided(end_to_end_id.partition(" ")[0]),
            iban=told.get("IBAN", "").partition(" ")[0],
            name=told.get("ABWA", ""),
        )


def joined(lines: Sequence[str]) -> str:
    """The text that was cut into lines; where a line is shorter than others may be, a blank stood or was lost."""
    return "".join(line if len(line) >= _FULL_LINE else f"{line} " for line in lines).strip()


def provided(reference: str) -> str:
    """The reference, "" for the words that say there is none."""
    return "" if reference in _ABSENT else reference
