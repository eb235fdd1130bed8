"""`flyer programme`."""

from __future__ import annotations

from flyer.cli.making import Job, Output, begin, finish
from flyer.cli.report import Report
from flyer.cli.where import Where
from flyer.documents.programme import compose


def programme(*, where: Where) -> Report:
    """Write output/programme.pdf."""
    job = begin(where, with_people=False)
    return finish(job, [output(where, job)])


def output(where: Where, job: Job) -> Output:
    """The programme flyer, composed."""
    return Output(where.output_folder / "programme.pdf", compose(job.event, job.words, job.family))
