"""Kinds as documentation: the envelope, then each kind with its fields, its references and an example."""

from __future__ import annotations

from collections.abc import Iterable

from headland.kinds.envelope import Entity
from headland.kinds.kind import Kind, ReferenceField
from headland.reference.markdown import code, either, fence, page, table
from headland.reference.schema_fields import SchemaField, Variant, model_fields, model_variants


def kinds_page(kinds: Iterable[Kind]) -> str:
    """All kinds on one page."""
    ordered = sorted(kinds, key=lambda kind: kind.name.lower())
    return page(
        "Kinds",
        "The kinds of records, their fields and what they mean",
        [
            "Everything that the portal knows is a record of one of these kinds, or of a kind that it does not know: "
            "such a record passes with the checks of the envelope alone, and has a page, relations and a place in "
            "the search all the same. `headland schema KIND` prints the JSON Schema of a kind.",
            table(
                ("Kind", "What it is", "apiVersion"),
                (
                    (f"[{kind.name}](#{kind.name.lower()})", kind.description, ", ".join(map(code, kind.api_versions)))
                    for kind in ordered
                ),
            ),
            "## The envelope",
            "What all records share.",
            _fields_table(model_fields(Entity)),
            *(_section(kind) for kind in ordered),
        ],
    )


def _section(kind: Kind) -> str:
    parts = [
        f"## {kind.name}",
        kind.description,
        f"`apiVersion` is {either([code(version) for version in kind.api_versions])}. Shown to those who may see "
        f"what is {code(kind.visibility)}, unless the settings or the record say otherwise.",
        *(_form(variant) for variant in model_variants(kind.model, "spec")),
        _references_table(kind.references),
        fence(kind.example, "markdown" if kind.example.startswith("---") else "yaml") if kind.example else "",
    ]
    return "\n\n".join(part for part in parts if part)


def _form(variant: Variant) -> str:
    fields = _fields_table(variant.fields, "spec.")
    if not variant.condition:
        return fields
    when = "In general" if variant.condition == "otherwise" else f"Where {variant.condition}"
    return f"{when}: {variant.description}\n\n{fields}"


def _fields_table(fields: Iterable[SchemaField], prefix: str = "") -> str:
    return table(
        ("Field", "Type", "Required", "What it says"),
        (
            (code(f"{prefix}{field.path}"), field.type, "yes" if field.required else "", _says(field))
            for field in fields
        ),
    )


def _says(field: SchemaField) -> str:
    examples = f" For example: {', '.join(map(code, field.examples))}." if field.examples else ""
    return f"{field.description}{examples}"


def _references_table(references: Iterable[ReferenceField]) -> str:
    return table(
        ("Reference", "Relation", "Seen from the other side", "Kind where none is written"),
        (
            (
                code(".".join(reference.path)),
                code(reference.to.relation),
                code(reference.to.inverse),
                reference.to.default_kind or "must be written",
            )
            for reference in references
        ),
    )
