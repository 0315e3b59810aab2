"""However a record is broken, what is said of it is said in plain words, at a place, with no word of our tools'."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from headland.core.document import Document
from headland.core.finding import Finding
from headland.core.run import Silent
from headland.core.settings import FILE_NAME, Settings
from headland.core.source import Folder, Overlay
from headland.core.span import Span
from headland.kinds import KINDS
from headland.reading import load_settings, parse_yaml_stream, read
from headland.reading.records import record_of
from headland.reading.yaml_stream import ParsedDocument

JARGON = re.compile(
    r"Input should|valid (?:string|dictionary|integer|boolean|list|number)|pydantic|[Vv]alidation|NoneType|<class"
    r"|\b(?:str|dict|int|bool|float|tuple|None|True|False|null|nan|Traceback|Errno|Exception|Error)\b"
)
"""Words of Python, pydantic and parsers. What tests put into records holds none of them."""

WORDS = (
    "payments",
    "Team A",
    "a@example.org",
    "2026",
    "x: y",
    "- x",
    "",
    " ",
    "#",
    "é",
    "${{ values.x }}",
    "“x”",
    "a/b/c",
)
SCALARS = st.sampled_from((*WORDS, None, True, False, 0, -1, 1.5, 10**20))
VALUES: st.SearchStrategy[Any] = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(("kind", "name", "$text", "x", "url")), inner)
    ),
    max_leaves=5,
)
LINES = (
    "\t",
    "  ",
    "- ",
    ": ",
    "'",
    '"',
    "[",
    "{",
    "&a ",
    "*a ",
    "!t ",
    "%",
    "@",
    "`",
    "---\n",
    "|\n",
    "#",
    "\u00a0",
    "? ",
)

OURS = settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])


def examples() -> Iterator[tuple[str, str, Any]]:
    """Every document of the kinds' examples: the kind's name, its YAML, its value."""
    for kind in KINDS:
        text = kind.example.split("---\n")[1] if kind.prose else kind.example
        for document in parse_yaml_stream(text.encode()):
            assert isinstance(document, ParsedDocument)
            yield kind.name, text, document.value


EXAMPLES = list(examples())


def paths(value: Any, here: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The ways to everything in a value, itself left out."""
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in children:
        yield (*here, key)
        yield from paths(child, (*here, key))


def changed(value: Any, path: tuple[str | int, ...], change: Callable[[Any, str | int], None]) -> Any:
    """A copy of a value in which what a path's last key stands in is changed."""
    copy: Any = dict(value) if isinstance(value, dict) else list(value)
    first, *rest = path
    if rest:
        copy[first] = changed(copy[first], tuple(rest), change)
    else:
        change(copy, first)
    return copy


@st.composite
def broken_values(draw: st.DrawFn) -> Any:
    """An example's value with one to three places broken: another value, a key renamed, moved or gone."""
    _, _, value = draw(st.sampled_from(EXAMPLES))
    for _ in range(draw(st.integers(1, 3))):
        known = list(paths(value))
        if not known:
            break
        path = draw(st.sampled_from(known))
        how = draw(st.sampled_from(("replace", "remove", "rename", "to the root")))
        new, name = draw(VALUES), draw(st.sampled_from(("ownr", "x y", "a.b/c/d", "nam", "descripton", "\u00a0x")))

        def change(parent: Any, key: str | int, how: str = how, new: Any = new, name: str = name) -> None:
            old = parent[key]
            if how == "replace" or isinstance(parent, list):
                parent[key] = new
            else:
                del parent[key]
                if how == "rename":
                    parent[name] = old

        moved = value
        for part in path:
            moved = moved[part]
        value = changed(value, path, change)
        if how == "to the root" and isinstance(path[-1], str) and isinstance(value, dict):
            value = {**value, path[-1]: moved}
    return value


def judge(finding: Finding, length: int | None = None) -> None:
    """What every finding keeps to."""
    said = f"{finding.message} {finding.hint or ''}"
    assert not JARGON.search(said), said
    assert finding.message.strip() == finding.message != ""
    assert "\n" not in said
    assert len(said) < 600
    assert finding.hint is None or re.match(r"[A-Z'].*[.?]$", finding.hint), said
    if length is not None:
        assert 0 <= finding.span.start <= finding.span.end <= length, said


@OURS
@given(broken_values())
def test_of_a_broken_record(value: Any) -> None:
    document = Document(Span("here", "x.yaml", 0, 0), value, {})
    record, findings = record_of(document)
    assert (record is None) == bool(findings)
    for finding in findings:
        judge(finding)


@OURS
@given(data=st.data())
def test_of_a_broken_text(data: st.DataObject, tmp_path: Path) -> None:
    _, text, _ = data.draw(st.sampled_from(EXAMPLES))
    for _ in range(data.draw(st.integers(1, 2))):
        at = data.draw(st.integers(0, len(text)))
        cut = data.draw(st.integers(0, 3))
        text = text[:at] + data.draw(st.sampled_from(("", *LINES))) + text[at + cut :]
    content = text.encode()
    reading = read([Overlay(Folder(tmp_path), {"catalog-info.yaml": content})], Settings(), Silent())
    for finding in reading.findings:
        judge(finding, len(content))


@OURS
@given(data=st.data())
def test_of_broken_settings(data: st.DataObject, tmp_path: Path) -> None:
    section = data.draw(st.sampled_from(sorted(Settings.model_fields)))
    key = data.draw(st.sampled_from(("name", "roots", "limits", "exlude", "kinds", "hosts", "raw_html", "x")))
    value = data.draw(
        SCALARS.map(lambda one: "" if one is None else f"{one!r}" if isinstance(one, str) else f"{one}".lower())
    )
    nested = data.draw(st.booleans())
    text = f"{section}:\n  {key}: {value}\n" if nested else f"{section}: {value}\n"
    _, findings = load_settings(Overlay(Folder(tmp_path), {FILE_NAME: text.encode()}))
    for finding in findings:
        judge(finding, len(text.encode()))


@pytest.mark.parametrize(
    "said", ["Input should be a valid string", "got NoneType", "a dict", "expected str", "Value error, x Error"]
)
def test_jargon_is_known_when_it_is_met(said: str) -> None:
    assert JARGON.search(said)
