"""The commands as they are declared: names, options and the place of the body. Imports nothing heavy."""

from __future__ import annotations

from math import isfinite
from pathlib import Path

import click
from click.core import ParameterSource

from flyer.cli.command import Command


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
    if context.get_parameter_source("reason") is ParameterSource.COMMANDLINE and not text.strip():
        raise click.BadParameter("an empty TEXT is no reason")
    return " ".join(text.split())


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


_LONGEST_REASON, _BLANK_DIGITS = 200, 4
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
DIRECTORY = click.Argument(["directory"], metavar="[DIR]", type=_FOLDER, default=".")
LANGUAGE = click.Option(
    ["--language"], type=click.Choice(["de", "en"]), default="de", show_default=True, help="Of the event."
)
TEXT = click.Argument(["text"], metavar="[TEXT]", default="")
NUMBER = click.Argument(["number"])
SHELL = click.Argument(["shell"], type=click.Choice(["bash", "zsh", "fish"]))


class _InOrder(click.Group):
    """A group that lists its commands as they are declared."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(self.commands)


def _group(name: str, help: str, *commands: click.Command) -> click.Group:
    return _InOrder(name, help=help, commands={str(command.name): command for command in commands})


flyer = click.version_option(package_name="flyer")(
    _group(
        "flyer",
        "Printed matter for events: flyer, badges, invoices and payment slips from one event.yaml.",
        Command("new", "starting:new", "Make an event folder to start from.", DIRECTORY, LANGUAGE),
        Command("check", "everything:check", "Find everything that would go wrong, without writing a file.",
                *WHERE, LEDGER, SKIP_INVALID, writes=False),
        Command("build", "everything:build", "Write all documents.", *WHERE, LEDGER, SKIP_INVALID),
        Command("programme", "programme:programme", "Write the programme flyer.",
                *WHERE, PURPOSE, LARGE_PRINT, ICC, FORM),
        Command("badges", "badges:badges", "Write the name badges.",
                *WHERE, LEDGER, SKIP_INVALID, ONLY, CHANGED, REASON, ORDER, STOCK, REPORT, *SHEETS),
        Command("stocks", "stocks:stocks", "List the label stocks known, or those with TEXT, or draw one.",
                TEXT, EVENT, OUTPUT, *GEOMETRY),
        Command("signs", "on_site:signs", "Write door signs, one a room and day.", *WHERE),
        Command("cards", "on_site:cards", "Write table cards for the speakers.", *WHERE),
        Command("attendance", "on_site:attendance", "Write the attendance list with fields to sign in.",
                *WHERE, SKIP_INVALID),
        Command("certificates", "on_site:certificates", "Write certificates of attendance.",
                *WHERE, SKIP_INVALID, ONLY),
        Command("schedule", "schedule:schedule", "Write the programme for calendars or conference apps.",
                *WHERE, EXPORT),
        Command("invoices", "billing:invoices", "Write drafts of invoices, and copies of what was issued.",
                *WHERE, LEDGER, SKIP_INVALID),
        Command("slips", "billing:slips", "Write payment slips.", *WHERE, LEDGER, SKIP_INVALID),
        Command("issue", "issuing:issue", "Give invoices their numbers and freeze them. This cannot be undone.",
                *WHERE, LEDGER, ONLY, YES),
        Command("cancel", "cancelling:cancel", "Take an issued invoice back by another. This cannot be undone.",
                NUMBER, *WHERE, LEDGER, WHY, LINES, YES),
        _group(
            "ledger",
            "Look at what was issued and printed.",
            Command("list", "ledger:list_issued", "List the invoices issued.", *WHERE, LEDGER, writes=False),
            Command("show", "ledger:show", "Show one invoice as it was issued.", NUMBER, *WHERE, LEDGER,
                    writes=False),
            Command("verify", "ledger:verify", "Prove that nothing was altered.", *WHERE, LEDGER, writes=False),
            Command("prints", "ledger:list_prints", "List the badges printed.", *WHERE, LEDGER, writes=False),
            Command("export", "exporting:export", "Write what was issued for the books, or to prove it elsewhere.",
                    *WHERE, LEDGER, BOOKS),
        ),
        Command("completion", "starting:completion", "Print what makes a shell complete commands.", SHELL),
    )
)  # fmt: skip
