"""`flyer badges`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

import click

from flyer.cli import clock, printers
from flyer.cli.executors import workers
from flyer.cli.labels import stock_of, with_settings
from flyer.cli.making import Job, Output, begin, finish
from flyer.cli.printing import broken_off, planned, recorded
from flyer.cli.report import Report
from flyer.cli.where import Where
from flyer.cli.workspace import looked_up
from flyer.documents import contact_sheet
from flyer.documents.badge.report import table
from flyer.documents.badge.sheets import Sheets
from flyer.documents.badges import account, compose
from flyer.event.model import BadgeSettings
from flyer.exports.spreadsheet import as_csv
from flyer.people.badged import badged
from flyer.people.model import Participant
from flyer.people.order import ordered
from flyer.people.prints import Prints
from flyer.people.roll import Roll
from flyer.typeset.frame import ORIGIN
from flyer.typeset.stocks import Edge, Stock


def badges(
    *,
    where: Where,
    only: tuple[str, ...],
    changed: bool,
    reason: str,
    order: str | None,
    skip_invalid: bool,
    stock: str | None,
    report: bool,
    duplex: str | None,
    crop_marks: bool,
    overprint: bool,
    start: int,
    skip: tuple[int, ...],
    cut_and_stack: bool,
    blank: int | str,
    tray_cards: bool,
    printer: str | None,
    jobs: int,
    dask: str,
) -> Report:
    """Write output/badges.pdf, and with `report` what was done to make names fit."""
    offset = printers.offset(where, printer) if printer is not None else ORIGIN
    job = begin(where, skip_invalid=skip_invalid)
    given = {
        "order": order,
        "stock": stock,
        "duplex": duplex,
        "crop_marks": crop_marks or None,
        "overprint": overprint or None,
    }
    job = replace(job, event=with_settings(job.event, given))
    people, found = looked_up(where, _wearing(job), only, partial(ordered, by=job.event.documents.badges.order))
    job = replace(job, people=replace(job.people, participants=people))  # in one order, not in two
    sheets = replace(
        _sheets(job.event.documents.badges),
        start=start,
        skip=frozenset(skip),
        cut_and_stack=cut_and_stack,
        offset=offset,
        blank=blank,
        tray_cards=tray_cards,
    )
    _check_slots(sheets, stock_of(job.event))
    with workers(jobs, dask) as over, Prints(where.ledger_file) as prints:
        run = planned(job, people, prints, changed=changed, named=bool(only), reason=reason)
        remarks = (*broken_off(prints), *found, *run.remarks)
        if changed and not sheets.entries(run.people, len(stock_of(job.event).slots)):
            remarks = (*job.remarks, *remarks, "no badge is new or altered, nothing was written")
            return Report(remarks=remarks, data={**job.data, "files": [], "badges": run.counts})
        outputs = [_output(where, job, run.people, sheets), *(_account(where, job, run.people) if report else ())]
        make = partial(finish, job, outputs, (*remarks, *_remarks(sheets)), over=over)
        return recorded(prints, run, clock.now(job.event), make)


def output(where: Where, job: Job) -> Output:
    """The badges of all, on whole sheets of the event's stock."""
    people = ordered(_wearing(job), job.event.documents.badges.order)
    return _output(where, job, people, _sheets(job.event.documents.badges))


def _wearing(job: Job) -> Roll:
    """Whoever wears a badge."""
    return badged(job.event, job.people.participants)


def _output(where: Where, job: Job, people: Sequence[Participant], sheets: Sheets) -> Output:
    document = compose(job.event, people, job.words, job.family, stock_of(job.event), sheets)
    return Output(where.output_folder / "badges.pdf", document)


def _account(where: Where, job: Job, people: Sequence[Participant]) -> Iterator[Output]:
    """What was done to make names fit, as a table and as contact sheets of the tightest badges."""
    told = account(job.event, people, job.words, job.family, stock_of(job.event))
    yield Output(where.output_folder / "badges-report.csv", partial(as_csv, table(told.told)))
    sheets = contact_sheet.compose(job.event, told.tightest, job.words, job.family)
    yield Output(where.output_folder / "badges-tightest.pdf", sheets)


def _sheets(settings: BadgeSettings) -> Sheets:
    """What the event says about its sheets."""
    duplex = None if settings.duplex == "none" else Edge(settings.duplex)
    return Sheets(duplex=duplex, crop_marks=settings.crop_marks)


def _check_slots(sheets: Sheets, stock: Stock) -> None:
    """Raise click.BadParameter for a slot that the stock does not have, or when none is left of the first sheet."""
    slots = len(stock.slots)
    for option, slot in (("--start", sheets.start), *(("--skip", slot) for slot in sorted(sheets.skip))):
        if slot > slots:
            what = f"there is no slot {slot}: a sheet of '{stock.id}' has slots from 1 to {slots}"
            raise click.BadParameter(what, param_hint=option)
    if not sheets.free(slots):
        raise click.BadParameter("no slot of the first sheet is left", param_hint="--skip")


def _remarks(sheets: Sheets) -> Iterator[str]:
    """What is to be done with the printer and with the sheets."""
    if sheets.duplex:
        yield f"print on both sides, the sheets turned about their {sheets.duplex} edge"
    if sheets.cut_and_stack:
        yield "keep the first sheet on top while cutting; then lay each pile on the one of the next slot"
