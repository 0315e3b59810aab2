"""JSON Schema of the kinds: what editors show while somebody writes a record.

A schema refuses nothing that the model accepts. It accepts a little more: whether an address parses, and how
long the parts of a domain are, cannot be said in it.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode, JsonSchemaValue, models_json_schema
from pydantic_core import core_schema

from headland.kinds.envelope import Entity
from headland.kinds.kind import KINDS, Kind

DIALECT = "https://json-schema.org/draft/2020-12/schema"
COMBINED = "headland.schema.json"


class _Plain(GenerateJsonSchema):
    """Leaves out the titles that pydantic makes of names, and defaults: None there stands for an absent key."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])


def json_schema(kind: Kind) -> dict[str, Any]:
    """The JSON Schema (2020-12) of one kind's records, with a description on every field."""
    schema = _tidied(kind.model.model_json_schema(schema_generator=_Plain))
    return {"$schema": DIALECT, "$id": file_name(kind), **_narrowed(schema, kind)}


def catalog_schema() -> dict[str, Any]:
    """One JSON Schema for any record: `apiVersion` and `kind` choose; unknown ones get the envelope's checks."""
    models: list[tuple[type[BaseModel], JsonSchemaMode]] = [(Entity, "validation")]
    models += [(kind.model, "validation") for kind in KINDS]
    references, schema = models_json_schema(models, schema_generator=_Plain)
    definitions = _tidied(schema)["$defs"]
    conditions: list[JsonSchemaValue] = []
    choices: list[JsonSchemaValue] = []
    for kind in KINDS:
        reference = references[kind.model, "validation"]
        name = reference["$ref"].removeprefix("#/$defs/")
        definitions[name] = _narrowed(definitions[name], kind)
        condition = {
            "properties": {"apiVersion": {"enum": list(kind.api_versions)}, "kind": {"const": kind.name}},
            "required": ["apiVersion", "kind"],
        }
        conditions.append(condition)
        choices.append({"if": condition, "then": reference})
    return {
        "$schema": DIALECT,
        "$id": COMBINED,
        "title": "Record",
        "description": "A record of a Headland or Backstage catalog.",
        "type": "object",
        "properties": {
            "apiVersion": {"examples": sorted({version for kind in KINDS for version in kind.api_versions})},
            "kind": {"examples": list(KINDS.names())},
        },
        "required": ["apiVersion", "kind", "metadata"],
        "allOf": [*choices, {"if": {"not": {"anyOf": conditions}}, "then": references[Entity, "validation"]}],
        "$defs": definitions,
    }


def _narrowed(schema: JsonSchemaValue, kind: Kind) -> JsonSchemaValue:
    """The schema of a kind's model with what the registry knows: its face, its name and its versions."""
    properties = schema["properties"]
    versions = {"enum": list(kind.api_versions), "description": properties["apiVersion"]["description"]}
    name = {"const": kind.name, "description": kind.description}
    return {
        **schema,
        "title": kind.label,
        "description": kind.description,
        "properties": {**properties, "apiVersion": versions, "kind": name},
    }


def _tidied(schema: Any) -> Any:
    """Mappings whose keys have a form say so by `propertyNames`; pydantic's `patternProperties` lets others pass."""
    if isinstance(schema, list):
        return [_tidied(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    tidied = {key: _tidied(value) for key, value in schema.items()}
    patterns = tidied.get("patternProperties")
    if isinstance(patterns, dict) and len(patterns) == 1:
        (pattern, values), *_ = tidied.pop("patternProperties").items()
        return {**tidied, "propertyNames": {"pattern": pattern}, "additionalProperties": values}
    return tidied


def file_name(kind: Kind) -> str:
    """The name of the file that `write_schemas` writes for a kind."""
    return f"{kind.name.lower()}.schema.json"


def write_schemas(folder: Path) -> tuple[Path, ...]:
    """Write every kind's schema and the combined one into `folder`, which is made where it is missing.

    Gives the files, sorted. Each is written aside and renamed, so that a reader never sees half of one. Raises OSError.
    """
    folder.mkdir(parents=True, exist_ok=True)
    schemas = {file_name(kind): json_schema(kind) for kind in KINDS} | {COMBINED: catalog_schema()}
    return tuple(_write(folder / name, schemas[name]) for name in sorted(schemas))


def _write(path: Path, schema: dict[str, Any]) -> Path:
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        aside.write_text(json.dumps(schema, indent=2, ensure_ascii=False) + "\n", "utf-8")
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
    return path
