"""The ground that the map shows: every domain with its systems, every system with its parts, and what is in neither.

Parts are components, APIs, resources, and whatever else says that it belongs to a system or a domain.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from headland.core.refs import Ref
from headland.views.context import ViewContext

PARTS = ("component", "api", "resource")
"""The kinds that have a place on the map even where they say nothing about it; the order within a system."""

AREAS = frozenset({"domain", "system"})


@dataclass(frozen=True, slots=True)
class Block:
    """A system with its parts; or, where `system` is None, what an area has in no system, by `owner`."""

    system: Ref | None
    owner: Ref | None
    parts: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Area:
    """A domain with its blocks, the largest first; `domain` is None for all that is in none."""

    domain: Ref | None
    blocks: tuple[Block, ...]

    @property
    def total(self) -> int:
        """The number of parts."""
        return sum(len(block.parts) for block in self.blocks)


def areas(context: ViewContext) -> tuple[Area, ...]:
    """The areas of the map by the titles of their domains, what is in no domain behind them."""
    catalog, face = context.catalog, context.faces.face
    ground: dict[Ref | None, dict[tuple[Ref | None, Ref | None], list[Ref]]] = {
        domain: {} for domain in catalog.by_kind("domain")
    }

    def domain_of(ref: Ref) -> Ref | None:
        """Its domain, where the catalog has that: one that is merely named has no page of its own."""
        domain = face(ref).domain
        return domain if domain in catalog else None

    for system in catalog.by_kind("system"):
        ground.setdefault(domain_of(system), {})[system, None] = []
    for ref in catalog:
        shown, kind = face(ref), ref.kind.lower()
        if kind in AREAS or not (kind in PARTS or shown.system or shown.domain):
            continue
        is_loose = shown.system is None and shown.domain is None
        block = (shown.system, catalog.owner_of(ref) if is_loose else None)
        ground.setdefault(domain_of(ref), {}).setdefault(block, []).append(ref)
    found = [Area(domain, _blocks(context, blocks)) for domain, blocks in ground.items()]
    return tuple(sorted(found, key=lambda area: (area.domain is None, _title(context, area.domain), str(area.domain))))


def _blocks(context: ViewContext, blocks: Mapping[tuple[Ref | None, Ref | None], list[Ref]]) -> tuple[Block, ...]:
    """Systems with most parts first; what is in none comes behind them."""

    def key(block: Block) -> tuple[bool, int, str, str]:
        name = block.system or block.owner
        return block.system is None, -len(block.parts), _title(context, name), str(name)

    made = (Block(system, owner, _sorted(context, parts)) for (system, owner), parts in blocks.items())
    return tuple(sorted(made, key=key))


def _sorted(context: ViewContext, parts: Iterable[Ref]) -> tuple[Ref, ...]:
    order = {kind: at for at, kind in enumerate(PARTS)}
    return tuple(
        sorted(parts, key=lambda ref: (order.get(ref.kind.lower(), len(order)), _title(context, ref), ref.key))
    )


def _title(context: ViewContext, ref: Ref | None) -> str:
    return "" if ref is None else context.faces.face(ref).title.lower()


def owners_with_most(context: ViewContext, found: Iterable[Area], limit: int) -> tuple[tuple[Ref, int], ...]:
    """The owners that look after most parts, with how many that are, so many of them."""
    counts = Counter(
        owner
        for area in found
        for block in area.blocks
        for part in block.parts
        if (owner := context.catalog.owner_of(part)) is not None
    )
    return tuple(sorted(counts.items(), key=lambda entry: (-entry[1], entry[0].key))[:limit])
