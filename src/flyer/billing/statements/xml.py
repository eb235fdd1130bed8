"""XML that somebody else wrote, parsed without entities, DTD or network. The door to the library that parses."""

from __future__ import annotations

from typing import Any, NamedTuple

from flyer.problems import Place, Problem, UserError

_AGAIN = "get the statement from the bank again"


class Tree(NamedTuple):
    """A Document and its namespace; elements of that namespace are called by their local names."""

    document: Any
    namespace: str


def parsed(data: bytes, name: str) -> Tree:
    """Turn a file into the Document in it, which may be in an envelope; without one, into its root element.

    UserError when the file is not well-formed, or has a DTD, which no statement has.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        place = Place(name, max(line, 0), max(column, 0))
        raise UserError(
            [Problem(place, "the file is damaged or cut off: it is not well-formed XML", _AGAIN)]
        ) from error
    if root.getroottree().docinfo.doctype:
        raise UserError(
            [Problem(Place(name), "the file has a document type definition, which no statement has", _AGAIN)]
        )
    document = next(root.iter("{*}Document"), root)
    namespace = etree.QName(document).namespace or ""
    for element in document.iter(f"{{{namespace}}}*"):
        element.tag = etree.QName(element).localname
    return Tree(document, namespace)
