"""Avro schemas, as payloads of AsyncAPI messages have them. Source: the Apache Avro specification 1.12."""

from __future__ import annotations

from pydantic import JsonValue

from headland.definitions.limits import MOST_DEPTH
from headland.definitions.model import Property, Schema, Value
from headland.definitions.tree import as_text, cut, mapping, sequence, text, texts


def avro_schema(value: JsonValue, depth: int = 0) -> Schema:
    """The schema that an Avro one tells. A type that is named and not told again has its name alone."""
    if depth > MOST_DEPTH // 2:
        return Schema(cut=True)
    if isinstance(value, str):
        return Schema(cut(value) or "any")
    if isinstance(value, list):
        return _union(value, depth)
    given = mapping(value)
    type_ = given.get("type")
    if isinstance(type_, (dict, list)):
        return avro_schema(type_, depth + 1)
    told = text(given.get("doc"))
    name = cut(text(given.get("name")))
    if type_ in ("record", "error"):
        fields = [field for field in sequence(given.get("fields")) if isinstance(field, dict)]
        properties = tuple(
            Property(text(field.get("name")), _field(field, depth + 1), "default" not in field) for field in fields
        )
        return Schema(f"record {name}".strip(), title=name, description=told, properties=properties)
    if type_ == "enum":
        values = tuple(Value(symbol) for symbol in texts(given.get("symbols")))
        return Schema(f"enum {name}".strip(), description=told, enum=values)
    if type_ == "array":
        items = avro_schema(given.get("items"), depth + 1)
        return Schema(f"list of {items.type}", description=told, items=items)
    if type_ == "map":
        values_ = avro_schema(given.get("values"), depth + 1)
        return Schema(f"map of string to {values_.type}", description=told, additional=values_)
    if type_ == "fixed":
        return Schema(f"fixed {name}".strip(), description=told, constraints=(f"{as_text(given.get('size'))} bytes",))
    return Schema(text(type_) or "any", format=text(given.get("logicalType")), description=told)


def _field(field: dict[str, JsonValue], depth: int) -> Schema:
    schema = avro_schema(field.get("type"), depth)
    return Schema(
        schema.type,
        schema.format,
        schema.title,
        text(field.get("doc")) or schema.description,
        properties=schema.properties,
        items=schema.items,
        additional=schema.additional,
        one_of=schema.one_of,
        enum=schema.enum,
        default=as_text(field["default"]) if "default" in field else None,
        constraints=schema.constraints,
        nullable=schema.nullable,
    )


def _union(value: list[JsonValue], depth: int) -> Schema:
    """A union; of one type and null, that type."""
    variants = tuple(avro_schema(child, depth + 1) for child in value if child != "null")
    nullable = "null" in value
    words = " or ".join(dict.fromkeys(variant.type for variant in variants)) or "null"
    words = f"{words} or null" if nullable and variants else words
    if len(variants) == 1:
        only = variants[0]
        return Schema(
            words,
            only.format,
            only.title,
            only.description,
            properties=only.properties,
            items=only.items,
            additional=only.additional,
            enum=only.enum,
            nullable=nullable,
        )
    return Schema(words, one_of=variants if any(variant.unfolds for variant in variants) else (), nullable=nullable)
