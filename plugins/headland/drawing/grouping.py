"""Too many nodes for one drawing: those that are alike become one, with a count."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from headland.drawing.graph import Graph, Node

MOST_NODES = 40


def grouped(graph: Graph, name: Callable[[Sequence[Node]], Node], most: int = MOST_NODES) -> Graph:
    """A graph with at most about `most` nodes: of the largest sets of nodes that are alike, all but a few become one.

    Nodes are alike that have the same kind, stand on the same side of the box and are linked with the same nodes in the
    same direction; where that is not enough, those of one kind on one side. `name` makes the node that stands for
    several.
    """
    if len(graph.nodes) <= most:
        return graph
    by_links = _folded(graph, _linked_alike(graph), name, most)
    if len(by_links.nodes) <= most:
        return by_links
    return _folded(graph, {node.key: (node.kind, node.outside) for node in graph.nodes}, name, most)


def _linked_alike(graph: Graph) -> dict[str, object]:
    incoming: dict[str, set[str]] = {}
    outgoing: dict[str, set[str]] = {}
    for edge in graph.edges:
        incoming.setdefault(edge.target, set()).add(edge.source)
        outgoing.setdefault(edge.source, set()).add(edge.target)
    return {
        node.key: (
            node.kind,
            node.outside,
            frozenset(incoming.get(node.key, ())),
            frozenset(outgoing.get(node.key, ())),
        )
        for node in graph.nodes
    }


def _folded(graph: Graph, likeness: dict[str, object], name: Callable[[Sequence[Node]], Node], most: int) -> Graph:
    sets: dict[object, list[Node]] = {}
    for node in sorted(graph.nodes, key=lambda node: node.key):
        if not node.kept:
            sets.setdefault(likeness[node.key], []).append(node)
    over = len(graph.nodes) - most
    stands_for: dict[str, str] = {}
    added: list[Node] = []
    for nodes in sorted(sets.values(), key=lambda nodes: (-len(nodes), nodes[0].key)):
        if over <= 0 or len(nodes) < 3:
            break
        kept = max(1, len(nodes) - over - 1)
        gone = nodes[kept:]
        one = replace(name(gone), outside=gone[0].outside)
        added.append(one)
        stands_for.update((node.key, one.key) for node in gone)
        over -= len(gone) - 1
    edges = dict.fromkeys(
        replace(
            edge,
            source=stands_for.get(edge.source, edge.source),
            target=stands_for.get(edge.target, edge.target),
        )
        for edge in graph.edges
    )
    left = [node for node in graph.nodes if node.key not in stands_for]
    return replace(graph, nodes=(*left, *added), edges=tuple(edge for edge in edges if edge.source != edge.target))
