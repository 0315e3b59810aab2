"""YAML: bytes to documents with plain values and places. The only module that knows which parser does it."""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass, field

import yaml
from pydantic import JsonValue

from headland.core.finding import Rule
from headland.core.settings import Limits
from headland.reading.places import NodePlaces
from headland.reading.rules import yaml as rules


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a document, where (byte offsets of the whole file), and what to do."""

    rule: Rule
    message: str
    start: int
    end: int
    hint: str | None = None
    related: tuple[tuple[str, int, int], ...] = ()
    ordinal: int = 0
    document: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class ParsedDocument:
    """One document: its value, where everything in it stands, and what is odd but readable."""

    value: JsonValue
    places: NodePlaces
    start: int
    end: int
    ordinal: int
    warnings: tuple[Problem, ...] = field(default=())


_MARKER = re.compile(rb"^(?:---|\.\.\.)(?=[ \t\r\n]|\Z)", re.M)
_INT = re.compile(r"[-+]?[0-9]+\Z")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z")


def parse_yaml_stream(
    data: bytes, merge_keys: bool = False, limits: Limits | None = None
) -> list[ParsedDocument | Problem]:
    """All documents of a stream, in order."""
    found: list[ParsedDocument | Problem] = []
    starts = [0]
    for marker in _MARKER.finditer(data):
        starts.append(marker.start())
    starts.append(len(data))
    for start, end in zip(starts, starts[1:], strict=False):
        if start == end:
            continue
        text = data[start:end].decode("utf-8", "replace")
        if text.startswith("..."):
            continue
        try:
            parsed = _parse(text, start)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            at = start + (mark.index if mark else 0)
            found.append(Problem(rules.SYNTAX, str(error.problem), at, at + 1, None, (), len(found), (start, end)))
            continue
        except yaml.YAMLError as error:
            found.append(Problem(rules.SYNTAX, str(error), start, start + 1, None, (), len(found), (start, end)))
            continue
        if parsed is not None:
            value, numbers = parsed
            found.append(ParsedDocument(value, NodePlaces(value, numbers), start, end, len(found)))
    return found


def _parse(text: str, base: int) -> tuple[JsonValue, array[int]] | None:
    node = yaml.compose(text, Loader=yaml.CSafeLoader)
    if node is None:
        return None
    numbers: array[int] = array("q")
    value = _plain(node, base, numbers, -1, -1)
    return value, numbers


def _plain(node: yaml.Node, base: int, numbers: array[int], key_start: int, key_end: int) -> JsonValue:
    at = len(numbers)
    numbers.extend((key_start, key_end, base + node.start_mark.index, base + node.end_mark.index, 1))
    value: JsonValue
    if isinstance(node, yaml.MappingNode):
        mapping: dict[str, JsonValue] = {}
        for key, child in node.value:
            mapping[str(key.value)] = _plain(
                child, base, numbers, base + key.start_mark.index, base + key.end_mark.index
            )
        value = mapping
    elif isinstance(node, yaml.SequenceNode):
        value = [_plain(child, base, numbers, -1, -1) for child in node.value]
    else:
        value = resolve_plain(node.value) if node.style is None else node.value
    numbers[at + 4] = (len(numbers) - at) // 5
    return value


def resolve_plain(text: str) -> JsonValue:
    """What a plain scalar means in YAML 1.2's core schema."""
    if text in ("", "~", "null", "Null", "NULL"):
        return None
    if text in ("true", "True", "TRUE"):
        return True
    if text in ("false", "False", "FALSE"):
        return False
    if _INT.match(text):
        return int(text)
    if _FLOAT.match(text):
        return float(text)
    return str(text)
