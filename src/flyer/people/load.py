"""A participants' file becomes People."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from flyer.event.model import Event
from flyer.people import tables
from flyer.people.columns import Columns, match
from flyer.people.model import Participant, People
from flyer.people.rows import ROLES, RowReader
from flyer.people.tables import Row, Table
from flyer.problems import Place, Problem, UserError, place_of


def load(data: bytes, name: str, event: Event, *, skip_invalid: bool = False) -> People:
    """Turn the bytes of a participants' file into People; `name` is the file as typed.

    Raises UserError with all problems at once. With `skip_invalid` a row that cannot be used is skipped, counted and
    told of in `People.problems`; a file or a header that cannot be used still raises.
    """
    table = tables.read(data, name)
    columns, of_header = match(table)
    participants, of_rows = _participants(table, RowReader.of(table, columns, event))
    of_header += _missing(table, columns, participants, event)
    if of_header or (of_rows and not skip_invalid):
        raise UserError([*of_header, *of_rows])
    return People(
        participants=tuple(participants),
        read=len(table.rows),
        skipped=len(table.rows) - len(participants),
        problems=tuple(sorted(of_rows)),
    )


def _participants(table: Table, reader: RowReader) -> tuple[list[Participant], list[Problem]]:
    """The rows that can be used, each once, and all that is wrong with the others."""
    participants: list[Participant] = []
    problems: list[Problem] = []
    rows: dict[tuple[str, ...], Participant] = {}
    ids: dict[str, Participant] = {}
    for row in table.rows:
        if reader.came_to_nothing(row):
            continue
        try:
            participant = reader.participant(row)
        except UserError as error:
            problems += error.problems
            continue
        if again := _again(row, rows, participant, ids):
            problems.append(again)
            continue
        rows[row.cells] = ids[participant.id.casefold()] = participant
        participants.append(participant)
    return participants, problems


def _again(
    row: Row,
    rows: Mapping[tuple[str, ...], Participant],
    participant: Participant,
    ids: Mapping[str, Participant],
) -> Problem | None:
    """What is wrong when a row or an id comes a second time."""
    if first := rows.get(row.cells):
        what = f"the row says the same as line {place_of(first).line}"
        return Problem(place_of(participant), what, "delete one of the two")
    if first := ids.get(participant.id.casefold()):
        what = f"the id '{participant.id}' is that of line {place_of(first).line} already"
        hint = "write different ids, or delete one row; where none is written, name, e-mail and organisation make it"
        return Problem(place_of(participant, "id"), what, hint)
    return None


def _missing(table: Table, columns: Columns, participants: Iterable[Participant], event: Event) -> Iterator[Problem]:
    """What the file as a whole has to have; exports of systems that know no fees need not have a fee."""
    header = Place(table.name, table.header.line)
    if not table.rows:
        yield Problem(header, "the file has a header but no participants", "write one row for each of them")
    fees = ", ".join(fee.id for fee in event.registration.fees)
    pays = any(participant.role == ROLES[0] for participant in participants)
    if fees and pays and not columns.export and "fee" not in columns.cells:
        yield Problem(header, "no column holds the fee", f"add a column fee with one of: {fees}")
