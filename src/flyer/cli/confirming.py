"""`flyer payments confirm`."""

from __future__ import annotations

import datetime as dt
from functools import partial
from pathlib import Path

from flyer.billing.open_items import OpenItem, Status
from flyer.cli.journals import opened
from flyer.cli.making import Job, Output, begin, finish
from flyer.cli.reminding import known_payments, named
from flyer.cli.rendering import words_of
from flyer.cli.report import Report, progress
from flyer.cli.where import Where
from flyer.documents import confirmations
from flyer.problems import gathered
from flyer.typeset.frame import Document


def confirm(*, where: Where, only: tuple[str, ...]) -> Report:
    """Write a letter for each invoice that is paid in full, as of the day on which the last money came in."""
    job = begin(where, with_people=False)
    with opened(where) as journals:
        entries = journals.proven()
        book = journals.payments.book()
        items = named(where, journals.items(entries, book), only)
    settled = (item for item in items if item.invoice and item.status in (Status.PAID, Status.OVERPAID))
    paid = [(item, day) for item in settled if (day := item.last_paid)]
    documents = gathered(partial(_letter, job, item, day) for item, day in progress(paid, "composing"))
    outputs = [Output(_file(where, item), document) for (item, _), document in zip(paid, documents, strict=True)]
    nobody = () if paid else ("nothing is paid yet",)
    return finish(job, outputs, (*known_payments(book), *nobody))


def _letter(job: Job, item: OpenItem, day: dt.date) -> Document:
    invoice, words = item.entry.invoice, words_of(job, item.entry.invoice)
    return confirmations.compose(invoice, item.payable, item.fees_paid, day, job.event, words, job.family)


def _file(where: Where, item: OpenItem) -> Path:
    return where.output_folder / "confirmations" / f"{item.number}.pdf"
