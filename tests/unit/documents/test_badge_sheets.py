import pytest

from flyer.documents.badge.entries import Entry
from flyer.documents.badge.sheets import FILL, Sheets
from flyer.people.model import Participant
from flyer.typeset.frame import ORIGIN, Frame, Point
from flyer.typeset.stocks import Edge, stocks
from flyer.units import in_mm, mm


def named(last: str, first: str = "Ada") -> Participant:
    return Participant(id=f"{first} {last}", first_name=first, last_name=last, places={})


def plan(count: int, **settings: object) -> list[str]:
    """For each sheet of ten slots the badges in them, "." where none is; badges are letters."""
    sheets = []
    for sheet in Sheets(**settings).plan(count, 10):  # type: ignore[arg-type]
        badges = dict(sheet)
        sheets.append(
            "".join("ABCDEFGHIJKLMNOPQRSTUVWXYZ"[badges[slot]] if slot in badges else "." for slot in range(10))
        )
    return sheets


def said(entries: list[Entry]) -> list[str]:
    return [entry.id if isinstance(entry, Participant) else entry or "blank" for entry in entries]


@pytest.mark.parametrize(
    ("settings", "sheets"),
    [
        ({}, ["ABCDEFGHIJ", "KLMNOPQRST", "UVW......."]),
        ({"start": 4}, ["...ABCDEFG", "HIJKLMNOPQ", "RSTUVW...."]),
        ({"start": 4, "skip": frozenset({2, 6, 10})}, ["...AB.CDE.", "FGHIJKLMNO", "PQRSTUVW.."]),
        ({"cut_and_stack": True}, ["ADGJLNPRTV", "BEHKMOQSUW", "CFI......."]),
        ({"cut_and_stack": True, "start": 9}, ["........RU", "ADFHJLNPSV", "BEGIKMOQTW", "C........."]),
    ],
)
def test_where_badges_go(settings: dict[str, object], sheets: list[str]) -> None:
    assert plan(23, **settings) == sheets


def test_nobody_needs_no_sheet() -> None:
    assert plan(0, start=3) == []


def test_cut_and_stacked_piles_are_in_order() -> None:
    sheets = plan(23, cut_and_stack=True)
    piles = ["".join(sheet[slot] for sheet in sheets) for slot in range(10)]
    assert "".join(piles).replace(".", "") == "ABCDEFGHIJKLMNOPQRSTUVW"


def test_a_card_stands_before_the_names_with_each_letter() -> None:
    people = [named("von Aa"), named("Ärmel"), named("Öz"), named("Ośka"), named("Zöllner"), named("", "Émile")]
    entries = Sheets(tray_cards=True).entries(people, 10)
    assert said(entries) == [
        *("A", "Ada von Aa", "Ada Ärmel", "O", "Ada Öz", "Ada Ośka", "Z", "Ada Zöllner", "E", "Émile "),
    ]


def test_a_name_without_letters_gets_no_card_and_ends_no_letter() -> None:
    entries = Sheets(tray_cards=True).entries([named("☺", ""), named("Aa"), named("☺", ""), named("Ab")], 10)
    assert said(entries) == [" ☺", "A", "Ada Aa", " ☺", "Ada Ab"]


def test_blank_badges_come_last() -> None:
    people = [named("Aa")] * 3
    assert said(Sheets(blank=2).entries(people, 10)) == ["Ada Aa"] * 3 + ["blank"] * 2
    assert said(Sheets(blank=FILL).entries(people, 10)) == ["Ada Aa"] * 3 + ["blank"] * 7
    assert said(Sheets(blank=FILL, start=6, skip=frozenset({7})).entries(people, 10)) == ["Ada Aa"] * 3 + ["blank"]
    assert said(Sheets(blank=FILL).entries(people * 10, 10)) == ["Ada Aa"] * 30


def pages(stock: str, count: int, **settings: object) -> list[list[tuple[str, float, float, int]]]:
    """On each page which side of which badge is where, in millimetres, and how it is turned."""
    sheet = stocks()[stock]
    badges = [[Frame(ORIGIN, sheet.badge, alt=f"{side} {n}") for side in ("front", "back")] for n in range(count)]
    return [
        [(each.alt, round(in_mm(each.at.x), 2), round(in_mm(each.at.y), 2), each.turn) for each in frames(page)]
        for page in Sheets(**settings).pages(count, badges.__getitem__, sheet)  # type: ignore[arg-type]
    ]


def frames(page: Frame) -> list[Frame]:
    return [child for child in page.children if isinstance(child, Frame)]


def test_backs_are_printed_behind_their_fronts() -> None:
    front = [("front 0", 15, 13.5, 0), ("front 1", 110, 13.5, 0)]
    assert pages("avery-zweckform-32010", 2) == [front]
    assert pages("avery-zweckform-32010", 2, duplex=Edge.LONG) == [
        front,
        [("back 0", 110, 13.5, 0), ("back 1", 15, 13.5, 0)],
    ]
    assert pages("avery-zweckform-32010", 2, duplex=Edge.SHORT) == [
        front,
        [("back 0", 15, 229.5, 180), ("back 1", 110, 229.5, 180)],
    ]


def test_an_insert_has_its_back_on_the_same_page_the_other_way_up() -> None:
    assert pages("butterfly-82x203", 1) == [[("front 0", 0, 0, 0), ("back 0", 0, 101.5, 180)]]
    assert pages("a4-quarterfold-a6", 1) == [[("front 0", 105, 148.5, 0), ("back 0", 0, 148.5, 0)]]


def test_crop_marks_are_on_the_front_and_move_with_it() -> None:
    offset = Point(mm(1), mm(-2))
    badge = [Frame(ORIGIN, stocks()["avery-c32015"].badge)] * 2
    sheets = Sheets(crop_marks=True, duplex=Edge.LONG, offset=offset)
    front, back = sheets.pages(1, lambda _: badge, stocks()["avery-c32015"])
    assert [(frame.at, frame.shared) for frame in frames(front)][1:] == [(offset, True)]
    assert len(frames(back)) == 1
