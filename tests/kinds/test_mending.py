"""What is proposed in the place of a text that is refused is what a colleague would write, and is accepted."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from headland.kinds import formats, mending


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Payment Ledger", "payment-ledger"),
        ("Payment_Ledger_", "Payment_Ledger"),
        ("@example/ledger", "example-ledger"),
        ("ada@example.com", "ada"),
        ("Kassenbücher", "Kassenbucher"),
        ("“ledger”", "ledger"),
        ("日本", None),
    ],
)
def test_a_name_keeps_what_may_stay(text: str, meant: str | None) -> None:
    assert mending.name(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"), [("Java", "java"), ("open source", "open-source"), ("node.js", "node-js"), ("C++", "c++")]
)
def test_a_tag_is_lower_case_with_hyphens(text: str, meant: str) -> None:
    assert mending.tag(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("GitHub.com/project slug", "github.com/project-slug"),
        ("GitHub.com/x_", "github.com/x"),
        ("github.com/org/slug", None),
    ],
)
def test_a_key_keeps_its_one_slash(text: str, meant: str | None) -> None:
    assert mending.key(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"), [("www.example.com/x", "https://www.example.com/x"), ("/docs/x", None), ("docs", None)]
)
def test_an_address_without_its_scheme_is_told_from_a_path(text: str, meant: str | None) -> None:
    assert mending.url(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("31.01.2026", "2026-01-31"),
        ("2026/1/31", "2026-01-31"),
        ("January 31, 2026", "2026-01-31"),
        ("2026-01-31T10:00:00Z", "2026-01-31"),
        ("01/02/2026", None),
        ("2026-02-30", None),
    ],
)
def test_a_day_is_read_where_it_can_be_read_in_one_way(text: str, meant: str | None) -> None:
    assert mending.day(text) == meant


@pytest.mark.parametrize(
    ("form", "accepts"),
    [
        (formats.Name, formats.is_name),
        (formats.Namespace, formats.is_dns_label),
        (formats.Tag, formats.is_tag),
        (formats.Key, formats.is_key),
        (formats.LabelValue, formats.is_name),
        (formats.Url, formats.is_url),
        (formats.Date, formats.is_date),
    ],
)
@given(text=st.text(max_size=80))
def test_what_a_hint_proposes_is_accepted(form: Any, accepts: Callable[[str], bool], text: str) -> None:
    try:
        TypeAdapter(form).validate_python(text)
    except ValidationError as error:
        (detail,) = error.errors()
        proposed = re.match(r"Write '(.*?)'\.", detail.get("ctx", {}).get("hint", ""), re.S)
        assert proposed is None or accepts(proposed[1])
