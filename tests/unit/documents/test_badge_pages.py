"""Pages of badges that are made when they are asked for."""

import pickle
from collections import Counter
from dataclasses import replace

import pytest

from flyer.cli.executors import Shared
from flyer.documents import badges
from flyer.documents.badge.press import Press
from flyer.documents.badge.sheets import FILL, WHOLE, Sheets
from flyer.event.model import Event
from flyer.people.model import Participant
from flyer.problems import Place, UserError
from flyer.typeset.family import builtin
from flyer.typeset.frame import Document, Frame
from flyer.typeset.parts import Parted
from flyer.typeset.stocks import Edge, stocks
from flyer.wording import Wording

ADA = Participant(id="A1", first_name="Ada", last_name="Öz", places={"": Place("participants.csv", 2)})
LONG = "Wolfeschlegelsteinhausenbergerdorff"


def compose(event: Event, *people: Participant, sheets: Sheets = WHOLE) -> Document:
    return badges.compose(event, people, Wording.of("de"), builtin(), stocks()["avery-zweckform-l4785"], sheets)


def crowd(count: int) -> list[Participant]:
    return [replace(ADA, id=f"A{n}", last_name=f"Öz {n}") for n in range(count)]


def test_nothing_is_made_before_it_is_asked_for(conference: Event, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flyer.documents.badge.pages._TOGETHER", 20)
    made: list[str] = []
    fronts = Press.badges
    monkeypatch.setattr(Press, "badges", lambda press, some: made.extend(p.id for p in some) or fronts(press, some))
    pages = compose(conference, *crowd(43)).pages
    assert (len(pages), made) == (5, [])
    next(iter(pages))
    assert made == [f"A{n}" for n in range(20)]


@pytest.mark.parametrize("sheets", [WHOLE, Sheets(cut_and_stack=True, start=4), Sheets(duplex=Edge.LONG)])
def test_every_pass_gives_the_same_pages(conference: Event, sheets: Sheets) -> None:
    pages = compose(conference, *crowd(23), sheets=sheets).pages
    assert len(pages) == len(tuple(pages))
    assert tuple(pages) == tuple(pages) == tuple(pages[n] for n in range(len(pages))) == pages[:]
    assert pages[-1] == tuple(pages)[-1]


def test_notes_tell_of_one_pass(conference: Event) -> None:
    document = compose(conference, replace(ADA, first_name="Maximiliane-Henriette Alexandra"))
    notes = tuple(document.notes)
    assert any("first name: 1 " in note for note in notes)
    assert len(tuple(document.pages)) == 1
    assert tuple(document.notes) == notes


def test_what_does_not_fit_is_said_at_the_end_of_a_pass(conference: Event) -> None:
    people = [replace(person, first_name=LONG) if n in (0, 21) else person for n, person in enumerate(crowd(23))]
    seen: list[Frame] = []
    with pytest.raises(UserError) as error:
        seen.extend(compose(conference, *people).pages)
    assert len(seen) == 3
    assert len(error.value.problems) == 2


IN_PARTS = [
    Sheets(),
    Sheets(duplex=Edge.LONG),
    Sheets(cut_and_stack=True, start=4, skip=frozenset({6, 7})),
    Sheets(tray_cards=True, blank=FILL, skip=frozenset({1})),
    Sheets(blank=13, duplex=Edge.SHORT, cut_and_stack=True, crop_marks=True),
]


@pytest.mark.parametrize("sheets", IN_PARTS)
def test_parts_make_the_pages_of_the_whole_wherever(
    conference: Event, sheets: Sheets, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("flyer.documents.badge.pages.A_PART", 20)
    people = [replace(person, last_name=f"{'ÄBC'[n % 3]}ß {n}") for n, person in enumerate(crowd(45))]
    pages = compose(conference, *people, sheets=sheets).pages
    assert isinstance(pages, Parted)
    recipe, parts = pickle.loads(pickle.dumps(Shared((pages.recipe, list(pages.parts()))))).value
    assert len(parts) == pages.part_count >= 3
    made, deeds = list[Frame](), Counter[object]()
    for first, part in parts:
        assert first == len(made)
        made += recipe.pages(part, deeds)
    assert tuple(made) == tuple(pages)
    pages.tell(deeds)
    assert pages.notes == tuple(compose(conference, *people, sheets=sheets).notes)


def test_a_part_knows_its_own_people_only(conference: Event, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flyer.documents.badge.pages.A_PART", 20)
    pages = compose(conference, *crowd(45)).pages
    assert isinstance(pages, Parted)
    packed = [pickle.dumps(part) for part in pages.parts()]
    assert [[name.encode() in each for each in packed] for name in ("Öz 19", "Öz 20", "Öz 44")] == [
        [True, False, False],
        [False, True, False],
        [False, False, True],
    ]


def test_parts_have_about_a_thousand_slots(conference: Event) -> None:
    for count, parts in ((1000, 1), (1001, 2), (2995, 3)):
        pages = compose(conference, *crowd(count)).pages
        assert isinstance(pages, Parted)
        assert pages.part_count == parts
    assert [len(part.plan) for _, part in pages.parts()] == [100, 100, 100]
