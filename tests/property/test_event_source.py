"""Whatever a user writes, event.yaml is read as it stands or refused with problems; nothing else happens."""

import re
from typing import Any

import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from flyer.event.load import load
from flyer.event.model import Event
from flyer.event.nodes import Mapping, Node, Scalar, Sequence
from flyer.event.schema import schema
from flyer.event.source import parse
from flyer.problems import Problem, UserError

VALIDATOR = Draft202012Validator(schema())
LETTERS = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Zl", "Zp"), exclude_characters="\ufeff")
TEXTS = st.text(LETTERS, max_size=30)
TREES = st.recursive(
    TEXTS,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(TEXTS.filter(lambda key: key != "<<"), inner, max_size=4)
    ),
    max_leaves=12,
)
YAML_LIKE = st.text(st.sampled_from("ab:- \n\t#'\"{}[]&*!|>%@`,?~\\.<0\u00e4\ufeff\x85"), max_size=60)

EVENT: dict[str, Any] = {
    "event": {
        "name": "Tagung",
        "title": "Thema",
        "language": "de",
        "timezone": "Europe/Berlin",
        "starts": "2022-03-28 13:00",
        "ends": "2022-03-30 16:00",
        "website": "https://example.org",
        "currency": "EUR",
    },
    "venue": {"name": "Halle", "postcode": "04105", "country": "DE"},
    "organiser": {
        "name": "Verein",
        "email": "info@example.org",
        "phone": "0391 58279",
        "logo": "logos/a.svg",
        "tax": {"number": "1", "vat_id": "DE136695976", "scheme": "standard", "rate": "19"},
        "bank": {"account_holder": "Verein", "iban": "DE07 5455 0010 0380 0214 36", "bic": "LUHSDE6AXXX"},
    },
    "people": {"meier": {"name": "Anna Meier", "badge": "true"}},
    "registration": {
        "deadline": "2022-03-11",
        "reference": "{invoice}, {participant}",
        "fees": [{"id": "standard", "name": "Beitrag", "amount": "330.00"}],
    },
    "programme": [
        {
            "date": "2022-03-28",
            "sessions": [
                {
                    "start": "13:30",
                    "end": "15:00",
                    "title": "Beginn",
                    "kind": "plenary",
                    "speakers": ["meier", {"name": "Ben"}, "Cem, Stadt"],
                    "talks": [{"title": "Vortrag", "speakers": ["meier"]}],
                }
            ],
        }
    ],
    "theme": {"colours": {"primary": "#005a8c"}, "font": "source-sans-3"},
    "documents": {
        "programme": {"fold": "letter", "paper": "A4", "bleed": "3"},
        "badges": {"stock": "avery-zweckform-l4785"},
        "invoices": {"number": "JT{year}-{n:04}", "terms_days": "14"},
    },
}


def paths(tree: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The path of every value in a tree."""
    keys = tree if isinstance(tree, dict) else range(len(tree)) if isinstance(tree, list) else ()
    return [path, *(inner for key in keys for inner in paths(tree[key], (*path, key)))]


def replaced(tree: Any, path: tuple[Any, ...], value: Any) -> Any:
    """A copy of the tree with another value at a path."""
    if not path:
        return value
    key, *rest = path
    if isinstance(tree, dict) and key in tree:
        return {**tree, key: replaced(tree[key], tuple(rest), value)}
    if isinstance(tree, list) and isinstance(key, int) and key < len(tree):
        return [*tree[:key], replaced(tree[key], tuple(rest), value), *tree[key + 1 :]]
    return tree


WORDS = (
    "0 7 19 no true 1.5 -1 {n} 2022 2022-03-29 09:00 9:00 14:59 en-GB #ABCDEF CHF small_business exempt meier break "
    "../x {0} \\ 04105 https://a.b a@b.de"
)
VALUES = st.sampled_from([*WORDS.split(), "", "a, b", "x" * 200]) | TREES


def plain(node: Node) -> Any:
    match node:
        case Scalar(text):
            return text
        case Sequence(items):
            return [plain(item) for item in items]
        case Mapping(entries):
            return {key.text: plain(value) for key, value in entries}


def as_editors_read(tree: Any) -> Any:
    """What a text is under the core schema of YAML 1.2 when it stands there without quotes."""
    match tree:
        case dict():
            return {key: as_editors_read(value) for key, value in tree.items()}
        case list():
            return [as_editors_read(value) for value in tree]
        case "true" | "false":
            return tree == "true"
        case str() if re.fullmatch(r"[-+]?[0-9]+", tree, re.ASCII):
            return int(tree)
        case str() if re.fullmatch(r"[-+]?[0-9]+\.[0-9]*", tree, re.ASCII):
            return float(tree)
    return tree


def outcome(data: bytes) -> Event | None:
    """The event, or None when it was refused with problems inside the file."""
    problems: tuple[Problem, ...] = ()
    try:
        return load(data, "e.yaml", {"logos/a.svg": b"<svg/>"}.get)
    except UserError as refused:
        problems = refused.problems
    last = len(re.split(rb"\r\n|\r|\n|\xc2\x85", data)) + 1
    assert problems
    assert all(problem.hint and 1 <= problem.place.line <= last for problem in problems)
    return None


@given(TREES)
def test_what_is_written_is_what_is_read(tree: Any) -> None:
    node, problems = parse(yaml.dump(tree, allow_unicode=True).encode(), "e.yaml")
    if tree == "":
        assert [problem.what for problem in problems] == ["the file is empty"]
    else:
        assert not problems
        assert node is not None
        assert plain(node) == tree


@given(st.binary(max_size=200) | YAML_LIKE.map(str.encode) | YAML_LIKE.map(lambda text: b"event:\n" + text.encode()))
def test_no_bytes_are_too_strange_to_be_refused_politely(data: bytes) -> None:
    outcome(data)


def test_the_event_below_is_good() -> None:
    assert outcome(yaml.dump(EVENT).encode())


@given(st.lists(st.tuples(st.sampled_from(paths(EVENT)[1:]), VALUES), min_size=1, max_size=2))
def test_what_the_loader_accepts_the_schema_accepts(changes: list[tuple[tuple[Any, ...], Any]]) -> None:
    tree: Any = EVENT
    for path, value in changes:
        tree = replaced(tree, path, value)
    if outcome(yaml.dump(tree, allow_unicode=True).encode()):
        assert not list(VALIDATOR.iter_errors(tree))
        assert not list(VALIDATOR.iter_errors(as_editors_read(tree)))


@given(st.sampled_from(paths(EVENT)[1:]), st.sampled_from(["name", "titel", "x", "<<", "{}", "a b"]), VALUES)
def test_another_key_is_refused_or_known(path: tuple[Any, ...], key: str, value: Any) -> None:
    outcome(yaml.dump(replaced(EVENT, path, {key: value}), allow_unicode=True).encode())
