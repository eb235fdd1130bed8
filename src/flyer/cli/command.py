"""A command that is declared apart from its body, so that help and shell completion import nothing heavy."""

from __future__ import annotations

import errno
import gc
import importlib
from collections.abc import Callable
from importlib.util import find_spec

import click

from flyer.cli.report import Report, report_abort, report_failure, report_problems
from flyer.cli.where import Where
from flyer.cli.writing import HINTS
from flyer.problems import SurroundingsError, UserError

PROBLEMS, SURROUNDINGS = 1, 3
"""Exit statuses; 0 is done and 2, wrong use, is click's own."""


AS_JSON = click.Option(["--json", "as_json"], is_flag=True, help="Say what was done as one JSON object.")


class Command(click.Command):
    """A command whose body ("module:function" of this folder) is imported when it runs.

    The body gets the command's parameters, those of `Where` packed into one, and returns a Report.
    `writes` is whether it makes files when all is well, `needs` the libraries that come with the extra of its name.
    """

    def __init__(
        self,
        name: str,
        body: str,
        help: str,
        *params: click.Parameter,
        writes: bool = True,
        needs: tuple[str, ...] = (),
    ) -> None:
        super().__init__(name, params=[*params, AS_JSON], help=help)
        self.body, self.writes, self.needs = body, writes, needs

    def invoke(self, ctx: click.Context) -> None:
        """Run the body and report what it returns or raises.

        Its values are trees, and a run is short: no cycles have to be collected.
        """
        gc.disable()
        given = dict(ctx.params)
        as_json = given.pop("as_json")
        if "event" in given:
            given["where"] = Where(**{name: given.pop(name, None) for name in Where.__match_args__})
        try:
            self.imported()(**given).print(as_json=as_json)
        except UserError as error:
            report_problems(error.problems, as_json=as_json, writes=self.writes)
            ctx.exit(PROBLEMS)
        except SurroundingsError as error:
            report_failure(error, as_json=as_json)
            ctx.exit(SURROUNDINGS)
        except click.Abort:
            report_abort(as_json=as_json)
            raise
        except OSError as error:
            if error.errno == errno.EPIPE:
                raise
            what = f"'{error.filename or 'standard output'}' failed: {error.strerror}"
            failure = SurroundingsError(what, HINTS.get(error.errno or 0, "run it again"))
            report_failure(failure, as_json=as_json and bool(error.filename))
            ctx.exit(SURROUNDINGS)

    def imported(self) -> Callable[..., Report]:
        """The body itself; click.UsageError where a library that it needs is missing."""
        if missing := [library for library in self.needs if find_spec(library) is None]:
            how = f"pip install 'flyer[{self.name}]'"
            raise click.UsageError(f"what it needs is not installed ({', '.join(missing)}): {how}")
        module, _, function = self.body.partition(":")
        body: Callable[..., Report] = getattr(importlib.import_module(f"flyer.cli.{module}"), function)
        return body
