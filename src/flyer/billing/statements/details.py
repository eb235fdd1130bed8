"""Field 86 of MT940, what a bank tells of an entry: in German subfields, SWIFT's codes, or plain lines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from flyer.billing.statements.remittance import Remittance, joined, provided

_SUBFIELDS: Final = re.compile(r"(\d{3})([?<>@^&])(?=\d\d)")
_SWIFT_CODE: Final = re.compile(r"/([A-Z]{4})/")
_RETURNED: Final = ("108", "109", "159")
"""Business transaction codes (GVC) of direct debits and credit transfers that came back."""


@dataclass(frozen=True, slots=True)
class Details:
    """What field 86 says; `is_return` is whether it takes back another entry."""

    remittance: Remittance
    name: str = ""
    iban: str = ""
    is_return: bool = False

    @classmethod
    def of(cls, text: str) -> Details:
        """Field 86 in any of its forms: subfields ?20 to ?63, SWIFT's /CODE/, or plain lines."""
        whole = text.replace("\n", "")
        if form := _SUBFIELDS.match(whole):
            return _german(form[1], form[2], whole[3:])
        return _swift(whole) if _SWIFT_CODE.match(whole) else cls(Remittance.of(text.splitlines()))


def _german(code: str, separator: str, text: str) -> Details:
    """DFÜ-Abkommen Anlage 3: remittance in ?20 to ?29 and ?60 to ?63, the other side in ?31, ?32 and ?33."""
    parts = re.split(rf"{re.escape(separator)}(\d\d)", text)
    subfields = list(zip(parts[1::2], parts[2::2], strict=True))
    lines = [part for key, part in subfields if "20" <= key <= "29" or "60" <= key <= "63"]
    name = joined([part for key, part in subfields if key in ("32", "33")])
    iban = "".join(part for key, part in subfields if key == "31")
    return Details(Remittance.of([joined(lines)]), name, iban, code in _RETURNED)


def _swift(text: str) -> Details:
    """/EREF/…/ORDP//NAME/…/IBAN/…/REMI/USTD//…/: of each code what stands behind it first."""
    parts = _SWIFT_CODE.split(text)
    told: dict[str, str] = {}
    for code, part in zip(parts[1::2], parts[2::2], strict=True):
        told.setdefault(code, part.strip("/ "))
    remittance = re.sub(r"^(?:USTD|STRD)/+", "", told.get("REMI", ""))
    return Details(
        Remittance(tuple(filter(None, [remittance])), provided(told.get("EREF", ""))),
        name=told.get("NAME", ""),
        iban=told.get("IBAN", ""),
        is_return="RTRN" in told,
    )
