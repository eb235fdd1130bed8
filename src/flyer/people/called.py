"""What the columns of a participants' file are called in a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from flyer.problems import Phrase

_CALLED: Final[Mapping[str, str]] = {
    "title": Phrase("title"),
    "first_name": Phrase("first name"),
    "last_name": Phrase("last name"),
    "preferred_name": Phrase("preferred name"),
    "pronouns": Phrase("pronouns"),
    "organisation": Phrase("organisation"),
    "department": Phrase("department"),
    "email": Phrase("e-mail"),
    "role": Phrase("role"),
    "fee": Phrase("fee"),
    "city": Phrase("city"),
    "country": Phrase("country"),
    "note": Phrase("note"),
}


def called(column: str) -> str:
    """The column in words; one that has none stays as it is written."""
    return _CALLED.get(column) or column.replace("_", " ")
