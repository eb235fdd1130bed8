from collections.abc import Callable, Iterator
from math import inf
from pathlib import Path

import pytest

from flyer.documents.leaflet.facts import sections
from flyer.documents.leaflet.setting import Setting
from flyer.documents.theme import Theme
from flyer.event.model import Event
from flyer.manuscript.model import Content, Line, Payment, Prose, Rate, Rates, Section
from flyer.manuscript.programme import manuscript
from flyer.payment.iban import IBAN
from flyer.payment.transfer import CreditTransfer
from flyer.problems import Place, UserError
from flyer.typeset.columns import Block
from flyer.typeset.dump import dump
from flyer.typeset.family import builtin
from flyer.typeset.frame import ORIGIN, Frame, Item, Link, Modules, Point, Role, Rule, Text
from flyer.typeset.paragraph import BASELINE
from flyer.units import mm, pt
from flyer.wording import Wording
from manuscripts import words_in, words_of_section

GOLDEN = Path(__file__).parents[2] / "golden" / "documents"
PLACE, REFERENCE = Place("event.yaml", 1), Place("event.yaml", 2)
GERMAN = Wording.of("de")
LEADING = pt(12)
LONG = "Wort " * 60


@pytest.fixture
def setting(conference: Event) -> Setting:
    return Setting(Theme.of(conference, builtin()), pt(9), LEADING, "de")


@pytest.fixture
def one(setting: Setting) -> Callable[..., tuple[Block, ...]]:
    """The blocks of one section with this content."""

    def made(*content: Content, width: float = 84, notice: bool = False) -> tuple[Block, ...]:
        section = Section("" if notice else "Kopf", content, PLACE, notice=notice)
        return sections((section,), setting, GERMAN, mm(width))

    return made


def items(frame: Frame, at: Point = ORIGIN) -> Iterator[tuple[Point, Item]]:
    for child in frame.children:
        if isinstance(child, Frame):
            yield from items(child, Point(at.x + child.at.x, at.y + child.at.y))
        elif not isinstance(child, Rule):
            yield Point(at.x + child.at.x, at.y + child.at.y), child


def lines(block: Block) -> list[str]:
    return [item.text for _, item in items(block.frame) if isinstance(item, Text)]


def roles(frame: Frame) -> Iterator[Role]:
    for child in frame.children:
        if isinstance(child, Frame):
            yield from (child.role,) if child.role else ()
            yield from roles(child)


@pytest.mark.parametrize("width", [84, 57])
def test_the_frames_of_the_repositorys_event(vsop: Event, golden: Callable[[Path, str], None], width: int) -> None:
    made, setting = manuscript(vsop, GERMAN), Setting(Theme.of(vsop, builtin()), pt(9), pt(11.5), "de")
    blocks = [block for part in (made.texts, made.practical) for block in sections(part, setting, GERMAN, mm(width))]
    golden(GOLDEN / f"facts-{width}.txt", "\n\n".join(dump(block.frame) for block in blocks) + "\n")


@pytest.mark.parametrize("width", [84, 57])
def test_everything_stands_on_the_grid_and_within_the_measure(vsop: Event, setting: Setting, width: int) -> None:
    made = manuscript(vsop, GERMAN)
    for block in sections((*made.texts, *made.practical), setting, GERMAN, mm(width)):
        steps = [block.height / (LEADING / 2), block.before / (LEADING / 2)]
        assert steps == [pytest.approx(round(step)) for step in steps]
        for at, item in items(block.frame):
            if isinstance(item, Text) and item.text != "GiroCode":
                step = (at.y - LEADING * BASELINE) / (LEADING / 2)
                assert step == pytest.approx(round(step)), item.text
                assert at.x >= 0
                assert at.x + item.width <= mm(width) + 1e-6, item.text


@pytest.mark.parametrize("width", [84, 57])
def test_every_word_is_set_in_reading_order(vsop: Event, setting: Setting, width: int) -> None:
    made = manuscript(vsop, GERMAN)
    for section in (*made.texts, *made.practical):
        blocks = sections((section,), setting, GERMAN, mm(width))
        read = " ".join(text for block in blocks for text in lines(block) if text != "GiroCode")
        assert words_in(read) == words_of_section(section, "de")


def test_a_short_section_is_one_block(one: Callable[..., tuple[Block, ...]]) -> None:
    (block,) = one(Line("eins"), Line("zwei"), Prose("drei\n\nvier"))
    assert lines(block) == ["Kopf", "eins", "zwei", "drei", "vier"]


def test_a_long_one_breaks_between_paragraphs_at_a_price(one: Callable[..., tuple[Block, ...]]) -> None:
    first, second = one(Prose(f"{LONG}\n\n{LONG}"))
    assert (lines(first)[0], first.penalty, first.join) == ("Kopf", 0.0, 1.5)
    assert (second.penalty, second.before, second.join) == (0.25, LEADING / 2, 0.0)
    assert first.frame.part
    assert second.frame.part
    assert first.frame.part.key == second.frame.part.key
    assert (first.frame.role, second.frame.role) == (Role.SECT, Role.SECT)


@pytest.mark.parametrize("text", [f"{LONG}\n\nEnde.", f"Kurz.\n\n{LONG}"])
def test_no_line_stands_alone(one: Callable[..., tuple[Block, ...]], text: str) -> None:
    assert len(one(Prose(text))) == 1


def test_a_paragraph_of_many_lines_is_torn_between_them_and_read_as_one(one: Callable[..., tuple[Block, ...]]) -> None:
    blocks = one(Prose("Wort " * 150))
    assert [len(lines(block)) for block in blocks] == [3, 2, 2, 2, 2, 3]
    assert [block.penalty for block in blocks[1:]] == [0.4] * (len(blocks) - 1)
    assert " ".join(text for block in blocks for text in lines(block)).split() == ["Kopf", *["Wort"] * 150]
    keys = {child.part.key for block in blocks for child in parts(block.frame) if child.part}
    assert len(keys) == 2


def parts(frame: Frame) -> Iterator[Frame]:
    yield frame
    for child in frame.children:
        if isinstance(child, Frame):
            yield from parts(child)


def test_sections_may_be_parted_for_little_and_the_first_likes_to_begin_a_column(setting: Setting) -> None:
    section = Section("Kopf", (Line("eins"),), PLACE)
    blocks = sections((section, section, section), setting, GERMAN, mm(84))
    assert [(block.penalty, block.join) for block in blocks] == [(0.0, 1.5), (0.02, 0.0), (0.02, 0.0)]
    assert len({block.frame.part.key for block in blocks if block.frame.part}) == 3, "the same heading thrice"
    assert all(block.penalty < inf for block in blocks)


def test_items_of_a_list_follow_closely(one: Callable[..., tuple[Block, ...]]) -> None:
    (block,) = one(Prose("Wir haben:\n- Tee\n- Kaffee\n\nUnd Wasser."))
    tops = [(round(at.y / LEADING, 3), item.text) for at, item in items(block.frame) if isinstance(item, Text)]
    assert tops == [
        (0.75, "Kopf"),
        (1.75, "Wir haben:"),
        *((2.75, text) for text in ("–", "Tee")),
        *((3.75, text) for text in ("–", "Kaffee")),
        (5.25, "Und Wasser."),
    ]


def test_items_of_a_list_are_one_list_even_where_it_is_torn(one: Callable[..., tuple[Block, ...]]) -> None:
    blocks = one(Prose(f"Wir haben:\n- {LONG}\n- {LONG}\n\nAuch:\n- Wasser"))
    assert len(blocks) == 3
    lists = [child for block in blocks for child in block.frame.children if isinstance(child, Frame)]
    parts = [frame.part for frame in lists if frame.role is Role.L and frame.part]
    assert [part.rank for part in parts] == [0, 1, 0]
    assert parts[0].key == parts[1].key != parts[2].key
    assert {tuple(roles(frame)) for frame in lists if frame.role is Role.L} == {(Role.LI, Role.LBL, Role.LBODY)}


def test_links_lead_where_they_say(one: Callable[..., tuple[Block, ...]]) -> None:
    (block,) = one(Line("Chor und Land e. V.", (("Chor", "https://a.example.org"), ("Land e. V.", "https://b.org"))))
    assert [item.url for _, item in items(block.frame) if isinstance(item, Link)] == [
        "https://a.example.org",
        "https://b.org",
    ]
    assert lines(block) == ["Kopf", "Chor", " und ", "Land e.\u202fV."]


def test_fees_are_a_table_that_breaks_only_when_it_is_long(one: Callable[..., tuple[Block, ...]]) -> None:
    rate = Rate("330,00\u00a0€", "Teilnahme", "inkl. Essen")
    (short,) = one(Rates((rate,) * 3))
    assert list(roles(short.frame)).count(Role.TR) == 3
    blocks = one(Rates((rate,) * 12))
    assert len(blocks) == 6
    tables = [frame for block in blocks for frame in block.frame.children if isinstance(frame, Frame)]
    keys = {frame.part.key for frame in tables if frame.role is Role.TABLE and frame.part}
    assert len(keys) == 1


def payment(remittance: str = "Name TN, Fest") -> Payment:
    transfer = CreditTransfer(name="Verein", iban=IBAN("DE07545500100380021436"), remittance=remittance)
    return Payment((Line("Bitte überweisen Sie an:"), Line("Verein")), REFERENCE, transfer)


@pytest.mark.parametrize(("width", "below"), [(84, False), (71, False), (68, True), (57, True)])
def test_the_code_stands_beside_the_text_or_in_narrow_columns_below(
    one: Callable[..., tuple[Block, ...]], width: int, below: bool
) -> None:
    (block,) = one(payment(), width=width)
    (code,) = [at for at, item in items(block.frame) if isinstance(item, Modules)]
    last = max(at.y for at, item in items(block.frame) if isinstance(item, Text) and item.text == "Verein")
    assert (code.y > last) == below
    assert (code.x < mm(27)) == below


def test_without_a_transfer_there_are_lines_only(one: Callable[..., tuple[Block, ...]]) -> None:
    (block,) = one(Payment((Line("IBAN"),), REFERENCE))
    assert lines(block) == ["Kopf", "IBAN"]


def test_a_notice_stands_in_a_box_without_heading(one: Callable[..., tuple[Block, ...]]) -> None:
    (block,) = one(Prose("Nur bei Sonne."), notice=True)
    assert lines(block) == ["Nur bei Sonne."]
    assert list(roles(block.frame)) == [Role.P]
    assert block.height == pytest.approx(2 * LEADING)


@pytest.mark.parametrize("notice", [False, True])
def test_a_word_too_wide_is_told_where_its_section_stands(one: Callable[..., tuple[Block, ...]], notice: bool) -> None:
    with pytest.raises(UserError, match=r"event.yaml:1: 'X+' does not fit"):
        one(Prose("X" * 90), notice=notice)


def test_a_word_too_wide_is_told_where_its_line_was_written(one: Callable[..., tuple[Block, ...]]) -> None:
    with pytest.raises(UserError, match=r"event.yaml:7:3: 'X+' does not fit"):
        one(Line("Verein"), Line("X" * 90, place=Place("event.yaml", 7, 3)))


def test_a_code_too_dense_to_be_read_is_told_at_the_reference(
    one: Callable[..., tuple[Block, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("flyer.documents.leaflet.facts._CODE_SIDE", mm(15))
    with pytest.raises(UserError, match=r"event.yaml:2: the GiroCode needs modules of 0\.\d\d mm"):
        one(payment())
