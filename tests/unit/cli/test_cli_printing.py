"""What `flyer badges` prints for whom, why, and that nothing is printed without a record."""

import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from flyer.cli import printing
from flyer.cli.commands import flyer
from flyer.people.prints import Prints
from flyer.problems import SurroundingsError

PEOPLE = """id,first_name,last_name,organisation,role
p1,Anna,Meier,Stadt Köln,guest
p2,Bea,Mayer,Kreis Düren,speaker
p3,Jörg,Müller,Amt,guest
"""
LEDGER = Path("ledger.sqlite")
BADGES = Path("output/badges.pdf")


def run(*arguments: str, answer: str = "") -> Result:
    return CliRunner().invoke(flyer, arguments, input=answer)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The English starter's event with three people."""
    monkeypatch.chdir(tmp_path)
    assert run("new").exit_code == 0
    Path("participants.csv").write_text(PEOPLE, "utf-8")
    return tmp_path


def change(old: str, new: str) -> None:
    text = Path("participants.csv").read_text("utf-8")
    assert old in text
    Path("participants.csv").write_text(text.replace(old, new), "utf-8")


def recorded() -> list[tuple[str, str, int]]:
    """For whom, why and the how-manieth, in the order of the log."""
    if not LEDGER.exists():
        return []
    connection = sqlite3.connect(LEDGER)
    rows = connection.execute("SELECT participant, reason, count FROM prints ORDER BY sequence").fetchall()
    connection.close()
    return rows


def counts(*arguments: str) -> tuple[dict[str, int], int]:
    result = run("badges", *arguments, "--json")
    assert result.exit_code == 0, result.stderr
    said = json.loads(result.stdout)
    return {key: count for key, count in said["badges"].items() if count}, len(said["files"])


ALL = [("p2", "new", 1), ("p1", "new", 1), ("p3", "new", 1)]


def test_every_run_is_recorded_and_changed_prints_what_is_new_or_altered() -> None:
    assert counts("--changed") == ({"new": 3}, 1)
    assert recorded() == ALL
    change("Stadt Köln", "Stadt Bonn")
    change("p3,", "p4,Cem,Ay,,guest\np3,")
    assert counts("--changed") == ({"new": 1, "altered": 1, "unchanged": 2}, 1)
    assert recorded() == [*ALL, ("p4", "new", 1), ("p1", "altered", 2)]
    assert counts("--changed") == ({"unchanged": 4}, 0)
    assert counts() == ({"again": 4}, 1)
    assert recorded()[5:] == [("p4", "again", 2), ("p2", "again", 2), ("p1", "again", 3), ("p3", "again", 2)]


def test_changed_writes_nothing_when_nothing_changed() -> None:
    run("badges")
    before = BADGES.stat().st_mtime_ns
    result = run("badges", "--changed")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "3 badges not changed and left out\nno badge is new or altered, nothing was written\n"
    assert (BADGES.stat().st_mtime_ns, recorded()) == (before, ALL)


def test_blank_badges_are_written_when_nothing_changed() -> None:
    run("badges")
    result = run("badges", "--changed", "--blank", "2")
    assert (result.exit_code, result.stdout) == (0, "output/badges.pdf\n")
    assert result.stderr == "3 badges not changed and left out\n"


def test_a_look_or_another_order_alters_no_badge() -> None:
    run("badges")
    assert counts("--changed", "--stock", "a6-portrait", "--order", "role") == ({"unchanged": 3}, 0)


def test_what_is_not_printed_alters_no_badge() -> None:
    run("badges")
    Path("participants.csv").write_text(PEOPLE.replace("role\n", "role,note\n").replace("guest\n", "guest,vegan\n"))
    change("speaker", "speaker,")
    assert counts("--changed") == ({"unchanged": 3}, 0)


def test_a_badge_that_has_not_changed_is_printed_again_for_a_reason() -> None:
    run("badges")
    refused = run("badges", "--only", "Meier")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "not changed since it was printed: Anna Meier (printed once, on 2027-05-03: new)" in refused.stderr
    assert "--reason" in refused.stderr
    assert recorded() == ALL
    assert counts("--only", "Meier", "--reason", "coffee") == ({"again": 1}, 1)
    assert recorded()[3:] == [("p1", "coffee", 2)]
    again = run("badges", "--only", "Meier")
    assert "Anna Meier (printed 2 times, last on 2027-05-03: coffee)" in again.stderr


def test_a_badge_that_has_changed_needs_no_reason_and_a_given_one_is_not_its_own() -> None:
    run("badges")
    change("Meier", "Meierhof")
    assert counts("--only", "Meier", "--only", "Bea", "--reason", "lost") == ({"altered": 1, "again": 1}, 1)
    assert recorded()[3:] == [("p2", "lost", 2), ("p1", "altered", 2)]


def test_with_changed_nobody_is_asked() -> None:
    run("badges")
    assert counts("--changed", "--only", "Meier") == ({"unchanged": 1}, 0)


def test_on_a_terminal_the_reason_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "can_ask", lambda: True)
    run("badges")
    asked = run("badges", "--only", "Meier", answer=" \ncoffee\n")
    assert asked.exit_code == 0, asked.stderr
    assert asked.stdout == f"{BADGES}\n"
    assert "not changed since it was printed: Anna Meier" in asked.stderr
    assert recorded()[3:] == [("p1", "coffee", 2)]


def test_who_does_not_answer_prints_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "can_ask", lambda: True)
    run("badges")
    before = BADGES.read_bytes()
    assert run("badges", "--only", "Meier", answer="").exit_code == 1
    assert (recorded(), BADGES.read_bytes()) == (ALL, before)


def test_a_reason_commands_no_terminal() -> None:
    run("badges")
    run("badges", "--only", "Meier", "--reason", "\x1b[2Jcoffee")
    refused = run("badges", "--only", "Meier")
    assert "\\x1b[2Jcoffee" in refused.stderr
    assert "\x1b" not in refused.stderr


def test_a_reason_is_one_line() -> None:
    run("badges", "--reason", "none")
    run("badges", "--only", "Meier", "--reason", " lost\n\tit ")
    assert recorded()[-1] == ("p1", "lost it", 2)


def test_a_blank_reason_is_wrong_use() -> None:
    assert run("badges", "--reason", " ").exit_code == 2


def test_a_build_is_a_proof_and_not_recorded() -> None:
    result = run("build")
    assert result.exit_code == 0, result.stderr
    assert BADGES.exists()
    assert recorded() == []
    assert counts("--changed") == ({"new": 3}, 1)


def test_blank_badges_are_nobodys() -> None:
    run("badges")
    result = run("badges", "--changed", "--blank", "2", "--json")
    assert result.exit_code == 0, result.stderr
    assert len(json.loads(result.stdout)["files"]) == 1
    assert recorded() == ALL
    assert counts("--changed") == ({"unchanged": 3}, 0)


def test_the_log_may_be_elsewhere_but_not_in_the_output() -> None:
    assert run("badges", "--ledger", "other.sqlite").exit_code == 0
    assert Path("other.sqlite").exists()
    assert not LEDGER.exists()
    assert run("badges", "--ledger", "output/ledger.sqlite").exit_code == 2


def test_a_run_with_problems_records_nothing() -> None:
    change("Meier", "M" * 150)
    result = run("badges")
    assert result.exit_code == 1
    assert not LEDGER.exists()


def test_a_file_that_cannot_be_written_is_not_recorded(monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(self: Path, target: Path) -> None:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", failing)
        result = run("badges")
    assert result.exit_code == 3
    assert recorded() == []
    assert not Path("output").exists()
    assert counts("--changed") == ({"new": 3}, 1)


def test_without_a_log_nothing_is_written() -> None:
    LEDGER.write_text("first_name,last_name\n" * 100)
    result = run("badges")
    assert result.exit_code == 1
    assert "is not a ledger of this program" in result.stderr
    assert not BADGES.exists()


def test_a_log_that_cannot_be_begun_leaves_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object) -> int:
        raise SurroundingsError("the ledger 'ledger.sqlite' cannot grow, the disk is full", "make room")

    monkeypatch.setattr(Prints, "begin", failing)
    result = run("badges")
    assert result.exit_code == 3
    assert not Path("output").exists()


def test_a_file_that_cannot_be_recorded_is_told_at_once_and_by_the_next_run(monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object) -> None:
        raise SurroundingsError("the ledger 'ledger.sqlite' cannot grow, the disk is full", "make room")

    with monkeypatch.context() as patch:
        patch.setattr(Prints, "record", failing)
        result = run("badges")
    assert result.exit_code == 3
    assert "the disk is full, and output/badges.pdf was written but is not recorded as printed" in result.stderr
    assert recorded() == []
    again = run("badges", "--changed")
    assert "the run of 2027-05-03T" in again.stderr
    assert "its 3 badges are not recorded" in again.stderr
    assert recorded() == ALL
    assert "no badge is new or altered" in run("badges", "--changed").stderr


KILLED = """
import os, signal, sys
from pathlib import Path
from flyer.cli.commands import flyer
from flyer.people.prints import Prints

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

setattr({"Path": Path, "Prints": Prints}[sys.argv[1]], sys.argv[2], die)
flyer(["badges"])
"""


@pytest.mark.parametrize(
    ("where", "written", "told"),
    [("Prints begin", False, False), ("Path replace", False, True), ("Prints record", True, True)],
)
def test_a_run_that_is_killed_records_nothing_and_what_it_may_have_written_is_told(
    where: str, written: bool, told: bool
) -> None:
    done = subprocess.run([sys.executable, "-c", KILLED, *where.split()], capture_output=True, check=False)
    assert done.returncode == -9, done.stderr
    assert BADGES.exists() == written
    assert recorded() == []
    result = run("badges", "--changed")
    assert result.exit_code == 0
    assert ("was broken off or is still going on: its 3 badges are not recorded" in result.stderr) == told
    assert recorded() == ALL


def test_names_are_found_despite_typing_mistakes_and_it_is_said_who() -> None:
    found = run("badges", "--only", "Moller")
    assert (found.exit_code, found.stderr) == (0, "'Moller' is taken for Jörg Müller (Amt, p3)\n")
    assert recorded() == [("p3", "new", 1)]


def test_a_text_that_is_like_several_prints_nobody() -> None:
    refused = run("badges", "--only", "Maier", "--only", "Amd", "--only", "Xyz")
    assert refused.exit_code == 1
    both = "Bea Mayer (Kreis Düren, p2), Anna Meier (Stadt Köln, p1)"
    assert f"'Maier' finds nobody, but is like 2: {both}" in refused.stderr
    assert "'Xyz' finds nobody\n" in refused.stderr
    assert not BADGES.exists()


def test_a_text_that_several_contain_prints_them_all_and_says_so() -> None:
    found = run("badges", "--only", "kreis", "--only", "M")
    assert found.exit_code == 0
    assert found.stderr == (
        "'M' finds 3: Bea Mayer (Kreis Düren, p2), Anna Meier (Stadt Köln, p1), Jörg Müller (Amt, p3)\n"
    )


def test_billing_forgives_no_typing_mistake() -> None:
    Path("participants.csv").write_text(
        "id,first_name,last_name,fee,street,postcode,city\np1,Anna,Meier,standard,Weg 1,50667,Köln\n", "utf-8"
    )
    refused = run("issue", "--only", "Maier", "--yes")
    assert refused.exit_code == 1
    assert "'Maier' finds nobody" in refused.stderr
    assert run("issue", "--only", "Meier", "--yes").exit_code == 0


def test_badges_come_in_the_order_of_the_event_or_of_the_command_line() -> None:
    event = Path("event.yaml").read_text("utf-8")
    Path("event.yaml").write_text(event.replace("badges: {", "badges: {order: given, "), "utf-8")
    run("badges")
    run("badges", "--order", "role")
    assert [each[0] for each in recorded()] == ["p1", "p2", "p3", "p2", "p1", "p3"]


def test_the_log_can_be_read() -> None:
    nothing = run("ledger", "prints")
    assert (nothing.exit_code, nothing.stdout, nothing.stderr) == (0, "", "nothing was printed yet\n")
    assert not LEDGER.exists()
    run("badges")
    run("badges", "--only", "Mayer", "--reason", "coffee")
    told = [line.split("  ") for line in run("ledger", "prints").stdout.splitlines()]
    assert [each[1:] for each in told][-2:] == [["p3", "#1", "new"], ["p2", "#2", "coffee"]]
    assert len(told) == 4
    last = json.loads(run("ledger", "prints", "--json").stdout)["prints"][-1]
    assert (last["participant"], last["reason"], last["count"]) == ("p2", "coffee", 2)
    assert last["printed_at"].startswith(told[-1][0])
