"""`flyer invoices` and `flyer slips`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from flyer.billing import cii
from flyer.billing.cancelling import standing
from flyer.billing.entry import Entry
from flyer.billing.invoicing import invoices as drafts
from flyer.billing.ledger import Ledger
from flyer.billing.model import Invoice
from flyer.billing.since import changes
from flyer.cli.making import Job, Output, begin, finish
from flyer.cli.report import Report, progress
from flyer.cli.where import Where
from flyer.cli.workspace import participants
from flyer.cli.writing import remove
from flyer.documents import invoices as letters
from flyer.documents import slips as forms
from flyer.event.model import InvoiceFormat
from flyer.people.model import Payer
from flyer.people.payers import payers
from flyer.problems import Place, Problem, UserError, gathered
from flyer.typeset.frame import Document
from flyer.wording import Wording


@dataclass(frozen=True, slots=True)
class Bill:
    """An invoice and its file; `issued` fetches the bytes that were issued, None for a draft; so is its XRechnung."""

    invoice: Invoice
    file: Path
    issued: Callable[[], bytes] | None = None
    issued_xml: bytes = b""

    @property
    def is_wanted(self) -> bool:
        """Whether the payer gets an invoice at all."""
        return bool(self.issued) or self.invoice.format is not InvoiceFormat.NONE

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
        return tuple(bill.invoice for bill in self.bills if bill.is_wanted and not bill.issued)

    @property
    def payable(self) -> tuple[Invoice, ...]:
        """What is to be paid: what stands of issued invoices, and all drafts."""
        drafts = (bill.invoice for bill in self.bills if not bill.issued)
        return (*(entry.invoice for entry in self.standing), *drafts)


def invoices(*, where: Where, skip_invalid: bool) -> Report:
    """Write a copy of each invoice that was issued and a draft of each that is still to come."""
    job = begin(where, skip_invalid=skip_invalid)
    with Ledger(where.ledger_file) as ledger:
        billing = billed(where, job, ledger)
        report = finish(job, invoice_outputs(job, billing.bills), billing.remarks)
    remove_drafts(where, billing.waiting)
    return report


def slips(*, where: Where, skip_invalid: bool) -> Report:
    """Write output/slips.pdf."""
    job = begin(where, skip_invalid=skip_invalid)
    with Ledger(where.ledger_file) as ledger:
        billing = billed(where, job, ledger)
        return finish(job, slip_outputs(where, job, billing.payable), billing.remarks)


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
    return Bill(entry.invoice, file, partial(ledger.document, entry.number), entry.xrechnung)


def invoice_outputs(job: Job, bills: Sequence[Bill]) -> list[Output]:
    """The files of all bills that are wanted; UserError with the problems of all drafts."""
    wanted = [bill for bill in bills if bill.is_wanted]
    contents = gathered(partial(_content, job, bill) for bill in progress(wanted, "composing"))
    outputs = []
    for bill, content in zip(wanted, contents, strict=True):
        outputs.append(Output(bill.file, content))
        if bill.xrechnung:
            outputs.append(Output(bill.xrechnung, partial(_xml, job, bill)))
    return outputs


def slip_outputs(where: Where, job: Job, invoices: Sequence[Invoice]) -> list[Output]:
    """The slips of all invoices in one file, which is left out when there are none."""
    if not invoices:
        return []
    slips = forms.compose(invoices, job.event, job.words, job.family)
    return [Output(where.output_folder / "slips.pdf", slips)]


def letter(job: Job, invoice: Invoice) -> Document:
    """The invoice, composed."""
    return letters.compose(invoice, job.event, words_of(job, invoice), job.family)


def xrechnung(job: Job, invoice: Invoice) -> bytes:
    """The invoice as an XRechnung."""
    return cii.write(invoice, cii.Profile.XRECHNUNG, words_of(job, invoice))


def words_of(job: Job, invoice: Invoice) -> Wording:
    """The words in the language of an invoice."""
    return Wording.of(invoice.language or job.event.language)


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


def _content(job: Job, bill: Bill) -> Document | Callable[[], bytes]:
    return bill.issued or letter(job, bill.invoice)


def _xml(job: Job, bill: Bill) -> bytes:
    """The XRechnung as it was issued; entries of older versions kept only what it is made of."""
    return bill.issued_xml or xrechnung(job, bill.invoice)


def _drafts_folder(where: Where) -> Path:
    return where.output_folder / "invoices" / "drafts"


def _draft_file(where: Where, draft: Invoice) -> Path:
    return _drafts_folder(where) / f"{draft.payer_key}.pdf"
