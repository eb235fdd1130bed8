"""`flyer programme`: the flyer for whoever gets it, or one of its twins without paper."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import click

from flyer.cli.making import Job, Output, begin, finish
from flyer.cli.report import Report
from flyer.cli.verifying import Expected, Wanted, pages_with
from flyer.cli.where import Where
from flyer.cli.writing import blaming
from flyer.documents.leaflet.purpose import SCREEN, Delivery, Purpose
from flyer.documents.programme import compose
from flyer.manuscript.paying import payment as payments
from flyer.manuscript.programme import manuscript
from flyer.payment import epc
from flyer.problems import Place, Problem, UserError
from flyer.twins.html import page
from flyer.twins.text import text
from flyer.typeset.frame import Document
from flyer.typeset.pictures import ProfileError, check_profile


def programme(*, where: Where, form: str, purpose: str, large_print: bool, icc: Path | None, verify: str) -> Report:
    """Write output/programme.pdf, the same for an office printer, a print shop or in large print, .html or .txt."""
    if form != "pdf" and (large_print or purpose != Purpose.SCREEN):
        raise click.BadParameter("web page and text know no paper", param_hint="--as")
    if icc and purpose != Purpose.PRINT_SHOP:
        raise click.BadParameter("a profile is for a print shop: --for print-shop", param_hint="--icc")
    job = begin(where, with_people=False)
    if form in _TWINS:
        return finish(job, [_TWINS[form](where, job)])
    made = output(where, job, Delivery(Purpose(purpose), large_print, _profile(icc) if icc else b""))
    return finish(job, [made], _said(made), verify=verify)


def output(where: Where, job: Job, delivery: Delivery = SCREEN) -> Output:
    """The programme flyer, composed."""
    kinds = ("large-print",) * delivery.large_print + (delivery.purpose,) * (delivery.purpose is not Purpose.SCREEN)
    name = "-".join(("programme", *kinds))
    document = compose(job.event, job.words, job.family, delivery)
    return Output(where.output_folder / f"{name}.pdf", document, tuple(_expected(document, job)))


def _expected(document: Document, job: Job) -> Iterator[Wanted]:
    """The transfer that is coded on one of the pages; its words may be divided, its account is not."""
    for payment in payments(job.event, job.words):
        if payment.transfer:
            said = Expected.of(0, payment.transfer, epc.payload(payment.transfer))
            for page in pages_with(document, said.code):
                yield partial(said._replace, page=page, printed=said.printed[:1])


def _said(made: Output) -> tuple[str, ...]:
    """One line about what was done to make the copy fit."""
    notes = made.content.notes if isinstance(made.content, Document) else ()
    return (f"{made.file}: {'; '.join(notes)}",)


def _profile(file: Path) -> bytes:
    """The bytes of an ICC profile for a press; UserError when it is none, SurroundingsError when it cannot be read."""
    with blaming(file, "read"):
        profile = file.read_bytes()
    try:
        check_profile(profile)
    except ProfileError as error:
        raise UserError([Problem(Place(str(file)), error.what, error.hint)]) from error
    return profile


def _page(where: Where, job: Job) -> Output:
    written = page(manuscript(job.event, job.words), job.event.theme, job.words)
    return Output(where.output_folder / "programme.html", partial(written.encode, "utf-8"))


def _text(where: Where, job: Job) -> Output:
    written = text(manuscript(job.event, job.words))
    return Output(where.output_folder / "programme.txt", partial(written.encode, "utf-8"))


_TWINS = {"html": _page, "text": _text}
