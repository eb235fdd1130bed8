"""The JSON Schema of event.yaml (draft 2020-12), made from the same rows as the loader."""

from __future__ import annotations

import json
from typing import Any

from flyer.event.format import EVENT, PERSON
from flyer.event.shapes import Keyed, ListOf, Row, Shape, Special, Table
from flyer.event.values import ANY_SCALAR, Value


def render() -> str:
    """Write the schema as the text of `event.schema.json`."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


def schema() -> dict[str, Any]:
    """Describe event.yaml to editors and validators, as far as a schema can see."""
    definitions: dict[str, Any] = {}
    root = _table(EVENT, definitions)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "event.yaml",
        "description": "One event: programme, people, registration, organiser, documents.",
        **root,
        "$defs": dict(sorted(definitions.items())),
    }


def _shape(shape: Shape, definitions: dict[str, Any]) -> dict[str, Any]:
    match shape:
        case Value():
            return _value(shape)
        case Table():
            definitions[shape.name] = _table(shape, definitions)
            return {"$ref": f"#/$defs/{shape.name}"}
        case ListOf():
            return {"type": "array", "items": _shape(shape.shape, definitions)}
        case Keyed():
            return {"type": "object", "additionalProperties": _shape(shape.table, definitions)}
        case Special.FILE:
            return {"type": list(ANY_SCALAR), "examples": ["logos/name.svg"]}
        case Special.SPEAKER:
            return {"anyOf": [{"type": list(ANY_SCALAR)}, _shape(PERSON, definitions)]}


def _table(table: Table, definitions: dict[str, Any]) -> dict[str, Any]:
    rows = table.all_rows()
    required = [row.key for row in rows if row.required]
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {row.key: _row(row, definitions) for row in rows},
        **({"required": required} if required else {}),
    }


def _row(row: Row, definitions: dict[str, Any]) -> dict[str, Any]:
    return {"description": row.description, **_shape(row.shape, definitions)}


def _value(value: Value) -> dict[str, Any]:
    if value.choices:
        return {"enum": list(value.choices)}
    described: dict[str, Any] = {"type": list(value.json_types)}
    if value.pattern:
        described["pattern"] = f"^(?:{value.pattern})$"
    if value.json_types == ("string", "number") and not value.pattern.startswith("-?"):
        described["minimum"] = 0
    if value.example != "…":
        described["examples"] = [value.example.strip('"')]
    return described
