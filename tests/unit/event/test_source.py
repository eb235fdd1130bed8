"""YAML as the user means it: texts with their places, aliases that stay small."""

import pytest

from flyer.event.nodes import Mapping, Node, Scalar, Sequence
from flyer.event.source import MOST_LEVELS, MOST_NODES, parse
from flyer.problems import Place


def read(text: str) -> Node:
    node, problems = parse(text.encode(), "e.yaml")
    assert not problems
    assert node is not None
    return node


def plain(node: Node) -> object:
    match node:
        case Scalar(text):
            return text
        case Sequence(items):
            return [plain(item) for item in items]
        case Mapping(entries):
            return {key.text: plain(value) for key, value in entries}


def problems_of(data: bytes) -> list[str]:
    _, problems = parse(data, "e.yaml")
    return [f"{problem.place.line}:{problem.place.column} {problem.what}" for problem in problems]


@pytest.mark.parametrize(
    "text", ["no", "04105", "13:30", "2022-03-28", "1e3", "0x1F", "~", "null", "yes", ".inf", "1_000", "=", "12:30:45"]
)
def test_scalars_stay_what_was_written(text: str) -> None:
    assert plain(read(f"key: {text}")) == {"key": text}


def test_every_node_knows_its_place() -> None:
    root = read('ä: 1\nlist:\n  - "zwei"\n  - {drei: vier}\n')
    assert root == Mapping(
        (
            (Scalar("ä", Place("e.yaml", 1, 1)), Scalar("1", Place("e.yaml", 1, 4))),
            (
                Scalar("list", Place("e.yaml", 2, 1)),
                Sequence(
                    (
                        Scalar("zwei", Place("e.yaml", 3, 5)),
                        Mapping(
                            ((Scalar("drei", Place("e.yaml", 4, 6)), Scalar("vier", Place("e.yaml", 4, 12))),),
                            Place("e.yaml", 4, 5),
                        ),
                    ),
                    Place("e.yaml", 3, 3),
                ),
            ),
        ),
        Place("e.yaml", 1, 1),
    )


def test_a_byte_order_mark_and_windows_line_ends_are_read() -> None:
    node, problems = parse(b"\xef\xbb\xbfa: |\r\n  b\r\n  c\r\nd: e\r\n", "e.yaml")
    assert node is not None
    assert plain(node) == {"a": "b\nc\n", "d": "e"}
    assert not problems


def test_aliases_repeat_what_their_anchor_stands_at() -> None:
    root = read("a: &x {name: Anna}\nb: [*x, *x]")
    assert plain(root) == {"a": {"name": "Anna"}, "b": [{"name": "Anna"}, {"name": "Anna"}]}


@pytest.mark.parametrize(
    ("text", "merged"),
    [
        ("{<<: *x, c: 3}", {"c": "3", "a": "1", "b": "2"}),
        ("{a: 0, <<: *x}", {"a": "0", "b": "2"}),
        ("{<<: [*y, *x]}", {"a": "9", "b": "2"}),
        ("{<<: *x, <<: *y}", None),
    ],
)
def test_merge_keys_add_what_is_not_written(text: str, merged: dict[str, str] | None) -> None:
    node, problems = parse(f"- &x {{a: 1, b: 2}}\n- &y {{a: 9}}\n- {text}".encode(), "e.yaml")
    if merged is None:
        assert [problem.what for problem in problems] == ["'<<' is written twice"]
    else:
        assert isinstance(node, Sequence)
        assert plain(node.items[2]) == merged


def test_problems_that_do_not_stop_the_reading_are_all_told() -> None:
    assert sorted(problems_of(b"a: !x 1\na: 2\n? [b]\n: 3\nc: &c [1]\nd: {<<: *c}")) == [
        "1:4 the tag '!x' means nothing here",
        "2:1 'a' is written twice",
        "3:3 a key must be a word",
        "5:8 '<<' takes the alias of a mapping",
    ]


def test_an_alias_inside_its_own_anchor_is_refused() -> None:
    assert problems_of(b"a: &x [*x]") == ["1:8 '*x' refers to nothing above it"]


def test_the_limits_hold_exactly() -> None:
    items = ", ".join(["x"] * (MOST_NODES - 1))
    assert not problems_of(f"[{items}]".encode())
    assert problems_of(f"[{items}, x]".encode()) != []
    assert not problems_of(b"[" * MOST_LEVELS + b"]" * MOST_LEVELS)
    assert problems_of(b"[" * (MOST_LEVELS + 1) + b"]" * (MOST_LEVELS + 1)) != []


def test_a_hundred_thousand_brackets_are_refused_at_once() -> None:
    assert problems_of(b"[" * 100_000) == [
        f"1:{MOST_LEVELS + 1} the file is nested more than {MOST_LEVELS} levels deep"
    ]
