"""Layouts: nothing overlaps, edges run one way, and the same graph looks the same."""

from itertools import combinations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headland.drawing import Box, Direction, Edge, Graph, Layout, Node, PlacedNode, laid_out

KEYS = tuple("abcdefghijkl")
DIRECTIONS: tuple[Direction, ...] = ("right", "down")
titles = st.text("abcW -_/\u4e2d", max_size=60)
edges = st.lists(st.tuples(st.sampled_from(KEYS), st.sampled_from(KEYS), st.sampled_from(("", "uses"))), max_size=30)


@st.composite
def graphs(draw: st.DrawFn, *, cycles: bool = True) -> Graph:
    """Any small graph, with a box or without."""
    keys = draw(st.lists(st.sampled_from(KEYS), unique=True, max_size=12))
    nodes = tuple(Node(key, draw(titles), outside=draw(st.booleans())) for key in keys)
    found = [Edge(*edge) for edge in draw(edges) if cycles or edge[0] < edge[1]]
    return Graph(nodes, tuple(found), draw(st.sampled_from((None, Box("The box")))))


def beside(one: PlacedNode, other: PlacedNode) -> bool:
    """Whether two rectangles have no point in common."""
    return (
        one.x + one.width < other.x
        or other.x + other.width < one.x
        or one.y + one.height < other.y
        or other.y + other.height < one.y
    )


def places(layout: Layout) -> dict[str, PlacedNode]:
    return {placed.node.key: placed for placed in layout.nodes}


@given(graphs(), st.sampled_from(DIRECTIONS))
def test_no_two_nodes_touch(graph: Graph, direction: Direction) -> None:
    assert all(beside(one, other) for one, other in combinations(laid_out(graph, direction).nodes, 2))


@given(graphs(), st.sampled_from(DIRECTIONS))
def test_everything_lies_within_the_picture(graph: Graph, direction: Direction) -> None:
    layout = laid_out(graph, direction)
    for placed in (*layout.nodes, layout.box):
        if placed is not None:
            assert layout.left <= placed.x < placed.x + placed.width <= layout.left + layout.width
            assert layout.top <= placed.y < placed.y + placed.height <= layout.top + layout.height


@given(graphs(cycles=False))
def test_without_cycles_and_boxes_all_edges_run_in_the_direction_of_the_drawing(graph: Graph) -> None:
    layout = laid_out(Graph(graph.nodes, graph.edges))
    at = places(layout)
    for route in layout.routes:
        assert not route.turned
        source, target = at[route.edge.source], at[route.edge.target]
        assert source.x + source.width < target.x


@given(graphs(), st.sampled_from(DIRECTIONS))
def test_a_route_joins_its_two_nodes_and_never_turns_back(graph: Graph, direction: Direction) -> None:
    layout = laid_out(graph, direction)
    at = places(layout)
    for route in layout.routes:
        ends = (at[route.edge.source], at[route.edge.target])
        first, last = reversed(ends) if route.turned else ends
        ways = [x if direction == "right" else y for x, y in route.points]
        assert ways == sorted(ways)
        if direction == "right":
            assert route.points[0] == pytest.approx((first.x + first.width, first.y + first.height / 2))
            assert route.points[-1] == pytest.approx((last.x, last.y + last.height / 2))


@given(graphs(), st.sampled_from(DIRECTIONS), st.randoms(use_true_random=False))
def test_the_order_of_nodes_and_edges_changes_nothing(graph: Graph, direction: Direction, random: Random) -> None:
    nodes, found = list(graph.nodes), list(graph.edges)
    random.shuffle(nodes)
    random.shuffle(found)
    assert laid_out(Graph(tuple(nodes), tuple(found), graph.box), direction) == laid_out(graph, direction)


@given(graphs(), st.sampled_from(DIRECTIONS))
def test_a_box_holds_what_is_inside_and_touches_nothing_else(graph: Graph, direction: Direction) -> None:
    layout = laid_out(Graph(graph.nodes, graph.edges, Box("System")), direction)
    if layout.box is None:
        assert all(placed.node.outside for placed in layout.nodes)
        return
    frame = PlacedNode(Node("box", ""), (), layout.box.x, layout.box.y, layout.box.width, layout.box.height)
    for placed in layout.nodes:
        assert beside(frame, placed) == placed.node.outside


def test_a_new_neighbour_leaves_the_order_of_the_others() -> None:
    def column(names: str) -> list[str]:
        nodes = tuple(Node(name, name) for name in ("s", *names))
        layout = laid_out(Graph(nodes, tuple(Edge("s", name) for name in names)))
        return [placed.node.key for placed in layout.nodes if placed.node.key != "s"]

    assert column("abdef") == list("abdef")
    assert column("abcdef") == list("abcdef")


def test_edges_of_a_tree_do_not_cross_whatever_the_names() -> None:
    found = (Edge("r", "a"), Edge("r", "b"), Edge("a", "z"), Edge("a", "y"), Edge("b", "x"), Edge("b", "w"))
    layout = laid_out(Graph(tuple(Node(key, key) for key in "rabzyxw"), found))
    at = places(layout)
    rows = [(at[edge.source].y, at[edge.target].y) for edge in found[2:]]
    assert all((one[0] - other[0]) * (one[1] - other[1]) >= 0 for one, other in combinations(rows, 2))


def test_two_that_need_each_other_are_one_line_with_two_heads() -> None:
    layout = laid_out(Graph((Node("a", "A"), Node("b", "B")), (Edge("a", "b", "calls"), Edge("b", "a", "tells"))))
    (route,) = layout.routes
    assert route.both
    assert route.edge.label == "calls, tells"


def test_a_cycle_of_three_has_one_edge_turned() -> None:
    found = (Edge("a", "b"), Edge("b", "c"), Edge("c", "a"))
    layout = laid_out(Graph(tuple(Node(key, key) for key in "abc"), found))
    assert [route.edge for route in layout.routes if route.turned] == [found[2]]


def test_what_stands_outside_a_box_is_left_when_it_leads_in_and_right_when_it_is_led_to() -> None:
    nodes = (
        Node("in", "in"),
        Node("caller", "caller", outside=True),
        Node("called", "called", outside=True),
        Node("stranger", "stranger", outside=True),
    )
    found = (Edge("caller", "in"), Edge("in", "called"), Edge("caller", "called"))
    layout = laid_out(Graph(nodes, found, Box("System")))
    assert [placed.node.key for placed in layout.nodes] == ["caller", "in", "called"]
    assert [route.edge for route in layout.routes] == [found[0], found[1]]


def test_nodes_without_edges_stand_in_rows() -> None:
    layout = laid_out(Graph(tuple(Node(f"n{number:02}", f"Part {number}") for number in range(12))))
    assert 2 <= len({placed.y for placed in layout.nodes}) <= 4


def test_a_long_title_is_set_in_two_lines_and_cut() -> None:
    (placed,) = laid_out(Graph((Node("a", "word " * 1000),))).nodes
    assert len(placed.lines) == 2
    assert placed.lines[1].endswith("…")
    assert placed.width < 200
