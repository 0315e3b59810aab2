"""JSON Schema, from draft 4 to 2020-12: a root type and its `$defs`. Source: json-schema.org/specification."""

from __future__ import annotations

import re

from headland.definitions.formats import FORMATS, Content, Fit, Format
from headland.definitions.model import ApiDefinition, Nature
from headland.definitions.schemas import Schemas
from headland.definitions.tree import Tree, mapping, text

_TELLING = (
    "properties",
    "$defs",
    "definitions",
    "oneOf",
    "anyOf",
    "allOf",
    "items",
    "enum",
    "$ref",
    "patternProperties",
)
_VERSION = re.compile(r"draft[/-](?:20)?[0-9-]+")


def fit(content: Content) -> Fit:
    """Sure where the root says so; likely where it has what only schemas have."""
    root = content.mappings[0][1] if content.mappings else {}
    if "json-schema.org" in text(root.get("$schema")):
        return Fit.SURE
    has_type = isinstance(root.get("type"), str) and root.get("type") in ("object", "array", "string", "number")
    if "$schema" in root or "$defs" in root or (has_type and any(key in root for key in _TELLING)):
        return Fit.LIKELY
    return Fit.NONE


def read(content: Content) -> ApiDefinition:
    """A schema with the types that it defines."""
    number, root = content.mappings[0] if content.mappings else (0, {})
    tree = Tree(root, number)
    if not root and not content.parsed.problems:
        tree.problem(Nature.BROKEN, "this is not a JSON Schema: it is no mapping", ())
    schemas = Schemas(tree)
    title = text(root.get("title"))
    anchor = None
    if set(root) - {"$schema", "$id", "id", "$defs", "definitions", "$comment", "title", "description"}:
        anchor = schemas.anchor((), root, title or "root")
    for key in ("$defs", "definitions"):
        schemas.declare(mapping(root.get(key)), (key,))
    said = text(root.get("$schema"))
    version = _VERSION.search(said)
    draft = version[0].replace("/", "-") if version else ""
    return ApiDefinition(
        "json-schema",
        f"JSON Schema {draft.removeprefix('draft-') if draft.startswith('draft-20') else draft}".strip(),
        title=title,
        version=text(root.get("version")),
        description=text(root.get("description")),
        types=schemas.types(),
        root=anchor,
        problems=(*content.parsed.problems, *tree.problems(content.text)),
    )


FORMATS.register(Format("json-schema", "JSON Schema", frozenset({"json-schema", "jsonschema"}), fit, read))
