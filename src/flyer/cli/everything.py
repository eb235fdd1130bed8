"""`flyer build` and `flyer check`: all documents."""

from __future__ import annotations

from itertools import chain

from flyer.billing.ledger import Ledger
from flyer.cli import badges, clock, programme
from flyer.cli.billing import Billing, billed, invoice_outputs, remove_drafts, slip_outputs
from flyer.cli.making import Job, Output, begin, finish, preflighted
from flyer.cli.report import Report
from flyer.cli.where import Where
from flyer.cli.workspace import gathered


def build(*, where: Where, skip_invalid: bool) -> Report:
    """Write all documents."""
    job = begin(where, skip_invalid=skip_invalid)
    with Ledger(where.ledger_file) as ledger:
        outputs, billing = _everything(where, job, ledger)
        report = finish(job, outputs, billing.remarks)
    remove_drafts(where, billing.waiting)
    return report


def check(*, where: Where, skip_invalid: bool) -> Report:
    """Compose all documents and write none."""
    job = begin(where, skip_invalid=skip_invalid)
    with Ledger(where.ledger_file) as ledger:
        outputs, billing = _everything(where, job, ledger)
    preflighted(output.content for output in outputs)
    said = (*job.remarks, *billing.remarks, *_over(job), f"{where.event}: no problems")
    return Report(remarks=said, data={**job.data, "files": []})


def _over(job: Job) -> tuple[str, ...]:
    ends = job.event.ends
    return (f"the event ended on {ends.date()}",) if ends < clock.now(job.event) else ()


def _everything(where: Where, job: Job, ledger: Ledger) -> tuple[list[Output], Billing]:
    """All outputs, and the billing behind some of them; UserError with the problems of all of them."""
    billings: list[Billing] = []

    def letters() -> list[Output]:
        billings.append(billed(where, job, ledger))
        bills = billings[0].bills
        steps = (lambda: invoice_outputs(job, bills), lambda: slip_outputs(where, job, bills))
        return list(chain.from_iterable(gathered(steps)))

    outputs = gathered((lambda: [programme.output(where, job)], lambda: [badges.output(where, job)], letters))
    return list(chain.from_iterable(outputs)), billings[0]
