"""The heads of the programme's copy, as the event's design has them: of its days and of its sections."""

from __future__ import annotations

from dataclasses import replace

from flyer.documents.leaflet.setting import Setting
from flyer.typeset.colour import text_on
from flyer.typeset.frame import ORIGIN, Fill, Frame, Item, Point, Role, Rule, Size
from flyer.typeset.lines import Align, line, width
from flyer.typeset.paragraph import BASELINE, break_lines, followed, paragraph
from flyer.units import Length, mm

_HALF_CAP = 0.34
"""Half the height of a capital letter in sizes: what sets a line in the middle of a bar."""

_GAP = mm(2)
"""The least distance of a day's name and its date on one line."""

_RULE = 0.16
"""How far below the last line the rule of a day lies, in leadings."""


def day_bar(setting: Setting, left: str, right: str, measure: Length, role: Role | None) -> Frame:
    """The head of a day: its name at the left, its date at the right or, where there is no room, in a line of its own.

    A day that is carried on has no role, because it is no heading: it stands back and is not read aloud. The height is
    half a leading more than the lines. Raises TooWide.
    """
    theme, design = setting.theme, setting.theme.design
    ground = (theme.primary if role else theme.tint) if design.solid else None
    ink = text_on(ground) if ground and role else theme.primary
    inset, leading = design.inset, setting.leading
    name = theme.titling(setting.size * design.day_scale, design.day, ink)
    date, inner = setting.style(colour=ink), measure - 2 * inset
    said = setting.spans(left, name)
    first, *others = break_lines(said, inner, balanced=True)
    beside = not others and first.width + _GAP + width(right, date) <= inner
    top = setting.size * _HALF_CAP if ground else 0.0
    lines = paragraph(said, inner, leading, at=Point(inset, top), role=None, balanced=True)
    count = round(lines.size.height / leading) + (not beside)
    base = top + (count - 1 + BASELINE) * leading
    end, align = (measure - inset, Align.RIGHT) if beside else (inset, Align.LEFT)
    size = Size(measure, (count + 0.5) * leading)
    under = Point(0.0, (count + _RULE) * leading)
    back: Item = (
        Fill(ORIGIN, size, ground)
        if ground
        else Rule(under, replace(under, x=measure), design.rule if role else design.hairline, theme.primary)
    )
    children = (back, followed(lines), line(right, date, Point(end, base), align=align))
    return Frame(ORIGIN, size, children, role=role, shared=role is None)


def heading(setting: Setting, text: str, measure: Length) -> Frame:
    """The heading of a section, no word of it divided. Raises TooWide."""
    theme, design = setting.theme, setting.theme.design
    style = theme.titling(setting.size * design.heading_scale, design.heading, theme.primary)
    return paragraph(setting.spans(text, style), measure, setting.leading, role=Role.H2)
