"""All operations as data: for the filter of the APIs' hub and for the search, and as a table for spreadsheets."""

from __future__ import annotations

from headland.core.artifact import Artifact
from headland.core.refs import Ref
from headland.views.context import ViewContext
from headland.views.csv_table import csv_table
from headland.views.search import to_json

OPERATIONS_DATA = "assets/headland/operations.json"
OPERATIONS_CSV = "assets/headland/operations.csv"

COLUMNS = ("api", "verb", "path", "name", "summary", "address", "deprecated")
"""What a row says, in this order: `api` is the place of the API in `apis`, `address` goes on from the API's own."""

API_COLUMNS = ("ref", "title", "format", "owner", "lifecycle", "address")
CSV_COLUMNS = ("api", "api_title", "format", "owner", "verb", "path", "name", "summary", "deprecated", "address")

LONGEST_SUMMARY = 120


def operations_data(context: ViewContext) -> Artifact:
    """The operations in the order of the hub's list, with their APIs and the titles of owners beside them."""
    face = context.faces.face
    apis: dict[Ref, int] = {}
    api_rows: list[tuple[str, ...]] = []
    owners: dict[str, str] = {}
    rows: list[tuple[int | str, ...]] = []
    for entry in context.definitions.entries():
        if entry.api not in apis:
            apis[entry.api] = len(apis)
            owner = context.catalog.owner_of(entry.api)
            if owner is not None:
                owners[owner.key] = face(owner).title
            about = face(entry.api)
            api_rows.append(
                (
                    entry.api.key,
                    about.title,
                    entry.format,
                    owner.key if owner is not None else "",
                    about.lifecycle,
                    about.address or "",
                )
            )
        start = api_rows[apis[entry.api]][-1]
        rows.append(
            (
                apis[entry.api],
                entry.verb,
                entry.path,
                "" if entry.name == entry.path else entry.name,
                entry.summary[:LONGEST_SUMMARY],
                entry.address.removeprefix(start),
                int(entry.deprecated),
            )
        )
    data = {
        "version": 1,
        "columns": COLUMNS,
        "api_columns": API_COLUMNS,
        "apis": api_rows,
        "owners": dict(sorted(owners.items())),
        "rows": rows,
    }
    return Artifact(OPERATIONS_DATA, "application/json", to_json(data))


def operations_csv(context: ViewContext) -> Artifact:
    """The operations as CSV, with whole addresses below the site's root."""
    rows = []
    for entry in context.definitions.entries():
        owner = context.catalog.owner_of(entry.api)
        rows.append(
            (
                entry.api.key,
                context.faces.face(entry.api).title,
                entry.format,
                owner.key if owner is not None else "",
                entry.verb,
                entry.path,
                entry.name,
                entry.summary,
                "yes" if entry.deprecated else "",
                entry.address,
            )
        )
    return csv_table(OPERATIONS_CSV, CSV_COLUMNS, rows)
