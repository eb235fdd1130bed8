"""`flyer schedule`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from flyer.cli.making import Output
from flyer.cli.report import Report
from flyer.cli.where import Where
from flyer.cli.workspace import read_event
from flyer.cli.writing import write
from flyer.event.model import Event
from flyer.exports import frab, ics

_FORMS: Final[Mapping[str, Callable[[Event], bytes]]] = {
    "ics": ics.schedule,
    "xml": frab.schedule_xml,
    "json": frab.schedule_json,
}


def schedule(*, where: Where, form: str) -> Report:
    """Write output/schedule.ics, .xml or .json."""
    event = read_event(where)
    content = _FORMS[form](event)
    output = Output(where.output_folder / f"schedule.{form}", lambda: content)
    write([(output.file, content)])
    return Report(lines=(str(output.file),), data={"event": event.name, "files": [output.data]})
