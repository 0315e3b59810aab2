"""What is wrong with a document is told at its place, in plain words, with what to do; it costs that document alone."""

from __future__ import annotations

import pytest

from headland.core.span import Lines
from headland.reading import ParsedDocument, Problem, parse_yaml_stream


def problems_of(text: str | bytes) -> list[tuple[int, int, Problem]]:
    data = text if isinstance(text, bytes) else text.encode()
    lines = Lines(data)
    found = [one for one in parse_yaml_stream(data) if isinstance(one, Problem)]
    return [(place.line, place.column, one) for one in found for place in [lines.position(one.start)]]


@pytest.mark.parametrize(
    ("text", "line", "column", "rule", "words"),
    [
        ("a: b: c\n", 1, 5, "yaml-syntax", "':' followed by a space"),
        ("a: 'x' y\n", 1, 8, "yaml-syntax", "text goes on after the closing quote"),
        ("a: {{ x }} y\n", 1, 12, "yaml-syntax", "text goes on after the closing '}'"),
        ("a: b\nc\n", 2, 1, "yaml-syntax", "neither 'key: value'"),
        ("a: b\nc:d\n", 2, 2, "yaml-syntax", "a space is missing after ':'"),
        ('"a":b\n', 1, 4, "yaml-syntax", "a space is missing after ':'"),
        ("a:\n  b: 1\n c: 2\n", 3, 2, "yaml-syntax", "indented by 1 space"),
        ("a: 'b'\n  c: d\n", 2, 3, "yaml-syntax", "indented by 2 spaces"),
        ("  a: 1\nb: 2\n", 2, 1, "yaml-syntax", "belongs to nothing"),
        ("- a\n  - b: c\n d\n", 2, 3, "yaml-syntax", "several lines"),
        ("a: - b\n", 1, 4, "yaml-syntax", "a list begins on the line of its key"),
        ("a: 1\n- b\n", 2, 1, "yaml-syntax", "a list item stands where a key"),
        ("a: @b\n", 1, 4, "yaml-syntax", "cannot begin with '@'"),
        ("a: `b`\n", 1, 4, "yaml-syntax", "cannot begin with '`'"),
        ("a: %b\n", 1, 4, "yaml-syntax", "cannot begin with '%'"),
        ("a: * b\n", 1, 4, "yaml-syntax", "cannot begin with '*'"),
        ("a: & b\n", 1, 4, "yaml-syntax", "cannot begin with '&'"),
        ("a: |x\n  b\n", 1, 5, "yaml-syntax", "cannot stand after '|'"),
        ("a: | b\n  c\n", 1, 5, "yaml-syntax", "text follows '|' on its line"),
        ('a: "\\q"\n', 1, 5, "yaml-syntax", "no escape that YAML knows"),
        ('a: "\\u12"\n', 1, 5, "yaml-syntax", "no escape that YAML knows"),
        ("a: [b, c\n", 1, 4, "yaml-syntax", "'[' is opened here and never closed"),
        ("a: {b: c\nd: e\n", 1, 4, "yaml-syntax", "not closed before the indentation ends"),
        ("a: [b c: d}\n", 1, 11, "yaml-syntax", "a comma is missing"),
        ("a: ['b' 'c']\n", 1, 9, "yaml-syntax", "a comma is missing"),
        ("a: [b,, c]\n", 1, 7, "yaml-syntax", "',' stands where an item"),
        ("a: [b]# c\n", 1, 7, "yaml-syntax", "'#' follows a value without a space"),
        ("a: &x &y b\n", 1, 7, "yaml-syntax", "two anchors"),
        ("a: !x !y b\n", 1, 7, "yaml-syntax", "two tags"),
        ("a: !a!b c\n", 1, 4, "yaml-syntax", "a handle that is not declared"),
        ("%YAML 1.2\na: b\n", 1, 1, "yaml-syntax", "a line of '---' must follow"),
        ("a: 'b\n", 1, 4, "unclosed-quote", "the quote ' is opened here and never closed"),
        ('a: "b\nc: "d"\n', 1, 4, "unclosed-quote", 'the quote " is opened here'),
        ("a: 'b\nc: d'\n", 1, 4, "unclosed-quote", "before the indentation ends"),
        ("a:\n\tb: c\n", 2, 1, "tab-indentation", "YAML takes spaces only"),
        ("\ta: b\n", 1, 1, "tab-indentation", "YAML takes spaces only"),
        ("a:\n  b: 1\n  \tc: 2\n", 3, 3, "tab-indentation", "YAML takes spaces only"),
        ("a: |\n  b\n\tc\n", 3, 1, "tab-indentation", "YAML takes spaces only"),
        ("a: 1\nb: 2\na: 3\n", 3, 1, "duplicate-key", "the key 'a' stands twice"),
        ("{a: 1, 'a': 2}\n", 1, 8, "duplicate-key", "the key 'a' stands twice"),
        ("a: *b\n", 1, 4, "unknown-anchor", "'*b' stands for what is marked '&b'"),
        ("a: &b [*b]\n", 1, 8, "unknown-anchor", "'*b'"),
    ],
)
def test_a_mistake_is_told_at_its_place_with_what_to_do(
    text: str, line: int, column: int, rule: str, words: str
) -> None:
    ((found_line, found_column, problem),) = problems_of(text)
    assert (problem.rule.name, found_line, found_column) == (rule, line, column), problem.message
    assert words in problem.message
    assert problem.hint
    assert problem.start <= problem.end <= len(text.encode())


def test_a_duplicate_key_names_both_places() -> None:
    text = "metadata:\n  name: a\n  name: b\n"
    ((_, _, problem),) = problems_of(text)
    ((words, start, end),) = problem.related
    assert text[problem.start : problem.end] == text[start:end] == "name"
    assert (start, problem.start) == (text.index("name"), text.rindex("name"))
    assert words == "the first one is here"


def test_all_duplicate_keys_of_a_document_are_told_at_once() -> None:
    assert [problem.message for _, _, problem in problems_of("m:\n  a: 1\n  a: 2\n  b: 1\n  b: 2\n")] == [
        "the key 'a' stands twice in one mapping",
        "the key 'b' stands twice in one mapping",
    ]


def test_a_tag_that_means_nothing_is_a_warning_and_its_value_is_read() -> None:
    (document,) = parse_yaml_stream(b"a: !vault x\nb: !Map {c: d}\n")
    assert isinstance(document, ParsedDocument)
    assert document.value == {"a": "x", "b": {"c": "d"}}
    assert [warning.rule.name for warning in document.warnings] == ["unknown-tag"] * 2
    assert [warning.document for warning in document.warnings] == [None, None]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        (b"", []),
        (b"\n \n", []),
        (b"# only\n# comments\n", []),
        (b"\xef\xbb\xbf# comments\n", []),
        (b"---\n", [None]),
        (b"---\na: 1\n---\n---\nb: 2\n", [{"a": 1}, None, {"b": 2}]),
        (b"a: 1\n...\nb: 2\n", [{"a": 1}, {"b": 2}]),
        (b"a: 1\n... # end\n# more\n---\nb: 2\n...\n", [{"a": 1}, {"b": 2}]),
        (b"--- a\n---\tb\n--- |\n c\n", ["a", "b", "c\n"]),
        (b"a: |\n  x\n---\nb: 2\n", [{"a": "x\n"}, {"b": 2}]),
        (b"a: ---\nb: x---\n", [{"a": "---", "b": "x---"}]),
        (b"%TAG !e! tag:x,1:\n---\na: 1\n", [{"a": 1}]),
    ],
)
def test_a_stream_is_cut_into_documents_at_its_markers(text: bytes, values: list[object]) -> None:
    parsed = parse_yaml_stream(text)
    assert [one.value for one in parsed if isinstance(one, ParsedDocument)] == values
    assert len(parsed) == len(values)
    assert [one.ordinal for one in parsed] == list(range(len(values)))


def test_a_broken_document_costs_only_itself() -> None:
    first, second, third = parse_yaml_stream(b"a: 1\n---\nb: 'never closed\n---\nc: 3\n")
    assert isinstance(first, ParsedDocument)
    assert isinstance(second, Problem)
    assert isinstance(third, ParsedDocument)
    assert (first.value, third.value) == ({"a": 1}, {"c": 3})
    assert (second.ordinal, second.document) == (1, (5, 26))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_another_encoding_is_named_with_the_way_out_of_it(encoding: str) -> None:
    (problem,) = parse_yaml_stream("apiVersion: v1\n".encode(encoding))
    assert isinstance(problem, Problem)
    assert problem.rule.name == "wrong-encoding"
    assert problem.hint is not None
    assert "iconv" in problem.hint


def test_a_byte_that_is_not_utf_8_is_told_with_its_place_and_the_rest_is_read() -> None:
    problem, document = parse_yaml_stream("a: café\nb: c\n".encode("latin-1"))
    assert isinstance(problem, Problem)
    assert isinstance(document, ParsedDocument)
    assert (problem.rule.name, problem.start, problem.document) == ("not-utf-8", 6, None)
    assert "0xe9" in problem.message
    assert document.value == {"a": "caf\ufffd", "b": "c"}


def test_a_nul_is_a_character_like_others_as_it_is_for_backstage() -> None:
    (document,) = parse_yaml_stream(b"a: b\0c\n")
    assert isinstance(document, ParsedDocument)
    assert document.value == {"a": "b\0c"}


def test_a_directive_that_asks_for_another_version_is_a_warning() -> None:
    (document,) = parse_yaml_stream(b"%YAML 1.1\n---\na: no\n")
    assert isinstance(document, ParsedDocument)
    assert document.value == {"a": "no"}
    assert [warning.rule.name for warning in document.warnings] == ["unknown-directive"]
