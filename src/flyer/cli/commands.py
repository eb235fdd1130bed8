"""The commands as they are declared: names, options and the place of the body. Imports nothing heavy."""

from __future__ import annotations

from pathlib import Path

import click

from flyer.cli.command import Command


def _no_blank(_: click.Context, __: click.Parameter, texts: tuple[str, ...]) -> tuple[str, ...]:
    if not all(map(str.strip, texts)):
        raise click.BadParameter("an empty TEXT would choose everyone; leave the option out for that")
    return texts


_FILE = click.Path(path_type=Path, dir_okay=False)
_FOLDER = click.Path(path_type=Path, file_okay=False)

WHERE = (
    click.Option(["-e", "--event"], type=_FILE, default="event.yaml", show_default=True, metavar="FILE",
                 help="The event."),
    click.Option(["-p", "--participants"], type=_FILE, metavar="FILE",
                 help="Who comes.  [default: participants.csv or .xlsx beside the event]"),
    click.Option(["-o", "--output"], type=_FOLDER, metavar="DIR",
                 help="Where documents are written.  [default: output/ beside the event]"),
)  # fmt: skip
LEDGER = click.Option(
    ["--ledger"],
    type=_FILE,
    metavar="FILE",
    help="What was issued.  [default: ledger.sqlite beside the event]",
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
STOCK = click.Option(["--stock"], metavar="ID", help="The label stock; `flyer stocks` lists them.")
YES = click.Option(["--yes"], is_flag=True, help="Do not ask.")
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
        Command("programme", "programme:programme", "Write the programme flyer.", *WHERE),
        Command("badges", "badges:badges", "Write the name badges.", *WHERE, SKIP_INVALID, ONLY, STOCK),
        Command("stocks", "badges:stocks", "List the label stocks known, or those with TEXT.", TEXT),
        Command("invoices", "billing:invoices", "Write drafts of invoices, and copies of what was issued.",
                *WHERE, LEDGER, SKIP_INVALID),
        Command("slips", "billing:slips", "Write payment slips.", *WHERE, LEDGER, SKIP_INVALID),
        Command("issue", "issuing:issue", "Give invoices their numbers and freeze them. This cannot be undone.",
                *WHERE, LEDGER, ONLY, YES),
        _group(
            "ledger",
            "Look at what was issued.",
            Command("list", "ledger:list_issued", "List the invoices issued.", *WHERE, LEDGER, writes=False),
            Command("show", "ledger:show", "Show one invoice as it was issued.", NUMBER, *WHERE, LEDGER,
                    writes=False),
            Command("verify", "ledger:verify", "Prove that nothing was altered.", *WHERE, LEDGER, writes=False),
        ),
        Command("completion", "starting:completion", "Print what makes a shell complete commands.", SHELL),
    )
)  # fmt: skip
