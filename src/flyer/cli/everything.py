"""`flyer build` and `flyer check`: all documents."""

from __future__ import annotations

from itertools import chain

from flyer.billing.ledger import Ledger
from flyer.cli import badges, clock, programme
from flyer.cli.billing import Bill, billed, invoice_outputs, remove_drafts, slip_outputs
from flyer.cli.making import Job, Output, begin, finish, preflighted
from flyer.cli.report import Report
from flyer.cli.where import Where
from flyer.cli.workspace import gathered


def build(*, where: Where, skip_invalid: bool) -> Report:
    """Write all documents."""
    job = begin(where, skip_invalid=skip_invalid)
    with Ledger(where.ledger_file) as ledger:
        outputs, bills, remarks = _everything(where, job, ledger)
        report = finish(job, outputs, remarks)
    remove_drafts(where, (bill.invoice for bill in bills if not bill.issued))
    return report


def check(*, where: Where, skip_invalid: bool) -> Report:
    """Compose all documents and write none."""
    job = begin(where, skip_invalid=skip_invalid)
    with Ledger(where.ledger_file) as ledger:
        outputs, _, remarks = _everything(where, job, ledger)
    preflighted(output.content for output in outputs)
    said = (*job.remarks, *remarks, *_over(job), f"{where.event}: no problems")
    return Report(remarks=said, data={**job.data, "files": []})


def _over(job: Job) -> tuple[str, ...]:
    ends = job.event.ends
    return (f"the event ended on {ends.date()}",) if ends < clock.now(job.event) else ()


def _everything(where: Where, job: Job, ledger: Ledger) -> tuple[list[Output], list[Bill], list[str]]:
    """All outputs, the bills among them, and remarks; UserError with the problems of all of them."""
    bills: list[Bill] = []
    remarks: list[str] = []

    def billing() -> list[Output]:
        found, changed = billed(where, job, ledger)
        bills.extend(found)
        remarks.extend(changed)
        steps = (lambda: invoice_outputs(job, bills), lambda: slip_outputs(where, job, bills))
        return list(chain.from_iterable(gathered(steps)))

    outputs = gathered((lambda: [programme.output(where, job)], lambda: [badges.output(where, job)], billing))
    return list(chain.from_iterable(outputs)), bills, remarks
