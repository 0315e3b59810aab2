"""The texts of sources: where a span stands in lines and columns, and what is written there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from headland.core.source import Source, SourceError
from headland.core.span import Lines, Position, Span

CACHED_FILES = 64
"""Reports go file by file, so a few files at hand are enough."""


@dataclass(frozen=True, slots=True)
class Place:
    """A span in people's terms: a file of a source, and where it begins and ends (exclusive) in it."""

    source: str
    file: str
    start: Position
    end: Position


class SourceTexts:
    """Turns spans into places and gives the lines; a file that cannot be read (any more) counts as empty."""

    def __init__(self, sources: Iterable[Source]) -> None:
        by_name = {source.name: source for source in sources}

        @lru_cache(maxsize=CACHED_FILES)
        def lines(name: str, path: str) -> Lines:
            source = by_name.get(name)
            try:
                return Lines(source.read(path) if source else b"")
            except SourceError:
                return Lines(b"")

        self._lines = lines

    def place(self, span: Span) -> Place:
        """Where a span stands."""
        lines = self._lines(span.source, span.path)
        return Place(span.source, span.path, lines.position(span.start), lines.position(max(span.start, span.end)))

    def position(self, span: Span) -> tuple[str, int, int]:
        """The file, line and column at which a span begins."""
        place = self.place(span)
        return place.file, place.start.line, place.start.column

    def line(self, span: Span) -> str:
        """The text of the line on which a span begins."""
        lines = self._lines(span.source, span.path)
        return lines.text(lines.position(span.start).line)
