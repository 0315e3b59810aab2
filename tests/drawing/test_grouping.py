"""Grouping: large graphs become small ones that tell the same."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from headland.drawing import Edge, Graph, Node, grouped


def count(nodes: Sequence[Node]) -> Node:
    return Node(f"more:{nodes[0].key}", f"{len(nodes)} more", nodes[0].kind, style="more")


def star(size: int) -> Graph:
    nodes = (Node("s", "s", kept=True), *(Node(f"n{number:03}", "n", "component") for number in range(size)))
    return Graph(nodes, tuple(Edge("s", node.key) for node in nodes[1:]))


def test_a_small_graph_stays_as_it_is() -> None:
    graph = star(39)
    assert grouped(graph, count) is graph


def test_nodes_that_are_alike_become_one_with_their_count_and_keep_the_first() -> None:
    graph = grouped(star(100), count, most=10)
    assert [node.title for node in graph.nodes] == ["s", *["n"] * 8, "92 more"]
    assert len(graph.edges) == 9
    assert graph.edges[-1] == Edge("s", "more:n008")


def test_the_subject_stays_even_where_everything_is_grouped() -> None:
    graph = Graph(tuple(Node(f"n{number}", "n", kept=number == 7) for number in range(50)))
    assert "n7" in {node.key for node in grouped(graph, count, most=5).nodes}


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=150), st.integers(5, 60))
def test_any_graph_comes_down_to_about_the_size_asked_for(pairs: list[tuple[int, int]], most: int) -> None:
    nodes = tuple(Node(f"{number:02}", "n", str(number % 2)) for number in range(61))
    graph = Graph(nodes, tuple(Edge(f"{one:02}", f"{other:02}") for one, other in pairs))
    small = grouped(graph, count, most)
    assert len(small.nodes) <= most
    known = {node.key for node in small.nodes}
    assert all({edge.source, edge.target} <= known for edge in small.edges)
    assert grouped(Graph(nodes[::-1], graph.edges[::-1]), count, most).nodes[-1] == small.nodes[-1]
