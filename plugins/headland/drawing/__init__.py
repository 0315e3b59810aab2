"""Small directed graphs as pictures: a graph in, layers and places in between, accessible SVG out; knows no records."""

from headland.drawing.graph import Box, Edge, Graph, Node
from headland.drawing.grouping import grouped
from headland.drawing.layout import Direction, Layout, PlacedBox, PlacedNode, Route, laid_out
from headland.drawing.svg import drawn

__all__ = [
    "Box",
    "Direction",
    "Edge",
    "Graph",
    "Layout",
    "Node",
    "PlacedBox",
    "PlacedNode",
    "Route",
    "drawn",
    "grouped",
    "laid_out",
]
