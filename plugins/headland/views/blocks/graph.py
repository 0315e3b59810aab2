"""The surroundings of a record as a drawing."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from headland.catalog.blocks import Surroundings
from headland.core.refs import Ref
from headland.drawing import Edge, Graph, Node, drawn, grouped
from headland.kinds import KINDS
from headland.prose.trusted import trusted
from headland.views.context import ViewContext
from headland.views.faces import Lead
from headland.views.icons import FALLBACK, icon_path
from headland.views.words import count_of


def drawing(found: Surroundings, context: ViewContext, lead: Lead, name: str) -> Markup:
    """The drawing as SVG, of some forty nodes at the most; `name` begins the ids in it."""
    nodes = tuple(_node(ref, found.of, context, lead) for ref in found.graph.nodes)
    edges = tuple(Edge(edge.source.key, edge.target.key) for edge in found.graph.edges)
    graph = grouped(Graph(nodes, edges, icons=_icons(nodes)), _several)
    title = context.faces.face(found.of).words
    label = f"{title} and what is within {count_of(found.steps, 'step')} of it: {count_of(len(nodes), 'record')}"
    return trusted(drawn(graph, name, label))


def _node(ref: Ref, of: Ref, context: ViewContext, lead: Lead) -> Node:
    face = context.faces.face(ref)
    style = "subject" if ref == of else "" if face.known else "missing"
    return Node(ref.key, face.words, ref.kind.lower(), lead(ref), face.hover, style, kept=ref == of)


def _several(nodes: Sequence[Node]) -> Node:
    titles = ", ".join(node.title for node in nodes[:20])
    return Node(f"{nodes[0].key} and more", count_of(len(nodes), "more", "more"), nodes[0].kind, None, titles, "more")


def _icons(nodes: Sequence[Node]) -> dict[str, str]:
    known = {kind.name.lower(): kind.icon for kind in KINDS}
    return {node.kind: icon_path(known.get(node.kind, FALLBACK)) for node in nodes}
