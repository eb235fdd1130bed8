"""`flyer invoices` and `flyer slips`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

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
from flyer.cli.report import Report
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


@dataclass(frozen=True, slots=True)
class Bill:
    """An invoice and its file; `issued` fetches the bytes that were issued, None for a draft; so is its XRechnung."""

    invoice: Invoice
    file: Path
    issued: Callable[[], bytes] | None = None
    issued_xml: Callable[[], bytes] | None = None

    @property
    def is_draft(self) -> bool:
        """Whether it is still to be issued: not every payer gets an invoice."""
        return not self.issued and self.invoice.format is not InvoiceFormat.NONE

    @property
    def xrechnung(self) -> Path | None:
        """The file of the XRechnung that goes with it, where the payer gets one; no draft has one."""
        is_one = self.issued and self.invoice.format is InvoiceFormat.XRECHNUNG
        return self.file.with_suffix(".xml") if is_one else None

    @property
    def is_complete(self) -> bool:
        """Whether all its files are there."""
        return self.file.exists() and (self.xrechnung is None or self.xrechnung.exists())


@dataclass(frozen=True, slots=True)
class Billing:
    """What was issued and what is owed, read once a run; `remarks` tell what has changed since it was issued.

    `standing` is what was issued without what was cancelled of it.
    """

    standing: tuple[Entry, ...]
    payers: tuple[Payer, ...]
    owing: tuple[Invoice, ...]
    bills: tuple[Bill, ...]
    remarks: tuple[str, ...]

    @property
    def waiting(self) -> tuple[Invoice, ...]:
        """The drafts that are still to be issued."""
        return tuple(bill.invoice for bill in self.bills if bill.is_draft)

    @property
    def payable(self) -> tuple[Invoice, ...]:
        """What is to be paid: what stands of issued invoices, and all drafts."""
        drafts = (bill.invoice for bill in self.bills if not bill.issued)
        return (*(entry.invoice for entry in self.standing), *drafts)


def invoices(*, where: Where, skip_invalid: bool, verify: str, jobs: int, dask: str) -> Report:
    """Write a copy of each invoice that was issued and a draft of each that is still to come."""
    job = begin(where, skip_invalid=skip_invalid)
    with workers(jobs, dask) as over, Ledger(where.ledger_file) as ledger, Spool(where.ledger_file.parent) as spool:
        billing = billed(where, job, ledger)
        outputs = rendered_outputs(job, billing.bills, over, spool)
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
    """Bills for all that was issued, in the order of the ledger, then for those who wait, in theirs.

    UserError when the ledger cannot be the one that belongs here.
    """
    entries = entries_here(where, ledger)
    stands = standing(entries)
    known = {entry.payer_key for entry in stands}
    everybody = payers(job.people)
    owing = drafts(job.event, everybody)
    bills = (
        *(issued_bill(where, ledger, entry) for entry in entries),
        *(Bill(draft, _draft_file(where, draft)) for draft in owing if draft.payer_key not in known),
    )
    remarks = tuple(map(str, changes(stands, owing, str(participants(where)))))
    return Billing(stands, everybody, owing, bills, remarks)


def entries_here(where: Where, ledger: Ledger) -> tuple[Entry, ...]:
    """What was issued; UserError when the ledger cannot be the one that belongs here."""
    copies = sorted((where.output_folder / "invoices").glob("*.pdf"))  # before the entries, which are written first
    entries = ledger.entries()
    if problems := list(_strangers(where, copies, entries)):
        raise UserError(problems)
    return entries


def issued_bill(where: Where, ledger: Ledger, entry: Entry) -> Bill:
    """An invoice of the ledger with the bytes the ledger keeps."""
    file = where.output_folder / "invoices" / f"{entry.number}.pdf"
    number = entry.number
    return Bill(entry.invoice, file, partial(ledger.document, number), partial(ledger.xrechnung, number))


def rendered_outputs(job: Job, bills: Sequence[Bill], over: Map, spool: Spool) -> list[Output]:
    """The files of all bills that are wanted, drafts rendered and kept; UserError with the problems of all of them."""
    render_all(Press.of(job), [bill.invoice for bill in bills if bill.is_draft], spool, over, "composing")
    outputs: list[Output] = []
    for bill in bills:
        if bill.is_draft:
            pdf, pages = partial(spool.pdf, bill.invoice), spool.pages(bill.invoice)
            outputs.append(Output(bill.file, pdf, expected(bill.invoice), pages))
        outputs += issued_outputs(job, bill)
    return outputs


def issued_outputs(job: Job, bill: Bill) -> Iterator[Output]:
    """The files of a bill as they were issued; a draft has none."""
    if bill.issued:
        yield Output(bill.file, bill.issued, expected(bill.invoice, bill.xrechnung))
    if bill.xrechnung:
        yield Output(bill.xrechnung, partial(_xml, job, bill))


def slip_outputs(where: Where, job: Job, invoices: Sequence[Invoice]) -> list[Output]:
    """The slips of all invoices in one file, which is left out when there are none."""
    if not invoices:
        return []
    blank = Blank() if job.event.documents.slips.form == "box" else blanks.read(where)
    slips = forms.compose(invoices, job.event, job.words, job.family, blank)
    said = tuple(Expected.of(page, invoice.transfer, code(invoice)) for page, invoice in enumerate(invoices))
    return [Output(where.output_folder / "slips.pdf", slips, said)]


def _test_sheet(where: Where) -> Report:
    job, blank, kept = begin(where, with_people=False), blanks.read(where), blanks.file(where)
    sheet = slip_test_sheet.compose(job.event, blank, job.words, job.family)
    outputs = [Output(where.output_folder / "slips-test-sheet.pdf", sheet)]
    if not kept.exists():
        outputs.append(Output(kept, partial(blanks.text, blank)))
    return finish(job, outputs)


def expected(invoice: Invoice, xrechnung: Path | None = None) -> tuple[Expected, ...]:
    """What the last page of an invoice says, and its XRechnung where there is one; a cancellation is not paid."""
    return () if invoice.preceding else (Expected.of(-1, invoice.transfer, code(invoice), xrechnung),)


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


def _xml(job: Job, bill: Bill) -> bytes:
    """The XRechnung as it was issued; entries of older versions kept only what it is made of."""
    issued = bill.issued_xml() if bill.issued_xml else b""
    return issued or xrechnung(job, bill.invoice)


def _drafts_folder(where: Where) -> Path:
    return where.output_folder / "invoices" / "drafts"


def _draft_file(where: Where, draft: Invoice) -> Path:
    return _drafts_folder(where) / f"{draft.payer_key}.pdf"
