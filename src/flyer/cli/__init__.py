"""The command line: the only clock, disk and console."""

import sys
from io import TextIOWrapper

from flyer.cli.commands import flyer


def main() -> None:
    """Run the program; what the console's encoding lacks is written as an escape."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    flyer(prog_name="flyer")
