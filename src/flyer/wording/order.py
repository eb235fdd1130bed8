"""The order in which people look for what has a number in its name."""

from __future__ import annotations

import re
from typing import TypeAlias

Key: TypeAlias = tuple[tuple[tuple[bool, int, str], ...], str]
"""The runs of digits and of other characters in a text, and the text itself, so that no two texts are equal."""


def natural(text: str) -> Key:
    """What to sort a text by so that "Raum 2" comes before "Raum 10"; capital and small letters are the same."""
    runs = re.findall("[0-9]+|[^0-9]+", text.casefold())
    return tuple(map(_number, runs)), text


def _number(run: str) -> tuple[bool, int, str]:
    """Numbers come before letters, and the shorter number is the smaller one."""
    digits = run.lstrip("0")
    return (False, len(digits), digits) if run[0].isdecimal() else (True, 0, run)
