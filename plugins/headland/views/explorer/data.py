"""The explorer's data: rows for its script, and the same rows as a table for spreadsheets."""

from __future__ import annotations

from collections.abc import Iterator

from headland.core.artifact import Artifact
from headland.core.refs import Ref
from headland.views.context import ViewContext
from headland.views.csv_table import csv_table
from headland.views.search import to_json

EXPLORER_DATA = "assets/headland/explorer.json"
EXPLORER_CSV = "assets/headland/explorer.csv"

COLUMNS = (
    "ref",
    "kind",
    "namespace",
    "name",
    "title",
    "type",
    "lifecycle",
    "owner",
    "system",
    "tags",
    "description",
    "address",
    "findings",
)
"""What a row says, in this order. `owner` and `system` are references; `tags` is a list; `findings` a number."""

Row = tuple[str | int | list[str], ...]


def rows(context: ViewContext) -> Iterator[Row]:
    """A row for each record, by title."""
    catalog, faces = context.catalog, context.faces
    for ref in sorted(catalog, key=lambda one: (faces.face(one).title.lower(), one.key)):
        face, owner = faces.face(ref), catalog.owner_of(ref)
        yield (
            ref.key,
            ref.kind.lower(),
            ref.namespace,
            ref.name,
            face.title,
            face.type,
            face.lifecycle,
            owner.key if owner is not None else "",
            face.system.key if face.system is not None else "",
            list(catalog[ref].entity.metadata.tags),
            face.summary,
            face.address or "",
            len(context.findings_of.get(ref, ())),
        )


def explorer_data(context: ViewContext) -> Artifact:
    """The rows as JSON, with the titles of owners and systems and the words of kinds beside them."""
    found = list(rows(context))
    at = {name: place for place, name in enumerate(COLUMNS)}
    owners = sorted({str(row[at["owner"]]) for row in found} - {""})
    systems = sorted({str(row[at["system"]]) for row in found} - {""})
    kinds = {record.ref.kind.lower(): record.kind for record in context.catalog.values()}
    data = {
        "version": 1,
        "columns": COLUMNS,
        "kinds": {
            name: {"label": kind.label, "plural": kind.plural, "color": kind.color}
            for name, kind in sorted(kinds.items())
        },
        "owners": {key: context.faces.face(Ref.parse(key)).title for key in owners},
        "systems": {key: context.faces.face(Ref.parse(key)).title for key in systems},
        "rows": found,
    }
    return Artifact(EXPLORER_DATA, "application/json", to_json(data))


def explorer_csv(context: ViewContext) -> Artifact:
    """The rows as a table."""
    cells = ([" ".join(cell) if isinstance(cell, list) else cell for cell in row] for row in rows(context))
    return csv_table(EXPLORER_CSV, COLUMNS, cells)
