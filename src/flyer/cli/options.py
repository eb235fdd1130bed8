"""The options and arguments of commands, and which values they take. Imports nothing heavy."""

from __future__ import annotations

import re
from importlib.util import find_spec
from math import isfinite
from pathlib import Path

import click
from click.core import ParameterSource


def _no_blank(_: click.Context, __: click.Parameter, texts: tuple[str, ...]) -> tuple[str, ...]:
    if not all(map(str.strip, texts)):
        raise click.BadParameter("an empty TEXT would choose everyone; leave the option out for that")
    return texts


def _blank(_: click.Context, __: click.Parameter, text: str) -> int | str:
    if text == "fill":
        return text
    if not text.isdecimal() or len(text) > _BLANK_DIGITS:
        raise click.BadParameter(f"'{text}' is neither a number up to {'9' * _BLANK_DIGITS} nor 'fill'")
    return int(text)


def _trimmed(context: click.Context, _: click.Parameter, text: str) -> str:
    if _is_said(context) and not text.strip():
        raise click.BadParameter("an empty TEXT is no reason")
    return " ".join(text.split())


def _if_said(context: click.Context, parameter: click.Parameter, text: str) -> str:
    return _why(context, parameter, text) if _is_said(context) else text


def _is_said(context: click.Context) -> bool:
    return context.get_parameter_source("reason") is ParameterSource.COMMANDLINE


def _readable(_: click.Context, __: click.Parameter, extent: str) -> str:
    if extent == "all" and not all(map(find_spec, _READERS)):
        raise click.BadParameter("nothing here reads codes; install it: pip install 'flyer[verify]'")
    return extent


def _why(_: click.Context, __: click.Parameter, text: str) -> str:
    if not text.strip():
        raise click.BadParameter("an empty TEXT is no reason")
    if not text.isprintable() or len(text) > _LONGEST_REASON:
        raise click.BadParameter(f"a reason is one line of at most {_LONGEST_REASON} characters")
    return text.strip()


def _a_number(_: click.Context, __: click.Parameter, millimetres: float | None) -> float | None:
    if millimetres is not None and not isfinite(millimetres):
        raise click.BadParameter(f"{millimetres} is no length")
    return millimetres


def _an_address(_: click.Context, __: click.Parameter, text: str | None) -> str:
    if text is not None and not _ADDRESS.fullmatch(text):
        raise click.BadParameter(f"'{text}' is no address like tcp://192.0.2.7:8786")
    return text or ""


_LONGEST_REASON, _BLANK_DIGITS = 200, 4
_MOST_JOBS = 60
"""Windows waits for no more processes at once."""

_ADDRESS = re.compile(r"(?:(?:tcp|tls)://)?(?:\[[0-9A-Fa-f:.]+\]|[^\s:/\[\]]+):[0-9]{1,5}")
_READERS = ("pypdfium2", "zxingcpp")
_FILE = click.Path(path_type=Path, dir_okay=False)
_FOLDER = click.Path(path_type=Path, file_okay=False)

EVENT = click.Option(
    ["-e", "--event"],
    type=_FILE,
    default="event.yaml",
    show_default=True,
    metavar="FILE",
    help="The event.",
)
PARTICIPANTS = click.Option(
    ["-p", "--participants"],
    type=_FILE,
    metavar="FILE",
    help="Who comes.  [default: participants.csv or .xlsx beside the event]",
)
OUTPUT = click.Option(
    ["-o", "--output"],
    type=_FOLDER,
    metavar="DIR",
    help="Where documents are written.  [default: output/ beside the event]",
)
WHERE = (EVENT, PARTICIPANTS, OUTPUT)
LEDGER = click.Option(
    ["--ledger"],
    type=_FILE,
    metavar="FILE",
    help="What was issued and printed.  [default: ledger.sqlite beside the event]",
)
SKIP_INVALID = click.Option(
    ["--skip-invalid"],
    is_flag=True,
    help="Leave out participants whose row cannot be used, and say how many.",
)
ONLY = click.Option(
    ["--only"],
    multiple=True,
    metavar="TEXT",
    callback=_no_blank,
    help="Only those with TEXT in name, organisation or id; may be repeated.",
)
ORDER = click.Option(
    ["--order"],
    type=click.Choice(["name", "organisation", "role", "registration", "given"]),
    help="What badges are sorted by.",
)
CHANGED = click.Option(["--changed"], is_flag=True, help="Only badges that are new or say something else now.")
REASON = click.Option(
    ["--reason"],
    metavar="TEXT",
    default="",
    callback=_trimmed,
    help="Why badges that have not changed are printed again.",
)
REPORT = click.Option(
    ["--report"], is_flag=True, help="Write also what was done to make names fit, and the tightest badges."
)
STOCK = click.Option(["--stock"], metavar="ID", help="The label stock; `flyer stocks` lists them.")
PRINTER = click.Option(["--printer"], metavar="NAME", help="The printer, whose offsets printers.toml keeps.")
SHEETS = (
    click.Option(["--start"], type=click.IntRange(1), default=1, metavar="SLOT", help="The first sheet begins there."),
    click.Option(["--skip"], type=click.IntRange(1), multiple=True, metavar="SLOT",
                 help="A slot of the first sheet that is used up; may be repeated."),
    click.Option(["--cut-and-stack"], is_flag=True, help="Order them by piles, for sheets that are cut together."),
    click.Option(["--duplex"], type=click.Choice(["none", "long", "short"]),
                 help="Print backs too; the edge about which the printer turns sheets."),
    click.Option(["--crop-marks"], is_flag=True, help="Marks to cut along, in the margins."),
    click.Option(["--overprint"], is_flag=True, help="Only what differs, on stock with the rest printed before."),
    click.Option(["--blank"], default="0", metavar="N|fill", callback=_blank,
                 help="So many blank badges at the end, or as many as the last sheet has room for."),
    click.Option(["--tray-cards"], is_flag=True, help="A card before the names with each letter."),
    PRINTER,
)  # fmt: skip
WORKERS = (
    click.Option(["--jobs"], type=click.IntRange(1, _MOST_JOBS), default=1, metavar="N",
                 help="So many processes of this machine share the work."),
    click.Option(["--dask"], metavar="ADDRESS", callback=_an_address,
                 help="The Dask cluster at this address does the work."),
)  # fmt: skip
DESK = (
    click.Option(["--port"], type=click.IntRange(0, 65535), default=8765, show_default=True, metavar="N",
                 help="Where the page is served; 0 takes any port that is free."),
    click.Option(["--lan"], is_flag=True, help="Let other devices on the network in, each by a code of its own."),
    click.Option(["--printer"], multiple=True, metavar="NAME",
                 help="A queue of CUPS or an address (ipp://…); may be repeated.  [default: the browser prints]"),
)  # fmt: skip
GEOMETRY = (
    click.Option(["--geometry"], metavar="ID", help="Draw a stock as a test sheet, to hold against the real one."),
    PRINTER,
    click.Option(["--offset-x"], type=click.FloatRange(-5, 5), metavar="MM", callback=_a_number,
                 help="Keep for the printer how far to shift to the right."),
    click.Option(["--offset-y"], type=click.FloatRange(-5, 5), metavar="MM", callback=_a_number,
                 help="Keep for the printer how far to shift down."),
)  # fmt: skip
FORM = click.Option(
    ["--as", "form"],
    type=click.Choice(["pdf", "html", "text"]),
    default="pdf",
    show_default=True,
    help="The flyer, or the same as a web page or plain text.",
)
PURPOSE = click.Option(
    ["--for", "purpose"],
    type=click.Choice(["screen", "office", "print-shop"]),
    default="screen",
    show_default=True,
    help="Who gets it: readers, the office printer, or a print shop (PDF/X-1a with bleed).",
)
LARGE_PRINT = click.Option(["--large-print"], is_flag=True, help="On A4 in 16 pt, for readers who see little.")
ICC = click.Option(
    ["--icc"],
    type=_FILE,
    metavar="FILE",
    help="The print shop's own colour profile: PDF/X-4 instead of PDF/X-1a.",
)
EXPORT = click.Option(
    ["--as", "form"],
    type=click.Choice(["ics", "xml", "json"]),
    default="ics",
    show_default=True,
    help="For calendars, or for conference apps in the form of frab and pretalx.",
)
BOOKS = click.Option(
    ["--format", "form"],
    type=click.Choice(["jsonl", "csv", "datev", "xlsx"]),
    default="jsonl",
    show_default=True,
    help="A journal with its PDFs that can be verified without this program; or lists, or a Buchungsstapel.",
)
VERIFY = click.Option(
    ["--verify"],
    type=click.Choice(["sample", "all"]),
    default="sample",
    show_default=True,
    callback=_readable,
    help="Which payment codes are read back from the PDFs and compared: 20 or more, or all.",
)
TEST_SHEET = click.Option(
    ["--test-sheet"], is_flag=True, help="A sheet to hold against bought blanks, whose measures slips.toml keeps."
)
YES = click.Option(["--yes"], is_flag=True, help="Do not ask.")
WHY = click.Option(
    ["--reason"], metavar="TEXT", required=True, callback=_why, help="Why it is taken back, as printed on the document."
)
LINES = click.Option(
    ["--line", "lines"],
    type=click.IntRange(1),
    multiple=True,
    metavar="N",
    help="Only this line of the invoice; may be repeated.",
)
LEVEL = click.Option(
    ["--level"],
    type=click.IntRange(1, 3),
    metavar="N",
    help="Only reminders of this level: 1 Zahlungserinnerung, 2 and 3 Mahnungen.",
)
DIRECTORY = click.Argument(["directory"], metavar="[DIR]", type=_FOLDER, default=".")
LANGUAGE = click.Option(
    ["--language"], type=click.Choice(["de", "en"]), default="de", show_default=True, help="Of the event."
)
TEXT = click.Argument(["text"], metavar="[TEXT]", default="")
NUMBER = click.Argument(["number"])
STATEMENTS = click.Argument(["files"], nargs=-1, required=True, type=_FILE, metavar="FILE…")
ITEMS = click.Option(["--as", "form"], type=click.Choice(["csv", "xlsx"]), help="Write it as tables instead.")
DECISION = (
    click.Argument(["payment"], type=click.IntRange(1)),
    click.Argument(["invoices"], nargs=-1, metavar="[INVOICE]…"),
    click.Option(["--none", "unrelated"], is_flag=True, help="It has nothing to do with invoices."),
    click.Option(["--undo"], is_flag=True, help="Take back what it was assigned to."),
    click.Option(["--reason"], metavar="TEXT", default="", callback=_if_said, help="Why."),
)
SHELL = click.Argument(["shell"], type=click.Choice(["bash", "zsh", "fish"]))
