"""`flyer invoices` and `flyer slips`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from flyer.billing.entry import Entry
from flyer.billing.invoicing import invoices as drafts
from flyer.billing.ledger import Ledger
from flyer.billing.model import Invoice
from flyer.billing.since import changes
from flyer.cli.making import Job, Output, begin, finish
from flyer.cli.report import Report, progress
from flyer.cli.where import Where
from flyer.cli.workspace import gathered, participants
from flyer.cli.writing import remove
from flyer.documents import invoices as letters
from flyer.documents import slips as forms
from flyer.people.model import Payer
from flyer.people.payers import payers
from flyer.problems import Place, Problem, UserError
from flyer.typeset.frame import Document


@dataclass(frozen=True, slots=True)
class Bill:
    """An invoice and its file; `issued` fetches the bytes that were issued, None for a draft."""

    invoice: Invoice
    file: Path
    issued: Callable[[], bytes] | None = None


@dataclass(frozen=True, slots=True)
class Billing:
    """What was issued and what is owed, read once a run; `remarks` tell what has changed since it was issued."""

    entries: tuple[Entry, ...]
    payers: tuple[Payer, ...]
    owing: tuple[Invoice, ...]
    bills: tuple[Bill, ...]
    remarks: tuple[str, ...]

    @property
    def waiting(self) -> tuple[Invoice, ...]:
        """The drafts that are still to be issued."""
        return tuple(bill.invoice for bill in self.bills if not bill.issued)


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
        return finish(job, slip_outputs(where, job, billing.bills), billing.remarks)


def billed(where: Where, job: Job, ledger: Ledger) -> Billing:
    """Bills for all that was issued, in the order of the ledger, then for those who wait, in theirs.

    UserError when the ledger cannot be the one that belongs here.
    """
    copies = sorted((where.output_folder / "invoices").glob("*.pdf"))  # before the entries, which are written first
    entries = tuple(ledger.entries())
    if problems := list(_strangers(where, copies, entries)):
        raise UserError(problems)
    known = {entry.payer_key for entry in entries}
    everybody = payers(job.people)
    owing = drafts(job.event, everybody)
    bills = (
        *(issued_bill(where, ledger, entry.number, entry.invoice) for entry in entries),
        *(Bill(draft, _draft_file(where, draft)) for draft in owing if draft.payer_key not in known),
    )
    remarks = tuple(map(str, changes(entries, owing, str(participants(where)))))
    return Billing(entries, everybody, owing, bills, remarks)


def issued_bill(where: Where, ledger: Ledger, number: str, invoice: Invoice) -> Bill:
    """An invoice of the ledger with the bytes the ledger keeps."""
    return Bill(invoice, where.output_folder / "invoices" / f"{number}.pdf", partial(ledger.document, number))


def invoice_outputs(job: Job, bills: Sequence[Bill]) -> list[Output]:
    """One file a bill; UserError with the problems of all drafts."""
    contents = gathered(partial(_content, job, bill) for bill in progress(bills, "composing"))
    return [Output(bill.file, content) for bill, content in zip(bills, contents, strict=True)]


def slip_outputs(where: Where, job: Job, bills: Iterable[Bill]) -> list[Output]:
    """The slips of all bills in one file, which is left out when there are none."""
    invoices = [bill.invoice for bill in bills]
    if not invoices:
        return []
    slips = forms.compose(invoices, job.event, job.words, job.family)
    return [Output(where.output_folder / "slips.pdf", slips)]


def letter(job: Job, invoice: Invoice) -> Document:
    """The invoice, composed."""
    return letters.compose(invoice, job.event, job.words, job.family)


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


def _drafts_folder(where: Where) -> Path:
    return where.output_folder / "invoices" / "drafts"


def _draft_file(where: Where, draft: Invoice) -> Path:
    return _drafts_folder(where) / f"{draft.payer_key}.pdf"
