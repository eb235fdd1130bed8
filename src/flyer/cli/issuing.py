"""`flyer issue`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence, Sized
from functools import partial
from itertools import chain

import click

from flyer import pdf
from flyer.billing.invoicing import due, numbered
from flyer.billing.ledger import Ledger
from flyer.billing.model import Invoice
from flyer.billing.since import twice
from flyer.cli import clock
from flyer.cli.billing import Bill, Billing, billed, invoice_outputs, issued_bill, letter, remove_drafts, xrechnung
from flyer.cli.making import Job, begin, finish, preflighted
from flyer.cli.report import Report, progress, say
from flyer.cli.where import Where
from flyer.cli.workspace import chosen
from flyer.cli.writing import probe
from flyer.event.model import InvoiceFormat
from flyer.event.numbers import number, series
from flyer.people.model import Payer
from flyer.people.search import said
from flyer.problems import SurroundingsError, UserError, gathered
from flyer.typeset.frame import Document

ROOM = 100_000
"""Bytes an invoice takes, rather more than less."""


def issue(*, where: Where, only: tuple[str, ...], yes: bool) -> Report:
    """Give drafts their numbers, store them in the ledger and write them."""
    job = begin(where)
    now = clock.now(job.event)
    with Ledger(where.ledger_file) as ledger:
        if problems := ledger.altered():
            raise UserError(problems)
        billing = billed(where, job, ledger)
        remarks = billing.remarks
        waiting = {draft.payer_key: draft for draft in billing.waiting}
        holders = [payer for payer in billing.payers if payer.key in waiting]
        drafts = [waiting.pop(payer.key) for payer in chosen(where, holders, only, _said)]
        missing = [bill for bill in billing.bills if bill.issued and not bill.is_complete]
        issued: list[Bill] = []
        try:
            if drafts:
                _refuse_twice(billing, drafts, only)
                rehearse(job, drafts, job.event.documents.invoices.number, now)
                remarks = (*remarks, *_late(drafts[0], now.date()))
                if not yes:
                    _ask(job, drafts, remarks)
                    remarks = ()
                probe(where.output_folder / "invoices", ROOM * (len(drafts) + len(missing)))
            else:
                remarks = (*remarks, "no invoice is waiting to be issued")
            for draft in progress(drafts, "issuing"):
                issued.append(_issued(where, job, ledger, draft, now))
            report = finish(job, invoice_outputs(job, [*missing, *issued]), (*remarks, *_restored(missing)))
        except SurroundingsError as error:
            hints = filter(None, (error.hint, _kept(len(issued), len(drafts))))
            raise SurroundingsError(error.what, "; ".join(hints)) from error
    remove_drafts(where, waiting.values())
    return report


def _refuse_twice(billing: Billing, drafts: Sequence[Invoice], only: Iterable[str]) -> None:
    """UserError with those of the drafts that may bill somebody again; who is named by the payer's key may be."""
    named = {text.casefold() for text in only}
    undecided = [draft for draft in drafts if draft.payer_key not in named]
    if problems := list(twice(billing.standing, billing.owing, undecided)):
        raise UserError(problems)


def _kept(issued: int, wanted: int) -> str:
    if not issued:
        return "nothing was issued"
    given = f"{issued} of {wanted} {'was' if issued == 1 else 'were'} issued and {'is' if issued == 1 else 'are'} kept"
    return f"{given} in the ledger, `flyer invoices` writes what is missing"


def _restored(missing: Sized) -> tuple[str, ...]:
    return (f"{_counted(missing)} issued before had no copy here and got one",) if missing else ()


def _counted(things: Sized) -> str:
    return f"{len(things)} invoice{'s'[: len(things) != 1]}"


def rehearse(job: Job, drafts: Sequence[Invoice], pattern: str, now: dt.datetime) -> None:
    """Compose all that is to be issued, so that no problem turns up after the first number is given."""
    long_number = number(series(pattern, now.year), 9999)
    issued = [numbered(draft, long_number, now.date()) for draft in drafts]
    documents = gathered(partial(_composed, job, invoice) for invoice in progress(issued, "checking"))
    preflighted(documents, job.event)


def _late(draft: Invoice, today: dt.date) -> tuple[str, ...]:
    """The remark that the day to pay by, which is the same for all drafts, cannot be kept."""
    if draft.due is None or draft.due >= today:
        return ()
    return (f"pay_by {draft.due} is over; invoices are due on {due(draft, today)}",)


def _ask(job: Job, drafts: Sequence[Invoice], remarks: Iterable[str]) -> None:
    """Say the remarks, ask with count and sum; click.Abort when the answer is no."""
    for remark in remarks:
        say(remark, err=True)
    total = sum(draft.payable for draft in drafts)
    question = f"Issue {_counted(drafts)}, {total} {job.event.currency} in all? This cannot be undone."
    click.confirm(question, abort=True, err=True)


def _issued(where: Where, job: Job, ledger: Ledger, draft: Invoice, now: dt.datetime) -> Bill:
    pattern = job.event.documents.invoices.number
    entry = ledger.issue(draft, pattern=pattern, on=now, **renderers(job))
    return issued_bill(where, ledger, entry)


def renderers(job: Job) -> dict[str, Callable[[Invoice], bytes]]:
    """What makes the files of a numbered invoice, as `Ledger.issue` wants it."""
    return {"render": lambda invoice: pdf.write(letter(job, invoice)), "xrechnung": partial(_xml, job)}


def _xml(job: Job, invoice: Invoice) -> bytes:
    return xrechnung(job, invoice) if invoice.format is InvoiceFormat.XRECHNUNG else b""


def _composed(job: Job, invoice: Invoice) -> Document:
    """The letter of an invoice, which can be issued only where its XRechnung can be written too."""
    _xml(job, invoice)
    return letter(job, invoice)


def _said(payer: Payer) -> tuple[str, ...]:
    """What `--only` looks in: the payer and all who are paid for."""
    return (payer.key, payer.name, *chain.from_iterable(map(said, payer.participants)))
