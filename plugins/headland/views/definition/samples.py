"""A value that fits a schema: what a request's body may look like where the definition gives no example."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from pydantic import JsonValue

from headland.definitions.model import Body, Schema, Type
from headland.prose.allowed import names

DEEPEST = 5
MOST_PROPERTIES = 30
MANY_PROPERTIES = 8
"""With more properties than these only the required ones are filled in."""

_BY_FORMAT: dict[str, JsonValue] = {
    "date": "2026-01-31",
    "date-time": "2026-01-31T09:30:00Z",
    "time": "09:30:00",
    "duration": "PT15M",
    "email": "name@example.org",
    "uri": "https://example.org/",
    "url": "https://example.org/",
    "uuid": "3f2b8c1e-5d4a-4f6b-9a7c-1e2d3c4b5a69",
    "ipv4": "192.0.2.1",
    "ipv6": "2001:db8::1",
    "hostname": "example.org",
    "byte": "aGVhZGxhbmQ=",
    "binary": "",
    "password": "secret",
}
_WHOLE = names("integer int int32 int64 uint32 uint64 sint32 sint64 fixed32 fixed64 sfixed32 sfixed64")
_TRUTH = names("boolean bool")
_DECIMAL = names("number float double")
"""The scalars of JSON Schema, GraphQL and protobuf, in lower case; all others are texts."""

_LIST = re.compile(r"list of |\[")
_MAP = re.compile(r"map of ")


def body_sample(body: Body, types: Mapping[str, Type]) -> str:
    """The body as one would send it: the author's example, else one made from its schema; empty where there is none."""
    for example in body.examples:
        if example.text:
            return example.text
    if body.schema is None or (body.media_type and "json" not in body.media_type.lower()):
        return ""
    return json.dumps(sample(body.schema, types), ensure_ascii=False, indent=2)


def sample(schema: Schema, types: Mapping[str, Type], depth: int = 0) -> JsonValue:
    """A value that fits a schema as far as its words tell, without what only the server writes."""
    given = _given(schema)
    if given is not None:
        return given
    if _LIST.match(schema.type):
        return _items(schema, types, depth)
    if _MAP.match(schema.type):
        held = schema.additional or schema.items
        return {} if held is None or depth >= DEEPEST else {"key": sample(held, types, depth + 1)}
    named = types.get(schema.reference or "")
    if named is not None:
        if depth >= DEEPEST:
            return {} if named.schema.properties else _scalar(named.schema)
        return sample(named.schema, types, depth + 1)
    if schema.properties or schema.type.startswith("object"):
        return _object(schema, types, depth)
    for variants in (schema.one_of, schema.any_of):
        if variants:
            return sample(variants[0], types, depth + 1) if depth < DEEPEST else {}
    if schema.all_of:
        return _merged(schema.all_of, types, depth)
    return _scalar(schema)


def _given(schema: Schema) -> JsonValue:
    """What the schema itself says that a value is; None where it says nothing."""
    if schema.examples:
        return _plain(schema.examples[0].text, schema)
    for text in (schema.const, schema.default, schema.enum[0].name if schema.enum else None):
        if text is not None:
            return _plain(text, schema)
    return None


def _plain(text: str, schema: Schema) -> JsonValue:
    if schema.type.split(" ")[0] == "string":
        try:
            value: JsonValue = json.loads(text) if text.startswith('"') else text
        except ValueError:
            return text
        return value
    try:
        parsed: JsonValue = json.loads(text)
    except (ValueError, RecursionError):
        return text
    return parsed


def _items(schema: Schema, types: Mapping[str, Type], depth: int) -> JsonValue:
    if depth >= DEEPEST:
        return []
    if schema.items is not None and (schema.items.reference is None or schema.items.reference != schema.reference):
        return [sample(schema.items, types, depth + 1)]
    named = types.get(schema.reference or "")
    if named is not None:
        return [sample(named.schema, types, depth + 1)]
    return [_scalar(schema)] if schema.type.startswith("[") else []


def _object(schema: Schema, types: Mapping[str, Type], depth: int) -> JsonValue:
    if depth >= DEEPEST:
        return {}
    fields = [field for field in schema.properties if not field.schema.read_only]
    if len(fields) > MANY_PROPERTIES:
        fields = [field for field in fields if field.required] or fields[:MANY_PROPERTIES]
    found = {field.name: sample(field.schema, types, depth + 1) for field in fields[:MOST_PROPERTIES]}
    if schema.all_of:
        merged = _merged(schema.all_of, types, depth)
        found = {**(merged if isinstance(merged, dict) else {}), **found}
    return found


def _merged(parts: tuple[Schema, ...], types: Mapping[str, Type], depth: int) -> JsonValue:
    found: dict[str, JsonValue] = {}
    if depth < DEEPEST:
        for part in parts:
            value = sample(part, types, depth + 1)
            if isinstance(value, dict):
                found.update(value)
    return found


def _scalar(schema: Schema) -> JsonValue:
    word = schema.type.split(" ")[0].strip("[]!").lower()
    if schema.format in _BY_FORMAT and word in ("string", "any"):
        return _BY_FORMAT[schema.format]
    if word in _WHOLE:
        return 1
    if word in _DECIMAL:
        return 1.5
    if word in _TRUTH:
        return True
    return None if word == "null" else {} if word == "any" else "text"
