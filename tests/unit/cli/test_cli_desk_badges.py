"""What `flyer desk` hands to its pages: badges as they are printed, and what is said of those that do not fit."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from flyer.cli import desk
from flyer.cli.commands import flyer
from flyer.desk.surroundings import Surroundings
from flyer.people.model import Participant
from flyer.problems import Place, UserError
from flyer.wording import Wording


@pytest.fixture
def started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Surroundings]:
    """Starts the desk of the starter's event, with other settings of its badges, as far as it would serve."""
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(flyer, ["new", "--language", "en"]).exit_code == 0

    def start(settings: str = "", *options: str) -> Surroundings:
        if settings:
            event = Path("event.yaml").read_text("utf-8").partition("\ndocuments:\n")[0]
            Path("event.yaml").write_text(f"{event}\ndocuments:\n  badges:\n{settings}", "utf-8")
        seen: list[Surroundings] = []
        monkeypatch.setattr(desk, "_serve", lambda where, job, surroundings, listening: seen.append(surroundings))
        result = CliRunner().invoke(flyer, ["desk", "--port", "0", *options])
        assert result.exit_code == 0, result.output
        return seen[0]

    return start


def ada(**fields: str) -> Participant:
    return Participant(id="A1", places={"": Place("form")}, **{"first_name": "Ada", "last_name": "Byron", **fields})


@pytest.mark.parametrize(
    ("fields", "settings", "german"),
    [
        (
            {"last_name": "Lovelace" * 12},
            "",
            "Nachname von „Ada LovelaceLovelaceLovelaceLovelaceLovelaceLovelaceLovelac…“ passt nicht: „Lovelace",
        ),
        (
            {"last_name": "Byron 🚂"},
            "",
            "Nachname hat Zeichen, die keine Schrift hier drucken kann: '🚂' (U+1F682)",
        ),
        (
            {"title": "Dr.", "organisation": "Amt für Soziales und Bildung"},
            "    code: vcard\n    stock: herma-9642\n",
            "Der QR-Code passt nicht: Er braucht 19.1 mm, das Etikett hat 17.5 mm",
        ),
        (
            {"organisation": "Öffentliche Verwaltung " * 25},
            "    code: vcard\n",
            " Bytes passen nicht in einen QR-Code der Version 13 und Stufe L, der 425 fasst",
        ),
    ],
)
def test_what_does_not_fit_is_said_in_german(started, fields: dict[str, str], settings: str, german: str) -> None:
    with pytest.raises(UserError) as error:
        started(settings).badge(ada(**fields), "")
    words = Wording.of("de")
    told = [words.told(each.what) for each in error.value.problems]
    assert german in " ".join(told)
    for each in error.value.problems:
        assert words.told(each.what) != each.what
        assert words.told(each.hint) != each.hint


@pytest.mark.parametrize(
    ("settings", "dots"), [("    dpi: 203\n", 609), ("    dpi: 300\n", 600), ("    dpi: 600\n", 600)]
)
def test_pictures_to_print_have_whole_dots_for_each_of_the_printers(started, settings: str, dots: int) -> None:
    assert started(settings).dots == dots


def test_what_is_looked_at_is_a_picture_of_what_is_printed(started, monkeypatch: pytest.MonkeyPatch) -> None:
    surroundings = started()
    badge = surroundings.badge(ada(), "")
    assert surroundings.badge(ada(), "") == badge
    assert surroundings.badge(replace(ada(), last_name="King"), "") != badge
    assert surroundings.picture(badge, 200) == surroundings.picture(badge, 200) != surroundings.picture(badge, 300)


def test_only_with_lan_there_are_addresses_for_others(started, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk, "_addresses", lambda: iter(["192.0.2.1"]))
    assert started().addresses() is None
    (address,) = started("", "--lan").addresses() or ()
    assert address.startswith("http://192.0.2.1:")
    monkeypatch.setattr(desk, "_addresses", lambda: iter([]))
    assert started("", "--lan").addresses() == ()
