"""Foreign judges over signs, cards, attendance list and certificates of the repository's event."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import page as page_validation
import pytest

from flyer import pdf, preflight
from flyer.documents import attendance, cards, certificates, signs
from flyer.event.model import Event, Kind
from flyer.people.load import load
from flyer.typeset.family import builtin
from flyer.typeset.frame import Document
from flyer.wording import Wording

ROOT = Path(__file__).parents[2]
IN_ROOMS = {Kind.PLENARY: "Großer Saal", Kind.WORKSHOP: "Richard-Wagner-Saal", Kind.SOCIAL: "Foyer"}


@pytest.fixture(scope="module")
def documents(vsop: Event) -> dict[str, Document]:
    """The four documents; sessions have rooms by their kinds."""
    days = tuple(
        replace(day, sessions=tuple(replace(session, room=IN_ROOMS.get(session.kind, "")) for session in day.sessions))
        for day in vsop.programme
    )
    people = load((ROOT / "participants.csv").read_bytes(), "participants.csv", vsop).participants
    words, family = Wording.of(vsop.language), builtin()
    return {
        "signs": signs.compose(replace(vsop, programme=days), words, family),
        "cards": cards.compose(vsop, words, family),
        "attendance": attendance.compose(vsop, people, words, family),
        "certificates": certificates.compose(vsop, people[:9], words, family),
    }


@pytest.fixture(scope="module")
def inked(documents: dict[str, Document]) -> dict[str, bytes]:
    return {name: pdf.write(document) for name, document in documents.items()}


each = pytest.mark.parametrize("name", ["signs", "cards", "attendance", "certificates"])


@each
def test_preflight_finds_nothing(documents: dict[str, Document], name: str) -> None:
    assert preflight.check([documents[name]]) == []


@each
@pytest.mark.parametrize("profile", ["ua1", "3a"])
def test_the_validator_finds_nothing(inked: dict[str, bytes], name: str, profile: str) -> None:
    report = page_validation.validate_pdf_bytes(inked[name], profile=profile)
    assert [(failure.rule_id, str(failure)) for failure in report.failures] == []


@each
def test_qpdf_finds_nothing(inked: dict[str, bytes], name: str, judge: Callable[..., str]) -> None:
    assert "No syntax or stream encoding errors found" in judge("qpdf", "--check", inked[name])


STRUCTURE = {
    "signs": {"H1": 7, "L": 7, "LI": 10, "Lbl": 10, "Figure": 8},
    "cards": {"H1": 18, "P": 18, "Figure": 0},
    "attendance": {"H1": 1, "Table": 1, "TH": 6, "Figure": 1},
    "certificates": {"H1": 9, "Figure": 9},
}


@each
def test_the_structure_tree_read_back(inked: dict[str, bytes], name: str, judge: Callable[..., str]) -> None:
    tree = judge("pdfinfo", "-struct", inked[name])
    found = {role: len(re.findall(rf"^ *{role}\b", tree, re.MULTILINE)) for role in STRUCTURE[name]}
    assert found == STRUCTURE[name]


def test_the_attendance_list_is_read_row_by_row(inked: dict[str, bytes], judge: Callable[..., str]) -> None:
    told = re.findall(r'"(.*)"$', judge("pdfinfo", "-struct-text", inked["attendance"]), re.MULTILINE)
    at = told.index("Anisha")
    number = int(told[at - 1])
    assert told[at + 1 : at + 3] == ["Weltcafé", str(number + 1)]
