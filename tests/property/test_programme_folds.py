"""Every fold with every shape of event: nothing lost, nothing outside its panel, all columns on one grid."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

import pytest

from flyer.documents import programme
from flyer.event.model import Event
from flyer.preflight import check
from flyer.problems import UserError
from flyer.typeset.family import builtin
from flyer.typeset.folds import FOLDS, Fold
from flyer.typeset.frame import Document, Frame, Point, Role, Text
from flyer.typeset.paragraph import BASELINE
from flyer.units import mm
from flyer.wording import Wording

EVENTS = ("evening", "day", "three-days", "no-speakers", "partners")
CASES = [
    pytest.param(event, fold, design, id=f"{event}-{fold.id}-{fold.paper[:2]}-{design}")
    for event in EVENTS
    for fold in FOLDS
    for design in ("mosaic", "rules")
]
TOO_SMALL = {("three-days", "half", "A5")}
"""Events that a fold of a paper does not hold."""


def composed(event: Event, fold: Fold, design: str) -> Document:
    settings = replace(event.documents.programme, fold=fold.id, paper=fold.paper[:2] if fold.paper[0] == "A" else "")
    event = replace(event, documents=replace(event.documents, programme=settings))
    event = replace(event, theme=replace(event.theme, design=design))
    return programme.compose(event, Wording.of(event.language), builtin())


def lines(frame: Frame, x: float = 0, y: float = 0, skip: Role | None = None) -> Iterator[tuple[Point, Text]]:
    """The lines of a panel that are not in frames of a role, nor artifacts."""
    for child in frame.children:
        if isinstance(child, Frame):
            if not (skip and (child.role is skip or child.shared)):
                yield from lines(child, x + child.at.x, y + child.at.y, skip)
        elif isinstance(child, Text):
            yield Point(x + child.at.x, y + child.at.y), child


def panels(document: Document) -> Iterator[Frame]:
    for page in document.pages:
        (sheet,) = page.children
        assert isinstance(sheet, Frame)
        yield from (child for child in sheet.children if isinstance(child, Frame) and child.role is Role.SECT)


@pytest.mark.parametrize(("name", "fold", "design"), CASES)
def test_any_event_on_any_fold(events: Mapping[str, Event], name: str, fold: Fold, design: str) -> None:
    if (name, fold.id, fold.paper) in TOO_SMALL:
        with pytest.raises(UserError, match="the programme does not fit the fold"):
            composed(events[name], fold, design)
        return
    document = composed(events[name], fold, design)
    assert check([document]) == []
    found = list(panels(document))
    ranks = sorted(panel.part.rank for panel in found if panel.part)
    assert ranks == list(range(len(list(fold.panels())) if not fold.sheaf else len(document.pages)))
    for panel in found:
        for at, text in lines(panel):
            assert mm(4) <= at.x
            assert at.x + text.width <= panel.size.width - mm(4)
            assert mm(4) <= at.y <= panel.size.height - mm(4)


@pytest.mark.parametrize("fold", [fold for fold in FOLDS if fold.id in ("letter", "gate", "booklet", "none")])
def test_columns_share_one_grid(events: Mapping[str, Event], fold: Fold) -> None:
    document = composed(events["three-days"], fold, "mosaic")
    size, near = (float(part.split(" pt")[0]) for part in document.notes[0].split("set in ")[1].split(" on "))
    leading = next(size * share / 100 for share in range(120, 130, 2) if abs(size * share / 100 - near) < 0.06)
    grid = leading / 2
    for panel in panels(document):
        for at, text in lines(panel, skip=Role.H2):
            if abs(text.runs[0].size - size) < 0.01 and panel.part and panel.part.rank:
                steps = (at.y - fold.head - leading * BASELINE) / grid
                assert abs(steps - round(steps)) < 0.2, (text.text, steps)
