"""`flyer build` and `flyer check`: all documents."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain

from flyer.billing.ledger import Ledger
from flyer.cli import badges, clock, programme
from flyer.cli.billing import Billing, billed, remove_drafts, rendered_outputs, slip_outputs
from flyer.cli.making import Job, Output, begin, finish, found, preflighted
from flyer.cli.rendering import Press, Spool, examine
from flyer.cli.report import Report
from flyer.cli.where import Where
from flyer.problems import UserError, gathered, place_of


def build(*, where: Where, skip_invalid: bool, verify: str) -> Report:
    """Write all documents."""
    job = begin(where, skip_invalid=skip_invalid)
    with Ledger(where.ledger_file) as ledger, Spool(where.ledger_file.parent) as spool:
        outputs, billing = _everything(
            where, job, ledger, lambda billing: rendered_outputs(where, job, ledger, billing, map, spool)
        )
        report = finish(job, outputs, billing.remarks, verify=verify)
    remove_drafts(where, billing.waiting)
    return report


def check(*, where: Where, skip_invalid: bool) -> Report:
    """Compose all documents and write none."""
    job = begin(where, skip_invalid=skip_invalid)

    def letters(billing: Billing) -> list[Output]:
        examine(Press.of(job), billing.waiting)
        return []

    with Ledger(where.ledger_file) as ledger:
        outputs, billing = _everything(where, job, ledger, letters)
    preflighted((output.content for output in outputs), job.event)
    said = (*job.remarks, *billing.remarks, *_empty(job), *_holder(job), *_over(job), f"{where.event}: no problems")
    return Report(remarks=said, data={**job.data, "files": []})


def _empty(job: Job) -> Iterator[str]:
    """The days of which nothing but the heading is printed."""
    for day in job.event.programme:
        if not day.sessions:
            yield f"{place_of(day)}: nothing is planned for {day.date} yet, its heading is printed alone"


def _holder(job: Job) -> Iterator[str]:
    """That the payer's bank will compare another name than the organiser's (Verification of Payee)."""
    organiser, bank = job.event.organiser, job.event.organiser.bank
    if bank and bank.account_holder != organiser.name:
        what = f"the account's holder is '{bank.account_holder}', the organiser '{organiser.name}'"
        yield f"{place_of(bank, 'account_holder')}: {what}; payers' banks compare the name: write it as the bank has it"


def _over(job: Job) -> tuple[str, ...]:
    ends = job.event.ends
    return (f"the event ended on {ends.date()}",) if ends < clock.now(job.event) else ()


def _everything(
    where: Where, job: Job, ledger: Ledger, invoices: Callable[[Billing], list[Output]]
) -> tuple[list[Output], Billing]:
    """All outputs, and the billing behind some of them; UserError with the problems of all of them.

    `invoices` turns the billing into the outputs that are many, so that not all need be held at once.
    """
    billings: list[Billing] = []

    def letters() -> list[Output]:
        billings.append(billed(where, job, ledger))
        billing = billings[0]
        steps = (lambda: invoices(billing), lambda: slip_outputs(where, job, billing.payable))
        return list(chain.from_iterable(gathered(steps)))

    def keep(compose: Callable[[Where, Job], Output]) -> None:
        outputs.append(compose(where, job))

    outputs: list[Output] = []
    steps = (partial(keep, programme.output), partial(keep, badges.output), lambda: outputs.extend(letters()))
    try:
        gathered(steps)
    except UserError as error:
        raise UserError([*error.problems, *found((output.content for output in outputs), job.event)]) from error
    return outputs, billings[0]
