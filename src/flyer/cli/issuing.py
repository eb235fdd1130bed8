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
from flyer.cli.rendering import Kept, Press, Spool, render, render_all
from flyer.cli.report import Report, confirm, progress
from flyer.cli.verifying import Wanted
from flyer.cli.waiting import Waiting
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
        drafts, others, missing, remarks = _wanted(where, job, ledger, only)
        press, under, wanted = Press.of(job), coming(ledger, pattern, now), len(drafts)
        issued: list[Bill] = []
        kept: list[Kept] = []
        read, rehearsed = 0, 0
        try:
            if drafts:
                kept, read = rehearse(press, drafts, under, spool, over, verify)
                rehearsed = spool.size
                remarks = (*remarks, *_late(drafts[0], now.date()))
                if not yes:
                    _ask(drafts, job.event.currency, remarks)
                    remarks = ()
                probe(where.output_folder / "invoices", spool.size + ROOM * len(missing))
            else:
                remarks = (*remarks, "no invoice is waiting to be issued")
            for place, draft in zip(progress(range(wanted), "issuing"), drafts.leaving(), strict=True):
                files = renderers(press, spool, under(draft, place), kept[place])
                issued.append(issued_bill(where, ledger.issue(draft, pattern=pattern, on=now, **files)))
            read = read if spool.size == rehearsed else 0
            copies = [*_copies(job, ledger, missing), *_copies(job, ledger, issued, proven=bool(read))]
            report = finish(job, copies, (*remarks, *_restored(missing)), verify=verify)
        except SurroundingsError as error:
            hints = filter(None, (error.hint, _kept(len(issued), wanted)))
            raise SurroundingsError(error.what, "; ".join(hints)) from error
    remove_drafts(where, others)
    return _told(report, len(issued), read) if read else report


def _wanted(
    where: Where, job: Job, ledger: Ledger, only: tuple[str, ...]
) -> tuple[Waiting, list[Invoice], list[Bill], tuple[str, ...]]:
    """The drafts to issue, those that are to wait, what has no copy here, and remarks.

    UserError when nobody is found, or somebody might be billed twice.
    """
    billing = billed(where, job, ledger)
    waiting = {draft.payer_key: draft for draft in billing.waiting}
    holders = (payer for payer in billing.payers if payer.key in waiting)
    drafts = [waiting.pop(payer.key) for payer in chosen(where, holders, only, _said)]
    if drafts:
        _refuse_twice(billing, drafts, only)
    missing = [bill for bill in billing.issued if not bill.is_complete]
    return Waiting(drafts), [*waiting.values()], missing, billing.remarks


def _copies(job: Job, ledger: Ledger, issued: Iterable[Bill], *, proven: bool = False) -> list[Output]:
    """Copies of invoices, of which nothing is to be read that was `proven` in the rehearsal."""
    copies = chain.from_iterable(issued_outputs(job, ledger, bill) for bill in issued)
    return [copy._replace(expected=()) if proven else copy for copy in copies]


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


def coming(ledger: Ledger, pattern: str, now: dt.datetime) -> Callable[[Invoice, int], Invoice]:
    """What gives a draft the number that comes so many after the next, unless somebody else is faster."""
    series, n = ledger.upcoming(pattern, now)
    return lambda draft, place: numbered(draft, number(series, n + place), now.date())


def rehearse(
    press: Press,
    drafts: Waiting,
    under: Callable[[Invoice, int], Invoice],
    spool: Spool,
    over: Map,
    verify: str = verifying.SAMPLE,
) -> tuple[list[Kept], int]:
    """Render drafts under the numbers that come next and read their codes, before the first of them is given.

    Gives where their files are kept, and how many codes were read.
    """
    places = progress(range(len(drafts)), "checking")
    invoices = (under(draft, place) for place, draft in zip(places, drafts, strict=True))
    kept = render_all(press, invoices, spool, over)
    wanted: dict[Path, tuple[Wanted, ...]] = {}
    contents: dict[Path, Callable[[], bytes]] = {}
    for place in verifying.picked(range(len(drafts)), verify):
        invoice = under(drafts[place], place)
        letter = Path(f"{invoice.payer_key}.pdf")
        xml = letter.with_suffix(".xml") if invoice.format is InvoiceFormat.XRECHNUNG else None
        wanted[letter] = () if invoice.preceding else (partial(expected, invoice, xrechnung=xml),)
        contents[letter] = partial(spool.pdf, kept[place])
        if xml:
            contents[xml] = partial(spool.xrechnung, kept[place])
    return kept, verifying.prove(wanted, lambda file: BytesIO(contents[file]()), verify)


def renderers(press: Press, spool: Spool, rehearsed: Invoice, kept: Kept) -> dict[str, Callable[[Invoice], bytes]]:
    """What gives the files of a numbered invoice, as `Ledger.issue` wants it.

    They are those of the rehearsal, unless somebody else was faster and took the number: then they are made anew.
    """

    def ready(invoice: Invoice) -> Kept:
        nonlocal rehearsed, kept
        if invoice != rehearsed:
            check = Check(press.pictures)
            [rendered] = render(press, [invoice], check)
            if check.problems:
                raise UserError(check.problems)
            rehearsed, kept = invoice, spool.keep(rendered)
        return kept

    return {
        "render": lambda invoice: spool.pdf(ready(invoice)),
        "xrechnung": lambda invoice: spool.xrechnung(ready(invoice)),
    }


def _late(draft: Invoice, today: dt.date) -> tuple[str, ...]:
    """The remark that the day to pay by, which is the same for all drafts, cannot be kept."""
    if draft.due is None or draft.due >= today:
        return ()
    return (f"pay_by {draft.due} is over; invoices are due on {due(draft, today)}",)


def _ask(drafts: Waiting, currency: str, remarks: Iterable[str]) -> None:
    """Say the remarks, ask with count and sum; click.Abort when the answer is no."""
    total = sum(draft.payable for draft in drafts)
    confirm(remarks, f"Issue {_counted(drafts)}, {total} {currency} in all?")


def _said(payer: Payer) -> tuple[str, ...]:
    """What `--only` looks in: the payer and all who are paid for."""
    return (payer.key, payer.name, *chain.from_iterable(map(said, payer.participants)))
