"""Whatever files hold, reading gives a result: no exception, every place inside its file, the same again and again."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import JsonValue
from tests.reading.conftest import component, template

from headland.core.run import Silent
from headland.core.settings import Settings
from headland.core.source import Folder, Overlay
from headland.reading import ParsedDocument, Problem, parse_yaml_stream, read
from headland.reading.places import NodePlaces

CORPORA = sorted((Path(__file__).parents[1] / "corpora").rglob("*.yaml"))
NOTHING = Path(__file__).parent / "no-such-folder"

PIECES = st.sampled_from(
    [
        *":#-?*&!|>'\"{}[],%@`~\t\n \r\\=<.é\0\x85\u2028\ufeff",
        "- ",
        ": ",
        "? ",
        "\n---\n",
        "\n...\n",
        "a: ",
        "  b: c\n",
        "&a ",
        "*a ",
        "!!str ",
        "!x ",
        "<<: ",
        " #",
        "|\n",
        ">-\n",
        "|2-\n",
        "'",
        '"',
        "\\",
        "\r\n",
        "key",
        "apiVersion: backstage.io/v1alpha1\n",
        "$text: ",
        "%TAG ! x\n",
        "12",
        "null",
    ]
)
YAMLISH = st.lists(PIECES, max_size=40).map("".join).map(str.encode)
STREAMS = st.one_of(st.binary(max_size=200), YAMLISH, st.text(max_size=100).map(str.encode))


def check_places(data: bytes) -> None:
    for one in parse_yaml_stream(data):
        if isinstance(one, Problem):
            assert 0 <= one.start <= one.end <= len(data)
            for _, start, end in one.related:
                assert 0 <= start <= end <= len(data)
            assert one.document is None or 0 <= one.document[0] <= one.document[1] <= len(data)
            continue
        assert 0 <= one.start <= one.end <= len(data)
        paths = list(one.places)
        assert len(paths) == len(one.places) == len(set(paths))
        for path in paths:
            key_start, key_end, start, end = one.places[path]
            assert one.start <= start <= end <= one.end
            assert (key_start, key_end) == (-1, -1) or one.start <= key_start <= key_end <= one.end


@given(STREAMS)
@settings(max_examples=400, deadline=None)
def test_no_bytes_make_the_parser_raise_and_every_place_lies_in_the_file(data: bytes) -> None:
    check_places(data)


@given(st.data())
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_change_to_a_real_catalog_does(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(DOCUMENTS))
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(text)))
        text = text[:at] + data.draw(PIECES).encode() + text[at + data.draw(st.integers(0, 3)) :]
    check_places(text)


DOCUMENTS = [
    document for path in CORPORA for document in re.split(rb"^---\n", path.read_bytes(), flags=re.M)[:8] if document
]


@given(STREAMS)
@settings(max_examples=200, deadline=None)
def test_a_stream_is_read_the_same_when_it_is_cut_at_its_own_documents(data: bytes) -> None:
    whole = parse_yaml_stream(data)
    for one in whole:
        if isinstance(one, ParsedDocument) and not one.warnings and data[one.start : one.start + 3] == b"---":
            again = [part for part in parse_yaml_stream(data[one.start : one.end]) if isinstance(part, ParsedDocument)]
            assert [repr(part.value) for part in again] == [repr(one.value)]


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=20),
    lambda below: st.lists(below, max_size=4) | st.dictionaries(st.text(max_size=8), below, max_size=4),
    max_leaves=20,
)


@given(JSON, st.booleans())
@settings(max_examples=300, deadline=None)
def test_json_is_read_as_json_reads_it(value: JsonValue, ascii_only: bool) -> None:
    text = json.dumps(value, ensure_ascii=ascii_only)
    if any(0xD800 <= ord(character) <= 0xDFFF for character in text):
        return
    (document,) = parse_yaml_stream(text.encode())
    assert isinstance(document, ParsedDocument)
    assert document.value == value


def written(value: JsonValue, indent: int = 0) -> str:
    """A value in block style, by the simplest writer that there can be."""
    if isinstance(value, dict) and value:
        lines = (f"{' ' * indent}{json.dumps(key)}:{inner(child, indent)}" for key, child in value.items())
        return "".join(lines)
    if isinstance(value, list) and value:
        return "".join(f"{' ' * indent}-{inner(child, indent)}" for child in value)
    return f"{' ' * indent}{json.dumps(value)}\n"


def inner(value: JsonValue, indent: int) -> str:
    nested = isinstance(value, dict | list) and value
    return f"\n{written(value, indent + 2)}" if nested else f" {json.dumps(value)}\n"


@given(JSON)
@settings(max_examples=200, deadline=None)
def test_block_style_is_read_back_with_the_place_of_every_value(value: JsonValue) -> None:
    data = written(value).encode("utf-8", "surrogatepass")
    if b"\xed" in data:
        return
    (document,) = parse_yaml_stream(data)
    assert isinstance(document, ParsedDocument)
    assert document.value == value
    check_leaves(document.places, value, data)


def check_leaves(places: NodePlaces, value: JsonValue, data: bytes) -> None:
    for path in places:
        here = value
        for part in path:
            here = here[part]  # type: ignore[index]
        _, _, start, end = places[path]
        if not isinstance(here, dict | list):
            assert json.loads(data[start:end]) == here


FILES = st.dictionaries(
    st.sampled_from(["catalog-info.yaml", "a/x.yaml", "a/b/y.yml", "page.md", "t/template.yaml", "headland.yaml"]),
    st.one_of(
        STREAMS,
        st.lists(st.sampled_from([component(), component("b"), template("t", "./a"), "---\n", "- x\n"]), max_size=4)
        .map("---\n".join)
        .map(str.encode),
        YAMLISH.map(lambda text: component().encode() + text),
        YAMLISH.map(lambda text: b"---\napiVersion: headland.dev/v1\nkind: Runbook\n" + text + b"\n---\nprose\n"),
    ),
    max_size=5,
)


@given(FILES, st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None)
def test_no_files_make_reading_raise_and_their_order_changes_nothing(
    files: dict[str, bytes], dice: random.Random
) -> None:
    class Shuffled(Overlay):
        def paths(self) -> tuple[str, ...]:
            listed = list(super().paths())
            dice.shuffle(listed)
            return tuple(listed)

    readings = [read([kind(Folder(NOTHING), files)], Settings(), Silent()) for kind in (Overlay, Shuffled)]
    for reading in readings:
        for finding in reading.findings:
            assert 0 <= finding.span.start <= finding.span.end <= len(files[finding.span.path])
        for record in reading.records:
            assert 0 <= record.span.start <= record.span.end <= len(files[record.span.path])
        assert reading.summary()
    first, second = readings
    assert [record.span for record in first.records] == [record.span for record in second.records]
    assert first.findings == second.findings
    assert first.set_aside == second.set_aside
    assert dict(first.broken) == dict(second.broken)


@pytest.mark.parametrize("path", CORPORA, ids=lambda path: path.name)
def test_the_places_in_real_catalogs_hold_what_they_are_places_of(path: Path) -> None:
    data = path.read_bytes()
    check_places(data)
    for one in parse_yaml_stream(data):
        assert isinstance(one, ParsedDocument)
        value = one.value
        assert isinstance(value, dict)
        metadata = value["metadata"]
        assert isinstance(metadata, dict)
        place = one.places["metadata", "name"]
        assert data[place[2] : place[3]].decode().strip("'\"") == metadata["name"]
