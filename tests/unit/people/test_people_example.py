"""The repository's own participants.csv: it has to be good, and to hold every case that people come with."""

import csv
import re
import unicodedata
from pathlib import Path

from flyer.event.model import Event
from flyer.people.load import load
from flyer.people.model import People
from flyer.people.payers import payers
from flyer.people.rows import ROLES

ROOT = Path(__file__).parents[3]
EXAMPLE = ROOT / "participants.csv"


def example(event: Event) -> People:
    return load(EXAMPLE.read_bytes(), EXAMPLE.name, event)


def test_everyone_is_used(event: Event) -> None:
    people = example(event)
    assert (people.read, len(people.participants), people.skipped) == (60, 60, 0)


def test_all_roles_fees_and_kinds_of_payers_are_there(event: Event) -> None:
    people = example(event)
    assert {participant.role for participant in people.participants} == set(ROLES)
    assert {participant.fee.id for participant in people.participants if participant.fee} == {"standard", "member"}
    shares = payers(people)
    assert max(len(payer.participants) for payer in shares) == 4
    assert [payer.key for payer in shares if payer.name == "Landkreis Oberweide"] == [
        "landkreis-oberweide_jugendamt",
        "landkreis-oberweide_sozialamt",
    ]
    assert any(payer.attention for payer in shares)
    assert any(not payer.attention and len(payer.participants) == 1 for payer in shares)
    assert sum(bool(payer.buyer_reference) for payer in shares) == 2
    assert len({payer.address.country for payer in shares}) > 15
    paying = [participant for participant in people.participants if participant.fee]
    assert sum(len(payer.participants) for payer in shares) == len(paying)


def test_all_kinds_of_letters_are_there() -> None:
    text = EXAMPLE.read_text("utf-8")
    letters = set((ROOT / "tests" / "data" / "din91379-letters.txt").read_text("utf-8").split())
    assert len(letters & set(unicodedata.normalize("NFC", text))) > 150
    assert re.search(r"[α-ω]{3}", text)
    assert re.search(r"[а-я]{3}", text)
    assert not unicodedata.is_normalized("NFC", text), "someone is written in decomposed letters"
    assert re.search(r"\w[\u0328\u0331]", unicodedata.normalize("NFC", text)), "letters that cannot be composed"


def test_nobody_is_real() -> None:
    with EXAMPLE.open(encoding="utf-8", newline="") as file:
        emails = [row["email"] for row in csv.DictReader(file) if row["email"]]
    assert all(re.fullmatch(r"[a-z.]+@example\.(org|com)", email) for email in emails)
