"""Layers of a directed graph: cycles broken, every node given a layer, the layers ordered with few crossings.

After Sugiyama, Tagawa and Toda, "Methods for Visual Understanding of Hierarchical System Structures" (1981). Nodes are
numbers, and lower ones come first wherever nothing else decides: so the same graph gives the same layers.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

Pair = tuple[int, int]

SWEEPS = 6


@dataclass(frozen=True, slots=True)
class Layered:
    """Nodes in layers. `order` has the nodes of each layer from top to bottom, those that only carry a long edge among
    them: their numbers follow on the real ones. `chains` has for each edge the nodes it passes, from its lower layer to
    its higher one."""

    order: tuple[tuple[int, ...], ...]
    chains: tuple[tuple[int, ...], ...]


def acyclic(count: int, pairs: Sequence[Pair]) -> list[Pair]:
    """The same pairs, those turned round that close a cycle on a walk which begins where nothing comes in."""
    after: list[list[int]] = [[] for _ in range(count)]
    entered = [0] * count
    for source, target in pairs:
        after[source].append(target)
        entered[target] += 1
    state = [0] * count
    closing: set[Pair] = set()
    for start in sorted(range(count), key=lambda node: (entered[node] > 0, node)):
        if state[start]:
            continue
        state[start] = 1
        walk = [(start, iter(sorted(after[start])))]
        while walk:
            node, ahead = walk[-1]
            for target in ahead:
                if state[target] == 1:
                    closing.add((node, target))
                elif not state[target]:
                    state[target] = 1
                    walk.append((target, iter(sorted(after[target]))))
                    break
            else:
                state[node] = 2
                walk.pop()
    return [(target, source) if (source, target) in closing else (source, target) for source, target in pairs]


def layers_of(count: int, pairs: Sequence[Pair]) -> list[int]:
    """The layer of each node of a graph without cycles: as low as those before it allow.

    What nothing leads to stands right before the first of what it leads to.
    """
    before: list[list[int]] = [[] for _ in range(count)]
    after: list[list[int]] = [[] for _ in range(count)]
    for source, target in pairs:
        after[source].append(target)
        before[target].append(source)
    missing = [len(sources) for sources in before]
    layer = [0] * count
    ready = [node for node in range(count) if not missing[node]]
    for node in ready:
        for target in after[node]:
            layer[target] = max(layer[target], layer[node] + 1)
            missing[target] -= 1
            if not missing[target]:
                ready.append(target)
    for node in range(count):
        if not before[node] and after[node]:
            layer[node] = min(layer[target] for target in after[node]) - 1
    return layer


def layered(layer: Sequence[int], pairs: Sequence[Pair]) -> Layered:
    """Order the nodes of each layer so that few edges cross. Every pair must lead to a higher layer."""
    depth = max(layer, default=-1) + 1
    order: list[list[int]] = [[] for _ in range(depth)]
    for node, at in enumerate(layer):
        order[at].append(node)
    where = list(layer)
    chains: list[tuple[int, ...]] = []
    for source, target in pairs:
        chain = [source]
        for at in range(layer[source] + 1, layer[target]):
            chain.append(len(where))
            order[at].append(len(where))
            where.append(at)
        chain.append(target)
        chains.append(tuple(chain))
    lower: list[list[int]] = [[] for _ in where]
    upper: list[list[int]] = [[] for _ in where]
    for way in chains:
        for first, second in pairwise(way):
            upper[first].append(second)
            lower[second].append(first)
    best = _ordered(order, lower, upper)
    return Layered(tuple(map(tuple, best)), tuple(chains))


def _ordered(order: list[list[int]], lower: list[list[int]], upper: list[list[int]]) -> list[list[int]]:
    """Sweeps by barycentre, there and back, while crossings remain; the best order that was seen."""
    best, fewest = [list(nodes) for nodes in order], _crossings(order, upper)
    for sweep in range(SWEEPS):
        if not fewest:
            break
        forth = sweep % 2 == 0
        neighbours = lower if forth else upper
        for at in range(1, len(order)) if forth else range(len(order) - 2, -1, -1):
            place = {node: number for number, node in enumerate(order[at - 1 if forth else at + 1])}
            weight = {
                node: sum(place[other] for other in neighbours[node]) / len(neighbours[node])
                if neighbours[node]
                else float(number)
                for number, node in enumerate(order[at])
            }
            order[at].sort(key=weight.__getitem__)
        now = _crossings(order, upper)
        if now < fewest:
            best, fewest = [list(nodes) for nodes in order], now
    return best


def _crossings(order: list[list[int]], upper: list[list[int]]) -> int:
    total = 0
    for first, second in pairwise(order):
        if len(first) < 2 or len(second) < 2:
            continue
        place = {node: number for number, node in enumerate(second)}
        ends: list[int] = []
        for node in first:
            mine = sorted(place[target] for target in upper[node])
            total += sum(len(ends) - bisect_right(ends, end) for end in mine)
            for end in mine:
                insort(ends, end)
    return total
