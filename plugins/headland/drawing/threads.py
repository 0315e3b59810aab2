"""Nodes that have edges, placed in layers along the first axis, and the ways of the edges between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from headland.drawing.graph import Edge
from headland.drawing.layers import Layered, Pair, acyclic, layered, layers_of
from headland.drawing.measure import text_width
from headland.drawing.placing import centres

Point = tuple[float, float]
Span = tuple[float, float]
"""How much room a node takes along the direction of the layers, and across it."""

BETWEEN_NODES = 12.0
BETWEEN_LAYERS = 36.0
BESIDE_A_BORDER = 18.0
LABEL_SIZE = 11.0
LABEL_MARGIN = 16.0
THREAD = 4.0
"""The room across that an edge takes where it passes a layer."""


@dataclass(frozen=True, slots=True)
class Links:
    """Edges by the numbers of their nodes; `both` says which lead back as well."""

    pairs: tuple[Pair, ...]
    edges: tuple[Edge, ...]
    both: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """The points of an edge from its lower layer to its higher one; `turned` when its target is in the lower."""

    points: tuple[Point, ...]
    turned: bool
    label_at: Point


@dataclass(frozen=True, slots=True)
class Placement:
    """The lower corner of each node on both axes, and the way of each edge, in the order of the links."""

    corners: dict[int, Point]
    ways: tuple[Way, ...]


def place_layers(
    nodes: Sequence[int], links: Links, spans: Sequence[Span], outside: Sequence[bool], *, least: float
) -> Placement:
    """Place nodes that have edges. `spans` and `outside` are for all nodes; what is inside is at least `least` long."""
    if not nodes:
        return Placement({}, ())
    own = {number: place for place, number in enumerate(nodes)}
    pairs = [(own[source], own[target]) for source, target in links.pairs]
    beyond = [outside[number] for number in nodes]
    size = [spans[number] for number in nodes]
    layer, directed = _layers(pairs, beyond)
    layers = layered(layer, directed)
    across = [span[1] for span in size] + [THREAD] * (sum(map(len, layers.order)) - len(nodes))
    middle = centres(layers, across, BETWEEN_NODES)
    room = max((text_width(edge.label, LABEL_SIZE) + LABEL_MARGIN for edge in links.edges if edge.label), default=0.0)
    starts, ends = _columns(layers, size, beyond, BETWEEN_LAYERS + room, least)
    corners: dict[int, Point] = {}
    for number, place in own.items():
        at, (length, width) = layer[place], size[place]
        corners[number] = ((starts[at] + ends[at] - length) / 2, middle[place] - width / 2)
    leaving, arriving = [0] * len(nodes), [0] * len(nodes)
    for source, target in directed:
        leaving[source] += 1
        arriving[target] += 1
    ways = []
    for chain, (source, target), pair in zip(layers.chains, directed, pairs, strict=True):
        points = [(corners[nodes[source]][0] + size[source][0], middle[source])]
        for at, thread in enumerate(chain[1:-1], layer[source] + 1):
            points += [(starts[at], middle[thread]), (ends[at], middle[thread])]
        points.append((corners[nodes[target]][0], middle[target]))
        alone = arriving[target] <= leaving[source]
        label_at = (
            (points[-1][0] - room / 2 - 4, middle[target]) if alone else (points[0][0] + room / 2, middle[source])
        )
        ways.append(Way(tuple(points), (source, target) != pair, label_at))
    return Placement(corners, tuple(ways))


def _layers(pairs: Sequence[Pair], outside: Sequence[bool]) -> tuple[list[int], list[Pair]]:
    """The layer of each node, and the pairs in the direction of the layers.

    What is outside a box stands in the first layer when more leads from it into the box than comes back, else in the
    last; the box has the layers between.
    """
    count = len(outside)
    if not any(outside):
        directed = acyclic(count, pairs)
        return layers_of(count, directed), directed
    inner = [number for number in range(count) if not outside[number]]
    own = {number: place for place, number in enumerate(inner)}
    inside = [(own[source], own[target]) for source, target in pairs if source in own and target in own]
    inner_layers = layers_of(len(inner), acyclic(len(inner), inside))
    last = max(inner_layers) + 2
    surplus = [0] * count
    for source, target in pairs:
        surplus[source] += 1
        surplus[target] -= 1
    layer = [
        inner_layers[own[number]] + 1 if number in own else 0 if surplus[number] > 0 else last
        for number in range(count)
    ]
    return layer, [(one, other) if layer[one] < layer[other] else (other, one) for one, other in pairs]


def _columns(
    layers: Layered, size: Sequence[Span], outside: Sequence[bool], gap: float, least: float
) -> tuple[list[float], list[float]]:
    """Where each layer begins and ends; the border between inside and outside has room beside it."""
    starts: list[float] = []
    ends: list[float] = []
    at, inner_start = 0.0, 0.0
    was_outside: bool | None = None
    for nodes in layers.order:
        real = [node for node in nodes if node < len(size)]
        is_outside = any(outside[node] for node in real)
        if was_outside is not None:
            at += gap
            if was_outside != is_outside:
                at = at + BESIDE_A_BORDER if was_outside else max(at, inner_start + least + gap) + BESIDE_A_BORDER
        if not is_outside and was_outside is not False:
            inner_start = at
        was_outside = is_outside
        starts.append(at)
        at += max((size[node][0] for node in real), default=0.0)
        ends.append(at)
    return starts, ends
