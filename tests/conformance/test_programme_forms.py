"""The programme of any event on any sheet as others read it: every word once and in order, PDF/UA-1 and PDF/X."""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import page as page_validation
import pytest

from flyer import pdf
from flyer.documents import programme
from flyer.documents.leaflet.purpose import SCREEN, Delivery, Purpose
from flyer.event.model import Event
from flyer.manuscript.model import DayPlan
from flyer.manuscript.programme import manuscript
from flyer.markup import plain
from flyer.typeset.family import builtin
from flyer.wording import Wording, polish
from manuscripts import words_in, words_of

FORMS = [
    ("three-days", "letter", "mosaic"),
    ("three-days", "zigzag", "rules"),
    ("three-days", "gate", "mosaic"),
    ("three-days", "altar", "rules"),
    ("three-days", "roll", "mosaic"),
    ("three-days", "booklet", "rules"),
    ("three-days", "none", "mosaic"),
    ("five-days", "auto", "mosaic"),
    ("evening", "auto", "rules"),
    ("day", "poster", "rules"),
    ("partners", "half", "mosaic"),
    ("no-speakers", "auto", "mosaic"),
]


def made(event: Event, fold: str, design: str, delivery: Delivery = SCREEN) -> bytes:
    settings = replace(event.documents.programme, fold=fold, paper="")
    event = replace(event, documents=replace(event.documents, programme=settings))
    event = replace(event, theme=replace(event.theme, design=design))
    return pdf.write(programme.compose(event, Wording.of(event.language), builtin(), delivery))


def spoken(content: bytes, judge: Callable[..., str]) -> list[str]:
    """The words of a file in the order of its structure tree; the label of the code is no copy."""
    lines = re.findall(r'"(.*)"$', judge("pdfinfo", "-struct-text", content), re.MULTILINE)
    return [word for word in words_in(" ".join(lines)) if word != "GiroCode"]


@pytest.mark.parametrize(("name", "fold", "design"), FORMS)
def test_every_word_of_the_manuscript_is_read_once(
    events: Mapping[str, Event], judge: Callable[..., str], name: str, fold: str, design: str
) -> None:
    """The time of sessions that begin and end together may be said once for all of them."""
    copy = manuscript(events[name], Wording.of(events[name].language))
    read = Counter(spoken(made(events[name], fold, design), judge))
    expected = Counter(words_of(copy))
    times = Counter(word for day in copy.days for time in sums_of(day) for word in words_in(time))
    assert read - expected == Counter()
    assert expected - read <= times


def sums_of(day: DayPlan) -> list[str]:
    """The times of a day that more than one session has, as often as they come again."""
    counted = Counter(entry.time for entry in day.entries)
    return [time for time, count in counted.items() for _ in range(count - 1)]


@pytest.mark.parametrize(("name", "fold", "design"), FORMS)
def test_what_is_read_follows_the_manuscript_by_time_then_room(
    events: Mapping[str, Event], judge: Callable[..., str], name: str, fold: str, design: str
) -> None:
    copy = manuscript(events[name], Wording.of(events[name].language))
    read = " ".join(spoken(made(events[name], fold, design), judge))
    at = 0
    for day in copy.days:
        for said in (day.heading, *(entry.title for entry in day.entries)):
            title = " ".join(words_in(plain(polish(said, copy.language))))
            at = read.find(title, at)
            assert at >= 0, title


@pytest.mark.parametrize(("name", "fold", "design"), FORMS)
@pytest.mark.parametrize("profile", ["ua1", "3a"])
def test_the_screen_version_is_pdf_ua_1(
    events: Mapping[str, Event], tmp_path: Path, profile: str, name: str, fold: str, design: str
) -> None:
    path = tmp_path / "programme.pdf"
    path.write_bytes(made(events[name], fold, design))
    result = page_validation.validate_pdf(str(path), profile=profile)
    assert result.is_compliant, [failure.rule_id for failure in result.failures]


@pytest.mark.parametrize("purpose", list(Purpose))
def test_for_whom_it_is_made_it_is_sound(
    events: Mapping[str, Event], judge: Callable[..., str], purpose: Purpose
) -> None:
    content = made(events["three-days"], "booklet", "mosaic", Delivery(purpose))
    judge("qpdf", "--check", content)
    said = judge("pdfinfo", content)
    assert ("PDF/X-1a:2003" in said) == (purpose is Purpose.PRINT_SHOP)
    assert f"Pages:           {4 if purpose is Purpose.OFFICE else 8}" in said
