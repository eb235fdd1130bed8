"""The commands on the starter event, from reading to files."""

import json
import re
import shutil
from pathlib import Path

import pypdfium2
import pytest
from click.testing import CliRunner, Result
from PIL import Image

import flyer as flyer_package
from flyer.cli.commands import flyer


def run(*arguments: str, answer: str = "") -> Result:
    return CliRunner().invoke(flyer, arguments, input=answer)


def files(folder: str = ".") -> dict[str, bytes]:
    return {file.as_posix(): file.read_bytes() for file in sorted(Path(folder).rglob("*")) if file.is_file()}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The English starter with all its documents."""
    folder = tmp_path_factory.mktemp("built")
    assert run("new", str(folder), "--language", "en").exit_code == 0
    result = run("build", "-e", str(folder / "event.yaml"))
    assert (result.stderr, result.exit_code) == ("", 0)
    return folder


@pytest.fixture
def here(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the built event, to work in."""
    shutil.copytree(built, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


DRAFTS = ["output/invoices/drafts/example-county.pdf", "output/invoices/drafts/huber-lena_wr4j22xg.pdf"]
ISSUED = ["output/invoices/ND2027-001.pdf", "output/invoices/ND2027-002.pdf"]
OTHERS = ["output/badges.pdf", "output/programme.pdf", "output/slips.pdf"]


def test_build_writes_all_documents_and_says_where(here: Path) -> None:
    first = files("output")
    result = run("build")
    assert sorted(result.stdout.splitlines()) == sorted(first) == sorted([*OTHERS, *DRAFTS])
    assert files("output") == first
    assert all(content.startswith(b"%PDF-1.") for content in first.values())


def test_each_document_alone_is_the_one_of_the_whole(here: Path) -> None:
    whole = files("output")
    for command in ("programme", "badges", "invoices", "slips"):
        assert run(command, "-o", f"alone/{command}").exit_code == 0
    alone = {path.split("/", 2)[2]: content for path, content in files("alone").items()}
    assert alone == {path.removeprefix("output/"): content for path, content in whole.items()}


@pytest.mark.parametrize(
    ("form", "file", "begins"),
    [("html", "programme.html", "<!DOCTYPE html>\n"), ("text", "programme.txt", "Neighbourhood")],
)
def test_the_programme_without_paper(here: Path, form: str, file: str, begins: str) -> None:
    said = json.loads(run("programme", "--as", form, "-o", "twin", "--json").stdout)
    assert said["files"] == [{"file": f"twin/{file}"}]
    (content,) = files("twin").values()
    assert content.decode().startswith(begins)


def test_json_tells_pages_counts_and_what_was_fitted(here: Path) -> None:
    said = json.loads(run("build", "--json").stdout)
    assert said["event"] == "Neighbourhood Day 2027"
    assert said["participants"] == {"read": 5, "used": 5, "skipped": 0}
    assert {file["file"]: file["pages"] for file in said["files"]} == {
        "output/programme.pdf": 2,
        "output/badges.pdf": 1,
        "output/slips.pdf": 2,
        **dict.fromkeys(DRAFTS, 1),
    }
    assert all(isinstance(file["fitted"], list) for file in said["files"])


def test_json_tells_why_rows_were_skipped(here: Path) -> None:
    assert json.loads(run("check", "--json").stdout)["problems"] == []
    with Path("participants.csv").open("a") as file:
        file.write("a row with too little\n")
    for command in ("badges", "check"):
        said = json.loads(run(command, "--skip-invalid", "--json").stdout)
        assert said["participants"] == {"read": 6, "used": 5, "skipped": 1}
        ((place, what),) = [((p["file"], p["line"]), p["what"]) for p in said["problems"]]
        assert (place, what) == (("participants.csv", 7), "the row has 1 cells, the header has 12")
    failed = json.loads(run("badges", "--json").stdout)
    assert failed == {"files": [], "problems": said["problems"]}


def test_check_writes_nothing(here: Path) -> None:
    shutil.rmtree("output")
    before = files()
    result = run("check")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "event.yaml: no problems\n")
    assert files() == before


def test_check_tells_of_days_without_sessions(here: Path) -> None:
    event = Path("event.yaml")
    text = event.read_text("utf-8").replace("ends: 2027-06-10", "ends: 2027-06-11")
    event.write_text(text.replace("\ntheme:", "  - date: 2027-06-11\n\ntheme:", 1), "utf-8")
    assert run("check").stderr.splitlines() == [
        "event.yaml:91:5: nothing is planned for 2027-06-11 yet, its heading is printed alone",
        "event.yaml: no problems",
    ]


def test_a_coarse_picture_is_a_problem_where_the_event_names_it(here: Path) -> None:
    Image.new("L", (40, 40)).save("coarse.png")
    event = Path("event.yaml")
    event.write_text(event.read_text("utf-8").replace("theme:\n", "theme:\n  picture: coarse.png\n", 1), "utf-8")
    for command in ("check", "build", "programme"):
        problem, hint, *_ = run(command).stderr.splitlines()
        assert re.fullmatch(r"event\.yaml:93:12: a picture has \d+ pixels an inch at its size, it needs 150", problem)
        assert hint == "  hint: take a larger file or a drawing"


def test_all_problems_at_once_and_nothing_is_written(here: Path) -> None:
    shutil.rmtree("output")
    participants = Path("participants.csv").read_text("utf-8").splitlines()
    participants[1] = "x" * 400 + participants[1]
    participants[3] = participants[3].replace("standard", "standart")
    Path("participants.csv").write_text("\n".join(participants), "utf-8")
    before = files()
    for command in ("check", "build", "badges", "invoices", "slips", "issue"):
        result = run(command)
        assert (result.exit_code, result.stdout) == (1, ""), command
        assert "participants.csv:2:" in result.stderr, command
        assert "participants.csv:4:" in result.stderr, command
    assert files() == before


def test_rows_that_cannot_be_used_are_skipped_and_counted(here: Path) -> None:
    with Path("participants.csv").open("a") as file:
        file.write("a row with too little\n")
    assert run("badges").exit_code == 1
    result = run("badges", "--skip-invalid")
    assert (result.exit_code, result.stdout) == (0, "output/badges.pdf\n")
    assert result.stderr.splitlines()[-1] == "participants: 6 read, 5 used, 1 skipped"


def badges_of(*options: str) -> str:
    """The text on the badges that are written with these options."""
    assert run("badges", "--reason", "test", *options).stdout == "output/badges.pdf\n"
    with pypdfium2.PdfDocument("output/badges.pdf") as document:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def test_badges_of_some(here: Path) -> None:
    event = Path("event.yaml").read_text("utf-8")
    speakers = event.replace("  summer: {", "  okoro: {name: Ngozi Okoro, badge: true}\n  summer: {")
    Path("event.yaml").write_text(speakers, "utf-8")
    names = ("Alma", "Jonas", "Lena", "Ngozi")
    assert [name for name in names if name in badges_of()] == list(names)
    assert [name for name in names if name in badges_of("--only", "huber")] == ["Lena"]
    assert [name for name in names if name in badges_of("--only", "okoro", "--only", "university")] == [
        "Jonas",
        "Ngozi",
    ]
    result = run("badges", "--only", "Huber", "--only", "Nobody")
    assert (result.exit_code, result.stderr.splitlines()[0]) == (1, "participants.csv: 'Nobody' finds nobody")


def test_a_stock_that_there_is_not(here: Path) -> None:
    result = run("badges", "--stock", "avery-9999")
    assert result.exit_code == 2
    assert "there is no stock 'avery-9999'" in result.stderr
    event = Path("event.yaml")
    event.write_text(event.read_text("utf-8").replace("avery-zweckform-l4785", "avery-9999"), "utf-8")
    result = run("badges")
    assert result.exit_code == 1
    assert "there is no stock 'avery-9999'" in result.stderr


def test_issue_asks_and_takes_no_for_an_answer(here: Path) -> None:
    result = run("issue", answer="n\n")
    assert result.exit_code == 1
    assert "Issue 2 invoices, 210.00 EUR in all? This cannot be undone." in result.stderr
    assert run("ledger", "list").stderr == "nothing was issued yet\n"


def test_issued_invoices_have_numbers_and_their_drafts_are_gone(here: Path) -> None:
    result = run("issue", answer="y\n")
    assert (result.exit_code, result.stdout.splitlines()) == (0, ISSUED)
    assert sorted(files("output/invoices")) == ISSUED


def test_nothing_is_issued_twice_and_copies_come_back_as_they_were(here: Path) -> None:
    run("issue", "--yes")
    issued = files("output/invoices")
    assert run("issue", "--yes").stderr == "no invoice is waiting to be issued\n"
    shutil.rmtree("output")
    assert run("invoices").stdout.splitlines() == ISSUED
    assert files("output/invoices") == issued
    run("build")
    assert files("output/invoices") == issued


def test_issue_of_some(here: Path) -> None:
    assert run("issue", "--yes", "--only", "huber").stdout.splitlines() == ISSUED[:1]
    assert sorted(files("output/invoices")) == [ISSUED[0], DRAFTS[0]]
    assert run("invoices").stdout.splitlines() == [ISSUED[0], DRAFTS[0]]


def test_issue_finds_who_is_paid_for_by_name_organisation_and_id(here: Path) -> None:
    rows = Path("participants.csv").read_text("utf-8").replace("Okafor,Example County", "Okafor,Youth Office")
    header, *people = rows.splitlines()
    numbered = (f"N{n},{row}" for n, row in enumerate(people, 1))
    Path("participants.csv").write_text("\n".join((f"id,{header}", *numbered)), "utf-8")
    for text in ("ben okafor", "youth", "n4"):
        result = run("issue", "--only", text, answer="n\n")
        assert "Issue 1 invoice, 170.00 EUR in all?" in result.stderr, text
    assert "'N9' finds nobody" in run("issue", "--only", "N9").stderr


def test_drafts_of_those_who_do_not_pay_any_more_go_away(here: Path) -> None:
    kept = Path("output/invoices/drafts/notes.txt")
    kept.write_text("mine")
    rows = Path("participants.csv").read_text("utf-8").splitlines()
    Path("participants.csv").write_text("\n".join(row for row in rows if "Huber" not in row), "utf-8")
    assert run("check").exit_code == 0
    assert sorted(files("output/invoices")) == [*DRAFTS, str(kept)]
    for command in ("invoices", "build"):
        shutil.copy(DRAFTS[0], DRAFTS[1])
        assert run(command).exit_code == 0
        assert sorted(files("output/invoices")) == [DRAFTS[0], str(kept)], command


def test_a_language_without_words_is_refused(here: Path) -> None:
    event = Path("event.yaml")
    event.write_text(event.read_text("utf-8").replace("language: en", "language: fr"), "utf-8")
    for command in ("check", "build", "programme"):
        result = run(command)
        assert (result.exit_code, result.stdout) == (1, "")
        problem, hint, _ = result.stderr.splitlines()
        assert problem.startswith("event.yaml:")
        assert problem.endswith(": there are no words for 'fr' yet")
        assert hint == "  hint: the languages are de and en"


def test_a_family_of_the_users_own(here: Path) -> None:
    packaged = Path(flyer_package.__file__).parent / "fonts" / "dejavu-sans"
    shutil.copytree(packaged, "fonts/dejavu")
    Path("fonts/dejavu/DejaVuSans.ttf").rename("fonts/dejavu/DejaVuSans-Regular.ttf")
    event = Path("event.yaml")
    event.write_text(event.read_text("utf-8").replace("\ntheme:\n", "\ntheme:\n  font: dejavu\n"), "utf-8")
    built = Path("output/programme.pdf").read_bytes()
    result = run("programme")
    assert (result.exit_code, result.stdout) == (0, "output/programme.pdf\n")
    assert Path("output/programme.pdf").read_bytes() != built


def test_ledger_lists_shows_and_proves(here: Path) -> None:
    run("issue", "--yes")
    listed = run("ledger", "list").stdout.splitlines()
    assert [line.split()[0] for line in listed] == ["ND2027-001", "ND2027-002"]
    assert listed[0].endswith("  170.00 EUR  Example County")
    shown = json.loads(run("ledger", "show", "ND2027-001", "--json").stdout)
    assert (shown["total"], shown["buyer"], len(shown["sha256"])) == ("170.00", "Example County", 64)
    assert shown["remittance"].startswith("ND2027-001")
    assert "Example County" in run("ledger", "show", "ND2027-001").stdout
    assert run("ledger", "show", "ND2027-01").exit_code == 1
    assert run("ledger", "verify").stdout == "ledger.sqlite: 2 entries, nothing was altered\n"


def test_a_ledger_that_was_altered_or_is_none(here: Path) -> None:
    assert run("ledger", "verify").exit_code == 1
    Path("ledger.sqlite").write_text("no database")
    for command in (("ledger", "verify"), ("ledger", "list"), ("invoices",), ("issue", "--yes")):
        result = run(*command)
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr.startswith("ledger.sqlite: is not a ledger of this program")


def test_stocks_are_listed_and_searched() -> None:
    assert len(run("stocks").stdout.splitlines()) == 70
    found = run("stocks", "ZWECKFORM l4785")
    assert found.stdout.splitlines()[0].split()[:4] == ["avery-zweckform-l4785", "80", "×", "50"]
    assert json.loads(run("stocks", "l4785", "--json").stdout)["stocks"][0]["slots"] == 10
    assert run("stocks", "nothing").stderr == "no stock is described by 'nothing'\n"
