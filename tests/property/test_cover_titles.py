"""Whatever an event is called: its cover says all of it inside the panel, or the problem stands at the title."""

import datetime as dt
from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st

from flyer.documents.leaflet.cover import covers
from flyer.documents.theme import Theme
from flyer.event.model import Event, Organiser
from flyer.event.model import Theme as Chosen
from flyer.manuscript.model import Cover
from flyer.problems import Place, UserError
from flyer.typeset.family import builtin
from flyer.typeset.folds import FOLDS, Edges
from flyer.typeset.frame import Frame, Size, Text
from flyer.wording import Wording, polish

FRONTS = sorted({(fold.panel(1).width, fold.masthead or fold.sheet.height) for fold in FOLDS})
WORD = st.text("abcdefghijklmnoßäöüÄÖÜŞřЖ-", min_size=1, max_size=40)
TITLE = st.lists(WORD, max_size=20).map(" ".join)
NOON = dt.datetime(2022, 3, 28, 12, tzinfo=dt.UTC)
AT_TITLE, AT_VENUE = Place("event.yaml", 2), Place("event.yaml", 9)


def lines(frame: Frame, x: float = 0.0, y: float = 0.0) -> Iterator[tuple[Text, float, float]]:
    for child in frame.children:
        if isinstance(child, Frame):
            yield from lines(child, x + child.at.x, y + child.at.y)
        elif isinstance(child, Text):
            yield child, x + child.at.x, y + child.at.y


@settings(max_examples=40)
@given(TITLE, TITLE, TITLE, st.sampled_from(FRONTS), st.sampled_from(["mosaic", "rules"]))
def test_a_cover_says_all_or_where_it_is_too_much(
    title: str, subtitle: str, where: str, front: tuple[float, float], design: str
) -> None:
    chosen = Chosen(design=design)
    event = Event(name="", language="de", starts=NOON, ends=NOON, organiser=Organiser(name=""), theme=chosen)
    cover = Cover("Tagung", title, subtitle, ("28. März 2022",), (where,) if where else (), (), AT_TITLE, AT_VENUE)
    theme, size = Theme.of(event, builtin()), Size(*front)
    blamed: set[Place] = set()
    frames: tuple[Frame, ...] = ()
    try:
        frames = covers(cover, theme, Wording.of("de"), [size], [Edges(0, 0, 0, 0)])
    except UserError as error:
        blamed = {problem.place for problem in error.problems}
    assert bool(frames) != bool(blamed)
    assert blamed <= {AT_TITLE, AT_VENUE}
    if not frames:
        return
    placed = list(lines(frames[0]))
    said = "".join(line.text.replace("\u00ad", "") + line.soft for line, _, _ in placed)
    written = "".join(polish(part, "de") for part in ("Tagung", title, subtitle, "28. März 2022", where))
    assert "".join(said.split()) == "".join(written.split())
    assert all(x > 0 and x + line.width < size.width and 0 < y < size.height for line, x, y in placed)
