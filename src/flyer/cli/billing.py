"""`flyer invoices` and `flyer slips`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from flyer.billing.cancelling import standing
from flyer.billing.coding import code
from flyer.billing.entry import Entry
from flyer.billing.invoicing import invoices as drafts
from flyer.billing.ledger import Ledger
from flyer.billing.model import Invoice
from flyer.billing.since import changes
from flyer.cli import blanks
from flyer.cli.executors import Map, workers
from flyer.cli.making import Job, Output, begin, finish
from flyer.cli.rendering import Press, Spool, render_all, xrechnung
from flyer.cli.report import Report, progress
from flyer.cli.verifying import Expected
from flyer.cli.where import Where
from flyer.cli.workspace import participants
from flyer.cli.writing import remove
from flyer.documents import slip_test_sheet
from flyer.documents import slips as forms
from flyer.documents.blank import Blank
from flyer.event.model import InvoiceFormat
from flyer.people.model import Payer
from flyer.people.payers import payers
from flyer.problems import Place, Problem, UserError


class Bill(NamedTuple):
    """An issued invoice and the file of its copy; the ledger keeps what is in it. A cancellation is not `paid`."""

    number: str
    format: InvoiceFormat
    paid: bool
    file: Path

    @property
    def xrechnung(self) -> Path | None:
        """The file of the XRechnung that goes with it, where the payer gets one."""
        return self.file.with_suffix(".xml") if self.format is InvoiceFormat.XRECHNUNG else None

    @property
    def is_complete(self) -> bool:
        """Whether all its files are there."""
        return self.file.exists() and (self.xrechnung is None or self.xrechnung.exists())


class Billing(NamedTuple):
    """What was issued and what is owed, read once a run; `remarks` tell what has changed since it was issued.

    `standing` is what was issued without what was cancelled of it, `drafts` what is owed and not among that.
    """

    standing: tuple[Entry, ...]
    payers: Sequence[Payer]
    owing: tuple[Invoice, ...]
    drafts: tuple[Invoice, ...]
    issued: tuple[Bill, ...]
    remarks: tuple[str, ...]

    @property
    def waiting(self) -> tuple[Invoice, ...]:
        """The drafts that are still to be issued: not every payer gets an invoice."""
        return tuple(draft for draft in self.drafts if draft.format is not InvoiceFormat.NONE)

    @property
    def payable(self) -> tuple[Invoice, ...]:
        """What is to be paid: what stands of issued invoices, and all drafts."""
        return (*(entry.invoice for entry in self.standing), *self.drafts)


def invoices(*, where: Where, skip_invalid: bool, verify: str, jobs: int, dask: str) -> Report:
    """Write a copy of each invoice that was issued and a draft of each that is still to come."""
    job = begin(where, skip_invalid=skip_invalid)
    with workers(jobs, dask) as over, Ledger(where.ledger_file) as ledger, Spool(where.ledger_file.parent) as spool:
        billing = billed(where, job, ledger)
        outputs = rendered_outputs(where, job, ledger, billing, over, spool)
        report = finish(job, outputs, billing.remarks, verify=verify)
    remove_drafts(where, billing.waiting)
    return report


def slips(*, where: Where, skip_invalid: bool, verify: str, test_sheet: bool) -> Report:
    """Write output/slips.pdf, or a test sheet for bought blanks and with it slips.toml where there is none."""
    if test_sheet:
        return _test_sheet(where)
    job = begin(where, skip_invalid=skip_invalid)
    with Ledger(where.ledger_file) as ledger:
        billing = billed(where, job, ledger)
        return finish(job, slip_outputs(where, job, billing.payable), billing.remarks, verify=verify)


def billed(where: Where, job: Job, ledger: Ledger) -> Billing:
    """What was issued, in the order of the ledger, and what is owed, in the payers'.

    UserError when the ledger cannot be the one that belongs here.
    """
    entries = entries_here(where, ledger)
    stands = standing(entries)
    known = {entry.payer_key for entry in stands}
    everybody = payers(job.people)
    owing = drafts(job.event, everybody)
    waiting = tuple(draft for draft in owing if draft.payer_key not in known)
    issued = tuple(issued_bill(where, entry) for entry in entries)
    remarks = tuple(map(str, changes(stands, owing, str(participants(where)))))
    return Billing(stands, everybody, owing, waiting, issued, remarks)


def entries_here(where: Where, ledger: Ledger) -> tuple[Entry, ...]:
    """What was issued; UserError when the ledger cannot be the one that belongs here."""
    copies = sorted((where.output_folder / "invoices").glob("*.pdf"))  # before the entries, which are written first
    entries = ledger.entries()
    if problems := list(_strangers(where, copies, entries)):
        raise UserError(problems)
    return entries


def issued_bill(where: Where, entry: Entry) -> Bill:
    """An invoice of the ledger, and where its copy goes."""
    file = where.output_folder / "invoices" / f"{entry.number}.pdf"
    return Bill(entry.number, entry.invoice.format, not entry.cancels, file)


def rendered_outputs(where: Where, job: Job, ledger: Ledger, billing: Billing, over: Map, spool: Spool) -> list[Output]:
    """Copies of what was issued, and the drafts, rendered and kept; UserError with the problems of all of them."""
    waiting = billing.waiting
    rendered = render_all(Press.of(job), progress(waiting, "composing"), spool, over)
    outputs = list(chain.from_iterable(issued_outputs(job, ledger, bill) for bill in billing.issued))
    for draft, kept in zip(waiting, rendered, strict=True):
        pdf, said = partial(spool.pdf, kept), partial(expected, draft)
        outputs.append(Output(_draft_file(where, draft), pdf, (said,), kept.pages))
    return outputs


def issued_outputs(job: Job, ledger: Ledger, bill: Bill) -> Iterator[Output]:
    """The files of a bill as they were issued."""
    said = (partial(_expected, ledger, bill),) if bill.paid else ()
    yield Output(bill.file, partial(ledger.document, bill.number), said)
    if bill.xrechnung:
        yield Output(bill.xrechnung, partial(_xml, job, ledger, bill.number))


def slip_outputs(where: Where, job: Job, invoices: Sequence[Invoice]) -> list[Output]:
    """The slips of all invoices in one file, which is left out when there are none."""
    if not invoices:
        return []
    blank = Blank() if job.event.documents.slips.form == "box" else blanks.read(where)
    slips = forms.compose(invoices, job.event, job.words, job.family, blank)
    said = tuple(partial(expected, invoice, page) for page, invoice in enumerate(invoices))
    return [Output(where.output_folder / "slips.pdf", slips, said)]


def _test_sheet(where: Where) -> Report:
    job, blank, kept = begin(where, with_people=False), blanks.read(where), blanks.file(where)
    sheet = slip_test_sheet.compose(job.event, blank, job.words, job.family)
    outputs = [Output(where.output_folder / "slips-test-sheet.pdf", sheet)]
    if not kept.exists():
        outputs.append(Output(kept, partial(blanks.text, blank)))
    return finish(job, outputs)


def expected(invoice: Invoice, page: int = -1, xrechnung: Path | None = None) -> Expected:
    """What the page says on which an invoice is to be paid, and its XRechnung where there is one."""
    return Expected.of(page, invoice.transfer, code(invoice), xrechnung)


def _expected(ledger: Ledger, bill: Bill) -> Expected:
    return expected(ledger.entry(bill.number).invoice, xrechnung=bill.xrechnung)


def remove_drafts(where: Where, waiting: Iterable[Invoice]) -> None:
    """Take away every draft but those that wait to be issued, so that nobody sends one of the others."""
    kept = {_draft_file(where, draft) for draft in waiting}
    drafts = sorted(_drafts_folder(where).glob("*.pdf"))
    remove(file for file in drafts if file not in kept)


def _strangers(where: Where, copies: Iterable[Path], entries: Iterable[Entry]) -> Iterator[Problem]:
    """One problem for each copy of an invoice whose number the ledger does not know and might give again."""
    known = {entry.number for entry in entries}
    for file in copies:
        if file.stem not in known:
            what = f"the ledger '{where.ledger_file}' does not know this invoice"
            hint = "bring the ledger it was issued with back, or name it with --ledger"
            yield Problem(Place(str(file)), what, hint)


def _xml(job: Job, ledger: Ledger, number: str) -> bytes:
    """The XRechnung as it was issued; entries of older versions kept only what it is made of."""
    return ledger.xrechnung(number) or xrechnung(job, ledger.entry(number).invoice)


def _drafts_folder(where: Where) -> Path:
    return where.output_folder / "invoices" / "drafts"


def _draft_file(where: Where, draft: Invoice) -> Path:
    return _drafts_folder(where) / f"{draft.payer_key}.pdf"
