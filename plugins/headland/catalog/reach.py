"""How much every record reaches, counted for the whole catalog at once: a walk from each would be quadratic."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from headland.catalog.catalog import Catalog
from headland.catalog.graph import STOPPED_WITH, strong_components
from headland.core.refs import Ref


def blast_sizes(catalog: Catalog) -> Mapping[Ref, int]:
    """For every record, how many `blast_radius` would give; references that the catalog lacks count too."""
    return reach_sizes(catalog, *STOPPED_WITH)


def reach_sizes(catalog: Catalog, *types: str) -> Mapping[Ref, int]:
    """For every record, how many references relations of these types lead to, itself left out.

    Strong components come with those that they lead to first, so that each is the union of sets already made; a set
    is an integer with a bit for each reference.
    """
    targets = {ref: catalog.targets(ref, *types) for ref in catalog}

    def successors(ref: Ref) -> Iterator[Ref]:
        found = targets.get(ref)
        return iter(catalog.targets(ref, *types) if found is None else found)

    bits: dict[Ref, int] = {}
    sizes: dict[Ref, int] = {}
    known = 0
    for component in strong_components(catalog, successors):
        reached = ((1 << len(component)) - 1) << known
        known += len(component)
        inside = set(component)
        for ref in component:
            for target in successors(ref):
                if target not in inside:
                    reached |= bits[target]
        size = reached.bit_count() - 1
        for ref in component:
            bits[ref], sizes[ref] = reached, size
    return {ref: sizes[ref] for ref in catalog}
