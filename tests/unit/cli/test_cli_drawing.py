"""Badges in parts: the same file, notes and problems whoever makes them."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner, Result

from flyer.cli import drawing, executors
from flyer.cli.commands import flyer
from flyer.documents.badge import pages
from flyer.preflight import Check

PEOPLE = 45
LONG = "Wolfeschlegelsteinhausenbergerdorff"
SHEETS = [
    (),
    ("--duplex", "long"),
    ("--cut-and-stack", "--start", "4", "--skip", "6"),
    ("--tray-cards", "--blank", "fill"),
    ("--blank", "23", "--duplex", "short", "--crop-marks"),
]


def run(*arguments: str) -> Result:
    return CliRunner().invoke(flyer, arguments)


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The German starter's event with many people, whose badges are made twenty at a time."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(pages, "A_PART", 20)
    assert run("new").exit_code == 0
    write([f"Maximiliane-Henriette {n}" if n % 9 == 0 else f"Ada {n}" for n in range(PEOPLE)])


def write(first_names: list[str]) -> None:
    """A list of people, whose second column from line 2 on holds these names."""
    rows = (f"p{n},{name},{'ÄBCĐ'[n % 4]}ß̀ Öz {n},standard" for n, name in enumerate(first_names))
    Path("participants.csv").write_text("\n".join(["id,first_name,last_name,fee", *rows, ""]), "utf-8")


def made(*arguments: str) -> tuple[bytes, object]:
    """The file, and what is said of it."""
    result = run("badges", "--json", *arguments)
    assert result.exit_code == 0, result.output
    return Path("output/badges.pdf").read_bytes(), json.loads(result.stdout)["files"]


@pytest.mark.parametrize("sheets", SHEETS, ids=" ".join)
def test_however_many_processes_make_it_the_file_is_the_same(sheets: tuple[str, ...]) -> None:
    alone, said = made(*sheets)
    assert made("--jobs", "2", *sheets) == (alone, said)
    assert made("--jobs", "3", *sheets) == (alone, said)
    with pikepdf.open("output/badges.pdf") as file:
        assert len(file.Root.Pages.Kids) >= 3


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    from distributed import LocalCluster

    with LocalCluster(
        n_workers=1, threads_per_worker=2, processes=False, protocol="tcp", dashboard_address=None
    ) as cluster:
        yield str(cluster.scheduler_address)


def test_parts_say_together_what_one_piece_says(monkeypatch: pytest.MonkeyPatch) -> None:
    _, in_parts = made("--duplex", "long")
    monkeypatch.setattr(pages, "A_PART", 1000)
    _, in_one = made("--duplex", "long")
    assert in_parts == in_one
    assert "badges, first name: 5 " in json.dumps(in_one)


def test_a_cluster_makes_the_same_file(cluster: str) -> None:
    alone, said = made()
    assert made("--dask", cluster) == (alone, said)


def test_a_cluster_that_does_not_answer_writes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(executors, "_PATIENCE", "0.2s")
    result = run("badges", "--dask", "tcp://127.0.0.1:1")
    assert result.exit_code == 3
    assert result.stderr.startswith("no Dask cluster answers at 'tcp://127.0.0.1:1'\n  hint: ")
    assert not Path("output").exists()


@pytest.mark.parametrize(("option", "value"), [("--jobs", "0"), ("--jobs", "61"), ("--jobs", "many"), ("--dask", "x")])
def test_what_makes_no_sense_is_wrong_use(option: str, value: str) -> None:
    result = run("badges", option, value)
    assert result.exit_code == 2
    assert option in result.stderr


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_problems_of_all_parts_come_at_once(jobs: str) -> None:
    write([LONG if n in (0, 21, 44) else f"Ada {n}" for n in range(PEOPLE)])
    result = run("badges", "--jobs", jobs)
    assert result.exit_code == 1
    places = [line.partition(": ")[0] for line in result.stderr.splitlines() if "does not fit" in line]
    assert places == ["participants.csv:2:4", "participants.csv:23:5", "participants.csv:46:5"]
    assert result.stderr.splitlines()[-1] == "3 problems, nothing was written"
    assert not Path("output").exists()


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_what_preflight_finds_names_the_page_of_the_whole(jobs: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flyer.preflight.rules.RULES", (lambda page: [("is not good enough", "mend it")],))
    result = run("badges", "--jobs", jobs)
    assert result.exit_code == 1
    found = sorted(int(line.split("page ")[1].split(":")[0]) for line in result.stderr.splitlines() if "page " in line)
    assert sorted(set(found)) == [1, 2, 3, 4, 5]


def test_a_worker_that_dies_writes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Check, "pages", lambda *_: os._exit(1))
    result = run("badges", "--jobs", "2")
    assert result.exit_code == 3
    assert result.stderr.startswith("a worker ended before its work was done\n  hint: ")
    assert not Path("output").exists()


def test_few_badges_are_one_part(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing.pdf, "draw_part", lambda *_: pytest.fail("in parts"))
    write(["Ada", "Bo"])
    made("--jobs", "2")
