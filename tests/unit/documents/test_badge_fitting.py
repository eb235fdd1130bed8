"""The ladders of badges, each step with an example, as on labels of 80 × 50 mm."""

import pytest

from flyer.documents.badge_design import LANDSCAPE, Field
from flyer.documents.badge_fitting import Fitted, fit
from flyer.typeset.family import Cut, Style, builtin
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
    return ["".join(run.text for run in line.runs) + line.soft for line in found.lines]


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
