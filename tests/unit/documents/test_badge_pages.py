"""Pages of badges that are made when they are asked for."""

from dataclasses import replace

import pytest

from flyer.documents import badges
from flyer.documents.badge.press import Press
from flyer.documents.badge.sheets import WHOLE, Sheets
from flyer.event.model import Event
from flyer.people.model import Participant
from flyer.problems import Place, UserError
from flyer.typeset.family import builtin
from flyer.typeset.frame import Document, Frame
from flyer.typeset.stocks import Edge, stocks
from flyer.wording import Wording

ADA = Participant(id="A1", first_name="Ada", last_name="Öz", places={"": Place("participants.csv", 2)})
LONG = "Wolfeschlegelsteinhausenbergerdorff"


def compose(event: Event, *people: Participant, sheets: Sheets = WHOLE) -> Document:
    return badges.compose(event, people, Wording.of("de"), builtin(), stocks()["avery-zweckform-l4785"], sheets)


def crowd(count: int) -> list[Participant]:
    return [replace(ADA, id=f"A{n}", last_name=f"Öz {n}") for n in range(count)]


def test_nothing_is_made_before_it_is_asked_for(conference: Event, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    badge = Press.badge
    monkeypatch.setattr(Press, "badge", lambda press, person: made.append(person.id) or badge(press, person))
    pages = compose(conference, *crowd(23)).pages
    assert (len(pages), made) == (3, [])
    next(iter(pages))
    assert made == [f"A{n}" for n in range(10)]


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
