"""The graph's data: records by number, and each link between two of them once, in one direction.

`graph.json` holds `kinds` (name, label, plural), `relations` (type, words, words of its inverse, what it is about),
`namespaces`, `lifecycles`, and then

- `nodes`: kind, namespace, name, title (0 where it is the name), owner, system, domain (numbers of nodes, -1 where
  there is none), lifecycle, address (0 where it follows from the reference; empty where there is no page);
- `edges`: source, relation, target, one after the other in one list.

`graph-texts.json` holds a line about each node, which is read when somebody asks about one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from headland.catalog.addresses import record_address
from headland.catalog.catalog import Catalog
from headland.catalog.relations import Reference
from headland.core.artifact import Artifact
from headland.core.refs import Ref
from headland.kinds import KINDS, Kind, kind_of
from headland.views.context import ViewContext
from headland.views.search import to_json
from headland.views.words import relation_in_sentence, shortened

GRAPH_DATA = "assets/headland/graph.json"
GRAPH_TEXTS = "assets/headland/graph-texts.json"
LONGEST_TEXT = 160
LONGEST_TITLE = 120

LEADING = (
    "dependsOn", "consumesApi", "apiProvidedBy", "partOf", "ownedBy", "childOf", "memberOf", "covers", "appliesTo",
    "escalatesTo", "supersedes", "decidedBy", "consulted", "informed",
)  # fmt: skip
"""Of two inverse relations the one that is told: from what needs, or belongs, to what it needs, or belongs to."""

PEOPLE = frozenset({"ownedBy", "childOf", "memberOf", "escalatesTo", "decidedBy", "consulted", "informed"})
PLACE = frozenset({"partOf"})

_PLAIN = re.compile(r"[a-z0-9._-]+")


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """One link between two records: `source` stands in `relation` to `target`, whose inverse is `inverse`."""

    source: Ref
    relation: str
    target: Ref
    inverse: str


def links(catalog: Catalog) -> tuple[Link, ...]:
    """Every link that a record declares, told once whoever declares it, sorted; none from a record to itself."""
    found = {
        (link.source.key, link.relation, link.target.key): link
        for reference in catalog.references
        if reference.record.ref != reference.target
        for link in (_link(reference),)
    }
    return tuple(found[key] for key in sorted(found))


def _link(reference: Reference) -> Link:
    to, source, target = reference.field.to, reference.record.ref, reference.target
    rank = {type_: at for at, type_ in enumerate(LEADING)}
    forward, backward = (rank.get(to.relation, len(rank)), to.relation), (rank.get(to.inverse, len(rank)), to.inverse)
    if forward <= backward:
        return Link(source, to.relation, target, to.inverse)
    return Link(target, to.inverse, source, to.relation)


def about(relation: str) -> str:
    """What a relation is about: who looks after something, where it belongs, or what it uses."""
    return "people" if relation in PEOPLE else "place" if relation in PLACE else "use"


def graph_data(context: ViewContext, found: tuple[Link, ...]) -> Artifact:
    """The graph as its script reads it."""
    catalog, face = context.catalog, context.faces.face
    refs = _nodes(catalog, found)
    numbers = {ref.key: at for at, ref in enumerate(refs)}
    kinds = _names(ref.kind.lower() for ref in refs)
    namespaces = _names(ref.namespace for ref in refs)
    lifecycles = _names(face(ref).lifecycle for ref in refs)
    relations = {link.relation: link.inverse for link in found}
    relation_numbers = {type_: at for at, type_ in enumerate(sorted(relations))}

    def number(ref: Ref | None) -> int:
        return -1 if ref is None else numbers.get(ref.key, -1)

    nodes = [
        (
            kinds[ref.kind.lower()],
            namespaces[ref.namespace],
            ref.name,
            0 if (shown := face(ref)).title == ref.name else shortened(shown.title, LONGEST_TITLE),
            number(catalog.owner_of(ref)),
            number(shown.system),
            number(shown.domain),
            lifecycles[shown.lifecycle],
            _address(ref, shown.address),
        )
        for ref in refs
    ]
    data = {
        "version": 1,
        "kinds": [_kind_words(catalog, name) for name in kinds],
        "namespaces": list(namespaces),
        "lifecycles": list(lifecycles),
        "relations": [
            (type_, relation_in_sentence(type_), relation_in_sentence(relations[type_]), about(type_))
            for type_ in relation_numbers
        ],
        "nodes": nodes,
        "edges": [
            one
            for link in found
            for one in (numbers[link.source.key], relation_numbers[link.relation], numbers[link.target.key])
        ],
    }
    return Artifact(GRAPH_DATA, "application/json", to_json(data))


def graph_texts(context: ViewContext, found: tuple[Link, ...]) -> Artifact:
    """A line about each node, in the order of the nodes."""
    face = context.faces.face
    texts = [shortened(face(ref).summary, LONGEST_TEXT) for ref in _nodes(context.catalog, found)]
    return Artifact(GRAPH_TEXTS, "application/json", to_json({"version": 1, "texts": texts}))


def _nodes(catalog: Catalog, found: tuple[Link, ...]) -> list[Ref]:
    """The records, and behind them what they name and the catalog lacks, each sorted."""
    ends = {ref.key: ref for link in found for ref in (link.source, link.target) if ref not in catalog}
    return [*catalog, *(ends[key] for key in sorted(ends))]


def _names(texts: Iterable[str]) -> dict[str, int]:
    return {text: at for at, text in enumerate(sorted(set(texts)))}


def _address(ref: Ref, address: str | None) -> str | int:
    if address is None:
        return ""
    parts = (ref.namespace.lower(), ref.kind.lower(), ref.name.lower())
    follows = all(_PLAIN.fullmatch(part) for part in parts) and address == record_address(ref)
    return 0 if follows else address


def _kind_words(catalog: Catalog, name: str) -> tuple[str, str, str]:
    refs = catalog.by_kind(name)
    kind = catalog[refs[0]].kind if refs else _known_kind(name)
    return name, kind.label, kind.plural


def _known_kind(name: str) -> Kind:
    return next((kind for kind in KINDS if kind.name.lower() == name), kind_of("", name))
