"""Groups as a forest: each once, with what its branch holds."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence

from hypothesis import given
from hypothesis import strategies as st
from tests.catalog.conftest import CatalogOf

from headland.catalog.forest import forest
from headland.core.refs import Ref

TextOf = Callable[[Sequence[str]], str]


def group(name: str) -> Ref:
    return Ref.parse(f"group:default/{name}")


def test_a_branch_counts_everybody_once_and_every_record(catalog_of: CatalogOf, text_of: TextOf) -> None:
    catalog = catalog_of(
        text_of(
            [
                "group:top children=left,right",
                "group:left",
                "group:right parent=top",
                "user:both memberOf=left,right",
                "user:one memberOf=left",
                "component:a owner=left",
                "component:b owner=right",
                "component:c owner=top",
            ]
        )
    )
    found = forest(catalog)
    assert found.tops == (group("top"),)
    assert found.children[group("top")] == (group("left"), group("right"))
    branch = found.branches[group("top")]
    assert (branch.groups, branch.people, branch.owned) == (2, 2, 3)


def test_a_parent_that_is_not_in_the_catalog_makes_a_top(catalog_of: CatalogOf, text_of: TextOf) -> None:
    found = forest(catalog_of(text_of(["group:a parent=gone"])))
    assert found.tops == (group("a"),)


@given(
    parents=st.lists(st.integers(0, 7), min_size=1, max_size=8),
    teams=st.lists(st.sets(st.integers(0, 7), min_size=1), max_size=6),
)
def test_every_group_is_there_once_whatever_circles_the_parents_make(
    catalog_of: CatalogOf, text_of: TextOf, parents: list[int], teams: list[set[int]]
) -> None:
    groups = [f"group:g{at} parent=g{parent}" for at, parent in enumerate(parents)]
    users = [f"user:u{at} memberOf={','.join(f'g{one}' for one in sorted(team))}" for at, team in enumerate(teams)]
    catalog = catalog_of(text_of([*groups, *users]))
    found = forest(catalog)
    assert sorted(found.order) == sorted(ref for ref in catalog if ref.kind == "Group")
    assert set(found.order) == set(found.tops) | set(found.parents)
    for child, parent in found.parents.items():
        assert child in found.children[parent]
        assert found.order.index(parent) < found.order.index(child)
    for ref in found.order:
        below = [one for one in found.order if ref in _chain(found.parents, one)]
        people = {member for one in below for member in catalog.targets(one, "hasMember")}
        assert found.branches[ref].people == len(people)
        assert found.branches[ref].groups == len(below) - 1


def _chain(parents: Mapping[Ref, Ref], ref: Ref) -> list[Ref]:
    chain = [ref]
    while (above := parents.get(chain[-1])) is not None:
        chain.append(above)
    return chain


def test_a_tall_chain_costs_no_square(catalog_of: CatalogOf, text_of: TextOf) -> None:
    tall = 3000
    lines = ["group:g0", *(f"group:g{at} parent=g{at - 1}" for at in range(1, tall))]
    lines += [f"user:u{at} memberOf=g{at}" for at in range(tall)]
    catalog = catalog_of(text_of(lines))
    began = time.perf_counter()
    found = forest(catalog)
    assert time.perf_counter() - began < 3
    assert found.branches[group("g0")].people == tall
