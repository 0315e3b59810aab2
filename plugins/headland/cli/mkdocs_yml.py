"""Adding our plugins to somebody's mkdocs.yml: one insertion of bytes, proven to change nothing else.

The place is found by the lines of the file, since what a parser gives back would lose comments and layout. Whatever
is not plain to see (tags, aliases, inherited lists, several documents) is left to its owner.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pydantic import JsonValue

from headland.reading import ParsedDocument, parse_yaml_stream

OURS = ("headland/docs", "headland/catalog")
DEFAULT_PLUGINS = ("search",)
"""What MkDocs loads where a file names no plugins at all."""


@dataclass(frozen=True, slots=True)
class ByHand:
    """The file cannot be edited safely: why, and the lines that its owner is to add."""

    reason: str
    lines: tuple[str, ...]


class _Unsafe(Exception):
    """The edit would not be plain; the message says why."""


def add_plugins(data: bytes) -> bytes | ByHand:
    """The file with those of our plugins that are missing put last in its list; the same bytes where none is."""
    value = _only_document(data)
    if value is None:
        return ByHand("it cannot be read as one YAML document that is a mapping", _lines(OURS))
    missing = tuple(name for name in OURS if name not in _names(value.get("plugins")))
    if not missing:
        return data
    try:
        place, inserted = _insertion(data, value, missing)
    except _Unsafe as why:
        return ByHand(str(why), _lines(missing))
    edited = data[:place] + inserted + data[place:]
    if _only_document(edited) != _with(value, missing):
        return ByHand("its list of plugins is written in a way that cannot be added to safely", _lines(missing))
    return edited


def _only_document(data: bytes) -> dict[str, JsonValue] | None:
    documents = parse_yaml_stream(data)
    if len(documents) != 1 or not isinstance(documents[0], ParsedDocument):
        return None
    value = documents[0].value
    return value if isinstance(value, dict) else None


def _names(plugins: JsonValue) -> set[str]:
    if isinstance(plugins, dict):
        return set(plugins)
    names: set[str] = set()
    for item in plugins if isinstance(plugins, list) else ():
        names |= {item} if isinstance(item, str) else set(item) if isinstance(item, dict) else set()
    return names


def _with(value: dict[str, JsonValue], missing: tuple[str, ...]) -> dict[str, JsonValue]:
    plugins = value.get("plugins")
    if isinstance(plugins, dict):
        return {**value, "plugins": {**plugins, **dict.fromkeys(missing)}}
    before = plugins if isinstance(plugins, list) else list(DEFAULT_PLUGINS)
    return {**value, "plugins": [*before, *missing]}


def _lines(names: tuple[str, ...]) -> tuple[str, ...]:
    return ("plugins:", *(f"  - {name}" for name in names))


_KEY = re.compile(rb"""^(?:\xef\xbb\xbf)?(?:plugins|"plugins"|'plugins')[ \t]*:[ \t]*(?P<rest>[^\r\n]*)""", re.M)
_FLOW = re.compile(rb"\[(?P<items>[^\[\]{}#&*!\"'\r\n]*)\][ \t]*(?:#[^\r\n]*)?")


def _insertion(data: bytes, value: dict[str, JsonValue], missing: tuple[str, ...]) -> tuple[int, bytes]:
    """Where to insert, and what. Raises _Unsafe."""
    keys = list(_KEY.finditer(data))
    if "plugins" not in value:
        if "INHERIT" in value:
            raise _Unsafe("it inherits its plugins from another file")
        return _at_the_end(data, missing)
    if len(keys) != 1:
        raise _Unsafe("its list of plugins is not at the beginning of a line of its own")
    rest = keys[0]["rest"]
    flow = _FLOW.fullmatch(rest)
    if flow is not None:
        items = flow["items"].strip()
        comma = b"" if not items or items.endswith(b",") else b", "
        place = keys[0].start("rest") + flow.start("items") + len(flow["items"].rstrip())
        return place, comma + ", ".join(missing).encode()
    if rest and not rest.startswith(b"#"):
        raise _Unsafe("its list of plugins is not written as one item a line")
    return _below(data, keys[0].end(), missing, mapping=isinstance(value["plugins"], dict))


def _at_the_end(data: bytes, missing: tuple[str, ...]) -> tuple[int, bytes]:
    newline = _newline(data)
    lead = b"" if not data or data.endswith((b"\n", b"\r")) else newline
    return len(data), lead + b"".join(line.encode() + newline for line in _lines((*DEFAULT_PLUGINS, *missing)))


def _below(data: bytes, at: int, missing: tuple[str, ...], *, mapping: bool) -> tuple[int, bytes]:
    """After the last line of the block below the key that ends at `at`."""
    first, end = _block(data, at, mapping=mapping)
    newline = _newline(data)
    form = "{}:" if mapping else "- {}"
    lines = [first + form.format(name).encode() for name in missing]
    if data[:end].endswith((b"\n", b"\r")):
        return end, b"".join(line + newline for line in lines)
    return end, b"".join(newline + line for line in lines)


def _block(data: bytes, at: int, *, mapping: bool) -> tuple[bytes, int]:
    """The indent of a block's entries, and the end of its last line. Comments between and after entries pass by."""
    _, *lines = data[at:].splitlines(keepends=True) or [b""]
    position = at + len(data[at:]) - sum(map(len, lines))
    first: bytes | None = None
    end = position
    for line in lines:
        position += len(line)
        text = line.strip()
        indent = line[: len(line) - len(line.lstrip(b" "))]
        outside = first is None or len(indent) <= len(first)
        if not text or (text.startswith(b"#") and outside):
            continue
        is_entry = bool(indent) if mapping else text == b"-" or text.startswith(b"- ")
        if outside and not (is_entry and first in (None, indent)):
            break
        first = indent if first is None else first
        end = position
    if first is None:
        raise _Unsafe("its list of plugins is empty")
    return first, end


def _newline(data: bytes) -> bytes:
    return b"\r\n" if b"\r\n" in data else b"\n"
