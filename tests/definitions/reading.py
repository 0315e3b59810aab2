"""What the tests of definitions share."""

from __future__ import annotations

from headland.definitions import ApiDefinition, read_definition
from headland.definitions.model import Operation, Schema, Type


def definition(text: str, type_: str = "") -> ApiDefinition:
    """The model of a text that must be readable."""
    made = read_definition(type_, text)
    assert made is not None
    return made


def operation(made: ApiDefinition, verb: str, path: str) -> Operation:
    """The one operation with that verb and path."""
    (found,) = [one for one in made.operations if (one.verb, one.path) == (verb, path)]
    return found


def type_named(made: ApiDefinition, name: str) -> Type:
    """The one type of that name."""
    (found,) = [one for one in made.types if one.name == name]
    return found


def properties(schema: Schema) -> dict[str, Schema]:
    """The schemas of a schema's properties by their names."""
    return {found.name: found.schema for found in schema.properties}


def messages(made: ApiDefinition) -> list[tuple[int | None, str]]:
    """Line and message of every problem."""
    return [(found.line, found.message) for found in made.problems]
