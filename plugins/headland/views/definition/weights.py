"""How heavy the parts of a definition are as HTML, estimated before anything is drawn, to decide what stands where."""

from __future__ import annotations

from collections.abc import Mapping

from headland.definitions.model import (
    Answer,
    Body,
    Example,
    Operation,
    Parameter,
    Property,
    Schema,
    Type,
)
from headland.views.definition.fields import MOST_FIELDS

FIELD = 240
FIELD_WITH_PATH = 480
PARAMETER = 300
BLOCK = 900
"""Bytes of markup around a field, around one that can be linked to, around a parameter, and around an operation."""

TIMES_PATH = 5
"""How often a field that can be linked to says its path."""


Types = Mapping[str, Type]


def operation_weight(operation: Operation, types: Types) -> int:
    """About how many bytes an operation takes; of the named types that it sends and answers, the fields are shown."""
    total = BLOCK + len(operation.description) + 2 * len(operation.path) + 2 * len(operation.summary)
    total += sum(_parameter(one) for one in operation.parameters)
    total += sum(_body(one, types) for one in operation.bodies)
    total += sum(_answer(one, types) for one in operation.answers)
    total += 200 * len(operation.servers)
    total += sum(operation_weight(one, types) for one in operation.callbacks)
    return total + (operation_weight(operation.reply, types) if operation.reply is not None else 0)


def type_weight(type_: Type) -> int:
    """About how many bytes a type takes."""
    values = sum(FIELD + len(value.name) + len(value.description) for value in type_.values[:MOST_FIELDS])
    return BLOCK // 2 + len(type_.description) + values + tree_weight(type_.schema)


def tree_weight(schema: Schema, *, field: int = FIELD, most: int = MOST_FIELDS) -> int:
    """About how many bytes the fields of a schema take, as many of them as are drawn."""
    total = 0
    left = most
    waiting = [schema]
    while waiting:
        one = waiting.pop()
        total += said_weight(one)
        for below in (one.items, one.additional, one.not_):
            if below is not None:
                waiting.append(below)
        waiting += (*one.one_of, *one.any_of, *one.all_of, *one.prefix_items)
        for condition in one.conditions:
            waiting += [part for part in (condition.when, condition.then, condition.otherwise) if part is not None]
        for found in (*one.properties, *one.pattern_properties):
            if left <= 0:
                return total
            left -= 1
            total += field_weight(found, field)
            waiting.append(found.schema)
    return total


def field_weight(field: Property, markup: int) -> int:
    """About how many bytes a field's own line takes."""
    return markup + len(field.name) + sum(PARAMETER + len(one.description) for one in field.arguments)


def said_weight(schema: Schema) -> int:
    """About how many bytes the words of one schema take, without those below it."""
    said = sum(len(words) + 30 for words in schema.constraints) + sum(len(one.rule) + 80 for one in schema.validations)
    values = sum(len(value.name) + 18 for value in schema.enum[:MOST_FIELDS])
    return len(schema.description) + len(schema.type) + said + values


def _parameter(parameter: Parameter) -> int:
    return PARAMETER + len(parameter.name) + len(parameter.description) + tree_weight(parameter.schema)


def _body(body: Body, types: Types) -> int:
    total = 300 + len(body.description) + sum(map(_example, body.examples)) + sum(map(_parameter, body.headers))
    if body.schema is None:
        return total
    named = types.get(body.schema.reference or "")
    return total + tree_weight(named.schema if named is not None and not body.schema.unfolds else body.schema)


def _answer(answer: Answer, types: Types) -> int:
    shown = {} if answer.error else types
    total = 200 + len(answer.description) + sum(map(_parameter, answer.headers))
    return total + sum(_body(one, shown) for one in answer.bodies)


def _example(example: Example) -> int:
    return 300 + 2 * min(len(example.text), 4_000) + len(example.description)
