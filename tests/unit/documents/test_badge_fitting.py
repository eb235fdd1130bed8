"""The ladders of badges, each step with an example, as on labels of 80 × 50 mm."""

import pytest

from flyer.documents.badge.design import LANDSCAPE, Field
from flyer.documents.badge.fitting import Fitted, Step, fit, grown
from flyer.documents.badge.lines import measured
from flyer.typeset.family import Cut, Style, builtin
from flyer.typeset.frame import text_of
from flyer.typeset.paragraph import TooWide
from flyer.units import in_mm, mm

WIDE, NARROW = mm(73), mm(60)
"""The measure above the code, and beside it."""

FIRST_NAMES = (
    (0, ["Bo"], 36.0),
    (0, ["Hans-Joachim"], 32.9),
    (1, ["Maximilian ", "Alexander"], 26.0),
    (1, ["Leonie-", "Sophie-Marie"], 26.0),
    (2, ["Wolfeschlegelsteinhau"], 20.9),
    (3, ["Ana-Maria ", "Magdalena Theresia"], 19.3),
    (4, ["Wolfeschlegelsteinhausen"], 18.1),
)
LAST_NAMES = (
    (0, ["Ø"], 22.0),
    (0, ["Freiherr Quadt-Wykradt"], 17.3),
    (1, ["Müller-Lüdenscheidt-", "Schwarzenberger"], 18.0),
    (1, ["Freifrau von und zu ", "Hohenstein-Wolkenfels"], 17.6),
    (2, ["Hinterwaldneroberstauffen"], 15.0),
    (3, ["Oberstauffenbachhinterwaldner-", "Niederstauffenbach"], 12.4),
    (4, ["Hinterwaldneroberstauffenbacher"], 11.9),
)
ORGANISATIONS = (
    (0, ["Stadt Weißenthal"], 11.0),
    (1, ["Sozialblatt – Zeitschrift ", "für kommunale Planung"], 10.5),
    (2, ["Donaudampfschifffahrtselektrizitätenhauptbe\u00ad", "triebswerkbaubeamtenschaft"], 8.5),
    (
        3,
        ["Bundesarbeitsgemeinschaft der ", "Landesjugendämter und der ", "überörtlichen Träger der Sozialhilfe"],
        8.5,
    ),
    (
        4,
        [
            "Bundesarbeitsgemeinschaft der Donaudampfschiff\u00ad",
            "fahrtselektrizitätenhauptbetriebswerkbaubeamtenge\u00ad",
            "sellschaften",
        ],
        7.0,
    ),
)


def fitted(field: Field, text: str, cut: Cut = Cut.REGULAR, measure: float = NARROW) -> Fitted:
    return fit(text, LANDSCAPE.ladders[field], Style(builtin(), 1.0, cut), measure, several=NARROW, language="de")


def said(found: Fitted) -> list[str]:
    return [text_of(line.grown(found.size)) + line.soft for line in found.lines]


@pytest.mark.parametrize(
    ("field", "cut", "measure", "step", "lines", "size"),
    [
        *((Field.FIRST_NAME, Cut.BOLD, WIDE, *row) for row in FIRST_NAMES),
        *((Field.LAST_NAME, Cut.REGULAR, NARROW, *row) for row in LAST_NAMES),
        *((Field.ORGANISATION, Cut.REGULAR, NARROW, *row) for row in ORGANISATIONS),
    ],
)
def test_a_text_takes_the_first_step_by_which_it_fits(
    field: Field, cut: Cut, measure: float, step: int, lines: list[str], size: float
) -> None:
    found = fitted(field, "".join(lines).replace("\u00ad", ""), cut, measure)
    assert said(found) == lines
    assert found.step == LANDSCAPE.ladders[field][step]
    assert found.size == pytest.approx(size, abs=0.05)
    assert max(line.width * found.size for line in found.lines) <= (measure if len(lines) == 1 else NARROW) + 0.001


@pytest.mark.parametrize("field", [Field.FIRST_NAME, Field.LAST_NAME, Field.ORGANISATION])
def test_every_step_has_an_example(field: Field) -> None:
    examples = {Field.FIRST_NAME: FIRST_NAMES, Field.LAST_NAME: LAST_NAMES, Field.ORGANISATION: ORGANISATIONS}
    assert {step for step, *_ in examples[field]} == set(range(len(LANDSCAPE.ladders[field])))


def test_below_the_floor_it_says_what_the_last_step_needs() -> None:
    with pytest.raises(TooWide) as error:
        fitted(Field.LAST_NAME, "Hinterwaldneroberstauffenbacherkirchner")
    assert error.value.word == "Hinterwaldneroberstauffenbacherkirchner"
    assert in_mm(error.value.needs) == pytest.approx(65.6, abs=0.05)
    assert in_mm(error.value.has) == pytest.approx(60)


def test_no_break_spaces_hold_words_together() -> None:
    assert said(fitted(Field.LAST_NAME, "Leutheusser Schnarrenberger von\u00a0Au")) == [
        "Leutheusser ",
        "Schnarrenberger von\u00a0Au",
    ]


FIRST = LANDSCAPE.ladders[Field.FIRST_NAME]


def shorter(text: str) -> list[str]:
    return [text[:30], text[:9]]


@pytest.mark.parametrize(
    ("text", "said_instead"),
    [
        ("Maximilian Alexander", ""),
        ("Ana-Maria Magdalena Theresia", "Ana-Maria"),
        ("Wolfeschlegelsteinhausenbergerdorff", "Wolfeschl"),
    ],
)
def test_what_is_small_or_has_no_room_is_shortened_until_it_is_large(text: str, said_instead: str) -> None:
    found = fit(text, FIRST, Style(builtin(), 1.0, Cut.BOLD), WIDE, several=NARROW, language="de", shorter=shorter)
    assert found.shortened == said_instead
    assert "".join(said(found)) == (said_instead or text)


def test_of_what_is_small_however_short_the_largest_is_taken() -> None:
    def hardly(text: str) -> list[str]:
        return [text[:-2], text[:-1]]

    found = fit(
        "Wolfeschlegelsteinhausen",
        FIRST,
        Style(builtin(), 1.0, Cut.BOLD),
        WIDE,
        several=NARROW,
        language="",
        shorter=hardly,
    )
    assert found.shortened == "Wolfeschlegelsteinhaus"


def test_what_has_no_room_however_short_is_told_of_in_full() -> None:
    with pytest.raises(TooWide) as error:
        fit("W" * 50, FIRST, Style(builtin(), 1.0), WIDE, several=NARROW, language="", shorter=lambda text: [text[:40]])
    assert error.value.word == "W" * 50


def test_a_ladder_grows_down_to_the_floor_it_had() -> None:
    ladder = (Step(1, 20, 10), Step(2, 12, 8), Step(1, 10, 8))
    assert grown(ladder, 2) == (Step(1, 40, 20), Step(2, 24, 16), Step(1, 20, 16), Step(2, 16, 8), Step(1, 16, 8))
    assert grown(ladder, 1) == ladder


@pytest.mark.parametrize(
    ("text", "drops"),
    [
        ("Ada", [0.86, 1.08]),
        ("Åda", [0.89, 1.11]),
        ("Ẩda", [0.94, 1.16]),
        ("Ana Maria", [0.86, 1.86, 2.08]),
        ("Ağça Ǟda", [0.86, 2.16, 2.38]),
    ],
)
def test_lines_stand_as_far_apart_as_their_accents_need(text: str, drops: list[float]) -> None:
    lines = tuple(measured(word, "", Style(builtin(), 1.0, Cut.BOLD)) for word in text.split())
    found = Fitted(lines, 20.0, FIRST[0])
    assert found.drops(lead=0.08, pitch=1.0) == pytest.approx(drops, abs=0.01)


def test_scripts_from_right_to_left_are_one_word() -> None:
    line = measured("עבד שלום", "", Style(builtin(), 1.0))
    assert len(line.words) == 1
    assert text_of(line.grown(12.0)) == "עבד שלום"


def test_a_hyphen_that_was_put_in_is_a_soft_one_for_who_copies() -> None:
    line = measured("Dona\u00ad", "", Style(builtin(), 1.0))
    (run,) = line.grown(10.0)
    assert run.text == "Dona\u00ad"
    assert run.width == pytest.approx(10 * measured("Dona-", "", Style(builtin(), 1.0)).width)


def test_a_line_is_as_wide_as_its_ink() -> None:
    style = Style(builtin(), 1.0, Cut.BOLD)
    leaning, upright = (measured(text, "", style) for text in ("Dorff", "Dorfn"))
    last = leaning.grown(1000.0)[-1].glyphs[-1]
    over = style.family.faces[Cut.BOLD][0].ink(last.id).right - last.advance
    assert over > 0
    assert leaning.width == pytest.approx(sum(run.width for run in leaning.grown(1.0)) + over / 1000)
    assert upright.width == pytest.approx(sum(run.width for run in upright.grown(1.0)))
