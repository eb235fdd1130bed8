"""What the YAML parser complains about becomes one sentence and a hint for people."""

from __future__ import annotations

from typing import NamedTuple

QUOTES = "text with ': ' or ' #' in it, or that begins with one of { } [ ] & * ! | > % @ ` # needs quotes"


class Mistake(NamedTuple):
    """What to say when the parser's complaint contains `complaint`; `opening`: show where the thing began."""

    complaint: str
    what: str
    hint: str
    opening: bool = False


def mistake(complaint: str, character: str) -> Mistake:
    """Find the row for the parser's complaint about `character`; the last row is for what nobody foresaw."""
    if character == "\t":
        return _TAB
    return next(row for row in _MISTAKES if row.complaint in complaint)


_TAB = Mistake("", "a tab stands where only blanks can", "indent with blanks")
_DIRECTIVE = ("a YAML directive that means nothing here", "remove the line that begins with '%'")
_BLOCK = (
    "the text after '|' or '>' begins in a wrong place",
    "begin it on the next line, indented by blanks",
)
_MISTAKES = (
    Mistake("scanning a block scalar", *_BLOCK),
    Mistake("mapping values are not allowed", "a ':' stands where no key can be", QUOTES),
    Mistake("could not find expected ':'", "a key without ':'", "write 'key: value'", opening=True),
    Mistake(
        "unexpected end of stream",
        "the quotation mark that opens here is never closed",
        "close it; inside single quotes an apostrophe is written twice",
        opening=True,
    ),
    Mistake(
        "',' or ']'",
        "the '[' that opens here is not closed",
        "put ',' between entries and ']' at the end",
        True,
    ),
    Mistake(
        "',' or '}'",
        "the '{' that opens here is not closed",
        "put ',' between keys and '}' at the end, and a text with ': ' or ' #' in quotation marks",
        True,
    ),
    Mistake("expected key", "a key was expected here", f"give the keys of a block the same indentation; {QUOTES}"),
    Mistake("'-' indicator", "an entry of the list was expected here", "begin every entry with '- ' in one column"),
    Mistake("cannot start any token", "a text cannot begin with this character", "put the text in quotes"),
    Mistake("expected node content", "a value was expected here", QUOTES),
    Mistake("escape", "'\\' does not begin an escape here", "write '\\\\', or put the text in single quotes"),
    Mistake("tag", "a tag ('!') stands here", "put the text in quotes"),
    Mistake("scanning an a", "a text cannot begin with '&' or '*'", "put the text in quotes", opening=True),
    Mistake("<document start>", "the event ended above, and here is more", "remove the line '...'"),
    Mistake("irective", *_DIRECTIVE),
    Mistake("incompatible", *_DIRECTIVE),
    Mistake("", "this is not YAML", QUOTES),
)
