"""Nodes without edges: in rows of equal cells behind the nodes that have some."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, sqrt

from headland.drawing.threads import BETWEEN_NODES, Point, Span

USUAL_LENGTH = 700.0
WIDER_THAN_HIGH = 1.6


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of nodes that run along axis `run` of their spans.

    `cell` is as long as the longest of them; `columns` is how many stand in a row where nothing else is longer.
    """

    nodes: tuple[int, ...]
    run: int
    cell: float
    columns: int

    @classmethod
    def of(cls, nodes: Sequence[int], spans: Sequence[Span], run: int) -> Rows:
        """Rows for some nodes: wider than high, up to a usual length."""
        cell = max((spans[node][run] for node in nodes), default=0.0)
        fitting = max(1, int((USUAL_LENGTH + BETWEEN_NODES) // (cell + BETWEEN_NODES)))
        return cls(tuple(nodes), run, cell, min(fitting, ceil(sqrt(len(nodes) * WIDER_THAN_HIGH))))

    @property
    def length(self) -> float:
        """How long a full row is."""
        return max(0.0, self.columns * (self.cell + BETWEEN_NODES) - BETWEEN_NODES)

    def place(self, corners: dict[int, Point], spans: Sequence[Span], outside: Sequence[bool]) -> None:
        """Add the corners of these nodes behind those of the others; rows are as long as what is inside, or longer."""
        if not self.nodes:
            return
        run, stack = self.run, 1 - self.run
        inside = [node for node in corners if not outside[node]]
        start = min((corners[node][run] for node in inside), default=0.0)
        end = max((corners[node][run] + spans[node][run] for node in inside), default=start)
        columns = max(self.columns, int((end - start + BETWEEN_NODES) // (self.cell + BETWEEN_NODES)))
        depth = max((corners[node][stack] + spans[node][stack] for node in corners), default=-2 * BETWEEN_NODES)
        depth += 2 * BETWEEN_NODES
        for first in range(0, len(self.nodes), columns):
            row = self.nodes[first : first + columns]
            for place, node in enumerate(row):
                at = start + place * (self.cell + BETWEEN_NODES)
                corners[node] = (at, depth) if run == 0 else (depth, at)
            depth += max(spans[node][stack] for node in row) + BETWEEN_NODES
