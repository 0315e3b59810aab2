"""Values written as JSON and YAML are read back as they were, and are safe to show."""

from __future__ import annotations

import json
import math

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from headland.core.visible import visible
from headland.reading import ParsedDocument, parse_yaml_stream
from headland.reporting.plain import Plain, to_json, to_yaml

texts = st.text(alphabet=st.characters(exclude_categories=["Cs"]))
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)


@given(values)
def test_json_is_read_back_and_shows_nothing_that_acts(value: Plain) -> None:
    written = to_json(value)
    assert json.loads(written) == value
    assert visible(written, keep="\n") == written


@given(values)
def test_yaml_is_read_back_by_a_reader_of_yaml_1_1_and_shows_nothing_that_acts(value: Plain) -> None:
    written = to_yaml(value)
    assert yaml.safe_load(written) == value
    assert visible(written, keep="\n") == written


@pytest.mark.parametrize(
    "text",
    ["no", "Yes", "null", "012", "1e3", "0x1f", "1:30", "2026-01-31", "~", "- a", "a: b", "a #b", "#a", "", " a", "a ",
     "a:", "<<", "=", "*a", "&a", "!a", "'a", '"a', "%a", "@a", "`a", "[a", "{a", "a\nb", "a\n", "a\n\nb\n", "a\n\n",
     "\na", " a\nb", "...", "---", "key: |", "y", "N", "Infinity", ".inf", "a\tb", "a b c", "component:default/x"],
)  # fmt: skip
def test_texts_stay_texts_for_readers_of_either_version(text: str) -> None:
    written = to_yaml({"key": text, "list": [text]})
    assert yaml.safe_load(written) == {"key": text, "list": [text]}
    [document] = parse_yaml_stream(written.encode())
    assert isinstance(document, ParsedDocument)
    assert document.value == {"key": text, "list": [text]}


def test_long_texts_of_several_lines_are_readable() -> None:
    assert to_yaml({"a": "one\n\ntwo\n", "b": "x\ny"}) == "a: |\n  one\n\n  two\nb: |-\n  x\n  y\n"


def test_lists_and_mappings_are_nested_plainly() -> None:
    value: Plain = {"a": [{"b": 1, "c": []}, [2, {}]], "d": None, "e": True}
    assert to_yaml(value) == "a:\n  - b: 1\n    c: []\n  - - 2\n    - {}\nd: null\ne: true\n"


@pytest.mark.parametrize("number", [1e300, 1e-7, 0.1, -2.5, math.inf, -math.inf])
def test_numbers_stay_numbers(number: float) -> None:
    assert yaml.safe_load(to_yaml([number])) == [number]


def test_not_a_number_stays_one() -> None:
    assert math.isnan(yaml.safe_load(to_yaml(math.nan)))
