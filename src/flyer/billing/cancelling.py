"""Cancellations: what of issued invoices is taken back by documents with numbers of their own, and what still stands.

A cancellation is a credit note (type 381) that names its invoice (BG-3) and repeats the lines it takes back. Its
amounts are positive, as those of credit notes are; books count them the other way.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from flyer.billing.entry import Entry
from flyer.billing.model import Allowance, Invoice, Line, Preceding, TypeCode, VatCategory
from flyer.money import ZERO, cents


class NotToBeCancelled(ValueError):
    """An invoice or a line of it cannot be taken back: what is in the way, and how to mend it."""

    def __init__(self, what: str, hint: str) -> None:
        super().__init__(what)
        self.what, self.hint = what, hint


def standing(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The invoices among the entries that are not wholly cancelled, each with what of its invoice is left."""
    entries = tuple(entries)
    counters = _counters(entries)
    rests = ((entry, _rest(entry.invoice, counters[entry.number])) for entry in entries if not entry.cancels)
    return tuple(replace(entry, invoice=rest) for entry, rest in rests if rest)


def cancellation(invoice: Invoice, before: Sequence[Invoice], note: str, positions: Iterable[int] = ()) -> Invoice:
    """The draft that takes an issued invoice back, or what is left of it, or only its lines at some positions from 1.

    `before` are the cancellations it had. Raises NotToBeCancelled.
    """
    number, issued = invoice.number, invoice.issued
    if invoice.preceding or not issued:
        what = f"{number} is itself a cancellation"
        raise NotToBeCancelled(what, "`flyer issue` gives the payer a new invoice")
    rest = _rest(invoice, before)
    if rest is None:
        what = f"{number} was cancelled before, by {', '.join(each.number for each in before)}"
        raise NotToBeCancelled(what, "`flyer invoices` writes copies of what was issued")
    wanted = sorted(set(positions))
    lines = _at(wanted, invoice, rest) if wanted else rest.lines
    reductions = _shares(lines, rest) if wanted else rest.allowances
    if not _asked(lines, reductions):
        raise NotToBeCancelled(f"these lines of {number} come to nothing", "cancel others with them")
    return _part(
        invoice,
        lines,
        reductions,
        type_code=TypeCode.CREDIT_NOTE,
        preceding=Preceding(number=number, issued=issued),
        notes=(note,),
        number="",
        issued=None,
        due=None,
        terms_days=0,
        transfer=replace(invoice.transfer, amount=None),
    )


def cancelled_by(entries: Iterable[Entry]) -> Mapping[str, tuple[str, ...]]:
    """The numbers of the cancellations of each entry, by its own; of several each took back some lines."""
    counters = _counters(entries := tuple(entries))
    return {entry.number: tuple(each.number for each in counters[entry.number]) for entry in entries}


def contradictions(entries: Iterable[Entry]) -> Iterator[str]:
    """What cancellations say that their invoices do not: one sentence a finding."""
    known: dict[str, Entry] = {}
    left: dict[str, Counter[Line]] = {}
    for entry in entries:
        known[entry.number], left[entry.number] = entry, Counter(entry.invoice.lines)
        if preceding := entry.invoice.preceding:
            name, original = f"entry {entry.sequence} ({entry.number})", known.get(preceding.number)
            if original is None or original is entry or original.cancels:
                yield f"{name} cancels '{preceding.number}', which is no invoice issued before"
                continue
            if (original.invoice.issued, original.payer_key) != (preceding.issued, entry.payer_key):
                yield f"{name} cancels {original.number} of another day or to another payer"
            left[original.number].subtract(entry.invoice.lines)
            if min(left[original.number].values()) < 0:
                yield f"{name} cancels more than is left of {original.number}"


def _counters(entries: Iterable[Entry]) -> dict[str, list[Invoice]]:
    """The cancellations of each invoice, by its number."""
    counters: dict[str, list[Invoice]] = defaultdict(list)
    for entry in entries:
        if entry.cancels:
            counters[entry.cancels].append(entry.invoice)
    return counters


def _rest(invoice: Invoice, counters: Iterable[Invoice]) -> Invoice | None:
    """The invoice without what its cancellations took back, None when nothing is left."""
    counters = tuple(counters)
    taken = Counter(line for counter in counters for line in counter.lines)
    if not taken:
        return invoice
    lines = []
    for line in invoice.lines:
        if taken[line]:
            taken[line] -= 1
        else:
            lines.append(line)
    reductions = _left(invoice, counters)
    return _part(invoice, tuple(lines), reductions) if _asked(lines, reductions) else None


def _asked(lines: Iterable[Line], reductions: Iterable[Allowance]) -> Decimal:
    """What lines come to with their reductions."""
    return cents(
        sum((line.quantity * line.gross for line in lines), ZERO) - sum((each.gross for each in reductions), ZERO)
    )


def _left(invoice: Invoice, counters: Iterable[Invoice]) -> tuple[Allowance, ...]:
    """The invoice's reductions without what its cancellations took back of them."""
    left = {_kind(each): each for each in invoice.allowances}
    for each in (allowance for counter in counters for allowance in counter.allowances):
        before = left[_kind(each)]
        left[_kind(each)] = replace(before, amount=before.amount - each.amount, gross=before.gross - each.gross)
    return tuple(each for each in left.values() if each.gross)


def _shares(lines: Iterable[Line], rest: Invoice) -> tuple[Allowance, ...]:
    """What of the reductions of the rest belongs to some of its lines."""
    taken = _by_kind(lines)
    shares = ((each, taken[_kind(each)]) for each in rest.allowances)
    return tuple(
        replace(each, amount=cents(each.amount * gross / each.gross), gross=gross) for each, gross in shares if gross
    )


def _kind(allowance: Allowance) -> tuple[str, VatCategory, Decimal]:
    return allowance.reason, allowance.category, allowance.rate


def _by_kind(lines: Iterable[Line]) -> Mapping[tuple[str, VatCategory, Decimal], Decimal]:
    """The gross of the reductions that belong to lines."""
    sums: dict[tuple[str, VatCategory, Decimal], Decimal] = defaultdict(lambda: ZERO)
    for line in lines:
        for reason, gross in line.reductions:
            sums[reason, line.category, line.rate] += gross
    return sums


def _at(positions: Sequence[int], invoice: Invoice, rest: Invoice) -> tuple[Line, ...]:
    name, count = invoice.number, len(invoice.lines)
    if _by_kind(invoice.lines) != {_kind(each): each.gross for each in invoice.allowances}:
        what = f"{name} has reductions that belong to no line"
        raise NotToBeCancelled(what, "cancel it as a whole")
    lines = []
    left = Counter(rest.lines)
    for position in positions:
        if position > count:
            raise NotToBeCancelled(f"{name} has no line {position}", f"it has {count}")
        line = invoice.lines[position - 1]
        if not left[line]:
            raise NotToBeCancelled(f"line {position} of {name} was cancelled before", f"see `flyer ledger show {name}`")
        left[line] -= 1
        lines.append(line)
    return tuple(lines)


def _part(invoice: Invoice, lines: tuple[Line, ...], allowances: tuple[Allowance, ...], **changes: Any) -> Invoice:
    """The invoice with only some of its lines, rounded to what was asked for them; keywords change more of it."""
    bases = dict.fromkeys(((line.category, line.rate) for line in lines), ZERO)
    for line in lines:
        bases[line.category, line.rate] += line.net
    for allowance in allowances:
        bases[allowance.category, allowance.rate] -= allowance.amount
    kept = [(group, (group.category, group.rate)) for group in invoice.groups]
    groups = tuple(replace(group, base=bases[key]) for group, key in kept if key in bases)
    asked = _asked(lines, allowances)
    part = {
        "lines": lines,
        "allowances": allowances,
        "groups": groups,
        "rounding": asked - sum((group.base + group.tax for group in groups), ZERO),
        "transfer": replace(invoice.transfer, amount=asked),
    }
    return replace(invoice, **{**part, **changes})
