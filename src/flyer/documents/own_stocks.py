"""The stocks an event may be printed on: those that are built in, and its own."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from flyer.event.model import Event, OwnStock
from flyer.problems import Problem, UserError, place_of
from flyer.typeset.frame import Point, Size
from flyer.typeset.stocks import Kind, Stock, paper
from flyer.typeset.stocks import stocks as built_in
from flyer.units import Length, mm

_HINTS = {
    "label": "measure a label",
    "corner": "measure the radius; half of the shorter side makes a label round",
    "columns": "mend 'columns', 'origin', 'pitch', 'label' or 'paper'",
    "rows": "mend 'rows', 'origin', 'pitch', 'label' or 'paper'",
    "pitch": "measure from the left edge of a label to that of the next, and from top to top",
}
"""What to mend, by the field that is at fault."""


def stocks(event: Event) -> dict[str, Stock]:
    """All stocks by their id, the event's own first; UserError when one of these cannot be."""
    own = {each.key: _stock(each) for each in event.documents.badges.stocks}
    problems = [problem for each in event.documents.badges.stocks for problem in _problems(each, own[each.key])]
    if problems:
        raise UserError(problems)
    return own | built_in()


def _problems(own: OwnStock, stock: Stock) -> Iterator[Problem]:
    if own.key in built_in():
        yield Problem(place_of(own, "key"), f"the stock '{own.key}' is built in", "give your own another id")
    for field, what in stock.faults():
        yield Problem(place_of(own, field), what, _HINTS[field])


def _stock(own: OwnStock) -> Stock:
    label = Size(*_lengths(own.label))
    return Stock(
        id=own.key,
        brand="",
        kind=Kind(own.kind),
        paper=paper(own.paper),
        label=label,
        columns=own.columns,
        rows=own.rows,
        origin=Point(*_lengths(own.origin)),
        pitch=Size(*_lengths(own.pitch)) if own.pitch else label,
        corner=mm(float(own.corner)),
        note="",
        source="event.yaml",
    )


def _lengths(pair: tuple[Decimal, Decimal]) -> tuple[Length, Length]:
    across, down = pair
    return mm(float(across)), mm(float(down))
