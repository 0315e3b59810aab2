"""What a document means: YAML 1.2 and its core schema, as npm `yaml` reads them for Backstage."""

from __future__ import annotations

import math
from typing import Any

import pytest

from headland.reading import ParsedDocument, parse_yaml_stream


def value_of(text: str, *, merge_keys: bool = False) -> Any:
    (document,) = parse_yaml_stream(text.encode(), merge_keys)
    assert isinstance(document, ParsedDocument), document
    return document.value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None),
        ("~", None),
        ("null", None),
        ("Null", None),
        ("nULL", "nULL"),
        ("true", True),
        ("False", False),
        ("no", "no"),
        ("yes", "yes"),
        ("on", "on"),
        ("012", 12),
        ("0o17", 15),
        ("0x1F", 31),
        ("-7", -7),
        ("+7", 7),
        ("1_000", "1_000"),
        ("1e3", 1000.0),
        (".5", 0.5),
        ("5.", 5.0),
        ("1.2.3", "1.2.3"),
        ("2026-01-31", "2026-01-31"),
        ("12:30:45", "12:30:45"),
        (".inf", math.inf),
        ("-.INF", -math.inf),
        ("=", "="),
        ("<<", "<<"),
        ("v1", "v1"),
        ("a b  c", "a b  c"),
        ("a#b", "a#b"),
        ("a #b", "a"),
        ("a:b", "a:b"),
        ("{}", {}),
        ("[ ]", []),
        ("!!str 12", "12"),
        ("!!str", ""),
        ("!!int '12'", 12),
        ("!!float 1e2", 100.0),
        ("!!bool 'true'", True),
        ("!!null ''", None),
        ("! 12", "12"),
        ("!<tag:yaml.org,2002:str> 12", "12"),
    ],
)
def test_a_plain_text_means_what_the_core_schema_says(text: str, value: object) -> None:
    assert value_of(f"k: {text}\n") == {"k": value}


def test_not_a_number_is_a_number() -> None:
    assert math.isnan(value_of("k: .nan")["k"])


def test_whole_numbers_are_as_exact_as_those_of_javascript() -> None:
    assert value_of("[9007199254740991, 12345678901234567890, " + "9" * 400 + "]") == [
        9007199254740991,
        12345678901234567000.0,
        math.inf,
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("'it''s'", "it's"),
        ("'a\n  b\n\n  c'", "a b\nc"),
        ('"a\\tb\\u00e9\\x41\\U0001F600"', "a\tbéA😀"),
        ('"a\n  b\n\n  c"', "a b\nc"),
        ('"a\\\n   b"', "ab"),
        ('"a \\\n   b"', "a b"),
        ('"a \t\n b"', "a b"),
        ('"\\0\\a\\b\\e\\f\\v\\N\\_\\L\\P\\/\\ "', "\0\a\b\x1b\f\v\x85\xa0\u2028\u2029/ "),
        ('""', ""),
    ],
)
def test_quotes_keep_what_is_in_them(text: str, value: str) -> None:
    assert value_of(f"k: {text}\n") == {"k": value}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("k: |\n  a\n   b\n\n  c\n\n\nl: 1\n", "a\n b\n\nc\n"),
        ("k: |-\n  a\n  b\n\n", "a\nb"),
        ("k: |+\n  a\n\n", "a\n\n"),
        ("k: >\n  a\n  b\n\n  c\n   d\n  e\n", "a b\nc\n d\ne\n"),
        ("k: >-\n  a\n\n\n  b\n", "a\n\nb"),
        ("k: |2\n    a\n  b\n", "  a\nb\n"),
        ("k: |\nl: 1\n", ""),
        ("k: |  # why\n  a\n", "a\n"),
        ("k: |\r\n  a\r\n  b\r\n", "a\nb\n"),
        ("k: |\n\n  a", "\na\n"),
        ("k: >\n  a\n  \tb\n", "a\n\tb\n"),
    ],
)
def test_block_texts_are_cut_and_folded_by_their_header(text: str, value: str) -> None:
    assert value_of(text)["k"] == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("- a\n- - b\n  - c\n-\n  d: e\n  f: g\n", ["a", ["b", "c"], {"d": "e", "f": "g"}]),
        ("a:\n- b\n- c\nd: e\n", {"a": ["b", "c"], "d": "e"}),
        ("? a\n: b\n? c\n", {"a": "b", "c": None}),
        ("? - x\n: y\n", {"[ x ]": "y"}),
        ("a: b\n  c\n   d\n", {"a": "b c d"}),
        ("a: b\n  \t\n  c\n", {"a": "b\nc"}),
        ("a: b\n  \t\nc: d\n", {"a": "b", "c": "d"}),
        (
            "a: &x {b: [1, c: d, 'e':f]}\ng: *x\n",
            {"a": {"b": [1, {"c": "d"}, {"e": "f"}]}, "g": {"b": [1, {"c": "d"}, {"e": "f"}]}},
        ),
        ("{a: , b, 'c':d, ? e : f, g: [h,],}", {"a": None, "b": None, "c": "d", "e": "f", "g": ["h"]}),
        ("&k a: 1\n*k : 2\nb: *k\n", {"a": 2, "b": "a"}),
        ("&k a: 1\nb: *k\n", {"a": 1, "b": "a"}),
        ("text\nover lines\n", "text over lines"),
        ("--- !!map\na: 1\n", {"a": 1}),
        ("a:   # comment\n\n  # another\n  b\n", {"a": "b"}),
        ("a: {\n  b: 1,\n}\n", {"a": {"b": 1}}),
    ],
)
def test_collections_are_read_in_both_styles(text: str, value: object) -> None:
    assert value_of(text) == value


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("1", "1"),
        ("1.0", "1"),
        ("1e21", "1e+21"),
        ("45678901234567890", "45678901234567890"),
        ("-0.0", "0"),
        ("0.00001", "0.00001"),
        ("1e-7", "1e-7"),
        ("true", "true"),
        ("null", ""),
        ("''", ""),
        ("[a, {b: c}]", "[ a, { b: c } ]"),
    ],
)
def test_keys_are_texts_as_javascript_makes_them(key: str, name: str) -> None:
    assert value_of(f"{key}: x") == {name: "x"}


def test_of_two_keys_that_differ_in_type_alone_the_later_one_stands() -> None:
    assert value_of("1: {a: b}\nc: d\n'1': {e: f}\n") == {"c": "d", "1": {"e": "f"}}


def test_a_merge_key_is_an_ordinary_key_unless_the_settings_say_otherwise() -> None:
    text = "a: &a {x: 1, y: 2}\nb: &b {x: 3, z: 4}\nc:\n  <<: [*a, *b]\n  y: 5\n  '<<': kept\n"
    assert value_of("a: &a {x: 1}\nb: {<<: *a}\n") == {"a": {"x": 1}, "b": {"<<": {"x": 1}}}
    merged = value_of(text.replace("  '<<': kept\n", ""), merge_keys=True)
    assert merged["c"] == {"x": 1, "y": 5, "z": 4}


def test_windows_line_ends_read_as_others_do() -> None:
    text = "a:\n  - b: 'c\n      d'\n    e: f\n      g\n# h\ni: \"j\n  k\"\nl: [m,\n  n]\n"
    assert value_of(text.replace("\n", "\r\n")) == value_of(text)


def test_a_byte_order_mark_is_passed_over() -> None:
    assert value_of("\ufeffa: 1\n") == {"a": 1}


def test_a_value_that_is_aliased_is_counted_but_never_copied() -> None:
    value = value_of("a: &a {b: c}\nd: *a\n")
    assert value["d"] is value["a"]
