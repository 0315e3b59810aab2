"""Large trees of fields, as resources of Kubernetes have them: which of their branches get a page of their own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from headland.definitions.model import Schema
from headland.views.definition.weights import FIELD_WITH_PATH, TIMES_PATH, field_weight, said_weight

LEAST_MOVED = 4_000
"""Bytes below which a branch stays where it is."""

ALL = 100_000


@dataclass(frozen=True, slots=True)
class Branch:
    """The fields below a path (`spec.template`, `spec.rules[]`), and the schema that holds them."""

    path: str
    schema: Schema


def moved_branches(schema: Schema, path: str, room: int, page: int) -> Iterator[Branch]:
    """The branches that have to leave a tree for it to take at most `room` bytes, the heaviest first; and those that
    have to leave the pages of these for each to take at most `page`."""
    weights: dict[int, int] = {}
    _weigh(schema, weights, len(path))
    yield from _moved(schema, path, room, page, weights)


def _moved(schema: Schema, path: str, room: int, page: int, weights: dict[int, int]) -> Iterator[Branch]:
    left = weights[id(schema)]
    branches = sorted(_branches(schema, path), key=lambda one: (-weights[id(one.schema)], one.path))
    for branch in branches:
        weight = weights[id(branch.schema)]
        if left <= room or weight < LEAST_MOVED:
            return
        left -= weight
        yield branch
        if weight > page:
            yield from _moved(branch.schema, branch.path, page, page, weights)


def _branches(schema: Schema, path: str) -> Iterator[Branch]:
    """The nearest lists of fields below a schema's own fields."""
    for field in (*schema.properties, *schema.pattern_properties):
        below, where = held(field.schema, f"{path}.{field.name}" if path else field.name)
        if below.properties or below.pattern_properties:
            yield Branch(where, below)


def held(schema: Schema, path: str) -> tuple[Schema, str]:
    """The schema that has the fields, behind lists and maps, and its path."""
    while not (schema.properties or schema.pattern_properties):
        if schema.items is not None:
            schema, path = schema.items, f"{path}[]"
        elif schema.additional is not None:
            schema, path = schema.additional, f"{path}.*"
        else:
            break
    return schema, path


def _weigh(schema: Schema, weights: dict[int, int], path: int) -> int:
    """Put down the weight of a schema and of all below it; `path` is the length of its path."""
    total = said_weight(schema)
    for field in (*schema.properties, *schema.pattern_properties):
        here = path + 1 + len(field.name)
        total += field_weight(field, FIELD_WITH_PATH) + TIMES_PATH * here + _weigh(field.schema, weights, here)
    inside = (schema.items, schema.additional, schema.not_)
    for below in (*inside, *schema.one_of, *schema.any_of, *schema.all_of, *schema.prefix_items):
        if below is not None:
            total += _weigh(below, weights, path + 2)
    weights[id(schema)] = total
    return total
