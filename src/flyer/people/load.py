"""A participants' file becomes People."""

from __future__ import annotations

from collections.abc import Iterator

from flyer.event.model import Event
from flyer.people import tables
from flyer.people.columns import Columns, match
from flyer.people.model import People
from flyer.people.places import CellPlaces
from flyer.people.records import kept
from flyer.people.roll import Roll
from flyer.people.rows import ROLES, RowReader
from flyer.people.tables import Table
from flyer.problems import Place, Problem, UserError


def load(data: bytes, name: str, event: Event, *, skip_invalid: bool = False) -> People:
    """Turn the bytes of a participants' file into People; `name` is the file as typed.

    Raises UserError with all problems at once. With `skip_invalid` a row that cannot be used is skipped, counted and
    told of in `People.problems`; a file or a header that cannot be used still raises.
    """
    table = tables.read(data, name)
    columns, of_header = match(table)
    participants, read, of_rows = _participants(table, RowReader.of(table, columns, event))
    of_header += _missing(table, columns, participants, read, event)
    if of_header or (of_rows and not skip_invalid):
        raise UserError([*of_header, *of_rows])
    return People(
        participants=participants, read=read, skipped=read - len(participants), problems=tuple(sorted(of_rows))
    )


def _participants(table: Table, reader: RowReader) -> tuple[Roll, int, list[Problem]]:
    """The rows that can be used, each once, how many were read, and all that is wrong with the others."""
    problems: list[Problem] = []
    read = 0

    def usable() -> Iterator[bytes]:
        nonlocal read, problems
        for row in table.rows:
            read += 1
            if reader.came_to_nothing(row):
                continue
            try:
                yield reader.form.packed(reader.texts(row), row)
            except UserError as error:
                problems += error.problems

    people = Roll(kept(usable()), reader.form)
    again = dict(_again(people))
    once = people.picked(at for at in range(len(people)) if at not in again) if again else people
    return once, read, [*problems, *again.values()]


def _again(people: Roll) -> Iterator[tuple[int, Problem]]:
    """Who comes a second time, and what is wrong with that."""
    if len(set(map(hash, map(str.casefold, people.ids())))) == len(people):
        return
    first: dict[str, CellPlaces] = {}
    for at, (id, place) in enumerate(zip(people.ids(), people.places(), strict=True)):
        if (known := first.setdefault(id.casefold(), place)) is not place:
            yield at, _repeated(id, place, known)


def _repeated(id: str, places: CellPlaces, first: CellPlaces) -> Problem:
    """What is wrong with a second row of an id; one that says the same has the same id."""
    if first.cells == places.cells:
        what = f"the row says the same as line {first[''].line}"
        return Problem(places[""], what, "delete one of the two")
    what = f"the id '{id}' is that of line {first[''].line} already"
    hint = "write different ids, or delete one row; where none is written, name, e-mail and organisation make it"
    return Problem(places["id" if "id" in places else ""], what, hint)


def _missing(table: Table, columns: Columns, participants: Roll, read: int, event: Event) -> Iterator[Problem]:
    """What the file as a whole has to have; exports of systems that know no fees need not have a fee."""
    header = Place(table.name, table.header.line)
    if not read:
        yield Problem(header, "the file has a header but no participants", "write one row for each of them")
    fees = ", ".join(fee.id for fee in event.registration.fees)
    asked = fees and not columns.export and "fee" not in columns.cells
    if asked and any(participant.role == ROLES[0] for participant in participants):
        yield Problem(header, "no column holds the fee", f"add a column fee with one of: {fees}")
