"""`flyer stocks`: the label stocks there are, and test sheets of them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from flyer import pdf
from flyer.cli import printers
from flyer.cli.labels import nearest
from flyer.cli.making import preflighted, wording
from flyer.cli.report import Report
from flyer.cli.where import Where
from flyer.cli.workspace import read_event
from flyer.cli.writing import write
from flyer.documents import own_stocks
from flyer.documents.stock_test_sheet import compose
from flyer.event.model import Event
from flyer.problems import UserError
from flyer.typeset.family import builtin
from flyer.typeset.frame import ORIGIN, Point
from flyer.typeset.stocks import Stock, said_size
from flyer.typeset.stocks import stocks as built_in
from flyer.units import in_mm
from flyer.wording import Wording


def stocks(
    *,
    where: Where,
    text: str,
    geometry: str | None,
    printer: str | None,
    offset_x: float | None,
    offset_y: float | None,
) -> Report:
    """List stocks, or write output/stock-ID.pdf and, for a printer that was measured, printers.toml."""
    if geometry is not None:
        if text:
            raise click.UsageError("TEXT searches, --geometry draws a stock; leave one of them out")
        return _drawn(where, geometry, printer, offset_x, offset_y)
    if (printer, offset_x, offset_y) != (None, None, None):
        raise click.UsageError("--printer, --offset-x and --offset-y go with --geometry")
    return _listed(where, text)


def _listed(where: Where, text: str) -> Report:
    """One line a stock in whose id, brand, kind or note all words of the text are found."""
    words = text.casefold().split()
    remarks = []
    try:
        known = _known(_event(where))
    except UserError:
        known = built_in()
        remarks.append(f"'{where.event}' has problems, which `flyer check` names; its own stocks are not listed")
    found = [stock for stock in known.values() if all(word in _described(stock) for word in words)]
    if not found:
        remarks.append(f"no stock is described by '{text}'")
    return Report(
        lines=tuple(map(_line, found)),
        remarks=tuple(remarks),
        data={"stocks": [_data(stock) for stock in found]},
    )


def _drawn(where: Where, id_: str, printer: str | None, x: float | None, y: float | None) -> Report:
    """The test sheet of a stock, shifted as the printer needs it."""
    event = _event(where)
    stock = _named(id_, _known(event))
    offset, kept = _offset(where, printer, x, y)
    document = compose(stock, wording(event) if event else Wording.of("en"), builtin(), offset)
    preflighted([document])
    files = [(where.output_folder / f"stock-{id_}.pdf", pdf.write(document)), *kept]
    write(files)
    return Report(
        lines=tuple(str(file) for file, _ in files),
        data={"files": [{"file": str(file)} for file, _ in files]},
    )


def _named(id_: str, known: Mapping[str, Stock]) -> Stock:
    if id_ not in known:
        raise click.BadParameter(f"there is no stock '{id_}'; {nearest(id_, known)}", param_hint="--geometry")
    return known[id_]


def _offset(
    where: Where, printer: str | None, x: float | None, y: float | None
) -> tuple[Point, list[tuple[Path, bytes]]]:
    """By how much to shift, and the file to keep it in when it is new."""
    if (x, y) == (None, None):
        return printers.offset(where, printer) if printer is not None else ORIGIN, []
    if printer is None:
        raise click.UsageError("--offset-x and --offset-y are kept for a printer; name it with --printer")
    offsets = printers.measured(where, printer, x, y)
    return offsets[printer], [(printers.file(where), printers.text(offsets))]


def _event(where: Where) -> Event | None:
    """The event; None where there is none and none was named."""
    return None if where.event == Path("event.yaml") and not where.event.exists() else read_event(where)


def _known(event: Event | None) -> dict[str, Stock]:
    return own_stocks.stocks(event) if event else built_in()


def _described(stock: Stock) -> str:
    return f"{stock.id} {stock.brand} {stock.kind} {stock.note}".casefold()


def _line(stock: Stock) -> str:
    label = said_size(stock.label)
    sheet = said_size(stock.paper)
    slots = stock.columns * stock.rows
    return f"{stock.id:<34} {label:>18}  {slots:>3} on {sheet:<18} {stock.kind:<12} {stock.brand}".rstrip()


def _data(stock: Stock) -> dict[str, Any]:
    return {
        "id": stock.id,
        "brand": stock.brand,
        "kind": stock.kind,
        "note": stock.note,
        "label": [round(in_mm(stock.label.width), 3), round(in_mm(stock.label.height), 3)],
        "paper": [round(in_mm(stock.paper.width), 3), round(in_mm(stock.paper.height), 3)],
        "slots": stock.columns * stock.rows,
    }
