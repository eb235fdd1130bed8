"""`flyer signs`, `cards`, `attendance` and `certificates`: what is needed where the event takes place."""

from __future__ import annotations

from flyer.cli.making import Output, begin, finish
from flyer.cli.report import Report
from flyer.cli.where import Where
from flyer.cli.workspace import looked_up
from flyer.documents import attendance as attendance_list
from flyer.documents import cards as table_cards
from flyer.documents import certificates as certificates_of_attendance
from flyer.documents import signs as door_signs


def signs(*, where: Where) -> Report:
    """Write output/signs.pdf."""
    job = begin(where, with_people=False)
    document = door_signs.compose(job.event, job.words, job.family)
    return finish(job, [Output(where.output_folder / "signs.pdf", document)])


def cards(*, where: Where) -> Report:
    """Write output/cards.pdf."""
    job = begin(where, with_people=False)
    document = table_cards.compose(job.event, job.words, job.family)
    return finish(job, [Output(where.output_folder / "cards.pdf", document)])


def attendance(*, where: Where, skip_invalid: bool) -> Report:
    """Write output/attendance.pdf."""
    job = begin(where, skip_invalid=skip_invalid)
    document = attendance_list.compose(job.event, job.people.participants, job.words, job.family)
    return finish(job, [Output(where.output_folder / "attendance.pdf", document)])


def certificates(*, where: Where, only: tuple[str, ...], skip_invalid: bool) -> Report:
    """Write output/certificates.pdf."""
    job = begin(where, skip_invalid=skip_invalid)
    people, remarks = looked_up(where, job.people.participants, only)
    document = certificates_of_attendance.compose(job.event, people, job.words, job.family)
    return finish(job, [Output(where.output_folder / "certificates.pdf", document)], remarks)
