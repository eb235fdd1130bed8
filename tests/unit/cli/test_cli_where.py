from pathlib import Path

import click
import pytest

from flyer.cli.where import Where


def where(**given: str) -> Where:
    paths = {name: Path(given[name]) if name in given else None for name in Where.__match_args__}
    return Where(**{**paths, "event": Path(given.get("event", "event.yaml"))})


def test_what_is_not_named_is_beside_the_event() -> None:
    silent = where(event="jt/event.yaml")
    assert silent.candidates == (Path("jt/participants.csv"), Path("jt/participants.xlsx"))
    assert silent.output_folder == Path("jt/output")
    assert silent.ledger_file == Path("jt/ledger.sqlite")


def test_what_is_named_counts() -> None:
    named = where(event="jt/event.yaml", participants="a.csv", output="b", ledger="c/l.sqlite")
    assert (named.candidates, named.output_folder) == ((Path("a.csv"),), Path("b"))
    assert named.ledger_file == Path("c/l.sqlite")


@pytest.mark.parametrize("ledger", ["output/l.sqlite", "x/../output/invoices/l.sqlite"])
def test_the_ledger_is_never_inside_the_output_folder(ledger: str) -> None:
    with pytest.raises(click.UsageError, match="must not be inside 'output'"):
        where(ledger=ledger).ledger_file  # noqa: B018
