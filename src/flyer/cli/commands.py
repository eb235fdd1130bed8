"""The commands as they are declared: names, options and the place of the body. Imports nothing heavy."""

from __future__ import annotations

import click

from flyer.cli.command import Command
from flyer.cli.options import (
    BOOKS,
    CHANGED,
    DECISION,
    DESK,
    DIRECTORY,
    EVENT,
    EXPORT,
    FORM,
    GEOMETRY,
    ICC,
    ITEMS,
    LANGUAGE,
    LARGE_PRINT,
    LEDGER,
    LEVEL,
    LINES,
    NUMBER,
    ONLY,
    ORDER,
    OUTPUT,
    PURPOSE,
    REASON,
    REPORT,
    SHEETS,
    SHELL,
    SKIP_INVALID,
    STATEMENTS,
    STOCK,
    TEST_SHEET,
    TEXT,
    VERIFY,
    WHERE,
    WHY,
    WORKERS,
    YES,
)


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
        Command("build", "everything:build", "Write all documents.", *WHERE, LEDGER, SKIP_INVALID, VERIFY),
        Command("programme", "programme:programme", "Write the programme flyer.",
                *WHERE, PURPOSE, LARGE_PRINT, ICC, FORM, VERIFY),
        Command("badges", "badges:badges", "Write the name badges.",
                *WHERE, LEDGER, SKIP_INVALID, ONLY, CHANGED, REASON, ORDER, STOCK, REPORT, *SHEETS, *WORKERS),
        Command("stocks", "stocks:stocks", "List the label stocks known, or those with TEXT, or draw one.",
                TEXT, EVENT, OUTPUT, *GEOMETRY),
        Command("desk", "desk:desk", "Serve the web page that checks in and prints badges on site.",
                *WHERE, LEDGER, SKIP_INVALID, STOCK, *DESK, writes=False,
                needs=("starlette", "uvicorn", "jinja2", "python_multipart", "pypdfium2")),
        Command("signs", "on_site:signs", "Write door signs, one a room and day.", *WHERE),
        Command("cards", "on_site:cards", "Write table cards for the speakers.", *WHERE),
        Command("attendance", "on_site:attendance", "Write the attendance list with fields to sign in.",
                *WHERE, SKIP_INVALID),
        Command("certificates", "on_site:certificates", "Write certificates of attendance.",
                *WHERE, SKIP_INVALID, ONLY),
        Command("schedule", "schedule:schedule", "Write the programme for calendars or conference apps.",
                *WHERE, EXPORT),
        Command("invoices", "billing:invoices", "Write drafts of invoices, and copies of what was issued.",
                *WHERE, LEDGER, SKIP_INVALID, VERIFY, *WORKERS),
        Command("slips", "billing:slips", "Write payment slips.",
                *WHERE, LEDGER, SKIP_INVALID, VERIFY, TEST_SHEET),
        Command("issue", "issuing:issue", "Give invoices their numbers and freeze them. This cannot be undone.",
                *WHERE, LEDGER, ONLY, YES, VERIFY, *WORKERS),
        Command("cancel", "cancelling:cancel", "Take an issued invoice back by another. This cannot be undone.",
                NUMBER, *WHERE, LEDGER, WHY, LINES, YES),
        Command("remind", "reminding:remind", "Write reminders of what was not paid. This cannot be undone.",
                *WHERE, LEDGER, LEVEL, ONLY, YES, VERIFY),
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
        _group(
            "payments",
            "Find in bank statements what was paid.",
            Command("import", "payments:import_statements", "Read bank statements: camt, MT940 or CSV.",
                    STATEMENTS, *WHERE, LEDGER),
            Command("list", "payments:list_open_items", "List what is open and paid, and what is to be decided.",
                    *WHERE, LEDGER, ITEMS),
            Command("assign", "assigning:assign", "Decide which invoices a payment is for.",
                    *DECISION, *WHERE, LEDGER),
            Command("confirm", "confirming:confirm", "Write confirmations for those who paid.", *WHERE, LEDGER, ONLY),
            Command("refund", "refunding:refund", "Write what your bank needs to pay back. This cannot be undone.",
                    *WHERE, LEDGER, ONLY, YES),
        ),
        Command("completion", "starting:completion", "Print what makes a shell complete commands.", SHELL),
    )
)  # fmt: skip
