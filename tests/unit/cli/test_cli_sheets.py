"""`flyer badges` on sheets as an office has them."""

import json
import shutil
from pathlib import Path

import pypdfium2
import pytest
from click.testing import CliRunner, Result

from flyer.cli.commands import flyer


def run(*arguments: str) -> Result:
    return CliRunner().invoke(flyer, ["badges", *arguments])


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("started")
    assert CliRunner().invoke(flyer, ["new", str(folder), "--language", "en"]).exit_code == 0
    return folder


@pytest.fixture(autouse=True)
def _here(started: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(started, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)


def pages(*arguments: str) -> int:
    result = run("--json", *arguments)
    assert result.exit_code == 0, result.stderr
    (file,) = json.loads(result.stdout)["files"]
    return int(file["pages"])


def texts() -> list[str]:
    with pypdfium2.PdfDocument("output/badges.pdf") as document:
        return [page.get_textpage().get_text_range() for page in document]


def people() -> int:
    return int(json.loads(run("--json").stdout)["participants"]["used"])


def test_a_half_used_sheet_takes_what_it_has_room_for() -> None:
    count = people()
    assert count < 10
    assert pages("--start", str(11 - count)) == 1
    assert pages("--start", str(11 - count), "--skip", "10") == 2
    skipped = [word for slot in range(2, 11) for word in ("--skip", str(slot))]
    assert pages(*skipped) == 2


def test_blank_badges_are_added() -> None:
    roles = "".join(texts_of()).count("Participant")
    assert "".join(texts_of("--blank", "4")).count("Participant") == roles + 4
    assert "".join(texts_of("--blank", "fill")).count("Participant") == roles + 10 - people()
    assert pages("--blank", "fill") == 1


def texts_of(*arguments: str) -> list[str]:
    assert run(*arguments).exit_code == 0
    return texts()


def test_a_run_in_duplex_says_how_to_print_it() -> None:
    result = run("--duplex", "short")
    assert result.stderr == "print on both sides, the sheets turned about their short edge\n"
    front, back = texts()
    assert sorted(front.split()) == sorted(back.split())


def test_the_event_may_ask_for_duplex_and_the_command_line_may_decline() -> None:
    event = Path("event.yaml")
    event.write_text(event.read_text("utf-8").replace("badges: {", "badges: {duplex: long, "), "utf-8")
    assert pages() == 2
    assert pages("--duplex", "none") == 1


def test_cut_and_stack_says_how_to_lay_the_piles() -> None:
    result = run("--cut-and-stack")
    assert result.stderr == (
        "keep the first sheet on top while cutting; then lay each pile on the one of the next slot\n"
    )


def test_cards_stand_in_the_order_of_names_only() -> None:
    count, cards = len("".join(texts_of()).split()), len("".join(texts_of("--tray-cards")).split())
    assert cards > count
    result = run("--tray-cards", "--order", "role")
    assert result.exit_code == 1
    assert result.stderr.splitlines()[0] == (
        "--order: tray cards stand between names, but badges are in the order 'role'"
    )


def test_a_printer_that_was_measured_shifts_all_badges() -> None:
    def first_letter(*arguments: str) -> tuple[float, ...]:
        assert run(*arguments).exit_code == 0
        with pypdfium2.PdfDocument("output/badges.pdf") as document:
            return document[0].get_textpage().get_charbox(0)[:2]

    Path("printers.toml").write_text("[office]\noffset_x = 2\noffset_y = 1\n", "utf-8")
    (x, y), (shifted_x, shifted_y) = first_letter(), first_letter("--printer", "office")
    assert (shifted_x - x, y - shifted_y) == (
        pytest.approx(2 * 72 / 25.4, abs=0.01),
        pytest.approx(72 / 25.4, abs=0.01),
    )


def test_a_shifted_sheet_of_badges_without_margins_is_cut_off_at_its_edge() -> None:
    Path("printers.toml").write_text("[office]\noffset_x = -0.5\noffset_y = 0.5\n", "utf-8")
    assert pages("--printer", "office", "--stock", "a6-portrait-4up") >= 1


def test_a_stock_of_the_events_own() -> None:
    event, own = Path("event.yaml"), "{paper: 100x60, label: 100x60}"
    event.write_text(event.read_text("utf-8").replace("badges: {", f"badges: {{stocks: {{ours: {own}}}, "), "utf-8")
    assert pages("--stock", "ours") == people()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--start", "99"], "--start: there is no slot 99: a sheet of 'avery-zweckform-l4785' has slots from 1 to 10"),
        (["--skip", "3", "--skip", "11"], "--skip: there is no slot 11"),
        (["--start", "0"], "0 is not in the range x>=1"),
        (["--start", "10", "--skip", "10"], "--skip: no slot of the first sheet is left"),
        (["--blank", "many"], "'many' is neither a number up to 9999 nor 'fill'"),
        (["--blank", "-1"], "'-1' is neither a number up to 9999 nor 'fill'"),
        (["--blank", "10000"], "'10000' is neither a number up to 9999 nor 'fill'"),
        (["--duplex", "left"], "'left' is not one of"),
        (["--printer", "office"], "'printers.toml' has no printer 'office'"),
        (["--stock", "mine"], "there is no stock 'mine'"),
    ],
)
def test_wrong_use(arguments: list[str], message: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert not Path("output").exists()


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["--duplex", "long", "--stock", "butterfly-97x269"], "--duplex: the stock 'butterfly-97x269' is folded"),
        (["--crop-marks", "--stock", "a6-landscape-4up"], "--crop-marks: the stock 'a6-landscape-4up' has no room"),
    ],
)
def test_what_a_stock_cannot_do_is_a_problem(arguments: list[str], problem: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 1
    assert result.stderr.startswith(problem)
    assert not Path("output").exists()
