"""`flyer badges` and `flyer stocks`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import click

from flyer.cli.making import Job, Output, begin, finish
from flyer.cli.report import Report
from flyer.cli.where import Where
from flyer.cli.workspace import chosen, said
from flyer.documents.badges import compose
from flyer.event.model import Event
from flyer.people.badged import badged
from flyer.people.model import Participant
from flyer.problems import Place, Problem, UserError, place_of
from flyer.typeset.stocks import Stock
from flyer.typeset.stocks import stocks as known_stocks
from flyer.units import in_mm

_HINT = "`flyer stocks` lists those there are"


def badges(*, where: Where, only: tuple[str, ...], stock: str | None, skip_invalid: bool) -> Report:
    """Write output/badges.pdf."""
    if stock is not None and stock not in known_stocks():
        raise click.BadParameter(f"there is no stock '{stock}'; {_HINT}", param_hint="--stock")
    job = begin(where, skip_invalid=skip_invalid)
    if stock:
        job = replace(job, event=_on_stock(job.event, stock))
    people = chosen(where, badged(job.event, job.people.participants), only, said)
    return finish(job, [_output(where, job, people)])


def output(where: Where, job: Job) -> Output:
    """The badges of all, composed for the event's stock."""
    return _output(where, job, badged(job.event, job.people.participants))


def stocks(*, text: str) -> Report:
    """One line a stock in whose id, brand or note all words of the text are found."""
    words = text.casefold().split()
    found = [
        stock
        for stock in known_stocks().values()
        if all(word in f"{stock.id} {stock.brand} {stock.note}".casefold() for word in words)
    ]
    return Report(
        lines=tuple(map(_line, found)),
        remarks=() if found else (f"no stock is described by '{text}'",),
        data={"stocks": [_data(stock) for stock in found]},
    )


def _output(where: Where, job: Job, people: Sequence[Participant]) -> Output:
    document = compose(job.event, people, job.words, job.family, _stock(job.event))
    return Output(where.output_folder / "badges.pdf", document)


def _on_stock(event: Event, stock: str) -> Event:
    """The event as if it named the stock of the command line."""
    documents = event.documents
    badges = replace(documents.badges, stock=stock, places={**documents.badges.places, "stock": Place("--stock")})
    return replace(event, documents=replace(documents, badges=badges))


def _stock(event: Event) -> Stock:
    settings = event.documents.badges
    if settings.stock not in known_stocks():
        raise UserError([Problem(place_of(settings, "stock"), f"there is no stock '{settings.stock}'", _HINT)])
    return known_stocks()[settings.stock]


def _line(stock: Stock) -> str:
    label = f"{in_mm(stock.label.width):.4g} × {in_mm(stock.label.height):.4g} mm"
    sheet = f"{in_mm(stock.paper.width):.4g} × {in_mm(stock.paper.height):.4g} mm"
    return f"{stock.id:<34} {label:>18}  {stock.columns * stock.rows:>3} on {sheet:<18} {stock.brand}"


def _data(stock: Stock) -> dict[str, Any]:
    return {
        "id": stock.id,
        "brand": stock.brand,
        "note": stock.note,
        "label": [round(in_mm(stock.label.width), 3), round(in_mm(stock.label.height), 3)],
        "paper": [round(in_mm(stock.paper.width), 3), round(in_mm(stock.paper.height), 3)],
        "slots": stock.columns * stock.rows,
    }
