"""`flyer remind`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from pathlib import Path

from flyer import pdf
from flyer.billing.book import Book
from flyer.billing.coding import code
from flyer.billing.dispatches import DispatchKind
from flyer.billing.model import Invoice
from flyer.billing.open_items import OpenItem
from flyer.billing.reminder import Reminder, frozen
from flyer.billing.reminding import reminders
from flyer.cli import clock, verifying
from flyer.cli.journals import opened
from flyer.cli.making import Job, Output, begin, finish, preflighted
from flyer.cli.rendering import words_of
from flyer.cli.report import Report, confirm, progress
from flyer.cli.verifying import Expected
from flyer.cli.where import Where
from flyer.cli.writing import probe
from flyer.documents import reminders as letters
from flyer.problems import Place, Problem, SurroundingsError, UserError, gathered
from flyer.typeset.frame import Document

_ROOM = 100_000
"""Bytes a letter takes, rather more than less."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A reminder, the invoice it is about, and its file."""

    reminder: Reminder
    invoice: Invoice
    file: Path

    def composed(self, job: Job) -> Document:
        """The letter in the language of the invoice."""
        return letters.compose(self.reminder, self.invoice, job.event, words_of(job, self.invoice), job.family)

    def expected(self) -> Expected:
        """What its last page says."""
        demand = self.reminder.demand(self.invoice)
        return Expected.of(-1, demand.transfer, code(demand))


def remind(*, where: Where, level: int | None, only: tuple[str, ...], yes: bool, verify: str) -> Report:
    """Write the reminders that are due and keep them in the ledger, none of them twice."""
    job = begin(where, with_people=False)
    now = clock.now(job.event)
    with opened(where) as journals:
        entries = journals.proven()
        dispatches, book = journals.dispatches, journals.payments.book()
        items = named(where, journals.items(entries, book), only)
        due = [each for each in _due(where, job, items, now.date()) if level in (None, each.reminder.level)]
        missing = [each for each in dispatches.all(DispatchKind.REMINDER) if not _path(where, each.name).exists()]
        inked, unread = _inked(job, due, verify)
        remarks = (*known_payments(book), *unread, *(() if due else ("no reminder is due",)))
        kept = 0
        try:
            if due and not yes:
                _ask(job, due, remarks)
                remarks = ()
            if due:
                probe(_folder(where), _ROOM * (len(due) + len(missing)))
            for each in progress(due, "reminding"):
                make, content = partial(inked.__getitem__, each.file), frozen(each.reminder)
                missing.append(dispatches.send(DispatchKind.REMINDER, each.reminder.name, content, on=now, make=make))
                kept += 1
            outputs = [Output(_path(where, each.name), partial(dispatches.file, each)) for each in missing]
            return finish(job, outputs, remarks)
        except SurroundingsError as error:
            hint = f"{kept} of {len(due)} are kept in the ledger, `flyer remind` writes what is missing"
            raise SurroundingsError(error.what, "; ".join(filter(None, (error.hint, hint)))) from error


def _due(where: Where, job: Job, items: Sequence[OpenItem], today: dt.date) -> Iterator[Letter]:
    for item, reminder in reminders(items, job.event.documents.reminders.levels, today):
        yield Letter(reminder, item.entry.invoice, _path(where, reminder.name))


def named(where: Where, items: Sequence[OpenItem], only: Sequence[str]) -> list[OpenItem]:
    """The items whose number, payer or participants say one of the texts; UserError for a text that none says."""
    if not only:
        return list(items)
    said = [(item, "\n".join(_said(item)).casefold()) for item in items]
    place, hint = Place(str(where.ledger_file)), "--only takes a part of a number, a payer or a name"
    lost = [text for text in only if not any(text.casefold() in words for _, words in said)]
    if lost:
        raise UserError([Problem(place, f"no invoice says '{text}'", hint) for text in lost])
    return [item for item, words in said if any(text.casefold() in words for text in only)]


def known_payments(book: Book) -> tuple[str, ...]:
    """Remarks on how far the payments are known that a decision is made by."""
    if not book.payments:
        return ("no payments are known: import statements first with `flyer payments import`",)
    last = max(payment.transaction.booked for payment in book.payments)
    undecided = len(book.undecided)
    told = f"{undecided} of them undecided: see `flyer payments list`" if undecided else "all of them decided"
    return (f"payments are known up to {last}, {told}",)


def _inked(job: Job, due: Sequence[Letter], verify: str) -> tuple[dict[Path, bytes], tuple[str, ...]]:
    """All letters by their files, and a remark where their codes were not read back.

    So no problem turns up after the first is kept.
    """
    documents = gathered(partial(each.composed, job) for each in progress(due, "composing"))
    preflighted(documents, job.event)
    inked = {each.file: pdf.write(document) for each, document in zip(due, documents, strict=True)}
    read = verifying.prove({each.file: (each.expected,) for each in due}, lambda file: BytesIO(inked[file]), verify)
    return inked, (verifying.MISSING,) if due and not read else ()


def _ask(job: Job, due: Sequence[Letter], remarks: Sequence[str]) -> None:
    """Say the remarks and who is reminded, ask with count and sum; click.Abort when the answer is no."""
    currency, total = job.event.currency, sum(each.reminder.total for each in due)
    told = (
        f"{each.reminder.invoice}  level {each.reminder.level}  {each.reminder.total:>10} {currency}"
        f"  {each.invoice.buyer.name}"
        for each in due
    )
    count = f"{len(due)} reminder{'s'[: len(due) != 1]}"
    confirm((*remarks, *told), f"Send {count} over {total} {currency} in all?")


def _said(item: OpenItem) -> tuple[str, ...]:
    invoice = item.entry.invoice
    return item.number, item.entry.payer_key, invoice.buyer.name, *(line.participant for line in invoice.lines)


def _folder(where: Where) -> Path:
    return where.output_folder / "reminders"


def _path(where: Where, name: str) -> Path:
    return _folder(where) / f"{name}.pdf"
