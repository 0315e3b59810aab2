"""Drawings as SVG: well formed, hostile texts escaped, nothing that a policy forbids."""

import time
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from headland.core.visible import visible
from headland.drawing import Box, Edge, Graph, Node, drawn

texts = st.text(max_size=40).map(visible)


def elements(svg: str, name: str) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(svg).iter(name))


@given(texts, texts, texts)
def test_any_text_is_escaped(title: str, kind: str, label: str) -> None:
    nodes = (Node("a", title, kind, "#" + title, title + kind), Node("b", kind, kind, style="more"))
    svg = drawn(Graph(nodes, (Edge("a", "b", label),), Box(title, kind), {kind: "M0 0"}), "x", label)
    root = ElementTree.fromstring(svg)
    assert root.get("aria-label") == label
    names = {element.tag for element in root.iter()}
    assert names <= {"svg", "symbol", "path", "g", "rect", "use", "text", "tspan", "a", "title"}
    attributes = {name for element in root.iter() for name in element.attrib}
    assert not {name for name in attributes if name == "style" or name.startswith("on")}


def test_a_linked_node_is_named_by_its_whole_title_and_can_be_reached_by_keyboard() -> None:
    long = "A name that is far too long for the two lines of a node, and so is cut"
    svg = drawn(Graph((Node("a", long, "component", "../a/"),)), "x", "Neighbours")
    (link,) = elements(svg, "a")
    assert link.get("href") == "../a/"
    assert link.findtext("title") == long
    assert ElementTree.fromstring(svg).get("role") == "group"


def test_without_links_it_is_a_picture() -> None:
    assert ElementTree.fromstring(drawn(Graph((Node("a", "A"),)), "x", "One node")).get("role") == "img"


def test_each_kind_brings_its_icon_once_under_the_drawings_own_ids() -> None:
    nodes = tuple(Node(key, key, kind) for key, kind in (("a", "api"), ("b", "api"), ("c", "group")))
    svg = drawn(Graph(nodes, icons={"api": "M1 1", "system": "M2 2"}), "parts", "Parts")
    assert [symbol.get("id") for symbol in elements(svg, "symbol")] == ["parts-0"]
    assert [use.get("href") for use in elements(svg, "use")] == ["#parts-0", "#parts-0"]


def test_arrows_point_at_what_is_led_to() -> None:
    forward, both = (
        elements(drawn(Graph((Node("a", "A"), Node("b", "B")), found), "x", "y"), "path")[1].get("d", "")
        for found in ((Edge("a", "b"),), (Edge("a", "b"), Edge("b", "a")))
    )
    assert forward.count("z") == 1
    assert both.count("z") == 2


def test_an_empty_graph_is_an_empty_picture() -> None:
    assert elements(drawn(Graph(()), "x", "Nothing"), "text") == []


def test_a_usual_neighbourhood_is_drawn_in_a_few_milliseconds() -> None:
    names = [f"service-{number}" for number in range(14)]
    nodes = (Node("s", "Subject"), *(Node(name, name, "component", "#", name) for name in names))
    graph = Graph(nodes, tuple(Edge(name, "s") if number % 2 else Edge("s", name) for number, name in enumerate(names)))
    seconds = []
    for _ in range(20):
        start = time.perf_counter()
        drawn(graph, "x", "y")
        seconds.append(time.perf_counter() - start)
    assert min(seconds) < 0.005
