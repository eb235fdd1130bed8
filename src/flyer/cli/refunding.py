"""`flyer payments refund`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from flyer.billing.dispatches import Dispatch, Dispatches, DispatchKind
from flyer.billing.refunding import Order, Refund, Unknown, frozen, refunds, thawed
from flyer.cli import clock
from flyer.cli.journals import opened
from flyer.cli.making import Job, Output, begin, finish
from flyer.cli.reminding import known_payments, named
from flyer.cli.report import Report, confirm
from flyer.cli.where import Where
from flyer.cli.writing import probe
from flyer.event.model import Bank, Event
from flyer.exports import refunds as bank_files
from flyer.problems import Place, Problem, SurroundingsError, UserError, place_of


def refund(*, where: Where, only: tuple[str, ...], yes: bool) -> Report:
    """Write a file for the bank with what is to be paid back, and keep it in the ledger; nothing goes back twice."""
    job = begin(where, with_people=False)
    now, bank = clock.now(job.event), _bank(job.event)
    with opened(where) as journals:
        entries = journals.proven()
        dispatches, book = journals.dispatches, journals.payments.book()
        items = named(where, journals.items(entries, book), only)
        kept = dispatches.all(DispatchKind.REFUND)
        found = tuple(refunds(items, (thawed(each.content) for each in kept)))
        order = Order(tuple(each for each in found if isinstance(each, Refund)))
        remarks = (*known_payments(book), *_unknown(found), *(() if order.refunds else ("nothing is to be refunded",)))
        missing = [each for each in kept if not _file(where, each.name).exists()]
        try:
            if order.refunds:
                number, text = len(kept) + 1, ", ".join((job.words("Refund"), job.event.name))
                written = bank_files.write(order.refunds, bank, text, number, now)
                if not yes:
                    _ask(job, order, remarks)
                    remarks = ()
                probe(_folder(where), len(written))
                missing.append(_sent(where, dispatches, order, f"refund-{number:04}", written, now))
            outputs = [Output(_file(where, each.name), partial(dispatches.file, each)) for each in missing]
            return finish(job, outputs, remarks)
        except SurroundingsError as error:
            hint = "what is kept in the ledger is written by `flyer payments refund`"
            raise SurroundingsError(error.what, "; ".join(filter(None, (error.hint, hint)))) from error


def _sent(where: Where, dispatches: Dispatches, order: Order, name: str, written: bytes, now: dt.datetime) -> Dispatch:
    """The order as it was stored; UserError when another run has ordered something meanwhile."""
    content = frozen(order)
    sent = dispatches.send(DispatchKind.REFUND, name, content, on=now, make=lambda: written)
    if sent.sent_at != now.isoformat(timespec="seconds") or sent.content != content:
        what = f"another run has ordered {sent.name} meanwhile"
        raise UserError([Problem(Place(str(where.ledger_file)), what, "run it again to see what is left")])
    return sent


def _bank(event: Event) -> Bank:
    """The account to refund from; UserError where it is missing, or is to pay what is not euros."""
    organiser = event.organiser
    if organiser.bank is None:
        what = "the account to refund from is missing"
        raise UserError([Problem(place_of(organiser), what, "write 'bank' under organiser")])
    if event.currency != "EUR":
        what = f"a SEPA credit transfer cannot be made in {event.currency}"
        raise UserError([Problem(place_of(event, "currency"), what, "pay it back by hand")])
    return organiser.bank


def _unknown(found: Sequence[Refund | Unknown]) -> tuple[str, ...]:
    """Remarks on what cannot go back by itself."""
    return tuple(
        f"{each.invoice}: {each.amount} cannot go back, the statement names no account it came from; pay it by hand"
        for each in found
        if isinstance(each, Unknown)
    )


def _ask(job: Job, order: Order, remarks: Sequence[str]) -> None:
    """Say the remarks and what goes back to whom, ask with count and sum; click.Abort when the answer is no."""
    currency = job.event.currency
    told = (f"{each.invoice}  {each.amount:>10} {currency}  {each.name}, {each.iban}" for each in order.refunds)
    count = f"{len(order.refunds)} payment{'s'[: len(order.refunds) != 1]}"
    confirm((*remarks, *told), f"Refund {count}, {order.total} {currency} in all?")


def _folder(where: Where) -> Path:
    return where.output_folder / "refunds"


def _file(where: Where, name: str) -> Path:
    return _folder(where) / f"{name}.xml"
