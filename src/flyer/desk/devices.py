"""Other devices on the network: each is let in once by a code, and known by a token after that."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto
from hashlib import sha256
from typing import Final, NamedTuple

from flyer.desk.rate import Rate

_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: nobody mistypes an I for a 1."""

_LENGTH: Final = 8
"""40 bits: all addresses together, guessing as fast as they may, find one of all codes in 10 minutes once in a million
times."""

LIFE: Final = 600
"""Seconds for which a code may be used."""

_OUTSTANDING: Final = 20

_PER_SECOND, _AT_ONCE = 1 / 6, 10.0
"""How often one address may try codes."""

_ALL_PER_SECOND, _ALL_AT_ONCE = 50.0, 500.0
"""How often all addresses may together: more than all those of a small network, so that nobody can lock others out."""


class Device(NamedTuple):
    """A device that was let in: the name it goes by, since when (ISO 8601), and the number of the entry that says so.

    This computer has no number.
    """

    name: str
    since: str = ""
    number: int = 0


class Tried(Enum):
    """What came of trying a code."""

    RIGHT = auto()
    WRONG = auto()
    TOO_OFTEN = auto()


class Codes:
    """One-time codes that let a device in; kept in memory only, so that a restart forgets them."""

    def __init__(self, clock: Callable[[], float], token: Callable[[], str]) -> None:
        self._clock, self._token = clock, token
        self._until: dict[str, float] = {}
        self._tried = Rate(_PER_SECOND, _AT_ONCE, clock)
        self._all_tried = Rate(_ALL_PER_SECOND, _ALL_AT_ONCE, clock)

    def make(self) -> str:
        """A new code; of those that were not used the oldest are forgotten."""
        code = _code(self._token())
        self._until[code] = self._clock() + LIFE
        while len(self._until) > _OUTSTANDING:
            del self._until[next(iter(self._until))]
        return code

    def forget(self) -> None:
        """Let nobody in by the codes that were made so far."""
        self._until.clear()

    def tried(self, written: str, address: str) -> Tried:
        """Whether this is a code that holds, as somebody at an address wrote it; after that it does not any more."""
        if not (self._tried.allows(address) and self._all_tried.allows("")):
            return Tried.TOO_OFTEN
        until = self._until.pop(_plain(written), None)
        return Tried.RIGHT if until is not None and self._clock() <= until else Tried.WRONG


def hashed(token: str) -> str:
    """What is kept of a token: who reads the log cannot pretend to be the device."""
    return sha256(token.encode()).hexdigest()


def form_token(token: str) -> str:
    """What a device's forms carry, so that no other site can send them in its name."""
    return sha256(f"form {token}".encode()).hexdigest()


def spaced(code: str) -> str:
    """The code in two groups, as it is read aloud."""
    return f"{code[: _LENGTH // 2]} {code[_LENGTH // 2 :]}"


def _code(token: str) -> str:
    number = int.from_bytes(sha256(f"code {token}".encode()).digest())
    return "".join(_ALPHABET[number >> 5 * place & 31] for place in range(_LENGTH))


def _plain(written: str) -> str:
    """What was written without blanks, with the digits that letters were taken for."""
    return "".join(written.upper().split()).translate(str.maketrans("OIL", "011"))
