"""What stands on sheets of badges beside those of participants, and what is left out on stock printed before."""

from dataclasses import replace

import pytest

from flyer import preflight
from flyer.documents import badges
from flyer.documents.badge.sheets import WHOLE, Sheets
from flyer.event.model import Event
from flyer.people.model import Participant
from flyer.preflight.patches import Patch
from flyer.preflight.placed import Placed
from flyer.problems import Place, UserError
from flyer.typeset.colour import BLACK
from flyer.typeset.family import builtin
from flyer.typeset.frame import Document, Fill, Modules, Picture, Point, Rule, Text
from flyer.typeset.stocks import Edge, stocks
from flyer.units import mm
from flyer.wording import Wording

L4785 = "avery-zweckform-l4785"
ADA = Participant(id="A1", first_name="Ada", last_name="Öz", role="speaker", places={"": Place("participants.csv", 2)})


def compose(event: Event, stock: str = L4785, sheets: Sheets = WHOLE, people: int = 1) -> Document:
    everyone = [replace(ADA, id=f"A{n}") for n in range(people)]
    return badges.compose(event, everyone, Wording.of("de"), builtin(), stocks()[stock], sheets)


def items(document: Document) -> list[Placed]:
    return [each for page in document.pages for each in Patch(page, 0.0, 0.0).items]


def said(document: Document) -> list[str]:
    return [each.item.text for each in items(document) if isinstance(each.item, Text)]


def count(document: Document, kind: type) -> int:
    return sum(isinstance(each.item, kind) for each in items(document))


def overprinted(event: Event) -> Event:
    settings = replace(event.documents.badges, overprint=True)
    return replace(event, documents=replace(event.documents, badges=settings))


def test_a_blank_badge_has_lines_to_write_on_and_no_code(conference: Event) -> None:
    document = compose(conference, sheets=Sheets(blank=3), people=0)
    assert said(document) == ["Jahrestagung 2022", "Teilnahme"] * 3
    assert (count(document, Rule), count(document, Modules), len(document.pages)) == (6, 0, 1)
    assert preflight.check([document]) == []


def test_a_tray_card_says_the_letter_and_nothing_else(conference: Event) -> None:
    document = compose(conference, sheets=Sheets(tray_cards=True))
    assert said(document)[0] == "O"
    assert said(document)[1:] == said(compose(conference))
    first = next(each.item for each in items(document) if isinstance(each.item, Text))
    assert first.runs[0].size > mm(30)


def test_stock_that_was_printed_before_gets_only_what_differs(conference: Event) -> None:
    plain = compose(conference, sheets=Sheets(blank=1))
    document = compose(overprinted(conference), sheets=Sheets(blank=1))
    assert count(plain, Fill) > count(document, Fill) == count(document, Picture) == 0
    assert said(document) == ["Ada", "Öz", "Vortrag", "Teilnahme"]
    colours = {run.colour for each in items(document) if isinstance(each.item, Text) for run in each.item.runs}
    assert colours == {BLACK}
    assert count(document, Modules) == 1


@pytest.mark.parametrize("stock", ["avery-c32015", "avery-zweckform-l4785", "badge-90x135-3up"])
def test_crop_marks_and_backs_pass_preflight(conference: Event, stock: str) -> None:
    sheets = Sheets(crop_marks=True, duplex=Edge.SHORT, offset=Point(mm(0.5), mm(-0.5)))
    document = compose(conference, stock, sheets, people=4)
    assert preflight.check([document]) == []
    assert count(document, Rule) > 0


def test_a_sheet_without_margins_may_be_shifted(conference: Event) -> None:
    for offset in (Point(mm(1), mm(1)), Point(mm(-1), mm(-1))):
        document = compose(conference, "a6-portrait-4up", Sheets(offset=offset), people=4)
        assert preflight.check([document]) == []


def test_all_that_a_stock_does_not_do_is_said_at_once(conference: Event) -> None:
    places = {"": Place("event.yaml", 9), "order": Place("--order"), "duplex": Place("event.yaml", 11)}
    settings = replace(conference.documents.badges, order="role", places=places)
    event = replace(conference, documents=replace(conference.documents, badges=settings))
    with pytest.raises(UserError) as error:
        compose(event, "butterfly-97x269", Sheets(duplex=Edge.LONG, crop_marks=True, tray_cards=True))
    assert str(error.value).splitlines() == [
        "--order: tray cards stand between names, but badges are in the order 'role'",
        "  hint: order them by 'name', or print them without tray cards",
        "event.yaml:9: the stock 'butterfly-97x269' has no room for crop marks around its labels",
        "  hint: choose one with margins of at least 6 mm, or print without",
        "event.yaml:11: the stock 'butterfly-97x269' is folded: front and back of a badge are printed on the same side",
        "  hint: print it without duplex: none",
    ]
