"""`make bench`, second part: the same badges by the tools others reach for, as their manuals show them, as ratios.

Each runs in a process of its own: first name, last name, organisation and a QR code of the id, ten to a sheet. Peers
are no dependencies: one that is not installed (`pip install reportlab fpdf2 weasyprint typst segno`) is named and
skipped.
"""

import base64
import csv
import html
import io
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

from bench import people

COUNT = 1_000
_ACROSS, _DOWN, _LEFT, _TOP = 80.0, 50.0, 15.0, 13.5
"""Of a label and of the margins, in millimetres."""

_FACE = Path(__file__).parents[1] / "src" / "flyer" / "fonts" / "source-sans-3" / "SourceSans3-Regular.ttf"


def badges(file: Path) -> Iterator[tuple[dict[str, str], int, float, float]]:
    """The rows of a participants' file with the sheet and the place of their labels."""
    with file.open(encoding="utf-8", newline="") as rows:
        for n, row in enumerate(csv.DictReader(rows)):
            slot = n % 10
            yield row, n // 10, _LEFT + slot % 2 * (_ACROSS + 15), _TOP + slot // 2 * (_DOWN + 5)


def reportlab(file: Path, output: Path) -> None:
    """The canvas, and the QR widget of the same library."""
    from reportlab.graphics import renderPDF
    from reportlab.graphics.barcode.qr import QrCodeWidget
    from reportlab.graphics.shapes import Drawing
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.units import mm
    from reportlab.pdfgen.canvas import Canvas

    canvas, before = Canvas(str(output), pagesize=A4), 0
    for row, sheet, x, y in badges(file):
        if sheet != before:
            canvas.showPage()
            before = sheet
        for name, size, below in (("first_name", 24, 18), ("last_name", 14, 26), ("organisation", 8, 34)):
            canvas.setFont("Helvetica", size)
            canvas.drawString((x + 4) * mm, A4[1] - (y + below) * mm, row[name])
        code = Drawing(18 * mm, 18 * mm)
        code.add(QrCodeWidget(row["id"], barWidth=18 * mm, barHeight=18 * mm))
        renderPDF.draw(code, canvas, (x + 58) * mm, A4[1] - (y + 46) * mm)
    canvas.save()


def fpdf2(file: Path, output: Path) -> None:
    """Cells, and the QR code as a picture of segno."""
    import segno
    from fpdf import FPDF

    pdf, before = FPDF(), -1
    pdf.set_auto_page_break(False)
    pdf.add_font("face", fname=str(_FACE))
    for row, sheet, x, y in badges(file):
        if sheet != before:
            pdf.add_page()
            before = sheet
        for name, size, below in (("first_name", 24, 10), ("last_name", 14, 22), ("organisation", 8, 30)):
            pdf.set_font("face", size=size)
            pdf.set_xy(x + 4, y + below)
            pdf.cell(text=row[name])
        picture = io.BytesIO()
        segno.make_qr(row["id"]).save(picture, kind="png", scale=4)
        pdf.image(picture, x + 58, y + 28, 18, 18)
    pdf.output(str(output))


def weasyprint(file: Path, output: Path) -> None:
    """A page of HTML, the QR code as a picture of segno."""
    import segno
    from weasyprint import HTML

    parts = ["<style>@page{size:A4;margin:0} .s{position:relative;height:297mm;break-after:page} "]
    parts.append(".b{position:absolute;width:80mm;height:50mm} img{position:absolute;left:58mm;top:28mm;width:18mm}")
    parts.append(" h1,h2,p{margin:1mm 4mm}</style>")
    before = -1
    for row, sheet, x, y in badges(file):
        if sheet != before:
            parts.append("</div>" * (before >= 0) + '<div class="s">')
            before = sheet
        picture = io.BytesIO()
        segno.make_qr(row["id"]).save(picture, kind="png", scale=4)
        first, last, office = (html.escape(row[name]) for name in ("first_name", "last_name", "organisation"))
        source = base64.b64encode(picture.getvalue()).decode("ascii")
        parts.append(f'<div class="b" style="left:{x}mm;top:{y}mm"><h1>{first}</h1><h2>{last}</h2><p>{office}</p>')
        parts.append(f'<img src="data:image/png;base64,{source}"></div>')
    HTML(string="".join([*parts, "</div>"])).write_pdf(output)


def typst(file: Path, output: Path) -> None:
    """Boxes that are placed, the QR code as a drawing of segno."""
    import segno
    import typst as compiler

    folder, before = output.parent, 0
    parts = ['#set page(paper: "a4", margin: 0mm)\n']
    for n, (row, sheet, x, y) in enumerate(badges(file)):
        if sheet != before:
            parts.append("#pagebreak()\n")
            before = sheet
        segno.make_qr(row["id"]).save(str(folder / f"{n}.svg"))
        lines = ((24, "first_name"), (14, "last_name"), (8, "organisation"))
        texts = " \\ ".join(f'#text(size: {size}pt, "{row[name]}")' for size, name in lines)
        parts.append(f"#place(dx: {x + 4}mm, dy: {y + 8}mm, box(width: 72mm)[{texts}])\n")
        parts.append(f'#place(dx: {x + 58}mm, dy: {y + 28}mm, image("{n}.svg", width: 18mm))\n')
    (folder / "badges.typ").write_text("".join(parts), encoding="utf-8")
    compiler.compile(str(folder / "badges.typ"), output=str(output))


PEERS: dict[str, tuple[Callable[[Path, Path], None], tuple[str, ...]]] = {
    "reportlab": (reportlab, ("reportlab",)),
    "fpdf2": (fpdf2, ("fpdf", "segno")),
    "weasyprint": (weasyprint, ("weasyprint", "segno")),
    "typst": (typst, ("typst", "segno")),
}
"""What makes a peer's file, and the modules it takes."""


def measure(name: str) -> float:
    """The CPU seconds of a peer's process."""
    with tempfile.TemporaryDirectory() as folder:
        people.write(Path(folder) / "participants.csv", COUNT)
        run = [sys.executable, "-m", "bench.peers", name, folder]
        _, status, usage = os.wait4(os.posix_spawn(run[0], run, os.environ), 0)
        if status:
            sys.exit(f"{name} failed")
        return usage.ru_utime + usage.ru_stime


def compare(ours: float) -> None:
    """Print how many times as long as ours each peer takes that is installed."""
    print(f"\n{COUNT:,} badges, one file: {ours:.2f} s CPU; the times of others as ratios")
    for name, (_, modules) in PEERS.items():
        if missing := [module for module in modules if not find_spec(module)]:
            print(f"{name:32}not installed: {', '.join(missing)}", flush=True)
        else:
            print(f"{name:32}{measure(name) / ours:9.1f}", flush=True)


if __name__ == "__main__":
    made, _ = PEERS[sys.argv[1]]
    made(Path(sys.argv[2]) / "participants.csv", Path(sys.argv[2]) / "badges.pdf")
