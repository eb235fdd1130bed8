import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from flyer.documents.leaflet.cover import covers
from flyer.documents.theme import Theme
from flyer.event.model import Asset, Event
from flyer.manuscript.model import Cover, Logo
from flyer.problems import Place, UserError
from flyer.typeset.dump import dump
from flyer.typeset.family import builtin
from flyer.typeset.folds import FOLDS, LARGE_PRINT, Edges, Fold
from flyer.typeset.frame import Fill, Frame, Picture, Role, Rule, Size, Text
from flyer.units import mm
from flyer.wording import Wording

GOLDEN = Path(__file__).parents[2] / "golden" / "documents"
DE = Wording.of("de")
BLEED = mm(3)


def svg(width: int, height: int) -> bytes:
    box = f'<rect width="{width}" height="{height}"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">{box}</svg>'.encode()


def jpeg(width: int, height: int) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (width, height), "#52796f").save(stream, "JPEG")
    return stream.getvalue()


COVER = Cover(
    name="Jahrestagung 2022",
    title="Integrierte Sozialplanung für Landkreise",
    subtitle="Planung zwischen Daten und Dialog",
    when=("28. bis 30. März 2022",),
    where=("Leipzig, Kongresshalle am Zoo",),
    logos=(Logo(svg(60, 20), "Logo of A"), Logo(svg(20, 20), "Logo of B")),
    title_place=Place("event.yaml", 2, 8),
    venue_place=Place("event.yaml", 9, 9),
)
HARD = (
    replace(COVER, title="", subtitle=""),
    replace(COVER, title="Rindfleischetikettierungsüberwachungsaufgaben im Grundstücksverkehr"),
    replace(
        COVER,
        title="Zusammenarbeit von Jugendhilfeplanung, Sozialplanung und Gesundheitsberichterstattung in Kommunen: "
        "Ergebnisse, Methoden und Perspektiven nach 2022",
        where=("Leipzig, Kongresshalle am Zoo, Großer Saal und Bürgersäle im Erdgeschoss des Gesellschaftshauses",),
        logos=tuple(
            Logo(svg(*each), f"Logo of {number}")
            for number, each in enumerate([(60, 20), (20, 20), (200, 14), (14, 60), (40, 30), (90, 25)] * 2)
        ),
    ),
    replace(COVER, logos=(), where=()),
)


@pytest.fixture
def theme(conference: Event) -> Callable[..., Theme]:
    """The event's theme in this design, with a picture if there is one."""

    def made(design: str, picture: bytes | None = None, text: str = "") -> Theme:
        asset = Asset(path="p.jpg", content=picture) if picture else None
        changed = replace(conference.theme, design=design, picture=asset, picture_text=text)
        return Theme.of(replace(conference, theme=changed), builtin())

    return made


def fronts(fold: Fold) -> tuple[list[Size], list[Edges]]:
    panels = [fold.panel(number) for number in fold.cover]
    edges = [fold.edges(panel, BLEED)._replace(bottom=0.0 if fold.masthead else BLEED) for panel in panels]
    return [Size(panel.width, fold.masthead or fold.sheet.height) for panel in panels], edges


def front(fold: str, paper: str) -> tuple[list[Size], list[Edges]]:
    return fronts(next(row for row in FOLDS if (row.id, row.paper) == (fold, paper)))


def boxes(frame: Frame, x: float = 0.0, y: float = 0.0) -> Iterator[tuple[object, float, float, float, float]]:
    """All that is drawn, clipped pictures as their frames: left, top, right, bottom seen from the panel."""
    if frame.clip:
        yield frame, x, y, x + frame.size.width, y + frame.size.height
        return
    for child in frame.children:
        match child:
            case Frame(at):
                yield from boxes(child, x + at.x, y + at.y)
            case Fill(at, size) | Picture(at, size):
                yield child, x + at.x, y + at.y, x + at.x + size.width, y + at.y + size.height
            case Rule(start, end, thickness):
                yield child, x + start.x, y + start.y - thickness / 2, x + end.x, y + end.y + thickness / 2
            case Text(at):
                high = max((run.size for run in child.runs), default=0.0)
                yield child, x + at.x, y + at.y - 0.7 * high, x + at.x + child.width, y + at.y + 0.2 * high


def words(frames: tuple[Frame, ...]) -> str:
    lines = (item for frame in frames for item, *_ in boxes(frame) if isinstance(item, Text))
    return "".join(line.text.rstrip("\u00ad") + line.soft for line in lines)


def roles(frame: Frame) -> Iterator[tuple[Role, str]]:
    if frame.role:
        yield frame.role, frame.alt
    for child in frame.children:
        if isinstance(child, Frame):
            yield from roles(child)


@pytest.mark.parametrize("fold", [*FOLDS, LARGE_PRINT], ids=lambda fold: f"{fold.id} {fold.paper}")
@pytest.mark.parametrize("design", ["mosaic", "rules"])
@pytest.mark.parametrize("picture", [None, jpeg(90, 30), svg(30, 90)], ids=["plain", "wide", "tall"])
def test_all_words_stand_once_inside_every_front(
    theme: Callable[..., Theme], fold: Fold, design: str, picture: bytes | None
) -> None:
    sizes, edges = fronts(fold)
    for cover in (COVER, *HARD):
        frames = covers(cover, theme(design, picture), DE, sizes, edges)
        said = "".join(words(frames).split())
        written = (cover.name, cover.title, cover.subtitle, *cover.when, *cover.where)
        assert said == "".join("".join(written).split())
        assert [alt for frame in frames for role, alt in roles(frame) if alt] == [logo.alt for logo in cover.logos]
        for frame, size, edge in zip(frames, sizes, edges, strict=True):
            for item, left, top, right, bottom in boxes(frame):
                free = mm(5) if isinstance(item, Text) else 0.0
                beyond = Edges(0, 0, 0, 0) if free else edge
                assert left >= free - beyond.left - 0.01, item
                assert right <= size.width - free + beyond.right + 0.01, item
                assert top >= -beyond.top - 0.01, item
                assert bottom <= size.height + beyond.bottom + 0.01, item


@pytest.mark.parametrize("design", ["mosaic", "rules"])
@pytest.mark.parametrize("picture", [None, jpeg(90, 60)], ids=["plain", "picture"])
@pytest.mark.parametrize(("fold", "paper"), [("letter", "A4"), ("half", "A5"), ("gate", "A4"), ("none", "A4")])
def test_no_word_stands_on_a_picture_an_ornament_or_a_rule(
    theme: Callable[..., Theme], design: str, fold: str, paper: str, picture: bytes | None
) -> None:
    for cover in (COVER, *HARD):
        for frame in covers(cover, theme(design, picture), DE, *front(fold, paper)):
            drawn = list(boxes(frame))
            texts = [box for item, *box in drawn if isinstance(item, Text)]
            for item, left, top, right, bottom in drawn:
                if not isinstance(item, Text | Fill) or (isinstance(item, Fill) and right - left < mm(30)):
                    assert not [t for t in texts if t[0] < right and t[2] > left and t[1] < bottom and t[3] > top]


@pytest.mark.parametrize("design", ["mosaic", "rules"])
def test_a_front_is_read_from_the_name_to_those_who_invite(theme: Callable[..., Theme], design: str) -> None:
    (frame,) = covers(COVER, theme(design, jpeg(9, 6), "Ein Berg"), DE, *front("letter", "A4"))
    assert list(roles(frame)) == [
        (Role.P, ""),
        (Role.H1, ""),
        *[(Role.P, "")] * 3,
        (Role.FIGURE, "Ein Berg"),
        (Role.FIGURE, "Logo of A"),
        (Role.FIGURE, "Logo of B"),
    ]


def test_a_picture_without_words_adorns(theme: Callable[..., Theme]) -> None:
    (frame,) = covers(COVER, theme("mosaic", jpeg(9, 6)), DE, *front("letter", "A4"))
    assert [alt for role, alt in roles(frame) if role is Role.FIGURE] == ["Logo of A", "Logo of B"]


def test_a_picture_covers_its_place_into_the_bleed_and_keeps_its_proportion(theme: Callable[..., Theme]) -> None:
    (frame,) = covers(COVER, theme("rules", jpeg(90, 30)), DE, *front("letter", "A4"))
    (area,) = (child for child in frame.children if isinstance(child, Frame) and child.clip)
    (picture,) = (child for child in area.children if isinstance(child, Picture))
    assert (area.at.x, area.at.y) == (0, -BLEED)
    assert area.size.width == pytest.approx(mm(100) + BLEED)
    assert picture.size.width / picture.size.height == pytest.approx(3)
    assert picture.size.height == pytest.approx(area.size.height)
    assert picture.at.x == pytest.approx((area.size.width - picture.size.width) / 2)


def test_without_a_theme_the_name_is_the_heading(theme: Callable[..., Theme]) -> None:
    (frame,) = covers(replace(COVER, title="", subtitle=""), theme("rules"), DE, *front("letter", "A4"))
    assert [role for role, _ in roles(frame)][:2] == [Role.H1, Role.P]


def test_the_doors_of_a_gate_have_the_words_left_and_the_logos_right(theme: Callable[..., Theme]) -> None:
    left, right = covers(COVER, theme("mosaic", jpeg(9, 6), "Ein Berg"), DE, *front("gate", "A4"))
    assert Role.FIGURE not in dict(roles(left))
    assert [alt for _, alt in roles(right)] == ["Ein Berg", "Logo of A", "Logo of B"]


@pytest.mark.parametrize(("paper", "largest"), [("half A5", 24), ("letter A4", 27), ("poster A3", 47)])
def test_the_title_grows_with_the_paper(theme: Callable[..., Theme], paper: str, largest: int) -> None:
    (frame,) = covers(replace(COVER, title="Wohnen"), theme("mosaic"), DE, *front(*paper.split()))
    sizes = [run.size for item, *_ in boxes(frame) if isinstance(item, Text) for run in item.runs]
    assert max(sizes) == pytest.approx(largest, abs=0.5)


def test_what_does_not_fit_is_said_all_at_once_and_where(theme: Callable[..., Theme]) -> None:
    endless = replace(COVER, title="Sozialplanung und mehr " * 40, where=("Haus der Kirche, großer Saal, " * 20,))
    with pytest.raises(UserError) as caught:
        covers(endless, theme("mosaic"), DE, *front("letter", "A4"))
    title, venue = caught.value.problems
    assert (title.place, venue.place) == (COVER.title_place, COVER.venue_place)
    assert title.what.startswith("the title does not fit the cover: ")
    assert title.what.endswith(" mm are missing")
    assert venue.what.startswith("the venue does not fit the cover: ")


def test_a_word_that_cannot_be_divided_is_a_problem_of_the_title(theme: Callable[..., Theme]) -> None:
    with pytest.raises(UserError, match=r"event\.yaml:2:8: 'x+' does not fit"):
        covers(replace(COVER, title="x" * 90), theme("rules"), DE, *front("letter", "A4"))


@pytest.mark.parametrize(("design", "fold", "paper"), [("mosaic", "letter", "A4"), ("rules", "none", "A4")])
def test_fronts_look_as_they_did(
    theme: Callable[..., Theme], golden: Callable[[Path, str], None], design: str, fold: str, paper: str
) -> None:
    (frame,) = covers(COVER, theme(design), DE, *front(fold, paper))
    golden(GOLDEN / f"cover-{design}.txt", dump(frame))
