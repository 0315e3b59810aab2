"""Questions about the graph of relations: what depends on what, who belongs to whom, what goes round in circles.

All of it is iterative, visits each reference once, and gives the same answer whatever the order of
the records: references that are equally far away come in the order of the catalog's relations.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from headland.catalog.catalog import Catalog
from headland.catalog.relations import Relation
from headland.core.refs import Ref

DEPENDENCIES = ("dependsOn", "consumesApi", "readsFrom", "writesTo")
"""From what needs something to what it needs."""

DEPENDENTS = ("dependencyOf", "apiConsumedBy", "readBy", "writtenBy")
"""The inverses of DEPENDENCIES."""

STOPPED_WITH = (*DEPENDENTS, "hasPart", "providesApi")
"""From what stops to what stops with it: those that need it, its parts, and the APIs that it serves."""

PARENT = "childOf"
CHILDREN = "parentOf"
MEMBERS = "hasMember"


@dataclass(frozen=True, slots=True)
class Reached:
    """A reference that a walk came to: `distance` steps from where it began, by the relation `via`."""

    ref: Ref
    distance: int
    via: Relation
    before: Reached | None = field(repr=False, compare=False)

    @property
    def path(self) -> tuple[Relation, ...]:
        """The relations of one shortest way, from where the walk began to here."""
        # Ways share their beginnings: a chain of 10,000 would otherwise hold 50 million relations.
        steps: list[Relation] = []
        here: Reached | None = self
        while here is not None:
            steps.append(here.via)
            here = here.before
        return tuple(reversed(steps))


@dataclass(frozen=True, slots=True)
class Subgraph:
    """A part of the graph: nodes sorted, and the relations between them in one direction each."""

    nodes: tuple[Ref, ...]
    edges: tuple[Relation, ...]


def reachable(
    catalog: Catalog, start: Ref, types: Iterable[str], depth: int | None = None, limit: int | None = None
) -> tuple[Reached, ...]:
    """Everything that relations of these types lead to from `start`, the nearest first, `start` left out.

    `depth` is the largest distance, `limit` the largest number given back; None means any.
    """
    wanted = tuple(types)
    seen = {start}
    found: list[Reached] = []
    queue: deque[tuple[Ref, Reached | None]] = deque([(start, None)])
    while queue:
        here, before = queue.popleft()
        distance = 1 if before is None else before.distance + 1
        if depth is not None and distance > depth:
            break
        for relation in catalog.relations(here, *wanted):
            if relation.target not in seen:
                seen.add(relation.target)
                reached = Reached(relation.target, distance, relation, before)
                found.append(reached)
                if len(found) == limit:
                    return tuple(found)
                queue.append((relation.target, reached))
    return tuple(found)


def dependencies(catalog: Catalog, ref: Ref, depth: int | None = None) -> tuple[Reached, ...]:
    """What a record needs: what it depends on and the APIs that it consumes; with depth 1 only directly."""
    return reachable(catalog, ref, DEPENDENCIES, depth)


def dependents(catalog: Catalog, ref: Ref, depth: int | None = None) -> tuple[Reached, ...]:
    """What needs a record: what depends on it and what consumes it; with depth 1 only directly."""
    return reachable(catalog, ref, DEPENDENTS, depth)


def blast_radius(catalog: Catalog, ref: Ref, limit: int | None = None) -> tuple[Reached, ...]:
    """What stops, or may stop, when this goes down, the nearest first; with a limit the nearest so many.

    That is what depends on it, what consumes it if it is an API, its parts, the APIs that it provides with
    their consumers, and so on from each of these.

    An API goes down with its provider even where it has other providers: the catalog does not say which
    of them a consumer talks to, and a radius drawn too small is the one that hurts. An API that goes down
    does not take its provider along, which is the cause and no victim; nor does a part take its whole
    along, since most systems outlive most of their parts and the rest say so by `dependsOn`. What it
    merely owns, or is owned by, does not stop.
    """
    return reachable(catalog, ref, STOPPED_WITH, limit=limit)


def neighbourhood(catalog: Catalog, ref: Ref, depth: int = 1, types: Iterable[str] = ()) -> Subgraph:
    """A reference and all that relations (of these types, or all) lead to within `depth` steps, either way.

    Two inverse relations are one edge: the one that a document declares, else the one whose source sorts first.
    """
    wanted = tuple(types)
    nodes = {ref, *(reached.ref for reached in reachable(catalog, ref, wanted, depth))}
    return subgraph(catalog, nodes, wanted)


def subgraph(catalog: Catalog, nodes: Iterable[Ref], types: Iterable[str] = ()) -> Subgraph:
    """These references and the relations between them, each pair of inverses told once."""
    chosen, wanted = set(nodes), tuple(types)
    declared: dict[tuple[Ref, Ref], list[Relation]] = {}
    for node in sorted(chosen):
        for relation in catalog.relations(node, *wanted):
            if relation.target in chosen and relation.reference is not None:
                declared.setdefault((relation.source, relation.target), []).append(relation)
    edges = [
        relation
        for (source, target), relations in declared.items()
        for relation in relations
        if not _told_by_other(relation, declared.get((target, source), ()), source < target)
    ]
    return Subgraph(tuple(sorted(chosen)), tuple(sorted(edges, key=lambda e: (e.source.key, e.type, e.target.key))))


def _told_by_other(relation: Relation, others: Iterable[Relation], first: bool) -> bool:
    """Whether the target declares the inverse of this relation, and that one is chosen."""
    if relation.reference is None or first:
        return False
    inverse = relation.reference.field.to.inverse
    return any(other.type == inverse and other.source != relation.source for other in others)


def cycles(catalog: Catalog, *types: str) -> tuple[tuple[Ref, ...], ...]:
    """The groups of records that reach each other by relations of these types (by default: dependencies).

    Strong components with more than one member, or with a relation to itself; each sorted, all sorted.
    """
    wanted = types or DEPENDENCIES
    targets: dict[Ref, list[Ref]] = {}
    for reference in catalog.references:
        source, target, to = reference.record.ref, reference.target, reference.field.to
        if to.relation in wanted:
            targets.setdefault(source, []).append(target)
        if to.inverse in wanted:
            targets.setdefault(target, []).append(source)
    found = [
        tuple(sorted(component))
        for component in strong_components(targets, lambda ref: iter(targets.get(ref, ())))
        if len(component) > 1 or component[0] in targets.get(component[0], ())
    ]
    return tuple(sorted(found, key=lambda component: component[0].key))


def way_round(catalog: Catalog, component: tuple[Ref, ...], *types: str) -> tuple[Relation, ...]:
    """A shortest circle through the first record of a strong component."""
    start = component[0]
    inside = set(component)
    seen: set[Ref] = set()
    queue: deque[tuple[Ref, Reached | None]] = deque([(start, None)])
    while queue:
        here, before = queue.popleft()
        for relation in catalog.relations(here, *(types or DEPENDENCIES)):
            if relation.target not in inside or relation.target in seen:
                continue
            seen.add(relation.target)
            reached = Reached(relation.target, 0, relation, before)
            if relation.target == start:
                return reached.path
            queue.append((relation.target, reached))
    return ()


def strong_components(nodes: Iterable[Ref], successors: Callable[[Ref], Iterator[Ref]]) -> list[list[Ref]]:
    """Tarjan's strongly connected components, with a stack of its own in the place of recursion."""
    index: dict[Ref, int] = {}
    low: dict[Ref, int] = {}
    open_nodes: list[Ref] = []
    is_open: set[Ref] = set()
    components: list[list[Ref]] = []
    for root in nodes:
        if root in index:
            continue
        work: list[tuple[Ref, Iterator[Ref]]] = []

        def enter(node: Ref, work: list[tuple[Ref, Iterator[Ref]]] = work) -> None:
            index[node] = low[node] = len(index)
            open_nodes.append(node)
            is_open.add(node)
            work.append((node, successors(node)))

        enter(root)
        while work:
            node, remaining = work[-1]
            for successor in remaining:
                if successor not in index:
                    enter(successor)
                    break
                if successor in is_open:
                    low[node] = min(low[node], index[successor])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == index[node]:
                    component: list[Ref] = []
                    while not component or component[-1] != node:
                        component.append(open_nodes.pop())
                        is_open.discard(component[-1])
                    components.append(component)
    return components


def orphans(catalog: Catalog) -> tuple[Ref, ...]:
    """The records that no relation links with any other record of the catalog."""
    return tuple(
        ref
        for ref in catalog
        if not any(relation.known and relation.target != ref for relation in catalog.relations(ref))
    )


def owner_chain(catalog: Catalog, ref: Ref) -> tuple[Ref, ...]:
    """Who answers for a record: its owner, the owner's parent group, and so on up to the top group.

    Of a group or user it is the groups above. A tree with a circle ends where it would repeat; of several
    parents the first in order is taken, and of a user's groups likewise.
    """
    here = catalog.owner_of(ref)
    if here is None:
        here = _above(catalog, ref)
    chain: dict[Ref, None] = {}
    while here is not None and here not in chain and here != ref:
        chain[here] = None
        here = _above(catalog, here)
    return tuple(chain)


def _above(catalog: Catalog, ref: Ref) -> Ref | None:
    found = catalog.targets(ref, PARENT) or catalog.targets(ref, "memberOf")
    return found[0] if found else None


def members(catalog: Catalog, group: Ref) -> tuple[Ref, ...]:
    """All members of a group and of the groups below it, sorted, each once."""
    groups = [group, *(reached.ref for reached in reachable(catalog, group, (CHILDREN,)))]
    return tuple(sorted({member for below in groups for member in catalog.targets(below, MEMBERS)}))
