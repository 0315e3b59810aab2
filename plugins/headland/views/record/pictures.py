"""What a record's page draws: its neighbours, the parts of a system or domain, the way that harm takes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from headland.catalog.graph import DEPENDENCIES, DEPENDENTS
from headland.core.refs import Ref
from headland.drawing import Box, Edge, Graph, Node, drawn, grouped
from headland.kinds import KINDS
from headland.prose.trusted import trusted
from headland.views.icons import FALLBACK, icon_path
from headland.views.record import relations
from headland.views.record.model import Picture
from headland.views.record.parts import inside
from headland.views.record.subject import Subject
from headland.views.words import shortened

SIDE = 8
"""How many records stand on one side of a neighbourhood; more are counted."""

MOST_PARTS = 24
MOST_HARMED_DRAWN = 14
LONGEST_TITLE = 80
PROVIDES, PROVIDED_BY = "providesApi", "apiProvidedBy"
_SUBJECT = "subject"
_ARROWS = "Arrows lead from what needs something to what it needs; an API needs its provider."


def picture(subject: Subject) -> Picture | None:
    """The drawing that a kind's reader came for; None where there is nothing to see."""
    if subject.kind in ("system", "domain"):
        return _parts(subject)
    if subject.kind in ("group", "user") or subject.record.kind.prose:
        return None
    return _neighbours(subject)


def harm(subject: Subject) -> Picture | None:
    """What stops with the record, drawn where that is little, and more than its neighbours."""
    reached = subject.harmed
    if not 1 < len(reached) <= MOST_HARMED_DRAWN or reached[-1].distance == 1:
        return None
    nodes = [_subject_node(subject), *(_node(subject, one.ref) for one in reached)]
    graph = _graph(subject, nodes, [Edge(one.via.source.key, one.ref.key) for one in reached])
    label = f"What stops with {_title(subject, subject.ref)}"
    return Picture(trusted(drawn(graph, "harm", label)), "Arrows lead from what stops to what stops with it.")


def _neighbours(subject: Subject) -> Picture | None:
    """One step out, and one in; who calls an API that the record provides stands behind that API."""
    mine = subject.ref.key
    provided = [ref for ref in subject.targets(PROVIDES) if ref != subject.ref]
    callers = {ref: api for ref, api in subject.users.items() if api is not None}
    direct = subject.by_title(tuple(ref for ref, api in subject.users.items() if api is None))
    used = subject.by_title(relations.uses(subject))
    providers = tuple(ref for ref in subject.targets(PROVIDED_BY) if ref != subject.ref)
    if not (provided or callers or direct or used or providers):
        return None
    nodes: dict[str, Node] = {mine: _subject_node(subject)}
    edges: list[Edge] = []
    labels = _labels(subject, relations.WRITTEN_BY, relations.READ_BY)
    labels_out = _labels(subject, "writesTo", "readsFrom")

    def side(refs: Sequence[Ref], anchor: str, edge: Callable[[str], Edge]) -> None:
        for ref in refs[:SIDE] if len(refs) > SIDE + 1 else refs:
            nodes.setdefault(ref.key, _node(subject, ref))
            edges.append(edge(ref.key))
        if len(refs) > SIDE + 1:
            more = Node(f"~{anchor}", f"{len(refs) - SIDE:,} more", "", f"#{anchor}", style="more")
            nodes[more.key] = more
            edges.append(edge(more.key))

    side(direct, "relations", lambda key: Edge(key, mine, labels.get(key, "")))
    side(provided, "relation-providesapi", lambda key: Edge(key, mine))
    side((*used, *providers), "relations", lambda key: Edge(mine, key, labels_out.get(key, "")))
    shown = [ref for ref in provided if ref.key in nodes]
    for api in shown:
        behind = subject.by_title(tuple(ref for ref, through in callers.items() if through == api))
        most = max(2, SIDE // len(shown))
        for ref in behind[:most] if len(behind) > most + 1 else behind:
            nodes.setdefault(ref.key, _node(subject, ref))
            edges.append(Edge(ref.key, api.key))
        if len(behind) > most + 1:
            more = Node(f"~{api.key}", f"{len(behind) - most:,} more", "", "#used-by", style="more")
            nodes[more.key] = more
            edges.append(Edge(more.key, api.key))
    label = f"Neighbours of {_title(subject, subject.ref)}"
    return Picture(trusted(drawn(_graph(subject, nodes.values(), edges), "drawn", label)), _ARROWS)


def _labels(subject: Subject, written: str, read: str) -> dict[str, str]:
    """What stands beside the edges of those that write and those that read, where relations tell."""
    writers = {ref.key for ref in subject.context.catalog.targets(subject.ref, written)}
    readers = {ref.key for ref in subject.context.catalog.targets(subject.ref, read)}
    return {
        key: " and ".join(word for word, keys in (("writes", writers), ("reads", readers)) if key in keys)
        for key in writers | readers
    }


def _parts(subject: Subject) -> Picture | None:
    """The parts in a box, and beside it whom they use and who uses them, as systems or domains where they have one."""
    catalog = subject.context.catalog
    own = {ref for ref in inside(subject) if ref != subject.ref}
    if not own:
        return None
    nodes: dict[str, Node] = {}
    edges: dict[Edge, None] = {}
    stand_in = _systems_for(subject, own) if subject.kind == "domain" else {}

    def within(ref: Ref) -> Ref:
        return stand_in.get(ref, ref)

    def beyond(ref: Ref) -> Ref:
        larger = (catalog.domain_of, catalog.system_of) if subject.kind == "domain" else (catalog.system_of,)
        return next((found for of in larger if (found := of(ref)) is not None and found != subject.ref), ref)

    for ref in own:
        nodes.setdefault(within(ref).key, _node(subject, within(ref)))

    def across(ref: Ref, side: str) -> str:
        """A node beside the box. What both uses parts and is used by some stands on both sides: no edge leads back."""
        far = beyond(ref)
        key = f"{side}{far.key}"
        if key not in nodes:
            nodes[key] = replace(_node(subject, far), key=key, outside=True)
        return key

    for ref in sorted(own):
        mine = within(ref).key
        for target in catalog.targets(ref, *DEPENDENCIES, PROVIDED_BY):
            if target in own:
                edges[Edge(mine, within(target).key)] = None
            elif target != subject.ref:
                edges[Edge(mine, across(target, ">"), style="border")] = None
        for source in catalog.targets(ref, *DEPENDENTS):
            if source not in own and source != subject.ref:
                edges[Edge(across(source, "<"), mine, style="border")] = None
    title = _title(subject, subject.ref)
    graph = _graph(subject, nodes.values(), [edge for edge in edges if edge.source != edge.target])
    graph = Graph(graph.nodes, graph.edges, Box(title, subject.kind), graph.icons)
    small = grouped(graph, lambda more: _more(subject, more), MOST_PARTS + 2 * SIDE)
    crossing = any(edge.style for edge in small.edges)
    caption = f"{_ARROWS} Dashed ones cross the border of {title}." if crossing else _ARROWS
    return Picture(trusted(drawn(small, "drawn", f"The parts of {title}")), caption if small.edges else "")


def _systems_for(subject: Subject, own: set[Ref]) -> dict[Ref, Ref]:
    """Which system or subdomain of a domain stands for each of its records; those in none stand for themselves."""
    catalog = subject.context.catalog
    found: dict[Ref, Ref] = {}
    for ref in own:
        system = catalog.system_of(ref)
        if system is not None and system in own:
            found[ref] = system
    return found


def _more(subject: Subject, nodes: Sequence[Node]) -> Node:
    first = nodes[0]
    record = subject.context.catalog.get(Ref.parse(first.key.lstrip("<>")))
    words = f"{len(nodes):,} more" + (f" {record.kind.plural}" if record is not None else "")
    return Node(f"~{first.key}", words, first.kind, "#border" if first.outside else "#parts", style="more")


def _graph(subject: Subject, nodes: Iterable[Node], edges: Iterable[Edge]) -> Graph:
    chosen = tuple(nodes)
    icons = {kind: _icon(kind) for kind in {node.kind for node in chosen} | {subject.kind} if kind}
    return Graph(chosen, tuple(edges), icons=icons)


@lru_cache(maxsize=256)
def _icon(kind: str) -> str:
    known = next((one.icon for one in KINDS if one.name.lower() == kind), FALLBACK)
    return icon_path(known)


def _title(subject: Subject, ref: Ref) -> str:
    return shortened(subject.context.faces.face(ref).words, LONGEST_TITLE)


def _subject_node(subject: Subject) -> Node:
    return Node(subject.ref.key, _title(subject, subject.ref), subject.kind, style=_SUBJECT, kept=True)


def _node(subject: Subject, ref: Ref) -> Node:
    face = subject.context.faces.face(ref)
    return Node(
        ref.key,
        _title(subject, ref),
        ref.kind.lower(),
        None if face.address is None else subject.root + face.address,
        face.hover,
        "" if face.known else "missing",
    )
