"""The fields that a pydantic model asks for, read off its JSON Schema: path, type in words, default, description."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import BaseModel, JsonValue

from headland.reference.markdown import code, either

Schema = dict[str, JsonValue]

_WORDS = {
    "string": "text",
    "integer": "whole number",
    "number": "number",
    "boolean": "true or false",
    "null": "nothing",
    "array": "list",
    "object": "mapping",
}


@dataclass(frozen=True, slots=True)
class SchemaField:
    """One field. `path` joins keys by dots; `[]` stands for the items of a list, `<key>` for keys of any name."""

    path: str
    type: str
    required: bool
    default: str
    description: str
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Variant:
    """The fields of a model in one of its forms; `condition` says when, and is empty where there is one form alone."""

    condition: str
    description: str
    fields: tuple[SchemaField, ...]


def model_fields(model: type[BaseModel], *below: str) -> Iterator[SchemaField]:
    """All fields of a model, depth first in the order in which they are declared; only those below a path if given.

    Of a model with several forms each path comes once, as the first form that has it tells it.
    """
    seen: set[str] = set()
    for variant in model_variants(model, *below):
        for field in variant.fields:
            if field.path not in seen:
                seen.add(field.path)
                yield field


def model_variants(model: type[BaseModel], *below: str) -> tuple[Variant, ...]:
    """The forms of a model, or of what is below a path in it: schemas choose them by `if`, `then` and `else`."""
    schema: Schema = model.model_json_schema(by_alias=True)
    definitions = _mapping(schema.get("$defs"))
    here = _resolve(schema, definitions)
    for key in below:
        here = _resolve(_mapping(_mapping(here.get("properties")).get(key)), definitions)
    return tuple(_variants(here, definitions))


def _variants(schema: Schema, definitions: Schema) -> Iterator[Variant]:
    chosen: list[Variant] = []
    while "if" in schema:
        form = _resolve(_mapping(schema.get("then")), definitions)
        chosen.append(_variant(form, definitions, _condition(_mapping(schema["if"]))))
        schema = _resolve(_mapping(schema.get("else")), definitions)
    yield _variant(schema, definitions, "otherwise" if chosen else "")
    yield from reversed(chosen)


def _variant(schema: Schema, definitions: Schema, condition: str) -> Variant:
    return Variant(condition, str(schema.get("description") or ""), tuple(_fields(schema, definitions, "")))


def _condition(schema: Schema) -> str:
    tests = _mapping(schema.get("properties")).items()
    return " and ".join(f"{code(key)} is {code(_written(_mapping(test).get('const')))}" for key, test in tests)


def _fields(schema: Schema, definitions: Schema, prefix: str) -> Iterator[SchemaField]:
    required = schema.get("required") or []
    for name, raw in _mapping(schema.get("properties")).items():
        field = _mapping(raw)
        inner = _resolve(field, definitions)
        path = f"{prefix}{name}"
        nested, suffix = _nested(inner, definitions)
        yield SchemaField(
            path,
            _type(inner, definitions),
            isinstance(required, list) and name in required,
            _default(field, bool(nested and not suffix)),
            str(field.get("description") or inner.get("description") or ""),
            _examples(field),
        )
        if nested:
            yield from _fields(nested, definitions, f"{path}{suffix}.")


def _nested(schema: Schema, definitions: Schema) -> tuple[Schema, str]:
    """The schema of the mapping whose fields are told below this field, and what stands between their names."""
    if schema.get("properties"):
        return schema, ""
    for key, suffix in (("items", "[]"), ("additionalProperties", ".<key>")):
        inner = schema.get(key)
        if isinstance(inner, dict):
            found, below = _nested(_resolve(inner, definitions), definitions)
            if found:
                return found, f"{suffix}{below}"
    return {}, ""


def _resolve(schema: Schema, definitions: Schema) -> Schema:
    """The schema with references followed, and "or nothing" left out: a field that may be absent says so elsewhere."""
    for _ in range(10):
        reference = schema.get("$ref")
        choices = schema.get("anyOf")
        if isinstance(reference, str):
            schema = _mapping(definitions.get(reference.rsplit("/", 1)[-1]))
        elif isinstance(choices, list):
            real = [choice for choice in choices if isinstance(choice, dict) and choice.get("type") != "null"]
            if len(real) != 1:
                return schema
            schema = real[0]
        else:
            return schema
    return schema


def _type(schema: Schema, definitions: Schema) -> str:
    schema = _resolve(schema, definitions)
    choices = schema.get("enum")
    if isinstance(choices, list):
        return either([code(_written(choice)) for choice in choices])
    if "const" in schema:
        return code(_written(schema["const"]))
    several = schema.get("anyOf") or schema.get("oneOf")
    if isinstance(several, list):
        words = [_type(_mapping(choice), definitions) for choice in several]
        return either([word for word in dict.fromkeys(words) if word != "nothing"])
    kind = schema.get("type")
    if kind == "array" and isinstance(schema.get("items"), dict):
        return f"list of {_type(_mapping(schema['items']), definitions)}"
    if kind == "object" and isinstance(schema.get("additionalProperties"), dict):
        return f"mapping of text to {_type(_mapping(schema['additionalProperties']), definitions)}"
    return _WORDS.get(str(kind), "any value")


def _default(field: Schema, has_own_fields: bool) -> str:
    default = field.get("default")
    return "" if has_own_fields or default is None or default in ([], {}) else code(_written(default))


def _examples(field: Schema) -> tuple[str, ...]:
    examples = field.get("examples")
    return tuple(_written(example) for example in examples) if isinstance(examples, list) else ()


def _written(value: JsonValue) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _mapping(value: JsonValue) -> Schema:
    return value if isinstance(value, dict) else {}
