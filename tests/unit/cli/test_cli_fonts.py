"""A family of the user's own: which file becomes which cut, and what is said of files that do not."""

import datetime as dt
from pathlib import Path

import pytest

import flyer
from flyer.cli.fonts import family
from flyer.cli.where import Where
from flyer.event.model import Event, Organiser, Theme
from flyer.problems import Place, UserError
from flyer.typeset.family import Cut, builtin

PACKAGED = Path(flyer.__file__).parent / "fonts" / "dejavu-sans"
START = dt.datetime(2027, 5, 1, tzinfo=dt.UTC)


def event(font: str) -> Event:
    theme = Theme(font=font, places={"": Place("event.yaml", 8), "font": Place("event.yaml", 9, 9)})
    return Event(
        name="Tagung", language="de", starts=START, ends=START, organiser=Organiser(name="Verein"), theme=theme
    )


@pytest.fixture
def where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Where:
    monkeypatch.chdir(tmp_path)
    Path("fonts/dejavu").mkdir(parents=True)
    return Where(Path("event.yaml"), None, None, None)


def put(source: str, name: str) -> None:
    Path("fonts/dejavu", name).write_bytes((PACKAGED / source).read_bytes())


@pytest.mark.parametrize("font", ["", "source-sans-3"])
def test_the_built_in_family_needs_no_folder(where: Where, font: str) -> None:
    assert family(where, event(font)) is builtin()


def test_the_files_of_a_folder_become_cuts_and_missing_ones_fall_back(where: Where) -> None:
    put("DejaVuSans.ttf", "DejaVuSans-Regular.ttf")
    put("DejaVuSans-Bold.ttf", "DejaVuSans-BOLD.TTF")
    Path("fonts/dejavu/LICENCE.txt").write_text("free")
    own = family(where, event("dejavu"))
    assert {cut: chain[0].name for cut, chain in own.faces.items()} == {
        Cut.REGULAR: "DejaVuSans",
        Cut.ITALIC: "DejaVuSans",
        Cut.SEMIBOLD: "DejaVuSans-Bold",
        Cut.BOLD: "DejaVuSans-Bold",
        Cut.BOLD_ITALIC: "DejaVuSans-Bold",
    }
    assert all(own.faces[cut][1:] == builtin().faces[cut] for cut in Cut)


def test_a_cut_of_its_own_is_taken_before_the_nearest(where: Where) -> None:
    for name in ("A-Regular.ttf", "A-Bold.ttf"):
        put("DejaVuSans.ttf", name)
    put("DejaVuSans-Bold.ttf", "A-Italic.ttf")
    faces = family(where, event("dejavu")).faces
    assert (faces[Cut.ITALIC][0].name, faces[Cut.BOLD][0].name) == ("DejaVuSans-Bold", "DejaVuSans")


def test_a_folder_without_the_needed_cuts(where: Where) -> None:
    put("DejaVuSans.ttf", "A-It.ttf")
    with pytest.raises(UserError) as caught:
        family(where, event("dejavu"))
    assert str(caught.value) == (
        "event.yaml:9:9: 'fonts/dejavu' has no cut Regular and no cut Bold\n"
        "  hint: put files named like dejavu-Regular.ttf there; 'source-sans-3' is built in"
    )
    with pytest.raises(UserError, match="'fonts/nowhere' has no cut Regular and no cut Bold"):
        family(where, event("nowhere"))


def test_files_that_are_no_fonts_are_all_told(where: Where) -> None:
    for name in ("A-Regular.ttf", "A-Bold.ttf"):
        Path("fonts/dejavu", name).write_bytes(b"no font")
    with pytest.raises(UserError) as caught:
        family(where, event("dejavu"))
    assert [(p.place.file, p.what) for p in caught.value.problems] == [
        ("fonts/dejavu/A-Bold.ttf", "the file is not a static TrueType font"),
        ("fonts/dejavu/A-Regular.ttf", "the file is not a static TrueType font"),
    ]


def test_two_files_for_one_cut(where: Where) -> None:
    put("DejaVuSans.ttf", "A-It.ttf")
    put("DejaVuSans.ttf", "A-Italic.ttf")
    with pytest.raises(UserError, match=r"A-Italic\.ttf: 'fonts/dejavu/A-It\.ttf' is the cut It as well"):
        family(where, event("dejavu"))
