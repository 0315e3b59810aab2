"""YAML and JSON of definitions: text to plain values, in linear time and bounded memory; broken text as far as it goes.

JSON is read by the standard library, all else from the events of libyaml: its composer would recurse as deep as the
text nests, which ends the process. Scalars are those of YAML 1.2's core schema, as the readers of these formats take
them: dates and `no` are strings, keys are texts as they were written. `<<` merges, as those readers do.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field

import yaml
from pydantic import JsonValue

from headland.definitions.limits import MOST_CHARACTERS, MOST_DEPTH, MOST_NESTING, MOST_NODES
from headland.definitions.model import Nature, Problem

Path = tuple[str | int, ...]

_INTEGER = re.compile(r"[-+]?[0-9]{1,300}|0o[0-7]{1,100}|0x[0-9a-fA-F]{1,100}")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]{1,300}|[0-9]{1,300}(?:\.[0-9]{0,300})?)(?:[eE][-+]?[0-9]{1,10})?")
_WORDS: dict[str, JsonValue] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_SURROGATE = re.compile("[\ud800-\udfff]")
_SURROGATE_ESCAPE = re.compile(r"\\u[dD][89a-fA-F]")
_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff]")
_MOST_DUPLICATES = 20


@dataclass(frozen=True, slots=True)
class Parsed:
    """The documents of a text, each a plain value (an alias and its anchor are one object), and what was wrong."""

    documents: tuple[JsonValue, ...]
    problems: tuple[Problem, ...]


def parse(text: str) -> Parsed:
    """The documents of a text in YAML or JSON. Never raises: what is broken is a problem with its place."""
    problems: list[Problem] = []
    if len(text) > MOST_CHARACTERS:
        text = text[:MOST_CHARACTERS]
        problems.append(_left_out(f"only the first {MOST_CHARACTERS:,} characters are read", None, None))
    if text.lstrip("\ufeff \t\r\n")[:1] in ("{", "["):
        try:
            value: JsonValue = json.loads(text.lstrip("\ufeff"))
        except json.JSONDecodeError as error:
            broken = Problem(Nature.BROKEN, f"this is not JSON: {error.msg}", error.lineno, error.colno)
            as_yaml = _Composer(text)
            documents = as_yaml.documents()
            # What is wrong as JSON may be right as YAML: braces do not make a text JSON.
            return Parsed(documents, (*problems, *as_yaml.problems) if not as_yaml.broken else (*problems, broken))
        except (RecursionError, ValueError):
            pass
        else:
            if _SURROGATE_ESCAPE.search(text):
                value = _without_surrogates(value)
            depth = _Bounded()
            value = depth.bounded(value)
            return Parsed((value,), (*problems, *depth.problems))
    composer = _Composer(text)
    documents = composer.documents()
    return Parsed(documents, (*problems, *composer.problems))


def _left_out(message: str, line: int | None, column: int | None) -> Problem:
    return Problem(Nature.LEFT_OUT, message, line, column)


def _without_surrogates(value: JsonValue) -> JsonValue:
    """The value with every lone surrogate replaced: no encoding has one, and writing it would raise."""
    cleaned: JsonValue = json.loads(_SURROGATE.sub("\N{REPLACEMENT CHARACTER}", json.dumps(value, ensure_ascii=False)))
    return cleaned


@dataclass(slots=True)
class _Bounded:
    """Cuts what json.loads gave at the limits of depth and size, which it does not have."""

    problems: list[Problem] = field(default_factory=list)

    def bounded(self, value: JsonValue) -> JsonValue:
        count = 0
        level: list[dict[str, JsonValue] | list[JsonValue]] = [value] if isinstance(value, (dict, list)) else []
        for depth in range(MOST_DEPTH + 1):
            below: list[dict[str, JsonValue] | list[JsonValue]] = []
            for node in level:
                children = node.values() if isinstance(node, dict) else node
                count += len(node)
                below.extend(child for child in children if isinstance(child, (dict, list)))
            if not below:
                return value
            if depth == MOST_DEPTH or count > MOST_NODES:
                for node in level:
                    node.clear()
                what = f"what is nested deeper than {MOST_DEPTH} levels" if depth == MOST_DEPTH else "what is nested"
                reason = "" if depth == MOST_DEPTH else f" deeper than {depth} levels: there are {count:,} values"
                self.problems.append(_left_out(f"{what}{reason} is left out", None, None))
                return value
            level = below
        return value


class _Composer:
    """The values of a YAML stream, from its events; a text that breaks off gives what stood before."""

    def __init__(self, text: str) -> None:
        self._text = readable(text)
        self._duplicates = 0
        self.problems: list[Problem] = []
        self.broken = False

    def documents(self) -> tuple[JsonValue, ...]:
        """Every document of the stream, the broken one as far as it goes."""
        found: list[JsonValue] = []
        composing: _Document | None = None
        try:
            for event in yaml.parse(self._text, Loader=yaml.CLoader):
                if isinstance(event, yaml.DocumentStartEvent):
                    composing = _Document(self._duplicate)
                elif isinstance(event, yaml.DocumentEndEvent):
                    if composing is not None:
                        found.append(self._whole(composing))
                    composing = None
                elif composing is not None and not composing.take(event):
                    found.append(self._whole(composing))
                    self.problems.append(_left_out(composing.full, *place_of(event)))
                    return tuple(found)
        except yaml.MarkedYAMLError as error:
            self.broken = True
            self.problems.append(_broken(error))
            if composing is not None:
                found.append(self._whole(composing))
        except yaml.YAMLError as error:
            self.broken = True
            self.problems.append(Problem(Nature.BROKEN, f"this is not YAML: {error}"))
        return tuple(found)

    def _whole(self, composing: _Document) -> JsonValue:
        if composing.too_deep is not None:
            message = f"what is nested deeper than {MOST_DEPTH} levels is left out"
            self.problems.append(_left_out(message, *composing.too_deep))
        return composing.value

    def _duplicate(self, key: str, event: yaml.Event) -> None:
        self._duplicates += 1
        if self._duplicates <= _MOST_DUPLICATES:
            self.problems.append(
                Problem(
                    Nature.BROKEN,
                    f"the key '{key[:80]}' is written twice; the last one counts",
                    *place_of(event),
                    "Take one of them out.",
                )
            )


def _broken(error: yaml.MarkedYAMLError) -> Problem:
    mark = error.problem_mark or error.context_mark
    said = ", ".join(part for part in (error.context, error.problem) if part)
    place = (None, None) if mark is None else (mark.line + 1, mark.column + 1)
    return Problem(Nature.BROKEN, f"this is not YAML: {said}; what follows is not read", *place)


class _Document:
    """One document as it grows, event by event, with a stack of its own instead of recursion."""

    def __init__(self, duplicate: Callable[[str, yaml.Event], None]) -> None:
        self.value: JsonValue = None
        self.full = ""
        self.too_deep: tuple[int, int] | None = None
        self._duplicate = duplicate
        self._anchors: dict[str, JsonValue] = {}
        self._open: list[dict[str, JsonValue] | list[JsonValue]] = []
        self._keys: list[str | None] = []
        self._names: list[str | None] = []
        self._nodes = 0
        self._skipped = 0

    def take(self, event: yaml.Event) -> bool:
        """Take the next event; False when the limit of nodes is reached."""
        if isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            self._close()
            return True
        if self._skipped or (
            len(self._open) >= MOST_DEPTH and isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent))
        ):
            if isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
                if not self._skipped:
                    self._put(None, event)
                    self.too_deep = self.too_deep or place_of(event)
                self._skipped += 1
                if self._skipped > MOST_NESTING:
                    self.full = f"this is nested deeper than {MOST_NESTING:,} levels; what follows is not read"
                    return False
            return True
        self._nodes += 1
        if self._nodes > MOST_NODES:
            self.full = f"this holds more than {MOST_NODES:,} values; those from here on are not read"
            return False
        if isinstance(event, yaml.ScalarEvent):
            if self._keys and self._keys[-1] is None and isinstance(self._open[-1], dict):
                self._key(event)
            else:
                value = _scalar(event)
                if event.anchor:
                    self._anchors[event.anchor] = value
                self._put(value, event)
        elif isinstance(event, yaml.AliasEvent):
            self._put(self._anchors.get(event.anchor or ""), event)
        elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            node: dict[str, JsonValue] | list[JsonValue] = {} if isinstance(event, yaml.MappingStartEvent) else []
            self._put(node, event)
            self._open.append(node)
            self._names.append(event.anchor)
            self._keys.append(None)
        return True

    def _close(self) -> None:
        if self._skipped:
            self._skipped -= 1
            return
        node = self._open.pop()
        self._keys.pop()
        name = self._names.pop()
        if name:
            # Known only once it is whole: an alias inside its own node would make a value without end.
            self._anchors[name] = node
        if isinstance(node, dict):
            merged = node.pop("<<", None)
            for source in merged if isinstance(merged, list) else [merged]:
                if isinstance(source, dict):
                    for key, value in source.items():
                        node.setdefault(key, value)

    def _key(self, event: yaml.ScalarEvent) -> None:
        node = self._open[-1]
        key: str = event.value
        if isinstance(node, dict) and key in node:
            self._duplicate(key, event)
        self._keys[-1] = key
        if event.anchor:
            self._anchors[event.anchor] = key

    def _put(self, value: JsonValue, event: yaml.Event) -> None:
        if not self._open:
            self.value = value
            return
        node = self._open[-1]
        if isinstance(node, list):
            node.append(value)
            return
        key = self._keys[-1]
        if key is None:
            # A mapping, sequence or alias as a key: no format of ours has one, and its value needs some key.
            self._keys[-1] = value if isinstance(value, str) else f"(key in line {place_of(event)[0]})"
            return
        node[key] = value
        self._keys[-1] = None


def _scalar(event: yaml.ScalarEvent) -> JsonValue:
    text: str = event.value
    if event.tag == "tag:yaml.org,2002:str" or not event.implicit[0]:
        return text
    if text in _WORDS:
        return _WORDS[text]
    first = text[0]
    if first.isdigit() or first in "+-.":
        if _INTEGER.fullmatch(text):
            return int(text, 0 if text[:2] in ("0o", "0x") else 10)
        if _FLOAT.fullmatch(text):
            return float(text)
    return text


def readable(text: str) -> str:
    """The text without the characters that libyaml refuses: one of them in a description is not worth all the rest."""
    return _UNREADABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def place_of(event: yaml.Event) -> tuple[int, int]:
    """Line and column at which an event begins, both from 1."""
    mark = event.start_mark
    return (1, 1) if mark is None else (mark.line + 1, mark.column + 1)
