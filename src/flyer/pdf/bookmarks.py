"""Bookmarks: the headings of a document become its outline (ISO 32000-1, 12.3.3)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from flyer.pdf.file import Objects
from flyer.pdf.objects import Name, Object, Ref

_SOFT_HYPHEN = "\u00ad"


@dataclass(slots=True)
class Heading:
    """A heading: its level from 1, its page, its top left corner there, and its text line by line."""

    level: int
    page: Ref
    x: float
    y: float
    lines: list[str] = field(default_factory=list)

    @property
    def title(self) -> str:
        """The text in one line, words joined that were divided."""
        text = ""
        for line in self.lines:
            text = text.removesuffix(_SOFT_HYPHEN) + line
        return " ".join(text.replace(_SOFT_HYPHEN, "").split())


def joined(parts: Iterable[Heading]) -> Heading:
    """The parts of a torn heading as one, standing where the first stands."""
    first, *others = parts
    for part in others:
        first.lines += part.lines
    return first


def add_bookmarks(file: Objects, headings: Sequence[Heading]) -> Ref:
    """Write the outline, all of it open, nested by level; the headings come in reading order."""
    root = file.reserve()
    file.add({"Type": Name("Outlines"), **_add_items(file, root, headings), "Count": len(headings)}, root)
    return root


def _add_items(file: Objects, parent: Ref, headings: Sequence[Heading]) -> dict[str, Object]:
    """Write the headings below `parent` and give its First and Last."""
    groups = _groups(headings)
    refs = [file.reserve() for _ in groups]
    for position, (heading, *below) in enumerate(groups):
        item: dict[str, Object] = {
            "Title": heading.title,
            "Parent": parent,
            "Dest": (heading.page, Name("XYZ"), heading.x, heading.y, None),
        }
        if position:
            item["Prev"] = refs[position - 1]
        if position + 1 < len(refs):
            item["Next"] = refs[position + 1]
        if below:
            item |= {**_add_items(file, refs[position], below), "Count": len(below)}
        file.add(item, refs[position])
    return {"First": refs[0], "Last": refs[-1]}


def _groups(headings: Sequence[Heading]) -> list[list[Heading]]:
    """Cut before every heading that does not stand below the first of its group."""
    groups: list[list[Heading]] = []
    for heading in headings:
        if groups and heading.level > groups[-1][0].level:
            groups[-1].append(heading)
        else:
            groups.append([heading])
    return groups
