"""`make gallery`: a picture of every fold in every design, and the page that shows them."""

from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image

from flyer import pdf
from flyer.documents.designs import DESIGNS
from flyer.documents.programme import compose
from flyer.event.load import load
from flyer.event.model import Event
from flyer.typeset.family import builtin
from flyer.typeset.folds import FOLDS, Fold
from flyer.wording import Wording

ROOT = Path(__file__).parents[1]
GALLERY = ROOT / "docs" / "gallery"
SMALL = ("half",)
"""Folds for little copy: they show a day instead of a conference."""

SIDES = 4
"""Pages of a booklet that are shown."""

WIDTH, GAP = 900, 8
"""Pixels of a picture, and between its pages."""

HEAD = """# Gallery

Every fold in both designs, made from two events by `make gallery`. `documents.programme.fold` chooses the fold,
`theme.design` the design.
"""


def main() -> None:
    """Write every picture and gallery.md."""
    GALLERY.mkdir(exist_ok=True)
    conference = event(ROOT / "event.yaml")
    day = event(ROOT / "tests" / "events" / "day.yaml")
    lines = [HEAD]
    for fold in FOLDS:
        lines += ["", f"## `fold: {fold.id}`, {fold.paper}", ""]
        for design in DESIGNS:
            name = "-".join((fold.id, *([fold.paper] if fold.paper.isalnum() else []), design)).lower()
            picture(day if fold.id in SMALL else conference, fold, design).save(GALLERY / f"{name}.png", optimize=True)
            lines.append(f"![The fold {fold.id} of {fold.paper} in the design {design}](gallery/{name}.png)")
    (ROOT / "docs" / "gallery.md").write_text("\n".join(lines) + "\n", "utf-8")


def event(path: Path) -> Event:
    """The event of a file."""
    return load(path.read_bytes(), path.name, lambda name: (path.parent / name).read_bytes())


def picture(shown: Event, fold: Fold, design: str) -> Image.Image:
    """The pages of the programme, on top of each other where they are wide and beside each other where they are not."""
    paper = fold.paper if fold.paper.isalnum() else ""
    settings = replace(shown.documents.programme, fold=fold.id, paper=paper)
    shown = replace(shown, documents=replace(shown.documents, programme=settings))
    shown = replace(shown, theme=replace(shown.theme, design=design))
    pages = pdfium.PdfDocument(pdf.write(compose(shown, Wording.of(shown.language), builtin())))
    count = min(len(pages), SIDES)
    across = 1 if fold.sheet.width > fold.sheet.height else count
    width = min((WIDTH - (across - 1) * GAP) / across, WIDTH / 2 if count == 1 else WIDTH)
    images = [pages[number].render(scale=width / fold.sheet.width).to_pil() for number in range(count)]
    size = images[0].size
    down = -(-count // across)
    sheet = Image.new("RGB", (across * (size[0] + GAP) - GAP, down * (size[1] + GAP) - GAP), "#8c8c8c")
    for number, image in enumerate(images):
        row, column = divmod(number, across)
        sheet.paste(image, (column * (size[0] + GAP), row * (size[1] + GAP)))
    return sheet.quantize(96, Image.Quantize.MAXCOVERAGE)


if __name__ == "__main__":
    main()
