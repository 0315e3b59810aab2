"""Our models and Backstage's validators give one verdict on a document: the corpora's, and ones broken on purpose."""

from __future__ import annotations

import base64
import copy
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from headland.core.run import Silent
from headland.core.settings import Settings
from headland.core.source import Folder
from headland.kinds import KINDS, kind_of
from headland.reading import ParsedDocument, parse_yaml_stream, read

Ask = Callable[[dict[str, Any]], list[dict[str, Any]]]
Place = tuple[str | int, ...]

HERE = Path(__file__).resolve().parent
CORPORA = sorted((HERE.parent / "corpora").glob("*/"))
ACCEPTED = {"accepted", "unknown"}


def encoded(path: Path) -> str:
    return base64.b64encode(path.read_bytes()).decode("ascii")


def documents_of(path: Path) -> list[dict[str, Any]]:
    parsed = parse_yaml_stream(path.read_bytes())
    values = [document.value for document in parsed if isinstance(document, ParsedDocument)]
    assert len(values) == len(parsed)
    return [value for value in values if isinstance(value, dict)]


COMPLETE = documents_of(HERE / "complete.yaml")


def our_verdict(value: dict[str, Any]) -> str:
    """The referee's words for what our models say."""
    kind = kind_of(str(value.get("apiVersion")), str(value.get("kind")))
    try:
        kind.model.model_validate(value)
    except ValidationError:
        return "refused"
    return "accepted" if kind.name in KINDS and kind is KINDS[kind.name] else "unknown"


def disagreements(ask: Ask, values: Iterator[tuple[str, dict[str, Any]]]) -> tuple[int, list[str]]:
    """How many documents were compared, and a line for each on which the verdicts differ."""
    count, found = 0, []
    for what, value in values:
        count += 1
        (theirs,) = ask({"value": value})
        ours = our_verdict(value)
        if ours != theirs["verdict"]:
            found.append(f"{what}: ours {ours}, Backstage's {theirs['verdict']} ({theirs.get('error')})")
    return count, found


# ---- breaking documents -------------------------------------------------------------------------------------------

ANY_VALUES: list[Any] = [
    None,
    True,
    False,
    0,
    12,
    -1.5,
    "",
    " ",
    "\u00a0\ufeff",
    "\x1c\x85",
    "a",
    "required",
    "mcp-server",
    "skill",
    "rule",
    "plugin",
    "marketplace",
    "https://example.com",
    [],
    {},
    ["a"],
    [""],
    [None],
    [12],
    [{}],
    [[]],
    {"a": "b"},
    {"a": None},
    {"a": 1},
    {"type": "a", "url": "b"},
    {"url": "https://example.com"},
]
LENGTHS = (62, 63, 64, 253, 254, 499, 500, 501)
TEXT_CHANGES: list[Callable[[str], str]] = [
    str.upper,
    str.lower,
    str.swapcase,
    lambda text: f"{text}\n",
    lambda text: f"\n{text}",
    lambda text: f"{text} ",
    lambda text: f" {text}",
    lambda text: f"{text}-",
    lambda text: f"-{text}",
    lambda text: f"{text}.",
    lambda text: f"_{text}",
    lambda text: f"{text}--a",
    lambda text: f"{text}é",
    lambda text: f"{text}\u0660",
    lambda text: f"{text}/a",
    lambda text: f"a/{text}",
    lambda text: f"A/{text}",
    lambda text: f"a..b/{text}",
    lambda text: f"{'a' * 63}.b/{text}",
    lambda text: f"{'a' * 64}.b/{text}",
    lambda text: f"{'.'.join(['a' * 62] * 4)}a/{text}",
    lambda text: f"{'.'.join(['a' * 62] * 4)}ab/{text}",
    lambda text: f"{'.'.join(['a' * 62] * 4)}abc/{text}",
    *[lambda text, length=length: "a" * length for length in LENGTHS],
    *[lambda text, length=length: "\U0001f600" * length for length in LENGTHS],
]
# Left out: `http://xn--a`, on which versions of Node differ (20 refuses it, and the URL standard of 2025 does not);
# half of a surrogate pair, which reading replaces.
ADDRESSES = [
    "http://",
    "http:",
    "http:a",
    "//example.com",
    "example.com",
    "mailto:a",
    "a:",
    ":",
    "1a:b",
    "a b:c",
    "http://a b",
    "http://a/b c",
    " http://a ",
    "ht\ntp://a",
    "http://[::1]",
    "http://[::1",
    "http://[::g]",
    "http://1.2.3.4.5",
    "http://256.1.1.1",
    "http://a:65535",
    "http://a:65536",
    "http://a:b",
    "http://a%20b",
    "http://a%zz/",
    "http://日本.jp",
    "http://a..b",
    "http://.",
    "http://a@b@c",
    "http://a^b",
    "http://a|b",
    "file:///",
    "file:",
    "file://a:1",
    "javascript:alert(1)",
    "data:,",
    "url:https://example.com",
    "${{ values.url }}",
    "https://${{ values.host }}/",
    "http://\ufffd",
    "http://a\x00b",
    "http:////a",
    "http:\\\\a",
    "https://-a-.com",
    "http://%00",
    "blob:http://a",
    "urn:a:b",
]


def places(value: Any, here: Place = ()) -> Iterator[Place]:
    """The way to every node below the root."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, below in items:
        yield (*here, key)
        yield from places(below, (*here, key))


def at(value: Any, place: Place) -> Any:
    for part in place:
        value = value[part]
    return value


def with_value(document: dict[str, Any], place: Place, value: Any) -> dict[str, Any]:
    changed = copy.deepcopy(document)
    at(changed, place[:-1])[place[-1]] = value
    return changed


def without(document: dict[str, Any], place: Place) -> dict[str, Any]:
    changed = copy.deepcopy(document)
    del at(changed, place[:-1])[place[-1]]
    return changed


def with_key(document: dict[str, Any], place: Place, key: str) -> dict[str, Any]:
    """The document with the key at `place` called otherwise."""
    changed = copy.deepcopy(document)
    parent = at(changed, place[:-1])
    parent[key] = parent.pop(place[-1])
    return changed


def broken_in_one_place(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The document changed in one place, in every way and at every place, with words that tell which."""
    name = f"{document['kind']} {document['metadata']['name']}"
    yield name, document
    for place in places(document):
        value, where = at(document, place), f"{name} at {'.'.join(map(str, place))}"
        yield f"{where} removed", without(document, place)
        for other in ANY_VALUES:
            yield f"{where} = {other!r}", with_value(document, place, other)
        if isinstance(value, str):
            for change in TEXT_CHANGES:
                yield f"{where} = {change(value)[:80]!r}", with_value(document, place, change(value))
        if isinstance(value, dict):
            yield f"{where} with one key more", with_value(document, (*place, "more"), [None])
        if place[-1] in ("url", "picture"):
            for address in ADDRESSES:
                yield f"{where} = {address!r}", with_value(document, place, address)
        if isinstance(place[-1], str):
            for change in TEXT_CHANGES:
                key = change(place[-1])
                yield f"{where} called {key[:80]!r}", with_key(document, place, key)
    for key in ("more", "relations", "status", "", "__proto__", "constructor"):
        for value in ([], {}, None, "a"):
            yield f"{name} with {key!r} = {value!r}", with_value(document, (key,), value)


def all_broken() -> Iterator[tuple[str, dict[str, Any]]]:
    for document in COMPLETE:
        yield from broken_in_one_place(document)


# ---- tests --------------------------------------------------------------------------------------------------------


def test_every_field_of_every_backstage_model_stands_in_the_documents_that_are_broken() -> None:
    kinds = [kind_of(value["apiVersion"], value["kind"]) for value in COMPLETE]
    assert {kind.name for kind in KINDS if "headland.dev/v1" not in kind.api_versions} <= {kind.name for kind in kinds}
    entities = [kind.model.model_validate(value) for kind, value in zip(kinds, COMPLETE, strict=True)]
    assert fields_never_set(entities) == set()


def fields_never_set(models: list[Any]) -> set[str]:
    """`Class.field` of all fields that no model of its class sets, looking below the given ones."""
    known: dict[str, set[str]] = {}
    todo: list[Any] = list(models)
    while todo:
        here = todo.pop()
        if isinstance(here, BaseModel):
            name = type(here).__name__
            known[name] = known.get(name, set(type(here).model_fields)) - here.model_fields_set
            todo += [getattr(here, field) for field in type(here).model_fields]
        elif isinstance(here, list):
            todo += here
    return {f"{name}.{field}" for name, fields in known.items() for field in fields}


@pytest.mark.parametrize("corpus", CORPORA, ids=lambda path: path.name)
def test_the_corpora_are_read_and_judged_as_backstage_does(corpus: Path, ask_referee: Ask) -> None:
    reading = read([Folder(corpus)], Settings(), Silent())
    files = sorted({*corpus.rglob("*.yaml"), *corpus.rglob("*.yml")})
    assert files
    for file in files:
        path = file.relative_to(corpus).as_posix()
        theirs = [document for document in ask_referee({"bytes": encoded(file)}) if document["verdict"] != "empty"]
        ours = [record.document.value for record in reading.records if record.document.path == path]
        assert ours == [document["value"] for document in theirs if document["verdict"] in ACCEPTED]
        assert {document["verdict"] for document in theirs} <= {"accepted"}


def test_a_fifth_of_the_documents_broken_in_one_place_is_judged_as_backstage_does(ask_referee: Ask) -> None:
    chosen = random.Random(11)
    count, found = disagreements(ask_referee, (broken for broken in all_broken() if chosen.random() < 0.2))
    assert count > 4_000
    assert found == [], "\n".join(found)


@pytest.mark.referee_long
def test_all_documents_broken_in_one_place_are_judged_as_backstage_does(ask_referee: Ask) -> None:
    count, found = disagreements(ask_referee, all_broken())
    assert count > 20_000
    assert found == [], "\n".join(found)


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.sampled_from(["backstage.io/v1alpha1", "a"])
JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False) | TEXTS,
    lambda values: st.lists(values, max_size=3) | st.dictionaries(TEXTS, values, max_size=3),
    max_leaves=6,
)


@st.composite
def broken_in_several_places(draw: st.DrawFn) -> dict[str, Any]:
    """A complete document with one to three nodes replaced by any value, removed, or put under another key."""
    document: dict[str, Any] = copy.deepcopy(draw(st.sampled_from(COMPLETE)))
    for _ in range(draw(st.integers(1, 3))):
        place = draw(st.sampled_from(list(places(document)) or [("kind",)]))
        what = draw(st.sampled_from(["replace", "replace", "remove", "add", "swap"]))
        if what == "replace":
            document = with_value(document, place, draw(JSON_VALUES))
        elif what == "remove":
            document = without(document, place) if place in set(places(document)) else document
        elif what == "add":
            document[draw(TEXTS)] = draw(JSON_VALUES)
        else:
            other = draw(st.sampled_from(COMPLETE))
            document = with_value(document, place, at(other, draw(st.sampled_from(list(places(other))))))
    return document


def agrees(ask: Ask, document: dict[str, Any]) -> None:
    _, found = disagreements(ask, iter([(repr(document), document)]))
    assert found == [], "\n".join(found)


def test_documents_broken_in_several_places_are_judged_as_backstage_does(ask_referee: Ask) -> None:
    @settings(max_examples=300, derandomize=True, deadline=None, database=None)
    @given(broken_in_several_places())
    def judge(document: dict[str, Any]) -> None:
        agrees(ask_referee, document)

    judge()


@pytest.mark.referee_long
def test_a_stream_of_documents_broken_in_several_places_is_judged_as_backstage_does(ask_referee: Ask) -> None:
    @settings(max_examples=20_000, deadline=None, suppress_health_check=list(HealthCheck))
    @given(broken_in_several_places())
    def judge(document: dict[str, Any]) -> None:
        agrees(ask_referee, document)

    judge()
