"""A layout as inline SVG: links one can walk with the keyboard, colours by classes, nothing that a policy forbids."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from math import ceil

from headland.drawing.graph import Graph
from headland.drawing.layout import ICON, PADDING, Direction, Layout, PlacedBox, PlacedNode, Route, laid_out
from headland.drawing.measure import LINE_HEIGHT
from headland.drawing.threads import Point

HEAD = 7
"""The length of an arrow's head."""

SPAN = 200
"""`data-span` tells the style sheet the width in hundreds, by steps: it knows how far a drawing may be made smaller."""


def drawn(graph: Graph, name: str, label: str, direction: Direction = "right") -> str:
    """A graph as an `<svg>` element; every text in it is escaped.

    `name` begins the ids in it: another for each drawing of a page, of letters, digits and hyphens. `label` says to
    those who do not see it what is drawn. With links it is a group of links, without them a picture.
    """
    return _svg(laid_out(graph, direction), graph, name, label)


def _svg(layout: Layout, graph: Graph, name: str, label: str) -> str:
    linked = any(placed.node.href for placed in layout.nodes)
    width, height = round(layout.width), round(layout.height)
    role = "group" if linked else "img"
    view = f"{_n(layout.left)} {_n(layout.top)} {width} {height}"
    parts = [
        f'<svg class="hl-graph" data-span="{ceil(width / SPAN) * 2}" role="{role}" aria-label="{escape(label)}"'
        f' width="{width}" height="{height}" viewBox="{view}">'
    ]
    kinds = dict.fromkeys(placed.node.kind for placed in layout.nodes)
    if layout.box is not None:
        kinds.setdefault(layout.box.box.kind)
    icons = {kind: f"{name}-{number}" for number, kind in enumerate(sorted(kinds)) if kind in graph.icons}
    parts += [
        f'<symbol id="{symbol}" viewBox="0 0 24 24"><path d="{escape(graph.icons[kind])}"/></symbol>'
        for kind, symbol in icons.items()
    ]
    if layout.box is not None:
        box = layout.box
        icon = _icon(icons.get(box.box.kind), box.x, box.y + 22)
        parts.append(
            f'<g class="hl-graph__box" data-kind="{escape(box.box.kind)}">{_rectangle(box, 6)}{icon}'
            f'<text x="{_n(box.x + PADDING + ICON)}" y="{_n(box.y + 22)}">{escape(box.title)}</text></g>'
        )
    parts += _edges(layout.routes, flat=layout.direction == "right")
    parts += [_node(placed, icons.get(placed.node.kind)) for placed in layout.nodes]
    parts += [
        f'<text class="hl-graph__label" x="{_n(route.label_at[0])}" y="{_n(route.label_at[1] - 3)}">'
        f"{escape(route.edge.label)}</text>"
        for route in layout.routes
        if route.label_at is not None
    ]
    parts.append("</svg>")
    return "".join(parts)


def _n(value: float) -> int:
    return round(value)


def _rectangle(of: PlacedNode | PlacedBox, radius: int) -> str:
    return f'<rect x="{_n(of.x)}" y="{_n(of.y)}" width="{_n(of.width)}" height="{_n(of.height)}" rx="{radius}"/>'


def _classes(first: str, style: str) -> str:
    return f"{first} {first}--{escape(style)}" if style else first


def _icon(symbol: str | None, left: float, baseline: float) -> str:
    if symbol is None:
        return ""
    return f'<use href="#{symbol}" x="{_n(left + PADDING - 2)}" y="{_n(baseline - 13)}" width="17" height="17"/>'


def _node(placed: PlacedNode, symbol: str | None) -> str:
    node, left = placed.node, placed.x + PADDING + ICON
    first = placed.y + placed.height / 2 - (len(placed.lines) - 1) * LINE_HEIGHT / 2 + 4.5
    text = "".join(
        f'<tspan x="{_n(left)}" y="{_n(first + number * LINE_HEIGHT)}">{escape(line)}</tspan>'
        for number, line in enumerate(placed.lines)
    )
    hover = node.hover or (node.title if "".join(placed.lines) != node.title else "")
    inner = (
        (f"<title>{escape(hover)}</title>" if hover else "")
        + _rectangle(placed, 4)
        + _icon(symbol, placed.x, placed.y + placed.height / 2 + 4.5)
        + f"<text>{text}</text>"
    )
    start = f'class="{_classes("hl-graph__node", node.style)}" data-kind="{escape(node.kind)}"'
    return f'<a {start} href="{escape(node.href)}">{inner}</a>' if node.href else f"<g {start}>{inner}</g>"


def _edges(routes: Sequence[Route], *, flat: bool) -> Iterator[str]:
    """The edges of each style as two outlines, their lines and their heads: a third of what single ones would weigh."""
    for style in sorted({route.edge.style for route in routes}):
        chosen = [route for route in routes if route.edge.style == style]
        lines = "".join(_line(route.points, flat) for route in chosen)
        heads = "".join(_heads(route, flat) for route in chosen)
        yield f'<g class="{_classes("hl-graph__edges", style)}"><path d="{lines}"/><path d="{heads}"/></g>'


def _line(points: Sequence[Point], flat: bool) -> str:
    line = f"M{_n(points[0][0])} {_n(points[0][1])}"
    for number in range(0, len(points), 2):
        line += _bend(points[number], points[number + 1], flat)
        if number + 2 < len(points):
            line += f"L{_n(points[number + 2][0])} {_n(points[number + 2][1])}"
    return line


def _heads(route: Route, flat: bool) -> str:
    at_end, at_start = route.both or not route.turned, route.both or route.turned
    end = _head(route.points[-1], flat, forward=True) if at_end else ""
    return end + (_head(route.points[0], flat, forward=False) if at_start else "")


def _bend(start: Point, end: Point, flat: bool) -> str:
    """A curve that leaves and arrives in the direction of the layers."""
    if flat:
        middle = (start[0] + end[0]) / 2
        return f"C{_n(middle)} {_n(start[1])} {_n(middle)} {_n(end[1])} {_n(end[0])} {_n(end[1])}"
    middle = (start[1] + end[1]) / 2
    return f"C{_n(start[0])} {_n(middle)} {_n(end[0])} {_n(middle)} {_n(end[0])} {_n(end[1])}"


def _head(tip: Point, flat: bool, *, forward: bool) -> str:
    back = -HEAD if forward else HEAD
    if flat:
        return f"M{_n(tip[0])} {_n(tip[1])}l{back} -3.5v7z"
    return f"M{_n(tip[0])} {_n(tip[1])}l-3.5 {back}h7z"
