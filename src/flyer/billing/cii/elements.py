"""Elements of an e-invoice: those with nothing in them are left out, so that optional terms need no branches."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from typing import Any, Final, NamedTuple

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
    content: tuple[Node | str, ...]
    attributes: dict[str, str]


def node(name: str, *content: Node | str | None, **attributes: str) -> Node | None:
    """An element with a text or with other elements, None when there is nothing in it."""
    filled: tuple[Node | str, ...] = tuple(filter(None, content))
    return Node(name, filled, attributes) if filled else None


def day(name: str, date: dt.date, prefix: str = "udt") -> Node | None:
    """A date in format 102 of UNTDID 2379."""
    return node(name, node(f"{prefix}:DateTimeString", f"{date:%Y%m%d}", format="102"))


def amount(value: Decimal) -> str:
    """An amount in its two places (BR-DEC rules)."""
    return str(cents(value))


def plain(value: Decimal) -> str:
    """A price, quantity or rate with as many places as it needs."""
    return f"{value.normalize() + 0:f}"


def serialised(name: str, *content: Node | None) -> bytes:
    """Write a file whose root is the element `name`; ValueError for characters that XML cannot hold."""
    from lxml import etree

    def fill(element: Any, content: Iterable[Node | str]) -> None:
        for each in content:
            if isinstance(each, str):
                element.text = each
            else:
                fill(etree.SubElement(element, _qualified(each.name), each.attributes), each.content)

    root = etree.Element(_qualified(name), nsmap=_NAMESPACES)
    fill(root, filter(None, content))
    written: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
    return written


@cache
def _qualified(name: str) -> str:
    prefix, _, local = name.partition(":")
    return f"{{{_NAMESPACES[prefix]}}}{local}"
