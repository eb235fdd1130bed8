"""`flyer cancel`."""

from __future__ import annotations

from flyer.billing.ledger import Ledger
from flyer.billing.model import Invoice
from flyer.cli import clock
from flyer.cli.billing import entries_here, issued_bill, issued_outputs
from flyer.cli.issuing import coming, rehearse, renderers
from flyer.cli.making import Job, begin, finish
from flyer.cli.rendering import Press, Spool, words_of
from flyer.cli.report import Report, confirm
from flyer.cli.waiting import Waiting
from flyer.cli.where import Where
from flyer.cli.writing import probe
from flyer.problems import Place, Problem, SurroundingsError, UserError


def cancel(*, where: Where, number: str, reason: str, lines: tuple[int, ...], yes: bool) -> Report:
    """Take an invoice back, or some of its lines, by a document with a number of its own."""
    job = begin(where, with_people=False)
    now, settings = clock.now(job.event), job.event.documents.invoices
    pattern = settings.cancellation_number or settings.number
    with Ledger(where.ledger_file) as ledger, Spool(where.ledger_file.parent) as spool:
        if problems := ledger.altered():
            raise UserError(problems)
        entries_here(where, ledger)
        note = _note(job, ledger.entry(number).invoice, reason)
        draft = ledger.cancellation(number, note, lines)
        press = Press.of(job)
        under = coming(ledger, pattern, now)
        [ready], _ = rehearse(press, Waiting([draft]), under, spool, map)
        if not yes:
            _ask(number, draft)
        probe(where.output_folder / "invoices", spool.size)
        files = renderers(press, spool, under(draft, 0), ready)
        entry = ledger.cancel(number, note=note, positions=lines, pattern=pattern, on=now, **files)
        try:
            return finish(job, [*issued_outputs(job, ledger, issued_bill(where, entry))])
        except SurroundingsError as error:
            kept = f"{entry.number} is kept in the ledger, `flyer invoices` writes what is missing"
            raise SurroundingsError(error.what, "; ".join(filter(None, (error.hint, kept)))) from error


def _note(job: Job, invoice: Invoice, reason: str) -> str:
    """The reason as it is printed; UserError when it cannot be."""
    if missing := job.family.missing(reason):
        what = f"the reason has letters that no font here can print: '{missing}'"
        raise UserError([Problem(Place("--reason"), what, "write it with other letters")])
    words = words_of(job, invoice)
    return words("Reason: {reason}", reason=reason)


def _ask(number: str, draft: Invoice) -> None:
    """Ask with the sum; click.Abort when the answer is no."""
    lines = f"{len(draft.lines)} line{'s'[: len(draft.lines) != 1]}"
    question = f"Cancel {lines} of {number} to '{draft.buyer.name}', {draft.payable} {draft.currency}?"
    confirm((), question)
