"""The groups as a forest: each group once, under one parent, with what its whole branch holds; linear in the groups."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass

from headland.catalog.catalog import Catalog
from headland.catalog.graph import CHILDREN, MEMBERS, PARENT
from headland.core.refs import Ref

GROUP = "group"


@dataclass(frozen=True, slots=True)
class Branch:
    """What a group and all the groups below it hold: groups without itself, people each counted once, records owned."""

    groups: int
    people: int
    owned: int


@dataclass(frozen=True, slots=True)
class Forest:
    """The groups of a catalog: the tops, the children of each, and its branch; `parents` has no tops.

    Of several parents the first in order counts. Groups in a circle hang below the first of them, which is a top.
    `order` has every group once, a parent before its children.
    """

    tops: tuple[Ref, ...]
    children: Mapping[Ref, tuple[Ref, ...]]
    parents: Mapping[Ref, Ref]
    order: tuple[Ref, ...]
    branches: Mapping[Ref, Branch]


def forest(catalog: Catalog) -> Forest:
    """The forest of a catalog's groups."""
    groups = [ref for ref in catalog if ref.kind.lower() == GROUP]
    parent_of = {group: parent for group in groups if (parent := _parent(catalog, group)) is not None}
    order: list[Ref] = []
    children: dict[Ref, tuple[Ref, ...]] = {}
    tops: list[Ref] = []
    # What the tops do not lead to goes round in circles: the first of each circle is then taken for a top.
    for top in (*(group for group in groups if group not in parent_of), *groups):
        if top in children:
            continue
        tops.append(top)
        children[top] = ()
        queue = deque([top])
        while queue:
            here = queue.popleft()
            order.append(here)
            below = [child for child in catalog.targets(here, CHILDREN) if parent_of.get(child) == here]
            children[here] = tuple(child for child in below if child not in children)
            children.update(dict.fromkeys(children[here], ()))
            queue.extend(children[here])
    parents = {child: group for group in order for child in children[group]}
    return Forest(tuple(tops), children, parents, tuple(order), _branches(catalog, order, parents))


def _parent(catalog: Catalog, group: Ref) -> Ref | None:
    above = (ref for ref in catalog.targets(group, PARENT) if ref in catalog and ref != group)
    return next((catalog[ref].ref for ref in above if ref.kind.lower() == GROUP), None)


def _branches(catalog: Catalog, order: list[Ref], parents: Mapping[Ref, Ref]) -> Mapping[Ref, Branch]:
    """Children before parents; the smaller set of people goes into the larger, which is n log n in all."""
    people: dict[Ref, set[Ref]] = {}
    groups: dict[Ref, int] = {}
    owned: dict[Ref, int] = {}
    found: dict[Ref, Branch] = {}
    for group in reversed(order):
        mine = people.pop(group, set())
        mine.update(catalog.targets(group, MEMBERS))
        records = owned.pop(group, 0) + len(catalog.by_owner(group))
        below = groups.pop(group, 0)
        found[group] = Branch(below, len(mine), records)
        if (parent := parents.get(group)) is not None:
            theirs = people.get(parent, set())
            small, large = sorted((mine, theirs), key=len)
            large |= small
            people[parent] = large
            owned[parent] = owned.get(parent, 0) + records
            groups[parent] = groups.get(parent, 0) + below + 1
    return found
