"""The orders in which people are listed: names as in telephone books (DIN 5007-2), the same on every machine.

ä counts as ae, ö as oe, ü as ue, ß as ss; every other Latin letter counts as its base letter or as it is spelled out
(Ł as l, Ø as o, Æ as ae, Þ as th). A hyphen counts as a blank, a blank comes before every letter, other signs do not
count. Letters that are not Latin come after all that are, in the order of Unicode. Where names are the same so far,
small letters come before capital ones, and plain letters before those with marks.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any, Final

from flyer.payment.latin import basic_latin
from flyer.people.model import Participant
from flyer.people.names import NOBILITY, PARTICLES
from flyer.people.rows import ROLES
from flyer.wording import natural

_MARKS: Final = re.compile("[\u0300-\u036f]")
_RANKS: Final = {role: rank for rank, role in enumerate(ROLES)}


def order(last: str, first: str) -> tuple[str, ...]:
    """What to sort a name by: last name, first name, what stands before the last name; who has one name, by that.

    Words before the last name do not count (DIN 5007: von Below is under B), if they are titles of nobility or are
    written small: `von der Heyde` is under H, `Van Dyck` under V. Neither does what follows a comma (`Weber, M.A.`).
    """
    if not last:
        last, first = first, ""
    before, name = _parted(last.partition(",")[0].split())
    return (_letters(name), _letters(first), _letters(before), f"{last}\0{first}".swapcase(), last, first)


def ordered(participants: Iterable[Participant], by: str) -> list[Participant]:
    """The participants in one of ORDERS; no two that differ in their ids are equal in any but "given"."""
    return sorted(participants, key=ORDERS[by])


def _by_name(participant: Participant) -> tuple[Any, ...]:
    return (*order(participant.last_name, participant.first_name), participant.id)


def _by_organisation(participant: Participant) -> tuple[Any, ...]:
    """Those without an organisation come last."""
    organisation = participant.organisation
    return (not organisation, _letters(organisation), organisation.casefold(), *_by_name(participant))


def _by_role(participant: Participant) -> tuple[Any, ...]:
    """The roles a participants' file knows in their order, then others by their letters."""
    return (_RANKS.get(participant.role, len(_RANKS)), participant.role, *_by_name(participant))


def _by_registration(participant: Participant) -> tuple[Any, ...]:
    """By the group, which is the order's code of a registration system, or else by the id; 9 comes before 10."""
    return (natural(participant.group or participant.id), natural(participant.id), *_by_name(participant))


def _as_given(_: Participant) -> tuple[Any, ...]:
    return ()


ORDERS: Final[Mapping[str, Callable[[Participant], tuple[Any, ...]]]] = {
    "name": _by_name,
    "organisation": _by_organisation,
    "role": _by_role,
    "registration": _by_registration,
    "given": _as_given,
}
"""What each order sorts by; "given" is the order of the file."""


def _parted(words: list[str]) -> tuple[str, str]:
    """What stands before a last name, and the last name."""
    begin = 0
    while begin < len(words) - 1 and (words[begin] in PARTICLES or words[begin].casefold() in NOBILITY):
        begin += 1
    return " ".join(words[:begin]), " ".join(words[begin:])


def _letters(text: str) -> str:
    """What of a text counts."""
    return " ".join("".join(map(_counted, unicodedata.normalize("NFKC", text))).split())


@lru_cache(maxsize=4096)
def _counted(character: str) -> str:
    if unicodedata.name(character, "").startswith("LATIN "):
        spelled = basic_latin(character).casefold()
        return character.casefold() if spelled == "." else spelled
    kind = unicodedata.category(character)
    if kind in ("Pd", "Zs", "Cc") or character in "_/":
        return " "
    if kind[0] not in "LMN":
        return ""
    return _MARKS.sub("", unicodedata.normalize("NFD", character).casefold())
