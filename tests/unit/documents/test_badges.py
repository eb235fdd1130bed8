from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from flyer.documents import badges
from flyer.documents.badge.code import spot
from flyer.documents.badge.design import LEAD, OTHER_ROLE, PITCH, ROLE_COLOURS, Field, design_for
from flyer.documents.badge.layout import Layout, lay_out
from flyer.event.model import BadgeSettings, Documents, Event
from flyer.payment.symbol import encode
from flyer.people.model import Participant
from flyer.problems import Place, UserError
from flyer.typeset.colour import Colour, contrast, text_on
from flyer.typeset.dump import dump
from flyer.typeset.family import builtin
from flyer.typeset.frame import Document, Frame, Modules, Point, Role, Text
from flyer.typeset.stocks import stocks
from flyer.units import in_mm, mm
from flyer.wording import Wording

GOLDEN = Path(__file__).parents[2] / "golden" / "documents" / "badge.txt"
L4785 = "avery-zweckform-l4785"
STOCKS = list(stocks())
SETTINGS = BadgeSettings(places={})


def participant(row: int = 1, **fields: str) -> Participant:
    columns = ("id", "title", "first_name", "last_name", "pronouns", "organisation", "role")
    places = {"": Place("participants.csv", row)}
    places |= {column: Place("participants.csv", row, n) for n, column in enumerate(columns, 1)}
    return Participant(**{"id": f"P{row}", "first_name": "Ada", "last_name": "Öz", **fields}, places=places)


def layout_of(stock: str, settings: BadgeSettings = SETTINGS) -> Layout:
    placed = design_for(stocks()[stock], settings.hole)
    assert placed
    return lay_out(placed, stocks()[stock], settings)


def compose(event: Event, people: Sequence[Participant], stock: str = L4785) -> Document:
    document = badges.compose(event, people, Wording.of(event.language), builtin(), stocks()[stock])
    return replace(document, pages=tuple(document.pages), notes=tuple(document.notes))


def labels(document: Document) -> list[Frame]:
    return [label for page in document.pages for label in page.children if isinstance(label, Frame)]


def parts(label: Frame) -> tuple[Frame, Frame, Frame]:
    """What is shared, the paragraph, the code; on a narrow label they are turned together."""
    (turned, *_) = label.children
    ground, paragraph, figure = turned.children if isinstance(turned, Frame) and turned.turn else label.children
    assert isinstance(ground, Frame)
    assert isinstance(paragraph, Frame)
    assert isinstance(figure, Frame)
    return ground, paragraph, figure


def texts(label: Frame) -> list[Text]:
    return [item for item in parts(label)[1].children if isinstance(item, Text)]


def size(text: Text) -> float:
    return text.runs[0].size


def test_the_frame_of_a_badge(conference: Event, golden: Callable[[Path, str], None]) -> None:
    person = participant(
        id="TEAM-3",
        title="Dr.",
        first_name="Maximilian Alexander",
        last_name="Graf von Rabenau",
        pronouns="er/ihm",
        organisation="Deutscher Verein der Quartiersforschung e. V.",
        role="speaker",
    )
    golden(GOLDEN, dump(labels(compose(conference, [person]))[0]))


def test_a_page_for_ten_participants_each_in_the_next_slot(conference: Event) -> None:
    document = compose(conference, [participant(n) for n in range(1, 24)])
    assert [len(page.children) for page in document.pages] == [10, 10, 3]
    assert document.paper == document.pages[0].size == stocks()[L4785].paper
    assert [label.at for label in labels(document)[10:13]] == [
        Point(mm(17.5), mm(13.5)),
        Point(mm(112.5), mm(13.5)),
        Point(mm(17.5), mm(68.5)),
    ]
    assert [parts(label)[2].alt for label in labels(document)] == [f"QR-Code: Kennung P{n}" for n in range(1, 24)]


def test_what_a_reader_wants_to_know(conference: Event) -> None:
    document = compose(conference, [participant()])
    assert document.title == "Namensschilder: Jahrestagung 2022"
    assert document.language == "de"
    assert document.dated == conference.starts
    assert document.notes == ()


def test_it_is_read_as_it_is_said(conference: Event) -> None:
    person = participant(title="Dr.", pronouns="sie/ihr", organisation="Stadt Aa", role="speaker")
    (label,) = labels(compose(conference, [person]))
    assert "".join(text.text + text.soft for text in texts(label)) == "Dr. Ada Öz Stadt Aa sie/ihr Vortrag"
    assert [part.role for part in parts(label)] == [None, Role.P, Role.FIGURE]


def test_what_is_the_same_on_many_badges_is_one_object(conference: Event) -> None:
    people = [participant(n, role=("speaker", "staff")[n % 2]) for n in range(24)]
    grounds = [parts(label)[0] for label in labels(compose(conference, people))]
    assert len({id(ground) for ground in grounds}) == 2
    assert all(ground.shared for ground in grounds)
    assert len({id(texts(label)[-1]) for label in labels(compose(conference, people))}) == 2


def test_the_first_name_is_largest_and_the_last_name_near_two_thirds(conference: Event) -> None:
    first, last, organisation, _ = texts(labels(compose(conference, [participant(organisation="Stadt Aa")]))[0])
    assert size(first) == 36
    assert 0.6 <= size(last) / size(first) <= 0.65
    assert size(organisation) < size(last)


def test_a_last_name_never_outdoes_a_small_first_name(conference: Event) -> None:
    person = participant(first_name="Ana-Maria Magdalena Theresia", last_name="Ek")
    *first, last, _ = texts(labels(compose(conference, [person]))[0])
    assert [text.text for text in first] == ["Ana-Maria", "Magdalena Theresia"]
    assert size(last) < size(first[0])


def test_who_has_one_name_has_it_large(conference: Event) -> None:
    people = [participant(first_name="Anisha", last_name=""), participant(first_name="", last_name="Sukarno")]
    for label, name in zip(labels(compose(conference, people)), ("Anisha", "Sukarno"), strict=True):
        assert [text.text for text in texts(label)] == [name, "Teilnahme"]
        assert size(texts(label)[0]) == 36


def test_a_full_badge_gives_up_size_together(conference: Event) -> None:
    full = participant(
        title="Dr.",
        first_name="Friederike",
        last_name="Freifrau von und zu Hohenstein-Wolkenfels",
        organisation="Sozialblatt – Zeitschrift für kommunale Planung",
    )
    document = compose(conference, [full])
    assert [(text.text, round(size(text), 1)) for text in texts(labels(document)[0])] == [
        ("Dr.", 8.1),
        ("Friederike", 23.6),
        ("Freifrau von und zu", 13.7),
        ("Hohenstein-Wolkenfels", 13.7),
        ("Sozialblatt – Zeitschrift", 8.5),
        ("für kommunale Planung", 8.5),
        ("Teilnahme", 12.0),
    ]
    assert document.notes == (
        "badges, title: 1 smaller than 9.5 pt",
        "badges, first name: 1 smaller than 36.0 pt",
        "badges, last name: 1 in 2 lines, 1 smaller than 22.0 pt",
        "badges, organisation: 1 in 2 lines, 1 smaller than 11.0 pt",
    )


def test_names_stand_in_two_lines_only_where_there_is_height_for_them(conference: Event) -> None:
    long = participant(first_name="Maximilian Alexander", last_name="Graf von Rabenau")
    longer = replace(long, title="Dr.", organisation="Sozialblatt – Zeitschrift für kommunale Planung")
    airy, full = labels(compose(conference, [long, longer]))
    assert [text.text for text in texts(airy)][:2] == ["Maximilian", "Alexander"]
    assert [text.text for text in texts(full)][:2] == ["Dr.", "Maximilian Alexander"]


@pytest.mark.parametrize("code", ["A1", "A" * 20, "A" * 40])
@pytest.mark.parametrize("stock", STOCKS)
def test_all_fields_at_their_floors_find_their_height(stock: str, code: str) -> None:
    layout = layout_of(stock)
    height = 0.0
    for field in (Field.TITLE, Field.FIRST_NAME, Field.LAST_NAME, Field.ORGANISATION):
        ladder = layout.ladders[field]
        assert ladder[-1].smallest == min(step.smallest for step in ladder)
        height += (LEAD.get(field, 0.0) + max(step.lines for step in ladder) * PITCH[field]) * ladder[-1].smallest
    assert height <= spot(len(encode(code.encode()).rows), layout).bottom - layout.stack.y


@pytest.mark.parametrize("code", ["A1", "A" * 20, "A" * 40])
@pytest.mark.parametrize("stock", STOCKS)
def test_modules_are_whole_dots_of_a_printer_and_large_enough_for_cameras(
    stock: str, code: str, conference: Event
) -> None:
    (label, *_) = labels(compose(conference, [participant(id=code)], stock))
    figure = parts(label)[2]
    (modules,) = figure.children
    assert isinstance(modules, Modules)
    assert modules.rows == encode(code.encode()).rows
    module = in_mm(modules.side) / len(modules.rows)
    assert module >= 0.4
    dots = module * stocks()[stock].dpi / 25.4
    assert dots == pytest.approx(round(dots))


@pytest.mark.parametrize("colour", [*ROLE_COLOURS.values(), OTHER_ROLE], ids=str)
def test_the_word_on_the_bar_can_be_read(colour: Colour) -> None:
    assert contrast(colour, text_on(colour)) >= 4.5


def test_all_that_does_not_fit_is_found_at_its_cells(conference: Event) -> None:
    name = "Wolfeschlegelsteinhausenbergerdorff"
    people = [
        participant(2, first_name=name, organisation="D" * 40),
        participant(3),
        participant(4, first_name="", last_name=name),
        participant(5, title="Univ.-Prof. " * 9, pronouns="keine Pronomen, bitte immer nur mein Name", id="A" * 43),
    ]
    with pytest.raises(UserError) as error:
        compose(replace(conference, name="Internationale Fachtagungen " * 6), people)
    hint = "\n  hint: abbreviate it, part it by a blank or a hyphen, or choose a stock with larger labels"
    title = "Univ.-Prof. Univ.-Prof. Univ.-Prof. Univ.-Prof. Univ.-Prof.…"
    assert str(error.value).replace(hint, "").splitlines() == [
        "event.yaml: name does not fit: 'Internationale Fachtagungen Internationale Fachtagungen Int…' "
        "needs 81 mm, the label has 57 mm: 24 mm are missing",
        f"participants.csv:2:3: first name of '{name} Öz' does not fit: '{name}' "
        "needs 82 mm, the label has 73 mm: 9 mm are missing",
        f"participants.csv:2:6: organisation of '{name} Öz' does not fit: '{'D' * 40}' "
        "needs 61 mm, the label has 60 mm: 1 mm are missing",
        f"participants.csv:4:4: last name of '{name}' does not fit: '{name}' "
        "needs 82 mm, the label has 73 mm: 9 mm are missing",
        "participants.csv:5:1: 43 bytes do not fit a QR code of version 3 and level M, which holds 42",
        "  hint: shorten the text",
        f"participants.csv:5:2: title of '{title}' does not fit: '{title}' "
        "needs 102 mm, the label has 73 mm: 29 mm are missing",
        f"participants.csv:5:5: pronouns of '{title}' does not fit: 'keine Pronomen, bitte immer nur mein Name' "
        "needs 55 mm, the label has 50 mm: 5 mm are missing",
    ]


def test_labels_too_small_for_badges_are_refused(conference: Event) -> None:
    given = BadgeSettings(hole="centre", places={"": Place("event.yaml", 3), "stock": Place("event.yaml", 4)})
    with pytest.raises(UserError) as error:
        compose(replace(conference, documents=Documents(badges=given, places={})), [participant()], "avery-j8871")
    assert str(error.value).splitlines() == [
        "event.yaml:4: the labels of the stock 'avery-j8871' are too small for badges: 78 × 28 mm",
        "  hint: choose one with labels of at least 40 × 40 mm or 62 × 28 mm below the hole",
    ]
