"""Elements of an e-invoice: those with nothing in them are left out, so that optional terms need no branches.

What many invoices share is a `Part`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from copy import copy
from decimal import Decimal
from functools import cache, cached_property, lru_cache
from typing import Any, Final, NamedTuple, TypeAlias

from flyer.money import cents

_NAMESPACES: Final = {
    "rsm": "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100",
    "ram": "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100",
    "udt": "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100",
    "qdt": "urn:un:unece:uncefact:data:standard:QualifiedDataType:100",
}


class Node(NamedTuple):
    """An element with the prefix of its namespace, and the text or the elements in it."""

    name: str
    content: tuple[Content, ...]
    attributes: dict[str, str]


class Part:
    """An element that returns in many invoices: made once, and copied from then on."""

    def __init__(self, whole: Node) -> None:
        self._whole = whole

    @cached_property
    def element(self) -> Any:
        """The element, inside one that knows the prefixes."""
        [element] = _element("ram:Part", (self._whole,))
        return element


Content: TypeAlias = Node | Part | str


def node(name: str, *content: Content | None, **attributes: str) -> Node | None:
    """An element with a text or with other elements, None when there is nothing in it."""
    filled: tuple[Content, ...] = tuple(filter(None, content))
    return Node(name, filled, attributes) if filled else None


def part(name: str, *content: Content | None) -> Part | None:
    """The same as `node`, for a function that is remembered."""
    whole = node(name, *content)
    return Part(whole) if whole else None


@lru_cache(maxsize=1 << 6)
def day(name: str, date: dt.date, prefix: str = "udt") -> Part | None:
    """A date in format 102 of UNTDID 2379."""
    return part(name, node(f"{prefix}:DateTimeString", f"{date:%Y%m%d}", format="102"))


def amount(value: Decimal) -> str:
    """An amount in its two places (BR-DEC rules)."""
    return str(cents(value))


def plain(value: Decimal) -> str:
    """A price, quantity or rate with as many places as it needs."""
    return f"{value.normalize() + 0:f}"


def serialised(name: str, *content: Node | Part | None) -> bytes:
    """Write a file whose root is the element `name`; ValueError for characters that XML cannot hold."""
    from lxml import etree

    root = _element(name, filter(None, content))
    written: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
    return written


def _element(name: str, content: Iterable[Content]) -> Any:
    """An element that stands by itself, and all in it."""
    from lxml import etree

    element = etree.Element(_qualified(name), nsmap=_NAMESPACES)
    _fill(element, content, etree.SubElement)
    return element


def _fill(element: Any, content: Iterable[Content], child: Callable[..., Any]) -> None:
    for each in content:
        if isinstance(each, str):
            element.text = each
        elif isinstance(each, Part):
            element.append(copy(each.element))
        else:
            _fill(child(element, _qualified(each.name), each.attributes), each.content, child)


@cache
def _qualified(name: str) -> str:
    prefix, _, local = name.partition(":")
    return f"{{{_NAMESPACES[prefix]}}}{local}"
