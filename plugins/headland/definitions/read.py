"""The door to this room: an API's type and its definition's text in, the one model out; each text is read once."""

from __future__ import annotations

import hashlib
import sys
from collections import OrderedDict
from dataclasses import dataclass, replace
from threading import Lock

from headland.core.registry import load_room
from headland.definitions.formats import Content, Format, format_of_content, format_of_type
from headland.definitions.limits import MOST_PROBLEMS
from headland.definitions.model import ApiDefinition, Nature, Problem

_MOST_REMEMBERED = 12_000_000
"""Characters of the texts whose models are kept, which the checks and the pages of a build share."""

_MOST_FACTS = 50_000
"""Definitions whose facts are kept: the rules ask for those of every API, one rule after the other."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the checks want of a definition: small, so that it outlives the model."""

    family: str
    format: str
    problems: tuple[Problem, ...]


class _Memory:
    """Models by their texts' digests; the longest unused go when the texts were too long in sum."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: OrderedDict[bytes, tuple[int, ApiDefinition | None]] = OrderedDict()
        self._facts: OrderedDict[bytes, Facts | None] = OrderedDict()
        self._size = 0

    def facts(self, type_: str, text: str) -> Facts | None:
        """The facts of a text, read now or before."""
        digest = _digest(type_, text)
        with self._lock:
            if digest in self._facts:
                return self._facts[digest]
        made = self.get(type_, text)
        facts = None if made is None else Facts(made.family, made.format, made.problems)
        with self._lock:
            self._facts[digest] = facts
            if len(self._facts) > _MOST_FACTS:
                self._facts.popitem(last=False)
        return facts

    def get(self, type_: str, text: str) -> ApiDefinition | None:
        """The model of a text, read now or before."""
        digest = _digest(type_, text)
        with self._lock:
            known = self._kept.get(digest)
            if known is not None:
                self._kept.move_to_end(digest)
                return known[1]
        made = _read(type_, text)
        with self._lock:
            if digest not in self._kept:
                self._kept[digest] = (len(text), made)
                self._size += len(text)
            while self._size > _MOST_REMEMBERED and len(self._kept) > 1:
                self._size -= self._kept.popitem(last=False)[1][0]
        return made


def _digest(type_: str, text: str) -> bytes:
    return hashlib.sha256(f"{type_}\0{text}".encode("utf-8", "surrogatepass")).digest()


_MEMORY = _Memory()


def read_definition(type_: str, text: str) -> ApiDefinition | None:
    """The model of an API's definition, whatever state it is in; None where it is in no format that is known.

    The content decides; `type_` (`spec.type` of the record) only where the content does not. Never raises. What could
    not be read is among the model's problems, with line and column in the text.
    """
    return _MEMORY.get(type_.strip().lower(), text)


def definition_facts(type_: str, text: str) -> Facts | None:
    """The same in short: its format and its problems, remembered for longer."""
    return _MEMORY.facts(type_.strip().lower(), text)


def expected_format(type_: str) -> Format | None:
    """The format that an API's `spec.type` promises; None where it says nothing of one that is known."""
    _load()
    return format_of_type(type_)


def _load() -> None:
    load_room(sys.modules["headland.definitions"])


def _read(type_: str, text: str) -> ApiDefinition | None:
    _load()
    if not text.strip():
        return None
    content = Content(text)
    expected = format_of_type(type_)
    chosen = format_of_content(content, expected) or (expected if _is_more_than_a_word(text) else None)
    if chosen is None:
        return None
    try:
        read = chosen.read(content)
    except RecursionError:
        problem = Problem(Nature.LEFT_OUT, "this is nested too deeply to be read")
        read = ApiDefinition(chosen.name, chosen.label, problems=(problem,))
    problems = sorted(
        dict.fromkeys(read.problems), key=lambda found: (found.line is None, found.line or 0, found.column or 0)
    )
    return replace(read, problems=tuple(problems[: MOST_PROBLEMS + 1]))


def _is_more_than_a_word(text: str) -> bool:
    """Whether a text can be a definition at all: a path, an address or a word in its place is none."""
    return len(text.split()) > 1
