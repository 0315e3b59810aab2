"""What a layout is and how it comes about: sizes by the texts, layers, rows of what has no edges, a frame."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from headland.drawing.graph import Box, Edge, Graph, Node
from headland.drawing.measure import LINE_HEIGHT, lines_of, text_width
from headland.drawing.rows import Rows
from headland.drawing.threads import Links, Placement, Point, Span, place_layers

Direction = Literal["right", "down"]

TEXT_WIDTH = 118.0
PADDING = 10.0
ICON = 22.0
MARGIN = 4.0
FRAME = 14.0
FRAME_TITLE = 26.0
LONGEST_FRAME_TITLE = 320.0


@dataclass(frozen=True, slots=True)
class PlacedNode:
    """A node with its lines of text and its rectangle; `x` and `y` are its upper left corner."""

    node: Node
    lines: tuple[str, ...]
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Route:
    """An edge and the points it passes, from the lower layer to the higher: it bends between the first and the second,
    is straight between the second and the third, and so on.

    `both` says that an arrow leads back as well; `turned` that the edge closes a cycle, so that its points begin at its
    target. `label_at` is the middle of the label.
    """

    edge: Edge
    points: tuple[Point, ...]
    both: bool = False
    turned: bool = False
    label_at: Point | None = None


@dataclass(frozen=True, slots=True)
class PlacedBox:
    """The box with its rectangle, and its title as far as it is shown."""

    box: Box
    title: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Layout:
    """All that is drawn, in a picture whose upper left corner is at `left` and `top`; nodes in the order of reading."""

    nodes: tuple[PlacedNode, ...]
    routes: tuple[Route, ...]
    box: PlacedBox | None
    left: float
    top: float
    width: float
    height: float
    direction: Direction


def laid_out(graph: Graph, direction: Direction = "right") -> Layout:
    """Place a graph. The same graph gives the same layout, in whatever order its nodes and edges are named.

    All edges lead in `direction`, save those that close a cycle. Nodes without any edge stand in rows behind the rest.
    Of the nodes outside a box only those are drawn that are linked with one inside, and of their edges only those.
    """
    boxed = graph.box is not None
    nodes = sorted({node.key: node for node in graph.nodes}.values(), key=lambda node: node.key)
    links = _links(nodes, graph.edges, boxed)
    touched = {node for pair in links.pairs for node in pair}
    outside = [boxed and node.outside for node in nodes]
    threaded = [number for number in range(len(nodes)) if number in touched]
    loose = [number for number in range(len(nodes)) if number not in touched and not outside[number]]
    lines = [lines_of(node.title, TEXT_WIDTH) for node in nodes]
    sizes = [_size(texts) for texts in lines]
    along = direction == "right"
    spans = sizes if along else [(height, width) for width, height in sizes]
    rows = Rows.of(loose, spans, run=0 if along or boxed else 1)
    placement = place_layers(threaded, links, spans, outside, least=rows.length if boxed else 0.0)
    rows.place(placement.corners, spans, outside)
    placed = [
        PlacedNode(nodes[number], lines[number], *(corner if along else (corner[1], corner[0])), *sizes[number])
        for number, corner in placement.corners.items()
    ]
    # Nodes of one layer have their middles on one line, whatever their sizes.
    placed.sort(
        key=lambda one: (round(one.x + one.width / 2), one.y) if along else (round(one.y + one.height / 2), one.x)
    )
    return _framed(graph.box, placed, _routes(links, placement, along=along), direction)


def _links(nodes: Sequence[Node], edges: Sequence[Edge], boxed: bool) -> Links:
    """The edges that are drawn, by the numbers of their nodes: one for each two nodes, whatever leads to and fro."""
    numbers = {node.key: number for number, node in enumerate(nodes)}
    found: dict[tuple[int, int], list[Edge]] = {}
    for edge in sorted(dict.fromkeys(edges), key=lambda edge: (edge.source, edge.target, edge.label, edge.style)):
        source, target = numbers.get(edge.source), numbers.get(edge.target)
        if source is None or target is None or source == target:
            continue
        if boxed and nodes[source].outside and nodes[target].outside:
            continue
        found.setdefault((source, target), []).append(edge)
    pairs: dict[tuple[int, int], tuple[Edge, bool]] = {}
    for (source, target), several in found.items():
        if (target, source) in pairs:
            continue
        back = found.get((target, source), ())
        labels = dict.fromkeys(edge.label for edge in (*several, *back) if edge.label)
        first = several[0]
        pairs[source, target] = Edge(first.source, first.target, ", ".join(labels), first.style), bool(back)
    return Links(tuple(pairs), tuple(edge for edge, _ in pairs.values()), tuple(both for _, both in pairs.values()))


def _size(lines: tuple[str, ...]) -> Span:
    width = max(text_width(line) for line in lines)
    return round(2 * PADDING + ICON + width), 16.0 + LINE_HEIGHT * len(lines)


def _routes(links: Links, placement: Placement, *, along: bool) -> list[Route]:
    routes = []
    for edge, both, way in zip(links.edges, links.both, placement.ways, strict=True):
        points, label_at = way.points, way.label_at
        if not along:
            points = tuple((y, x) for x, y in points)
            label_at = None if label_at is None else (label_at[1], label_at[0])
        routes.append(Route(edge, points, both, way.turned, label_at if edge.label else None))
    return routes


def _framed(box: Box | None, nodes: Sequence[PlacedNode], routes: Sequence[Route], direction: Direction) -> Layout:
    """The layout with its box drawn around what is inside, and the rectangle that holds everything."""
    frame = None if box is None else _frame(box, [one for one in nodes if not one.node.outside])
    shapes: list[PlacedNode | PlacedBox] = [*nodes]
    if frame is not None:
        shapes.append(frame)
    points = [point for route in routes for point in route.points]
    left = min([shape.x for shape in shapes] + [x for x, _ in points], default=0.0)
    top = min([shape.y for shape in shapes] + [y for _, y in points], default=0.0)
    right = max([shape.x + shape.width for shape in shapes] + [x for x, _ in points], default=0.0)
    bottom = max([shape.y + shape.height for shape in shapes] + [y for _, y in points], default=0.0)
    width, height = right - left + 2 * MARGIN, bottom - top + 2 * MARGIN
    return Layout(tuple(nodes), tuple(routes), frame, left - MARGIN, top - MARGIN, width, height, direction)


def _frame(box: Box, inside: Sequence[PlacedNode]) -> PlacedBox | None:
    if not inside:
        return None
    title = lines_of(box.title, LONGEST_FRAME_TITLE)[0]
    left, top = min(one.x for one in inside) - FRAME, min(one.y for one in inside) - FRAME - FRAME_TITLE
    right = max(one.x + one.width for one in inside) + FRAME
    bottom = max(one.y + one.height for one in inside) + FRAME
    return PlacedBox(box, title, left, top, right - left, bottom - top)
