"""The back of a badge: what stands on it, in what order, and what happens where the room is small."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from flyer.documents import badges
from flyer.documents.badge.design import HOLES
from flyer.documents.badge.sheets import Sheets
from flyer.event.model import BadgeSettings, Day, Event, Kind, Person, Session, Talk, Wifi
from flyer.people.model import Participant
from flyer.problems import Place, UserError
from flyer.typeset.dump import dump
from flyer.typeset.family import builtin
from flyer.typeset.frame import Frame, Role, Text
from flyer.typeset.stocks import Edge, stocks
from flyer.wording import Wording

GOLDEN = Path(__file__).parents[2] / "golden" / "documents" / "badge-back.txt"
ADA = Person(key="ada", name="Dr. Ada Öz", affiliation="", places={})
PROGRAMME = (
    Day(
        date=dt.date(2022, 3, 28),
        sessions=(
            Session(start=dt.time(9), title="Begrüßung", room="Saal", speakers=(ADA,), places={}),
            Session(start=dt.time(10), title="Pause", kind=Kind.BREAK, places={}),
            Session(
                start=dt.time(11),
                title="Vorträge",
                talks=(Talk(title="Planen", speakers=(ADA,), places={}),),
                places={},
            ),
        ),
        places={},
    ),
    Day(date=dt.date(2022, 3, 29), sessions=(Session(start=dt.time(9), title="Plenum", places={}),), places={}),
)
NETWORK = Wifi(name="Gast *1*", password="geheim", places={"": Place("event.yaml", 9)})


def person(**given: str) -> Participant:
    return Participant(**{"id": "A1", "first_name": "Bo", "last_name": "Ek", **given}, places={"": Place("p.csv", 2)})


def printed(event: Event, people: Sequence[Participant], stock: str, sheets: Sheets, **given: Any) -> list[Frame]:
    settings = BadgeSettings(**given, places={"": Place("event.yaml", 5), "back": Place("event.yaml", 6)})
    event = replace(event, programme=PROGRAMME, documents=replace(event.documents, badges=settings))
    document = badges.compose(event, people, Wording.of("de"), builtin(), stocks()[stock], sheets)
    return [child for page in document.pages for child in page.children if isinstance(child, Frame)]


def sides(event: Event, who: Participant, stock: str = "a7-landscape", **given: Any) -> tuple[Frame, Frame]:
    duplex = None if stocks()[stock].is_folded else Edge.LONG
    front, back, *_ = printed(event, [who], stock, Sheets(duplex=duplex), **given)
    return front, back


def back(event: Event, who: Participant, stock: str = "a7-landscape", **given: Any) -> Frame:
    return sides(event, who, stock, **given)[1]


def lines(frame: Frame) -> list[Text]:
    found = [child for child in frame.children if isinstance(child, Text)]
    return found + [text for child in frame.children if isinstance(child, Frame) for text in lines(child)]


def said(frame: Frame) -> list[str]:
    return [text.text for text in lines(frame)]


def test_the_same_on_both_sides_unless_told_otherwise(conference: Event) -> None:
    front, behind = sides(conference, person(), "butterfly-102x164")
    assert front.children == behind.children


def test_the_frame_of_a_back(conference: Event, golden: Callable[[Path, str], None]) -> None:
    who = person(first_name="Ada", last_name="Öz")
    parts = ("programme", "wifi", "emergency", "text")
    settings: dict[str, Any] = {"wifi": NETWORK, "emergency": "+49 30 1234", "back_text": "Bitte *offen* tragen."}
    golden(GOLDEN, dump(back(conference, who, back=parts, **settings)))


def test_parts_stand_in_the_order_that_the_event_gives(conference: Event) -> None:
    found = said(back(conference, person(), back=("emergency", "wifi"), wifi=NETWORK, emergency="112 00"))
    assert found == ["Notruf", "112 00", "WLAN", "Gast *1*", "Passwort: geheim"]


@pytest.mark.parametrize("who", [{"first_name": "ada", "last_name": "Öz"}, {"id": "ada"}])
def test_who_speaks_reads_first_where(who: dict[str, str], conference: Event) -> None:
    found = said(back(conference, person(**who), back=("programme",)))
    assert found[:5] == ["Ihre Beiträge", "Mo. 09:00", "Begrüßung · Saal", "Mo. 11:00", "Planen"]
    assert found[5] == "Montag, 28.03.2022"


def test_all_others_share_one_back(conference: Event) -> None:
    frame = back(conference, person(), back=("programme",))
    assert said(frame)[:3] == ["Montag, 28.03.2022", "09:00", "Begrüßung · Saal"]
    (first,) = {text.runs[0].size for text in lines(frame)}
    assert first == 9


def test_where_the_room_is_small_breaks_go_first_and_then_the_end(conference: Event) -> None:
    strip = "avery-zweckform-l4784"
    assert "Pause" in said(back(conference, person(), strip, back=("programme",)))
    short = said(back(conference, person(), strip, back=("programme", "wifi"), wifi=NETWORK))
    assert short[:-3] == ["Montag, 28.03.2022", "09:00", "Begrüßung · Saal", "11:00", "Vorträge"]


@pytest.mark.parametrize("stock", stocks())
def test_a_programme_stands_on_every_back_and_within_it(stock: str, conference: Event) -> None:
    frame = back(conference, person(first_name="Ada", last_name="Öz"), stock, back=("programme",))
    upright = frame.children[0] if isinstance(frame.children[0], Frame) and frame.children[0].turn else frame
    (column,) = (child for child in upright.children if isinstance(child, Frame))
    assert said(frame)[0] == "Ihre Beiträge"
    assert column.at.y + column.size.height <= upright.size.height  # type: ignore[union-attr]
    assert min(text.runs[0].size for text in lines(frame)) >= 6


QUARTER_FOLD = "a4-quarterfold-a6"


def test_inside_a_quarter_fold_stands_the_programme_on_both_panels(conference: Event) -> None:
    *_, left, right = printed(conference, [person(first_name="Ada", last_name="Öz")], QUARTER_FOLD, Sheets())
    assert said(left)[:3] == ["Ihre Beiträge", "Mo. 09:00", "Begrüßung · Saal"]
    assert said(right)[0] == "Montag, 28.03.2022"
    assert said(right)[-1] == "Plenum"
    assert {text.runs[0].size for panel in (left, right) for text in lines(panel)} == {9.0}
    assert {left.turn, right.turn} == {180}


def test_inside_the_fold_of_who_has_not_registered_stands_the_programme_of_all(conference: Event) -> None:
    front, behind, left, right = printed(conference, [], QUARTER_FOLD, Sheets(blank=1))
    assert front.children == behind.children
    assert [said(left)[0], said(right)[0]] == ["Montag, 28.03.2022", "Dienstag, 29.03.2022"]


def test_nothing_is_printed_inside_what_was_printed_before(conference: Event) -> None:
    assert len(printed(conference, [person()], QUARTER_FOLD, Sheets(), overprint=True)) == 2


@pytest.mark.parametrize("hole", ["centre", "two", "slot"])
def test_a_back_begins_below_the_hole(hole: str, conference: Event) -> None:
    (part, *_) = back(conference, person(), "a6-portrait", back=("emergency",), emergency="112 00", hole=hole).children
    assert isinstance(part, Frame)
    assert part.at.y >= HOLES[hole].strip


def test_holes_lie_where_lanyards_hooks_are() -> None:
    middles = {
        name: [(x + width / 2, y + height / 2) for x, y, width, height in hole.zones] for name, hole in HOLES.items()
    }
    assert middles == {"none": [], "centre": [(0, 15)], "two": [(-15, 15), (15, 15)], "slot": [(0, 4)]}


@pytest.mark.parametrize("stock", ["avery-zweckform-l4785", "avery-zweckform-l4784", "brother-dk-11209"])
@pytest.mark.parametrize("words", range(0, 24, 4))
def test_no_heading_is_left_without_an_entry(stock: str, words: int, conference: Event) -> None:
    text = "Ende " + "Bitte offen tragen. " * words
    try:
        short = said(back(conference, person(), stock, back=("programme", "text"), back_text=text))
    except UserError:
        return
    programme = short[: next(n for n, line in enumerate(short) if line.startswith("Ende"))]
    assert not programme or not programme[-1].startswith(("Montag", "Dienstag"))


def test_what_does_not_fit_any_back_is_refused_at_its_key(conference: Event) -> None:
    with pytest.raises(UserError) as error:
        back(conference, person(), "brother-dk-11209", back=("text",), back_text="Bitte tragen. " * 80)
    assert str(error.value).startswith("event.yaml:6: the back needs ")
    with pytest.raises(UserError) as error:
        back(conference, person(), "herma-9642", back=("wifi",), wifi=replace(NETWORK, name="Sehrlangernetzname-" * 3))
    assert "does not fit the back: it needs" in str(error.value)


def test_a_code_joins_telephones_to_the_network(conference: Event) -> None:
    frame = back(conference, person(), back=("wifi",), wifi=replace(NETWORK, password=""))
    figures = [child for part in frame.children if isinstance(part, Frame) for child in part.children]
    (figure,) = (each for each in figures if isinstance(each, Frame) and each.role is Role.FIGURE)
    assert figure.alt == "QR-Code: verbindet mit dem Netz Gast *1*"
    assert said(frame) == ["WLAN", "Gast *1*"]
