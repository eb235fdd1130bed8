"""The ledger as a plain file that anyone can verify: one line of canonical JSON an entry, with its hash."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from flyer.billing.frozen import canonical


def lines(entries: Iterable[Mapping[str, Any]]) -> bytes:
    """JSON lines: an entry's columns without its file; without `hash` too, a line's SHA-256 is that hash."""
    return "".join(f"{canonical(dict(entry))}\n" for entry in entries).encode()
