"""Invoices as text that never changes: canonical JSON with sorted keys, decimals and dates as text.

The ledger hashes this text, later exports read it back. A field that is added to the model needs a default, so
that text frozen before can still be thawed.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import fields, is_dataclass
from decimal import Decimal
from functools import cache
from itertools import repeat
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from flyer.billing.model import Invoice


def canonical(value: object) -> str:
    """JSON with sorted keys, no blanks and letters as they are: equal values give equal text."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def freeze(invoice: Invoice) -> str:
    """Turn an invoice into canonical JSON."""
    return canonical(_plain(invoice))


def thaw(text: str) -> Invoice:
    """Turn what `freeze` wrote into the same invoice; raises ValueError when it was altered beyond reading."""
    try:
        invoice: Invoice = _build(Invoice, json.loads(text))
        return invoice
    except (TypeError, KeyError, AttributeError, ArithmeticError, RecursionError) as error:
        raise ValueError(f"not a frozen invoice: {error}") from error


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value) if f.compare}
    if isinstance(value, tuple):
        return [_plain(inner) for inner in value]
    if isinstance(value, Decimal):
        return format(value.normalize() + 0, "f")
    if isinstance(value, dt.date):
        return value.isoformat()
    return value


def _build(kind: Any, plain: Any) -> Any:
    """The value of type `kind` that `_plain` took apart."""
    inner = get_args(kind)
    if get_origin(kind) is UnionType:
        return None if plain is None else _build(next(one for one in inner if one is not NoneType), plain)
    if get_origin(kind) is tuple:
        kinds = repeat(inner[0]) if inner[1:] == (...,) else inner
        return tuple(map(_build, kinds, plain))
    if hints := _hints(kind):
        return kind(**{name: _build(hints[name], value) for name, value in plain.items()})
    return dt.date.fromisoformat(plain) if kind is dt.date else kind(plain)


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind) if is_dataclass(kind) else {}
