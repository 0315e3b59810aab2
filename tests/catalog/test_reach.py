"""Sizes of blast radii, counted all at once, are those of walks from each record."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import JsonValue

from headland.catalog.catalog import Catalog
from headland.catalog.graph import blast_radius
from headland.catalog.reach import blast_sizes
from headland.core.document import Document
from headland.core.refs import Ref
from headland.core.span import Span
from headland.kinds import kind_of
from headland.reading.record import Record

EDGES = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=40)


def component(number: int, needs: list[int]) -> Record:
    value: JsonValue = {
        "apiVersion": "backstage.io/v1alpha1",
        "kind": "Component",
        "metadata": {"name": f"c{number}"},
        "spec": {
            "type": "service",
            "lifecycle": "production",
            "owner": "team",
            "dependsOn": [f"component:c{other}" for other in needs],
        },
    }
    kind = kind_of("backstage.io/v1alpha1", "Component")
    document = Document(Span("x", "x.yaml", 0, 0), value, {})
    return Record(Ref("Component", "default", f"c{number}"), kind, kind.model.model_validate(value), document)


@settings(max_examples=60, deadline=None)
@given(EDGES)
def test_sizes_equal_walks_with_circles_dangling_ends_and_references_to_oneself(edges: list[tuple[int, int]]) -> None:
    # Components 7 to 9 are referred to and are not in the catalog.
    catalog = Catalog.build(
        component(number, [target for source, target in edges if source == number]) for number in range(7)
    )
    assert blast_sizes(catalog) == {ref: len(blast_radius(catalog, ref)) for ref in catalog}
