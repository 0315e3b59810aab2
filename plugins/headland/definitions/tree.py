"""A definition as a tree of plain values while it is read: typed access, references inside it, problems with places."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote

from pydantic import JsonValue
from rapidfuzz import process

from headland.definitions.anchors import Anchors
from headland.definitions.limits import MOST_EXAMPLE, MOST_PROBLEMS
from headland.definitions.model import Nature, Problem
from headland.definitions.parsing import Path
from headland.definitions.positions import locate

Mapping = dict[str, JsonValue]
_MOST_HOPS = 32
_MOST_NAMES = 5_000
_LIKE = 75


def mapping(value: JsonValue) -> Mapping:
    """The value where it is a mapping, else an empty one."""
    return value if isinstance(value, dict) else {}


def sequence(value: JsonValue) -> list[JsonValue]:
    """The value where it is a sequence, else an empty one."""
    return value if isinstance(value, list) else []


def text(value: JsonValue) -> str:
    """The value as a text: itself, a number or truth as written in JSON; empty for all else."""
    if isinstance(value, str):
        return value
    return json.dumps(value) if isinstance(value, (bool, int, float)) else ""


def texts(value: JsonValue) -> tuple[str, ...]:
    """The texts of a sequence; of one text alone, that."""
    if isinstance(value, str):
        return (value,)
    return tuple(text(item) for item in sequence(value) if text(item))


def as_json(value: JsonValue, indent: int | None = None) -> str:
    """A value as JSON, cut where it is long: aliases can make a short text a value without bounds."""
    if isinstance(value, (str, bool, int, float)) or value is None:
        whole = json.dumps(value, ensure_ascii=False)
        return whole if len(whole) <= MOST_EXAMPLE else f"{whole[:MOST_EXAMPLE]}\N{HORIZONTAL ELLIPSIS}"
    parts: list[str] = []
    length = 0
    for part in json.JSONEncoder(ensure_ascii=False, indent=indent).iterencode(value):
        parts.append(part)
        length += len(part)
        if length > MOST_EXAMPLE:
            return f"{''.join(parts)[:MOST_EXAMPLE]}\N{HORIZONTAL ELLIPSIS}"
    return "".join(parts)


def as_text(value: JsonValue) -> str:
    """A value for people: a text as it is, all else as JSON on one line."""
    return value if isinstance(value, str) else as_json(value)


@dataclass(frozen=True, slots=True)
class Node:
    """A mapping of the tree with its path, after references were followed."""

    value: Mapping
    path: Path

    def at(self, *keys: str | int) -> Path:
        """The path of what is below."""
        return (*self.path, *keys)


@dataclass(slots=True)
class Tree:
    """The root of a definition, its anchors, and what was found wrong with it so far.

    `document` is the number of the document in its stream.
    """

    root: JsonValue
    document: int = 0
    anchors: Anchors = field(default_factory=Anchors)
    _found: list[tuple[Nature, str, Path, str | None]] = field(default_factory=list)
    _told: set[str] = field(default_factory=set)
    _more: int = 0
    _named: dict[str, tuple[JsonValue, Path]] | None = None

    def problem(self, nature: Nature, message: str, path: Path, hint: str | None = None) -> None:
        """Take note of a problem; the same message is told once."""
        if message in self._told:
            return
        if len(self._found) >= MOST_PROBLEMS:
            self._more += 1
            return
        self._told.add(message)
        self._found.append((nature, message, path, hint))

    def node(self, value: JsonValue, path: Path) -> Node:
        """The mapping at a path, its `$ref`s followed; an empty one where there is none."""
        ref: JsonValue = ""
        for _ in range(_MOST_HOPS):
            if not isinstance(value, dict):
                return Node({}, path)
            ref = value.get("$ref")
            if not isinstance(ref, str):
                return Node(value, path)
            found = self.resolve(ref, (*path, "$ref"))
            if found is None:
                return Node({key: child for key, child in value.items() if key != "$ref"}, path)
            beside = {key: child for key, child in value.items() if key in ("summary", "description")}
            value, path = found
            if beside and isinstance(value, dict):
                value = {**value, **beside}
        self.problem(Nature.BROKEN, f"the reference '{cut(text(ref))}' leads round in a circle", path)
        return Node({}, path)

    def nodes(self, value: JsonValue, path: Path) -> Iterator[tuple[str, Node]]:
        """The mappings below a mapping by their keys, or below a sequence by their numbers, references followed."""
        if isinstance(value, dict):
            for key, child in value.items():
                if isinstance(child, dict):
                    yield key, self.node(child, (*path, key))
        elif isinstance(value, list):
            for at, child in enumerate(value):
                if isinstance(child, dict):
                    yield str(at), self.node(child, (*path, at))

    def resolve(self, ref: str, path: Path) -> tuple[JsonValue, Path] | None:
        """What a reference leads to inside this document, and its path; else None and a problem at `path`."""
        address, _, fragment = ref.partition("#")
        if address and address != self._own_address():
            found = self._names().get(ref) or (None if fragment else self._names().get(address))
            if found is None:
                self._elsewhere(ref, path)
            return found
        if not fragment:
            return self.root, ()
        fragment = unquote(fragment)
        if not fragment.startswith("/"):
            found = self._names().get(f"#{fragment}")
            if found is None:
                self.problem(Nature.DANGLING, f"the reference '{cut(ref)}' names an anchor that is not there", path)
            return found
        here = self.root
        target: list[str | int] = []
        for part in fragment[1:].split("/"):
            name = part.replace("~1", "/").replace("~0", "~")
            if isinstance(here, dict) and name in here:
                here = here[name]
                target.append(name)
            elif isinstance(here, list) and name.isascii() and name.isdigit() and int(name[:9]) < len(here):
                here = here[int(name[:9])]
                target.append(int(name[:9]))
            else:
                self._missing(ref, name, here, path)
                return None
        return here, tuple(target)

    def problems(self, source: str) -> tuple[Problem, ...]:
        """All that was found, with line and column in the text that the tree was read from, in their order."""
        if not self._found:
            return ()
        paths = {(self.document, *path[:length]) for _, _, path, _ in self._found for length in range(len(path) + 1)}
        places = locate(source, paths)
        found: list[Problem] = []
        for nature, message, path, hint in self._found:
            place = next(
                (
                    places[self.document, *path[:length]]
                    for length in range(len(path), -1, -1)
                    if (self.document, *path[:length]) in places
                ),
                (None, None),
            )
            found.append(Problem(nature, message, place[0], place[1], hint))
        found.sort(key=lambda problem: (problem.line is None, problem.line or 0, problem.column or 0))
        if self._more:
            found.append(Problem(Nature.LEFT_OUT, f"{self._more:,} more problems are not told"))
        return tuple(found)

    def _missing(self, ref: str, name: str, here: JsonValue, path: Path) -> None:
        names = list(here)[:_MOST_NAMES] if isinstance(here, dict) and len(self._found) < MOST_PROBLEMS else []
        near = process.extractOne(name[:200], names, score_cutoff=_LIKE) if names else None
        hint = f"Did you mean '{cut(str(near[0]))}'?" if near is not None else "Mend it, or add what it names."
        self.problem(
            Nature.DANGLING, f"the reference '{cut(ref)}' leads to nothing: there is no '{cut(name)}'", path, hint
        )

    def _elsewhere(self, ref: str, path: Path) -> None:
        if re.match(r"https?:", ref, re.I):
            self.problem(
                Nature.DANGLING,
                f"the reference '{cut(ref)}' leads to the web, where it is not followed",
                path,
                "Copy what it names into this definition.",
            )
            return
        self.problem(
            Nature.DANGLING,
            f"the reference '{cut(ref)}' leads to another file, which is not read here",
            path,
            "Take the definition in by '$openapi:' or '$asyncapi:', which bring such files along, or bundle it.",
        )

    def _own_address(self) -> str:
        root = mapping(self.root)
        return text(root.get("$id") or root.get("id")).partition("#")[0]

    def _names(self) -> dict[str, tuple[JsonValue, Path]]:
        """`$anchor`s (with `#`) and `$id`s of the document; looked up once, when the first is asked for."""
        if self._named is None:
            self._named = {}
            waiting: list[tuple[JsonValue, Path]] = [(self.root, ())]
            seen: set[int] = set()
            while waiting:
                value, path = waiting.pop()
                if not isinstance(value, (dict, list)) or id(value) in seen:
                    continue
                seen.add(id(value))
                if isinstance(value, list):
                    waiting.extend((child, (*path, at)) for at, child in enumerate(value))
                    continue
                for key in ("$anchor", "$dynamicAnchor"):
                    name = value.get(key)
                    if isinstance(name, str):
                        self._named.setdefault(f"#{name}", (value, path))
                for key in ("$id", "id"):
                    name = value.get(key)
                    if isinstance(name, str) and path:
                        self._named.setdefault(name, (value, path))
                waiting.extend((child, (*path, key)) for key, child in value.items())
        return self._named


def cut(name: str) -> str:
    """A name of unknown length, fit for a message."""
    return name if len(name) <= 120 else f"{name[:120]}\N{HORIZONTAL ELLIPSIS}"
