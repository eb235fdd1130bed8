"""`flyer issue`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence, Sized
from dataclasses import replace
from functools import partial
from io import BytesIO
from itertools import chain
from pathlib import Path

from flyer.billing.invoicing import due, numbered
from flyer.billing.ledger import Ledger
from flyer.billing.model import Invoice
from flyer.billing.since import twice
from flyer.cli import clock, verifying
from flyer.cli.billing import Bill, Billing, billed, expected, issued_bill, issued_outputs, remove_drafts
from flyer.cli.executors import Map, workers
from flyer.cli.making import Job, Output, begin, finish
from flyer.cli.rendering import Press, Spool, render, render_all
from flyer.cli.report import Report, confirm, progress
from flyer.cli.verifying import Expected
from flyer.cli.where import Where
from flyer.cli.workspace import chosen
from flyer.cli.writing import probe
from flyer.event.model import InvoiceFormat
from flyer.event.numbers import number
from flyer.people.model import Payer
from flyer.people.search import said
from flyer.preflight import Check
from flyer.problems import SurroundingsError, UserError

ROOM = 100_000
"""Bytes an invoice takes, rather more than less."""


def issue(*, where: Where, only: tuple[str, ...], yes: bool, verify: str, jobs: int, dask: str) -> Report:
    """Give drafts their numbers, store them in the ledger and write them."""
    job = begin(where)
    now, pattern = clock.now(job.event), job.event.documents.invoices.number
    with workers(jobs, dask) as over, Ledger(where.ledger_file) as ledger, Spool(where.ledger_file.parent) as spool:
        if problems := ledger.altered():
            raise UserError(problems)
        billing, press = billed(where, job, ledger), Press.of(job)
        remarks = billing.remarks
        waiting = {draft.payer_key: draft for draft in billing.waiting}
        holders = [payer for payer in billing.payers if payer.key in waiting]
        drafts = [waiting.pop(payer.key) for payer in chosen(where, holders, only, _said)]
        missing = [bill for bill in billing.bills if bill.issued and not bill.is_complete]
        issued: list[Bill] = []
        read, rehearsed = 0, 0
        try:
            if drafts:
                _refuse_twice(billing, drafts, only)
                read = rehearse(press, ledger, drafts, pattern, now, spool, over, verify)
                rehearsed = spool.size
                remarks = (*remarks, *_late(drafts[0], now.date()))
                if not yes:
                    _ask(drafts, job.event.currency, remarks)
                    remarks = ()
                probe(where.output_folder / "invoices", spool.size + ROOM * len(missing))
            else:
                remarks = (*remarks, "no invoice is waiting to be issued")
            files = renderers(press, spool)
            for draft in progress(drafts, "issuing"):
                entry = ledger.issue(draft, pattern=pattern, on=now, **files)
                issued.append(issued_bill(where, ledger, entry))
            read = read if spool.size == rehearsed else 0
            copies = [*_copies(job, missing), *_copies(job, issued, proven=bool(read))]
            report = finish(job, copies, (*remarks, *_restored(missing)), verify=verify)
        except SurroundingsError as error:
            hints = filter(None, (error.hint, _kept(len(issued), len(drafts))))
            raise SurroundingsError(error.what, "; ".join(hints)) from error
    remove_drafts(where, waiting.values())
    return _told(report, len(issued), read) if read else report


def _copies(job: Job, issued: Iterable[Bill], *, proven: bool = False) -> list[Output]:
    """Copies of invoices, of which nothing is to be read that was `proven` in the rehearsal."""
    copies = chain.from_iterable(issued_outputs(job, bill) for bill in issued)
    return [replace(copy, expected=()) if proven else copy for copy in copies]


def _told(report: Report, printed: int, read: int) -> Report:
    """The report with the payment codes that were read in the rehearsal."""
    codes = report.data.get("codes", {"printed": 0, "read": 0})
    told = {"printed": codes["printed"] + printed, "read": codes["read"] + read}
    return replace(report, data={**report.data, "codes": told})


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


def rehearse(
    press: Press,
    ledger: Ledger,
    drafts: Sequence[Invoice],
    pattern: str,
    now: dt.datetime,
    spool: Spool,
    over: Map,
    verify: str = verifying.SAMPLE,
) -> int:
    """Render drafts under the numbers that come next and read their codes, before the first of them is given.

    Gives how many codes were read.
    """
    series, n = ledger.upcoming(pattern, now)
    invoices = [numbered(draft, number(series, n + place), now.date()) for place, draft in enumerate(drafts)]
    render_all(press, invoices, spool, over, "checking")
    wanted: dict[Path, tuple[Expected, ...]] = {}
    contents: dict[Path, Callable[[], bytes]] = {}
    for invoice in invoices:
        letter = Path(f"{invoice.payer_key}.pdf")
        xml = letter.with_suffix(".xml") if invoice.format is InvoiceFormat.XRECHNUNG else None
        wanted[letter], contents[letter] = expected(invoice, xml), partial(spool.pdf, invoice)
        if xml:
            contents[xml] = partial(spool.xrechnung, invoice)
    return verifying.prove(wanted, lambda file: BytesIO(contents[file]()), verify)


def renderers(press: Press, spool: Spool) -> dict[str, Callable[[Invoice], bytes]]:
    """What gives the files of a numbered invoice, as `Ledger.issue` wants it.

    They are those of the rehearsal, unless somebody else was faster and took the number: then they are made anew.
    """

    def ready(invoice: Invoice) -> Invoice:
        if not spool.holds(invoice):
            check = Check(press.pictures)
            spool.keep(invoice, render(press, invoice, check))
            if check.problems:
                raise UserError(check.problems)
        return invoice

    return {
        "render": lambda invoice: spool.pdf(ready(invoice)),
        "xrechnung": lambda invoice: spool.xrechnung(ready(invoice)),
    }


def _late(draft: Invoice, today: dt.date) -> tuple[str, ...]:
    """The remark that the day to pay by, which is the same for all drafts, cannot be kept."""
    if draft.due is None or draft.due >= today:
        return ()
    return (f"pay_by {draft.due} is over; invoices are due on {due(draft, today)}",)


def _ask(drafts: Sequence[Invoice], currency: str, remarks: Iterable[str]) -> None:
    """Say the remarks, ask with count and sum; click.Abort when the answer is no."""
    total = sum(draft.payable for draft in drafts)
    confirm(remarks, f"Issue {_counted(drafts)}, {total} {currency} in all?")


def _said(payer: Payer) -> tuple[str, ...]:
    """What `--only` looks in: the payer and all who are paid for."""
    return (payer.key, payer.name, *chain.from_iterable(map(said, payer.participants)))
