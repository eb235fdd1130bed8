"""Table cards: for each speaker an A4 sheet, folded once in the middle, that says the name to both sides."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Final

from flyer.documents.placard import HYPHENATE, Ladder, ladder, logo, placard, unread
from flyer.documents.theme import QUIET, Theme
from flyer.event.model import Event
from flyer.people.speakers import Speaker, speakers
from flyer.problems import Problem, UserError, gathered, place_of
from flyer.typeset.family import Cut, Family, Style
from flyer.typeset.frame import ORIGIN, Document, Fill, Frame, Item, Point, Role, Rule, Size
from flyer.typeset.lines import Align
from flyer.typeset.paragraph import followed
from flyer.typeset.stack import Stack
from flyer.units import in_mm, mm, pt
from flyer.wording import Wording

_PAPER: Final = Size(mm(297), mm(210))
_FACE: Final = Size(_PAPER.width, _PAPER.height / 2)
_SIDE: Final = mm(20)
_MEASURE: Final = _FACE.width - 2 * _SIDE

_INSET: Final = mm(10)
"""How far the bar stays from the paper's edge, where office printers do not print."""

_BAR: Final = mm(3)
_LOGO: Final = Size(mm(60), mm(12))
_ROW: Final = _FACE.height - _INSET - _BAR - mm(10)
"""The middle of the event's name and the logo, above the bar."""

_TOP, _FOOT = mm(10), _ROW - mm(8)
"""Between them stand name and affiliation."""

_GAP: Final = mm(3)
_MARK: Final = (mm(4), mm(9))

_NAME: Final = ladder((1, 104, 44), (2, 64, 34), (1, 44, 30), (2, 34, 26))
_TITLE: Final = ladder((1, 28, 16))
_AFFILIATION: Final = ladder((1, 28, 21), (2, 22, 16), (3, 16, 14), (3, 14, 13, HYPHENATE))
_EVENT: Final = ladder((1, 18, 12), (2, 14, 10))
_SHRINKING: Final = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4)


def compose(event: Event, words: Wording, family: Family) -> Document:
    """Turn the speakers of an event into a sheet each; UserError with all that does not fit, or when nobody speaks."""
    theme, found = Theme.of(event, family), speakers(event)
    if not found:
        hint = "write 'speakers' with the sessions or their talks"
        raise UserError([Problem(place_of(event, "programme"), "there is no speaker to make a card for", hint)])
    ground = _ground(event, theme, words)
    pages = gathered(partial(_sheet, speaker, ground, theme, words) for speaker in found)
    return Document(
        title=words("Table cards: {event}", event=event.name),
        language=words.language,
        dated=event.starts,
        author=event.organiser.name,
        paper=_PAPER,
        pages=tuple(pages),
    )


def _sheet(speaker: Speaker, ground: Frame, theme: Theme, words: Wording) -> Frame:
    """The face twice: the upper one upside down, an artifact, because nobody needs to hear a name twice."""
    names = _names(speaker, theme, words)
    away = Frame(ORIGIN, _FACE, (ground, unread(names)), turn=180)
    towards = Frame(Point(0.0, _FACE.height), _FACE, (ground, names))
    return Frame(ORIGIN, _PAPER, (away, _marks(), towards))


def _ground(event: Event, theme: Theme, words: Wording) -> Frame:
    """What all faces share, an artifact: at the foot the event's name, the logo and a bar."""
    bar = Fill(
        Point(_INSET, _FACE.height - _INSET - _BAR), Size(_FACE.width - 2 * _INSET, _BAR), theme.primary, mm(0.8)
    )
    children: list[Frame | Item] = [bar]
    measure = _MEASURE
    if picture := logo(event, words, _LOGO):
        size = picture.size
        at = Point(_SIDE + _MEASURE - size.width, _ROW - size.height / 2)
        children.append(unread(replace(picture, at=at)))
        measure -= size.width + mm(8)
    style, place = theme.style(pt(1), Cut.SEMIBOLD, theme.primary), place_of(event, "name")
    name = placard(event.name, _EVENT, style, measure, words, place, called="the event's name", align=Align.LEFT)
    children.append(unread(replace(name, at=Point(_SIDE, _ROW - name.size.height / 2))))
    return Frame(ORIGIN, _FACE, tuple(children), shared=True)


def _names(speaker: Speaker, theme: Theme, words: Wording) -> Frame:
    """Title, name and affiliation in the middle of the face, as large as they stand there together."""
    room = _FOOT - _TOP
    for scale in _SHRINKING:
        stack = _stack(speaker, theme, words, scale)
        if stack.height <= room:
            break
    else:
        what = f"name and affiliation do not fit a card: {in_mm(stack.height - room):.0f} mm are missing"
        raise UserError([Problem(place_of(speaker, "name"), what, "shorten them, or remove marks from letters")])
    return stack.frame(_MEASURE, at=Point(_SIDE, _TOP + (room - stack.height) / 2))


def _stack(speaker: Speaker, theme: Theme, words: Wording, scale: float) -> Stack:
    """Title and name, together the heading, and below them the affiliation, all but their floors scaled."""

    def set_(text: str, steps: Ladder, style: Style, field: str, called: str, role: Role | None = None) -> Frame:
        smaller = tuple(step._replace(largest=max(step.smallest, step.largest * scale)) for step in steps)
        return placard(text, smaller, style, _MEASURE, words, place_of(speaker, field), called=called, role=role)

    quiet, bold = theme.style(pt(1), colour=QUIET), theme.style(pt(1), Cut.BOLD)
    coloured = theme.style(pt(1), colour=theme.primary)
    heading = Stack()
    if speaker.title:
        heading = heading.add(followed(set_(speaker.title, _TITLE, quiet, "name", "the title")))
    heading = heading.add(set_(speaker.name, _NAME, bold, "name", "the name"))
    stack = Stack().add(heading.frame(_MEASURE, Role.H1))
    if speaker.affiliation:
        affiliation = set_(speaker.affiliation, _AFFILIATION, coloured, "affiliation", "the affiliation", Role.P)
        stack = stack.add(affiliation, _GAP)
    return stack


def _marks() -> Frame:
    """Where to fold, at both edges of the sheet, an artifact."""
    near, far = _MARK
    y = _FACE.height
    edges = ((near, far), (_PAPER.width - far, _PAPER.width - near))
    rules = tuple(Rule(Point(start, y), Point(end, y), pt(0.5), QUIET) for start, end in edges)
    return Frame(ORIGIN, _PAPER, rules, shared=True)
