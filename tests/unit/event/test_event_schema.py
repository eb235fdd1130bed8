"""The JSON Schema says what the loader says, as far as a schema can see."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

import pytest
import yaml
from jsonschema import Draft202012Validator

from flyer.event.schema import render, schema

ROOT = Path(__file__).parents[3]
SHIPPED = ROOT / "src" / "flyer" / "event" / "event.schema.json"
GOLDENS = ROOT / "tests" / "golden" / "event"
VALIDATOR = Draft202012Validator(schema())


class AsTexts(yaml.SafeLoader):
    """Every scalar a string, as this project reads them."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}


class AsEditorsRead(AsTexts):
    """YAML 1.2, core schema: what an editor hands to a JSON Schema."""


AsTexts.add_implicit_resolver("tag:yaml.org,2002:merge", re.compile("^<<$"), None)
for tag, pattern, meaning in (
    ("null", "~|null|Null|NULL|", lambda text: None),
    ("bool", "true|True|TRUE|false|False|FALSE", lambda text: text.lower() == "true"),
    ("int", "[-+]?[0-9]+", int),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", float),
):
    AsEditorsRead.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), None)
    AsEditorsRead.add_constructor(f"tag:yaml.org,2002:{tag}", lambda loader, node, meaning=meaning: meaning(node.value))


GOOD = [
    "event.yaml",
    "src/flyer/starter/de/event.yaml",
    "src/flyer/starter/en/event.yaml",
    *(str(path.relative_to(ROOT)) for path in sorted(ROOT.glob("tests/events/*.yaml"))),
]


@pytest.mark.parametrize("reader", [AsEditorsRead, AsTexts])
@pytest.mark.parametrize("path", GOOD)
def test_good_events_are_valid(path: str, reader: type[Any]) -> None:
    assert not list(VALIDATOR.iter_errors(yaml.load((ROOT / path).read_bytes(), reader)))


@pytest.mark.parametrize(
    ("name", "paths"),
    [
        ("unknown-keys", {"$", "$.event", "$.organiser", "$.organiser.bank", "$.programme[0]"}),
        ("missing-keys", {"$", "$.event", "$.venue", "$.partners[0]", "$.people.meier", "$.registration.fees[0]"}),
        (
            "wrong-values",
            {
                "$.event.language",
                "$.event.starts",
                "$.event.currency",
                "$.venue.country",
                "$.organiser.email",
                "$.organiser.tax.scheme",
                "$.registration.fees[0].amount",
                "$.programme[0].sessions[0].start",
                "$.programme[0].sessions[0].kind",
                "$.theme.colours.primary",
                "$.theme.design",
                "$.documents.programme.fold",
                "$.documents.programme.marks",
                "$.documents.programme.condition",
                "$.documents.programme.drop[0]",
            },
        ),
        ("wrong-shapes", {"$"}),
        (
            "wrong-shapes-inside",
            {"$.event.name", "$.venue", "$.people", "$.registration.fees", "$.documents.programme.drop"},
        ),
    ],
)
def test_broken_events_are_not(name: str, paths: set[str]) -> None:
    broken = yaml.load((GOLDENS / f"{name}.yaml").read_bytes(), AsEditorsRead)
    assert paths <= {error.json_path for error in VALIDATOR.iter_errors(broken)}


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(schema())
    assert json.loads(render()) == schema()


def test_the_shipped_schema_is_the_one_that_is_made(golden: Callable[[Path, str], None]) -> None:
    golden(SHIPPED, render())


@pytest.mark.parametrize("path", ["event.yaml", "src/flyer/starter/de/event.yaml", "src/flyer/starter/en/event.yaml"])
def test_the_head_of_the_file_names_the_schema(path: str) -> None:
    head = (ROOT / path).read_text("utf-8").splitlines()[0]
    named = head.removeprefix("# yaml-language-server: $schema=")
    assert named == ("event.schema.json" if "starter" in path else str(SHIPPED.relative_to(ROOT)))


def test_every_key_is_described() -> None:
    tables = [schema(), *schema()["$defs"].values()]
    assert all(row["description"].endswith(".") for table in tables for row in table["properties"].values())
