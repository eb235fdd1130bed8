"""The colours of a page by what they do there, so that most questions about them are asked once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from flyer.preflight.kept import Kept
from flyer.typeset.colour import Colour
from flyer.typeset.frame import Fill, Item, Rule, Text
from flyer.units import Length, pt

THIN: Final = pt(0.5)
"""Thinner lines may be too thin for a press."""


class Palette:
    """The colours that have ink, and of these the ones of letters, of thin lines and of fills; equal only to itself."""

    def __init__(
        self,
        inks: Iterable[Colour],
        letters: Iterable[Colour] = (),
        lines: Iterable[Colour] = (),
        grounds: Iterable[Colour] = (),
    ) -> None:
        self.inks, self.letters = tuple(inks), tuple(letters)
        self.lines, self.grounds = tuple(lines), tuple(grounds)

    @property
    def uses(self) -> tuple[tuple[Colour, ...], ...]:
        """The colours of each use."""
        return self.inks, self.letters, self.lines, self.grounds


NO_COLOURS: Final = Palette(())


_of_letters: Final[Kept[int, Palette]] = Kept(1 << 6)
_of_areas: Final[Kept[tuple[int, ...], Palette]] = Kept(1 << 6)
"""By the identities of colours, those of each use behind those of another."""


def of_letters(colour: Colour) -> Palette:
    """The palette of letters of a colour."""
    return _of_letters.get(id(colour)) or _of_letters.keep(id(colour), Palette((colour,), letters=(colour,)))


def of_area(item: Rule | Fill) -> Palette:
    """The palette of a rule or a fill."""
    colours, line = colours_of(item), line_of(item)
    grounds = [item.colour] if isinstance(item, Fill) and item.colour else []
    lines = [line[1]] if line and line[0] < THIN else []
    key = *map(id, colours), -1, *map(id, lines), -1, *map(id, grounds)
    return _of_areas.get(key) or _of_areas.keep(key, Palette(colours, lines=lines, grounds=grounds))


@lru_cache(maxsize=1 << 8)
def both(one: Palette, other: Palette) -> Palette:
    """The colours of two palettes; the first one where that has them all."""
    mixed = [_once(*each) for each in zip(one.uses, other.uses, strict=True)]
    return one if [*map(len, mixed)] == [*map(len, one.uses)] else Palette(*mixed)


def _once(some: Sequence[Colour], others: Sequence[Colour]) -> tuple[Colour, ...]:
    return tuple({id(colour): colour for colour in (*some, *others)}.values())


def colours_of(item: Item) -> list[Colour]:
    """The colours an item has ink of; those of pictures and codes do not count."""
    if isinstance(item, Text):
        return [run.colour for run in item.runs]
    if isinstance(item, Fill):
        return [colour for colour in (item.colour, item.stroke) if colour]
    return [item.colour] if isinstance(item, Rule) else []


def line_of(item: Rule | Fill) -> tuple[Length, Colour] | None:
    """The thickness and colour of a line, of an outline, and of an area so thin that it is a line."""
    if isinstance(item, Rule):
        return item.thickness, item.colour
    if item.stroke:
        return item.thickness, item.stroke
    return (min(item.size.width, item.size.height), item.colour) if item.colour else None
