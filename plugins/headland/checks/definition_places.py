"""From a line and column of an API's definition to the place where they are written: in the record, or in a file."""

from __future__ import annotations

from headland.catalog.definitions import FIELD
from headland.core.source import Source, SourceError
from headland.core.span import Lines, Span
from headland.reading.placeholders import target_path
from headland.reading.record import Record

_TEXTS = ("$text", "$openapi", "$asyncapi")
"""Placeholders whose text is that of the file, where nothing was joined into it."""


class DefinitionPlaces:
    """The places of one record's definition; reads the file that holds it when it is first asked."""

    def __init__(self, record: Record, text: str, source: Source | None) -> None:
        self._span = record.place(FIELD)
        self._lines = text.split("\n")
        self._held = None if source is None else _held(record, text, source)

    def place(self, line: int | None, column: int | None) -> tuple[Span, bool]:
        """The span from a place of the definition to the end of its line, and True; else the whole value, and False."""
        if line is None or self._held is None or not 1 <= line <= len(self._lines):
            return self._span, False
        path, lines, before = self._held
        if not 1 <= line + before <= len(lines):
            return self._span, False
        text = self._lines[line - 1].rstrip("\r")
        written = lines.text(line + before)
        # A block scalar's lines are those of the text behind an indent; whatever else was done to them shows here.
        if not written.endswith(text) or written[: len(written) - len(text)].strip():
            return self._span, False
        indent = len(written) - len(text)
        at = indent + min((column or 1) - 1, max(len(text) - 1, 0))
        mark = 3 if lines.start_of(line + before) == 0 and self._has_mark(lines) else 0
        start = lines.start_of(line + before) + mark + len(written[:at].encode())
        return Span(self._span.source, path, start, start + max(len(written[at:].rstrip().encode()), 1)), True

    @staticmethod
    def _has_mark(lines: Lines) -> bool:
        return lines.position(3).column == 1


def _held(record: Record, text: str, source: Source) -> tuple[str, Lines, int] | None:
    """The file that holds the text, its lines, and how many stand before the text's first."""
    span = record.place(FIELD)
    try:
        for key in _TEXTS:
            if (*FIELD, key) in record.document.nodes:
                return _in_file(record, key, text, source)
        lines = Lines(source.read(span.path))
    except SourceError:
        return None
    header = lines.position(span.start).line
    written = lines.text(header)[lines.position(span.start).column - 1 :]
    return (span.path, lines, header) if written.startswith("|") else None


def _in_file(record: Record, key: str, text: str, source: Source) -> tuple[str, Lines, int] | None:
    place = record.place((*FIELD, key))
    target = source.read(place.path)[place.start : place.end].decode("utf-8", "replace").strip("\"'")
    path = target_path(record.document.path, target, source)
    data = source.read(path)
    return (path, Lines(data), 0) if data.decode("utf-8", "replace") == text else None
