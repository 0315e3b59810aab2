"""What a JSON Schema asks of a value, in words: `1 to 100 characters`, `at least 0`, `matches ^[a-z]+$`."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import JsonValue

from headland.definitions.tree import Mapping, as_text, cut, mapping, text, texts


def constraints(schema: Mapping) -> Iterator[str]:
    """The constraints of one schema, what is below it left to its parts."""
    yield from _range(schema.get("minLength"), schema.get("maxLength"), "character", "characters")
    yield from _bounds(schema)
    if _number(schema.get("multipleOf")):
        yield f"multiple of {as_text(schema['multipleOf'])}"
    if isinstance(schema.get("pattern"), str):
        yield f"matches {cut(text(schema['pattern']))}"
    yield from _range(schema.get("minItems"), schema.get("maxItems"), "item", "items")
    if schema.get("uniqueItems") is True:
        yield "no item twice"
    if isinstance(schema.get("contains"), dict):
        least, most = schema.get("minContains"), schema.get("maxContains")
        yield " ".join(["holds", *_range(1 if least is None else least, most, "item", "items"), "of one form"])
    yield from _range(schema.get("minProperties"), schema.get("maxProperties"), "field", "fields")
    names = mapping(schema.get("propertyNames"))
    if names:
        yield from (f"names: {said}" for said in constraints(names))
    if isinstance(schema.get("contentEncoding"), str):
        yield f"encoded as {cut(text(schema['contentEncoding']))}"
    if isinstance(schema.get("contentMediaType"), str):
        yield f"holds {cut(text(schema['contentMediaType']))}"
    for name, others in mapping(schema.get("dependentRequired") or schema.get("dependencies")).items():
        if texts(others) and not isinstance(others, str):
            yield f"with {cut(name)} also {', '.join(cut(other) for other in texts(others))}"
    yield from _kubernetes(schema)


def _range(least: JsonValue, most: JsonValue, one: str, many: str) -> Iterator[str]:
    has_least = _number(least) and least != 0
    if has_least and _number(most):
        yield (
            f"{as_text(least)} {one if least == 1 else many}"
            if least == most
            else (f"{as_text(least)} to {as_text(most)} {many}")
        )
    elif has_least:
        yield f"at least {as_text(least)} {one if least == 1 else many}"
    elif _number(most):
        yield f"at most {as_text(most)} {one if most == 1 else many}"


def _bounds(schema: Mapping) -> Iterator[str]:
    least, most = schema.get("minimum"), schema.get("maximum")
    above, below = schema.get("exclusiveMinimum"), schema.get("exclusiveMaximum")
    if above is True:
        above, least = least, None
    if below is True:
        below, most = most, None
    if _number(least) and _number(most):
        yield f"{as_text(least)} to {as_text(most)}"
    elif _number(least):
        yield f"at least {as_text(least)}"
    elif _number(most):
        yield f"at most {as_text(most)}"
    if _number(above):
        yield f"more than {as_text(above)}"
    if _number(below):
        yield f"less than {as_text(below)}"


def _number(value: JsonValue) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _kubernetes(schema: Mapping) -> Iterator[str]:
    list_type = schema.get("x-kubernetes-list-type")
    if list_type == "set":
        yield "no item twice"
    elif list_type == "map":
        yield f"one item for each {' and '.join(cut(key) for key in texts(schema.get('x-kubernetes-list-map-keys')))}"
    elif list_type == "atomic" or schema.get("x-kubernetes-map-type") == "atomic":
        yield "replaced as a whole"
    if schema.get("x-kubernetes-preserve-unknown-fields") is True:
        yield "unknown fields are kept"
    if schema.get("x-kubernetes-embedded-resource") is True:
        yield "a whole Kubernetes resource"
