"""Where the nodes of ordered layers stand: each as near to its neighbours as those beside it allow."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from headland.drawing.layers import Layered

ROUNDS = 4
STILL = 0.5
"""When a round there and one back move nothing further than this, more would not either."""


def centres(layers: Layered, extent: Sequence[float], gap: float) -> list[float]:
    """The centre of each node across the direction of the layers; `extent` is how much room each takes there.

    Nodes of one layer keep their order, and at least `gap` between them. Only the rounding of these sums decides
    between two equally good places, so the same layers always give the same centres.
    """
    count = len(extent)
    at = [0.0] * count
    neighbours: tuple[list[list[int]], list[list[int]]] = ([[] for _ in range(count)], [[] for _ in range(count)])
    for chain in layers.chains:
        for first, second in pairwise(chain):
            neighbours[0][second].append(first)
            neighbours[1][first].append(second)
    for nodes in layers.order:
        taken = 0.0
        for node in nodes:
            at[node] = taken + extent[node] / 2
            taken += extent[node] + gap
        for node in nodes:
            at[node] -= (taken - gap) / 2
    still = 0
    for number in range(ROUNDS):
        forth = number % 2 == 0
        beside = neighbours[0 if forth else 1]
        moved = 0.0
        for nodes in layers.order if forth else reversed(layers.order):
            wanted = [
                sum(at[other] for other in beside[node]) / len(beside[node]) if beside[node] else at[node]
                for node in nodes
            ]
            places = _apart(wanted, [extent[node] for node in nodes], gap) if len(nodes) > 1 else wanted
            for node, place in zip(nodes, places, strict=True):
                moved = max(moved, abs(place - at[node]))
                at[node] = place
        still = still + 1 if moved < STILL else 0
        if still == 2:
            break
    return at


def _apart(wanted: Sequence[float], extent: Sequence[float], gap: float) -> list[float]:
    """The places nearest to the wanted ones, by the sum of squares, that keep order and distance.

    With the distances taken out it is a regression in ascending order: neighbours in the wrong order are pooled.
    """
    offsets: list[float] = []
    taken = 0.0
    for number, size in enumerate(extent):
        offsets.append(taken + size / 2 if number else size / 2)
        taken += size + gap
    pools: list[tuple[float, int]] = []
    for place, offset in zip(wanted, offsets, strict=True):
        total, members = place - offset, 1
        while pools and pools[-1][0] / pools[-1][1] >= total / members:
            before = pools.pop()
            total, members = total + before[0], members + before[1]
        pools.append((total, members))
    means = [total / members for total, members in pools for _ in range(members)]
    return [mean + offset for mean, offset in zip(means, offsets, strict=True)]
