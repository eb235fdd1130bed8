"""The orders in which people are listed: names as in telephone books (DIN 5007-2), the same on every machine.

ä counts as ae, ö as oe, ü as ue, ß as ss; every other Latin letter counts as its base letter or as it is spelled out
(Ł as l, Ø as o, Æ as ae, Þ as th). A hyphen counts as a blank, a blank comes before every letter, other signs do not
count. Letters that are not Latin come after all that are, in the order of Unicode. Where names are the same so far,
small letters come before capital ones, and plain letters before those with marks.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

from flyer.payment.latin import basic_latin
from flyer.people.model import Participant
from flyer.people.names import NOBILITY, PARTICLES, without_marks
from flyer.people.roll import Roll
from flyer.people.rows import ROLES
from flyer.wording import natural

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


def ordered(participants: Sequence[Participant], by: str) -> Roll:
    """The participants in one of ORDERS; no two that differ in their ids are equal in any but "given"."""
    return Roll.of(participants).sorted(*ORDERS[by])


def _by_name(last: str, first: str, id: str) -> tuple[Any, ...]:
    return (*order(last, first), id)


def _by_organisation(organisation: str, *name: str) -> tuple[Any, ...]:
    """Those without an organisation come last."""
    return (not organisation, _letters(organisation), organisation.casefold(), *_by_name(*name))


def _by_role(role: str, *name: str) -> tuple[Any, ...]:
    """The roles a participants' file knows in their order, then others by their letters."""
    return (_RANKS.get(role, len(_RANKS)), role, *_by_name(*name))


def _by_registration(group: str, last: str, first: str, id: str) -> tuple[Any, ...]:
    """By the group, which is the order's code of a registration system, or else by the id; 9 comes before 10."""
    return (natural(group or id), natural(id), *_by_name(last, first, id))


def _as_given() -> tuple[Any, ...]:
    return ()


_NAME: Final = ("last_name", "first_name", "id")

ORDERS: Final[Mapping[str, tuple[Sequence[str], Callable[..., tuple[Any, ...]]]]] = {
    "name": (_NAME, _by_name),
    "organisation": (("organisation", *_NAME), _by_organisation),
    "role": (("role", *_NAME), _by_role),
    "registration": (("group", *_NAME), _by_registration),
    "given": ((), _as_given),
}
"""The texts of a participant that each order looks at, and what it sorts by; "given" is the order of the file."""


def _parted(words: list[str]) -> tuple[str, str]:
    """What stands before a last name, and the last name."""
    begin = 0
    while begin < len(words) - 1 and (words[begin] in PARTICLES or words[begin].casefold() in NOBILITY):
        begin += 1
    return " ".join(words[:begin]), " ".join(words[begin:])


@lru_cache(maxsize=1_000)
def _letters(text: str) -> str:
    """What of a text counts; most given names and organisations are those of several people."""
    return " ".join(unicodedata.normalize("NFKC", text).translate(_COUNTED).split())


class _Counted(dict[int, str]):
    """What counts of the characters that were met so far."""

    def __missing__(self, code: int) -> str:
        self[code] = counted = _counted(chr(code))
        return counted


_COUNTED: Final = _Counted()


def _counted(character: str) -> str:
    if unicodedata.name(character, "").startswith("LATIN "):
        spelled = basic_latin(character).casefold()
        return character.casefold() if spelled == "." else spelled
    kind = unicodedata.category(character)
    if kind in ("Pd", "Zs", "Cc") or character in "_/":
        return " "
    if kind[0] not in "LMN":
        return ""
    return without_marks(character).casefold()
