"""A web page as a foreign parser reads it."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib

INLINE = {"a", "em", "strong", "span", "time"}
NOT_COPY = {"nav", "figcaption", "style", "title"}
"""What is said twice, or not by the manuscript."""


def parsed(page: str) -> Element:
    """The root of a page; raises where the page strays from the grammar of HTML."""
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)


def read(page: str) -> str:
    """The copy of a page in reading order, a blank line wherever a block begins or ends."""
    root = parsed(page)
    return re.sub(r"\n[ \n]*", "\n", "".join(_read(root)))


def _read(element: Element) -> Iterator[str]:
    if element.tag in NOT_COPY or element.get("class") == "skip":
        return
    edge = "" if element.tag in INLINE else "\n"
    yield edge + (element.text or "")
    for child in element:
        yield from _read(child)
        yield child.tail or ""
    yield edge
