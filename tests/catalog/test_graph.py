"""Questions about the graph: what depends on what, what stops, who belongs to whom, what goes round."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from headland.catalog import graph
from headland.catalog.catalog import Catalog
from headland.core.refs import Ref

CatalogOf = Callable[[str], Catalog]
TextOf = Callable[[Sequence[str]], str]
Made = Callable[..., Catalog]


@pytest.fixture
def made(catalog_of: CatalogOf, text_of: TextOf) -> Made:
    return lambda *lines: catalog_of(text_of(lines))


def ref(text: str) -> Ref:
    return Ref.parse(text)


def reached(found: Sequence[graph.Reached]) -> list[tuple[str, int]]:
    return [(each.ref.name, each.distance) for each in found]


CHAIN = (
    "component:web dependsOn=component:shop consumesApis=search",
    "component:shop dependsOn=resource:db,component:lib",
    "resource:db",
    "component:lib",
    "component:finder providesApis=search dependsOn=component:lib",
    "api:search",
)


def test_dependencies_are_direct_or_transitive_and_the_nearest_come_first(made: Made) -> None:
    catalog = made(*CHAIN)
    assert reached(graph.dependencies(catalog, ref("component:web"), 1)) == [("search", 1), ("shop", 1)]
    assert reached(graph.dependencies(catalog, ref("component:web"))) == [
        ("search", 1),
        ("shop", 1),
        ("lib", 2),
        ("db", 2),
    ]


def test_what_is_reached_has_a_shortest_way_to_it(made: Made) -> None:
    catalog = made(*CHAIN)
    found = {each.ref.name: each for each in graph.dependencies(catalog, ref("component:web"))}
    way = [(step.source.name, step.type, step.target.name) for step in found["db"].path]
    assert way == [("web", "dependsOn", "shop"), ("shop", "dependsOn", "db")]


def test_dependents_are_the_other_way_round(made: Made) -> None:
    catalog = made(*CHAIN)
    assert reached(graph.dependents(catalog, ref("component:lib"))) == [("finder", 1), ("shop", 1), ("web", 2)]
    assert reached(graph.dependents(catalog, ref("api:search"))) == [("web", 1)]


def test_what_stops_includes_the_consumers_of_apis_that_are_provided(made: Made) -> None:
    catalog = made(*CHAIN)
    assert reached(graph.blast_radius(catalog, ref("component:finder"))) == [("search", 1), ("web", 2)]
    assert reached(graph.blast_radius(catalog, ref("component:lib"))) == [
        ("finder", 1),
        ("shop", 1),
        ("search", 2),
        ("web", 2),
    ]


def test_an_api_that_goes_down_does_not_take_its_provider_along(made: Made) -> None:
    assert reached(graph.blast_radius(made(*CHAIN), ref("api:search"))) == [("web", 1)]


def test_a_system_that_goes_down_takes_its_parts_along_and_no_part_its_system(made: Made) -> None:
    catalog = made("system:s domain=d", "component:a system=s", "component:b dependsOn=component:a", "domain:d")
    assert reached(graph.blast_radius(catalog, ref("domain:d"))) == [("s", 1), ("a", 2), ("b", 3)]
    assert reached(graph.blast_radius(catalog, ref("component:a"))) == [("b", 1)]


def test_what_is_missing_from_the_catalog_still_has_dependents(made: Made) -> None:
    catalog = made("component:a dependsOn=resource:gone")
    assert reached(graph.blast_radius(catalog, ref("resource:gone"))) == [("a", 1)]


def test_circles_are_found_whole_and_sorted(made: Made) -> None:
    catalog = made(
        "component:a dependsOn=component:b",
        "component:b dependsOn=component:c",
        "component:c dependsOn=component:a,component:d",
        "component:d",
        "component:self dependsOn=component:self",
        "component:y dependsOn=component:z",
        "component:z dependsOn=component:y",
    )
    assert [[each.name for each in component] for component in graph.cycles(catalog)] == [
        ["a", "b", "c"],
        ["self"],
        ["y", "z"],
    ]
    round_ = graph.way_round(catalog, graph.cycles(catalog)[0])
    assert [step.target.name for step in round_] == ["b", "c", "a"]


def test_a_circle_that_leads_through_a_missing_record_is_found(made: Made) -> None:
    catalog = made("component:a dependsOn=component:gone dependencyOf=component:gone")
    assert [[each.name for each in component] for component in graph.cycles(catalog)] == [["a", "gone"]]


def test_orphans_are_linked_with_no_record_of_the_catalog(made: Made) -> None:
    catalog = made(
        "component:a owner=gone",
        "component:b dependsOn=component:c",
        "component:c",
        "component:d dependsOn=component:d",
    )
    assert [each.name for each in graph.orphans(catalog)] == ["a", "d"]


TREE = (
    "group:top children=left",
    "group:left members=ada",
    "group:right parent=top",
    "group:leaf parent=right",
    "user:ada memberOf=left",
    "user:bob memberOf=leaf,left",
    "component:a owner=leaf",
)


def test_an_owner_chain_ends_at_the_top_group(made: Made) -> None:
    catalog = made(*TREE)
    assert [each.name for each in graph.owner_chain(catalog, ref("component:a"))] == ["leaf", "right", "top"]
    assert [each.name for each in graph.owner_chain(catalog, ref("group:left"))] == ["top"]
    assert [each.name for each in graph.owner_chain(catalog, ref("user:ada"))] == ["left", "top"]


def test_members_are_those_of_all_groups_below_each_once(made: Made) -> None:
    catalog = made(*TREE)
    assert [each.name for each in graph.members(catalog, ref("group:top"))] == ["ada", "bob"]
    assert [each.name for each in graph.members(catalog, ref("group:right"))] == ["bob"]


def test_a_tree_of_groups_with_a_circle_ends_every_question(made: Made) -> None:
    catalog = made("group:a parent=b members=u", "group:b parent=a", "component:c owner=a", "user:u")
    assert [each.name for each in graph.owner_chain(catalog, ref("component:c"))] == ["a", "b"]
    assert [each.name for each in graph.owner_chain(catalog, ref("group:a"))] == ["b"]
    assert [each.name for each in graph.members(catalog, ref("group:b"))] == ["u"]


def test_a_neighbourhood_ends_at_its_depth_and_tells_each_pair_of_inverses_once(made: Made) -> None:
    catalog = made(*CHAIN, "component:lib2 dependsOn=component:lib dependencyOf=component:shop")
    near = graph.neighbourhood(catalog, ref("component:shop"), 1)
    assert {each.name for each in near.nodes} == {"shop", "web", "db", "lib", "lib2", "nobody"}
    told = [(edge.source.name, edge.type, edge.target.name) for edge in near.edges if edge.type != "ownedBy"]
    assert told == [
        ("lib2", "dependencyOf", "shop"),
        ("lib2", "dependsOn", "lib"),
        ("shop", "dependsOn", "lib"),
        ("shop", "dependsOn", "db"),
        ("web", "dependsOn", "shop"),
    ]


def test_a_relation_that_both_ends_declare_is_one_edge(made: Made) -> None:
    catalog = made("group:a children=b", "group:b parent=a")
    assert len(graph.neighbourhood(catalog, ref("group:a")).edges) == 1


def test_a_neighbourhood_may_follow_some_relations_only(made: Made) -> None:
    near = graph.neighbourhood(made(*CHAIN), ref("component:web"), 9, ("dependsOn",))
    assert {each.name for each in near.nodes} == {"web", "shop", "db", "lib"}
    assert {edge.type for edge in near.edges} == {"dependsOn"}


def test_a_chain_and_a_star_of_thousands_are_answered_without_recursion(made: Made) -> None:
    size = 3000
    chain = [f"component:c{at} dependsOn=component:c{at + 1},component:hub" for at in range(size)]
    catalog = made(*chain, f"component:c{size} dependsOn=component:c0", "component:hub")
    assert len(graph.dependencies(catalog, ref("component:c0"))) == size + 1
    assert len(graph.blast_radius(catalog, ref("component:hub"))) == size + 1
    (circle,) = graph.cycles(catalog)
    assert len(circle) == size + 1
    assert len(graph.way_round(catalog, circle)) == size + 1
