"""The explorer: data for its script, and for everybody else plain lists of records by kind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from headland.catalog.addresses import list_address
from headland.core.artifact import Artifact
from headland.kinds import Kind
from headland.views.context import ViewContext
from headland.views.explorer.data import EXPLORER_CSV, EXPLORER_DATA, explorer_csv, explorer_data
from headland.views.hubs import EXPLORER, HUBS
from headland.views.kind_style import kind_style
from headland.views.page import PageHead, PageModel
from headland.views.registry import VIEWS, View
from headland.views.words import count_of


@dataclass(frozen=True, slots=True)
class KindEntry:
    """A kind in the catalog, with how many records it has."""

    name: str
    plural: str
    description: str
    address: str
    total: int


@dataclass(frozen=True, slots=True)
class ExplorerPage:
    """The explorer before its script has run, which is all of it where there are no scripts.

    `graph` is the address of the page that draws a set of records, where there is one.
    """

    head: PageHead
    total: int
    kinds: tuple[KindEntry, ...]
    data: str
    csv: str
    graph: str


def kind_entries(context: ViewContext) -> tuple[KindEntry, ...]:
    """The kinds that have records, those with most of them first."""
    found = []
    for name in context.catalog.kinds():
        refs = context.catalog.by_kind(name)
        kind = kind_named(context, name)
        found.append(KindEntry(name.lower(), kind.plural, kind.description, list_address(name), len(refs)))
    return tuple(sorted(found, key=lambda entry: (-entry.total, entry.plural.lower(), entry.name)))


def kind_named(context: ViewContext, name: str) -> Kind:
    """The kind of a name that has a record in the catalog."""
    return context.catalog[context.catalog.by_kind(name)[0]].kind


def models(context: ViewContext) -> Iterator[PageModel]:
    total = len(context.catalog)
    yield ExplorerPage(
        PageHead(EXPLORER.address, EXPLORER.title, f"All {count_of(total, 'record')} by kind, owner, system and tag."),
        total,
        kind_entries(context),
        EXPLORER_DATA,
        EXPLORER_CSV,
        next((hub.address for hub in HUBS if hub.family == "graph"), ""),
    )


def artifacts(context: ViewContext) -> Iterator[Artifact]:
    yield explorer_data(context)
    yield explorer_csv(context)
    yield kind_style()


VIEWS.register(View("explorer", models, artifacts))
