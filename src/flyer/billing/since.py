"""What has changed since invoices were issued: nothing of it is invoiced again by itself."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import TypeAlias

from flyer.billing.entry import Entry
from flyer.billing.model import Invoice, Line
from flyer.money import cents
from flyer.people.names import split_name
from flyer.problems import Place, Problem, place_of

_STAYS = "the issued invoice stays as it is"
_APART = "give the added rows another 'group' to bill them apart"

_INVOICE: tuple[tuple[str, Callable[[Invoice], object]], ...] = (
    ("the buyer's name", lambda invoice: invoice.buyer.name),
    ("the buyer's person to address", lambda invoice: invoice.buyer.attention),
    ("the buyer's department", lambda invoice: invoice.buyer.department),
    ("the buyer's street", lambda invoice: invoice.buyer.address.street),
    ("the buyer's postcode", lambda invoice: invoice.buyer.address.postcode),
    ("the buyer's city", lambda invoice: invoice.buyer.address.city),
    ("the buyer's country", lambda invoice: invoice.buyer.address.country),
    ("the buyer's reference", lambda invoice: invoice.buyer.reference),
    ("the buyer's order number", lambda invoice: invoice.buyer.order_number),
    ("the buyer's VAT id", lambda invoice: invoice.buyer.vat_id),
    ("the event's first day", lambda invoice: invoice.period[0]),
    ("the event's last day", lambda invoice: invoice.period[1]),
    ("the currency", lambda invoice: invoice.currency),
    ("the invoice's language", lambda invoice: invoice.language),
    ("the reason for the exemption", lambda invoice: "; ".join(group.reason for group in invoice.groups)),
    ("the reduction", lambda invoice: ", ".join(f"{each.reason} {cents(each.gross)}" for each in invoice.allowances)),
    ("the note", lambda invoice: "; ".join(invoice.notes)),
)
_LINE: tuple[tuple[str, Callable[[Line], object]], ...] = (
    ("the name of {}'s fee", lambda line: line.text),
    ("what {}'s fee includes", lambda line: line.includes),
    ("what {}'s fee does not include", lambda line: line.excludes),
    ("the price of {}'s fee", lambda line: cents(line.gross)),
    ("the VAT category of {}'s fee", lambda line: line.category),
    ("the VAT rate of {}'s fee", lambda line: f"{line.rate.normalize() + 0:f} %"),
)
"""What is compared, in the words it is told in; `{}` is the participant."""

Lines: TypeAlias = dict[str, list[Line]]


def changes(entries: Iterable[Entry], drafts: Sequence[Invoice], file: str) -> Iterator[Problem]:
    """One problem for each issued invoice that the participants' `file` would word otherwise, or not make any more."""
    now = {draft.payer_key: draft for draft in drafts}
    for entry in entries:
        if entry.payer_key not in now:
            what = f"{entry.number} was issued to '{entry.invoice.buyer.name}', who is not among the payers any more"
            yield Problem(Place(file), what, f"{_STAYS}; {_cancel(entry)} takes it back")
        elif changed := differences(entry.invoice, now[entry.payer_key]):
            draft = now[entry.payer_key]
            added = _by_participant(draft).keys() - _by_participant(entry.invoice).keys()
            what = f"this changed after {entry.number} was issued: {'; '.join(changed)}"
            anew = f"{_cancel(entry)}, then `flyer issue`, gives the payer a new one"
            yield Problem(place_of(draft.buyer), what, "; ".join((_STAYS, anew, *([_APART] if added else ()))))


def _cancel(entry: Entry) -> str:
    return f"`flyer cancel {shlex.quote(entry.number)} --reason …`"


def differences(issued: Invoice, draft: Invoice) -> tuple[str, ...]:
    """What is invoiced otherwise now than when it was issued, one sentence a datum; empty when nothing is."""
    issued = replace(issued, language=issued.language or draft.language)
    return (*_changed(_INVOICE, issued, draft), *_changed_lines(issued, draft))


def twice(entries: Iterable[Entry], payers: Sequence[Invoice], drafts: Iterable[Invoice]) -> Iterator[Problem]:
    """One problem for each of the drafts that may bill somebody again whom an issued invoice bills already.

    Suspicious are entries that bill somebody whom the draft of the same payer, among those of all `payers`, does not
    bill any more. A draft may be for the same one when a last name is the same, or, where the payer is gone
    altogether, the buyer's name or address.
    """
    now = {draft.payer_key: draft for draft in payers}
    suspicious = []
    for entry in entries:
        same = now.get(entry.payer_key)
        gone = _by_participant(entry.invoice).keys() - (_by_participant(same).keys() if same else set())
        if gone:
            traces = {_last_name(name) for name in gone} | (set() if same else _buyer_traces(entry.invoice))
            suspicious.append((entry, gone, traces))
    for draft in drafts:
        own = set(map(_last_name, _by_participant(draft))) | _buyer_traces(draft)
        for entry, gone, traces in suspicious:
            if traces & own:
                yield _double(entry, gone, draft)


def _double(entry: Entry, gone: Iterable[str], draft: Invoice) -> Problem:
    names = ", ".join(f"'{name}'" for name in sorted(gone))
    return Problem(
        place_of(draft.buyer),
        f"'{draft.buyer.name}' could be invoiced twice: {entry.number} to '{entry.invoice.buyer.name}' "
        f"bills {names}, who left that payer",
        "restore the row as it was, or issue the others with --only; if it is somebody else, confirm that with "
        f"--only {draft.payer_key}",
    )


def _buyer_traces(invoice: Invoice) -> set[tuple[str, ...]]:
    buyer = invoice.buyer
    return {_folded(buyer.name), _folded(buyer.address.street, buyer.address.postcode, buyer.address.city)}


def _last_name(full: str) -> tuple[str, ...]:
    return ("last name", *_folded(split_name(full)[2]))


def _folded(*texts: str) -> tuple[str, ...]:
    return tuple(" ".join(text.casefold().split()) for text in texts)


def _changed(rows: Iterable[tuple[str, Callable[..., object]]], before: object, after: object) -> Iterator[str]:
    for words, read in rows:
        old, new = read(before), read(after)
        if old != new:
            yield f"{words} was '{old}' and is '{new}' now"


def _changed_lines(issued: Invoice, draft: Invoice) -> Iterator[str]:
    before, after = _by_participant(issued), _by_participant(draft)
    for name in before | after:
        rows = [(words.format(name), read) for words, read in _LINE]
        for old, new in zip_longest(before.get(name, ()), after.get(name, ())):
            if old is None:
                yield f"{name} is not on {issued.number}"
            elif new is None:
                yield f"{name} is on {issued.number} and not in the list any more"
            else:
                yield from _changed(rows, old, new)


def _by_participant(invoice: Invoice) -> Lines:
    lines: Lines = {}
    for line in invoice.lines:
        lines.setdefault(line.participant, []).append(line)
    return lines
