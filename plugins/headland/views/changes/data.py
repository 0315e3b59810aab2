"""The changes as data for the page's filter, and as a table for spreadsheets."""

from __future__ import annotations

from collections.abc import Iterator

from headland.core.artifact import Artifact
from headland.core.refs import Ref
from headland.views.changed import Changed
from headland.views.context import DocPage, ViewContext
from headland.views.csv_table import csv_table
from headland.views.search import to_json

CHANGES_DATA = "assets/headland/changes.json"
CHANGES_CSV = "assets/headland/changes.csv"

MOST_ROWS = 20_000
"""How many pairs of a change and what it changed are given, the newest: a file that a browser reads at once."""

CSV_COLUMNS = ("when", "commit", "author", "change", "ref", "kind", "title", "owner", "new", "address")


def changes_data(context: ViewContext) -> Artifact:
    """Changes as `[when, author, subject, url, [items], [items that are new]]`, with items by their place in `items`.

    An item is `[title, kind, owner, address]`, of a page with the kind `page`; `kinds` and `owners` have their words.
    """
    items: list[tuple[str, str, str, str]] = []
    places: dict[str, int] = {}
    owners: dict[str, str] = {}
    kinds: dict[str, str] = {}
    rows: list[list[object]] = []

    def place(key: str, title: str, kind: tuple[str, str], owner: Ref | None, address: str) -> int:
        if key not in places:
            if owner is not None:
                owners[owner.key] = context.faces.face(owner).title
            kinds[kind[0]] = kind[1]
            places[key] = len(items)
            items.append((title, kind[0], owner.key if owner is not None else "", address))
        return places[key]

    for changed, refs, docs in _within_bounds(context):
        found, new = [], []
        for ref in refs:
            face = context.faces.face(ref)
            found.append(
                place(
                    ref.key,
                    face.title,
                    (ref.kind.lower(), face.kind),
                    context.catalog.owner_of(ref),
                    face.address or "",
                )
            )
            if ref in changed.new:
                new.append(found[-1])
        found += [place(page.address, page.title, ("page", "Page"), page.owner, page.address) for page in docs]
        change = changed.change
        rows.append([change.when.isoformat(), change.author, change.subject, change.url or "", found, new])
    data = {
        "version": 1,
        "kinds": dict(sorted(kinds.items())),
        "owners": dict(sorted(owners.items())),
        "items": items,
        "changes": rows,
    }
    return Artifact(CHANGES_DATA, "application/json", to_json(data))


def changes_csv(context: ViewContext) -> Artifact:
    """A row for each record and page of each change."""
    return csv_table(CHANGES_CSV, CSV_COLUMNS, _cells(context))


def _cells(context: ViewContext) -> Iterator[tuple[str, ...]]:
    for changed, refs, docs in _within_bounds(context):
        change = changed.change
        about = (change.when.isoformat(), change.sha, change.author, change.subject)
        for ref in refs:
            face, owner = context.faces.face(ref), context.catalog.owner_of(ref)
            said = (ref.key, ref.kind.lower(), face.title, owner.key if owner is not None else "")
            yield (*about, *said, "yes" if ref in changed.new else "", face.address or "")
        for page in docs:
            yield (*about, "", "page", page.title, page.owner.key if page.owner is not None else "", "", page.address)


def _within_bounds(context: ViewContext) -> Iterator[tuple[Changed, tuple[Ref, ...], tuple[DocPage, ...]]]:
    left = MOST_ROWS
    for changed in context.changes:
        refs = changed.records[:left]
        left -= len(refs)
        docs = changed.docs[:left]
        left -= len(docs)
        yield changed, refs, docs
        if left <= 0:
            return
