"""`make pictures`: the pictures of the README, rendered small from the documents in output/."""

from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "pictures"
PAGES = (
    ("programme-outside", "programme.pdf", 0),
    ("programme-inside", "programme.pdf", 1),
    ("badges", "badges.pdf", 0),
    ("invoice", "invoices/drafts/*.pdf", 0),
    ("slip", "slips.pdf", 0),
)
"""Name of the picture, the first file that matches, its page."""

WIDTH = 720
"""Pixels of the longer side."""


def main() -> None:
    """Write every picture."""
    PICTURES.mkdir(exist_ok=True)
    for name, pattern, number in PAGES:
        path = sorted((ROOT / "output").glob(pattern))[0]
        page = pdfium.PdfDocument(path)[number]
        image = page.render(scale=WIDTH / max(page.get_size())).to_pil()
        image.quantize(128, Image.Quantize.MAXCOVERAGE).save(PICTURES / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
