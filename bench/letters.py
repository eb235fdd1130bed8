"""`make bench`, third part: the same invoices by the tools others reach for, each its own file, as ratios.

Each runs in a process of its own: address, one line, sum, terms and a GiroCode (segno's, as a picture). Ours are issued
with number, e-invoice, structure tree and ledger besides; peers write PDFs and no more. Some are too slow for a
thousand: they make fewer, and all are compared by the CPU time of one. Peers are no dependencies: one that is not
installed (`pip install reportlab weasyprint typst segno`) is named and skipped.
"""

import base64
import csv
import html
import io
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from bench import people

COUNT = 1_000
_FACES = Path(__file__).parents[1] / "src" / "flyer" / "fonts" / "source-sans-3"
_IBAN, _PAYEE = "DE07545500100380021436", "Verein für Sozialplanung"


class Letter(NamedTuple):
    """What is said in an invoice."""

    number: str
    lines: tuple[str, ...]
    participant: str
    amount: str
    code: str


def letters(file: Path) -> Iterator[Letter]:
    """The rows of a participants' file as invoices."""
    with file.open(encoding="utf-8", newline="") as rows:
        for n, row in enumerate(csv.DictReader(rows), start=1):
            number, name = f"JT2022-{n:04}", f"{row['first_name']} {row['last_name']}"
            amount = {"standard": "330.00", "member": "290.00"}[row["fee"]]
            said = (row["organisation"], name, row["street"], f"{row['postcode']} {row['city']}")
            code = ("BCD", "002", "1", "SCT", "", _PAYEE, _IBAN, f"EUR{amount}", "", "", f"{number}, {name}")
            yield Letter(number, said, name, f"{amount.replace('.', ',')} €", "\n".join(code))


def _png(letter: Letter) -> io.BytesIO:
    import segno

    picture = io.BytesIO()
    segno.make_qr(letter.code, error="m").save(picture, kind="png", scale=4)
    picture.seek(0)
    return picture


def reportlab(made: Iterable[Letter], folder: Path) -> None:
    """Platypus, as pretix has it: paragraphs and tables in a document each."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.lib.units import mm
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import Image, Paragraph, SimpleDocTemplate, Spacer, Table

    for cut in ("Regular", "Bold"):
        pdfmetrics.registerFont(TTFont(cut, str(_FACES / f"SourceSans3-{cut}.ttf")))
    plain = ParagraphStyle("plain", fontName="Regular", fontSize=10, leading=13)
    heading = ParagraphStyle("heading", fontName="Bold", fontSize=14, leading=20)
    for letter in made:
        table = [
            [Paragraph(text, plain) for text in ("Nr.", "Bezeichnung", "Anzahl", "Betrag")],
            [Paragraph(text, plain) for text in ("1", f"{letter.participant}, Teilnahmebetrag", "1", letter.amount)],
            [Paragraph(text, plain) for text in ("", "Zahlbetrag", "", letter.amount)],
        ]
        story = [
            *(Paragraph(html.escape(text), plain) for text in letter.lines),
            Spacer(1, 20 * mm),
            Paragraph(f"Rechnung {letter.number}", heading),
            Table(table, colWidths=[12 * mm, 98 * mm, 20 * mm, 30 * mm], repeatRows=1),
            Paragraph("Zahlbar innerhalb von 14 Tagen. Umsatzsteuerfrei nach § 4 Nr. 22 Buchst. a UStG", plain),
            Image(_png(letter), 37 * mm, 37 * mm),
            Paragraph(f"IBAN {_IBAN}, {_PAYEE}", plain),
        ]
        SimpleDocTemplate(str(folder / f"{letter.number}.pdf"), pagesize=A4, title=letter.number).build(story)


def weasyprint(made: Iterable[Letter], folder: Path) -> None:
    """A page of HTML each, the fonts set up once."""
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    style = CSS(string="@page{size:A4;margin:25mm 20mm} body{font:10pt sans-serif} td{padding:1mm}", font_config=fonts)
    for letter in made:
        source = base64.b64encode(_png(letter).getvalue()).decode("ascii")
        address = "<br>".join(map(html.escape, letter.lines))
        text = (
            f"<p>{address}</p><h1>Rechnung {letter.number}</h1><table><tr><th>Nr.<th>Bezeichnung<th>Anzahl<th>Betrag"
            f"<tr><td>1<td>{letter.participant}, Teilnahmebetrag<td>1<td>{letter.amount}"
            f"<tr><td><td>Zahlbetrag<td><td>{letter.amount}</table><p>Zahlbar innerhalb von 14 Tagen. Umsatzsteuerfrei "
            f'nach § 4 Nr. 22 Buchst. a UStG</p><img style="width:37mm" src="data:image/png;base64,{source}">'
            f"<p>IBAN {_IBAN}, {_PAYEE}</p>"
        )
        HTML(string=text).write_pdf(folder / f"{letter.number}.pdf", stylesheets=[style], font_config=fonts)


_TYPST = """
#let d = json(bytes(sys.inputs.letter))
#set page(paper: "a4", margin: (x: 20mm, y: 25mm))
#set text(size: 10pt)
#set document(title: d.number, date: datetime(year: 2022, month: 3, day: 1))
#d.lines.join(linebreak())
= Rechnung #d.number
#table(columns: (12mm, 1fr, 20mm, 30mm), table.header[Nr.][Bezeichnung][Anzahl][Betrag],
  [1], [#d.participant, Teilnahmebetrag], [1], [#d.amount], [], [Zahlbetrag], [], [#d.amount])
Zahlbar innerhalb von 14 Tagen. Umsatzsteuerfrei nach § 4 Nr. 22 Buchst. a UStG

#image(bytes(d.png), width: 37mm)
"""


def typst(made: Iterable[Letter], folder: Path) -> None:
    """One compiler and one source for all, PDF/A-3 as ours; the data come in as JSON."""
    import json

    import typst as compiler

    source = folder / "letter.typ"
    source.write_text(_TYPST, encoding="utf-8")
    compiled = compiler.Compiler(str(source))
    for letter in made:
        data = json.dumps({**letter._asdict(), "png": list(_png(letter).getvalue())})
        compiled.compile(
            output=str(folder / f"{letter.number}.pdf"), sys_inputs={"letter": data}, pdf_standards=["a-3b"]
        )


PEERS: dict[str, tuple[Callable[[Iterable[Letter], Path], None], int, tuple[str, ...]]] = {
    "reportlab, as pretix": (reportlab, 200, ("reportlab", "segno")),
    "weasyprint": (weasyprint, 50, ("weasyprint", "segno")),
    "typst": (typst, COUNT, ("typst", "segno")),
}
"""What makes a peer's files, how many of them, and the modules it takes."""


def measure(name: str) -> float:
    """The CPU seconds of a peer's process for each of its files."""
    with tempfile.TemporaryDirectory() as folder:
        count = PEERS[name][1]
        people.write(Path(folder) / "participants.csv", count)
        run = [sys.executable, "-m", "bench.letters", name, folder]
        _, status, usage = os.wait4(os.posix_spawn(run[0], run, os.environ), 0)
        if status or len([*Path(folder).glob("*.pdf")]) != count:
            sys.exit(f"{name} failed")
        return (usage.ru_utime + usage.ru_stime) / count


def compare(ours: float) -> None:
    """Print how many times as long as ours each peer takes that is installed."""
    print(f"\n{COUNT:,} invoices, one file each: {ours:.2f} s CPU; the times of others for one as ratios")
    for name, (_, count, modules) in PEERS.items():
        if missing := [module for module in modules if not find_spec(module)]:
            print(f"{name:32}not installed: {', '.join(missing)}", flush=True)
        else:
            print(f"{name:32}{measure(name) * COUNT / ours:9.1f}   {count:,} files", flush=True)


if __name__ == "__main__":
    made, _, _ = PEERS[sys.argv[1]]
    made(letters(Path(sys.argv[2]) / "participants.csv"), Path(sys.argv[2]))
