"""Where things stand: every key, value and node has its bytes, whatever letters and line ends come before."""

from __future__ import annotations

import pytest

from headland.core.document import NodePath
from headland.reading import ParsedDocument, parse_yaml_stream

TEXT = """\
# ünïcödé
k: plain text  # comment
"q": 'single'
list:
- one
- {two: 2, "three": [3, four]}
- - five
map:
  deep: |
    block
    text
  empty:
? explicit
: value
&a anchored: &b {x: y}
alias: *b
"""


def parsed(text: str) -> tuple[bytes, ParsedDocument]:
    data = text.encode()
    (document,) = parse_yaml_stream(data)
    assert isinstance(document, ParsedDocument)
    return data, document


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize(
    ("path", "key", "value"),
    [
        (("k",), "k", "plain text"),
        (("q",), '"q"', "'single'"),
        (("list", 0), None, "one"),
        (("list", 1), None, '{two: 2, "three": [3, four]}'),
        (("list", 1, "two"), "two", "2"),
        (("list", 1, "three"), '"three"', "[3, four]"),
        (("list", 1, "three", 1), None, "four"),
        (("list", 2), None, "- five"),
        (("list", 2, 0), None, "five"),
        (("map",), "map", "deep: |\n    block\n    text\n  empty:"),
        (("map", "deep"), "deep", "|\n    block\n    text"),
        (("map", "empty"), "empty", ""),
        (("explicit",), "explicit", "value"),
        (("anchored",), "anchored", "{x: y}"),
        (("anchored", "x"), "x", "y"),
        (("alias",), "alias", "*b"),
    ],
)
def test_keys_and_values_are_found_by_their_path(
    path: NodePath, key: str | None, value: str, ends: str, mark: str
) -> None:
    data, document = parsed(mark + TEXT.replace("\n", ends))
    key_start, key_end, start, end = document.places[path]
    assert data[start:end].decode().replace("\r\n", "\n") == value
    assert (None if key_start < 0 else data[key_start:key_end].decode()) == key


def test_what_is_not_there_has_no_place() -> None:
    _, document = parsed(TEXT)
    for path in (("k", "x"), ("list", 9), ("list", "0"), ("alias", "x"), ("nothing",), ("list", 1, "three", 5)):
        assert path not in document.places


def test_the_places_are_a_mapping_of_all_nodes_in_the_order_of_the_document() -> None:
    _, document = parsed("a: [1, {b: 2}]\nc: d\n")
    assert list(document.places) == [(), ("a",), ("a", 0), ("a", 1), ("a", 1, "b"), ("c",)]
    assert len(document.places) == 6
    starts = [place[2] for place in document.places.values()]
    assert starts == sorted(starts)


def test_places_count_from_the_beginning_of_the_file_in_every_document() -> None:
    data = b"a: \xc3\xa4\n---\nb: c\n"
    first, second = parse_yaml_stream(data)
    assert isinstance(first, ParsedDocument)
    assert isinstance(second, ParsedDocument)
    assert data[slice(*second.places["b",][2:])] == b"c"
    assert data[first.start : first.end] == b"a: \xc3\xa4\n"
    assert data[second.start : second.end] == b"---\nb: c\n"


def test_places_are_right_after_bytes_that_are_no_utf_8() -> None:
    data = b"a: \xff\xfe\nb: c\n"
    _, document = parse_yaml_stream(data)
    assert isinstance(document, ParsedDocument)
    assert document.value == {"a": "\ufffd\ufffd", "b": "c"}
    assert data[slice(*document.places["b",][2:])] == b"c"


def test_with_merge_keys_the_places_are_those_of_what_is_written() -> None:
    (document,) = parse_yaml_stream(b"a: &a {x: 1}\nb: {<<: *a, y: 2}\n", merge_keys=True)
    assert isinstance(document, ParsedDocument)
    assert document.value == {"a": {"x": 1}, "b": {"x": 1, "y": 2}}
    assert ("b", "<<") in document.places
    assert ("b", "x") not in document.places


def test_of_two_keys_of_one_name_the_place_is_that_of_the_one_that_stands() -> None:
    data = b"1: {a: b}\nc: d\n'1': {e: f}\n"
    (document,) = parse_yaml_stream(data)
    assert isinstance(document, ParsedDocument)
    assert data[slice(*document.places["1", "e"][2:])] == b"f"
    assert data[slice(*document.places["c",][2:])] == b"d"


def test_a_mapping_ends_behind_the_brackets_of_its_last_value() -> None:
    for text in ("a: [b, c]", "a:\n  - {b: [c]}", "- a: {}\n- b: [[c], d: [e]]"):
        data, document = parsed(text + "  # end\n\n")
        assert data[slice(*document.places[()][2:])] == text.encode()
