"""YAML as the user means it: every scalar stays the text that was written, every node knows its place.

The door to PyYAML. Only its stream of events is used, from libyaml's parser where that is built in: no tag
is resolved, so `no` stays a country and `04105` a postcode. Aliases and merge keys (`<<`) work; a file that
unfolds by them beyond all measure is refused before it is unfolded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from flyer.event.nodes import Mapping, Node, Scalar, Sequence
from flyer.event.syntax import QUOTES, mistake
from flyer.problems import Place, Problem

MOST_NODES = 100_000
"""An event of 300 sessions has about 6,000 nodes, aliases unfolded."""

MOST_LEVELS = 20
"""The deepest thing event.yaml describes, a speaker of a talk, is on level 10."""

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Unreadable(Exception):
    """Reading cannot go on after this problem."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem


def parse(data: bytes, name: str) -> tuple[Node | None, tuple[Problem, ...]]:
    """Turn the bytes of the file `name` into its root node and the problems; None when it cannot be read."""
    builder = None
    try:
        builder = _Builder(_text(data, name), name)
        return builder.document(), tuple(builder.problems)
    except _Unreadable as stop:
        return None, (*(builder.problems if builder else ()), stop.problem)


def _text(data: bytes, name: str) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _Unreadable(Problem(Place(name, 1, 1), "the file is UTF-16", "save it as UTF-8"))
    try:
        text = data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        what = f"the byte {data[error.start]:02X} is not UTF-8"
        hint = "save the file as UTF-8; it seems to be Windows-1252 or Latin-1"
        raise _Unreadable(Problem(_end_of(before, name), what, hint)) from None
    if control := yaml.reader.Reader.NON_PRINTABLE.search(text):
        what = f"the control character U+{ord(control[0]):04X} stands here"
        raise _Unreadable(Problem(_end_of(text[: control.start()], name), what, "remove it"))
    return text


def _end_of(text: str, name: str) -> Place:
    lines = re.split(r"\r\n|\r|\n", text)
    return Place(name, len(lines), len(lines[-1]) + 1)


class _Builder:
    """Builds nodes from the parser's events and collects the problems after which reading can go on."""

    def __init__(self, text: str, name: str) -> None:
        self.text, self.name = text, name
        self.problems: list[Problem] = []
        self._anchors: dict[str, tuple[Node, int] | None] = {}
        self._count = 0
        self._events = self._parsed()

    def document(self) -> Node | None:
        next(self._events)
        if isinstance(next(self._events), yaml.StreamEndEvent):
            return self._nothing()
        root = self._node(next(self._events), level=1)
        next(self._events)
        following = next(self._events)
        if not isinstance(following, yaml.StreamEndEvent):
            place, what = self._place(following.start_mark), "a second document begins here"
            self._add(place, what, "keep one event in a file and remove the line '---'")
        return self._nothing() if root == Scalar("", root.place) else root

    def _nothing(self) -> Node | None:
        self._add(Place(self.name, 1, 1), "the file is empty", "'flyer new' makes an event to start from")
        return None

    def _parsed(self) -> Iterator[Any]:
        try:
            yield from yaml.parse(self.text, Loader=_LOADER)
        except yaml.MarkedYAMLError as error:
            raise _Unreadable(self._syntax(error)) from None

    def _syntax(self, error: yaml.MarkedYAMLError) -> Problem:
        mark: Any = error.problem_mark
        row = mistake(f"{error.context}: {error.problem}", self.text[mark.index : mark.index + 1])
        return Problem(self._place(error.context_mark if row.opening else mark), row.what, row.hint)

    def _place(self, mark: Any) -> Place:
        return Place(self.name, mark.line + 1, mark.column + 1)

    def _add(self, place: Place, what: str, hint: str) -> None:
        self.problems.append(Problem(place, what, hint))

    def _node(self, event: Any, level: int) -> Node:
        place = self._place(event.start_mark)
        if level > MOST_LEVELS:
            what = f"the file is nested more than {MOST_LEVELS} levels deep"
            raise _Unreadable(Problem(place, what, "close the brackets or mend the indentation above"))
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event.anchor, place)
        if event.anchor:
            self._anchors[event.anchor] = None
        if event.tag:
            what = f"the tag '{event.tag.replace('tag:yaml.org,2002:', '!!')}' means nothing here"
            self._add(place, what, "remove it; a text that begins with '!' needs quotes")
        before = self._count
        self._more(1, place)
        node = self._content(event, place, level)
        if event.anchor:
            self._anchors[event.anchor] = (node, self._count - before)
        return node

    def _content(self, event: Any, place: Place, level: int) -> Node:
        if isinstance(event, yaml.ScalarEvent):
            return Scalar(event.value, place)
        children = []
        while not isinstance(child := next(self._events), yaml.CollectionEndEvent):
            children.append(self._node(child, level + 1))
        if isinstance(event, yaml.SequenceStartEvent):
            return Sequence(tuple(children), place)
        return Mapping(self._entries(children[::2], children[1::2]), place)

    def _alias(self, anchor: str | None, place: Place) -> Node:
        target = self._anchors.get(anchor or "")
        if target is None:
            what = f"'*{anchor}' refers to nothing above it"
            hint = f"write '&{anchor}' before what it repeats; a text that begins with '*' needs quotes"
            raise _Unreadable(Problem(place, what, hint))
        node, nodes = target
        self._more(nodes, place)
        return node

    def _more(self, nodes: int, place: Place) -> None:
        self._count += nodes
        if self._count > MOST_NODES:
            what = f"the file unfolds to more than {MOST_NODES} values"
            raise _Unreadable(Problem(place, what, "write less, or use fewer aliases ('*')"))

    def _entries(self, keys: list[Node], values: list[Node]) -> tuple[tuple[Scalar, Node], ...]:
        own: dict[str, tuple[Scalar, Node]] = {}
        for key, value in zip(keys, values, strict=True):
            if not isinstance(key, Scalar):
                self._add(key.place, "a key must be a word", QUOTES)
            elif key.text in own:
                hint = f"the first is in line {own[key.text][0].place.line}; remove one"
                self._add(key.place, f"'{key.text}' is written twice", hint)
            else:
                own[key.text] = (key, value)
        merged = own.pop("<<", None)
        for base in self._bases(merged[1]) if merged else ():
            for entry in base.entries:
                own.setdefault(entry[0].text, entry)
        return tuple(own.values())

    def _bases(self, value: Node) -> Iterator[Mapping]:
        for base in value.items if isinstance(value, Sequence) else (value,):
            if isinstance(base, Mapping):
                yield base
            else:
                self._add(base.place, "'<<' takes the alias of a mapping", "write '<<: *name'")
