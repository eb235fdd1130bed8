"""Any text comes through an iCalendar file as it was."""

import icalendar
from hypothesis import given
from hypothesis import strategies as st

from flyer.exports.ics import escape, fold

texts = st.text(st.one_of(st.characters(exclude_categories=("Cc", "Cs")), st.sampled_from("\n\\,;: ä😀")))


@given(texts)
def test_folding_loses_nothing_and_keeps_the_length(text: str) -> None:
    line = "SUMMARY:" + escape(text)
    folded = fold(line)
    assert folded.endswith(b"\r\n")
    parts = folded.removesuffix(b"\r\n").split(b"\r\n")
    assert all(len(part) <= 75 for part in parts)
    assert "".join(part.decode()[1 if n else 0 :] for n, part in enumerate(parts)) == line


@given(texts)
def test_another_library_reads_what_was_written(text: str) -> None:
    lines = ("BEGIN:VCALENDAR", "BEGIN:VEVENT", "DESCRIPTION:" + escape(text), "END:VEVENT", "END:VCALENDAR")
    calendar = icalendar.Calendar.from_ical(b"".join(map(fold, lines)))
    assert str(calendar.walk("VEVENT")[0]["DESCRIPTION"]) == text
