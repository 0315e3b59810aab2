"""The smallest object of a Kubernetes resource that one could write, as YAML."""

from __future__ import annotations

import json
from collections.abc import Iterator

from headland.definitions.model import Resource, ResourceVersion, Schema
from headland.views.definition.samples import sample

DEEPEST = 8
MOST_LINES = 60


def manifest(resource: Resource, version: ResourceVersion) -> str:
    """`apiVersion`, `kind`, a name, and what `spec` requires, with values that fit."""
    named = resource.singular or resource.kind.lower()
    lines = [
        f"apiVersion: {resource.group}/{version.name}" if resource.group else f"apiVersion: {version.name}",
        f"kind: {resource.kind}",
        "metadata:",
        f"  name: my-{named}",
    ]
    if resource.scope.lower() == "namespaced":
        lines.append("  namespace: default")
    for field in version.schema.properties:
        if field.name not in ("apiVersion", "kind", "metadata", "status") and (field.required or field.name == "spec"):
            lines += _field(field.name, field.schema, 0)
    return "\n".join(lines[:MOST_LINES])


def _field(name: str, schema: Schema, depth: int) -> Iterator[str]:
    indent = "  " * depth
    if schema.properties and depth < DEEPEST:
        inside = [line for one in schema.properties if one.required for line in _field(one.name, one.schema, depth + 1)]
        yield f"{indent}{_key(name)}:{'' if inside else ' {}'}"
        yield from inside
    elif schema.items is not None and schema.items.properties and depth < DEEPEST:
        required = [one for one in schema.items.properties if one.required]
        inside = [line for one in required for line in _field(one.name, one.schema, 0)]
        yield f"{indent}{_key(name)}:{'' if inside else ' []'}"
        for at, line in enumerate(inside):
            yield f"{indent}{'- ' if at == 0 else '  '}{line}"
    else:
        yield f"{indent}{_key(name)}: {json.dumps(sample(schema, {}), ensure_ascii=False)}"


def _key(name: str) -> str:
    """A field's name as a YAML key: JSON's form where it is not plainly a word."""
    return name if name.replace("_", "").replace("-", "").isalnum() and name.isascii() else json.dumps(name)
