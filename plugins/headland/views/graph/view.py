"""The hub Graph: its data, and for whoever has no scripts the records from which most is reached."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from headland.core.artifact import Artifact
from headland.views.context import ViewContext
from headland.views.csv_table import csv_table
from headland.views.graph.data import Link, about, graph_data, graph_texts, links
from headland.views.hubs import GRAPH
from headland.views.page import PageHead, PageModel
from headland.views.registry import VIEWS, View
from headland.views.words import relation_in_sentence

GRAPH_CSV = "assets/headland/graph.csv"
MOST_LINKED = 20


@dataclass(frozen=True, slots=True)
class LinkedRecord:
    """A record with the number of others that it is linked with, people and places apart."""

    link: Markup
    total: int


@dataclass(frozen=True, slots=True)
class GraphPage:
    """The page before its script has run, which is all of it where there are no scripts."""

    head: PageHead
    records: int
    links: int
    most_linked: tuple[LinkedRecord, ...]
    csv: str


def models(context: ViewContext) -> Iterator[PageModel]:
    found = links(context.catalog)
    head = PageHead(
        GRAPH.address, GRAPH.title, "How records are linked: around one of them, between two, or all of them."
    )
    yield GraphPage(head, len(context.catalog), len(found), _most_linked(context, found, head.root), GRAPH_CSV)


def _most_linked(context: ViewContext, found: tuple[Link, ...], root: str) -> tuple[LinkedRecord, ...]:
    """The records with most links to what they use and what uses them."""
    counts = Counter(end for link in found if about(link.relation) == "use" for end in (link.source, link.target))
    ranked = sorted((ref for ref in counts if ref in context.catalog), key=lambda ref: (-counts[ref], ref.key))
    return tuple(LinkedRecord(context.faces.link(ref, root), counts[ref]) for ref in ranked[:MOST_LINKED])


def artifacts(context: ViewContext) -> Iterator[Artifact]:
    found = links(context.catalog)
    yield graph_data(context, found)
    yield graph_texts(context, found)
    rows = ((link.source.key, relation_in_sentence(link.relation), link.target.key, link.relation) for link in found)
    yield csv_table(GRAPH_CSV, ("from", "words", "to", "relation"), rows)


VIEWS.register(View("graph", models, artifacts))
