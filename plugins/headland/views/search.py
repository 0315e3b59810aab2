"""The search's index: records, and the sections of documents, in the form that the browser reads."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from headland.core.artifact import Artifact
from headland.views.context import ViewContext
from headland.views.safe import well_formed
from headland.views.words import shortened

SEARCH_INDEX = "assets/headland/search.json"
LONGEST_SECTION = 2000
LONGEST_DESCRIPTION = 300


@dataclass(frozen=True, slots=True)
class DocSection:
    """A section of a page of documentation; `address` has the heading's anchor."""

    page_title: str
    heading: str
    text: str
    address: str


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """How the search finds a record: what is matched, and what is shown."""

    title: str
    name: str
    kind: str
    owner: str
    tags: tuple[str, ...]
    description: str
    address: str


def search_entries(context: ViewContext) -> Iterator[SearchEntry]:
    """How the search finds each record that the audience may see, by title."""
    faces = context.faces
    for record in sorted(context.catalog.values(), key=lambda one: (one.title.lower(), one.ref.key)):
        owner = context.catalog.owner_of(record.ref)
        face = faces.face(record.ref)
        yield SearchEntry(
            record.title,
            record.ref.name,
            record.ref.kind,
            faces.face(owner).title if owner is not None else "",
            tuple(record.entity.metadata.tags),
            face.summary,
            face.address or "",
        )


def search_index(records: Iterable[SearchEntry], docs: Iterable[DocSection]) -> Artifact:
    """The index as one file. It holds plain text: whoever shows it escapes it."""
    rows = [
        [
            entry.title,
            entry.name,
            entry.kind,
            entry.owner,
            " ".join(entry.tags),
            shortened(entry.description, LONGEST_DESCRIPTION),
            entry.address,
        ]
        for entry in records
    ]
    sections = [[doc.page_title, doc.heading, doc.text[:LONGEST_SECTION], doc.address] for doc in docs]
    return Artifact(SEARCH_INDEX, "application/json", to_json({"version": 1, "records": rows, "docs": sections}))


def to_json(value: object) -> bytes:
    """Compact JSON that is harmless even where somebody puts it into a script element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=False)
    return well_formed(text.replace("</", "<\\/").replace("<!--", "<\\u0021--")).encode()
