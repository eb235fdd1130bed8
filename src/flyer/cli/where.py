"""Where an event's files are: what the options say and, where they are silent, beside event.yaml."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import click

LISTS = ("participants.csv", "participants.xlsx")


class Where(NamedTuple):
    """The files as typed on the command line; None is the default beside event.yaml."""

    event: Path
    participants: Path | None
    output: Path | None
    ledger: Path | None

    @property
    def output_folder(self) -> Path:
        """Where documents are written."""
        return self.output or self.event.with_name("output")

    @property
    def ledger_file(self) -> Path:
        """Where the ledger is kept: never inside the output folder, which may be emptied at any time.

        Raises click.UsageError when it would be.
        """
        ledger = self.ledger or self.event.with_name("ledger.sqlite")
        if ledger.resolve().is_relative_to(self.output_folder.resolve()):
            raise click.UsageError(f"the ledger '{ledger}' must not be inside '{self.output_folder}'")
        return ledger

    @property
    def candidates(self) -> tuple[Path, ...]:
        """The names the list of participants may have."""
        return (self.participants,) if self.participants else tuple(map(self.event.with_name, LISTS))
