"""Every fold with three shapes of event: where each line of text stands, as goldens to read."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from flyer.documents import programme
from flyer.event.model import Event
from flyer.problems import UserError
from flyer.typeset.family import builtin
from flyer.typeset.folds import FOLDS, Fold
from flyer.typeset.frame import Frame, Text
from flyer.units import in_mm
from flyer.wording import Wording

GOLDEN = Path(__file__).parents[2] / "golden" / "programme"


def lines(frame: Frame, x: float = 0, y: float = 0) -> Iterator[str]:
    """Each line of text: its baseline in millimetres, its size in points."""
    for child in frame.children:
        if isinstance(child, Frame):
            if child.part and child.part.key == "panels":
                yield f"panel {child.part.rank} at {in_mm(x + child.at.x):.1f}"
            yield from lines(child, x + child.at.x, y + child.at.y)
        elif isinstance(child, Text):
            at = f"{in_mm(x + child.at.x):6.1f} {in_mm(y + child.at.y):6.1f}"
            yield f"{at} {child.runs[0].size:5.1f}  {child.text}"


def outline(event: Event, fold: Fold) -> str:
    paper = fold.paper if fold.paper.isalnum() else ""
    settings = replace(event.documents.programme, fold=fold.id, paper=paper)
    event = replace(event, documents=replace(event.documents, programme=settings))
    try:
        document = programme.compose(event, Wording.of(event.language), builtin())
    except UserError as error:
        return f"{error.problems[0].what}\n"
    pages = (f"page {number}\n" + "\n".join(lines(page)) for number, page in enumerate(document.pages, 1))
    return "\n".join((*document.notes, *pages)) + "\n"


@pytest.mark.parametrize("name", ["evening", "three-days", "no-speakers"])
@pytest.mark.parametrize("fold", FOLDS, ids=lambda fold: f"{fold.id}-{fold.paper[:2]}")
def test_the_lines_of_a_programme(
    events: Mapping[str, Event], golden: Callable[[Path, str], None], name: str, fold: Fold
) -> None:
    paper = f"-{fold.paper.lower()}" if fold.paper.isalnum() else ""
    golden(GOLDEN / f"{name}-{fold.id}{paper}.txt", outline(events[name], fold))
