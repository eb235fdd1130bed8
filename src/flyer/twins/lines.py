"""Lines of plain text: measured in columns, wrapped at blanks, underlined, and set beside a label."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence


def columns(text: str) -> int:
    """How many columns a terminal gives the text: two for a wide letter of East Asia, none for a mark on a letter."""
    return sum(map(_width, text))


def _width(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def wrapped(text: str, measure: int, indent: str = "") -> list[str]:
    """Rows of at most `measure` columns, the further ones indented; broken at blanks only, so a long word sticks out.

    A text without words is no row.
    """
    rows: list[str] = []
    for word in filter(None, re.split(r"[ \t\r\n]+", text)):
        if rows and columns(rows[-1]) + 1 + columns(word) <= measure:
            rows[-1] += f" {word}"
        else:
            rows.append(f"{indent if rows else ''}{word}")
    return rows


def underlined(rows: Sequence[str], stroke: str) -> list[str]:
    """The rows and below them a line as long as the longest."""
    return [*rows, stroke * max(map(columns, rows), default=0)]


def beside(label: str, rows: Sequence[str], width: int) -> list[str]:
    """The rows beside a label that takes `width` columns; it stands alone where there are none."""
    first, *others = rows or [""]
    head = label + " " * (width - columns(label))
    return [f"{head}{first}".rstrip(" "), *(f"{' ' * width}{row}".rstrip(" ") for row in others)]
