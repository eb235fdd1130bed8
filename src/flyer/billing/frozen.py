"""Invoices as text that never changes: canonical JSON with sorted keys, decimals and dates as text.

The ledger hashes this text, later exports read it back. Its version is in it: 1, which does not name itself, knew
neither formats nor allowances, notes, corrections and reasons by line; 2 not which line a reduction belongs to. Fields
added since have defaults that mean what was the case then, so that text frozen before can still be thawed.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import fields, is_dataclass
from decimal import Decimal
from functools import cache
from itertools import repeat
from types import NoneType, UnionType
from typing import Any, Final, get_args, get_origin, get_type_hints

from flyer.billing.model import Invoice

VERSION: Final = 3
"""The form that is written; all forms up to it can be read."""

_XRECHNUNG: Final = "xrechnung"


def canonical(value: object) -> str:
    """JSON with sorted keys, no blanks and letters as they are: equal values give equal text.

    Frozen classes, decimals and dates may be in it: see `plain`.
    """
    return _ENCODER.encode(value)


def freeze(invoice: Invoice, xrechnung: bytes = b"") -> str:
    """Turn an invoice into canonical JSON, with the XRechnung (UTF-8) that was issued with it."""
    issued_with = {_XRECHNUNG: xrechnung.decode()} if xrechnung else {}
    return canonical({"version": VERSION, **plain(invoice), **issued_with})


def xrechnung_of(text: str) -> bytes:
    """The XRechnung in what `freeze` wrote, empty when there is none."""
    xrechnung: str = json.loads(text).get(_XRECHNUNG, "")
    return xrechnung.encode()


def thaw(text: str) -> Invoice:
    """Turn what `freeze` wrote into the same invoice; raises ValueError when it was altered beyond reading."""
    try:
        plain = json.loads(text)
        version = plain.pop("version", 1)
        plain.pop(_XRECHNUNG, None)
        if version not in range(1, VERSION + 1):
            raise ValueError(f"an invoice frozen in form {version}, this program reads up to {VERSION}")
        invoice: Invoice = built(Invoice, plain)
        return invoice
    except (TypeError, KeyError, AttributeError, ArithmeticError, RecursionError) as error:
        raise ValueError(f"not a frozen invoice: {error}") from error


def plain(value: Any) -> Any:
    """What JSON can hold of a value: a frozen class by its fields, without those that are not compared."""
    kind: type = type(value)
    if names := _compared(kind):
        return {name: getattr(value, name) for name in names}
    if isinstance(value, Decimal):
        return format(value.normalize() + 0, "f")
    if isinstance(value, dt.date):
        return value.isoformat()
    raise TypeError(f"a {kind.__name__} cannot be frozen")


_ENCODER: Final = json.JSONEncoder(
    sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False, default=plain
)


def built(kind: Any, plain: Any) -> Any:
    """The value of type `kind` that `plain` took apart; what it raises depends on what was altered."""
    inner = get_args(kind)
    if get_origin(kind) is UnionType:
        return None if plain is None else built(next(one for one in inner if one is not NoneType), plain)
    if get_origin(kind) is tuple:
        kinds = repeat(inner[0]) if inner[1:] == (...,) else inner
        return tuple(map(built, kinds, plain))
    if hints := _hints(kind):
        return kind(**{name: built(hints[name], value) for name, value in plain.items()})
    return dt.date.fromisoformat(plain) if kind is dt.date else kind(plain)


@cache
def _compared(kind: type) -> tuple[str, ...]:
    """The fields of a frozen class that are compared, none of any other kind of value."""
    return tuple(field.name for field in fields(kind) if field.compare) if is_dataclass(kind) else ()


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind) if is_dataclass(kind) else {}
