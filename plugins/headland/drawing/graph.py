"""What is drawn: nodes, edges from one to another, and at most one box around those that belong together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Node:
    """One node. `key` says which it is, and settles the order of what is otherwise equal.

    `kind` is given to the style sheet as `data-kind`, and chooses the icon. `href` is where a click leads; `hover` the
    whole name and more. `style` is one more class (`subject`, `more`). `outside` nodes stand beside the graph's box;
    `kept` ones are never grouped.
    """

    key: str
    title: str
    kind: str = ""
    href: str | None = None
    hover: str = ""
    style: str = ""
    outside: bool = False
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Edge:
    """An arrow from one node to another, by their keys. `label` is written beside it; `style` is one more class."""

    source: str
    target: str
    label: str = ""
    style: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """The frame around all nodes that are not `outside`."""

    title: str
    kind: str = ""


@dataclass(frozen=True)
class Graph:
    """A graph to be drawn. Edges to unknown nodes, and from a node to itself, are left out of the drawing.

    `icons` has the icon of each kind, as the data of a path in a square of 24.
    """

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...] = ()
    box: Box | None = None
    icons: Mapping[str, str] = field(default_factory=dict)
