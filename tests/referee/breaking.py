"""Records of every kind with every field, and all the ways in which the tests break them in one place."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

from headland.reading import ParsedDocument, parse_yaml_stream

Place = tuple[str | int, ...]

HERE = Path(__file__).resolve().parent


def documents_of(path: Path) -> list[dict[str, Any]]:
    """The values of a file's documents, all of which can be read."""
    parsed = parse_yaml_stream(path.read_bytes())
    values = [document.value for document in parsed if isinstance(document, ParsedDocument)]
    assert len(values) == len(parsed)
    return [value for value in values if isinstance(value, dict)]


COMPLETE = documents_of(HERE / "complete.yaml")

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


def broken_once(dice: Random, document: dict[str, Any]) -> dict[str, Any]:
    """The document changed in one place, as the dice fall."""
    place = dice.choice(list(places(document)))
    value, name = at(document, place), place[-1]
    ways: list[Callable[[], dict[str, Any]]] = [
        lambda: without(document, place),
        lambda: with_value(document, place, copy.deepcopy(dice.choice(ANY_VALUES))),
    ]
    if isinstance(value, str):
        ways.append(lambda: with_value(document, place, dice.choice(TEXT_CHANGES)(value)))
    if name in ("url", "picture"):
        ways.append(lambda: with_value(document, place, dice.choice(ADDRESSES)))
    if isinstance(name, str):
        ways.append(lambda: with_key(document, place, dice.choice(TEXT_CHANGES)(name)))
    return dice.choice(ways)()
