"""Other devices on the network: each is let in once by a code, and known by a token after that."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from typing import Final, NamedTuple

_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: nobody mistypes an I for a 1."""

_LENGTH: Final = 8
"""40 bits: with ten guesses a minute for ten minutes a guesser has one chance in 10¹⁰."""

LIFE: Final = 600
"""Seconds for which a code may be used."""

_OUTSTANDING: Final = 20


class Device(NamedTuple):
    """A device that was let in, by the name staff gave it."""

    name: str


class Codes:
    """One-time codes that let a device in; kept in memory only, so that a restart forgets them."""

    def __init__(self, clock: Callable[[], float], token: Callable[[], str]) -> None:
        self._clock, self._token = clock, token
        self._until: dict[str, float] = {}

    def make(self) -> str:
        """A new code; of those that were not used the oldest are forgotten."""
        code = _code(self._token())
        self._until[code] = self._clock() + LIFE
        while len(self._until) > _OUTSTANDING:
            del self._until[next(iter(self._until))]
        return code

    def use(self, written: str) -> bool:
        """Whether this is a code that holds; after that it does not any more."""
        until = self._until.pop(_plain(written), None)
        return until is not None and self._clock() <= until


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
