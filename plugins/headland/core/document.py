"""A document as it was read: its plain value, and where every key, value and node of it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import JsonValue

from headland.core.span import Span

NodePath = tuple[str | int, ...]
"""The way from a document's root to a node: keys of mappings and indexes of sequences."""

NodePlace = tuple[int, int, int, int]
"""Byte offsets of a node: key start, key end (both -1 where there is no key), value start, value end."""


@dataclass(frozen=True, slots=True)
class Document:
    """One YAML document, or the front matter of a Markdown page.

    `value` is the plain value after placeholders; `files` are the files of the source that these took it from.
    `body` is the prose below the front matter. `ordinal` counts the documents of the file from 0.
    """

    span: Span
    value: JsonValue
    nodes: Mapping[NodePath, NodePlace]
    ordinal: int = 0
    body: Span | None = None
    files: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        """The file that holds this document."""
        return self.span.path

    def value_span(self, path: NodePath) -> Span:
        """Where the value at `path` stands; the nearest parent that exists where it does not."""
        place = self._nearest(path)
        return Span(self.span.source, self.span.path, place[2], place[3])

    def key_span(self, path: NodePath) -> Span:
        """Where the key of the node at `path` stands; its value where it has no key."""
        place = self._nearest(path)
        start, end = (place[0], place[1]) if place[0] >= 0 else (place[2], place[3])
        return Span(self.span.source, self.span.path, start, end)

    def _nearest(self, path: NodePath) -> NodePlace:
        for length in range(len(path), -1, -1):
            place = self.nodes.get(path[:length])
            if place is not None:
                return place
        return (-1, -1, self.span.start, self.span.end)
