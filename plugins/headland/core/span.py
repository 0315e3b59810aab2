"""Places in source files: byte spans, and the line and column that derive from them."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from dataclasses import dataclass

_LINE_END = re.compile(rb"\r\n|\n|\r")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Bytes `start` to `end` (exclusive) of the file `path` in the source named `source`."""

    source: str
    path: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A line and a column, both counted from 1; columns count code points."""

    line: int
    column: int


class Lines:
    """The lines of one file's bytes: turns byte offsets into positions, and gives a line's text.

    Line ends are `\\n`, `\\r\\n` and a lone `\\r`, as in YAML. A byte-order mark takes no column.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._starts = array("q", [0])
        self._starts.extend(end.end() for end in _LINE_END.finditer(data))

    def position(self, offset: int) -> Position:
        """The position of a byte offset; one beyond the end is taken as the end."""
        offset = max(0, min(offset, len(self._data)))
        line = bisect_right(self._starts, offset)
        start = self._starts[line - 1]
        before = self._data[start:offset].decode("utf-8", errors="replace")
        return Position(line, len(before.removeprefix("\ufeff")) + 1)

    def text(self, line: int) -> str:
        """The text of a line, without its end and without a byte-order mark."""
        start = self._starts[line - 1]
        end = self._starts[line] if line < len(self._starts) else len(self._data)
        return self._data[start:end].decode("utf-8", errors="replace").rstrip("\r\n").removeprefix("\ufeff")

    def start_of(self, line: int) -> int:
        """The byte offset at which a line (from 1) begins."""
        return self._starts[line - 1]

    def __len__(self) -> int:
        return len(self._starts)
